"""A colour is one of the design's: it is among the tokens, where these hold any colour.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.colors import parse, to_hex
from redraft.document.properties import PROPERTIES
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding

CODE: Final = "token.unused"
_ROWS: Final = tuple(row for row in PROPERTIES.values() if row.kind == "colour")


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find the colours that no token has; what cannot be seen is nobody's."""
    palette = facts.palette
    if not palette:
        return
    style = component.style
    for row in _ROWS:
        for key in row.spellings:
            stored = style.get(key)
            if stored is None:
                continue
            color = parse(stored) if isinstance(stored, str) else None
            if color is not None and color.alpha > 0 and color not in palette:
                yield Finding(
                    CODE,
                    (component.id,),
                    row.name,
                    "notice",
                    f"{to_hex(color)}, the {row.name} of “{component.id}”, is in no design token",
                )
            break
