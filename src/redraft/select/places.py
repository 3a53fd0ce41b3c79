"""By where it is: beside another component, inside one, or at a place of the screen.

Every relation is a distance: how far a component is from where the words put it, in px,
or None where it is not there at all. The nearest is what a singular means. Documents
without geometry are read in order: below is after, above is before.

May import: document, select.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from redraft.document.blueprint import Box, Document
from redraft.select.decks import apart

#: Boxes that touch or overlap by this share of the smaller one still lie beside one another.
_SLACK: Final = 0.3
#: Off the straight line, a px across counts as so many.
_ASIDE: Final = 2.0
#: What is not in line at all is this much farther, in px.
_OUT_OF_LINE: Final = 120.0

#: How far what is in a component with a text of its own is from that text, in px.
_BESIDE_WORDS: Final = 4.0

_SAME: Final = {
    "under": "below",
    "underneath": "below",
    "beneath": "below",
    "over": "above",
    "next": "beside",
    "near": "beside",
    "by": "beside",
    "in": "inside",
    "of": "inside",
    "contains": "around",
}
PLACES: Final = frozenset({"top", "bottom", "left", "right", "middle", "center", "centre"})


def away(document: Document, i: int, relation: str, anchors: Sequence[int]) -> float | None:
    """How far ``i`` is from being ``relation`` to the anchors; None where it is not."""
    anchor = anchors[0]
    if i in anchors:
        return None
    relation = _SAME.get(relation, relation)
    outline = document.outline
    match relation:
        case "inside":
            if anchor < i < outline.end[anchor]:
                return 0.0
            return _held(document, i, anchor)
        case "around":
            if i < anchor < outline.end[i]:
                return float(anchor - i) / 1000
            return _held(document, anchor, i)
        case "between":
            return _between(document, i, anchors)
        case _:
            pass
    if _nested(document, i, anchor):
        # the switch in the row that says “Wi-Fi” is beside those words
        said = relation == "beside" and i > anchor and document.at(anchor).text
        return _BESIDE_WORDS if said else None
    if apart(document, i, anchor):
        return None
    mine, its = box_of(document, i), box_of(document, anchor)
    if mine is None or its is None:
        return _in_order(document, i, relation, anchor)
    return _apart(mine, its, relation)


def _apart(mine: Box, its: Box, relation: str) -> float | None:
    """How far one box is from being ``relation`` to the other; None where it is not."""
    match relation:
        case "below" | "above" | "left" | "right":
            return _beside(mine, its, relation)
        case "before" | "after":
            sides = ("left", "above") if relation == "before" else ("right", "below")
            return min((d for s in sides if (d := _beside(mine, its, s)) is not None), default=None)
        case "beside":
            return min(
                (
                    d
                    for side in ("right", "left", "below", "above")
                    if (d := _next_to(mine, its, side)) is not None
                ),
                default=None,
            )
        case "on":
            return 0.0 if _overlap(mine, its) else None
        case "row":
            return abs(_middle(mine, 1) - _middle(its, 1)) if shared(mine, its, 1) > 0 else None
        case "column":
            return abs(_middle(mine, 0) - _middle(its, 0)) if shared(mine, its, 0) > 0 else None
        case _:
            return None


def box_of(document: Document, i: int) -> Box | None:
    """The box, or a point where only the position is known."""
    box = document.at(i).box
    if box is not None:
        return box
    place = document.position(i)
    return None if place is None else (place[0], place[1], 0.0, 0.0)


def at_screen(document: Document, i: int, place: str) -> tuple[float, bool] | None:
    """How far ``i`` is from a place on the screen, and whether it is in that third of it.

    None without geometry, or for words that are no place.
    """
    box = box_of(document, i)
    words = [w for w in place.replace("-", " ").split() if w in PLACES]
    if box is None or not words:
        return None
    left, top, width, height = _frame(document)
    x = (_middle(box, 0) - left) / (width or 1)
    y = (_middle(box, 1) - top) / (height or 1)
    vertical = next((w for w in words if w in ("top", "bottom")), None)
    horizontal = next((w for w in words if w in ("left", "right")), None)
    middle = any(w in ("middle", "center", "centre") for w in words)
    apart: list[float] = []
    inside = True
    if vertical is not None:
        off = y if vertical == "top" else 1 - y
        apart.append(off * height)
        inside = inside and off < 1 / 3
    if horizontal is not None:
        off = x if horizontal == "left" else 1 - x
        apart.append(off * width)
        inside = inside and off < 1 / 3
    if middle:
        if horizontal is None:
            apart.append(abs(x - 0.5) * width)
            inside = inside and abs(x - 0.5) <= 1 / 6
        if vertical is None:
            apart.append(abs(y - 0.5) * height)
            inside = inside and abs(y - 0.5) <= 1 / 6
    return sum(a * a for a in apart) ** 0.5, inside


def _frame(document: Document) -> Box:
    """The screen; of a sketch, which has no sizes, the part of it where anything stands."""
    if document.screen[2] and document.screen[3]:
        return document.screen
    frame: Box | None = document.memo.get("frame")
    if frame is None:
        placed = [at for i in range(len(document)) if (at := document.position(i)) is not None]
        xs, ys = [at[0] for at in placed] or [0.0], [at[1] for at in placed] or [0.0]
        frame = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        document.memo["frame"] = frame
    return frame


def _middle(box: Box, axis: int) -> float:
    return box[axis] + box[axis + 2] / 2


def shared(a: Box, b: Box, axis: int) -> float:
    """How much two boxes overlap along an axis; negative: the gap between them."""
    return min(a[axis] + a[axis + 2], b[axis] + b[axis + 2]) - max(a[axis], b[axis])


def _overlap(a: Box, b: Box) -> bool:
    return shared(a, b, 0) > 0 and shared(a, b, 1) > 0


def _beside(mine: Box, its: Box, side: str) -> float | None:
    axis = 0 if side in ("left", "right") else 1
    after = side in ("right", "below")
    first, second = (its, mine) if after else (mine, its)
    gap = second[axis] - (first[axis] + first[axis + 2])
    slack = _SLACK * min(mine[axis + 2], its[axis + 2])
    if gap < -slack - 1 or (_middle(second, axis) <= _middle(first, axis)):
        return None
    across = 1 - axis
    common = shared(mine, its, across)
    start = abs(mine[across] - its[across])
    if common > 0:
        return max(gap, 0.0) + 0.02 * start
    if axis == 0:
        return max(gap, 0.0) + _OUT_OF_LINE * 4 + 3 * -common
    return max(gap, 0.0) + _OUT_OF_LINE + _ASIDE * -common


def _next_to(mine: Box, its: Box, side: str) -> float | None:
    """As `_beside`, but up and down count more than left and right."""
    apart = _beside(mine, its, side)
    if apart is None:
        return None
    return apart if side == "right" else apart + 2 if side == "left" else apart * 1.5 + 16


def _held(document: Document, inner: int, outer: int) -> float | None:
    """Geometric containment of what is not nested: how much larger the holder is, in px."""
    a, b = document.at(inner).box, document.at(outer).box
    if a is None or b is None or _nested(document, inner, outer):
        return None
    inside = (
        b[0] - 1 <= a[0]
        and b[1] - 1 <= a[1]
        and a[0] + a[2] <= b[0] + b[2] + 1
        and a[1] + a[3] <= b[1] + b[3] + 1
    )
    if not inside or a[2] * a[3] >= b[2] * b[3]:
        return None
    return float(math.sqrt(b[2] * b[3] - a[2] * a[3]))


def _between(document: Document, i: int, anchors: Sequence[int]) -> float | None:
    if len(anchors) < 2:
        return None
    first, second = sorted(anchors[:2])
    boxes = [box_of(document, k) for k in (i, first, second)]
    mine, a, b = boxes
    if mine is None or a is None or b is None:
        return 0.0 if first < i < second else None
    x, y = _middle(mine, 0), _middle(mine, 1)
    ax, ay, bx, by = _middle(a, 0), _middle(a, 1), _middle(b, 0), _middle(b, 1)
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return None
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length * length)
    aside = abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length
    if not 0.02 < along < 0.98 or aside > max(length, mine[2], mine[3]):
        return None
    return aside


def _nested(document: Document, a: int, b: int) -> bool:
    end = document.outline.end
    return a < b < end[a] or b < a < end[b]


def _in_order(document: Document, i: int, relation: str, anchor: int) -> float | None:
    """Distance in document order, where there is no geometry."""
    outline = document.outline
    beside = outline.parent[i] == outline.parent[anchor]
    apart = i - outline.end[anchor] + 1 if i > anchor else anchor - outline.end[i] + 1
    far = float(apart) + (0 if beside else 0.5)
    match relation:
        case "below" | "right" | "after":
            return far if i > anchor else None
        case "above" | "left" | "before":
            return far if i < anchor else None
        case "beside":
            return far if i > anchor else far + 0.25
        case "row" | "column":
            return far if beside else None
        case _:
            return None
