"""The smallest ways to mend a finding, best first; whether one breaks something else is not asked here.

- A text that can hardly be read: its colour moved least in lightness (`contrast.mends`).
- What is too small to press grows to 44 px about its centre, else away from its neighbours.
- Text that is too small grows to 12 px.
- What lies outside is moved in by the least, and shrinks only where it cannot fit.
- Of two that overlap one is pushed by the least that keeps the gap, else until they touch.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from redraft.document.blueprint import Box, Document
from redraft.document.lengths import clean, read_px
from redraft.document.properties import token
from redraft.verify import bounds, contrast, overlap, targets, text_size
from redraft.verify.facts import facts_of
from redraft.verify.finding import Finding, Fix

#: what can be mended, in the order in which it is: places first, what is read on them last
MENDABLE: Final = (bounds.CODE, targets.CODE, overlap.CODE, text_size.CODE, contrast.CODE)
_SPACING: Final = 8.0
_SIDES: Final = {"width": ("x", 0), "height": ("y", 1)}


class Way(NamedTuple):
    """Writes that mend a finding together. ``carries``: what is in a moved component moves along."""

    fixes: tuple[Fix, ...]
    carries: bool = True


def ways(before: Document, document: Document, finding: Finding) -> Iterator[Way]:
    """Give the ways to mend what an edit of ``before`` introduced in ``document``, best first.

    >>> d = Document.of({"components": [{"id": "pay", "type": "button", "bbox": [40, 0, 90, 40]}]})
    >>> way = next(ways(d, d, next(targets.check(d, d["pay"], facts_of(d)))))
    >>> [(f.property, f.value) for f in way.fixes]
    [('height', 44), ('y', -2)]
    """
    match finding.code:
        case contrast.CODE:
            yield from (Way((fix,)) for fix in contrast.mends(document, finding))
        case targets.CODE:
            yield from _grown(document, finding)
        case bounds.CODE:
            yield from _moved_in(document, finding)
        case overlap.CODE:
            yield from _pushed(before, document, finding)
        case _:
            yield from () if finding.fix is None else (Way((finding.fix,)),)


def _box(document: Document, name: str) -> Box | None:
    i = document.find(name)
    return None if i is None else document.at(i).box


def _grown(document: Document, finding: Finding) -> Iterator[Way]:
    """About the centre, with its start kept, with its end kept: in it nothing moves."""
    fix = finding.fix
    box = None if fix is None else _box(document, fix.component)
    if fix is None or box is None:
        return
    axis, k = _SIDES[fix.property]
    by = fix.value - box[k + 2]
    for share in (0.5, 0.0, 1.0):
        to = clean(box[k] - by * share)
        moved = () if to == box[k] else (Fix(fix.component, axis, to),)
        yield Way((fix, *moved), carries=False)


def _moved_in(document: Document, finding: Finding) -> Iterator[Way]:
    """By the least; where it is too large for the screen it becomes as large as that."""
    if finding.fix is not None:
        yield Way((finding.fix,))
        return
    name, axis = finding.components[0], finding.property
    port = facts_of(document).viewport
    if port is None:
        return
    side, limit = ("width", port.width) if axis == "x" else ("height", port.height)
    yield Way((Fix(name, side, clean(limit)), Fix(name, axis, 0)))


def _pushed(before: Document, document: Document, finding: Finding) -> Iterator[Way]:
    """Either of the two, in any direction: the least first, with the gap that was there kept."""
    first, second = finding.components
    boxes = _box(document, first), _box(document, second)
    if boxes[0] is None or boxes[1] is None:
        return
    gap = _gap(before, document, first, second)
    for kept in dict.fromkeys((gap, 0.0)):
        pushes = [
            (abs(by), rank, order, Fix(name, axis, clean(box["xy".index(axis)] + by)))
            for order, (name, box, other) in enumerate(
                ((second, boxes[1], boxes[0]), (first, boxes[0], boxes[1]))
            )
            for rank, (axis, by) in enumerate(_displacements(box, other, kept))
        ]
        for _, _, _, fix in sorted(pushes, key=lambda push: push[:3]):
            yield Way((fix,))


def _displacements(box: Box, other: Box, gap: float) -> tuple[tuple[str, float], ...]:
    """Down, right, left, up: how far until it lies on that side of the other."""
    return (
        ("y", other[1] + other[3] + gap - box[1]),
        ("x", other[0] + other[2] + gap - box[0]),
        ("x", other[0] - gap - box[2] - box[0]),
        ("y", other[1] - gap - box[3] - box[1]),
    )


def _gap(before: Document, document: Document, first: str, second: str) -> float:
    """What lay between the two, at most a base spacing."""
    spacing = read_px(token(document, ("base_spacing",)))
    most = _SPACING if spacing is None else spacing
    a, b = _box(before, first), _box(before, second)
    if a is None or b is None:
        return most
    across = max(b[0] - a[0] - a[2], a[0] - b[0] - b[2])
    down = max(b[1] - a[1] - a[3], a[1] - b[1] - b[3])
    return max(0.0, min(most, max(across, down)))
