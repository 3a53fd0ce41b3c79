"""``redraft eval``: how often commands with a known outcome come out right.

May import: evaluation, cli.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter

from redraft.cli.commands.scoring import failure, report
from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import is_coloured, show
from redraft.evaluation.rows import Row, RowError, part_of, read_rows
from redraft.evaluation.runner import Outcome, run
from redraft.evaluation.score import score

#: Fewer rows are done before a person could read how far they are.
PROGRESS_ROWS_MIN = 50


def evaluate(
    rows: Annotated[tuple[Path, ...], Parameter(negative="")],
    /,
    *,
    tag: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    skip: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    split: Literal["dev", "held"] | None = None,
    limit: int | None = None,
    failures: Annotated[int | None, Parameter(negative="")] = None,
    suggestions: Annotated[bool, Parameter(negative="")] = False,
    min_good: float | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Score commands whose right outcome is known.

    A row is one JSON object a line: a command, the blueprint it is said
    about (a path beside the file, or the object itself), and what should
    come of it:

      {"id": "1", "blueprint": "home.json",
       "command": "make the first card red",
       "expect": {"writes": [{"component": "card_1", "op": "=",
                              "property": "background", "value": "red"}],
                  "only": true}}

    op: = value, * factor, + offset, > < (than before), darker, lighter,
    set (changed), in (one of a list), ~ (text but for case).
    A refusal: "expect": {"status": ["rejected"], "codes": ["clause.vague"]}
    A selection: "expect": {"targets": ["card_1"]}
    docs/evaluation.md has the whole format.

    A row comes out good or refused, or else wrong-object, wrong-edit,
    partial-edit, collateral, no-edit, wrongly-applied, wrong-refusal or
    crash. What came out wrong is told apart from what was only not done.

    For example:

      redraft eval commands.jsonl
      redraft eval commands.jsonl --failures 20 --tag ordinal
      redraft eval commands.jsonl --split dev --min-good 0.9 --json

    Exit status: 0 scored, 1 below --min-good, 2 a row cannot be read.

    Parameters
    ----------
    rows
        JSON Lines files.
    tag
        Only rows with this tag, or commas between several; repeatable.
    skip
        No rows with this tag, or commas between several; repeatable.
    split
        Only one half of the rows, which each row's id decides: improve on dev, believe held.
    limit
        At most so many rows.
    failures
        Print the first so many rows that did not come out right; 0: all of them.
    suggestions
        Count how many refused edits have the right command among their first three suggestions.
    min_good
        End with status 1 where a smaller share than this comes out good, 0 to 1.
    json
        Print the score, and the failures asked for, as JSON.
    """
    if min_good is not None and not 0 <= min_good <= 1:
        raise Stop("--min-good is a share between 0 and 1")
    try:
        chosen = [row for path in rows for row in read_rows(path)]
        chosen = _chosen(chosen, _tags(tag), _tags(skip), split)[:limit]
        outcomes = list(_watched(run(chosen, suggestions=suggestions), len(chosen)))
    except RowError as error:
        raise Stop(str(error)) from None
    scored = score(outcomes)
    wrong = [one for one in outcomes if not one.verdict.right]
    listed = [] if failures is None else wrong[: failures or None]
    if json:
        said = {**scored.to_dict(), "failures": [_plain(one) for one in listed]}
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for one in listed:
            show(failure(one))
        show(report(scored))
    good = scored.total.good_share if outcomes else 0.0
    return NOT_APPLIED if min_good is not None and good < min_good else DONE


def _tags(said: Iterable[str]) -> frozenset[str]:
    return frozenset(one.strip() for part in said for one in part.split(",") if one.strip())


def _chosen(
    rows: list[Row], wanted: frozenset[str], skipped: frozenset[str], split: str | None
) -> list[Row]:
    return [
        row
        for row in rows
        if (not wanted or wanted & set(row.tags))
        and not skipped & set(row.tags)
        and (split is None or part_of(row.id) == split)
    ]


def _watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Show how far it is where a person waits."""
    if total < PROGRESS_ROWS_MIN or not is_coloured(sys.stderr) or not sys.stderr.isatty():
        yield from outcomes
        return
    # rich's progress bar is loaded only where one is drawn.
    from rich.console import Console
    from rich.progress import track

    yield from track(
        outcomes, "scoring", total=total, console=Console(file=sys.stderr), transient=True
    )


def _plain(outcome: Outcome) -> dict[str, object]:
    """One failure as JSON values."""
    return {
        "id": outcome.row.id,
        "class": outcome.verdict.outcome,
        "command": outcome.row.command,
        "status": outcome.status,
        "note": outcome.verdict.note,
        "missed": [
            {
                "component": seen.write.component,
                "property": seen.write.property,
                "op": seen.write.op,
                "value": seen.write.value,
                "before": _json(seen.before),
                "after": _json(seen.after),
            }
            for seen in outcome.verdict.seen
            if not seen.held
        ],
        "unasked": [
            {
                "component": leaf.component,
                "place": "/".join(map(str, leaf.keys)),
                "before": _json(difference.before),
                "after": _json(difference.after),
            }
            for leaf, difference in outcome.verdict.unasked
        ],
        "selected": outcome.selected,
        "diagnostics": list(outcome.diagnostics),
    }


def _json(value: object) -> object:
    """A stored value as it is; what is not there as null."""
    return value if isinstance(value, (str, int, float, bool, list, dict)) else None
