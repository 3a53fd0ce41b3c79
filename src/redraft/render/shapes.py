"""Boxes, gradients and the marks that stand for pictures, as SVG elements.

May import: document, render.look, render.markup, render.glyphs.
"""

from __future__ import annotations

import math
from typing import Final

from redraft.document.blueprint import Box
from redraft.document.colors import Color, Gradient
from redraft.document.lengths import read_px
from redraft.render.glyphs import shorten, width
from redraft.render.look import FAINT, HAIRLINE, Look
from redraft.render.markup import Attribute, element, escape, number, paint

Radii = tuple[float, float, float, float]

_PLACEHOLDER: Final = Color(0xE4, 0xE7, 0xEC)
_PLACEHOLDER_LINE: Final = Color(0xCB, 0xD1, 0xD9)
_LABEL_INK: Final = Color(0x66, 0x70, 0x7E)


class Definitions:
    """What is defined once and referred to by id: gradients, blurs, clips. Numbered in order."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._written: list[str] = []

    def refer(self, name: str, attributes: dict[str, Attribute], inside: str) -> str:
        """Define an element unless there is an equal one; return ``url(#id)`` for it."""
        key = element(name, attributes, inside)
        known = self._ids.get(key)
        if known is None:
            known = self._ids[key] = f"d{len(self._ids) + 1}"
            self._written.append(element(name, {"id": known, **attributes}, inside))
        return f"url(#{known})"

    def markup(self) -> str:
        """The ``<defs>`` element; empty where nothing was referred to."""
        return f"<defs>{''.join(self._written)}</defs>" if self._written else ""


def rounded(box: Box, radii: Radii, attributes: dict[str, Attribute], *, inset: float = 0.0) -> str:
    """A box with rounded corners; a ``rect`` where all corners are alike."""
    x, y, wide, tall = box
    x, y = x + inset, y + inset
    wide, tall = max(wide - 2 * inset, 0.0), max(tall - 2 * inset, 0.0)
    a, b, c, d = (max(r - inset, 0.0) for r in radii)
    if a == b == c == d:
        corner = a or None
        return element(
            "rect", {"x": x, "y": y, "width": wide, "height": tall, "rx": corner, **attributes}
        )
    return element("path", {"d": _outline(x, y, wide, tall, (a, b, c, d)), **attributes})


def _outline(x: float, y: float, wide: float, tall: float, radii: Radii) -> str:
    a, b, c, d = radii
    right, bottom = x + wide, y + tall

    def arc(r: float, to_x: float, to_y: float) -> str:
        if r == 0:
            return ""
        return f"A{number(r)} {number(r)} 0 0 1 {number(to_x)} {number(to_y)}"

    return "".join(
        (
            f"M{number(x + a)} {number(y)}H{number(right - b)}",
            arc(b, right, y + b),
            f"V{number(bottom - c)}",
            arc(c, right - c, bottom),
            f"H{number(x + d)}",
            arc(d, x, bottom - d),
            f"V{number(y + a)}",
            arc(a, x + a, y),
            "Z",
        )
    )


def fill_of(gradient: Gradient, box: Box, definitions: Definitions) -> dict[str, Attribute]:
    """The attributes that fill a box with a CSS linear gradient (CSS Images 3, 3.1)."""
    x, y, wide, tall = box
    dx, dy = _direction(gradient.direction, wide, tall)
    length = abs(wide * dx) + abs(tall * dy)
    middle_x, middle_y = x + wide / 2, y + tall / 2
    ends: dict[str, Attribute] = {
        "gradientUnits": "userSpaceOnUse",
        "x1": middle_x - dx * length / 2,
        "y1": middle_y - dy * length / 2,
        "x2": middle_x + dx * length / 2,
        "y2": middle_y + dy * length / 2,
    }
    stops = "".join(
        element("stop", {"offset": offset, **_stop_paint(color)})
        for color, offset in _stops(gradient, length)
    )
    return {"fill": definitions.refer("linearGradient", ends, stops)}


def _stop_paint(color: Color) -> dict[str, Attribute]:
    painted = paint("stop-color", Color(color.r, color.g, color.b))
    if color.alpha < 1:
        painted["stop-opacity"] = color.alpha
    return painted


def _direction(text: str, wide: float, tall: float) -> tuple[float, float]:
    if text.endswith("deg"):
        angle = math.radians(float(text[:-3]))
        return (math.sin(angle), -math.cos(angle))
    across = (1 if "right" in text else -1 if "left" in text else 0) * (tall or 1)
    down = (1 if "bottom" in text else -1 if "top" in text else 0) * (wide or 1)
    if not across or not down:
        return (float((across > 0) - (across < 0)), float((down > 0) - (down < 0)))
    length = math.hypot(across, down)
    return (across / length, down / length)


def _stops(gradient: Gradient, length: float) -> list[tuple[Color, float]]:
    """Stops with offsets 0 to 1, the missing ones spread evenly, never going back."""
    placed: list[tuple[Color, float | None]] = []
    for stop in gradient.stops:
        places = [_offset(part, length) for part in stop.at.split()] or [None]
        placed.extend((stop.color, place) for place in places)
    offsets = [place for _, place in placed]
    if offsets[0] is None:
        offsets[0] = 0.0
    if offsets[-1] is None:
        offsets[-1] = 1.0
    last = 0
    for at in range(1, len(offsets)):
        reached = offsets[at]
        if reached is None:
            continue
        start = offsets[last] or 0.0
        for k in range(last + 1, at):
            offsets[k] = start + (reached - start) * (k - last) / (at - last)
        last = at
    written: list[tuple[Color, float]] = []
    before = 0.0
    for (color, _), offset in zip(placed, offsets, strict=True):
        before = min(max(offset or 0.0, before), 1.0)
        written.append((color, before))
    return written


def _offset(part: str, length: float) -> float | None:
    if part.endswith("%"):
        return (read_px(part[:-1]) or 0.0) / 100
    px = read_px(part)
    return None if px is None else px / length if length else 0.0


def ground(box: Box, look: Look, definitions: Definitions) -> str:
    """Shadow, fill, gradient and border of one component."""
    parts: list[str] = []
    if look.fill is not None or look.gradient is not None:
        parts.extend(_shadow_of(box, look, definitions))
    if look.fill is not None:
        parts.append(rounded(box, look.radii, paint("fill", look.fill)))
    if look.gradient is not None:
        parts.append(rounded(box, look.radii, fill_of(look.gradient, box, definitions)))
    if look.border_width > 0:
        parts.append(_border(box, look))
    return "".join(parts)


def _shadow_of(box: Box, look: Look, definitions: Definitions) -> list[str]:
    drawn: list[str] = []
    for shadow in reversed(look.shadows):
        x, y, wide, tall = box
        grown = (
            x + shadow.x - shadow.spread,
            y + shadow.y - shadow.spread,
            max(wide + 2 * shadow.spread, 0.0),
            max(tall + 2 * shadow.spread, 0.0),
        )
        a, b, c, d = (max(r + shadow.spread, 0.0) if r else 0.0 for r in look.radii)
        attributes = paint("fill", shadow.color)
        if shadow.blur > 0:
            # the blur reaches about as far as its radius, whatever the box is
            reach = shadow.blur * 1.5
            region: dict[str, Attribute] = {
                "filterUnits": "userSpaceOnUse",
                "x": grown[0] - reach,
                "y": grown[1] - reach,
                "width": grown[2] + 2 * reach,
                "height": grown[3] + 2 * reach,
            }
            blur = element("feGaussianBlur", {"stdDeviation": shadow.blur / 2})
            attributes["filter"] = definitions.refer("filter", region, blur)
        drawn.append(rounded(grown, (a, b, c, d), attributes))
    return drawn


def _border(box: Box, look: Look) -> str:
    wide = min(look.border_width, box[2] / 2, box[3] / 2)
    attributes: dict[str, Attribute] = {
        "fill": "none",
        **paint("stroke", look.border_color),
        "stroke-width": wide,
    }
    match look.stroke:
        case "dashed":
            attributes["stroke-dasharray"] = f"{number(wide * 3)} {number(wide * 2)}"
        case "dotted":
            attributes["stroke-dasharray"] = f"0 {number(wide * 2)}"
            attributes["stroke-linecap"] = "round"
        case "solid":
            pass
    return rounded(box, look.radii, attributes, inset=wide / 2)


def mark(box: Box, look: Look) -> str:
    """What stands for a picture, an icon, a control; empty for a component without one."""
    match look.mark:
        case "none":
            return ""
        case "unseen":
            return _unseen(box, look)
        case "image":
            return _image(box, look)
        case "backdrop":
            own = look.fill is not None or look.gradient is not None
            return "" if own else rounded(box, look.radii, paint("fill", _PLACEHOLDER))
        case "icon":
            return _icon(box, look)
        case "line":
            return rounded(box, (0, 0, 0, 0), paint("fill", HAIRLINE))
        case "checkbox" | "radio" | "toggle":
            return _control(box, look)
        case "dropdown":
            return _dropdown(box, look)
        case "slider":
            return _slider(box, look)
        case "rating":
            return _rating(box, look)
        case "chart":
            return _chart(box, look)


def _unseen(box: Box, look: Look) -> str:
    attributes: dict[str, Attribute] = {
        "fill": "none",
        **paint("stroke", FAINT),
        "stroke-width": 1,
        "stroke-dasharray": "4 3",
    }
    return rounded(box, look.radii, attributes, inset=0.5) + _caption(box, look.label, FAINT)


def _caption(box: Box, label: str, ink: Color, *, pill: Color | None = None) -> str:
    """A short name in the middle of a box that is large enough for one."""
    size = 11.0
    room = box[2] - 16
    if not label or box[3] < 16 or room < 24:
        return ""
    text = shorten(label, size, room)
    if len(text) < 3 and text != label:
        return ""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    under = ""
    if pill is not None:
        wide = width(text, size) + 14
        under = rounded((x - wide / 2, y - 10, wide, 20), (10, 10, 10, 10), paint("fill", pill))
    attributes: dict[str, Attribute] = {
        "x": x,
        "y": y + size * 0.35,
        "font-family": "Roboto, Helvetica, Arial, sans-serif",
        "font-size": size,
        "text-anchor": "middle",
        **paint("fill", ink),
    }
    return under + element("text", attributes, escape(text))


def _image(box: Box, look: Look) -> str:
    x, y, wide, tall = box
    own = look.fill is not None or look.gradient is not None
    parts = [] if own else [rounded(box, look.radii, paint("fill", _PLACEHOLDER))]
    line = look.mark_color if own else _PLACEHOLDER_LINE
    stroke: dict[str, Attribute] = {
        "fill": "none",
        **paint("stroke", line),
        "stroke-width": 1,
        "stroke-opacity": 0.35 if own else None,
    }
    if line.alpha < 1:
        stroke["stroke-opacity"] = line.alpha * 0.35
    # the diagonals end where the corners are rounded
    a, b, c, d = (r * 0.293 for r in look.radii)
    cross = (
        f"M{number(x + a)} {number(y + a)}L{number(x + wide - c)} {number(y + tall - c)}"
        f"M{number(x + wide - b)} {number(y + b)}L{number(x + d)} {number(y + tall - d)}"
    )
    parts.append(element("path", {"d": cross, **stroke}))
    if not own:
        parts.append(rounded(box, look.radii, stroke, inset=0.5))
    if look.lettering is None and tall >= 40 and wide >= 72:
        parts.append(_caption(box, look.label, _LABEL_INK, pill=_PLACEHOLDER))
    return "".join(parts)


def _icon(box: Box, look: Look) -> str:
    """A quiet outline: a circle in a square, a rounded box where it is longer."""
    x, y, wide, tall = box
    short = min(wide, tall)
    thin = min(max(short / 14, 0.75), 2.0)
    if short < 4:
        return rounded(box, look.radii, _faded("fill", look.mark_color, 0.6))
    attributes: dict[str, Attribute] = {
        **_faded("fill", look.mark_color, 0.1),
        **_faded("stroke", look.mark_color, 0.6),
        "stroke-width": thin,
    }
    if max(wide, tall) <= 1.3 * short and short <= 64:
        spot: dict[str, Attribute] = {
            "cx": x + wide / 2,
            "cy": y + tall / 2,
            "r": short / 2 - thin / 2,
            **attributes,
        }
        return element("circle", spot)
    corner = min(short / 4, 8.0)
    return rounded(box, (corner, corner, corner, corner), attributes, inset=thin / 2)


def _faded(name: str, color: Color, share: float) -> dict[str, Attribute]:
    return paint(name, Color(color.r, color.g, color.b, color.alpha * share))


def _control(box: Box, look: Look) -> str:
    x, y, wide, tall = box
    side = min(tall, 28.0)
    y += (tall - side) / 2
    line: dict[str, Attribute] = {**paint("stroke", look.mark_color), "stroke-width": 1.5}
    if look.mark == "toggle":
        long = min(side * 1.85, wide)
        half = side / 2
        track = rounded((x, y, long, side), (half,) * 4, {"fill": "none", **line}, inset=0.75)
        knob: dict[str, Attribute] = {"cx": x + half, "cy": y + half, "r": max(half - 4, 1.0)}
        return track + element("circle", {**knob, **paint("fill", look.mark_color)})
    side = min(side, wide)
    corner = side / 2 if look.mark == "radio" else 4.0
    return rounded((x, y, side, side), (corner,) * 4, {"fill": "none", **line}, inset=0.75)


def _dropdown(box: Box, look: Look) -> str:
    x, y = box[0] + box[2] - 20, box[1] + box[3] / 2
    path = f"M{number(x - 5)} {number(y - 2.5)}L{number(x)} {number(y + 2.5)}L{number(x + 5)} {number(y - 2.5)}"
    return element(
        "path", {"d": path, "fill": "none", **paint("stroke", look.mark_color), "stroke-width": 1.5}
    )


def _slider(box: Box, look: Look) -> str:
    x, y, wide, tall = box
    middle = y + tall / 2
    track = rounded((x, middle - 2, wide, 4), (2, 2, 2, 2), paint("fill", HAIRLINE))
    knob: dict[str, Attribute] = {"cx": x + wide * 0.4, "cy": middle, "r": min(tall / 2, 8.0)}
    return track + element("circle", {**knob, **paint("fill", look.mark_color)})


def _rating(box: Box, look: Look) -> str:
    x, y, wide, tall = box
    step = min(wide / 5, tall * 1.1)
    stars: list[str] = []
    for k in range(5):
        cx, cy, far = x + step * (k + 0.5), y + tall / 2, min(step, tall) * 0.46
        points = " ".join(
            f"{number(cx + r * math.sin(a))},{number(cy - r * math.cos(a))}"
            for n in range(10)
            for a, r in ((n * math.pi / 5, far if n % 2 == 0 else far * 0.42),)
        )
        stars.append(element("polygon", {"points": points, **paint("fill", look.mark_color)}))
    return "".join(stars)


def _chart(box: Box, look: Look) -> str:
    x, y, wide, tall = box
    bars: list[str] = []
    step = wide / 6
    for k, share in enumerate((0.45, 0.7, 0.55, 0.9, 0.65)):
        bar = (x + step * (k + 0.7), y + tall * (1 - share), step * 0.6, tall * share)
        bars.append(rounded(bar, (0, 0, 0, 0), _faded("fill", look.mark_color, 0.4)))
    return "".join(bars)
