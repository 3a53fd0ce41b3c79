"""A version from the nearest snapshot at or before it and the patches since.

What does not come to the digest that was noted with the revision is not given out.

May import: serialize, store.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, Final

from sqlalchemy import Connection

from redraft.diagnostics import RedraftError
from redraft.serialize import apply_patch
from redraft.serialize.reader import parse
from redraft.serialize.spelling import encode
from redraft.store.refusals import Broken
from redraft.store.revisions import Delta, delta_from
from redraft.store.rows import DELTAS, SNAPSHOT

#: a snapshot at least every so many revisions
SNAPSHOT_EVERY: Final = 50


def digest_of(body: bytes) -> str:
    """``sha256:`` and the hash of a document's compact bytes."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def follow(body: bytes, deltas: list[Delta]) -> bytes:
    """Apply patches one after another; the document is parsed and written once.

    >>> import msgspec
    >>> patch = msgspec.Raw(b'[{"op":"replace","path":"/n","value":1.50}]')
    >>> follow(b'{"n":1}', [Delta(patch, msgspec.Raw(b"[]"))])
    b'{"n":1.50}'
    """
    if not deltas:
        return body
    operations: list[dict[str, Any]] = []
    for delta in deltas:
        operations += parse(bytes(delta.patch))[0]
    return encode(apply_patch(parse(body)[0], operations))


def leads_there(before: bytes, delta: Delta, after: bytes) -> bool:
    """Whether a delta gives exactly these bytes, and its inverse those."""
    try:
        return follow(before, [delta]) == after and follow(after, [delta.turned()]) == before
    except RedraftError:
        return False


def body_at(connection: Connection, document: str, number: int) -> bytes:
    """The bytes of a revision that there is."""
    asked = {"of": document, "until": number}
    snapshot = connection.execute(SNAPSHOT, asked).first()
    if snapshot is None:
        raise Broken(f"revision {number} of “{document}” has no snapshot before it")
    # from the snapshot's own revision on, for its digest
    rows = connection.execute(DELTAS, {**asked, "after": snapshot.number - 1}).all()
    try:
        body = follow(zlib.decompress(snapshot.body), [delta_from(r.delta) for r in rows[1:]])
    except (RedraftError, zlib.error, TypeError) as error:
        raise Broken(f"revision {number} of “{document}” cannot be rebuilt: {error}") from None
    if len(rows) != number - snapshot.number + 1 or digest_of(body) != rows[-1].digest:
        raise Broken(f"revision {number} of “{document}” is not what was stored")
    return body
