"""Undo and redo by keeping versions: they share all that edits left alone.

    H-1  any sequence of edit, undo, redo ends where counting says

May import: document.
"""

from __future__ import annotations

from typing import Final, Generic, NamedTuple, TypeVar

from redraft.document.blueprint import Document

ENTRIES_MAX: Final = 1_000

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """One edit: the versions before and after, and whatever the caller keeps with it."""

    before: Document
    after: Document
    note: T


class History(Generic[T]):
    """The edits of one document, oldest first, and the ones taken back.

    >>> a, b = (Document.of({"components": []}) for _ in "ab")
    >>> history = History[str](a)
    >>> history.push(b, "an edit")
    >>> history.undo().before is a, history.document is a, history.redo().after is b
    (True, True, True)
    """

    __slots__ = ("_done", "_entries_max", "_undone", "document")

    def __init__(self, document: Document, entries_max: int = ENTRIES_MAX) -> None:
        self.document = document
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
        self._done.append(Entry(self.document, after, note))
        if len(self._done) > self._entries_max:
            del self._done[0]
        self._undone.clear()
        self.document = after

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
