"""Job lists and outcomes as Parquet: the same jobs, bad rows by their number, never whole in memory."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

import redraft
from redraft.batching.planning import Bad
from redraft.batching.storage import Refused
from redraft.batching.tables import OutcomeTable, jobs_in
from redraft.cli import main

PAGE = json.dumps({"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]})


def table(path: Path, rows: dict[str, Any]) -> Path:
    pyarrow.parquet.write_table(pyarrow.table(rows), path)
    return path


def test_a_row_is_a_job_and_a_bad_one_is_told_with_its_number(tmp_path: Path) -> None:
    rows = {
        "blueprint": [PAGE, PAGE, PAGE],
        "command": ["make it wider", None, "make the button red"],
        "id": [7, 8, None],
        "selection": [["pay"], None, None],
        "document": [None, None, "home"],
        "note": ["nobody's", "business", "here"],
    }
    outcomes = list(redraft.batch(table(tmp_path / "jobs.parquet", rows)))

    assert [(o.job, o.id, o.document, o.applied) for o in outcomes] == [
        (1, 7, None, True), (2, None, None, False), (3, None, "home", True)
    ]  # fmt: skip
    assert outcomes[1].diagnostics[0].code == "batch.invalid"
    assert outcomes[1].diagnostics[0].message.startswith("row 2:")


def test_rows_are_read_as_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 20_000
    file = tmp_path / "jobs.parquet"
    rows = {"blueprint": ["a.json"] * count, "command": [f"hide {k}" for k in range(count)]}
    pyarrow.parquet.write_table(pyarrow.table(rows), file, row_group_size=2_000)
    read: list[int] = []
    plain = pyarrow.parquet.ParquetFile.iter_batches

    def counted(*args: Any, **options: Any) -> Any:
        for batch in plain(*args, **options):
            read.append(len(batch))
            yield batch

    monkeypatch.setattr(pyarrow.parquet.ParquetFile, "iter_batches", counted)

    first = list(islice(jobs_in(file), 5))

    assert [job.command for job in first if not isinstance(job, Bad)][-1] == "hide 4"
    assert sum(read) <= 2_000
    assert sum(1 for _ in jobs_in(file)) == count


@pytest.mark.parametrize(
    "rows",
    [{"blueprint": ["a.json"]}, {"blueprint": [{"components": "x"}], "command": ["hide it"]}, None],
)
def test_what_is_no_job_list_is_refused(rows: dict[str, Any] | None, tmp_path: Path) -> None:
    file = tmp_path / "jobs.parquet"
    if rows is None:
        file.write_bytes(b"{}")
    else:
        table(file, rows)

    with pytest.raises(Refused):
        redraft.batch(file)


def test_outcomes_come_back_from_their_table(tmp_path: Path) -> None:
    jobs = [(PAGE, "make the button red"), (PAGE, "hide the footer")]
    outcomes = list(redraft.batch(jobs, telling="result"))
    with (tmp_path / "done.parquet").open("wb") as file:
        written = OutcomeTable(file, "done.parquet")
        for outcome in outcomes:
            written.write(outcome)
        written.close()

    rows = pyarrow.parquet.read_table(tmp_path / "done.parquet").to_pylist()

    assert [(r["job"], r["status"], r["applied"]) for r in rows] == [
        (1, "success", True), (2, "rejected", False)
    ]  # fmt: skip
    assert json.loads(rows[0]["result"])["changes_applied"] == ["pay: background (none) → #FF0000"]


def test_the_command_line_reads_and_writes_tables(tmp_path: Path) -> None:
    jobs = table(tmp_path / "jobs.parquet", {"blueprint": [PAGE], "command": ["hide the button"]})
    out = tmp_path / "done.parquet"

    assert main(["batch", "--jobs", str(jobs), "--results", str(out)]) == 0
    (row,) = pyarrow.parquet.read_table(out).to_pylist()

    assert row["changes"] == ["pay: hidden"] or row["applied"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["done.parquet", "jobs.parquet"]


def test_without_the_extra_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path / "jobs.parquet", {"command": ["x"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(Refused, match=r"pip install 'redraft\[parquet\]'"):
        redraft.batch(file)
    assert main(["batch", "--jobs", str(file)]) == 2
    assert "pip install 'redraft[parquet]'" in capfd.readouterr().err
