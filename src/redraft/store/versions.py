"""Versions that were read or written last, kept as documents so that the next edit need not read.

May import: document.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from redraft.document.blueprint import Document

#: versions that are kept, and the bytes that they may be written in; in memory a document
#: takes about ten times as much
ENTRIES_MAX: Final = 64
BYTES_MAX: Final = 8 * 1024 * 1024

_Key = tuple[str, int]


class Versions:
    """Keeps the versions that were asked for last; threads may share it.

    >>> versions = Versions(entries_max=1)
    >>> page = Document.of({"components": []})
    >>> versions.keep("a", 1, page, 17); versions.keep("b", 1, page, 17)
    >>> versions.get("a", 1) is None, versions.get("b", 1) is page
    (True, True)
    """

    __slots__ = ("_bytes", "_bytes_max", "_entries_max", "_kept", "_lock", "hits", "misses")

    def __init__(self, entries_max: int = ENTRIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[_Key, tuple[Document, int]] = OrderedDict()
        self._bytes = self.hits = self.misses = 0
        self._entries_max = entries_max
        self._bytes_max = bytes_max

    def get(self, document: str, number: int) -> Document | None:
        """Return a version; None where it is not kept."""
        key = (document, number)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._kept.move_to_end(key)
            return found[0]

    def drop(self, document: str) -> None:
        """Keep nothing of a document any longer."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == document]:
                self._bytes -= self._kept.pop(key)[1]

    def keep(self, document: str, number: int, version: Document, size: int) -> None:
        """Keep a version that was written in so many bytes."""
        key = (document, number)
        with self._lock:
            if key in self._kept or size > self._bytes_max:
                return
            self._kept[key] = (version, size)
            self._bytes += size
            while len(self._kept) > self._entries_max or self._bytes > self._bytes_max:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed
