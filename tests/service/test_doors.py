"""F-1: the same request comes to the same result through every door, in every field but the timings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import yaml
from tests.agents.conftest import Agent, agent_of, process
from tests.conftest import ROOT
from tests.service.conftest import Service

import redraft
from redraft.cli import main

CASES = ROOT / "tests" / "cases"
ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "must_run.yaml").read_text("utf-8"))
OPTIONS: list[dict[str, Any]] = [{}, {"mode": "partial", "policy": "strict", "recover": "all"}]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with agent_of(process(tmp_path_factory.mktemp("agent") / "redraft.db")) as found:
        yield found


@pytest.mark.parametrize("options", OPTIONS, ids=["usual", "others"])
@pytest.mark.parametrize("given", sorted({row["given"] for row in ROWS}))
def test_every_door_gives_the_same_result(
    service: Service,
    agent: Agent,
    capfdbinary: pytest.CaptureFixture[bytes],
    given: str,
    options: dict[str, Any],
) -> None:
    source = (CASES / given).read_bytes()
    arguments = [part for name, said in options.items() for part in (f"--{name}", said)]
    with httpx.Client(base_url=service.url, timeout=30) as client:
        for row in ROWS:
            if row["given"] != given:
                continue
            asked = {"blueprint": json.loads(source), "command": row["say"], **options}
            theirs = redraft.edit(source, row["say"], **options).to_dict(timings=False)

            sent = client.post("/v1/edit", json=asked).json()
            called = agent.call("edit", **asked)
            made = agent.call("create", blueprint=asked["blueprint"])["id"]
            home = client.post("/v1/documents", json={"blueprint": asked.pop("blueprint")})
            kept = agent.call("edit", document=made, telling="result", **asked)
            at = home.headers["location"]
            stored = client.post(at + "/edit", json=asked).json()
            main(["edit", str(CASES / given), row["say"], "--json", *arguments])
            typed = json.loads(capfdbinary.readouterr().out)

            answers = {"sent": sent, "stored": stored, "typed": typed}
            answers |= {"called": called["result"], "kept": kept["result"]}
            for door, said in answers.items():
                said.pop("timings_us")
                assert said == theirs, f"{door}: {row['say']}"
            assert client.get(at).json()["blueprint"] == theirs["final_blueprint"]
            assert json.loads(agent.read(made)) == theirs["final_blueprint"]
            assert called.get("changed", []) == kept.get("changed", []) == theirs["changes_applied"]


def test_many_at_once_get_what_each_would_get_alone(service: Service) -> None:
    """D-1: threads that share what the library keeps."""

    page = json.loads((CASES / "shop.json").read_bytes())
    commands = [row["say"] for row in ROWS if row["given"] == "shop.json"] * 2

    def ask(command: str) -> Any:
        said = httpx.post(
            f"{service.url}/v1/edit", json={"blueprint": page, "command": command}, timeout=30
        ).json()
        said.pop("timings_us")
        return said

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, commands))

    for command, said in zip(commands, answers, strict=True):
        assert said == redraft.edit(page, command).to_dict(timings=False), command
