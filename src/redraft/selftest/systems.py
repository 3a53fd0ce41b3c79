"""The seven system tests, and the stress: what the whole does under work.

May import: engine, editor, batching, serialize, measuring.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from statistics import median
from time import perf_counter_ns
from typing import Any, Final

from redraft.batching.batch import Inline, batch
from redraft.batching.processes import Processes
from redraft.editor import Editor
from redraft.engine import edit
from redraft.measuring import reference
from redraft.measuring.bench import same
from redraft.measuring.memory import resident_mb
from redraft.measuring.workloads import COMMANDS, ONE_CLAUSE, many_steps
from redraft.selftest.held import Effort, Held
from redraft.selftest.material import clause, commands, faulty, source
from redraft.serialize import Result, read

STAGES: Final = ("decompose", "execute", "verify", "serialize")
#: what growth of the resident set is noise: pages that the allocator keeps
GROWTH_MAX_MB: Final = 4.0
_SHOWN: Final = 5
_HASH_SEEDS: Final = ("0", "42", "random")


def speed(effort: Effort, seed: int) -> Held:  # noqa: ARG001
    """The engine against the plain pipeline, turn by turn, on equal results."""
    told: list[str] = []
    broken: list[str] = []
    for size in effort.sizes:
        ours: list[int] = []
        plain: list[int] = []
        editor = Editor(source(size))
        for said in COMMANDS:
            editor.edit(said)
        for k in range(effort.compared):
            before, last = editor.bytes, editor.history[-1:]
            said = COMMANDS[k % len(COMMANDS)]
            selection = last[0].targets if last else ()
            started = perf_counter_ns()
            result = editor.edit(said)
            _ = (result.changes, result.patch, result.inverse_patch, result.document)
            between = perf_counter_ns()
            expected = reference.edit(before, said, selection=selection)
            plain.append(perf_counter_ns() - between)
            ours.append(between - started)
            if not same(result, expected):
                broken.append(f"{size} components: “{said}” differs from the plain pipeline")
        times = median(plain) / median(ours)
        told.append(f"{times:,.0f}× at {size:,}")
        if times <= 1:
            broken.append(f"{size} components: no faster than the plain pipeline")
    did = f"{effort.compared} commands of two clauses a size, both ways, equal bytes"
    return Held("speed-up over the plain pipeline", "system", did, ", ".join(told), _few(broken))


def stages(effort: Effort, seed: int) -> Held:
    """Where a new command's time goes: each of the four stages, on 100 components."""
    document = read(source(100))
    edit(document, ONE_CLAUSE)
    times: dict[str, list[float]] = {}
    broken: list[str] = []
    for said in islice(commands(seed + 7, 100), effort.random):
        result = edit(document, said)
        if not result.ok:
            continue
        _ = result.bytes
        told = result.timings_us
        for stage in STAGES:
            times.setdefault(stage, []).append(told[stage])
        if sum(told[stage] for stage in STAGES) > told["total"] + len(STAGES):
            broken.append(f"“{said}”: the stages take longer than the whole")
    shown = ", ".join(f"{stage} {median(times[stage]):,.0f} µs" for stage in STAGES)
    did = f"{effort.random} commands that were not said before, one to three clauses"
    return Held("stage times", "system", did, shown, _few(broken))


def long_commands(effort: Effort, seed: int) -> Held:  # noqa: ARG001
    """A command of fifty clauses: every step done, as the plain pipeline does it, and taken back."""
    steps = effort.long_steps
    document = source(100)
    broken: list[str] = []
    times: list[int] = []
    editor = Editor(document)
    for k, (colour, size) in enumerate((("red", 18), ("navy", 22), ("dark green", 26))):
        said = many_steps(steps, colour, size)
        before = editor.bytes
        started = perf_counter_ns()
        result = editor.edit(said)
        times.append(perf_counter_ns() - started)
        done = sum(step.status == "success" for step in result.steps)
        if result.status != "success" or done != steps:
            broken.append(f"{done} of {steps} steps were done: {result.status}")
        if not k and not same(result, reference.edit(before, said)):
            broken.append("differs from the plain pipeline")
    while editor.undo():
        pass
    if editor.bytes != document:
        broken.append("undo did not give the bytes back")
    did = f"3 commands of {steps} steps on 100 components, then undone"
    return Held(
        "50-step commands", "system", did, f"{min(times) / 1e6:.1f} ms the best", _few(broken)
    )


