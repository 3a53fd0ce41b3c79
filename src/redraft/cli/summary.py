"""What an edit did, for a person: the outcome, before → after, and what there is to say.

May import: serialize, document, diagnostics, cli.
"""

from __future__ import annotations

from typing import Any, Final

from redraft.cli.paint import Line, Piece
from redraft.cli.words import (
    RELATED,
    SUGGESTIONS_MAX,
    cells,
    plain,
    say_diagnostic,
    shortened,
    value,
)
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Outline
from redraft.document.change import Change
from redraft.document.colors import parse, to_hex
from redraft.serialize import Result, StepReport

CHANGES_MAX: Final = 40
CLAUSES_MAX: Final = 40
_JOINTS: Final = " ,;."
FINDINGS_MAX: Final = 12
NAME_CELLS_MAX: Final = 32
#: stored as whether it is hidden
_SHOWN: Final = "visibility"

_STATUS_STYLE: Final = {
    "success": "bold green",
    "partial": "bold yellow",
    "failed": "bold red",
    "conflicted": "bold red",
    "rejected": "bold red",
}
_SEVERITIES: Final = ("error", "warning", "notice")
_SEVERITY_STYLE: Final = {"error": "bold red", "warning": "bold yellow", "notice": "bold cyan"}


def summary(result: Result, command: str | None) -> list[Line]:
    """Say what came of a command. ``command`` is None for a plan without words."""
    lines: list[Line] = [_outcome(result)]
    told = clauses(result)
    if told:
        lines += [[], *told]
    if result.changes:
        lines += [[], *changes(list(result.changes), result.before.outline)]
    if result.rollback_reason and not result.diagnostics:
        lines.append([Piece(f"  taken back: {plain(result.rollback_reason)}")])
    listed = sorted(result.diagnostics, key=lambda one: _SEVERITIES.index(one.severity))
    lines += findings(listed[:FINDINGS_MAX], command)
    if len(listed) > FINDINGS_MAX:
        more = len(listed) - FINDINGS_MAX
        lines += [[], [Piece(f"… and {more} more findings; --json lists them all", "dim")]]
    return lines


def clauses(result: Result) -> list[Line]:
    """What became of each clause, in the order in which they were said; none where all were done, or one."""
    by_span: dict[tuple[int, int], list[StepReport]] = {}
    for step in sorted(result.steps, key=lambda step: step.span):
        by_span.setdefault(step.span, []).append(step)
    if len(by_span) < 2 or result.ok:
        return []
    failed_at = min((s.span for s in result.steps if s.status == "failed"), default=(0, 0))
    lines: list[Line] = []
    for span, steps in by_span.items():
        wrong = next((step for step in steps if step.status == "failed"), None)
        if wrong is not None:
            became, style = "not done", "bold red"
        elif all(step.status == "success" for step in steps):
            became, style = "done", "green"
        else:
            back = result.rollback_triggered and span < failed_at
            became, style = ("taken back" if back else "not run"), "yellow"
        line = [
            Piece(f"  {became:<10}  ", style),
            Piece(f"“{plain(steps[0].clause).rstrip(_JOINTS)}”"),
        ]
        if wrong is not None and wrong.why:
            line.append(Piece(f": {plain(wrong.why)}"))
        lines.append(line)
    if len(lines) > CLAUSES_MAX:
        more = len(lines) - CLAUSES_MAX
        return [*lines[:CLAUSES_MAX], [Piece(f"  … and {more} more; --json lists them all", "dim")]]
    return lines


def changes(listed: list[Change], outline: Outline) -> list[Line]:
    """One line a changed property: component, property, before → after, and why if nobody asked.

    What moved along inside a component is counted with it and has no line of its own.
    """
    rows, inside = _folded(_merged(listed), outline)
    shown = rows[:CHANGES_MAX]
    names = [shortened(plain(row.component or "screen"), NAME_CELLS_MAX) for row in shown]
    name_width = max(map(cells, names), default=0)
    property_width = max((cells(row.property) for row in shown), default=0)
    lines: list[Line] = []
    for row, name in zip(shown, names, strict=True):
        line = [
            Piece("  "),
            Piece(_padded(name, name_width), "bold"),
            Piece("  " + _padded(row.property, property_width) + "  "),
            *_value(row, row.before),
            Piece(" → ", "dim"),
            *_value(row, row.after),
        ]
        if row.reason != "asked":
            line.append(Piece(f"  ({row.reason})", "yellow"))
        count = inside.get((row.component, row.property), 0)
        if count:
            line.append(Piece(f"  with {count} inside", "dim"))
        lines.append(line)
    if len(rows) > len(shown):
        lines.append(
            [Piece(f"  … and {len(rows) - len(shown)} more; --json lists them all", "dim")]
        )
    return lines


