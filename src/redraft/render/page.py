"""A screen as one HTML page that needs nothing else: boxes placed absolutely, nested as the document is.

The page may run nothing and fetch nothing; its content security policy says so.

    D-1  the same document gives the same text

May import: document, render.scene and what it is drawn with.
"""

from __future__ import annotations

from typing import Final

from redraft.document.blueprint import Box, Document
from redraft.document.colors import Color, Gradient
from redraft.render.drawing import NAMESPACE, font_stack
from redraft.render.look import Lettering, Look
from redraft.render.markup import Attribute, css_color, element, escape, number, opening
from redraft.render.scene import Node, Scene, scene
from redraft.render.shapes import Radii, mark

_STYLE: Final = (
    "body{margin:0;background:#EEF0F3}"
    "main{position:relative;overflow:hidden;margin:0 auto}"
    "main div{position:absolute;box-sizing:border-box}"
    "main svg{position:absolute;left:0;top:0;overflow:visible}"
    "main .t{white-space:pre}"
)


def html(document: Document) -> str:
    """Write a document as one self-contained HTML page of absolutely positioned boxes.

    >>> d = Document.of({"screen_id": "home", "components": [{"id": "a", "type": "card"}]})
    >>> "<title>home</title>" in html(d)
    True
    """
    drawn = scene(document)
    name = document.head.get("screen_id") or document.head.get("name")
    title = escape(name) if isinstance(name, str) else "Screen"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{_main(drawn)}\n</body>\n</html>\n"
    )


def _main(drawn: Scene) -> str:
    style = (
        f"width:{number(drawn.width)}px;height:{number(drawn.height)}px;"
        f"background:{_background(drawn.ground, drawn.gradient)}"
    )
    parts = [opening("main", {"style": style})]
    holders: list[Box] = [(0.0, 0.0, drawn.width, drawn.height)]
    for closing, node in drawn.walk():
        parts.append("</div>" * closing)
        del holders[len(holders) - closing :]
        parts.append(_open(node, holders[-1]))
        holders.append(node.box)
    parts.append("</div>" * (len(holders) - 1))
    parts.append("</main>")
    return "".join(parts)


def _open(node: Node, holder: Box) -> str:
    """A component's element, left open for its children, with its own drawing in it."""
    look, box = node.look, node.box
    x, y, wide, tall = box
    style = _place((x - holder[0], y - holder[1], wide, tall))
    if look.opacity < 1:
        style += f";opacity:{number(look.opacity)}"
    if look.rotation:
        style += f";transform:rotate({number(look.rotation)}deg)"
    if node.clips:
        style += f";overflow:hidden;border-radius:{_corners(look.radii)}"
    start = opening("div", {"data-id": node.id, "data-type": node.kind, "style": style})
    return start + _ground(look) + _mark(box, look) + _text(box, look.lettering)


def _ground(look: Look) -> str:
    parts: list[str] = []
    if look.fill is not None or look.gradient is not None:
        parts.append(f"background:{_background(look.fill, look.gradient)}")
        shadows = ",".join(
            f"{number(s.x)}px {number(s.y)}px {number(s.blur)}px {number(s.spread)}px {css_color(s.color)}"
            for s in look.shadows
        )
        if shadows:
            parts.append(f"box-shadow:{shadows}")
    if look.border_width > 0:
        line = f"{number(look.border_width)}px {look.stroke} {css_color(look.border_color)}"
        parts.append(f"border:{line}")
    if not parts:
        return ""
    if any(look.radii):
        parts.append(f"border-radius:{_corners(look.radii)}")
    return element("div", {"style": ";".join(("inset:0", *parts))}, "")


def _mark(box: Box, look: Look) -> str:
    inside = mark((0.0, 0.0, box[2], box[3]), look)
    if not inside:
        return ""
    size: dict[str, Attribute] = {"xmlns": NAMESPACE, "width": box[2], "height": box[3]}
    return element("svg", {**size, "aria-hidden": "true"}, inside)


def _text(box: Box, text: Lettering | None) -> str:
    if text is None:
        return ""
    left = text.x - box[0]
    style = [f"top:{number(text.top - box[1])}px"]
    match text.align:
        case "left":
            style.append(f"left:{number(left)}px")
        case "center":
            style.append(f"left:{number(left)}px;transform:translateX(-50%)")
        case "right":
            style.append(f"right:{number(box[2] - left)}px")
    style.append(f"text-align:{text.align};color:{css_color(text.color)}")
    style.append(
        f"font:{'italic ' if text.italic else ''}{text.weight} {number(text.size)}px/"
        f"{number(text.line_height)}px {font_stack(text.families)}"
    )
    if text.decoration:
        style.append(f"text-decoration:{text.decoration}")
    if text.spacing:
        style.append(f"letter-spacing:{number(text.spacing)}px")
    return element("div", {"class": "t", "style": ";".join(style)}, escape("\n".join(text.lines)))


def _place(box: Box) -> str:
    left, top, wide, tall = (number(side) for side in box)
    return f"left:{left}px;top:{top}px;width:{wide}px;height:{tall}px"


def _background(fill: Color | None, gradient: Gradient | None) -> str:
    layers = [gradient.css()] if gradient is not None else []
    if fill is not None:
        layers.append(css_color(fill))
    return " ".join(layers) if len(layers) == 1 else ",".join(layers)


def _corners(radii: Radii) -> str:
    return " ".join(f"{number(r)}px" for r in radii)
