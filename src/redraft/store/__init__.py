"""Documents that keep every revision, in an SQLite file or a PostgreSQL.

    A-1  what was acknowledged is there after a crash, and nothing is half there
    A-2  of two who append to the same revision one does, and the other is told
    A-3  replaying the history gives every digest that was noted
    H-1  any sequence of edit, undo, redo ends where counting says
    H-3  a revert, and its own revert after it, leave the document as it was

May import: engine, batching, verify, serialize, document, diagnostics, disk.
"""

from redraft.store.answers import Key
from redraft.store.blame import Blame, blame
from redraft.store.comparing import Difference, between
from redraft.store.desk import Asked, Desk, Edited, Revert, TakeBack, Terms
from redraft.store.refusals import (
    Answered,
    Broken,
    BuiltOn,
    Conflict,
    KeyReused,
    NoRevision,
    NothingLeft,
    NotStored,
    StoreError,
    Unwritable,
)
from redraft.store.replaying import Replayed, replay
from redraft.store.revisions import Head, Past, Revision
from redraft.store.store import Store, Version

__all__ = [
    "Answered",
    "Asked",
    "Blame",
    "Broken",
    "BuiltOn",
    "Conflict",
    "Desk",
    "Difference",
    "Edited",
    "Head",
    "Key",
    "KeyReused",
    "NoRevision",
    "NotStored",
    "NothingLeft",
    "Past",
    "Replayed",
    "Revert",
    "Revision",
    "Store",
    "StoreError",
    "TakeBack",
    "Terms",
    "Unwritable",
    "Version",
    "between",
    "blame",
    "replay",
]
