"""``redraft mcp``: the tools of an agent, over standard input and output or over HTTP.

May import: agents, service, store, cli.
"""

from __future__ import annotations

import signal
from typing import Annotated, Final, Literal

import msgspec
from cyclopts import Parameter

from redraft.cli.ending import DONE, Stop
from redraft.cli.options import LIMITED_USUAL, Limited

PORT: Final = 8322


def mcp(
    *,
    store: Annotated[str, Parameter(env_var="REDRAFT_STORE")] = "redraft.db",
    http: Annotated[bool, Parameter(negative="")] = False,
    host: str = "127.0.0.1",
    port: int = PORT,
    time: float = 10.0,
    rate: float | None = None,
    proxy: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    everybody: Annotated[bool, Parameter(name="--open", negative="")] = False,
    log: Literal["json", "plain", "off"] = "off",
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Serve agents over MCP: on standard input and output, or on a port.

    The tools edit blueprints that are sent, and documents of the store; they
    open nothing else. Over HTTP, who may do what is said by tokens (redraft
    token), as for redraft serve.

    For example:

      redraft mcp --store designs.db
      redraft mcp --http --port 8322

    The tools are described in docs/mcp.md.

    Parameters
    ----------
    store
        An SQLite file, which is made if there is none, or a PostgreSQL by URL.
    http
        Serve streamable HTTP at /mcp rather than standard input and output.
    host
        The address to listen on.
    port
        The port to listen on; 0 takes any that is free.
    time
        Seconds that one call may take.
    rate
        Requests a second of one token, 0 for any number; 100 if not said.
    proxy
        The address or network of a proxy in front, as often as there are
        several: it is believed for whom it asks (X-Forwarded-For).
    everybody
        Ask for no token although there are some; only on this machine.
    log
        Write an event for each edit to standard error, as redraft serve does
        (the extra “serve”); no word of a command or of a document is in it.
    """
    extra = "mcp" if log == "off" else "mcp,serve"
    try:
        # the extra is loaded by who serves, and by nobody else
        from redraft.agents.running import PATH, opened, over_http, over_stdio
        from redraft.cli.serving import Place, door_at, settings_at, settings_of
        from redraft.service.settings import LIMITS

        if log != "off":
            import redraft.service.logs  # noqa: F401
    except ModuleNotFoundError as missing:
        raise Stop(
            f"the server needs the extra “{extra}” ({missing.name}): pip install 'redraft[{extra}]'"
        ) from None
    limits = limited.read(LIMITS)
    if not http:
        # nothing else ends a read of standard input that waits
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        alone = msgspec.structs.replace(settings_of(store, limits, time), log=log)
        with opened(alone) as premises:
            over_stdio(premises)
        return DONE
    at = Place(host, port, everybody, rate, proxy)
    settings = msgspec.structs.replace(settings_at(at, store, limits, time), log=log)
    with door_at(at, settings, PATH) as door, opened(settings) as premises:
        try:
            over_http(premises, door)
        except KeyboardInterrupt:
            return DONE
    return DONE
