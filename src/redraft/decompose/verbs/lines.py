"""Lines that are added to a text: "another bullet “Bring a coat”", "at the top of the list".

    L-1  a few words are looked at

May import: decompose.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.clauses import ends_clause
from redraft.decompose.words import Words

#: words before "line", "bullet"
_BEFORE_MAX: Final = 4
#: words between it and what it says
_BEHIND_MAX: Final = 12
#: ends of a text of several lines, by the edge where they stand
_ENDS: Final = {"top": "start", "bottom": "end"}


class LinesEnd(NamedTuple):
    """The end of a text where a line goes, "start" or "end", and the place after the words."""

    end: str
    stop: int


def line_at(w: Words, at: int, verb: str) -> int | None:
    """Where "a line", "another bullet point" ends, whose text is said in quotes; None where none is.

    What stands under, above or between things is drawn and says nothing. What is written is
    a line more only where the words say so: "write another line".
    """
    step = w.skip(at, "det", "plus", "filler", "ordinal", "follow", most=_BEFORE_MAX)
    more = any(not w.has(k, "det") for k in range(at, step))
    if not w.has(step, "text-line") or (verb == "insert" and not more):
        return None
    for k in range(step + 1, min(step + _BEHIND_MAX, w.size)):
        if w.kind(k) == "quote":
            names = w.any_of(k - 1, "in", "to") and not w.has(k - 1, "that")
            return None if names else step + 1
        if ends_clause(w, k) or w.any_of(k, "relation", "between"):
            return None
    return None


def edge_at(w: Words, at: int) -> LinesEnd | None:
    """ "at the top of (the list)"."""
    edge = w.after_det(at + 1) if w.any_of(at, "in", "to") else at
    end = _ENDS.get(w.value(edge, "edge")) if edge > at else None
    return None if end is None or not w.has(edge + 1, "of") else LinesEnd(end, edge + 2)
