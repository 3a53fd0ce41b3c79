"""``redraft batch``: folders, patterns, job lists; what is written, and what is told."""

from __future__ import annotations

import functools
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from redraft.batching.journal import NAME
from redraft.batching.ledger import NAME as LEDGER
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


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


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


def test_an_interrupted_batch_leaves_whole_files_and_goes_on_where_it_was(tmp_path: Path) -> None:
    files = [tmp_path / f"s{k}.json" for k in range(400)]
    for file in files:
        file.write_text(json.dumps(PAGE))
    said = ["make the button 1px wider"] * 6
    jobs = tmp_path / "jobs.jsonl"
    lines = [json.dumps({"blueprint": str(f), "command": c}) for f in files for c in said]
    jobs.write_text("\n".join(lines))
    code = [sys.executable, "-m", "redraft", "batch", "--jobs", str(jobs), "-i", "--workers", "2"]
    # as at a terminal: who is started in the background may have been told to ignore it
    heeds = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    process = subprocess.Popen(code, stderr=pipe, stdout=pipe, preexec_fn=heeds)  # noqa: PLW1509
    while not (tmp_path / LEDGER).exists() or width(files[20]) == 90:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    widths = [width(file) for file in files]
    assert set(widths) == {90, 96}
    assert not list(tmp_path.rglob(".s*"))

    assert (
        main(["batch", "--jobs", str(jobs), "-i"]) == 2
    )  # it says that there is a batch to go on with
    assert main(["batch", "--jobs", str(jobs), "-i", "--resume"]) == 0
    assert {width(file) for file in files} == {96}
    assert not (tmp_path / LEDGER).exists()


def test_a_killed_batch_goes_on_where_it_was(tmp_path: Path) -> None:
    files = [tmp_path / f"s{k}.json" for k in range(400)]
    for file in files:
        file.write_text(json.dumps(PAGE))
    code = [sys.executable, "-m", "redraft", "batch", str(tmp_path), "-i", "--workers", "inline"]
    said = ["--say", "make the button 1px wider"]
    for round_ in range(3):
        again = ["--resume"] if round_ else []
        process = subprocess.Popen(
            [*code, *said, *again], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        done = sum(width(file) == 91 for file in files)
        while process.poll() is None and sum(width(f) == 91 for f in files) < done + 30:
            time.sleep(0.005)
        process.kill()
        process.wait()
        assert {width(file) for file in files} <= {90, 91}

    assert main(["batch", str(tmp_path), "-i", *said, "--resume"]) == 0
    assert {width(file) for file in files} == {91}
