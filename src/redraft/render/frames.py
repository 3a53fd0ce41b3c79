"""Where each component is drawn: its box, else a place in a simple flow.

Most documents say where everything is. Those that do not (sketches, designs without
geometry) are laid out so that a person recognises them: rows and columns of nominal
sizes, wrapped at the screen's width. Nothing here is written back to a document.

Three passes over the flat component list, no recursion: the width each may take (down),
the size each needs (up), the place each gets (down).

May import: document, render.look, render.glyphs.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from redraft.document.blueprint import Box, Component, Document
from redraft.document.lengths import read_px
from redraft.document.properties import TEXT_LIKE, drawn
from redraft.render.glyphs import width, wrap
from redraft.render.look import (
    font_size,
    hidden,
    is_bold,
    line_height,
    padding,
    size_factor,
    spoken,
)

#: The sheet that a document without geometry is laid out on.
SHEET_WIDTH: Final = 375.0
MARGIN: Final = 16.0
SIDE_MAX: Final = 100_000.0

# Nominal width and height of what holds nothing; None: as wide as there is room.
_NOMINAL: Final[dict[str, tuple[float | None, float]]] = {
    "button": (128, 44), "cta": (160, 48), "tab": (96, 44), "input": (None, 44),
    "textarea": (None, 96), "search": (None, 44), "dropdown": (None, 44), "select": (None, 44),
    "checkbox": (24, 24), "radio": (24, 24), "toggle": (52, 28), "switch": (52, 28),
    "slider": (None, 28), "icon": (24, 24), "vector": (24, 24), "avatar": (48, 48),
    "logo": (96, 40), "image": (None, 160), "video": (None, 180), "map": (None, 200),
    "card": (None, 112), "divider": (None, 1), "header": (None, 56), "navbar": (None, 56),
    "nav": (None, 56), "footer": (None, 56), "banner": (None, 96), "hero": (None, 180),
    "rating": (110, 22), "chart": (None, 160), "shape": (48, 48), "container": (48, 48),
    "group": (48, 48), "list": (None, 96),
}  # fmt: skip
_FALLBACK: Final = (120.0, 48.0)
_PATHS: Final = frozenset({"vector", "shape", "icon", "group"})
# what a sketch stretches over its parent's width even when something is in it
_BLOCKS: Final = frozenset(
    {"header", "footer", "nav", "navbar", "card", "banner", "hero", "list", "section", "form"}
)


class Frames(NamedTuple):
    """The sheet's size and one box per component, by index; None for what is not drawn."""

    width: float
    height: float
    boxes: tuple[Box | None, ...]


def frames(document: Document) -> Frames:
    """Find every visible component's box, and the sheet that holds them.

    A viewport whose height is not fixed grows with what is on it; without one the sheet
    ends where the components end.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [8, 8, 100, 50]}]})
    >>> frames(d)
    Frames(width=108.0, height=58.0, boxes=((8, 8, 100, 50),))
    """
    shown = _shown(document)
    boxes: list[Box | None] = [
        document.at(i).box if shown[i] else None for i in range(len(document))
    ]
    flowing = any(shown[i] and boxes[i] is None for i in range(len(document)))
    margin = 0.0
    if flowing:
        _Flow(document, shown, boxes).run()
        margin = MARGIN
    right, bottom = margin, margin
    for i in document.outline.top:
        box = boxes[i]
        if box is not None:
            right, bottom = max(right, box[0] + box[2]), max(bottom, box[1] + box[3])
    port = document.viewport
    wide, tall = right + margin, bottom + margin
    if port is not None:
        wide, tall = port.width, (port.height if port.fixed else max(port.height, bottom + margin))
    if wide <= 0 or tall <= 0 or not any(boxes):
        wide, tall = max(wide, SHEET_WIDTH), max(tall, SHEET_WIDTH)
    return Frames(min(wide, SIDE_MAX), min(tall, SIDE_MAX), tuple(boxes))


def _shown(document: Document) -> list[bool]:
    parent = document.outline.parent
    shown: list[bool] = []
    for i, component in enumerate(document):
        above = parent[i]
        shown.append((above < 0 or shown[above]) and not hidden(component))
    return shown


