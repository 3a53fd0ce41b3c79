"""What is drawn where: components by point and by area, kept from version to version.

A hidden component, or one inside a hidden one, is drawn nowhere. Each version has a
`Space` in its memo; `carry` derives the next version's from it by what was touched. A
few questions are answered by looking at every box; whoever asks more gets a grid,
whose cells are as large as what lies in them, so that a box is in four cells at most.

    O-1  the grid and the plain list of boxes give the same answers
    O-2  a carried space answers like a fresh one

May import: document.blueprint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import floor, frexp
from typing import Any, Final

from redraft.document.blueprint import Box, Component, Document

#: left, top, right, bottom
Extent = tuple[float, float, float, float]
Cell = tuple[int, int, int]
#: a level, and on it the first and the last column and row: x0, y0, x1, y1
Span = tuple[int, int, int, int, int]

#: questions to one line of versions before a grid pays for itself
SCANS_MAX: Final = 32
#: documents up to this size never need one
SMALL: Final = 64
#: components that are looked at one by one, before all are
_JUST_BEFORE: Final = 12
_FAR: Final = 1e12
_NOISE: Final = 0.01
_LEVEL_MIN: Final = 6
_PER_BUCKET: Final = 32


def extent_of(component: Component) -> Extent | None:
    """The component's edges (left, top, right, bottom), hidden or not; None without geometry.

    >>> extent_of(Component({"id": "a", "type": "card", "bbox": [8, 16, 100, 40]}))
    (8, 16, 108, 56)
    """
    box = component.fields.get("bbox")
    if box is None:
        return None
    x, y, width, height = box
    return (x, y, x + width, y + height)


def apart(a: Extent, b: Extent) -> bool:
    """Whether two extents share no area; edges may touch, and 0.01 px is noise.

    >>> apart((0, 0, 10, 10), (10, 0, 20, 10)), apart((0, 0, 10, 10), (9, 9, 20, 20))
    (True, False)
    """
    return not (
        b[2] - a[0] > _NOISE
        and a[2] - b[0] > _NOISE
        and b[3] - a[1] > _NOISE
        and a[3] - b[1] > _NOISE
        and a[2] - a[0] > _NOISE
        and a[3] - a[1] > _NOISE
        and b[2] - b[0] > _NOISE
        and b[3] - b[1] > _NOISE
    )


def is_marked_hidden(component: Component) -> bool:
    """Whether the component itself is hidden."""
    return component.style.get("hidden") is True


def is_hidden(document: Document, i: int) -> bool:
    """Whether component ``i`` is hidden, by itself or by what it is in."""
    parent = document.outline.parent
    while i >= 0:
        if document.at(i).style.get("hidden") is True:
            return True
        i = parent[i]
    return False


class Space:
    """Where the visible components of one version lie. Get it from `space`."""

    __slots__ = ("_asked", "_kept")

    def __init__(self, kept: tuple[Extent | None, ...] | Grid, asked: int = 0) -> None:
        # Boxes by component until a grid takes their place: one attribute, so that readers
        # in several threads see the one or the other.
        self._kept = kept
        self._asked = asked

    @classmethod
    def of(cls, document: Document) -> Space:
        """Look at all components once."""
        fields = [component.fields for chunk in document.chunks for component in chunk]
        boxes: list[Extent | None] = [
            None if (b := f.get("bbox")) is None else (b[0], b[1], b[0] + b[2], b[1] + b[3])
            for f in fields
        ]
        end = document.outline.end
        # a style that says nothing of it hides nothing: few are looked at twice
        said = [
            i for i, f in enumerate(fields) if "hidden" in (f.get("visual") or f.get("style") or ())
        ]
        for i in said:
            if is_marked_hidden(document.at(i)):
                boxes[i : end[i]] = [None] * (end[i] - i)
        return cls(tuple(boxes))

    def at(self, x: float, y: float) -> list[int]:
        """The components drawn at a point, in document order; right and bottom edges count."""
        kept = self._ready()
        if isinstance(kept, Grid):
            return kept.at(x, y)
        return [
            i
            for i, b in enumerate(kept)
            if b is not None and b[0] <= x <= b[2] and b[1] <= y <= b[3]
        ]

    def just_before(self, i: int, x: float, y: float) -> Iterator[int]:
        """Of the few components before ``i`` those that are drawn at a point, the last one first.

        Mostly what a component is drawn on is among them, and nobody has to look at all boxes.
        """
        kept = self._kept
        box = kept.box if isinstance(kept, Grid) else kept.__getitem__
        for j in range(i - 1, max(i - 1 - _JUST_BEFORE, -1), -1):
            b = box(j)
            if b is not None and b[0] <= x <= b[2] and b[1] <= y <= b[3]:
                yield j

    def near(self, area: Extent) -> list[int]:
        """The components that overlap or touch an area, in document order."""
        kept = self._ready()
        found = kept.near(area) if isinstance(kept, Grid) else None
        if found is not None:
            return found
        left, top, right, bottom = area
        return [
            i
            for i, b in (kept.items() if isinstance(kept, Grid) else enumerate(kept))
            # screens are scrolled downwards: most of what is elsewhere is above or below
            if b is not None and b[1] <= bottom and b[3] >= top and b[0] <= right and b[2] >= left
        ]

    def moved(self, changed: dict[int, Extent | None]) -> Space:
        """The space after these components came to lie elsewhere, or nowhere."""
        kept = self._kept
        if not changed:
            return self
        if isinstance(kept, Grid):
            return Space(kept.moved(changed))
        boxes = list(kept)
        for i, box in changed.items():
            boxes[i] = box
        return Space(tuple(boxes), self._asked)

    def settle(self) -> None:
        """Make the grid now, where there will be one: for a session, before its first edit."""
        kept = self._kept
        if not isinstance(kept, Grid) and len(kept) > SMALL:
            self._kept = Grid.of(kept)

    def _ready(self) -> tuple[Extent | None, ...] | Grid:
        """The boxes, or the grid that has come to pay for itself."""
        kept = self._kept
        if isinstance(kept, Grid) or len(kept) <= SMALL:
            return kept
        self._asked += 1
        if self._asked > SCANS_MAX:
            self._kept = kept = Grid.of(kept)
        return kept


class Grid:
    """A persistent map from cells to what lies in them: an update copies a few small buckets.

    A box lies on the level whose cells (2^level px) are at least as large as itself.
    """

    __slots__ = ("_boxes", "_buckets", "_level_min", "_levels")

    def __init__(
        self,
        boxes: tuple[tuple[Extent | None, ...], ...],
        buckets: tuple[dict[Cell, tuple[int, ...]], ...],
        levels: dict[int, int],
        level_min: int,
    ) -> None:
        self._boxes = boxes
        self._buckets = buckets
        self._levels = levels
        self._level_min = level_min

    @classmethod
    def of(cls, boxes: Collection[Extent | None]) -> Grid:
        """Sort all boxes into cells; the finest cells are as large as the middling box."""
        listed = list(boxes)
        sizes = sorted(max(b[2] - b[0], b[3] - b[1]) for b in listed if b is not None)
        level_min = max(_LEVEL_MIN, _level(sizes[len(sizes) // 2])) if sizes else _LEVEL_MIN
        cells: dict[Cell, list[int]] = {}
        levels: dict[int, int] = {}
        for i, box in enumerate(listed):
            if box is None:
                continue
            level = max(level_min, _level(max(box[2] - box[0], box[3] - box[1])))
            levels[level] = levels.get(level, 0) + 1
            for cell in _cells(level, box):
                cells.setdefault(cell, []).append(i)
        count = len(cells) // _PER_BUCKET + 1
        buckets: list[dict[Cell, tuple[int, ...]]] = [{} for _ in range(count)]
        for cell, members in cells.items():
            buckets[_bucket(cell, count)][cell] = tuple(members)
        chunks = tuple(tuple(listed[k : k + 64]) for k in range(0, len(listed), 64))
        return cls(chunks, tuple(buckets), levels, level_min)

    def box(self, i: int) -> Extent | None:
        """The box of component ``i``."""
        return self._boxes[i >> 6][i & 63]

    def items(self) -> Iterator[tuple[int, Extent | None]]:
        """All boxes with their components' indices."""
        return enumerate(box for chunk in self._boxes for box in chunk)

    def at(self, x: float, y: float) -> list[int]:
        """See `Space.at`."""
        buckets, boxes = self._buckets, self._boxes
        count = len(buckets)
        found: list[int] = []
        for level in self._levels:
            cell = (level, _place(x) >> level, _place(y) >> level)
            for i in buckets[_bucket(cell, count)].get(cell, ()):
                b = boxes[i >> 6][i & 63]
                if b is not None and b[0] <= x <= b[2] and b[1] <= y <= b[3]:
                    found.append(i)
        found.sort()
        return found

    def near(self, area: Extent) -> list[int] | None:
        """See `Space.near`; None where looking at every box is less work."""
        buckets, boxes = self._buckets, self._boxes
        count = len(buckets)
        left, top, right, bottom = area
        x0, y0, x1, y1 = _places(area)
        looks = 0
        for level in self._levels:
            looks += ((x1 >> level) - (x0 >> level) + 1) * ((y1 >> level) - (y0 >> level) + 1)
        if looks > 16 * len(boxes) + 64:
            return None
        held: list[tuple[int, ...]] = []
        for level in self._levels:
            rows = range(y0 >> level, (y1 >> level) + 1)
            for x in range(x0 >> level, (x1 >> level) + 1):
                for y in rows:
                    cell = (level, x, y)
                    members = buckets[_bucket(cell, count)].get(cell)
                    if members is not None:
                        held.append(members)
        return sorted(
            [
                i
                for i in (held[0] if len(held) == 1 else set().union(*held))
                if (b := boxes[i >> 6][i & 63]) is not None
                and b[0] <= right
                and b[2] >= left
                and b[1] <= bottom
                and b[3] >= top
            ]
        )

    def moved(self, changed: dict[int, Extent | None]) -> Grid:
        """See `Space.moved`."""
        rows: dict[int, list[Extent | None]] = {}
        buckets = self._buckets
        own: list[dict[Cell, tuple[int, ...]]] | None = None
        levels = self._levels
        copied: set[int] = set()
        for i, after in changed.items():
            row = rows.get(i >> 6)
            if row is None:
                row = rows[i >> 6] = list(self._boxes[i >> 6])
            before = row[i & 63]
            if before == after:
                continue
            row[i & 63] = after
            was, now = self._span(before), self._span(after)
            if was == now:
                continue  # it lies elsewhere in the very same cells
            if own is None:
                own, levels = list(buckets), levels.copy()
            old, new = _counted(was, levels, -1), _counted(now, levels, 1)
            for cell in old:
                if cell not in new:
                    bucket = _own(own, copied, cell)
                    rest = tuple([k for k in bucket[cell] if k != i])
                    if rest:
                        bucket[cell] = rest
                    else:
                        del bucket[cell]
            for cell in new:
                if cell not in old:
                    bucket = _own(own, copied, cell)
                    bucket[cell] = (*bucket.get(cell, ()), i)
        chunks = list(self._boxes)
        for at, row in rows.items():
            chunks[at] = tuple(row)
        return Grid(tuple(chunks), buckets if own is None else tuple(own), levels, self._level_min)

    def _span(self, box: Extent | None) -> Span | None:
        """The cells of a box: their level, the first and the last of them."""
        if box is None:
            return None
        left, top, right, bottom = box
        level = max(self._level_min, _level(max(right - left, bottom - top)))
        x0, y0, x1, y1 = _places(box)
        return (level, x0 >> level, y0 >> level, x1 >> level, y1 >> level)


