"""What an edit pushes together is moved apart again, by the least that keeps the gap.

One sweep: the components that the step changed stand where they are; whatever they
newly overlap is put beside them, stands from then on too, and pushes in its turn. Each
component is placed once, so it ends; near ones are looked up, so it costs what is near.

- What a grown component meets goes the way it lay before, with the gap that was there.
- What a moved one lands on goes the shortest way, down before all others, and keeps at
  most a base spacing.
- What would leave the screen tries a smaller gap, then the other ways.
- Where that is a dead end, what was pushed first on the way into it goes another way, and
  at last everything in the way goes down: there is room below unless the height is fixed.
- Where nothing fits, nothing moves, and the overlap is an error.

Siblings are moved apart among themselves, those further out first: the rest comes along.

May import: plan, document.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Box, Document
from redraft.document.lengths import clean
from redraft.document.space import carries, is_marked_hidden, space
from redraft.plan.draft import Draft

_FEW: Final = 24
_TRIES: Final = 16
#: so many sweeps look for the least that does, before everything goes one way
_SWEEPS: Final = 8
_SLACK: Final = 0.5
#: so many of them where all found a place, though not all of them a straight one
_STRAIGHTENED: Final = 3
#: overlaps up to this are none, as in `space.apart`
_NOISE: Final = 0.01
_CELL: Final = 128

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
    boxes the step set, ``moved`` those of them that it put elsewhere; ``fixed`` stay, and
    so does what they are in.
    """
    outline = draft.document.outline
    homes: dict[int, list[int]] = {}
    for i in changed:
        homes.setdefault(outline.parent[i], []).append(i)
    stay = frozenset(fixed).union(*(outline.ancestors(i) for i in fixed))
    put = frozenset(moved)
    # In document order what is further out is first, and takes what is in it along.
    for home in sorted(homes):
        if draft.is_empty and _are_clear(before, draft.document, homes[home]):
            continue
        _Siblings(before, draft, homes[home], put, stay).make_room()


def _are_clear(before: Document, after: Document, changed: Sequence[int]) -> bool:
    """Whether none of the changed came to lie on a sibling: no room is to be made, then.

    Most edits are so, and what makes room need not be set up for them. False too where that
    is not so soon told: where boxes are missing, or came or went.
    """
    if before.outline is not after.outline:
        return False
    outline = after.outline
    parent, beside = outline.parent, outline.siblings(changed[0])
    home, few = parent[changed[0]], len(beside) <= _FEW
    there = [(k, after.at(k).fields.get("bbox")) for k in (beside if few else ())]
    for i in changed:
        component = after.at(i)
        box, was = component.fields.get("bbox"), before.at(i).fields.get("bbox")
        if box is None or was is None:
            return False
        if is_marked_hidden(component):
            continue
        x, y, width, height = box
        right, bottom = x + width, y + height
        if not few:
            near = space(after).near((x, y, right, bottom))
            there = [(k, after.at(k).fields["bbox"]) for k in near if parent[k] == home]
        for k, other in there:
            if other is None:
                return False
            if (
                right - other[0] > _NOISE
                and other[0] + other[2] - x > _NOISE
                and bottom - other[1] > _NOISE
                and other[1] + other[3] - y > _NOISE
                and k != i
            ):
                other_was = before.at(k).fields.get("bbox")
                newly = other_was is None or _apart(was, other_was)
                if newly and not is_marked_hidden(after.at(k)):
                    return False
    return True


