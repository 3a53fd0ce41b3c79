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

from redraft.agents.server import server_of
from redraft.diagnostics import RedraftError
from redraft.service.access import Who
from redraft.service.premises import Premises
from redraft.service.problems import MEDIA_TYPE, Refused, problem_of, too_large
from redraft.service.settings import Settings
from redraft.service.sockets import SERVED
from redraft.store.tokens import Scope

PATH: Final = "/mcp"
#: digits of a number of bytes that is read at all
_DIGITS_MAX: Final = 15


@contextmanager
def opened(settings: Settings) -> Iterator[Premises]:
    """The premises, while this lasts."""
    place = Premises(settings)
    try:
        yield place
    finally:
        place.close()


def over_stdio(place: Premises) -> None:
    """Serve whoever started this process, until they close its input."""

    async def admit(_: ServerRequestContext[Any, Any], __: Scope) -> Who:
        return Who()

    async def serving() -> None:
        server = server_of(place, admit)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

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
        **SERVED,
    )
    uvicorn.Server(config).run([door])


class Keeper:
    """Lets in, over HTTP, who may come in."""

    def __init__(self, place: Premises) -> None:
        self._place = place

    async def admit(self, context: ServerRequestContext[Any, Any], scope: Scope) -> Who:
        """Who makes a call that needs a scope. Raises Refused."""
        headers = context.request.headers if context.request is not None else Headers()
        return await self._who(headers, scope)

    async def _who(self, headers: Headers, scope: Scope) -> Who:
        access, place = self._place.access, self._place
        who = access.admit(headers.get("authorization"), headers.get("host"), scope)
        if isinstance(who, str):
            token = who
            who = await place.workshop.run(
                lambda _: access.look_up(token, scope), place.settings.time_s
            )
        return who

    def before(self, app: ASGIApp) -> ASGIApp:
        """The application for those who may come in; the others get a problem."""

        async def kept(scope: Asgi, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            try:
                headers, most = Headers(scope=scope), self._place.settings.batch_max
                who = await self._who(headers, "read")
                client = scope.get("client")
                self._place.rates.count(who.owner or (client[0] if client else ""))
                length = headers.get("content-length", "")
                if len(length) > _DIGITS_MAX or (length.isdecimal() and int(length) > most):
                    raise too_large(most)
            except (Refused, RedraftError) as error:
                no = error if isinstance(error, Refused) else problem_of(error)
                body, status = no.problem.to_json(), no.problem.status
                await Response(body, status, no.headers, MEDIA_TYPE)(scope, receive, send)
                return
            await app(scope, receive, send)

        return kept
