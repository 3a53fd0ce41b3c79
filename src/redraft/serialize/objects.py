"""An object from the caller's program becomes JSON values of our own, or is refused at its path.

The slow way, for what does not survive a round through bytes: it knows which value
is in the way. No recursion; an object that contains itself is found, not followed.

May import: document, diagnostics.
"""

from __future__ import annotations

import math
from typing import Any

from redraft.diagnostics import DocumentError
from redraft.document.blueprint import Fields, pointer
from redraft.serialize.refusals import refusal, too_large
from redraft.serialize.spelling import Spelled, SpelledInt


class _Level:
    __slots__ = ("copy", "key", "left", "source")

    def __init__(self, source: Any) -> None:
        self.source = source
        self.key: Any = None
        self.copy: Any
        if isinstance(source, dict):
            self.copy = {}
            self.left = iter(list(source.items()))
        else:
            self.copy = []
            self.left = iter(list(enumerate(source)))


def copy(source: Fields, levels_max: int) -> tuple[Fields, bool]:
    """Copy an object; the flag says whether a literal keeps a spelling of its own.

    Tuples become lists, subclasses what they are based on. Integers over 64 bits are kept.

    >>> copy({"a": (1, 2)}, 10)
    ({'a': [1, 2]}, False)
    >>> copy({"a": [1, float("nan")]}, 10)
    Traceback (most recent call last):
    redraft.diagnostics.DocumentError: document.invalid: a number is not finite (/a/1)
    """
    return _Copier(levels_max).run(source)


class _Copier:
    def __init__(self, levels_max: int) -> None:
        self.levels_max = levels_max
        self.levels: list[_Level] = []
        self.open: set[int] = set()
        self.exotic = False

    def run(self, source: Fields) -> tuple[Fields, bool]:
        self._enter(source)
        while True:
            level = self.levels[-1]
            for key, value in level.left:
                level.key = key
                inside = isinstance(value, (dict, list, tuple))
                if inside:
                    self._enter(value)
                copied = self.levels[-1].copy if inside else self._leaf(value)
                if isinstance(level.copy, list):
                    level.copy.append(copied)
                else:
                    level.copy[self._key(level, key)] = copied
                if inside:
                    break
            else:
                self.open.discard(id(level.source))
                self.levels.pop()
                if not self.levels:
                    return level.copy, self.exotic

    def _key(self, level: _Level, key: object) -> str:
        if not isinstance(key, str):
            level.key = None
            del self.levels[self.levels.index(level) + 1 :]
            raise self._wrong(f"the key “{str(key)[:60]}” is no text")
        return self._text(key)

    def _enter(self, source: Any) -> None:
        if id(source) in self.open:
            raise self._wrong("a part of the document contains itself")
        if len(self.levels) >= self.levels_max:
            path = self._path()[:200]
            raise too_large(f"the document nests deeper than {self.levels_max}", path)
        self.open.add(id(source))
        self.levels.append(_Level(source))

    def _leaf(self, value: Any) -> Any:
        if value is None or value is True or value is False:
            return value
        if isinstance(value, Spelled):
            self.exotic = True
            return value
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int):
            whole = int.__int__(value)
            if -(1 << 63) <= whole < (1 << 64):
                return whole
            if whole.bit_length() > 1023:
                raise self._wrong("a number is beyond every finite one")
            self.exotic = True
            return SpelledInt(whole, str(whole).encode())
        if isinstance(value, float):
            if not math.isfinite(value):
                raise self._wrong("a number is not finite")
            return float.__float__(value)
        raise self._wrong(f"“{type(value).__name__}” is no JSON")

    def _text(self, value: str) -> str:
        if isinstance(value, Spelled):
            self.exotic = True
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            raise self._wrong("a text holds half of a surrogate pair") from None
        return str.__str__(value)

    def _path(self) -> str:
        return pointer(*(lv.key for lv in self.levels if lv.key is not None))

    def _wrong(self, message: str) -> DocumentError:
        path = self._path()
        return refusal(f"{message} ({path[:60]})" if path else message, path)
