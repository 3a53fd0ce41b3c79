"""What happens to a document, as it happens: server-sent events, each a revision.

The id of an event is the revision's number, so who was cut off goes on where they were
(Last-Event-ID) and misses nothing.

May import: store, service.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from typing import Final

import msgspec
from litestar import get
from litestar.response import Stream

from redraft.service.house import Asked, House, house_of
from redraft.service.problems import refused
from redraft.service.requests import number
from redraft.service.work import Claim
from redraft.store.refusals import NotStored, StoreError
from redraft.store.revisions import Past, Revision

MEDIA_TYPE: Final = "text/event-stream"
#: seconds between looks for what another process stored, and between signs of life
LOOK_S: Final = 1.0
_SIGN_S: Final = 15.0
_PAGE: Final = 100


@get("/v1/documents/{document:str}/events", opt={"scope": "read"})
async def events(request: Asked, document: str) -> Stream:
    """Stream the revisions that come after “after”, or after now."""
    house = house_of(request)
    head = await house.workshop.run(
        lambda _: house.store.head(document).revision, house.settings.time_s
    )
    last = request.headers.get("last-event-id", "")
    if last and not (last.isascii() and last.isdigit() and len(last) <= 15):
        raise refused("request.invalid", "Last-Event-ID is the number of a revision")
    after = number(request, "after", int(last) if last else head)
    if house.feed.is_full:
        raise refused("request.busy", "too many streams are open")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(_told(house, document, after), media_type=MEDIA_TYPE, headers=headers)


async def _told(house: House, document: str, after: int) -> AsyncIterator[bytes]:
    yield b"retry: 1000\n\n"
    silent = 0.0
    with house.feed.listening(document) as news:
        while not house.feed.is_closed:
            news.clear()
            try:
                look = partial(_since, house, document, after)
                found = await house.workshop.run(look, house.settings.time_s)
            except NotStored:
                yield b"event: deleted\ndata: {}\n\n"
                return
            except StoreError:
                return  # who asks again goes on where they were
            for past in found:
                after, silent = past.revision.number, 0.0
                yield _event(past.revision)
            if len(found) == _PAGE:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), LOOK_S)
            silent += LOOK_S
            if silent >= _SIGN_S:
                silent = 0.0
                yield b":\n\n"


def _since(house: House, document: str, after: int, _: Claim) -> list[Past]:
    return house.store.history(document, after, _PAGE)


def _event(revision: Revision) -> bytes:
    data = msgspec.json.encode(revision)
    return b"id: %d\nevent: revision\ndata: %b\n\n" % (revision.number, data)
