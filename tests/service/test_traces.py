"""Traces: a request, what it computed by stages, what it did in the store; in memory, and sent to a collector."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.service.conftest import PAGE, serving

from redraft import edit
from redraft.service.spans import is_asked_for
from redraft.service.traces import Traces
from redraft.service.visits import Visit, visiting
from redraft.service.watch import Watch
from redraft.service.work import Workshop

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


@contextmanager
def collecting() -> Iterator[tuple[str, list[Any]]]:
    """A collector, and the spans that it was sent."""
    spans: list[Any] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    spans.extend((span, resource.resource) for span in scope.spans)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", spans
        server.shutdown()


@pytest.fixture
def kept() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def watch(kept: InMemorySpanExporter) -> Watch:
    return Watch(tracer=Traces(SimpleSpanProcessor(kept)))


def edited(watch: Watch, headers: list[tuple[bytes, bytes]], said: str) -> Any:
    """A request whose work is done in a thread."""

    async def asked() -> Any:
        workshop, visit = Workshop(1, 1), Visit("one", "POST", "/v1/edit")

        def work(claim: Any) -> Any:
            with watch.computing(claim):
                result = edit(PAGE, said)
                body = result.to_json(timings=False)
            watch.edited("stored", said, result, document="abc")
            with watch.stored("append"):
                pass
            return body

        with visiting(visit), watch.traced(visit, headers):
            body = await workshop.run(work, 10)
            visit.status = 200
        workshop.close()
        return body

    return asyncio.run(asked())


def by_name(kept: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in kept.get_finished_spans()}


def test_the_spans_of_a_request_lie_within_one_another(
    watch: Watch, kept: InMemorySpanExporter
) -> None:
    edited(watch, [(b"traceparent", PARENT.encode())], "make the first card red")

    found = by_name(kept)
    request, compute = found["POST /v1/edit"], found["compute"]
    stages = [found[name] for name in ("decompose", "execute", "verify", "serialize")]
    assert {span.parent.span_id for span in stages if span.parent} == {compute.context.span_id}
    for name in ("compute", "store append"):
        parent = found[name].parent
        assert parent is not None and parent.span_id == request.context.span_id
    assert {f"{span.context.trace_id:032x}" for span in found.values()} == {TRACE}
    assert [one.end_time for one in stages[:-1]] == [one.start_time for one in stages[1:]]
    said = dict(request.attributes or {})
    assert said["redraft.status"] == "success" and said["redraft.document"] == "abc"
    assert said["http.route"] == "/v1/edit" and said["http.response.status_code"] == 200


def test_a_request_without_a_trace_begins_one(watch: Watch, kept: InMemorySpanExporter) -> None:
    edited(watch, [(b"traceparent", b"00-no-trace-at-all")], "make the first card red")

    assert by_name(kept)["POST /v1/edit"].parent is None


@pytest.mark.parametrize("said", ["make the zanzibar red", "make the card frobulous", "zanzibar"])
def test_what_is_traced_comes_to_the_same_and_has_no_word_of_it(
    watch: Watch, kept: InMemorySpanExporter, said: str
) -> None:
    """Y-3."""
    body = edited(watch, [], said)

    assert body == edit(PAGE, said).to_json(timings=False)
    told = "".join(span.to_json() for span in kept.get_finished_spans())
    assert "zanzibar" not in told and "frobulous" not in told


def test_traces_are_sent_where_the_variables_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collecting() as (url, spans):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
        with (
            serving(tmp_path / "redraft.db") as service,
            httpx.Client(base_url=service.url, timeout=20) as client,
        ):
            home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
            headers = {"traceparent": PARENT}
            client.post(home + "/edit", json={"command": "hide the header"}, headers=headers)
            client.post(home + "/edit", json={"command": "make it frobulous"})
    sent = [span for span, _ in spans if span.trace_id.hex() == TRACE]

    names = {span.name for span in sent}
    assert {"POST /v1/documents/{document}/edit", "compute", "decompose", "verify"} <= names
    assert {"store version", "store append"} <= names
    about = {one.key: one.value.string_value for one in spans[0][1].attributes}
    assert about["service.name"] == "redraft" and about["deployment.environment"] == "test"
    assert service.told("edit")[0]["trace"] == TRACE
    assert "frobulous" not in str(spans)


def test_a_collector_that_is_not_there_is_told_of_and_hinders_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
    with serving(tmp_path / "redraft.db") as service:
        asked = {"blueprint": PAGE, "command": "hide the header"}
        said = httpx.post(service.url + "/v1/edit", json=asked)

    assert said.status_code == 200 and service.told("tracing")
    assert all(line.startswith(("{", "redraft: ")) for line in service.said)


def test_nothing_of_it_is_loaded_where_nobody_asks(tmp_path: Path) -> None:
    code = (
        "import sys; from redraft.service.house import House; from redraft.service.settings import Settings;"
        f"House(Settings(store={str(tmp_path / 'redraft.db')!r})).close();"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )

    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_it_is_asked_for_by_the_usual_variables(said: dict[str, str], asked: bool) -> None:
    assert is_asked_for(said) is asked
