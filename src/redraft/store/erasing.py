"""Erasing: a deleted document leaves the database with its whole history, for good.

All else only adds; this is for what must not be kept. Nothing tells afterwards that there was
such a document. What is in backups, and in the logs of a PostgreSQL, is not reached from here.

May import: store.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BindParameter, Connection, bindparam, delete, select

from redraft.store.refusals import invalid, missing
from redraft.store.rows import is_id
from redraft.store.store import Store
from redraft.store.tables import ANSWERS, DOCUMENTS, REVISIONS, SNAPSHOTS

_OF: Final[BindParameter[str]] = bindparam("of")
_DELETED_AT: Final = select(DOCUMENTS.c.deleted_at).where(DOCUMENTS.c.id == _OF)
#: what refers to a document before the document; answers from before that was noted go as well
_GONE: Final = (
    delete(ANSWERS).where((ANSWERS.c.document == _OF) | ANSWERS.c.document.is_(None)),
    delete(SNAPSHOTS).where(SNAPSHOTS.c.document == _OF),
    delete(REVISIONS).where(REVISIONS.c.document == _OF),
    delete(DOCUMENTS).where(DOCUMENTS.c.id == _OF),
)


def erase(store: Store, document: str) -> None:
    """Erase a document that was deleted. Raises NotStored, and StoreError where it is not deleted.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = Store(f"{folder.name}/redraft.db")
    >>> document = store.create({"components": []}).id
    >>> store.delete(document)
    >>> erase(store, document)
    >>> with store.database.reading() as connection:
    ...     connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar()
    0
    >>> store.close(); folder.cleanup()
    """
    with store.database.writing("erase") as connection:
        _is_deleted(connection, document)
        for statement in _GONE:
            connection.execute(statement, {"of": document})
    store.versions.drop(document)
    store.database.settle()


def _is_deleted(connection: Connection, document: str) -> None:
    row = connection.execute(_DELETED_AT, {"of": document}).first() if is_id(document) else None
    if row is None:
        raise missing(document)
    if row.deleted_at is None:
        raise invalid(f"“{document}” is not deleted; only what was deleted is erased")
