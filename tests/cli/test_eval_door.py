"""`redraft eval` as a user meets it, and the sum of what it counts."""

import json
import subprocess
import sys

import pytest

from redraft.evaluation.rows import read_rows
from redraft.evaluation.runner import run
from redraft.evaluation.score import score

SCREEN = {
    "components": [
        {
            "id": "header",
            "type": "header",
            "bbox": [0, 0, 300, 60],
            "visual": {"bg_color": "#0000FF"},
        },
        {"id": "a", "type": "button", "text": "A", "bbox": [0, 80, 100, 50]},
        {"id": "b", "type": "button", "text": "B", "bbox": [0, 150, 100, 50]},
    ]
}


def write(component, name, op, value=None):
    return {"component": component, "property": name, "op": op, "value": value}


def row(name, command, expect, **more):
    return {"id": name, "command": command, "blueprint": SCREEN, "expect": expect, **more}


RIGHT = row(
    "right",
    "make the header red",
    {"status": ["success"], "writes": [write("header", "background", "=", "red")], "only": True},
    tags=["colour"],
)
WRONG = row(
    "wrong",
    "make the header red",
    {"status": ["success"], "writes": [write("a", "background", "=", "red")], "only": True},
    tags=["colour", "trap"],
)
REFUSED = row(
    "refused",
    "make the button red",
    {
        "status": ["rejected"],
        "codes": ["target.ambiguous"],
        "suggests": {"writes": [write("a", "background", "=", "red")]},
    },
)
SELECT = row("select", "the header", {"targets": ["header"]})


def rows_file(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def door(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "redraft", "eval", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def rows(tmp_path):
    return rows_file(tmp_path, RIGHT, WRONG, REFUSED, SELECT)


def test_outcomes_are_counted_by_class_tag_and_kind(rows):
    scored = score(run(read_rows(rows)))

    assert scored.classes == {"good": 2, "refused": 1, "wrong-object": 1}
    assert (scored.total.rows, scored.total.right, scored.total.wrong) == (4, 3, 1)
    assert (scored.tags["colour"].rows, scored.tags["colour"].right) == (2, 1)
    assert (scored.edits.rows, scored.refusals.rows, scored.selections.rows) == (2, 1, 1)
    assert scored.selections_exact == 1
    assert scored.suggestions_asked == 1
    assert sum(one.rows for one in scored.calibration) == 3


def test_the_door_prints_the_score_as_json(rows):
    done = door(rows, "--json", "--failures", "5")

    scored = json.loads(done.stdout)

    assert done.returncode == 0
    assert scored["total"]["good_share"] == 0.75
    assert [one["id"] for one in scored["failures"]] == ["wrong"]
    assert scored["failures"][0]["unasked"][0]["component"] == "header"


def test_a_failure_says_what_was_wanted_and_what_happened(rows):
    out = door(rows, "--failures", "3").stdout.decode()

    assert "wrong · wrong-object" in out
    assert "wanted" in out and "unasked" in out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--tag", "trap"), 1),
        (("--skip", "trap,nothing"), 3),
        (("--tag", "colour", "--skip", "trap"), 1),
        (("--limit", "2"), 2),
    ],
)
def test_rows_are_chosen_by_tag_and_number(rows, options, count):
    assert json.loads(door(rows, "--json", *options).stdout)["total"]["rows"] == count


def test_the_two_halves_are_the_whole(rows):
    halves = [json.loads(door(rows, "--json", "--split", part).stdout) for part in ("dev", "held")]

    assert sum(half["total"]["rows"] for half in halves) == 4


def test_a_score_below_what_is_asked_is_status_one(rows):
    assert door(rows, "--min-good", "0.7").returncode == 0
    assert door(rows, "--min-good", "0.8").returncode == 1
    assert door(rows, "--min-good", "8").returncode == 2


def test_a_bad_row_ends_the_run_before_it_begins(tmp_path):
    path = rows_file(tmp_path, RIGHT, {"id": "x"})

    done = door(path)

    assert done.returncode == 2
    assert b"rows.jsonl:2" in done.stderr
    assert done.stdout == b""


def test_a_row_about_something_that_is_no_blueprint_is_named(tmp_path):
    path = rows_file(tmp_path, {**RIGHT, "blueprint": {"components": 3}})

    done = door(path)

    assert done.returncode == 2
    assert b"right" in done.stderr


def test_the_shared_rows_run_without_a_crash(shared):
    rows = shared / "commands" / "pptc_dev.jsonl"

    scored = score(run(list(read_rows(rows))[:40]))

    assert "crash" not in scored.classes
