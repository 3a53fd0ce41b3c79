"""Numbers after a noun: "slide 4", "slides 1, 3 and 5", "cards 2 to 4".

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.clauses import ends_clause
from redraft.decompose.descriptions import joined
from redraft.decompose.heads import (
    SIZE_MIN,
    has_unit,
    number_at,
    number_names,
    tells_genus,
    value_follows,
)
from redraft.decompose.sorts import gate
from redraft.decompose.words import Span, Words
from redraft.document.properties import TEXT_LIKE
from redraft.select.selectors import (
    Either,
    Everything,
    Named,
    Pick,
    Selector,
    Where,
)

#: where the rows and columns at the edges stand in their order
_PLACES: Final = {"top": 1, "left": 1, "center": 0, "middle": 0, "bottom": -1, "right": -1}
#: a number in words below this is whole: "two three" is two numbers
_TENS: Final = 20
#: what tells a row or a column
_COUNTED: Final = gate("ordinal", "edge")
#: digits of a number that counts names
_DIGITS_MAX: Final = 6
#: a range of numbers may span so many
RANGE_MAX: Final = 1000


def numbered(
    w: Words, at: int, base: Selector, words: list[str], kinds: tuple[str, ...], span: Span
) -> tuple[Selector, int]:
    """ "slide 4", "slides 1,3 and 5", "cards 2 to 4": a kind and the numbers of some of them."""
    every = isinstance(base, Everything)
    if not every and not (words and isinstance(base, (Named, Either))):
        return base, at
    told = w.has(at, "numbered") or (bool(words) and tells_genus(words[-1]))
    if not (kinds or every or told or _listed(w, at)) or not number_names(w, at, known=True):
        return base, at
    numbers, stop = _numbers(w, at)
    # "its links 168", "the cards 12"; "slides 3" can be but one of them
    alone = len(numbers) == 1 and w.items[at - 1].plural and not (told or w.has(at - 1, "screen"))
    if not told and len(numbers) == 1 and numbers[0] >= SIZE_MIN and _grows(w, stop):
        return base, at  # "the box 40 taller"
    if not numbers or alone or (not told and _sizes(w, stop, kinds, numbers)):
        return base, at  # "the cards 4, 8 and 12px": values
    known = [word for word in words if "kind" in (w.lexicon.meaning(word) or ())]
    head = (known or words or [""])[-1]
    whole = Everything() if every else Named(tuple(words), kinds, head, None, "all", span)
    said = () if every else tuple(words)
    span = (span[0], w.items[stop - 1].end)
    parts: list[Selector] = []
    for n in numbers:
        named = Named((*said, str(n)), kinds, head, None, "one", span, exact=True)
        counted = every or head == words[-1]
        other = Pick(whole, (n,)) if counted else structs.replace(named, exact=False)
        parts.append(Either((named, other)))  # "the text Qty 2" is none that is counted
    return joined(parts), stop


def _grows(w: Words, at: int) -> bool:
    """Whether a comparative of a measure comes at ``at``, which a number before it is the amount of."""
    return w.value(at, "more").partition(" ")[0] in _MEASURED and not w.any_of(
        at + 1, "kind", "any"
    )


#: what a bare number is an amount of
_MEASURED: Final = ("width", "height", "x", "y")


def _sizes(w: Words, stop: int, kinds: tuple[str, ...], numbers: list[int]) -> bool:
    """ "the bullets 22 and the title 48": sizes of text rather than numbers of components."""
    if not (w.wants_place and len(numbers) == 1 and numbers[0] >= SIZE_MIN):
        return False
    textual = not kinds or kinds[0] in TEXT_LIKE
    return textual and (w.is_separator(stop) or stop >= w.size or value_follows(w, stop))


class Line(NamedTuple):
    """A row or column that was told by its place, and where its words end; 0 is the middle one."""

    axis: str
    place: int
    stop: int


def line_at(w: Words, at: int) -> Line | None:
    """Read "(the) second row", "the last column", "the top row", "the middle column"."""
    at = w.skip(at, "det", most=2)
    if not w.sorts[at] & _COUNTED:
        return None
    axis = w.value(at + 1, "kind").split(" ")[0]
    if axis not in ("row", "column"):
        return None
    if w.has(at, "ordinal"):
        return Line(axis, int(w.value(at, "ordinal")), at + 2)
    place = _PLACES.get(w.value(at, "edge"))
    return None if place is None else Line(axis, place, at + 2)


#: what has rows and columns of its own
TABLE: Final = Named(("table",), ("table",), "table", None, "one")


def table_line(kind: str, places: tuple[int, ...]) -> Selector | None:
    """Rows or columns of a table that are no components themselves; None for other kinds."""
    if kind not in ("row", "column"):
        return None
    cells = Where(Everything(), "inside", TABLE, "any")
    return Pick(cells, places, order=kind, rows=True)


def _numbers(w: Words, at: int) -> tuple[list[int], int]:
    """The numbers from ``at`` on: a first one, a range, a list."""
    first = number_at(w, at) or 0
    numbers = [first]
    stop = at + 1
    if (w.any_of(stop, "range") and not _is_given(w, stop)) or w.mark(stop, "-–"):
        last = number_at(w, stop + 1)
        if last is not None and first < last < first + RANGE_MAX and not has_unit(w, stop + 1):
            numbers = list(range(first, last + 1))
            stop += 2
        elif (again := _again_numbered(w, at, stop)) is not None:
            numbers = list(range(first, (number_at(w, again) or 0) + 1))
            stop = again + 1
    while True:
        join = w.skip_commas(stop)
        following = number_at(w, join)
        spoken = w.kind(join) != "number" and w.kind(stop - 1) != "number"  # "two three and five"
        if join == stop and not (spoken and w.items[at - 1].plural and numbers[-1] < _TENS):
            break
        if w.kind(join) != "number" and (following is None or not spoken):
            break
        if has_unit(w, join):
            return [], at
        if following is None:
            break
        numbers.append(following)
        stop = join + 1
    return numbers, stop


def _again_numbered(w: Words, at: int, joint: int) -> int | None:
    """Where the last number of "card 2 to card 4" stands, the kind said once more before it."""
    step = w.after_det(joint + 1)
    last = number_at(w, step + 1) if at and w.said(step) == w.said(at - 1) else None
    first = number_at(w, at)
    if first is None or last is None or not first < last < first + RANGE_MAX:
        return None
    return step + 1 if _is_range(w, at - 1, joint, step + 2) else None


def _is_range(w: Words, start: int, joint: int, stop: int) -> bool:
    """Whether two that are joined by "to" are the ends of a row, and not where something goes."""
    if (
        not w.has(joint, "to")
        or w.any_of(stop, "should", "is", "to", "property")
        or w.mark(stop, ":=")
    ):
        return True
    if value_follows(w, stop):
        return True
    verb = w.value(start - 1 - w.has(start - 1, "det"), "verb")
    return verb in _OF_SEVERAL and (ends_clause(w, stop) or w.is_separator(stop))


#: verbs after which nothing can be said to be where it goes
_OF_SEVERAL: Final = ("hide", "show", "delete", "remove", "duplicate", "keep", "embolden", "fade")


def ranged(w: Words, i: int) -> tuple[Selector, int] | None:
    """Read "(the) card_2 to card_4", "PlanA..PlanC": all whose names count from the one to the other."""
    start = w.after_det(i)
    joint = start + 1
    dots = w.mark(joint, ".") and w.mark(joint + 1, ".")
    if not w.is_word(start) or not (dots or w.has(joint, "range") or w.mark(joint, "-–")):
        return None
    last = w.after_det(joint + 1 + bool(dots))
    if not (w.has(start, "name") or w.has(last, "name")) or not w.is_word(last):
        return None
    first, final = (w.text[w.items[k].start : w.items[k].end] for k in (start, last))
    names = _between(first, final) or _between(final, first)
    if not names or not _is_range(w, start, joint, last + 1):
        return None
    span = (w.items[start].start, w.items[last].end)
    return joined([Named((name,), span=span) for name in names]), last + 1


def _between(first: str, last: str) -> list[str]:
    """The names from one to another that differ in a number, or in one capital letter.

    >>> _between("dot1", "dot3"), _between("cell-a-2", "cell-a-3"), _between("PlanA", "PlanC")
    (['dot1', 'dot2', 'dot3'], ['cell-a-2', 'cell-a-3'], ['plana', 'planb', 'planc'])
    """
    before = first[: _alike(first, last)].rstrip("0123456789")
    one, other = first[len(before) :], last[len(before) :]
    rest = one[len(one) - _alike(one[::-1], other[::-1]) :].lstrip("0123456789")
    begin, end = one.removesuffix(rest), other.removesuffix(rest)
    if not before:
        return []
    numbered = begin.isdecimal() and end.isdecimal() and max(len(begin), len(end)) <= _DIGITS_MAX
    if numbered and int(end) - int(begin) < RANGE_MAX:
        counted = [str(n).zfill(len(begin)) for n in range(int(begin), int(end) + 1)]
    elif len(begin) == len(end) == 1 and begin.isupper() and end.isupper():
        counted = [chr(n) for n in range(ord(begin), ord(end) + 1)]
    else:
        return []
    return [f"{before}{n}{rest}".lower() for n in counted] if len(counted) > 1 else []


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((k for k, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_given(w: Words, at: int) -> bool:
    """ "(the width of card 2) to 40": where a value is wanted and none follows, it is no range."""
    if not w.wants_value or w.items[at - 2].plural:
        return False
    after = at + 2
    return (after >= w.size or w.is_separator(after)) and not value_follows(w, after)


def _listed(w: Words, at: int) -> bool:
    """Whether numbers after an unknown word number its things: "transactions 1 to 3", "step 2"."""
    if w.items[at - 1].plural or (w.any_of(at + 1, "range") and w.kind(at + 2) == "number"):
        return True
    return _counted_on(w, at)


def _counted_on(w: Words, at: int) -> bool:
    """ "(step) 1, 3 and 4 grey", "(reminder) 2: bold": small numbers in their order, and what they get."""
    numbers, stop = _numbers(w, at)
    asked = value_follows(w, stop) or w.mark(stop, ":")
    if not numbers or not asked or w.kind(stop) == "number":
        return False
    if len(numbers) == 1:
        return numbers[0] < SIZE_MIN and not w.any_of(stop, "property", "more")
    return sorted(set(numbers)) == numbers and numbers[-1] <= _TENS and w.any_of(stop - 2, "and")
