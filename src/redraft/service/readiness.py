"""Whether the service can work: its store is read and written, for real, but not for each who asks.

May import: service.work.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

#: seconds that an answer is given again: anybody may ask, and to write waits for the disk
KEPT_S: Final = 1.0


class Readiness:
    """Asks once for all who want to know at the same time, in the thread of the event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock: Final = clock
        self._asked_at = 0.0
        self._told: asyncio.Future[None] | None = None

    async def ask(self, check: Callable[[], Awaitable[None]]) -> None:
        """Return where the store can be read and written. Raises what ``check`` raised."""
        now = self._clock()
        told = self._told
        if told is None or now - self._asked_at > KEPT_S:
            self._asked_at = now
            told = self._told = asyncio.ensure_future(check())
            told.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        await asyncio.shield(told)
