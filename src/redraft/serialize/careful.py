"""JSON token by token: slower, without recursion, and able to say what is wrong and where.

The reader comes here for input that the fast parser refuses, or that has spellings
which it cannot carry: odd keys, above all. One pass, one regular expression, one stack.

    L-1  linear time, whatever the bytes

May import: document, diagnostics.
"""

from __future__ import annotations

import re
from typing import Any, Final

import orjson

from redraft.diagnostics import DocumentError
from redraft.document.blueprint import pointer
from redraft.serialize.refusals import refusal, too_large
from redraft.serialize.spelling import number, text

_SPACE: Final = r"[ \t\n\r]*+"
_TOKEN: Final = re.compile(
    _SPACE + r'(?:("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)"
    r"|([{}\[\],:])"
    r"|(true|false|null)(?![A-Za-z0-9_]))"
)
_GAP: Final = re.compile(_SPACE)
_WORD: Final = re.compile(r"[+-]?[A-Za-z_][A-Za-z0-9_]{0,30}")
_NAMES: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}

_EMPTY: Final = object()

#: groups of the expression
_TEXT: Final = 1
_NUMBER: Final = 2
_MARK: Final = 3


class _Level:
    """An open list or object: ``key`` is the place or the key that is being read."""

    __slots__ = ("holder", "key")

    def __init__(self, holder: list[Any] | dict[str, Any]) -> None:
        self.holder = holder
        self.key: Any = 0 if isinstance(holder, list) else _EMPTY


def parse(source: bytes, levels_max: int) -> Any:
    """Parse JSON bytes, spelled literals kept; raise DocumentError with pointer and byte offset.

    >>> parse(b'{"a": [1, 1.50]}', 10)
    {'a': [1, 1.5]}
    >>> parse(b'{"a": 1, "a": 2}', 10)
    Traceback (most recent call last):
    redraft.diagnostics.DocumentError: document.invalid: the key “a” appears twice in one object, at byte 9 (/a)
    """
    try:
        said = source.decode()
    except UnicodeDecodeError as error:
        raise refusal(f"byte {error.start} of the document is not UTF-8") from None
    return _Parser(said, levels_max).run()


class _Parser:
    def __init__(self, source: str, levels_max: int) -> None:
        self.source = source
        self.levels_max = levels_max
        self.at = 0
        self.start = 0
        self.levels: list[_Level] = []

    def run(self) -> Any:
        source, match = self.source, _TOKEN.match
        result: Any = _EMPTY
        # "value", "first" (value or end of a list), "key", "first key", "colon", "after"
        wanted = "value"
        while True:
            token = match(source, self.at)
            if token is None:
                if wanted == "after" and not self.levels and self._is_at_end():
                    return result
                raise self._unreadable(wanted)
            kind = token.lastindex
            self.start, self.at = token.span(kind or 0)
            said = source[self.start : self.at]
            if kind == _MARK and said in "}]":
                value: Any = self._close(said, wanted)
            elif wanted in ("value", "first") and kind != _MARK:
                value = self._leaf(said, kind)
            else:
                wanted = self._step(said, kind, wanted)
                continue
            wanted = "after"
            if not self.levels:
                result = value
                continue
            level = self.levels[-1]
            if isinstance(level.holder, list):
                level.holder.append(value)
            else:
                level.holder[level.key] = value

    def _close(self, said: str, wanted: str) -> Any:
        fits = ("after", "first") if said == "]" else ("after", "first key")
        opened = self.levels and isinstance(self.levels[-1].holder, list) == (said == "]")
        if wanted not in fits or not opened:
            raise self._unexpected(said, wanted)
        return self.levels.pop().holder

    def _leaf(self, said: str, kind: int | None) -> Any:
        if kind == _TEXT:
            return self._text(said)
        return self._number(said) if kind == _NUMBER else _NAMES[said]

    def _step(self, said: str, kind: int | None, wanted: str) -> str:
        """Take what is no value; say what is wanted next."""
        if wanted == "after":
            return self._next(said)
        if wanted == "colon" and said == ":":
            return "value"
        if wanted in ("key", "first key") and kind == _TEXT:
            self._key(said)
            return "colon"
        if wanted in ("value", "first") and said in "{[":
            return self._open(said)
        raise self._unexpected(said, wanted)

    def _next(self, said: str) -> str:
        if said != "," or not self.levels:
            raise self._unexpected(said, "after")
        level = self.levels[-1]
        if isinstance(level.holder, list):
            level.key += 1
            return "value"
        level.key = _EMPTY
        return "key"

    def _open(self, said: str) -> str:
        if len(self.levels) >= self.levels_max:
            path = self._path()[:200]
            raise too_large(f"the document nests deeper than {self.levels_max}", path)
        self.levels.append(_Level([] if said == "[" else {}))
        return "first" if said == "[" else "first key"

    def _key(self, said: str) -> None:
        level = self.levels[-1]
        key = self._text(said)
        holder = level.holder
        level.key = key
        if key in holder:
            raise self._wrong(f"the key “{_short(key)}” appears twice in one object")

    def _text(self, said: str) -> str:
        if "\\" not in said:
            return said[1:-1]
        raw = said.encode()
        try:
            return text(orjson.loads(raw), raw)
        except orjson.JSONDecodeError:
            raise self._wrong("a text holds half of a surrogate pair") from None

    def _number(self, said: str) -> int | float:
        try:
            return number(said)
        except (OverflowError, ValueError):
            raise self._wrong(f"the number “{_short(said)}” is not finite") from None

    # -- what is wrong -------------------------------------------------------------

    def _is_at_end(self) -> bool:
        gap = _GAP.match(self.source, self.at)
        return gap is not None and gap.end() == len(self.source)

    def _path(self) -> str:
        return pointer(*(lv.key for lv in self.levels if lv.key is not _EMPTY))

    def _wrong(self, message: str) -> DocumentError:
        offset = len(self.source[: self.start].encode())
        path = self._path()
        place = f" ({_short(path)})" if path else ""
        return refusal(f"{message}, at byte {offset}{place}", path)

    def _unexpected(self, said: str, wanted: str) -> DocumentError:
        if wanted == "after" and not self.levels:
            return self._wrong("something follows the end of the document")
        return self._wrong(f"“{_short(said)}” where {self._wish(wanted)} should be")

    def _unreadable(self, wanted: str) -> DocumentError:
        gap = _GAP.match(self.source, self.at)
        self.start = gap.end() if gap else self.at
        rest = self.source[self.start : self.start + 40]
        if not rest:
            if not self.levels and wanted == "value":
                return refusal("the document is empty", "")
            return self._wrong(f"the document ends where {self._wish(wanted)} should be")
        word = _WORD.match(rest)
        if word:
            return self._wrong(f"“{word.group()}” is no JSON")
        if rest[0] == '"':
            return self._wrong("a text that does not end, or holds what JSON has no place for")
        return self._unexpected(rest[0], wanted)

    def _wish(self, wanted: str) -> str:
        match wanted:
            case "after":
                ends = "]" if isinstance(self.levels[-1].holder, list) else "}"
                return f"“,” or “{ends}”"
            case "colon":
                return "“:”"
            case "key" | "first key":
                return "a key in double quotes"
            case _:
                return "a value"


def _short(said: str) -> str:
    return said if len(said) <= 60 else said[:59] + "…"
