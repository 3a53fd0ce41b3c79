"""A-1: what was acknowledged is there, and nothing is half there, whatever is killed or full."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from tests import postgres
from tests.conftest import ROOT
from tests.store.conftest import PAGE

from redraft.store import Asked, Desk, Store, TakeBack, Unwritable, replay

_ROUNDS = 2


def writers(where: str, document: str) -> list[subprocess.Popen[bytes]]:
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer", where, document, number],
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        for number in ("first", "second")
    ]


def killed_at_random(chance: random.Random, processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
    time.sleep(chance.uniform(0.05, 0.3))


def acknowledged(processes: list[subprocess.Popen[bytes]]) -> dict[int, str]:
    said: dict[int, str] = {}
    for process in processes:
        out = process.communicate()[0]
        # a line that was cut off was not said
        for line in out[: out.rfind(b"\n") + 1].splitlines():
            number, digest = line.decode().split()
            said[int(number)] = digest
    return said


def holds(store: Store, document: str, said: dict[int, str]) -> None:
    """Nothing acknowledged is missing, and nothing is half there."""
    history = {p.revision.number: p.revision.digest for p in store.history(document, 0, 10**6)}
    assert sorted(history) == list(range(1, store.head(document).revision + 1))
    assert {number: history.get(number) for number in said} == said


def test_a_writer_that_is_killed_loses_nothing_that_it_said(where: str) -> None:
    chance = random.Random(11)
    store = Store(where)
    document = store.create(PAGE).id

    for _ in range(_ROUNDS if store.database.is_sqlite else 1):
        processes = writers(where, document)
        killed_at_random(chance, processes)
        for process in processes:
            process.send_signal(signal.SIGKILL)
        said = acknowledged(processes)
        assert said
        holds(store, document, said)

    assert not [one for one in replay(store, document) if one.broken]
    assert Desk(store).take_back(TakeBack("undo", document)).revision
    store.close()


def test_a_database_that_is_killed_loses_nothing_that_was_said(server: postgres.Server) -> None:
    where = server.database()
    store = Store(where)
    desk, document = Desk(store), store.create(PAGE).id
    processes = writers(where, document)
    killed_at_random(random.Random(12), processes)
    server.crash()
    said = acknowledged(processes)
    with pytest.raises(Unwritable):  # who was connected is told, and goes on later
        desk.edit(Asked(document, "make the cards red"))
    server.start()

    assert said
    holds(store, document, said)
    assert not [one for one in replay(store, document) if one.broken]
    assert desk.edit(Asked(document, "make the cards red")).stored
    store.close()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    store = Store(tmp_path / "redraft.db")
    desk, document = Desk(store), store.create(PAGE).id
    full = True

    @event.listens_for(store.database.engine, "begin")
    def no_more_pages(connection: object) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()  # type: ignore[attr-defined]
        most = pages if full else 10**6
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")  # type: ignore[attr-defined]

    done = 1

    def until_it_is_full() -> None:
        nonlocal done
        for k in range(500):
            done = desk.edit(Asked(document, f"make the first card {100 + k}px wide")).head.revision

    with pytest.raises(Unwritable) as told:
        until_it_is_full()

    assert told.value.full
    assert store.head(document).revision == done
    full = False
    assert desk.edit(Asked(document, "make the cards red")).head.revision == done + 1
    assert not [one for one in replay(store, document) if one.broken]
    store.close()


def test_a_read_only_store_is_told_and_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "redraft.db"
    store = Store(path)
    document = store.create(PAGE).id
    store.close()
    store = Store(path)
    with store.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    with pytest.raises(Unwritable) as told:
        Desk(store).edit(Asked(document, "make the cards red"))

    assert not told.value.full
    assert store.version(document).document.tree() == PAGE
    store.close()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "redraft.db"
    path.write_bytes(b"this is no database at all" * 100)

    with pytest.raises(Exception, match=r"store\.broken"):
        Store(path)


def test_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    """What makes a commit durable is set on every connection."""
    store = Store(tmp_path / "redraft.db")
    with store.database.reading() as connection:
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    store.close()

    assert (synchronous, journal) == (2, "wal")
    assert (tmp_path / "redraft.db").stat().st_mode & 0o077 == 0
    sqlite3.connect(tmp_path / "redraft.db").close()
