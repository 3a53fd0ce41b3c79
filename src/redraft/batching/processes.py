"""Workers that are processes: bytes in, bytes out, each with the next task waiting.

One that dies is replaced and its task run again, once: a job during which two of them died is
told as failed, and its task goes on without it. A job that takes too long ends like that at once.

May import: batching.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from typing import Final

import msgspec

from redraft.batching.jobs import DECODE_DONE, ENCODE, Done, Said, Task
from redraft.batching.pipes import Frames, Mark, framed
from redraft.batching.worker import READY

#: tasks that a worker has: the one that it runs, and those that wait in its pipe
_DEPTH: Final = 2
_POLL_S: Final = 0.05
#: deaths of workers at one job before it is given up
_DEATHS_MAX: Final = 2


class _Worker:
    """One process and the tasks that it has."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as shared:
            shared.truncate(16)
            fd = shared.fileno()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "redraft.batching.worker", str(fd)],
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
        self.has: deque[tuple[int, Task]] = deque()
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

    def give(self, number: int, task: Task) -> bool:
        """Hand over a task; False where it has died."""
        self.has.append((number, task))
        self.outgoing += framed(ENCODE.encode(task))
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
    """Runs tasks in so many processes."""

    def __init__(self, count: int, timeout_s: float | None = None) -> None:
        self.count = count
        self.timeout_s = timeout_s
        self._workers: list[_Worker] = []
        self._deaths: dict[int, int] = {}
        self._again: deque[tuple[int, Task]] = deque()
        self._given_up: list[tuple[int, Done]] = []

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        """Run the tasks; what is done first comes out first."""
        selector = selectors.DefaultSelector()
        more = True
        try:
            while True:
                more = self._hand_out(tasks, selector, more=more)
                while self._given_up:
                    yield self._given_up.pop()
                busy = [w for w in self._workers if w.has]
                if not busy:
                    if more or self._again:
                        continue
                    return
                for key, events in self._waited(selector):
                    if key.data not in self._workers:
                        continue  # it died of what was heard before
                    if events & selectors.EVENT_READ:
                        yield from self._heard(key.data, selector)
                    elif not key.data.flush():
                        self._died(key.data, selector)
                self._cut_off(selector)
        finally:
            selector.close()
            self.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hand_out(
        self,
        tasks: Iterator[tuple[int, Task]],
        selector: selectors.BaseSelector,
        *,
        more: bool,
    ) -> bool:
        """Fill the workers up; whether there may be more tasks."""
        for depth in range(1, _DEPTH + 1):
            for k in range(self.count):
                if k < len(self._workers) and len(self._workers[k].has) >= depth:
                    continue
                given = self._again.popleft() if self._again else None
                if given is None and more:
                    given = next(tasks, None)
                    more = given is not None
                if given is None:
                    return more
                if k >= len(self._workers):
                    self._workers.append(self._started(selector))
                worker = self._workers[k]
                if not worker.give(*given):
                    self._died(worker, selector)
        return more

    def _waited(self, selector: selectors.BaseSelector) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait until some worker answers, or takes more where it has not taken all."""
        known = selector.get_map()
        for worker in self._workers:
            if worker.outgoing and worker.in_fd not in known:
                selector.register(worker.in_fd, selectors.EVENT_WRITE, worker)
            elif not worker.outgoing and worker.in_fd in known:
                selector.unregister(worker.in_fd)
        return selector.select(_POLL_S)

    def _started(self, selector: selectors.BaseSelector) -> _Worker:
        worker = _Worker()
        selector.register(worker.fd, selectors.EVENT_READ, worker)
        return worker

    def _heard(
        self, worker: _Worker, selector: selectors.BaseSelector
    ) -> Iterator[tuple[int, Done]]:
        piece = os.read(worker.fd, 1 << 20)
        if not piece:
            self._died(worker, selector)
            return
        for frame in worker.frames.feed(piece):
            if frame == READY:
                worker.ready = True
                continue
            number, _ = worker.has.popleft()
            yield number, DECODE_DONE.decode(frame)

    def _cut_off(self, selector: selectors.BaseSelector) -> None:
        """End the workers whose job takes too long."""
        if self.timeout_s is None:
            return
        for worker in list(self._workers):
            job, seconds = worker.mark.get()
            if job and seconds > self.timeout_s:
                self._died(worker, selector, late=True)

    def _died(
        self, worker: _Worker, selector: selectors.BaseSelector, *, late: bool = False
    ) -> None:
        """Replace a worker; its task is run again, without the job if that is to blame for the second time."""
        job, _ = worker.mark.get()
        selector.unregister(worker.fd)
        if worker.in_fd in selector.get_map():
            selector.unregister(worker.in_fd)
        worker.end()
        self._workers.remove(worker)
        waiting = list(worker.has)
        if not waiting:
            return
        number, task = waiting[0]
        if job:
            self._deaths[job] = self._deaths.get(job, 0) + 1
            if late or self._deaths[job] >= _DEATHS_MAX:
                task = _without(task, job, "batch.timeout" if late else "batch.crashed")
        else:
            self._deaths[-number - 1] = self._deaths.get(-number - 1, 0) + 1
            if self._deaths[-number - 1] > _DEATHS_MAX:
                raise RuntimeError("workers end before they begin")
        self._again.extendleft(reversed([(number, task), *waiting[1:]]))


def _without(task: Task, job: int, code: str) -> Task:
    """The task with a job that is known to fail."""

    def marked(said: Said) -> Said:
        return msgspec.structs.replace(said, failed=code) if said.number == job else said

    return msgspec.structs.replace(task, said=tuple(map(marked, task.said)))
