"""Steps on the screen and its design tokens.

A token keeps its stored form: "28px" times 1.5 is "42px", a colour is `#RRGGBB`.

May import: plan.draft, plan.values, plan.looks, select, document, diagnostics.
"""

from __future__ import annotations

from typing import Any

from redraft.document.blueprint import MISSING, Document
from redraft.document.colors import Gradient, Stop, parse, parse_gradient, to_hex
from redraft.document.lengths import clean, read_px, shift_like, write_like
from redraft.document.properties import SCREEN, get
from redraft.plan.draft import Draft, failure
from redraft.plan.forms import colour_form, gradient_form, is_gradient
from redraft.plan.looks import scaled_length, tinted
from redraft.plan.steps import (
    Like,
    Match,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Step,
    Tint,
    TintToken,
)
from redraft.plan.values import token_named, value_for

_SPACING = "base_spacing"
#: what a person may mean by a property of the screen, as token keys
_TOKENS = {"spacing": "base_spacing", "padding": "base_spacing", "gap": "base_spacing"}


def on_screen(draft: Draft, step: Step) -> None:
    """Carry out a step whose target is the screen itself."""
    match step:
        case Set():
            _set(draft, step.property, value_for(draft, step.value, step.property))
        case Match():
            for name in step.properties:
                _set(draft, name, value_for(draft, Like(step.source), name))
        case Tint():
            _tint(draft, _keys(draft, step.property), step.lightness, step.chroma)
        case Scale():
            _scale(draft, _keys(draft, step.property), step.factor)
        case Shift() if step.unit == "px":
            keys = _keys(draft, step.property)
            value = shift_like(draft.token(keys), step.by)
            if value is None:
                raise failure("value.invalid", "the screen has no such length")
            draft.put_token(keys, value)
        case _:
            raise failure("property.unknown", "that cannot be done to the screen itself")


def _keys(draft: Draft, name: str) -> tuple[str, ...]:
    if name == "colour":
        name = "background"
    if name in SCREEN:
        return (SCREEN[name],)
    if name in _TOKENS:
        return (_TOKENS[name],)
    keys = token_named(draft.document, name)
    if keys is None:
        raise failure("property.unknown", f"the screen has no {name}")
    return keys


def _set(draft: Draft, name: str, value: Any) -> None:
    keys = _keys(draft, "gradient" if is_gradient(value) else name)
    if keys == (SCREEN["gradient"],):
        draft.put_token(keys, gradient_form(value))
        return
    _put(draft, keys, value)
    if keys == (SCREEN["background"],):
        gradient = (SCREEN["gradient"],)
        if draft.token(gradient) not in (MISSING, None, "none"):
            draft.put_token(gradient, "none", "adjusted")


# -- tokens ----------------------------------------------------------------------


def set_token(draft: Draft, step: SetToken) -> None:
    """Give a token a value in its stored form; add it only where that was asked."""
    value = value_for(draft, step.value, step.name)
    keys = token_named(draft.document, step.name)
    if keys is None:
        if not step.create:
            raise failure("target.not-found", f"there is no token called “{step.name}”")
        keys = _new_keys(draft, step.name, value)
    _put(draft, keys, value)


def scale_token(draft: Draft, step: ScaleToken) -> None:
    """Multiply a token, or every length of a group of them ("font scale").

    "More spacing" in a document without that token is more of the spacing that is there.
    """
    spaced = spacings(draft.document, step.name)
    if spaced:
        for i, name in spaced:
            value = scaled_length(draft.value(i, name), step.factor)
            if value is not None:
                draft.put(i, name, value)
        return
    for keys in _known(draft, step.name):
        _scale(draft, keys, step.factor)


def spacings(document: Document, name: str) -> list[tuple[int, str]]:
    """The gaps and paddings that stand in for a base spacing that a document does not have."""
    if "_".join(name.lower().split()) != _SPACING or token_named(document, name) is not None:
        return []
    return [
        (i, stored)
        for i in range(len(document))
        for stored in ("gap", "padding")
        if read_px(get(document.at(i), stored)) is not None
    ]


def tint_token(draft: Draft, step: TintToken) -> None:
    """Make a colour token lighter, darker, stronger or weaker."""
    for keys in _known(draft, step.name):
        _tint(draft, keys, step.lightness, step.chroma)


def _known(draft: Draft, name: str) -> list[tuple[str, ...]]:
    keys = token_named(draft.document, name)
    if keys is not None:
        return [keys]
    group = draft.document.tokens.get("_".join(name.lower().split()))
    if isinstance(group, dict) and group:
        key = "_".join(name.lower().split())
        return [(key, inner) for inner, value in group.items() if not isinstance(value, dict)]
    raise failure("target.not-found", f"there is no token called “{name}”")


def _new_keys(draft: Draft, name: str, value: Any) -> tuple[str, ...]:
    key = "_".join(name.lower().split())
    if not key:
        raise failure("value.invalid", "a token needs a name")
    tokens = draft.document.tokens
    coloured = isinstance(value, str) and parse(value) is not None
    if coloured and isinstance(tokens.get("colors"), dict):
        return ("colors", key)
    return (key,)


def _put(draft: Draft, keys: tuple[str, ...], value: Any) -> None:
    stored = draft.token(keys)
    is_screen = len(keys) == 1 and keys[0] in SCREEN.values()
    if is_screen or (isinstance(stored, str) and parse(stored) is not None):
        draft.put_token(keys, colour_form(value))
        return
    if isinstance(stored, bool) or isinstance(value, bool):
        draft.put_token(keys, value)
        return
    px = read_px(value)
    if px is not None and read_px(stored) is not None:
        draft.put_token(keys, stored if read_px(stored) == px else write_like(stored, px))
        return
    if read_px(stored) is not None:
        raise failure("value.invalid", f"“{value}” is no length")
    if isinstance(value, str) and stored is MISSING and parse(value) is not None:
        value = colour_form(value)
    draft.put_token(keys, clean(value) if isinstance(value, float) else value)


def _scale(draft: Draft, keys: tuple[str, ...], factor: float) -> None:
    stored = draft.token(keys)
    if stored is MISSING and keys == ("base_spacing",):
        stored = 8
    value = scaled_length(stored, factor)
    if value is None:
        raise failure("value.invalid", f"“{stored}” is no length to scale")
    draft.put_token(keys, value)


def _tint(draft: Draft, keys: tuple[str, ...], lightness: float, chroma: float) -> None:
    gradient = (SCREEN["gradient"],)
    over = draft.token(gradient) if keys == (SCREEN["background"],) else MISSING
    read = parse_gradient(over) if isinstance(over, str) else None
    if read is not None:
        stops = tuple(Stop(tinted(s.color, lightness, chroma), s.at) for s in read.stops)
        draft.put_token(gradient, Gradient(read.direction, stops).css())
        return
    stored = draft.token(keys)
    if stored is MISSING and keys == (SCREEN["background"],):
        stored = "#FFFFFF"
    colour = parse(stored) if isinstance(stored, str) else None
    if colour is None:
        raise failure("value.invalid", f"the token {'.'.join(keys)} is no colour")
    draft.put_token(keys, to_hex(tinted(colour, lightness, chroma)))
