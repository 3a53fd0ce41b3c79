"""All findings on one version, shared with the version before where nothing changed.

Kept by component in chunks, like the document; overlapping pairs as indices, so that
a report costs little however much there is to say.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from redraft.document.blueprint import CHUNK, Document
from redraft.verify import overlap
from redraft.verify.finding import Finding

T = TypeVar("T")
Chunks = tuple[tuple[tuple[T, ...], ...], ...]


class Report:
    """The findings on a document. Build it with `check` or `recheck`.

    ``crowded``: more siblings overlap than are kept; the pairs are then worked out anew
    each time they are asked for.
    """

    __slots__ = ("_document", "_findings", "crowded", "own", "pairs", "visited")

    def __init__(
        self,
        document: Document,
        own: Chunks[Finding],
        pairs: Chunks[int],
        *,
        crowded: bool = False,
        visited: int = 0,
    ) -> None:
        self._document = document
        self._findings: tuple[Finding, ...] | None = None
        #: by component: its findings, sorted
        self.own = own
        #: by component: the later siblings that it overlaps
        self.pairs = pairs
        self.crowded = crowded
        #: how many components were looked at to make it
        self.visited = visited

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in document order, then by code; a pair where its first one is."""
        if self._findings is None:
            placed = [(i, f) for i, found in entries(self.own) for f in found]
            placed.extend((i, overlap.finding(self._document, i, j)) for i, j in self.overlaps())
            self._findings = tuple(in_order(placed))
        return self._findings

    def overlaps(self) -> Iterator[tuple[int, int]]:
        """The pairs of siblings that overlap, the earlier first."""
        if self.crowded:
            return overlap.pairs(self._document)
        return ((i, j) for i, found in entries(self.pairs) for j in found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self.own == other.own and self.pairs == other.pairs and self.crowded == other.crowded

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Report({list(self.findings)!r})"


def in_order(placed: Iterable[tuple[int, Finding]]) -> list[Finding]:
    """Sort findings by component, code, property, and the pair's ids."""
    ordered = sorted(placed, key=lambda item: (item[0], *item[1].identity))
    return [finding for _, finding in ordered]


def chunked(entries_by_component: Mapping[int, tuple[T, ...]], count: int) -> Chunks[T]:
    """Lay out entries in chunks; components without one share the empty chunk."""
    empty: tuple[tuple[T, ...], ...] = ((),) * CHUNK
    chunks: list[tuple[tuple[T, ...], ...]] = [empty] * -(-count // CHUNK)
    return put(tuple(chunks), entries_by_component)


def put(chunks: Chunks[T], changed: Mapping[int, tuple[T, ...]]) -> Chunks[T]:
    """Replace the entries of some components."""
    rows: dict[int, list[tuple[T, ...]]] = {}
    for i, entry in changed.items():
        k = i // CHUNK
        if k not in rows:
            rows[k] = list(chunks[k])
        rows[k][i % CHUNK] = entry
    if not rows:
        return chunks
    copied = list(chunks)
    for k, row in rows.items():
        copied[k] = tuple(row)
    return tuple(copied)


def entry(chunks: Chunks[T], i: int) -> tuple[T, ...]:
    """The entry of component ``i``."""
    return chunks[i // CHUNK][i % CHUNK]


def entries(chunks: Chunks[T]) -> Iterator[tuple[int, tuple[T, ...]]]:
    """The entries that hold anything."""
    for k, row in enumerate(chunks):
        for place, found in enumerate(row):
            if found:
                yield k * CHUNK + place, found
