"""What a step is about to write, before anything is written.

A draft is a document seen through pending writes: later parts of one step see the
places that earlier parts gave to components. Nothing in the document changes.

May import: select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from redraft.diagnostics import Diagnostic, StepFailed
from redraft.document.blueprint import MISSING, Box, Component, Document, Fields
from redraft.document.change import Reason
from redraft.document.lengths import clean, read_px, write_like
from redraft.document.properties import drawn, get, token
from redraft.select.selectors import Selector

#: types of what is a screen of its own in a document of several
_PAGES = frozenset({"slide", "screen", "page"})

Resolve = Callable[[Selector], tuple[int, ...]]


class Write(NamedTuple):
    """One property and its new value; a token where ``at`` is None.

    A carried write moves a component along with the one that it is in.
    """

    at: int | None
    property: str
    value: Any
    reason: Reason = "asked"
    carried: bool = False
    keys: tuple[str, ...] = ()


class Operation(NamedTuple):
    """One structural change, with paths as they are when it is made (see `Change`)."""

    component: str
    property: str
    path: str
    before: Any
    after: Any


class Restructure(NamedTuple):
    """Another list of components, and the operations that make it out of the old one."""

    components: list[Fields]
    operations: tuple[Operation, ...]
    acted: tuple[str, ...]


def failure(code: str, message: str, component: str | None = None) -> StepFailed:
    """The exception for a step that cannot be carried out."""
    return StepFailed(Diagnostic(code, "error", message, component=component))


class Draft:
    """Pending writes over a document, one for each property of each component."""

    __slots__ = ("_writes", "acted", "document", "notices", "resolve", "restructure")

    def __init__(self, document: Document, resolve: Resolve) -> None:
        self.document = document
        self.resolve = resolve
        self.notices: list[Diagnostic] = []
        self.restructure: Restructure | None = None
        #: the components that the step is about
        self.acted: tuple[int, ...] = ()
        self._writes: dict[tuple[int | tuple[str, ...], str], Write] = {}

    @property
    def writes(self) -> list[Write]:
        """What is to be written, in the order in which it was first thought of."""
        return list(self._writes.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self._writes

    # -- reading ---------------------------------------------------------------

    def at(self, i: int) -> Component:
        """The component as it is before the step."""
        return self.document.at(i)

    def name(self, i: int) -> str:
        """The id of component ``i``."""
        return self.document.outline.ids[i]

    def pending(self, i: int, name: str) -> Write | None:
        """The write to a property, if there is one."""
        return self._writes.get((i, name))

    def value(self, i: int, name: str) -> Any:
        """The pending value, else the stored one, else MISSING."""
        write = self._writes.get((i, name))
        return get(self.document.at(i), name) if write is None else write.value

    def drawn(self, i: int, name: str) -> Any:
        """The pending value, else the one that is drawn, else MISSING."""
        write = self._writes.get((i, name))
        if write is not None:
            return write.value
        return drawn(self.document, self.document.at(i), name)

    def px(self, i: int, name: str) -> float | None:
        """A length in pixels, or None where it has none."""
        return read_px(self.value(i, name))

    def spot(self, i: int) -> tuple[float, float] | None:
        """(x, y) with what is pending; None without geometry."""
        x, y = self.px(i, "x"), self.px(i, "y")
        return None if x is None or y is None else (x, y)

    def box(self, i: int) -> Box | None:
        """The box with what is pending; None where a part of it is unknown."""
        if not self._writes:
            stored = self.document.at(i).box
            if stored is not None:
                return stored
        spot, width, height = self.spot(i), self.px(i, "width"), self.px(i, "height")
        if spot is None or width is None or height is None:
            return None
        return (*spot, width, height)

    def frame(self, i: int) -> Box:
        """What ``i`` lies in: the box of its nearest ancestor that has one, else the screen."""
        for above in self.document.outline.ancestors(i):
            box = self.box(above)
            if box is not None:
                return box
        return self.document.screen

    def page(self, i: int) -> Box:
        """The slide that ``i`` is on, where the document has several; else the screen."""
        for above in self.document.outline.ancestors(i):
            box = self.box(above)
            if box is not None and self.document.at(above).type in _PAGES:
                return box
        return self.document.screen

    @property
    def spacing(self) -> float:
        """The base spacing in pixels; 8 where no token says otherwise."""
        px = read_px(token(self.document, ("base_spacing",)))
        return 8 if px is None else px

    # -- writing ---------------------------------------------------------------

    def put(self, i: int, name: str, value: Any, reason: Reason = "asked") -> None:
        """Write a property. Places go through `move`, so that descendants come along."""
        self._writes[(i, name)] = Write(i, name, value, reason)

    def put_token(self, keys: tuple[str, ...], value: Any, reason: Reason = "asked") -> None:
        """Write a token."""
        name = "tokens." + ".".join(keys)
        self._writes[(keys, name)] = Write(None, name, value, reason, keys=keys)

    def token(self, keys: tuple[str, ...]) -> Any:
        """The pending or stored value of a token, else MISSING."""
        write = self._writes.get((keys, "tokens." + ".".join(keys)))
        return token(self.document, keys) if write is None else write.value

    def move(
        self, i: int, x: float | None = None, y: float | None = None, reason: Reason = "asked"
    ) -> None:
        """Put a component at a place, with all that is in it."""
        if x is not None:
            self.slide(i, "x", x, reason)
        if y is not None:
            self.slide(i, "y", y, reason)

    def slide(self, i: int, axis: str, to: float, reason: Reason = "asked") -> None:
        """Put a component at a place along "x" or "y", with all that is in it."""
        before = self.px(i, axis)
        if before is None:
            raise failure(
                "property.unknown", f"“{self.name(i)}” has no position", component=self.name(i)
            )
        self._writes[(i, axis)] = Write(i, axis, self._spell(i, axis, to), reason)
        by = to - before
        if not by:
            return
        for k in self.document.outline.descendants(i):
            place = self.px(k, axis)
            if place is not None:
                value = self._spell(k, axis, clean(place + by))
                self._writes[(k, axis)] = Write(k, axis, value, reason, carried=True)

    def _spell(self, i: int, name: str, px: float) -> Any:
        stored = get(self.document.at(i), name)
        return px_like(stored, px)


def px_like(stored: Any, px: float) -> Any:
    """Pixels in the stored form; the stored value itself where it says the same.

    >>> px_like("28px", 42), px_like(28, 42.0), px_like(28.0, 28)
    ('42px', 42, 28.0)
    """
    if stored is MISSING:
        return clean(px)
    return stored if read_px(stored) == px else write_like(stored, px)
