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

from redraft.document.blueprint import MISSING, Document
from redraft.document.lengths import read_px
from redraft.document.properties import drawn, get, is_text_like
from redraft.language import current
from redraft.select.contents import (
    ALONE,
    alike,
    beside,
    carried,
    holds,
    is_written,
    sort_of,
    told,
    told_with,
)
from redraft.select.found import Fit, Found, ambiguous
from redraft.select.index import fixed_words, index_of, tail, words_of
from redraft.select.kinds import Kind, kind_of, of_kind, of_word
from redraft.select.labels import is_field, labels_of
from redraft.select.looks import grounds
from redraft.select.selectors import Named
from redraft.select.together import is_genus, ways_of
from redraft.select.words import bag, forms, key, singular, split, telling, vocabulary

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
#: What takes such a share of the screen is the screen.
_MOST: Final = 0.85
#: What people call what stands out from the screen.
_SEEN_AS: Final = frozenset({"card", "panel", "box", "tile"})
#: What nobody calls a plain container.
_OF_OWN_LOOK: Final = bag(
    "table chart graph nav navbar header footer modal dialog hero banner form"
)
#: How sure it is that the only one is meant, whatever it is called.
_ONLY_ONE: Final = 0.8
#: What people call whatever has a ground; types that they have other names for; how sure it is.
_BOXED: Final = _SEEN_AS | {"square", "rectangle"}
_NO_BOX: Final = bag(
    "slide screen page button cta link icon image avatar logo video chip badge tag pill tab toggle switch "
    "input field textarea textfield search searchbar select dropdown checkbox radio slider divider line chart table map grid header footer nav navbar sidebar toolbar topbar progress"
)
_OTHER_SHAPES: Final = bag("circle oval ellipse triangle star arrow heart diamond dot line ring")
_BOXED_SO: Final = 0.85
_LABEL: Final = "label"
#: What is told of those that stand out and may hold one another.
NESTED: Final = ("hold others and stand out",)
_SUBTITLES: Final = ("subtitle",)
#: Areas of what is small and what is large differ by this factor.
_APART: Final = 1.5
_SEVERAL: Final = 2
#: How sure it is that a logo's words are a name; what a logo is called, and what has its words itself.
_OF_HOUSE: Final = 0.85
_LOGOS: Final = frozenset({"logo", "brand", "wordmark", "logotype"})
_BARS: Final = frozenset({"header", "navbar", "nav", "toolbar", "topbar", "appbar"})
_BAR_WORDS: Final = _BARS | bag("top bar app site main page nav menu head")
#: Sorts of what shows figures, and the words that such a text has at most.
_FIGURES: Final = frozenset({"money", "percent", "number", "date", "time"})
_FIGURE_WORDS: Final = 5


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
        # "the author names": what is called author comes before what is by somebody
        found = None if wide else so_named(document, name, words)
        found = found or _of_sort(document, plural, sort, words, words[:-2], wide=wide)
    if found is None and not carried_only and (sort := sort_of(" ".join(words))):
        found = _of_sort(document, name, sort, words, (), wide=wide)  # "the body texts"
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
    signs = [word for word in before if word in current().forms.sized]
    if signs and sort not in _LEADS and texts:
        before = [word for word in before if word not in signs]
        texts = _plainly(document, texts, signs[0])
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
    if sort == "prose" and several and not owners:
        fits = _with_their_like(document, fits)
    trace = (f"{len(fits)} by what they hold",)
    return Found(fits, name.number, confidence=sure, trace=trace)


def _plainly(document: Document, texts: dict[int, int], sign: str) -> dict[int, int]:
    """ "The big number" of several: the only one, or those that are plainly larger than the rest."""
    chosen = _standing_apart(document, sorted(texts), sign) if len(texts) > 1 else texts
    return {i: among for i, among in texts.items() if i in chosen}


def _with_their_like(document: Document, fits: list[Fit]) -> list[Fit]:
    """What is written out, and the short ones that are called as all of these are: “slide_3_content”."""
    tails = {tail(document.at(fit.i).id) for fit in fits}
    if len(tails) > 1 or tails <= current().forms.carriers:
        return fits
    return [Fit(i) for i in sorted(index_of(document).tails.get(tails.pop(), ()))]


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


