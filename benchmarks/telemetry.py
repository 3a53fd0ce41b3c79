"""What it costs to watch an edit: the same edits watched and unwatched, turn by turn, in one process.

    python benchmarks/telemetry.py [--json]

An edit is what the service does for `POST /v1/edit` but for HTTP: bytes and a command to the
bytes of the result. ``counted`` is with counts, times and words; ``logged`` with an event in the
log too; ``unsampled`` and ``traced`` with that, in a service that sends traces, where the trace of
the request is not, and is, one of those. Each figure is the median of the ratios of neighbours in
time, so what disturbs the machine disturbs both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import msgspec
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

from redraft import engine
from redraft.measuring.timing import Side, interleaved, settled
from redraft.measuring.workloads import PAIRS, page
from redraft.service.logs import log_in
from redraft.service.traces import Traces
from redraft.service.visits import Visit, visiting
from redraft.service.watch import Watch
from redraft.service.work import Claim
from redraft.verify import counting

SIZES: Final = (20, 100, 1_000)
ROUNDS: Final = 400
#: so much more an edit may take
MOST: Final = 0.10
WAYS: Final = ("counted", "logged", "unsampled", "traced")
_VISIT: Final = Visit("0" * 32, "POST", "/v1/edit")


class Row(msgspec.Struct, frozen=True):
    """What an edit takes unwatched, in microseconds, and how much more it takes in each way."""

    components: int
    clauses: int
    unwatched_us: float
    more: dict[str, float]


class _Nowhere(SpanExporter):
    def export(self, *_: object) -> SpanExportResult:
        return SpanExportResult.SUCCESS


def traces(sampler: str) -> Traces:
    """Traces of all requests, or of none."""
    os.environ["OTEL_TRACES_SAMPLER"] = sampler
    return Traces(SimpleSpanProcessor(_Nowhere()))


def edits(source: bytes, said: str, watch: Watch | None) -> Callable[[object], bytes]:
    """An edit, watched by somebody or by nobody."""

    def unwatched(_: object) -> bytes:
        with Claim().computing():
            return engine.edit(source, said).to_json()

    def watched(_: object) -> bytes:
        assert watch is not None
        with visiting(_VISIT), watch.traced(_VISIT, ()):
            with watch.computing(Claim()), counting() as rules:
                result = engine.edit(source, said)
                body = result.to_json()
            watch.edited("sent", said, result, rules)
        return body

    return unwatched if watch is None else watched


def measured(components: int, said: str, clauses: int, rounds: int = ROUNDS) -> Row:
    """The row of one command on a page of so many components."""
    source = msgspec.json.encode(page(components))
    with Path("/dev/null").open("wb", buffering=0) as nowhere:
        log = log_in("json", nowhere)
        traced = [Watch(log=log, tracer=one) for one in (traces("always_off"), traces("always_on"))]
        watches = (None, Watch(), Watch(log=log), *traced)
        sides = [Side(edits(source, said, one)) for one in watches]
        with settled():
            times = interleaved(sides, rounds, warm=20)
    plain = times[0]
    more = {
        way: round(median(b / a for a, b in zip(plain, side, strict=True)) - 1, 4)
        for way, side in zip(WAYS, times[1:], strict=True)
    }
    return Row(components, clauses, round(median(plain) / 1000, 1), more)


def main() -> int:
    """Print a row a size; 1 where one that is logged costs more than it may."""
    rows = [
        measured(size, said, clauses)
        for size in SIZES
        for clauses, said in ((1, "make the header dark red"), (2, PAIRS[0][0]))
    ]
    if "--json" in sys.argv[1:]:
        print(msgspec.json.encode(rows).decode())
    else:
        print(
            f"{'components':>10}{'clauses':>9}{'unwatched':>14}{''.join(f'{w:>10}' for w in WAYS)}"
        )
        for row in rows:
            more = "".join(f"{row.more[way]:>+10.1%}" for way in WAYS)
            print(f"{row.components:>10,}{row.clauses:>9}{row.unwatched_us:>11,.1f} µs{more}")
    return int(any(row.more["logged"] > MOST for row in rows))


if __name__ == "__main__":
    sys.exit(main())
