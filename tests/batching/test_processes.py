"""Workers that die, hang, or never begin: nothing is lost, and the job to blame is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from redraft.batching.batch import Inline, batch
from redraft.batching.processes import Processes, WorkersGone

PAGE = {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]}

#: a worker that dies at "die", at its first "die once", and hangs at "hang"
ODD = """
import os, signal, sys, time
from pathlib import Path
from redraft.batching import together, worker
plain = together.Begun
def begun(document, command, how):
    if command == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if command == "die once":
        seen = Path(sys.argv[1])
        if not seen.exists():
            seen.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        command = "make the card red"
    if command == "hang":
        time.sleep(600)
    return plain(document, command, how)
together.Begun = begun
worker.main(int(sys.argv[2]))
"""


@pytest.fixture
def odd(tmp_path: Path) -> tuple[str, ...]:
    file = tmp_path / "odd.py"
    file.write_text(ODD)
    return (sys.executable, str(file), str(tmp_path / "seen"))


def jobs_with(command: str, count: int = 12) -> list[dict[str, Any]]:
    said = ["make the card red"] * count
    said[count // 2] = command
    return [{"document": f"d{k // 2}", "blueprint": PAGE, "command": c} for k, c in enumerate(said)]


def test_a_worker_that_dies_once_is_replaced_and_nothing_is_lost(odd: tuple[str, ...]) -> None:
    here = list(batch(jobs_with("make the card red"), workers=Inline()))
    there = list(batch(jobs_with("die once"), workers=Processes(2, program=odd)))

    assert [o.applied for o in there] == [True] * 12
    assert [o.changes for o in there] == [o.changes for o in here]


@pytest.mark.parametrize(("command", "code"), [("die", "batch.crashed"), ("hang", "batch.timeout")])
def test_a_job_that_kills_or_hangs_is_told_and_the_rest_runs(
    command: str, code: str, odd: tuple[str, ...]
) -> None:
    workers = Processes(2, timeout_s=1.0, program=odd)
    outcomes = list(batch(jobs_with(command), workers=workers))

    assert [o.job for o in outcomes] == list(range(1, 13))
    assert [d.code for d in outcomes[6].diagnostics] == [code]
    # its document is taken back, and no other
    assert [o.job for o in outcomes if not o.applied] == [7, 8] and outcomes[7].undone_by == 7


def test_who_cannot_start_any_worker_is_told_so(tmp_path: Path) -> None:
    nothing = (sys.executable, "-c", "raise SystemExit(1)")

    with pytest.raises(WorkersGone):
        list(batch(jobs_with("make the card red"), workers=Processes(2, program=nothing)))


def test_where_this_process_works_too_it_goes_on_alone() -> None:
    nothing = (sys.executable, "-c", "raise SystemExit(1)")
    workers = Processes(2, here=True, program=nothing)
    workers.start_s = 0.0  # worth it at once

    assert all(o.applied for o in batch(jobs_with("make the card red", 400), workers=workers))


def test_what_runs_here_cannot_be_cut_off() -> None:
    with pytest.raises(ValueError, match="cut off"):
        Processes(2, 1.0, here=True)


def test_whoever_is_interrupted_leaves_no_process_behind() -> None:
    workers = Processes(2)
    outcomes = iter(batch(jobs_with("make the card red", 200), workers=workers))
    next(outcomes)
    started = [worker.process for worker in workers._workers]
    outcomes.close()  # type: ignore[attr-defined]

    assert started and all(process.returncode is not None for process in started)
