"""``redraft serve``: the HTTP service, with a store of its own.

May import: service, store, cli.
"""

from __future__ import annotations

from typing import Annotated, Final

from cyclopts import Parameter

from redraft.cli.ending import DONE, Stop
from redraft.cli.options import LIMITED_USUAL, Limited

PORT: Final = 8321


def serve(
    *,
    store: Annotated[str, Parameter(env_var="REDRAFT_STORE")] = "redraft.db",
    host: str = "127.0.0.1",
    port: int = PORT,
    workers: int = 1,
    time: float = 10.0,
    rate: float | None = None,
    everybody: Annotated[bool, Parameter(name="--open", negative="")] = False,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Serve HTTP until interrupted.

    What is stored is on disk before it is acknowledged. Who may do what is
    said by tokens (redraft token); while there are none, everybody on this
    machine may do everything, and nobody from elsewhere anything.

    For example:

      redraft serve
      redraft serve --store postgresql://redraft@db/redraft --host 0.0.0.0 --workers 4

    The API is described at /openapi.json and in docs/service.md.

    Parameters
    ----------
    store
        An SQLite file, which is made if there is none, or a PostgreSQL by URL.
    host
        The address to listen on.
    port
        The port to listen on; 0 takes any that is free.
    workers
        So many processes that share the store.
    time
        Seconds that one request may take.
    rate
        Requests a second of one token, 0 for any number; 100 if not said.
    everybody
        Ask for no token although there are some; only on this machine.
    """
    try:
        # the extra is loaded by who serves, and by nobody else
        from redraft.cli.serving import Place, door_at, settings_at
        from redraft.service.running import serve as run
        from redraft.service.settings import LIMITS
    except ModuleNotFoundError as missing:
        raise Stop(
            f"the service needs the extra “serve” ({missing.name}): pip install 'redraft[serve]'"
        ) from None
    place = Place(host, port, everybody, rate)
    settings = settings_at(place, store, limited.read(LIMITS), time)
    with door_at(place, settings) as door:
        try:
            run(settings, door, workers=workers)
        except KeyboardInterrupt:
            return DONE
    return DONE
