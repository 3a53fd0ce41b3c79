"""What is drawn, once for every format: the visible components with their boxes and looks.

The nodes are in document order, a parent before its children, as the document has them;
SVG and HTML only spell them differently.

May import: document, render.frames, render.look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
        node = Node(i, outline.end[i], component.id, component.type, box, seen, clips)
        nodes.append(node)
    known = Scene(placed.width, placed.height, sheet, wash, tuple(nodes))
    document.memo["scene"] = known
    return known


def _sticks_out(inner: Box, outer: Box) -> bool:
    return (
        inner[0] < outer[0] - _SLACK
        or inner[1] < outer[1] - _SLACK
        or inner[0] + inner[2] > outer[0] + outer[2] + _SLACK
        or inner[1] + inner[3] > outer[1] + outer[3] + _SLACK
    )
