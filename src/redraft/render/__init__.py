"""Pictures of a document: SVG, HTML, PNG, and two versions side by side.

One scene (what is drawn, read once into typed values) and a writer for each format.
Everything a document says is escaped or written from a parsed value.

    D-1  the same document gives the same bytes

May import: document, diagnostics. PNGs need the extra ``png``.
"""

from redraft.render.compare import before_after
from redraft.render.drawing import svg
from redraft.render.formats import Format, compared, drawn
from redraft.render.page import html
from redraft.render.raster import png, rasterize
from redraft.render.revealing import revealed

__all__ = [
    "Format",
    "before_after",
    "compared",
    "drawn",
    "html",
    "png",
    "rasterize",
    "revealed",
    "svg",
]
