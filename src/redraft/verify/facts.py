"""What the rules need to know of the screen: worked out once for all versions with its head.

May import: document.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from redraft.document.blueprint import Document, Viewport
from redraft.document.colors import Color, parse
from redraft.document.ground import Layer, screen_layer

# The screen's own fill is no design token that a component could have used instead.
_SCREEN_KEYS = frozenset({"background_color", "background_gradient"})


class Facts(NamedTuple):
    """The parts of a document's head that findings depend on, by what depends on them."""

    viewport: Viewport | None
    fonts: tuple[Any, ...]
    palette: frozenset[Color]
    screen: Layer


def facts_of(document: Document) -> Facts:
    """Return the facts of a document, kept in its memo.

    ``palette`` holds every colour among the tokens; empty where only the screen has one.
    """
    found: Facts | None = document.memo.get("facts")
    if found is not None:
        return found
    # most versions share their head
    kept: tuple[Any, Facts] | None = document.outline.kept.get("facts")
    if kept is not None and kept[0] is document.head:
        found = kept[1]
    else:
        found = _facts_of(document)
        document.outline.kept["facts"] = (document.head, found)
    document.memo["facts"] = found
    return found


def carry_facts(before: Document, after: Document) -> Facts:
    """The facts of ``after``: those of ``before`` where both have the same head."""
    found: Facts | None = after.memo.get("facts")
    if found is None and after.head is before.head:
        found = after.memo["facts"] = facts_of(before)
    return found or facts_of(after)


def _facts_of(document: Document) -> Facts:
    scale = document.tokens.get("font_scale")
    fonts = (
        tuple(repr(scale.get(k)) for k in ("h1", "h2", "body")) if isinstance(scale, dict) else ()
    )
    return Facts(document.viewport, fonts, _palette(document), screen_layer(document))


def _palette(document: Document) -> frozenset[Color]:
    colors: set[Color] = set()
    screen: set[Color] = set()
    stack: list[tuple[str, Any]] = list(document.tokens.items())
    while stack:
        key, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.items())
        elif isinstance(value, list):
            stack.extend((key, inner) for inner in value)
        elif isinstance(value, str):
            color = parse(value)
            if color is not None:
                (screen if key in _SCREEN_KEYS else colors).add(color)
    return frozenset(colors | screen) if colors else frozenset()
