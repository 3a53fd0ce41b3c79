"""How the values of steps were read: "a bit" → × 1.1, "red" → a token of that name or CSS.

Each line is made of the step's own fields, by the functions that the step runs with.

May import: plan, select, document.
"""

from __future__ import annotations

from redraft.document.blueprint import MISSING, Document
from redraft.document.colors import to_hex
from redraft.plan.steps import (
    Add,
    Align,
    AppendText,
    Arrange,
    ChangeCase,
    ColourWord,
    Distribute,
    Duplicate,
    Gradient,
    Like,
    Literally,
    Match,
    Place,
    PrependText,
    Reorder,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Step,
    Swap,
    Tint,
    TintToken,
    TokenValue,
    Value,
    Wrap,
)
from redraft.plan.values import css_colour, token_named, token_value
from redraft.select.describing import describe

_UNITS = {"px": "px", "spacing": "× base spacing", "screen": "× the screen", "self": "× its size"}


def property_of(step: Step) -> str | None:
    """The property that a step is after, as it names it."""
    match step:
        case Match(properties=names):
            return ", ".join(names)
        case SetToken(name=name) | ScaleToken(name=name) | TintToken(name=name):
            return f"token {name}"
        case _:
            found: str | None = getattr(step, "property", None)
            return found


def read_as(document: Document, step: Step) -> str | None:
    """How the value of a step was read; None where it has none.

    >>> from redraft.select.selectors import Ids
    >>> d = Document.of({"tokens": {"colors": {"red": "#E63946"}}, "components": []})
    >>> red = Set(target=Ids(("a",)), property="colour", value=ColourWord("red"))
    >>> read_as(d, red), read_as(d, Scale(target=Ids(("a",)), property="width", factor=1.1))
    ('“red” → token colors.red, #E63946', '× 1.1')
    """
    match step:
        case Set(value=value) | SetToken(value=value):
            return of_value(document, value)
        case Scale(factor=factor) | ScaleToken(factor=factor):
            return f"× {factor:g}"
        case Shift(by=by, unit=unit):
            return f"{by:+g} {_UNITS[unit]}"
        case Tint() | TintToken():
            return _tint(step)
        case ReplaceText(find=find, put=put):
            return f"“{find}” → “{put}”"
        case AppendText(text=text):
            return f"… “{text}”"
        case PrependText(text=text):
            return f"“{text}” …"
        case ChangeCase(case=case):
            return f"{case} case"
        case Place(side=side, anchor=anchor, gap=gap):
            apart = "one base spacing" if gap is None else f"{gap:g} px"
            return f"{side} {describe(anchor)}, {apart} apart"
        case Align(lines=lines, at=at) if at is not None:
            return f"{' '.join(lines)} at {at:g} px"
        case Align(lines=lines, to=to, gap=gap):
            whose = "parent or screen" if to is None else describe(to)
            return f"{' '.join(lines)} of {whose}" + (f", {gap:g} px away" if gap else "")
        case _:
            return _of_structure(step)


def _of_structure(step: Step) -> str | None:
    match step:
        case Arrange(place=place, anchor=anchor, side=side):
            return f"number {place}" if anchor is None else f"{side} {describe(anchor)}"
        case Distribute(by=by) if by is not None:
            return f"{by:+g} px between"
        case Distribute(axis=axis, gap=gap):
            return "even" if gap is None else f"{gap:g} px apart on {axis}"
        case Match(source=source):
            return f"as {describe(source)}"
        case Swap(first=first, second=second):
            return f"{describe(first)} ↔ {describe(second)}"
        case Reorder(to=to, anchor=anchor):
            return to if anchor is None else f"{to} {describe(anchor)}"
        case Duplicate(count=count):
            return f"{count} more"
        case Wrap(type=kind):
            return f"in a {kind}"
        case Add(component=component, like=like):
            told = "" if like is None else f", as {describe(like)}"
            return str(component.get("type", "component")) + told
        case _:
            return None


def _tint(step: Tint | TintToken) -> str:
    said = []
    if step.lightness:
        said.append(f"OKLCH lightness {step.lightness:+g}")
    if step.chroma != 1.0:
        said.append(f"OKLCH chroma × {step.chroma:g}")
    return ", ".join(said)


def of_value(document: Document, value: Value) -> str:
    """What a value is, and what it comes to on this document."""
    match value:
        case Literally(value=literal):
            return f"“{literal}”" if isinstance(literal, str) and " " in literal else f"{literal}"
        case ColourWord(words=words):
            return _colour(document, words)
        case TokenValue(name=name):
            keys = token_named(document, name)
            if keys is None:
                return f"token “{name}”, which is not there"
            return f"token {'.'.join(keys)}, {_shown(document, name)}"
        case Gradient(stops=stops, direction=direction):
            colours = ", ".join(of_value(document, stop) for stop in stops)
            return f"gradient {direction}: {colours}"
        case Like(source=source, property=name, factor=factor, plus=plus):
            said = f"as {describe(source)} has it" + (f" ({name})" if name else "")
            said += f" × {factor:g}" if factor != 1 else ""
            return said + (f" {plus:+g} px" if plus else "")


def _colour(document: Document, words: str) -> str:
    """A colour in words, by what tells it: a token, CSS, or a shade of a CSS colour."""
    keys = token_named(document, words)
    if keys is not None:
        return f"“{words}” → token {'.'.join(keys)}, {_shown(document, words)}"
    colour = css_colour(words)
    return f"“{words}” → no colour" if colour is None else f"“{words}” → CSS {to_hex(colour)}"


def _shown(document: Document, name: str) -> str:
    found = token_value(document, name)
    return "nothing" if found is MISSING else str(found)
