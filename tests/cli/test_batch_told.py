"""What a person sees of a batch: the combined diff, a bar or plain lines, the table at the end."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

BATCH = [sys.executable, "-m", "redraft", "batch"]


def page(name: str) -> dict[str, object]:
    header = {"id": "header", "type": "header", "bbox": [0, 0, 375, 60]}
    card = {"id": "card", "type": "card", "bbox": [16, 80, 200, 100], "children": [
        {"id": "pay", "type": "button", "text": "Pay", "bbox": [20, 90, 120, 48]}]}  # fmt: skip
    return {"screen_id": name, "tokens": {"primary_color": "#E63946"}, "components": [header, card]}


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    for name in ("home", "cart"):
        (tmp_path / f"{name}.json").write_text(json.dumps(page(name)))
    return tmp_path


def run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(
        [*BATCH, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**plain, **more},
    )


SAID = (
    "--say", "make the header 20px taller", "--say", "make the header 10px shorter",
    "--say", "on the home screen make the button green and set the primary color to navy",
)  # fmt: skip


def test_a_dry_run_tells_each_document_by_component_from_what_it_is_to_what_it_would_be(
    screens: Path,
) -> None:
    before = {file: file.read_bytes() for file in screens.iterdir()}

    done = run(screens, *SAID, "--in-place", "--dry-run")

    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout.partition("\nblueprint")[0]
    assert "\x1b" not in told
    assert [" ".join(line.split()) for line in told.splitlines() if line.strip()] == [
        f"{screens}/cart.json", "header", "height 60 → 70",
        f"{screens}/home.json", "screen", "token primary color ■ #E63946 → ■ #000080",
        "header", "height 60 → 70", "pay", "text colour — → ■ #008000",
    ]  # fmt: skip
    assert {file: file.read_bytes() for file in screens.iterdir()} == before


@pytest.mark.parametrize("workers", ["inline", "2"])
def test_the_diff_is_in_input_order_whoever_does_the_work(tmp_path: Path, workers: str) -> None:
    for k in range(30):
        (tmp_path / f"s{k:02}.json").write_text(json.dumps(page(f"s{k}")))

    done = run(tmp_path, "--say", "make the header red", "-n", "--workers", workers)

    named = re.findall(r"^\S*/s(\d\d)\.json$", done.stdout, re.MULTILINE)
    assert named == [f"{k:02}" for k in range(30)]


def test_what_moves_with_a_component_and_what_comes_and_goes_is_told(screens: Path) -> None:
    said = ("--say", "move the card 10px down", "--say", "delete the header", "--structural", "-n")

    told = " ".join(run(screens / "home.json", *said).stdout.split())

    assert "card y 80 → 90 with 1 inside" in told
    assert "header component header → —" in told


def test_colours_are_for_a_terminal(screens: Path) -> None:
    assert "\x1b[" in run(screens, *SAID, "-n", FORCE_COLOR="1").stdout


def test_bad_lines_are_told_with_their_number_and_the_rest_runs(screens: Path) -> None:
    home = str(screens / "home.json")
    lines = [
        json.dumps({"blueprint": home, "command": "make the header red"}), "", "{", "[]",
        json.dumps({"blueprint": home, "command": "make the card red"}),
    ]  # fmt: skip
    jobs = screens / "jobs.jsonl"
    jobs.write_text("\n".join(lines))

    done = run("--jobs", jobs, "--in-place")

    assert done.returncode == 3
    assert "line 3:" in done.stdout and "line 4:" in done.stdout and "line 2:" not in done.stdout
    assert "2 of 4 applied" in done.stdout
    assert (screens / "home.json").read_text().count("#FF0000") == 2


def test_long_names_keep_their_ends_in_the_table(tmp_path: Path) -> None:
    folder = tmp_path / "a" / ("very-long-folder-name-" * 5)
    folder.mkdir(parents=True)
    for name in ("home", "cart"):
        (folder / f"{name}.json").write_text(json.dumps(page(name)))
    (tmp_path / "top.json").write_text(json.dumps(page("top")))

    out = run(tmp_path, "--say", "make the header red").stdout

    rows = out.splitlines()[1:4]
    assert sorted(row.split()[0].rpartition("/")[2] for row in rows) == [
        "cart.json", "home.json", "top.json"
    ]  # fmt: skip
    assert all(len(row) < 100 for row in rows)


def test_on_a_terminal_a_bar_is_drawn_and_wiped_away(tmp_path: Path) -> None:
    for k in range(60):
        (tmp_path / f"s{k:02}.json").write_text(json.dumps(page(f"s{k}")))
    said = [arg for k in range(40) for arg in ("--say", f"make the header {k % 9 + 41}px tall")]
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [*BATCH, str(tmp_path), *said, "--workers", "inline"],
        stderr=theirs,
        stdout=subprocess.DEVNULL,
    )
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(mine, 4096):
            seen += piece
    except OSError:  # the other end is closed
        pass
    os.close(mine)

    assert process.wait(60) == 0
    told = seen.decode()
    assert "█" in told and "/s" in told and "s left" in told and "failed" in told
    assert told.endswith("\r\x1b[K")


def test_what_cannot_be_read_at_all_is_status_two(screens: Path) -> None:
    said = ("--say", "make the header red")

    nothing = run(screens / "none.json", *said)
    some = run(screens / "none.json", screens / "home.json", *said)

    assert nothing.returncode == 2 and "none.json" in nothing.stdout
    assert some.returncode == 3 and "1 of 2 applied" in some.stdout
