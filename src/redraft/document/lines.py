"""Lines of a text that is a list, each marked as the others are: "• Tea", "4. Coffee".

    >>> after("• Milk\\n• Eggs", "Tea")
    '• Milk\\n• Eggs\\n• Tea'
    >>> after("1. Milk\\n2. Eggs", "Tea")
    '1. Milk\\n2. Eggs\\n3. Tea'

May import: nothing of Redraft.
"""

from __future__ import annotations

import re
from typing import Final

#: what stands before a line of a list, with the gap behind it
_MARK: Final = re.compile(r"[•‣◦▪●–—*✓✔→-][ \t]{1,4}")
_NUMBER: Final = re.compile(r"(\d{1,3})([.)][ \t]{1,4})")


def is_list(text: str) -> bool:
    """Whether a text has several lines, and a mark or a number before each.

    >>> is_list("1. Milk\\n2. Eggs"), is_list("• Milk"), is_list("Milk\\nEggs")
    (True, False, False)
    """
    lines = text.strip().split("\n")
    return len(lines) > 1 and all(_MARK.match(one) or _NUMBER.match(one) for one in lines)


def after(text: str, line: str) -> str:
    """A text with one more line at its end."""
    there = text.rstrip("\n")
    return f"{there}\n{_marked(there, line)}" if there else line


def before(text: str, line: str) -> str:
    """A text with one more line at its start."""
    there = text.lstrip("\n")
    return f"{_bulleted(there, line)}\n{there}" if there else line


def _marked(text: str, line: str) -> str:
    """A line as the next one of a text, whose lines may be numbered."""
    said = [_NUMBER.match(one) for one in text.split("\n")]
    numbers = [int(one[1]) for one in said if one is not None]
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(said)))
    last = said[-1]
    if counted and last is not None and not _NUMBER.match(line):
        return f"{numbers[-1] + 1}{last[2]}{line}"
    return _bulleted(text, line)


def _bulleted(text: str, line: str) -> str:
    """A line with the mark that all lines of a text have."""
    marks = {found[0] if (found := _MARK.match(one)) else "" for one in text.split("\n")}
    return line if len(marks) > 1 or _MARK.match(line) else marks.pop() + line
