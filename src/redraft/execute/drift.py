"""Descriptions that come to mean something else through what an earlier clause does.

"Move the first button to the bottom and make the second button red": once the first has
moved, the second one is another. Where the words do not say which comes first, the person
spoke of the screen as it is; a clause whose description has drifted from that is a conflict,
and nothing is run.

May import: plan, select, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from redraft.diagnostics import RedraftError
from redraft.execute.conflicts import against_earlier
from redraft.execute.planned import Conflict, Planned, contradiction
from redraft.execute.resolving import Resolver
from redraft.plan.effects import others_of
from redraft.plan.steps import Step, target_of
from redraft.select.dependence import reads
from redraft.select.selectors import Screen

_DRIFTED = "after {first}, {second} means something else: which is first?"


class Watched(NamedTuple):
    """A step whose descriptions an earlier one of the same stage may change, and what they mean."""

    first: Planned
    item: Planned
    #: None where they mean nothing yet
    means: tuple[frozenset[str], ...] | None
    before: tuple[Planned, ...]


class Watch:
    """Remembers what is written before each step, and so which descriptions may drift.

    ``writes`` says what a step may write ("*": anything), ``acted_on`` what it acts on.
    """

    def __init__(
        self,
        resolver: Resolver,
        writes: Callable[[Step], Collection[str]],
        acted_on: Callable[[Step, Resolver], tuple[int, ...]],
    ) -> None:
        self._start = resolver.document
        self._resolver = resolver
        self._writes = writes
        self._acted_on = acted_on
        self._before: list[Planned] = []
        self._written: set[str] = set()
        self._watched: dict[int, Watched] = {}

    @property
    def watches(self) -> bool:
        """Whether any description may drift."""
        return bool(self._watched)

    def begin(self) -> None:
        """Go on with a clause of which the words say that it comes later."""
        self._before, self._written = [], set()

    def foresee(self, item: Planned) -> None:
        """Note what a step's descriptions mean before anything runs, if that may change."""
        if not self._written or item.step.when:
            return
        looked_at = _looked_at(item.step)
        if "*" in looked_at or looked_at.isdisjoint(self._written):
            return
        first = next(b for b in reversed(self._before) if self._meets(b.step, looked_at))
        means = None if item.acted is None else _meant(item.step, self._resolver)
        self._watched[item.number] = Watched(first, item, means, tuple(self._before))

    def _meets(self, step: Step, looked_at: frozenset[str]) -> bool:
        return not looked_at.isdisjoint(self._writes(step))

    def passed(self, items: Collection[Planned]) -> None:
        """Note what the steps of a clause write."""
        for item in items:
            written = set(self._writes(item.step))
            if "*" not in written:
                self._before.append(item)
                self._written |= written

    def drifted(self, number: int) -> Conflict | None:
        """Look again at a step that is about to run; what contradicts it if it means others now."""
        watched = self._watched.get(number)
        if watched is None:
            return None
        if watched.means is None:
            return self._newly_found(watched)
        now = _meant(watched.item.step, self._resolver)
        if now is None or now == watched.means:
            return None
        return contradiction(watched.first, watched.item, _DRIFTED)

    def _newly_found(self, watched: Watched) -> Conflict | None:
        """What contradicts a step that now acts on what only earlier ones made so."""
        try:
            acted = self._acted_on(watched.item.step, self._resolver)
        except RedraftError:
            return None  # told when its turn comes
        item = watched.item._replace(acted=acted)
        return against_earlier(self._start, watched.before, item, self._resolver)


def _looked_at(step: Step) -> frozenset[str]:
    target, others = target_of(step), others_of(step)
    looked_at = frozenset() if target is None else reads(target)
    return looked_at.union(*map(reads, others)) if others else looked_at


def _meant(step: Step, resolver: Resolver) -> tuple[frozenset[str], ...] | None:
    """The components that each description of a step names; None where one names nothing."""
    ids = resolver.document.outline.ids
    try:
        return tuple(
            frozenset(ids[i] for i in resolver(s))
            for s in (target_of(step), *others_of(step))
            if s is not None and not isinstance(s, Screen)
        )
    except RedraftError:
        return None