class _Siblings:
    """The components in one home: where they lay, where they lie, and who must make way."""

    def __init__(
        self,
        before: Document,
        draft: Draft,
        changed: Sequence[int],
        moved: frozenset[int],
        fixed: frozenset[int],
    ) -> None:
        self._before = before
        self._draft = draft
        self.changed = changed
        self.moved = moved
        self.fixed = fixed
        self.spacing = draft.spacing
        self.port = draft.document.viewport
        self._was: dict[int, Box | None] = {}
        self._now: dict[int, Box | None] = {}
        self._same = before.outline is draft.document.outline
        self._all = draft.document.outline.siblings(changed[0])
        self.few = len(self._all) <= _FEW
        self._carried = self._carried_by(changed)

    def make_room(self) -> None:
        """Write the first way of making room that leaves none of them on another."""
        sweep = self._found()
        if sweep is None:
            return
        for i, box in sweep.settled.items():
            if box != self.now(i):
                self._draft.move(i, box[0], box[1], "reflow")

    def _found(self) -> _Sweep | None:
        bars = _Bars(set(), set())
        crooked: _Sweep | None = None
        for k in range(_SWEEPS):
            sweep = _Sweep(self, bars)
            sweep.run()
            if not sweep.stuck:
                if not sweep.strayed:
                    return sweep
                crooked = crooked or sweep
            if (crooked is not None and k >= _STRAIGHTENED) or not sweep.turn_back():
                break
        if crooked is not None:
            return crooked
        bounded = self.port is not None and self.port.fixed
        for direction in (_DOWN, _UP, _RIGHT, _LEFT) if bounded else (_DOWN,):
            for keep_gaps in (True, False) if bounded else (True,):
                sweep = _Sweep(self, _Bars(set(), set(), direction, keep_gaps))
                sweep.run()
                if not sweep.stuck:
                    return sweep
        return None

    # -- where they lie ------------------------------------------------------------

    def was(self, i: int) -> Box | None:
        """The box before the step; None where the component was not there."""
        if i not in self._was:
            before = self._before
            k = i if self._same else before.find(self._draft.name(i))
            self._was[i] = None if k is None else before.at(k).box
        return self._was[i]

    def now(self, i: int) -> Box | None:
        """The box after the step, before room is made; None where it is drawn nowhere."""
        if i not in self._now:
            hidden = is_marked_hidden(self._draft.at(i))
            self._now[i] = None if hidden else self._draft.box(i)
        return self._now[i]

    def newly(self, i: int, box: Box, k: int, other: Box) -> bool:
        """Whether two components share area there, and did not before."""
        if _apart(box, other):
            return False
        was, other_was = self.was(i), self.was(k)
        if was is None and other_was is not None:
            at = k if self._same else self._before.find(self._draft.name(k))
            return at is None or not carries(self._before, at, box)
        return was is None or other_was is None or _apart(was, other_was)

    def near(self, box: Box) -> Iterable[int]:
        """Those that may lie there after the step, in document order."""
        if self.few:
            return self._all
        document = self._draft.document
        parent, home = document.outline.parent, document.outline.parent[self.changed[0]]
        left, top = box[0] - self._carried[0], box[1] - self._carried[1]
        area = (left, top, left + box[2], top + box[3])
        return [k for k in space(document).near(area) if parent[k] == home]

    def _carried_by(self, changed: Sequence[int]) -> tuple[float, float]:
        """How far what they are in has moved them already: the space does not know."""
        for i in changed:
            stored, box = self._draft.at(i).box, self._draft.box(i)
            if stored is not None and box is not None:
                return box[0] - stored[0], box[1] - stored[1]
        return 0, 0

    def fits(self, i: int, at: Box) -> bool:
        """Whether a place is no further off the screen than the component was, or is."""
        now = self.now(i) or at
        was = self.was(i) or now
        port = self.port
        if at[0] < min(0.0, was[0], now[0]) - _SLACK or at[1] < min(0.0, was[1], now[1]) - _SLACK:
            return False
        if port is None:
            return True
        right = max(port.width, was[0] + was[2], now[0] + now[2])
        bottom = max(port.height, was[1] + was[3], now[1] + now[3])
        if at[0] + at[2] > right + _SLACK:
            return False
        return not port.fixed or at[1] + at[3] <= bottom + _SLACK


class _Bars(NamedTuple):
    """What a sweep may not do: ways that led nowhere, and who goes down whatever it costs.

    With a ``direction`` everything goes that way, and keeps its gaps or closes them.
    """

    ways: set[tuple[int, int]]
    down: set[int]
    direction: int | None = None
    keep_gaps: bool = True


