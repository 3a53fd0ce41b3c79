"""The service as processes: one, or several that share a store.

May import: service.
"""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from types import FrameType
from typing import Final

import msgspec
import uvicorn
from litestar import Litestar
from uvicorn.supervisors import Multiprocess

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.service.access import LOOPBACK
from redraft.service.app import application
from redraft.service.settings import Settings

#: how the processes of one service are told its settings
_ENVIRONMENT: Final = "REDRAFT_SERVICE"
#: seconds that open requests and streams are waited for at the end
_END_S: Final = 5
_BACKLOG: Final = 2_048


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach who listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host in LOOPBACK:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named: only of a socket that says it is TCP does asyncio turn off the delay
    # by which a small answer waits for the acknowledgement of the one before
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host.strip("[]"), port))
        door.listen(_BACKLOG)
    except BaseException:
        door.close()
        raise
    return door


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
        lifespan="on",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_END_S,
        log_level="warning",
        access_log=False,
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
