"""A saved file looks as it did: only what was edited differs, whatever the file's style.

The white space of the old file is laid over the new document, value by value: objects
are matched by key, lists by place or by the ids of what is in them. What is new gets
the indentation of its neighbours.

May import: document, diagnostics.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from redraft.document.blueprint import Document
from redraft.serialize.writer import write

_BOM: Final = b"\xef\xbb\xbf"
_TOKEN: Final = re.compile(r'([ \t\n\r]*+)("(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^ \t\n\r{}\[\],:"]++)')


def formatted(document: Document, like: bytes) -> bytes:
    """Return the document's bytes in the style of the file that it came from.

    >>> from redraft.serialize.reader import read
    >>> like = b'{ "components": [],\\n  "size": [1, 2] }\\n'
    >>> d = read(like)
    >>> formatted(d.with_head({**d.head, "size": [1, 3], "n": 1}), like)
    b'{ "components": [],\\n  "size": [1, 3],\\n  "n": 1 }\\n'
    """
    fresh = write(document)
    mark = _BOM if like.startswith(_BOM) else b""
    body = like[len(mark) :]
    try:
        known = bytes(msgspec.json.format(body, indent=-1))
        if known == fresh:
            return like
        tail = body[len(body.rstrip(b" \t\r\n")) :]
        for indent in (-1, 2, 4, 1, 0, 3, 8):
            if body == msgspec.json.format(known, indent=indent) + tail:
                return mark + bytes(msgspec.json.format(fresh, indent=indent)) + tail
        return mark + _Weaver(_Tokens(body.decode()), _Tokens(fresh.decode())).run().encode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return fresh


class _Tokens:
    """JSON cut into tokens: ``gaps[i]`` is the white space before ``said[i]``."""

    __slots__ = ("closing", "gaps", "said", "tail")

    def __init__(self, source: str) -> None:
        self.gaps: list[str] = []
        self.said: list[str] = []
        self.closing: dict[int, int] = {}
        opened: list[int] = []
        at = 0
        for token in _TOKEN.finditer(source):
            gap, said = token.groups()
            if said in "{[":
                opened.append(len(self.said))
            elif said in "}]":
                self.closing[opened.pop()] = len(self.said)
            self.gaps.append(gap)
            self.said.append(said)
            at = token.end()
        self.tail = source[at:]

    def after(self, i: int) -> int:
        """The index of the token that follows the value at ``i``."""
        return self.closing.get(i, i) + 1

    def entries(self, i: int) -> list[_Entry]:
        """The entries of the list or object that opens at ``i``."""
        entries: list[_Entry] = []
        end = self.closing[i]
        keyed = self.said[i] == "{"
        i += 1
        while i < end:
            value = i + 2 if keyed else i
            entries.append(_Entry(i, value))
            i = self.after(value) + 1
        return entries

    def name(self, i: int) -> str | None:
        """The literal of the id of the object at ``i``."""
        if self.said[i] != "{":
            return None
        for entry in self.entries(i):
            if self.said[entry.start] == '"id"':
                return self.said[entry.value]
        return None


class _Entry(NamedTuple):
    """Where an entry starts (its key, in an object) and where its value does."""

    start: int
    value: int


class _Weaver:
    def __init__(self, old: _Tokens, new: _Tokens) -> None:
        self.old = old
        self.new = new
        self.out: list[str] = []
        self.unit = self._unit()
        self.line = "\r\n" if any("\r\n" in gap for gap in old.gaps) else "\n"

    def run(self) -> str:
        self.out.append(self.old.gaps[0])
        self._value(0, 0)
        return "".join(self.out) + self.old.tail

    def _unit(self) -> str:
        """One step of indentation, as the file's first indented line has it."""
        for gap in self.old.gaps:
            if "\n" in gap and not gap.endswith("\n"):
                return gap.rpartition("\n")[2]
        return "  "

    def _value(self, i: int, j: int) -> None:
        """Write the new value at ``j`` with the white space of the old one at ``i``."""
        said = self.new.said[j]
        if said not in "{[":
            self.out.append(said)
            return
        old = self.old.entries(i) if self.old.said[i] == said else []
        new = self.new.entries(j)
        if not old:
            if new or self.old.said[i] != said:
                self._fresh(j, self._indent(i))
            else:
                self.out += (said, self.old.gaps[i + 1], self.new.said[j + 1])
            return
        if not new:
            self.out += (said, self.new.said[j + 1])
            return
        self.out.append(said)
        self._entries(old, new, self._matched(old, new, keyed=said == "{"))
        end = self.old.closing[i]
        self.out += (self.old.gaps[end], self.old.said[end])

    def _entries(self, old: list[_Entry], new: list[_Entry], matched: list[int | None]) -> None:
        gaps = self.old.gaps
        # what a new entry looks like: the last known one, but never the first of several
        model = old[-1]
        for n, (entry, known) in enumerate(zip(new, matched, strict=True)):
            if n:
                self.out += (gaps[old[known].start - 1] if known else "", ",")
            if known is None:
                gap = gaps[old[0].start] if not n else gaps[model.start]
                if n and len(old) == 1 and "\n" not in gap:
                    gap = " "
                self.out.append(gap)
                self._key(entry, model)
                if "\n" in gap:
                    self._fresh(entry.value, gap.rpartition("\n")[2])
                else:
                    self._fresh(entry.value, None)
                continue
            same = old[known]
            gap = gaps[same.start]
            if not known and n and len(old) > 1:
                gap = gaps[model.start]  # the first one has moved
            elif known and not n:
                gap = gaps[old[0].start]
            self.out.append(gap)
            self._key(entry, same)
            self._value(same.value, entry.value)

    def _key(self, entry: _Entry, like: _Entry) -> None:
        if entry.start != entry.value:
            gaps = self.old.gaps
            colon = (gaps[like.start + 1], ":", gaps[like.value])
            self.out += (self.new.said[entry.start], *colon)

    def _matched(self, old: list[_Entry], new: list[_Entry], *, keyed: bool) -> list[int | None]:
        """For each new entry the place of the old one that it was."""
        known: dict[str, int] = {}
        if keyed:
            known = {self.old.said[e.start]: n for n, e in enumerate(old)}
            return [known.get(self.new.said[e.start]) for e in new]
        for n, entry in enumerate(old):
            name = self.old.name(entry.value)
            if name is not None:
                known[name] = n
        if len(known) == len(old):
            return [known.get(self.new.name(e.value) or "") for e in new]
        return [n if n < len(old) else None for n in range(len(new))]

    def _indent(self, i: int) -> str | None:
        """The indentation of the line that the old token ``i`` is on."""
        while i >= 0:
            if "\n" in self.old.gaps[i]:
                return self.old.gaps[i].rpartition("\n")[2]
            i -= 1
        return "" if any("\n" in gap for gap in self.old.gaps) else None

    def _fresh(self, j: int, indent: str | None) -> None:
        """Write the new value at ``j`` in the file's common style; None: on one line."""
        said = self.new.said[j]
        if said not in "{[":
            self.out.append(said)
            return
        entries = self.new.entries(j)
        inner = None if indent is None else indent + self.unit
        self.out.append(said)
        for n, entry in enumerate(entries):
            if n:
                self.out.append("," if inner is not None else ", ")
            if inner is not None:
                self.out.append(self.line + inner)
            if entry.start != entry.value:
                self.out.append(self.new.said[entry.start] + ": ")
            self._fresh(entry.value, inner)
        if entries and indent is not None:
            self.out.append(self.line + indent)
        self.out.append(self.new.said[self.new.closing[j]])
