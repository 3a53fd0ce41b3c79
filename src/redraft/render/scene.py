"""What is drawn, once for every format: the visible components with their boxes and looks.

The nodes are in document order, a parent before its children, as the document has them;
SVG and HTML only spell them differently.

May import: document, render.frames, render.look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from redraft.document.blueprint import Box, Document
from redraft.document.colors import WHITE, Color, Gradient, over
from redraft.document.properties import SCREEN
from redraft.render.frames import frames
from redraft.render.look import Look, color_of, gradient_of, look


class Node(NamedTuple):
    """One visible component. ``end`` is one past its last descendant's ``place``."""

    place: int
    end: int
    id: str
    kind: str
    box: Box
    look: Look
    clips: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen, ready to be drawn."""

    width: float
    height: float
    ground: Color
    gradient: Gradient | None
    nodes: tuple[Node, ...]

    def box(self, component_id: str) -> Box | None:
        """Where a component is drawn; None where it is not."""
        return next((node.box for node in self.nodes if node.id == component_id), None)

    def solid(self) -> list[Box]:
        """The boxes of what is read or looked at: texts, marks and other components without children."""
        return [
            node.box
            for node in self.nodes
            if node.look.lettering is not None or node.end == node.place + 1
        ]

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The nodes with the number of open ancestors that end before each."""
        open_ends: list[int] = []
        for node in self.nodes:
            closing = 0
            while open_ends and node.place >= open_ends[-1]:
                open_ends.pop()
                closing += 1
            yield closing, node
            open_ends.append(node.end)


_SLACK: Final = 0.5
#: How many later components are looked at; what covers another is usually next to it.
_NEARBY: Final = 48


def scene(document: Document) -> Scene:
    """Read a document for drawing; kept with the document, which never changes.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 9, 9]}]})
    >>> [node.id for node in scene(d).nodes]
    ['a']
    """
    known = document.memo.get("scene")
    if isinstance(known, Scene):
        return known
    placed = frames(document)
    outline = document.outline
    tokens = document.tokens
    base = color_of(tokens.get(SCREEN["background"]))
    sheet = WHITE if base is None else over(base, WHITE)
    wash = gradient_of(tokens.get(SCREEN["gradient"])) or gradient_of(
        tokens.get(SCREEN["background"])
    )
    # what lies behind each component's children, by index
    behind: list[Color] = [sheet] * len(document)
    nodes: list[Node] = []
    for i, component in enumerate(document):
        box = placed.boxes[i]
        if box is None:
            continue
        above = outline.parent[i]
        ground = behind[above] if above >= 0 else sheet
        inner = [b for k in outline.children[i] if (b := placed.boxes[k]) is not None]
        seen = look(document, component, box, ground, leaf=not inner)
        behind[i] = over(seen.fill, ground) if seen.fill is not None else ground
        clips = seen.clip and (any(seen.radii) or any(_sticks_out(b, box) for b in inner))
        if seen.mark in ("unseen", "image") and _is_covered(i, document, placed.boxes):
            seen = replace(seen, label="")
        node = Node(i, outline.end[i], component.id, component.type, box, seen, clips)
        nodes.append(node)
    known = Scene(placed.width, placed.height, sheet, wash, tuple(nodes))
    document.memo["scene"] = known
    return known


def _is_covered(i: int, document: Document, boxes: Sequence[Box | None]) -> bool:
    """Whether something drawn soon after lies over a component's middle, where its label would be."""
    x, y, wide, tall = boxes[i] or (0.0, 0.0, 0.0, 0.0)
    middle_x, middle_y = x + wide / 2, y + tall / 2
    after = range(i + 1, min(i + 1 + _NEARBY, len(document)))
    return any(
        b is not None
        and b[0] - 24 < middle_x < b[0] + b[2] + 24
        and b[1] - 6 < middle_y < b[1] + b[3] + 6
        for b in (boxes[k] for k in after)
    )


def _sticks_out(inner: Box, outer: Box) -> bool:
    return (
        inner[0] < outer[0] - _SLACK
        or inner[1] < outer[1] - _SLACK
        or inner[0] + inner[2] > outer[0] + outer[2] + _SLACK
        or inner[1] + inner[3] > outer[1] + outer[3] + _SLACK
    )
