"""Documents with all that was ever done to them.

History is append-only: a revision, once acknowledged, is never changed or removed, and its
number means the same document for ever. Undo and redo are revisions too, each the inverse of
the one that it takes back, rather than a mark that moves to and fro: so an ETag never means
two things, whoever was away reads on from the number that they have, and who took what back,
and when, is history like all else. Each revision notes which one an undo and which one a redo
would take back while it is the newest, so neither has to search:

    edit n           undo: n                      redo: none
    undo n, of e     undo: what e had before it   redo: n
    redo n, of u     undo: n                      redo: what u had before it

    H-1  any sequence of edit, undo, redo ends where counting says
    A-1  what was acknowledged is there after a crash, and nothing is half there
    A-2  of two who append to the same revision one does, and the other is told

May import: serialize, store.
"""

from __future__ import annotations

import re
import secrets
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

import redraft
from redraft.document.blueprint import Document, Limits
from redraft.serialize import read, write
from redraft.serialize.reader import Source
from redraft.store.answers import Key, answer, answered, forget
from redraft.store.database import Database
from redraft.store.migrations import migrate
from redraft.store.rebuilding import SNAPSHOT_EVERY, body_at, digest_of, leads_there
from redraft.store.refusals import (
    Broken,
    Conflict,
    invalid,
    missing,
    no_revision,
    nothing_to,
)
from redraft.store.revisions import (
    Delta,
    Head,
    Kind,
    Revision,
    Said,
    delta_from,
    packed,
    said_from,
    taken_back,
    when,
)
from redraft.store.tables import DOCUMENTS, REVISIONS, SNAPSHOTS
from redraft.store.versions import Versions

NAME_MAX: Final = 200
PAGE_MAX: Final = 500
#: documents are read back whatever the limits were when they came
_ANY_SIZE: Final = Limits(2**62, 2**20, 2**62, 2**62)
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_TIME: Final = 10
_ID_CHANCE: Final = 16
_ID: Final = re.compile(f"[{_ALPHABET}]{{{_ID_TIME + _ID_CHANCE}}}")
#: no database counts further
_NUMBER_MAX: Final = 2**62


class Version(NamedTuple):
    """A document at one of its revisions; ``head`` is of the newest."""

    head: Head
    number: int
    document: Document


class Past(NamedTuple):
    """One entry of the history, all that is kept of it, and what undo would have taken back then."""

    revision: Revision
    said: Said
    undo: int | None


class Entry(NamedTuple):
    """What is appended: what it is of, what was said, the patch, the document after it."""

    kind: Kind
    said: Said
    delta: Delta
    after: Document
    reverts: int | None = None


class Reply(NamedTuple):
    """An idempotency key, and what to answer once it is known what the head will be."""

    key: Key
    answer: Callable[[Head], bytes]


def _always() -> None:
    """Nothing stands against a commit."""


