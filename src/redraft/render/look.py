"""What a component looks like, as typed values: what is stored, else what is drawn without it.

Stored styles are text from strangers in many spellings. Here they are read once, into
colours, pixels and words out of short lists; whatever cannot be read is not drawn.

May import: document, render.glyphs.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from redraft.document.blueprint import MISSING, Box, Component, Document
from redraft.document.colors import WHITE, Color, Gradient, is_dark, over, parse, parse_gradient
from redraft.document.lengths import read_px, read_px_list, spell_scale
from redraft.document.properties import TEXT_LIKE, drawn, get, is_text_like
from redraft.render.glyphs import TOLERANCE, width, wrap

#: What is drawn where a component is something that no style says.
Mark = Literal[
    "none", "unseen", "image", "backdrop", "icon", "line", "checkbox", "radio", "toggle", "dropdown",
    "slider", "rating", "chart",
]  # fmt: skip
Align = Literal["left", "center", "right"]
Stroke = Literal["solid", "dashed", "dotted"]

INK: Final = Color(0x1F, 0x25, 0x2E)
FAINT: Final = Color(0x8A, 0x93, 0xA0)
HAIRLINE: Final = Color(0xC3, 0xC9, 0xD1)

_PRESSED: Final = frozenset({"button", "cta", "tab", "chip", "badge", "pill"})
_FILLED_IN: Final = frozenset(
    {"input", "textarea", "textfield", "text_field", "search", "dropdown", "select", "searchbar"}
)
_MARKS: Final[dict[str, Mark]] = {
    "image": "image", "picture": "image", "photo": "image", "video": "image", "avatar": "image",
    "map": "image", "icon": "icon", "vector": "icon", "logo": "icon", "divider": "line",
    "separator": "line", "checkbox": "checkbox", "radio": "radio", "toggle": "toggle",
    "switch": "toggle", "dropdown": "dropdown", "select": "dropdown", "slider": "slider",
    "rating": "rating", "chart": "chart", "graph": "chart",
}  # fmt: skip
_PICTURES: Final = ("image_ref", "bg_image", "background_image", "image", "src")
_LABELLED: Final = frozenset({"checkbox", "radio", "toggle"})

_WEIGHTS: Final = {
    "thin": 100, "hairline": 100, "extralight": 200, "ultralight": 200, "light": 300,
    "lighter": 300, "normal": 400, "regular": 400, "book": 400, "medium": 500, "semibold": 600,
    "demibold": 600, "bold": 700, "bolder": 700, "extrabold": 800, "ultrabold": 800,
    "black": 900, "heavy": 900,
}  # fmt: skip
_ALIGNS: Final[dict[str, Align]] = {
    "left": "left", "start": "left", "justify": "left", "center": "center", "centre": "center",
    "centered": "center", "middle": "center", "right": "right", "end": "right",
}  # fmt: skip
_STROKES: Final[dict[str, Stroke]] = {"dashed": "dashed", "dotted": "dotted"}
_DECORATIONS: Final = ("underline", "line-through", "overline")
_SIZES: Final = {
    "xx-small": 0.5, "x-small": 0.65, "small": 0.8, "medium": 1.0, "large": 1.35,
    "x-large": 1.7, "xx-large": 2.1, "xxx-large": 2.6,
}  # fmt: skip


class Shadow(NamedTuple):
    """One outer shadow, pixels."""

    x: float
    y: float
    blur: float
    spread: float
    color: Color


_SHADOWS: Final = {
    "small": (Shadow(0, 1, 3, 0, Color(16, 24, 40, 0.18)),),
    "medium": (Shadow(0, 4, 10, -1, Color(16, 24, 40, 0.2)),),
    "large": (Shadow(0, 12, 24, -4, Color(16, 24, 40, 0.26)),),
}
_SHADOW_WORDS: Final = {
    "sm": "small", "small": "small", "subtle": "small", "light": "small", "soft": "small",
    "xs": "small", "md": "medium", "medium": "medium", "normal": "medium", "default": "medium",
    "true": "medium", "yes": "medium", "shadow": "medium", "lg": "large", "large": "large",
    "xl": "large", "strong": "large", "heavy": "large", "deep": "large", "dark": "large",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text as it is set: lines already broken, placed by the first line's baseline box.

    ``x`` is the left edge, middle or right edge, as ``align`` says; ``top`` is the top of
    the first line. ``families`` are letters, digits, spaces and hyphens only.
    """

    lines: tuple[str, ...]
    x: float
    top: float
    size: float
    line_height: float
    weight: int
    italic: bool
    families: tuple[str, ...]
    align: Align
    color: Color
    decoration: str
    spacing: float


