"""Backup and restore as docs/service.md has it, taken while somebody writes, and proved by replay."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests import postgres
from tests.store.conftest import PAGE

from redraft.store import Asked, Desk, Store, replay


@contextmanager
def written_to(where: str) -> Iterator[str]:
    """A document that is edited all the while; at least a few times before and after."""
    store = Store(where)
    desk, document = Desk(store), store.create(PAGE).id
    enough, over = threading.Event(), threading.Event()

    def write() -> None:
        turn = 0
        while not over.is_set() or turn < 20:
            turn += 1
            desk.edit(Asked(document, f"make the header {90 + turn % 90}px tall"))
            if turn == 5:
                enough.set()

    writer = threading.Thread(target=write)
    writer.start()
    enough.wait(20)
    try:
        yield document
    finally:
        over.set()
        writer.join()
        store.close()


def holds(where: str, document: str) -> int:
    """The newest revision of a document in a backup, all of which holds."""
    store = Store(where)
    proved = list(replay(store, document))
    assert not [one for one in proved if one.broken]
    done = Desk(store).edit(Asked(document, "make the cards red"))
    assert done.head.revision == len(proved) + 1
    store.close()
    return len(proved)


def test_a_copy_of_a_file_that_is_written_to_is_whole(tmp_path: Path) -> None:
    where, backup = str(tmp_path / "redraft.db"), str(tmp_path / "backup.db")
    with written_to(where) as document, closing(sqlite3.connect(where)) as connection:
        connection.execute("VACUUM INTO ?", (backup,))

    assert holds(backup, document) > 5


def test_a_dump_of_a_database_that_is_written_to_is_whole(server: postgres.Server) -> None:
    dump = postgres.program("pg_dump")
    psql = postgres.program("psql")
    if dump is None or psql is None:
        pytest.skip("NOT TESTED: no pg_dump and psql")
    where, other = server.database(), server.database()
    with written_to(where) as document:
        saved = subprocess.run([dump, where], capture_output=True, check=True).stdout
    subprocess.run(
        [psql, "-q", "-v", "ON_ERROR_STOP=1", other], input=saved, check=True, capture_output=True
    )

    assert holds(other, document) > 5
