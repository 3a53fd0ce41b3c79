"""What is really behind a component: everything drawn earlier at its middle, folded into one colour.

Components are drawn in document order. From the component itself downward, each layer
under its middle is laid beneath what was gathered so far, until nothing shines through;
an opacity fades a component with all that is in it, as in CSS. A gradient stands for
each of its stops. An image, or a fill that cannot be read, hides what is behind it: the
ground is then unknown, and unknown is an answer.

    N-1  the ground of i depends on i, its ancestors, what is drawn before i at the middle
         of i's box, and the screen's background; on nothing else

May import: document.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from redraft.document.blueprint import Component, Document
from redraft.document.colors import WHITE, Color, over, parse, parse_gradient
from redraft.document.properties import PROPERTIES
from redraft.document.space import Space, space

#: A fill that hides what is behind it and cannot be told.
UNKNOWN: Final = "unknown"
#: The colours that a fill may show (one; each stop of a gradient); empty: no fill.
Layer = tuple[Color, ...] | Literal["unknown"]

IMAGES: Final = frozenset({"image", "photo", "picture", "video", "map", "avatar"})
_IMAGE_KEYS: Final = ("image_ref", "bg_image", "background_image", "image", "src")
_FILLS: Final = PROPERTIES["background"].spellings
_TEXTS: Final = PROPERTIES["text colour"].spellings

# Deeper than any design goes; what is beyond is unknown rather than slow.
_LAYERS_MAX: Final = 64
_SHADES_MAX: Final = 32

_CLEAR: Final = Color(0, 0, 0, 0.0)


class Shade(NamedTuple):
    """One way that a text and its ground may show: both opaque, as they meet the eye."""

    text: Color
    ground: Color


def ground(document: Document, i: int) -> Color | None:
    """Return the colour that is behind component ``i``'s content; None where it is unknown.

    The mean of its stops where it is a gradient.

    >>> d = Document.of({"components": [
    ...     {"id": "card", "type": "card", "bbox": [0, 0, 90, 90], "visual": {"bg_color": "navy"}},
    ...     {"id": "title", "type": "title", "bbox": [8, 8, 40, 20]}]})
    >>> ground(d, 1)
    Color(r=0, g=0, b=128, alpha=1.0)
    """
    shades = shades_of(document, i, _CLEAR)
    return None if shades is None else _mean(tuple(shade.ground for shade in shades))


def own_ground(component: Component) -> Color | None:
    """Return the component's own fill, translucent or not; None without one that can be read.

    >>> own_ground(Component({"id": "a", "type": "card", "visual": {"background": "#00FF0080"}}))
    Color(r=0, g=255, b=0, alpha=0.5019607843137255)
    """
    layer = layer_of(component)
    return _mean(layer) if layer and layer != UNKNOWN else None


def text_color(component: Component) -> Color | None:
    """Return the colour its text is drawn in: as stored, black by default, None if unreadable.

    >>> text_color(Component({"id": "a", "type": "text", "visual": {"color": "red"}}))
    Color(r=255, g=0, b=0, alpha=1.0)
    """
    style = component.style
    for key in _TEXTS:
        if key in style:
            stored = style[key]
            if stored is None:
                break
            return parse(stored) if isinstance(stored, str) else None
    return Color(0, 0, 0)


def opacity(component: Component) -> float:
    """Return the component's opacity, 0 to 1; 1 where none can be read.

    >>> opacity(Component({"id": "a", "type": "text", "visual": {"opacity": "40%"}}))
    0.4
    """
    return _opacity(component.style.get("opacity"))


def layer_of(component: Component) -> Layer:
    """Return what the component itself paints over its box, before any opacity."""
    style = component.style
    if not style:
        return UNKNOWN if component.fields["type"] in IMAGES else ()
    if component.fields["type"] in IMAGES:
        return UNKNOWN
    for key in _IMAGE_KEYS:
        if style.get(key):
            return UNKNOWN
    below: Layer = ()
    for key in _FILLS:
        if key in style:
            below = read_fill(style[key])
            break
    gradient = style.get("bg_gradient")
    if gradient is None:
        return below
    above = read_fill(gradient)
    if not above or above == UNKNOWN:
        return above or below
    if all(c.alpha == 1.0 for c in above):
        return above
    if below == UNKNOWN:
        return UNKNOWN
    return _laid(above, below)


def shades_of(document: Document, i: int, text: Color) -> tuple[Shade, ...] | None:
    """Return how a text of that colour in component ``i`` shows, one shade a gradient stop.

    None where the ground is unknown. See the fold at the top.
    """
    outline = document.outline
    chain = [i, *outline.ancestors(i)]
    inside = set(chain)
    fades = [(a, o) for a in chain if (o := opacity(document.at(a))) < 1.0]
    shades = [Shade(text, _CLEAR)]
    opaque = False
    seen = 0
    for j in _beneath(document, i, chain):
        while fades and fades[0][0] > j:
            shades = _faded(shades, fades.pop(0)[1])
            opaque = False
        layer = () if opaque else layer_of(document.at(j))
        if not layer:
            continue
        seen += 1
        if layer == UNKNOWN or seen > _LAYERS_MAX:
            return None
        share = 1.0 if j in inside else _opacity_outside(document, j, inside)
        shades = _under(shades, layer, share)
        if len(shades) > _SHADES_MAX:
            return None
        opaque = all(shade.ground.alpha == 1.0 for shade in shades)
        if opaque and not fades:
            return tuple(shades)
    for _, share in fades:
        shades = _faded(shades, share)
    screen = screen_layer(document)
    if screen == UNKNOWN:
        return None
    shades = _under(shades, screen, 1.0)
    return tuple(shades) if len(shades) <= _SHADES_MAX else None


def screen_layer(document: Document) -> Layer:
    """Return the screen's own colours, opaque: its background over white."""
    tokens = document.tokens
    above = read_fill(tokens.get("background_gradient"))
    if not above:
        above = read_fill(tokens.get("background_color"))
    else:
        below = read_fill(tokens.get("background_color"))
        if above != UNKNOWN and below != UNKNOWN:
            above = _laid(above, below)
    return above if above == UNKNOWN else _laid(above, (WHITE,)) or (WHITE,)