@dataclass(frozen=True, slots=True)
class Look:
    """All that is drawn of one component, its children aside. ``radii`` start top left, clockwise."""

    fill: Color | None
    gradient: Gradient | None
    border_width: float
    border_color: Color
    stroke: Stroke
    radii: tuple[float, float, float, float]
    opacity: float
    rotation: float
    shadows: tuple[Shadow, ...]
    mark: Mark
    mark_color: Color
    label: str
    lettering: Lettering | None
    clip: bool


def look(document: Document, component: Component, box: Box, ground: Color, *, leaf: bool) -> Look:
    """Read a component's look; ``ground`` is what lies behind it, ``leaf`` that nothing lies in it."""
    kind = component.type.lower()
    fill = color_of(get(component, "background"))
    gradient = gradient_of(get(component, "gradient")) or gradient_of(get(component, "background"))
    ink = color_of(get(component, "text colour"))
    border_width = _border_width(component)
    shadows = shadows_of(get(component, "shadow"))
    says = bool(component.text) or isinstance(component.fields.get("placeholder"), str)
    plain = fill is None and gradient is None and not border_width
    mark = _mark(component, kind, leaf=leaf, plain=plain, says=says)
    border_color = color_of(get(component, "border colour")) or ink or FAINT
    if mark == "unseen" and ink is not None:
        # a colour and nothing written: it is the shape that has the colour
        fill, mark = ink, "none"
    elif leaf and plain and (kind in _FILLED_IN or (kind in _PRESSED and says)):
        border_width, border_color = 1.0, HAIRLINE
    behind = over(fill, ground) if fill is not None else ground
    if gradient is not None:
        behind = over(gradient.stops[0].color, behind)
    readable = WHITE if is_dark(behind) else INK
    return Look(
        fill=fill,
        gradient=gradient,
        border_width=border_width,
        border_color=border_color,
        stroke=_STROKES.get(_word(get(component, "border style")), "solid"),
        radii=_radii(document, component, box),
        opacity=_ratio(get(component, "opacity")),
        rotation=_degrees(get(component, "rotation")),
        shadows=shadows,
        mark=mark,
        mark_color=ink or (readable if fill or gradient else FAINT),
        label=_label(component),
        lettering=_lettering(document, component, box, ink or readable, leaf=leaf),
        clip=component.fields.get("clip") is True or component.style.get("clip") is True,
    )


def hidden(component: Component) -> bool:
    """Tell whether neither the component nor what is in it is drawn.

    >>> hidden(Component({"id": "a", "type": "text", "visual": {"hidden": True}}))
    True
    """
    value = get(component, "visibility")
    return value is True or (isinstance(value, str) and value.strip().lower() == "true")


def color_of(stored: Any) -> Color | None:
    """Read a stored colour; None where there is none that can be seen."""
    color = parse(stored) if isinstance(stored, str) else None
    return None if color is None or color.alpha == 0 else color


def gradient_of(stored: Any) -> Gradient | None:
    """Read a stored gradient, or None."""
    return parse_gradient(stored) if isinstance(stored, str) else None


def size_factor(component: Component) -> float:
    """How much a sketch's size word enlarges what it is on; 1.0 for medium and for no word.

    >>> size_factor(Component({"id": "a", "type": "card", "style": {"size": "large"}}))
    1.35
    """
    word = component.style.get("size")
    if not isinstance(word, str) or len(word) > 40:
        return 1.0
    return _SIZES.get(spell_scale(word, "medium") or "", 1.0)


def font_size(document: Document, component: Component) -> float:
    """The font size in pixels, at least 1 and at most 1,000."""
    px = read_px(drawn(document, component, "font size")) or 16.0
    if get(component, "font size") is MISSING:
        px *= size_factor(component)
    return min(max(px, 1.0), 1000.0)


def line_height(component: Component, size: float) -> float:
    """The line height in pixels; a stored number under 4 is a multiple of the font size."""
    stored = get(component, "line height")
    px = read_px(stored)
    if px is None or px <= 0:
        return size * 1.2
    return px * size if px < 4 else min(px, 4000.0)


def is_bold(component: Component) -> bool:
    """Tell whether the text is set in a bold weight."""
    return _weight(get(component, "font weight")) >= 600


def spoken(component: Component) -> str:
    """The text as it is shown: transformed, without surrounding space."""
    text = component.text
    if not text:
        held = component.fields.get("placeholder")
        text = held if isinstance(held, str) else ""
    match _word(get(component, "text transform")):
        case "uppercase":
            text = text.upper()
        case "lowercase":
            text = text.lower()
        case "capitalize":
            text = re.sub(r"(^|\s)(\S)", lambda m: m[1] + m[2].upper(), text)
        case _:
            pass
    return text.strip()


