"""Descriptions to components while a plan runs, found again only when something changed.

"It" and "the others" are what earlier clauses acted on; this keeps track of that. A
resolution is kept until a property that it depends on is written.

    C-1  a kept resolution equals a fresh one

May import: select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.select.found import Correction, Resolution, Scope, not_found
from redraft.select.resolve import reads, resolve_scored
from redraft.select.selectors import (
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Selector,
    Where,
)


class Resolver:
    """Resolves selectors on the latest version of a document; call it with a selector."""

    __slots__ = (
        "_after_lost",
        "_kept",
        "_last_named",
        "_selection",
        "confidence",
        "corrections",
        "document",
        "last",
        "trace",
    )

    def __init__(self, document: Document, selection: tuple[str, ...] = ()) -> None:
        self.document = document
        self.confidence = 1.0
        self.corrections: dict[Correction, None] = {}
        self.trace: list[str] = []
        self.last: tuple[str, ...] = ()
        self._selection = selection
        self._last_named: Selector | None = None
        self._after_lost = False
        self._kept: dict[int, tuple[Selector, Resolution, frozenset[str]]] = {}

    def __call__(self, selector: Selector) -> tuple[int, ...]:
        """The components that a description means now. Raises Unresolved."""
        kept = self._kept.get(id(selector))
        if kept is not None:
            return kept[1].indices
        depends_on = reads(selector)
        if "*" in depends_on and self._after_lost:
            raise not_found("it", None, message="what “it” was meant to be was not found")
        found = resolve_scored(self.document, selector, self._scope("*" in depends_on))
        if found.confidence < self.confidence:
            self.confidence = found.confidence
        self.corrections.update(dict.fromkeys(found.corrections))
        if found.trace and found.trace not in self.trace:
            self.trace.append(found.trace)
        if "*" not in depends_on:
            self._kept[id(selector)] = (selector, found, depends_on)
        return found.indices

    def _scope(self, refers: bool) -> Scope:  # noqa: FBT001
        if not refers:
            return Scope(self._selection, self.last)
        named: tuple[str, ...] = ()
        if self._last_named is not None:
            wide = _whole_set(self._last_named)
            ids = self.document.outline.ids
            found = resolve_scored(self.document, wide, Scope(self._selection, self.last))
            named = tuple(ids[i] for i in found.indices)
        return Scope(self._selection, self.last, named)

    def advance(self, document: Document, written: Iterable[str]) -> None:
        """Go on with a new version in which these properties were written ("*": anything)."""
        if document.outline is not self.document.outline:
            self._kept.clear()
        elif self._kept:
            names = set(written)
            self._kept = {k: v for k, v in self._kept.items() if names.isdisjoint(v[2])}
        self.document = document

    def go_back(self, document: Document) -> None:
        """Go back to an earlier version."""
        if document is not self.document:
            self._kept.clear()
            self.document = document

    def acted(self, ids: tuple[str, ...], selector: Selector | None) -> None:
        """Note what a clause acted on, and the words it was named by."""
        if ids:
            self.last = ids
            self._after_lost = False
        if selector is not None and not isinstance(selector, Reference):
            self._last_named = selector

    def start_over(self) -> None:
        """Forget what was acted on; what was found stays known."""
        self.last = ()
        self._last_named = None
        self._after_lost = False

    def lost(self) -> None:
        """Note that a clause's targets were not found: a later "it" must not mean older ones."""
        self._after_lost = True

    def notices(self) -> list[Diagnostic]:
        """One notice for each word that was read as another."""
        return [
            Diagnostic(
                "spelling.corrected",
                "notice",
                f"“{c.typed}” was read as “{c.read_as}”",
                span=c.span,
            )
            for c in self.corrections
        ]


def _whole_set(selector: Selector) -> Selector:
    """The set that a description chose from: all buttons, for "the first button"."""
    while True:
        match selector:
            case Pick() | Except() | Look() | Where():
                selector = selector.base
            case Named() if selector.kinds:
                return Everything(selector.kinds)
            case Named():
                return msgspec.structs.replace(selector, number="any")
            case _:
                return selector
