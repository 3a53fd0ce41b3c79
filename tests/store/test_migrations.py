"""The schema: made step by step, the same in both databases, and never one that the code does not know."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import inspect

from redraft.store import Broken, Store, StoreError
from redraft.store.database import Database
from redraft.store.migrations import Migration, migrate, migrations
from redraft.store.tables import METADATA

#: the number of the step that comes after those that there are
LATER = len(migrations()) + 1


def test_the_steps_make_the_tables_that_the_code_uses(store: Store) -> None:
    found = inspect(store.database.engine)

    assert set(found.get_table_names()) == {*METADATA.tables, "migrations"}
    for name, table in METADATA.tables.items():
        columns = {c["name"]: c["nullable"] for c in found.get_columns(name)}
        assert columns == {c.name: c.nullable for c in table.columns}, name
        keys = found.get_pk_constraint(name)["constrained_columns"]
        assert keys == [c.name for c in table.primary_key], name
        indexed = {i["name"] for i in found.get_indexes(name)}
        assert indexed == {i.name for i in table.indexes}, name


def test_a_second_opening_does_nothing(opened: Callable[[], Store]) -> None:
    assert opened().migrated == tuple(step.number for step in migrations())
    assert opened().migrated == ()


def test_servers_that_begin_at_once_take_turns(where: str) -> None:
    done: list[tuple[int, ...]] = []
    wrong: list[Exception] = []

    def begin() -> None:
        try:
            store = Store(where)
            done.append(store.migrated)
            store.close()
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong
    assert sorted(done) == [(), (), (), tuple(step.number for step in migrations())]


def test_a_step_that_fails_leaves_nothing_behind(store: Store) -> None:
    steps = (
        *migrations(),
        Migration(LATER, "half", "CREATE TABLE half (a TEXT);\nCREATE TABEL x;\n"),
    )

    with pytest.raises(Exception, match="TABEL"):
        migrate(store.database, steps)

    assert "half" not in inspect(store.database.engine).get_table_names()
    better = (*migrations(), Migration(LATER, "whole", "CREATE TABLE half (a {bytes});\n"))
    assert migrate(store.database, better) == (LATER,)


def test_a_store_of_a_newer_or_of_another_redraft_is_refused(where: str) -> None:
    newer = Database(where)
    migrate(newer, (*migrations(), Migration(LATER, "later", "CREATE TABLE later (a TEXT);\n")))
    newer.close()

    with pytest.raises(Broken):
        Store(where)


def test_a_step_that_was_changed_is_refused(store: Store) -> None:
    (first, *rest) = migrations()

    with pytest.raises(Broken):
        migrate(store.database, (first._replace(sql=first.sql + "\n"), *rest))


@pytest.mark.parametrize(
    "where", ["mysql://a@b/c", "://", "sqlite://", "/nowhere/at/all/redraft.db", "http://a/b"]
)
def test_what_is_no_store_is_refused_in_our_words(where: str) -> None:
    with pytest.raises(StoreError):
        Store(where)
