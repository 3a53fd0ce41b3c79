"""The routes put together, with what holds for all of them: who may come in, and how it says no.

May import: service.
"""

from __future__ import annotations

import asyncio
import time
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
from redraft.service.door import Passing
from redraft.service.figures import stats_of
from redraft.service.house import Asked, House, Reply, house_of, reply, who_asks
from redraft.service.metrics import MEDIA_TYPE, metrics_of
from redraft.service.problems import MEDIA_TYPE as PROBLEM
from redraft.service.problems import Refused, problem_of, refused
from redraft.service.settings import Settings
from redraft.service.studio import inspecting, samples, viewing
from redraft.service.studio.pages import PAGES
from redraft.service.visits import visit

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
#: codes of requests that are told of as not let in
_NOT_LET_IN: Final = (
    "request.unauthorized",
    "request.forbidden",
    "request.host",
    "request.rate",
    "request.busy",
)


@get("/health")
async def health() -> Reply:
    """Tell that the service is there."""
    return reply(told(wire.Health("ok", redraft.__version__)))


@get("/ready")
async def ready(request: Asked) -> Reply:
    """Tell that the service can work: its store is read and written."""
    house = house_of(request)

    async def check() -> None:
        await house.workshop.run(lambda _: house.store.check(), house.settings.time_s)

    await house.readiness.ask(check)
    return reply(told(wire.Health("ok", redraft.__version__)))


@get("/v1/stats", opt={"scope": "watch"})
async def stats(request: Asked) -> Reply:
    """Tell what all processes of the service have counted and timed; words only to an admin."""
    house = house_of(request)
    with_words = house.settings.words and who_asks(request).is_admin
    heard = await house.siblings.heard()
    version, now = redraft.__version__, time.time()

    def work() -> Answer:
        return told(stats_of(heard, version=version, at=now, with_words=with_words))

    # in no thread of the workshop's: whoever watches sees it when all of them are in use
    return reply(await asyncio.to_thread(work))


@get("/metrics", opt={"scope": "watch"})
async def metrics(request: Asked) -> Reply:
    """Tell what each process has counted and timed, as Prometheus reads it."""
    heard = await house_of(request).siblings.heard()
    return reply(Answer(200, {}, await asyncio.to_thread(metrics_of, heard), MEDIA_TYPE))


@get("/openapi.json")
async def openapi() -> Reply:
    """Describe the service."""
    return reply(Answer(200, {"Cache-Control": "max-age=300"}, described()))


ROUTES: Final = (
    health,
    ready,
    openapi,
    stats,
    metrics,
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
    stored.erase,
    stored.edit,
    stored.undo,
    stored.redo,
    stored.revert,
    stored.history,
    stored.version,
    stored.diff,
    stored.blamed,
    events.events,
    viewing.scene,
    viewing.preview_stored,
    viewing.select_stored,
    inspecting.inspect,
    inspecting.check_stored,
    samples.samples,
    samples.sample,
)


class Service(Litestar):
    """The routes behind their door; a house is in its state while it runs."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        passing = Passing(scope, receive, send)
        watch = self.state.house.watch
        await passing.through(super().__call__, watch)


def application(settings: Settings) -> Service:
    """The service as an ASGI application; its store is opened when it begins."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        house = House(settings)
        app.state.house = house
        await house.siblings.begin()
        tidying = asyncio.create_task(_tidy(house))
        try:
            yield
        finally:
            tidying.cancel()
            house.siblings.close()
            house.feed.close()
            house.close()

    return Service(
        (*ROUTES, *PAGES),
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
    address = "" if connection.client is None else connection.client.host
    who = await house.admitted(connection.headers, address, scope)
    connection.state.who = who
    visit().route = connection.scope["path_template"]
    house.rates.count(who.owner or address)


async def _headed(message: Message, scope: Scope) -> None:  # noqa: ARG001
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, said in _HEADERS.items():
        headers.setdefault(name, said)


def _refusal(request: Asked, error: Exception) -> Response[bytes]:
    """What is raised, as a problem."""
    watch = house_of(request).watch
    match error:
        case Refused():
            found = error
        case RedraftError():
            found = problem_of(error)
        case HTTPException(status_code=status) if status < 500:
            allowed = (error.headers or {}).get("allow")
            found = refused(_ROUTER.get(status, "request.malformed"))
            if allowed:
                found.headers["Allow"] = allowed.replace("GET", "GET, HEAD")
        case _:
            watch.failed(error)
            found = refused("server.fault")
    if found.problem.status >= 500 and found.__cause__ is not None:
        watch.failed(found.__cause__)
    if found.problem.code in _NOT_LET_IN:
        watch.refused(found.problem.code, found.problem.status)
    return reply(Answer(found.problem.status, found.headers, found.problem.to_json(), PROBLEM))
