"""What the service bears: requests over loopback, by so many at once, for so long, and what HTTP adds to an edit.

    python benchmarks/load.py            print it
    python benchmarks/load.py --save     keep it in benchmarks/load.json, and write docs/load.md
    python benchmarks/load.py --stored   write docs/load.md from what is kept

`redraft serve` runs as it does for anybody, with its log written to nowhere, an SQLite file and
no limit of the rate. Who asks is one process of raw sockets on the same machine, which takes
its part of the cores; each asks again as soon as it is answered. An answer that is not the one
that is meant is an error.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import msgspec

from redraft import engine
from redraft.measuring.rows import Machine
from redraft.measuring.timing import Spread, yardstick_us
from redraft.measuring.workloads import page

HERE: Final = Path(__file__).parent
STORED: Final = HERE / "load.json"
PAGE: Final = HERE.parent / "docs" / "load.md"
TEMPLATE: Final = HERE / "load.md"

WORKERS: Final = (1, 2)
AT_ONCE: Final = 8
#: one worker and two take turns of so many seconds, so many times
SECONDS: Final = 1.0
ROUNDS: Final = 6
WARM_S: Final = 0.3
#: requests of who asks alone, turn by turn with the engine
ALONE: Final = 600
_SAID: Final = ("make the header dark red", "make the header dark green")


class Row(msgspec.Struct, frozen=True):
    """What came of a workload: how many requests, how many of them errors, and their times."""

    workload: str
    workers: int
    at_once: int
    requests: int
    errors: int
    seconds: float
    times: Spread

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


class Alone(msgspec.Struct, frozen=True):
    """One edit over HTTP and by the engine in its own process, turn by turn."""

    components: int
    over_http: Spread
    engine: Spread


class Load(msgspec.Struct, frozen=True):
    """One run."""

    machine: Machine
    rows: tuple[Row, ...]
    alone: tuple[Alone, ...]


# -- who asks --------------------------------------------------------------------


class Asker:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def begin(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body of an answer."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return int(head[9:12]), await self._reader.readexactly(int(length))

    async def store(self, blueprint: bytes) -> str:
        """The address of a new document."""
        body = b'{"blueprint":%b}' % blueprint
        _, made = await self.ask(posted("/v1/documents", body))
        return f"/v1/documents/{msgspec.json.decode(made)['id']}"

    def end(self) -> None:
        """Leave."""
        self._writer.close()


Make = Callable[[Asker], Awaitable[tuple[bytes, ...]]]


class Workload(NamedTuple):
    """What is asked: ``make`` gives the requests of one who asks, who may store something first."""

    name: str
    make: Make
    meant: bytes = b'"status":"success"'


def posted(path: str, body: bytes) -> bytes:
    """A request that sends JSON."""
    return (
        b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        b"content-length: %d\r\n\r\n%b" % (path.encode(), len(body), body)
    )


def got(path: str) -> bytes:
    """A request that asks for something."""
    return b"GET %b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % path.encode()


def edited(blueprint: bytes, said: str) -> bytes:
    """A request for an edit of what is sent."""
    return posted("/v1/edit", b'{"blueprint":%b,"command":"%b"}' % (blueprint, said.encode()))


def blueprint(components: int) -> bytes:
    """A page of so many components."""
    return msgspec.json.encode(page(components))


async def _health(_: Asker) -> tuple[bytes, ...]:
    return (got("/health"),)


def _sent(components: int) -> Make:
    async def make(_: Asker) -> tuple[bytes, ...]:
        return tuple(edited(blueprint(components), said) for said in _SAID)

    return make


async def _stored(asker: Asker) -> tuple[bytes, ...]:
    home = await asker.store(blueprint(100))
    return tuple(posted(f"{home}/edit", b'{"command":"%b"}' % said.encode()) for said in _SAID)


async def _read(asker: Asker) -> tuple[bytes, ...]:
    return (got(await asker.store(blueprint(100))),)


WORKLOADS: Final = (
    Workload("nothing (`GET /health`)", _health, b'"status":"ok"'),
    Workload("an edit of 20 components (`POST /v1/edit`)", _sent(20)),
    Workload("an edit of 100 components", _sent(100)),
    Workload("an edit of a stored document of 100, on disk when answered", _stored),
    Workload("a stored document of 100 (`GET /v1/documents/{id}`)", _read, b'"revision":1'),
)


# -- the run ---------------------------------------------------------------------


@contextlib.contextmanager
def serving(workers: int) -> Iterator[int]:
    """The port of a service while this lasts."""
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors.txt"
        command = [sys.executable, "-m", "redraft", "serve", "--port", "0", "--rate", "0"]
        command += ["--store", f"{folder}/redraft.db", "--workers", str(workers), "--log", "json"]
        with errors.open("wb") as out:
            process = subprocess.Popen(command, stderr=out)
        try:
            yield _port(errors)
        finally:
            process.terminate()
            process.wait(20)


def _port(errors: Path) -> int:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        said = errors.read_text("utf-8").partition("serving http://127.0.0.1:")[2]
        if "\n" in said:
            return int(said.partition("\n")[0])
        time.sleep(0.05)
    raise TimeoutError("the service did not begin")


async def loaded(port: int, work: Workload, at_once: int, seconds: float) -> tuple[list[int], int]:
    """The times of what is answered while this lasts, and how many errors there were."""
    times: list[int] = []
    wrong = 0
    until = time.monotonic() + WARM_S + seconds
    counts_from = until - seconds

    async def one() -> None:
        nonlocal wrong
        asker = Asker(port)
        await asker.begin()
        requests = await work.make(asker)
        turn = 0
        while time.monotonic() < until:
            began = time.perf_counter_ns()
            status, body = await asker.ask(requests[turn % len(requests)])
            spent = time.perf_counter_ns() - began
            turn += 1
            wrong += status != 200 or work.meant not in body
            if time.monotonic() >= counts_from:
                times.append(spent)
        asker.end()

    await asyncio.gather(*(one() for _ in range(at_once)))
    return times, wrong


def rows_of(ports: dict[int, int], work: Workload, at_once: int, seconds: float) -> list[Row]:
    """The rows of one workload: what has another number of workers takes turns."""
    times: dict[int, list[int]] = {workers: [] for workers in ports}
    errors: Counter[int] = Counter()
    for _ in range(ROUNDS):
        for workers, port in ports.items():
            found, wrong = asyncio.run(loaded(port, work, at_once, seconds))
            times[workers] += found
            errors[workers] += wrong
    return [
        Row(work.name, n, at_once, len(of), errors[n], seconds * ROUNDS, Spread.of(of))
        for n, of in times.items()
    ]


async def alone(port: int, components: int, turns: int) -> Alone:
    """One who asks, turn by turn with the engine."""
    asker = Asker(port)
    await asker.begin()
    source = blueprint(components)
    over_http: list[int] = []
    bare: list[int] = []
    for turn in range(-20, turns):
        said = _SAID[turn % 2]
        request = edited(source, said)
        began = time.perf_counter_ns()
        await asker.ask(request)
        between = time.perf_counter_ns()
        engine.edit(source, said).to_json()
        ended = time.perf_counter_ns()
        if turn >= 0:
            over_http.append(between - began)
            bare.append(ended - between)
    asker.end()
    return Alone(components, Spread.of(over_http), Spread.of(bare))


def run(seconds: float = SECONDS, at_once: int = AT_ONCE, turns: int = ALONE) -> Load:
    """All of it."""
    yards = [yardstick_us()]
    with contextlib.ExitStack() as services:
        ports = {workers: services.enter_context(serving(workers)) for workers in WORKERS}
        rows = [one for work in WORKLOADS for one in rows_of(ports, work, at_once, seconds)]
        yards.append(yardstick_us())
        single = [asyncio.run(alone(ports[1], size, turns)) for size in (20, 100, 1_000)]
    yards.append(yardstick_us())
    return Load(_machine(median(yards)), tuple(rows), tuple(single))


def _machine(yard: float) -> Machine:
    system = f"{platform.system()} {platform.machine()}"
    cores = os.cpu_count() or 1
    return Machine(platform.python_version(), system, "", cores, round(yard, 1))


# -- the page --------------------------------------------------------------------


def report(template: str, load: Load) -> str:
    """The template with the figures of a run."""
    at = load.machine
    figures = {
        "machine": (
            f"Measured on {at.cores} cores, {at.system}, Python {at.python}; plain arithmetic (the "
            f"yardstick) takes {at.yardstick_us:,.0f} µs there."
        ),
        "load": "\n".join(_table(load)),
        "errors": f"{sum(row.requests for row in load.rows):,} requests, "
        f"{sum(row.errors for row in load.rows):,} errors.",
        "alone": "\n".join(_alone(load)),
    }
    for name, said in figures.items():
        template = template.replace(f"<!-- figures: {name} -->", said)
    return template


def _table(load: Load) -> Iterator[str]:
    yield "| what is asked | workers | requests a second | p50, ms | p95, ms | p99, ms | errors |"
    yield "|---|---|---|---|---|---|---|"
    for row in sorted(
        load.rows, key=lambda row: [one.name for one in WORKLOADS].index(row.workload)
    ):
        times = (f"{us / 1000:.1f}" for us in (row.times.p50, row.times.p95, row.times.p99))
        cells = (row.workload, str(row.workers), f"{row.rate:,.0f}", *times, str(row.errors))
        yield f"| {' | '.join(cells)} |"


def _alone(load: Load) -> Iterator[str]:
    yield "| components | over HTTP, ms | by the engine, ms | HTTP adds, ms |"
    yield "|---|---|---|---|"
    for one in load.alone:
        mine, bare = one.over_http.p50 / 1000, one.engine.p50 / 1000
        yield f"| {one.components:,} | {mine:.2f} | {bare:.2f} | {mine - bare:.2f} |"


def main() -> int:
    """Measure, print and keep; 1 where a request was not answered as is meant."""
    asked = sys.argv[1:]
    if "--stored" in asked:
        load = msgspec.json.decode(STORED.read_bytes(), type=Load)
    else:
        load = run()
    if "--save" in asked:
        STORED.write_bytes(msgspec.json.format(msgspec.json.encode(load), indent=1) + b"\n")
    if "--save" in asked or "--stored" in asked:
        PAGE.write_text(report(TEMPLATE.read_text("utf-8"), load), "utf-8")
    else:
        print("\n".join([*_table(load), "", *_alone(load)]))
    return int(any(row.errors for row in load.rows))


if __name__ == "__main__":
    sys.exit(main())