class Store:
    """A store in a file or a PostgreSQL (`redraft.store.database`); threads may share it.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = Store(f"{folder.name}/redraft.db")
    >>> head = store.create({"components": []}, name="home")
    >>> head.revision, store.version(head.id).document.tree()
    (1, {'components': []})
    >>> store.close(); folder.cleanup()
    """

    def __init__(self, where: str | Path, *, by: str = "") -> None:
        self.database: Final = Database(where)
        #: the version of Redraft that is noted with what is stored
        self.by: Final = by or redraft.__version__
        self._versions = Versions()
        try:
            #: the numbers of the schema's steps that were done now
            self.migrated: Final = migrate(self.database)
        except BaseException:
            self.database.close()
            raise

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    # -- documents ---------------------------------------------------------------

    def create(
        self,
        blueprint: Source,
        *,
        name: str = "",
        author: str = "",
        limits: Limits = Limits(),  # noqa: B008
        reply: Reply | None = None,
    ) -> Head:
        """Store a new document as its revision 1."""
        if len(name) > NAME_MAX or not name.isprintable():
            raise invalid(f"a name has up to {NAME_MAX} printable characters")
        document = read(blueprint, limits)
        body = write(document)
        now = time.time_ns() // 1000
        row = {
            "id": _new_id(now),
            "name": name,
            "head": 1,
            "digest": digest_of(body),
            "bytes": len(body),
            "created_at": now,
            "updated_at": now,
            "deleted_at": None,
        }
        head = _head(row, None, None)
        with self.database.writing() as connection:
            connection.execute(insert(DOCUMENTS).values(**row))
            entry = _row(head, "create", Said(by=self.by), author, now)
            connection.execute(insert(REVISIONS).values(**entry))
            _snapshot(connection, head.id, 1, body)
            _answer(connection, reply, head)
        self._versions.keep(head.id, 1, document, len(body))
        return head

    def head(self, document: str) -> Head:
        """Where a document stands. Raises NotStored."""
        with self.database.reading() as connection:
            return _head_of(connection, document)

    def documents(self, after: str = "", count: int = PAGE_MAX) -> list[Head]:
        """So many documents in the order of their making, those after the one that is named."""
        if after and not _ID.fullmatch(after):
            raise invalid("the cursor is not one that was given")
        table = DOCUMENTS.c
        asked = (
            select(DOCUMENTS, REVISIONS.c.undo, REVISIONS.c.redo)
            .join(
                REVISIONS,
                (REVISIONS.c.document == table.id) & (REVISIONS.c.number == table.head),
            )
            .where(table.deleted_at.is_(None), table.id > after)
            .order_by(table.id)
            .limit(min(count, PAGE_MAX))
        )
        with self.database.reading() as connection:
            return [_head(r, r["undo"], r["redo"]) for r in connection.execute(asked).mappings()]

    def delete(self, document: str, expected: int | None = None) -> None:
        """Take a document out of all lists and sight; its history stays in the database."""
        with self.database.writing() as connection:
            head = _head_of(connection, document)
            if expected is not None and expected != head.revision:
                raise Conflict(expected, head.revision)
            now = time.time_ns() // 1000
            done = connection.execute(
                update(DOCUMENTS)
                .where(
                    DOCUMENTS.c.id == document,
                    DOCUMENTS.c.head == head.revision,
                    DOCUMENTS.c.deleted_at.is_(None),
                )
                .values(deleted_at=now)
            )
            if done.rowcount != 1:
                raise Conflict(head.revision, head.revision + 1)

    # -- versions ----------------------------------------------------------------

    def version(self, document: str, number: int | None = None) -> Version:
        """A document at a revision; the newest where none is said."""
        with self.database.reading() as connection:
            head = _head_of(connection, document)
            number = head.revision if number is None else number
            if not 1 <= number <= head.revision:
                raise no_revision(document, number)
            known = self._versions.get(document, number)
            if known is not None:
                return Version(head, number, known)
            body = body_at(connection, document, number)
        found = read(body, _ANY_SIZE)
        self._versions.keep(document, number, found, len(body))
        return Version(head, number, found)

    def revision(self, document: str, number: int) -> Past:
        """One entry of the history. Raises NoRevision."""
        found = self.history(document, number - 1, 1) if 1 <= number <= _NUMBER_MAX else []
        if not found:
            raise no_revision(document, number)
        return found[0]

    def history(self, document: str, after: int = 0, count: int = PAGE_MAX) -> list[Past]:
        """So many entries of the history, oldest first, those after a revision."""
        table = REVISIONS.c
        asked = (
            select(*(c for c in REVISIONS.c if c.name != "delta"))
            .where(table.document == document, table.number > after)
            .order_by(table.number)
            .limit(count)
        )
        with self.database.reading() as connection:
            _head_of(connection, document)
            return [_told(row) for row in connection.execute(asked)]

    def conversation(self, document: str, author: str, count: int) -> list[Said]:
        """The last commands of one author, oldest first."""
        table = REVISIONS.c
        asked = (
            select(table.said)
            .where(table.document == document, table.kind == "edit", table.author == author)
            .order_by(table.number.desc())
            .limit(count)
        )
        with self.database.reading() as connection:
            return [said_from(row.said) for row in connection.execute(asked)][::-1]

    def deltas(self, document: str, after: int, until: int) -> list[Delta | None]:
        """The patches from one revision to a later one; None where a snapshot stands for it."""
        table = REVISIONS.c
        asked = (
            select(table.delta)
            .where(table.document == document, table.number > after, table.number <= until)
            .order_by(table.number)
        )
        with self.database.reading() as connection:
            rows = connection.execute(asked).all()
        return [None if row.delta is None else delta_from(row.delta) for row in rows]

    # -- appending ---------------------------------------------------------------

    def append(
        self,
        base: Version,
        entry: Entry,
        *,
        author: str = "",
        reply: Reply | None = None,
        claim: Callable[[], None] = _always,
    ) -> Head:
        """Add the revision that comes after ``base``, if that is the newest still.

        Raises Conflict where it is not, Answered where the key of ``reply`` has an answer by now.
        ``claim`` is called when all is written and nothing is committed: what it raises takes
        everything back.
        """
        before, after = write(base.document), write(entry.after)
        now = time.time_ns() // 1000
        fits = leads_there(before, entry.delta, after)
        with self.database.writing() as connection:
            head = _head_of(connection, base.head.id)
            if head.revision != base.number:
                raise Conflict(base.number, head.revision)
            new = _next(connection, head, entry, after, max(now, _micros(head)))
            done = connection.execute(
                update(DOCUMENTS)
                .where(DOCUMENTS.c.id == head.id, DOCUMENTS.c.head == head.revision)
                .where(DOCUMENTS.c.deleted_at.is_(None))
                .values(
                    head=new.revision,
                    digest=new.digest,
                    bytes=new.bytes,
                    updated_at=_micros(new),
                )
            )
            if done.rowcount != 1:
                raise Conflict(base.number, head.revision + 1)
            row = _row(new, entry.kind, entry.said, author, _micros(new))
            row.update(reverts=entry.reverts, delta=packed(entry.delta) if fits else None)
            connection.execute(insert(REVISIONS).values(**row))
            if not fits or new.revision % SNAPSHOT_EVERY == 0:
                _snapshot(connection, head.id, new.revision, after)
            _answer(connection, reply, new)
            claim()
        self._versions.keep(new.id, new.revision, entry.after, new.bytes)
        return new

    def take_back(
        self,
        kind: Kind,
        base: Version,
        *,
        author: str = "",
        reply: Reply | None = None,
        claim: Callable[[], None] = _always,
    ) -> Head:
        """Undo or redo: append the inverse of the revision that it takes back. Raises NothingLeft."""
        head = base.head
        reverts = head.undo if kind == "undo" else head.redo
        if reverts is None:
            raise nothing_to(kind)
        said = self.revision(head.id, reverts).said
        after = self.version(head.id, reverts - 1).document
        kept = self.deltas(head.id, reverts - 1, reverts)[0]
        delta = _NO_DELTA if kept is None else kept.turned()
        entry = Entry(kind, taken_back(said, self.by), delta, after, reverts)
        return self.append(base, entry, author=author, reply=reply, claim=claim)

    # -- answers -----------------------------------------------------------------

    def answered(self, key: Key) -> bytes | None:
        """What was answered under an idempotency key. Raises KeyReused, StoreError."""
        return answered(self.database, key.checked())

    def answer(self, key: Key, given: bytes) -> None:
        """Note the answer to a request that stored nothing. Raises Answered: the first one stands."""
        with self.database.writing() as connection:
            answer(connection, key, given)

    def forget_answers(self) -> None:
        """Let old answers go."""
        with self.database.writing() as connection:
            forget(connection)