def _beneath(document: Document, i: int, chain: list[int]) -> list[int]:
    """Component ``i`` and what is drawn before it at its middle, topmost first.

    An ancestor without geometry is behind all that is in it.
    """
    extent = document.at(i).fields.get("bbox")
    if extent is None:
        return chain
    x, y, width, height = extent
    where: Space = space(document)
    found = [j for j in where.at(x + width / 2, y + height / 2) if j < i]
    unplaced = [a for a in chain[1:] if document.at(a).fields.get("bbox") is None]
    if unplaced:
        found = sorted({*found, *unplaced})
    found.append(i)
    found.reverse()
    return found


def _opacity_outside(document: Document, j: int, inside: set[int]) -> float:
    """The joint opacity of a layer and of what it is in, up to what both are in."""
    share = 1.0
    parent = document.outline.parent
    while j >= 0 and j not in inside:
        share *= opacity(document.at(j))
        j = parent[j]
    return share


def _under(shades: list[Shade], layer: tuple[Color, ...], share: float) -> list[Shade]:
    found: dict[Shade, None] = {}
    for color in layer:
        laid = color if share == 1.0 else _fade(color, share)
        for text, behind in shades:
            found[Shade(_over(text, laid), _over(behind, laid))] = None
    return list(found)


def _faded(shades: list[Shade], share: float) -> list[Shade]:
    return [Shade(_fade(text, share), _fade(behind, share)) for text, behind in shades]


def _laid(above: tuple[Color, ...], below: tuple[Color, ...]) -> tuple[Color, ...]:
    if not above or not below:
        return above or below
    return tuple(dict.fromkeys(_over(a, b) for b in below for a in above))


def _over(top: Color, bottom: Color) -> Color:
    if top.alpha == 0.0:
        return bottom
    return top if top.alpha == 1.0 or bottom.alpha == 0.0 else over(top, bottom)


def _fade(color: Color, share: float) -> Color:
    return Color(color.r, color.g, color.b, color.alpha * share)


def _mean(colors: tuple[Color, ...]) -> Color:
    if len(colors) == 1:
        return colors[0]
    count = len(colors)
    return Color(
        round(sum(c.r for c in colors) / count),
        round(sum(c.g for c in colors) / count),
        round(sum(c.b for c in colors) / count),
        min(1.0, sum(c.alpha for c in colors) / count),
    )


def read_fill(stored: Any) -> Layer:
    """Return the colours of a stored fill: a CSS colour, a linear gradient, or "none".

    >>> read_fill("none"), read_fill("url(a.png)"), len(read_fill("linear-gradient(red, blue)"))
    ((), 'unknown', 2)
    """
    if stored is None:
        return ()
    return _read_fill(stored) if isinstance(stored, str) else UNKNOWN


@lru_cache(maxsize=4096)
def _read_fill(stored: str) -> Layer:
    color = parse(stored)
    if color is not None:
        return (color,) if color.alpha > 0.0 else ()
    if stored.strip().lower() in ("", "none"):
        return ()
    gradient = parse_gradient(stored)
    if gradient is None:
        return UNKNOWN
    return tuple(dict.fromkeys(stop.color for stop in gradient.stops))


def _opacity(stored: Any) -> float:
    if stored is None:
        return 1.0
    if isinstance(stored, str):
        text, percent = stored.strip(), stored.strip().endswith("%")
        try:
            number = float(text.rstrip("%"))
        except ValueError:
            return 1.0
        if math.isnan(number):
            return 1.0
        stored = number / 100 if percent else number
    if isinstance(stored, bool) or not isinstance(stored, (int, float)):
        return 1.0
    if stored >= 1:
        return 1.0
    return float(stored) if stored > 0 else 0.0
