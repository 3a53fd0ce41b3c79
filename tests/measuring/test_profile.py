"""``redraft profile``: the parts add up, and the words are the user's."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest

from redraft.cli import main
from redraft.measuring.profile import STAGES, Part, profiled
from redraft.measuring.workloads import page

COMMAND = "make the header dark blue and set the hero title to 36px, then hide the search button"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "page.json"
    made.write_bytes(orjson.dumps(page(20)))
    return made


def test_every_clause_and_stage_has_its_share() -> None:
    one, two = profiled(orjson.dumps(page(20)), [COMMAND, "show it again"], repeats=3)

    assert [stage.stage for stage in one.stages] == list(STAGES)
    assert all(stage.first_us > 0 for stage in one.stages)
    assert [COMMAND[slice(*c.span)] for c in one.clauses] == [c.text for c in one.clauses]
    assert [(c.steps, c.changes) for c in one.clauses] == [(1, 1), (1, 1), (1, 1)]
    assert all(c.read_us > 0 and c.run_us > 0 for c in one.clauses)
    assert two.status == "success" and [c.changes for c in two.clauses] == [1]


def test_the_shares_of_what_a_function_calls_are_within_its_own() -> None:
    (one,) = profiled(orjson.dumps(page(20)), [COMMAND], repeats=1)

    def holds(part: Part) -> bool:
        inside = sum(inner.share for inner in part.parts)
        return abs(part.share - part.own - inside) < 0.01 and all(map(holds, part.parts))

    assert one.calls.share == 1 and holds(one.calls)


def test_a_command_that_cannot_be_done_is_profiled_too() -> None:
    (one,) = profiled(orjson.dumps(page(20)), ["make the sidebar red"], repeats=1)

    assert one.status == "rejected" and one.calls.parts


def test_the_door_prints_a_table_and_draws(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    picture = file.with_name("out.svg")

    status = main(
        ["profile", str(file), COMMAND, "hide the logo", "--repeats", "2", "--svg", str(picture)]
    )

    out = capfd.readouterr().out
    assert status == 0
    assert all(word in out for word in (*STAGES, "hide the search button", "hide the logo"))
    for name in ("out-1.svg", "out-2.svg"):
        drawn = ElementTree.parse(file.with_name(name)).getroot()
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}rect"))) > 10


def test_the_door_tells_a_program_as_json(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", str(file), COMMAND, "--repeats", "1", "--json"]) == 0

    (told,) = json.loads(capfd.readouterr().out)
    assert told["command"] == COMMAND and len(told["clauses"]) == 3
    assert {stage["stage"] for stage in told["stages"]} == set(STAGES)
