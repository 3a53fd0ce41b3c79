"""Which of what was found: by number, by order, by measure, by line.

    D-1  the same fits and the same pick give the same ones, in the same order

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from redraft.document.blueprint import Document
from redraft.select.contents import sort_of
from redraft.select.found import Fit, Found, Unresolved, ambiguous, not_found
from redraft.select.kinds import ONLY_NEAR
from redraft.select.looks import measure
from redraft.select.places import box_of
from redraft.select.selectors import Named, Pick, Where
from redraft.select.sets import counted, line_of_each, members
from redraft.select.words import key, plural, singular, split

T = TypeVar("T")
#: types of what a list is made of, and how many make one
_ENTRIES = frozenset({"listitem", "item", "row", "card", "tile", "product", "panel"})
_ENTRIES_MIN = 3
#: how sure it is that a word is for what is listed under it
_OF_SET = 0.9


def picked(document: Document, selector: Pick, base: Found) -> Found:
    """The places, the order or the lines that a pick asks for, of what its base found."""
    if selector.order == "only":
        return _counted(document, base, len(selector.places))
    if base.number == "one" and isinstance(selector.base, Where):
        base = base._replace(number="all")
    listed = of_set(document, selector, base)
    if not listed and isinstance(selector.base, Named) and not selector.base.kinds:
        base = base._replace(fits=_outermost(document, base.fits))
        listed = of_set(document, selector, base)
    if listed:
        base = base._replace(fits=[Fit(i) for i in listed], confidence=_OF_SET)
    elif numbered := _numbered_together(document, selector, base):
        fits = [Fit(i) for group in _taken(selector, numbered, base) for i in group]
        return base._replace(fits=fits, number="all")
    elif isinstance(selector.base, Named) and (
        _only_headings(document, selector.base, base) or _scattered(document, selector, base)
    ):
        base = _of_entries(document, selector.base, base, _entries(document, base))
    if base.fits:
        best = max(fit.tier for fit in base.fits)
        base = base._replace(fits=[fit for fit in base.fits if fit.tier == best])
    by_index = {fit.i: fit for fit in base.fits}
    if isinstance(selector.base, Named) and selector.base.kinds[:1] == ("row",):
        by_index = {i: by_index[i] for i in counted(document, [*by_index])}
    count = len(by_index)
    if selector.rows:
        if selector.order == "column":
            # what holds a row reaches over all columns, and is in none
            alone = [i for i in by_index if not document.outline.children[i]]
            rows = columns(document, alone or [*by_index])
        else:
            rows = _held_rows(document, selector, by_index) or document.rows(by_index)
        chosen_rows = _taken(selector, rows, base)
        fits = [by_index[i] for row in chosen_rows for i in row]
        return base._replace(fits=fits, number="all")
    if selector.order == "reading":
        order = document.reading_order(by_index)
    else:
        order = _measured(document, selector, by_index, base)
    fits = [by_index[i] for i in _taken(selector, order, base)]
    several = len(fits) > 1
    trace = (*base.trace, f"{len(fits)} of {count} by {selector.order} order")
    return base._replace(fits=fits, number="all" if several else "one", trace=trace)


def of_set(document: Document, selector: Pick, base: Found | None) -> tuple[int, ...]:
    """ "The third transaction" where only their list is called so: what it lists; else none."""
    name = selector.base
    if selector.rows or selector.order != "reading" or not isinstance(name, Named):
        return ()
    best = max((fit.tier for fit in base.fits), default=0) if base is not None else 0
    fits = [fit.i for fit in base.fits if fit.tier == best] if base is not None else []
    of_kind = bool(name.kinds) and best > ONLY_NEAR
    if of_kind or (len(fits) > 1 and base is not None and not _scattered(document, selector, base)):
        return ()
    listed = members(document, name)
    return listed if len(fits) <= len(listed) or (listed and {*fits} >= {*listed}) else ()


def _held_rows(document: Document, selector: Pick, fits: Iterable[int]) -> list[list[int]]:
    """The fits by the rows of a list that hold them, where it is in such that they are."""
    among = sorted(fits)
    lines: Sequence[int] = line_of_each(document, among)
    if isinstance(selector.base, Named):
        lines = counted(document, lines)
    end = document.outline.end
    return [[i for i in among if line <= i < end[line]] for line in lines]


def _of_entries(document: Document, name: Named, base: Found, entries: Found) -> Found:
    """ "The first three names" of cards are no cards: those in them, where texts are called so."""
    if not sort_of(name.words[-1] if name.words else "") or entries is base:
        return entries
    held = [
        f for f in base.fits if any(e.i in document.outline.ancestors(f.i) for e in entries.fits)
    ]
    return base._replace(fits=held) if held else entries


def _only_headings(document: Document, name: Named, found: Found) -> bool:
    """Whether all that fits "the chats" says “Chats” and nothing more: the name of a set, no member."""
    said = key(" ".join(name.words))
    if name.kinds or len(name.words) != 1 or said == key(singular(said)):
        return False
    texts = [document.at(fit.i).text for fit in found.fits]
    return bool(texts) and all(text is not None and key(text) == said for text in texts)


def _outermost(document: Document, fits: Sequence[Fit]) -> Sequence[Fit]:
    """What is in none of the others: "the second offer" counts no titles of offers, and no grid of them."""
    if not fits:
        return fits
    end = document.outline.end
    order = sorted(fits, key=lambda fit: fit.i)
    first = next((k for k, fit in enumerate(order) if order[-1].i >= end[fit.i]), len(order) - 1)
    kept: list[Fit] = []
    stop = 0
    for fit in order[first:]:
        if fit.i >= stop:
            kept.append(fit)
            stop = end[fit.i]
    return kept


def _numbered_together(document: Document, selector: Pick, found: Found) -> list[list[int]]:
    """The parts of each of several that nothing holds, by number: “step_1_badge” and “step_1_text”.

    >>> ids = ("step_1_badge", "step_1_text", "step_2_badge", "step_2_text")
    >>> d = Document.of({"components": [{"id": i, "type": i[7:]} for i in ids]})
    >>> step = Named(("step",), head="step", number="all")
    >>> _numbered_together(d, Pick(step), Found([Fit(i) for i in range(4)], "all", "step"))
    [[0, 1], [2, 3]]
    """
    name = selector.base
    if not _scattered(document, selector, found) or not isinstance(name, Named):
        return []
    groups: dict[int, list[int]] = {}
    for fit in found.fits:
        number = _number_behind(split(document.outline.ids[fit.i]), name.head)
        if number is None or document.outline.children[fit.i]:
            return []
        groups.setdefault(number, []).append(fit.i)
    alike = len({len(group) for group in groups.values()}) == 1
    return [sorted(groups[number]) for number in sorted(groups)] if alike else []


def _number_behind(words: Sequence[str], head: str) -> int | None:
    """The number behind a word of an id: the 2 of “step_2_text”."""
    so = (singular(head), plural(head))
    for word, number in pairwise(words):
        if word in so and number.isdecimal():
            return int(number)
    return None


def _scattered(document: Document, selector: Pick, found: Found) -> bool:
    """Whether "the second chat" counts whatever says so, of several types: no set."""
    name = selector.base
    if not isinstance(name, Named) or name.kinds or name.quoted is not None:
        return False
    types = {document.at(fit.i).type for fit in found.fits}
    return selector.order == "reading" and len(types) > 1


def _entries(document: Document, found: Found) -> Found:
    """The entries of the only list that the screen has. Raises Unresolved."""
    sets: dict[tuple[int, str], list[int]] = {}
    for i, component in enumerate(document):
        if key(component.type) in _ENTRIES:
            sets.setdefault((document.outline.parent[i], component.type), []).append(i)
    lists = [members for members in sets.values() if len(members) >= _ENTRIES_MIN]
    if len(lists) != 1:
        raise not_found(found.said, found.span, [document.outline.ids[f.i] for f in found.fits])
    return found._replace(fits=[Fit(i) for i in lists[0]], confidence=found.confidence * 0.9)


def _counted(document: Document, base: Found, count: int) -> Found:
    """As many as were said: "the two red ones" of three is a question."""
    if count == 1:
        return base._replace(number="one")
    best = max((fit.tier for fit in base.fits), default=0)
    fits = [fit for fit in base.fits if fit.tier == best]
    if len(fits) > count:
        # "three tracks" of rows and what is in them: the rows
        inner = {k for fit in fits for k in document.outline.descendants(fit.i)}
        outer = [fit for fit in fits if fit.i not in inner]
        fits = outer if len(outer) == count else _of_one_type(document, fits, count)
    elif len(fits) == 1 and len(document.outline.children[fits[0].i]) == count:
        # "all five stars" of one rating
        fits = [fits[0]._replace(i=k) for k in document.outline.children[fits[0].i]]
    if fits and len(fits) != count:
        ids = document.outline.ids
        raise ambiguous(base.said, base.span, [ids[fit.i] for fit in fits])
    return base._replace(fits=fits, number="all")


def _of_one_type(document: Document, fits: list[Fit], count: int) -> list[Fit]:
    """ "All three boxes" of three shapes and a text: those of the one type that has so many."""
    types: dict[str, list[Fit]] = {}
    for fit in fits:
        types.setdefault(document.at(fit.i).type, []).append(fit)
    so_many = [of_type for of_type in types.values() if len(of_type) == count]
    return so_many[0] if len(so_many) == 1 else fits


def columns(document: Document, indices: Iterable[int]) -> list[list[int]]:
    """Components by column, left to right: what begins before the middle of the column's first."""
    columns: list[list[int]] = []
    limit = 0.0
    boxes = [
        (box[0], box[1], box[2], i) for i in indices if (box := box_of(document, i)) is not None
    ]
    for x, _, width, i in sorted(boxes):
        if not columns or x >= limit:
            columns.append([])
            limit = x + max(width / 2, 1)
        columns[-1].append(i)
    return [document.reading_order(column) for column in columns]


