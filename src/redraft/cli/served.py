"""What a running service tells of itself, fetched and shown to a person.

May import: service.figures, cli.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException
from typing import Any, Final

import msgspec

from redraft.cli.ending import Stop
from redraft.cli.paint import Line, Piece
from redraft.cli.words import cells, plain, shortened
from redraft.service.figures import Often, Stats, Times

_WAIT_S: Final = 15.0
_BYTES_MAX: Final = 16 * 1024 * 1024
_ROWS_MAX: Final = 10
_TEXT_MAX: Final = 60
#: intervals that what happens now is told from: the last five minutes
_NOW: Final = 30


def is_address(said: str) -> bool:
    """Whether something is the address of a service, and no file.

    >>> is_address("http://127.0.0.1:8321"), is_address("rows.jsonl")
    (True, False)
    """
    return said.startswith(("http://", "https://"))


def fetched(address: str, token: str | None) -> bytes:
    """The figures of the service at an address, as JSON. Stops where there are none."""
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    asked = urllib.request.Request(address.rstrip("/") + "/v1/stats", headers=headers)
    try:
        # a token is for whom it was given to, not for where they would send us
        with urllib.request.build_opener(_Stays).open(asked, timeout=_WAIT_S) as answer:
            told: bytes = answer.read(_BYTES_MAX)
    except urllib.error.HTTPError as error:
        with error:
            raise Stop(f"{address} answers {error.code}{_why(error.read(_BYTES_MAX))}") from None
    except (OSError, ValueError, HTTPException) as error:
        raise Stop(f"{address} does not answer: {getattr(error, 'reason', error)}") from None
    return told


def decoded(told: bytes) -> Stats:
    """The figures. Stops where they are no such."""
    try:
        return msgspec.json.decode(told, type=Stats)
    except msgspec.DecodeError as error:
        raise Stop(f"these are no figures of a service: {error}") from None


class _Stays(urllib.request.HTTPRedirectHandler):
    """Follows nobody."""

    def redirect_request(self, *_: Any) -> None:
        """Where to go instead: nowhere."""


def _why(problem: bytes) -> str:
    try:
        said = msgspec.json.decode(problem)
    except msgspec.DecodeError:
        return ""
    return f": {plain(str(said['detail']))}" if isinstance(said, dict) and "detail" in said else ""


def table(found: Stats) -> list[Line]:
    """The figures for a person."""
    up = found.at - found.since
    workers = f"{found.workers} worker{'s' * (found.workers != 1)}"
    unheard = f", {found.unheard} did not answer" if found.unheard else ""
    recent = [one for one in found.throughput if (found.at - one.at).total_seconds() < 10 * _NOW]
    seconds = min(found.interval_s * _NOW, max(up.total_seconds(), 1.0))
    edits, requests = (sum(getattr(one, name) for one in recent) for name in ("edits", "requests"))
    recovery, rules = found.recovery, found.rules
    lines: list[Line] = [
        [
            Piece(f"Redraft {found.version}", "bold"),
            Piece(f", {workers}{unheard}, up {str(up).partition('.')[0]}"),
        ],
        [
            Piece(f"{found.edits.total:,} edits", "bold"),
            Piece(
                f", {found.edits.applied:,} applied{_percent(found.edits.applied, found.edits.total)}"
                f"; lately {edits / seconds:,.1f} edits/s, {requests / seconds:,.1f} requests/s"
            ),
        ],
        [
            Piece(
                f"{recovery.faults:,} faults, {recovery.recovered:,} recovered"
                f"{_percent(recovery.recovered, recovery.faults)}; {rules.run:,} rules run, "
                f"{rules.skipped:,} skipped; jobs of batches: {found.batches.in_flight:,} to do, "
                f"{found.batches.done:,} done, {found.batches.failed:,} failed"
            )
        ],
    ]
    lines += _times("stage", found.stages)
    lines += _times("route", found.routes[:_ROWS_MAX], [f"{one.method} " for one in found.routes])
    lines += _times("store", found.store)
    lines += _counts("edits by status", found.edits.by_status)
    lines += _counts("not applied, by code", found.edits.by_code)
    lines += [[], [Piece(f"{'cache':<12}{'hits':>10}{'misses':>10}{'rate':>8}", "dim")]]
    for cache in found.caches:
        rate = "" if cache.rate is None else f"{cache.rate:.0%}"
        lines.append([Piece(f"{cache.name:<12}{cache.hits:>10,}{cache.misses:>10,}{rate:>8}")])
    lines += _often("commands that fail most often", found.commands)
    lines += _often("words that are unknown most often", found.words)
    return lines


def _times(head: str, times: Sequence[Times], before: Iterable[str] = ()) -> list[Line]:
    if not times:
        return []
    befores = [*before] or [""] * len(times)
    names = [plain(said + one.name) for said, one in zip(befores, times, strict=False)]
    width = max(len(head), *map(cells, names))
    heads = f"{'count':>10}{'p50 µs':>12}{'p95 µs':>12}{'p99 µs':>12}"
    lines: list[Line] = [[], [Piece(f"{head:<{width}}{heads}", "dim")]]
    for name, one in zip(names, times, strict=True):
        told = "".join(f"{us:>12,.1f}" for us in (one.p50_us, one.p95_us, one.p99_us))
        lines.append([Piece(f"{name:<{width}}{one.count:>10,}{told}")])
    return lines


def _counts(head: str, counts: Mapping[str, int]) -> list[Line]:
    ranked = sorted(((n, name) for name, n in counts.items() if name), reverse=True)[:_ROWS_MAX]
    if not ranked:
        return []
    return [[], [Piece(head, "dim")], *([Piece(f"{n:>10,}  {plain(name)}")] for n, name in ranked)]


def _often(head: str, said: tuple[Often, ...] | None) -> list[Line]:
    if not said:
        return []
    rows = [
        [Piece(f"{one.count:>10,}  {shortened(plain(one.text), _TEXT_MAX)}")]
        for one in said[:_ROWS_MAX]
    ]
    return [[], [Piece(head, "dim")], *rows]


def _percent(part: int, whole: int) -> str:
    return f" ({part / whole:.1%})" if whole else ""
