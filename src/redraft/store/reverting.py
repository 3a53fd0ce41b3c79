"""One command of the history taken back, where those that were done after it do not stand on it.

What it wrote is written back on the newest revision, by its own inverse patch. So that patch must
mean there what it meant then: no later command that stands has written a leaf that this one wrote,
or moved a place that its paths name. Done again it leads back to the very document that there is
now, which is held; and the screen without it is held to the rules.

    H-3  a revert, and its own revert after it, leave the document as it was

May import: verify, serialize, store.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final, NamedTuple

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document, Limits
from redraft.serialize import read, write
from redraft.serialize.reader import parse
from redraft.store.rebuilding import follow, leads_there
from redraft.store.refusals import built_on, no_revision, not_standing
from redraft.store.revisions import Delta, Past, taken_back
from redraft.store.standing import origin, standing
from redraft.store.store import Entry, Store, Version
from redraft.verify import Policy, check, diagnostics_of, introduced

_ANY_SIZE: Final = Limits(2**62, 2**20, 2**62)
#: an operation that is on a place of a list, and shifts those behind it, unless it replaces
_SHIFTING: Final = ("add", "remove", "move")

_Path = tuple[str, ...]


class _Writes(NamedTuple):
    """What a revision wrote: leaves, their paths, and lists with the place from which they shifted."""

    leaves: frozenset[tuple[str | None, str]]
    paths: frozenset[_Path]
    shifts: frozenset[tuple[_Path, int]]


def reverted(
    store: Store,
    base: Version,
    number: int,
    computing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Entry:
    """Return the entry that takes one revision back on the newest one.

    ``number`` is of an edit, of the redo of one, or of a revert. Raises NoRevision, NothingLeft
    where it does not stand, BuiltOn where others need it. ``computing`` is entered while nothing
    of the store is held.
    """
    document = base.head.id
    if not 1 <= number <= base.number:
        raise no_revision(document, number)
    history = store.history(document, 0, base.number)
    meant = origin(history, history[number - 1])
    stands = list(standing(history, base.number))
    place = next((k for k, past in enumerate(stands) if origin(history, past) is meant), None)
    if place is None or history[number - 1].revision.kind == "undo":
        raise not_standing(number)
    found = stands[place]
    later = [past for past in stands[:place] if not _cancels(origin(history, past), found)]
    delta = _delta(store, document, found)
    if delta is None:
        raise built_on(number, [past.revision.number for past in reversed(later)])
    own = _writes(found, delta)
    on = [past for past in reversed(later) if _needs(past, _delta(store, document, past), own)]
    if on:
        raise built_on(number, [past.revision.number for past in on])
    with computing():
        after = _without(base.document, delta.turned(), number)
        if later:
            _hold_to_the_rules(base.document, after, number, found.said.rules.policy)
    said = taken_back(found.said, store.by)
    return Entry("revert", said, delta.turned(), after, meant.revision.number)


def _cancels(past: Past, found: Past) -> bool:
    """Whether a revert, with what it reverts, leaves nothing after the revision in question."""
    one = past.revision
    return one.kind == "revert" and (one.reverts or 0) > found.revision.number


def _delta(store: Store, document: str, past: Past) -> Delta | None:
    number = past.revision.number
    return store.deltas(document, number - 1, number)[0]


def _writes(past: Past, delta: Delta) -> _Writes:
    """What a revision wrote."""
    paths: set[_Path] = set()
    shifts: set[tuple[_Path, int]] = set()
    operations: list[dict[str, Any]] = parse(bytes(delta.patch))[0]
    for operation in operations:
        for said in (operation.get("from"), operation["path"]):
            if said is None:
                continue
            *holder, last = said.split("/")[1:] or [""]
            paths.add((*holder, last))
            if operation["op"] in _SHIFTING and last.isdecimal():
                shifts.add((tuple(holder), int(last)))
    leaves = frozenset((change.component, change.property) for change in past.said.written)
    return _Writes(leaves, frozenset(paths), frozenset(shifts))


def _needs(past: Past, delta: Delta | None, own: _Writes) -> bool:
    """Whether a later revision wrote what an earlier one did, or moved its places."""
    if delta is None:
        return True
    its = _writes(past, delta)
    if its.leaves & own.leaves or (its.shifts and own.shifts):
        return True
    if any(_is_at(path, holder, place) for holder, place in its.shifts for path in own.paths):
        return True
    return any(_is_within(one, other) for one in its.paths for other in own.paths)


def _is_at(path: _Path, holder: _Path, place: int) -> bool:
    """Whether a path goes through a list at a place or behind it.

    >>> _is_at(("components", "3", "text"), ("components",), 1)
    True
    """
    there = len(holder)
    return path[:there] == holder and len(path) > there and int(path[there]) >= place


def _is_within(one: _Path, other: _Path) -> bool:
    """Whether one of two paths leads to a part of what the other leads to, or to the same."""
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _without(document: Document, delta: Delta, number: int) -> Document:
    """The document without what a revision wrote; with it again it is this one."""
    body = write(document)
    try:
        after = follow(body, [delta])
        found = read(after, _ANY_SIZE)
    except RedraftError:
        raise built_on(number) from None
    if write(found) != after or not leads_there(body, delta, after):
        raise built_on(number)
    return found


def _hold_to_the_rules(before: Document, after: Document, number: int, policy: Policy) -> None:
    findings = introduced(check(before), check(after), before, after)
    told = [one for one in diagnostics_of(findings, after, policy) if one.severity == "error"]
    if told:
        raise built_on(number, findings=told)