def figures_of(document: Document, name: Named) -> Found | None:
    """ "The expiry date" of a text called expiry that shows figures, "the arrival times" of arrivals.

    What the last word is for need not be told by the text itself: “09/28”, “18:05”. A text that
    is called by the last word is in what is called by the others: "the order total".
    """
    words = telling(name.words)
    if name.quoted is not None or len(words) < _SEVERAL or sort_of(words[-1]) not in _FIGURES:
        return None
    index = index_of(document)
    ways = ways_of(words)
    calls = [{i for w in way for i in index.having(document, [w])} for way in ways[:-1]]
    own = set.intersection(*calls)
    told = sorted(own.intersection(index.having(document, ways[-1])))
    found = [i for i in told if is_text_like(document.at(i))]
    if not found:
        found = [i for i in sorted(own) if _is_figure_called(document, i, ways[:-1])]
    if not found:
        last = index.having(document, tuple(ways[-1]))
        inside = [i for i in sorted(last) if _is_figure_called(document, i, ways[-1:])]
        around = [frozenset(way) for way in ways[:-1]]
        found = [i for i in inside if owned(document, i, around)]
    if not found:
        return None
    trace = (f"{len(found)} figures are called so",)
    return Found([Fit(i) for i in found], name.number, confidence=_BY_CONTENTS, trace=trace)


def _is_figure_called(document: Document, i: int, ways: Sequence[frozenset[str]]) -> bool:
    component = document.at(i)
    text = component.text or ""
    plain = not document.outline.children[i] and is_text_like(component)
    shown = len(split(text)) <= _FIGURE_WORDS and any(c.isdecimal() for c in text)
    return plain and shown and all(way & fixed_words(component) for way in ways)


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


def house_name(document: Document, name: Named) -> Found | None:
    """ "The shop name", "the company name": what the only logo says, else the only bar with words of its own."""
    words = telling(name.words)
    if name.number != "one" or name.quoted is not None or len(words) != _SEVERAL:
        return None
    if words[0] not in current().forms.houses or sort_of(words[1]) not in _LEADS:
        return None
    says = [i for i, component in enumerate(document) if component.text]
    found = [i for i in says if not _LOGOS.isdisjoint(fixed_words(document.at(i)))]
    found = found or [i for i in says if _is_plain_bar(document, i)]
    if len(found) != 1:
        return None
    trace = ("what the screen is called by",)
    return Found([Fit(found[0])], "one", confidence=_OF_HOUSE, trace=trace)


def _is_plain_bar(document: Document, i: int) -> bool:
    """Whether something is a bar, and is called no more than that: a “greeting_header” greets."""
    component = document.at(i)
    return key(component.type) in _BARS and _BAR_WORDS.issuperset(split(component.id))


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


def numbered_alike(document: Document, fits: list[Fit], words: Iterable[str]) -> list[Fit]:
    """ "The stage texts": act_1_stage to act_4_stage, and no text that speaks of two stages.

    All of them where another is called so as well, or these are not called alike.
    """
    said = frozenset(form for word in words for form in forms(word))
    rows: dict[tuple[str, ...], list[Fit]] = {}
    for fit in fits:
        called = split(document.at(fit.i).id)
        alike = tuple(word for word in called if not word.isdecimal())
        if said.isdisjoint(alike):
            continue
        if alike[-1] not in said or len(alike) == len(called):
            return fits
        rows.setdefault(alike, []).append(fit)
    row = next(iter(rows.values()), fits)
    same_type = len({document.at(f.i).type for f in row}) == 1
    return row if len(rows) == 1 and len(row) > 1 and same_type else fits


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


def of_kind_holding(document: Document, name: Named, kind: Kind) -> Found | None:
    """ "The time buttons", "the price tags": those of a kind that hold such a text, and more words tell nothing."""
    words = telling(name.words)
    sort = sort_of(words[0]) if len(words) == _SEVERAL and words[-1] == name.head else ""
    if kind.open or sort not in _FIGURES:
        return None
    of_it = [i for i, _ in of_kind(document, kind, least=3)]
    found = [i for i in of_it if holds(document.at(i).text or "", sort)]
    if not found and name.number != "one":  # "the weekday headings" of what are but headers
        near = (i for i, _ in of_kind(document, kind, least=2))
        found = [i for i in near if holds(document.at(i).text or "", sort)]
        alike = len({document.at(i).type for i in found}) == 1
        found = found if alike and len(found) >= _SEVERAL else []
    if not found:
        return None
    trace = (f"{len(found)} of the kind by what they hold",)
    return Found([Fit(i) for i in found], name.number, confidence=_BY_CONTENTS, trace=trace)


