"""What a name means where nothing is called so: by what texts hold, by what is alike, by size.

People say "the prices", "the cards" and "the small pictures" of documents that have no such
words. What is alike tells what is meant; what could be several things is nothing.

    D-1  the same document and name give the same fits

May import: document, language, select.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from redraft.document.blueprint import Document
from redraft.document.lengths import read_px
from redraft.document.properties import drawn, is_text_like
from redraft.language import current
from redraft.select.contents import ALONE, alike, beside, carried, sort_of, told, told_with
from redraft.select.found import Fit, Found, ambiguous
from redraft.select.index import fixed_words, index_of, tail, words_of
from redraft.select.kinds import Kind, kind_of, of_kind, of_word
from redraft.select.selectors import Named
from redraft.select.together import is_genus, ways_of
from redraft.select.words import forms, key, split, telling, vocabulary

#: How sure it is what a text holds; that several of different types are one plural; what size tells.
_BY_CONTENTS: Final = 0.9
UNLIKE: Final = 0.5
_BY_SIZE: Final = 0.9
#: How sure it is that the words before it say only what a text is for.
_UNATTACHED: Final = 0.75
#: The sort of what leads in each of several alike, and of that or the headline of the screen.
_LEADS: Final = frozenset({"lead", "title"})
#: The first kind of words that stand for texts of whatever type.
_ANY_TEXT: Final = ("text",)
#: Areas of what is small and what is large differ by this factor.
_APART: Final = 1.5
_SEVERAL: Final = 2


def by_contents(
    document: Document, name: Named, *, wide: bool, carried_only: bool = False
) -> Found | None:
    """Texts by what they hold, where nothing is called so: "the prices", "the settler names".

    ``carried_only``: where the last word is for any text, "the time labels".
    Raises Unresolved where a plural could be of several sets.
    """
    words = telling(name.words)
    if not words or name.quoted is not None:
        return None
    found: Found | None = None
    if sort := carried(words):
        # "all the day names": not of a week that stands alone
        plural = structs.replace(name, number="many") if name.number == "all" else name
        found = _of_sort(document, plural, sort, words, words[:-2], wide=wide)
    if found is None and not carried_only and (sort := sort_of(words[-1])):
        found = _of_sort(document, name, sort, words, words[:-1], wide=wide)
    return found


def _of_sort(
    document: Document,
    name: Named,
    sort: str,
    words: Sequence[str],
    before: Sequence[str],
    *,
    wide: bool,
) -> Found | None:
    """The texts of a sort that are those of all the words ``before``."""
    if sort in _LEADS and before and (named := so_named(document, name, words)):
        return named
    if sort in _LEADS and before and (titled := _titled(document, name, before)):
        return titled
    texts = told(document, sort)
    owners = [frozenset(forms(word)) for word in before]
    sure = _BY_CONTENTS
    if owners:
        every = texts
        texts = {i: among for i, among in every.items() if owned(document, i, owners)}
        if not texts:
            texts = dict.fromkeys(told_with(document, sort, ways_of(before)), 0)
        if not texts and sort in _LEADS and ALONE not in every.values():
            texts = _unattached(document, every, before)
            sure = _UNATTACHED
    several = name.number in ("many", "all") and not wide
    count = Counter(texts.values())
    if owners and several:
        # “Orders” above one number makes it no order number
        texts = {i: among for i, among in texts.items() if among != ALONE and count[among] > 1}
    elif sort == "title" and name.number == "one" and not wide and count[ALONE] == 1:
        texts = {i: among for i, among in texts.items() if among == ALONE}
    sets = set(texts.values()) - {ALONE}
    if several and len(sets) > 1:
        ids = [document.outline.ids[i] for i in texts]
        raise ambiguous(" ".join(name.words), name.span, ids)
    repeat = bool(sets) and name.number == "many" and not wide
    fits = [Fit(i, 1.0, 3 if repeat and among == ALONE else 4) for i, among in texts.items()]
    if not fits:
        return None
    trace = (f"{len(fits)} by what they hold",)
    return Found(fits, name.number, confidence=sure, trace=trace)


def _unattached(document: Document, texts: dict[int, int], words: Sequence[str]) -> dict[int, int]:
    """The only set of names, where the words say no more than what these are for.

    "The room names" of cards of rooms that no word calls so; none where a word may tell them from
    others, or is what a part of the screen is called. What has names may be called by any word;
    what is counted may not: “comment counts” are no counts of cards.
    """
    sets = set(texts.values()) - {ALONE}
    if len(sets) > 1 or (not sets and len(texts) > 1):
        return {}
    texts = {i: among for i, among in texts.items() if not sets or among != ALONE}
    return texts if all(is_genus(document, word, named=True) for word in words) else {}


def so_named(document: Document, name: Named, words: Sequence[str]) -> Found | None:
    """ "The author names" of texts that are called author, "the presenter name" of the presenter."""
    kin = frozenset().union(*(forms(word) for word in words[:-1]))
    found: list[int] = []
    for among in alike(document):
        texts = [i for member in among.members for i in member]
        called = [i for i in texts if tail(document.at(i).id) in kin]
        if len(called) == len(among.members) > 1:
            found = called
            break
    if not found and name.number == "one":
        whole = index_of(document).ids.get("".join(words[:-1]), [])
        found = [i for i in whole if document.at(i).text]
    if not found:
        return None
    trace = (f"{len(found)} are called so",)
    return Found([Fit(i) for i in found], name.number, confidence=_BY_CONTENTS, trace=trace)


def _titled(document: Document, name: Named, before: Sequence[str]) -> Found | None:
    """ "The class name", "the recipe name": the only title that is called so, or says so."""
    if name.number != "one":
        return None
    index = index_of(document)
    titles = {i for i, _ in of_kind(document, kind_of("", ("title", "heading")), least=3)}
    for word in before:
        titles &= index.having(document, forms(word))
    if len(titles) != 1:
        return None
    trace = ("a title that says so",)
    return Found([Fit(i) for i in titles], name.number, confidence=_BY_CONTENTS, trace=trace)


def owned(document: Document, i: int, owners: Sequence[frozenset[str]]) -> bool:
    """Whether what holds a text, the text itself, or what repeats with it, says all of the words."""
    around = (i, *document.outline.ancestors(i), *beside(document, i))
    said = frozenset().union(*(words_of(document, k) for k in around))
    return all(said & forms_of for forms_of in owners)


def stands_in(document: Document, name: Named, *, wide: bool) -> bool:
    """Whether "the messages" are of no type or role of their own: not every text is one."""
    told_by_place = wide and len(name.words) == 1  # "the message" that is inside something
    several = not wide and name.number in ("many", "all")
    if not (told_by_place or several) or name.kinds[:1] != _ANY_TEXT:
        return False
    return sort_of(name.head) != "" and not of_word(document, kind_of(name.head, name.kinds))


def family(document: Document, fits: list[Fit], words: Iterable[str]) -> list[Fit]:
    """Those whose ids are these words and a number: "the jobs" are job_1 to job_3, and no “Jobs” link.

    All of them where there are no such.
    """
    ways = ways_of(words)
    family = [f for f in fits if _is_only(document.at(f.i).id, ways)]
    around = {k for f in family for k in document.outline.ancestors(f.i)}
    family = [f for f in family if f.i not in around]  # "the reminders" are not what holds them
    return family if len({document.at(f.i).type for f in family}) == 1 < len(family) else fits


def _is_only(name: str, ways: Sequence[frozenset[str]]) -> bool:
    """Whether a name is made of the words, each in one of its ways, and of numbers."""
    said = [word for word in split(name) if not word.isdecimal()]
    return all(any(word in way for way in ways) for word in said) and all(
        not way.isdisjoint(said) for way in ways
    )


def unlike(document: Document, fits: Sequence[Fit], words: Iterable[str]) -> bool:
    """Whether what fits only says the words here and there, in texts of several types."""
    if len({document.at(f.i).type for f in fits}) < _SEVERAL:
        return False
    said = frozenset(form for word in words for form in forms(word))
    return any(said.isdisjoint(fixed_words(document.at(f.i))) for f in fits)


def holders(document: Document, name: Named, kind: Kind) -> Found | None:
    """ "The cards", "both tiles" of a screen whose only containers that are alike have no such name."""
    if name.number not in ("many", "all") or not name.kinds or kind.open:
        return None
    sets = [one.holders for one in alike(document) if one.holders[0] >= 0]
    sets = [held for held in sets if key(document.at(held[0]).type) in kind.near & _PLAIN]
    if len(sets) != 1:
        return None
    trace = (f"{len(sets[0])} containers are alike",)
    return Found([Fit(i) for i in sets[0]], name.number, confidence=_BY_CONTENTS, trace=trace)


def in_same(
    document: Document, name: Named, kind: Kind, terms: Sequence[tuple[tuple[str, ...], bool]]
) -> Found | None:
    """ "The savings badge": the badge in the one of several alike that says savings."""
    words = [frozenset(forms(word)) for said, _ in terms for word in said]
    if kind.open or not words or name.number != "one" or name.quoted is not None:
        return None
    found: list[int] = []
    of_it = [i for i, _ in of_kind(document, kind, least=3)]
    for one in alike(document):
        for holder, texts in zip(one.holders, one.members, strict=True):
            said = frozenset().union(*(vocabulary(document.at(i).text or "") for i in texts))
            if holder >= 0 and all(said & way for way in words):
                found += [i for i in of_it if i in document.outline.descendants(holder)]
    if not found:
        return None
    trace = (f"{len(found)} beside those words",)
    return Found([Fit(i) for i in found], "one", confidence=_BY_CONTENTS, trace=trace)


_PLAIN: Final = frozenset({"container", "group", "view", "frame"})


def sized(document: Document, name: Named, kind: Kind, words: Sequence[str]) -> Found | None:
    """ "The big photo", "the small pictures": of a kind, what is plainly larger or smaller than the rest.

    None where a component says the word of itself, or where no size stands out.
    """
    signs = current().forms.sized
    said = [word for word in words if word in signs]
    if len(said) != 1 or len(words) != 1 or kind.open:
        return None
    fits = [Fit(i, 1.0, tier) for i, tier in of_kind(document, kind, least=3)]
    if any(words_of(document, f.i) & set(said) for f in fits):
        return None
    areas = {f.i: _area(document, f.i) for f in fits}
    if len(fits) < _SEVERAL or not all(areas.values()):
        return None
    order = sorted(fits, key=lambda f: areas[f.i], reverse=signs[said[0]] == "large")
    stop = next(
        (
            k
            for k in range(1, len(order))
            if not 1 / _APART < areas[order[k].i] / areas[order[k - 1].i] < _APART
        ),
        0,
    )
    if not stop:
        return None
    trace = (f"{stop} of {len(fits)} by size",)
    return Found(order[:stop], name.number, confidence=_BY_SIZE, trace=trace)


def _area(document: Document, i: int) -> float:
    component = document.at(i)
    if is_text_like(component):
        return (read_px(drawn(document, component, "font size")) or 0.0) ** 2
    box = component.box
    return 0.0 if box is None else float(box[2] * box[3])
