"""Erasing: nothing is left of a document that was deleted and erased, and all of every other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.store.conftest import PAGE

from redraft.serialize import write
from redraft.store import Asked, Desk, Key, NotStored, Store, StoreError, Terms, replay
from redraft.store.erasing import erase
from redraft.store.tables import ANSWERS, DOCUMENTS, REVISIONS, SNAPSHOTS


def rows(store: Store) -> list[int]:
    with store.database.reading() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (DOCUMENTS, REVISIONS, SNAPSHOTS, ANSWERS)
        ]


def two(store: Store) -> tuple[str, str]:
    """Two documents that were each edited, under a key."""
    desk, made = Desk(store), [store.create(PAGE, name=name).id for name in ("zanzibar", "other")]
    for document in made:
        terms = Terms(Key("ann", document, "a"), lambda done: done.result.to_json())
        desk.edit(Asked(document, "make the cards red", "ann"), terms)
    return made[0], made[1]


def test_nothing_is_left_of_what_is_erased_and_all_of_the_rest(opened: Callable[[], Store]) -> None:
    store = opened()
    gone, other = two(store)
    kept = write(store.version(other).document)
    store.delete(gone)

    erase(store, gone)

    assert rows(store) == [1, 2, 1, 1]
    with pytest.raises(NotStored):
        opened().version(gone)
    assert store.answered(Key("ann", gone, "a")) is None
    assert store.answered(Key("ann", other, "a")) is not None
    assert write(opened().version(other).document) == kept
    assert [one.number for one in replay(opened(), other) if not one.broken] == [1, 2]


def test_only_what_was_deleted_is_erased(store: Store) -> None:
    document, _ = two(store)

    with pytest.raises(StoreError) as refused:
        erase(store, document)
    assert refused.value.code == "value.invalid"
    for nobody in ("0" * 26, "nobody", ""):
        with pytest.raises(NotStored):
            erase(store, nobody)
    assert rows(store) == [2, 4, 2, 2]


def test_what_is_erased_leaves_the_file_too(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    store = Store(where)
    document, _ = two(store)
    store.delete(document)

    erase(store, document)

    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
    assert b"other" in left and b"zanzibar" not in left
    assert document.encode() not in left
