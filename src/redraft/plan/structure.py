"""Steps that change which components there are, or their order.

Each works on a plain copy of the component tree and notes what it did as JSON Patch
operations, so that it can be taken back like everything else.

    S-1  the operations, taken back last first, give the old tree

May import: plan.draft, plan.places, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from redraft.document.blueprint import MISSING, Box, Document, Fields, copy_json
from redraft.document.lengths import clean, read_px
from redraft.plan.draft import Draft, Operation, Restructure, failure
from redraft.plan.places import joint
from redraft.plan.steps import Add, Delete, Duplicate, Reorder, Wrap
from redraft.select.selectors import Screen

_COPIES_MAX: Final = 100
_SIZES: Final[dict[str, tuple[int, int]]] = {
    "button": (120, 44),
    "cta": (120, 44),
    "input": (240, 44),
    "checkbox": (44, 44),
    "toggle": (52, 44),
    "link": (120, 44),
    "tab": (96, 44),
    "icon": (24, 24),
    "image": (200, 160),
    "title": (240, 36),
    "divider": (240, 1),
}
_SIZE: Final = (240, 120)
_TEXT_SIZE: Final = (240, 24)


class _Tree:
    """A plain copy of all components that can be taken apart and put together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.top: list[Fields] = [document.subtree(i) for i in document.outline.top]
        self.operations: list[Operation] = []
        self._nodes: dict[str, Fields] = {}
        self._above: dict[str, str | None] = {}
        self._note(self.top, None)

    def _note(self, nodes: Iterable[Fields], above: str | None) -> None:
        stack = [(node, above) for node in nodes]
        while stack:
            node, parent = stack.pop()
            self._nodes[node["id"]] = node
            self._above[node["id"]] = parent
            stack.extend((inner, node["id"]) for inner in node.get("children") or ())

    def node(self, name: str) -> Fields:
        return self._nodes[name]

    def parent(self, name: str) -> str | None:
        return self._above[name]

    def beside(self, parent: str | None) -> list[Fields]:
        """The list that a component's siblings are in; made where there is none yet."""
        if parent is None:
            return self.top
        node = self._nodes[parent]
        inner = node.get("children")
        if not isinstance(inner, list):
            before = node.get("children", MISSING)
            inner = node["children"] = []
            path = self.path(parent) + "/children"
            self.operations.append(Operation(parent, "children", path, before, []))
        return inner

    def place(self, name: str) -> int:
        node = self._nodes[name]
        return next(k for k, n in enumerate(self.beside(self._above[name])) if n is node)

    def path(self, name: str) -> str:
        parts: list[str] = []
        at: str | None = name
        while at is not None:
            above = self._above[at]
            parts.append(f"/{'components' if above is None else 'children'}/{self.place(at)}")
            at = above
        return "".join(reversed(parts))

    def remove(self, name: str) -> Fields:
        path, place = self.path(name), self.place(name)
        node = self.beside(self._above[name]).pop(place)
        self.operations.append(Operation(name, "component", path, copy_json(node), MISSING))
        return node

    def insert(self, parent: str | None, place: int, node: Fields) -> None:
        self.beside(parent).insert(place, node)
        self._note([node], parent)
        path = self.path(node["id"])
        self.operations.append(Operation(node["id"], "component", path, MISSING, copy_json(node)))

    def reorder(self, name: str, place: int) -> None:
        beside = self.beside(self._above[name])
        before, at = self.path(name), self.place(name)
        beside.insert(place, beside.pop(at))
        after = self.path(name)
        if after != before:
            self.operations.append(Operation(name, "order", before, before, after))

    def free(self, wanted: str, *, numbered: bool = False) -> str:
        """An id that nothing has yet, made from the wanted one."""
        stem = "_".join(wanted.split()) or "component"
        if not numbered and stem not in self._nodes:
            return stem
        count = 1 if numbered else 2
        while f"{stem}_{count}" in self._nodes:
            count += 1
        return f"{stem}_{count}"

    def done(self, acted: Sequence[str]) -> Restructure:
        return Restructure(self.top, tuple(self.operations), tuple(acted))


