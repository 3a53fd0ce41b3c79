"""A batch that is streamed: it runs in a thread, a line at a time, while whoever asked still reads.

    B-1  the outcomes are those of running the jobs one after another in input order

May import: batching, service.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

import msgspec

from redraft.batching.batch import batch as run
from redraft.service import wire
from redraft.service.house import House
from redraft.service.jobs import LOOK_S, Until, jobs_of, seen
from redraft.service.work import Claim

#: lines that wait for whoever reads them
_AHEAD: Final = 64
_END: Final = b""


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
        self._watch = house.watch
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
        for outcome in seen(self._watch, len(self._jobs), done):
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
            await asyncio.sleep(LOOK_S)
            self._workers.look()
