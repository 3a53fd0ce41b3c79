"""How well a component is where words put it, 0 to 1: what is farther is less likely, nothing is cut off.

Gaps are counted by `places`; here they become weights. Icons that are drawn on a wide
title, and what stands below the words that name a part of the screen, are where people
say that they are.

May import: document, select.places.
"""

from __future__ import annotations

import math
from typing import Final

from redraft.document.blueprint import Document
from redraft.document.properties import is_text_like
from redraft.select.places import at_screen, away

#: A gap of so many px halves what a place beside something is worth.
_NEAR_PX: Final = 90.0
#: What is drawn on the words themselves.
_ON: Final = 0.85
#: What is no more than beside the name of the part that it should be in.
_BY_NAME: Final = 0.5
_BELOW_NAME: Final = 0.3
#: What is not in the third of the screen that is meant; and how much the edge itself draws.
_OUT: Final = 0.5
_PULL: Final = 4.0
#: What is over or under something is so much less beside it.
_UPRIGHT: Final = 2.0
_UPRIGHT_PX: Final = 24.0
#: Something is wide that is so many times its height.
_WIDE: Final = 3.0
_LOWER: Final = 0.66
_SIDES: Final = frozenset({"above", "below"})


def nearness(document: Document, i: int, relation: str, anchors: tuple[int, ...]) -> float:
    far = _apart(document, i, relation, anchors)
    if far is not None:
        if relation in ("inside", "around", "on"):
            return 1.0
        return 1.0 / (1.0 + far / _NEAR_PX)
    if relation in _SIDES and _bears(document, i, relation, anchors[0]):
        return _ON
    on = _drawn_on(document, i, relation, anchors[0])
    if on:
        return on
    if relation == "inside":
        if _drawn_in(document, i, anchors[0]):
            return _ON
        # what is in a part of the screen stands below or beside the words that name it
        beside = away(document, i, "beside", anchors)
        below = away(document, i, "below", anchors)
        far = min(
            (d for d in (beside, below and _BELOW_NAME * below) if d is not None), default=None
        )
        return 0.0 if far is None else _BY_NAME / (1.0 + far / _NEAR_PX)
    return 0.0


def _apart(document: Document, i: int, relation: str, anchors: tuple[int, ...]) -> float | None:
    """How far it is there; beside something is rather in its row than over or under it."""
    if relation != "beside" or document.at(i).box is None:
        return away(document, i, relation, anchors)
    gaps = [away(document, i, side, anchors) for side in ("left", "right")]
    gaps += [
        None if far is None else far * _UPRIGHT + _UPRIGHT_PX
        for far in (away(document, i, side, anchors) for side in ("above", "below"))
    ]
    return min((gap for gap in gaps if gap is not None), default=None)


def _bears(document: Document, i: int, relation: str, anchor: int) -> bool:
    """Whether a picture has the words of the anchor drawn on its lower part: it is above them."""
    mine, its = document.at(i).box, document.at(anchor).box
    if mine is None or its is None or mine[2] * mine[3] <= 2 * its[2] * its[3]:
        return False
    x, y = its[0] + its[2] / 2, its[1] + its[3] / 2
    if not (mine[0] <= x <= mine[0] + mine[2] and mine[1] <= y <= mine[1] + mine[3]):
        return False
    down = (y - mine[1]) / mine[3]
    return down > _LOWER if relation == "above" else down < 1 - _LOWER


def _drawn_on(document: Document, i: int, relation: str, anchor: int) -> float:
    """An icon drawn on a wide title stands left or right of its words."""
    component = document.at(anchor)
    mine, its = document.at(i).box, component.box
    if mine is None or its is None:
        return 0.0
    if not (is_text_like(component) or its[2] >= _WIDE * its[3]):
        return 0.0
    if anchor < i < document.outline.end[anchor] or mine[2] * mine[3] >= 0.5 * its[2] * its[3]:
        return 0.0
    x, y = mine[0] + mine[2] / 2, mine[1] + mine[3] / 2
    if not (its[0] <= x <= its[0] + its[2] and its[1] <= y <= its[1] + its[3]):
        return 0.0
    across = (x - its[0]) / (its[2] or 1)
    match relation:
        case "left" | "before":
            return _ON if across < 0.4 else 0.0
        case "right" | "after":
            return _ON if across > 0.6 else 0.0
        case "beside":
            return _ON
        case _:
            return 0.0


def _drawn_in(document: Document, i: int, anchor: int) -> bool:
    """Whether the middle of something smaller lies in the anchor."""
    mine, its = document.at(i).box, document.at(anchor).box
    if mine is None or its is None or mine[2] * mine[3] >= 0.5 * its[2] * its[3]:
        return False
    x, y = mine[0] + mine[2] / 2, mine[1] + mine[3] / 2
    return its[0] <= x <= its[0] + its[2] and its[1] <= y <= its[1] + its[3]


def at_place(document: Document, weights: dict[int, float], place: str) -> dict[int, float]:
    _, _, width, height = document.screen
    size = math.hypot(width, height) or 1.0
    found: dict[int, float] = {}
    for i, weight in weights.items():
        at = at_screen(document, i, place)
        if at is not None:
            far, inside = at
            found[i] = weight * (1.0 if inside else _OUT) / (1.0 + _PULL * far / size)
    return found
