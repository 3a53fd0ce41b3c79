"""What becomes of faulty commands: done as they were meant, offered, refused without it, or wrong.

A faulty command is held to what the right one does here, byte for byte: so only rows are
asked whose own command succeeds, whatever the row expects of it.

    D-1  rows, seed and level decide the outcome

May import: engine, evaluation's other modules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final, Literal, NamedTuple

import msgspec

from redraft.document.blueprint import Document
from redraft.engine import Recover, edit, reading_for
from redraft.evaluation.faults import KINDS, UNTOLD, Fault, Said, faulted
from redraft.evaluation.rows import APPLIED, Row
from redraft.evaluation.runner import SUGGESTIONS_TRIED
from redraft.serialize import Result, read

End = Literal["applied", "offered", "refused", "wrong"]
ENDS: Final[tuple[End, ...]] = End.__args__  # type: ignore[attr-defined]
#: in these somebody got what was meant, or can take it
WELL: Final = frozenset({"applied", "offered"})


class Recovered(NamedTuple):
    """A fault in a row's command, and how that ended; ``offers`` are the suggestions that count."""

    row: str
    meant: str
    fault: Fault
    end: End
    result: Result
    offers: tuple[str, ...]


def recovered(
    rows: Iterable[Row],
    *,
    seed: int,
    recover: Recover = "safe",
    each: int | None = None,
    kinds: Iterable[str] = KINDS,
) -> Iterator[Recovered]:
    """Put a fault of each kind into the command of each row; at most ``each`` of a kind.

    Which rows get them when there are more depends on the seed.
    """
    drawn = [row for row in rows if row.expect.targets is None]
    Random(seed).shuffle(drawn)
    right: dict[str, _Right | None] = {}
    for kind in kinds:
        done = 0
        for row in drawn:
            if each is not None and done >= each:
                break
            name = f"{row.id}/{row.command}"
            if name not in right:
                right[name] = _right(row, recover)
            meant = right[name]
            fault = None if meant is None else faulted(kind, meant.said, f"{seed}/{row.id}")
            if meant is not None and fault is not None:
                done += 1
                yield _ended(row, meant, fault, recover)


class _Right(NamedTuple):
    said: Said
    after: bytes


def _right(row: Row, recover: Recover) -> _Right | None:
    """What the command does as it is; None where it is refused."""
    source: Any = row.blueprint
    document = read(Path(source) if isinstance(source, str) else source)
    result = _say(row, document, row.command, recover)
    if result.status != "success" or not result.changes:
        return None
    return _Right(Said(document, reading_for(document, row.command)), result.bytes)


def _say(row: Row, document: Document, command: str, recover: Recover) -> Result:
    options = {**msgspec.structs.asdict(row.options), "recover": recover}
    return edit(document, command, selection=row.selection, previous=row.history, **options)


def _ended(row: Row, right: _Right, fault: Fault, recover: Recover) -> Recovered:
    result = _say(row, right.said.document, fault.command, recover)
    errors = [d for d in result.diagnostics if d.severity == "error"]
    offers = tuple(dict.fromkeys(s for d in errors for s in d.suggestions))[:SUGGESTIONS_TRIED]

    def ended(end: End) -> Recovered:
        return Recovered(row.id, row.command, fault, end, result, offers)

    if fault.kind == UNTOLD:
        told = any(d.code == "value.clamped" or d.severity != "notice" for d in result.diagnostics)
        if result.status in APPLIED:
            return ended("applied" if told else "wrong")
        return ended("offered" if offers else "refused")
    if result.status in APPLIED:
        return ended("applied" if result.bytes == right.after else "wrong")
    hits = (_say(row, right.said.document, offer, recover) for offer in offers)
    return ended("offered" if any(hit.bytes == right.after for hit in hits) else "refused")


class Tally(msgspec.Struct, frozen=True):
    """How many faults of a kind ended how."""

    kind: str
    n: int
    applied: int
    offered: int
    refused: int
    wrong: int

    @property
    def well(self) -> float:
        """The share that ended in what was meant, done or offered."""
        return (self.applied + self.offered) / self.n if self.n else 1.0

    @property
    def wrong_share(self) -> float:
        """The share that ended in another edit."""
        return self.wrong / self.n if self.n else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values, shares worked out.

        >>> Tally("lost space", 4, 2, 1, 1, 0).to_dict()["well"]
        0.75
        """
        return {**msgspec.structs.asdict(self), "well": self.well, "wrong_share": self.wrong_share}


def tallied(outcomes: Iterable[Recovered]) -> tuple[Tally, ...]:
    """Count by kind of fault, all of them last."""
    counted = Counter((o.fault.kind, o.end) for o in outcomes)
    kinds = [kind for kind in KINDS if any(counted[kind, end] for end in ENDS)]
    tallies = [_tally(kind, [counted[kind, end] for end in ENDS]) for kind in kinds]
    sums = [sum(counted[kind, end] for kind in kinds) for end in ENDS]
    return (*tallies, _tally("all", sums))


def _tally(kind: str, counts: list[int]) -> Tally:
    return Tally(kind, sum(counts), *counts)
