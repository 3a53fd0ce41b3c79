"""Two versions of a screen side by side, what changed outlined: the picture that people see.

A screen that is too large for a panel is cut to the part that changed, and the picture
says so. Both panels show the same part at the same scale.

    D-1  the same documents and changes give the same text

May import: document, render.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Box, Document
from redraft.document.change import Change
from redraft.document.colors import WHITE, Color
from redraft.render.callouts import FONT, callouts
from redraft.render.drawing import sheet, window
from redraft.render.glyphs import wrap
from redraft.render.ledger import INK, SOFT, ledger
from redraft.render.markup import Attribute, element, escape, number, paint
from redraft.render.scene import Scene, scene
from redraft.render.shapes import Definitions, rounded

WIDTH_MAX: Final = 1600.0

_MARGIN: Final = 48.0
_GAP: Final = 80.0
_PANEL_WIDTH_MIN: Final = 280.0
_PANEL_WIDTH_MAX: Final = (WIDTH_MAX - 2 * _MARGIN - _GAP) / 2
_PANEL_HEIGHT_MAX: Final = 900.0
_CUT_HEIGHT_MAX: Final = 760.0
#: A screen wider than this is cut to the side on which it changed.
_VIEW_WIDTH_MAX: Final = 1600.0
#: How much smaller a screen may be drawn so that none of it is cut.
_WHOLE_FROM: Final = 0.7
#: What is shown around a change of a screen that is cut, in the screen's pixels.
_CONTEXT: Final = 80.0

_STAGE: Final = Color(0xF0, 0xF2, 0xF5)
_EDGE: Final = Color(0xD5, 0xDA, 0xE1)


class _View(NamedTuple):
    """The part of both screens that is shown, in their pixels, and how large it is drawn."""

    box: Box
    scale: float
    height: float

    @property
    def cut(self) -> bool:
        return self.box[3] < self.height


def before_after(
    before: Document, after: Document, changes: Iterable[Change], *, title: str
) -> str:
    """Draw both versions side by side under the command that led from one to the other.

    ``title`` is the command. At most 1,600 pixels wide. Components that changed are
    outlined with their ids; what changed is listed underneath.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 60]}]})
    >>> before_after(d, d, [], title="make it bigger").startswith("<svg")
    True
    """
    listed = carried(after, list(changes))
    old, new = scene(before), scene(after)
    names = list(dict.fromkeys(c.component for c in listed if c.component is not None))
    view = _view(old, new, [box for s in (old, new) for n in names if (box := s.box(n))])
    panel = (view.box[2] * view.scale, view.box[3] * view.scale)
    column = max(panel[0], _PANEL_WIDTH_MIN)
    wide = 2 * _MARGIN + 2 * column + _GAP

    definitions = Definitions()
    heading, y = _heading(title, wide - 2 * _MARGIN)
    parts = [heading]
    top = y + 64
    for left, name, drawn in ((_MARGIN, "Before", old), (_MARGIN + column + _GAP, "After", new)):
        place = (left + (column - panel[0]) / 2, top, panel[0], panel[1])
        parts.append(words(place[0], top - 14, name, 14, SOFT, weight=700))
        parts.append(_panel(drawn, view, place, definitions))
        marked = [(n, b) for n in names if (b := _shown(drawn.box(n), view, place)) is not None]
        around = (place[0] - 28, place[1] - 8, place[2] + 56, place[3] + 16)
        beside = [b for box in drawn.solid() if (b := _shown(box, view, place)) is not None]
        parts.append(callouts(marked, around, beside=beside, dashed=name == "Before"))
    parts.append(_arrow(wide / 2, top + min(panel[1] / 2, 280)))
    y = top + panel[1]
    if view.cut:
        first, last = round(view.box[1]), round(view.box[1] + view.box[3])
        note = f"Showing {first:,} to {last:,} of {round(view.height):,} px"
        parts.append(words(_MARGIN + (column - panel[0]) / 2, y + 26, note, 12, SOFT))
        y += 20
    listing, height = ledger(listed, (_MARGIN, y + 32, wide - 2 * _MARGIN))
    parts.append(listing)
    y += _MARGIN + (height + 24 if height else 0)
    stage = rounded((0.0, 0.0, wide, y), (0, 0, 0, 0), paint("fill", _STAGE))
    return sheet(wide, y, definitions.markup() + stage + "".join(parts))


def carried(document: Document, changes: Sequence[Change]) -> list[Change]:
    """The changes without those of components that were only moved along with their parent."""
    moved: set[str] = set()
    more: set[str] = set()
    for change in changes:
        if change.component is not None:
            (moved if change.property in ("x", "y") else more).add(change.component)
    outline = document.outline
    along: set[str] = set()
    for name in moved - more:
        i = document.find(name)
        if i is not None and any(outline.ids[k] in moved for k in outline.ancestors(i)):
            along.add(name)
    return [change for change in changes if change.component not in along]


def words(x: float, y: float, text: str, size: float, ink: Color, *, weight: int = 400) -> str:
    """One line of the picture's own text, on its baseline."""
    attributes: dict[str, Attribute] = {
        "x": x,
        "y": y,
        "font-family": FONT,
        "font-size": size,
        "font-weight": weight,
        **paint("fill", ink),
    }
    return element("text", attributes, escape(text))


