"""W10: batches against one edit after another, and two workers against what two cores give at all.

May import: batching, engine, measuring.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter_ns
from typing import Any, Final

import orjson

from redraft.batching.batch import Inline, batch
from redraft.batching.processes import Processes
from redraft.engine import edit
from redraft.measuring.forgetting import forget_documents
from redraft.measuring.rows import Row, rounded
from redraft.measuring.timing import Side, Spread, settled, spreads
from redraft.measuring.workloads import COMMANDS, page
from redraft.serialize import read

_DOCUMENTS: Final = 200
_JOBS: Final = 10_000
_SAMPLE: Final = 400
_SESSIONS: Final = 20
_COLD: Final = 400
_SUMS: Final = 40
_SUM: Final = 400_000
_SIZES: Final = (1, 2, 5, 20, 100)

Jobs = list[dict[str, Any]]


def batches(tell: Callable[[str], None]) -> Iterator[Row]:
    """Every part of W10."""
    sources = [orjson.dumps({**page(100), "screen_id": f"shop {k}"}) for k in range(_DOCUMENTS)]
    with settled():
        yield from _amortised(sources, tell)
        yield from _five(sources[0], tell)
        yield from _any_size(sources, tell)
        yield from _two_workers(sources, tell)


def jobs_on(sources: list[bytes], count: int) -> Jobs:
    """So many jobs, on all documents in turn; each document is told the commands in turn."""
    return [
        {
            "document": f"page {k % len(sources)}",
            "blueprint": sources[k % len(sources)].decode(),
            "command": COMMANDS[k // len(sources) % len(COMMANDS)],
        }
        for k in range(count)
    ]


def _run(jobs: Jobs, workers: Any) -> int:
    return sum(outcome.applied for outcome in batch(jobs, workers=workers))


def _told(source: bytes | str, command: str) -> bytes:
    """Edit, and take what a batch tells too."""
    result = edit(source, command)
    result.changes_applied  # noqa: B018
    result.told  # noqa: B018
    return result.bytes


def _taken(run: Callable[[], object]) -> float:
    began = perf_counter_ns()
    run()
    return (perf_counter_ns() - began) / 1000


def _amortised(sources: list[bytes], tell: Callable[[str], None]) -> Iterator[Row]:
    tell(f"W10 {_JOBS:,} commands over {_DOCUMENTS} documents")
    jobs = jobs_on(sources, _JOBS)
    spent = _taken(lambda: _run(jobs, Inline())) / _JOBS
    alone: list[int] = []
    for job in jobs[:: _JOBS // _SAMPLE]:
        source = job["blueprint"].encode()
        forget_documents()
        began = perf_counter_ns()
        _told(source, job["command"])
        alone.append(perf_counter_ns() - began)
    against = Spread.of(alone)
    ratio = rounded(sum(alone) / len(alone) / 1000 / spent)
    case = f"{_JOBS:,} commands, {_DOCUMENTS} documents, one core"
    note = f"{rounded(spent):g} µs a command"
    what = "edit() on its bytes"
    yield Row("W10", case, ratio, "×", None, 10, None, against, what, None, note)
    warm = [_in_a_row(source, _JOBS // _DOCUMENTS) for source in sources[:_SESSIONS]]
    floor = sum(warm) / len(warm)
    case = "edits of documents that are read already, and nothing else"
    note = f"{rounded(floor):g} µs a command: no batch takes less"
    ratio = rounded(sum(alone) / len(alone) / 1000 / floor)
    yield Row("W10", case, ratio, "×", None, None, None, against, what, None, note)


def _in_a_row(source: bytes, count: int) -> float:
    """Microseconds a command of so many on one document, the first time round not counted."""
    document = read(source)

    def edited(first: int, last: int) -> None:
        nonlocal document
        for k in range(first, last):
            result = edit(document, COMMANDS[k % len(COMMANDS)])
            result.changes_applied  # noqa: B018
            result.told  # noqa: B018
            document = result.after

    edited(0, len(COMMANDS))
    return _taken(lambda: edited(len(COMMANDS), len(COMMANDS) + count)) / count


def _five(source: bytes, tell: Callable[[str], None]) -> Iterator[Row]:
    tell("W10 five commands on one document")
    jobs = jobs_on([source], 5)

    def fresh(_: int) -> Jobs:
        forget_documents()
        return jobs

    def separately(jobs: Jobs) -> bytes:
        now = source
        for job in jobs:
            now = _told(now, job["command"])
        return now

    together, alone = spreads(
        [Side(lambda jobs: _run(jobs, Inline()), fresh, 2), Side(separately, fresh, 2)], 40
    )
    after = batch(jobs, workers=Inline())
    list(after)
    equal = next(iter(after.documents.values())) == separately(jobs)
    ratio = rounded(alone.p50 / together.p50)
    case = "5 commands, one document of 100 components"
    what = "five calls"
    yield Row("W10", case, ratio, "×", None, 3, together, alone, what, equal)


def _any_size(sources: list[bytes], tell: Callable[[str], None]) -> Iterator[Row]:
    tell("W10 batches of any size")
    for size in _SIZES:
        jobs = jobs_on(sources, size)

        def fresh(_: int, jobs: Jobs = jobs) -> Jobs:
            forget_documents()
            return jobs

        # documents are let go of within the time of either side: a batch keeps none
        def one_by_one(jobs: Jobs) -> None:
            for job in jobs:
                _told(job["blueprint"], job["command"])
            forget_documents()

        def at_once(jobs: Jobs) -> None:
            _run(jobs, None)
            forget_documents()

        together, alone = spreads([Side(at_once, fresh), Side(one_by_one, fresh)], 20)
        ratio = rounded(together.p50 / alone.p50)
        case = f"{size} jobs, against one after another"
        what = "edit() each"
        yield Row("W10", case, ratio, "×", 1, None, together, alone, what)


def _sum(_: int = 0) -> int:
    total = 0
    for k in range(_SUM):
        total += k & 7
    return total


def _two_workers(sources: list[bytes], tell: Callable[[str], None]) -> Iterator[Row]:
    """Cold jobs, a document each, on one worker and on two; and sums likewise."""
    if (os.cpu_count() or 1) < 2:
        return
    tell("W10 cold jobs on two workers")
    jobs = [
        {"blueprint": source.decode(), "document": f"{turn} {k}", "command": COMMANDS[k % 12]}
        for turn in range(_COLD * 5 // _DOCUMENTS)
        for k, source in enumerate(sources)
    ]
    gains: list[float] = []
    floors: list[float] = []
    for _ in range(3):
        one, two = (_workers_s(jobs, count) for count in (1, 2))
        gains.append(one / two)
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(_sum, range(2)))  # both are there
            alone = _taken(lambda: [_sum() for _ in range(_SUMS)])
            both = _taken(lambda: list(pool.map(_sum, range(_SUMS))))
        floors.append(alone / both)
    gain, floor = (sorted(times)[1] for times in (gains, floors))
    note = f"{rounded(gain):g}× with two workers, plain sums {rounded(floor):g}×"
    case = f"{len(jobs):,} cold jobs on two workers, of what two cores give"
    yield Row("W10", case, rounded(100 * gain / floor), "%", None, 75, note=note)


def _workers_s(jobs: Jobs, count: int) -> float:
    """How long jobs take once the workers are there."""
    outcomes = iter(batch(jobs, workers=Processes(count)))
    next(outcomes)
    return _taken(lambda: sum(1 for _ in outcomes))
