"""Siblings that were apart stay apart. Edges may touch; what contains another overlaps it.

A hidden component overlaps nothing. Only what is new counts, and that is a matter of
boxes alone: showing what had always lain there is no new overlap.

    V-4  the pairs found by sweeping are those found by comparing all siblings

May import: document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from redraft.document.blueprint import Document
from redraft.document.difference import Edited
from redraft.document.space import (
    Extent,
    Grid,
    Space,
    apart,
    carries,
    extent_of,
    is_hidden,
    is_marked_hidden,
)
from redraft.verify.counts import counted
from redraft.verify.finding import Finding

CODE: Final = "overlap.new"
_READS: Final = frozenset({"bbox", "hidden"})
_FEW: Final = 24
#: components whose partners a version keeps
_KEPT_MAX: Final = 32
# Comparisons for each component before a sweep is given up for a grid: a list, a row and
# a table of components all need fewer.
_SWEEP_MAX: Final = 64


def finding(document: Document, i: int, j: int) -> Finding:
    """The finding on two siblings that overlap, under the rule's one code."""
    ids = document.outline.ids
    first, second = sorted((ids[i], ids[j]))
    message = f"“{ids[min(i, j)]}” and “{ids[max(i, j)]}” overlap"
    return Finding(CODE, (first, second), "", "error", message)


def were_apart(before: Document, after: Document, i: int, j: int) -> bool:
    """Whether the boxes of two components of a version were apart before, hidden or not, or not there.

    What is new on a ground on which others lie beside it is as these were: not apart from it.
    What came in something new came as it is, as in the copy of a card.
    """
    ids = after.outline.ids
    first, second = before.find(ids[i]), before.find(ids[j])
    if first is not None and second is not None:
        return are_apart(before, first, second)
    holder = after.outline.parent[i]
    if first is None and second is None and holder >= 0 and before.find(ids[holder]) is None:
        return False
    old, new = (first, j) if second is None else (second, i)
    box = after.at(new).box
    return old is None or box is None or not carries(before, old, box)


def are_apart(document: Document, i: int, j: int) -> bool:
    """Whether the boxes of two components share no area, hidden or not."""
    a, b = extent_of(document.at(i)), extent_of(document.at(j))
    return a is None or b is None or apart(a, b)


def partners(document: Document, i: int, where: Space) -> tuple[int, ...]:
    """The visible siblings that component ``i`` overlaps, in document order; kept in the memo."""
    kept: dict[int, tuple[int, ...]] | None = document.memo.get("partners")
    if kept is None:
        kept = document.memo["partners"] = {}
    found = kept.get(i)
    if found is None:
        if len(kept) >= _KEPT_MAX:
            kept.clear()
        found = kept[i] = tuple(_partners(document, i, where))
    return found


def carry_partners(before: Document, after: Document, moved: Collection[int]) -> None:
    """Keep for ``after`` the partners that are known of ``before``, but for those of the moved.

    ``moved`` are those that lie elsewhere, were hidden or shown, with all that is in these.
    """
    if "partners" in after.memo:
        return
    kept: dict[int, tuple[int, ...]] = before.memo.setdefault("partners", {})
    if moved:
        parent = after.outline.parent
        homes = {parent[i] for i in moved}
        kept = {i: found for i, found in kept.copy().items() if parent[i] not in homes}
    after.memo["partners"] = kept


def _partners(document: Document, i: int, where: Space) -> list[int]:
    counts = counted()
    component = document.at(i)
    extent = extent_of(component)
    if extent is None or is_hidden(document, i):
        return []
    outline = document.outline
    beside = outline.siblings(i)
    if len(beside) <= _FEW:
        if counts is not None:
            counts.pairs += len(beside) - 1
        left, top, right, bottom = extent
        found = []
        for k in beside:
            other = document.at(k)
            box = other.fields.get("bbox")
            if (
                box is not None
                # most are not even near
                and box[0] < right
                and box[1] < bottom
                and box[1] + box[3] > top
                and box[0] + box[2] > left
                and k != i
                and not apart(extent, (box[0], box[1], box[0] + box[2], box[1] + box[3]))
                and not is_marked_hidden(other)
            ):
                found.append(k)
        return found
    parent = outline.parent
    home = parent[i]
    near = where.near(extent)
    if counts is not None:
        counts.pairs += len(near) - 1
    found = []
    for k in near:
        if parent[k] == home and k != i:
            x, y, width, height = document.at(k).fields["bbox"]
            if not apart(extent, (x, y, x + width, y + height)):
                found.append(k)
    return found


def uncovered(document: Document, edits: Iterable[Edited]) -> list[int]:
    """Those that lie elsewhere, were hidden or shown, with all that is in these."""
    found: dict[int, None] = {}
    for edit in edits:
        if edit.keys.isdisjoint(_READS):
            continue
        if is_marked_hidden(edit.old) != is_marked_hidden(edit.new):
            found.update(dict.fromkeys(range(edit.at, document.outline.end[edit.at])))
        elif edit.is_moved:
            found[edit.at] = None
    return list(found)


def pairs(document: Document) -> Iterator[tuple[int, int]]:
    """All pairs of visible siblings that overlap, the earlier first, in no particular order."""
    outline = document.outline
    hidden_to = 0
    yield from _within(document, outline.top)
    for i, beside in enumerate(outline.children):
        if i < hidden_to:
            continue
        if beside or document.at(i).style:
            if is_marked_hidden(document.at(i)):
                hidden_to = outline.end[i]
            elif len(beside) > 1:
                yield from _within(document, beside)


def _within(document: Document, beside: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    boxes: list[tuple[float, int, Extent]] = []
    for i in beside:
        component = document.at(i)
        extent = extent_of(component)
        if extent is not None and not is_marked_hidden(component):
            boxes.append((extent[1], i, extent))
    if len(boxes) < 2:
        return
    boxes.sort()
    found: list[tuple[int, int]] = []
    budget = _SWEEP_MAX * len(boxes)
    active: list[tuple[int, Extent]] = []
    for top, i, extent in boxes:
        active = [item for item in active if item[1][3] > top]
        budget -= len(active)
        if budget < 0:
            yield from _by_grid(boxes)
            return
        for k, other in active:
            if not apart(extent, other):
                found.append((k, i) if k < i else (i, k))
        active.append((i, extent))
    yield from found


def _by_grid(boxes: list[tuple[float, int, Extent]]) -> Iterator[tuple[int, int]]:
    grid = Grid.of([extent for _, _, extent in boxes])
    for k, (_, i, extent) in enumerate(boxes):
        near = grid.near(extent)
        for m in range(k) if near is None else near:
            if m < k and not apart(extent, boxes[m][2]):
                j = boxes[m][1]
                yield (i, j) if i < j else (j, i)
