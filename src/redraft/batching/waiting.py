"""Outcomes come in any order and go out in input order; those that wait do so on disk where they are many.

What is next in order, and what waits in memory, is never encoded.

May import: batching.jobs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Final

import msgspec

from redraft.batching.jobs import ENCODE, Outcome

#: bytes that wait in memory, about
KEPT_MAX: Final = 16 * 1024 * 1024
#: what an outcome takes, a line of it, and a diagnostic, about
_OUTCOME_BYTES: Final = 600
_LINE_BYTES: Final = 150
_DIAGNOSTIC_BYTES: Final = 2_000

_DECODE: Final = msgspec.msgpack.Decoder(Outcome)


class InOrder:
    """Puts the outcomes of jobs back into order, from job 1 on.

    >>> outcomes = InOrder()
    >>> outcomes.put(Outcome(2, "success"))
    >>> list(outcomes.ready())
    []
    >>> outcomes.put(Outcome(1, "failed"))
    >>> [outcome.job for outcome in outcomes.ready()]
    [1, 2]
    """

    def __init__(self, kept_max: int = KEPT_MAX) -> None:
        self._next = 1
        self._kept: dict[int, Outcome] = {}
        self._size = 0
        self._kept_max = kept_max
        self._spooled: dict[int, tuple[int, int]] = {}
        self._file: IO[bytes] | None = None
        self._end = 0
        #: outcomes that were encoded, for who counts
        self.encoded = 0

    def put(self, outcome: Outcome) -> None:
        """Hand an outcome in."""
        number = outcome.job
        size = _size(outcome)
        if number == self._next or self._size + size <= self._kept_max:
            self._kept[number] = outcome
            self._size += size
            return
        piece = ENCODE.encode(outcome)
        self.encoded += 1
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._file.seek(self._end)
        self._file.write(piece)
        self._spooled[number] = (self._end, len(piece))
        self._end += len(piece)

    def ready(self) -> Iterator[Outcome]:
        """The outcomes whose turn it is."""
        while True:
            outcome = self._kept.pop(self._next, None)
            if outcome is not None:
                self._size -= _size(outcome)
            elif self._next in self._spooled and self._file is not None:
                at, size = self._spooled.pop(self._next)
                self._file.seek(at)
                outcome = _DECODE.decode(self._file.read(size))
                if not self._spooled:
                    self._end = 0
                    self._file.truncate(0)
            else:
                return
            self._next += 1
            yield outcome

    @property
    def waiting(self) -> int:
        """How many outcomes wait for one before them."""
        return len(self._kept) + len(self._spooled)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _size(outcome: Outcome) -> int:
    """About how much memory an outcome takes."""
    said = _LINE_BYTES * len(outcome.changes) + _DIAGNOSTIC_BYTES * len(outcome.diagnostics)
    return _OUTCOME_BYTES + said + len(outcome.result)
