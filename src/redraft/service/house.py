"""What all routes share while a service runs.

May import: store, service.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from litestar import Request, Response
from litestar.datastructures import State

from redraft.service.access import Access, Who
from redraft.service.answers import Answer
from redraft.service.feed import Feed
from redraft.service.settings import Settings
from redraft.service.work import Claim, Workshop
from redraft.store.desk import Desk
from redraft.store.store import Store

#: a request of this service; routes are told who makes it in its state
Asked = Request[None, None, State]
Reply = Response[bytes]


class House:
    """A store, some threads, and who may come in."""

    def __init__(self, settings: Settings) -> None:
        self.settings: Final = settings
        self.store: Final = Store(settings.store)
        self.desk: Final = Desk(self.store, limits=settings.limits)
        self.access: Final = Access(self.store, everybody=settings.open)
        self.workshop: Final = Workshop(settings.threads, settings.waiting_max)
        self.feed: Final = Feed(settings.streams_max)

    async def answer(self, work: Callable[[Claim], Answer]) -> Reply:
        """Answer a request by what comes of some work."""
        return reply(await self.workshop.run(work, self.settings.time_s))

    def close(self) -> None:
        """Let go of everything."""
        self.workshop.close()
        self.store.close()


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
