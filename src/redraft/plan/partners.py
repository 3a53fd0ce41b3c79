"""Which of several goes with which of several others: "the prices below the titles", card by card.

Each target goes with the one anchor that stands in the smallest thing that holds both: the card,
the row. Where nothing holds them apart they go in turn, if they stand so: title, price, title, price.

May import: plan.draft, document, select.selectors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from redraft.document.blueprint import Document
from redraft.document.space import extent_of, holds, space
from redraft.plan.draft import Draft, failure
from redraft.select.selectors import Fitting, Ids, Screen, Selector, Union


def own_anchors(draft: Draft, targets: Sequence[int], anchor: Selector | None) -> dict[int, int]:
    """Which of the components that are described each target goes with; of none where they are one to all.

    Raises StepFailed where only some of the targets have one.
    """
    told_one_by_one = isinstance(anchor, (Screen, Fitting, Union, Ids))
    if len(targets) < 2 or anchor is None or told_one_by_one:
        return {}
    own = partners(draft.document, targets, draft.resolve(anchor))
    alone = [i for i in targets if i not in own] if own else []
    if alone:
        said = f"“{draft.name(alone[0])}” has none of these beside it to go by"
        raise failure("target.ambiguous", said, draft.name(alone[0]))
    return own


def partners(
    document: Document, targets: Sequence[int], anchors: Collection[int]
) -> dict[int, int]:
    """The anchor of each target; of none where nothing tells that, of some where others have none.

    >>> names, kinds = ("c0", "t0", "p0", "c1", "t1", "p1"), ("card", "title", "price") * 2
    >>> places = [(0, 0, 40, 40), (4, 4, 9, 9), (4, 20, 9, 9)]
    >>> boxes = [[x, y + 50 * k, w, h] for k in (0, 1) for x, y, w, h in places]
    >>> listed = [{"id": n, "type": t, "bbox": b} for n, t, b in zip(names, kinds, boxes)]
    >>> partners(Document.of({"components": listed}), (2, 5), (1, 4))
    {2: 1, 5: 4}
    """
    among = frozenset(anchors)
    if len(targets) < 2 or len(among) < 2 or not among.isdisjoint(targets):
        return {}
    ordered = sorted(among)
    found = ((i, _nearest(document, i, ordered, among)) for i in targets)
    return {i: k for i, k in found if k is not None} or _in_turn(document, targets, among)


def _nearest(
    document: Document, i: int, anchors: Sequence[int], among: frozenset[int]
) -> int | None:
    """The one of the anchors, which are sorted, that is in the smallest thing around a target that holds any."""
    for inside in _around(document, i):
        if isinstance(inside, range):
            first = bisect_left(anchors, inside.start)
            there = anchors[first : min(bisect_left(anchors, inside.stop), first + 2)]
        else:
            there = sorted(inside & among)
        if there:
            return there[0] if len(there) == 1 else None
    return None


def _around(document: Document, i: int) -> Iterator[range | frozenset[int]]:
    """What is held, with what holds it, around a component: the smallest first."""
    outline, where = document.outline, space(document)
    above = list(outline.ancestors(i))
    box, area = document.at(i).box, extent_of(document.at(i))
    drawn = [] if box is None or area is None else where.near(area)
    grounds = {k for k in drawn if k != i and _lies_on(document, i, k)} - set(above)
    ordered = sorted(grounds, key=lambda k: (_size(document, k), k))
    for k in ordered:
        ground = extent_of(document.at(k))
        assert ground is not None
        yield frozenset((k, *(n for n in where.near(ground) if _lies_on(document, n, k))))
    for k in above:
        yield range(k, outline.end[k])


def _lies_on(document: Document, i: int, k: int) -> bool:
    """Whether a component lies wholly in another that it is not nested with."""
    box, ground = document.at(i).box, document.at(k).box
    if box is None or ground is None or not holds(ground, box):
        return False
    outline = document.outline
    return not (i <= k < outline.end[i]) and box[2] * box[3] < ground[2] * ground[3]


def _size(document: Document, k: int) -> float:
    box = document.at(k).box
    return box[2] * box[3] if box is not None else 0.0


def _in_turn(
    document: Document, targets: Sequence[int], anchors: Collection[int]
) -> dict[int, int]:
    """Pair those that stand one after another in turn."""
    order = document.reading_order([*targets, *anchors])
    one, other = order[::2], order[1::2]
    if len(one) == len(other):
        for mine, its in ((one, other), (other, one)):
            if set(mine) == set(targets) and set(its) == anchors:
                return dict(zip(mine, its, strict=True))
    return {}
