"""What is said around a command, and how it is typed, does not matter (law G-2).

Rows that come out right are said in other ways, and have to come out right again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import pytest

from redraft.evaluation.rows import Row, read_rows
from redraft.evaluation.runner import run

ROWS: Final = Path(__file__).parent.parent / "cases" / "rows"
#: every so many rows of each file
STRIDE: Final = 3
#: of the ways to say it, so many may be lost to a text without quotes that ends a command
LOST_MAX: Final = 0.03
_QUOTES: Final = re.compile(r"(\"[^\"]*\"|“[^”\"]*[”\"]|«[^»]*»|'[^']{3,}'|‘[^’]*’)")
#: words that are nothing but verbs (“and bold” may be a look)
_VERBS: Final = r"make|set|change|move|hide|put|add|give|rename|delete|swap|rotate|align|replace"
_THEN: Final = re.compile(rf",? and (?=(?:{_VERBS})\b)")

Way = Callable[[str], str]


def begun(words: str) -> Way:
    return lambda said: words + said[:1].lower() + said[1:]


def ended(words: str) -> Way:
    return lambda said: said.rstrip(" .") + words


def outside(change: Way) -> Way:
    """A change of all that stands in no quotes."""

    def changed(said: str) -> str:
        parts = _QUOTES.split(said)
        return "".join(part if k % 2 else change(part) for k, part in enumerate(parts))

    return changed


def joined(joint: str) -> Way:
    return outside(lambda part: _THEN.sub(joint, part, count=1))


def asked(words: str) -> Way:
    """Asked for politely, where a verb begins."""
    verb = re.compile(rf"(?:{_VERBS})\b", re.IGNORECASE)
    return lambda said: begun(words)(said) if verb.match(said) else said


WAYS: Final[dict[str, Way]] = {
    "hi there": begun("Hi there! "),
    "hey": begun("hey, "),
    "ok so": begun("ok so "),
    "if you can": begun("If you can, "),
    "could you please": asked("Could you please "),
    "the client wants us to": asked("the client wants us to "),
    "how about we": asked("how about we "),
    "first": asked("First, "),
    "because": ended(" because the client asked for it"),
    "that would be great": ended(". That would be great!"),
    "nothing else": ended(", don't change anything else"),
    "thanks": ended(", thanks!"),
    "dots": ended("..."),
    "pictogram": ended(" 🙏"),
    "semicolon": joined("; "),
    "new line": joined("\n"),
    "then": joined(", then "),
    "once that is done": joined(". Once that is done, "),
    "please in the middle": joined(" and please "),
    "pixels": outside(lambda part: re.sub(r"(\d) ?px\b", r"\1 pixels", part)),
    "page": outside(lambda part: part.replace("slide", "page")),
}


@pytest.fixture(scope="module")
def right() -> list[Row]:
    """Rows that come out right as they are."""
    rows = [row for file in sorted(ROWS.glob("*.jsonl")) for row in [*read_rows(file)][::STRIDE]]
    return [outcome.row for outcome in run(rows) if outcome.verdict.right]


@pytest.mark.parametrize("way", WAYS)
def test_another_way_to_say_it_does_the_same(right: list[Row], way: str) -> None:
    """G-2."""
    rows = [msgspec.structs.replace(row, command=WAYS[way](row.command)) for row in right]
    changed = [row for row, old in zip(rows, right, strict=True) if row.command != old.command]
    assert changed

    lost = [outcome for outcome in run(changed) if not outcome.verdict.right]

    assert len(lost) <= max(1, LOST_MAX * len(changed)), [o.row.command for o in lost]
