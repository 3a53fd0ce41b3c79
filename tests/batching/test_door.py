"""The one door: jobs from anywhere give the same outcomes, and what cannot be promised is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import redraft
from redraft.batching.storage import Refused

NAMES = ("cart", "home", "sub/checkout")
SAID = ["make the button 110px wide", "make the button red"]


def page(name: str) -> dict[str, Any]:
    button = {"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}
    return {"screen_id": Path(name).name, "components": [button]}


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    folder = tmp_path / "screens"
    for name in NAMES:
        file = folder / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(page(name), indent=2))
    return folder


def told(done: redraft.Batch) -> list[Any]:
    return [(o.job, o.command, o.status, o.changes) for o in done]


def width(file: Path) -> int:
    return int(json.loads(file.read_text())["components"][0]["bbox"][2])


def test_jobs_from_anywhere_give_the_same_outcomes(screens: Path, tmp_path: Path) -> None:
    files = [screens / f"{name}.json" for name in NAMES]
    pairs = [(file, command) for file in files for command in SAID]
    lines = tmp_path / "jobs.jsonl"
    lines.write_text("\n".join(json.dumps({"blueprint": str(f), "command": c}) for f, c in pairs))

    expected = told(redraft.batch(pairs))

    assert len(expected) == 6 and {status for _, _, status, _ in expected} == {"success"}
    for jobs, command in [
        (lines, None),
        (str(lines), None),
        (screens, SAID),
        (str(screens / "**" / "*.json"), SAID),
        ([str(f) for f in files], SAID),
        ([f.read_bytes() for f in files], SAID),
        ([f.read_text() for f in files], SAID),
        ([page(name) for name in NAMES], SAID),
        ([redraft.Job(c, f) for f, c in pairs], None),
        ([{"blueprint": str(f), "command": c} for f, c in pairs], None),
    ]:
        assert told(redraft.batch(jobs, command)) == expected


def test_blueprints_that_are_values_go_by_the_names_of_their_screens() -> None:
    same = [page("home"), page("cart"), page("cart"), {"components": []}]
    done = redraft.batch(same, "make the button red").run()

    assert list(done.documents) == ["home", "2", "3"]
    assert done.counts["applied"] == 3 and done.counts["not applied"] == 1


def test_changed_documents_go_back_in_place(screens: Path) -> None:
    redraft.batch(screens, SAID[0], in_place=True).run()

    assert [width(screens / f"{name}.json") for name in NAMES] == [110] * 3


@pytest.mark.parametrize("atomic", ["document", "batch"])
def test_a_folder_takes_them_as_they_lie_in_theirs(
    screens: Path, tmp_path: Path, atomic: Any
) -> None:
    out = tmp_path / "deep" / "out"
    redraft.batch(screens, SAID[0], output=out, atomic=atomic).run()

    assert [width(out / f"{name}.json") for name in NAMES] == [110] * 3
    assert [width(screens / f"{name}.json") for name in NAMES] == [90] * 3


def test_one_place_for_two_documents_is_refused(tmp_path: Path) -> None:
    jobs = [
        {"document": name, "blueprint": page("a"), "command": SAID[0]} for name in ("a", "a.json")
    ]

    with pytest.raises(Refused) as refused:
        redraft.batch(jobs, output=tmp_path / "out")

    assert refused.value.code == "batch.unsupported"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_no_document_is_written_outside_the_folder(name: str, tmp_path: Path) -> None:
    jobs = [{"document": name, "blueprint": page("a"), "command": SAID[0]}]

    with pytest.raises(Refused):
        redraft.batch(jobs, output=tmp_path / "out")


@pytest.mark.parametrize(
    "options",
    [{"in_place": True}, {"workers": "many"}, {"workers": 0}, {"workers": "dask://"}, {"workers": "dask://host:port"}, {"workers": "inline", "timeout_s": 1},
     {"in_place": True, "output": "x"}],
)  # fmt: skip
def test_what_cannot_be_done_as_asked_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(redraft.RedraftError):
        redraft.batch([(page("a"), SAID[0])], **options)


def test_nothing_heavy_is_loaded_that_is_not_used(screens: Path) -> None:
    code = f"""
import sys, redraft
assert "redraft.batching" not in sys.modules
redraft.batch({str(screens)!r}, "make the button red").run()
assert not {{"pyarrow", "distributed", "dask", "fsspec", "rich"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("jobs", [page("a"), b"{}", '{"components": []}', "."])
def test_blueprints_without_a_command_are_no_jobs(jobs: Any) -> None:
    with pytest.raises(Refused):
        redraft.batch(jobs)


def test_it_is_what_was_selected(screens: Path) -> None:
    done = redraft.batch(screens, "make it 110px wide", selection=["pay"], in_place=True).run()

    assert done.counts["applied"] == 3
    with pytest.raises(Refused):
        redraft.batch([(page("a"), "make it red")], selection=["pay"])
