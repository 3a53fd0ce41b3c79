"""Where a service listens, and who can reach it there.

May import: service.access.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any, Final

from redraft.service.access import LOOPBACK

_BACKLOG: Final = 2_048
#: seconds that open requests and streams are waited for at the end
_END_S: Final = 5
#: how uvicorn serves there: no proxy is believed, nothing is told of the server, no request is logged
SERVED: Final[dict[str, Any]] = {
    "lifespan": "on",
    "proxy_headers": False,
    "server_header": False,
    "timeout_graceful_shutdown": _END_S,
    "log_level": "warning",
    "access_log": False,
}


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
