"""A text can be read: it is at least 12 px high, stored or drawn.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.lengths import read_px
from redraft.document.properties import PROPERTIES, drawn, is_text_like
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding, Fix

CODE: Final = "text-size.small"
READS: Final = frozenset({"text", "type", *PROPERTIES["font size"].spellings})
TEXT_MIN: Final = 12


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find a font size under the least. It depends on the component and ``facts.fonts``."""
    if not component.text and not is_text_like(component):
        return
    px = font_px(document, component)
    if px is not None and 0 < px < TEXT_MIN:
        yield Finding(
            CODE,
            (component.id,),
            "font size",
            "notice",
            f"the text of “{component.id}” is {px:.4g} px, {TEXT_MIN} is the least to read",
            px,
            TEXT_MIN,
            Fix(component.id, "font size", TEXT_MIN),
        )


def font_px(document: Document, component: Component) -> float | None:
    """The font size that the component is drawn with; None where it cannot be read."""
    stored = component.style.get("font_size")
    if stored is None:
        stored = drawn(document, component, "font size")
    return read_px(stored)
