"""Work that may take long runs in a thread of its own, and who asked for it waits only so long.

Whoever has waited too long gives up, and work that would store something has to claim that
somebody still waits before it commits: what was answered by a timeout stores nothing, what was
claimed is waited for and answered. Work that nobody waits for is cut off where it computes, so
that the thread is there for others, and never where it stores.

May import: service.problems.
"""

from __future__ import annotations

import asyncio
import ctypes
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import copy_context
from queue import SimpleQueue
from threading import Lock, Thread, get_ident
from typing import Any, Final, NamedTuple, TypeVar

from redraft.service.problems import RETRY_S, refused

T = TypeVar("T")
#: seconds that what is being committed is waited for at the end
_END_S: Final = 10


class GivenUp(BaseException):
    """Nobody waits for this any more. No Exception, so that nothing on the way takes it for its own."""


class Claim:
    """Who comes first: the worker that is about to commit, or the one who waits for it.

    While it computes (``with claim.computing():``) the worker can be cut off: it holds nothing
    then that others need.
    """

    __slots__ = ("_interrupted", "_lock", "_taken", "_thread")

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = ""
        #: the thread that computes
        self._thread: int | None = None
        self._interrupted = False

    def __call__(self) -> None:
        """Say that what follows is done whoever waits. Raises GivenUp."""
        if not self._take("worker"):
            raise GivenUp

    def give_up(self) -> bool:
        """Say that nobody waits; False where it is too late for that."""
        with self._lock:
            if self._taken == "worker":
                return False
            is_first, self._taken = not self._taken, "waiter"
            if is_first and self._thread is not None:
                self._interrupted = True
                _interrupt(self._thread, GivenUp)
            return True

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Compute something that may be cut off anywhere. Raises GivenUp."""
        with self._lock:
            if self._taken == "waiter":
                raise GivenUp
            self._thread = get_ident()
        try:
            yield
        finally:
            with self._lock:
                self._thread = None
                interrupted = self._interrupted
            if interrupted:
                _settle()

    def _take(self, who: str) -> bool:
        with self._lock:
            self._taken = self._taken or who
            return self._taken == who


class _Settled(BaseException):
    """What was sent to this thread has come through."""


def _interrupt(thread: int, kind: type[BaseException]) -> None:
    """Have a thread raise an exception at its next step."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _settle() -> None:
    """Take the place of what was sent to this thread and has not come through: it is not to come later.

    Nothing less will do. To send nothing instead leaves the interpreter looking for what was
    sent at every step of every thread, for as long as the process lives.
    """
    try:
        _interrupt(get_ident(), _Settled)
        while True:
            pass
    except _Settled:
        pass


class _Job(NamedTuple):
    work: Callable[[Claim], Any]
    claim: Claim
    future: Future[Any]


class Workshop:
    """Some threads, and a bound on how many may wait for one."""

    def __init__(self, threads: int, waiting_max: int) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: Final = threads
        self._most: Final = threads + waiting_max
        self._lock = Lock()
        self._begun: set[_Job] = set()
        for k in range(threads):
            Thread(target=self._work, name=f"redraft-{k}", daemon=True).start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                job.future.set_result(job.work(job.claim))
            except BaseException as error:
                job.future.set_exception(error)

    def begin(self, work: Callable[[Claim], T]) -> tuple[asyncio.Future[T], Claim]:
        """Begin work in a thread. Raises Refused: busy."""
        # what goes along with a request goes along into the thread
        context = copy_context()
        job = _Job(lambda claim: context.run(work, claim), Claim(), Future())
        with self._lock:
            if len(self._begun) >= self._most:
                raise refused("request.busy", Retry_After=str(RETRY_S))
            self._begun.add(job)
        job.future.add_done_callback(lambda _: self._ended(job))
        self._jobs.put(job)
        waited: asyncio.Future[T] = asyncio.wrap_future(job.future)
        waited.add_done_callback(_heard)
        return waited, job.claim

    async def run(self, work: Callable[[Claim], T], time_s: float) -> T:
        """Run work in a thread and return what comes of it. Raises Refused: busy, or too slow."""
        future, claim = self.begin(work)
        try:
            return await asyncio.wait_for(asyncio.shield(future), time_s)
        except TimeoutError:
            if future.done():  # it is the work's own
                raise
            if not claim.give_up():
                return await future
            future.cancel()
            raise refused(
                "request.timeout", f"it took longer than {time_s:g} s; nothing was stored"
            ) from None
        except asyncio.CancelledError:
            if claim.give_up():
                future.cancel()
            raise

    def _ended(self, job: _Job) -> None:
        with self._lock:
            self._begun.discard(job)

    def close(self) -> None:
        """Wait for what is being committed; all else is given up."""
        with self._lock:
            left = [job for job in self._begun if not job.claim.give_up()]
        wait([job.future for job in left], _END_S)
        for _ in range(self._threads):
            self._jobs.put(None)


def _heard(future: asyncio.Future[Any]) -> None:
    """Take note of what went wrong: who gave up will not ask for it."""
    if not future.cancelled():
        future.exception()
