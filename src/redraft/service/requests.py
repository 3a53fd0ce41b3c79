"""What is in a request: its body as a value, its parameters, its preconditions.

May import: service.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from typing import Final, TypeVar

from redraft.service.decoding import decoded
from redraft.service.house import Asked, house_of, who_asks
from redraft.service.problems import refused, too_large
from redraft.store.answers import Key

T = TypeVar("T")
_TAG: Final = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_JSON: Final = re.compile(r"application/(?:json|[a-z.]{1,40}\+json)(?:\s*;.*)?", re.IGNORECASE)
#: bodies of so many bytes are not decoded between two requests, but beside them
_LONG: Final = 64 * 1024
PAGE: Final = 50
PAGE_MAX: Final = 500


async def body_of(request: Asked, most: int | None = None) -> bytes:
    """The body; which is JSON, has so many bytes at most, and comes in soon. Raises Refused."""
    kind = request.headers.get("content-type", "")
    if not _JSON.fullmatch(kind.strip()):
        raise refused("request.media-type", "the body has to be application/json")
    settings = house_of(request).settings
    try:
        return await asyncio.wait_for(_read(request, most or settings.body_max), settings.body_s)
    except TimeoutError:
        said = f"the body took longer than {settings.body_s:g} s"
        raise refused("request.slow", said) from None


async def _read(request: Asked, most: int) -> bytes:
    if (request.content_length or 0) > most:
        raise too_large(most)
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise too_large(most)
        pieces.append(piece)
    return b"".join(pieces)


async def given(request: Asked, kind: type[T], most: int | None = None) -> tuple[T, bytes]:
    """The body as a value, and as it came. Raises Refused."""
    body = await body_of(request, most)
    if len(body) < _LONG:
        return decoded(body, kind), body
    house = house_of(request)
    found = await house.workshop.run(lambda _: decoded(body, kind), house.settings.time_s)
    return found, body


def number(request: Asked, name: str, default: int | None, most: int = 10**15) -> int:
    """A parameter of the query that is a whole number from 0. Raises Refused."""
    said = request.query_params.get(name)
    if said is None:
        if default is None:
            raise refused("request.invalid", f"the parameter “{name}” is needed")
        return default
    if not said.isascii() or not said.isdigit() or len(said) > 18 or int(said) > most:
        raise refused("request.invalid", f"the parameter “{name}” is a whole number up to {most}")
    return int(said)


def page(request: Asked) -> int:
    """How many entries a page is to have."""
    return max(number(request, "limit", PAGE, PAGE_MAX), 1)


def expected(request: Asked) -> int | None:
    """The revision that If-Match names; None where any will do. Raises Refused."""
    said = request.headers.get("if-match")
    if said is None or said.strip() == "*":
        return None
    named = _TAG.fullmatch(said.strip())
    if named is None:
        raise refused("request.invalid", "If-Match has one entity tag of a document, or *")
    return int(named[1])


def is_known(request: Asked, tag: str) -> bool:
    """Whether If-None-Match says that the caller has this already."""
    said = request.headers.get("if-none-match")
    if said is None:
        return False
    return said.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in said.split(","))


def key_of(request: Asked, body: bytes) -> Key | None:
    """The idempotency key with the hash of all that makes the request; None where there is none."""
    said = request.headers.get("idempotency-key")
    if said is None:
        return None
    parts = (request.method, request.url.path, request.headers.get("if-match", ""))
    asked = hashlib.sha256("\n".join(parts).encode() + b"\n" + body).hexdigest()
    return Key(who_asks(request).owner, said, asked).checked()
