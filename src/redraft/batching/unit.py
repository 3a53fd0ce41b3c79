"""One task: the commands on one document, one after another, all or nothing where that is asked for.

    B-1  the bytes are those of running the commands one after another in input order

May import: engine, serialize, diagnostics, batching.jobs, batching.contradictions.
"""

from __future__ import annotations

from typing import Final

import msgspec

from redraft.batching.contradictions import contradictions
from redraft.batching.jobs import Done, Outcome, Said, Task, Work
from redraft.batching.together import Beginning, Together
from redraft.diagnostics import Diagnostic, RedraftError
from redraft.serialize import Result, read, write


def run_task(task: Task, beginning: Beginning = lambda _: None) -> Done:
    """Run a task; nothing raises: what cannot be read is told of each of its jobs.

    >>> from redraft.batching.jobs import Rules
    >>> said = (Said(1, "make the card red"), Said(2, "hide the footer"))
    >>> page = b'{"components":[{"id":"a","type":"card"}]}'
    >>> done = run_task(Task(page, said, Rules(), True, "changes"))
    >>> [(o.status, o.applied, o.undone_by) for o in done.outcomes], done.after
    ([('success', False, 2), ('rejected', False, None)], None)
    """
    try:
        start = read(task.source)
    except RedraftError as error:
        return Done(None, tuple(_unread(said, error.diagnostic) for said in task.said))
    runs = Together(start, task.rules, beginning, single=len(task.said) == 1)
    outcomes: list[Outcome] = []
    against = contradictions(start, task, runs.found)

    def tell() -> None:
        for said, result in runs.done:
            told, contradicted = _told(said, result, task), against.get(said.number)
            outcomes.append(told if contradicted is None else contradicted.added_to(told))
        runs.done.clear()

    for said in task.said:
        contradicted = against.get(said.number)
        if said.failed:
            outcomes.append(_unread(said, _given_up(said)))
        elif contradicted is not None and task.conflicts == "reject":
            outcomes.append(contradicted.refused())
        else:
            runs.take(said)
            tell()
    runs.end()
    tell()
    outcomes.sort(key=lambda outcome: outcome.job)
    work = Work(1, runs.passes, len(outcomes))
    failed = next((o.job for o in outcomes if o.status not in ("success", "partial")), None)
    if task.atomic and failed is not None:
        return Done(None, tuple(undone(outcome, failed) for outcome in outcomes), work)
    after = None if runs.document is start else write(runs.document)
    return Done(
        after, tuple(outcomes), msgspec.structs.replace(work, written=int(after is not None))
    )


def undone(outcome: Outcome, by: int) -> Outcome:
    """The outcome of a job that was done and taken back for the failure of another."""
    if not outcome.applied:
        return outcome
    return msgspec.structs.replace(outcome, applied=False, undone_by=by)


def _told(said: Said, result: Result, task: Task) -> Outcome:
    applied = result.status in ("success", "partial")
    if task.telling == "result":
        whole = result.to_json(timings=False)
        return Outcome(said.number, result.status, applied, result=whole)
    # what was done needs no suggestions, and they cost more than the edit
    told = result.told if applied else result.diagnostics
    return Outcome(
        said.number,
        result.status,
        applied,
        changes=tuple(result.changes_applied),
        diagnostics=told,
    )


_WHY: Final = {
    "batch.timeout": "it took too long and was cut off",
    "batch.crashed": "the process that ran it died, twice",
}


def _given_up(said: Said) -> Diagnostic:
    return Diagnostic(said.failed, "error", _WHY[said.failed])


def _unread(said: Said, diagnostic: Diagnostic) -> Outcome:
    return Outcome(said.number, "rejected", diagnostics=(diagnostic,))
