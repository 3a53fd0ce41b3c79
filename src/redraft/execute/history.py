"""Undo and redo by keeping versions: they share all that edits left alone.

What is kept is bounded by the number of edits and by the memory that their versions hold;
the oldest are let go first. The newest edit can be undone however large it is.

    H-1  any sequence of edit, undo, redo ends where counting says
    H-2  no more is held than the bounds say, the newest edit apart

May import: document, execute.held.
"""

from __future__ import annotations

from typing import Final, Generic, NamedTuple, TypeVar

from redraft.document.blueprint import Document
from redraft.execute.held import bytes_held

ENTRIES_MAX: Final = 1_000
BYTES_MAX: Final = 256 * 1024 * 1024

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """One edit: the versions before and after, and whatever the caller keeps with it."""

    before: Document
    after: Document
    note: T
    #: what the version after it holds of its own
    bytes: int = 0


class History(Generic[T]):
    """The edits of one document, oldest first, and the ones taken back.

    >>> a, b = (Document.of({"components": []}) for _ in "ab")
    >>> history = History[str](a)
    >>> history.push(b, "an edit")
    >>> history.undo().before is a, history.document is a, history.redo().after is b
    (True, True, True)
    """

    __slots__ = ("_bytes_max", "_done", "_entries_max", "_undone", "bytes", "document")

    def __init__(
        self, document: Document, entries_max: int = ENTRIES_MAX, bytes_max: int = BYTES_MAX
    ) -> None:
        self.document = document
        #: what the edits hold, those that were taken back too
        self.bytes = 0
        self._bytes_max = bytes_max
        self._done: list[Entry[T]] = []
        self._undone: list[Entry[T]] = []
        self._entries_max = entries_max

    @property
    def entries(self) -> tuple[Entry[T], ...]:
        """The edits that stand, oldest first."""
        return tuple(self._done)

    @property
    def last(self) -> Entry[T] | None:
        """The newest edit that stands, or None."""
        return self._done[-1] if self._done else None

    def push(self, after: Document, note: T) -> None:
        """Note an edit; what had been taken back can no longer be done again."""
        if self._undone:
            self.bytes -= sum(entry.bytes for entry in self._undone)
            self._undone.clear()
        held = bytes_held(self.document, after)
        self._done.append(Entry(self.document, after, note, held))
        self.bytes += held
        self.document = after
        if len(self._done) > self._entries_max or self.bytes > self._bytes_max:
            self._let_go()

    def _let_go(self) -> None:
        """Forget the oldest edits until those that are left are within the bounds."""
        done = self._done
        over = max(len(done) - self._entries_max, 0)
        self.bytes -= sum(entry.bytes for entry in done[:over])
        while self.bytes > self._bytes_max and over < len(done) - 1:
            self.bytes -= done[over].bytes
            over += 1
        del done[:over]

    def undo(self) -> Entry[T] | None:
        """Take the last edit back; None where there is none."""
        if not self._done:
            return None
        entry = self._done.pop()
        self._undone.append(entry)
        self.document = entry.before
        return entry

    def redo(self) -> Entry[T] | None:
        """Do the edit that was taken back last again; None where there is none."""
        if not self._undone:
            return None
        entry = self._undone.pop()
        self._done.append(entry)
        self.document = entry.after
        return entry
