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
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from redraft.document.blueprint import Component, Document
from redraft.document.colors import BLACK, WHITE, Color, contrast, over, parse, parse_gradient
from redraft.document.difference import Edited
from redraft.document.properties import PROPERTIES
from redraft.document.space import (
    Extent,
    Space,
    apart,
    extent_of,
    is_hidden,
    is_marked_hidden,
    space,
)

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

#: The keys that say where a component is, whether it is seen, and what it paints.
_VEILED: Final = frozenset({"hidden", "opacity"})
PAINTED: Final = frozenset({"bbox", "type", "bg_gradient", *_FILLS, *_IMAGE_KEYS, *_VEILED})
#: backings that a version keeps: more than one command looks at, and little to copy
_KEPT_MAX: Final = 128


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
    return BLACK


def opacity(component: Component) -> float:
    """Return the component's opacity, 0 to 1; 1 where none can be read.

    >>> opacity(Component({"id": "a", "type": "text", "visual": {"opacity": "40%"}}))
    0.4
    """
    stored = component.style.get("opacity")
    return 1.0 if stored is None else _opacity(stored)


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
    return backing(document, i).shades(text)


class Backing:
    """What is behind a component, ready to lay any text on it. Get it from `backing`.

    ``layers`` are laid beneath what was gathered, topmost first, each faded to its share;
    where there is no layer, all that was gathered fades. None: unknown. Nothing that is drawn
    before ``reach`` was looked at: it does not show through.
    """

    __slots__ = ("_shown", "_solid", "layers", "reach")

    def __init__(self, layers: tuple[tuple[Layer | None, float], ...] | None, reach: int) -> None:
        self.layers = layers
        self.reach = reach
        self._solid = _solid(layers)
        # the last text that was asked for: mostly it is the next one as well
        self._shown: tuple[Color, tuple[Shade, ...] | None, float] | None = None

    def shades(self, text: Color) -> tuple[Shade, ...] | None:
        """How a text of that colour shows; None where the ground is unknown."""
        return self._on(text)[1]

    def contrast(self, text: Color) -> float:
        """The least contrast of a text of that colour; infinite where the ground is unknown."""
        if self._solid is not None and text.alpha == 1.0:
            return contrast(text, self._solid)
        return self._on(text)[2]

    def _on(self, text: Color) -> tuple[Color, tuple[Shade, ...] | None, float]:
        shown = self._shown
        if shown is None or (shown[0] is not text and shown[0] != text):
            shades = None if self.layers is None else _laid_on(text, self.layers)
            least = math.inf if shades is None else min(contrast(*shade) for shade in shades)
            self._shown = shown = (text, shades, least)
        return shown


def _solid(layers: tuple[tuple[Layer | None, float], ...] | None) -> Color | None:
    """The one opaque colour that is all there is behind; None where there is more to it."""
    if layers is None or len(layers) != 1:
        return None
    layer, share = layers[0]
    if layer is None or len(layer) != 1 or share != 1.0:
        return None
    color = layer[0]
    return color if isinstance(color, Color) and color.alpha == 1.0 else None


def _laid_on(
    text: Color, layers: tuple[tuple[Layer | None, float], ...]
) -> tuple[Shade, ...] | None:
    shades = [Shade(text, _CLEAR)]
    for layer, share in layers:
        if layer is None:
            shades = _faded(shades, share)
            continue
        shades = _under(shades, layer, share)  # type: ignore[arg-type]
        if len(shades) > _SHADES_MAX:
            return None
    return tuple(shades)


def backing(document: Document, i: int) -> Backing:
    """Return what is behind component ``i``, kept in the version's memo.

    What is hidden lies nowhere, so no edit would be seen to lie behind it: that is not kept.
    """
    kept = _backings(document)
    found = kept.get(i)
    if found is None:
        found = _backing(document, i)
        if not is_hidden(document, i):
            if len(kept) >= _KEPT_MAX:
                kept.clear()
            kept[i] = found
    return found