def large_blueprints(effort: Effort, seed: int) -> Held:  # noqa: ARG001
    """Large documents: only what was asked for changes, both patches hold, and size costs little."""
    broken: list[str] = []
    told: list[str] = []
    for size in effort.large:
        given = source(size)
        editor = Editor(given)
        times: list[int] = []
        for _ in range(2):
            for said in COMMANDS:
                editor.edit(said)
        for said in COMMANDS:
            before = editor.document
            started = perf_counter_ns()
            result = editor.edit(said)
            times.append(perf_counter_ns() - started)
            broken += _untouched(before, result, said)
        while editor.undo():
            pass
        if editor.bytes != given:
            broken.append(f"{size:,} components: undo did not give the bytes back")
        told.append(f"{median(times) / 1e3:,.0f} µs at {size:,}")
    did = f"{len(COMMANDS)} commands a size; every untouched component the same object"
    return Held("large blueprints", "system", did, ", ".join(told), _few(broken))


def _untouched(before: Any, result: Result, said: str) -> Iterator[str]:
    """Every component that no change names is the very object that it was."""
    after = result.document
    changed = {change.component for change in result.changes}
    for i, name in enumerate(before.outline.ids):
        if name not in changed and after.at(i) is not before.at(i):
            yield f"“{said}” touched {name}"
            return


