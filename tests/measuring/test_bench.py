"""``redraft bench``: what it compares, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest

from redraft import edit
from redraft.cli import main
from redraft.measuring import reference
from redraft.measuring.bench import KNOWN, same
from redraft.measuring.workloads import COMMANDS, SIZES, many_steps, page
from redraft.serialize import read


@pytest.mark.parametrize("size", SIZES[:3])
def test_every_command_of_the_workloads_changes_something(size: int) -> None:
    document = page(size)

    assert len(read(orjson.dumps(document))) == size
    for said in COMMANDS * 2:
        result = edit(document, said)
        assert result.ok and len(result.changes) == 2, said
        document = result.blueprint


def test_fifty_steps_act_on_fifty_components() -> None:
    result = edit(page(100), many_steps(50, "red", 18))

    assert result.ok and len({change.component for change in result.changes}) == 50


def test_a_difference_to_the_plain_pipeline_does_not_pass_for_equal() -> None:
    source = orjson.dumps(page(20))
    result = edit(source, COMMANDS[0])
    plain = reference.edit(source, COMMANDS[0])

    assert same(result, plain)
    assert not same(result, plain._replace(bytes=plain.bytes.replace(b"36", b"37")))
    assert not same(result, plain._replace(diagnostics=()))
    assert not same(result, plain._replace(status="partial"))


def test_a_run_is_told_as_json_with_a_verdict_a_row(capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["bench", "W8", "--json"])

    told = json.loads(capfd.readouterr().out)
    assert status in (0, 1)  # 1: another machine may be slower than the stored run
    assert {row["workload"] for row in told["rows"]} == {"W8"}
    assert all(row["ours"]["calls"] > 0 and row["met"] in (True, False) for row in told["rows"])
    assert told["machine"]["yardstick_us"] > 0


def test_what_regressed_is_said_plainly_and_ends_with_status_1(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stored = tmp_path / "run.json"
    main(["bench", "W8", "-o", str(stored)])
    told = json.loads(stored.read_text())
    for row in told["rows"]:
        row["figure"] /= 1000
    stored.write_text(json.dumps(told))
    capfd.readouterr()

    status = main(["bench", "W8", "--baseline", str(stored)])

    assert status == 1
    assert "worse: W8 undo, 20 components" in capfd.readouterr().out


def test_a_document_of_ones_own_is_held_against_the_plain_pipeline(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "home.json"
    file.write_bytes(orjson.dumps(page(20)))
    said = ["--say", COMMANDS[0], "--say", COMMANDS[6]]

    main(["bench", "W8", "--file", str(file), *said, "--json"])

    rows = [r for r in json.loads(capfd.readouterr().out)["rows"] if r["workload"] == "own"]
    assert [row["equal"] for row in rows] == [True, None]


@pytest.mark.parametrize(
    "arguments", [["W99"], ["--file", "x.json"], ["--say", "hide it"], ["--baseline", "none.json"]]
)
def test_wrong_use_is_told_in_a_line(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "W8", *arguments] if arguments != ["W99"] else ["bench", "W99"]) == 2
    assert "redraft: " in capfd.readouterr().err


def test_the_workloads_are_those_of_the_specification() -> None:
    assert set(KNOWN) == {f"W{k}" for k in range(1, 13)}