def under_title(document: Document, name: Named) -> Found | None:
    """ "The subline" where nothing is called so: the text right behind the only title, below it."""
    if name.number != "one" or name.kinds[:1] != _SUBTITLES or name.quoted is not None:
        return None
    titles = [i for i, _ in of_kind(document, kind_of("", ("title",)))]
    beside = document.outline.siblings(titles[0]) if len(titles) == 1 else ()
    behind = next((i for i in beside if i > titles[0]), None)
    if behind is None or not is_text_like(document.at(behind)):
        return None
    prose = holds(document.at(behind).text or "", "prose")
    if not (prose and _is_below(document, titles[0], behind)):
        return None
    trace = ("the text below the only title",)
    return Found([Fit(behind)], "one", confidence=_ONLY_ONE, trace=trace)


def _is_below(document: Document, above: int, i: int) -> bool:
    """Whether one begins below the other, as far as places are told."""
    tops = [get(document.at(k), "y") for k in (above, i)]
    over, under = (read_px(top) if isinstance(top, (int, float, str)) else None for top in tops)
    return over is None or under is None or over < under


def labels(document: Document, name: Named, kind: Kind) -> Found | None:
    """ "The label", "the field labels" of a form in which nothing is called so: what stands beside each."""
    before = [word for word in telling(name.words) if word not in forms(name.head)]
    if kind.said != _LABEL or name.quoted is not None or not all(map(is_field, before)):
        return None
    written = [i for i, component in enumerate(document) if is_written(component)]
    found = labels_of(document, range(len(document)), written)
    if not found or (name.number == "one" and len(found) > 1):
        return None
    trace = (f"{len(found)} beside fields",)
    return Found([Fit(i) for i in found], name.number, confidence=_BY_CONTENTS, trace=trace)


def holders(document: Document, name: Named, kind: Kind, *, wide: bool = False) -> Found | None:
    """ "The cards", "both tiles" of a screen whose only containers that are alike have no such name.

    "The card" of a screen with one thing that holds others and has a ground of its own; where
    there are several such, they are "the cards", and a place tells which is "the lower card".
    """
    if not name.kinds or kind.open or kind.said in _OF_OWN_LOOK:
        return None
    sets = [one.holders for one in alike(document) if one.holders[0] >= 0]
    sets = [held for held in sets if key(document.at(held[0]).type) in kind.near & _PLAIN]
    if name.number != "one" and len(sets) == 1:
        trace = (f"{len(sets[0])} containers are alike",)
        return Found([Fit(i) for i in sets[0]], name.number, confidence=_BY_CONTENTS, trace=trace)
    outer = _outermost(document, _standing(document, kind))
    if len(outer) == 1 and name.number == "one":
        return Found(
            [Fit(outer[0])], "one", confidence=_ONLY_ONE, trace=("the only one of its look",)
        )
    told = wide or (name.number != "one" and (not sets or tuple(outer) in map(tuple, sets)))
    if len(outer) > 1 and told:
        trace = (f"{len(outer)} hold others and stand out",)
        return Found([Fit(i) for i in outer], name.number, confidence=_BOXED_SO, trace=trace)
    return None


def _outermost(document: Document, found: Sequence[int]) -> list[int]:
    """Those that are in no other of them."""
    return [i for i in found if not any(k in found for k in document.outline.ancestors(i))]


def _standing(document: Document, kind: Kind) -> list[int]:
    """The plain containers that stand out from the screen and hold others, for what is called so."""
    if kind.said not in _SEEN_AS:
        return []
    return [
        i
        for i, component in enumerate(document)
        if document.outline.children[i]
        and key(component.type) in kind.near & _PLAIN
        and not _fills_screen(document, i)
        and _stands_out(document, i)
    ]


