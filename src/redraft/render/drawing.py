"""A screen as SVG: what the blueprint says, in document order, one group a component.

    D-1  the same document gives the same text

May import: document, render.scene and what it is drawn with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.document.blueprint import Box, Document
from redraft.render.callouts import callouts
from redraft.render.glyphs import ASCENT, DESCENT
from redraft.render.look import Lettering
from redraft.render.markup import Attribute, element, escape, number, opening, paint
from redraft.render.scene import Node, Scene, scene
from redraft.render.shapes import Definitions, fill_of, ground, mark, rounded

NAMESPACE: Final = "http://www.w3.org/2000/svg"

_GENERIC: Final = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_LAST_RESORT: Final = ("Roboto", "Helvetica", "Arial", "sans-serif")


def svg(document: Document, *, highlight: Iterable[str] = (), scale: float = 1.0) -> str:
    """Draw a document as one SVG text, components named in ``highlight`` outlined with their ids.

    ``scale`` multiplies the picture's size; its coordinates stay the document's pixels.
    Ids that are not drawn are passed over.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 60]}]})
    >>> svg(d, scale=2)[:69]
    '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="120" view'
    """
    drawn = scene(document)
    definitions = Definitions()
    body = screen(drawn, definitions)
    named = [(name, box) for name in dict.fromkeys(highlight) if (box := drawn.box(name))]
    marks = (
        callouts(named, (0, 0, drawn.width, drawn.height), beside=drawn.solid()) if named else ""
    )
    return sheet(drawn.width, drawn.height, definitions.markup() + body + marks, scale=scale)


def sheet(wide: float, tall: float, inside: str, *, scale: float = 1.0) -> str:
    """Wrap markup into a whole SVG document of that size."""
    attributes: dict[str, Attribute] = {
        "xmlns": NAMESPACE,
        "width": wide * scale,
        "height": tall * scale,
        "viewBox": _view((0, 0, wide, tall)),
    }
    return element("svg", attributes, inside) + "\n"


def window(drawn: Scene, view: Box, place: Box, definitions: Definitions) -> str:
    """A part of a screen (``view``, its pixels) drawn into a place on a sheet."""
    attributes: dict[str, Attribute] = {
        "x": place[0],
        "y": place[1],
        "width": place[2],
        "height": place[3],
        "viewBox": _view(view),
    }
    return element("svg", attributes, screen(drawn, definitions))


def _view(box: Box) -> str:
    return " ".join(number(side) for side in box)


def screen(drawn: Scene, definitions: Definitions) -> str:
    """The screen's ground and all its components as markup."""
    whole = (0.0, 0.0, drawn.width, drawn.height)
    parts = [rounded(whole, (0, 0, 0, 0), paint("fill", drawn.ground))]
    if drawn.gradient is not None:
        parts.append(rounded(whole, (0, 0, 0, 0), fill_of(drawn.gradient, whole, definitions)))
    depth = 0
    for closing, node in drawn.walk():
        parts.append("</g>" * closing)
        depth += 1 - closing
        parts.append(_open(node, definitions))
    parts.append("</g>" * depth)
    return "".join(parts)


def _open(node: Node, definitions: Definitions) -> str:
    """A component's own group with all of its own drawing, left open for its children."""
    look, box = node.look, node.box
    x, y, wide, tall = box
    turned = None
    if look.rotation:
        about = (look.rotation, x + wide / 2, y + tall / 2)
        turned = f"rotate({' '.join(number(part) for part in about)})"
    clipped = None
    if node.clips:
        clipped = definitions.refer("clipPath", {}, rounded(box, look.radii, {}))
    group: dict[str, Attribute] = {
        "data-id": node.id,
        "opacity": look.opacity if look.opacity < 1 else None,
        "transform": turned,
        "clip-path": clipped,
    }
    lettering = letters(look.lettering) if look.lettering is not None else ""
    return opening("g", group) + ground(box, look, definitions) + mark(box, look) + lettering


def letters(text: Lettering) -> str:
    """Text as SVG, one ``tspan`` a line."""
    anchor = {"left": None, "center": "middle", "right": "end"}[text.align]
    attributes: dict[str, Attribute] = {
        "font-family": font_stack(text.families),
        "font-size": text.size,
        "font-weight": text.weight if text.weight != 400 else None,
        "font-style": "italic" if text.italic else None,
        "text-anchor": anchor,
        "text-decoration": text.decoration or None,
        "letter-spacing": text.spacing or None,
        **paint("fill", text.color),
    }
    baseline = text.top + (text.line_height - (ASCENT + DESCENT) * text.size) / 2
    baseline += ASCENT * text.size
    spans = "".join(
        element("tspan", {"x": text.x, "y": baseline + k * text.line_height}, escape(line))
        for k, line in enumerate(text.lines)
        if line
    )
    return element("text", attributes, spans)


def font_stack(families: tuple[str, ...]) -> str:
    """A font-family list for SVG and CSS; the names are quoted, the last ones are always there.

    >>> font_stack(("DM Sans", "serif"))
    "'DM Sans', serif, Roboto, Helvetica, Arial, sans-serif"
    """
    names = [name if name.lower() in _GENERIC else f"'{name}'" for name in families]
    names.extend(name for name in _LAST_RESORT if name not in families)
    return ", ".join(names)
