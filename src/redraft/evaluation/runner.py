"""Say every row's command to the engine and judge what came of it.

Nothing that an engine does ends a run: an exception is an outcome, "crash".

    D-1  apart from the time, an outcome depends on the row alone

May import: engine, serialize, evaluation's other modules.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from redraft.diagnostics import Diagnostic, DocumentError, RedraftError
from redraft.engine import edit, named_by
from redraft.evaluation.judge import Happened, Verdict, judge, judge_selection
from redraft.evaluation.leaves import differences
from redraft.evaluation.rows import Alternative, Expect, Row, RowError, Write
from redraft.evaluation.values import Screen
from redraft.serialize import Result

#: Of all that a refusal suggests, so many are tried.
SUGGESTIONS_TRIED: Final = 3
#: An edit that was asked for and not done.
_NOT_DONE: Final = frozenset({"no-edit", "wrong-refusal", "partial-edit"})


class Outcome(NamedTuple):
    """One row, what came of it, and how long it took.

    ``exact``: for a selection, whether it is the wanted set and no more; ``suggested``:
    whether one of the first suggestions does what the row wants (None: not asked);
    ``meant``: the same of an edit that was refused, where that is counted.
    """

    row: Row
    verdict: Verdict
    seconds: float
    status: str = ""
    confidence: float | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    selected: tuple[str, ...] | None = None
    exact: bool | None = None
    suggested: bool | None = None
    meant: bool | None = None


def run(rows: Iterable[Row], *, suggestions: bool = False) -> Iterator[Outcome]:
    """Run rows one after another, each on its own.

    With ``suggestions``, the first suggestions of a refused edit are run too, and judged.

    Raises RowError where a row's blueprint cannot be read: that is the row's fault.
    """
    files: dict[str, Given] = {}
    for row in rows:
        given = given_by(row, files)
        if row.expect.targets is not None:
            yield _select(row, given)
            continue
        outcome = _edit(row, given)
        yield outcome._replace(meant=_meant(outcome, given)) if suggestions else outcome


class Given(NamedTuple):
    """A row's blueprint: its bytes, and what is on it."""

    source: bytes
    screen: Screen


def given_by(row: Row, files: dict[str, Given]) -> Given:
    """Read a row's blueprint; files that several rows name are read once."""
    if isinstance(row.blueprint, str):
        if row.blueprint not in files:
            files[row.blueprint] = _read(row, Path(row.blueprint).read_bytes())
        return files[row.blueprint]
    return _read(row, msgspec.json.encode(row.blueprint))


def _read(row: Row, source: bytes) -> Given:
    try:
        return Given(source, Screen.of(json.loads(source)))
    except DocumentError as error:
        raise RowError(f"row {row.id}: {error.diagnostic.message}") from None
    except (ValueError, AttributeError) as error:
        raise RowError(f"row {row.id}: the blueprint is no JSON object: {error}") from None


def _select(row: Row, given: Given) -> Outcome:
    started = time.perf_counter()
    diagnostics: tuple[Diagnostic, ...] = ()
    confidence: float | None = None
    ids: list[str] = []
    try:
        named = named_by(given.source, row.command, selection=row.selection)
        ids, confidence = list(named.ids), named.confidence
    except RedraftError as error:
        diagnostics = (error.diagnostic,)
    except Exception as error:
        return _crash(row, error, time.perf_counter() - started)
    seconds = time.perf_counter() - started
    verdict, exact = judge_selection(row.expect, ids)
    return Outcome(
        row,
        verdict,
        seconds,
        confidence=confidence if ids else None,
        diagnostics=diagnostics,
        selected=tuple(ids),
        exact=exact,
    )


def _edit(row: Row, given: Given) -> Outcome:
    started = time.perf_counter()
    try:
        result = _say(row, given, row.command)
        seconds = time.perf_counter() - started
        happened = what_happened(result)
    except Exception as error:
        return _crash(row, error, time.perf_counter() - started)
    verdict = judge(row.expect, given.screen, happened)
    diagnostics = tuple(result.diagnostics)
    return Outcome(
        row,
        verdict,
        seconds,
        status=result.status,
        confidence=result.confidence,
        diagnostics=diagnostics,
        suggested=_suggested(row, given, diagnostics),
    )


def _say(row: Row, given: Given, command: str) -> Result:
    return edit(
        given.source,
        command,
        selection=row.selection,
        previous=row.history,
        **msgspec.structs.asdict(row.options),
    )


def what_happened(result: Result) -> Happened:
    """What a result comes to, for the judge."""
    return Happened(
        result.status,
        Screen.of(json.loads(result.bytes)),
        tuple(diagnostic.code for diagnostic in result.diagnostics),
        frozenset((c.component, c.property, c.reason) for c in result.changes),
    )


def _crash(row: Row, error: Exception, seconds: float) -> Outcome:
    return Outcome(row, Verdict("crash", note=f"{type(error).__name__}: {error}"), seconds)


def _suggested(row: Row, given: Given, diagnostics: tuple[Diagnostic, ...]) -> bool | None:
    """Whether one of the first suggestions comes out as the row says."""
    wanted = row.expect.suggests
    if wanted is None:
        return None
    tried = list(dict.fromkeys(s for d in diagnostics for s in d.suggestions))
    try:
        screens = [what_happened(_say(row, given, c)) for c in tried[:SUGGESTIONS_TRIED]]
        return any(_is_wanted(row, given, wanted, happened) for happened in screens)
    except Exception:
        # A suggestion that ends in an exception is no suggestion that runs.
        return False


def _meant(outcome: Outcome, given: Given) -> bool | None:
    """Whether one of the first suggestions of a refused edit is right; None where none was refused."""
    row = outcome.row
    if outcome.verdict.outcome not in _NOT_DONE or not row.expect.writes:
        return None
    offered = dict.fromkeys(s for d in outcome.diagnostics for s in d.suggestions)
    tried = (what_happened(_say(row, given, c)) for c in list(offered)[:SUGGESTIONS_TRIED])
    try:
        return any(judge(row.expect, given.screen, happened).right for happened in tried)
    except Exception:
        return False


def _is_wanted(row: Row, given: Given, wanted: Any, happened: Happened) -> bool:
    match wanted:
        case str():
            other = what_happened(_say(row, given, wanted))
            return happened.status == other.status == "success" and not differences(
                other.screen.leaves, happened.screen.leaves
            )
        case Alternative():
            only = True if wanted.only is None else wanted.only
            expect = Expect(wanted.status, wanted.writes, only)
            return judge(expect, given.screen, happened).right
        case _:
            writes = tuple(item for item in wanted if isinstance(item, Write))
            if writes and judge(Expect(writes=writes, only=True), given.screen, happened).right:
                return True
            said = [item for item in wanted if isinstance(item, str)]
            return any(_is_wanted(row, given, command, happened) for command in said)
