"""``redraft faults``: what becomes of commands that are typed with a fault in them.

May import: evaluation, cli.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain, shortened
from redraft.evaluation.faults import KINDS
from redraft.evaluation.recovered import WELL, Recovered, Tally, recovered, tallied
from redraft.evaluation.rows import RowError, read_rows

COMMAND_CELLS_MAX = 200


def faults(
    rows: Annotated[tuple[Path, ...], Parameter(negative="")],
    /,
    *,
    seed: int = 1,
    recover: Literal["off", "safe", "all"] = "safe",
    each: int | None = None,
    kind: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    failures: Annotated[int | None, Parameter(negative="")] = None,
    min_well: float | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Put faults into commands, and count how those end.

    Each command that succeeds as it is gets a fault of each kind: letters
    swapped, left out, doubled or beside the right key, a space too few or too
    many, a wrong plural, another separator in an id, a word that nobody put
    into the lexicon, quotes that do not close, colours and units misspelt,
    numbers that are out of range. It ends well where the result is the same
    to the byte, or is refused with such a command among the first three
    suggestions; a number out of range, where it is clamped and said so, or
    refused with suggestions.

    For example:

      redraft faults commands.jsonl --recover all
      redraft faults commands.jsonl --seed 7 --each 50 --failures 20
      redraft faults commands.jsonl --kind "lost space" --json

    Exit status: 0 counted, 1 below --min-well, 2 a row cannot be read.

    Parameters
    ----------
    rows
        JSON Lines files, as for redraft eval.
    seed
        Where the faults are, and which rows get them.
    recover
        How far commands are put right.
    each
        At most so many faults of a kind.
    kind
        Only faults of this kind; repeatable.
    failures
        Print the first so many that did not end well, wrong edits first; 0: all of them.
    min_well
        End with status 1 where a smaller share than this ends well, 0 to 1.
    json
        Print the counts, and the failures asked for, as JSON.
    """
    unknown = [k for k in kind if k not in KINDS]
    if unknown:
        raise Stop(f"there is no fault “{unknown[0]}”, but {', '.join(KINDS)}")
    try:
        chosen = [row for path in rows for row in read_rows(path)]
    except RowError as error:
        raise Stop(str(error)) from None
    outcomes = list(recovered(chosen, seed=seed, recover=recover, each=each, kinds=kind or KINDS))
    tallies = tallied(outcomes)
    bad = sorted((o for o in outcomes if o.end not in WELL), key=lambda o: o.end != "wrong")
    listed = [] if failures is None else bad[: failures or None]
    if json:
        said = {
            "seed": seed,
            "recover": recover,
            "kinds": [tally.to_dict() for tally in tallies],
            "failures": [_plain(one) for one in listed],
        }
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for one in listed:
            show(_failure(one))
        show(_report(tallies))
    return NOT_APPLIED if min_well is not None and tallies[-1].well < min_well else DONE


def _report(tallies: tuple[Tally, ...]) -> list[Line]:
    head = f"{'fault':<18}{'n':>6}{'applied':>9}{'offered':>9}{'refused':>9}{'wrong':>7}{'well':>9}"
    lines: list[Line] = [[Piece(head + f"{'wrong':>8}", "dim")]]
    for t in tallies:
        counts = f"{t.kind:<18}{t.n:>6}{t.applied:>9}{t.offered:>9}{t.refused:>9}"
        style = "red" if t.wrong else ""
        lines.append(
            [
                Piece(counts),
                Piece(f"{t.wrong:>7}", style),
                Piece(f"{t.well:>9.1%}{t.wrong_share:>8.1%}"),
            ]
        )
    return lines


def _failure(one: Recovered) -> list[Line]:
    style = "red" if one.end == "wrong" else "yellow"
    fault = one.fault
    lines: list[Line] = [
        [
            Piece(plain(one.row), "bold"),
            Piece(f" · {fault.kind} · "),
            Piece(one.end, style),
            Piece(plain(f" · “{fault.meant}” typed “{fault.typed}”")),
        ],
        [Piece(f"  {shortened(plain(fault.command), COMMAND_CELLS_MAX)}")],
    ]
    for change in one.result.changes[:5] if one.end == "wrong" else ():
        said = f"{change.component}: {change.property} → {change.after}"
        lines.append([Piece(f"  did      {shortened(plain(said), COMMAND_CELLS_MAX)}")])
    lines += [
        [Piece(f"  {d.code}  {shortened(plain(d.message), COMMAND_CELLS_MAX)}", "dim")]
        for d in one.result.diagnostics
    ]
    lines += [
        [Piece(f"  try      {shortened(plain(said), COMMAND_CELLS_MAX)}", "dim")]
        for said in one.offers
    ]
    return [*lines, []]


def _plain(one: Recovered) -> dict[str, object]:
    return {
        "row": one.row,
        "end": one.end,
        **one.fault._asdict(),
        "command meant": one.meant,
        "status": one.result.status,
        "diagnostics": list(one.result.diagnostics),
        "offers": one.offers,
    }
