"""Places on a screen or a component: "(at) the top left corner (of …)".

May import: decompose.words, decompose.sorts, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.select.selectors import Pick, Selector

#: "the top corner": the line that a corner leaves out
_CORNER: Final = {"top": "left", "bottom": "left", "left": "top", "right": "top"}


#: the line across from a line
_AGAINST: Final = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


#: the line that a direction leads to
LINES: Final = {"up": "top", "down": "bottom"}


#: what a place is told by
_EDGES: Final = gate("edge", "direction")


class Edges(NamedTuple):
    """ "(at) the top left corner (of …)": lines, where it stops, where an "of" phrase starts."""

    lines: tuple[str, ...]
    stop: int
    anchor_stop: int | None
    side: bool


def edge_phrase(w: Words, i: int) -> Edges | None:
    """Read a place on a screen or component: edges after an optional preposition and article."""
    if not w.heard & _EDGES:
        return None
    at = w.skip(i, "in", "to", "det", "from", unless=("edge", "direction"))
    lines: list[str] = []
    side = False
    begun = at
    while at < w.size:
        means = w.items[at].means
        if "edge" in means:
            lines.append(means["edge"])
            side = side or w.items[at].words > 1
            at += 1
        elif "direction" in means and (w.any_of(at + 1, "edge", "edge-noun") or lines):
            line = LINES.get(means["direction"], means["direction"])
            if line in _AGAINST and _AGAINST[line] in lines:
                break  # "(move the links at the) bottom up": where they are, and where they go
            lines.append(line)
            at += 1
        elif lines and "edge-noun" in means:
            side = True
            if means["edge-noun"] == "corner" and len(lines) == 1 and lines[0] in _CORNER:
                lines.append(_CORNER[lines[0]])
            at += 1
        elif lines and "and" in means and w.has(at + 1, "edge"):
            at += 1
        else:
            break
    if not lines or at == begun:
        return None
    lines = list(dict.fromkeys(lines))
    anchor = at + 1 if w.has(at, "of") else None
    if w.value(at, "relation") in ("left", "right"):
        # "the top right of": the last edge and the "of" are one phrase
        lines.append(w.value(at, "relation"))
        at, anchor = at + 1, at + 1
    return Edges(tuple(lines), at, anchor, side)


def said_lines(w: Words, at: int, edges: Edges) -> tuple[str, ...]:
    """The lines that words from ``at`` on name, without the one that "corner" adds."""
    named = sum(w.any_of(k, "edge", "direction") for k in range(at, edges.stop))
    return edges.lines[: max(named, 1)]


def counted(base: Selector, places: tuple[int, ...], lines: tuple[str, ...]) -> Pick:
    """ "(the second) from the right", "from the bottom left corner": along the line at that corner.

    >>> from redraft.select.selectors import Everything
    >>> counted(Everything(), (2,), ("bottom", "right")).places
    (-2,)
    """
    back = ("right" in lines) if len(lines) > 1 else lines[0] in ("right", "bottom")
    places = tuple(-p if back and p > 0 else p for p in places)
    across = "left" in lines or "right" in lines
    if across and ("top" in lines or "bottom" in lines):
        end = -1 if "bottom" in lines else 1
        return Pick(Pick(base, (end,), order="row", rows=True), places, order="x")
    return Pick(base, places, order="x" if across else "reading")
