"""Each example runs by itself, and prints what it is there to show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

FOLDER = ROOT / "examples"
SHOWN = {
    "text_box": ["rejected []", "success ['pay: text colour (none) → #FF0000']", "pay: width 120 → 144"],
    "rebrand": ["30 screens, primary color: #6A0DAD"],
    "accessibility": ["before: {", "'contrast.low': 3", "after:  {}"],
    "agent": ["rejected instead: make the pay button red", "undone, revision 3"],
    "bulk_import": ["accepted: make the pay button green", "rejected: make the button bigger target.ambiguous", "2 edits"],
    "lexicon": ["sales: background (none) → #0B5FFF", "costs: visibility shown → hidden"],
}  # fmt: skip


def test_every_example_is_run_and_listed() -> None:
    listed = (FOLDER / "README.md").read_text("utf-8")

    assert {path.parent.name for path in FOLDER.glob("*/run.py")} == set(SHOWN)
    assert all(f"]({name}/run.py)" in listed for name in SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_prints_what_it_shows(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(FOLDER / name / "run.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for said in SHOWN[name]:
        assert said in done.stdout