class _Sweep:
    """One attempt at making room.

    ``stuck`` are those that found no place; ``strayed`` those that were pushed up, or to a
    side, and could not go on that way: what was above is now beside or below.
    """

    def __init__(self, beside: _Siblings, bars: _Bars) -> None:
        self._beside = beside
        self._bars = bars
        self._changed = frozenset(beside.changed)
        self.settled: dict[int, Box] = {}
        self.stuck: list[int] = []
        self.strayed: list[int] = []
        #: who pushed whom first
        self._pusher: dict[int, int] = {}
        #: the way on which one set out
        self._went: dict[int, int] = {}
        self._grid = _Grid()

    def run(self) -> None:
        """Settle what the step changed, and what that pushes, one after another."""
        beside = self._beside
        heap: list[tuple[bool, float, float, int]] = []
        queued: set[int] = set()

        def queue(i: int) -> None:
            queued.add(i)
            box = beside.was(i) or beside.now(i)
            if box is not None:
                heapq.heappush(heap, (i not in beside.moved, *self._turn(box), i))

        for i in beside.changed:
            queue(i)
        while heap:
            i = heapq.heappop(heap)[3]
            box = beside.now(i)
            if box is None:
                continue
            box = self._settle(i, box)
            for k in beside.near(box):
                if k in queued or k == i:
                    continue
                other = beside.now(k)
                if other is not None and beside.newly(i, box, k, other):
                    queue(k)

    def _turn(self, box: Box) -> tuple[float, float]:
        """What pushes comes before what is pushed."""
        match self._bars.direction:
            case 1:
                return box[0], box[1]
            case 2:
                return -box[0] - box[2], box[1]
            case 3:
                return -box[1] - box[3], box[0]
            case _:
                return box[1], box[0]

    def turn_back(self) -> bool:
        """Bar, for each that is stuck, the way of the one that was pushed first; False if none."""
        port = self._beside.port
        bounded = port is not None and port.fixed
        ways, down = self._bars.ways, self._bars.down
        again = bool(ways)
        size = len(ways) + len(down)
        for i in self.stuck or self.strayed:
            chain = [i]
            while chain[-1] in self._pusher:
                chain.append(self._pusher[chain[-1]])
            for k in reversed(chain):
                way = self._went.get(k)
                if way is not None and (bounded or (way != _DOWN and k not in down)):
                    ways.add((k, way))
                    break
            else:
                again = True
            if again and not bounded:
                down.update(k for k in chain if k in self._pusher)
        return len(ways) + len(down) > size

    # -- one component -----------------------------------------------------------

    def _settle(self, i: int, box: Box) -> Box:
        """Find a place that no settled component is on, nearest first; else stay."""
        met = self._hindrances(i, box)
        if met:
            pusher = self._pusher[i] = self._first(i, met)
            place = None if i in self._beside.fixed else self._place(i, box, met)
            if place is None:
                self.stuck.append(i)
            else:
                box = place
                if self._strays(i, pusher):
                    self.strayed.append(i)
        self.settled[i] = box
        self._grid.note(i, box)
        return box

    def _strays(self, i: int, pusher: int) -> bool:
        on, way = self._went.get(pusher, _DOWN), self._went[i]
        if i in self._changed or on in (_DOWN, way) or (way == _DOWN and on != _UP):
            return False
        return self._lay(i, pusher, on)

    def _place(self, i: int, box: Box, met: list[int]) -> Box | None:
        """The nearest place that is free; ``met`` is what is in the way where it is."""
        direction = self._bars.direction
        if direction is None and i in self._bars.down:
            direction = _DOWN
        if direction is not None:
            return self._straight(i, box, met, direction)
        for _ in range(_TRIES):
            found = self._place_beside(i, box, self._first(i, met))
            if found is None:
                return None
            box, met = found
            if not met:
                return box
        return None

    def _straight(self, i: int, box: Box, met: list[int], direction: int) -> Box | None:
        """The nearest place in one direction that is behind all that is in the way."""
        self._went.setdefault(i, direction)
        while met:
            way = max(_way(direction, box, self._box(k), self._gap(i, k, direction)) for k in met)
            box = (clean(box[0] + way.x), clean(box[1] + way.y), box[2], box[3])
            if not self._beside.fits(i, box):
                return None
            met = self._hindrances(i, box)
        return box

    def _gap(self, i: int, k: int, direction: int) -> float:
        """The gap to keep where everything goes one way."""
        if not self._bars.keep_gaps:
            return 0
        was, other_was = self._beside.was(i), self._beside.was(k)
        spacing = self._beside.spacing
        if was is None or other_was is None:
            return spacing
        gap = _gaps(was, other_was)[direction]
        if k in self._beside.moved:
            return min(gap, spacing) if gap >= 0 else spacing
        return gap if gap >= 0 else min(spacing, _least_gap(was, other_was))

    def _first(self, i: int, met: list[int]) -> int:
        """Of several in the way, what lay nearest before: it keeps the order."""
        return met[0] if len(met) == 1 else min(met, key=lambda k: (self._gap_before(i, k), k))

    def _gap_before(self, i: int, k: int) -> float:
        if k in self._beside.moved:
            return 0
        return _least_gap(self._beside.was(i), self._beside.was(k))

    def _hindrances(self, i: int, box: Box) -> list[int]:
        """What cannot make way for it there: what has settled, and what must stay."""
        beside, settled = self._beside, self.settled
        found = [
            k
            for k in (settled if beside.few else self._grid.near(box))
            if beside.newly(i, box, k, settled[k])
        ]
        if beside.fixed and i not in self._changed:
            for k in beside.near(box):
                if k in beside.fixed and k not in settled and k != i:
                    other = beside.now(k)
                    if other is not None and beside.newly(i, box, k, other):
                        found.append(k)
        return found

    def _box(self, k: int) -> Box:
        """The box of what is in the way."""
        box = self.settled.get(k) or self._beside.now(k)
        assert box is not None
        return box

    def _place_beside(self, i: int, box: Box, against: int) -> tuple[Box, list[int]] | None:
        """The best place off ``against`` inside the screen, and what is in the way there.

        One with nothing in the way, or where the way goes on past it, is better than others.
        """
        fallback: tuple[int, Box, list[int]] | None = None
        tried: set[tuple[float, float]] = set()
        for way in self._ways(i, box, against):
            at = (clean(box[0] + way.x), clean(box[1] + way.y), box[2], box[3])
            if at[:2] in tried or (i, way.direction) in self._bars.ways:
                continue
            tried.add(at[:2])
            if not self._beside.fits(i, at):
                continue
            met = self._hindrances(i, at)
            if not met or self._lay(i, self._first(i, met), way.direction):
                self._went.setdefault(i, way.direction)
                return at, met
            fallback = fallback or (way.direction, at, met)
        if fallback is None:
            return None
        self._went.setdefault(i, fallback[0])
        return fallback[1:]

    def _lay(self, i: int, k: int, direction: int) -> bool:
        """Whether ``i`` lay in that direction from ``k`` before: on the way it will pass it too."""
        was, other_was = self._beside.was(i), self._beside.was(k)
        if was is None or other_was is None or k in self._beside.moved:
            return False
        return _gaps(was, other_was)[direction] >= 0

    def _ways(self, i: int, box: Box, against: int) -> list[_Way]:
        """The displacements that would do, best first."""
        other = self._box(against)
        was, other_was = self._beside.was(i), self._beside.was(against)
        jumped = against in self._beside.moved or was is None or other_was is None
        spacing = self._beside.spacing
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
            gap = min(spacing, _least_gap(was, other_was))
            others = sorted(_way(d, box, other, gap) for d in (_DOWN, _RIGHT, _LEFT, _UP))
            return roomy + others
        forward = [_way(d, box, other, spacing) for d in (_DOWN, _RIGHT)]
        backward = [_way(d, box, other, spacing) for d in (_LEFT, _UP)]
        return sorted(natural + forward) + sorted(backward)

    def _tight(self, direction: int, box: Box, other: Box) -> _Way:
        """The same way with whatever gap is left before the edge of the screen."""
        way = _way(direction, box, other, 0)
        port = self._beside.port
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


