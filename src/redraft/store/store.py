"""Documents with all that was ever done to them.

History is append-only: a revision, once acknowledged, is never changed, and never removed but with
the whole document where an admin has it erased (`redraft.store.erasing`), and its
number means the same document for ever. Undo and redo are revisions too, each the inverse of
the one that it takes back, rather than a mark that moves to and fro: so an ETag never means
two things, whoever was away reads on from the number that they have, and who took what back,
and when, is history like all else. Each revision notes which one an undo and which one a redo
would take back while it is the newest, so neither has to search:

    edit n           undo: n                      redo: none
    undo n, of e     undo: what e had before it   redo: n
    redo n, of u     undo: n                      redo: what u had before it
    revert n         undo: n                      redo: none

    H-1  any sequence of edit, undo, redo ends where counting says
    A-1  what was acknowledged is there after a crash, and nothing is half there
    A-2  of two who append to the same revision one does, and the other is told

May import: serialize, store.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import Connection

import redraft
from redraft.document.blueprint import Document, Limits
from redraft.serialize import read, write
from redraft.serialize.reader import Source
from redraft.store.answers import Key, answer, answered, forget, tried
from redraft.store.database import Database, Watched, unwatched
from redraft.store.migrations import migrate
from redraft.store.rebuilding import SNAPSHOT_EVERY, body_at, digest_of, leads_there
from redraft.store.refusals import (
    Conflict,
    invalid,
    no_revision,
    nothing_to,
)
from redraft.store.revisions import (
    Delta,
    Head,
    Kind,
    Past,
    Said,
    delta_from,
    said_from,
    taken_back,
    when,
)
from redraft.store.rows import (
    ADDED,
    CONVERSATION,
    DELETED,
    DELTAS,
    HISTORY,
    LISTED,
    MOVED,
    NUMBER_MAX,
    add_revision,
    add_snapshot,
    head_from,
    head_of,
    is_id,
    micros,
    moved_to,
    new_id,
    past_from,
    stacks_of,
)
from redraft.store.versions import Versions

NAME_MAX: Final = 200
PAGE_MAX: Final = 500
#: documents are read back whatever the limits were when they came
_ANY_SIZE: Final = Limits(2**62, 2**20, 2**62)


class Version(NamedTuple):
    """A document at one of its revisions; ``head`` is of the newest."""

    head: Head
    number: int
    document: Document


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

    def __init__(self, where: str | Path, *, by: str = "", watched: Watched = unwatched) -> None:
        self.database: Final = Database(where, watched=watched)
        #: the version of Redraft that is noted with what is stored
        self.by: Final = by or redraft.__version__
        self.versions: Final = Versions()
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
            "id": new_id(now),
            "name": name,
            "head": 1,
            "digest": digest_of(body),
            "bytes": len(body),
            "created_at": now,
            "updated_at": now,
            "deleted_at": None,
        }
        head = head_from({**row, "undo": None, "redo": None})
        with self.database.writing("create") as connection:
            connection.execute(ADDED, row)
            add_revision(connection, head, "create", Said(by=self.by), author)
            add_snapshot(connection, head.id, 1, body)
            _answer(connection, reply, head)
        self.versions.keep(head.id, 1, document, len(body))
        return head

    def head(self, document: str) -> Head:
        """Where a document stands. Raises NotStored."""
        with self.database.reading("head") as connection:
            return head_of(connection, document)

    def documents(self, after: str = "", count: int = PAGE_MAX) -> list[Head]:
        """So many documents in the order of their making, those after the one that is named."""
        if after and not is_id(after):
            raise invalid("the cursor is not one that was given")
        asked = {"after": after, "count": min(count, PAGE_MAX)}
        with self.database.reading("list") as connection:
            return [head_from(row) for row in connection.execute(LISTED, asked).mappings()]

    def delete(self, document: str, expected: int | None = None) -> None:
        """Take a document out of all lists and sight; its history stays in the database."""
        with self.database.writing("delete") as connection:
            head = head_of(connection, document)
            if expected is not None and expected != head.revision:
                raise Conflict(expected, head.revision)
            now = time.time_ns() // 1000
            gone = {"of": document, "base": head.revision, "now": now}
            done = connection.execute(DELETED, gone)
            if done.rowcount != 1:
                raise Conflict(head.revision, head.revision + 1)

    # -- versions ----------------------------------------------------------------

    def version(self, document: str, number: int | None = None) -> Version:
        """A document at a revision; the newest where none is said."""
        with self.database.reading("version") as connection:
            head = head_of(connection, document)
            number = head.revision if number is None else number
            if not 1 <= number <= head.revision:
                raise no_revision(document, number)
            known = self.versions.get(document, number)
            if known is not None:
                return Version(head, number, known)
            body = body_at(connection, document, number)
        found = read(body, _ANY_SIZE)
        self.versions.keep(document, number, found, len(body))
        return Version(head, number, found)

    def revision(self, document: str, number: int) -> Past:
        """One entry of the history. Raises NoRevision."""
        if not 1 <= number <= NUMBER_MAX:
            raise no_revision(document, number)
        asked = {"of": document, "after": number - 1, "count": 1}
        with self.database.reading("revision") as connection:
            row = connection.execute(HISTORY, asked).first()
            if row is None:
                head_of(connection, document)
                raise no_revision(document, number)
        return past_from(row)

    def history(self, document: str, after: int = 0, count: int = PAGE_MAX) -> list[Past]:
        """So many entries of the history, oldest first, those after a revision."""
        asked = {"of": document, "after": after, "count": count}
        with self.database.reading("history") as connection:
            head_of(connection, document)
            return [past_from(row) for row in connection.execute(HISTORY, asked)]

    def conversation(self, document: str, author: str, count: int) -> list[Said]:
        """The last commands of one author, oldest first."""
        asked = {"of": document, "by": author, "count": count}
        with self.database.reading("conversation") as connection:
            rows = connection.execute(CONVERSATION, asked).all()
        return [said_from(row.said) for row in reversed(rows)]

    def deltas(self, document: str, after: int, until: int) -> list[Delta | None]:
        """The patches from one revision to a later one; None where a snapshot stands for it."""
        asked = {"of": document, "after": after, "until": until}
        with self.database.reading("deltas") as connection:
            rows = connection.execute(DELTAS, asked).all()
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
        with self.database.writing("append") as connection:
            head = head_of(connection, base.head.id)
            if head.revision != base.number:
                raise Conflict(base.number, head.revision)
            new = _next(connection, head, entry, after, max(now, micros(head.updated_at)))
            done = connection.execute(MOVED, moved_to(head, new))
            if done.rowcount != 1:
                raise Conflict(base.number, head.revision + 1)
            delta = entry.delta if fits else None
            add_revision(connection, new, entry.kind, entry.said, author, delta, entry.reverts)
            if not fits or new.revision % SNAPSHOT_EVERY == 0:
                add_snapshot(connection, head.id, new.revision, after)
            _answer(connection, reply, new)
            claim()
        self.versions.keep(new.id, new.revision, entry.after, new.bytes)
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

    def answer(self, key: Key, given: bytes, document: str) -> None:
        """Note the answer to a request about a document that stored nothing. Raises Answered: the first one stands."""
        with self.database.writing("answer") as connection:
            answer(connection, key, given, document)

    def check(self) -> None:
        """Read something and have something on disk, of which nothing is left. Raises StoreError."""
        with self.database.reading("check") as connection:
            connection.execute(LISTED, {"after": "", "count": 1}).all()
        with self.database.writing("check") as connection:
            tried(connection)

    def forget_answers(self) -> None:
        """Let old answers go."""
        with self.database.writing("forget") as connection:
            forget(connection)


_NOTHING: Final = msgspec.Raw(b"[]")
#: leads nowhere, so that a snapshot is made
_NO_DELTA: Final = Delta(_NOTHING, _NOTHING)


def _answer(connection: Connection, reply: Reply | None, head: Head) -> None:
    if reply is not None:
        answer(connection, reply.key, reply.answer(head), head.id)


def _next(connection: Connection, head: Head, entry: Entry, after: bytes, now: int) -> Head:
    """The head as it is after an entry."""
    number = head.revision + 1
    undo: int | None = number
    redo: int | None = None
    if entry.kind != "revert" and entry.reverts is not None:
        before = stacks_of(connection, head.id, entry.reverts - 1)
        undo, redo = (before[0], number) if entry.kind == "undo" else (number, before[1])
    return Head(
        head.id,
        head.name,
        number,
        digest_of(after),
        len(after),
        head.created_at,
        when(now),
        undo,
        redo,
    )
