"""The server as it is run: over standard input and output, or over HTTP.

May import: service, agents.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import anyio
import uvicorn
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Asgi

from redraft.agents.lines import answering
from redraft.agents.server import server_of
from redraft.diagnostics import RedraftError
from redraft.service.access import Who
from redraft.service.premises import Premises
from redraft.service.problems import MEDIA_TYPE, Refused, problem_of, too_large
from redraft.service.settings import Settings
from redraft.service.sockets import served
from redraft.service.watch import Watch
from redraft.store.tokens import Scope

PATH: Final = "/mcp"
#: digits of a number of bytes that is read at all
_DIGITS_MAX: Final = 15


@contextmanager
def opened(settings: Settings) -> Iterator[Premises]:
    """The premises, while this lasts."""
    place = Premises(settings, _watch(settings))
    try:
        yield place
    finally:
        place.close()


def _watch(settings: Settings) -> Watch:
    if settings.log == "off":
        return Watch(keeps_words=False)
    # the log is written by what the extra “serve” brings, so by who asked for it alone
    from redraft.service.logs import log_in

    return Watch(log=log_in(settings.log), keeps_words=False, logs_text=settings.log_text)


def over_stdio(place: Premises) -> None:
    """Serve whoever started this process, until they close its input."""

    async def admit(_: ServerRequestContext[Any, Any], __: Scope) -> Who:
        return Who()

    async def serving() -> None:
        server = server_of(place, admit)
        async with stdio_server() as (read, write), answering(read, write) as messages:
            await server.run(messages, write, server.create_initialization_options())

    anyio.run(serving)


def over_http(place: Premises, door: socket.socket) -> None:
    """Serve whoever comes to a socket, until told to end."""
    keeper = Keeper(place)
    # with tokens a server may have any name; without, it is asked for by this machine's alone
    named = (
        None
        if place.access.everybody
        else TransportSecuritySettings(enable_dns_rebinding_protection=False)
    )
    app = server_of(place, keeper.admit).streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        max_request_body_size=place.settings.batch_max,
        transport_security=named,
    )
    config = uvicorn.Config(
        keeper.before(app),
        **served(place.settings),
    )
    uvicorn.Server(config).run([door])


class Keeper:
    """Lets in, over HTTP, who may come in."""

    def __init__(self, place: Premises) -> None:
        self._place = place

    async def admit(self, context: ServerRequestContext[Any, Any], scope: Scope) -> Who:
        """Who makes a call that needs a scope. Raises Refused."""
        asked = context.request
        if asked is None:
            return await self._place.admitted(Headers(), "", scope)
        return await self._place.admitted(asked.headers, _address(asked.scope), scope)

    def before(self, app: ASGIApp) -> ASGIApp:
        """The application for those who may come in; the others get a problem."""

        async def kept(scope: Asgi, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            try:
                headers, most = Headers(scope=scope), self._place.settings.batch_max
                address = _address(scope)
                who = await self._place.admitted(headers, address, "read")
                self._place.rates.count(who.owner or address)
                length = headers.get("content-length", "")
                if len(length) > _DIGITS_MAX or (length.isdecimal() and int(length) > most):
                    raise too_large(most)
            except (Refused, RedraftError) as error:
                no = error if isinstance(error, Refused) else problem_of(error)
                self._place.watch.refused(no.problem.code, no.problem.status)
                body, status = no.problem.to_json(), no.problem.status
                await Response(body, status, no.headers, MEDIA_TYPE)(scope, receive, send)
                return
            await app(scope, receive, send)

        return kept


def _address(scope: Asgi) -> str:
    client = scope.get("client")
    return client[0] if client else ""
