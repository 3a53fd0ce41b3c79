"""Places on a screen or a component: "(at) the top left corner (of …)".

May import: decompose.words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.words import Words

#: "the top corner": the line that a corner leaves out
_CORNER: Final = {"top": "left", "bottom": "left", "left": "top", "right": "top"}


#: the line that a direction leads to
LINES: Final = {"up": "top", "down": "bottom"}


class Edges(NamedTuple):
    """ "(at) the top left corner (of …)": lines, where it stops, where an "of" phrase starts."""

    lines: tuple[str, ...]
    stop: int
    anchor_stop: int | None
    side: bool


def edge_phrase(w: Words, i: int) -> Edges | None:
    """Read a place on a screen or component: edges after an optional preposition and article."""
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
            lines.append(LINES.get(means["direction"], means["direction"]))
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
