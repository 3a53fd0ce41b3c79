"""By how it looks: colour, lightness, weight, and any property compared with a number or another.

A colour is the hue family that is shown, not one exact value: the component's own
ground, or the text's colour where it is its text or has no ground.

May import: document, diagnostics, select.
"""

from __future__ import annotations

from typing import Final

from redraft.document.blueprint import MISSING, Component, Document
from redraft.document.colors import (
    FAMILIES,
    Color,
    delta_ok,
    families,
    family,
    is_dark,
    is_light,
    oklch,
    parse,
    parse_gradient,
)
from redraft.document.figures import figure_in
from redraft.document.ground import UNKNOWN, ground, screen_layer
from redraft.document.lengths import read_px
from redraft.document.properties import PROPERTIES, TEXT_LIKE, drawn, get, is_text_like
from redraft.select.contents import holds
from redraft.select.found import Fit
from redraft.select.selectors import Everything, Ids, Look, Named, Screen, Selector
from redraft.select.words import split

#: A colour with a name of its own ("navy", "light blue") is shown within this OKLab distance.
_CLOSE: Final = 0.1
_SEEN_FROM: Final = 0.1
_WEIGHTS: Final = {
    "thin": 100,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semibold": 600,
    "semi-bold": 600,
    "bold": 700,
    "bolder": 700,
    "extrabold": 800,
    "black": 900,
}
_WHITE: Final = "white"
#: A white of this OKLCH chroma has a tint that is seen beside a white without one.
_TINT_FROM: Final = 0.008
_SAME_COLOURS: Final = {"gray": "grey", "violet": "purple", "cyan": "teal", "turquoise": "teal"}
_IMAGES: Final = frozenset({"image", "picture", "photo", "img", "avatar", "logo", "icon"})

#: What decides the colours that are shown; a box because a child may fill its parent.
_SHOWN: Final = ("background", "gradient", "text colour", "width", "height")

#: Property names that a feature depends on.
_READS: Final[dict[str, tuple[str, ...]]] = {
    "colour": _SHOWN,
    "background": _SHOWN,
    "dark": _SHOWN,
    "light": _SHOWN,
    "bold": ("font weight", "text"),
    "italic": ("font style",),
    "underlined": ("text decoration",),
    "uppercase": ("text transform", "text"),
    "hidden": ("visibility",),
    "visible": ("visibility",),
    "rounded": ("border radius",),
    "empty": ("text",),
    "textual": ("text",),
    "figure": ("text",),
    "image": (),
    "text": ("text",),
    "text start": ("text",),
    "text end": ("text",),
    "bordered": ("border width", "border colour"),
    "transparent": ("opacity", "text", *_SHOWN),
    "length": ("text",),
    "words": ("text",),
    "lightness": _SHOWN,
    "area": ("width", "height"),
    "size": ("width", "height", "font size"),
}


def looks_so(document: Document, i: int, look: Look, *, than: int | None = None) -> bool:
    """Whether component ``i`` looks so; ``than`` is the component to compare with."""
    if look.relation in ("<", ">", "<=", ">="):
        if look.feature == "size" and than is None and not is_text_like(document.at(i)):
            return _some_side(document, i, look)
        mine = _measured(document, i, look)
        theirs = _number(look.value) if than is None else measure(document, than, look.feature)
        return mine is not None and theirs is not None and _compare(mine, look.relation, theirs)
    if look.relation == "has" and look.feature == "figure":
        return figure_in(document.at(i).text or "", str(look.value)) is not None
    if look.relation == "has":
        return _within(split(str(look.value)), split(said_by(document, i)))
    shown = _shows(document, i, look, than)
    return shown if look.relation == "is" else not shown


def said_by(document: Document, i: int) -> str:
    """All that a component says: its own text and that of what is in it."""
    inside = (document.at(k).text for k in range(i, document.outline.end[i]))
    return " ".join(text for text in inside if text)


