"""How far apart: "12px", "with a 12 px gap", "with 12 between", "a gap of 12", "12px apart".

    L-1  a few words are looked at

May import: decompose.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.values import value
from redraft.decompose.words import Words

#: properties that are a distance
GAPS: Final = ("gap", "spacing", "margin")


class Distance(NamedTuple):
    """So many px, and where the words for it end; whether these say that it is a distance."""

    px: float
    stop: int
    told: bool


def is_distance(w: Words, at: int) -> bool:
    """Whether a word for a distance stands at ``at``: "gap", "spacing", "distance"."""
    return w.value(at, "property") in GAPS or w.has(at, "distance")


def distance(w: Words, at: int) -> Distance | None:
    """Read a distance at ``at``."""
    step = w.skip(at, "with", "by", "in", "det", unless=("distance", "property"), most=3)
    if is_distance(w, step) and w.any_of(step + 1, "of", "to", "should", "by"):
        said = value(w, step + 2)
        if said is None or said.sort not in ("px", "number"):
            return None
        return Distance(said.number, said.stop, told=True)
    said = value(w, step)
    if said is None or said.sort not in ("px", "number") or w.kind(step) == "quote":
        return None
    stop = said.stop + (w.has(said.stop, "of") and is_distance(w, said.stop + 1))
    told = is_distance(w, stop) or w.any_of(stop, "between", "apart")
    if not told:
        return Distance(said.number, said.stop, told=False)
    stop += 1
    if w.any_of(stop - 1, "between") or w.has(stop, "between"):
        stop = w.skip(stop, "between", "pronoun", "filler", most=2)
    return Distance(said.number, stop, told=True)
