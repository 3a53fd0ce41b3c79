"""The service described as OpenAPI 3.1, from the table of operations and the types themselves.

May import: service.
"""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any, Final

import msgspec

import redraft
from redraft.service.operations import JSON, NAMES, OPERATIONS, PROBLEM, Operation, Parameter
from redraft.service.problems import MEDIA_TYPE

_REF: Final = "#/components/schemas/"
#: problems that everything that is asked of a document, or that takes a body, may answer
_ALWAYS: Final = (401, 403, 421, 429, 500, 503)
_WITH_BODY: Final = (400, 408, 413, 415, 422)
_TAGGED: Final = {"ETag": {"schema": {"type": "string"}, "description": "The revision's number."}}


@cache
def described() -> bytes:
    """Return the description as JSON."""
    return msgspec.json.encode(description())


def description() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the service.

    >>> description()["openapi"], "Result" in description()["components"]["schemas"]
    ('3.1.0', True)
    """
    types = [kind for o in OPERATIONS for kind in (o.request, o.answer) if kind is not None]
    found, components = msgspec.json.schema_components(
        [*dict.fromkeys(types), PROBLEM], ref_template=_REF + "{name}"
    )
    schemas = dict(zip([*dict.fromkeys(types), PROBLEM], found, strict=True))
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, schemas)
    said = {
        "openapi": "3.1.0",
        "info": {
            "title": "Redraft",
            "version": redraft.__version__,
            "description": "Apply plain-English edit commands to UI blueprints.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    renamed: dict[str, Any] = _renamed(said)
    return renamed


def _operation(o: Operation, schemas: dict[type, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": o.name,
        "summary": o.says,
        "responses": dict(_responses(o, schemas)),
    }
    if o.scope is None:
        said["security"] = []
    else:
        said["description"] = f"Needs the scope “{o.scope}”."
    if o.parameters:
        said["parameters"] = [_parameter(one) for one in o.parameters]
    if o.request is not None:
        content: dict[str, Any] = {"schema": schemas[o.request]}
        if o.example is not None:
            content["examples"] = {"usual": {"value": o.example}}
        said["requestBody"] = {"required": True, "content": {JSON: content}}
    return said


def _parameter(one: Parameter) -> dict[str, Any]:
    said = {"name": one.name, "in": one.place, "description": one.says, "schema": one.schema}
    return {**said, "required": True} if one.required else said


def _responses(o: Operation, schemas: dict[type, Any]) -> list[tuple[str, Any]]:
    answer: dict[str, Any] = {"description": HTTPStatus(o.status).phrase}
    content = {kind: {"schema": schema} for kind, schema in o.others.items()}
    if o.answer is not None:
        content[JSON] = {"schema": schemas[o.answer]}
    if content:
        answer["content"] = content
    if any(one.name in ("If-Match", "If-None-Match") for one in o.parameters):
        answer["headers"] = _TAGGED
    responses = [(str(o.status), answer)]
    if any(one.name == "If-None-Match" for one in o.parameters):
        responses.append(("304", {"description": HTTPStatus(304).phrase, "headers": _TAGGED}))
    problem = {MEDIA_TYPE: {"schema": schemas[PROBLEM]}}
    return [
        *responses,
        *((str(n), {"description": _phrase(n), "content": problem}) for n in _problems(o)),
    ]


def _problems(o: Operation) -> list[int]:
    found = set(o.problems)
    if o.scope is not None or o.name == "ready":
        found.update(_ALWAYS)
    if o.request is not None:
        found.update(_WITH_BODY)
    if o.parameters:
        found.add(422)
    if any(one.name == "document" for one in o.parameters):
        found.add(404)
    return sorted(found)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


def _renamed(value: Any) -> Any:
    """The same with the names that types have for others."""
    if isinstance(value, dict):
        return {NAMES.get(key, key): _renamed(said) for key, said in value.items()}
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if isinstance(value, str) and (value in NAMES or value.startswith(_REF)):
        name = value.removeprefix(_REF)
        return value.removesuffix(name) + NAMES.get(name, name)
    return value
