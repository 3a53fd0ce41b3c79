"""Several things lined up in one clause, each with a line of its own.

    "align the title to the left, the picture to the right and the note to the center"
    "align the titles of slides 1 and 2 to the left and right respectively"

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import split
from redraft.decompose.clauses import ends_clause, verb_at
from redraft.decompose.descriptions import Noun
from redraft.decompose.edges import LINES, edge_phrase
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.words import Words
from redraft.select.selectors import Selector

_SIDES: Final = ("left", "right", "top", "bottom")
#: words of a description before its line
_NOUN_MAX: Final = 24


class Turn(NamedTuple):
    """One thing, the lines that it goes to, and whose they are, if anybody's; where its words end."""

    found: Noun
    target: Selector
    lines: tuple[str, ...]
    anchor: Noun | None
    stop: int


def turns(p: Asking, at: int) -> list[Turn]:
    """Read from ``at`` on what goes to which line; one that goes to a single line is no list."""
    w, found = p.w, list[Turn]()
    while True:
        read = _turn(p, at)
        if not read:
            break
        found += read
        at = w.skip_commas(read[-1].stop)
        if at == read[-1].stop or verb_at(w, at):
            break
    return found if len(found) > 1 or (found and len(found[0].lines) > 1) else []


def _turn(p: Asking, at: int) -> list[Turn]:
    """One thing and its line; several where each of those that are named has its own."""
    w = p.w
    begun = _line_begins(w, at)
    if begun is None:
        return []
    before, w.texts_from = w.texts_from, begun
    named = nouns(w, at, places=True)
    w.texts_from = before
    if named is None or named.stop != begun or named.screen:
        return []
    lines, stop, anchor = _lines(w, begun)
    target = p.scoped(named.selector)
    if w.has(stop, "respectively"):
        each = split(target, len(lines))
        return [
            Turn(named, one, (line,), anchor, stop + 1)
            for one, line in zip(each, lines, strict=True)
        ]
    return [Turn(named, target, lines, anchor, stop)]


def _lines(w: Words, at: int) -> tuple[tuple[str, ...], int, Noun | None]:
    """The lines at ``at``, where their words end, and whose they are."""
    lines: list[str] = []
    stop, anchor = at, None
    if w.has(at, "direction") and not w.has(at, "edge"):
        lines, stop = [_line(w, at)], at + 1  # "to the right", as one phrase
        after = w.skip_commas(stop)
        if after == stop or not w.any_of(after, "edge"):
            return tuple(lines), stop, anchor
        stop = after
    while (edges := edge_phrase(w, stop)) is not None:
        lines += edges.lines
        stop = edges.stop
        if edges.anchor_stop is not None and (whose := noun(w, edges.anchor_stop)) is not None:
            return tuple(lines), whose.stop, whose
        after = w.skip_commas(stop)
        if after == stop or not w.has(after, "edge"):
            break
        further = edge_phrase(w, after)
        if further is None or not (
            w.has(further.stop, "respectively") or w.is_separator(further.stop)
        ):
            break
        stop = after
    return tuple(lines), stop, anchor


def _line_begins(w: Words, at: int) -> int | None:
    """Where the line of what is named at ``at`` begins, "to" before it or not."""
    for k in range(at + 1, min(at + _NOUN_MAX, w.size)):
        if ends_clause(w, k) or w.mark(k, ":;"):
            return None
        if w.any_of(k, "in"):
            continue
        if _line(w, k) in _SIDES and _closes(w, k + 1):
            return k
        if not w.any_of(k, "to", "edge"):
            continue
        edges = edge_phrase(w, k)
        if edges is not None and (edges.anchor_stop is not None or _closes(w, edges.stop)):
            return k
    return None


def _line(w: Words, at: int) -> str:
    """The line that a direction at ``at`` leads to: "to the right" is one phrase."""
    said = w.value(at, "direction")
    return LINES.get(said, said)


def _closes(w: Words, at: int) -> bool:
    closed = at >= w.size or ends_clause(w, at) or w.is_separator(at)
    return closed or w.any_of(at, "respectively", "and", "filler")
