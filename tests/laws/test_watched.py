"""Whoever watches an edit changes nothing of it, and does little: so many events, times and spans, and no more."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from redraft import edit
from redraft.service.traces import Traces
from redraft.service.visits import Visit, visiting
from redraft.service.watch import Watch
from redraft.service.work import Claim
from redraft.telemetry.sums import Sums
from redraft.verify import counting

from .screens import case


class Watched:
    """Somebody who counts, logs and traces all there is."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.spans = InMemorySpanExporter()
        self.watch = Watch(
            log=lambda event, **fields: self.told.append((event, fields)),
            tracer=Traces(SimpleSpanProcessor(self.spans)),
            clock=lambda: 0.0,
        )

    def edited(self, source: Any, said: str, options: dict[str, Any]) -> tuple[str, bytes]:
        asked = Visit("1", "POST", "/v1/edit")
        with visiting(asked), self.watch.traced(asked, ()):
            with self.watch.computing(Claim()), counting() as rules:
                result = edit(source, said, **options)
                body = result.to_json(timings=False)
            self.watch.edited("sent", said, result, rules)
        return result.status, body


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_an_edit_that_is_watched_comes_to_the_same_bytes(seed: int) -> None:
    """Y-3."""
    source, said, options = case(seed)
    plain = edit(source, said, **options)

    watched = Watched()
    status, body = watched.edited(source, said, options)

    assert (status, body) == (plain.status, plain.to_json(timings=False))


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_an_edit_is_told_once_whatever_becomes_of_it(seed: int) -> None:
    watched = Watched()

    watched.edited(*case(seed))

    sums: Sums = watched.watch.sums()
    assert [event for event, _ in watched.told] == ["edit"]
    assert {digest.count for digest in sums.times.values()} == {1} and len(sums.times) == 5
    assert [n for (name, *_), n in sums.counts.items() if name == "edits"] == [1]
    assert sums.intervals[0].edits == sums.intervals[0].time.count == 1
    assert [span.name for span in watched.spans.get_finished_spans()] == [
        "compute", "decompose", "execute", "verify", "serialize", "POST /v1/edit",
    ]  # fmt: skip


def test_what_is_kept_does_not_grow_with_what_happens() -> None:
    def numbers(sums: Sums) -> int:
        return len(sums.counts) + len(sums.times) + len(sums.intervals)

    watched = Watched()
    source, said, options = case(3)
    watched.edited(source, said, options)
    before = numbers(watched.watch.sums())

    for _ in range(30):
        watched.edited(source, said, options)

    assert numbers(watched.watch.sums()) == before
