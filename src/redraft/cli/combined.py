"""What a batch would change, document by document: what each component is, and what it would be.

All commands on a document are told together, from what it is now to what it would be in the end.
The documents are told in input order, each when all before it are.

May import: batching, serialize, document, cli.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redraft.batching.jobs import Done
from redraft.batching.planning import Planned, Unit
from redraft.cli.paint import Line, Piece
from redraft.cli.summary import by_component
from redraft.cli.words import plain
from redraft.document.blueprint import MISSING, Document
from redraft.document.change import COMPONENT, Change
from redraft.document.properties import PROPERTIES, get
from redraft.serialize import read


class Combined:
    """Takes changed documents as a sink does, writes nothing, and tells of them in input order."""

    def __init__(self, plan: Planned) -> None:
        self._plan = plan
        self._next = 0
        self._told: dict[int, list[Line]] = {}

    def put(self, number: int, unit: Unit, done: Done) -> None:
        """Note what a document would become."""
        self._told[number] = [] if done.after is None else self._lines(unit, done.after)

    def finish(self) -> None:
        """Nothing is written."""

    def ready(self) -> Iterator[list[Line]]:
        """What has not been told yet of the documents whose turn it is."""
        while self._next in self._told:
            lines = self._told.pop(self._next)
            self._next += 1
            if lines:
                yield lines

    def _lines(self, unit: Unit, after: bytes) -> list[Line]:
        old, new = read(self._plan.source(unit)), read(after)
        found = list(differences(old, new))
        if not found:
            return []
        name = unit.name or f"the blueprint of job {unit.said[0].number}"
        return [[Piece(plain(name), "bold")], *by_component(found, new.outline), []]


def differences(old: Document, new: Document) -> Iterator[Change]:
    """What differs between two documents by component and property, in the order of the second.

    >>> a = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]}
    >>> b = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 99, 50]}]}
    >>> [found[1:6] for found in differences(Document.of(a), Document.of(b))]
    [('pay', 'width', '', 90, 99)]
    """
    tokens, others = dict(_leaves(old.tokens)), dict(_leaves(new.tokens))
    for name in [*others, *(n for n in tokens if n not in others)]:
        was, now = tokens.get(name, MISSING), others.get(name, MISSING)
        if was != now:
            yield Change(0, None, f"token {name}", "", was, now)
    for i, named in enumerate(new.outline.ids):
        if named not in old.outline.index:
            yield Change(0, named, COMPONENT, "", MISSING, dict(new.at(i).fields))
            continue
        was, now = old[named], new.at(i)
        if was.fields == now.fields:
            continue
        for name in PROPERTIES:
            before, after = get(was, name), get(now, name)
            if before != after:
                yield Change(0, named, name, "", before, after)
    for named in old.outline.ids:
        if named not in new.outline.index:
            yield Change(0, named, COMPONENT, "", dict(old[named].fields), MISSING)
    common = [name for name in old.outline.ids if name in new.outline.index]
    if common != [name for name in new.outline.ids if name in old.outline.index]:
        yield Change(0, None, "order", "", "as it is", "another")


def _leaves(tokens: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Tokens by the names that a person would say."""
    if not isinstance(tokens, dict):
        return
    for key, value in tokens.items():
        name = f"{above}{key}".replace("_", " ")
        if isinstance(value, dict):
            yield from _leaves(value, f"{name} ")
        else:
            yield name, value
