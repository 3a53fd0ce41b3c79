"""English as people type it: each case in `cases/english` changes exactly what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.test_must_run import differences

from redraft import edit

CASES = Path(__file__).parent / "cases"
SCREENS = (CASES, CASES / "rows" / "screens")
ROWS: list[dict[str, Any]] = [
    row
    for file in sorted((CASES / "english").glob("*.yaml"))
    for row in yaml.safe_load(file.read_text("utf-8"))
]


def screen(name: str) -> bytes:
    """The screen that a case is given, beside the cases or among the rows' screens."""
    return next(room / name for room in SCREENS if (room / name).exists()).read_bytes()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["say"])
def test_what_people_type_does_just_what_it_says(row: dict[str, Any]) -> None:
    source = screen(row["given"])
    before = row.get("after", [])
    for k, said in enumerate(before):
        source = edit(source, said, previous=before[:k]).bytes

    result = edit(source, row["say"], previous=before, structural=row.get("structural", False))

    if "refuse" in row:
        assert result.document is result.before
        wrong = [d for d in result.diagnostics if d.severity == "error"]
        assert row["refuse"] in {d.code for d in wrong}
        if "suggests" in row:
            meant = edit(source, row["suggests"]).bytes
            first = [said for d in wrong for said in d.suggestions[:3]]
            assert meant in [edit(source, said).bytes for said in first], first
    else:
        assert result.status == "success", [d.message for d in result.diagnostics]
        left = json.loads(source)
        without(left["components"], set(row.get("gone", [])))
        assert differences(left, result.blueprint) == row["changes"]


def without(components: list[dict[str, Any]], gone: set[str]) -> None:
    """Take those of these ids out, with all in them; each of them has to be there."""
    for component in list(components):
        if component["id"] in gone:
            components.remove(component)
            gone.remove(component["id"])
        without(component.get("children") or [], gone)
