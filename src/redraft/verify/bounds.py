"""A component lies inside its viewport's width, and its height where that is fixed.

Without a viewport, or without geometry, there is nothing to hold to. Half a pixel is noise.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding, Fix

CODE: Final = "bounds.outside"
READS: Final = frozenset({"bbox"})
TOLERANCE: Final = 0.5


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find the sides on which the component lies outside: property x or y."""
    port = facts.viewport
    box = component.fields.get("bbox")
    if port is None or box is None:
        return
    x, y, width, height = box
    if x < -TOLERANCE or x + width > port.width + TOLERANCE:
        yield _finding(component, "x", x, width, port.width)
    if port.fixed and (y < -TOLERANCE or y + height > port.height + TOLERANCE):
        yield _finding(component, "y", y, height, port.height)


def _finding(component: Component, side: str, start: float, size: float, limit: float) -> Finding:
    over = max(-start, start + size - limit)
    fits = size <= limit
    where = "wide" if side == "x" else "high"
    return Finding(
        CODE,
        (component.id,),
        side,
        "error",
        f"“{component.id}” reaches {over:.4g} px beyond the screen, which is {limit:.6g} px {where}",
        start + size if start >= 0 else start,
        limit if start >= 0 else 0,
        Fix(component.id, side, max(0, min(start, limit - size))) if fits else None,
    )
