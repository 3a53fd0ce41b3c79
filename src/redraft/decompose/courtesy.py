"""Courtesies: “Hi team,” before a command and “Thanks, Maria” behind it ask for nothing.

    L-1  a name has a bounded number of words

May import: decompose.words, decompose.clauses.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import verb_at
from redraft.decompose.words import Words

#: words that the name of somebody has
_NAME_MAX: Final = 3
_STOPS: Final = ",.!:;-–—\n"


def greeting(w: Words, at: int) -> int | None:
    """The place after "Hi team," at the start of a command; None where nobody is greeted by name."""
    if not w.has(at, "greeting"):
        return None
    stop = _name_end(w, at + 1)
    if stop == at + 1:
        return None
    if w.mark(stop, _STOPS):
        return stop + 1
    return stop if verb_at(w, stop) or w.any_of(stop, "wish", "filler") else None


def signature(w: Words, at: int) -> int | None:
    """The end of the command after "Thanks, Maria"; None where no name ends it."""
    if not w.has(at, "signing"):
        return None
    begun = at + 1
    while w.mark(begun, _STOPS):
        begun += 1
    stop = _name_end(w, begun)
    while w.mark(stop, _STOPS) or w.kind(stop) == "other":
        stop += 1
    return stop if stop > begun and stop >= w.size else None


def _name_end(w: Words, at: int) -> int:
    """The place after words that nothing is known of, or that call people."""
    stop = at
    while stop < min(at + _NAME_MAX, w.size) and (w.has(stop, "addressee") or w.is_unknown(stop)):
        stop += 1
    return stop
