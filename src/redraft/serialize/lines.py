"""Changes as a person reads them: one line for what is one thing to them.

A size that is stored in the box and in the style is one change, and so is a move of
both coordinates' spellings; JSON's absent value is said to be none.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from redraft.document.blueprint import MISSING
from redraft.document.change import Change
from redraft.document.properties import SCREEN
from redraft.serialize.spelling import encode

_LONGEST: Final = 60

#: the tokens that are the screen's own looks: key → property
_LOOKS: Final = {key: name for name, key in SCREEN.items()}


def lines(changes: Iterable[Change]) -> list[str]:
    """Say each change in a line; the first leaf of a property speaks for the others.

    >>> lines([Change(1, "header", "height", "/components/0/bbox/3", 40, 32),
    ...        Change(1, "header", "height", "/components/0/visual/height", "40px", "32px"),
    ...        Change(2, "header", "opacity", "/components/0/visual/opacity", MISSING, 0.5)])
    ['header: height 40 → 32', 'header: opacity (none) → 0.5']
    """
    said: dict[tuple[int, str | None, str], str] = {}
    for change in changes:
        key = (change.step, change.component, change.property)
        if key not in said:
            said[key] = _line(change)
    return list(said.values())


def _line(change: Change) -> str:
    subject, name = change.component, change.property
    if subject is None:
        subject, name = _token(name)
    if name == "order":
        return f"{subject}: order {_place(change.before)} → {_place(change.after)}"
    if change.before is MISSING and isinstance(change.after, dict) and "id" in change.after:
        return f"{subject}: added"
    if change.after is MISSING and isinstance(change.before, dict) and "id" in change.before:
        return f"{subject}: removed"
    before, after = _value(change, change.before), _value(change, change.after)
    name = f"{name} " if name else ""
    return f"{subject}: {name}{before} → {after}"


def _token(name: str) -> tuple[str, str]:
    """Subject and property of a token, which is called "tokens.colors.brand"; the screen's own two are its looks."""
    key = name.removeprefix("tokens.")
    if key in _LOOKS:
        return "screen", _LOOKS[key]
    return f"token {key.replace('.', ' ').replace('_', ' ')}", ""


def _place(path: Any) -> str:
    """A place in a list, counted from one."""
    last = str(path).rpartition("/")[2]
    return str(int(last) + 1) if last.isdigit() else str(path)


def _value(change: Change, value: Any) -> str:
    if change.property == "visibility":
        return "hidden" if value is True else "shown"
    if value is MISSING:
        return "(none)"
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return f"“{short}”" if change.property == "text" else short
    said = encode(value).decode()
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
