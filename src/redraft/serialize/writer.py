"""Bytes of a version cost what was touched: all else is joined from what was encoded before.

A component is encoded once, in two parts, before and after its children. Pieces are
laid out in document order, separators and closing brackets with the component after
which they stand, so a chunk of 64 is one run of bytes wherever its parents are; only
the tails of parents from other chunks are looked up when all is joined. Chunks are
shared by versions, and so are their bytes.

    Z-1  canonical bytes read and write to themselves
    C-1  joined bytes are those that encoding the whole would give

May import: document, diagnostics.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import orjson

from redraft.document.blueprint import CHILDREN, Component, Document, Fields, Outline
from redraft.serialize.spelling import CUT, Spelled, encode

#: A chunk's bytes: runs, and between them the indices of parents elsewhere that end there.
Run = tuple[bytes | int, ...]

#: Whole bytes are kept for the last versions only: a history of 1,000 must stay small.
_BYTES_KEPT: Final = 2

#: Components that are looked for in known bytes; to look for more takes as long as to encode all.
_SPLICES_MAX: Final = 8


class _Known(NamedTuple):
    """The bytes of a version, and what it is made of: with the version itself it would be kept for ever."""

    head: Fields
    chunks: tuple[tuple[Component, ...], ...]
    exotic: bool
    whole: bytes

    def is_of(self, document: Document) -> bool:
        """Whether these are the bytes of that version."""
        return self.chunks is document.chunks and self.head is document.head


class Count:
    """What a call of `write` did; for tests and measurements.

    >>> from redraft.serialize.reader import read
    >>> count = Count()
    >>> _ = write(read({"components": [{"id": "a", "type": "text", "n": 1.0}]}), count)
    >>> count.components  # reading had encoded it already
    0
    """

    __slots__ = ("bytes", "chunks", "components")

    def __init__(self) -> None:
        self.components = 0
        self.chunks = 0
        self.bytes = 0


def write(document: Document, count: Count | None = None) -> bytes:
    """Return the document as compact JSON; an untouched one as it came, white space apart.

    >>> write(Document.of({"components": [{"id": "a", "type": "box", "children": []}], "n": 1.0}))
    b'{"components":[{"id":"a","type":"box","children":[]}],"n":1.0}'
    """
    for known in _known_of(document):
        if known.is_of(document):
            return known.whole
    whole = _whole(document, count or Count())
    keep_bytes(document, whole)
    return whole


def write_once(document: Document) -> bytes:
    """Return the bytes of a version that nobody will ask for again: they are not remembered.

    >>> write_once(Document.of({"components": [], "n": 1.0}))
    b'{"components":[],"n":1.0}'
    """
    if "runs" in document.outline.kept:
        return _joined(document, Count())
    try:
        return _at_once(document)
    except TypeError:
        return _joined(document, Count())


def keep_bytes(document: Document, whole: bytes) -> None:
    """Remember the bytes of a version."""
    known = _Known(document.head, document.chunks, document.exotic, whole)
    document.outline.kept["bytes"] = (known, *_known_of(document))[:_BYTES_KEPT]


def _known_of(document: Document) -> tuple[_Known, ...]:
    """The versions whose bytes are known, the last first."""
    known: tuple[_Known, ...] = document.outline.kept.get("bytes", ())
    return known


def digest(document: Document) -> str:
    """Return ``sha256:`` and the hash of the compact bytes.

    >>> digest(Document.of({"components": []}))[:14]
    'sha256:ac46fd2'
    """
    known: str | None = document.memo.get("digest")
    if known is None:
        known = "sha256:" + hashlib.sha256(write(document)).hexdigest()
        document.memo["digest"] = known
    return known


def warm(document: Document) -> None:
    """Encode every component now, so that the next versions' bytes are cheap."""
    _joined(document, Count())


def _whole(document: Document, count: Count) -> bytes:
    """The first version of a session, which may be the only one, in one go; runs for the others."""
    kept = document.outline.kept
    if "runs" not in kept and not kept.get("written"):
        kept["written"] = True
        spliced = _spliced(document, count)
        if spliced is not None:
            return spliced
        try:
            whole = _at_once(document)
        except TypeError:  # an oddly spelled key, or nesting beyond what orjson walks
            return _joined(document, count)
        count.components += len(document)
        count.bytes += len(whole)
        return whole
    return _joined(document, count)


