"""``redraft batch``: folders, patterns, job lists; what is written, and what is told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from redraft.batching.journal import NAME
from redraft.cli import main

PAGE = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]}


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    for name in ("home", "cart", "sub/checkout"):
        file = tmp_path / "screens" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(PAGE, indent=2) + "\n")
    (tmp_path / "screens" / "empty.json").write_text('{"components": []}')
    return tmp_path / "screens"


def width(file: Path) -> int:
    return int(json.loads(file.read_text())["components"][0]["bbox"][2])


def test_one_sentence_is_said_of_a_folder_and_the_files_keep_their_style(
    screens: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status = main(["batch", str(screens), "--say", "make the button 110px wide", "--in-place"])

    assert status == 3  # one has no button
    assert [width(screens / n) for n in ("home.json", "cart.json", "sub/checkout.json")] == [
        110
    ] * 3
    assert (screens / "home.json").read_text().startswith('{\n  "components": [\n')
    out = capfd.readouterr().out
    assert "3 of 4 applied on 4 blueprints" in out and "target.not-found" in out


def test_nothing_is_written_where_nobody_says_where(screens: Path) -> None:
    before = (screens / "home.json").read_bytes()

    assert main(["batch", str(screens / "home.json"), "--say", "make the button red"]) == 0
    assert (
        main(["batch", str(screens / "h*.json"), "--say", "make the button red", "-i", "-n"]) == 0
    )
    assert (screens / "home.json").read_bytes() == before


def test_one_failure_leaves_every_file_as_it_was_where_that_is_asked_for(screens: Path) -> None:
    before = {file: file.read_bytes() for file in screens.rglob("*.json")}
    said = ["--say", "make the button red", "--in-place", "--atomic", "batch"]

    assert main(["batch", str(screens), *said]) == 1
    assert {file: file.read_bytes() for file in screens.rglob("*.json")} == before

    (screens / "empty.json").unlink()
    assert main(["batch", str(screens), *said]) == 0
    assert all("#FF0000" in file.read_text() for file in screens.rglob("*.json"))
    assert not list(screens.rglob(NAME))


def test_a_job_list_is_answered_line_by_line_in_input_order(
    screens: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home, cart = str(screens / "home.json"), str(screens / "cart.json")
    jobs = [
        {"blueprint": home, "command": "make the button 10px wider", "id": "a"},
        {"blueprint": cart, "command": "make the button red"},
        {"blueprint": home, "command": "make the button 10px wider", "id": "b"},
    ]
    listed = tmp_path / "jobs.jsonl"
    lines = [json.dumps(job) for job in jobs]
    listed.write_text("\n".join([lines[0], "{", *lines[1:]]))

    status = main(["batch", "--jobs", str(listed), "--in-place", "--json"])

    told = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert status == 3
    assert [(t["job"], t.get("id"), t.get("applied", False)) for t in told] == [
        (1, "a", True), (2, None, False), (3, None, True), (4, "b", True)
    ]  # fmt: skip
    assert told[1]["diagnostics"][0]["code"] == "batch.invalid"
    assert width(screens / "home.json") == 110


def test_changed_blueprints_go_into_a_folder_of_their_own(screens: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    commands = tmp_path / "wishes.txt"
    commands.write_text("make the button red\n\nmake the button 100px wide\n")

    status = main(
        ["batch", str(screens / "home.json"), "--commands", str(commands), "-o", str(out)]
    )

    assert status == 0 and width(out / "home.json") == 100 and width(screens / "home.json") == 90


@pytest.mark.parametrize(
    "arguments",
    [[], ["x.json"], ["--say", "hide it"], ["x.json", "--say", "a", "--jobs", "j"],
     ["x.json", "--say", "a", "--workers", "many"], ["x.json", "--say", "a", "-i", "-o", "y"],
     ["x.json", "--say", "a", "--workers", "inline", "--timeout", "1"], ["--jobs", "none.jsonl"]],
)  # fmt: skip
def test_wrong_use_is_told_in_a_line(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", *arguments]) == 2
    assert capfd.readouterr().err.startswith("redraft: ")


def test_an_interrupted_batch_leaves_whole_files(screens: Path, tmp_path: Path) -> None:
    (screens / "empty.json").unlink()
    jobs = tmp_path / "jobs.jsonl"
    files = [str(screens / n) for n in ("home.json", "cart.json", "sub/checkout.json")]
    jobs.write_text(
        "\n".join(
            json.dumps({"blueprint": f, "command": f"make the button {91 + k % 40}px wide"})
            for k in range(4000)
            for f in files
        )
    )
    code = [sys.executable, "-m", "redraft", "batch", "--jobs", str(jobs), "-i", "--workers", "2"]
    process = subprocess.Popen(code, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode in (0, 130), err
    assert all(90 <= width(Path(f)) <= 131 for f in files)
    assert not [p for p in screens.rglob("*") if p.is_file() and p.suffix != ".json"]
