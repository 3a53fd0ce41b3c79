"""``redraft stats``: failures, corrections and suggestions by code, and how much is recovered.

May import: evaluation, telemetry, cli.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.evaluation.rows import RowError, read_rows
from redraft.evaluation.sessions import said_in_sessions
from redraft.telemetry import Counts


def stats(
    rows: Annotated[tuple[Path, ...], Parameter(negative="")],
    /,
    *,
    limit: int | None = None,
    min_rate: float | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Count failures, corrections and suggestions by code, and what is recovered.

    Each command that wants an edit is said in a session of its own. Where it
    fails, and one of the first three suggestions does what the row wants, that
    one is said next. A fault is a command that failed, or that was applied
    because something in it was put right; it is recovered where it ends in an
    applied command.

    For example:

      redraft stats commands.jsonl
      redraft stats commands.jsonl --json --min-rate 0.8

    Exit status: 0 counted, 1 below --min-rate, 2 a row cannot be read.

    Parameters
    ----------
    rows
        JSON Lines files, as for redraft eval.
    limit
        At most so many rows.
    min_rate
        End with status 1 where a smaller share of the faults is recovered, 0 to 1.
    json
        Print the counts as JSON.
    """
    counts = Counts()
    try:
        chosen = [row for path in rows for row in read_rows(path)][:limit]
        said = said_in_sessions(chosen, counts)
    except RowError as error:
        raise Stop(str(error)) from None
    if json:
        told = msgspec.json.encode({"commands": said, **counts.to_dict()})
        sys.stdout.buffer.write(msgspec.json.format(told, indent=1) + b"\n")
        sys.stdout.buffer.flush()
    else:
        show(_table(counts, said))
    rate = 1.0 if counts.recovery_rate is None else counts.recovery_rate
    return NOT_APPLIED if min_rate is not None and rate < min_rate else DONE


_HEADS = ("failed", "corrected", "suggestions", "by suggestion", "by correction")


def _table(counts: Counts, said: int) -> list[Line]:
    """A row a code; of what is recovered, by what."""
    ways = {
        by: Counter({code: n for (code, how), n in counts.recoveries.items() if how == by})
        for by in ("suggestion", "correction")
    }
    columns = (counts.failures, counts.corrections, counts.suggestions, *ways.values())
    codes = sorted({code for column in columns for code in column})
    width = max(map(len, codes), default=0)
    wide = [max(len(head), 5) for head in _HEADS]
    head = "  ".join(f"{name:>{w}}" for name, w in zip(_HEADS, wide, strict=True))
    lines: list[Line] = [[Piece(f"{'code':<{width}}  {head}", "dim")]]
    for code in codes:
        cut = zip(columns, wide, strict=True)
        said_of = "  ".join(f"{column[code] or '·':>{w}}" for column, w in cut)
        lines.append([Piece(f"{code:<{width}}  {said_of}")])
    rate = counts.recovery_rate
    share = "" if rate is None else f" ({rate:.1%})"
    style = "bold green" if rate is None or rate >= _GOOD else "bold yellow"
    lines += [
        [],
        [
            Piece(f"{said} commands, {counts.faults} of them with a fault, "),
            Piece(f"{counts.recovered} recovered{share}", style),
        ],
    ]
    return lines


_GOOD = 0.9
