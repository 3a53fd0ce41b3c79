"""What is said of clauses that cannot both stand: both by their words, and commands that settle it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from redraft import edit
from redraft.diagnostics import Diagnostic

CASES = Path(__file__).parents[1] / "cases"
ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "conflicts.yaml").read_text("utf-8"))
BAD = [row for row in ROWS if "code" in row]
GOOD = [row for row in ROWS if "fine" in row]


def places(said: str, told: Diagnostic) -> list[str]:
    """The words that a diagnostic names, in the order in which they were typed."""
    spans = sorted(s for s in (told.span, *told.related) if s is not None)
    return [said[start:stop] for start, stop in spans]


def name(row: dict[str, Any]) -> str:
    return str(row["say"])


@pytest.mark.parametrize("mode", ["atomic", "partial"])
@pytest.mark.parametrize("row", BAD, ids=name)
def test_clauses_that_cannot_both_stand_are_named_and_nothing_is_run(
    row: dict[str, Any], mode: Any
) -> None:
    """R-2."""
    source = (CASES / row["given"]).read_bytes()

    result = edit(source, row["say"], mode=mode)

    assert result.status == "conflicted", [d.message for d in result.diagnostics]
    assert result.document is result.before
    told = next(d for d in result.diagnostics if d.code == row["code"])
    assert told.severity == "error"
    if "words" in row:
        assert places(row["say"], told) == row["words"]


@pytest.mark.parametrize("row", [r for r in ROWS if "suggests" in r], ids=name)
def test_what_is_offered_settles_the_conflict(row: dict[str, Any]) -> None:
    """R-1."""
    source = (CASES / row["given"]).read_bytes()

    told = [d for d in edit(source, row["say"]).diagnostics if d.code.startswith("plan.")]
    offered = [said for d in told for said in d.suggestions]

    assert set(row["suggests"]) <= set(offered), offered
    for said in offered:
        again = edit(source, said)
        assert again.status == "success"
        assert again.document is not again.before
        assert not [d for d in again.diagnostics if d.code == "plan.conflict"]


@pytest.mark.parametrize("row", GOOD, ids=name)
def test_what_only_looks_like_a_contradiction_runs(row: dict[str, Any]) -> None:
    result = edit((CASES / row["given"]).read_bytes(), row["say"])

    assert result.status == "success", [d.message for d in result.diagnostics]
    told = [d for d in result.diagnostics if d.code == row.get("told", "plan.conflict")]
    assert [places(row["say"], d) for d in told] == ([row["words"]] if "told" in row else [])