def _outermost(draft: Draft) -> list[int]:
    """The targets in document order, without those that are inside another."""
    outline = draft.document.outline
    kept: list[int] = []
    reached = 0
    for i in sorted(draft.acted):
        if i >= reached:
            kept.append(i)
            reached = outline.end[i]
    return kept


def delete(draft: Draft, step: Delete) -> None:  # noqa: ARG001
    """Take components out, last first, so that no path is shifted by another."""
    tree = _Tree(draft.document)
    names = [draft.name(i) for i in _outermost(draft)]
    for name in reversed(names):
        tree.remove(name)
    draft.restructure = tree.done(names)


def duplicate(draft: Draft, step: Duplicate) -> None:
    """Copy below the original, each copy one base spacing further."""
    if not 1 <= step.count <= _COPIES_MAX:
        raise failure("value.invalid", f"{step.count} copies are not made")
    tree = _Tree(draft.document)
    acted: list[str] = []
    for i in reversed(_outermost(draft)):
        name = draft.name(i)
        place = tree.place(name)
        box = draft.box(i)
        down = 0.0 if box is None else box[3] + draft.spacing
        made: list[str] = []
        for k in range(1, step.count + 1):
            node = copy_json(tree.node(name))
            _rename(tree, node)
            _shift(node, 0, down * k)
            tree.insert(tree.parent(name), place + k, node)
            made.append(node["id"])
        acted[:0] = made
    draft.restructure = tree.done(acted)


def add(draft: Draft, step: Add) -> None:
    """Add a component beside or inside the anchor, or below everything."""
    document = draft.document
    anchored = None
    if step.anchor is not None and not isinstance(step.anchor, Screen):
        anchors = draft.resolve(step.anchor)
        if len(anchors) != 1:
            raise failure("target.ambiguous", "one component is needed to add it by")
        anchored = anchors[0]
    tree = _Tree(document)
    node = _made(tree, step.component)
    if any(component.box is not None for component in document) or not len(document):
        _settle(draft, node, anchored, step.side)
    if anchored is None:
        tree.insert(None, len(tree.top), node)
    else:
        name = draft.name(anchored)
        if step.side == "inside":
            tree.insert(name, len(tree.beside(name)), node)
        else:
            after = step.side in ("below", "right")
            tree.insert(tree.parent(name), tree.place(name) + after, node)
    draft.restructure = tree.done([node["id"]])


def wrap(draft: Draft, step: Wrap) -> None:
    """Put siblings into a new container where the first of them was."""
    outline = draft.document.outline
    chosen = sorted(draft.acted)
    if len({outline.parent[i] for i in chosen}) != 1:
        raise failure("value.invalid", "only components side by side can be wrapped together")
    tree = _Tree(draft.document)
    names = [draft.name(i) for i in chosen]
    parent, place = tree.parent(names[0]), tree.place(names[0])
    boxes = [box for box in (draft.box(i) for i in chosen) if box is not None]
    inner = [tree.remove(name) for name in reversed(names)][::-1]
    node: Fields = {"id": tree.free(step.type, numbered=True), "type": step.type}
    if boxes:
        node["bbox"] = [clean(n) for n in joint(boxes)]
    node["children"] = inner
    tree.insert(parent, place, node)
    draft.restructure = tree.done([node["id"]])


def reorder(draft: Draft, step: Reorder) -> None:
    """Move components in their parents' lists; what is drawn later lies on top."""
    tree = _Tree(draft.document)
    names = [draft.name(i) for i in sorted(draft.acted)]
    anchor = None
    if step.to in ("before", "after"):
        anchor = _sibling(draft, step)
    downward = step.to in ("back", "forward", "after")
    for name in reversed(names) if downward else names:
        if name == anchor:
            continue
        last = len(tree.beside(tree.parent(name))) - 1
        at = tree.place(name)
        match step.to:
            case "front":
                to = last
            case "back":
                to = 0
            case "forward":
                to = min(at + 1, last)
            case "backward":
                to = max(at - 1, 0)
            case "before" | "after":
                there = tree.place(anchor or name)
                to = there - (at < there) + (step.to == "after")
        tree.reorder(name, to)
    draft.restructure = tree.done(names)


def _sibling(draft: Draft, step: Reorder) -> str:
    found = () if step.anchor is None else draft.resolve(step.anchor)
    parent = draft.document.outline.parent
    if len(found) != 1 or any(parent[i] != parent[found[0]] for i in draft.acted):
        raise failure("value.invalid", "only components side by side can be put in order")
    return draft.name(found[0])