class _Grid:
    """Boxes by the square cells that they touch; the few that touch many are listed."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._large: list[int] = []
        self._all: list[int] = []

    def note(self, i: int, box: Box) -> None:
        self._all.append(i)
        cells = _cells(box)
        if cells is None:
            self._large.append(i)
            return
        for cell in cells:
            self._cells.setdefault(cell, []).append(i)

    def near(self, box: Box) -> Iterable[int]:
        """What may lie there, each once."""
        cells = _cells(box)
        if cells is None:
            return self._all
        held = self._cells
        found = dict.fromkeys(self._large)
        for cell in cells:
            if cell in held:
                found.update(dict.fromkeys(held[cell]))
        return found


def _cells(box: Box) -> list[tuple[int, int]] | None:
    x0, x1 = int(box[0] // _CELL), int((box[0] + box[2]) // _CELL)
    y0, y1 = int(box[1] // _CELL), int((box[1] + box[3]) // _CELL)
    if (x1 - x0 + 1) * (y1 - y0 + 1) > 256:
        return None
    return [(x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]


def _apart(a: Box, b: Box) -> bool:
    return not (
        a[0] + a[2] - b[0] > _NOISE
        and b[0] + b[2] - a[0] > _NOISE
        and a[1] + a[3] - b[1] > _NOISE
        and b[1] + b[3] - a[1] > _NOISE
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
