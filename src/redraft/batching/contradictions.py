"""Jobs on one document that contradict one another, found before any of them is run.

What a contradiction is, is what it is between the clauses of a command (`execute.between`),
but that no words say which job comes first: only their order does.

May import: engine, execute, plan, document, diagnostics, batching.jobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

import msgspec

from redraft.batching.jobs import Contradiction, Outcome, Said, Task
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.engine import reading_for
from redraft.execute.between import Clash, Command, clashes
from redraft.execute.resolving import Found
from redraft.plan.steps import STRUCTURAL, Clause, Plan

_NONE: Final[Mapping[int, Contradicted]] = {}
_NOTHING: Final = Plan()


class Contradicted(NamedTuple):
    """A job, the first other one that contradicts it, and how that is said of the two."""

    number: int
    by: Contradiction
    message: str

    def refused(self) -> Outcome:
        """The outcome of the job where none of those that contradict one another is run."""
        told = (self._diagnostic("error"),)
        return Outcome(self.number, "conflicted", diagnostics=told, contradicts=self.by)

    def added_to(self, outcome: Outcome) -> Outcome:
        """The outcome of the job where it was run in its turn; the later one of two is warned of."""
        told = outcome.diagnostics
        if self.by.job < self.number:
            told = (*told, self._diagnostic("warning"))
        return msgspec.structs.replace(outcome, diagnostics=told, contradicts=self.by)

    def _diagnostic(self, severity: Literal["error", "warning"]) -> Diagnostic:
        return Diagnostic("batch.conflict", severity, self.message, span=self.by.span)


def contradictions(
    document: Document, task: Task, known: Found | None = None
) -> Mapping[int, Contradicted]:
    """Return the jobs of a task that contradict others, by their numbers.

    ``known`` is what descriptions mean; what is found out here is noted there.
    """
    if len(task.said) < 2:
        return _NONE
    read: dict[tuple[str, tuple[str, ...], str], Command] = {}
    commands: list[Command] = []
    for said in task.said:
        key = (said.command, said.selection, said.failed)
        if key not in read:
            read[key] = Command(_plan_of(document, said, task), said.selection)
        commands.append(read[key])
    found: dict[int, Contradicted] = {}
    for clash in clashes(document, commands, known):
        first, second = task.said[clash.first].number, task.said[clash.second].number
        message = _message(clash, first, second)
        one, two = clash.spans
        found.setdefault(first, Contradicted(first, Contradiction(second, one, two), message))
        found.setdefault(second, Contradicted(second, Contradiction(first, two, one), message))
    return found


def _message(clash: Clash, first: int, second: int) -> str:
    one, two = clash.said
    return clash.how.format(first=f"“{one}” (job {first})", second=f"“{two}” (job {second})")


def _plan_of(document: Document, said: Said, task: Task) -> Plan:
    """What a job asks for that may be run as far as its words tell."""
    if said.failed:
        return _NOTHING
    rules = task.rules
    reading = reading_for(
        document,
        said.command,
        rules.recover,
        about=lambda: said.selection,
        structural=rules.structural,
    )
    plan, atomic = reading.plan, rules.mode == "atomic"
    if atomic and any(d.severity == "error" for d in reading.diagnostics):
        return _NOTHING
    if rules.structural or not any(map(_is_structural, plan.clauses)):
        return plan
    kept = () if atomic else [c for c in plan.clauses if not _is_structural(c)]
    return Plan(tuple(kept), plan.locks)


def _is_structural(clause: Clause) -> bool:
    return any(isinstance(step, STRUCTURAL) for step in clause.steps)