# -- new components --------------------------------------------------------------


def _made(tree: _Tree, given: Fields) -> Fields:
    """The component with a type and fresh ids, its keys in their usual order."""
    kind = given.get("type")
    if not isinstance(kind, str) or not kind:
        raise failure("value.invalid", "a new component needs a type")
    asked = given.get("id")
    name = tree.free(asked) if isinstance(asked, str) and asked else tree.free(kind, numbered=True)
    node: Fields = {"id": name, "type": kind}
    node.update((k, copy_json(v)) for k, v in given.items() if k not in ("id", "type"))
    _rename(tree, node, keep=name)
    return node


def _rename(tree: _Tree, node: Fields, keep: str | None = None) -> None:
    """Give the copy and all in it ids that nothing has yet."""
    taken: set[str] = set()
    for part in _walk(node):
        if part is node and keep is not None:
            name = keep
        else:
            name = tree.free(str(part.get("id") or part.get("type") or "component"))
            while name in taken:
                stem, _, count = name.rpartition("_")
                name = f"{stem}_{int(count) + 1}" if count.isdigit() and stem else f"{name}_2"
                name = tree.free(name)
        part["id"] = name
        taken.add(name)


def _walk(node: Fields) -> Iterator[Fields]:
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        inner = part.get("children")
        if isinstance(inner, list):
            stack.extend(reversed([n for n in inner if isinstance(n, dict)]))


def _shift(node: Fields, x: float, y: float) -> None:
    for part in _walk(node):
        box = part.get("bbox")
        if isinstance(box, list):
            box[0], box[1] = clean(box[0] + x), clean(box[1] + y)


def _settle(draft: Draft, node: Fields, anchor: int | None, side: str) -> None:
    """Give the new component a box by its anchor, or below everything."""
    given: Any = node.get("bbox")
    width, height = _size_of(node)
    if isinstance(given, list) and len(given) == 4:
        if anchor is None:
            return
        width, height = given[2], given[3]
    gap = draft.spacing
    x, y = gap, gap
    if anchor is None:
        boxes = _boxes(draft, draft.document.outline.top)
        if boxes:
            x = min(b[0] for b in boxes)
            y = max(b[1] + b[3] for b in boxes) + gap
    else:
        box = draft.box(anchor)
        if box is None:
            return
        x, y = _spot(draft, side, box, anchor, (width, height))
        if side == "inside" and not isinstance(given, list):
            width = min(width, max(1, box[2] - 2 * gap))
    port = draft.document.viewport
    if port is not None and not isinstance(given, list):
        width = min(width, port.width)
        x = max(0, min(x, port.width - width))
    old = dict(node)
    node.clear()
    for key, value in old.items():
        if key != "bbox":
            if key == "children" and "bbox" not in node:
                node["bbox"] = []
            node[key] = value
    node["bbox"] = [clean(n) for n in (x, y, width, height)]


def _spot(
    draft: Draft, side: str, box: Box, anchor: int, size: tuple[float, float]
) -> tuple[float, float]:
    x, y, width, height = box
    gap = draft.spacing
    match side:
        case "below":
            return (x, y + height + gap)
        case "above":
            return (x, y - size[1] - gap)
        case "right":
            return (x + width + gap, y)
        case "left":
            return (x - size[0] - gap, y)
        case _:
            inner = _boxes(draft, draft.document.outline.children[anchor])
            return (x + gap, max((b[1] + b[3] for b in inner), default=y) + gap)


def _boxes(draft: Draft, indices: Iterable[int]) -> list[Box]:
    return [box for box in (draft.box(i) for i in indices) if box is not None]


def _size_of(node: Fields) -> tuple[float, float]:
    kind = node["type"].lower()
    width, height = _SIZES.get(kind, _TEXT_SIZE if kind in _TEXTS else _SIZE)
    style = node.get("visual")
    if isinstance(style, dict):
        return (read_px(style.get("width")) or width, read_px(style.get("height")) or height)
    return (width, height)


_TEXTS: Final = frozenset({"text", "subtitle", "description", "label", "heading", "paragraph"})
