"""What is done to documents that are sent: nothing of them is kept.

    F-1  what comes of a request is what the library gives for it

May import: engine, explaining, render, batching, verify, service.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

import msgspec
from litestar import post
from litestar.response import Stream

from redraft import engine
from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document, Limits
from redraft.explaining import explain as explain_command
from redraft.render import compared, drawn
from redraft.serialize import read
from redraft.serialize.spelling import plain
from redraft.service import wire
from redraft.service.answers import Answer
from redraft.service.batches import Streamed
from redraft.service.house import Asked, House, Reply, house_of
from redraft.service.requests import given
from redraft.service.work import Claim
from redraft.verify import counting

NDJSON: Final = "application/x-ndjson"
_READ: Final = {"scope": "read"}
_MEDIA_TYPES: Final = {
    "svg": "image/svg+xml",
    "html": "text/html",
    "png": "image/png",
}
#: pictures run nothing and fetch nothing, whatever a document says
PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@post("/v1/edit", status_code=200, opt=_READ)
async def edit(request: Asked) -> Reply:
    """Carry out a command; the answer is the result, whatever its status."""
    return await _edited(request, "sent")


@post("/v1/preview", status_code=200, opt=_READ)
async def preview(request: Asked) -> Reply:
    """Tell what a command would do."""
    return await _edited(request, "preview")


async def _edited(request: Asked, kind: Literal["sent", "preview"]) -> Reply:
    house = house_of(request)
    asked, _ = await given(request, wire.Edit)

    def work(claim: Claim) -> Answer:
        limits, source = house.settings.limits, bytes(asked.blueprint)
        with house.watch.computing(claim), counting() as rules:
            result = engine.edit(source, asked.command, limits=limits, **asked.options)
            body = result.to_json()
        house.watch.edited(kind, asked.command, result, rules)
        return Answer(200, {}, body)

    return await house.answer(request, work)


@post("/v1/select", status_code=200, opt=_READ)
async def select(request: Asked) -> Reply:
    """Find the components that a phrase names."""
    house = house_of(request)
    asked, _ = await given(request, wire.Select)

    def work() -> Answer:
        limits = house.settings.limits
        blueprint = bytes(asked.blueprint)
        named = engine.named_by(blueprint, asked.phrase, asked.selection, limits=limits)
        return _json(wire.Selected(named.ids, named.confidence))

    return await house.answer(request, partial(_computed, house, work))


@post("/v1/check", status_code=200, opt=_READ)
async def check(request: Asked) -> Reply:
    """Hold a blueprint to the rules."""
    house = house_of(request)
    asked, _ = await given(request, wire.Check)

    def work() -> Answer:
        limits = house.settings.limits
        found = engine.check(bytes(asked.blueprint), asked.policy, limits=limits)
        return _json(wire.Checked(tuple(found)))

    return await house.answer(request, partial(_computed, house, work))


@post("/v1/explain", status_code=200, opt=_READ)
async def explain(request: Asked) -> Reply:
    """Tell how a command is read."""
    house = house_of(request)
    asked, _ = await given(request, wire.Edit)

    def work() -> Answer:
        limits = house.settings.limits
        told = explain_command(
            bytes(asked.blueprint), asked.command, limits=limits, **asked.options
        )
        return Answer(200, {}, told.to_json())

    return await house.answer(request, partial(_computed, house, work))


@post("/v1/render", status_code=200, opt=_READ)
async def render(request: Asked) -> Reply:
    """Draw a blueprint, or what a command does to it."""
    house = house_of(request)
    asked, _ = await given(request, wire.Render)

    def work() -> Answer:
        body = _drawn(asked, house.settings.limits)
        headers = {"Content-Security-Policy": PICTURE_POLICY}
        return Answer(200, headers, body, _MEDIA_TYPES[asked.format])

    return await house.answer(request, partial(_computed, house, work))


@post("/v1/batch", status_code=200, opt=_READ)
async def batch(request: Asked) -> Stream:
    """Run many jobs; a line of JSON a job, in the order of the request, as they are done."""
    house = house_of(request)
    asked, _ = await given(request, wire.Batch, house.settings.batch_max)
    return Stream(Streamed(house, asked), media_type=NDJSON)


def _computed(house: House, work: Callable[[], Answer], claim: Claim) -> Answer:
    """What comes of work that only computes: it can be cut off anywhere."""
    with house.watch.computing(claim):
        return work()


def _json(value: object) -> Answer:
    return Answer(200, {}, msgspec.json.encode(value, enc_hook=plain))


def _drawn(asked: wire.Render, limits: Limits) -> bytes:
    document = read(bytes(asked.blueprint), limits)
    if asked.after is not None:
        return _before_after(document, asked, limits)
    return drawn(document, asked.format)


def _before_after(document: Document, asked: wire.Render, limits: Limits) -> bytes:
    if asked.format == "html":
        said = "before and after are drawn as svg or png, not as html"
        raise RedraftError(Diagnostic("clause.unsupported", "error", said))
    rules = msgspec.structs.asdict(wire.rules_of(asked))
    command = asked.after or ""
    result = engine.preview(document, command, selection=asked.selection, limits=limits, **rules)
    return compared(document, result.document, result.changes, command, asked.format)
