"""A score and its failures, for a person.

May import: evaluation, cli.
"""

from __future__ import annotations

from typing import Final

from redraft.cli.paint import Line, Piece, plain_lines
from redraft.cli.words import plain, say_diagnostic, shortened, value
from redraft.document.blueprint import MISSING
from redraft.evaluation.judge import RIGHT, WRONG
from redraft.evaluation.leaves import ABSENT
from redraft.evaluation.rows import Write
from redraft.evaluation.runner import Outcome
from redraft.evaluation.score import Score, Share

LEAVES_MAX: Final = 8
TARGETS_MAX: Final = 8


def report(score: Score) -> list[Line]:
    """The totals, by kind, class and tag; the calibration; the time."""
    lines: list[Line] = [[Piece(_share_head("", 18), "dim")], _share_line("all", score.total)]
    for name in ("edits", "refusals", "selections"):
        share: Share = getattr(score, name)
        if share.rows and share.rows != score.total.rows:
            lines.append(_share_line(name, share))
    if score.selections.rows:
        exact = score.selections_exact
        said = f"selections that are exact: {exact} of {score.selections.rows}"
        lines.append([Piece(f"{said} ({exact / score.selections.rows:.1%})")])
    if score.suggestions_asked:
        lines.append(
            [Piece(f"suggestions that hit: {score.suggestions} of {score.suggestions_asked}")]
        )
    if score.meant_asked:
        lines.append(
            [
                Piece(
                    f"refused edits with the right one offered: {score.meant} of {score.meant_asked}"
                )
            ]
        )
    lines += [[], [Piece("outcome", "dim")]]
    for name, count in score.classes.items():
        style = "green" if name in RIGHT else "red" if name in {*WRONG, "crash"} else "yellow"
        lines.append([Piece(f"{name:<18}", style), Piece(f"{count:>6}")])
    if score.tags:
        lines += [[], [Piece(_share_head("tag", 26), "dim")]]
        for tag, share in sorted(score.tags.items(), key=lambda item: (-item[1].rows, item[0])):
            lines.append(_share_line(shortened(plain(tag), 26), share, 26))
    if score.calibration:
        lines += [[], [Piece("confidence     rows    says    is", "dim")]]
        for one in score.calibration:
            said = f"{one.low:.1f} – {one.high:.1f}   {one.rows:>7}   {one.said:.2f}    {one.right:.2f}"
            lines.append([Piece(said)])
        lines.append([Piece(f"expected calibration error {score.calibration_error:.3f}")])
    lines += [[], [Piece(f"a command: median {score.median_ms:.2f} ms, p95 {score.p95_ms:.2f} ms")]]
    return lines


def failure(outcome: Outcome) -> list[Line]:
    """One row that did not come out right: what was wanted, and what was done."""
    row, verdict = outcome.row, outcome.verdict
    head = [Piece(plain(row.id), "bold"), Piece(" · "), Piece(verdict.outcome, "red")]
    if outcome.status:
        head.append(Piece(f" · {outcome.status}"))
    if outcome.confidence is not None:
        head.append(Piece(f" · confidence {outcome.confidence:.2f}"))
    lines: list[Line] = [head, [Piece(f"  {shortened(plain(row.command), 300)}")]]
    if isinstance(row.blueprint, str):
        lines.append([Piece(f"  about    {plain(row.blueprint)}", "dim")])
    if row.expect.targets is not None:
        lines.append([Piece(f"  wanted   {_ids(row.expect.targets)}")])
        lines.append([Piece(f"  named    {_ids(outcome.selected or ())}")])
    if row.expect.codes:
        lines.append([Piece(f"  wanted   {' or '.join(row.expect.codes)}")])
    lines += [
        [Piece(f"  wanted   {_wanted(seen.write)}; {_went(seen.before, seen.after)}")]
        for seen in verdict.seen
        if not seen.held
    ]
    for leaf, difference in verdict.unasked[:LEAVES_MAX]:
        went = _went(difference.before, difference.after)
        lines.append([Piece(f"  unasked  {plain(str(leaf))}: {went}")])
    if len(verdict.unasked) > LEAVES_MAX:
        lines.append([Piece(f"  unasked  … and {len(verdict.unasked) - LEAVES_MAX} more")])
    if verdict.note:
        lines.append([Piece(f"  note     {plain(verdict.note)}")])
    for diagnostic in outcome.diagnostics:
        said = say_diagnostic(diagnostic, row.command)
        lines += plain_lines((f"  {line}" for line in said), "dim")
    return [*lines, []]


def _wanted(write: Write) -> str:
    name = plain(f"{write.component or 'screen'} {write.property}")
    if write.op in (">", "<", "darker", "lighter", "set"):
        said = {">": "more", "<": "less", "set": "changed"}.get(write.op, write.op)
        return f"{name} {said}"
    listed = write.value if isinstance(write.value, list) else [write.value]
    said = ", ".join(value(one) for one in listed[:TARGETS_MAX])
    return f"{name} {write.op} {said}{', …' if len(listed) > TARGETS_MAX else ''}"


def _went(before: object, after: object) -> str:
    old, new = (value(MISSING if one is ABSENT else one) for one in (before, after))
    return f"stayed {old}" if old == new else f"{old} → {new}"


def _ids(ids: tuple[str, ...]) -> str:
    shown = ", ".join(plain(one) for one in ids[:TARGETS_MAX]) or "nothing"
    return f"{shown}{f' … ({len(ids)})' if len(ids) > TARGETS_MAX else ''}"


def _share_head(title: str, width: int) -> str:
    return f"{title:<{width}}{'rows':>6}{'good':>9}{'wrong':>9}"


def _share_line(name: str, share: Share, width: int = 18) -> Line:
    said = (
        f"{share.rows:>6}{share.good_share:>9.1%}{share.wrong_share:>9.1%}"
        if share.rows
        else "     0"
    )
    return [Piece(f"{name:<{width}}{said}")]