def batches(effort: Effort, seed: int) -> Held:
    """A batch gives what its jobs give one after another, for any number of workers."""
    count, places = effort.batch_jobs, effort.batch_documents
    sources = [source(100, k) for k in range(places)]
    said = [islice(commands(seed + k, 100), -(-count // places)) for k in range(places)]
    asked = [(k % places, next(said[k % places])) for k in range(count)]
    alone, applied = _one_by_one(sources, asked)
    jobs = [
        {"document": f"page {k}", "blueprint": sources[k].decode(), "command": c} for k, c in asked
    ]
    broken: list[str] = []
    rates: list[str] = []
    two = Processes(2, keep=True)
    for name, workers in (("here", Inline()), ("in two processes", two)):
        list(batch(jobs[:8], workers=workers))
        started = perf_counter_ns()
        run = batch(jobs, atomic="none", workers=workers)
        outcomes = list(run)
        took = (perf_counter_ns() - started) / 1e9
        rates.append(f"{count / took:,.0f} a second {name}")
        if [o.applied for o in outcomes] != applied:
            broken.append(f"{name}: other jobs were applied than one by one")
        for k, expected in enumerate(alone):
            made = run.documents.get(f"page {k}", sources[k])
            if made != expected:
                broken.append(f"{name}: page {k} differs from its jobs one by one")
    two.close()
    did = f"{count:,} commands on {places} documents, equal to one edit after another"
    return Held("batch processing", "system", did, ", ".join(rates), _few(broken))


def _one_by_one(
    sources: Sequence[bytes], asked: Sequence[tuple[int, str]]
) -> tuple[list[bytes], list[bool]]:
    now = list(sources)
    applied = []
    for k, said in asked:
        result = edit(now[k], said)
        applied.append(result.ok)
        now[k] = result.bytes
    return now, applied


def rollbacks(effort: Effort, seed: int) -> Held:
    """Whichever clause fails, and however: the very document that came in; and undo, all the way."""
    chance = random.Random(f"{seed} rollbacks")
    given = source(100)
    document = read(given)
    broken: list[str] = []
    taken_back = 0
    for k in range(effort.rollbacks):
        clauses = [clause(chance, 18) for _ in range(chance.choice((2, 3, 5)))]
        clauses.insert(k % (len(clauses) + 1), faulty(chance, 18))
        result = edit(document, "; ".join(clauses), recover="off", reflow="off")
        taken_back += result.rollback_triggered
        if result.ok or result.document is not document or result.bytes != given or result.changes:
            broken.append(f"“{'; '.join(clauses)}”: {result.status}")
    editor = Editor(document)
    versions = [editor.document]
    for said in islice(commands(seed, 100), 100):
        if editor.edit(said).ok and editor.document is not versions[-1]:
            versions.append(editor.document)
    undone = sum(1 for version in versions[-2::-1] if editor.undo() and editor.document is version)
    redone = sum(1 for version in versions[1:] if editor.redo() and editor.document is version)
    if not undone == redone == len(versions) - 1:
        broken.append(f"{undone} undone and {redone} redone of {len(versions) - 1}")
    did = f"{effort.rollbacks} commands with a fault at any place, then {undone} edits undone and redone"
    figure = f"{effort.rollbacks} the same object, {taken_back} of them after steps were done"
    return Held("rollback integrity", "system", did, figure, _few(broken))


def determinism(effort: Effort, seed: int) -> Held:
    """The same words and the same bytes give one digest: in any thread, any process, warm or cold."""
    count = effort.determinism
    expected = digest(seed, 8)
    with ThreadPoolExecutor(effort.threads) as pool:
        found = set(pool.map(lambda _: digest(seed, 8), range(count // 8)))
    broken = [] if found == {expected} else [f"{len(found)} digests in threads"]
    for hash_seed in _HASH_SEEDS:
        done = subprocess.run(
            [sys.executable, "-m", "redraft.selftest.systems", str(seed), "8"],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=False,
            timeout=300,
        )
        if done.stdout.decode().strip() != expected:
            broken.append(f"another digest in a process with hash seed {hash_seed}")
    did = f"{count // 8 * 8:,} results in {effort.threads} threads at once, {len(_HASH_SEEDS)} other processes"
    return Held(
        "determinism under load", "system", did, f"one digest, {expected[:12]}", _few(broken)
    )


def digest(seed: int, count: int) -> str:
    """A digest of so many whole results, but for their times, each of another page."""
    hashed = hashlib.sha256()
    for k, said in enumerate(islice(commands(seed, 100), count)):
        told = json.loads(edit(source(100, k), said).to_json())
        told.pop("timings_us", None)
        hashed.update(json.dumps(told).encode())
    return hashed.hexdigest()


def memory(effort: Effort, seed: int) -> Held:
    """An editor that goes on for ever grows no further once its history is full."""
    editor = Editor(source(100))
    chance = commands(seed, 100)
    before = 0.0
    for k in range(effort.edits + 1):
        if k == effort.settled:
            before = resident_mb()
        editor.edit(next(chance) if not k % 10 else COMMANDS[k % len(COMMANDS)])
    grown = resident_mb() - before
    broken = [f"grew by {grown:.1f} MB"] if grown > GROWTH_MAX_MB else []
    did = f"{effort.edits:,} edits in one session, measured from the {effort.settled:,}th on"
    return Held("memory stability", "system", did, f"{grown:+.1f} MB", _few(broken))


def rapid(effort: Effort, seed: int) -> Held:
    """Commands as fast as they can be said, with undo and redo between them, none lost or mixed up."""
    chance = random.Random(f"{seed} rapid")
    editor = Editor(source(100))
    versions, at, applied = [editor.document], 0, 0
    broken: list[str] = []
    started = perf_counter_ns()
    for said in islice(commands(seed + 1, 100), effort.rapid):
        move = chance.random()
        if move < 0.15 and at:
            editor.undo()
            at -= 1
        elif move < 0.25 and at + 1 < len(versions):
            editor.redo()
            at += 1
        elif editor.edit(faulty(chance, 18) if move > 0.9 else said).ok:
            applied += 1
            if editor.document is not versions[at]:
                versions[at + 1 :] = [editor.document]
                at += 1
        if editor.document is not versions[at]:
            broken.append(f"after “{said}” the session is at another version")
            break
    took = (perf_counter_ns() - started) / 1e9
    did = f"{effort.rapid} commands, undos and redos in a row, {applied} applied"
    return Held(
        "rapid commands", "stress", did, f"{effort.rapid / took:,.0f} a second", _few(broken)
    )


def _few(broken: Sequence[str]) -> tuple[str, ...]:
    return tuple(broken[:_SHOWN])


if __name__ == "__main__":
    sys.stdout.write(digest(int(sys.argv[1]), int(sys.argv[2])) + "\n")
