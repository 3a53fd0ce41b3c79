"""What stands before the routes: who comes gets an id, HEAD is GET without a body, and all is timed.

May import: service.visits, service.watch.
"""

from __future__ import annotations

from time import perf_counter_ns
from typing import Any, Final, cast

from litestar.types import HTTPReceiveMessage, HTTPScope, Message, Receive, Send

from redraft.service.visits import Visit, request_id, visiting
from redraft.service.watch import Watch

#: methods that are told apart
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: what a request is told to have come to where there is no route for it
NO_ROUTE: Final = "none"
_STREAM: Final = b"text/event-stream"


class Passing:
    """One request on its way through the service."""

    def __init__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        said = dict(scope["headers"]).get(b"x-request-id")
        method = scope["method"]
        self.visit: Final = Visit(
            request_id(None if said is None else said.decode("latin-1")),
            method if method in _METHODS else "other",
            NO_ROUTE,
        )
        self._is_head: Final = method == "HEAD"
        self.scope: Final = (
            cast("HTTPScope", {**scope, "method": "GET"}) if self._is_head else scope
        )
        self._receive: Final = receive
        self._send: Final = send
        self._began: Final = perf_counter_ns()
        self._has_ended = False

    async def through(self, app: Any, watch: Watch) -> None:
        """Have it answered."""
        with visiting(self.visit), watch.traced(self.visit, self.scope["headers"]):
            try:
                await app(self.scope, self.receive, self.send)
            finally:
                self.visit.route = self.scope.get("path_template") or NO_ROUTE
                # who left before an answer had begun got none
                us = (perf_counter_ns() - self._began) / 1000
                status = self.visit.status = self.visit.status or 499
                watch.answered(status, us, is_timed=self.visit.is_traced)

    async def receive(self) -> HTTPReceiveMessage:
        """What comes in; of who needs no body it is told that they have left."""
        if self._has_ended:
            return {"type": "http.disconnect"}
        return cast("HTTPReceiveMessage", await self._receive())

    async def send(self, message: Message) -> None:
        """What goes out, with the id of the request."""
        if message["type"] == "http.response.start":
            self.visit.status = message["status"]
            headers = list(message.get("headers", ()))
            # who listens for hours is no request that took hours
            self.visit.is_traced = not any(
                name.lower() == b"content-type" and said.startswith(_STREAM)
                for name, said in headers
            )
            headers.append((b"x-request-id", self.visit.id.encode()))
            message["headers"] = headers
            await self._send(message)
            if self._is_head:
                self._has_ended = True
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        elif not self._has_ended:
            await self._send(message)
