"""Answers that were given under an idempotency key, so that a request that is sent again does nothing anew.

The answer to a request that stored something is written in the same transaction as what it
stored: after a crash both are there or neither.

May import: store.
"""

from __future__ import annotations

import time
import zlib
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from redraft.diagnostics import Diagnostic
from redraft.store.database import Database
from redraft.store.refusals import Answered, KeyReused, invalid
from redraft.store.tables import ANSWERS

#: microseconds that an answer is kept
KEPT_US: Final = 24 * 3600 * 1_000_000
KEY_MAX: Final = 200
#: none that anybody can give: it is no ASCII
_NO_KEY: Final = "·"


class Key(NamedTuple):
    """An idempotency key: whose it is, its text, and the hash of the request that it came with."""

    owner: str
    text: str
    request: str

    def checked(self) -> Key:
        """The same, if it can be a key. Raises StoreError."""
        if 0 < len(self.text) <= KEY_MAX and self.text.isascii() and self.text.isprintable():
            return self
        raise invalid(f"an idempotency key has 1 to {KEY_MAX} printable ASCII characters")


def answered(database: Database, key: Key) -> bytes | None:
    """The answer that was given under a key; None where there is none yet."""
    with database.reading("answered") as connection:
        row = connection.execute(
            select(ANSWERS.c.request, ANSWERS.c.answer, ANSWERS.c.at).where(
                ANSWERS.c.owner == key.owner, ANSWERS.c.key == key.text
            )
        ).first()
    if row is None:
        return None
    if row.request != key.request:
        said = f"the key “{key.text}” was used for another request"
        raise KeyReused(Diagnostic("value.invalid", "error", said))
    return zlib.decompress(row.answer)


def answer(connection: Connection, key: Key, given: bytes, document: str) -> None:
    """Note the answer, which is about a document. Raises Answered where the key has one by now."""
    row = {
        "owner": key.owner,
        "key": key.text,
        "request": key.request,
        "answer": zlib.compress(given),
        "at": time.time_ns() // 1000,
        "document": document,
    }
    try:
        connection.execute(insert(ANSWERS).values(**row))
    except IntegrityError:
        said = f"the key “{key.text}” was answered meanwhile"
        raise Answered(Diagnostic("revision.conflict", "error", said)) from None


def tried(connection: Connection) -> None:
    """Write an answer that is to nobody, and take it out again: the commit has to reach the disk."""
    nobody = {"owner": "", "key": _NO_KEY}
    row = {**nobody, "request": "", "answer": b"", "at": time.time_ns() // 1000}
    connection.execute(insert(ANSWERS).values(**row))
    gone = (ANSWERS.c.owner == "", ANSWERS.c.key == _NO_KEY)
    connection.execute(delete(ANSWERS).where(*gone))


def forget(connection: Connection) -> None:
    """Let the answers go that are older than they are kept."""
    connection.execute(delete(ANSWERS).where(ANSWERS.c.at < time.time_ns() // 1000 - KEPT_US))