def padding(document: Document, component: Component) -> tuple[float, float, float, float]:
    """Top, right, bottom and left padding as stored; a component's own default where none is."""
    stored = get(component, "padding")
    parts = read_px_list(stored) if stored is not MISSING else None
    if not parts:
        kind = component.type.lower()
        if kind in TEXT_LIKE:
            return (0.0, 0.0, 0.0, 0.0)
        px = read_px(drawn(document, component, "padding")) or 0.0
        return (px, px, px, px)
    return _four(tuple(max(p, 0.0) for p in parts[:4]))


def _mark(component: Component, kind: str, *, leaf: bool, plain: bool, says: bool) -> Mark:
    pictured = any(component.style.get(key) for key in _PICTURES)
    mark = "image" if pictured else _MARKS.get(kind, "none")
    if mark == "image":
        return "image" if leaf else "backdrop"
    if kind in TEXT_LIKE and says:
        return "none"
    if not leaf or (says and mark not in ("none", "dropdown") and kind not in _LABELLED):
        return "none"
    if mark == "line":
        return mark if plain else "none"
    if mark == "none" and plain and not says and kind not in _FILLED_IN:
        return "unseen"
    return mark


def _label(component: Component) -> str:
    for value in (component.style.get("alt"), component.fields.get("alt")):
        if isinstance(value, str) and value.strip():
            return value.strip()
    return component.id


def _lettering(
    document: Document, component: Component, box: Box, ink: Color, *, leaf: bool
) -> Lettering | None:
    text = spoken(component)
    if not text:
        return None
    kind = component.type.lower()
    x, y, box_width, box_height = box
    size = font_size(document, component)
    tall = line_height(component, size)
    weight = _weight(get(component, "font weight"))
    spacing = min(max(read_px(get(component, "letter spacing")) or 0.0, -size), 4 * size)
    align = _align(component, kind, leaf=leaf)
    top_in, right_in, _, left_in = padding(document, component)
    if kind in _FILLED_IN:
        left_in = right_in = max(left_in, 12.0)
    if kind in _LABELLED:
        left_in = min(box_height, 28.0) * (1.85 if kind == "toggle" else 1.0) + 8
    room = box_width - left_in - right_in
    if align == "center" or room < size:
        room, left_in, right_in = box_width, 0.0, 0.0
    lines = _break(text, size, room, box_height, tall, bold=weight >= 600, spacing=spacing)
    block = len(lines) * tall
    if is_text_like(component):
        top = y + top_in
    elif leaf:
        top = y + (box_height - block) / 2
    else:
        top = y + top_in
    anchor = {"left": x + left_in, "center": x + box_width / 2, "right": x + box_width - right_in}
    return Lettering(
        lines=tuple(lines),
        x=anchor[align],
        top=top,
        size=size,
        line_height=tall,
        weight=weight,
        italic=_word(get(component, "font style")) in ("italic", "oblique"),
        families=_families(get(component, "font family")),
        align=align,
        color=ink if component.text else Color(ink.r, ink.g, ink.b, ink.alpha * 0.55),
        decoration=_decoration(get(component, "text decoration"), kind),
        spacing=spacing,
    )


def _break(
    text: str, size: float, room: float, height: float, tall: float, *, bold: bool, spacing: float
) -> list[str]:
    """Break into lines; a box one line high was drawn around its text, so a line may stick out more."""
    if height < 1.8 * tall and "\n" not in text:
        single = " ".join(text.split())
        if width(single, size, bold=bold, spacing=spacing) <= max(room, 1.0) * 1.3 * TOLERANCE:
            return [single]
    return wrap(text, size, room, bold=bold, spacing=spacing)


def _align(component: Component, kind: str, *, leaf: bool) -> Align:
    stored = _ALIGNS.get(_word(get(component, "text alignment")))
    if stored is not None:
        return stored
    pressed = kind in _PRESSED or (component.role == "cta" and kind not in TEXT_LIKE)
    return "center" if pressed and leaf else "left"


def _decoration(stored: Any, kind: str) -> str:
    words = _word(stored).replace("strikethrough", "line-through").replace("_", "-").split()
    chosen = " ".join(d for d in _DECORATIONS if d in words)
    return "underline" if not words and kind == "link" else chosen


def _weight(stored: Any) -> int:
    if isinstance(stored, (int, float)) and not isinstance(stored, bool):
        return int(min(max(stored, 1), 1000))
    word = _word(stored)
    if word.isascii() and word.isdigit() and len(word) <= 4:
        return min(max(int(word), 1), 1000)
    plain = word.replace("-", "").replace(" ", "").replace("_", "")
    return _WEIGHTS.get(plain, 400)