def _measured(document: Document, selector: Pick, indices: Iterable[int], base: Found) -> list[int]:
    """Indices by a measure, smallest first; refuses a superlative that several share."""
    measured = [
        (m, i) for i in sorted(indices) if (m := measure(document, i, selector.order)) is not None
    ]
    if not measured:
        raise not_found(
            base.said, base.span, message=f"nothing here has a {selector.order} to compare"
        )
    measured.sort()
    if len(selector.places) == 1 and 1 <= abs(selector.places[0]) <= len(measured):
        place = selector.places[0]
        value = measured[place - 1 if place > 0 else place][0]
        tied = [i for m, i in measured if abs(m - value) < 1e-6]
        tells = abs(place) == 1 or selector.order not in ("x", "y")
        if len(tied) > 1 and tells and base.number in ("one", "all"):
            ids = document.outline.ids
            raise ambiguous(base.said, base.span, [ids[i] for i in tied])
    return [i for _, i in measured]


def _taken(selector: Pick, order: Sequence[T], base: Found) -> list[T]:
    """The places of a list that a pick names. Raises Unresolved where one is not there."""
    count = len(order)
    if selector.start is not None or selector.stop is not None:
        start = _place(selector.start if selector.start is not None else 1, count)
        stop = _place(selector.stop if selector.stop is not None else count, count)
        if start < 1 or start > count or stop < start:
            raise _out_of_range(selector.start or selector.stop or 0, count, base)
        if stop > count:
            raise _out_of_range(selector.stop or 0, count, base)
        return list(order[start - 1 : stop : max(selector.step, 1)])
    if selector.step > 1:
        first = _place(selector.places[0], count) if selector.places else 1
        return list(order[first - 1 :: selector.step])
    taken: list[T] = []
    for place in selector.places:
        if not place and not count % 2:
            told = f"of {count} of “{base.said or 'components'}” none is the middle one"
            raise not_found(base.said, base.span, message=told)
        k = _place(place, count)
        if not 1 <= k <= count:
            raise _out_of_range(place, count, base)
        taken.append(order[k - 1])
    return taken


def _place(place: int, count: int) -> int:
    if not place:
        return count // 2 + 1
    return place if place > 0 else count + 1 + place


def _out_of_range(place: int, count: int, base: Found) -> Unresolved:
    said = base.said or "components"
    there = "is only one" if count == 1 else f"are only {count}"
    return not_found(
        said, base.span, message=f"there {there} of “{said}”, so none is number {place}"
    )
