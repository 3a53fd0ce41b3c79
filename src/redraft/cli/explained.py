"""An explanation for a person: the command underlined, what each step came to, who was looked at.

May import: explaining, cli.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from redraft.cli.paint import Line, Piece
from redraft.cli.summary import findings
from redraft.cli.underlined import INDENT, Marked, underlined
from redraft.cli.words import cells, plain, shortened
from redraft.explaining import Candidate, Description, Explained, Explanation, Test, Word

WIDTH_MIN: Final = 40
WIDTH_MAX: Final = 120
_WRITES_MAX: Final = 6
_NAME_CELLS_MAX: Final = 24

_STYLES: Final = {
    "verb": "magenta",
    "target": "cyan",
    "property": "blue",
    "value": "green",
    "amount": "green",
    "place": "yellow",
    "condition": "bright_magenta",
    "lock": "bright_magenta",
    "follow-up": "magenta",
    "filler": "dim",
    "remark": "dim",
    "refused": "bold yellow",
    "unread": "bold red",
}
#: roles without a label, and the mark of those that are not simply underlined
_BARE: Final = frozenset({"joint", "filler"})
_MARKS: Final = {"joint": "", "filler": ".", "remark": ".", "refused": "!", "unread": "!"}
_NAMES: Final = {"unread": "not read", "refused": "no edit that can be made"}
_UNDERLINES: Final = "^~"
_STATUS_STYLE: Final = {"success": "bold green", "partial": "bold yellow"}


def explained(told: Explanation, width: int, *, coloured: bool) -> list[Line]:
    """All of it, in lines of at most ``width`` cells where words allow it."""
    width = min(max(width, WIDTH_MIN), WIDTH_MAX)
    lines: list[Line] = list(underlined(told.command, _marked(told), width, coloured=coloured))
    legend = _legend(told, "dim" if coloured else "dotted")
    if legend:
        lines += [[], [Piece(legend, "dim")]]
    for step in told.steps:
        lines += [[], *_step(step, width)]
    for description in told.descriptions:
        lines += [[], *_description(description, width, several=len(told.steps) > 1)]
    notes = [*_carried(told), *_corrections(told)]
    if notes:
        lines += [[], *(line for note in notes for line in _hung("", note, width))]
    lines += [[], *_sureness(told, width)]
    wrong = [d for d in told.diagnostics if d.severity == "error"]
    fits = cells(told.command) <= width - len(INDENT) * 2
    return [*lines, *findings(wrong, told.command if fits else None)]


# -- the command -----------------------------------------------------------------------


def _marked(told: Explanation) -> list[Marked]:
    """The parts of the command; neighbours have different marks."""
    several = len(told.steps) > 1
    marked: list[Marked] = []
    turn = 0
    for word in told.words:
        mark = _MARKS.get(word.role)
        if mark is None:
            mark = _UNDERLINES[turn % 2]
            turn += 1
        label = "" if word.role in _BARE else _label(word, several=several)
        marked.append(Marked(*word.span, label, mark, _STYLES.get(word.role, "")))
    return marked


def _label(word: Word, *, several: bool) -> str:
    name = _NAMES.get(word.role, word.role)
    if word.role == "target" and word.field in ("anchor", "to", "source"):
        name = word.field if word.field != "to" else "anchor"
    if several and word.steps:
        name += f" {_numbers(word.steps)}"
    return name + (f", read “{plain(word.corrected_to)}”" if word.corrected_to else "")


def _numbers(steps: Sequence[int]) -> str:
    """Steps as a person writes them: "1", "1 2", "1–4"."""
    whole = list(range(steps[0], steps[-1] + 1)) == list(steps)
    return f"{steps[0]}–{steps[-1]}" if whole and len(steps) > 2 else " ".join(map(str, steps))


def _legend(told: Explanation, around: str) -> str:
    roles = {word.role for word in told.words}
    said = ["numbers: the steps below"] if len(told.steps) > 1 else []
    said += [f"{around}: said around it"] if "filler" in roles else []
    return "  (" + "; ".join(said) + ")" if said else ""


# -- steps -----------------------------------------------------------------------------


def _step(step: Explained, width: int) -> Iterator[Line]:
    what = " ".join(filter(None, (step.do, step.property)))
    head = f"step {step.id}: {what}"
    style = "bold" if step.status == "success" else "bold yellow"
    status = "" if step.status == "success" else f" · {_STATUSES[step.status]}"
    yield [Piece(head, style), Piece(status)]
    if step.read_as:
        yield from _hung("  read as  ", step.read_as, width)
    for condition in step.conditions:
        yield from _hung("  only     ", condition, width)
    if step.targets:
        yield from _hung("  on       ", _list(step.targets), width)
    for write in step.writes[:_WRITES_MAX]:
        yield from _hung("  writes   ", write, width)
    if len(step.writes) > _WRITES_MAX:
        yield [Piece(f"           … and {len(step.writes) - _WRITES_MAX} more", "dim")]


_STATUSES: Final = {"failed": "not done", "skipped": "not run"}


def _list(names: Sequence[str], names_max: int = 8) -> str:
    said = ", ".join(names[:names_max])
    return said if len(names) <= names_max else f"{said} and {len(names) - names_max} more"


# -- descriptions ----------------------------------------------------------------------


def _description(one: Description, width: int, *, several: bool) -> Iterator[Line]:
    use = one.field + (f" of {_numbers(one.steps)}" if several and one.steps else "")
    outcome = f"→ {_list(one.chosen, 4)}" if one.outcome == "found" else one.outcome
    if one.outcome == "found" and not one.chosen:
        outcome = "→ nothing"
    style = "bold" if one.outcome == "found" else "bold red"
    yield [
        Piece(f"“{shortened(plain(one.said), width // 2)}”", "cyan"),
        Piece(f" ({use}) "),
        Piece(shortened(plain(outcome), width // 2), style),
    ]
    yield from _hung("  why  ", one.why, width)
    name_width = max((min(cells(plain(c.id)), _NAME_CELLS_MAX) for c in one.candidates), default=0)
    type_width = max((min(cells(plain(c.type)), 12) for c in one.candidates), default=0)
    for candidate in one.candidates:
        yield from _candidate(candidate, name_width, type_width, width)
    if one.more:
        yield [Piece(f"    … and {one.more} more", "dim")]


def _candidate(one: Candidate, name_width: int, type_width: int, width: int) -> Iterator[Line]:
    score = "    " if one.score is None else f"{one.score:.2f}"
    head = f"  {'●' if one.chosen else '○'} {_padded(one.id, name_width)}  "
    head += f"{_padded(one.type, type_width)}  {score}  "
    tests = [_test(test) for test in one.tests]
    room = width - cells(head)
    for k, part in enumerate(_filled(tests, max(room, 16))):
        lead = head if k == 0 else " " * cells(head)
        yield [Piece(lead, "bold" if one.chosen else ""), *part]
    if not tests:
        yield [Piece(head)]


def _filled(tests: Sequence[Line], room: int) -> Iterator[Line]:
    """Tests one after another, as many a line as fit."""
    line: Line = []
    used = 0
    for test in tests:
        wide = sum(cells(piece.text) for piece in test)
        if line and used + 2 + wide > room:
            yield line
            line, used = [], 0
        if line:
            line.append(Piece("  "))
            used += 2
        line += test
        used += wide
    if line:
        yield line


def _test(test: Test) -> Line:
    mark = Piece("✓ ", "green") if test.passed else Piece("✗ ", "red")
    said = f"{test.of}: {test.says}" if test.of in _TOLD_OF else test.says
    return [mark, Piece(plain(said), "" if test.passed else "dim")]


#: kinds of tests that do not say themselves what is looked at
_TOLD_OF: Final = frozenset({"look", "place", "order"})


def _padded(text: str, width: int) -> str:
    said = shortened(plain(text), max(width, 2))
    return said + " " * (width - cells(said))


# -- the rest --------------------------------------------------------------------------


def _carried(told: Explanation) -> Iterator[str]:
    for one in told.carried:
        said = f"“{one.said}”" if one.said else f"what step {_numbers(one.steps)} left out"
        where = f"from clause {one.clause}" if one.clause else "from before this command"
        yield f"{said} = {_list(one.means, 4)}, {where}"


def _corrections(told: Explanation) -> Iterator[str]:
    for one in told.corrections:
        yield f"“{one.typed}” was read as “{one.read_as}”"


def _sureness(told: Explanation, width: int) -> Iterator[Line]:
    style = _STATUS_STYLE.get(told.status, "bold red")
    yield [Piece(told.status, style), Piece(f" · confidence {told.confidence:.2f}")]
    for what, left in told.lowered:
        yield from _hung("  ", f"{left:.2f}  {what}", width)


def _hung(lead: str, text: str, width: int) -> Iterator[Line]:
    """A text under its lead, wrapped; the further lines stand under the first."""
    room = max(width - cells(lead), 16)
    for k, line in enumerate(textwrap.wrap(plain(text), room) or [""]):
        yield [Piece(lead if k == 0 else " " * cells(lead), "dim"), Piece(line)]
