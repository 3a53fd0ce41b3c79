"""Steps that move components in relation to others: beside, flush with, evenly, exchanged.

What moves takes its descendants along; sizes stay. Places are whole pixels.

May import: plan.draft, plan.looks, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Final, Literal

from redraft.document.blueprint import Box, Document
from redraft.document.lengths import round_px
from redraft.document.properties import is_text_like
from redraft.document.space import joint, share_area
from redraft.plan.draft import Draft, failure
from redraft.plan.lines import arranged
from redraft.plan.looks import each, swap_property
from redraft.plan.partners import own_anchors, partners
from redraft.plan.steps import Align, Arrange, Distribute, Line, Place, Swap
from redraft.select.selectors import Either, Related, Screen, Selector

_PAIRS_MAX: Final = 200


# -- beside ----------------------------------------------------------------------


def place(draft: Draft, step: Place) -> None:
    """Put the targets beside the anchor, one after another in reading order."""
    targets = draft.document.reading_order(draft.acted)
    gap = draft.spacing if step.gap is None else step.gap
    if step.side != "between" and (own := own_anchors(draft, targets, step.anchor)):
        _not_within(draft, targets, list(own.values()))
        for anchor in dict.fromkeys(own.values()):
            beside = [i for i in targets if own[i] == anchor]
            sizes = [_sized(draft, i) for i in beside]
            _put(draft, beside, _beside(step.side, _boxed(draft, anchor), sizes, gap))
        return
    anchors = _anchor_boxes(draft, step.anchor)
    if not isinstance(step.anchor, Screen):
        _not_within(draft, targets, draft.resolve(step.anchor))
    if step.side == "between":
        spots = _between(draft, targets, anchors, gap)
    else:
        sizes = [_sized(draft, i) for i in targets]
        spots = _beside(step.side, joint(anchors), sizes, gap)
        if step.side == "above" and len(targets) == 1:
            spots = _in_line(draft, targets[0], step.anchor, spots[0])
    _put(draft, targets, spots)


def _put(draft: Draft, targets: Sequence[int], spots: Sequence[tuple[float, float]]) -> None:
    for i, (x, y) in zip(targets, spots, strict=True):
        draft.move(i, round_px(x), round_px(y))


def arrange(draft: Draft, step: Arrange) -> None:
    """Put the targets to their place in a row or column, else above or below the anchor."""
    if arranged(draft, step):
        return
    if step.anchor is None:
        raise failure("value.invalid", "it stands in no row or column that has an order")
    side: Literal["below", "above"] = "below" if step.side == "after" else "above"
    place(draft, Place(target=step.target, side=side, anchor=step.anchor))


def _in_line(
    draft: Draft, target: int, anchor: Selector, spot: tuple[float, float]
) -> list[tuple[float, float]]:
    """Where one of a line goes above another: in its place where the one before it is in the way.

    The other makes room for it, so that the third row above the second is behind the first.
    """
    places = [] if isinstance(anchor, Screen) else draft.resolve(anchor)
    if len(places) != 1:
        return [spot]
    outline, (other,) = draft.document.outline, places
    alike = [k for k in outline.siblings(other) if outline.types[k] == outline.types[other]]
    box, size = _boxed(draft, other), _sized(draft, target)
    if target not in alike or _boxed(draft, target)[1] <= box[1]:
        return [spot]
    taken = (draft.box(k) for k in alike if k not in (target, other))
    if not any(b is not None and share_area((*spot, *size), b) for b in taken):
        return [spot]
    gap = _boxed(draft, target)[1] - box[1] - box[3]
    first = min(b[1] for k in alike if (b := draft.box(k)) is not None)
    if gap < draft.spacing and first >= box[3] + gap:  # what makes room would go up, past it
        name = draft.name(target)
        raise failure("bounds.outside", f"there is no room for “{name}” there", name)
    return [(spot[0], box[1])]


def _beside(
    side: str, anchor: Box, sizes: Sequence[tuple[float, float]], gap: float
) -> list[tuple[float, float]]:
    x, y, width, height = anchor
    spots: list[tuple[float, float]] = []
    match side:
        case "below":
            y += height + gap
            for _, tall in sizes:
                spots.append((x, y))
                y += tall + gap
        case "above":
            y -= sum(tall + gap for _, tall in sizes)
            for _, tall in sizes:
                spots.append((x, y))
                y += tall + gap
        case "right":
            x += width + gap
            for wide, _ in sizes:
                spots.append((x, y))
                x += wide + gap
        case "left":
            x -= sum(wide + gap for wide, _ in sizes)
            for wide, _ in sizes:
                spots.append((x, y))
                x += wide + gap
        case "inside":
            y += gap
            for _, tall in sizes:
                spots.append((x + gap, y))
                y += tall + gap
        case "over":
            spots = [(x + (width - wide) / 2, y + (height - tall) / 2) for wide, tall in sizes]
        case _:
            raise failure("value.invalid", f"“{side}” is no side")
    return spots


def _between(
    draft: Draft, targets: Sequence[int], anchors: Sequence[Box], gap: float
) -> list[tuple[float, float]]:
    if len(anchors) != 2:
        raise failure("value.invalid", "“between” needs two components to lie between")
    sizes = [_sized(draft, i) for i in targets]
    first, second = anchors
    upper, lower = sorted(anchors, key=lambda b: b[1])
    if upper[1] + upper[3] <= lower[1]:
        tall = sum(h for _, h in sizes) + gap * (len(sizes) - 1)
        y = (upper[1] + upper[3] + lower[1] - tall) / 2
        return _beside("below", (first[0], y - gap, 0, 0), sizes, gap)
    left, right = sorted((first, second), key=lambda b: b[0])
    wide = sum(w for w, _ in sizes) + gap * (len(sizes) - 1)
    x = (left[0] + left[2] + right[0] - wide) / 2
    return _beside("right", (x - gap, first[1], 0, 0), sizes, gap)


def _not_within(draft: Draft, targets: Iterable[int], anchors: Sequence[int]) -> None:
    outline = draft.document.outline
    for i in targets:
        if any(i <= k < outline.end[i] for k in anchors):
            raise failure("value.invalid", f"“{draft.name(i)}” cannot be put beside itself")


def _anchor_boxes(draft: Draft, anchor: Selector) -> list[Box]:
    if isinstance(anchor, Screen):
        return [draft.document.screen]
    return [_boxed(draft, k) for k in draft.resolve(anchor)]


def _boxed(draft: Draft, i: int) -> Box:
    box = draft.box(i)
    if box is None:
        name = draft.name(i)
        raise failure("property.unknown", f"“{name}” has no place or size to go by", name)
    return box


def _sized(draft: Draft, i: int) -> tuple[float, float]:
    box = _boxed(draft, i)
    return (box[2], box[3])


# -- flush -----------------------------------------------------------------------


def _are_texts(draft: Draft, step: Align) -> None:
    """Fail where a text was to be aligned, and what was found instead is a box with a text of its own."""
    target = step.target
    last = target.options[-1] if isinstance(target, Either) else target
    if not isinstance(last, Related) or last.relation != "text":
        return
    for i in draft.acted:
        if draft.at(i).text and not is_text_like(draft.at(i)):
            said = f"“{draft.name(i)}” is no text: is it to be aligned, or what is written on it?"
            raise failure("target.ambiguous", said, draft.name(i))


def align(draft: Draft, step: Align) -> None:
    """Make each target flush with the line; targets that would land on one another move as one."""
    _are_texts(draft, step)
    screen = isinstance(step.to, Screen)
    onto = None if step.to is None or screen else joint(_anchor_boxes(draft, step.to))
    onto = onto if step.at is None else (step.at, step.at, 0, 0)
    anchors = () if step.to is None or isinstance(step.to, Screen) else draft.resolve(step.to)
    lines = {} if step.at is not None else own_anchors(draft, draft.acted, step.to)
    parent = draft.document.outline.parent
    groups: dict[int, list[int]] = {}
    for i in draft.acted:
        if i not in anchors or len(draft.acted) == 1:
            groups.setdefault(parent[i], []).append(i)
    ordered = [i for group in groups.values() for i in group]
    shared: dict[int, Box] = {}
    for group in groups.values():
        for pile in _piles(draft, step, group):
            shared.update(dict.fromkeys(pile, joint(_placed(draft, i) for i in pile)))

    def apply(i: int) -> None:
        own = _placed(draft, i)
        box = shared.get(i, own)
        frame = draft.page(i) if screen else draft.frame(i) if onto is None else onto
        if lines:
            box, frame = own, _boxed(draft, lines[i])
        if step.at is None:
            _known(step, frame)
        x, y = _flush(step, box, frame)
        across = None if x is None else round_px(own[0] + x - box[0])
        down = None if y is None else round_px(own[1] + y - box[1])
        if (across, down) == (own[0], None) and _aligns_text(draft, i, step):
            draft.put(i, "text alignment", step.lines[0])
            return
        draft.move(i, across, down)

    each(draft, ordered, apply)


def _aligns_text(draft: Draft, i: int, step: Align) -> bool:
    """Whether "center the title" is of what is written, where its box stands so already."""
    component = draft.at(i)
    alone = step.to is None and step.at is None and not step.gap and len(step.lines) == 1
    return alone and is_text_like(component) and bool(component.text)


def _known(step: Align, frame: Box) -> None:
    """Refuse a line of a screen whose size nothing tells: a sketch has places only."""
    for k, lines in ((2, {"right", "center"}), (3, {"bottom", "middle"})):
        if frame[k] <= 0 and not lines.isdisjoint(step.lines):
            said = "wide" if k == 2 else "high"
            raise failure("property.unknown", f"nothing here says how {said} the screen is")


def _flush(step: Align, box: Box, frame: Box) -> tuple[float | None, float | None]:
    x: float | None = None
    y: float | None = None
    for line in step.lines:
        match line:
            case "left":
                x = frame[0] + step.gap
            case "right":
                x = frame[0] + frame[2] - box[2] - step.gap
            case "center":
                x = frame[0] + (frame[2] - box[2]) / 2
            case "top":
                y = frame[1] + step.gap
            case "bottom":
                y = frame[1] + frame[3] - box[3] - step.gap
            case "middle":
                y = frame[1] + (frame[3] - box[3]) / 2
    return x, y


def _placed(draft: Draft, i: int) -> Box:
    """The box, of no size where a sketch has only a position."""
    box = draft.box(i)
    if box is not None:
        return box
    spot = draft.spot(i)
    if spot is None:
        raise failure("property.unknown", f"“{draft.name(i)}” has no position", draft.name(i))
    return (*spot, draft.px(i, "width") or 0, draft.px(i, "height") or 0)


def _piles(draft: Draft, step: Align, group: Sequence[int]) -> list[list[int]]:
    """Those that would land on one another if each were aligned by itself."""
    boxes = [(box, i) for i in group if (box := draft.box(i)) is not None]
    across = any(line in ("left", "right", "center") for line in step.lines)
    down = any(line in ("top", "bottom", "middle") for line in step.lines)
    if across and down:
        return [[i for _, i in boxes]] if len(boxes) > 1 else []
    axis = 1 if across else 0  # the axis along which they stay as they are
    boxes.sort(key=lambda item: (item[0][axis], item[1]))
    piles: list[list[tuple[Box, int]]] = []
    end = 0.0
    for box, i in boxes:
        if piles and box[axis] < end:
            piles[-1].append((box, i))
        else:
            piles.append([(box, i)])
            end = box[axis]
        end = max(end, box[axis] + box[axis + 2])
    return [[i for _, i in pile] for pile in piles if _side_by_side([b for b, _ in pile], axis)]


def _side_by_side(boxes: Sequence[Box], axis: int) -> bool:
    """Whether any two lie beside one another; of many, any two that follow one another."""
    pairs = combinations(boxes, 2) if len(boxes) <= _PAIRS_MAX else pairwise(boxes)
    return any(b[axis] < a[axis] + a[axis + 2] and not share_area(a, b) for a, b in pairs)


def hold(draft: Draft, kept: Sequence[Line]) -> None:
    """Put what was resized so that these of its lines are where they were."""
    for i in draft.acted:
        was, now = draft.document.at(i).box, draft.box(i)
        if was is None or now is None:
            continue
        for line in kept:
            k = 0 if line in ("left", "right", "center") else 1
            grown = now[k + 2] - was[k + 2]
            if grown and line not in ("left", "top"):
                by = grown if line in ("right", "bottom") else grown / 2
                draft.slide(i, "xy"[k], round_px(was[k] - by))


# -- evenly ----------------------------------------------------------------------


def distribute(draft: Draft, step: Distribute) -> None:
    """Space evenly between the outermost two, or from the first with a fixed gap."""
    boxes = {i: _boxed(draft, i) for i in spaced(draft.document, draft.acted)}
    if step.gap is None and step.by is None:
        _evenly(draft, step, boxes)
        return
    parent = draft.document.outline.parent
    lines: dict[int, list[int]] = {}
    for i in boxes:
        lines.setdefault(parent[i], []).append(i)
    found = [line for line in lines.values() if len(line) > 1] if len(lines) > 1 else [list(boxes)]
    if not found or any(len(line) < 2 for line in found):
        raise failure("value.invalid", "spacing needs at least two components side by side")
    for line in found:
        _apart(draft, step, {i: boxes[i] for i in line})


def spaced(document: Document, acted: tuple[int, ...]) -> tuple[int, ...]:
    """What is spaced: of a list alone ("between the items", which is called items) what is in it."""
    inside = document.outline.children[acted[0]] if len(acted) == 1 else ()
    return tuple(inside) if len(inside) > 1 else acted


def _evenly(draft: Draft, step: Distribute, boxes: dict[int, Box]) -> None:
    if len(boxes) < 3:
        raise failure("value.invalid", "spacing evenly needs at least three components")
    axis = _AXES.get(step.axis, -1)
    if axis < 0:
        axis = 0 if _stretch(boxes.values(), 0) > _stretch(boxes.values(), 1) else 1
    order = sorted(boxes, key=lambda i: (boxes[i][axis], i))
    last = max(order, key=lambda i: (boxes[i][axis] + boxes[i][axis + 2], i))
    order = [i for i in order if i != last] + [last]
    at = boxes[order[0]][axis]
    span = boxes[last][axis] + boxes[last][axis + 2] - at
    gap = (span - sum(b[axis + 2] for b in boxes.values())) / (len(order) - 1)
    for i in order:
        if i not in (order[0], last):
            draft.slide(i, "xy"[axis], round_px(at))
        at += boxes[i][axis + 2] + gap


def _apart(draft: Draft, step: Distribute, boxes: dict[int, Box]) -> None:
    """Put those of one row or column so far apart, or so much farther, from the first on."""
    axis = _AXES.get(step.axis, -1)
    if axis < 0:
        ways = [k for k in (0, 1) if _follow(boxes.values(), k)]
        axis = max(ways, key=lambda k: _stretch(boxes.values(), k), default=-1)
    if axis < 0 or not _follow(boxes.values(), axis):
        raise failure("value.invalid", "they stand in no one row or column")
    order = sorted(boxes, key=lambda i: (boxes[i][axis], i))
    first = boxes[order[0]]
    end, was = first[axis] + first[axis + 2], first[axis] + first[axis + 2]
    for i in order[1:]:
        box = boxes[i]
        gap = box[axis] - was + step.by if step.by is not None else step.gap or 0
        was = box[axis] + box[axis + 2]
        draft.slide(i, "xy"[axis], round_px(end + gap))
        end += gap + box[axis + 2]


def _stretch(boxes: Iterable[Box], axis: int) -> float:
    """How far apart the middles of the outermost are along an axis."""
    middles = [b[axis] + b[axis + 2] / 2 for b in boxes]
    return max(middles) - min(middles)


def _follow(boxes: Iterable[Box], axis: int) -> bool:
    """Whether each begins behind the middle of the one before it, along an axis."""
    ordered = sorted(boxes, key=lambda b: b[axis])
    return all(a[axis] + a[axis + 2] / 2 < b[axis] for a, b in pairwise(ordered))


_AXES: Final = {"x": 0, "y": 1}


# -- exchanged -------------------------------------------------------------------


def swap(draft: Draft, step: Swap) -> None:
    """Exchange two components' places, or one property of theirs."""
    firsts, seconds = draft.resolve(step.first), draft.resolve(step.second)
    if len(firsts) == 2 and firsts == seconds:
        firsts, seconds = firsts[:1], firsts[1:]
    if len(firsts) == len(seconds) > 1:  # "the title and the price in every card"
        pairs = partners(draft.document, firsts, seconds)
        if set(pairs) == set(firsts) and set(pairs.values()) == set(seconds):
            for one, other in pairs.items():
                _swap_two(draft, step, one, other)
            return
    if len(firsts) != 1 or len(seconds) != 1 or firsts == seconds:
        raise failure("target.ambiguous", "swapping needs one component and one other")
    _swap_two(draft, step, firsts[0], seconds[0])


def _swap_two(draft: Draft, step: Swap, first: int, second: int) -> None:
    if step.property != "position":
        swap_property(draft, step, first, second)
        return
    outline = draft.document.outline
    if outline.end[first] > second > first or outline.end[second] > first > second:
        raise failure("value.invalid", "one of the two lies inside the other")
    mine, yours = _placed(draft, first), _placed(draft, second)
    draft.move(first, yours[0], yours[1])
    draft.move(second, mine[0], mine[1])
