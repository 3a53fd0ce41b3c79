"""Changes and values in words, as results word them.

May import: witness.patches, witness.replaying, witness.texts.
"""

from __future__ import annotations

from typing import Any, Final

from redraft.witness.patches import NOTHING
from redraft.witness.replaying import Made
from redraft.witness.texts import Number, key_of, meaning, write

_LONGEST: Final = 60
_SCREEN: Final = {
    "tokens.background_color": "background",
    "tokens.background_gradient": "gradient",
}


def lines(listed: list[Made]) -> list[str]:
    """A line for each property that a step changed; its first leaf speaks for it."""
    said: dict[tuple[str, str | None, str], str] = {}
    for change in listed:
        said.setdefault((change.step, change.component, change.kind), _line(change))
    return list(said.values())


def shown(value: Any) -> str:
    """A value, short."""
    if value is NOTHING:
        return "nothing"
    said = write(value)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _line(change: Made) -> str:
    who, what = change.component or "screen", change.kind
    if change.component is None:
        what = _SCREEN.get(change.kind, "")
        if not what:
            token = change.kind.removeprefix("tokens.")
            who = "token " + token.replace(".", " ").replace("_", " ")
    if what == "order":
        return f"{who}: order {_place(change.before)} → {_place(change.after)}"
    if change.before is NOTHING and _is_component(change.after):
        return f"{who}: added"
    if change.after is NOTHING and _is_component(change.before):
        return f"{who}: removed"
    before, after = (_value(what, value) for value in (change.before, change.after))
    return f"{who}: {what} {before} → {after}" if what else f"{who}: {before} → {after}"


def _place(path: Any) -> str:
    """A place in a list, counted from one."""
    last = str(path).rpartition("/")[2]
    return str(int(last) + 1) if last.isdecimal() else str(path)


def _is_component(value: Any) -> bool:
    return isinstance(value, dict) and key_of(value, "id") is not None


def _value(what: str, value: Any) -> str:
    if what == "visibility":
        return "hidden" if value is True else "shown"
    if value is NOTHING:
        return "(none)"
    if type(value) is str:
        said = meaning(value)
        said = said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
        return f"“{said}”" if what == "text" else said
    said = value if type(value) is Number else write(value)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
