"""What is kept of each revision, and its two columns of bytes.

A revision is never changed. ``said`` is what was asked and what came of it, ``delta`` the patch
from the revision before and its inverse; both are JSON, compressed. What the engine wrote as
JSON goes in as it is, so that no number is spelled anew.

May import: serialize, document, batching.jobs, diagnostics.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple

import msgspec

from redraft.batching.jobs import Rules
from redraft.document.blueprint import MISSING
from redraft.document.change import Change
from redraft.plan.wire import plan_to_json
from redraft.serialize import Result
from redraft.serialize.lines import lines
from redraft.serialize.reader import parse
from redraft.serialize.result import change_to_dict, readable
from redraft.serialize.spelling import encode

Kind = Literal["create", "edit", "undo", "redo", "revert"]
_NONE: Final = msgspec.Raw(b"null")
_EMPTY: Final = msgspec.Raw(b"[]")


class Head(msgspec.Struct, frozen=True):
    """A document where it stands: its newest revision, and what that one is."""

    id: str
    name: str
    revision: int
    #: ``sha256:`` and the hash of the compact bytes
    digest: str
    bytes: int
    created_at: datetime
    updated_at: datetime
    #: the revisions that undo and redo would take back now
    undo: int | None = None
    redo: int | None = None


class Revision(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a document's history: who did what when, and what became of it.

    ``reverts`` is the revision that an undo, a redo or a revert takes back; ``command`` is its own,
    and of these that of the edit in question. ``changes`` is a line a change.
    """

    number: int
    kind: Kind
    digest: str
    bytes: int
    author: str
    at: datetime
    command: str = ""
    reverts: int | None = None
    changes: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was asked, how it was read, and what was written."""

    command: str = ""
    plan: msgspec.Raw = _NONE
    rules: Rules = Rules()
    #: what “it” meant at the start
    selection: tuple[str, ...] = ()
    #: what was acted on last, which is what “it” means next
    targets: tuple[str, ...] = ()
    #: the spans of clauses that were not done, of a command that was done in part
    undone: tuple[tuple[int, int], ...] = ()
    lines: tuple[str, ...] = ()
    #: each leaf that was written, as results tell it
    changes: msgspec.Raw = _EMPTY
    #: the version of Redraft that did it
    by: str = ""

    @property
    def written(self) -> tuple[Change, ...]:
        """The leaves that were written, each literal as it was."""
        return tuple(_change(told) for told in parse(bytes(self.changes))[0])


class Past(NamedTuple):
    """One entry of the history, all that is kept of it, and what undo would have taken back then."""

    revision: Revision
    said: Said
    undo: int | None


class Delta(msgspec.Struct, frozen=True):
    """From the revision before to this one, and back: JSON Patches (RFC 6902)."""

    patch: msgspec.Raw
    inverse: msgspec.Raw

    def turned(self) -> Delta:
        """The delta that takes this one back."""
        return Delta(self.inverse, self.patch)


_SAID: Final = msgspec.json.Decoder(Said)
_DELTA: Final = msgspec.json.Decoder(Delta)


def said_of(
    result: Result, command: str, rules: Rules, selection: tuple[str, ...], by: str
) -> Said:
    """What is kept of an edit that was applied."""
    acted = (s.targets for s in reversed(result.steps) if s.status == "success" and s.targets)
    undone = {step.span for step in result.steps if step.status != "success"}
    return Said(
        command=readable(command),
        plan=_NONE if result.plan is None else msgspec.Raw(plan_to_json(result.plan)),
        rules=rules,
        selection=selection,
        targets=next(acted, ()),
        undone=tuple(sorted(undone)),
        lines=tuple(map(readable, result.changes_applied)),
        changes=_raw([change_to_dict(change) for change in result.changes]),
        by=by,
    )


def delta_of(result: Result) -> Delta:
    """The patches of an edit that was applied."""
    return Delta(_raw(result.patch), _raw(result.inverse_patch))


def taken_back(said: Said, by: str) -> Said:
    """What is kept of an undo, or of a redo: the changes the other way round, last first."""
    turned = [c._replace(before=c.after, after=c.before) for c in reversed(said.written)]
    return Said(
        command=said.command,
        targets=said.targets,
        lines=tuple(map(readable, lines(turned))),
        changes=_raw([change_to_dict(change) for change in turned]),
        by=by,
    )


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(encode(value))


def _change(told: dict[str, Any]) -> Change:
    """The change that `change_to_dict` has told."""
    return Change(**{"before": MISSING, "after": MISSING, **told})


def packed(value: Said | Delta) -> bytes:
    """Write a column."""
    return zlib.compress(msgspec.json.encode(value))


def said_from(column: bytes) -> Said:
    """Read ``said``."""
    return _SAID.decode(zlib.decompress(column))


def delta_from(column: bytes) -> Delta:
    """Read ``delta``."""
    return _DELTA.decode(zlib.decompress(column))


def when(micros: int) -> datetime:
    """A time as the store keeps it.

    >>> when(1_500_000).isoformat()
    '1970-01-01T00:00:01.500000+00:00'
    """
    seconds, rest = divmod(micros, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