def _backing(document: Document, i: int) -> Backing:
    outline = document.outline
    chain = [i, *outline.ancestors(i)]
    fades = [(a, o) for a in chain if (o := opacity(document.at(a))) < 1.0]
    layers: list[tuple[Layer | None, float]] = []
    if not fades:
        sole = _sole(document, _right_behind(document, i, chain), chain)
        if sole is not None:
            return sole
    beneath = _beneath(document, i, chain)
    if not fades:
        sole = _sole(document, beneath, chain)
        if sole is not None:
            return sole
    shades = [Shade(_CLEAR, _CLEAR)]
    opaque = False
    seen = 0
    for j in beneath:
        while fades and fades[0][0] > j:
            share = fades.pop(0)[1]
            layers.append((None, share))
            shades = _faded(shades, share)
            opaque = False
        layer = () if opaque else layer_of(document.at(j))
        if not layer:
            continue
        seen += 1
        if layer == UNKNOWN or seen > _LAYERS_MAX:
            return Backing(None, j)
        share = 1.0 if j in chain else _opacity_outside(document, j, chain)
        layers.append((layer, share))
        shades = _under(shades, layer, share)
        if len(shades) > _SHADES_MAX:
            return Backing(None, j)
        opaque = all(shade.ground.alpha == 1.0 for shade in shades)
        if opaque and not fades:
            return Backing(tuple(layers), j)
    layers.extend((None, share) for _, share in fades)
    screen = screen_layer(document)
    if screen == UNKNOWN:
        return Backing(None, -1)
    return Backing((*layers, (screen, 1.0)), -1)


def _sole(document: Document, beneath: Iterable[int], chain: list[int]) -> Backing | None:
    """What is behind a component that nothing fades where that is one opaque colour; mostly it is."""
    for j in beneath:
        layer = layer_of(document.at(j))
        if not layer:
            continue
        if layer == UNKNOWN:
            return Backing(None, j)
        if len(layer) > 1 or layer[0].alpha != 1.0:
            return None
        if j in chain or _opacity_outside(document, j, chain) == 1.0:
            return Backing(((layer, 1.0),), j)
        return None
    return None


def _backings(document: Document) -> dict[int, Backing]:
    """What is known to be behind the components of a version: a cache, and bounded."""
    kept: dict[int, Backing] | None = document.memo.get("backings")
    if kept is None:
        kept = document.memo["backings"] = {}
    return kept


def carry_backings(before: Document, after: Document, changed: Collection[int]) -> None:
    """Keep for ``after`` what is known of ``before``, but for the components that `rebacked` named."""
    memo: dict[str, Any] = after.memo
    if "backings" in memo or after.head is not before.head:
        return
    kept = _backings(before)
    if changed:
        kept = kept.copy()
        for i in changed:
            kept.pop(i, None)
    memo["backings"] = kept


def rebacked(
    before: Document,
    after: Document,
    edits: Iterable[Edited],
    where: Space,
    shown: dict[int, set[int]] | None = None,
) -> set[int]:
    """Return the components that may have something else behind them after these edits.

    ``where`` is the space of ``after``; into ``shown`` goes what each edited component may show
    through to, whatever else of the edits lies between. What is painted otherwise, or elsewhere, matters to
    what is drawn after it in the area that it covers or covered, as far down as that reaches.
    """
    found: set[int] = set()
    # what is found already need not be looked at again, unless it is asked through whom
    known: Collection[int] = found if shown is None else ()
    end = after.outline.end
    for edit in edits:
        keys = edit.keys
        if keys.isdisjoint(PAINTED):
            continue
        t, old, new = edit.at, edit.old, edit.new
        over: Iterable[int] = ()
        if not keys.isdisjoint(_VEILED) and (
            is_marked_hidden(old) != is_marked_hidden(new) or opacity(old) != opacity(new)
        ):
            inside = range(t, end[t])
            found.update(inside)
            for k in inside:
                over = _drawn_over(after, k, _painted(before.at(k), after.at(k)), where, known)
                found.update(_looked_as_far(before, k, over))
                if shown is not None:
                    shown.setdefault(t, set()).update(inside, over)
            continue
        was, now = layer_of(old), layer_of(new)
        if was != now:
            found.add(t)
            drawn = _drawn_over(after, t, _painted(old, new), where, known)
            over = (*range(t + 1, end[t]), *drawn)
        elif edit.is_moved:
            found.add(t)
            over = _uncovered(before, after, t, where, known) if was else ()
        else:
            continue
        found.update(_looked_as_far(before, t, over))
        if shown is not None:
            shown[t] = {t, *over}
    return found


