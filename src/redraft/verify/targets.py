"""What is pressed can be hit: interactive components are at least 44 × 44 px.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.properties import is_interactive
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding, Fix

CODE: Final = "target-size.small"
READS: Final = frozenset({"bbox", "role", "type"})
TARGET_MIN: Final = 44


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find a width or height that is too small to press."""
    box = component.fields.get("bbox")
    if box is None or (box[2] >= TARGET_MIN and box[3] >= TARGET_MIN):
        return
    if not is_interactive(component):
        return
    for side, size, how in (("width", box[2], "wide"), ("height", box[3], "high")):
        if size < TARGET_MIN:
            yield Finding(
                CODE,
                (component.id,),
                side,
                "notice",
                f"“{component.id}” is {size:.6g} px {how}, {TARGET_MIN} is the least to press",
                size,
                TARGET_MIN,
                Fix(component.id, side, TARGET_MIN),
            )
