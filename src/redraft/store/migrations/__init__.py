"""The schema's history: numbered steps, each done once, in one transaction, and noted.

A step is a file of SQL beside this one, ``0001_what.sql``, for SQLite and PostgreSQL alike but
for ``{bytes}``. A step that has been published never changes: its checksum is noted with it,
and a store that had another one done to it is refused, as is one that is newer than this code.

May import: store.tables, store.database, store.refusals.
"""

from __future__ import annotations

import hashlib
import re
import time
from importlib.resources import files
from typing import Final, NamedTuple

from sqlalchemy import Connection, inspect, select
from sqlalchemy.schema import CreateTable

from redraft.store.database import Database
from redraft.store.refusals import Broken
from redraft.store.tables import MIGRATIONS

_NAME: Final = re.compile(r"([0-9]{4})_([a-z_]+)\.sql")
_BYTES: Final = {"sqlite": "BLOB", "postgresql": "BYTEA"}
#: any number that all who migrate take the lock of
_LOCK: Final = 7_269_733


class Migration(NamedTuple):
    """One step: its number, what it is for, and its SQL."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """The hash of the SQL."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations() -> tuple[Migration, ...]:
    """Return all steps, first to last.

    >>> [step.number for step in migrations()][:1]
    [1]
    """
    found = []
    for file in files(__name__).iterdir():
        named = _NAME.fullmatch(file.name)
        if named is not None:
            found.append(Migration(int(named[1]), named[2], file.read_text("utf-8")))
    return tuple(sorted(found))


def migrate(database: Database, steps: tuple[Migration, ...] | None = None) -> tuple[int, ...]:
    """Bring a database to the newest schema; return the numbers of the steps that were done now.

    Servers that begin at once take turns. Raises Broken where the database is none of ours,
    or of a newer Redraft.
    """
    known = migrations() if steps is None else steps
    if _done_before(database, known) == len(known):
        return ()
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        done = _noted(connection)
        _fits(done, known)
        left = known[len(done) :]
        if not done:
            connection.execute(CreateTable(MIGRATIONS, if_not_exists=True))
        for step in left:
            _do(connection, step)
    return tuple(step.number for step in left)


def _done_before(database: Database, known: tuple[Migration, ...]) -> int:
    """How many steps were done; asked without a lock, so that a read-only store can be read."""
    with database.reading() as connection:
        done = _noted(connection)
    _fits(done, known)
    return len(done)


def _noted(connection: Connection) -> list[tuple[int, str]]:
    if not inspect(connection).has_table(MIGRATIONS.name):
        return []
    table = MIGRATIONS.c
    rows = connection.execute(select(table.number, table.checksum).order_by(table.number))
    return [(row.number, row.checksum) for row in rows]


def _fits(done: list[tuple[int, str]], known: tuple[Migration, ...]) -> None:
    if len(done) > len(known):
        raise Broken(f"the store has schema {len(done)}, and this Redraft knows {len(known)}")
    for (number, checksum), step in zip(done, known, strict=False):
        if (number, checksum) != (step.number, step.checksum):
            raise Broken(f"schema {number} of the store is not the one that this Redraft knows")


def _do(connection: Connection, step: Migration) -> None:
    sql = step.sql.replace("{bytes}", _BYTES[connection.dialect.name])
    for statement in sql.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.execute(
        MIGRATIONS.insert().values(
            number=step.number,
            name=step.name,
            checksum=step.checksum,
            at=time.time_ns() // 1000,
        )
    )
