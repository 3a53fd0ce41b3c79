"""Many commands on many blueprints: the same bytes whoever does the work and whenever it is done.

    B-1  the outcomes are those of running the jobs one after another in input order

May import: engine, serialize, diagnostics, batching.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

import msgspec

from redraft.batching.jobs import Atomic, Conflicts, Done, Outcome, Rules, Task, Telling
from redraft.batching.planning import Planned, Unit, planned
from redraft.batching.processes import Processes
from redraft.batching.storage import Refused
from redraft.batching.unit import run_task, undone
from redraft.batching.waiting import InOrder
from redraft.diagnostics import Diagnostic


class Workers(Protocol):
    """Whoever runs tasks. What comes out has the number that went in, in any order."""

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        """Run the tasks; each comes out once."""


class Inline:
    """Runs every task here, one after another."""

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        """Run the tasks in their order."""
        for number, task in tasks:
            yield number, run_task(task)


#: fewer documents than this are done before another process could begin
_UNITS_MIN: Final = 16
NOTHING_KNOWN: Final[Mapping[int, Done]] = {}


class Sink(Protocol):
    """Where the bytes of changed documents go."""

    def put(self, number: int, unit: Unit, done: Done) -> None:
        """Take what came of a document: ``done.after`` are its bytes, None where they are as they were."""

    def finish(self) -> None:
        """All that belongs together has been put; nothing has been told of it yet."""


class Kept(dict[str | int, bytes]):
    """Keeps the bytes by the documents' names, of those without one by the number of their first job."""

    def put(self, number: int, unit: Unit, done: Done) -> None:  # noqa: ARG002
        """Keep the bytes of a document that was changed."""
        if done.after is not None:
            self[unit.said[0].number if unit.name is None else unit.name] = done.after

    def finish(self) -> None:
        """Nothing more is to be done."""