def by_component(listed: list[Change], outline: Outline) -> list[Line]:
    """All changed properties, under the component that they are of: before → after."""
    rows, inside = _folded(listed, outline)
    width = max((cells(row.property) for row in rows), default=0)
    lines: list[Line] = []
    known: str | None = ""
    for row in rows:
        if row.component != known:
            known = row.component
            lines.append([Piece(f"  {plain(known or 'screen')}", "cyan")])
        line = [Piece(f"    {_padded(row.property, width)}  ")]
        line += [*_value(row, row.before), Piece(" → ", "dim"), *_value(row, row.after)]
        count = inside.get((row.component, row.property), 0)
        if count:
            line.append(Piece(f"  with {count} inside", "dim"))
        lines.append(line)
    return lines


def findings(listed: list[Diagnostic], command: str | None) -> list[Line]:
    """Every diagnostic with its words and what to try, an empty line before each."""
    lines: list[Line] = []
    for diagnostic in listed:
        head, *rest = say_diagnostic(diagnostic, command)
        label, _, message = head.partition(": ")
        lines += [[], [Piece(label, _SEVERITY_STYLE[diagnostic.severity]), Piece(f": {message}")]]
        for text in rest:
            carets = text.startswith("  | ") and not text[4:].strip(f" ^{RELATED}")
            lines.append([Piece(text, _SEVERITY_STYLE[diagnostic.severity] if carets else "")])
    hidden = sum(max(0, len(d.suggestions) - SUGGESTIONS_MAX) for d in listed)
    if hidden:
        lines.append([Piece(f"  ({hidden} more with --json)", "dim")])
    return lines


def _outcome(result: Result) -> Line:
    line = [Piece(result.status, _STATUS_STYLE[result.status])]
    done, total = result.steps_executed, result.steps_total
    if result.status in ("success", "partial"):
        steps = "step" if total == 1 else "steps"
        line.append(Piece(f" · {done} of {total} {steps}"))
        line.append(Piece(f" · confidence {result.confidence:.2f}"))
        if not result.changes:
            line.append(Piece(" · it was like that already"))
    else:
        line.append(Piece(" · nothing was changed"))
    return line


def _merged(listed: list[Change]) -> list[Change]:
    """One change a property: from its first value to its last, both homes of a width as one.

    What was changed back is left out.
    """
    merged: dict[tuple[str | None, str], Change] = {}
    for change in listed:
        key = (change.component, change.property)
        known = merged.get(key)
        if known is None:
            merged[key] = change
        elif known.path == change.path:
            reason = known.reason if change.reason == "asked" else change.reason
            merged[key] = known._replace(after=change.after, reason=reason)
    return [change for change in merged.values() if change.before != change.after] or list(
        merged.values()
    )


def _folded(
    rows: list[Change], outline: Outline
) -> tuple[list[Change], dict[tuple[str | None, str], int]]:
    """Leave out what moved as an outer component did; count it there."""
    moved = {(row.component, row.property): row for row in rows if row.property in ("x", "y")}
    kept: list[Change] = []
    inside: dict[tuple[str | None, str], int] = {}
    for row in rows:
        above = _carrier(row, moved, outline)
        if above is None:
            kept.append(row)
        else:
            inside[above, row.property] = inside.get((above, row.property), 0) + 1
    return kept, inside


def _carrier(
    row: Change, moved: dict[tuple[str | None, str], Change], outline: Outline
) -> str | None:
    """The outermost component that this one moved with, rounding aside."""
    if row.component is None or (row.component, row.property) not in moved:
        return None
    if row.component not in outline.index:
        return None
    by = _distance(row)
    found = None
    for i in outline.ancestors(outline.index[row.component]):
        above = moved.get((outline.ids[i], row.property))
        if above is not None and by is not None:
            distance = _distance(above)
            if distance is None or abs(distance - by) >= 1:
                break
            found = outline.ids[i]
    return found


def _distance(row: Change) -> float | None:
    numbers = isinstance(row.before, (int, float)) and isinstance(row.after, (int, float))
    return float(row.after - row.before) if numbers else None


def _value(row: Change, stored: Any) -> list[Piece]:
    if row.property == _SHOWN:
        return [Piece("hidden" if stored is True else "shown")]
    said = value(stored)
    color = parse(stored) if isinstance(stored, str) else None
    if color is None:
        return [Piece(said)]
    return [Piece("■ ", to_hex(color)[:7]), Piece(shortened(plain(str(stored))))]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
