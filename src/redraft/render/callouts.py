"""Outlines that point at components, each with its id where there is room for it.

May import: document, render.glyphs, render.markup, render.shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from redraft.document.blueprint import Box
from redraft.document.colors import WHITE, Color
from redraft.render.glyphs import shorten, width
from redraft.render.markup import Attribute, element, escape, paint
from redraft.render.shapes import rounded

ACCENT: Final = Color(0xD6, 0x1F, 0x69)
FONT: Final = "Roboto, Helvetica, Arial, sans-serif"

LABELS_MAX: Final = 24
_SIZE: Final = 12.0
_HEIGHT: Final = 20.0
_LABEL_WIDTH_MAX: Final = 200.0


def callouts(
    named: Sequence[tuple[str, Box]],
    bounds: Box,
    *,
    beside: Sequence[Box] = (),
    dashed: bool = False,
) -> str:
    """Outline boxes and label them, labels inside ``bounds`` and clear of one another.

    A label goes where it hides least of what is ``beside``. One that finds no free place
    is left out; the outline is drawn all the same.

    >>> callouts([("a", (10, 40, 50, 20))], (0, 0, 100, 100)).count("<text")
    1
    """
    outlines = [_outline(box, dashed=dashed) for _, box in named]
    taken: list[Box] = []
    labels: list[str] = []
    boxes = [box for _, box in named]
    for name, box in named[:LABELS_MAX]:
        text = shorten(name, _SIZE, _LABEL_WIDTH_MAX, bold=True)
        wide = width(text, _SIZE, bold=True) + 14
        place = _free(box, wide, bounds, taken, (*boxes, *beside))
        if place is not None:
            taken.append(place)
            labels.append(_label(text, place))
    return "".join(outlines + labels)


def _outline(box: Box, *, dashed: bool) -> str:
    grown = (box[0] - 3, box[1] - 3, box[2] + 6, box[3] + 6)
    line: dict[str, Attribute] = {"fill": "none", **paint("stroke", ACCENT), "stroke-width": 2}
    if dashed:
        line["stroke-dasharray"] = "6 4"
    halo: dict[str, Attribute] = {
        "fill": "none",
        **paint("stroke", Color(255, 255, 255, 0.85)),
        "stroke-width": 4,
    }
    corners = (4.0, 4.0, 4.0, 4.0)
    return rounded(grown, corners, halo) + rounded(grown, corners, line)


def _free(
    box: Box, wide: float, bounds: Box, taken: Sequence[Box], others: Sequence[Box]
) -> Box | None:
    """The place around a box that no label has and that hides least; None where there is none."""
    x, y, box_width, box_height = box
    right, bottom = x + box_width, y + box_height
    tried = (
        (x - 4, y - _HEIGHT - 5),
        (right + 4 - wide, y - _HEIGHT - 5),
        (x - 4, bottom + 5),
        (right + 4 - wide, bottom + 5),
        (right + 7, y + (box_height - _HEIGHT) / 2),
        (x - wide - 7, y + (box_height - _HEIGHT) / 2),
        (x - 4, y - 4),
    )
    possible: list[Box] = []
    for left, top in tried:
        place = (
            min(max(left, bounds[0]), max(bounds[0] + bounds[2] - wide, bounds[0])),
            min(max(top, bounds[1]), bounds[1] + bounds[3] - _HEIGHT),
            wide,
            _HEIGHT,
        )
        if not any(_meet(place, other) for other in taken):
            possible.append(place)
    return min(possible, key=lambda p: sum(_meet(p, b) for b in others), default=None)


def _meet(a: Box, b: Box) -> bool:
    return (
        a[0] < b[0] + b[2]
        and b[0] < a[0] + a[2]
        and a[1] < b[1] + b[3]
        and b[1] < a[1] + a[3]
    )  # fmt: skip


def _label(text: str, place: Box) -> str:
    x, y, wide, tall = place
    pill = rounded(place, (4.0, 4.0, 4.0, 4.0), paint("fill", ACCENT))
    attributes: dict[str, Attribute] = {
        "x": x + wide / 2,
        "y": y + tall / 2 + _SIZE * 0.36,
        "font-family": FONT,
        "font-size": _SIZE,
        "font-weight": 700,
        "text-anchor": "middle",
        **paint("fill", WHITE),
    }
    return pill + element("text", attributes, escape(text))
