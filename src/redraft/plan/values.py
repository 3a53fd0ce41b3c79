"""What a step's value comes to on this document: words to colours, tokens, other components.

    "a token of that name first, then CSS, then a shade of a CSS colour"  (spec: commands, 1)

May import: plan.draft, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from redraft.document.blueprint import MISSING, Document
from redraft.document.colors import (
    Color,
    brighten,
    luminance,
    mute,
    pale,
    parse,
    parse_gradient,
    shift_lightness,
    to_hex,
)
from redraft.document.lengths import scale_like, shift_like
from redraft.document.properties import (
    SCREEN,
    token,
    token_keys,
)
from redraft.plan.draft import Draft, failure
from redraft.plan.naming import concrete_names
from redraft.plan.steps import ColourWord, Gradient, Like, Literally, TokenValue, Value
from redraft.select.selectors import Fitting, Screen

_SHADES: Final[dict[str, Callable[[Color, float], Color]]] = {
    "light": lambda c, much: shift_lightness(c, 0.15 * much),
    "dark": lambda c, much: shift_lightness(c, -0.15 * much),
    "deep": lambda c, much: shift_lightness(c, -0.10 * much),
    "bright": lambda c, _: brighten(c),
    "vivid": lambda c, _: brighten(c),
    "pale": lambda c, _: pale(c),
    "pastel": lambda c, _: pale(c),
    "muted": lambda c, _: mute(c),
    "dull": lambda c, _: mute(c),
    "soft": lambda c, _: mute(c),
}
_MUCH: Final = {
    "very": 1.6,
    "really": 1.6,
    "much": 1.6,
    "slightly": 0.5,
    "quite": 1.0,
    "a": 1.0,
    "pure": 1.0,
}


# -- colours ---------------------------------------------------------------------


def colour_of(document: Document, words: str) -> Color | None:
    """Read a colour in words: a token of that name, then CSS, then a shade of a CSS colour.

    >>> d = Document.of({"tokens": {"colors": {"green": "#123456"}}, "components": []})
    >>> to_hex(colour_of(d, "green")), to_hex(colour_of(d, "light green"))
    ('#123456', '#90EE90')
    """
    said = token_value(document, words)
    if isinstance(said, str):
        colour = parse(said)
        if colour is not None:
            return colour
    return css_colour(words)


@lru_cache(maxsize=512)
def css_colour(words: str) -> Color | None:
    """Read a CSS colour or a shade of one; what any document would make of the words.

    >>> to_hex(css_colour("very dark blue"))
    '#000952'
    """
    colour = parse(words)
    if colour is not None:
        return colour
    left = words.lower().split()[:8]
    much = 1.0
    while left and left[0] in _MUCH:
        much = _MUCH[left.pop(0)]
    if len(left) < 2 or left[0] not in _SHADES:
        return parse(" ".join(left)) if left else None
    base = css_colour(" ".join(left[1:]))
    if base is None:
        return None
    shade = _SHADES[left[0]]
    named = parse(" ".join(left)) if left[0] == "light" and much > 1 else None
    if named is None:
        return shade(base, much)
    # "very light blue": lighter than what CSS calls light blue, but not white
    shades = (named, shade(named, (much - 1) / 2), shade(base, much))
    return max((c for c in shades if luminance(c) < 1), key=luminance, default=named)


def token_named(document: Document, name: str) -> tuple[str, ...] | None:
    """The keys of the token that a person calls so, or None.

    >>> d = Document.of({"tokens": {"primary_color": "#E63946"}, "components": []})
    >>> token_named(d, "Primary"), token_named(d, "primary colour"), token_named(d, "ink")
    (('primary_color',), ('primary_color',), None)
    """
    known = token_keys(document)
    for spelled in _spellings(name) if known else ():
        keys = known.get(spelled)
        if keys is not None:
            return keys
    return None


@lru_cache(maxsize=1024)
def _spellings(name: str) -> tuple[str, ...]:
    """The names under which a token may be known that somebody calls so, likeliest first."""
    said = " ".join(name.lower().replace("_", " ").replace("-", " ").replace(".", " ").split())
    said = said.removeprefix("tokens ")
    american = said.replace("colour", "color")
    return (said, american, american + " color", american.removesuffix(" color"))


def token_value(document: Document, name: str) -> Any:
    """The value of the token that a person calls so, or MISSING."""
    keys = token_named(document, name)
    return MISSING if keys is None else token(document, keys)


# -- values ----------------------------------------------------------------------


def value_for(draft: Draft, value: Value, asked: str, own: int | None = None) -> Any:
    """Work out what a value comes to, not yet in the form that a property stores.

    ``asked`` is the property as the step names it ("colour" too), which is what `Like`
    reads from its source: from ``own``, where each target has one of several for itself.
    """
    match value:
        case Literally():
            return value.value
        case ColourWord():
            colour = colour_of(draft.document, value.words)
            if colour is None:
                raise failure("value.invalid", f"“{value.words}” is no colour known here")
            return to_hex(colour)
        case TokenValue():
            found = token_value(draft.document, value.name)
            if found is MISSING:
                raise failure("target.not-found", f"there is no token called “{value.name}”")
            return found
        case Gradient():
            return gradient_css(draft, value)
        case Like():
            return _changed(like_value(draft, value, asked, own), value)


def gradient_css(draft: Draft, value: Gradient) -> str:
    """The gradient in CSS, its stops worked out."""
    stops: list[str] = []
    places = value.places or (None,) * len(value.stops)
    for stop, place in zip(value.stops, places, strict=True):
        said = value_for(draft, stop, "background")
        colour = parse(said) if isinstance(said, str) else None
        if colour is None:
            raise failure("value.invalid", f"“{said}” is no colour")
        stops.append(to_hex(colour) if place is None else f"{to_hex(colour)} {place:g}%")
    css = f"linear-gradient({value.direction}, {', '.join(stops)})"
    read = parse_gradient(css)
    if read is None:
        raise failure("value.invalid", f"“{value.direction}” is no direction of a gradient")
    return read.css()


def like_value(draft: Draft, value: Like, asked: str, own: int | None = None) -> Any:
    """What another component, or the screen, has for the property at this moment."""
    name = value.property or asked
    document = draft.document
    source = value.source
    if isinstance(source, (Screen, Fitting)):
        if isinstance(source, Fitting):
            found = _of_slides(draft, source, name)
        else:
            found = screen_value(document, name)
        if found is MISSING:
            raise failure("property.unknown", f"the screen has no {name}")
        return found
    sources = draft.resolve(source) if own is None else (own,)
    answers = [draft.drawn(i, concrete_names(document, i, name)[0]) for i in sources]
    if not answers or answers[0] is MISSING:
        named = draft.name(sources[0]) if sources else "it"
        raise failure("property.unknown", f"“{named}” has no {name} to take over")
    if any(answer != answers[0] for answer in answers):
        raise failure("target.ambiguous", f"the {name} to take over is not one and the same")
    return answers[0]


def _of_slides(draft: Draft, source: Fitting, name: str) -> Any:
    """What all slides of a deck have for a property, else the screen."""
    outline = draft.document.outline
    slides = [i for i in draft.resolve(source) if outline.parent[i] < 0 and outline.children[i]]
    answers = [draft.drawn(i, concrete_names(draft.document, i, name)[0]) for i in slides]
    if not answers or MISSING in answers:
        return screen_value(draft.document, name)
    if any(answer != answers[0] for answer in answers):
        raise failure("target.ambiguous", f"the {name} of the slides is not one and the same")
    return answers[0]


def _changed(found: Any, value: Like) -> Any:
    """What was found, times the factor and with the difference."""
    if value.factor == 1 and not value.plus:
        return found
    scaled = scale_like(found, value.factor) if value.factor != 1 else found
    changed = shift_like(scaled, value.plus) if value.plus else scaled
    if changed is None:
        raise failure("value.invalid", f"“{found}” is no length")
    return changed


def screen_value(document: Document, name: str) -> Any:
    """A property of the screen: its background, gradient, or size; else MISSING."""
    if name == "colour":
        name = "background"
    if name in SCREEN:
        return token(document, (SCREEN[name],))
    slot = {"x": 0, "y": 1, "width": 2, "height": 3}.get(name)
    if slot is None or (slot > 1 and not document.screen[slot]):
        return MISSING  # a screen without places has no size either
    return document.screen[slot]
