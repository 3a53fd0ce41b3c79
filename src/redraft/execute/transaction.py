"""All or nothing: writes on a document with savepoints, each noted as a change.

Versions are immutable, so a savepoint is a reference and rolling back is letting go.

    T-1  a transaction that fails returns the very same document object
    T-2  the changes, taken back last first, give the document that came in

May import: plan, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from redraft.document.blueprint import Component, Document
from redraft.document.change import Change
from redraft.document.properties import PROPERTIES, assign, write_token
from redraft.document.space import carry
from redraft.plan.draft import Restructure, Write

#: the properties that say where a component lies, and whether it does
PLACING: Final = frozenset(n for n, row in PROPERTIES.items() if row.slot is not None) | {
    "visibility"
}


class Savepoint(NamedTuple):
    """A place to come back to."""

    document: Document
    changes: int
    touched: int
    head_changed: bool


class Transaction:
    """Versions of one document, one write after another.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 9, 9]}]})
    >>> t = Transaction(d)
    >>> start = t.savepoint()
    >>> t.apply(1, [Write(0, "x", 8)])
    >>> t.document["a"].box, t.changes[0].path
    ((8, 0, 9, 9), '/components/0/bbox/0')
    >>> t.rollback_to(start)
    >>> t.document is d
    True
    """

    __slots__ = ("_touched", "changes", "document", "head_changed")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.changes: list[Change] = []
        self.head_changed = False
        # ids where the outline has changed since, indices are worked out when asked for
        self._touched: list[str] = []

    def savepoint(self) -> Savepoint:
        """Remember where things stand."""
        return Savepoint(self.document, len(self.changes), len(self._touched), self.head_changed)

    def rollback_to(self, point: Savepoint) -> None:
        """Forget everything since."""
        self.document = point.document
        del self.changes[point.changes :]
        del self._touched[point.touched :]
        self.head_changed = point.head_changed

    def touched(self, since: Savepoint | None = None, until: Savepoint | None = None) -> list[int]:
        """The components written to between two savepoints, by their indices in the later version."""
        start = 0 if since is None else since.touched
        if until is None:
            names, document = self._touched[start:], self.document
        else:
            names, document = self._touched[start : until.touched], until.document
        index = document.outline.index
        return sorted({index[name] for name in names if name in index})

    def apply(self, step: int, writes: Iterable[Write]) -> None:
        """Write; what is there already changes nothing."""
        self.apply_all(((step, writes),))

    def apply_all(self, steps: Iterable[tuple[int, Iterable[Write]]]) -> None:
        """Write what several steps come to, each by its number; one new version in all."""
        before = document = self.document
        outline = document.outline
        changed: dict[int, Component] = {}
        paths: dict[int, str] = {}
        placing = False
        for step, writes in steps:
            for write in writes:
                i = write.at
                if i is None:
                    document, leaves = write_token(document, write.keys, write.value)
                    if leaves:
                        self.head_changed = True
                    for leaf in leaves:
                        self._note(step, None, write, leaf.tail, leaf.before, leaf.after)
                    continue
                component = changed.get(i) or document.at(i)
                written, leaves = assign(document, component, write.property, write.value)
                if not leaves:
                    continue
                changed[i] = written
                placing = placing or write.property in PLACING
                path = paths.get(i)
                if path is None:
                    path = paths[i] = outline.path(i)
                name = outline.ids[i]
                for tail, was, now in leaves:
                    self._note(step, name, write, path + tail, was, now)
        if changed:
            document = document.replace(changed)
            self._touched.extend([outline.ids[i] for i in changed])
        if document is not before:
            space = before.memo.get("space")
            if space is not None:
                if placing:
                    carry(before, document, changed)
                else:
                    document.memo["space"] = space
            self.document = document

    def _note(
        self, step: int, name: str | None, write: Write, path: str, before: object, after: object
    ) -> None:
        self.changes.append(Change(step, name, write.property, path, before, after, write.reason))

    def restructure(self, step: int, done: Restructure) -> None:
        """Take over another list of components."""
        if not done.operations:
            return
        self.document = self.document.restructured(done.components)
        for op in done.operations:
            self.changes.append(
                Change(step, op.component, op.property, op.path, op.before, op.after)
            )
        self._touched.extend(done.acted)
