"""The tables as the code uses them; `migrations` makes them, a test holds the two equal.

Times are microseconds since 1970, UTC. What is only read back whole (words, plans, patches,
documents) is one compressed column, so no text of a user's is ever compared by a database.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, String, Table, Text

METADATA: Final = MetaData()


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _number(name: str, *, nullable: bool = False, **options: Any) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable, **options)


def _bytes(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable)


DOCUMENTS: Final = Table(
    "documents",
    METADATA,
    _text("id", primary_key=True),
    _text("name"),
    _number("head"),
    _text("digest"),
    _number("bytes"),
    _number("created_at"),
    _number("updated_at"),
    _number("deleted_at", nullable=True),
)

REVISIONS: Final = Table(
    "revisions",
    METADATA,
    _text("document", primary_key=True),
    _number("number", primary_key=True, autoincrement=False),
    _text("kind"),
    #: the revision that an undo, a redo or a revert takes back
    _number("reverts", nullable=True),
    #: what undo, and what redo, would take back while this one is the head
    _number("undo", nullable=True),
    _number("redo", nullable=True),
    _text("digest"),
    _number("bytes"),
    _text("author"),
    _number("at"),
    _bytes("said"),
    #: none where a patch would not give the very bytes; there is a snapshot then
    _bytes("delta", nullable=True),
)

SNAPSHOTS: Final = Table(
    "snapshots",
    METADATA,
    _text("document", primary_key=True),
    _number("number", primary_key=True, autoincrement=False),
    _bytes("body"),
)

ANSWERS: Final = Table(
    "answers",
    METADATA,
    _text("owner", primary_key=True),
    _text("key", primary_key=True),
    _text("request"),
    _bytes("answer"),
    _number("at"),
    #: what it is about; none where it is from before that was noted
    Column("document", Text, nullable=True),
    Index("answers_at", "at"),
)

TOKENS: Final = Table(
    "tokens",
    METADATA,
    _text("id", primary_key=True),
    _text("name"),
    _text("hash"),
    _text("scopes"),
    _number("created_at"),
    _number("revoked_at", nullable=True),
)

#: what has been done to the schema so far; made by `migrations` before anything else
MIGRATIONS: Final = Table(
    "migrations",
    MetaData(),
    _number("number", primary_key=True, autoincrement=False),
    _text("name"),
    Column("checksum", String(64), nullable=False),
    _number("at"),
)
