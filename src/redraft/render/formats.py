"""A picture in the format that is asked for.

May import: document, render.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from redraft.document.blueprint import Document
from redraft.document.change import Change
from redraft.render.compare import before_after
from redraft.render.drawing import svg
from redraft.render.page import html
from redraft.render.raster import png, rasterize

Format = Literal["svg", "html", "png"]


def drawn(document: Document, kind: Format) -> bytes:
    """A document as SVG, HTML or PNG.

    >>> drawn(Document.of({"components": []}), "svg")[:4]
    b'<svg'
    """
    match kind:
        case "svg":
            return svg(document).encode()
        case "html":
            return html(document).encode()
        case "png":
            return png(document)


def compared(
    before: Document, after: Document, changes: Iterable[Change], title: str, kind: Format
) -> bytes:
    """Two versions side by side, as SVG or PNG; there is no such page."""
    picture = before_after(before, after, changes, title=title)
    return rasterize(picture) if kind == "png" else picture.encode()
