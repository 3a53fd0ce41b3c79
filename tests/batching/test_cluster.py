"""Dask workers: the same bytes as anywhere, nothing lost with a worker, never too much under way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest
from tests.batching.test_processes import ODD, jobs_with

import redraft
from redraft.batching import cluster
from redraft.batching.cluster import Cluster
from redraft.batching.jobs import DECODE_TASKS, ENCODE, Task
from redraft.batching.processes import WorkersGone
from redraft.batching.storage import Refused
from redraft.batching.unit import run_task

PAGE = {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]}


@pytest.fixture
def odd(tmp_path: Path) -> tuple[str, ...]:
    file = tmp_path / "odd.py"
    file.write_text(ODD)
    return (sys.executable, str(file), str(tmp_path / "seen"))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A cluster of two worker processes, as one that was there before."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as cluster:
        yield cluster.scheduler_address


def mixed(count: int) -> list[Any]:
    said = ("make the card red", "make the card 3px wider", "hide the footer", "move it right")
    jobs: list[Any] = [
        {"document": f"d{k % 40}", "blueprint": PAGE, "command": said[k % 7 % 4]}
        for k in range(count)
    ]
    jobs[count // 2] = {"colour": 1}
    return jobs


def outcome_of(workers: Any, jobs: list[Any]) -> tuple[list[bytes], dict[Any, bytes]]:
    done = redraft.batch(jobs, workers=workers, atomic="none", telling="result")
    return [outcome.to_json() for outcome in done], dict(done.documents)


def test_everyone_gives_the_same_bytes(scheduler: str) -> None:
    """B-1."""
    jobs = mixed(80)
    expected = outcome_of("inline", jobs)

    assert len(expected[0]) == 80 and len(expected[1]) == 40
    assert outcome_of(1, jobs) == expected
    assert outcome_of(Cluster(count=1), jobs) == expected
    assert outcome_of(scheduler.replace("tcp://", "dask://"), jobs) == expected


def test_a_client_that_is_there_is_used_and_left_open(scheduler: str) -> None:
    with distributed.Client(scheduler, set_as_default=False) as client:
        outcomes = list(redraft.batch(mixed(8), workers=Cluster(client)))

        assert len(outcomes) == 8 and client.status == "running"
        # no process of ours stays on its workers
        assert set(client.run(_left).values()) == {0}


def _left() -> int:
    return len(cluster._OWN)


def test_jobs_that_kill_or_hang_are_told_and_nothing_else_is_lost(odd: tuple[str, ...]) -> None:
    """A process that dies once is replaced and its job run again."""
    jobs = jobs_with("die")
    jobs[2] |= {"command": "die once"}
    jobs[9] |= {"command": "hang"}
    outcomes = list(redraft.batch(jobs, workers=Cluster(None, 1.0, count=1, program=odd)))

    assert [o.job for o in outcomes] == list(range(1, 13))
    assert [d.code for d in outcomes[6].diagnostics] == ["batch.crashed"]
    assert [d.code for d in outcomes[9].diagnostics] == ["batch.timeout"]
    assert [o.job for o in outcomes if not o.applied] == [7, 8, 9, 10]


def test_a_dask_worker_that_dies_takes_no_job_with_it(scheduler: str) -> None:
    """One of two is killed while the batch goes on: its chunks are run by the other."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        jobs = mixed(160)
        done = iter(redraft.batch(jobs, workers=Cluster(client)))
        first = next(done)
        victim = next(iter(client.scheduler_info()["workers"]))
        client.submit(os._exit, 1, workers=[victim], pure=False, retries=0)
        outcomes = [first, *done]

    assert outcomes == list(redraft.batch(jobs, workers="inline"))


def test_no_more_is_under_way_than_the_cluster_can_take_and_nothing_when_nobody_listens() -> None:
    dask = Cluster(count=1)

    def jobs() -> Iterator[tuple[Any, str]]:
        for _ in range(400):
            yield PAGE, "make the card red"

    outcomes = iter(redraft.batch(jobs(), workers=dask))
    taken = [next(outcomes) for _ in range(100)]
    outcomes.close()  # type: ignore[attr-defined]

    assert len(taken) == 100 and dask.out_max == 2
    until = time.monotonic() + 20
    while cluster._OWN and time.monotonic() < until:
        time.sleep(0.02)  # what was under way ends by itself
    assert not cluster._OWN


def test_a_chunk_that_comes_after_the_end_starts_no_process() -> None:
    cluster.let_go("over")

    with pytest.raises(WorkersGone):
        cluster.run_chunk(ENCODE.encode([]), "over", None, cluster.WORKER)
    assert not [batch for batch, _ in cluster._OWN if batch == "over"]


class _Lost:
    """A client whose scheduler gives up what holds a job that kills, as often as it is sent."""

    def __init__(self) -> None:
        self.loop = None
        self.sent: list[int] = []

    def nthreads(self) -> dict[str, int]:
        return {"one": 2}

    def submit(self, run: Any, tasks: bytes, *_: Any, **__: Any) -> Any:
        given = DECODE_TASKS.decode(tasks)
        self.sent.append(len(given))
        return _Ended(given)

    def run(self, *_: Any, **__: Any) -> None:
        pass


class _Ended:
    def __init__(self, tasks: list[Task]) -> None:
        self._tasks = tasks

    def result(self) -> bytes:
        if any(said.command == "die" for task in self._tasks for said in task.said):
            raise distributed.KilledWorker("chunk", None, 3)
        return ENCODE.encode((0.001, [run_task(task) for task in self._tasks]))


class _Completed:
    def __init__(self, **_: Any) -> None:
        self._futures: list[_Ended] = []

    def add(self, future: _Ended) -> None:
        self._futures.append(future)

    def __next__(self) -> _Ended:
        return self._futures.pop(0)


def test_only_the_task_that_is_to_blame_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "as_completed", _Completed)
    client = _Lost()
    said = ["die" if k == 40 else "make the card red" for k in range(60)]
    jobs = [{"document": f"d{k}", "blueprint": PAGE, "command": c} for k, c in enumerate(said)]
    outcomes = list(redraft.batch(jobs, workers=Cluster(client)))

    assert [o.job for o in outcomes] == list(range(1, 61))
    assert [o.job for o in outcomes if not o.applied] == [41]
    assert [d.code for d in outcomes[40].diagnostics] == ["batch.crashed"]
    assert max(client.sent) > 1 and sum(client.sent) > 60


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redraft.batching.cluster._WAIT_S", 0.5)

    with pytest.raises(WorkersGone, match=r"127\.0\.0\.1:1"):
        redraft.batch([(PAGE, "hide it")], workers="dask://127.0.0.1:1").run()


def test_without_the_extra_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(Refused, match=r"pip install 'redraft\[dask\]'"):
        redraft.batch([(PAGE, "hide it")], workers="dask")
