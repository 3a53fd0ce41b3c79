"""docs/report.md: prose from a template, every figure from stored runs, every place named is there."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from redraft.measuring.coverage import coverage
from redraft.measuring.rows import Run
from redraft.selftest import CHECKS, KINDS

ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "benchmarks" / "coverage.md").read_text("utf-8")


def stored(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "benchmarks" / f"{name}.json").read_bytes())
    return found


@pytest.fixture
def run() -> Run:
    return Run.from_json((ROOT / "benchmarks" / "baseline.json").read_bytes())


def test_the_page_is_the_template_with_the_stored_figures(run: Run) -> None:
    page = (ROOT / "docs" / "report.md").read_text("utf-8")
    made = coverage(TEMPLATE, run, stored("selftest"), stored("faults"), stored("unseen"))

    assert page == made, "redraft selftest --stored --report docs/report.md"


def test_every_check_of_the_stored_self_test_held_and_is_told() -> None:
    checks = stored("selftest")["checks"]

    assert len(checks) == len(CHECKS)
    assert {check["kind"] for check in checks} == set(KINDS)
    assert [check["broken"] for check in checks] == [[]] * len(checks)
    assert [c["name"] for c in checks if f"{{selftest: {c['name']}" not in TEMPLATE] == []


def test_every_test_that_is_named_is_there() -> None:
    rooms = re.findall(r"tests/[a-z_/]+(?:\.[a-z]+)?", TEMPLATE)

    assert [name for name in rooms if not (ROOT / name).exists()] == []


def test_every_module_that_is_named_is_there() -> None:
    said = re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)`", TEMPLATE)

    assert said
    assert [name for name in said if find_spec(f"redraft.{name}") is None] == []


def test_a_figure_that_no_run_has_is_refused(run: Run) -> None:
    with pytest.raises(ValueError, match="W99"):
        coverage("{W99: nothing}", run, {"checks": []}, {}, {})
