"""``redraft stats``: what fails, by code, and what is recovered: of rows, or of a running service.

May import: evaluation, telemetry, cli.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.cli.served import decoded, fetched, is_address, table
from redraft.evaluation.rows import RowError, read_rows
from redraft.evaluation.sessions import said_in_sessions
from redraft.telemetry import Counts


def stats(
    rows: Annotated[tuple[str, ...], Parameter(negative="")],
    /,
    *,
    limit: int | None = None,
    min_rate: float | None = None,
    token: Annotated[str | None, Parameter(env_var="REDRAFT_TOKEN")] = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Count failures, corrections and suggestions by code, and what is recovered.

    Each command that wants an edit is said in a session of its own. Where it
    fails, and one of the first three suggestions does what the row wants, that
    one is said next. A fault is a command that failed, or that was applied
    because something in it was put right; it is recovered where it ends in an
    applied command.

    Of a running service, by its address, it shows all that this has counted
    and timed since it began, of all its workers.

    For example:

      redraft stats commands.jsonl
      redraft stats commands.jsonl --json --min-rate 0.8
      redraft stats http://127.0.0.1:8321

    Exit status: 0 counted, 1 below --min-rate, 2 a row cannot be read, or the
    service does not answer.

    Parameters
    ----------
    rows
        JSON Lines files, as for redraft eval; or the address of a service.
    limit
        At most so many rows.
    min_rate
        End with status 1 where a smaller share of the faults is recovered, 0 to 1.
    token
        A token of the service; REDRAFT_TOKEN, which others on the machine do
        not see, does as well.
    json
        Print the counts as JSON.
    """
    if any(map(is_address, rows)):
        return _of_service(rows, token, min_rate, "json" if json else "table")
    counts = Counts()
    try:
        chosen = [row for path in rows for row in read_rows(Path(path))][:limit]
        said = said_in_sessions(chosen, counts)
    except RowError as error:
        raise Stop(str(error)) from None
    if json:
        _print(msgspec.json.encode({"commands": said, **counts.to_dict()}))
    else:
        show(_table(counts, said))
    return _ended(counts.recovery_rate, min_rate)


def _of_service(
    rows: tuple[str, ...], token: str | None, min_rate: float | None, form: Literal["json", "table"]
) -> int:
    if len(rows) != 1:
        raise Stop("the address of a service stands alone")
    told = fetched(rows[0], token)
    found = decoded(told)
    if form == "json":
        _print(told)
    else:
        show(table(found))
    return _ended(found.recovery.rate, min_rate)


def _print(told: bytes) -> None:
    sys.stdout.buffer.write(msgspec.json.format(told, indent=1) + b"\n")
    sys.stdout.buffer.flush()


def _ended(rate: float | None, min_rate: float | None) -> int:
    is_low = rate is not None and min_rate is not None and rate < min_rate
    return NOT_APPLIED if is_low else DONE


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