def _families(stored: Any) -> tuple[str, ...]:
    if not isinstance(stored, str):
        return ()
    found: list[str] = []
    for part in stored[:400].split(",")[:6]:
        name = " ".join(re.sub(r"[^\w \-]", " ", part).split())
        if name:
            found.append(name[:60])
    return tuple(found)


def _border_width(component: Component) -> float:
    px = read_px(get(component, "border width"))
    style = _word(get(component, "border style"))
    if style in ("none", "hidden"):
        return 0.0
    if px is None:
        # a colour or a style alone says that there is a border
        said = color_of(get(component, "border colour")) is not None or bool(style)
        return 1.0 if said and get(component, "border width") is MISSING else 0.0
    return min(max(px, 0.0), 500.0)


def _radii(document: Document, component: Component, box: Box) -> tuple[float, float, float, float]:
    stored = drawn(document, component, "border radius")
    parts = read_px_list(stored)
    if parts is None and isinstance(stored, str) and len(stored) < 80:
        shares = re.findall(r"([0-9.]{1,8})(%|px)?", stored)
        side = min(box[2], box[3])
        read = [(read_px(n) or 0.0, unit) for n, unit in shares[:4]]
        parts = tuple(n / 100 * side if unit == "%" else n for n, unit in read)
    if not parts:
        return (0.0, 0.0, 0.0, 0.0)
    corners = _four(tuple(max(p, 0.0) for p in parts[:4]))
    a, b, c, d = corners
    # CSS Backgrounds 3, 5.5: corners that overlap shrink together
    factor = 1.0
    for side, both in ((box[2], a + b), (box[2], c + d), (box[3], b + c), (box[3], a + d)):
        if both > side > 0:
            factor = min(factor, side / both)
    return (a * factor, b * factor, c * factor, d * factor)


def _four(parts: tuple[float, ...]) -> tuple[float, float, float, float]:
    """CSS's order for one to four values."""
    match parts:
        case (a,):
            return (a, a, a, a)
        case (a, b):
            return (a, b, a, b)
        case (a, b, c):
            return (a, b, c, b)
        case (a, b, c, d, *_):
            return (a, b, c, d)
        case _:
            return (0.0, 0.0, 0.0, 0.0)


def shadows_of(stored: Any) -> tuple[Shadow, ...]:
    """Read a shadow: a word, or CSS ``x y blur spread colour``; what cannot be read is none.

    >>> shadows_of("0px 4px 4px 0px #00000040")[0].blur, shadows_of("none")
    (4.0, ())
    """
    if stored is True:
        return _SHADOWS["medium"]
    if not isinstance(stored, str) or len(stored) > 500:
        return ()
    word = stored.strip().lower()
    if word in _SHADOW_WORDS:
        return _SHADOWS[_SHADOW_WORDS[word]]
    found = (_shadow(part) for part in re.split(r",(?![^(]*\))", word))
    return tuple(shadow for shadow in found if shadow is not None)[:4]


def _shadow(text: str) -> Shadow | None:
    lengths: list[float] = []
    rest: list[str] = []
    for part in re.findall(r"[a-z]+\([^()]*\)|[^\s()]+", text):
        px = read_px(part)
        if px is None:
            rest.append(part)
        else:
            lengths.append(min(max(px, -500.0), 500.0))
    color = parse(" ".join(rest)) if rest else Color(0, 0, 0, 0.25)
    if color is None or not 2 <= len(lengths) <= 4:
        return None
    x, y, blur, spread = (*lengths, 0.0, 0.0)[:4]
    return Shadow(x, y, min(max(blur, 0.0), 200.0), spread, color)


def _ratio(stored: Any) -> float:
    value = _float(stored)
    if value is None:
        return 1.0
    if isinstance(stored, str) and stored.strip().endswith("%"):
        value /= 100
    return min(max(value, 0.0), 1.0)


def _degrees(stored: Any) -> float:
    value = _float(stored)
    return 0.0 if value is None else math.fmod(value, 360.0)


def _float(stored: Any) -> float | None:
    if isinstance(stored, str):
        found = re.match(r"\s*([+-]?[0-9]{0,9}(?:\.[0-9]{0,9})?)\s*(?:%|deg|°)?\s*$", stored[:40])
        stored = float(found[1]) if found and any(c.isdigit() for c in found[1]) else None
    if isinstance(stored, bool) or not isinstance(stored, (int, float)):
        return None
    return read_px(stored)


def _word(stored: Any) -> str:
    return stored.strip().lower() if isinstance(stored, str) and len(stored) <= 60 else ""
