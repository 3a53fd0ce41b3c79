"""Workers that are processes: bytes in, bytes out, each with the next tasks waiting.

Tasks go out in chunks that take a few milliseconds, by how long those before took. A worker that
dies is replaced and its tasks run again, once each: a job during which two of them died is told
as failed, and its task goes on without it. A job that takes too long ends like that at once.

With ``here`` this process works too, and starts the others only when what is left takes longer
than starting them: however little there is to do, it is not slower than doing it alone.

May import: batching.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from redraft.batching.jobs import DECODE_DONE, ENCODE, Done, Said, Task
from redraft.batching.pipes import Frames, Mark, framed
from redraft.batching.unit import run_task
from redraft.batching.worker import READY
from redraft.diagnostics import Diagnostic, RedraftError

Numbered = tuple[int, Task]
#: what is started as a worker
WORKER: Final = (sys.executable, "-m", "redraft.batching.worker")

#: chunks that a worker has: the one that it runs, and the one that waits in its pipe
_DEPTH: Final = 2
_POLL_S: Final = 0.05
#: how long a chunk should take, and how many tasks it has at most
_CHUNK_S: Final = 0.01
_CHUNK_MAX: Final = 256
#: deaths of workers at one job before it is given up
_DEATHS_MAX: Final = 2
#: workers that end before they begin, one after another, before it is given up
_STARTS_MAX: Final = 5
#: workers pay from so many times what one took to start
_WORTH: Final = 2.0
#: what starting one takes until one has been started
_START_S: Final = 0.25


class WorkersGone(RedraftError):
    """Workers cannot be started or reached, or end before they begin."""

    def __init__(self, why: str) -> None:
        super().__init__(Diagnostic("batch.unsupported", "error", why))

    def __reduce__(self) -> tuple[Any, ...]:
        return WorkersGone, (self.diagnostic.message,)


class _Worker:
    """One process and the chunks of tasks that it has."""

    def __init__(self, program: tuple[str, ...]) -> None:
        self.began = time.monotonic()
        with tempfile.TemporaryFile() as shared:
            shared.truncate(16)
            fd = shared.fileno()
            self.process = subprocess.Popen(
                [*program, str(fd)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(fd,),
                bufsize=0,
            )
            self.mark = Mark(fd)
        os.set_blocking(self.in_fd, False)
        #: what its pipe has not taken yet: who waits for it to be taken may wait for ever
        self.outgoing = bytearray()
        self.frames = Frames()
        self.has: deque[list[Numbered]] = deque()
        self.ready = False

    @property
    def fd(self) -> int:
        """Where its answers come."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    @property
    def in_fd(self) -> int:
        """Where its tasks go."""
        assert self.process.stdin is not None
        return self.process.stdin.fileno()

    def give(self, chunk: list[Numbered]) -> bool:
        """Hand over tasks; False where it has died."""
        self.has.append(chunk)
        self.outgoing += framed(ENCODE.encode([task for _, task in chunk]))
        return self.flush()

    def flush(self) -> bool:
        """Write what its pipe takes now; False where it has died."""
        try:
            while self.outgoing:
                del self.outgoing[: os.write(self.in_fd, self.outgoing)]
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True

    def end(self) -> None:
        """End it, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.mark.close()


class Processes:
    """Runs tasks in so many processes; with ``here`` one of them is this one.

    ``left`` says how many tasks there may be still, for who works here. With ``keep`` they wait
    for the next tasks, and whoever keeps them calls ``close()``. Raises WorkersGone where
    processes end before they begin to work, and this one does not.
    """

    def __init__(
        self,
        count: int,
        timeout_s: float | None = None,
        *,
        here: bool = False,
        keep: bool = False,
        program: tuple[str, ...] = WORKER,
    ) -> None:
        if count < 1 or (here and timeout_s is not None):
            raise ValueError("there is a worker at least, and what runs here cannot be cut off")
        self.count = count - 1 if here else count
        self.timeout_s = timeout_s
        self.here = here
        #: whether they wait for more when all is done; who keeps them closes them
        self.keep = keep
        #: whether they are to end, whatever they do
        self.stopped = False
        self._program = program
        #: how many tasks are left, where somebody knows
        self.left: Callable[[], int] = lambda: 0
        #: seconds that starting a worker took, the last time
        self.start_s = _START_S
        self._task_s = 0.0
        self._workers: list[_Worker] = []
        self._deaths: dict[int, int] = {}
        self._stillborn = 0
        self._again: deque[Numbered] = deque()
        self._selector = selectors.DefaultSelector()

    def run(self, tasks: Iterator[Numbered]) -> Iterator[tuple[int, Done]]:
        """Run the tasks; what is done first comes out first."""
        self._selector = selectors.DefaultSelector()
        for worker in self._workers:
            self._selector.register(worker.fd, selectors.EVENT_READ, worker)
        more, ended = True, False
        try:
            while True:
                if self.stopped:
                    raise WorkersGone("the workers were stopped")
                if self._is_worth_it():
                    more = self._hand_out(tasks, more=more)
                own = self._next(tasks) if self.here and (more or self._again) else None
                if own is not None:
                    began = time.monotonic()
                    yield own[0], run_task(own[1])
                    self._took(time.monotonic() - began)
                elif self.here:
                    more = False
                busy = any(worker.has for worker in self._workers)
                if not busy and not self._again and (own is None) and (self.here or not more):
                    ended = True
                    return
                for key, events in self._waited(0.0 if own is not None else _POLL_S):
                    if key.data not in self._workers:
                        continue  # it died of what was heard before
                    if events & selectors.EVENT_READ:
                        yield from self._heard(key.data)
                    elif not key.data.flush():
                        self._died(key.data)
                self._cut_off()
        finally:
            self._selector.close()
            if not (self.keep and ended):
                self.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    # -- handing out ---------------------------------------------------------------------

    def _is_worth_it(self) -> bool:
        """Whether others should work too: always, unless this process does and little is left."""
        if not self.here or self._workers:
            return self.count > 0
        if not self.count or not self._task_s:
            return False
        return self.left() * self._task_s > _WORTH * self.start_s

    def _took(self, seconds: float) -> None:
        """Note what a task took, the last ones most."""
        self._task_s = seconds if not self._task_s else 0.9 * self._task_s + 0.1 * seconds

    def _next(self, tasks: Iterator[Numbered]) -> Numbered | None:
        return self._again.popleft() if self._again else next(tasks, None)

    def _hand_out(self, tasks: Iterator[Numbered], *, more: bool) -> bool:
        """Fill the workers up; whether there may be more tasks."""
        for depth in range(1, _DEPTH + 1):
            for k in range(self.count):
                if k < len(self._workers):
                    worker = self._workers[k]
                    if len(worker.has) >= depth or (self.here and not worker.ready):
                        continue
                chunk = self._chunk(tasks) if more or self._again else []
                if not chunk:
                    return False
                if k >= len(self._workers):
                    self._start()
                    if self.here:  # it gets its tasks when it is there
                        self._again.extendleft(reversed(chunk))
                        continue
                if not self._workers[k].give(chunk):
                    self._died(self._workers[k])
        return more

    def _chunk(self, tasks: Iterator[Numbered]) -> list[Numbered]:
        """The next tasks: as many as take a few milliseconds, one while that is not known."""
        size = 1
        if self._task_s and not self._deaths:
            size = max(1, min(_CHUNK_MAX, int(_CHUNK_S / self._task_s)))
        chunk: list[Numbered] = []
        while len(chunk) < size:
            task = self._next(tasks)
            if task is None:
                break
            chunk.append(task)
        return chunk

    def _start(self) -> None:
        worker = _Worker(self._program)
        self._workers.append(worker)
        self._selector.register(worker.fd, selectors.EVENT_READ, worker)

    # -- hearing back ----------------------------------------------------------------------

    def _waited(self, seconds: float) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait until some worker answers, or takes more where it has not taken all."""
        known = self._selector.get_map()
        for worker in self._workers:
            if worker.outgoing and worker.in_fd not in known:
                self._selector.register(worker.in_fd, selectors.EVENT_WRITE, worker)
            elif not worker.outgoing and worker.in_fd in known:
                self._selector.unregister(worker.in_fd)
        return self._selector.select(seconds) if self._workers else []

    def _heard(self, worker: _Worker) -> Iterator[tuple[int, Done]]:
        piece = os.read(worker.fd, 1 << 20)
        if not piece:
            self._died(worker)
            return
        for frame in worker.frames.feed(piece):
            if frame == READY:
                worker.ready = True
                self._stillborn = 0
                self.start_s = time.monotonic() - worker.began
                continue
            chunk = worker.has.popleft()
            seconds, done = DECODE_DONE.decode(frame)
            self._took(seconds / len(chunk))
            for (number, _), one in zip(chunk, done, strict=True):
                yield number, one

    # -- deaths ----------------------------------------------------------------------------

    def _cut_off(self) -> None:
        """End the workers whose job takes too long."""
        if self.timeout_s is None:
            return
        for worker in list(self._workers):
            job, seconds = worker.mark.get()
            if job and seconds > self.timeout_s:
                self._died(worker, late=True)

    def _died(self, worker: _Worker, *, late: bool = False) -> None:
        """Let a worker go; its tasks are run again, without the job if that is to blame twice."""
        job, _ = worker.mark.get()
        self._selector.unregister(worker.fd)
        if worker.in_fd in self._selector.get_map():
            self._selector.unregister(worker.in_fd)
        worker.end()
        self._workers.remove(worker)
        waiting = [one for chunk in worker.has for one in chunk]
        if job:
            self._deaths[job] = self._deaths.get(job, 0) + 1
        elif not worker.ready:
            self._stillborn += 1
            if self._stillborn > _STARTS_MAX:
                if not self.here:
                    raise WorkersGone("processes end before they begin to work")
                self.count = 0  # this one goes on alone
        if job and (late or self._deaths[job] >= _DEATHS_MAX):
            code = "batch.timeout" if late else "batch.crashed"
            waiting = [(number, _without(task, job, code)) for number, task in waiting]
        self._again.extendleft(reversed(waiting))


def _without(task: Task, job: int, code: str) -> Task:
    """The task with a job that is known to fail."""
    if all(said.number != job for said in task.said):
        return task

    def marked(said: Said) -> Said:
        return msgspec.structs.replace(said, failed=code) if said.number == job else said

    return msgspec.structs.replace(task, said=tuple(map(marked, task.said)))
