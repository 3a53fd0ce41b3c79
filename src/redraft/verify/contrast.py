"""A text stands out from what is really behind it: WCAG 2.2, 1.4.3.

4.5:1, and 3:1 for large text (24 px, or 18.66 px in bold). A gradient is held to its
worst stop; on a ground that is not known, such as an image, there is no verdict. What
is hidden is not read.

    V-3  the verdict on i depends on i, its ancestors, what is drawn before i at the middle
         of its box, and the screen; `affected` names all whose verdict may have changed

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
from redraft.document.ground import ground as ground_of
from redraft.document.ground import layer_of, opacity, own_ground, shades_of
from redraft.document.ground import text_color as text_color_of
from redraft.document.lengths import clean
from redraft.document.properties import assign
from redraft.document.space import (
    Extent,
    Space,
    apart,
    carry,
    extent_of,
    is_hidden,
    is_marked_hidden,
)
from redraft.verify.facts import facts_of
from redraft.verify.finding import Finding, Fix
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
_BOLD_WORDS: Final = frozenset({"bold", "bolder", "extrabold", "extra-bold", "black", "heavy"})


def check(document: Document, i: int) -> Finding | None:
    """Return the finding on the text of component ``i``, or None where it can be read."""
    component = document.at(i)
    if not has_text(component) or is_hidden(document, i):
        return None
    color = text_color_of(component)
    if color is None or color.alpha == 0.0:
        return None
    shades = shades_of(document, i, color)
    if shades is None:
        return None
    ratio = min(contrast(*shade) for shade in shades)
    if ratio >= RATIO_MIN:
        return None
    needed = RATIO_MIN_LARGE if is_large(document, component) else RATIO_MIN
    if ratio >= needed:
        return None
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
        shades,
    )


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


def affected(before: Document, after: Document, touched: Iterable[int], where: Space) -> set[int]:
    """The components whose verdict may differ after these were touched.

    ``where`` is the space of ``after``. What is painted otherwise, or elsewhere, matters
    to the texts that are drawn after it in the area that it covers or covered.
    """
    found: set[int] = set()
    outline = after.outline
    for t in touched:
        old, new = before.at(t), after.at(t)
        if old is new:
            continue
        found.add(t)
        if is_marked_hidden(old) != is_marked_hidden(new) or opacity(old) != opacity(new):
            for k in range(t, outline.end[t]):
                found.add(k)
                _over(before, after, k, where, found)
            continue
        was, now = layer_of(old), layer_of(new)
        moved = old.fields.get("bbox") != new.fields.get("bbox")
        if was != now or (moved and (was or now)):
            found.update(outline.descendants(t))
            _over(before, after, t, where, found)
    return found


def _over(before: Document, after: Document, t: int, where: Space, found: set[int]) -> None:
    """Add the texts that lie on what component ``t`` paints, in either version."""
    old, new = before.at(t), after.at(t)
    areas: list[Extent] = []
    for component in (old, new):
        area = extent_of(component) if layer_of(component) else None
        if area is not None and area not in areas:
            areas.append(area)
    asked = areas
    if len(areas) == 2 and not apart(*areas):
        # A component mostly moves by less than its size: one question will do.
        (l1, t1, r1, b1), (l2, t2, r2, b2) = areas
        asked = [(min(l1, l2), min(t1, t2), max(r1, r2), max(b1, b2))]
    near = {i for area in asked for i in where.near(area)}
    found.update(
        i
        for i in near
        if i > t and has_text(after.at(i)) and any(_is_centred(after, i, area) for area in areas)
    )


def _is_centred(document: Document, i: int, area: Extent) -> bool:
    x, y, width, height = document.at(i).fields["bbox"]
    across, down = x + width / 2, y + height / 2
    return bool(area[0] <= across <= area[2] and area[1] <= down <= area[3])