def nested(document: Document, name: Named, found: Found) -> Found:
    """Of "the card around the total", where outermost ones were found: those in these as well."""
    every = _standing(document, kind_of(name.head, name.kinds))
    outer = {fit.i for fit in found.fits}
    if not outer or not outer < {*every} or outer != {*_outermost(document, every)}:
        return found
    return found._replace(fits=[Fit(i) for i in every], trace=NESTED)


def boxed(document: Document, name: Named, *, looked: bool = False) -> Found | None:
    """ "The quote box", "the green box": what stands out from the screen by a ground or a border of its own.

    Where words are said too, what says all of them. ``looked``: a look tells which of several.
    """
    if not is_box(name):
        return None
    words = [word for word in telling(name.words) if word not in forms(name.head)]
    if not words and name.number != "one" and not looked:
        return None
    ways = ways_of(words)
    found = [
        i
        for i, component in enumerate(document)
        if key(component.type) not in _NO_BOX
        and _OTHER_SHAPES.isdisjoint(fixed_words(component))
        and all(way & words_of(document, i) for way in ways)
        and not _fills_screen(document, i)
        and _stands_out(document, i)
    ]
    if not found or (words and name.number == "one" and len(found) > 1):
        return None
    trace = (f"{len(found)} with a ground or a border",)
    return Found([Fit(i) for i in found], name.number, confidence=_BOXED_SO, trace=trace)


def is_box(name: Named) -> bool:
    """Whether a description is of a box, by a word for whatever has a ground."""
    return kind_of(name.head, name.kinds).said in _BOXED and name.quoted is None


def _stands_out(document: Document, i: int) -> bool:
    """Whether something has a ground or a border of its own."""
    bordered = get(document.at(i), "border width") not in (None, MISSING, 0, "0", "0px")
    return bool(grounds(document, i)) or bordered


def _fills_screen(document: Document, i: int) -> bool:
    """Whether something takes most of the screen, up to an edge of it."""
    box, screen = document.at(i).box, document.screen
    if box is None:
        return True
    inset = min(box[0] - screen[0], box[1] - screen[1]) > 0 and all(
        box[k] + box[k + 2] < screen[k] + screen[k + 2] for k in (0, 1)
    )
    return not inset and box[2] * box[3] >= _MOST * screen[2] * screen[3]


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


def counted_off(document: Document, name: Named) -> list[int]:
    """ "Question 2", "point 3" of a list whose texts begin with their numbers: “2. What is …”."""
    words, table = telling(name.words), current().forms
    if len(words) != _SEVERAL or not words[1].isdecimal() or name.quoted is not None:
        return []
    if singular(words[0]) not in table.genera | table.list_marks:
        return []
    return [i for i, c in enumerate(document) if c.text and _counts(c.text, words[1])]


def _counts(text: str, number: str) -> bool:
    """Whether a text begins with a number as those of a list do: "2. …", "(2) …", "2) …"."""
    begun = text.lstrip().removeprefix("(").removeprefix(number)
    return (
        text.lstrip().removeprefix("(") != begun
        and begun[:1] in (".", ")", ":")
        and begun[1:2].isspace()
    )


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
    order = _standing_apart(document, [f.i for f in fits], said[0])
    if not order:
        return None
    known = {f.i: f for f in fits}
    trace = (f"{len(order)} of {len(fits)} by size",)
    return Found([known[i] for i in order], name.number, confidence=_BY_SIZE, trace=trace)


def _standing_apart(document: Document, indices: Sequence[int], sign: str) -> list[int]:
    """Those that are plainly larger than the rest, or smaller, as a word for a size says."""
    areas = {i: _area(document, i) for i in indices}
    if len(indices) < _SEVERAL or not all(areas.values()):
        return []
    large = current().forms.sized[sign] == "large"
    order = sorted(indices, key=lambda i: areas[i], reverse=large)
    stop = next(
        (
            k
            for k in range(1, len(order))
            if not 1 / _APART < areas[order[k]] / areas[order[k - 1]] < _APART
        ),
        0,
    )
    return order[:stop]


def _area(document: Document, i: int) -> float:
    component = document.at(i)
    if is_text_like(component):
        return (read_px(drawn(document, component, "font size")) or 0.0) ** 2
    box = component.box
    return 0.0 if box is None else float(box[2] * box[3])
