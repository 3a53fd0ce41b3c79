"""The description of the service, held against the service itself."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.service.conftest import Service

from redraft.service.app import ROUTES
from redraft.service.describing import described
from redraft.service.operations import OPERATIONS, Operation

WHOLE = json.loads(described())
CHECKS = (
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)


def test_what_is_described_is_what_there_is() -> None:
    there = {
        (method.lower(), re.sub(r":\w+", "", path), route.opt.get("scope"))
        for route in ROUTES
        for path in route.paths
        for method in route.http_methods
    }

    assert there == {(one.method, one.path, one.scope) for one in OPERATIONS}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


def test_it_is_given_as_it_is(client: httpx.Client) -> None:
    assert client.get("/openapi.json").json() == WHOLE


@pytest.mark.parametrize(
    "one", [one for one in OPERATIONS if one.name != "events"], ids=lambda one: one.name
)
def test_every_example_runs_and_is_answered_as_described(
    client: httpx.Client, home: str, one: Operation
) -> None:
    if one.name in ("undo", "redo", "revert"):
        client.post(home + "/edit", json={"command": "make the first card red"})
    if one.name == "redo":
        client.post(home + "/undo")
    if one.name == "erase":
        client.delete(home)
    path = one.path.replace("{document}", home.rpartition("/")[2]).replace(
        "{revision}", "2" if one.name == "revert" else "1"
    )
    path = path.replace("{sample}", "storefront")
    query = {"diff": {"from": "1"}, "inspect": {"component": "head"}}.get(one.name, {})
    said = client.request(one.method, path, params=query, json=one.example)

    answers: dict[str, Any] = WHOLE["paths"][one.path][one.method]["responses"]
    assert said.status_code == one.status
    content = answers[str(one.status)].get("content")
    if content is None:
        assert said.content == b""
        return
    kind = said.headers["content-type"].partition(";")[0]
    assert kind in content
    if kind == "application/json":
        schema = {**content[kind]["schema"], "components": WHOLE["components"]}
        jsonschema.Draft202012Validator(schema).validate(said.json())


API = schemathesis.openapi.from_dict(WHOLE)
ASKED = [found.ok() for found in API.get_all_operations()]


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        pytest.param(one, mode, id=f"{one.label} {mode.value}")
        for one in ASKED
        if not one.path.endswith("/events")
        for mode in schemathesis.GenerationMode
        if mode.is_positive or one.body or list(one.iter_parameters())
    ],
)
def test_nothing_that_is_sent_is_a_fault_of_the_service(
    service: Service, home: str, operation: Any, mode: Any
) -> None:
    @given(operation.as_strategy(generation_mode=mode), st.booleans())
    @settings(max_examples=4)
    def ask(case: Any, there: bool) -> None:
        if there and "document" in (case.path_parameters or {}):
            case.path_parameters["document"] = home.rpartition("/")[2]
        case.call_and_validate(base_url=service.url, checks=CHECKS, timeout=20)

    ask()


JSON = {"content-type": "application/json"}


@settings(max_examples=20)
@given(st.binary(max_size=200), st.sampled_from(["/v1/edit", "/v1/documents", "/v1/batch"]))
def test_any_bytes_are_answered(service: Service, body: bytes, path: str) -> None:
    said = httpx.post(service.url + path, content=body, headers=JSON)

    assert 400 <= said.status_code < 500 and said.json()["detail"]


@settings(max_examples=30)
@given(st.binary(max_size=60), st.data())
def test_any_bytes_in_a_command_or_a_document_are_answered(
    service: Service, piece: bytes, data: st.DataObject
) -> None:
    whole = b'{"blueprint":{"components":[{"id":"a","type":"card","text":"x"}]},"command":"hide a"}'
    at = data.draw(st.integers(0, len(whole)))
    body = whole[:at] + piece + whole[at + data.draw(st.integers(0, 3)) :]
    said = httpx.post(service.url + "/v1/edit", content=body, headers=JSON)

    assert said.status_code in (200, 400, 413, 422)
    assert said.json()
