"""Which of several stand where words put them: the nearest beside something, the middle of a line.

A place is told by distance, and distance alone decides only where it tells apart: two that stand
side by side under the same thing are both under it.

    D-1  the same fits give the same answer, in the same order

May import: document, select.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from redraft.document.blueprint import Box, Document
from redraft.select.found import Fit, Found, ambiguous, not_found
from redraft.select.places import at_screen, away, box_of, shared
from redraft.select.selectors import Where
from redraft.select.settling import distinct, top_of, without_doubles

#: What is not at all of the kind is as if so much farther away.
_UNLIKE_PX: Final = 120.0
#: One beside something is looked for so far around it first, where more than so many fit.
_ROUND_PX: Final = 400.0
_MANY_FITS: Final = 200
#: Sides, and the axis along which what is there follows.
SIDES: Final = {"below": 1, "above": 1, "left": 0, "right": 0}
#: What is so near is a caption of one.
_CAPTION_PX: Final = 64.0
#: What is farther is beside nothing.
_REACH_PX: Final = 240.0
#: Two that overlap by this share of the smaller one stand side by side.
_LEVEL: Final = 0.5
#: Of a plural at a place of the screen without a third of its own, those as near as the nearest.
_LEVEL_PX = 8.0
#: What a kind is worth that is only near the one that was said, where that one is there.
NEARLY = 0.55
_FEW = 3
_MIDDLE = frozenset({"center", "middle"})
#: The type of what something is entitled with.
_TITLE: Final = "title"
#: Thinner things are lines.
_LINE_PX = 6.0

#: what is somewhere, with how far it is from there
Placed = list[tuple[float, Fit]]


def placed(
    document: Document, relation: str, fits: Iterable[Fit], anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """The fits that are where the anchors put them, with how far they are from the nearest."""
    found: Placed = []
    for fit in fits:
        far = [d for a in anchors if (d := away(document, fit.i, relation, a)) is not None]
        if far:
            found.append((min(far), fit))
    return found


def several(
    document: Document,
    relation: str,
    there: Placed,
    anchors: Sequence[tuple[int, ...]],
    *,
    plain: bool,
    each: bool,
) -> Placed:
    """Those that a plural means of what is there.

    ``plain``: it is no "all of them", so a section or a caption for each may bound it; ``each``: the
    anchors are several that are meant.
    """
    if len(anchors) > 1:
        there = beside_own(document, relation, there, anchors)
    if relation in ("left", "right"):
        there = level(document, relation, there, anchors)
    if relation in ("below", "above"):
        there = alongside(document, there, anchors)
    of_it = [(far, fit) for far, fit in there if fit.tier >= 3] or there
    if relation == "beside" and len(anchors) == 1:
        return flanking(document, of_it, anchors[0])
    if not plain or not there:
        return there
    there = in_section(document, of_it, relation, anchors)
    return for_each(document, there, relation, anchors) if each else there


def beside_own(
    document: Document, relation: str, there: Placed, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """ "The prices below the names": of several that are alike each has its own, in what holds both.

    All of them where one of the anchors has none of its own, or where nothing holds it.
    """
    outline = document.outline
    if relation not in SIDES or len(anchors) < 2:
        return there
    taken = {i for anchor in anchors for i in anchor}
    held = {outline.parent[anchor[0]] for anchor in anchors}
    own = [(far, fit) for far, fit in there if outline.parent[fit.i] in held - {-1}]
    own = [(far, fit) for far, fit in own if fit.i not in taken]
    each = {outline.parent[fit.i] for _, fit in own} == held
    return own if own and each and len(held) > 1 else there


def nearby(
    document: Document, relation: str, fits: Sequence[Fit], anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """The same of what is near the anchors, where many fit; none unless the nearest must be among them."""
    if relation not in SIDES or len(fits) <= _MANY_FITS:
        return []
    boxes = [document.at(fit.i).box for fit in fits]
    tops = [(box[1], k) for k, box in enumerate(boxes) if box is not None]
    if len(tops) < len(fits):
        return []
    tops.sort()
    tallest = max(box[3] for box in boxes if box is not None)
    nearest: dict[int, float] = {}
    for anchor in anchors:
        its = document.at(anchor[0]).box
        if its is None:
            return []
        first = bisect_left(tops, (its[1] - _ROUND_PX - tallest, -1))
        last = bisect_left(tops, (its[1] + its[3] + _ROUND_PX, len(fits)))
        left, right = its[0] - _ROUND_PX, its[0] + its[2] + _ROUND_PX
        for _, k in tops[first:last]:
            box = boxes[k]
            if box is None or box[0] > right or box[0] + box[2] < left:
                continue
            far = away(document, fits[k].i, relation, anchor)
            if far is not None and far < nearest.get(k, math.inf):
                nearest[k] = far
    found = [(nearest[k], fits[k]) for k in sorted(nearest)]
    return found if any(far + _penalty(fit) < _ROUND_PX for far, fit in found) else []


_ACROSS: Final = ("beside", "left", "right")


def level(
    document: Document, relation: str, there: Placed, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """Of what is beside something, that in its row, where there is any: "next to" is across first."""
    if relation not in _ACROSS:
        return there
    across = [
        (far, fit)
        for far, fit in there
        if any(away(document, fit.i, "row", anchor) is not None for anchor in anchors)
    ]
    return across or there


def alongside(document: Document, there: Placed, anchors: Sequence[tuple[int, ...]]) -> Placed:
    """ "The texts under the heading": those in the same part of the screen, else those in its column."""
    outline = document.outline
    parts = {outline.parent[anchor[0]] for anchor in anchors} - {-1}
    if len(anchors) != 1 or not parts:
        return there
    (part,) = parts
    inside = [(far, fit) for far, fit in there if part < fit.i < outline.end[part]]
    its = box_of(document, part)
    if inside or its is None:
        return inside or there
    boxes = [(one, box_of(document, one[1].i)) for one in there]
    return [one for one, box in boxes if box is None or shared(box, its, 0) > 0]


def _in_own_corners(document: Document, place: str, there: Placed, fits: Sequence[Fit]) -> bool:
    """Whether "the avatars at the top right" are some of those that several alike have one of each.

    They may be those of the screen's corner, or something else there that nobody called so.
    """
    outline = document.outline
    if " " not in place or len(there) in (0, len(fits)):
        return False
    holders = [outline.parent[fit.i] for fit in fits]
    if -1 in holders or len(set(holders)) < len(fits):
        return False
    return len({document.at(i).type for i in holders}) == 1


def titles_of(document: Document, fits: list[Fit], screens: Iterable[int]) -> list[Fit]:
    """ "The titles on slides 2 and 3": those of the slides, and not of a chart that is on one."""
    if not any(document.at(fit.i).type == _TITLE for fit in fits):
        return fits
    outline = document.outline
    entitled = {
        k
        for k in screens
        if outline.parent[k] < 0 and any(document.at(i).type == _TITLE for i in outline.children[k])
    }
    if not entitled:
        return fits
    return [
        fit
        for fit in fits
        if document.at(fit.i).type != _TITLE
        or outline.parent[fit.i] in entitled
        or entitled.isdisjoint(outline.ancestors(fit.i))
    ] or fits


def flanking(document: Document, there: Placed, anchor: tuple[int, ...]) -> Placed:
    """What "the buttons beside play" are: the nearest on either side of it, across or else up and down."""
    for sides in (("left", "right"), ("above", "below")):
        nearest: Placed = []
        for side in sides:
            on = [(d, f) for _, f in there if (d := away(document, f.i, side, anchor)) is not None]
            in_line = [(d, f) for d, f in on if d < _REACH_PX]
            if in_line:
                nearest.append(min(in_line, key=lambda one: (one[0], one[1].i)))
        if nearest:
            return nearest
    return there


def for_each(
    document: Document, there: Placed, relation: str, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """ "The labels above the fields": the nearest to each of several, where each has one of its own.

    All that is there where one has none near it, or two have the same.
    """
    if relation not in SIDES or len(anchors) < 2 or len(there) <= len(anchors):
        return there
    nearest: dict[int, tuple[float, Fit]] = {}
    for anchor in anchors:
        near = [
            (far, fit.i, fit)
            for _, fit in there
            if (far := away(document, fit.i, relation, anchor)) is not None and far <= _CAPTION_PX
        ]
        if not near:
            return there
        far, i, fit = min(near)
        if i in nearest:
            return there
        nearest[i] = (far, fit)
    return list(nearest.values())


def in_section(
    document: Document, there: Placed, relation: str, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """ "The links under Company": those beside which it stands, up to the next of its type.

    All that is there where none stands beside it, or what it is under holds several.
    """
    if relation not in ("below", "above") or len(anchors) != 1 or len(anchors[0]) != 1:
        return there
    (anchor,) = anchors[0]
    outline = document.outline
    if len(outline.children[anchor]) > 1:
        return there
    kin = [(far, fit) for far, fit in there if outline.parent[fit.i] == outline.parent[anchor]]
    if not kin or len(kin) == len(there):
        kin = there
    alike = [
        far
        for k in outline.siblings(anchor)
        if document.at(k).type == document.at(anchor).type
        and (far := away(document, k, relation, (anchor,))) is not None
    ]
    before = [(far, fit) for far, fit in kin if far < min(alike, default=math.inf)]
    return before or kin


def by_distance(
    document: Document, there: Placed, relation: str, anchors: Sequence[tuple[int, ...]] = ()
) -> list[Fit]:
    """Scores from distances: the nearest first, what is hardly of the kind as if farther away.

    Two that stand in line with one anchor and side by side are as near as one another.
    """
    if relation in ("inside", "row", "column", "on"):
        return [fit for _, fit in there]
    fits: list[Fit] = []
    for far, fit in there:
        near = 1.0 / (1.0 + (far + _penalty(fit)) / 100)
        fits.append(Fit(fit.i, near, fit.tier, -far))
    apart = _nearest_apart(fits)
    if relation not in SIDES or len(fits) < 2:
        return apart
    axis = SIDES[relation]
    first = max(apart, key=lambda fit: fit.score)
    its = box_of(document, first.i)
    beside = {
        fit.i
        for fit in apart
        if its is not None
        and fit.tier >= first.tier
        and (box := box_of(document, fit.i)) is not None
        and _side_by_side(its, box, axis)
        and any(_in_line(document, (its, box), anchor[0], 1 - axis) for anchor in anchors)
    }
    return [fit._replace(score=first.score) if fit.i in beside else fit for fit in apart]


def middle(document: Document, fits: Sequence[Fit]) -> list[Fit]:
    """The one in the middle of a line or of a grid; the two there of an even line; else none."""
    boxes = {fit.i: box for fit in fits if (box := document.at(fit.i).box) is not None}
    by_index = {fit.i: fit for fit in fits}
    order = document.reading_order(by_index)
    if len(boxes) == len(fits):
        rows = document.rows(by_index)
        in_line = len(rows) == 1 or all(len(row) == 1 for row in rows)
        in_grid = len({len(row) for row in rows}) == 1 and len(rows) % 2 and len(rows[0]) % 2
        if not (in_line or in_grid):
            return []
    half, odd = divmod(len(order), 2)
    if not odd:
        return [by_index[i] for i in order[half - 1 : half + 1]]
    return [by_index[order[half]]] if half else []


def _penalty(fit: Fit) -> float:
    return (1.0 - min(fit.score, 1.0)) * _UNLIKE_PX


def _nearest_apart(fits: list[Fit]) -> list[Fit]:
    """Spread scores, so that the nearest is alone unless another is as near to the pixel."""
    order = sorted(fits, key=lambda f: -f.score)
    step: dict[int, int] = {}
    rank = 0
    for before, fit in pairwise([order[0], *order]):
        if before.score - fit.score > 0.002:
            rank += 1
        step[fit.i] = rank
    return [f._replace(score=1.0 / (1 + step[f.i])) for f in fits]


def _in_line(document: Document, boxes: Sequence[Box], anchor: int, across: int) -> bool:
    """Whether all of the boxes overlap the anchor's along an axis."""
    its = box_of(document, anchor)
    return its is not None and all(shared(box, its, across) > 0 for box in boxes)


