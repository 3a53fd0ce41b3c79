"""Moves to where another stands that was just spoken of: "hide the ad and move the card up into its place".

What is said to go up takes over how high the other stands, and no more; the other may go meanwhile.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.drafts import Draft
from redraft.decompose.verbs.ending import ended
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Set
from redraft.select.selectors import Reference, Selector

_AXES: Final = {"up": ("y",), "down": ("y",), "left": ("x",), "right": ("x",)}


def succeeded(p: Asking, draft: Draft, at: int, target: Selector) -> int | None:
    """Read "up into its place", "to where it was" behind what is moved; where it ends, or None."""
    w, source = p.w, p.memory.target
    stop = _place_end(w, at)
    if stop is None or isinstance(target, Reference):
        return None
    span = w.span(at, stop)
    w.use(at, stop)
    if source is None or source == target:
        p.fail(draft, span, why="says not whose place")
        return stop
    way = w.value(at, "direction") or (
        "up" if w.begins(at, "direction") else ""
    )  # "up to where it was"
    for axis in _AXES.get(way, ("x", "y")):
        draft.steps.append(Set(target=target, property=axis, value=Like(source, axis), span=span))
    return stop


def _place_end(w: Words, at: int) -> int | None:
    """The place after "(up) into its place", "(up) to where it was"."""
    led = at + w.begins(at, "direction")
    step = w.skip(led, "to", "in", most=2)
    if step == at:
        return None
    if w.has(step, "possessive") and w.value(step + 1, "property") == "position":
        stop = step + 2
    elif w.has(step, "former-place"):
        stop = step + 1
    else:
        return None
    return stop if ended(w, w.skip(stop, "filler", "so-far")) else None
