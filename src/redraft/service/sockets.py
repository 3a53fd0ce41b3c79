"""Where a service listens, and who can reach it there.

May import: service.access, service.settings.
"""

from __future__ import annotations

import math
import socket
from ipaddress import ip_address, ip_network
from typing import Any, Final

from redraft.service.access import LOOPBACK
from redraft.service.settings import Settings

_BACKLOG: Final = 2_048
#: seconds, beside those of a request, that open requests are waited for at the end
_END_S: Final = 1
#: seconds that a worker may take to begin, and to say that it is alive, on a busy machine
_ALIVE_S: Final = 30


def served(settings: Settings) -> dict[str, Any]:
    """How uvicorn serves there: nothing is told of the server, no request is logged.

    Only of the proxies that are named is it believed for whom they ask; who asks when the service
    is told to end is waited for as long as a request may take.

    >>> served(Settings())["proxy_headers"], served(Settings(time_s=10))["timeout_graceful_shutdown"]
    (False, 11)
    """
    return {
        "lifespan": "on",
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": list(settings.proxies),
        "server_header": False,
        "timeout_graceful_shutdown": math.ceil(settings.time_s) + _END_S,
        "timeout_worker_healthcheck": _ALIVE_S,
        "log_level": "warning",
        "access_log": False,
    }


def is_network(said: str) -> bool:
    """Whether that is an address, or a network of addresses.

    >>> is_network("10.0.0.7"), is_network("10.0.0.0/8"), is_network("10.0.0.7/8"), is_network("*")
    (True, True, False, False)
    """
    try:
        ip_network(said)
    except ValueError:
        return False
    return True


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
