"""What an edit pushes together is moved apart again, by the least that keeps the gap.

One sweep: the components that the step changed stand where they are; whatever they
newly overlap is put beside them, stands from then on too, and pushes in its turn. Each
component is placed once, so it ends; near ones are looked up, so it costs what is near.

- What a grown component meets goes the way it lay before, with the gap that was there.
- What a moved one lands on goes the shortest way, down before all others, and keeps at
  most a base spacing.
- What would leave the screen tries a smaller gap, then the other ways; where nothing
  fits it stays, and the overlap is an error.

May import: plan, document.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection
from typing import Final, NamedTuple

from redraft.document.blueprint import Box, Document
from redraft.document.lengths import clean
from redraft.document.space import is_marked_hidden, space
from redraft.plan.draft import Draft

_FEW: Final = 24
_TRIES: Final = 16
_SLACK: Final = 0.5
#: at most so many components are pushed by one step
PUSHED_MAX: Final = 20_000

_DOWN, _RIGHT, _LEFT, _UP = range(4)


class _Way(NamedTuple):
    """A displacement: how far, in what direction (down before right before left before up)."""

    cost: float
    direction: int
    x: float
    y: float


def push_apart(
    before: Document,
    draft: Draft,
    changed: Collection[int],
    moved: Collection[int],
    fixed: Collection[int] = (),
) -> None:
    """Move what the step newly laid on one another apart, as writes of the draft.

    ``draft`` is one on the document after the step; ``changed`` are the components whose
    boxes the step set, ``moved`` those of them that it put elsewhere; ``fixed`` stay.
    """
    _Sweep(before, draft, moved, fixed).run(changed)


class _Sweep:
    def __init__(
        self, before: Document, draft: Draft, moved: Collection[int], fixed: Collection[int]
    ) -> None:
        self._before = before
        self._draft = draft
        self._moved = frozenset(moved)
        self._fixed = frozenset(fixed)
        self._settled: dict[int, Box] = {}
        self._was: dict[int, Box | None] = {}
        self._ids = draft.document.outline.ids
        self._same = before.outline is draft.document.outline
        self._port = draft.document.viewport
        #: those pushed away from where the space knows them
        self._strays = _Strays()

    def run(self, changed: Collection[int]) -> None:
        heap: list[tuple[bool, float, float, int]] = []
        queued: set[int] = set()

        def queue(i: int) -> None:
            queued.add(i)
            box = self._box_before(i) or self._draft.box(i)
            if box is not None:
                heapq.heappush(heap, (i not in self._moved, box[1], box[0], i))

        for i in changed:
            queue(i)
        while heap and len(self._settled) < PUSHED_MAX:
            i = heapq.heappop(heap)[3]
            box = self._draft.box(i)
            if box is None or is_marked_hidden(self._draft.at(i)):
                continue
            box = self._settle(i, box)
            for k in self._meets(i, box):
                if k not in queued:
                    queue(k)

    # -- one component -----------------------------------------------------------

    def _settle(self, i: int, box: Box) -> Box:
        """Find a place that no settled component is on, nearest first; else stay."""
        start = box
        if i not in self._fixed:
            for _ in range(_TRIES):
                against = self._hindrance(i, box)
                if against is None:
                    break
                found = self._place_beside(i, box, against)
                if found is None:
                    box = start
                    break
                box = found
            else:
                box = start
        if box != start:
            self._draft.move(i, box[0], box[1], "reflow")
            self._strays.note(i, box)
        self._settled[i] = box
        return box

    def _hindrance(self, i: int, box: Box) -> int | None:
        """What has settled there; of several, what lay nearest before: it keeps the order."""
        met = [k for k in self._meets(i, box) if k in self._settled]
        if len(met) < 2:
            return met[0] if met else None
        return min(met, key=lambda k: (self._gap_before(i, k), k))

    def _gap_before(self, i: int, k: int) -> float:
        return 0 if k in self._moved else _least_gap(self._box_before(i), self._box_before(k))

    def _place_beside(self, i: int, box: Box, against: int) -> Box | None:
        """The best place off ``against``: inside the screen, and off what has settled if possible."""
        ways = self._ways(i, box, against)
        fallback: Box | None = None
        for way in ways:
            at = (clean(box[0] + way.x), clean(box[1] + way.y), box[2], box[3])
            if not self._fits(i, at):
                continue
            next_one = self._hindrance(i, at)
            if next_one is None or self._lay(i, next_one, way.direction):
                return at
            fallback = fallback or at
        return fallback

    def _lay(self, i: int, k: int, direction: int) -> bool:
        """Whether ``i`` lay in that direction from ``k`` before: on the way it will pass it too."""
        was, other_was = self._box_before(i), self._box_before(k)
        if was is None or other_was is None or k in self._moved:
            return False
        return _gaps(was, other_was)[direction] >= 0

    def _ways(self, i: int, box: Box, against: int) -> list[_Way]:
        """The displacements that would do, best first."""
        other = self._settled[against]
        was, other_was = self._box_before(i), self._box_before(against)
        jumped = against in self._moved or was is None or other_was is None
        spacing = self._draft.spacing
        natural: list[_Way] = []
        if was is not None and other_was is not None:
            gaps = _gaps(was, other_was)
            for direction, gap in enumerate(gaps):
                if gap >= 0:
                    natural.append(
                        _way(direction, box, other, min(gap, spacing) if jumped else gap)
                    )
                    if gap > 0 and not jumped:
                        natural.append(self._tight(direction, box, other))
        if not jumped:
            roomy = sorted(natural)
            others = sorted(
                _way(d, box, other, min(spacing, _least_gap(was, other_was)))
                for d in (_DOWN, _RIGHT, _LEFT, _UP)
            )
            return roomy + others
        forward = [_way(d, box, other, spacing) for d in (_DOWN, _RIGHT)]
        backward = [_way(d, box, other, spacing) for d in (_LEFT, _UP)]
        return sorted(natural + forward) + sorted(backward)

    def _tight(self, direction: int, box: Box, other: Box) -> _Way:
        """The same way with whatever gap is left before the edge of the screen."""
        way = _way(direction, box, other, 0)
        port = self._port
        if port is None:
            return way._replace(cost=way.cost + 1e6)
        if direction == _RIGHT:
            room = port.width - (box[0] + way.x + box[2])
            return way._replace(x=way.x + max(0.0, room), cost=way.cost + 1e6)
        if direction == _LEFT:
            room = box[0] + way.x
            return way._replace(x=way.x - max(0.0, room), cost=way.cost + 1e6)
        if direction == _DOWN and port.fixed:
            room = port.height - (box[1] + way.y + box[3])
            return way._replace(y=way.y + max(0.0, room), cost=way.cost + 1e6)
        return way._replace(cost=way.cost + 1e6)

    def _fits(self, i: int, at: Box) -> bool:
        """Whether a place leaves the screen no further than the component did before."""
        was = self._box_before(i) or at
        port = self._port
        if at[0] < min(0.0, was[0]) - _SLACK or at[1] < min(0.0, was[1]) - _SLACK:
            return False
        if port is None:
            return True
        right = max(port.width, was[0] + was[2])
        bottom = max(port.height, was[1] + was[3])
        if at[0] + at[2] > right + _SLACK:
            return False
        return not port.fixed or at[1] + at[3] <= bottom + _SLACK

    # -- who meets whom ----------------------------------------------------------

    def _meets(self, i: int, box: Box) -> list[int]:
        """The siblings that a component at this place overlaps and did not overlap before."""
        document = self._draft.document
        outline = document.outline
        beside = outline.siblings(i)
        if len(beside) > _FEW:
            home = outline.parent[i]
            area = (box[0], box[1], box[0] + box[2], box[1] + box[3])
            known = {*space(document).near(area), *self._strays.near(box)}
            near = sorted(k for k in known if outline.parent[k] == home)
        else:
            near = list(beside)
        found: list[int] = []
        for k in near:
            if k == i:
                continue
            other = self._settled.get(k) or self._draft.box(k)
            if other is None or _apart(box, other) or is_marked_hidden(document.at(k)):
                continue
            was, other_was = self._box_before(i), self._box_before(k)
            if was is None or other_was is None or _apart(was, other_was):
                found.append(k)
        return found

    def _box_before(self, i: int) -> Box | None:
        """The box before the step; None where the component was not there."""
        if self._same:
            return self._before.at(i).box
        if i not in self._was:
            k = self._before.find(self._ids[i])
            self._was[i] = None if k is None else self._before.at(k).box
        return self._was[i]


class _Strays:
    """Boxes by the cells of 256 px that they touch; the few that touch many are listed."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._large: list[int] = []

    def note(self, i: int, box: Box) -> None:
        cells = _cells(box)
        if cells is None:
            self._large.append(i)
            return
        for cell in cells:
            self._cells.setdefault(cell, []).append(i)

    def near(self, box: Box) -> list[int]:
        cells = _cells(box)
        held = self._cells.values() if cells is None else (self._cells.get(c, ()) for c in cells)
        return [*self._large, *(i for row in held for i in row)]


