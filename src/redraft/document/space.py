"""Which siblings are near a box, at a cost that does not grow with how many there are.

A grid of grids, one for each list of siblings that is too long to scan: a component
lies in the few cells, as large as itself, that its box touches. A grid only ever
gains places, so it holds for every version whose boxes were noted in it, and each
answer is checked against the version that asks. So versions share one grid, and
undoing needs nothing.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.document.blueprint import Box, Document

SCAN_MAX: Final = 24


def overlapping(document: Document, i: int, box: Box) -> list[int]:
    """Return the siblings of ``i`` whose boxes share an area with ``box``, in document order.

    Touching edges share nothing. Whether a component is hidden is not looked at.

    >>> d = Document.of({"components": [
    ...     {"id": "a", "type": "card", "bbox": [0, 0, 10, 10]},
    ...     {"id": "b", "type": "card", "bbox": [10, 0, 10, 10]}]})
    >>> overlapping(d, 0, (0, 0, 10, 10)), overlapping(d, 0, (0, 0, 11, 10))
    ([], [1])
    """
    siblings = document.outline.siblings(i)
    if len(siblings) <= SCAN_MAX:
        near: Iterable[int] = siblings
    else:
        near = sorted(_grid(document, document.outline.parent[i]).near(box))
    x, y, width, height = box
    right, bottom = x + width, y + height
    found: list[int] = []
    for k in near:
        if k == i:
            continue
        other = document.at(k).fields.get("bbox")
        if (
            other is not None
            and other[0] < right
            and x < other[0] + other[2]
            and other[1] < bottom
            and y < other[1] + other[3]
        ):
            found.append(k)
    return found


def inherit(before: Document, after: Document, moved: Iterable[int]) -> None:
    """Let a new version use the grids of the one that it was made from.

    ``moved`` are the components whose boxes differ; both must share their outline.
    """
    grids: dict[int, _Grid] | None = before.memo.get("space")
    if grids is None or before.outline is not after.outline:
        return
    outline = after.outline
    shared = True
    for i in moved:
        parent = outline.parent[i]
        grid = grids.get(parent)
        if grid is None or grid.is_worn:
            # A grid that is built later from the new boxes must not be seen by the old version.
            if shared:
                grids, shared = dict(grids), False
            grids.pop(parent, None)
            continue
        box = after.at(i).box
        if box is not None:
            grid.note(i, box)
    after.memo["space"] = grids


def _grid(document: Document, parent: int) -> _Grid:
    grids: dict[int, _Grid] = document.memo.setdefault("space", {})
    grid = grids.get(parent)
    if grid is None:
        outline = document.outline
        grid = grids[parent] = _Grid()
        for i in outline.top if parent < 0 else outline.children[parent]:
            box = document.at(i).box
            if box is not None:
                grid.note(i, box)
        grid.settle()
    return grid


class _Grid:
    """Levels of square cells, 2**level pixels wide; a box lies on the level of its longer side."""

    __slots__ = ("_count", "_count_max", "_levels")

    def __init__(self) -> None:
        self._levels: dict[int, dict[tuple[int, int], set[int]]] = {}
        self._count = 0
        self._count_max = 0

    @property
    def is_worn(self) -> bool:
        """Whether so many old places are in it that it should be built anew."""
        return self._count > self._count_max

    def settle(self) -> None:
        """Take what is in it now as the measure of what is too much."""
        self._count_max = 3 * self._count + 4096

    def note(self, i: int, box: Box) -> None:
        """Add a place where ``i`` is in some version."""
        x, y, width, height = box
        level = max(4, int(max(width, height)).bit_length())
        cell = 1 << level
        cells = self._levels.setdefault(level, {})
        for cx in range(int(x // cell), int((x + width) // cell) + 1):
            for cy in range(int(y // cell), int((y + height) // cell) + 1):
                held = cells.setdefault((cx, cy), set())
                if i not in held:
                    held.add(i)
                    self._count += 1

    def near(self, box: Box) -> set[int]:
        """Everything that was ever noted in a cell that the box touches."""
        x, y, width, height = box
        found: set[int] = set()
        for level, cells in self._levels.items():
            cell = 1 << level
            left, right = int(x // cell), int((x + width) // cell)
            top, bottom = int(y // cell), int((y + height) // cell)
            if (right - left + 1) * (bottom - top + 1) > len(cells):
                for (cx, cy), held in cells.items():
                    if left <= cx <= right and top <= cy <= bottom:
                        found |= held
                continue
            for cx in range(left, right + 1):
                for cy in range(top, bottom + 1):
                    here = cells.get((cx, cy))
                    if here:
                        found |= here
        return found
