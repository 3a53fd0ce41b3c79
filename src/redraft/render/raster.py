"""A screen as PNG, with the same letters on every machine.

The pictures are drawn by resvg with one packaged font, Roboto, and no system fonts: a
bare container shows the same text as a desktop. Of the characters that Roboto lacks,
emoji and pictographs become dots; other scripts are drawn as empty boxes.

    D-1  the same document gives the same bytes, for the same version of resvg

May import: document, diagnostics, render.drawing. Needs the extra ``png``.
"""

from __future__ import annotations

import math
import re
from typing import Final

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.render.drawing import svg
from redraft.render.scene import scene

WIDTH_MAX: Final = 1600
#: What a picture may have at most; larger ones are scaled down.
PIXELS_MAX: Final = 32_000_000
_SCALE_USUAL: Final = 2.0
_FONT: Final = "Roboto"
_SIZE: Final = re.compile(r'<svg xmlns="[^"]*" width="([0-9.]+)" height="([0-9.]+)"')


# pictographs, then what joins and colours them; Roboto has none of these
_PICTOGRAPHS: Final = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_JOINERS: Final = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def png(document: Document, *, scale: float | None = None, width_max: int = WIDTH_MAX) -> bytes:
    """Draw a document as PNG bytes.

    Without ``scale`` a small screen is drawn at twice its size and a wide one fitted into
    ``width_max`` pixels. Raises RedraftError where the extra ``png`` is not installed.
    """
    drawn = scene(document)
    chosen = min(_SCALE_USUAL, width_max / drawn.width) if scale is None else scale
    return rasterize(svg(document), scale=chosen)


def rasterize(picture: str, *, scale: float = 1.0) -> bytes:
    """Turn an SVG text made by this room into PNG bytes.

    Raises RedraftError where the extra ``png`` is not installed.
    """
    try:
        # optional and compiled: only who wants PNGs has and loads it
        import fontpkg  # type: ignore[import-untyped]
        import resvg_py

        fonts = [str(file.path) for file in fontpkg.family(_FONT).files]
    except (ImportError, LookupError) as missing:
        raise RedraftError(
            Diagnostic(
                "clause.unsupported",
                "error",
                "a PNG needs the extra “png”: pip install 'redraft[png]'",
            )
        ) from missing
    wide, tall = _size(picture)
    fitted = min(scale, math.sqrt(PIXELS_MAX / (wide * tall)))
    return resvg_py.svg_to_bytes(
        svg_string=_PICTOGRAPHS.sub("•", _JOINERS.sub("", picture)),
        width=max(round(wide * fitted), 1),
        height=max(round(tall * fitted), 1),
        skip_system_fonts=True,
        font_files=fonts,
        font_family=_FONT,
        serif_family=_FONT,
        sans_serif_family=_FONT,
        cursive_family=_FONT,
        fantasy_family=_FONT,
        monospace_family=_FONT,
    )


def _size(picture: str) -> tuple[float, float]:
    """The size that an SVG of this room states in its first line."""
    found = _SIZE.match(picture)
    if found is None:
        raise ValueError("not an SVG that this room has drawn")
    return (max(float(found[1]), 1.0), max(float(found[2]), 1.0))