class _Flow:
    """One layout of what has no box; fills the boxes in."""

    def __init__(self, document: Document, shown: list[bool], boxes: list[Box | None]) -> None:
        self.document = document
        self.shown = shown
        self.boxes = boxes
        count = len(document)
        self.room = [0.0] * count
        self.size: list[tuple[float, float]] = [(0.0, 0.0)] * count
        self.offset: list[tuple[float, float]] = [(0.0, 0.0)] * count
        self.graphic = [False] * count

    def run(self) -> None:
        self._rooms()
        for i in range(len(self.document) - 1, -1, -1):
            if self.shown[i]:
                self.graphic[i] = self._is_graphic(i)
                self.size[i] = self._size(i)
        self._places()
        if self.document.outline.sketch:
            self._enclose()

    def _rooms(self) -> None:
        document, outline = self.document, self.document.outline
        port = document.viewport
        sheet = (port.width if port else SHEET_WIDTH) - 2 * MARGIN
        for i in outline.top:
            sheet = max(sheet, _stated(document.at(i), "width") or 0.0)
        for i, component in enumerate(document):
            above = outline.parent[i]
            own = self.boxes[i]
            if own is not None:
                self.room[i] = own[2]
                continue
            room = sheet
            if above >= 0:
                _, right, _, left = padding(document, document.at(above))
                room = max(self.room[above] - left - right, 24.0)
            self.room[i] = min(_stated(component, "width") or room, SIDE_MAX)
        self.sheet = sheet

    def _size(self, i: int) -> tuple[float, float]:
        document, outline = self.document, self.document.outline
        component = document.at(i)
        inner = [k for k in outline.children[i] if self._flows(k)]
        if inner:
            wide, tall = self._arrange(i, inner)
        elif self.shown[i] and self.boxes[i] is None:
            wide, tall = _leaf_size(document, component, self.room[i])
        else:
            return (0.0, 0.0)
        stated = (_stated(component, "width"), _stated(component, "height"))
        return (
            min(stated[0] if stated[0] is not None else wide, SIDE_MAX),
            min(stated[1] if stated[1] is not None else tall, SIDE_MAX),
        )

    def _is_graphic(self, i: int) -> bool:
        """Whether it is a drawing made of nothing but paths, which lie on top of one another."""
        component = self.document.at(i)
        inner = self.document.outline.children[i]
        return (
            component.type.lower() in _PATHS
            and not component.text
            and component.style.get("layout") is None
            and (bool(inner) or component.type.lower() in _NOMINAL)
            and all(self.graphic[k] or not self.shown[k] for k in inner)
        )

    def _flows(self, i: int) -> bool:
        if not self.shown[i] or self.boxes[i] is not None:
            return False
        return self.document.position(i) is None

    def _arrange(self, i: int, inner: list[int]) -> tuple[float, float]:
        """Put children beside or below one another; return the size that holds them."""
        document = self.document
        component = document.at(i)
        top, right, bottom, left = padding(document, component)
        gap = min(max(read_px(drawn(document, component, "gap")) or 0.0, 0.0), 200.0)
        row = component.style.get("layout") == "row"
        if self.graphic[i]:
            return (max(self.size[k][0] for k in inner), max(self.size[k][1] for k in inner))
        x, y = left, top
        if component.text:
            said = _text_size(document, component, self.room[i] - left - right)
            y += said[1] + gap
        wide = line = 0.0
        for k in inner:
            child = self.size[k]
            if row and x > left and x + child[0] > left + self.room[i] - left - right + 1:
                x, y, line = left, y + line + gap, 0.0
            self.offset[k] = (x, y)
            wide = max(wide, x + child[0] - left)
            if row:
                x, line = x + child[0] + gap, max(line, child[1])
            else:
                y += child[1] + gap
        tall = y + line if row else y - gap
        if document.outline.sketch and component.type.lower() in _BLOCKS:
            wide = max(wide, self.room[i] - left - right)
        return (wide + left + right, tall + bottom)

    def _places(self) -> None:
        document, outline = self.document, self.document.outline
        y = MARGIN
        for i in range(len(document)):
            placed = document.position(i) if self.boxes[i] is None else None
            box = self.boxes[i]
            if box is not None and outline.parent[i] < 0:
                y = max(y, box[1] + box[3] + MARGIN)
            elif placed is not None and self.shown[i]:
                y = max(y, min(placed[1], SIDE_MAX) + self.size[i][1] + MARGIN)
        for i in range(len(document)):
            if not self.shown[i] or self.boxes[i] is not None:
                continue
            wide, tall = self.size[i]
            placed = document.position(i)
            above = outline.parent[i]
            holder = self.boxes[above] if above >= 0 else None
            if placed is not None:
                self.boxes[i] = (placed[0], placed[1], wide, tall)
            elif holder is not None:
                dx, dy = self.offset[i]
                self.boxes[i] = (holder[0] + dx, holder[1] + dy, wide, tall)
            else:
                self.boxes[i] = (MARGIN, y, wide, tall)
                y += tall + MARGIN

    def _enclose(self) -> None:
        """A sketch's parent is at least as large as what is placed in it."""
        document, outline = self.document, self.document.outline
        for i in range(len(document) - 1, -1, -1):
            above = outline.parent[i]
            box, holder = self.boxes[i], self.boxes[above] if above >= 0 else None
            if box is None or holder is None or document.at(above).box is not None:
                continue
            if document.position(i) is None:
                continue
            right = max(holder[0] + holder[2], box[0] + box[2] + MARGIN / 2)
            bottom = max(holder[1] + holder[3], box[1] + box[3] + MARGIN / 2)
            self.boxes[above] = (holder[0], holder[1], right - holder[0], bottom - holder[1])


def _stated(component: Component, key: str) -> float | None:
    value: Any = component.style.get(key)
    px = read_px(value)
    return px if px is not None and px > 0 else None


def _leaf_size(document: Document, component: Component, room: float) -> tuple[float, float]:
    kind = component.type.lower()
    factor = size_factor(component)
    if spoken(component) and kind in TEXT_LIKE:
        return _text_size(document, component, room)
    wide, tall = _NOMINAL.get(kind, _FALLBACK)
    wide = room * min(factor, 1.0) if wide is None else wide * factor
    tall = tall if kind == "divider" else tall * factor
    if spoken(component):
        said = _text_size(document, component, room - 24)
        extra = 36.0 if kind in ("checkbox", "radio") else 64.0 if kind == "toggle" else 32.0
        wide, tall = max(wide, said[0] + extra), max(tall, said[1] + 8)
    return (min(wide, max(room, 24.0)), tall)


def _text_size(document: Document, component: Component, room: float) -> tuple[float, float]:
    size = font_size(document, component)
    bold = is_bold(component)
    lines = wrap(spoken(component), size, room, bold=bold)
    wide = max(width(line, size, bold=bold) for line in lines)
    return (max(wide, 1.0), len(lines) * line_height(component, size))
