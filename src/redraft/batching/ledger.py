"""What of a batch is done, on disk as it goes: who was interrupted can go on.

A line a document, written before its file is: what it was, what it becomes, and what came of its
jobs. Found again, the file itself says whether it was written: it holds what was to become of
it, or still what it was, and then the document's jobs are run again.

May import: batching.jobs, diagnostics.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final, Literal

import msgspec

from redraft.batching.jobs import Done

NAME: Final = ".redraft-batch.ledger"


class _Head(msgspec.Struct, frozen=True):
    """Which batch it is of: the hash of its jobs and rules."""

    batch: str


class Entry(msgspec.Struct, frozen=True):
    """One document: its number in the batch, the hashes of its file before and after, its jobs as bytes."""

    unit: int
    before: str | None
    after: str | None
    done: bytes


class OtherBatch(Exception):
    """The ledger is of another batch."""


class Ledger:
    """Notes documents as they are done. Open it with `begin`."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file

    def note(self, unit: int, before: bytes | None, after: bytes | None, done: Done) -> None:
        """Note a document before its file is written; None where there is no file to write."""
        entry = Entry(unit, hashed(before), hashed(after), msgspec.msgpack.encode(done))
        self._file.write(msgspec.json.encode(entry) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self, *, ended: bool) -> None:
        """Let go of it; a batch that has ended needs it no more."""
        self._file.close()
        if ended:
            self.path.unlink(missing_ok=True)


def begin(path: Path, batch: str, *, resume: bool) -> tuple[Ledger, list[Entry]]:
    """Open the ledger of a batch, with what it says is done. Raises OtherBatch, FileExistsError.

    Without ``resume`` there must be none; with it a ledger that is not there is an empty one.
    """
    known: list[Entry] = []
    if path.exists():
        if not resume:
            raise FileExistsError(path)
        known = _read(path, batch)
    file = path.open("ab" if path.exists() else "wb")
    if file.tell() == 0:
        file.write(msgspec.json.encode(_Head(batch)) + b"\n")
        file.flush()
    return Ledger(path, file), known


def _read(path: Path, batch: str) -> list[Entry]:
    """The entries of a ledger; a last line that is cut off is none, and taken away."""
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if whole != data:
        path.write_bytes(whole)
    lines = whole.splitlines()
    if not lines:
        return []
    if msgspec.json.decode(lines[0], type=_Head).batch != batch:
        raise OtherBatch(path)
    return [msgspec.json.decode(line, type=Entry) for line in lines[1:]]


def standing(entry: Entry, now: bytes | None) -> Literal["done", "again", "changed"]:
    """Whether a document's file holds what was to become of it, what it was before, or something else."""
    found = hashed(now)
    if entry.after is None or found == entry.after:
        return "done"
    return "again" if found == entry.before else "changed"


def hashed(data: bytes | None) -> str | None:
    """The hash of a file's bytes; None where there is none."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def name_of(parts: Iterable[bytes]) -> str:
    """The name of a batch: the hash of all that says what it does.

    >>> name_of([b"a", b"b"]) == name_of([b"ab"])
    False
    """
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "little") + part)
    return whole.hexdigest()
