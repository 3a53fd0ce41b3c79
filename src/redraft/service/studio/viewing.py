"""Stored documents as they are seen: drawn, previewed, looked through.

    F-1  what is previewed is what `redraft.edit` and `redraft.explain` give

May import: store, render, explaining, engine, service.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from litestar import get, post

from redraft import engine
from redraft.document.blueprint import Box, Document
from redraft.document.change import Change
from redraft.explaining import explain
from redraft.render import revealed, svg
from redraft.render.look import hidden as is_hidden
from redraft.render.scene import Scene
from redraft.render.scene import scene as scene_of
from redraft.serialize.result import change_to_dict
from redraft.serialize.spelling import encode, plain
from redraft.service import wire
from redraft.service.answers import Answer, tag
from redraft.service.house import Asked, Reply, house_of, who_asks
from redraft.service.looking import document_of
from redraft.service.requests import given, number
from redraft.service.studio import views
from redraft.service.work import Claim
from redraft.store.desk import Asked as Command
from redraft.store.desk import carried_out

_READ: Final = {"scope": "read"}
#: characters of a component's text that are told
_TEXT_MAX: Final = 120


@get("/v1/documents/{document:str}/scene", opt=_READ)
async def scene(request: Asked, document: str) -> Reply:
    """Give a revision as it is drawn, with the place of each component."""
    house, revision = house_of(request), number(request, "revision", 0)
    shown = number(request, "hidden", 0, 1) == 1

    def work(claim: Claim) -> Answer:
        version = house.store.version(document, revision or None)
        with claim.computing():
            found = revealed(version.document) if shown else version.document
            drawn = scene_of(found)
            seen = views.Scene(
                document_of(version.head),
                version.number,
                drawn.width,
                drawn.height,
                svg(found),
                tuple(_placed(version.document, drawn)),
            )
            return _told(seen, ETag=tag(version.number))

    return await house.answer(request, work)


def _placed(document: Document, drawn: Scene) -> Iterable[views.Placed]:
    boxes = {node.place: node.box for node in drawn.nodes}
    depths: list[int] = []
    hidden: list[bool] = []
    parent = document.outline.parent
    for i, component in enumerate(document):
        above = parent[i]
        depths.append(0 if above < 0 else depths[above] + 1)
        hidden.append(is_hidden(component) or (above >= 0 and hidden[above]))
        text = component.text
        yield views.Placed(
            component.id,
            component.type,
            depths[i],
            None if text is None else text[:_TEXT_MAX],
            component.role,
            boxes.get(i),
            hidden[i],
        )


@post("/v1/documents/{document:str}/preview", status_code=200, opt=_READ)
async def preview_stored(request: Asked, document: str) -> Reply:
    """Tell what a command would do to a stored document, how it is read, and how it would look."""
    house, who = house_of(request), who_asks(request)
    asked, _ = await given(request, views.Preview)
    rules = wire.rules_of(asked)
    command = Command(
        document,
        asked.command,
        who.name,
        rules=rules,
        selection=asked.selection,
        previous=asked.previous,
        steps=asked.steps,
    )

    def work(claim: Claim) -> Answer:
        version = house.store.version(document)
        selection, previous = house.desk.meant(command, version)
        options: dict[str, Any] = msgspec.structs.asdict(rules)
        options |= {"selection": selection, "previous": previous}
        with claim.computing():
            before = version.document
            result = carried_out(before, command, selection, previous)
            told = explain(before, asked.command, **options)
            after = result.after
            shown = revealed(after) if asked.hidden else after
            drawn = scene_of(shown)
            body = {
                "revision": version.number,
                "explanation": msgspec.Raw(told.to_json()),
                "changes": msgspec.Raw(encode([change_to_dict(c) for c in result.changes])),
                "changes_applied": result.changes_applied,
                "touched": _touched(before, shown, result.changes),
                "width": drawn.width,
                "height": drawn.height,
                "picture": None if after is before else svg(shown),
            }
            return _told(body, ETag=tag(version.number))

    return await house.answer(request, work)


def _touched(before: Document, after: Document, changes: Sequence[Change]) -> list[views.Touched]:
    """The components that changes are about, each once, with their places."""
    ids = dict.fromkeys(c.component for c in changes if c.component is not None)
    old, new = _boxes(before), _boxes(after)
    return [views.Touched(one, old.get(one), new.get(one)) for one in ids]


def _boxes(document: Document) -> dict[str, Box]:
    return {node.id: node.box for node in scene_of(document).nodes}


@post("/v1/documents/{document:str}/select", status_code=200, opt=_READ)
async def select_stored(request: Asked, document: str) -> Reply:
    """Find the components of a stored document that a phrase names."""
    house = house_of(request)
    asked, _ = await given(request, views.Find)

    def work(claim: Claim) -> Answer:
        version = house.store.version(document)
        with claim.computing():
            named = engine.named_by(version.document, asked.phrase, asked.selection)
            return _told(wire.Selected(named.ids, named.confidence), ETag=tag(version.number))

    return await house.answer(request, work)


def _told(value: object, **headers: str) -> Answer:
    return Answer(200, headers, msgspec.json.encode(value, enc_hook=plain))
