"""What belongs together where nothing holds it by name: the badge of a row, what a heading is above.

A part is of what stands in the smallest group with it: the texts of one of several alike, the
card around a name. What several are called by nobody wrote down ("the sea view *room*") is what
holds the words that are left; what a heading says is what stands under it.

    D-1  the same document and words give the same group

May import: document, language, select.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import structs

from redraft.document.blueprint import Document
from redraft.document.properties import is_text_like
from redraft.language import current
from redraft.select.contents import alike, beside, is_written
from redraft.select.found import Fit, Found
from redraft.select.index import fixed_words, index_of
from redraft.select.kinds import GENERIC, Kind, has_kind, kind_of, of_kind
from redraft.select.selectors import Named, Selector
from redraft.select.words import (
    bag,
    forms,
    key,
    meaning_same,
    singular,
    split,
    stop,
    telling,
    vocabulary,
)

#: How sure it is that a word is only for what several are; that a part is in what has the name.
_OF_GENUS: Final = 0.75
_IN_CALLED: Final = 0.8
#: What holds more is a part of the screen.
_GROUP_MAX: Final = 12
_SEVERAL: Final = 2
#: Types that head what stands below them.
_HEADS: Final = frozenset({"heading", "title", "subtitle", "label", "text"})
#: types of headings that other texts are not
_TITLES: Final = frozenset({"heading", "title", "subtitle"})

#: Kinds of what holds others, by which people call what is of no type of its own.
_HOLDERS: Final = bag("row column card item section container box group list grid form menu")

#: the forms of each of some words
Ways = Sequence[frozenset[str]]


def ways_of(words: Iterable[str]) -> list[frozenset[str]]:
    """The forms of each word, what ids shorten it to, and words of the same meaning."""
    short = current().forms.shortened
    return [
        frozenset((*forms(word), *short.get(singular(word), ()), *meaning_same(word)))
        for word in words
    ]


def together(
    document: Document, fits: Iterable[Fit], anchors: Sequence[tuple[int, ...]]
) -> list[Fit]:
    """The fits in the smallest group with each anchor that holds any; anchors are texts."""
    fits = [fit for fit in fits if fit.tier > _SEVERAL]
    found: dict[int, Fit] = {}
    for anchor in anchors:
        for group in groups(document, anchor[0]):
            there = [fit for fit in fits if fit.i in group and fit.i not in anchor]
            if there:
                found.update((fit.i, fit) for fit in there)
                break
    return [found[i] for i in sorted(found)]


def called_by(document: Document, fits: Iterable[Fit], anchor: Selector | None) -> list[Fit]:
    """ "The rows in the queue" of queue_row_1 and queue_row_2: those that have all words of it in their names."""
    if not isinstance(anchor, Named) or anchor.quoted is not None:
        return []
    ways = ways_of(telling(anchor.words))
    if not ways:
        return []
    return [
        fit
        for fit in fits
        if fit.tier > _SEVERAL and all(way & fixed_words(document.at(fit.i)) for way in ways)
    ]


def groups(document: Document, i: int) -> Iterator[frozenset[int]]:
    """What stands together with a text, the fewest first: none with what holds others itself."""
    outline = document.outline
    if outline.children[i] or not is_written(document.at(i)):
        return
    if texts := beside(document, i):
        yield frozenset(texts)
    for around in outline.ancestors(i):
        inside = outline.descendants(around)
        if len(inside) > _GROUP_MAX:
            return
        yield frozenset((around, *inside))


def of_genus(document: Document, name: Named, *, known: bool) -> Found | None:
    """Those of several alike that say all words but the last, which is for what they all are.

    None where one is meant and several say them.

    ``known``: that word has to be said somewhere on the screen.

    >>> d = Document.of({"components": [{"id": f"c{k}", "type": "card", "children": [
    ...     {"id": f"t{k}", "type": "text", "text": t}]} for k, t in enumerate(("Sea view", "Attic"))]})
    >>> of_genus(d, Named(("sea", "view", "room"), head="room"), known=False).indices
    (0,)
    """
    words = telling(name.words)
    if name.quoted is not None or len(words) < _SEVERAL:
        return None
    if name.kinds and has_kind(document, kind_of(name.head, name.kinds), near=False):
        return None
    ways = ways_of(words[:-1])
    found = {
        holder
        for one in alike(document)
        for holder, texts in zip(one.holders, one.members, strict=True)
        if holder >= 0 and _says(document, (holder, *texts), ways)
    }
    if not found or (name.number == "one" and len(found) > 1):
        return None
    if any(_has_part(document, holder, words[-1]) for holder in found):
        return None
    called = frozenset(forms(words[-1]))
    so_called = all(called & fixed_words(document.at(holder)) for holder in found)
    holds_others = not _HOLDERS.isdisjoint(name.kinds[:1])
    if known and not (so_called or holds_others or is_genus(document, words[-1])):
        return None
    trace = (f"“{words[-1]}” is for what several alike are",)
    fits = [Fit(i) for i in sorted(found)]
    return Found(fits, name.number, " ".join(name.words), name.span, _OF_GENUS, trace)


def is_genus(document: Document, word: str, *, named: bool = False) -> bool:
    """Whether a word may be for what several alike are: it is for something, and for no part of the screen.

    What tells one of several from the others is none: "the old prices". ``named``: any other word may be.
    """
    table = current().forms
    one = singular(word)
    index = index_of(document)
    is_kind = one in index.types or one in index.roles or one in index.tails
    said = not is_kind and index.count(document, forms(word)) > 0
    known = said or one in table.genera or (named and one not in table.people)
    if one in table.contrasts or not known:
        return False
    children = document.outline.children
    kin = [*forms(word), *index.kin(document, one)]
    holding = (i for i in index.having(document, kin) if children[i])
    return all(fixed_words(document.at(i)).isdisjoint(kin) for i in holding)


def _has_part(document: Document, holder: int, word: str) -> bool:
    """Whether something in it is called by a word: "the deluxe badge" is no card."""
    called = frozenset(forms(word))
    if not called.isdisjoint(fixed_words(document.at(holder))):
        return False
    inside = document.outline.descendants(holder)
    return any(not called.isdisjoint(fixed_words(document.at(i))) for i in inside)


def _says(document: Document, indices: Iterable[int], ways: Ways) -> bool:
    """Whether all words are said by some of the components."""
    said = frozenset().union(*(vocabulary(document.at(i).text or "") for i in indices))
    return all(said & way for way in ways)


def but_for_unknown(document: Document, name: Named) -> Named | None:
    """ "The player controls" as "the controls", "the related articles" as "the related", where nothing says more.

    None where all words or none say anything, or one of the others is no word for a sort of thing: it
    may tell one from others ("the cancelled orders").
    """
    if name.kinds or name.quoted is not None:
        return None
    words = [word for said in name.words for word in split(said)]
    if len(words) < _SEVERAL or not stop().isdisjoint(words):
        return None  # "the tasks in review": where they are, and no name
    index = index_of(document)
    known = [word for word in words if index.count(document, forms(word))]
    others = [word for word in words if word not in known]
    table = current().forms
    if not others and name.number != "one" and singular(words[-1]) in table.genera:
        known, others = words[:-1], words[-1:]  # "the related articles", beside an article
    if not known or not others:
        return None
    nouns = table.genera | table.people
    last = known == words[-1:] and nouns.issuperset(map(singular, others))
    kind = others == words[-1:] and singular(others[0]) in table.genera
    if not (last or kind):
        return None
    return structs.replace(name, words=tuple(known), head=known[-1])


def in_called(document: Document, name: Named, kind: Kind, words: Sequence[str]) -> Found | None:
    """ "The filter labels": the labels in the one part of the screen that is called by the words.

    "The room photos", of rooms that nothing calls so: those in each of several alike.
    """
    if kind.open or not words or name.quoted is not None:
        return None
    of_it = [i for i, _ in of_kind(document, kind, least=3)]
    ways = ways_of(words)
    having = _having(document, ways)
    parts = _called(document, ways, having)
    if len(parts) == 1:
        inside = [i for i in of_it if i in document.outline.descendants(parts[0])]
        sure = _IN_CALLED
    elif not parts and name.number != "one" and (len(words) < _SEVERAL or not having):
        # "the singing cards": those that say so, where one does
        end = document.outline.end
        saying = [i for i in of_it if any(i < k < end[i] for k in having)]
        inside, sure = saying or _in_each(document, of_it, words), _OF_GENUS
    else:
        return None
    if not inside:
        return None
    trace = (f"{len(inside)} in what is called so",)
    return Found([Fit(i) for i in inside], name.number, confidence=sure, trace=trace)


def is_entry(name: Named) -> bool:
    """Whether a description is no more than "the items"."""
    return name.quoted is None and len(name.words) == 1 and singular(name.words[0]) in GENERIC


def entries(document: Document, anchors: Sequence[tuple[int, ...]]) -> list[int]:
    """ "The items in the menu": what is in the only one that has several of one type; else none."""
    several = [inside for anchor in anchors if (inside := _most_alike(document, anchor[0]))]
    return several[0] if len(several) == 1 else []


def _most_alike(document: Document, holder: int) -> list[int]:
    """The several of one type in something; none where two types are several."""
    types: dict[str, list[int]] = {}
    for i in document.outline.children[holder]:
        types.setdefault(document.at(i).type, []).append(i)
    several = [members for members in types.values() if len(members) >= _SEVERAL]
    return several[0] if len(several) == 1 else []


def _having(document: Document, ways: Ways) -> set[int]:
    """What has all the words, in whatever field."""
    index = index_of(document)
    return set.intersection(*(index.having(document, tuple(way)) for way in ways))


def _called(document: Document, ways: Ways, having: Iterable[int]) -> list[int]:
    """What holds others and is called by all the words, of those in one another the outermost."""
    outline = document.outline
    found: list[int] = []
    for i in sorted(having):
        if not outline.children[i] or not all(way & fixed_words(document.at(i)) for way in ways):
            continue
        if not found or i >= outline.end[found[-1]]:
            found.append(i)
    return found


def _in_each(document: Document, of_it: Sequence[int], words: Sequence[str]) -> list[int]:
    """What is in each of the only several alike that have it, where the words tell none of them."""
    if not all(is_genus(document, word) for word in words):
        return []
    sets: list[list[int]] = []
    for one in alike(document):
        inner = [
            [i for i in of_it if holder >= 0 and i in document.outline.descendants(holder)]
            for holder in one.holders
        ]
        if all(inner):
            told = [
                _says(document, texts, [way]) for way in ways_of(words) for texts in one.members
            ]
            sets.append([] if any(told) else [i for several in inner for i in several])
    if not sets and len(of_it) >= _SEVERAL:
        # "the category chips", and there are no others
        beside_each = {document.outline.parent[i] for i in of_it}
        return [*of_it] if len(beside_each) == 1 else []
    return sets[0] if len(sets) == 1 else []


def under_heading(document: Document, name: Named, fits: Sequence[Fit]) -> list[int]:
    """What stands under the only text that says no more than the words: "all the ingredients"; else none.

    Their list, where it has the name too, holds the same.
    """
    said = {key(" ".join(name.words)), key(" ".join(map(singular, name.words)))}
    if name.quoted is not None or not fits:
        return []
    found: set[tuple[int, ...]] = set()
    others: set[int] = set()
    for fit in fits:
        text, inside = document.at(fit.i).text or "", document.outline.children[fit.i]
        if inside and not text:
            found.add(tuple(_alike(document, inside)))
        elif is_head(document, fit.i) and {key(text), key(singular(text.lower()))} & said:
            found.add(tuple(_members(document, fit.i)))
        else:
            others.add(fit.i)
    found -= {()}
    if len(found) != 1:
        return []
    (members,) = found
    return [*members] if others <= set(members) else []


def is_their_heading(document: Document, name: Named, fits: Sequence[Fit]) -> bool:
    """Whether all that fits "the question" says “Questions”: the name of several, none of them."""
    one = key(" ".join(name.words))
    if name.number != "one" or name.quoted is not None or not fits:
        return False
    texts = [document.at(fit.i).text or "" for fit in fits]
    return all(key(text) != one == key(singular(text.lower())) for text in texts)


def headed(document: Document, i: int) -> int | None:
    """The part of the screen of which a text is the only heading; None where it is none, or has none.

    >>> d = Document.of({"components": [{"id": "c", "type": "card", "children": [
    ...     {"id": "t", "type": "title", "text": "Recent"}, {"id": "r", "type": "row"}]}]})
    >>> headed(d, 1), headed(d, 2)
    (0, None)
    """
    parent = document.outline.parent[i]
    if parent < 0 or not is_head(document, i):
        return None
    heads = [k for k in document.outline.children[parent] if is_head(document, k)]
    titles = [k for k in heads if document.at(k).type.lower() in _TITLES]
    return parent if (titles or heads) == [i] else None


def is_head(document: Document, i: int) -> bool:
    """Whether a component is a title, or what else heads a part of the screen, and says something."""
    component = document.at(i)
    return component.type.lower() in _HEADS and bool(component.text)


def _members(document: Document, head: int) -> list[int]:
    """The entries that come after a heading: those of a list, else those of one type in a row."""
    outline = document.outline
    parent = outline.parent[head]
    siblings = outline.children[parent] if parent >= 0 else outline.top
    after = [i for i in siblings if i > head]
    if not after:
        return []
    first = after[0]
    inside = outline.children[first]
    if inside and not document.at(first).text:
        return _alike(document, inside)
    run: list[int] = []
    for i in after:
        if (
            document.at(i).type != document.at(first).type
            or document.at(i).type == document.at(head).type
        ):
            break
        run.append(i)
    entries = len(run) >= _SEVERAL and not is_text_like(document.at(first))
    return run if entries or len(run) > _SEVERAL else []


def _alike(document: Document, inside: Sequence[int]) -> list[int]:
    """Several of one type; none of others."""
    types = {document.at(i).type for i in inside}
    return [*inside] if len(types) == 1 and len(inside) >= _SEVERAL else []
