"""A batch that is streamed: it runs in a thread, a line at a time, while whoever asked still reads.

    B-1  the outcomes are those of running the jobs one after another in input order

A job names its blueprint by giving it, never by a file or an address: what a request says is
nothing that the service would open.

May import: batching, service.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Final

import msgspec

from redraft.batching.batch import batch as run
from redraft.batching.jobs import Done, Job, Task
from redraft.batching.unit import run_task
from redraft.service import wire
from redraft.service.house import House
from redraft.service.problems import refused
from redraft.service.work import Claim, GivenUp

#: lines that wait for whoever reads them
_AHEAD: Final = 64
#: seconds between looks at whether a job takes too long
_LOOK_S: Final = 0.1
_END: Final = b""
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


class Streamed:
    """The outcomes of a batch as lines of JSON, made as they are read. Raises Refused at once: busy."""

    def __init__(self, house: House, asked: wire.Batch) -> None:
        self._jobs = jobs_of(asked, house.settings.jobs_max)
        self._asked = asked
        until = time.monotonic() + house.settings.batch_s
        self._workers = Until(until, house.settings.time_s)
        self._wait_s = house.settings.body_s
        self._loop = asyncio.get_running_loop()
        self._lines: asyncio.Queue[bytes] = asyncio.Queue(_AHEAD)
        self._is_left = False
        self._working, _ = house.workshop.begin(self._work)
        self._working.add_done_callback(lambda _: self._loop.create_task(self._lines.put(_END)))

    def _work(self, _: Claim) -> None:
        asked = self._asked
        rules = msgspec.structs.asdict(wire.rules_of(asked))
        done = run(
            self._jobs,
            atomic=asked.atomic,
            telling=asked.telling,
            workers=self._workers,
            **rules,
        )
        for outcome in done:
            line = outcome.to_json() + b"\n"
            placed = asyncio.run_coroutine_threadsafe(self._lines.put(line), self._loop)
            # who reads nothing for so long has left
            placed.result(self._wait_s)
            if self._is_left:
                return

    async def __aiter__(self) -> AsyncIterator[bytes]:
        looking = asyncio.create_task(self._look())
        try:
            while (line := await self._lines.get()) != _END:
                yield line
            await self._working
        finally:
            looking.cancel()
            self._is_left = True
            self._workers.look(is_left=True)
            while not self._lines.empty():
                self._lines.get_nowait()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            self._workers.look()