def _looked_as_far(before: Document, t: int, over: Iterable[int]) -> Iterator[int]:
    """Those of which is not known that component ``t`` does not show through to them."""
    kept = _backings(before)
    for i in over:
        known = kept.get(i)
        if known is None or known.reach <= t:
            yield i


def _painted(old: Component, new: Component) -> list[Extent]:
    """The areas that two versions of a component paint, each once."""
    areas: list[Extent] = []
    for component in (old, new):
        area = extent_of(component) if layer_of(component) else None
        if area is not None and area not in areas:
            areas.append(area)
    return areas


def painted_at(before: Document, after: Document, p: int, i: int) -> bool:
    """Whether component ``p``, or what is in it, paints or painted where ``i`` had its middle."""
    if before.at(i).fields.get("bbox") is None:
        return True
    areas = (
        area for k in range(p, after.outline.end[p]) for area in _painted(before.at(k), after.at(k))
    )
    return any(_is_centred(before, i, area) for area in areas)


def _drawn_over(
    after: Document, t: int, areas: list[Extent], where: Space, known: Collection[int]
) -> list[int]:
    """What comes after component ``t``, is not ``known``, and has its middle on any of these areas."""
    asked = areas
    if len(areas) == 2 and not apart(*areas):
        # A component mostly moves by less than its size: one question will do.
        asked = [_around(*areas)]
    near = {i for area in asked for i in where.near(area) if i > t and i not in known}
    return [i for i in near if any(_is_centred(after, i, area) for area in areas)]


def _uncovered(
    before: Document, after: Document, t: int, where: Space, known: Collection[int]
) -> Iterable[int]:
    """What may have ``t`` behind it in one version only, where ``t`` paints the same elsewhere.

    What has its middle on both areas has ``t`` behind it as before. That which moved itself
    is named for that.
    """
    old, new = extent_of(before.at(t)), extent_of(after.at(t))
    if old is None or new is None:
        area = old or new
        over = [] if area is None else _drawn_over(after, t, [area], where, known)
        return (*range(t + 1, after.outline.end[t]), *over)
    asked: tuple[Extent, ...] = (_strip(old, new),)
    if apart(old, new):
        asked = (old, new)
    near = {i for area in asked for i in where.near(area) if i > t and i not in known}
    return [i for i in near if _is_centred(after, i, old) != _is_centred(after, i, new)]


def _around(a: Extent, b: Extent) -> Extent:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _strip(a: Extent, b: Extent) -> Extent:
    """What lies in one of two areas only, and little else where they differ in one edge."""
    left, top, right, bottom = _around(a, b)
    if a[1] == b[1] and a[3] == b[3]:
        if a[0] == b[0]:
            left = min(a[2], b[2])
        elif a[2] == b[2]:
            right = max(a[0], b[0])
    elif a[0] == b[0] and a[2] == b[2]:
        if a[1] == b[1]:
            top = min(a[3], b[3])
        elif a[3] == b[3]:
            bottom = max(a[1], b[1])
    return (left, top, right, bottom)


def _is_centred(document: Document, i: int, area: Extent) -> bool:
    x, y, width, height = document.at(i).fields["bbox"]
    across, down = x + width / 2, y + height / 2
    return bool(area[0] <= across <= area[2] and area[1] <= down <= area[3])


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


def _right_behind(document: Document, i: int, chain: list[int]) -> Iterator[int]:
    """The first few of `_beneath`, each found when it is asked for: mostly one or two are enough."""
    yield i
    if any(document.at(a).fields.get("bbox") is None for a in chain):
        return
    x, y, width, height = document.at(i).fields["bbox"]
    where: Space = space(document)
    yield from where.just_before(i, x + width / 2, y + height / 2)


def _opacity_outside(document: Document, j: int, inside: Collection[int]) -> float:
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
