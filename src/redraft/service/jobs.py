"""The jobs of a batch, and what runs them: each only so long, and all of them only so long.

A job names its blueprint by giving it, never by a file or an address: what a request says is
nothing that would be opened.

May import: batching, service.wire, service.problems, service.work, service.watch.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from redraft.batching.jobs import Done, Job, Outcome, Task
from redraft.batching.unit import run_task
from redraft.service import wire
from redraft.service.problems import refused
from redraft.service.watch import Watch
from redraft.service.work import Claim, GivenUp

#: seconds between looks at whether a job takes too long
LOOK_S: Final = 0.1
_LATE: Final = "batch.timeout"


class Until:
    """Runs tasks here, one after another, until a time, and none longer than one may take.

    What is late, or is cut off, is told so.
    """

    def __init__(self, until: float, time_s: float) -> None:
        self._until = until
        self._time_s = time_s
        self._begun: tuple[Claim, float] | None = None

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        """Run the tasks in their order."""
        for number, task in tasks:
            yield number, self._done(task) or run_task(_late(task))

    def _done(self, task: Task) -> Done | None:
        """What comes of a task; None where it took too long, or comes too late."""
        now, claim = time.monotonic(), Claim()
        if now > self._until:
            return None
        self._begun = (claim, now)
        try:
            with claim.computing():
                return run_task(task)
        except GivenUp:
            return None
        finally:
            self._begun = None

    def look(self, *, is_left: bool = False) -> None:
        """Cut off the task that has taken too long, or that nobody waits for."""
        begun = self._begun
        if begun is not None and (is_left or time.monotonic() > begun[1] + self._time_s):
            begun[0].give_up()


def _late(task: Task) -> Task:
    said = tuple(msgspec.structs.replace(one, failed=_LATE) for one in task.said)
    return msgspec.structs.replace(task, said=said)


def jobs_of(asked: wire.Batch, jobs_max: int) -> list[Job]:
    """The jobs of a request, each with its blueprint as bytes. Raises Refused."""
    if len(asked.jobs) > jobs_max:
        raise refused(
            "request.invalid", f"a batch has up to {jobs_max} jobs, not {len(asked.jobs)}"
        )
    found = []
    for k, job in enumerate(asked.jobs):
        given = None if job.blueprint is msgspec.UNSET else bytes(job.blueprint)
        if given is not None and not given.lstrip().startswith(b"{"):
            raise refused(
                "request.invalid", f"the blueprint is no JSON object (/jobs/{k}/blueprint)"
            )
        if given is None and job.document is None:
            raise refused("request.invalid", f"a job has a blueprint or a document (/jobs/{k})")
        found.append(Job(job.command, given, job.document, job.id, job.selection))
    return found


def seen(watch: Watch, jobs: int, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes of a batch, each told of as it passes."""
    watch.begun(jobs)
    left = jobs
    try:
        for one in outcomes:
            left -= 1
            watch.job(one.job, one.command, one.status, one.diagnostics)
            yield one
    finally:
        watch.begun(-left)
