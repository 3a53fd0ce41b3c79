"""Many jobs: the outcomes are those of one after another, whoever runs them and when they end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from redraft import edit
from redraft.batching.batch import Batch, Inline, batch
from redraft.batching.jobs import Done, Task
from redraft.batching.processes import Processes
from redraft.batching.unit import run_task

from .screens import command, screen, seeds


class Shuffled:
    """Gives back what came of tasks in any order."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def run(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Done]]:
        done = [(number, run_task(task)) for number, task in tasks]
        self.chance.shuffle(done)
        yield from done


def jobs_of(seed: int) -> list[dict[str, Any]]:
    """Some jobs on a few documents, in any order."""
    chance = random.Random(seed)
    screens = {f"s{k}": screen(chance.randrange(1 << 30)) for k in range(chance.randint(1, 4))}
    made = []
    for _ in range(chance.randint(1, 8)):
        name = chance.choice(list(screens))
        said = command(chance.randrange(1 << 30), screens[name])
        made.append({"document": name, "blueprint": screens[name].decode(), "command": said})
    return made


def one_after_another(
    jobs: list[dict[str, Any]], atomic: str
) -> tuple[list[tuple[int, str, bool, tuple[str, ...]]], dict[str, bytes]]:
    """What plain edits come to: number, status, applied, changes; and the documents that changed."""
    sources = {job["document"]: job["blueprint"].encode() for job in jobs}
    now = dict(sources)
    told: dict[int, tuple[int, str, bool, tuple[str, ...]]] = {}
    failed: dict[str, bool] = dict.fromkeys(sources, False)
    for number, job in enumerate(jobs, 1):
        result = edit(now[job["document"]], job["command"])
        done = result.status in ("success", "partial")
        failed[job["document"]] |= not done
        now[job["document"]] = result.bytes
        told[number] = (number, result.status, done, tuple(result.changes_applied))
    for number, job in enumerate(jobs, 1):
        back = any(failed.values()) if atomic == "batch" else failed[job["document"]]
        if atomic != "none" and back:
            now[job["document"]] = sources[job["document"]]
            told[number] = (*told[number][:2], False, told[number][3])
    as_they_came = {name: edit(source, "").bytes for name, source in sources.items()}
    changed = {name: b for name, b in now.items() if edit(b, "").bytes != as_they_came[name]}
    return list(told.values()), changed


def told(done: Batch) -> list[tuple[int, str, bool, tuple[str, ...]]]:
    return [(o.job, o.status, o.applied, o.changes) for o in done]


@settings(max_examples=50)
@given(seeds)
def test_a_batch_is_its_jobs_one_after_another(seed: int) -> None:
    """B-1."""
    jobs = jobs_of(seed)
    for atomic in ("none", "document", "batch"):
        expected, documents = one_after_another(jobs, atomic)
        done = batch(jobs, atomic=atomic, workers=Shuffled(seed))

        assert told(done) == expected
        kept = {k: v for k, v in done.documents.items() if k in documents or v != b""}
        for name, after in documents.items():
            assert kept[name] == after


@settings(max_examples=50)
@given(seeds)
def test_what_is_left_of_jobs_that_contradict_one_another_is_run_as_if_alone(seed: int) -> None:
    """B-1."""
    jobs = jobs_of(seed)
    done = batch(jobs, atomic="none", conflicts="reject", workers=Shuffled(seed))
    outcomes = list(done)

    refused = {o.job: o.contradicts.job for o in outcomes if o.contradicts is not None}
    left = [job for number, job in enumerate(jobs, 1) if number not in refused]
    alone = batch(left, atomic="none", conflicts="reject")

    assert set(refused.values()) <= refused.keys()
    assert [o[1:] for o in told(alone)] == [
        (o.status, o.applied, o.changes) for o in outcomes if o.job not in refused
    ]
    assert alone.documents == done.documents


def test_processes_give_the_same_bytes_as_this_one() -> None:
    jobs = [job for seed in range(12) for job in _renamed(jobs_of(seed), seed)]
    here, there = batch(jobs, workers=Inline()), batch(jobs, workers=Processes(2))

    assert [o.to_json() for o in here] == [o.to_json() for o in there]
    assert here.documents == there.documents


def _renamed(jobs: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    return [{**job, "document": f"{seed}-{job['document']}"} for job in jobs]
