"""Which property a value falls on, and as what: "border 2px" is its width, "border red" its colour.

May import: decompose, plan.steps, select.selectors, document.colors, document.lengths, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.defaults import ENDS, MEASURED
from redraft.decompose.values import Said
from redraft.decompose.words import Span
from redraft.diagnostics import Diagnostic
from redraft.document.colors import parse as parse_color
from redraft.document.lengths import clean
from redraft.plan.steps import ColourWord, Like, Literally, TokenValue, Value
from redraft.select.selectors import Either, Fitting, Screen

COLOURS: Final = frozenset(
    {"colour", "edge colour", "own colour", "text colour", "background", "border colour"}
)
LENGTHS: Final = frozenset(
    {
        "x",
        "y",
        "width",
        "height",
        "size",
        "font size",
        "line height",
        "letter spacing",
        "padding",
        "margin",
        "gap",
        "spacing",
        "border width",
        "border radius",
        "thickness",
    }
)
#: a border by any of its parts
_BORDERS: Final = ("border", "border width", "border style", "border colour")
#: properties that may be normal
_NORMAL: Final = ("font weight", "font style", "line height", "letter spacing")
#: properties that are a share: "to a half" is one of them
SHARES: Final = ("opacity", "transparency")


class Unfit(Exception):
    """A value that does not fit its property; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def pairs_of(
    name: str | None, said: Said, quote: str, span: Span, *, inner_text: bool
) -> list[tuple[str, Value | float]]:
    """(property, value or factor) for a value that was said."""
    match said.sort:
        case "keyword":
            return _keyword(name, said)
        case "quote":
            return _quoted(name, said, quote, span, inner_text=inner_text)
        case "like":
            return _likes(name, said, inner_text=inner_text)
        case "percent":
            return _percent(name, said, quote, span)
        case "px" | "number":
            return _length(name, said, quote, span)
        case _:
            return [_pair(name, said, quote, span, inner_text=inner_text)]


def _pair(
    name: str | None, said: Said, quote: str, span: Span, *, inner_text: bool
) -> tuple[str, Value | float]:
    """The one property that such a value falls on, and the value or factor."""
    match said.sort:
        case "colour":
            coloured = _colour_property(name, inner_text=inner_text, quote=quote, span=span)
            return coloured, given(said)
        case "gradient":
            return "gradient", given(said)
        case "name":
            return "font family", said.value or Literally(said.text)
        case "token":
            value = said.value or TokenValue(said.text)
            if name is not None and name not in ("border", "text") and name not in COLOURS:
                return name, value
            return _colour_property(name, inner_text=inner_text, quote=quote, span=span), value
        case "none" if name is None and said.text == "off":
            return "visibility", Literally(value=True)  # "badge off"
        case "none" if name is not None and name in ENDS:
            return MEASURED.get(name, name), Literally(ENDS[name])
        case "normal" if name == "font family":
            return "font style", Literally("normal")  # "font style: normal"
        case "normal":
            return (name if name in _NORMAL else "font weight"), Literally("normal")
        case "factor" if name in SHARES and said.prep == "to":
            share = said.factor if name == "opacity" else 1 - said.factor
            return "opacity", Literally(clean(share))
        case "factor":
            return _scaled(name), said.factor
        case "degrees":
            return name or "rotation", given(said)
        case _:
            raise unfit(quote, span)


def given(said: Said) -> Value:
    """The value that a reading of this sort always has."""
    assert said.value is not None, said.sort
    if isinstance(said.value, Like) and isinstance(said.value.source, Either):
        # "as tall as the slide": whichever of several it is, they are all as tall
        every = Fitting(said.value.source, each=True)
        screen = Screen() in said.value.source.options
        return structs.replace(said.value, source=every) if screen else said.value
    return said.value


def _colour_property(name: str | None, *, inner_text: bool, quote: str, span: Span) -> str:
    match name:
        case None | "colour" | "size" | "font weight" | "thickness":
            return "text colour" if inner_text else "colour"
        case "border" | "border width" | "border style":
            return "border colour"
        case "text" | "font family" | "font size" | "font style" | "text decoration":
            return "text colour"
        case _ if name in COLOURS:
            return name
        case "shadow":
            return "shadow"
        case _:
            raise unfit(quote, span)


def _keyword(name: str | None, said: Said) -> list[tuple[str, Value | float]]:
    if said.factor:
        return [(said.property, said.factor)]
    if name == "opacity" and said.property == "background":
        return [("opacity", Literally(0))]
    value = said.value or Literally(said.text)
    return [(said.property, value)]


def _quoted(
    name: str | None, said: Said, quote: str, span: Span, *, inner_text: bool
) -> list[tuple[str, Value | float]]:
    value = given(said)
    match name:
        case None | "text":
            return [("text", value)]
        case "font family" | "font style":
            return [("font family", value)]
        case "border":
            return [("border colour", value)]
        case _ if name in COLOURS:
            if parse_color(said.text) is None:
                return [(name, TokenValue(said.text))]
            coloured = _colour_property(name, inner_text=inner_text, quote=quote, span=span)
            return [(coloured, ColourWord(said.text))]
        case _:
            return [(name, value)]


def _likes(name: str | None, said: Said, *, inner_text: bool) -> list[tuple[str, Value | float]]:
    value = given(said)
    named = name or said.property
    assert isinstance(value, Like), value
    names = {
        "position": ("x", "y"),
        "border": ("border width", "border colour"),
    }.get(named, (named,))
    if named in _BORDERS and said.property == "colour":
        # "a border the same colour as the header": its colour, not its border's
        return [("border colour", structs.replace(value, property=value.property or "colour"))]
    read = value.property if value.property != named else None
    if inner_text and named == "colour":
        names, read = ("text colour",), read or "colour"
    return [(n, structs.replace(value, property=read)) for n in names]


#: nobody makes a thing that small; "churn should be 1.9%" is a text
_SHARE_MIN: Final = 0.2


def _percent(
    name: str | None, said: Said, quote: str, span: Span
) -> list[tuple[str, Value | float]]:
    match name:
        case "opacity":
            return [("opacity", Literally(clean(said.number)))]
        case "transparency":
            return [("opacity", Literally(clean(1 - said.number)))]
        case None if 0 < said.number < _SHARE_MIN:
            raise unfit(quote, span)
        case None | "size":
            return [("size", said.number)]
        case _ if name in LENGTHS:
            return [(name, said.number)]
        case _:
            raise unfit(quote, span)


def _length(
    name: str | None, said: Said, quote: str, span: Span
) -> list[tuple[str, Value | float]]:
    value = given(said)
    match name:
        case None | "font family" | "text":
            return [("size" if name is None else "font size", value)]
        case "border":
            return [("border width", value)]
        case "opacity" | "transparency":
            share = said.number / 100 if said.number > 1 else said.number
            return [("opacity", Literally(clean(1 - share if name == "transparency" else share)))]
        case "position" | "gradient" | "visibility":
            raise unfit(quote, span)
        case _ if name in COLOURS:
            raise unfit(quote, span)
        case _:
            return [(name, value)]


def _scaled(name: str | None) -> str:
    match name:
        case None:
            return "size"
        case "font family" | "text":
            return "font size"
        case "border":
            return "border width"
        case _:
            return name


def unfit(quote: str, span: Span) -> Unfit:
    """The refusal of a value that does not fit; ``quote`` is what was said."""
    return Unfit(
        Diagnostic("value.invalid", "error", f"“{quote}” does not fit that property", span=span)
    )
