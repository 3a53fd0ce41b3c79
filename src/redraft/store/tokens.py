"""Bearer tokens: made here, shown once, kept as hashes.

A token is its id and 256 bits of chance. What is that long cannot be guessed, so one SHA-256
is enough to keep it by: the slow hashes are there for words that people choose.

May import: store.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal, get_args

import msgspec
from sqlalchemy import Row, insert, select, update

from redraft.store.database import Database
from redraft.store.refusals import invalid
from redraft.store.revisions import when
from redraft.store.tables import TOKENS

#: “watch” is for who watches the service, and sees no document
Scope = Literal["watch", "read", "edit", "admin"]
#: each scope includes those before it
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
_PREFIX: Final = "redraft"
_SECRET_BYTES: Final = 32
_ID_BYTES: Final = 6
_NAME_MAX: Final = 100


class Token(msgspec.Struct, frozen=True):
    """Who a token is of and what it allows; not the token itself, which nobody keeps."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    revoked_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """Whether the token allows what a scope does."""
        return any(SCOPES.index(one) >= SCOPES.index(scope) for one in self.scopes)


def make(database: Database, name: str, scopes: Iterable[Scope]) -> str:
    """Make a token and return it; it cannot be read again."""
    asked = [scope for scope in SCOPES if scope in set(scopes)]
    if not asked:
        raise invalid(f"a token has one of the scopes {', '.join(SCOPES)}")
    if not 0 < len(name) <= _NAME_MAX or not name.isprintable():
        raise invalid(f"a token's name has 1 to {_NAME_MAX} printable characters")
    token_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
    row = {
        "id": token_id,
        "name": name,
        "hash": _hash(secret),
        "scopes": " ".join(asked),
        "created_at": time.time_ns() // 1000,
        "revoked_at": None,
    }
    with database.writing("token") as connection:
        connection.execute(insert(TOKENS).values(**row))
    return f"{_PREFIX}_{token_id}_{secret}"


def known(database: Database, token: str) -> Token | None:
    """Whose a token is; None where it is nobody's, or was revoked."""
    prefix, _, rest = token.partition("_")
    token_id, _, secret = rest.partition("_")
    if prefix != _PREFIX or not token.isascii() or "\0" in token:
        return None
    with database.reading("token") as connection:
        asked = select(TOKENS).where(TOKENS.c.id == token_id, TOKENS.c.revoked_at.is_(None))
        row = connection.execute(asked).first()
    # who is nobody takes as long as who is somebody
    if not hmac.compare_digest(_hash(secret), "" if row is None else row.hash):
        return None
    return None if row is None else _token(row)


def tokens(database: Database) -> list[Token]:
    """All tokens, oldest first, those too that were revoked."""
    with database.reading("token") as connection:
        asked = select(TOKENS).order_by(TOKENS.c.created_at, TOKENS.c.id)
        return [_token(row) for row in connection.execute(asked)]


def revoke(database: Database, token_id: str) -> bool:
    """Take a token's rights away; False where there is none of that id, or it has none left."""
    with database.writing("token") as connection:
        done = connection.execute(
            update(TOKENS)
            .where(TOKENS.c.id == token_id, TOKENS.c.revoked_at.is_(None))
            .values(revoked_at=time.time_ns() // 1000)
        )
        return done.rowcount == 1


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: Row[Any]) -> Token:
    revoked = None if row.revoked_at is None else when(row.revoked_at)
    return Token(row.id, row.name, tuple(row.scopes.split()), when(row.created_at), revoked)
