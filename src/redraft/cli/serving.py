"""What `redraft serve` and `redraft mcp` ask before they listen: whether tokens are needed, and where.

May import: service, store, cli. Needs the extra ``serve`` or ``mcp``.
"""

from __future__ import annotations

import socket
import sys
from typing import Final, NamedTuple

from redraft.cli.ending import Stop
from redraft.document.blueprint import Limits
from redraft.service.settings import ENVELOPE, Settings
from redraft.service.sockets import is_loopback, is_network, listening
from redraft.store import Store
from redraft.store.tokens import tokens

#: requests a second of one token
_RATE: Final = 100.0


class Place(NamedTuple):
    """Where to listen, and who is let in there."""

    host: str
    port: int
    #: no token is asked for although there are some
    everybody: bool
    rate: float | None
    proxies: tuple[str, ...] = ()


def settings_of(store: str, limits: Limits, time_s: float) -> Settings:
    """The settings of who serves nobody but who started it."""
    return Settings(
        store=store, limits=limits, body_max=limits.bytes_max + ENVELOPE, time_s=time_s, open=True
    )


def settings_at(place: Place, store: str, limits: Limits, time_s: float) -> Settings:
    """The settings of who serves at a place. Stops where anybody could come in from elsewhere."""
    opened = Store(store)
    has_tokens = any(one.revoked_at is None for one in tokens(opened.database))
    opened.close()
    if not is_loopback(place.host) and (place.everybody or not has_tokens):
        raise Stop(
            f"“{place.host}” can be reached from elsewhere, so tokens are needed: "
            "redraft token make NAME --scope edit"
        )
    is_open = place.everybody or not has_tokens
    unknown = [one for one in place.proxies if not is_network(one)]
    if unknown:
        raise Stop(f"“{unknown[0]}” is no address of a proxy, and no network: --proxy 10.0.0.0/8")
    if is_open and place.proxies:
        raise Stop(
            "who comes through a proxy need not be on this machine, so tokens are needed: "
            "redraft token make NAME --scope edit"
        )
    return Settings(
        store=store,
        open=is_open,
        limits=limits,
        body_max=limits.bytes_max + ENVELOPE,
        time_s=time_s,
        rate=(0.0 if is_open else _RATE) if place.rate is None else place.rate,
        proxies=place.proxies,
    )


def door_at(place: Place, settings: Settings, path: str = "") -> socket.socket:
    """A socket that listens there, once it was said who is let in."""
    door = listening(place.host, place.port)
    if settings.open:
        print(
            "redraft: NO TOKENS ARE ASKED FOR: everybody on this machine may read, edit and delete",
            file=sys.stderr,
        )
    print(f"redraft: serving {_address(door)}{path}", file=sys.stderr, flush=True)
    return door


def studio_at(door: socket.socket) -> str:
    """The address of the studio for a browser on this machine."""
    return _address(door).replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:") + "/"


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
