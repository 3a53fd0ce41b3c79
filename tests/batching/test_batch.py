"""Many jobs: what becomes of each, and what a failure takes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from redraft.batching.batch import batch
from redraft.batching.jobs import Outcome
from redraft.batching.planning import lines_of

PAGE = {
    "components": [
        {"id": "a", "type": "card", "bbox": [0, 0, 90, 90]},
        {"id": "b", "type": "button", "text": "Pay", "bbox": [0, 100, 90, 50]},
    ]
}


def test_a_failure_takes_its_document_back_and_no_other() -> None:
    jobs = [
        {"document": "x", "blueprint": PAGE, "command": "make the card red", "id": "first"},
        {"document": "y", "blueprint": PAGE, "command": "make the card red"},
        {"document": "x", "command": "hide the footer"},
    ]
    done = batch(jobs)
    outcomes = list(done)

    assert [(o.id, o.applied, o.undone_by) for o in outcomes] == [
        ("first", False, 3), (None, True, None), (None, False, None)
    ]  # fmt: skip
    assert list(done.documents) == ["y"]


def test_a_failure_takes_the_whole_batch_back_where_that_is_asked_for() -> None:
    jobs = [(PAGE, "make the card red"), (PAGE, "hide the footer")]
    done = batch(jobs, atomic="batch")

    assert [(o.applied, o.undone_by) for o in done] == [(False, 2), (False, None)]
    assert not done.documents


def test_what_is_no_job_is_told_with_its_number_and_the_rest_runs() -> None:
    lines = [
        orjson.dumps({"blueprint": PAGE, "command": "make the card red"}),
        b"{",
        b"",
        b'{"blueprint": {"components": []}}',
        orjson.dumps({"blueprint": PAGE, "command": "make the button red", "colour": 1}),
        orjson.dumps({"blueprint": PAGE, "command": "make the button red"}),
    ]
    outcomes = list(batch(lines_of(lines)))

    assert [o.applied for o in outcomes] == [True, False, False, False, True]
    assert [o.diagnostics[0].code for o in outcomes[1:4]] == ["batch.invalid"] * 3


def test_a_blueprint_that_is_none_fails_its_jobs_only(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(orjson.dumps(PAGE))
    jobs = [
        (str(tmp_path / "good.json"), "make the card red"),
        (str(tmp_path / "missing.json"), "make the card red"),
        (b'{"components": 1}', "make the card red"),
        ("", "make the card red"),
    ]
    outcomes = list(batch(jobs))

    assert [o.applied for o in outcomes] == [True, False, False, False]
    assert {o.diagnostics[0].code for o in outcomes[1:]} == {"document.invalid"}


def test_one_file_by_two_names_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(orjson.dumps(PAGE))
    jobs = [
        (str(tmp_path / "a.json"), "make the card 10px wider"),
        (
            str(tmp_path / "." / "a.json").replace("/a.json", "/./a.json"),
            "make the card 10px wider",
        ),
    ]
    done = batch(jobs)

    assert [o.changes for o in done] == [("a: width 90 → 100",), ("a: width 100 → 110",)]
    (after,) = done.documents.values()
    assert json.loads(after)["components"][0]["bbox"][2] == 110


def test_the_whole_result_is_told_where_that_is_asked_for() -> None:
    (outcome,) = batch([(PAGE, "make the card red")], telling="result")

    assert json.loads(outcome.to_json())["result"]["status"] == "success"


@pytest.mark.parametrize("status", ["success", "rejected"])
def test_an_outcome_comes_back_from_its_json(status: Any) -> None:
    outcome = Outcome(3, status, id="x", document="d", command="c", changes=("a",))

    assert json.loads(outcome.to_json())["job"] == 3
