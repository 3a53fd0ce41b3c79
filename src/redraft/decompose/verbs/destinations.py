"""Destinations one after another: “40px down and 20 to the left”.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.places import coordinate, destination, position, starts_destination
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import Arrange, Place, Step

#: categories of small words between destinations
_SMALL: Final = ("as-well", "to", "by", "filler", "det", "with", "in", "that", "is", "from", "of")


class Destinations(NamedTuple):
    """Where something is to go, where that stops, how sure the reading is."""

    steps: list[Step]
    stop: int
    sure: float
    #: an amount was said last, and no direction
    pending: bool


def destinations(w: Words, stop: int, verb: str) -> Destinations:
    """Read all destinations from ``stop`` on."""
    steps: list[Step] = []
    sure = 1.0
    pending: Said | None = None
    degree = ""
    while stop < w.size:
        if ends_clause(w, stop) or w.mark(stop, "(["):
            break
        if w.mark(stop, ",") or w.any_of(stop, "and", "comma"):
            after = w.skip_commas(stop)
            if starts_clause(w, after) or ends_clause(w, after) or not starts_destination(w, after):
                break
            if _measures(w, after):
                break  # "(8px up) and 20 px taller"
            w.use(stop, after)
            stop = after
            continue
        placed = (
            destination(w, stop, pending, degree, verb)
            or (position(w, stop) if pending is None else None)
            or coordinate(w, stop)
        )
        if placed is not None:
            steps.extend(placed.steps)
            sure *= placed.sure
            w.use(stop, placed.stop)
            stop = placed.stop
            pending, degree = None, ""
            continue
        said = value(w, stop)
        if said is not None and said.sort in ("px", "number", "percent", "factor"):
            pending = said
            w.use(stop, said.stop)
            stop = said.stop
            continue
        if w.has(stop, "degree"):
            degree = w.value(stop, "degree")
        elif not _passes(w, stop):
            break
        # "(put this) in bold": a value comes instead of a place
        gives = not w.has(stop, "degree") and w.has(stop, "in") and w.has(stop + 1, "keyword")
        w.use(stop, stop + 1)
        stop += 1
        if gives:
            break
    if len(steps) > 1:
        steps = [_beside(step) for step in steps]
    return Destinations(steps, stop, sure, pending is not None)


def _beside(step: Step) -> Step:
    """Where something is told to be in two ways, "before" another is above it, and no order."""
    if not isinstance(step, Arrange) or step.anchor is None:
        return step
    side: Literal["below", "above"] = "below" if step.side == "after" else "above"
    return Place(target=step.target, side=side, anchor=step.anchor, span=step.span)


def _measures(w: Words, at: int) -> bool:
    """Whether an amount at ``at`` is of a size rather than of a way."""
    said = value(w, at)
    change = "" if said is None else w.value(said.stop, "more")
    return bool(change) and not change.startswith(("x ", "y "))


def _passes(w: Words, at: int) -> bool:
    """Whether what stands at ``at`` may stand between destinations."""
    if w.value(at, "property") == "position" or w.any_of(at, *_SMALL):
        return True
    return w.kind(at) in ("mark", "other") and not w.mark(at, ".!?;\n")
