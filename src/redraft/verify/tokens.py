"""A colour is one of the design's: it is among the tokens, where these hold any colour.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.colors import Color, parse, to_hex
from redraft.document.properties import PROPERTIES, Property
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding

CODE: Final = "token.unused"
_ROWS: Final = tuple(row for row in PROPERTIES.values() if row.kind == "colour")
READS: Final = frozenset(key for row in _ROWS for key in row.spellings)


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find the colours that no token has; what cannot be seen is nobody's."""
    palette = facts.palette
    if not palette:
        return
    for row in _ROWS:
        color = _foreign(component, row, palette)
        if color is not None:
            name = component.id
            said = f"{to_hex(color)}, the {row.name} of “{name}”, is in no design token"
            yield Finding(CODE, (name,), row.name, "notice", said)


def renew(
    document: Document,  # noqa: ARG001
    component: Component,
    facts: Facts,
    keys: Set[str],
    known: tuple[str, ...],
) -> tuple[str, ...]:
    """Name what `check` would, looking at the colours whose keys changed."""
    palette = facts.palette
    if not palette:
        return ()
    return tuple(
        [
            row.name
            for row in _ROWS
            if (
                row.name in known
                if keys.isdisjoint(row.spellings)
                else _foreign(component, row, palette) is not None
            )
        ]
    )


def _foreign(component: Component, row: Property, palette: frozenset[Color]) -> Color | None:
    """The colour that is seen there, if no token has it."""
    style = component.style
    for key in row.spellings:
        stored = style.get(key)
        if stored is None:
            continue
        color = parse(stored) if isinstance(stored, str) else None
        return None if color is None or color.alpha <= 0 or color in palette else color
    return None
