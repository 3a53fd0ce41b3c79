"""JSON read so that it can be written again as it was spelled, but for white space.

A number is its literal (`Number`); a text is what stands between its quotes, so one with
escapes still has them: `meaning` says what it means. Objects keep the order of members.

May import: nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

_TEXT: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


class Unreadable(Exception):
    """The bytes are not what they should be; the message says why."""


class Number(str):
    """The literal of a number; equal to the same literal only, never to a text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is Number and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def read(source: bytes) -> Any:
    r"""Parse JSON; raise Unreadable where it is none.

    >>> read(b'{"a": 1.50, "b": "\\u00e9"}')
    {'a': '1.50', 'b': '\\u00e9'}
    """
    try:
        said = source.decode("utf-8-sig")
        if "\\" in said:
            said = _TEXT.sub(_kept, said)
        return json.loads(
            said,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refused,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise Unreadable(f"no UTF-8 text, at byte {error.start}") from None
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        raise Unreadable(f"no JSON: {said}, in line {error.lineno}") from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None


def write(value: Any) -> str:
    """Write what `read` gave as compact JSON.

    >>> write(read(b'[1.50, {"a": null}]'))
    '[1.50,{"a":null}]'
    """
    pieces: list[str] = []
    try:
        _write(value, pieces)
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    return "".join(pieces)


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same to the byte, white space apart."""
    if isinstance(a, (dict, list)) and isinstance(b, (dict, list)):
        return write(a) == write(b)
    return type(a) is type(b) and bool(a == b)


def digest(value: Any) -> str:
    """``sha256:`` and the hash of the compact bytes."""
    return "sha256:" + hashlib.sha256(write(value).encode()).hexdigest()


def meaning(text: str) -> str:
    r"""What a text says, its escapes read.

    >>> meaning("caf\\u00e9")
    'café'
    """
    return str(json.loads(f'"{text}"')) if "\\" in text else text


def spelled(text: str) -> str:
    """A text as it stands between quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def key_of(fields: dict[str, Any], name: str) -> str | None:
    """The key of an object that means ``name``, as it is spelled there; None where none does."""
    plain = spelled(name)
    if plain in fields:
        return plain
    return next((key for key in fields if "\\" in key and meaning(key) == name), None)


def keys_of(pointer: str) -> list[str]:
    """The parts of a JSON Pointer (RFC 6901)."""
    if not pointer:
        return []
    return [p.replace("~1", "/").replace("~0", "~") for p in pointer[1:].split("/")]


def pointer(*keys: str | int) -> str:
    """The JSON Pointer of these parts."""
    return "".join("/" + str(k).replace("~", "~0").replace("/", "~1") for k in keys)


def _kept(match: re.Match[str]) -> str:
    said = match[0]
    if "\\" not in said:
        return said
    json.loads(said)  # raises where an escape is none
    return json.dumps(said[1:-1], ensure_ascii=False)


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    names = {meaning(key) for key in made} if any("\\" in key for key in made) else made
    if len(names) != len(members):
        raise Unreadable("a key stands twice in one object")
    return made


def _refused(said: str) -> Any:
    raise Unreadable(f"no JSON: “{said}”")


def _write(value: Any, pieces: list[str]) -> None:
    if type(value) is str:
        pieces.append(f'"{value}"')
    elif type(value) is Number:
        pieces.append(value)
    elif isinstance(value, dict):
        before = "{"
        for key, inner in value.items():
            pieces.append(f'{before}"{key}":')
            _write(inner, pieces)
            before = ","
        pieces.append("}" if value else "{}")
    elif isinstance(value, list):
        before = "["
        for inner in value:
            pieces.append(before)
            _write(inner, pieces)
            before = ","
        pieces.append("]" if value else "[]")
    else:
        pieces.append("null" if value is None else "true" if value else "false")
