"""The history of a document, proved from its beginning: every digest comes out again.

    A-3  replaying the history gives every digest that was noted

Five things are held against each revision, each of which would show another fault:

    patch     the delta leads from the bytes before to bytes with the noted digest
    inverse   its inverse leads back
    snapshot  where there is one, it is those bytes
    plan      the engine, given the plan that was noted, makes the same document again; what a
              plan of another Redraft gives is told and is no fault of the store
    revert    what reverts a revision is the very inverse of its patch

May import: engine, store.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, Literal

import msgspec
from sqlalchemy import select

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document, Limits
from redraft.engine import apply
from redraft.serialize import read, write
from redraft.store.rebuilding import digest_of, follow
from redraft.store.revisions import Delta, Past
from redraft.store.store import Store
from redraft.store.tables import SNAPSHOTS

Proof = Literal["patch", "inverse", "snapshot", "plan", "revert"]
_PAGE: Final = 200
_ANY_SIZE: Final = Limits(2**62, 2**20, 2**62)


class Replayed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One revision: what held, what did not, and what could not be tried."""

    number: int
    kind: str
    digest: str
    held: tuple[Proof, ...] = ()
    broken: tuple[Proof, ...] = ()
    #: the Redraft that did it, where the plan comes to something else with this one
    other: str = ""


def replay(store: Store, document: str) -> Iterator[Replayed]:
    """Replay a document's history, one revision after another. Raises NotStored.

    What is broken is told and gone on from: from a snapshot, or from what the patch gives.
    """
    head = store.head(document)
    snapshots = _snapshots(store, document)
    body = snapshots.get(1, b"")
    before: Document | None = None
    for start in range(0, head.revision, _PAGE):
        count = min(_PAGE, head.revision - start)
        history = store.history(document, start, count)
        deltas = store.deltas(document, start, start + count)
        for past, delta in zip(history, deltas, strict=True):
            number = past.revision.number
            proof = _Proof(past, store.by)
            after = proof.follow(body, delta, snapshots.get(number))
            found = _document(after)
            if past.revision.kind == "edit" and before is not None and found is not None:
                proof.plan(before, after)
            elif past.revision.kind == "revert" and delta is not None:
                of = past.revision.reverts or 1
                proof.revert(delta, store.deltas(document, of - 1, of)[0])
            yield proof.told()
            body, before = after, found


class _Proof:
    """What is found of one revision."""

    def __init__(self, past: Past, by: str) -> None:
        self._past, self._by = past, by
        self._held: list[Proof] = []
        self._broken: list[Proof] = []
        self._other = ""

    def follow(self, before: bytes, delta: Delta | None, snapshot: bytes | None) -> bytes:
        """The bytes of the revision, as the delta or else the snapshot gives them."""
        digest, after = self._past.revision.digest, b""
        if delta is not None:
            after = _followed(before, delta)
            self._note("patch", digest_of(after) == digest)
            self._note("inverse", _followed(after, delta.turned()) == before)
        if snapshot is not None:
            self._note("snapshot", digest_of(snapshot) == digest)
            after = snapshot
        elif delta is None:
            self._note("snapshot", holds=False)
        return after

    def plan(self, before: Document, after: bytes) -> None:
        """Run the plan that was noted on the document before."""
        said = self._past.said
        try:
            rules = msgspec.structs.asdict(said.rules)
            again = apply(before, bytes(said.plan), selection=said.selection, **rules)
        except RedraftError:
            made = b""
        else:
            made = write(again.after)
        if made == after or said.by == self._by:
            self._note("plan", made == after)
        else:
            self._other = said.by

    def revert(self, delta: Delta, of: Delta | None) -> None:
        """Hold a revert to what it reverts."""
        self._note("revert", of is not None and delta.turned() == of)

    def told(self) -> Replayed:
        """The revision with what was found."""
        one = self._past.revision
        return Replayed(
            one.number, one.kind, one.digest, tuple(self._held), tuple(self._broken), self._other
        )

    def _note(self, proof: Proof, holds: bool) -> None:  # noqa: FBT001
        (self._held if holds else self._broken).append(proof)


def _followed(body: bytes, delta: Delta) -> bytes:
    try:
        return follow(body, [delta])
    except RedraftError:
        return b""


def _document(body: bytes) -> Document | None:
    try:
        return read(body, _ANY_SIZE)
    except RedraftError:
        return None


def _snapshots(store: Store, document: str) -> dict[int, bytes]:
    asked = select(SNAPSHOTS.c.number, SNAPSHOTS.c.body).where(SNAPSHOTS.c.document == document)
    with store.database.reading("replay") as connection:
        return {row.number: _unpacked(row.body) for row in connection.execute(asked)}


def _unpacked(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return b""
