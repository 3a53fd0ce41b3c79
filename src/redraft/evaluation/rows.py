"""A row is a command, the blueprint it is said about, and what should come of it.

One JSON object per line. What cannot be read is refused with its line, before
anything runs: a score over half a file is worse than none.

May import: document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from redraft.document.properties import PROPERTIES

Status = Literal["success", "partial", "failed", "conflicted", "rejected"]
Op = Literal["=", "*", "+", ">", "<", "darker", "lighter", "set", "in", "~"]
Part = Literal["dev", "held"]

APPLIED: Final = frozenset({"success", "partial"})

#: Names that a row may use beside those of the property table.
ALIASES: Final = {
    "hidden": "visibility",
    "radius": "border radius",
    "order": "order",
    "screen background": "screen background",
}


class RowError(ValueError):
    """A row cannot be read; says where and why, in one line."""


class Write(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One property and what it should be afterwards; ``component`` is None for tokens and the screen.

    ``tolerance`` is in px, for colours in OKLab. ``before`` is the value to start from
    where the document stores none.
    """

    property: str
    component: str | None = None
    op: Op = "="
    value: Any = None
    tolerance: float | None = None
    before: Any = msgspec.UNSET
    note: str | None = None


class Alternative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another outcome that is as right; what it leaves out is as in the row."""

    writes: tuple[Write, ...] = ()
    only: bool | None = None
    status: tuple[Status, ...] | None = None
    codes: tuple[str, ...] = ()
    note: str | None = None


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What should come of a row's command."""

    status: tuple[Status, ...] | None = None
    writes: tuple[Write, ...] = ()
    only: bool = False
    codes: tuple[str, ...] = ()
    any: tuple[Alternative, ...] = ()
    accept_refusal: bool = False
    targets: tuple[str, ...] | None = None
    same_place: tuple[str, ...] = ()
    suggests: str | tuple[str | Write, ...] | Alternative | None = None
    note: str | None = None


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the command is carried out; the keyword arguments of ``redraft.edit``."""

    mode: Literal["atomic", "partial"] = "atomic"
    policy: Literal["standard", "strict"] = "standard"
    recover: Literal["off", "safe", "all"] = "safe"
    reflow: Literal["push", "off"] = "push"
    structural: bool = False


class Row(msgspec.Struct, frozen=True):
    """A command with a known outcome. Fields that are not listed here are comments."""

    id: str
    command: str
    blueprint: str | dict[str, Any]
    expect: Expect
    source: str = ""
    tags: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    options: Options = Options()


_DECODER: Final = msgspec.json.Decoder(Row)


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a JSON Lines file, paths of blueprints resolved; raise RowError with the line.

    Empty lines are skipped; ids must be unique.
    """
    seen: dict[str, int] = {}
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RowError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _DECODER.decode(line)
            _check(row)
        except (msgspec.MsgspecError, RowError, UnicodeDecodeError) as error:
            raise RowError(f"{path}:{number}: {_first_lower(str(error))}") from None
        if row.id in seen:
            raise RowError(f"{path}:{number}: the id “{row.id}” is already on line {seen[row.id]}")
        seen[row.id] = number
        if isinstance(row.blueprint, str):
            beside = path.parent / row.blueprint
            if not beside.is_file():
                raise RowError(f"{path}:{number}: there is no blueprint {row.blueprint}")
            row = msgspec.structs.replace(row, blueprint=str(beside))
        yield row


def part_of(row_id: str) -> Part:
    """Say which half a row belongs to, by its id alone: the same on every machine.

    >>> part_of("w1-017"), part_of("w1-018")
    ('held', 'dev')
    """
    return "dev" if hashlib.sha256(row_id.encode()).digest()[0] % 2 == 0 else "held"


def property_name(said: str) -> str:
    """The name that a row's property has in the property table.

    >>> property_name("text color"), property_name("hidden")
    ('text colour', 'visibility')
    """
    plain = " ".join(said.replace("_", " ").split())
    plain = plain.replace("color", "colour")
    return ALIASES.get(plain, plain)


def token_path(write: Write) -> tuple[str, ...] | None:
    """The keys of the token that a write is about, or None where it is about a component.

    >>> token_path(Write("tokens.colors.brand"))
    ('tokens', 'colors', 'brand')
    """
    if write.property.startswith("tokens."):
        return tuple(write.property.split("."))
    if write.component is not None:
        return None
    match property_name(write.property):
        case "screen background" | "background":
            return ("tokens", "background_color")
        case "gradient":
            return ("tokens", "background_gradient")
        case _:
            return None


def _check(row: Row) -> None:
    """Refuse what no evaluation could decide: unknown properties, values that are not there."""
    suggests = row.expect.suggests
    inner = suggests.writes if isinstance(suggests, Alternative) else ()
    if isinstance(suggests, tuple):
        inner = tuple(item for item in suggests if isinstance(item, Write))
    for write in (
        *row.expect.writes,
        *(w for other in row.expect.any for w in other.writes),
        *inner,
    ):
        _check_write(write)


def _check_write(write: Write) -> None:
    name = property_name(write.property)
    if token_path(write) is None:
        if write.component is None:
            raise RowError(f"“{write.property}” without a component is no token")
        if name not in PROPERTIES and name != "order":
            raise RowError(f"there is no property “{write.property}”")
    match write.op:
        case "in":
            if not isinstance(write.value, list) or not write.value:
                raise RowError(f"“in” for {write.property} needs a list of values")
        case "*" | "+":
            if isinstance(write.value, bool) or not isinstance(write.value, (int, float)):
                raise RowError(f"“{write.op}” for {write.property} needs a number")
        case "=" | "~":
            if write.value is None:
                raise RowError(f"“{write.op}” for {write.property} needs a value")
        case ">" | "<" | "darker" | "lighter" | "set":
            pass


def _first_lower(text: str) -> str:
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text
