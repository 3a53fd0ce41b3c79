"""Descriptions to components while a plan runs, found again only when something changed.

"It" and "the others" are what earlier clauses acted on; this keeps track of that. A
resolution is kept until a property that it depends on is written.

    C-1  a kept resolution equals a fresh one

May import: select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

import msgspec

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.select.dependence import reads
from redraft.select.found import Correction, Resolution, Scope, Unresolved, not_found
from redraft.select.kinds import kind_of, tier_of
from redraft.select.resolve import resolve_scored
from redraft.select.selectors import (
    Either,
    Everything,
    Except,
    Fitting,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Selector,
    Where,
    widened,
)

#: clauses that "all of them" may reach back over
_ACTS_MAX: Final = 24
#: the chance that "the title" is the one that was just spoken of
_SPOKEN_OF: Final = 0.9


class Found:
    """What descriptions mean on one version of a document, for all commands that are run on it.

    A plan that is run again has the same descriptions; so has one that was looked at before.
    """

    __slots__ = ("_kept", "document")

    def __init__(self, document: Document) -> None:
        self.document = document
        self._kept: dict[int, Meant] = {}

    def get(self, selector: Selector) -> Meant | None:
        """What a description was found to mean."""
        return self._kept.get(id(selector))

    def keep(self, selector: Selector, meant: Meant) -> None:
        """Note what a description means, whatever was spoken of before."""
        self._kept[id(selector)] = meant

    def advance(self, document: Document, written: Collection[str]) -> None:
        """Go on with a new version in which these properties were written."""
        before = self.document
        if document is before:
            return
        if document.outline is not before.outline or document.head is not before.head:
            self._kept.clear()
        elif self._kept:
            names = frozenset(written)
            self._kept = {k: m for k, m in self._kept.items() if names.isdisjoint(m.reads)}
        self.document = document


class Meant(NamedTuple):
    """A description, what it means, and the properties that this depends on."""

    selector: Selector
    found: Resolution
    reads: frozenset[str]


class Resolver:
    """Resolves selectors on the latest version of a document; call it with a selector."""

    __slots__ = (
        "_acts",
        "_after_lost",
        "_clause",
        "_depended_on",
        "_given",
        "_kept",
        "_last_named",
        "_selection",
        "_shared",
        "_spoken_of",
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
        #: why each was taken, each said once
        self.trace: dict[str, None] = {}
        self.last: tuple[str, ...] = ()
        #: what each clause acted on so far
        self._acts: list[tuple[str, ...]] = []
        self._selection = selection
        self._last_named: Selector | None = None
        self._after_lost = False
        self._shared: Found | None = None
        #: whether the description that was found last was settled by what was spoken of
        self._spoken_of = False
        self._kept: dict[int, Meant] = {}
        self._depended_on: set[str] = set()
        self._clause: dict[Selector, tuple[int, ...]] = {}
        self._given: dict[Selector, tuple[str, ...]] = {}

    def share(self, found: Found | None) -> None:
        """Take and give what descriptions mean on this version; what "it" means is nobody else's."""
        if found is not None and found.document is self.document:
            self._shared = found

    def __call__(self, selector: Selector) -> tuple[int, ...]:
        """The components that a description means now. Raises Unresolved.

        Within one clause a description keeps its meaning: "make the red buttons blue and
        wider" widens what was red.
        """
        meant = self._clause.get(selector)
        if meant is None:
            asked = isinstance(selector, Fitting) and selector.span is not None
            meant = self._answer(selector) if asked else self._resolved(selector)
            self._clause[selector] = meant
        return meant

    def found(self, selector: Selector) -> tuple[int, ...]:
        """The same, where no clause is in hand in which it could have kept a meaning."""
        asked = isinstance(selector, Fitting) and selector.span is not None
        return self(selector) if asked else self._resolved(selector)

    def _answer(self, selector: Selector) -> tuple[int, ...]:
        """What a condition's words were answered the first time, by the components still there."""
        ids = self._given.get(selector)
        if ids is None:
            own = self.document.outline.ids
            ids = self._given[selector] = tuple(own[i] for i in self._resolved(selector))
        index = self.document.outline.index
        return tuple(index[name] for name in ids if name in index)

    def begin_clause(self) -> None:
        """Go on with another clause, in which descriptions are read afresh."""
        if self._clause:
            self._clause = {}

    def _resolved(self, selector: Selector) -> tuple[int, ...]:
        kept = self._kept.get(id(selector))
        if kept is not None:
            return kept.found.indices
        meant = self._known_to_others(selector) or self._meant(selector)
        found = meant.found
        if found.confidence < self.confidence:
            self.confidence = found.confidence
        if found.corrections:
            self.corrections.update(dict.fromkeys(found.corrections))
        if found.trace:
            self.trace[found.trace] = None
        if "*" not in meant.reads:
            self._kept[id(selector)] = meant
            self._depended_on |= meant.reads
        return found.indices

    def _known_to_others(self, selector: Selector) -> Meant | None:
        shared = self._shared
        if shared is None or shared.document is not self.document:
            return None  # this is between two versions
        return shared.get(selector)

    def _meant(self, selector: Selector) -> Meant:
        depends_on = reads(selector)
        refers = "*" in depends_on
        if refers and self._after_lost:
            raise not_found("it", None, message="what “it” was meant to be was not found")
        self._spoken_of = False
        meant = Meant(selector, self._found(selector, self._scope(refers)), depends_on)
        shared = self._shared
        own = refers or self._spoken_of
        if not own and shared is not None and shared.document is self.document:
            shared.keep(selector, meant)
        return meant

    def _found(self, selector: Selector, scope: Scope) -> Resolution:
        """Resolve; of several that fit a description of one, what was just spoken of is meant."""
        try:
            return resolve_scored(self.document, selector, scope)
        except Unresolved as problem:
            if problem.code != "target.ambiguous" or not self.last or _counts_them(selector):
                raise
            called = _by_their_names(selector)
            if called is None:
                raise
            wide = resolve_scored(self.document, widened(called), scope)
            meant = _spoken_of(self.document, wide.indices, self.last, _count(selector))
            if not _as_much_so(self.document, called, wide.indices, meant):
                raise problem from None
            self._spoken_of = True
            ids = self.document.outline.ids
            said = ", ".join(ids[i] for i in meant[:6])
            return Resolution(meant, _SPOKEN_OF, f"{wide.trace}; {said} was just spoken of")

    def _scope(self, refers: bool) -> Scope:  # noqa: FBT001
        if not refers:
            return Scope(self._selection, self.last)
        named: tuple[str, ...] = ()
        if self._last_named is not None:
            wide = _whole_set(self._last_named)
            ids = self.document.outline.ids
            try:
                found = resolve_scored(self.document, wide, Scope(self._selection, self.last))
                named = tuple(ids[i] for i in found.indices)
            except Unresolved:
                pass  # what it was named by has been changed
        return Scope(self._selection, self.last, named, acts=tuple(self._acts[-_ACTS_MAX:]))

    def advance(self, document: Document, written: Collection[str]) -> None:
        """Go on with a new version in which these properties were written ("*": anything)."""
        if document.outline is not self.document.outline:
            self._kept.clear()
            self._clause = {}
        elif not self._depended_on.isdisjoint(written):
            names = frozenset(written)
            self._kept = {k: v for k, v in self._kept.items() if names.isdisjoint(v.reads)}
        self.document = document

    def go_back(self, document: Document) -> None:
        """Go back to an earlier version."""
        if document is not self.document:
            self._kept.clear()
            self._clause = {}
            self.document = document

    def acted(self, ids: tuple[str, ...], selector: Selector | None) -> None:
        """Note what a clause acted on, and the words it was named by."""
        if ids:
            self.last = ids
            self._acts.append(ids)
            self._after_lost = False
        if selector is not None and not isinstance(selector, Reference):
            self._last_named = selector

    def start_over(self) -> None:
        """Forget what was acted on; what was found stays known."""
        self.last = ()
        self._acts = []
        self._last_named = None
        self._after_lost = False
        self._clause = {}
        self._given = {}

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


