"""Lines: components of one type beside one another, in a row or a column, and how far apart.

What people count and put in order ("the third bullet", "Rent before People") is the member of
a line, or something in one.

May import: plan.draft, document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Box
from redraft.plan.draft import Draft

#: px by which the edges or middles of two in a line may differ
_OFF_MAX: Final = 2
#: the share by which two alike may differ in size
_SIZE_OFF_MAX: Final = 0.1


class Line(NamedTuple):
    """Those of a row (axis 0) or a column (axis 1), as they follow one another."""

    members: tuple[int, ...]
    boxes: tuple[Box, ...]
    axis: int

    def gaps(self) -> list[float]:
        """How far each is from the one before it."""
        at = self.axis
        pairs = zip(self.boxes, self.boxes[1:], strict=False)
        return [b[at] - a[at] - a[at + 2] for a, b in pairs]


def line_of(draft: Draft, i: int) -> Line | None:
    """The row or column that a component stands in with others like it, the longer of the two."""
    own = draft.box(i)
    if own is None:
        return None
    outline = draft.document.outline
    alike = [k for k in outline.siblings(i) if outline.types[k] == outline.types[i]]
    boxes = [(k, box) for k in alike if (box := draft.box(k)) is not None]
    found = [_line([(k, b) for k, b in boxes if _in_line(own, b, axis)], axis) for axis in (1, 0)]
    best = max(found, key=lambda line: len(line.members))
    return best if len(best.members) > 1 else None


def rhythm(draft: Draft, i: int, axis: int) -> float | None:
    """How far a component is from the next of its line along an axis; None where there is none."""
    line = line_of(draft, i)
    if line is None or line.axis != axis:
        return None
    at = line.members.index(i)
    gaps = line.gaps()
    return gaps[at - 1] if at else gaps[0]


def _line(boxes: Sequence[tuple[int, Box]], axis: int) -> Line:
    ordered = sorted(boxes, key=lambda item: (item[1][axis], item[0]))
    return Line(tuple(k for k, _ in ordered), tuple(b for _, b in ordered), axis)


def _in_line(a: Box, b: Box, axis: int) -> bool:
    """Whether two stand in a row (axis 0) or a column (axis 1), and are of a size."""
    across = 1 - axis
    starts = abs(a[across] - b[across])
    middles = abs(a[across] + a[across + 2] / 2 - b[across] - b[across + 2] / 2)
    if min(starts, middles) > _OFF_MAX:
        return False
    return any(abs(a[k] - b[k]) <= _SIZE_OFF_MAX * max(a[k], b[k]) for k in (2, 3))
