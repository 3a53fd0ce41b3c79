"""A resolver that notes what each description of a run came to, and why.

    X-1  it finds what `Resolver` finds; it only writes that down

May import: execute.resolving, select, document, diagnostics.
"""

from __future__ import annotations

from typing import NamedTuple

from redraft.document.blueprint import Document
from redraft.execute.resolving import Resolver
from redraft.select.found import Resolution, Scope, Unresolved
from redraft.select.selectors import Selector


class Looked(NamedTuple):
    """One description that was looked for: in which clause, on what, and what came of it.

    ``resolution`` is None where nothing could be settled; then ``problem`` says why.
    """

    clause: int
    selector: Selector
    document: Document
    scope: Scope
    ids: tuple[str, ...] = ()
    resolution: Resolution | None = None
    problem: Unresolved | None = None


class Watched(Resolver):
    """Finds as `Resolver` does; what was looked for beforehand is told where it was not run."""

    __slots__ = ("_ahead", "_found_by", "_notes", "_nth")

    def __init__(self, document: Document, selection: tuple[str, ...] = ()) -> None:
        super().__init__(document, selection)
        self._ahead: dict[tuple[int, Selector], Looked] = {}
        self._notes: dict[tuple[int, Selector], Looked] = {}
        self._found_by: dict[Selector, tuple[Document, Scope, Resolution | None]] = {}
        self._nth = 0

    def __call__(self, selector: Selector) -> tuple[int, ...]:
        """The components that a description means now, noted. Raises Unresolved."""
        try:
            found = super().__call__(selector)
        except Unresolved as problem:
            self._note(selector, (), problem)
            raise
        self._note(selector, found, None)
        return found

    def begin_clause(self) -> None:
        """Go on with another clause."""
        super().begin_clause()
        self._nth += 1

    def start_over(self) -> None:
        """Forget what was acted on: the clauses are counted anew."""
        super().start_over()
        self._nth = 0
        self._ahead, self._notes = self._notes, {}

    @property
    def looked(self) -> tuple[Looked, ...]:
        """What each description of each clause came to, in the order in which it was looked for."""
        return tuple({**self._ahead, **self._notes}.values())

    def _found(self, selector: Selector, scope: Scope) -> Resolution:
        self._found_by[selector] = (self.document, scope, None)
        found = super()._found(selector, scope)
        self._found_by[selector] = (self.document, scope, found)
        return found

    def _note(self, selector: Selector, found: tuple[int, ...], problem: Unresolved | None) -> None:
        key = (self._nth, selector)
        if key in self._notes:
            return
        document, scope, resolution = self._found_by.get(selector, (self.document, Scope(), None))
        ids = tuple(self.document.outline.ids[i] for i in found)
        self._notes[key] = Looked(
            self._nth, selector, document, scope, ids, None if problem else resolution, problem
        )
