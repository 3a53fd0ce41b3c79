"""What is asked of the tables, and their rows as values.

Each statement is made once and given its values when it is run: to make one takes longer than
to run it.

May import: store.tables, store.revisions, store.refusals.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Row, bindparam, insert, select, update

from redraft.store.refusals import Broken, missing
from redraft.store.revisions import (
    Delta,
    Head,
    Kind,
    Past,
    Revision,
    Said,
    packed,
    said_from,
    when,
)
from redraft.store.tables import DOCUMENTS, REVISIONS, SNAPSHOTS

#: no database counts further
NUMBER_MAX: Final = 2**62
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
#: characters of five bits: microseconds up to the year 3111, and chance
_ID_TIME: Final = 11
_ID_CHANCE: Final = 15
_ID: Final = re.compile(f"[{_ALPHABET}]{{{_ID_TIME + _ID_CHANCE}}}")

_D: Final = DOCUMENTS.c
_R: Final = REVISIONS.c
_S: Final = SNAPSHOTS.c
_OF: Final[BindParameter[Any]] = bindparam("of")
_AFTER: Final[BindParameter[Any]] = bindparam("after")
_COUNT: Final[BindParameter[Any]] = bindparam("count")
_HEADS: Final = select(DOCUMENTS, _R.undo, _R.redo).join(
    REVISIONS, (_R.document == _D.id) & (_R.number == _D.head)
)
_IS_BASE: Final = (_D.id == _OF, _D.head == bindparam("base"), _D.deleted_at.is_(None))

HEAD_OF: Final = _HEADS.where(_D.id == _OF)
LISTED: Final = _HEADS.where(_D.deleted_at.is_(None), _D.id > _AFTER).order_by(_D.id).limit(_COUNT)
HISTORY: Final = (
    select(*(column for column in REVISIONS.c if column.name != "delta"))
    .where(_R.document == _OF, _R.number > _AFTER)
    .order_by(_R.number)
    .limit(_COUNT)
)
CONVERSATION: Final = (
    select(_R.said)
    .where(_R.document == _OF, _R.kind == "edit", _R.author == bindparam("by"))
    .order_by(_R.number.desc())
    .limit(_COUNT)
)
DELTAS: Final = (
    select(_R.number, _R.digest, _R.delta)
    .where(_R.document == _OF, _R.number > _AFTER, _R.number <= bindparam("until"))
    .order_by(_R.number)
)
SNAPSHOT: Final = (
    select(_S.number, _S.body)
    .where(_S.document == _OF, _S.number <= bindparam("until"))
    .order_by(_S.number.desc())
    .limit(1)
)
STACKS: Final = select(_R.undo, _R.redo).where(_R.document == _OF, _R.number == bindparam("at"))
ADDED: Final = insert(DOCUMENTS)
MOVED: Final = (
    update(DOCUMENTS)
    .where(*_IS_BASE)
    .values({name: bindparam(f"new_{name}") for name in ("head", "digest", "bytes", "updated_at")})
)
DELETED: Final = update(DOCUMENTS).where(*_IS_BASE).values(deleted_at=bindparam("now"))
_ADD_REVISION: Final = insert(REVISIONS)
_ADD_SNAPSHOT: Final = insert(SNAPSHOTS)


def new_id(now: int) -> str:
    """An id that sorts by when it was made, to the microsecond, and that cannot be guessed.

    >>> len(new_id(0)), new_id(1) < new_id(2)
    (26, True)
    """
    made = [_ALPHABET[now >> 5 * k & 31] for k in range(_ID_TIME - 1, -1, -1)]
    return "".join((*made, *(secrets.choice(_ALPHABET) for _ in range(_ID_CHANCE))))


def is_id(said: str) -> bool:
    """Whether a text can be the id of a document; no other ever reaches the database.

    >>> is_id(new_id(0)), is_id("x"), is_id("\\0" * 26)
    (True, False, False)
    """
    return _ID.fullmatch(said) is not None


def head_of(connection: Connection, document: str) -> Head:
    """Where a document stands. Raises NotStored."""
    row = None
    if is_id(document):
        row = connection.execute(HEAD_OF, {"of": document}).mappings().first()
    if row is None:
        raise missing(document)
    if row["deleted_at"] is not None:
        raise missing(document, deleted=True)
    return head_from(row)


def head_from(row: Mapping[Any, Any]) -> Head:
    """A row of a document and its newest revision as a value."""
    return Head(
        row["id"],
        row["name"],
        row["head"],
        row["digest"],
        row["bytes"],
        when(row["created_at"]),
        when(row["updated_at"]),
        row["undo"],
        row["redo"],
    )


def past_from(row: Row[Any]) -> Past:
    """A row of the history as a value."""
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


def stacks_of(connection: Connection, document: str, number: int) -> tuple[int | None, int | None]:
    """What undo and redo would have taken back at a revision."""
    row = connection.execute(STACKS, {"of": document, "at": number}).first()
    if row is None:
        raise Broken(f"revision {number} of “{document}” is missing")
    return row.undo, row.redo


def moved_to(head: Head, new: Head) -> dict[str, Any]:
    """The values that move a document from one head to the next."""
    return {
        "of": head.id,
        "base": head.revision,
        "new_head": new.revision,
        "new_digest": new.digest,
        "new_bytes": new.bytes,
        "new_updated_at": micros(new.updated_at),
    }


def add_revision(
    connection: Connection,
    head: Head,
    kind: Kind,
    said: Said,
    author: str,
    delta: Delta | None = None,
    reverts: int | None = None,
) -> None:
    """Add the revision that a document is moved to."""
    row = {
        "document": head.id,
        "number": head.revision,
        "kind": kind,
        "reverts": reverts,
        "undo": head.undo,
        "redo": head.redo,
        "digest": head.digest,
        "bytes": head.bytes,
        "author": author,
        "at": micros(head.updated_at),
        "said": packed(said),
        "delta": None if delta is None else packed(delta),
    }
    connection.execute(_ADD_REVISION, row)


def add_snapshot(connection: Connection, document: str, number: int, body: bytes) -> None:
    """Add a snapshot of a revision."""
    row = {"document": document, "number": number, "body": zlib.compress(body)}
    connection.execute(_ADD_SNAPSHOT, row)


def micros(at: datetime) -> int:
    """A time as the store keeps it.

    >>> micros(when(1_500_000))
    1500000
    """
    return int(at.timestamp()) * 1_000_000 + at.microsecond