def _cells(box: Box) -> list[tuple[int, int]] | None:
    x0, x1 = int(box[0] // 256), int((box[0] + box[2]) // 256)
    y0, y1 = int(box[1] // 256), int((box[1] + box[3]) // 256)
    if (x1 - x0 + 1) * (y1 - y0 + 1) > 256:
        return None
    return [(x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]


def _apart(a: Box, b: Box) -> bool:
    return not (
        min(a[0] + a[2], b[0] + b[2]) > max(a[0], b[0])
        and min(a[1] + a[3], b[1] + b[3]) > max(a[1], b[1])
    )


def _gaps(box: Box, other: Box) -> tuple[float, float, float, float]:
    """How far the box lies below, right of, left of and above the other; negative where it does not."""
    return (
        box[1] - other[1] - other[3],
        box[0] - other[0] - other[2],
        other[0] - box[0] - box[2],
        other[1] - box[1] - box[3],
    )


def _least_gap(was: Box | None, other_was: Box | None) -> float:
    if was is None or other_was is None:
        return 0
    apart = [gap for gap in _gaps(was, other_was) if gap >= 0]
    return min(apart, default=0)


def _way(direction: int, box: Box, other: Box, gap: float) -> _Way:
    """The displacement that puts the box on one side of the other."""
    match direction:
        case 0:
            by = other[1] + other[3] + gap - box[1]
            return _Way(abs(by), direction, 0, by)
        case 1:
            by = other[0] + other[2] + gap - box[0]
            return _Way(abs(by), direction, by, 0)
        case 2:
            by = other[0] - gap - box[2] - box[0]
            return _Way(abs(by), direction, by, 0)
        case _:
            by = other[1] - gap - box[3] - box[1]
            return _Way(abs(by), direction, 0, by)
