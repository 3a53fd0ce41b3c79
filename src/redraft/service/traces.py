"""Traces by OpenTelemetry: each request a span, with what it computed and stored as spans within.

The stages of an edit take turns. Each is told as one span as long as all its turns, one stage
after another in their order: how long is true, when is not.

Where they are sent, how many, and what else is said of the service is OpenTelemetry's to say
(``OTEL_EXPORTER_OTLP_*``, ``OTEL_TRACES_SAMPLER``, ``OTEL_RESOURCE_ATTRIBUTES``, ``OTEL_BSP_*``).

May import: service.spans, service.visits. Needs the extra ``otel``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Final, NamedTuple

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, set_span_in_context

import redraft
from redraft.service.visits import Visit, visit
from redraft.service.watch import Log, is_fault, silent

#: seconds that what is left is sent for at the end
_END_S: Final = 2.0
_STAGES: Final = ("decompose", "execute", "verify", "serialize")


class _Computed(NamedTuple):
    began_ns: int
    span: Span


class Traces:
    """The tracer of one process; ``processor`` is what finished spans are given to.

    >>> from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    >>> from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    >>> kept = InMemorySpanExporter()
    >>> traces = Traces(SimpleSpanProcessor(kept))
    >>> with traces.request(Visit("1", "GET", "/health"), ()): pass
    >>> [span.name for span in kept.get_finished_spans()]
    ['GET /health']
    """

    def __init__(self, processor: SpanProcessor | None = None, log: Log = silent) -> None:
        about = Resource({"service.name": "redraft", "service.version": redraft.__version__})
        self._provider: Final = TracerProvider(
            resource=Resource.create().merge(about).merge(OTELResourceDetector().detect()),
            shutdown_on_exit=False,
        )
        if processor is None:
            _tell_troubles(log)
            processor = BatchSpanProcessor(OTLPSpanExporter())
        self._provider.add_span_processor(processor)
        self._tracer: Final = self._provider.get_tracer("redraft", redraft.__version__)

    @contextmanager
    def request(self, visit: Visit, headers: Iterable[tuple[bytes, bytes]]) -> Iterator[None]:
        """The span of a request; part of the trace that its headers name, if they do."""
        said = {name.decode("latin-1").lower(): text.decode("latin-1") for name, text in headers}
        span = self._tracer.start_span(
            visit.method, propagate.extract(said, Context()), SpanKind.SERVER
        )
        visit.trace = f"{span.get_span_context().trace_id:032x}"
        with _current(span):
            try:
                yield
            finally:
                span.update_name(f"{visit.method} {visit.route}")
                span.set_attributes(_of(visit))
                if visit.status >= 500:
                    span.set_status(Status(StatusCode.ERROR))

    @contextmanager
    def computing(self) -> Iterator[None]:
        """The span of what is computed for a request."""
        began = time.time_ns()
        with self._within("compute") as span:
            try:
                yield
            finally:
                visit().computed = _Computed(began, span)

    @contextmanager
    def storing(self, operation: str) -> Iterator[None]:
        """The span of a transaction of the store."""
        with self._within(f"store {operation}", **{"db.operation.name": operation}) as span:
            try:
                yield
            except BaseException as error:
                if is_fault(error):
                    span.set_status(Status(StatusCode.ERROR))
                    span.set_attribute("error.type", type(error).__name__)
                raise

    def edited(self, about: Mapping[str, str | int], spent_ns: Mapping[str, int]) -> None:
        """Note what came of an edit, and the stages of what was computed last."""
        current = trace.get_current_span()
        if not (visit().is_traced and current.is_recording()):
            return
        current.set_attributes(
            {f"redraft.{name}": said for name, said in about.items() if said != ""}
        )
        computed = visit().computed
        if isinstance(computed, _Computed):
            at, parent = computed.began_ns, set_span_in_context(computed.span, Context())
            for stage in _STAGES:
                span = self._tracer.start_span(stage, parent, start_time=at)
                at += spent_ns.get(stage, 0)
                span.end(at)

    @contextmanager
    def _within(self, name: str, **about: str) -> Iterator[Span]:
        if not visit().is_traced:
            yield trace.INVALID_SPAN
            return
        with _current(self._tracer.start_span(name, attributes=about)) as span:
            yield span

    def close(self) -> None:
        """Send what is left, as far as that takes no time worth mentioning."""
        # it tries again and again where nobody answers, and its own bound does not hold for that
        ending = Thread(target=self._provider.shutdown, name="redraft-traces", daemon=True)
        ending.start()
        ending.join(_END_S)


@contextmanager
def _current(span: Span) -> Iterator[Span]:
    # what is raised may have words in it
    with trace.use_span(
        span, end_on_exit=True, record_exception=False, set_status_on_exception=False
    ):
        yield span


def _of(visit: Visit) -> dict[str, str | int]:
    said: dict[str, str | int] = {
        "http.request.method": visit.method,
        "http.route": visit.route,
        "redraft.request": visit.id,
    }
    if visit.status:
        said["http.response.status_code"] = visit.status
    if visit.token:
        said["enduser.id"] = visit.token
    return said


class _Troubles(logging.Handler):
    """Has what OpenTelemetry complains of in the log of the service."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it."""
        self._log("tracing", trouble=record.getMessage())


def _tell_troubles(log: Log) -> None:
    said = logging.getLogger("opentelemetry")
    said.handlers = [_Troubles(log)]
    said.propagate = False
