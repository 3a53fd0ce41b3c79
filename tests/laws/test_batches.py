"""Many jobs: the outcomes are those of one after another, whoever runs them and when they end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from redraft import edit
from redraft.batching.batch import Batch, Inline, batch
from redraft.batching.jobs import Done, Rules, Said, Task
from redraft.batching.processes import Processes
from redraft.batching.together import Together
from redraft.batching.unit import run_task
from redraft.measuring.workloads import page
from redraft.serialize import read, write
from redraft.verify import counting

from .screens import OPTIONS, command, screen, seeds


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


@settings(max_examples=80)
@given(seeds)
def test_commands_that_are_judged_at_once_come_to_what_they_come_to_alone(seed: int) -> None:
    """B-1, V-8: all that their results say, too."""
    chance = random.Random(seed)
    source = screen(chance.randrange(1 << 30))
    said = [command(chance.randrange(1 << 30), source) for _ in range(chance.randint(2, 8))]
    options = chance.choice(OPTIONS) if chance.random() < 0.3 else {}
    runs = Together(read(source), Rules(**options))
    for number, one in enumerate(said, 1):
        runs.take(Said(number, one))
    runs.end()

    now = read(source)
    assert [done.said.command for done in runs.done] == said
    for one, done in zip(said, runs.done, strict=True):
        alone = edit(now, one, **options)
        assert done.result.to_json(timings=False) == alone.to_json(timings=False), one
        now = alone.after
    assert write(runs.document) == write(now)


def test_what_commands_have_in_common_is_done_once() -> None:
    jobs = [
        {"document": "x", "blueprint": page(100), "command": said}
        for said in (
            "make the header dark red and set the hero title to 36px",
            "make the card 1 title bold",
            "make the card 2 price italic and the card 3 title 18px",
            "move the logo 8px to the right",
        )
    ]
    done = batch(jobs)
    with counting() as counts:
        assert all(outcome.applied for outcome in done)

    assert dict(done.work) == {"read": 1, "written": 1, "jobs": 4, "judged": 1}
    assert counts.checks == 1


def test_where_one_undoes_what_another_broke_each_is_told_its_own() -> None:
    """V-8: in the end no text is hard to read; in between one was."""
    card = {"id": "a", "type": "card", "bbox": [0, 0, 300, 300], "visual": {"bg_color": "#FFFFFF"}}
    text = {"id": "t", "type": "text", "text": "Hello", "bbox": [10, 10, 100, 30]}
    text["visual"] = {"color": "#000000", "font_size": 16}
    jobs = [
        {"document": "x", "blueprint": {"components": [card, text]}, "command": said}
        for said in ("make the card black", "make the text of t white")
    ]
    first, second = batch(jobs)

    assert [d.code for d in first.diagnostics if d.severity == "warning"] == ["contrast.low"]
    assert [d.code for d in second.diagnostics if d.severity == "warning"] == []


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
