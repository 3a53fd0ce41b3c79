"""docs/performance.md: prose from a template, every figure from the stored run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from redraft.cli import main
from redraft.measuring.bench import KNOWN
from redraft.measuring.report import report
from redraft.measuring.rows import Row, Run

ROOT = Path(__file__).parents[2]
STORED = ROOT / "benchmarks" / "baseline.json"
TEMPLATE = ROOT / "benchmarks" / "report.md"


@pytest.fixture
def run() -> Run:
    return Run.from_json(STORED.read_bytes())


def test_the_page_is_the_template_with_the_figures_of_the_stored_run(run: Run) -> None:
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")

    assert page == report(TEMPLATE.read_text("utf-8"), run)


def test_no_figure_in_the_prose_is_one_of_the_runs(run: Run) -> None:
    prose = TEMPLATE.read_text("utf-8")

    assert not re.search(r"[0-9](?:\\.[0-9]+)? ?(?:×|µs|ms|MB|%)", prose)


def test_the_stored_run_is_whole_and_both_sides_were_equal(run: Run) -> None:
    assert {row.workload for row in run.rows} == {*KNOWN, "off", "instead"}
    assert all(row.equal is not False for row in run.rows)
    assert any(row.equal for row in run.rows)


def test_what_was_missed_is_told(run: Run) -> None:
    missed = [row for row in run.rows if row.met is False]
    page = report("<!-- figures: missed -->", run)

    assert len(missed) == sum(line.startswith("- W") for line in page.splitlines())


def test_a_table_that_there_is_not_is_refused(run: Run) -> None:
    with pytest.raises(ValueError, match="there are no figures"):
        report("<!-- figures: nothing -->", run)


def test_the_page_is_written_by_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"

    status = main(["bench", "--stored", "--report", str(page)])

    assert status == 0 and page.read_bytes() == (ROOT / "docs" / "performance.md").read_bytes()


def test_a_row_is_told_with_its_target_and_verdict(run: Run) -> None:
    row = Row("W5", "20 components", 13.0, "×", 12.0, None, None, None, "", True)

    told = report("<!-- figures: targets -->", Run(run.machine, (row,)))

    assert told.splitlines()[-1] == "| W5 | 20 components | **13×** | ≤ 12 | **no** | | | yes |"
