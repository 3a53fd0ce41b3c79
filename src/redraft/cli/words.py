"""What is printed, as plain lines: words, values and findings, safe for any terminal.

Text from strangers (ids, texts, commands) never reaches the terminal with its control
characters. Columns are counted in cells, in which a wide character takes two.

    R-2  the carets stand under the words that were typed

May import: diagnostics, document.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import MISSING

LINE_CELLS_MAX: Final = 100
VALUE_CELLS_MAX: Final = 48
SUGGESTIONS_MAX: Final = 3
#: what stands under the other place that a finding is about
RELATED: Final = "-"


def plain(text: str) -> str:
    """Return the text with what a terminal could obey made visible or dropped.

    >>> plain("a\\x1b[31mb\\nc")
    'a\\ufffd[31mb c'
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes.

    >>> cells("abc"), cells("日本"), cells("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def shortened(text: str, cells_max: int = VALUE_CELLS_MAX) -> str:
    """Cut the text to so many cells, with an ellipsis in place of the rest.

    >>> shortened("abcdefgh", 5)
    'abcd…'
    """
    if len(text) <= cells_max // 2 or cells(text) <= cells_max:
        return text
    taken, used = [], 0
    for character in text:
        used += _cells_of(character)
        if used > cells_max - 1:
            break
        taken.append(character)
    return "".join(taken) + "…"


def value(stored: Any) -> str:
    """Write a value for a person: text in quotes, absence as a dash.

    >>> value("Shop Now"), value("#FF0000"), value(MISSING), value(True), value(1.5)
    ('“Shop Now”', '#FF0000', '—', 'yes', '1.5')
    """
    match stored:
        case bool():
            return "yes" if stored else "no"
        case None:
            return "null"
        case str():
            said = shortened(plain(stored))
            bare = said and " " not in said and not said[0].isalpha()
            return said if bare else f"“{said}”"
        case {"id": str(), "type": str() as kind}:
            return shortened(plain(kind))
        case dict() | list():
            return shortened(plain(str(stored)))
        case _:
            return "—" if stored is MISSING else plain(str(stored))


def say_diagnostic(diagnostic: Diagnostic, command: str | None = None) -> list[str]:
    """Write a finding: its code and message, the command with carets, and what to try.

    The other places that it is about are underlined with dashes.

    >>> found = Diagnostic("target.not-found", "error", "nothing here is called “foo”", span=(9, 12),
    ...                    suggestions=("make the food red",))
    >>> print("\\n".join(say_diagnostic(found, "make the foo red")))
    error[target.not-found]: nothing here is called “foo”
      | make the foo red
      |          ^^^
      try: make the food red
    """
    lines = [f"{diagnostic.severity}[{diagnostic.code}]: {plain(diagnostic.message)}"]
    if command and diagnostic.span is not None:
        lines += _both_quoted(command, diagnostic.span, diagnostic.related)
    elif diagnostic.path is not None and diagnostic.component is None:
        lines.append(f"  at {plain(diagnostic.path)}")
    for count, suggestion in enumerate(_with_effects(diagnostic)):
        lines.append(f"  {'try:' if count == 0 else '    '} {suggestion}")
    return lines


def _both_quoted(
    command: str, span: tuple[int, int], related: tuple[tuple[int, int], ...]
) -> list[str]:
    """The line with carets under the span and dashes under what it is related to.

    A related place that this line does not show has a line of its own.
    """
    line, carets = _quoted(command, span)
    others: list[str] = []
    for place in related:
        its_line, its_carets = _quoted(command, place)
        marks = its_carets.replace("^", RELATED)
        if its_line == line:
            carets = _under_one(marks, carets)
        else:
            others += [its_line, marks]
    return [*others, line, carets]


def _under_one(below: str, above: str) -> str:
    """Two lines of marks as one; the second lies on top."""
    size = max(len(below), len(above))
    pairs = zip(below.ljust(size), above.ljust(size), strict=True)
    return "".join(b if a == " " else a for b, a in pairs)


def _with_effects(diagnostic: Diagnostic) -> list[str]:
    """The first suggestions, and beside them what they do where all of that fits on a line."""
    said = [plain(suggestion) for suggestion in diagnostic.suggestions[:SUGGESTIONS_MAX]]
    widest = max(map(cells, said), default=0)
    for place, effect in enumerate(plain(effect) for effect in diagnostic.effects[: len(said)]):
        start = said[place] + " " * (widest - cells(said[place])) + "  · "
        shorter = effect.rpartition("; ")[2]
        fits = (one for one in (effect, shorter) if one and cells(start + one) <= LINE_CELLS_MAX)
        said[place] = next((start + one for one in fits), said[place])
    return said


def _quoted(command: str, span: tuple[int, int]) -> list[str]:
    """The line of the command that the span starts in, and carets under the span."""
    start = min(max(span[0], 0), len(command))
    stop = min(max(span[1], start), len(command))
    line_start = max(command.rfind(end, 0, start) for end in "\n\r") + 1
    ends = [place for place in (command.find(end, start) for end in "\n\r") if place >= 0]
    line_stop = min(ends, default=len(command))
    stop = max(min(stop, line_stop), start)
    line_start, line_stop, before, after = _window(line_start, line_stop, start, stop)
    stop = min(stop, line_stop)
    shown = before + plain(command[line_start:line_stop]) + after
    indent = cells(before + plain(command[line_start:start]))
    width = max(1, cells(plain(command[start:stop])))
    return [f"  | {shown}", f"  | {' ' * indent}{'^' * width}"]


def _window(line_start: int, line_stop: int, start: int, stop: int) -> tuple[int, int, str, str]:
    """Of a line too long to show, the part about the span, and the ellipses for the rest."""
    if line_stop - line_start <= LINE_CELLS_MAX:
        return line_start, line_stop, "", ""
    left = max(line_start, start - 30)
    right = min(line_stop, max(left + LINE_CELLS_MAX, min(stop, left + LINE_CELLS_MAX)))
    return left, right, "…" if left > line_start else "", "…" if right < line_stop else ""


def _cells_of(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if character in "\t\n\r" or category in ("Zs", "Zl", "Zp"):
        return " "
    # Joiners and marks are part of a script; the rest that cannot be printed could turn the
    # line around (U+202E) or clear the screen.
    return character if character in "\u200c\u200d" else "\ufffd"
