"""What differs between two revisions of a document, from what each revision between them wrote.

May import: serialize, document, store.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from redraft.document.change import Change
from redraft.serialize import write
from redraft.serialize.reader import parse
from redraft.serialize.result import change_to_dict
from redraft.serialize.spelling import encode
from redraft.store.refusals import no_revision
from redraft.store.revisions import Delta
from redraft.store.store import Store

_ROOT: Final = ""


class Difference(NamedTuple):
    """From one revision to another: JSON Patches (RFC 6902) there and back, and each leaf that differs."""

    start: int
    end: int
    changes: tuple[Change, ...]
    patch: list[dict[str, Any]]
    inverse_patch: list[dict[str, Any]]

    def to_json(self) -> bytes:
        """The difference as JSON."""
        return encode(
            {
                "from": self.start,
                "to": self.end,
                "changes": list(map(change_to_dict, self.changes)),
                "patch": self.patch,
                "inverse_patch": self.inverse_patch,
            }
        )


def between(store: Store, document: str, start: int, end: int | None = None) -> Difference:
    """Tell what differs between two revisions; either may be the older one. Raises NoRevision.

    A leaf that was written and taken back does not differ. ``end`` None is the newest.
    """
    head = store.head(document).revision
    end = head if end is None else end
    for number in (start, end):
        if not 1 <= number <= head:
            raise no_revision(document, number)
    older, newer = min(start, end), max(start, end)
    written: list[Change] = []
    if newer > older:
        for past in store.history(document, older, newer - older):
            written += past.said.written
    there: list[dict[str, Any]] = []
    back: list[dict[str, Any]] = []
    for number, delta in enumerate(store.deltas(document, older, newer), older + 1):
        patch, inverse = _operations(store, document, number, delta)
        there += patch
        back = inverse + back
    changes = _net(written)
    if start <= end:
        return Difference(start, end, changes, there, back)
    turned = tuple(c._replace(before=c.after, after=c.before) for c in reversed(changes))
    return Difference(start, end, turned, back, there)


def _operations(
    store: Store, document: str, number: int, delta: Delta | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A revision's patch and its inverse; of one without a patch, the whole document."""
    if delta is not None:
        return parse(bytes(delta.patch))[0], parse(bytes(delta.inverse))[0]
    old, new = (
        parse(write(store.version(document, at).document))[0] for at in (number - 1, number)
    )
    return (
        [{"op": "replace", "path": _ROOT, "value": new}],
        [{"op": "replace", "path": _ROOT, "value": old}],
    )


def _net(written: list[Change]) -> tuple[Change, ...]:
    """One change a leaf, from what it was first to what it is last; none where these are equal."""
    found: dict[tuple[str | None, str, str], Change] = {}
    for change in written:
        leaf = (change.component, change.property, change.path)
        first = found.get(leaf)
        found[leaf] = change if first is None else change._replace(before=first.before)
    return tuple(c for c in found.values() if c.before != c.after)