def _spliced(document: Document, count: Count) -> bytes | None:
    """Put what differs into the bytes of a version that are known; None where that is no use.

    The bytes of what an edit replaced stand in them where that component is. If they stand
    there once, that is the place; where they stand again (in the tokens, say), or where too
    much differs, all is encoded.
    """
    known = _known_of(document)
    if not known:
        return None
    base, whole = known[0], known[0].whole
    replaced = _replaced(base, document)
    if replaced is None:
        return None
    cuts: list[tuple[int, int, bytes]] = []
    if base.head is not document.head:
        before, after = _cut(base.head, exotic=base.exotic)
        head = _cut(document.head, exotic=document.exotic)
        cuts += ((0, len(before), head[0]), (len(whole) - len(after), len(whole), head[1]))
    for old, new in replaced:
        then = _parts(old, Count(), exotic=base.exotic)
        now = _parts(new, count, exotic=document.exotic)
        for part, other in zip(then, now, strict=True):
            if part == other:
                continue
            at = whole.find(part)
            if at < 0 or whole.find(part, at + 1) >= 0:
                return None
            cuts.append((at, at + len(part), other))
    cuts.sort()
    pieces: list[bytes] = []
    at = 0
    for start, stop, other in cuts:
        pieces += (whole[at:start], other)
        at = stop
    pieces.append(whole[at:])
    return b"".join(pieces)


def _replaced(base: _Known, document: Document) -> list[tuple[Component, Component]] | None:
    """The components that differ, as they were and as they are; None where there are many."""
    found: list[tuple[Component, Component]] = []
    for old, new in zip(base.chunks, document.chunks, strict=True):
        if old is not new:
            found += [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]]
            if len(found) > _SPLICES_MAX:
                return None
    return found


def _at_once(document: Document) -> bytes:
    """The encoder meets the places of children in document order; it is given the lists then."""
    children = document.outline.children
    lists = _lists(document, children)

    def default(value: Any) -> Any:
        if value is CHILDREN:
            return next(lists)
        if isinstance(value, Spelled):
            return orjson.Fragment(value.raw)
        raise TypeError

    option = orjson.OPT_PASSTHROUGH_SUBCLASS if document.exotic else 0
    return orjson.dumps(document.head, default=default, option=option)


def _lists(
    document: Document, children: tuple[tuple[int, ...], ...]
) -> Iterator[list[dict[str, Any]]]:
    at = document.at
    yield [at(i).fields for i in document.outline.top]
    for i, component in enumerate(document):
        if component.fields.get("children") is CHILDREN:
            inner = children[i]
            yield [at(k).fields for k in inner] if inner else []


def _joined(document: Document, count: Count) -> bytes:
    outline = document.outline
    chunks = document.chunks
    runs: list[Any] = outline.kept.setdefault("runs", [None] * len(chunks))
    before, after = _head(document)
    pieces = [before]
    for k, chunk in enumerate(chunks):
        known = runs[k]
        if known is None or known[0] is not chunk:
            run = _run(outline, chunk, k << 6, count, exotic=document.exotic)
            known = runs[k] = (chunk, run)
        for piece in known[1]:
            if isinstance(piece, bytes):
                pieces.append(piece)
            else:
                pieces.append(_parts(document.at(piece), count, exotic=document.exotic)[1])
    pieces.append(after)
    return b"".join(pieces)


def _run(
    outline: Outline, chunk: tuple[Component, ...], first: int, count: Count, *, exotic: bool
) -> Run:
    """A chunk's bytes, cut where a parent outside of the chunk ends."""
    parent, end = outline.parent, outline.end
    run: list[bytes | int] = []
    pieces: list[bytes] = []
    for i, component in enumerate(chunk, first):
        if i and parent[i] != i - 1:
            pieces.append(b",")
        before, after = _parts(component, count, exotic=exotic)
        pieces.append(before)
        if end[i] == i + 1:
            pieces.append(after)
            above = parent[i]
            while above >= 0 and end[above] == i + 1:
                if above >= first:
                    pieces.append(_parts(chunk[above - first], count, exotic=exotic)[1])
                else:
                    run += (b"".join(pieces), above)
                    pieces = []
                above = parent[above]
    run.append(b"".join(pieces))
    count.chunks += 1
    return tuple(run)


def _parts(component: Component, count: Count, *, exotic: bool) -> tuple[bytes, bytes]:
    parts: tuple[bytes, bytes] | None = component.encoded
    if parts is None:
        parts = component.encoded = _cut(component.fields, exotic=exotic)
        count.components += 1
        count.bytes += len(parts[0]) + len(parts[1])
    return parts


def _head(document: Document) -> tuple[bytes, bytes]:
    kept = document.outline.kept
    known = kept.get("head")
    if known is None or known[0] is not document.head:
        known = kept["head"] = (document.head, _cut(document.head, exotic=document.exotic))
    return known[1]


def _cut(fields: dict[str, Any], *, exotic: bool) -> tuple[bytes, bytes]:
    """The bytes before and after the content of the children's list."""
    if exotic:
        whole = encode(fields)
    else:
        try:
            whole = orjson.dumps(fields, default=_place)
        except TypeError:
            whole = encode(fields)
    before, found, after = whole.partition(CUT)
    if not found:
        return before, b""
    return before + b"[", b"]" + after


def _place(value: Any) -> orjson.Fragment:
    if value is CHILDREN:
        return _PLACE
    raise TypeError


_PLACE: Final = orjson.Fragment(CUT)
