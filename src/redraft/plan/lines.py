"""Lines: components of one type beside one another, in a row or a column, and how far apart.

What people count and put in order ("the third bullet", "Rent before People") is the member of
a line, or something in one.

May import: plan.draft, plan.steps, select, document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Box
from redraft.document.lengths import round_px
from redraft.document.space import holds, joint, share_area
from redraft.plan.draft import Draft, failure
from redraft.plan.steps import Arrange
from redraft.select.kinds import heads_of_rows, kind_of
from redraft.select.selectors import Union

#: the first line of a table heads the others
_ROWS: Final = kind_of("rows", ("row",))
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
    heads = heads_of_rows(draft.document, alike, _ROWS)
    alike = [k for k in alike if k not in heads or k == i]
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


# -- another order ---------------------------------------------------------------------


def arranged(draft: Draft, step: Arrange) -> bool:
    """Put what is named to its place in the line that it stands in; False where it stands in none.

    What stands by each of the line alike goes along with it.
    """
    parts = step.target.parts if isinstance(step.target, Union) else (step.target,)
    named = [i for part in parts for i in draft.document.reading_order(draft.resolve(part))]
    anchors = [] if step.anchor is None else list(draft.resolve(step.anchor))
    found = _common(draft, [*named, *anchors])
    if found is None or len(anchors) > 1:
        return False
    line, lifted = found
    line = _run(draft, line, lifted)
    if len(set(lifted)) < len(lifted):
        raise failure("value.invalid", "they are not several of one row or column")
    moved = lifted[: len(named)]
    rest = [i for i in line.members if i not in moved]
    at = _index(step, rest, lifted[-1], len(line.members), len(moved))
    _lay(draft, line, [*rest[:at], *moved, *rest[at:]])
    return True


def _index(step: Arrange, rest: list[int], anchor: int, count: int, moved: int) -> int:
    """The place among the others where what is named comes."""
    if step.anchor is not None:
        return rest.index(anchor) + (step.side == "after")
    if not 1 <= abs(step.place) <= count:
        raise failure("value.invalid", f"there are {count} of them, so none is number {step.place}")
    return step.place - 1 if step.place > 0 else count - moved + step.place + 1


def _common(draft: Draft, named: list[int]) -> tuple[Line, list[int]] | None:
    """The nearest line that all stand in, each by itself or by what holds it; and its members."""
    chains = [(i, *draft.document.outline.ancestors(i)) for i in named]
    for k in chains[0]:
        line = line_of(draft, k)
        if line is None:
            continue
        lifted = [next((m for m in chain if m in line.members), -1) for chain in chains]
        if -1 not in lifted:
            return line, lifted
    return None


def _run(draft: Draft, line: Line, lifted: list[int]) -> Line:
    """The part of a line in which those that are named stand, where something else parts it."""
    along = _along(draft, line)
    with_them = {*line.members, *(k for beside in along.values() for k in beside)}
    frame = joint(line.boxes)
    axis = line.axis
    cuts: list[float] = []
    for k in draft.document.outline.siblings(line.members[0]):
        box = None if k in with_them else draft.box(k)
        if box is not None and share_area(box, frame) and not holds(box, frame):
            cuts.append(box[axis])
    if not cuts:
        return line
    parts = [sum(cut <= box[axis] for cut in cuts) for box in line.boxes]
    own = {parts[line.members.index(i)] for i in lifted}
    if len(own) > 1:
        raise failure("value.invalid", "something else stands between them")
    kept = [k for k, part in enumerate(parts) if part in own]
    members = tuple(line.members[k] for k in kept)
    return Line(members, tuple(line.boxes[k] for k in kept), axis)


def _lay(draft: Draft, line: Line, order: list[int]) -> None:
    """Lay a line in another order, from where it began, with the gaps that it has."""
    axis = line.axis
    boxes = dict(zip(line.members, line.boxes, strict=True))
    along = _along(draft, line)
    gaps = [*line.gaps(), 0.0]
    at = line.boxes[0][axis]
    for i, gap in zip(order, gaps, strict=True):
        by = at - boxes[i][axis]
        for k in (i, *along[i]):
            box = draft.box(k)
            if by and box is not None:
                draft.slide(k, "xy"[axis], round_px(box[axis] + by))
        at += boxes[i][axis + 2] + gap


def _along(draft: Draft, line: Line) -> dict[int, list[int]]:
    """What goes along with each of a line: the members of lines beside it that stand by them alike."""
    along: dict[int, list[int]] = {i: [] for i in line.members}
    axis = line.axis
    taken = set(line.members)
    for k in draft.document.outline.siblings(line.members[0]):
        box = draft.box(k)
        if k in taken or box is None:
            continue
        beside = line_of(draft, k)
        alike = beside is not None and beside.axis == axis and _pace(beside) == _pace(line)
        if beside is not None and alike:
            for i, other in zip(line.members, beside.members, strict=True):
                along[i].append(other)
            taken.update(beside.members)
    return along


def _pace(line: Line) -> list[float]:
    """How far each of a line begins behind the first."""
    starts = [box[line.axis] for box in line.boxes]
    return [round(s - starts[0]) for s in starts]
