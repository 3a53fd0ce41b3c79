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
from redraft.service.work import Claim

#: lines that wait for whoever reads them
_AHEAD: Final = 64
_END: Final = b""
_LATE: Final = "batch.timeout"


class Until:
    """Runs tasks here, one after another, until a time; those after it are told that it has come."""

    def __init__(self, until: float) -> None:
        self._until = until

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        """Run the tasks in their order."""
        for number, task in tasks:
            if time.monotonic() > self._until:
                late = tuple(msgspec.structs.replace(said, failed=_LATE) for said in task.said)
                task = msgspec.structs.replace(task, said=late)  # noqa: PLW2901
            yield number, run_task(task)


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
        self._until = time.monotonic() + house.settings.batch_s
        self._wait_s = house.settings.body_s
        self._loop = asyncio.get_running_loop()
        self._lines: asyncio.Queue[bytes] = asyncio.Queue(_AHEAD)
        self._is_left = False
        self._working, _ = house.workshop.begin(self._work)
        self._working.add_done_callback(lambda _: self._loop.create_task(self._lines.put(_END)))

    def _work(self, _: Claim) -> None:
        asked = self._asked
        rules = msgspec.structs.asdict(wire.rules_of(asked))
        workers = Until(self._until)
        done = run(self._jobs, atomic=asked.atomic, telling=asked.telling, workers=workers, **rules)
        for outcome in done:
            line = outcome.to_json() + b"\n"
            placed = asyncio.run_coroutine_threadsafe(self._lines.put(line), self._loop)
            # who reads nothing for so long has left
            placed.result(self._wait_s)
            if self._is_left:
                return

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while (line := await self._lines.get()) != _END:
                yield line
            await self._working
        finally:
            self._is_left = True
            while not self._lines.empty():
                self._lines.get_nowait()