def _by_their_names(selector: Selector) -> Selector | None:
    """A description without what it falls back to: "the content" is no title that was spoken of."""
    if not (isinstance(selector, Either) and _is_text_of(selector.options[-1])):
        return selector
    named = tuple(one for one in selector.options if not _is_text_of(one))
    return Either(named) if len(named) > 1 else named[0] if named else None


def _is_text_of(selector: Selector) -> bool:
    return isinstance(selector, Related) and selector.relation == "text"


def _counts_them(selector: Selector) -> bool:
    """ "Both" of what was spoken of: where they are more, that settles nothing."""
    return isinstance(selector, Pick) and isinstance(selector.base, Reference)


def _count(selector: Selector) -> int:
    """How many are meant: two for "both titles"."""
    counted = isinstance(selector, Pick) and selector.order == "only"
    return len(selector.places) if isinstance(selector, Pick) and counted else 1


def _spoken_of(
    document: Document, fits: tuple[int, ...], last: tuple[str, ...], count: int
) -> tuple[int, ...]:
    """Those of ``fits`` that were acted on last, else as many as are meant in the nearest part around that."""
    outline = document.outline
    acted = {outline.index[name] for name in last if name in outline.index}
    meant = tuple(i for i in fits if i in acted)
    if meant and count in (1, len(meant)):
        return meant
    if not acted:
        return ()
    first = min(acted)
    for around in (first, *outline.ancestors(first)):
        inside = outline.descendants(around)
        if not all(i == around or i in inside for i in acted):
            continue
        near = tuple(i for i in fits if i in inside)
        if near:
            return near if len(near) == count else ()
    return ()


def _as_much_so(
    document: Document, selector: Selector, fits: tuple[int, ...], meant: tuple[int, ...]
) -> bool:
    """Whether no other that fits is more of the kind: a title that was spoken of is no "content"."""
    while isinstance(selector, (Where, Look, Pick, Either)):
        selector = selector.options[0] if isinstance(selector, Either) else selector.base
    if not meant or not isinstance(selector, Named) or not selector.kinds:
        return bool(meant)
    kind = kind_of(selector.head, selector.kinds)
    best = max(tier_of(document, i, kind) for i in fits)
    return all(tier_of(document, i, kind) == best for i in meant)


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