_NOTHING: Final = msgspec.Raw(b"[]")
#: leads nowhere, so that a snapshot is made
_NO_DELTA: Final = Delta(_NOTHING, _NOTHING)


# -- rows ------------------------------------------------------------------------


def _new_id(micros: int) -> str:
    """An id that sorts by when it was made, and that cannot be guessed.

    >>> len(_new_id(0)), _new_id(1_000) < _new_id(2_000)
    (26, True)
    """
    millis = micros // 1000
    made = [_ALPHABET[millis >> 5 * k & 31] for k in range(_ID_TIME - 1, -1, -1)]
    return "".join((*made, *(secrets.choice(_ALPHABET) for _ in range(_ID_CHANCE))))


def _head_of(connection: Connection, document: str) -> Head:
    if not _ID.fullmatch(document):
        raise missing(document)
    asked = (
        select(DOCUMENTS, REVISIONS.c.undo, REVISIONS.c.redo)
        .join(
            REVISIONS,
            (REVISIONS.c.document == DOCUMENTS.c.id) & (REVISIONS.c.number == DOCUMENTS.c.head),
            isouter=True,
        )
        .where(DOCUMENTS.c.id == document)
    )
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise missing(document)
    if row["deleted_at"] is not None:
        raise missing(document, deleted=True)
    return _head(row, row["undo"], row["redo"])


def _head(row: Any, undo: int | None, redo: int | None) -> Head:
    return Head(
        row["id"],
        row["name"],
        row["head"],
        row["digest"],
        row["bytes"],
        when(row["created_at"]),
        when(row["updated_at"]),
        undo,
        redo,
    )


def _next(connection: Connection, head: Head, entry: Entry, after: bytes, micros: int) -> Head:
    """The head as it is after an entry."""
    number = head.revision + 1
    undo: int | None = number
    redo: int | None = None
    if entry.reverts is not None:
        asked = select(REVISIONS.c.undo, REVISIONS.c.redo).where(
            REVISIONS.c.document == head.id, REVISIONS.c.number == entry.reverts - 1
        )
        before = connection.execute(asked).first()
        if before is None:
            raise Broken(f"revision {entry.reverts - 1} of “{head.id}” is missing")
        undo, redo = (before.undo, number) if entry.kind == "undo" else (number, before.redo)
    return Head(
        head.id,
        head.name,
        number,
        digest_of(after),
        len(after),
        head.created_at,
        when(micros),
        undo,
        redo,
    )


def _row(head: Head, kind: Kind, said: Said, author: str, micros: int) -> dict[str, Any]:
    return {
        "document": head.id,
        "number": head.revision,
        "kind": kind,
        "undo": head.undo,
        "redo": head.redo,
        "digest": head.digest,
        "bytes": head.bytes,
        "author": author,
        "at": micros,
        "said": packed(said),
    }


def _snapshot(connection: Connection, document: str, number: int, body: bytes) -> None:
    row = {"document": document, "number": number, "body": zlib.compress(body)}
    connection.execute(insert(SNAPSHOTS).values(**row))


def _answer(connection: Connection, reply: Reply | None, head: Head) -> None:
    if reply is not None:
        answer(connection, reply.key, reply.answer(head))


def _told(row: Row[Any]) -> Past:
    said = said_from(row.said)
    told = Revision(
        row.number,
        row.kind,
        row.digest,
        row.bytes,
        row.author,
        when(row.at),
        said.command,
        row.reverts,
        said.lines,
    )
    return Past(told, said, row.undo)


def _micros(head: Head) -> int:
    whole = head.updated_at
    return int(whole.timestamp()) * 1_000_000 + whole.microsecond
