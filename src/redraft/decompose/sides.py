"""Sides of the screen and of things, in phrases that point: "at the top right", "right side of X".

The same words say a place on the screen, where to count from, a row, a relation to what
follows, or a part of a name ("right arrow"); what comes before and after decides.

May import: decompose's nouns and words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.edges import Edges, edge_phrase, said_lines
from redraft.decompose.words import Words

#: rows and columns, as the lexicon calls them
LINES: Final = frozenset({"row", "column"})
_RELATIONS: Final = {"top": "above", "bottom": "below", "left": "left", "right": "right"}
_SIDES: Final = {relation: side for side, relation in _RELATIONS.items()}
SIDED: Final = frozenset(_SIDES)
_ACROSS: Final = frozenset({"left", "right"})


class Said(NamedTuple):
    """What was said before a side: anything, a kind, an ordinal, "from"."""

    anything: bool
    kind: bool
    ordinal: bool
    counting: bool


class Side(NamedTuple):
    """A side that was read, what it is there for, and where it stops.

    ``edges`` a place on the screen; ``counted_from`` where to count from; ``line`` a row or
    column; ``relation`` to what follows at ``stop``; ``hints`` a part of the name, maybe, as it
    was ``said``.
    """

    stop: int
    edges: tuple[str, ...] = ()
    counted_from: str = ""
    line: tuple[str, int] | None = None
    relation: str = ""
    hints: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def side_at(w: Words, at: int, stop: int, said: Said) -> Side | None:
    """Read a side at ``at``, or nothing."""
    side = _side_of_screen(w, at, stop, said)
    if side is not None:
        return side
    found = edge_phrase(w, at)
    if found is None or found.stop > stop:
        return None
    led, counted = _led(w, at, found.stop)
    if (counted or said.counting) and said.ordinal and len(found.lines) <= 2:
        return Side(
            after_screen(w, found.stop, stop), counted_from=" ".join(said_lines(w, at, found))
        )
    line = line_at(w, found.stop)
    if line and len(found.lines) == 1:
        end = -1 if found.lines[0] in ("bottom", "right") else 1
        return Side(found.stop + 1, line=(line, end))
    side = _before_more(w, found, stop, said, led=led)
    if not side.hints:
        return side
    words = (w.said(k) for k in range(at, found.stop) if w.any_of(k, "edge", "direction"))
    return side._replace(said=tuple(words))


def _side_of_screen(w: Words, at: int, stop: int, said: Said) -> Side | None:
    """ "on the right side of the page": no relation, for the screen is beside nothing."""
    side = _SIDES.get(w.value(at, "relation"))
    if side is None or w.items[at].words < 2:
        return None
    after = at + 1
    while after < stop and w.any_of(after, "of", "to", "det", "is"):
        after += 1
    at_side = w.has(after, "edge-noun") or edges_only(w, after, stop)
    if not (after >= stop or at_side or is_screen(w, after, stop)):
        return None
    lines = [side]
    while after < stop and w.any_of(after, "edge", "edge-noun"):
        if w.has(after, "edge"):
            lines.append(w.value(after, "edge"))
        after += 1
    after = after_screen(w, after, stop)
    return Side(after, counted_from=side) if said.counting else Side(after, tuple(lines))


def _led(w: Words, at: int, stop: int) -> tuple[bool, bool]:
    """Whether a preposition leads to the side, and whether it is "from"."""
    while at < stop and w.has(at, "det"):
        at += 1
    first = at
    while at < stop and w.any_of(at, "in", "to", "det", "from") and not w.has(at, "edge"):
        at += 1
    return at > first, any(w.has(k, "from") for k in range(first, at))


def _before_more(w: Words, found: Edges, stop: int, said: Said, *, led: bool) -> Side:
    """A side by what follows it."""
    after = found.stop
    if w.has(after, "part") and (led or not said.anything):
        # as in: the last icon in the bottom menu
        ends = after + 1
        if ends >= stop or w.any_of(ends, "relation", "that") or is_screen(w, ends, stop):
            return Side(after_screen(w, ends, stop), found.lines)
    skip = after
    while skip < stop and w.any_of(skip, "of", "to", "from", "in", "det"):
        skip += 1
    if skip >= stop or is_screen(w, after, stop):
        return Side(after_screen(w, after, stop), found.lines)
    more = edges_only(w, skip, stop)
    if more:
        return Side(stop, (*found.lines, *more))
    relation = _RELATIONS.get(found.lines[0], "") if len(found.lines) == 1 else ""
    joined = w.has(after - 1, "relation") or (skip > after and w.any_of(after, "of", "to", "from"))
    if said.anything and joined:
        return Side(skip, relation=relation or "inside")
    if relation and not said.anything and _is_of(w, after, stop):
        # "the right side button of the clear"
        return Side(after + 2, relation=relation)
    ends = w.any_of(after, "relation", "that", "between", "in", "and") or w.kind(after) == "mark"
    if led or ends or len(found.lines) > 1 or found.side:
        return Side(after, found.lines)
    # before a noun: "bottom image", "right arrow"
    if said.kind and relation in _ACROSS and not w.has(after, "kind"):
        # "the icon left rodedawg81"
        return Side(after, relation=relation)
    return Side(after, hints=found.lines)


def edges_only(w: Words, at: int, stop: int) -> tuple[str, ...]:
    """The sides that are all that is left to read, or none: "(the right side of) the top"."""
    lines: list[str] = []
    while at < stop and w.any_of(at, "det", "edge", "edge-noun"):
        if w.has(at, "edge"):
            lines.append(w.value(at, "edge"))
        at += 1
    return tuple(lines) if after_screen(w, at, stop) >= stop else ()


def _is_of(w: Words, at: int, stop: int) -> bool:
    """ "(the right) option of wave"."""
    return (
        w.any_of(at, "any", "kind")
        and w.has(at + 1, "of")
        and at + 2 < stop
        and not is_screen(w, at + 1, stop)
    )


def line_at(w: Words, at: int) -> str:
    """Whether a row or a column is said here, and which."""
    kind = w.value(at, "kind").partition(" ")[0]
    return kind if kind in LINES else ""


def is_screen(w: Words, at: int, stop: int) -> bool:
    """ "(of) the page" with nothing behind it that it would describe."""
    while at < stop and w.any_of(at, "of", "in", "to", "det"):
        at += 1
    if at >= stop or not w.has(at, "screen"):
        return False
    after = at + 1
    return (
        after >= stop
        or w.any_of(after, "relation", "that", "in", "between", "edge")
        or w.kind(after) == "mark"
    )


def after_screen(w: Words, at: int, stop: int) -> int:
    """The place behind "of the page"."""
    after = at
    while after < stop and w.any_of(after, "of", "in", "to", "det", "from"):
        after += 1
    if after < stop and w.has(after, "screen"):
        return after + 1
    return after if after >= stop else at
