"""Documents that were read before, kept by the bytes that they were read from.

Who calls `edit` with the same bytes again and again has the document read once. The key is
the bytes themselves and the limits, so there is no wrong hit; a document never changes, so
whoever has it may share it.

    C-1  what is kept is what reading gives

May import: document.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final, NamedTuple

from redraft.document.blueprint import Document, Limits
from redraft.serialize.reader import Source, read

#: documents that are kept, and bytes that they may be written in, where nothing else is said;
#: in memory a document takes about ten times its bytes
ENTRIES_MAX: Final = 16
BYTES_MAX: Final = 2 * 1024 * 1024

_Key = tuple[bytes, Limits]


class Counts(NamedTuple):
    """What came of asking a shelf so far, what it holds, and what it may hold."""

    hits: int
    misses: int
    evictions: int
    size: int
    bytes: int
    entries_max: int
    bytes_max: int


class Shelf:
    """Reads documents, and keeps those that it read last; threads may share it.

    Call it as `read` is called. Only bytes and text are kept by; a dict, a file or a
    Document is read as ever.

    >>> shelf = Shelf(entries_max=1)
    >>> page = b'{"components": []}'
    >>> shelf(page) is shelf(page), shelf.counts[:4]
    (True, (1, 1, 0, 1))
    """

    __slots__ = (
        "_bytes", "_bytes_max", "_entries_max", "_evictions", "_hits", "_kept", "_lock", "_misses"
    )  # fmt: skip

    def __init__(self, entries_max: int = ENTRIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        self._lock = Lock()
        #: the one that was asked for last is the last
        self._kept: OrderedDict[_Key, Document] = OrderedDict()
        self._bytes = self._hits = self._misses = self._evictions = 0
        self.hold(entries_max, bytes_max)

    def __call__(self, source: Source, limits: Limits = Limits()) -> Document:  # noqa: B008
        """Return the document of a source; see `read`, which also says what it raises."""
        written = _written(source)
        if written is None or not self._entries_max or len(written) > self._bytes_max:
            return read(source, limits)
        key = (written, limits)
        kept = self._kept
        with self._lock:
            document = kept.get(key)
            if document is not None:
                kept.move_to_end(key)
                self._hits += 1
                return document
            self._misses += 1
        document = read(written, limits)  # while others may ask
        with self._lock:
            if key not in kept:
                kept[key] = document
                self._bytes += len(written)
                self._make_room()
            return kept.get(key, document)

    def hold(self, entries_max: int = ENTRIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        """Keep at most so many documents of so many bytes together; 0 keeps none."""
        if entries_max < 0 or bytes_max < 0:
            raise ValueError(f"a shelf cannot hold {entries_max} documents of {bytes_max} bytes")
        with self._lock:
            self._entries_max, self._bytes_max = entries_max, bytes_max
            self._make_room()

    def _make_room(self) -> None:
        while self._kept and (len(self._kept) > self._entries_max or self._bytes > self._bytes_max):
            (source, _), _ = self._kept.popitem(last=False)
            self._bytes -= len(source)
            self._evictions += 1

    @property
    def counts(self) -> Counts:
        """Hits, misses, evictions, and how full it is, all of one moment."""
        with self._lock:
            return Counts(
                self._hits,
                self._misses,
                self._evictions,
                len(self._kept),
                self._bytes,
                self._entries_max,
                self._bytes_max,
            )

    def clear(self) -> None:
        """Forget all documents, and begin to count anew."""
        with self._lock:
            self._kept.clear()
            self._bytes = self._hits = self._misses = self._evictions = 0


def _written(source: Source) -> bytes | None:
    """The bytes that a source is; None where it is something else."""
    if type(source) is bytes:
        return source
    if type(source) is not str:
        return None
    try:
        return source.encode()
    except UnicodeEncodeError:
        return None


#: the shelf of `edit`, `apply`, `check` and `select`
DOCUMENTS: Final = Shelf()
