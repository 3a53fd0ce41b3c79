"""``redraft stats``: a table for a person, JSON for a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redraft.cli import main

PAGE = {
    "components": [
        {"id": "pay", "type": "button", "text": "Pay", "visual": {"bg_color": "#FFFFFF"}},
        {"id": "buy", "type": "button", "text": "Buy", "visual": {"bg_color": "#FFFFFF"}},
    ]
}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    wants = {"component": "buy", "property": "background", "value": "red"}
    said = [
        {"id": "1", "command": "make the buy button red", "expect": {"writes": [wants]}},
        {"id": "2", "command": "make the button red", "expect": {"writes": [wants]}},
        {"id": "3", "command": "make the buy buttn red", "expect": {"writes": [wants]}},
        {"id": "4", "command": "make it pop", "expect": {"status": ["rejected"]}},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps({**row, "blueprint": PAGE}) for row in said))
    return file


def test_the_counts_are_printed_by_code(rows: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["stats", str(rows)])

    out = capfd.readouterr().out
    assert status == 0
    assert "target.ambiguous" in out and "spelling.corrected" in out
    assert "3 commands, 2 of them with a fault, 2 recovered (100.0%)" in out


def test_a_build_gets_json_and_a_status(rows: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["stats", str(rows), "--json", "--min-rate", "0.9"])

    told = json.loads(capfd.readouterr().out)
    assert status == 0
    assert told["recoveries"] == {
        "spelling.corrected": {"correction": 1},
        "target.ambiguous": {"suggestion": 1},
    }
    assert told["commands"] == 3 and told["recovery_rate"] == 1.0
