"""What a plan says of itself, whatever the document: told once for each plan.

Plans are cached by their words, so the same plan comes back and runs on one version after
another. Which of its steps stand by themselves, and so need only be found, is read off the
plan alone.

    C-1  a plan of which this was told before runs as one of which it was not

May import: plan, select.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from redraft.plan.effects import asked_of, others_of
from redraft.plan.footprint import written_names
from redraft.plan.steps import STRUCTURAL, Align, Clause, Plan, Reorder, Step, Swap, target_of
from redraft.select.dependence import reads
from redraft.select.selectors import Screen, Selector

#: plans of which this is kept
_PLANS_MAX: Final = 256


class Foretold(NamedTuple):
    """A plan's steps in order, each with its clause, and what is to be found for each.

    ``targets`` is None where the steps have to be held against one another: where any goes by
    others than what it acts on, or by what was acted on before. ``drifting`` are the places of
    those whose descriptions may come to mean something else by what an earlier clause writes.
    """

    steps: tuple[tuple[Clause, Step], ...]
    last_clause: Clause | None
    targets: tuple[Selector, ...] | None
    drifting: frozenset[int]


def foretold(plan: Plan) -> Foretold:
    """Return what a plan says of itself."""
    known = _KEPT.get(id(plan))
    if known is not None:
        return known[1]
    steps = tuple([(clause, step) for clause in plan.clauses for step in clause.steps])
    told = Foretold(steps, steps[-1][0] if steps else None, *_targets(plan))
    if len(_KEPT) >= _PLANS_MAX:
        _KEPT.clear()
    # with the plan, so that nothing else comes to have its id
    _KEPT[id(plan)] = (plan, told)
    return told


_KEPT: Final[dict[int, tuple[Plan, Foretold]]] = {}


_NONE: Final = (None, frozenset[int]())


def _targets(plan: Plan) -> tuple[tuple[Selector, ...] | None, frozenset[int]]:
    if plan.locks:
        return _NONE
    found: list[Selector] = []
    drifting: set[int] = set()
    written: set[str] = set()
    for clause in plan.clauses:
        for step in clause.steps:
            target = target_of(step)
            if target is None or isinstance(target, Screen) or isinstance(step, _ENTANGLED):
                return _NONE
            if step.when or others_of(step):
                return _NONE
            looked_at = reads(target)
            if "*" in looked_at:
                return _NONE
            if not looked_at.isdisjoint(written):
                drifting.add(len(found))
            found.append(target)
        for step in clause.steps:
            written.update(may_write(step))
    return tuple(found), frozenset(drifting)


def depends_on(step: Step, written: Collection[str]) -> bool:
    """Whether what a step acts on may change by what earlier steps write ("*": anything)."""
    if not written:
        return False
    looked_at = (target_of(step), *others_of(step), *asked_of(step))
    selectors = [s for s in looked_at if s is not None]
    return "*" in written or any(not reads(s).isdisjoint(written) for s in selectors)


def may_write(step: Step) -> tuple[str, ...]:
    """The properties that a step may write, whatever their names come to ("*": anything)."""
    if isinstance(step, _ANYTHING):
        return ("*",)
    names = written_names(step)
    if len(names) == 1:
        return _READINGS.get(names[0], names)
    return tuple(n for name in names for n in _READINGS.get(name, (name,)))


_ANYTHING: Final = (*STRUCTURAL, Reorder)
#: what may contradict itself, or matters to more than what it acts on
_ENTANGLED: Final = (*_ANYTHING, Align, Swap)

_READINGS: Final[dict[str, tuple[str, ...]]] = {
    "colour": ("text colour", "background", "gradient"),
    "edge colour": ("text colour", "background", "gradient", "border colour"),
    "own colour": ("text colour", "background", "gradient"),
    "background": ("background", "gradient"),
    "size": ("width", "height", "font size", "size"),
    "spacing": ("gap", "padding"),
    "thickness": ("border width", "font weight", "width", "height"),
    "position": ("x", "y"),
}
