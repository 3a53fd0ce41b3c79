"""Where the tables are: an SQLite file, or a PostgreSQL by its URL.

A commit that has returned is on disk: SQLite writes ahead (WAL) and waits for the disk at
each commit (``synchronous=FULL``); PostgreSQL is told to (``synchronous_commit=on``). SQLite
takes its one write lock when a writing transaction begins, so none fails half-way for
another's sake; PostgreSQL locks the rows.

May import: store.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from redraft.disk import sync_folder
from redraft.store.refusals import StoreError, invalid, worded

#: seconds that a writer waits for another before it is told that the store is busy
WAIT_S: Final = 10
#: connections that are kept, and that may be opened when all are in use
_POOL: Final = 5
_POOL_MORE: Final = 15
_WRITING: Final = {"writing": True}
#: what a connection that is only being made raises is the driver's own
_ERRORS: Final = (SQLAlchemyError, sqlite3.Error)
#: entered around each transaction, with what it is for; what is refused passes through
Watched = Callable[[str], AbstractContextManager[None]]


def unwatched(_: str) -> AbstractContextManager[None]:
    """Nobody looks."""
    return _NOBODY


_NOBODY: Final[AbstractContextManager[None]] = nullcontext()


class Database:
    """One database with a pool of connections; threads may share it.

    ``where`` is a file's name, or a URL: ``postgresql://user@host/name``. Raises StoreError.
    """

    def __init__(self, where: str | Path, *, watched: Watched = unwatched) -> None:
        url = _url(where)
        self._watched: Final = watched
        self.is_sqlite: Final = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            _make_file(Path(str(url.database)))
        self.engine: Final = _sqlite(url) if self.is_sqlite else _postgres(url)

    @contextmanager
    def reading(self, operation: str = "read") -> Iterator[Connection]:
        """One transaction that only reads."""
        with self._watched(operation), _worded(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, operation: str = "write") -> Iterator[Connection]:
        """One transaction that writes; all of it is on disk when this has ended, or nothing is."""
        with (
            self._watched(operation),
            _worded(),
            self.engine.connect().execution_options(**_WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    def settle(self) -> None:
        """Have what was deleted leave the files too, as far as nobody is in the way of that now."""
        if self.is_sqlite:
            with suppress(StoreError), _worded(), self.engine.connect() as connection:
                raw = connection.connection.cursor()
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _worded() -> Iterator[None]:
    """What a database refuses, in words of ours where there are any. Raises StoreError."""
    try:
        yield
    except _ERRORS as error:
        refused = worded(error)
        if refused is None:
            raise
        raise refused from error


def _url(where: str | Path) -> URL:
    said = str(where)
    if "://" not in said:
        return URL.create("sqlite", database=str(Path(said).resolve()))
    try:
        url = make_url(said)
    except ArgumentError:
        raise invalid("a store is a file's name or postgresql://user@host/name") from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise invalid(f"“{url.drivername}” is no database that can be a store: SQLite or PostgreSQL")


def _make_file(path: Path) -> None:
    """Make the file if there is none: nobody else on the machine may read it."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        why = (error.strerror or "error").lower()
        raise invalid(f"the store “{path}” cannot be made: {why}") from None
    os.close(handle)
    sync_folder(path.parent)


def _sqlite(url: URL) -> Engine:
    # a full or read-only disk shows when something is written, so opening must not need to
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": WAIT_S, "check_same_thread": False},
        pool_size=_POOL,
        max_overflow=_POOL_MORE,
        pool_timeout=WAIT_S,
    )

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        # the driver's own idea of when a transaction begins is not ours
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # what is deleted is overwritten
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            hide_parameters=True,
            connect_args={
                "options": "-c synchronous_commit=on -c client_encoding=utf8",
                "connect_timeout": WAIT_S,
                "application_name": "redraft",
            },
            pool_size=_POOL,
            max_overflow=_POOL_MORE,
            pool_timeout=WAIT_S,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError:
        raise invalid(
            "PostgreSQL needs the extra “postgres”: pip install 'redraft[postgres]'"
        ) from None
