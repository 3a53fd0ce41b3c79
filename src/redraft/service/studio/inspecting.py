"""One component of a stored document: its values and whence they are, the rules that it breaks.

    R-1  what is offered against a broken rule was run on this document, succeeded and mended it

May import: store, verify, recovery, engine, document, service.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from litestar import get

from redraft import engine
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import MISSING, Component, Document
from redraft.document.colors import Color, parse
from redraft.document.properties import PROPERTIES, start, start_token, token_keys
from redraft.document.properties import get as stored_value
from redraft.document.properties import token as token_value
from redraft.recovery.fixes import fixes
from redraft.serialize.spelling import plain
from redraft.service import wire
from redraft.service.answers import Answer, tag
from redraft.service.house import Asked, Reply, house_of
from redraft.service.problems import refused
from redraft.service.requests import number
from redraft.service.studio import views
from redraft.service.work import Claim
from redraft.store.blame import Blame, blame
from redraft.verify import Finding, diagnostic_of, findings_on, severity_under

_READ: Final = {"scope": "read"}
#: repairs that are offered for one finding
_REPAIRS_MAX: Final = 3


@get("/v1/documents/{document:str}/inspect", opt=_READ)
async def inspect(request: Asked, document: str) -> Reply:
    """Give a component's values, where each comes from, and the rules that it breaks."""
    house, revision = house_of(request), number(request, "revision", 0)
    named = request.query_params.get("component")
    if named is None:
        raise refused("request.invalid", "the parameter “component” is needed")

    def work(claim: Claim) -> Answer:
        version = house.store.version(document, revision or None)
        found = version.document
        at = found.find(named)
        if at is None:
            raise refused("request.not-found", f"no component of this document is “{named}”")
        set_by = {
            one.property_: one
            for one in blame(house.store, document, version.number)
            if one.component == named
        }
        with claim.computing():
            told = _inspected(found, at, version.number, set_by)
            body = msgspec.json.encode(told, enc_hook=plain)
        return Answer(200, {"ETag": tag(version.number)}, body)

    return await house.answer(request, work)


@get("/v1/documents/{document:str}/check", opt=_READ)
async def check_stored(request: Asked, document: str) -> Reply:
    """Hold a revision to the rules."""
    house, revision = house_of(request), number(request, "revision", 0)

    def work(claim: Claim) -> Answer:
        version = house.store.version(document, revision or None)
        with claim.computing():
            found = wire.Checked(tuple(engine.check(version.document)))
            body = msgspec.json.encode(found, enc_hook=plain)
        return Answer(200, {"ETag": tag(version.number)}, body)

    return await house.answer(request, work)


def _inspected(
    document: Document, at: int, revision: int, set_by: dict[str, Blame]
) -> views.Inspected:
    component, outline = document.at(at), document.outline
    return views.Inspected(
        revision,
        component.id,
        component.type,
        outline.path(at),
        tuple(outline.ids[one] for one in reversed(list(outline.ancestors(at)))),
        tuple(_values(document, component, set_by)),
        tuple(_broken(document, one) for one in findings_on(document, (at,))),
    )


def _values(
    document: Document, component: Component, set_by: dict[str, Blame]
) -> Iterable[views.Value]:
    colors = _token_colors(document)
    for row in PROPERTIES.values():
        value: Any = stored_value(component, row.name)
        edit = set_by.get(row.name)
        if value is not MISSING and value is not None:
            color = parse(value) if row.kind == "colour" and isinstance(value, str) else None
            token = None if color is None else colors.get(color)
            yield views.Value(row.name, row.kind, value, "own", token, edit)
            continue
        value = start(document, component, row.name)
        if value is MISSING:
            continue
        keys = start_token(document, component, row.name)
        if keys is None:
            yield views.Value(row.name, row.kind, value, "usual", None, edit)
        else:
            yield views.Value(row.name, row.kind, value, "token", ".".join(keys), edit)


def _token_colors(document: Document) -> dict[Color, str]:
    """Each colour among the tokens, by the first that has it."""
    found: dict[Color, str] = {}
    for keys in token_keys(document).values():
        value = token_value(document, keys)
        color = parse(value) if isinstance(value, str) else None
        if color is not None:
            found.setdefault(color, ".".join(keys))
    return found


def _broken(document: Document, finding: Finding) -> Diagnostic:
    # only an edit makes an overlap new
    severity = "notice" if finding.code == "overlap.new" else severity_under("standard", finding)
    told = diagnostic_of(finding, document, severity)
    repairs: list[str] = []
    effects: list[str] = []
    for command in fixes(document, finding):
        result = engine.edit(document, command)
        if result.status != "success" or _is_there(result.after, finding):
            continue
        repairs.append(command)
        effects.append("; ".join(result.changes_applied))
        if len(repairs) == _REPAIRS_MAX:
            break
    return msgspec.structs.replace(told, suggestions=tuple(repairs), effects=tuple(effects))


def _is_there(document: Document, finding: Finding) -> bool:
    at = document.find(finding.components[0])
    left = () if at is None else findings_on(document, (at,))
    return any(one.identity == finding.identity for one in left)
