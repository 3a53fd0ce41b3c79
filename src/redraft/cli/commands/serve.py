"""``redraft serve``: the HTTP service, with a store of its own.

May import: service, store, cli.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import Annotated, Final, Literal

import msgspec
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
    proxy: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    everybody: Annotated[bool, Parameter(name="--open", negative="")] = False,
    browse: Annotated[bool, Parameter(negative="")] = False,
    log: Literal["json", "plain", "off"] | None = None,
    log_text: Annotated[bool, Parameter(negative="")] = False,
    no_words: Annotated[bool, Parameter(negative="")] = False,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Serve HTTP until interrupted.

    What is stored is on disk before it is acknowledged. Who may do what is
    said by tokens (redraft token); while there are none, everybody on this
    machine may do everything, and nobody from elsewhere anything.

    For example:

      redraft serve
      redraft serve --store postgresql://redraft@db/redraft --host 0.0.0.0 --workers 4

    The address in a browser is the studio (docs/studio.md). The API is
    described at /openapi.json and in docs/service.md.

    Traces are sent where OTEL_EXPORTER_OTLP_ENDPOINT says (the extra “otel”).

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
    proxy
        The address or network of a proxy in front, as often as there are
        several: it is believed for whom it asks (X-Forwarded-For).
    everybody
        Ask for no token although there are some; only on this machine.
    browse
        Open the studio in a browser.
    log
        The form of the log on standard error: an event of JSON a line, lines
        for a person, or none; plain on a terminal, else json, if not said.
    log_text
        Have the commands in the log. Without it no word of a command or of a
        document is.
    no_words
        Do not count which commands fail and which words are unknown.
    """
    try:
        # the extra is loaded by who serves, and by nobody else
        from redraft.cli.serving import Place, door_at, settings_at, studio_at
        from redraft.service.running import serve as run
        from redraft.service.settings import LIMITS
        from redraft.service.spans import is_asked_for
    except ModuleNotFoundError as missing:
        raise Stop(
            f"the service needs the extra “serve” ({missing.name}): pip install 'redraft[serve]'"
        ) from None
    place = Place(host, port, everybody, rate, proxy)
    is_traced = is_asked_for(os.environ)
    if is_traced:
        _needs_otel()
    form = log or ("plain" if sys.stderr.isatty() else "json")
    settings = msgspec.structs.replace(
        settings_at(place, store, limited.read(LIMITS), time),
        log=form,
        log_text=log_text,
        words=not no_words,
        traces=is_traced,
    )
    with door_at(place, settings) as door:
        at = studio_at(door)
        print(f"redraft: the studio is at {at}", file=sys.stderr, flush=True)
        if browse:
            # the door listens already: what the browser asks for waits until the service is up
            webbrowser.open(at)
        try:
            run(settings, door, workers=workers)
        except KeyboardInterrupt:
            return DONE
    return DONE


def _needs_otel() -> None:
    try:
        import redraft.service.traces  # noqa: F401
    except ModuleNotFoundError as missing:
        raise Stop(
            f"OTEL_EXPORTER_OTLP_ENDPOINT asks for traces, which need the extra “otel” ({missing.name}): "
            "pip install 'redraft[otel]', or set OTEL_SDK_DISABLED=true"
        ) from None
