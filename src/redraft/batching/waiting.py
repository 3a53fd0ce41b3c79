"""Outcomes come in any order and go out in input order; those that wait do so on disk where they are many.

May import: nothing of Redraft.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Final

#: bytes that wait in memory, at most
KEPT_MAX: Final = 16 * 1024 * 1024


class InOrder:
    """Puts numbered pieces back into order, from 1 on.

    >>> pieces = InOrder()
    >>> pieces.put(2, b"b")
    >>> list(pieces.ready())
    []
    >>> pieces.put(1, b"a")
    >>> list(pieces.ready())
    [b'a', b'b']
    """

    def __init__(self, kept_max: int = KEPT_MAX) -> None:
        self._next = 1
        self._kept: dict[int, bytes] = {}
        self._size = 0
        self._kept_max = kept_max
        self._spooled: dict[int, tuple[int, int]] = {}
        self._file: IO[bytes] | None = None
        self._end = 0

    def put(self, number: int, piece: bytes) -> None:
        """Hand a piece in."""
        if number != self._next and self._size + len(piece) > self._kept_max:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115
            self._file.seek(self._end)
            self._file.write(piece)
            self._spooled[number] = (self._end, len(piece))
            self._end += len(piece)
            return
        self._kept[number] = piece
        self._size += len(piece)

    def ready(self) -> Iterator[bytes]:
        """The pieces whose turn it is."""
        while True:
            piece = self._kept.pop(self._next, None)
            if piece is not None:
                self._size -= len(piece)
            elif self._next in self._spooled and self._file is not None:
                at, size = self._spooled.pop(self._next)
                self._file.seek(at)
                piece = self._file.read(size)
                if not self._spooled:
                    self._end = 0
                    self._file.truncate(0)
            else:
                return
            self._next += 1
            yield piece

    @property
    def waiting(self) -> int:
        """How many pieces wait for one before them."""
        return len(self._kept) + len(self._spooled)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
