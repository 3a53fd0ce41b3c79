"""The log: an event a line, as JSON or for a person at a terminal.

May import: service.watch. Needs the extra ``serve``.
"""

from __future__ import annotations

import logging
import sys
from typing import Any, BinaryIO, Final, Literal

import msgspec
import structlog

from redraft.service.watch import Log, silent

Form = Literal["json", "plain", "off"]
_ENCODER: Final = msgspec.json.Encoder(enc_hook=str)


def log_in(form: Form, out: BinaryIO | None = None) -> Log:
    """What writes events in a form, to standard error where nothing else is said.

    >>> import io
    >>> out = io.BytesIO()
    >>> log_in("json", out)("edit", status="success")
    >>> b'"event":"edit"' in out.getvalue() and b'"status":"success"' in out.getvalue()
    True
    """
    if form == "off":
        return silent
    renderer: Any = structlog.processors.JSONRenderer(serializer=_as_json)
    if form == "plain":
        renderer = _Plain(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=8))
    logger = structlog.wrap_logger(
        structlog.BytesLogger(out or sys.stderr.buffer),
        processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        context_class=dict,
    ).bind()
    write: Log = logger.info
    return write


class _Plain:
    """What a console renderer says, as bytes."""

    def __init__(self, renderer: structlog.dev.ConsoleRenderer) -> None:
        self._renderer = renderer

    def __call__(self, logger: Any, name: str, event: dict[str, Any]) -> bytes:
        return self._renderer(logger, name, event).encode("utf-8", "replace")


def _as_json(event: dict[str, Any], **_: Any) -> bytes:
    return _ENCODER.encode(event)
