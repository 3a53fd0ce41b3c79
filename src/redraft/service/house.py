"""What all routes share while a service runs.

May import: store, service.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from litestar import Request, Response
from litestar.datastructures import State

from redraft.service.access import Who
from redraft.service.answers import Answer
from redraft.service.feed import Feed
from redraft.service.logs import log_in
from redraft.service.premises import Premises
from redraft.service.readiness import Readiness
from redraft.service.settings import Settings
from redraft.service.siblings import Siblings
from redraft.service.spans import Tracer
from redraft.service.watch import Log, Watch
from redraft.service.work import Claim

#: a request of this service; routes are told who makes it in its state
Asked = Request[None, None, State]
Reply = Response[bytes]


class House(Premises):
    """The premises, with what is told of as it happens."""

    def __init__(self, settings: Settings) -> None:
        log = log_in(settings.log)
        self._tracer: Final = _tracer(log) if settings.traces else None
        super().__init__(
            settings,
            Watch(
                log=log,
                keeps_words=settings.words,
                logs_text=settings.log_text,
                tracer=self._tracer,
            ),
        )
        self.feed: Final = Feed(settings.streams_max)
        self.siblings: Final = Siblings(settings.folder, self.watch.sums)
        self.readiness: Final = Readiness()

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        if self._tracer is not None:
            self._tracer.close()

    async def answer(self, request: Asked, work: Callable[[Claim], Answer]) -> Reply:
        """Answer a request by what comes of some work, compressed for who takes that."""
        if takes_gzip(request.headers.get("accept-encoding", "")):
            return reply(await self.workshop.run(partial(_compressed, work), self.settings.time_s))
        return reply(await self.workshop.run(work, self.settings.time_s))


def _tracer(log: Log) -> Tracer:
    # the extra is loaded by who sends traces, and by nobody else
    from redraft.service.traces import Traces

    return Traces(log=log)


def _compressed(work: Callable[[Claim], Answer], claim: Claim) -> Answer:
    return work(claim).compressed()


def takes_gzip(said: str) -> bool:
    """Whether an Accept-Encoding takes gzip.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0"), takes_gzip("identity")
    (True, False, False)
    """
    for one in said.lower().split(","):
        name, _, quality = one.partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def house_of(request: Asked) -> House:
    """The house that a request came to."""
    found: House = request.app.state.house
    return found


def who_asks(request: Asked) -> Who:
    """Who makes a request."""
    found: Who = request.state.who
    return found


def reply(answer: Answer) -> Reply:
    """An answer as a response."""
    return Response(
        answer.body, status_code=answer.status, headers=answer.headers, media_type=answer.media_type
    )