def _side_by_side(a: Box, b: Box, axis: int) -> bool:
    """Whether two that are on one side of something stand beside one another there."""
    least = min(a[axis + 2], b[axis + 2])
    return shared(a, b, axis) > _LEVEL * least and shared(a, b, 1 - axis) <= 0


def substantial(document: Document, fits: Sequence[Fit]) -> Sequence[Fit]:
    """Without lines and shadows that are only nearly of the kind: nobody means them by "the icon"."""
    kept = []
    for fit in fits:
        box = document.at(fit.i).box
        if fit.tier >= 3 or box is None or min(box[2], box[3]) >= _LINE_PX:
            kept.append(fit)
    return kept or fits


def at_edge(document: Document, selector: Where, base: Found, said: str) -> Found:
    """What stands at a place of the screen, the nearest to it for a singular."""
    put: list[tuple[float, bool, Fit]] = []
    for fit in base.fits:
        at = at_screen(document, fit.i, selector.relation)
        if at is not None:
            put.append((at[0], at[1], fit))
    if not put:
        return _in_list(selector, base, said)
    many = selector.number in ("many", "all") or (
        selector.number == "any" and base.number in ("many", "all")
    )
    there = [(far, fit) for far, inside, fit in put if inside]
    if many:
        if not there:
            nearest = min(far for far, _, _ in put)
            there = [(far, fit) for far, _, fit in put if far <= nearest + _LEVEL_PX]
        if _in_own_corners(document, selector.relation, there, base.fits):
            ids = [document.outline.ids[fit.i] for fit in base.fits]
            raise ambiguous(said, base.span, ids)  # of the screen, or of what holds each?
        return base._replace(fits=[fit for _, fit in there], number="all", said=said)
    # what is of the kind comes before what is only nearly so, wherever it is
    of_kind = [(far, inside, fit) for far, inside, fit in put if fit.tier >= 3] or put
    if selector.relation in _MIDDLE:
        line = middle(document, [fit for _, _, fit in of_kind])
        if line:
            return base._replace(fits=line, number="one", said=said)
    there = [(far, fit) for far, inside, fit in of_kind if inside]
    choice = there or [(far, fit) for far, _, fit in of_kind]
    fits = by_distance(document, choice, "at")
    # of a few, one is the upper one wherever they stand
    told = there or (len(choice) <= _FEW and " " not in selector.relation)
    sure = 0.95 if told else NEARLY
    return base._replace(fits=fits, number="one", said=said, confidence=base.confidence * sure)


def _in_list(selector: Where, base: Found, said: str) -> Found:
    """A place on the screen without geometry: the first is at the top, the last at the bottom."""
    order = sorted(base.fits, key=lambda f: f.i)
    words = selector.relation.split()
    if not order or not {"top", "bottom", "middle"} & set(words):
        raise not_found(said, base.span, message=f"nothing here has a place to be “{said}”")
    chosen = (
        order[0] if "top" in words else order[-1] if "bottom" in words else order[len(order) // 2]
    )
    return base._replace(fits=[chosen], number="one", said=said, confidence=base.confidence * 0.8)


def one_in_each(
    document: Document, fits: Sequence[Fit], anchors: Sequence[tuple[int, ...]], *, any_kind: bool
) -> list[Fit]:
    """ "The title of slides 1 and 3": the best fit in each of several; none where one has several.

    ``any_kind``: all of a kind are said, of which some may have none ("the price of each card").
    """
    chosen: list[Fit] = []
    for anchor in anchors:
        inside = [f for f in fits if away(document, f.i, "inside", anchor) is not None]
        top = without_doubles(document, top_of(inside)) if inside else []
        if len(top) > 1 or not (top or any_kind):
            return []
        chosen += top
    return distinct(chosen) if len(chosen) > 1 else []
