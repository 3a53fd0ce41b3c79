"""What pages are made of: tables, the text files beside this one, and types as a reader writes them.

May import: nothing of Redraft.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

_NOTE: Final = re.compile(r"^    #: ?(.*)$")
_FIELD: Final = re.compile(r"^    (\w+):")


def text(name: str) -> str:
    """A file of this folder."""
    return files("redraft.cli.reference").joinpath(name).read_text("utf-8")


def told(name: str, between: str, known: Iterable[str]) -> dict[str, str]:
    """The lines of a file as a table; refuses a name that is on one side alone."""
    lines = (line.partition(between) for line in text(name).splitlines() if line)
    found = {key.strip(): said.strip() for key, _, said in lines}
    apart = set(found) ^ set(known)
    if apart:
        raise LookupError(f"{name} and the code do not agree on: {', '.join(sorted(apart))}")
    return found


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A table in Markdown, with an empty line behind it."""
    body = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *body, ""]


def cell(said: str) -> str:
    """Text that cannot break out of a table."""
    return " ".join(said.split()).replace("|", "\\|")


def code(said: object) -> str:
    """A word in back ticks; nothing for nothing."""
    return f"`{said}`" if str(said) else ""


def typed(schema: dict[str, Any]) -> str:
    """A JSON Schema as a reader would say it, in one line.

    >>> typed({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'list of string or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(typed(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(code(one) for one in schema["enum"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        inner = schema.get("items") or {}
        return f"list of {typed(inner)}" if inner else "list"
    return kind


def fields(schema: dict[str, Any]) -> list[str]:
    """The members of an object as a table: name, type, what it is where it is not given."""
    needed = schema.get("required", [])
    rows = []
    for name, one in schema.get("properties", {}).items():
        usual = "needed" if name in needed else code(one["default"]) if "default" in one else ""
        rows.append((code(name), typed(one), usual, one.get("description", "")))
    return table(("member", "type", "if not given", ""), rows) if rows else []


def noted(kind: type) -> dict[str, str]:
    """The comments ``#:`` over the fields of a class; one stands for all fields below it."""
    found: dict[str, str] = {}
    note = ""
    for line in inspect.getsource(kind).splitlines():
        said, field = _NOTE.match(line), _FIELD.match(line)
        if said is not None:
            note = said[1]
        elif field is not None:
            found[field[1]] = note
    return found
