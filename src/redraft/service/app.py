"""The routes put together, with what holds for all of them: who may come in, and how it says no.

May import: service.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from litestar import Litestar, Response, get
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.types import Message, Scope

import redraft
from redraft.diagnostics import RedraftError
from redraft.service import events, stateless, stored, wire
from redraft.service.answers import Answer, told
from redraft.service.describing import described
from redraft.service.house import Asked, House, Reply, house_of, reply
from redraft.service.problems import MEDIA_TYPE, Refused, problem_of, refused
from redraft.service.settings import Settings

_LOG: Final = logging.getLogger("redraft.service")

#: what every answer says unless it says otherwise itself
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: seconds between two looks for answers that need no longer be kept
_TIDY_S: Final = 3_600

#: codes of what the router refuses by itself
_ROUTER: Final = {
    401: "request.unauthorized",
    404: "request.not-found",
    405: "request.method",
    413: "request.too-large",
}


@get("/health")
async def health() -> Reply:
    """Tell that the service is there."""
    return reply(told(wire.Health("ok", redraft.__version__)))


@get("/ready")
async def ready(request: Asked) -> Reply:
    """Tell that the service can work: its store answers."""
    house = house_of(request)

    def work(_: object) -> Answer:
        house.store.documents(count=1)
        return told(wire.Health("ok", redraft.__version__))

    return await house.answer(request, work)


@get("/openapi.json")
async def openapi() -> Reply:
    """Describe the service."""
    return reply(Answer(200, {"Cache-Control": "max-age=300"}, described()))


ROUTES: Final = (
    health,
    ready,
    openapi,
    stateless.edit,
    stateless.preview,
    stateless.select,
    stateless.check,
    stateless.explain,
    stateless.render,
    stateless.batch,
    stored.create,
    stored.documents,
    stored.document,
    stored.delete,
    stored.edit,
    stored.undo,
    stored.redo,
    stored.history,
    stored.version,
    stored.diff,
    stored.blamed,
    events.events,
)


def application(settings: Settings) -> Litestar:
    """The service as an ASGI application; its store is opened when it begins."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        house = House(settings)
        app.state.house = house
        tidying = asyncio.create_task(_tidy(house))
        try:
            yield
        finally:
            tidying.cancel()
            house.feed.close()
            house.close()

    return Litestar(
        ROUTES,
        lifespan=[lifespan],
        guards=[_admitted],
        before_send=[_headed],
        exception_handlers={Exception: _refusal},
        request_max_body_size=settings.batch_max,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


async def _tidy(house: House) -> None:
    """Let go, now and then, of what need not be kept; a store that cannot be written to waits."""
    while True:
        with suppress(RedraftError, Refused):
            await house.workshop.run(lambda _: house.store.forget_answers(), house.settings.time_s)
        await asyncio.sleep(_TIDY_S)


async def _admitted(
    connection: ASGIConnection[Any, Any, Any, Any], route: BaseRouteHandler
) -> None:
    scope = route.opt.get("scope")
    if scope is None:
        return
    house: House = connection.app.state.house
    who = house.access.admit(
        connection.headers.get("authorization"), connection.headers.get("host"), scope
    )
    if isinstance(who, str):
        token = who
        who = await house.workshop.run(
            lambda _: house.access.look_up(token, scope), house.settings.time_s
        )
    connection.state.who = who
    address = "" if connection.client is None else connection.client.host
    house.rates.count(who.owner or address)


async def _headed(message: Message, scope: Scope) -> None:  # noqa: ARG001
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, said in _HEADERS.items():
        headers.setdefault(name, said)


def _refusal(_: Asked, error: Exception) -> Response[bytes]:
    """What is raised, as a problem."""
    match error:
        case Refused():
            found = error
        case RedraftError():
            found = problem_of(error)
        case HTTPException(status_code=status) if status < 500:
            allowed = (error.headers or {}).get("Allow")
            found = refused(_ROUTER.get(status, "request.malformed"))
            if allowed:
                found.headers["Allow"] = allowed
        case _:
            _LOG.error("a request failed", exc_info=error)
            found = refused("server.fault")
    if found.problem.status >= 500 and found.__cause__ is not None:
        _LOG.error("%s", found.problem.detail, exc_info=found.__cause__)
    return reply(Answer(found.problem.status, found.headers, found.problem.to_json(), MEDIA_TYPE))
