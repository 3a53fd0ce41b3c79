"""The service as processes: one, or several that share a store.

May import: service.
"""

from __future__ import annotations

import os
import socket
from types import FrameType
from typing import Final

import msgspec
import uvicorn
from litestar import Litestar
from uvicorn.supervisors import Multiprocess

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.service.app import application
from redraft.service.settings import Settings
from redraft.service.sockets import SERVED, is_loopback

#: how the processes of one service are told its settings
_ENVIRONMENT: Final = "REDRAFT_SERVICE"


def serve(settings: Settings, door: socket.socket, *, workers: int = 1) -> None:
    """Serve until told to end. Raises RedraftError where everybody would be let in from elsewhere."""
    host = door.getsockname()[0]
    if settings.open and not is_loopback(host):
        said = f"without tokens the service is for this machine alone, and “{host}” is not"
        raise RedraftError(Diagnostic("value.invalid", "error", said))
    os.environ[_ENVIRONMENT] = msgspec.json.encode(settings).decode()
    config = uvicorn.Config(
        f"{__name__}:from_environment",
        factory=True,
        workers=workers,
        **SERVED,
    )
    if workers == 1:
        Server(config).run([door])
    else:
        Multiprocess(config, [door]).run()


class Server(uvicorn.Server):
    """Ends the streams of events when it is told to end, so that it need not wait for them."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note that the process ends."""
        super().handle_exit(sig, frame)
        app = getattr(self.config, "loaded_app", None)  # told before there is any
        house = app.state.get("house") if isinstance(app, Litestar) else None
        if house is not None:
            house.feed.is_closed = True


def from_environment() -> Litestar:
    """The application that the environment describes; each process makes its own."""
    return application(msgspec.json.decode(os.environ[_ENVIRONMENT], type=Settings))
