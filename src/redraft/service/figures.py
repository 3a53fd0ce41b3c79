"""What is told at /v1/stats: the sums of all processes as the figures that a dashboard draws.

May import: telemetry, service.siblings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from redraft.service.siblings import Heard
from redraft.telemetry import families as of
from redraft.telemetry.digest import ERROR, Digest
from redraft.telemetry.families import Family
from redraft.telemetry.frequent import Frequent
from redraft.telemetry.sums import INTERVAL_S, Interval, Sums
from redraft.telemetry.telling import APPLIED

#: texts of a list of what is said often
_OFTEN_MAX: Final = 50
_SHARES: Final = (0.5, 0.95, 0.99)
#: stages in their order, what was between them last
_STAGES: Final = ("decompose", "execute", "verify", "serialize", "total")

Share = Annotated[float | None, Meta(description="0 to 1; null where there was nothing.")]
ByName = Annotated[dict[str, int], Meta(description="How many, by name.")]


class Times(msgspec.Struct, frozen=True):
    """How long something took, in microseconds: how often, the mean, and three quantiles."""

    name: str
    count: int
    mean_us: float
    p50_us: float
    p95_us: float
    p99_us: float


class RouteTimes(Times, frozen=True):
    """How long the requests of a route took."""

    method: str


class Answers(msgspec.Struct, frozen=True):
    """How many requests of a route were answered with a status."""

    method: str
    route: str
    status: int
    count: int


class Throughput(msgspec.Struct, frozen=True):
    """What happened in one interval; ``faults`` are answers from 500. Times are of whole edits."""

    at: datetime
    requests: int
    faults: int
    edits: int
    applied: int
    p50_us: float
    p95_us: float
    p99_us: float


class Edits(msgspec.Struct, frozen=True):
    """Commands: how they ended, why they were not applied, how they came in, what was said of them."""

    total: int
    applied: int
    by_status: ByName
    by_code: ByName
    by_kind: ByName
    diagnostics: ByName


class Cache(msgspec.Struct, frozen=True):
    """How often a cache had what was asked of it."""

    name: str
    hits: int
    misses: int
    rate: Share


class RulesRun(msgspec.Struct, frozen=True):
    """Rules that were run, and those that were skipped as nothing that they read had changed."""

    run: int
    skipped: int
    rate: Share


class Recovered(msgspec.Struct, frozen=True):
    """Faults are commands that failed, or were applied because something in them was put right."""

    faults: int
    recovered: int
    rate: Share
    by_correction: int
    by_suggestion: int
    corrections: ByName
    suggestions: ByName


class Jobs(msgspec.Struct, frozen=True):
    """Jobs of batches: those that are to be done yet, that were done, that failed."""

    in_flight: int
    done: int
    failed: int


class Often(msgspec.Struct, frozen=True):
    """What was said how often at most; ``excess``: by so much that may be too high."""

    text: str
    count: int
    excess: int


Said = Annotated[
    tuple[Often, ...] | None,
    Meta(description="Most frequent first; null without the scope “admin”, or where it is off."),
]


class Stats(msgspec.Struct, frozen=True):
    """All that the processes of a service have counted and timed since they began.

    ``unheard`` processes did not answer, and are not in it. Quantiles are within ``error``, as a
    share, of a time that was there.
    """

    version: str
    at: datetime
    since: datetime
    workers: int
    unheard: int
    error: float
    interval_s: int
    throughput: tuple[Throughput, ...]
    edits: Edits
    stages: tuple[Times, ...]
    routes: tuple[RouteTimes, ...]
    answers: tuple[Answers, ...]
    store: tuple[Times, ...]
    store_failures: ByName
    caches: tuple[Cache, ...]
    rules: RulesRun
    recovery: Recovered
    batches: Jobs
    documents: ByName
    refusals: ByName
    commands: Said
    words: Said


def stats_of(heard: Heard, *, version: str, at: float, with_words: bool) -> Stats:
    """The figures of what several processes have heard.

    >>> sums = Sums()
    >>> sums.count(of.EDITS, "sent", "success", "")
    >>> stats_of(Heard({0: sums}), version="1", at=0.0, with_words=False).edits.by_status
    {'success': 1}
    """
    sums = heard.joined()
    since = [by for one in heard.by_place.values() for _, by in one.of(of.UP_SINCE)]
    edits = _edits(sums)
    return Stats(
        version=version,
        at=_when(at),
        since=_when(min(since, default=at)),
        workers=len(heard.by_place),
        unheard=heard.unheard,
        error=round(ERROR, 4),
        interval_s=INTERVAL_S,
        throughput=tuple(_throughput(sums.intervals)),
        edits=edits,
        stages=tuple(sorted(_times(sums, of.STAGES), key=lambda one: _STAGES.index(one.name))),
        routes=tuple(_routes(sums)),
        answers=tuple(
            Answers(method, route, int(status), int(n))
            for (method, route, status), n in sums.of(of.REQUESTS)
        ),
        store=tuple(_times(sums, of.STORE)),
        store_failures=_by(sums, of.STORE_FAULTS),
        caches=tuple(_caches(sums)),
        rules=_rules(_by(sums, of.RULES)),
        recovery=_recovery(sums, edits),
        batches=_jobs(sums),
        documents=_by(sums, of.CHANGES),
        refusals=_by(sums, of.REFUSALS),
        commands=_often(sums.commands) if with_words else None,
        words=_often(sums.words) if with_words else None,
    )


def _edits(sums: Sums) -> Edits:
    found = list(sums.of(of.EDITS))
    status, code, kind = (
        _sorted((labels[k], n) for labels, n in found if labels[k]) for k in (1, 2, 0)
    )
    applied = sum(status.get(one, 0) for one in APPLIED)
    return Edits(sum(status.values()), applied, status, code, kind, _by(sums, of.DIAGNOSTICS))


def _recovery(sums: Sums, edits: Edits) -> Recovered:
    by: Counter[str] = Counter()
    for (_, how), n in sums.of(of.RECOVERIES):
        by[how] += int(n)
    faults = edits.total - edits.applied + by["correction"]
    return Recovered(
        faults,
        by.total(),
        _share(by.total(), faults),
        by["correction"],
        by["suggestion"],
        _by(sums, of.CORRECTIONS),
        _by(sums, of.SUGGESTIONS),
    )


def _rules(by: Mapping[str, int]) -> RulesRun:
    run, skipped = by.get("run", 0), by.get("skipped", 0)
    return RulesRun(run, skipped, _share(skipped, run + skipped))


def _jobs(sums: Sums) -> Jobs:
    ended = _by(sums, of.JOBS)
    left = sum(int(n) for _, n in sums.of(of.JOBS_NOW))
    return Jobs(max(left, 0), ended.get("done", 0), ended.get("failed", 0))


def _caches(sums: Sums) -> Iterable[Cache]:
    found: dict[str, dict[str, int]] = {}
    for (name, outcome), n in sums.of(of.CACHES):
        found.setdefault(name, {})[outcome] = int(n)
    for name, by in found.items():
        hits, misses = by.get("hit", 0), by.get("miss", 0)
        yield Cache(name, hits, misses, _share(hits, hits + misses))


def _throughput(intervals: Mapping[int, Interval]) -> Iterable[Throughput]:
    for number, one in sorted(intervals.items()):
        quantiles = (round(us, 1) for us in one.time.quantiles(_SHARES))
        counts = (one.requests, one.faults, one.edits, one.applied)
        yield Throughput(_when(number * INTERVAL_S), *counts, *quantiles)


def _times(sums: Sums, family: Family) -> Iterable[Times]:
    for labels, digest in sums.times_of(family):
        yield Times(labels[-1], *_told(digest))


def _routes(sums: Sums) -> Iterable[RouteTimes]:
    for (method, route), digest in sums.times_of(of.ROUTES):
        yield RouteTimes(route, *_told(digest), method)


def _told(digest: Digest) -> tuple[int, float, float, float, float]:
    p50, p95, p99 = (round(us, 1) for us in digest.quantiles(_SHARES))
    return digest.count, round(digest.total / max(digest.count, 1), 1), p50, p95, p99


def _often(said: Frequent) -> tuple[Often, ...]:
    return tuple(Often(one.text, one.times, one.excess) for one in said.most(_OFTEN_MAX))


def _by(sums: Sums, family: Family) -> dict[str, int]:
    return _sorted((labels[-1], n) for labels, n in sums.of(family))


def _sorted(found: Iterable[tuple[str, float]]) -> dict[str, int]:
    by: Counter[str] = Counter()
    for name, n in found:
        by[name] += int(n)
    return dict(sorted(by.items()))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _when(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
