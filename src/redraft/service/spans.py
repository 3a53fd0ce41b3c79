"""What traces are made of: a request, what it computed, what it did in the store.

Only who is told where to send traces has any, and only they need the extra ``otel``
(`redraft.service.traces`).

May import: service.visits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Final, Protocol

from redraft.service.visits import Visit

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


class Tracer(Protocol):
    """Makes spans; none of them has a word of anybody's."""

    def request(
        self, visit: Visit, headers: Iterable[tuple[bytes, bytes]]
    ) -> AbstractContextManager[None]:
        """The span of a request; part of the trace that its headers name, if they do."""

    def computing(self) -> AbstractContextManager[None]:
        """The span of what is computed for a request."""

    def storing(self, operation: str) -> AbstractContextManager[None]:
        """The span of a transaction of the store."""

    def edited(self, about: Mapping[str, str | int], spent_ns: Mapping[str, int]) -> None:
        """Note what came of an edit, and the stages of what was computed last."""

    def close(self) -> None:
        """Send what is left."""


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """Whether traces are to be sent somewhere, by OpenTelemetry's own variables.

    >>> is_asked_for({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"}), is_asked_for({})
    (True, False)
    """
    is_off = environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true"
    exporter = environment.get("OTEL_TRACES_EXPORTER", "otlp").strip() or "otlp"
    is_named = any(environment.get(name, "").strip() for name in _ENDPOINTS)
    return is_named and not is_off and exporter == "otlp"
