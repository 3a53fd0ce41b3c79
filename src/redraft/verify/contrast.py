"""A text stands out from what is really behind it: WCAG 2.2, 1.4.3.

4.5:1, and 3:1 for large text (24 px, or 18.66 px in bold). A gradient is held to its
worst stop; on a ground that is not known, such as an image, there is no verdict. What
is hidden is not read.

    V-3  the verdict on i depends on i's text and font, what is behind it (`ground.backing`)
         and the fonts; `affected` names all whose verdict may have changed

May import: document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from redraft.document.blueprint import Component, Document
from redraft.document.colors import (
    BLACK,
    Color,
    contrast,
    delta_ok,
    least_lightness,
    to_hex,
)
from redraft.document.difference import Edited
from redraft.document.ground import Backing, backing, layer_of, opacity, own_ground, shades_of
from redraft.document.ground import ground as ground_of
from redraft.document.ground import text_color as text_color_of
from redraft.document.lengths import clean
from redraft.document.properties import PROPERTIES, assign
from redraft.document.space import carry, is_hidden
from redraft.verify.facts import facts_of
from redraft.verify.finding import Finding, Fix
from redraft.verify.judged import judged, note_low
from redraft.verify.text_size import font_px

__all__ = ["affected", "check", "ground_of", "has_text", "is_large", "text_color_of"]

CODE: Final = "contrast.low"
RATIO_MIN: Final = 4.5
RATIO_MIN_LARGE: Final = 3.0
LARGE_PX: Final = 24.0
LARGE_BOLD_PX: Final = 18.66
BOLD: Final = 700
#: steps of opacity that are tried, in percent
_FADE_STEP: Final = 5
#: what of the component itself it depends on, besides what is behind it
_READS: Final = frozenset(
    {"text", "type"}.union(
        *(PROPERTIES[name].spellings for name in ("text colour", "font size", "font weight"))
    )
)
_BOLD_WORDS: Final = frozenset({"bold", "bolder", "extrabold", "extra-bold", "black", "heavy"})


def check(document: Document, i: int) -> Finding | None:
    """Return the finding on the text of component ``i``, or None where it can be read."""
    if not is_low(document, i):
        return None
    component = document.at(i)
    color = text_color_of(component) or BLACK
    behind = backing(document, i)
    ratio, needed = behind.contrast(color), _needed(document, component)
    said = math.floor(ratio * 100) / 100
    return Finding(
        CODE,
        (component.id,),
        "text colour",
        "warning",
        f"the text of “{component.id}” has a contrast of {said:g}:1, {needed:g}:1 is needed",
        ratio,
        needed,
        None,
        behind.shades(color) or (),
    )


def is_low(document: Document, i: int) -> bool:
    """Whether component ``i`` has a text that can hardly be read; kept with it."""
    component = document.at(i)
    if not has_text(component) or is_hidden(document, i):
        return False
    facts, behind = facts_of(document), backing(document, i)
    kept = judged(component, facts)
    if kept is not None and kept.behind is behind:
        return kept.low
    low = _is_low(document, component, behind)
    note_low(kept, component, facts, behind, low)
    return low


def _is_low(document: Document, component: Component, behind: Backing) -> bool:
    color = text_color_of(component)
    if color is None or color.alpha == 0.0:
        return False
    ratio = behind.contrast(color)
    return ratio < RATIO_MIN and ratio < _needed(document, component)


def _needed(document: Document, component: Component) -> float:
    return RATIO_MIN_LARGE if is_large(document, component) else RATIO_MIN


def mend(document: Document, finding: Finding) -> Fix | None:
    """Return a write that makes the text readable; None where none of `mends` does."""
    return next(mends(document, finding), None)


def mends(document: Document, finding: Finding) -> Iterator[Fix]:
    """Give writes that make the text readable, best first; each was tried out.

    The text colour moved least in OKLCH lightness, hue kept; the design's own colours,
    nearest first; the ground moved least; less faded by the least.
    """
    i = document.find(finding.components[0])
    if i is None or not finding.shades or finding.needed is None:
        return
    component = document.at(i)
    needed = finding.needed
    worst = min(finding.shades, key=lambda shade: contrast(*shade))
    drawn = text_color_of(component) or BLACK
    start = drawn if drawn.alpha == 1.0 else worst.text

    def reads(color: Color) -> bool:
        shades = shades_of(document, i, color)
        return shades is not None and all(contrast(*shade) >= needed for shade in shades)

    least = least_lightness(start, reads)
    if least is not None:
        yield Fix(component.id, finding.property, to_hex(least))
    palette = facts_of(document).palette
    for color in sorted(palette, key=lambda c: (delta_ok(c, least or start), to_hex(c))):
        if color.alpha == 1.0 and reads(color):
            yield Fix(component.id, finding.property, to_hex(color))
    yield from _other_grounds(document, i)
    yield from _less_faded(document, i)


def _other_grounds(document: Document, i: int) -> Iterator[Fix]:
    """The fill behind the text, its own or that of what it is in, moved least in lightness."""
    for k in (i, *document.outline.ancestors(i)):
        component = document.at(k)
        fill = layer_of(component)
        if not fill or isinstance(fill, str):
            continue
        stored = own_ground(component)
        if len(fill) == 1 and stored is not None and component.style.get("bg_gradient") is None:
            least = least_lightness(stored, partial(_mended_by, document, i, k, "background"))
            if least is not None:
                yield Fix(component.id, "background", to_hex(least))
        return


def _less_faded(document: Document, i: int) -> Iterator[Fix]:
    """The least opacity, its own or of what it is in, with which the text can be read."""
    for k in (i, *document.outline.ancestors(i)):
        component = document.at(k)
        now = math.floor(opacity(component) * 100)
        for percent in range(now - now % _FADE_STEP + _FADE_STEP, 101, _FADE_STEP):
            if _mended_by(document, i, k, "opacity", clean(percent / 100)):
                yield Fix(component.id, "opacity", clean(percent / 100))
                break


def _mended_by(document: Document, i: int, k: int, name: str, value: Any) -> bool:
    """Whether the text of ``i`` can be read once ``k`` has that value."""
    stored = to_hex(value) if isinstance(value, Color) else value
    written, _ = assign(document, document.at(k), name, stored)
    tried = document.replace({k: written})
    carry(document, tried, (k,))
    return check(tried, i) is None


def has_text(component: Component) -> bool:
    """Whether there is anything to read."""
    text = component.fields.get("text")
    return isinstance(text, str) and bool(text) and not text.isspace()


def is_large(document: Document, component: Component) -> bool:
    """Whether WCAG calls the text large: 24 px, or 18.66 px and bold (700 and up).

    >>> d = Document.of({"components": [{"id": "a", "type": "text", "visual": {"font_size": 24}}]})
    >>> is_large(d, d["a"])
    True
    """
    px = font_px(document, component)
    if px is None or px < LARGE_BOLD_PX:
        return False
    return px >= LARGE_PX or _is_bold(component.style.get("font_weight"))


def _is_bold(stored: Any) -> bool:
    if isinstance(stored, str):
        word = stored.strip().lower().replace(" ", "")
        return int(word) >= BOLD if word.isdecimal() and len(word) < 5 else word in _BOLD_WORDS
    return isinstance(stored, (int, float)) and stored >= BOLD


def reads_any(edit: Edited) -> bool:
    """Whether an edit of a component matters to how its own text shows."""
    return not edit.keys.isdisjoint(_READS) and has_text(edit.new)


def affected(after: Document, edits: Iterable[Edited], rebacked: Iterable[int]) -> set[int]:
    """The texts whose verdict may differ after these edits (V-3).

    ``rebacked`` are the components that may have something else behind them.
    """
    found = {i for i in rebacked if has_text(after.at(i))}
    for edit in edits:
        if reads_any(edit):
            found.add(edit.at)
    return found
