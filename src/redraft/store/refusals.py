"""How the store says no.

May import: diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from redraft.diagnostics import Diagnostic, RedraftError


class StoreError(RedraftError):
    """The store cannot do what was asked of it."""


class NotStored(StoreError):
    """There is no such document, or it was deleted."""


class NoRevision(StoreError):
    """There is no such revision."""


class NothingLeft(NoRevision):
    """There is nothing to undo, or to redo."""


class Conflict(StoreError):
    """The document has other revisions than the one that was expected; ``head`` is the newest."""

    def __init__(self, expected: int, head: int) -> None:
        said = f"revision {expected} was expected, and the document is at {head}"
        super().__init__(Diagnostic("revision.conflict", "error", said))
        self.expected = expected
        self.head = head


class BuiltOn(StoreError):
    """A revision cannot be reverted: later ones, or the rules, need what it wrote."""

    def __init__(
        self, message: str, revisions: tuple[int, ...], findings: tuple[Diagnostic, ...]
    ) -> None:
        super().__init__(Diagnostic("revision.built-on", "error", message))
        self.revisions = revisions
        self.findings = findings


class KeyReused(StoreError):
    """An idempotency key was used for another request before."""


class Answered(StoreError):
    """An idempotency key was given an answer by another request at the same time."""


class Unwritable(StoreError):
    """The disk is full, the file is read-only, or the server is away; nothing was stored."""

    def __init__(self, message: str, *, full: bool = False) -> None:
        super().__init__(Diagnostic("store.unwritable", "error", message))
        self.full = full


class Broken(StoreError):
    """What is stored does not fit together; nothing of it is given out."""

    def __init__(self, message: str) -> None:
        super().__init__(Diagnostic("store.broken", "error", message))


def missing(document: str, *, deleted: bool = False) -> NotStored:
    """The error for a document that is not there."""
    said = "was deleted" if deleted else "is not stored here"
    return NotStored(Diagnostic("document.not-found", "error", f"“{document[:60]}” {said}"))


def no_revision(document: str, number: int) -> NoRevision:
    """The error for a revision that is not there."""
    said = f"“{document[:60]}” has no revision {number}"
    return NoRevision(Diagnostic("revision.not-found", "error", said))


def nothing_to(kind: str) -> NothingLeft:
    """The error for an undo or a redo of nothing.

    >>> nothing_to("undo").code
    'revision.not-found'
    """
    return NothingLeft(Diagnostic("revision.not-found", "error", f"there is nothing to {kind}"))


def not_standing(number: int) -> NothingLeft:
    """The error for taking back what is no edit, or was taken back already."""
    said = f"revision {number} is no edit that stands; there is nothing of it to take back"
    return NothingLeft(Diagnostic("revision.not-found", "error", said))


def built_on(
    number: int, revisions: Sequence[int] = (), findings: Sequence[Diagnostic] = ()
) -> BuiltOn:
    """The error for a revision that cannot be reverted, with those, or the rules, that need it.

    >>> built_on(3, [5, 7]).diagnostic.message
    'revision 3 cannot be taken back alone: revisions 5 and 7 go by what it wrote'
    """
    said = f"revision {number} cannot be taken back alone"
    if findings:
        said += f": {findings[0].message}"
    elif revisions:
        *most, last = map(str, revisions)
        named = f"revisions {', '.join(most)} and {last} go" if most else f"revision {last} goes"
        said += f": {named} by what it wrote"
    else:
        said += ": what it wrote is no longer as it was"
    return BuiltOn(said, tuple(revisions), tuple(findings))


_FULL: Final = ("SQLITE_FULL", "53100")
_SQLITE: Final = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the store's file is read-only",
    "SQLITE_CANTOPEN": "the store's file cannot be opened",
    "SQLITE_BUSY": "the store is busy",
    "SQLITE_LOCKED": "the store is busy",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_PERM": "the store's file may not be opened",
}
_BROKEN: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_POSTGRES: Final = {
    "53100": "the disk is full",
    "25006": "the database is read-only",
}


def worded(error: Exception) -> StoreError | None:
    """The error of a database in our words; None where it is a fault of ours."""
    if isinstance(error, PoolTimeout):
        return Unwritable("the store is busy")
    given = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(given, "sqlite_errorname", None)
    if isinstance(name, str):
        if name.startswith(_BROKEN):
            return Broken("the store's file is damaged, or is none")
        for start, said in _SQLITE.items():
            if name.startswith(start):
                return Unwritable(said, full=name in _FULL)
        return None
    state = getattr(given, "sqlstate", None)
    if isinstance(state, str):
        if state in _POSTGRES:
            return Unwritable(_POSTGRES[state], full=state in _FULL)
        if state.startswith(("08", "53", "57P", "58")):
            return Unwritable("the database is not there for us now")
        return None
    if type(given).__name__ == "OperationalError":
        return Unwritable("the database cannot be reached")
    return None


def invalid(message: str) -> StoreError:
    """The error for a name, a key or a cursor that cannot be one."""
    return StoreError(Diagnostic("value.invalid", "error", message))
