"""The service as processes: one, or several that share a store.

May import: service.
"""

from __future__ import annotations

import os
import signal
import socket
import tempfile
from types import FrameType
from typing import Final

import msgspec
import uvicorn
from uvicorn.supervisors import Multiprocess

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.service.app import Service, application
from redraft.service.settings import Settings
from redraft.service.sockets import is_loopback, served

#: how the processes of one service are told its settings
_ENVIRONMENT: Final = "REDRAFT_SERVICE"


def serve(settings: Settings, door: socket.socket, *, workers: int = 1) -> None:
    """Serve until told to end. Raises RedraftError where everybody would be let in from elsewhere."""
    host = door.getsockname()[0]
    if settings.open and not is_loopback(host):
        said = f"without tokens the service is for this machine alone, and “{host}” is not"
        raise RedraftError(Diagnostic("value.invalid", "error", said))
    with tempfile.TemporaryDirectory(prefix="redraft-") as folder:
        _run(msgspec.structs.replace(settings, folder=folder if workers > 1 else ""), door, workers)


def _run(settings: Settings, door: socket.socket, workers: int) -> None:
    os.environ[_ENVIRONMENT] = msgspec.json.encode(settings).decode()
    config = uvicorn.Config(
        f"{__name__}:from_environment",
        factory=True,
        workers=workers,
        **served(settings),
    )
    if workers == 1:
        uvicorn.Server(config).run([door])
    else:
        Multiprocess(config, [door]).run()


def from_environment() -> Service:
    """The application that the environment describes; each process makes its own."""
    app = application(msgspec.json.decode(os.environ[_ENVIRONMENT], type=Settings))
    for one in (signal.SIGINT, signal.SIGTERM):
        _ends_streams_at(one, app)
    return app


def _ends_streams_at(sent: signal.Signals, app: Service) -> None:
    """Have streams of events end when the process is told to, so that it need not wait for them."""
    before = signal.getsignal(sent)

    def ends(number: int, frame: FrameType | None) -> None:
        house = app.state.get("house")  # told before there is any
        if house is not None:
            house.feed.is_closed = True
        if callable(before):
            before(number, frame)

    signal.signal(sent, ends)