class Batch:
    """The outcomes of a batch in input order, one by one; then what came of the documents.

    >>> page = {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]}
    >>> done = batch([(page, "make the card red"), (page, "make the card 20px wider")])
    >>> [(outcome.status, outcome.changes) for outcome in done]
    [('success', ('a: background (none) → #FF0000',)), ('success', ('a: width 90 → 110',))]
    >>> done.counts["applied"]
    2
    """

    def __init__(
        self,
        plan: Planned,
        rules: Rules,
        atomic: Atomic,
        telling: Telling,
        workers: Workers,
        sink: Sink | None,
        known: Mapping[int, Done] = NOTHING_KNOWN,
        conflicts: Conflicts = "order",
    ) -> None:
        self.plan = plan
        self.counts: Counter[str] = Counter()
        #: documents "read" and "written", "jobs", and passes "judged" for them
        self.work: Counter[str] = Counter()
        #: the documents that were changed, where no other sink takes them
        self.documents = Kept()
        self._rules = rules
        self._atomic = atomic
        self._telling = telling
        self._conflicts = conflicts
        self._workers = workers
        #: what came of documents that were done before, by their numbers
        self._known = known
        self._given = 0
        if isinstance(workers, Processes):
            workers.left = lambda: len(self.plan.units) - self._given
        self._sink = self.documents if sink is None else sink
        self._unread: list[tuple[int, Done]] = []

    def run(self) -> Batch:
        """Run all jobs, for who only wants the documents and the counts; this batch."""
        for _ in self:
            pass
        return self

    def __iter__(self) -> Iterator[Outcome]:
        waiting = InOrder()
        try:
            for bad in self.plan.bad:
                waiting.put(Outcome(bad.number, "rejected", diagnostics=(bad.diagnostic,)))
            if self._atomic == "batch":
                yield from self._all_or_nothing(waiting)
                return
            yield from self._given_out(waiting)
            for number, done in self._done():
                self._finish(number, done)
                self._take(waiting, done)
                yield from self._given_out(waiting)
            self._sink.finish()
        finally:
            waiting.close()
            self.plan.close()

    def _all_or_nothing(self, waiting: InOrder) -> Iterator[Outcome]:
        """Nothing goes out, and no document is touched, before all jobs have ended."""
        changed: list[tuple[int, Done]] = []
        failed = min((bad.number for bad in self.plan.bad), default=None)
        outcomes: list[Done] = []
        for number, done in self._done():
            outcomes.append(done)
            wrong = (o.job for o in done.outcomes if o.status not in ("success", "partial"))
            failed = min((n for n in (failed, *wrong) if n is not None), default=None)
            if done.after is not None:
                changed.append((number, done))
        if failed is None:
            for number, done in sorted(changed, key=lambda one: one[0]):
                self._finish(number, done)
            self._sink.finish()
        for done in outcomes:
            told = done.outcomes
            if failed is not None:
                told = tuple(undone(outcome, failed) for outcome in told)
            self._take(waiting, Done(None, told, done.work))
        yield from self._given_out(waiting)

    def _done(self) -> Iterator[tuple[int, Done]]:
        yield from self._known.items()
        yield from self._workers.run(self._tasks())
        yield from self._unread

    def _tasks(self) -> Iterator[tuple[int, Task]]:
        atomic = self._atomic != "none"
        for number, unit in enumerate(self.plan.units):
            self._given = number + 1
            if number in self._known:
                continue
            try:
                task = self.plan.task(
                    unit,
                    self._rules,
                    atomic=atomic,
                    telling=self._telling,
                    conflicts=self._conflicts,
                )
            except (OSError, Refused) as error:
                diagnostic = _unreadable(unit, error)
                told = (Outcome(s.number, "rejected", diagnostics=(diagnostic,)) for s in unit.said)
                self._unread.append((number, Done(None, tuple(told))))
                continue
            yield number, task

    def _finish(self, number: int, done: Done) -> None:
        if number not in self._known:
            self._sink.put(number, self.plan.units[number], done)

    def _take(self, waiting: InOrder, done: Done) -> None:
        work = done.work
        self.work["read"] += work.read
        self.work["judged"] += work.judged
        self.work["jobs"] += work.jobs
        self.work["written"] += work.written
        for outcome in done.outcomes:
            waiting.put(outcome)

    def _given_out(self, waiting: InOrder) -> Iterator[Outcome]:
        for told in waiting.ready():
            name, command = self.plan.about(told.job)
            outcome = msgspec.structs.replace(
                told, id=self.plan.ids.get(told.job), document=name, command=command
            )
            other = told.contradicts
            if other is not None and other.job in self.plan.ids:
                named = msgspec.structs.replace(other, id=self.plan.ids[other.job])
                outcome = msgspec.structs.replace(outcome, contradicts=named)
            self.counts[outcome.status] += 1
            self.counts["applied" if outcome.applied else "not applied"] += 1
            yield outcome


def _unreadable(unit: Unit, error: OSError | Refused) -> Diagnostic:
    if isinstance(error, Refused):
        return error.diagnostic
    why = f"{unit.name}: {(error.strerror or str(error)).lower()}"
    return Diagnostic("document.invalid", "error", why)


def batch(
    jobs: Iterable[Any] | Planned,
    *,
    atomic: Atomic = "document",
    telling: Telling = "changes",
    workers: Workers | None = None,
    sink: Sink | None = None,
    known: Mapping[int, Done] = NOTHING_KNOWN,
    conflicts: Conflicts = "order",
    **rules: Any,
) -> Batch:
    """Run jobs: pairs of blueprint and command, `Job`s, or JSON values of them.

    Without ``workers`` this process does it, with others where that pays. ``known`` is what
    came of documents before, by their numbers: they are told again, and not run.

    Jobs on one document that contradict one another are found before any of them runs:
    with ``conflicts="order"`` input order decides, with ``"reject"`` none of them is run.
    """
    plan = jobs if isinstance(jobs, Planned) else planned(jobs)
    few = len(plan.units) < _UNITS_MIN
    who = workers or (Inline() if few else Processes(os.cpu_count() or 1, here=True))
    return Batch(plan, Rules(**rules), atomic, telling, who, sink, known, conflicts)
