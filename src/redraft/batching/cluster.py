"""Workers on a dask cluster: an existing scheduler, or one that is started here.

Chunks of tasks go out as bytes, a bounded number of them at a time; what is done comes back as
bytes. On each dask worker a process of its own runs the jobs (`processes`): a job that dies or
takes too long is found out, run again or told there, and takes no dask worker with it. Where a
dask worker itself is lost the scheduler runs its chunks elsewhere. The tasks of a chunk on which
it gives up are run once more, each alone, so that only the one that is to blame is told as failed.

    B-1  the outcomes are those of running the jobs one after another in input order

Needs the extra ``dask``. May import: batching.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from redraft.batching.jobs import DECODE_DONE, DECODE_TASKS, ENCODE, Done, Task
from redraft.batching.processes import WORKER, Numbered, Processes, WorkersGone
from redraft.batching.storage import missing
from redraft.batching.unit import run_task

#: how long a chunk should take: a round trip takes a twentieth of it
_CHUNK_S: Final = 0.25
_CHUNK_MAX: Final = 1_024
_BYTES_MAX: Final = 4 * 1024 * 1024
#: chunks that a thread of the cluster has: the one that it runs, and the one that waits
_DEPTH: Final = 2
_WAIT_S: Final = 10.0
_REFRESH_S: Final = 2.0
#: of a scheduler that is started here: workers that a chunk may take with it
_DEATHS_MAX: Final = 1
#: batches that a dask worker knows to have ended
_ENDED_MAX: Final = 1_024
#: nobody else may listen in: dask would serve its pages to the network
_HERE_ONLY: Final = "127.0.0.1:0"


class Cluster:
    """Runs tasks on a dask cluster: the address of a scheduler, a ``distributed.Client``, or a new one here.

    Raises WorkersGone where the cluster cannot be reached, has no workers, or cannot run Redraft.
    """

    def __init__(
        self,
        at: Any = None,
        timeout_s: float | None = None,
        *,
        count: int | None = None,
        program: tuple[str, ...] = WORKER,
    ) -> None:
        _distributed()
        self.at = at
        self.timeout_s = timeout_s
        self.count = count or os.cpu_count() or 1
        self._program = program
        self._task_s = 0.0
        #: the most chunks that were out at a time
        self.out_max = 0

    def run(self, tasks: Iterator[Numbered]) -> Iterator[tuple[int, Done]]:
        """Run the tasks; what is done first comes out first."""
        with contextlib.ExitStack() as opened:
            client = self._client(opened)
            batch = uuid.uuid4().hex
            opened.callback(_release, client, batch)
            yield from self._run(client, batch, tasks)

    def _client(self, opened: contextlib.ExitStack) -> Any:
        distributed = _distributed()
        if self.at is not None and not isinstance(self.at, str):
            return self.at
        try:
            at = self.at
            if at is None:
                at = opened.enter_context(
                    distributed.LocalCluster(
                        n_workers=1,
                        threads_per_worker=self.count,
                        processes=False,  # each thread has a process of its own that does the work
                        dashboard_address=_HERE_ONLY,
                        worker_dashboard_address=_HERE_ONLY,
                        silence_logs=logging.ERROR,  # chunks that are called off are no news
                        scheduler_kwargs={"allowed_failures": _DEATHS_MAX},
                    )
                )
            client = opened.enter_context(
                distributed.Client(at, timeout=_WAIT_S, set_as_default=False)
            )
            client.wait_for_workers(1, timeout=_WAIT_S)
        except (OSError, TimeoutError) as error:
            raise WorkersGone(f"no dask cluster with workers at {self.at} ({error})") from None
        return client

    # -- handing out and hearing back ---------------------------------------------------

    def _run(
        self, client: Any, batch: str, tasks: Iterator[Numbered]
    ) -> Iterator[tuple[int, Done]]:
        distributed = _distributed()
        ended = distributed.as_completed(loop=client.loop)
        out: dict[Any, list[Numbered]] = {}
        #: tasks that a worker was lost with: each is run again with nothing else under way
        suspects: list[Numbered] = []
        threads, asked = 0, float("-inf")
        try:
            while True:
                if time.monotonic() - asked > _REFRESH_S:
                    threads, asked = sum(client.nthreads().values()), time.monotonic()
                alone = bool(suspects) and not out
                most = max(_DEPTH * threads, 1) if not suspects else int(alone)
                while len(out) < most:
                    chunk = [suspects.pop()] if alone else self._chunk(tasks)
                    if not chunk:
                        break
                    future = self._sent(client, batch, chunk)
                    out[future] = chunk
                    ended.add(future)
                    self.out_max = max(self.out_max, len(out))
                if not out:
                    return
                future = next(ended)
                chunk = out.pop(future)
                found = self._heard(future, chunk)
                if found is not None:
                    yield from found
                elif alone:
                    yield from ((number, run_task(_crashed(task))) for number, task in chunk)
                else:
                    suspects += reversed(chunk)
        finally:
            if out:
                with contextlib.suppress(Exception):
                    client.cancel(list(out))

    def _chunk(self, tasks: Iterator[Numbered]) -> list[Numbered]:
        """The next tasks: as many as take a while, one while that is not known."""
        most = max(1, min(_CHUNK_MAX, int(_CHUNK_S / self._task_s))) if self._task_s else 1
        chunk: list[Numbered] = []
        size = 0
        while len(chunk) < most and size < _BYTES_MAX:
            task = next(tasks, None)
            if task is None:
                break
            chunk.append(task)
            size += len(task[1].source)
        return chunk

    def _sent(self, client: Any, batch: str, chunk: list[Numbered]) -> Any:
        import dask

        bytes_ = ENCODE.encode([task for _, task in chunk])
        # one document may be larger than what dask thinks wise to send
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"}):
            return client.submit(
                run_chunk, bytes_, batch, self.timeout_s, self._program, pure=False
            )

    def _heard(self, future: Any, chunk: list[Numbered]) -> list[tuple[int, Done]] | None:
        """What came of a chunk; None where the scheduler gave it up with the workers it was on."""
        distributed = _distributed()
        try:
            frame = future.result()
        except distributed.KilledWorker:
            return None
        except WorkersGone:
            raise
        except (ImportError, AttributeError) as error:
            raise WorkersGone(f"the cluster's workers cannot run this Redraft: {error}") from None
        except (OSError, distributed.CancelledError) as error:
            raise WorkersGone(f"the cluster was lost: {error}") from None
        seconds, done = DECODE_DONE.decode(frame)
        spent = seconds / len(chunk)
        self._task_s = spent if not self._task_s else 0.8 * self._task_s + 0.2 * spent
        return [(number, one) for (number, _), one in zip(chunk, done, strict=True)]


def _crashed(task: Task) -> Task:
    said = tuple(msgspec.structs.replace(s, failed="batch.crashed") for s in task.said)
    return msgspec.structs.replace(task, said=said)


# -- on a dask worker -------------------------------------------------------------------


class _Own:
    """The process that one thread of a dask worker has for one batch."""

    def __init__(self, timeout_s: float | None, program: tuple[str, ...]) -> None:
        self.processes = Processes(1, timeout_s, keep=True, program=program)
        self.lock = threading.Lock()


_OWN: Final[dict[tuple[str, int], _Own]] = {}
#: the batches that ended last: a chunk that was under way to here may come after the end
_ENDED: Final[deque[str]] = deque(maxlen=_ENDED_MAX)
#: held while either is read or changed
_TABLE: Final = threading.Lock()


def run_chunk(tasks: bytes, batch: str, timeout_s: float | None, program: tuple[str, ...]) -> bytes:
    """Run a chunk of tasks where this is called, in a process that stays until the batch ends.

    Raises WorkersGone where the batch has ended: nobody would end the process.
    """
    key = (batch, threading.get_ident())
    with _TABLE:
        if batch in _ENDED:
            raise WorkersGone("the batch has ended")
        own = _OWN.get(key)
        if own is None:
            own = _OWN[key] = _Own(timeout_s, program)
    began = time.monotonic()
    numbered = list(enumerate(DECODE_TASKS.decode(tasks)))
    with own.lock:
        done = dict(own.processes.run(iter(numbered)))
    return ENCODE.encode((time.monotonic() - began, [done[k] for k, _ in numbered]))


def let_go(batch: str) -> None:
    """End the processes of a batch, whatever they do; none is started for it any more."""
    with _TABLE:
        _ENDED.append(batch)
        let = [_OWN.pop(key) for key in [key for key in _OWN if key[0] == batch]]
    for own in let:
        own.processes.stopped = True
    for own in let:
        with own.lock:
            own.processes.close()


def _release(client: Any, batch: str) -> None:
    with contextlib.suppress(Exception):
        client.run(let_go, batch, on_error="ignore")


def _distributed() -> Any:
    try:
        import distributed  # seconds and megabytes: only who has a cluster loads it
    except ImportError:
        raise missing("dask", "a dask cluster") from None
    return distributed
