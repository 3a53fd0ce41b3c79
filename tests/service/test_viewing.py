"""Stored documents as they are seen: pictures with places, previews, values and whence they are."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from tests.service.conftest import PAGE

from redraft import edit, explain

BOTH = "make the header red and make it 20px taller"


def inspected(client: httpx.Client, home: str, component: str) -> dict[str, Any]:
    answer = client.get(home + "/inspect", params={"component": component})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_scene_has_each_component_with_its_place(client: httpx.Client, home: str) -> None:
    scene = client.get(home + "/scene").json()

    assert scene["picture"].startswith("<svg")
    assert [one["id"] for one in scene["components"]] == ["head", "a", "b"]
    assert scene["components"][1]["box"] == [16, 100, 90, 90]


def test_what_is_hidden_is_drawn_when_asked_for(client: httpx.Client, home: str) -> None:
    client.post(home + "/edit", json={"command": "hide the first card"})

    usual, all_of_it = (client.get(home + f"/scene?hidden={n}").json() for n in (0, 1))

    assert [one.get("hidden", False) for one in usual["components"]] == [False, True, False]
    assert ["box" in scene["components"][1] for scene in (usual, all_of_it)] == [False, True]


def test_a_preview_is_what_the_library_says_and_stores_nothing(
    client: httpx.Client, home: str
) -> None:
    """F-1."""
    told = client.post(home + "/preview", json={"command": BOTH}).json()

    assert told["changes_applied"] == edit(PAGE, BOTH).changes_applied
    assert told["explanation"] == json.loads(explain(PAGE, BOTH).to_json())
    assert client.get(home).json()["revision"] == 1


@pytest.mark.parametrize(
    ("steps", "applied"),
    [
        ([1], ["head: background #0000FF → #FF0000"]),
        ([2], ["head: height 80 → 100"]),  # “it” keeps its meaning
        ([1, 2], None),
        ([], []),
        ([9], []),
    ],
)
def test_only_the_steps_that_are_wanted_are_carried_out(
    client: httpx.Client, home: str, steps: list[int], applied: list[str] | None
) -> None:
    whole = edit(PAGE, BOTH).changes_applied
    told = client.post(home + "/preview", json={"command": BOTH, "steps": steps}).json()
    result = client.post(home + "/edit", json={"command": BOTH, "steps": steps}).json()

    assert result["changes_applied"] == (whole if applied is None else applied)
    assert told["changes_applied"] == result["changes_applied"]
    assert len(told["explanation"]["steps"]) == 2


def test_what_is_wanted_is_done_although_another_step_cannot_be(
    client: httpx.Client, home: str
) -> None:
    command = {"command": "make the card red and make the header green"}

    whole = client.post(home + "/edit", json=command).json()
    result = client.post(home + "/edit", json={**command, "steps": [2]}).json()

    assert [one["status"] for one in whole["steps"]] == ["failed", "skipped"]
    assert result["changes_applied"] == ["head: background #0000FF → #008000"]


def test_the_rules_are_held_to_a_stored_document(client: httpx.Client) -> None:
    page = {"components": [{"id": "pay", "type": "button", "text": "Pay", "bbox": [0, 0, 90, 30]}]}
    home = client.post("/v1/documents", json={"blueprint": page}).headers["location"]

    found = client.get(home + "/check").json()["diagnostics"]

    assert found == client.post("/v1/check", json={"blueprint": page}).json()["diagnostics"]
    assert found[0]["component"] == "pay"


def test_a_value_says_where_it_comes_from(client: httpx.Client, home: str) -> None:
    client.post(home + "/edit", json={"command": "make the header red"})

    values = {one["name"]: one for one in inspected(client, home, "head")["properties"]}

    assert values["background"]["value"] == "#FF0000"
    assert values["background"]["origin"] == "own"
    assert values["background"]["set_by"]["command"] == "make the header red"
    assert values["opacity"] == {"name": "opacity", "kind": "ratio", "value": 1, "origin": "usual"}


def test_a_value_that_is_a_token_names_it(client: httpx.Client) -> None:
    page = {
        "tokens": {"base_spacing": 12, "colors": {"brand": "#112233"}},
        "components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90], "visual": {"bg_color": "#112233"}}],
    }  # fmt: skip
    home = client.post("/v1/documents", json={"blueprint": page}).headers["location"]

    values = {one["name"]: one for one in inspected(client, home, "a")["properties"]}

    assert (values["padding"]["origin"], values["padding"]["token"]) == ("token", "base_spacing")
    assert (values["background"]["origin"], values["background"]["token"]) == (
        "own",
        "colors.brand",
    )


def test_a_broken_rule_comes_with_a_command_that_mends_it(client: httpx.Client) -> None:
    """R-1."""
    page = {"components": [{"id": "pay", "type": "button", "text": "Pay", "bbox": [0, 0, 90, 30]}]}
    home = client.post("/v1/documents", json={"blueprint": page}).headers["location"]
    broken = next(
        one
        for one in inspected(client, home, "pay")["findings"]
        if one["code"] == "target-size.small"
    )

    done = client.post(home + "/edit", json={"command": broken["suggestions"][0]}).json()

    assert done["status"] == "success"
    codes = [one["code"] for one in inspected(client, home, "pay")["findings"]]
    assert "target-size.small" not in codes


def test_a_component_that_is_not_there_is_not_found(client: httpx.Client, home: str) -> None:
    assert client.get(home + "/inspect", params={"component": "nobody"}).status_code == 404
    assert client.get(home + "/inspect").status_code == 422
