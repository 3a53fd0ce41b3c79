"""The project's own rows: what comes out right may grow, what comes out wrong stays at nought."""

from __future__ import annotations

from pathlib import Path

import pytest

from redraft.evaluation.rows import read_rows
from redraft.evaluation.runner import run

ROWS = Path(__file__).parents[1] / "cases" / "rows"
WRONG = {"wrong-object", "wrong-edit", "collateral", "wrongly-applied", "crash"}
#: a share that was reached; raise it when more is
REACHED = {"mobile": 0.84, "web": 0.51, "everyday": 0.84}


@pytest.mark.parametrize("name", REACHED)
def test_own_rows_come_out_right_as_often_as_before_and_never_wrong(name: str) -> None:
    classes = {o.row.id: o.verdict.outcome for o in run(read_rows(ROWS / f"{name}.jsonl"))}

    right = sum(c in ("good", "refused") for c in classes.values())
    assert {row: c for row, c in classes.items() if c in WRONG} == {}
    assert right / len(classes) >= REACHED[name]
