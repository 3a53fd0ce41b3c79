"""The project's own rows: what comes out right may grow, what comes out wrong may only shrink."""

from __future__ import annotations

from pathlib import Path

import pytest

from redraft.evaluation.rows import read_rows
from redraft.evaluation.runner import run

ROWS = Path(__file__).parents[1] / "cases" / "rows"
WRONG = {"wrong-object", "wrong-edit", "collateral", "wrongly-applied", "crash"}
#: a share that was reached; raise it when more is
REACHED = {
    "mobile": 0.94,
    "web": 0.86,
    "everyday": 0.97,
    "slides": 0.90,
    "screens": 0.80,
    "typical": 0.95,
    "further": 0.82,
    "apps": 0.83,
    "fresh": 0.88,
    "recent": 0.79,
    "later": 0.77,
    "newest": 0.80,
    "decks": 0.78,
    "pages": 0.52,
    "sites": 0.84,
    "talks": 0.85,
    "forms": 0.89,
    "reports": 0.79,
}
#: rows that still come out wrong, to be mended
KNOWN_WRONG = {
    "screens": {"s-052"},
    "pages": {"c-053", "c-059"},
    "sites": {"sites-099"},
    "talks": {"talks-035", "talks-058"},
}


@pytest.mark.parametrize("name", REACHED)
def test_own_rows_come_out_right_as_often_as_before_and_never_wrong(name: str) -> None:
    classes = {o.row.id: o.verdict.outcome for o in run(read_rows(ROWS / f"{name}.jsonl"))}

    right = sum(c in ("good", "refused") for c in classes.values())
    wrong = {row for row, c in classes.items() if c in WRONG}
    assert wrong <= KNOWN_WRONG.get(name, set())
    assert right / len(classes) >= REACHED[name]
