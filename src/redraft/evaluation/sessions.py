"""Rows said as a person would: what fails is answered with a suggestion, and the right one is taken.

Only rows that want an edit are said; a person takes a suggestion only where it does what
the row wants, among the first few. What happens is told to a sink (`telemetry`).

    D-1  the rows decide what is told

May import: editor, telemetry, evaluation's other modules.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from redraft.editor import Editor
from redraft.evaluation.judge import judge
from redraft.evaluation.rows import APPLIED, Row
from redraft.evaluation.runner import SUGGESTIONS_TRIED, Given, given_by, what_happened
from redraft.serialize import Result
from redraft.telemetry import Sink


def said_in_sessions(rows: Iterable[Row], sink: Sink) -> int:
    """Say each row's command in a session of its own; return how many were said."""
    files: dict[str, Given] = {}
    count = 0
    for row in rows:
        if not _wants_an_edit(row):
            continue
        count += 1
        of = given_by(row, files)
        editor = Editor(of.source, events=sink, **msgspec.structs.asdict(row.options))
        result = editor.edit(row.command, previous=row.history, selection=row.selection)
        if result.status in APPLIED:
            continue
        answer = _right_one(row, of, editor, result)
        if answer is not None:
            editor.edit(answer, previous=row.history, selection=row.selection)
    return count


def _wants_an_edit(row: Row) -> bool:
    wanted = row.expect.status
    return row.expect.targets is None and (wanted is None or not APPLIED.isdisjoint(wanted))


def _right_one(row: Row, of: Given, editor: Editor, failed: Result) -> str | None:
    """The first of the suggestions that does what the row wants."""
    offered = list(dict.fromkeys(s for d in failed.diagnostics for s in d.suggestions))
    for said in offered[:SUGGESTIONS_TRIED]:
        result = editor.preview(said, previous=row.history, selection=row.selection)
        if result.status in APPLIED and judge(row.expect, of.screen, what_happened(result)).right:
            return said
    return None