def _counted(span: Span | None, levels: dict[int, int], by: int) -> list[Cell]:
    """The cells of a box; counts it in or out of its level."""
    if span is None:
        return []
    level, x0, y0, x1, y1 = span
    levels[level] = levels.get(level, 0) + by
    if not levels[level]:
        del levels[level]
    return [(level, x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]


def _own(
    buckets: list[dict[Cell, tuple[int, ...]]], copied: set[int], cell: Cell
) -> dict[Cell, tuple[int, ...]]:
    k = _bucket(cell, len(buckets))
    if k not in copied:
        copied.add(k)
        buckets[k] = buckets[k].copy()
    return buckets[k]


def _bucket(cell: Cell, count: int) -> int:
    # Large odd factors spread neighbouring cells; nothing depends on which bucket it is.
    return (cell[0] * 83492791 ^ cell[1] * 73856093 ^ cell[2] * 19349663) % count


def _level(size: float) -> int:
    return frexp(min(size, _FAR))[1]


def _place(number: float) -> int:
    if -_FAR < number < _FAR:
        return floor(number)
    # Clamping keeps the order, so what shares a point still shares a cell.
    return floor(min(max(number, -_FAR), _FAR))


def _places(box: Extent) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    if left > -_FAR and top > -_FAR and right < _FAR and bottom < _FAR:
        # what ends after it begins has no edge that is out of reach, then
        return floor(left), floor(top), floor(right), floor(bottom)
    return _place(left), _place(top), _place(right), _place(bottom)


def _cells(level: int, box: Extent) -> list[Cell]:
    x0, y0, x1, y1 = [place >> level for place in _places(box)]
    if x0 == x1 and y0 == y1:
        return [(level, x0, y0)]
    return [(level, x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]


def space(document: Document) -> Space:
    """The space of a document's version, kept in its memo.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 40]},
    ...                                 {"id": "b", "type": "card", "bbox": [0, 50, 90, 40]}]})
    >>> space(d).at(5, 55), space(d).near((0, 30, 90, 60))
    ([1], [0, 1])
    """
    found: Space | None = document.memo.get("space")
    if found is None:
        found = document.memo["space"] = Space.of(document)
    return found


def carry(before: Document, after: Document, touched: Iterable[int]) -> Space:
    """Derive the space of ``after`` from that of ``before`` and keep it.

    ``touched`` holds every component that differs; costs what they and, where one was
    hidden or shown, their descendants are. Another outline means a fresh start.
    """
    memo: dict[str, Any] = after.memo
    kept: Space | None = memo.get("space")
    if kept is not None:
        return kept
    if after.outline is not before.outline:
        return space(after)
    changed: dict[int, Extent | None] = {}
    end = after.outline.end
    for i in touched:
        old, new = before.at(i), after.at(i)
        if old is new:
            continue
        if is_marked_hidden(old) != is_marked_hidden(new):
            for k in range(i, end[i]):
                changed[k] = None if is_hidden(after, k) else extent_of(after.at(k))
        elif old.fields.get("bbox") != new.fields.get("bbox") and i not in changed:
            changed[i] = None if is_hidden(after, i) else extent_of(new)
    memo["space"] = moved = space(before).moved(changed)
    return moved


def joint(boxes: Iterable[Box]) -> Box:
    """The smallest box around several.

    >>> joint([(0, 0, 10, 10), (20, 5, 10, 10)])
    (0, 0, 30, 15)
    """
    listed = list(boxes)
    left = min(b[0] for b in listed)
    top = min(b[1] for b in listed)
    right = max(b[0] + b[2] for b in listed)
    bottom = max(b[1] + b[3] for b in listed)
    return (left, top, right - left, bottom - top)


def share_area(a: Box, b: Box) -> bool:
    """Whether two boxes overlap; edges may touch.

    >>> share_area((0, 0, 10, 10), (10, 0, 10, 10)), share_area((0, 0, 10, 10), (9, 9, 5, 5))
    (False, True)
    """
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def carries(document: Document, k: int, box: Box) -> bool:
    """Whether a component is a ground that a box lies in, as others beside it do already."""
    ground = document.at(k).box
    if ground is None or not _lies_in(box, ground):
        return False
    beside = (document.at(n).box for n in document.outline.siblings(k) if n != k)
    return any(other is not None and _lies_in(other, ground) for other in beside)


def holds(box: Box, inner: Box) -> bool:
    """Whether a box has another wholly in it; edges may touch."""
    across = box[0] <= inner[0] and inner[0] + inner[2] <= box[0] + box[2]
    return across and box[1] <= inner[1] and inner[1] + inner[3] <= box[1] + box[3]


def _lies_in(box: Box, ground: Box) -> bool:
    """Whether a box lies wholly in a larger one."""
    return holds(ground, box) and (box[2], box[3]) != (ground[2], ground[3])
