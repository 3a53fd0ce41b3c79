"""Shadows by their figures: "0 4px 12px rgba(0,0,0,.3)", "0 2px 8px at 10% black", "0 4px 12px black at 30%".

What is read is a CSS box-shadow (CSS Backgrounds 3): two to four lengths, then a colour. A share
is the colour's opacity; a shadow without a colour has that of a shadow that nobody described.

    L-1  the words of a shadow are looked at once

May import: decompose, document.colors, plan.steps.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.defaults import STARTS
from redraft.decompose.values import Said, colour_at, value
from redraft.decompose.words import Words
from redraft.document.colors import BLACK, Color, parse
from redraft.plan.steps import ColourWord, Literally

#: lengths that a shadow has
_LENGTHS_MIN: Final = 2
_LENGTHS_MAX: Final = 4
#: small words before a colour and a share, and marks
_BEFORE: Final = ("at", "in", "with", "of", "comma", "and", "det")
_BEFORE_MAX: Final = 3


class _Shade(NamedTuple):
    """What a shadow's colour and opacity are told by, and where their words end."""

    colour: Color | None
    alpha: float | None
    stop: int
    #: the colour as it was typed
    typed: str = ""


def shadow_at(w: Words, i: int) -> Said | None:
    """Read a shadow by its figures at ``i``; None where fewer than two lengths follow one another.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "0 4px 12px black at 30%"
    >>> shadow_at(Words(text, load().items(scan(text)), load()), 0).text
    '0 4px 12px rgba(0, 0, 0, 0.3)'
    """
    lengths, at = _lengths(w, i)
    if len(lengths) < _LENGTHS_MIN:
        return None
    shade = _shade(w, at)
    css = " ".join((*lengths, _written(shade)))
    return Said("keyword", shade.stop, Literally(css), property="shadow", text=css)


def _lengths(w: Words, i: int) -> tuple[list[str], int]:
    found: list[str] = []
    at = i
    while len(found) < _LENGTHS_MAX and w.kind(at) == "number":
        said = value(w, at)
        if said is None or said.sort not in ("number", "px"):
            break
        found.append(f"{said.number:g}px" if said.number else "0")
        at = said.stop
    return found, at


def _shade(w: Words, at: int) -> _Shade:
    """The colour and the share behind the lengths, in either order; where they end."""
    colour: Color | None = None
    alpha: float | None = None
    stop, typed = at, ""
    while colour is None or alpha is None:
        ahead = _ahead(w, stop)
        said = colour_at(w, ahead) if w.is_colour(ahead) or colour is None else None
        share = value(w, ahead) if w.kind(ahead) == "number" else None
        if colour is None and said is not None and (read := _colour(said)) is not None:
            colour, stop = read, said.stop
            typed = w.items[ahead].text if w.kind(ahead) == "colour" else ""
        elif alpha is None and share is not None and share.sort == "percent":
            alpha, stop = share.number, share.stop
            stop += w.value(stop, "property") == "opacity"
        else:
            break
    return _Shade(colour, alpha, stop, typed)


def _ahead(w: Words, at: int) -> int:
    for step in range(at, at + _BEFORE_MAX):
        if not (w.any_of(step, *_BEFORE) or w.mark(step, ",")):
            return step
    return at + _BEFORE_MAX


def _colour(said: Said) -> Color | None:
    match said.value:
        case Literally(value=str(text)):
            return parse(text)
        case ColourWord(words):
            return parse(words)
        case _:
            return None


def _written(shade: _Shade) -> str:
    """The colour as a shadow has it: one without any share of its own is as faint as shadows are."""
    if shade.colour is None and shade.alpha is None:
        return str(STARTS["shadow"]).split(" ", 3)[3]
    if shade.typed and shade.alpha is None:
        return shade.typed
    colour = shade.colour or BLACK
    alpha = colour.alpha if shade.alpha is None else shade.alpha
    return f"rgba({colour.r}, {colour.g}, {colour.b}, {alpha:g})"
