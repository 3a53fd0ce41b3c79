"""Tokens that screens share: changed in every screen that has them, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import redraft
from redraft.batching.shared import Shared
from redraft.cli import main

TOKENS: dict[str, Any] = {
    "home": {"primary_color": "#E63946", "base_spacing": 16},
    "cart": {"primary_color": "#1D3557", "colors": {"brand": "#00FF00"}},
    "help": {"base_spacing": 8},
    "bare": None,
}
BUTTON = {"id": "go", "type": "button", "text": "Go", "bbox": [16, 90, 120, 48]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, tokens in TOKENS.items():
        own = {"tokens": tokens} if tokens else {}
        page = {"screen_id": name, **own, "components": [BUTTON]}
        (tmp_path / f"{name}.json").write_text(json.dumps(page))
    return tmp_path


def tokens(project: Path, name: str) -> Any:
    return json.loads((project / f"{name}.json").read_text()).get("tokens")


#: said → the screens that are told something, and what
CASES = {
    "set the primary color to navy": ({"home", "cart"}, "set the primary color to navy"),
    "make the primary color darker": ({"home", "cart"}, "make the primary color darker"),
    "brand: navy": ({"cart"}, "brand: navy"),
    "set base spacing to 20": ({"home", "help"}, "set base spacing to 20"),
    "hide the button": ({"home", "cart", "help", "bare"}, "hide the button"),
}


@pytest.mark.parametrize("command", CASES)
def test_screens_without_the_token_are_passed_over(command: str) -> None:
    told = Shared(list(TOKENS.values())).said(dict.fromkeys(range(4), command))

    names, text = CASES[command]
    assert {list(TOKENS)[k]: said.strip() for k, said in told.items()} == dict.fromkeys(names, text)


def test_of_several_clauses_each_screen_is_told_those_that_it_can_do() -> None:
    command = "set base spacing to 20, then make the button 60px tall"
    told = Shared(list(TOKENS.values())).said(dict.fromkeys(range(4), command))

    assert told[0] == told[2] == command
    assert told[1] == told[3] and told[1].endswith("make the button 60px tall")
    assert len(told[1]) == len(command) and "spacing" not in told[1]


def test_a_token_that_no_screen_has_is_refused(project: Path) -> None:
    outcomes = list(redraft.batch(project, "set the accent color to navy", project=True))

    assert [o.diagnostics[0].code for o in outcomes] == ["target.not-found"]
    assert outcomes[0].document is None


def test_a_token_is_changed_once_in_all_files_together(project: Path) -> None:
    done = redraft.batch(project, "set the primary color to navy", project=True, in_place=True)
    outcomes = list(done)

    assert [(Path(o.document or "").stem, o.applied) for o in outcomes] == [
        ("cart", True), ("home", True)
    ]  # fmt: skip
    assert [Path(one.document or "").stem for one in done.plan.passed] == ["bare", "help"]
    assert tokens(project, "home") == {**TOKENS["home"], "primary_color": "#000080"}
    assert tokens(project, "cart") == {**TOKENS["cart"], "primary_color": "#000080"}
    assert tokens(project, "help") == TOKENS["help"]


def test_one_failure_leaves_every_screen_as_it_was(project: Path) -> None:
    before = {file: file.read_bytes() for file in project.iterdir()}
    said = ["set the primary color to navy", "on the help screen hide the banner"]

    done = redraft.batch(project, said, project=True, in_place=True).run()

    assert done.counts["applied"] == 0
    assert {file: file.read_bytes() for file in project.iterdir()} == before


def test_the_command_line_tells_who_was_passed_over(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = ["--project", "--say", "set the primary color to navy", "--in-place"]

    assert main(["batch", str(project), *said]) == 0
    out = capfd.readouterr().out
    assert "2 of 2 applied" in out and "bare.json" in out
    assert main(["batch", "--jobs", "jobs.jsonl", "--project"]) == 2


def test_a_list_of_jobs_is_no_project() -> None:
    with pytest.raises(redraft.RedraftError):
        redraft.batch([({"components": []}, "hide it")], project=True)
