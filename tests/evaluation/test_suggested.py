"""What is offered for the project's own rows that are refused: how often the right command is among it."""

from __future__ import annotations

from pathlib import Path

from redraft.evaluation.rows import read_rows
from redraft.evaluation.runner import run

ROWS = Path(__file__).parents[1] / "cases" / "rows"
#: a share that was reached; raise it when more is
REACHED = 0.34


def test_the_right_command_is_among_the_first_suggestions_as_often_as_before() -> None:
    rows = (row for path in sorted(ROWS.glob("*.jsonl")) for row in read_rows(path))
    meant = [o.meant for o in run(rows, suggestions=True) if o.meant is not None]

    assert sum(meant) >= REACHED * len(meant)
