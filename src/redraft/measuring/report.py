"""A stored run as a page: prose from a template, every figure from the run.

A template is Markdown in which a line ``<!-- figures: NAME -->`` stands for a table of the run.

May import: measuring.rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from redraft.measuring.rows import Row, Run, short
from redraft.measuring.timing import Spread

_PLACE: Final = re.compile(r"<!-- figures: ([a-z]+) -->")
#: workloads of the spec; the rows of switched-off optimisations have names of their own
_SPEC: Final = re.compile(r"W[0-9]+")


def report(template: str, run: Run) -> str:
    """The template with the figures of a run. Raises ValueError where it asks for a table that there is not.

    >>> from redraft.measuring.rows import Machine
    >>> run = Run(Machine("3.11", "Linux", "a chip", 2, 500.0), (Row("W8", "undo", 0.2, "µs", 20),))
    >>> print(report("<!-- figures: targets -->", run).strip().splitlines()[-1])
    | W8 | undo | **0.2 µs** | ≤ 20 | yes | | | |
    """
    return _PLACE.sub(lambda found: _table(found[1], run), template)


def _table(name: str, run: Run) -> str:
    if name not in _TABLES:
        raise ValueError(f"there are no figures “{name}”, but {', '.join(_TABLES)}")
    return "\n".join(_TABLES[name](run))


def _machine(run: Run) -> Iterator[str]:
    at = run.machine
    yield (
        f"Measured on {at.processor or at.system}, {at.cores} cores, {at.system}, Python {at.python}; "
        f"plain arithmetic (the yardstick) takes {at.yardstick_us:,.0f} µs there."
    )


def _targets(run: Run) -> Iterator[str]:
    yield "| | what | figure | target | met | p50 / p95 / p99 µs | against, µs | equal |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in run.rows:
        if _SPEC.fullmatch(row.workload):
            yield _cells(
                row.workload,
                row.case + (f" ({row.note})" if row.note else ""),
                f"**{figure_of(row)}**",
                row.target,
                {True: "yes", False: "**no**", None: ""}[row.met],
                _spread(row.ours),
                _against(row),
                {True: "yes", False: "**no**", None: ""}[row.equal],
            )


def _off(run: Run) -> Iterator[str]:
    yield "| switched off | workload | µs with it | µs without | without it | equal |"
    yield "|---|---|---|---|---|---|"
    for row in run.rows:
        if row.workload != "off":
            continue
        name, _, case = row.case.partition(": ")
        with_it = "" if row.against is None else short(row.against.p50)
        without = "" if row.ours is None else short(row.ours.p50)
        equal = {True: "yes", False: "**no**", None: ""}[row.equal]
        yield _cells(name, case, with_it, without, f"**{figure_of(row)}**", equal)


def _others(run: Run) -> Iterator[str]:
    yield "| instead of | this | µs ours | µs instead | |"
    yield "|---|---|---|---|---|"
    for row in run.rows:
        if row.workload != "instead":
            continue
        ours, _, instead = row.case.partition(": ")
        yield _cells(
            ours,
            instead,
            "" if row.against is None else short(row.against.p50),
            "" if row.ours is None else short(row.ours.p50),
            f"**{figure_of(row)}**",
        )


def _missed(run: Run) -> Iterator[str]:
    missed = [row for row in run.rows if row.met is False]
    if not missed:
        yield "All targets are met."
    for row in missed:
        yield f"- {row.workload}, {row.case}: {figure_of(row)}, the target is {row.target}."


_TABLES: Final[dict[str, Callable[[Run], Iterable[str]]]] = {
    "machine": _machine,
    "targets": _targets,
    "off": _off,
    "others": _others,
    "missed": _missed,
}


def _cells(*said: str) -> str:
    return (
        "| " + " | ".join(text or "\0" for text in said).replace("\0", "").replace("  ", " ") + " |"
    )


def figure_of(row: Row) -> str:
    """A row's figure with its unit."""
    gap = "" if row.unit == "×" else " "
    return f"{row.figure:,g}{gap}{row.unit}"


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return ""
    return " / ".join(map(short, (spread.p50, spread.p95, spread.p99)))


def _against(row: Row) -> str:
    return "" if row.against is None else f"{row.against_what}: {short(row.against.p50)}"
