"""What was measured, as rows: a figure, what it is held against, and whether the target is met.

May import: measuring.timing.
"""

from __future__ import annotations

import json
from typing import Any, Final, Literal

import msgspec

from redraft.measuring.timing import Spread

#: a figure may be so much worse than the stored one before it counts as a regression
TOLERANCE: Final = 1.3
#: times are less sure than ratios, whose two sides are disturbed alike
_TIMES_TOLERANCE: Final = 1.5

Unit = Literal["×", "µs", "ms", "MB", "%"]


class Row(msgspec.Struct, frozen=True):
    """One figure. ``most`` or ``least`` is the target of the spec; neither where it has none.

    ``ours`` and ``against`` are the calls behind it, in µs; ``equal`` says whether both sides
    gave the same, None where there was nothing to compare.
    """

    workload: str
    case: str
    figure: float
    unit: Unit
    most: float | None = None
    least: float | None = None
    ours: Spread | None = None
    against: Spread | None = None
    against_what: str = ""
    equal: bool | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the row measures, the same from run to run."""
        return self.workload, self.case

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.most is not None:
            return self.figure <= self.most
        return None if self.least is None else self.figure >= self.least

    @property
    def target(self) -> str:
        """The target as it is written: "≤ 150", "≥ 1,000"; empty where there is none."""
        if self.most is not None:
            return f"≤ {self.most:,g}"
        return "" if self.least is None else f"≥ {self.least:,g}"


class Machine(msgspec.Struct, frozen=True):
    """Where it was measured, and how long plain arithmetic takes there."""

    python: str
    system: str
    processor: str
    cores: int
    yardstick_us: float


class Run(msgspec.Struct, frozen=True):
    """One run of the workloads."""

    machine: Machine
    rows: tuple[Row, ...]

    def to_json(self) -> bytes:
        """The run as JSON, a row a line."""
        told = msgspec.to_builtins(self)
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in told["rows"])
        machine = json.dumps(told["machine"], ensure_ascii=False)
        return f'{{"machine": {machine},\n"rows": [\n{lines}\n]}}\n'.encode()

    @classmethod
    def from_json(cls, source: bytes) -> Run:
        """Read it back; raises msgspec.MsgspecError where it is none."""
        return msgspec.json.decode(source, type=cls)


class Worse(msgspec.Struct, frozen=True):
    """A figure that got worse: so many times what it was, machine and day discounted."""

    row: Row
    before: float
    times: float


def regressed(run: Run, stored: Run, tolerance: float = TOLERANCE) -> list[Worse]:
    """What is worse than in a stored run by more than ``tolerance``.

    Ratios are compared as they are; times by how long plain arithmetic took in either run.
    What has no target is told, and not held against anything.
    """
    known = {row.key: row for row in stored.rows}
    pace = run.machine.yardstick_us / stored.machine.yardstick_us
    found: list[Worse] = []
    for row in run.rows:
        before = known.get(row.key)
        if row.met is None or before is None or before.unit != row.unit:
            continue
        if row.figure <= 0 or before.figure <= 0:
            continue
        times = row.figure / before.figure
        if row.unit in ("µs", "ms"):
            times /= pace
        if row.least is not None:
            times = 1 / times
        bound = tolerance if row.unit not in ("µs", "ms") else max(tolerance, _TIMES_TOLERANCE)
        if times > bound:
            found.append(Worse(row, before.figure, round(times, 2)))
    return found


def short(microseconds: float) -> str:
    """A time in a table: whole from 100 on, else three digits that count.

    >>> short(0.17), short(41.26), short(1234.5)
    ('0.17', '41.3', '1,234')
    """
    return f"{microseconds:,.0f}" if microseconds >= 100 else f"{microseconds:.3g}"


def rounded(figure: float) -> float:
    """Three digits that count, or whole numbers from 1000 on.

    >>> rounded(0.123456), rounded(41.26), rounded(12345.6)
    (0.123, 41.3, 12346.0)
    """
    if figure >= 1000:
        return float(round(figure))
    return float(f"{figure:.3g}")


def to_plain(run: Run, worse: list[Worse]) -> dict[str, Any]:
    """The run and what got worse, as JSON values, each row with its verdict."""
    told: dict[str, Any] = msgspec.to_builtins(run)
    for row, made in zip(run.rows, told["rows"], strict=True):
        made["met"] = row.met
    told["regressed"] = [
        {"workload": w.row.workload, "case": w.row.case, "before": w.before, "times": w.times}
        for w in worse
    ]
    return told