def screen_looks_so(document: Document, look: Look) -> bool:
    """Whether the screen itself looks so: by its background, or its measures."""
    if not isinstance(look.base, Screen):
        return False
    if look.relation in ("<", ">", "<=", ">="):
        _, _, width, height = document.screen
        mine = {"width": width, "height": height}.get(look.feature)
        theirs = _number(look.value)
        return mine is not None and theirs is not None and _compare(mine, look.relation, theirs)
    layer = screen_layer(document)
    colours = [] if layer == UNKNOWN else list(layer)
    light = look.value if look.feature == "background" else look.feature
    match look.feature:
        case _ if light in ("dark", "light"):
            shown = _all_of(colours, dark=light == "dark")
        case "colour" | "background" if isinstance(look.value, str):
            shown = any(fits_word(color, look.value, document) for color in colours)
        case _:
            return False
    return shown if look.relation == "is" else not shown


def _some_side(document: Document, i: int, look: Look) -> bool:
    """ "Smaller than 44px": a side of it is."""
    theirs = _number(look.value)
    sides = (measure(document, i, "width"), measure(document, i, "height"))
    return theirs is not None and any(
        side is not None and _compare(side, look.relation, theirs) for side in sides
    )


def _within(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether words stand in a text, one after the other."""
    count = len(words)
    return count > 0 and any(text[k : k + count] == words for k in range(len(text) - count + 1))


def reads_of(feature: str) -> frozenset[str]:
    """The property names that a feature depends on.

    >>> sorted(reads_of("area")), sorted(reads_of("opacity"))
    (['height', 'width'], ['opacity'])
    """
    return frozenset(_READS.get(feature, (feature,)))


def measure(document: Document, i: int, feature: str) -> float | None:
    """The number that a component has for a feature: px, px² for an area, characters for a length."""
    component = document.at(i)
    if feature == "length":
        return float(len(component.text or said_by(document, i)))
    if feature == "words":
        return float(len((component.text or said_by(document, i)).split()))
    if feature == "lightness":
        shown = _colours_of(document, i, "colour")
        return sum(oklch(c)[0] for c in shown) / len(shown) if shown else None
    if feature in ("area", "size"):
        if feature == "size" and is_text_like(component):
            return read_px(drawn(document, component, "font size"))
        width, height = (read_px(drawn(document, component, p)) for p in ("width", "height"))
        return None if width is None or height is None else width * height
    if feature == "font weight":
        return float(weight(document, component))
    if feature == "lightness":
        return _lightness(_colours_of(document, i, "colour"))
    if feature not in PROPERTIES:
        return None
    value = drawn(document, component, feature)
    if isinstance(value, bool) or value is MISSING:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    return read_px(value)


def _measured(document: Document, i: int, look: Look) -> float | None:
    """The number that a look compares; of texts among other things the ground's, not the text's."""
    if look.feature == "lightness":
        return _lightness(_shown(document, i, look.base))
    lettered = look.base == Everything() and look.feature in ("length", "words", "font size")
    if lettered and not document.at(i).text:
        return None  # of all there is what says so itself, and nothing that holds it
    return measure(document, i, look.feature)


def _lightness(colours: list[Color]) -> float | None:
    """The mean lightness of colours, 0 to 1; None of none."""
    return sum(oklch(color)[0] for color in colours) / len(colours) if colours else None


def weight(document: Document, component: Component) -> int:
    """The weight of its text, 100 to 900; keywords as CSS has them."""
    stored = drawn(document, component, "font weight")
    if isinstance(stored, (int, float)) and not isinstance(stored, bool):
        return int(stored)
    if isinstance(stored, str):
        word = stored.strip().lower().replace(" ", "")
        return int(word) if word.isdecimal() and len(word) < 5 else _WEIGHTS.get(word, 400)
    return 400


def grounds(document: Document, i: int) -> list[Color]:
    """The component's own ground: one colour, the stops of a gradient, or none.

    A container without a ground of its own shows that of a child that fills it.
    """
    own = _own(document.at(i))
    if own:
        return own
    box = document.at(i).box
    if box is None:
        return []
    for k in document.outline.children[i]:
        inner = document.at(k).box
        if inner is not None and inner[2] * inner[3] >= 0.9 * box[2] * box[3]:
            own = _own(document.at(k))
            if own and not is_text_like(document.at(k)):
                return own
    return []


def text_colour(component: Component) -> Color | None:
    """The stored colour of its text, or None."""
    stored = get(component, "text colour")
    return parse(stored) if isinstance(stored, str) else None


def _own(component: Component) -> list[Color]:
    for name in ("background", "gradient"):
        stored = get(component, name)
        if not isinstance(stored, str):
            continue
        color = parse(stored)
        if color is not None:
            if color.alpha >= _SEEN_FROM:
                return [color]
            continue
        gradient = parse_gradient(stored)
        if gradient is not None:
            return [stop.color for stop in gradient.stops if stop.color.alpha >= _SEEN_FROM]
    return []


def _shows(document: Document, i: int, look: Look, than: int | None) -> bool:
    component = document.at(i)
    match look.feature:
        case "colour" | "background" | "text colour" | "border colour":
            return _is_coloured(document, i, look, than)
        case "dark":
            return _all_of(_shown(document, i, look.base), dark=True)
        case "light":
            return _all_of(_shown(document, i, look.base), dark=False)
        case "bold":
            return (
                bool(component.text or is_text_like(component))
                and weight(document, component) >= 600
            )
        case "italic":
            return get(component, "font style") in ("italic", "oblique")
        case "underlined":
            return "underline" in str(get(component, "text decoration"))
        case "uppercase":
            text = component.text or ""
            transformed = get(component, "text transform") == "uppercase"
            return bool(text) and (transformed or text.isupper())
        case "hidden" | "visible":
            hidden = get(component, "visibility") is True
            return hidden == (look.feature == "hidden")
        case "rounded":
            return (read_px(get(component, "border radius")) or 0) > 0
        case "bordered":
            width = read_px(get(component, "border width"))
            return (
                width > 0 if width is not None else isinstance(get(component, "border colour"), str)
            )
        case "transparent":
            opacity = get(component, "opacity")
            translucent = isinstance(opacity, (int, float)) and opacity < 1
            return translucent or (not grounds(document, i) and not component.text)
        case "empty" | "textual" | "figure":
            return _says(component.text or "", look.feature)
        case "text start" | "text end":
            asked, shown = split(str(look.value)), split(component.text or "")
            count = len(asked)
            return count > 0 and asked == (
                shown[:count] if look.feature == "text start" else shown[-count:]
            )
        case "image":
            return component.type.lower() in _IMAGES
        case _:
            return _is_value(document, i, look, than)


def _says(text: str, feature: str) -> bool:
    """Whether a text is none, any, or a figure."""
    if feature == "figure":
        return holds(text, "number")
    return bool(text) == (feature == "textual")


def _shown(document: Document, i: int, base: Selector) -> list[Color]:
    """The colours that "dark" and "light" are asked of: the ground, or of texts the text."""
    component = document.at(i)
    if is_text_like(component) and _means_text(base):
        color = text_colour(component)
        return [color] if color is not None else []
    own = grounds(document, i)
    if not own and document.outline.sketch and not is_text_like(component):
        # a sketch has one colour a component, and that is what is seen of it
        color = text_colour(component)
        return [color] if color is not None else []
    if not own and isinstance(base, Ids) and (seen := ground(document, i)) is not None:
        return [seen]  # asked of one that has no ground of its own: what is seen of it
    return own


def _means_text(base: Selector) -> bool:
    if isinstance(base, Ids):
        return True
    if isinstance(base, (Named, Everything)):
        return any(kind in TEXT_LIKE for kind in base.kinds)
    inner = getattr(base, "base", None)
    return inner is not None and _means_text(inner)


def _all_of(colours: list[Color], *, dark: bool) -> bool:
    return bool(colours) and all(is_dark(c) if dark else is_light(c) for c in colours)


def _is_coloured(document: Document, i: int, look: Look, than: int | None) -> bool:
    mine = _colours_of(document, i, look.feature)
    if than is not None:
        theirs = _colours_of(document, than, look.feature)
        return bool(mine and theirs) and delta_ok(mine[0], theirs[0]) < 0.02
    if look.value is None:
        return bool(mine)
    if not isinstance(look.value, str):
        return False
    if look.value in ("dark", "light"):
        return _all_of(mine, dark=look.value == "dark")
    return any(fits_word(color, look.value, document) for color in mine)


def purest(document: Document, fits: list[Fit], look: Look) -> list[Fit]:
    """Where some of the white ones are white without a tint, those: cream is white only where nothing is."""
    if look.relation != "is" or str(look.value).strip().lower() != _WHITE or look.than is not None:
        return fits
    pure = [
        fit
        for fit in fits
        if all(oklch(c)[1] < _TINT_FROM for c in _colours_of(document, fit.i, look.feature))
    ]
    return pure or fits


def _colours_of(document: Document, i: int, feature: str) -> list[Color]:
    component = document.at(i)
    if feature == "background":
        return grounds(document, i)
    if feature in ("text colour", "border colour"):
        stored = get(component, feature)
        color = parse(stored) if isinstance(stored, str) else None
        return [color] if color is not None else []
    if not is_text_like(component):
        own = grounds(document, i)
        if own:
            return own
    color = text_colour(component)
    return [color] if color is not None else []


def fits_word(color: Color, said: str, document: Document | None = None) -> bool:
    """Whether a person would call the colour so: a family ("red"), or close to a named colour.

    >>> fits_word(Color(230, 57, 70), "red"), fits_word(Color(230, 57, 70), "navy")
    (True, False)
    """
    word = said.strip().lower()
    word = _SAME_COLOURS.get(word, word)
    if word in FAMILIES:
        return word in families(color)
    first, _, rest = word.partition(" ")
    rest = _SAME_COLOURS.get(rest, rest)
    if first in ("dark", "light", "bright", "pale") and rest in FAMILIES:
        wanted = is_dark(color) if first == "dark" else is_light(color)
        if first == "bright":
            wanted = not is_dark(color)
        return wanted and rest in families(color)
    stored = document.tokens.get("colors") if document is not None else None
    token = stored.get(word) if isinstance(stored, dict) else None
    meant = parse(token) if isinstance(token, str) else parse(word)
    if meant is None:
        return False
    return delta_ok(color, meant) < _CLOSE or (
        family(color) == family(meant)
        and is_dark(color) == is_dark(meant)
        and is_light(color) == is_light(meant)
        and delta_ok(color, meant) < 2 * _CLOSE
    )


def _is_value(document: Document, i: int, look: Look, than: int | None) -> bool:
    if look.feature not in PROPERTIES and look.feature not in _READS:
        return False
    mine = measure(document, i, look.feature)
    if than is not None:
        theirs = measure(document, than, look.feature)
        if mine is None or theirs is None:
            return False
        return abs(mine - theirs) < 0.5
    wanted = _number(look.value)
    if wanted is not None and mine is not None:
        return abs(mine - wanted) < 0.5
    if look.feature not in PROPERTIES:
        return False
    if look.value is None:
        return get(document.at(i), look.feature) not in (
            MISSING,
            None,
            "",
            "none",
            "normal",
            False,
            0,
        )
    stored = drawn(document, document.at(i), look.feature)
    return isinstance(stored, str) and stored.strip().lower() == str(look.value).strip().lower()


def _number(value: str | float | None) -> float | None:
    if isinstance(value, str):
        return read_px(value)
    return None if value is None else float(value)


def _compare(mine: float, relation: str, theirs: float) -> bool:
    match relation:
        case "<":
            return mine < theirs
        case ">":
            return mine > theirs
        case "<=":
            return mine <= theirs
        case _:
            return mine >= theirs
