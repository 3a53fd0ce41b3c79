"""A literal that is spelled otherwise than we would spell it keeps its spelling.

Three subclasses carry the raw bytes beside the value: `SpelledFloat` (``1.50``, ``1e3``),
`SpelledInt` (``-0``, integers over 64 bits), `SpelledStr` (``"\\u00e9"``, ``"\\/"``). They
are equal to the plain value, so no other room needs to know them; a value that an
edit writes is a plain one and so gets its normal form.

May import: document, diagnostics.
"""

from __future__ import annotations

from typing import Any, Final

import orjson

from redraft.document.blueprint import CHILDREN

#: Where the children go in the bytes of a component; no JSON text holds this byte.
CUT: Final = b"\0"

_CUT: Final = orjson.Fragment(CUT)


class SpelledFloat(float):
    """A float with the literal that it came as."""

    __slots__ = ("raw",)
    raw: bytes

    def __new__(cls, value: float, raw: bytes) -> SpelledFloat:
        self = super().__new__(cls, value)
        self.raw = raw
        return self

    def __reduce__(self) -> Any:
        return (SpelledFloat, (float(self), self.raw))


class SpelledInt(int):
    """An integer with the literal that it came as."""

    raw: bytes  # no __slots__: int has no room for them

    def __new__(cls, value: int, raw: bytes) -> SpelledInt:
        self = super().__new__(cls, value)
        self.raw = raw
        return self

    def __reduce__(self) -> Any:
        return (SpelledInt, (int(self), self.raw))


class SpelledStr(str):
    """A text with the literal, quotes included, that it came as."""

    __slots__ = ("raw",)
    raw: bytes

    def __new__(cls, value: str, raw: bytes) -> SpelledStr:
        self = super().__new__(cls, value)
        self.raw = raw
        return self

    def __reduce__(self) -> Any:
        return (SpelledStr, (str.__str__(self), self.raw))


Spelled = (SpelledFloat, SpelledInt, SpelledStr)


def number(literal: str) -> int | float:
    """Read a JSON number; it keeps its literal where that is not the normal form.

    Raises OverflowError where the number is beyond every finite one.

    >>> number("1.5"), number("1.50"), number("1.50").raw, type(number("-0")).__name__
    (1.5, 1.5, b'1.50', 'SpelledInt')
    """
    raw = literal.encode()
    near = float(literal)
    if near in (float("inf"), float("-inf")):
        raise OverflowError(literal)
    if "." in literal or "e" in literal or "E" in literal:
        return near if orjson.dumps(near) == raw else SpelledFloat(near, raw)
    whole = int(literal)
    if literal != "-0" and -(1 << 63) <= whole < (1 << 64):
        return whole
    return SpelledInt(whole, raw)


def text(value: str, raw: bytes) -> str:
    """A text that came as ``raw``, quotes included; plain where that is its normal form.

    >>> type(text("é", b'"\\\\u00e9"')).__name__, type(text("a", b'"a"')).__name__
    ('SpelledStr', 'str')
    """
    return value if orjson.dumps(value) == raw else SpelledStr(value, raw)


def encode(value: Any) -> bytes:
    """Write JSON values in compact form, spelled literals as they came.

    >>> encode({"a": [number("1.50"), 2.50]})
    b'{"a":[1.50,2.5]}'
    """
    try:
        return orjson.dumps(value, default=_raw, option=orjson.OPT_PASSTHROUGH_SUBCLASS)
    except TypeError:
        # a key with a spelling of its own, or nesting beyond what orjson walks
        return _encode_slowly(value)


def plain(value: Any) -> Any:
    """Copy JSON values with every spelled literal replaced by its plain value, tuples by lists."""
    if isinstance(value, dict):
        return {str.__str__(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, Spelled):
        return value.__reduce__()[1][0]
    return value


def _raw(value: Any) -> orjson.Fragment:
    if isinstance(value, Spelled):
        return orjson.Fragment(value.raw)
    if value is CHILDREN:
        return _CUT
    raise TypeError


def _encode_slowly(value: Any) -> bytes:
    """Write without recursion, one piece a token."""
    pieces: list[bytes] = []
    # what is still to be written, last first: bytes are written as they are
    waiting: list[Any] = [_Value(value)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, bytes):
            pieces.append(item)
            continue
        inner = item.value
        if isinstance(inner, dict):
            waiting.append(b"}")
            fields = list(inner.items())
            for n in range(len(fields) - 1, -1, -1):
                key, of_key = fields[n]
                waiting.append(_Value(of_key))
                waiting.append((b"," if n else b"") + _leaf(key) + b":")
            waiting.append(b"{")
        elif isinstance(inner, (list, tuple)):
            waiting.append(b"]")
            for n in range(len(inner) - 1, -1, -1):
                waiting.append(_Value(inner[n]))
                if n:
                    waiting.append(b",")
            waiting.append(b"[")
        else:
            pieces.append(_leaf(inner))
    return b"".join(pieces)


class _Value:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _leaf(value: Any) -> bytes:
    return orjson.dumps(value, default=_raw, option=orjson.OPT_PASSTHROUGH_SUBCLASS)