def _heading(title: str, room: float) -> tuple[str, float]:
    """The command in quotation marks, broken into at most four lines; where it ends."""
    size = 26.0
    said = " ".join(title.split())
    lines = wrap(f"“{said}”", size, room / 1.06, bold=True) if said else []
    if len(lines) > 4:
        lines = [*lines[:3], lines[3] + " …"]
    y = _MARGIN - 8
    parts: list[str] = []
    for line in lines:
        y += 34
        parts.append(words(_MARGIN, y - 8, line, size, INK, weight=700))
    return "".join(parts), y


def _view(old: Scene, new: Scene, changed: Sequence[Box]) -> _View:
    wide, tall = max(old.width, new.width), max(old.height, new.height)
    left, top, right, bottom = 0.0, 0.0, wide, tall
    if changed:
        left = min(max(min(b[0] for b in changed) - _CONTEXT, 0.0), wide)
        top = min(max(min(b[1] for b in changed) - _CONTEXT, 0.0), tall)
        right = min(max(b[0] + b[2] for b in changed) + _CONTEXT, wide)
        bottom = min(max(b[1] + b[3] for b in changed) + _CONTEXT, tall)
    view_width = min(wide, _VIEW_WIDTH_MAX)
    view_left = _around(left, right, view_width, wide) if changed else 0.0
    scale = min(1.0, _PANEL_WIDTH_MAX / view_width)
    whole = _PANEL_HEIGHT_MAX / tall
    if whole >= _WHOLE_FROM * scale:
        scale = min(scale, whole)
        return _View((view_left, 0.0, view_width, tall), scale, tall)
    if changed and bottom > top:
        scale = min(scale, max(_CUT_HEIGHT_MAX / (bottom - top), _WHOLE_FROM * scale))
    view_height = min(tall, _CUT_HEIGHT_MAX / scale)
    view_top = _around(top, bottom, view_height, tall) if changed else 0.0
    return _View((view_left, view_top, view_width, view_height), scale, tall)


def _around(start: float, end: float, length: float, whole: float) -> float:
    """Where a window of that length starts so that it shows the middle, or the start, of a stretch."""
    at = (start + end - length) / 2 if end - start <= length else start
    return min(max(at, 0.0), whole - length)


def _shown(box: Box | None, view: _View, place: Box) -> Box | None:
    """A component's box on the sheet, cut to its panel; None where it is outside."""
    if box is None:
        return None
    left = max(place[0] + (box[0] - view.box[0]) * view.scale, place[0])
    top = max(place[1] + (box[1] - view.box[1]) * view.scale, place[1])
    right = min(place[0] + (box[0] + box[2] - view.box[0]) * view.scale, place[0] + place[2])
    bottom = min(place[1] + (box[1] + box[3] - view.box[1]) * view.scale, place[1] + place[3])
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _panel(drawn: Scene, view: _View, place: Box, definitions: Definitions) -> str:
    x, y, wide, tall = place
    reach: dict[str, Attribute] = {
        "filterUnits": "userSpaceOnUse",
        "x": x - 40,
        "y": y - 32,
        "width": wide + 80,
        "height": tall + 88,
    }
    blur = definitions.refer("filter", reach, element("feGaussianBlur", {"stdDeviation": 12}))
    square = (0.0, 0.0, 0.0, 0.0)
    under = rounded(
        (x, y + 8, wide, tall), square, {**paint("fill", Color(16, 24, 40, 0.16)), "filter": blur}
    )
    paper = rounded(place, square, paint("fill", WHITE))
    edge = rounded(
        (x - 0.5, y - 0.5, wide + 1, tall + 1),
        square,
        {"fill": "none", **paint("stroke", _EDGE), "stroke-width": 1},
    )
    return under + paper + window(drawn, view.box, place, definitions) + edge


def _arrow(x: float, y: float) -> str:
    disc: dict[str, Attribute] = {"cx": x, "cy": y, "r": 18, **paint("fill", WHITE)}
    path = (
        f"M{number(x - 7)} {number(y)}H{number(x + 7)}"
        f"M{number(x + 2)} {number(y - 5)}L{number(x + 7)} {number(y)}L{number(x + 2)} {number(y + 5)}"
    )
    line: dict[str, Attribute] = {
        "d": path,
        "fill": "none",
        **paint("stroke", SOFT),
        "stroke-width": 2,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    return element("circle", {**disc, **paint("stroke", _EDGE)}) + element("path", line)
