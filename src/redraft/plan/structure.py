"""Steps that change which components there are, or their order.

Each works on a plain copy of the component tree and notes what it did as JSON Patch
operations, so that it can be taken back like everything else.

    S-1  the operations, taken back last first, give the old tree

May import: plan.draft, plan.lines, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from redraft.document.blueprint import MISSING, Box, Document, Fields, copy_json
from redraft.document.lengths import clean, read_px
from redraft.document.properties import TEXT_LIKE
from redraft.document.space import joint, share_area
from redraft.plan.draft import Draft, Operation, Restructure, failure
from redraft.plan.lines import line_of, rhythm
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
#: px of a letter, about
_LETTER: Final = 9


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
    """Add a component beside or inside the anchor, or below everything; new, or a copy of another."""
    document = draft.document
    anchors: tuple[int, ...] = ()
    if step.anchor is not None and not isinstance(step.anchor, Screen):
        anchors = draft.resolve(step.anchor)
        parents = {document.outline.parent[i] for i in anchors}
        if len(parents) > 1 or (step.side == "inside" and len(anchors) != 1):
            raise failure("target.ambiguous", "one component is needed to add it by")
    if step.side in ("before", "after"):
        step = msgspec.structs.replace(step, side=_along(draft, anchors, step.side))
    tree = _Tree(document)
    source = _source(draft, step, anchors)
    node = _made(tree, step.component if source is None else _copied(draft, tree, source, step))
    if any(component.box is not None for component in document) or not len(document):
        _settle(draft, node, anchors, step, alike=source is not None)
    elif anchors and draft.spot(anchors[0]) is not None:
        _all_boxes(draft, anchors)  # a sketch says where things are, not how large
    if not anchors:
        tree.insert(None, len(tree.top), node)
    elif step.side == "inside":
        name = draft.name(anchors[0])
        tree.insert(name, len(tree.beside(name)), node)
    else:
        after = step.side in ("below", "right")
        name = draft.name(max(anchors) if after else min(anchors))
        tree.insert(tree.parent(name), tree.place(name) + after, node)
    draft.restructure = tree.done([node["id"]])


def _along(draft: Draft, anchors: Sequence[int], way: str) -> Any:
    """The side that "before" and "after" mean: along the line that the anchor stands in."""
    line = line_of(draft, anchors[0]) if len(anchors) == 1 else None
    across = line is not None and line.axis == 0
    if way == "after":
        return "right" if across else "below"
    return "left" if across else "above"


def _source(draft: Draft, step: Add, anchors: Sequence[int]) -> int | None:
    """What the new one is a copy of; None where it is one of its own.

    Of several that are to be like it any will do where they look the same.
    """
    if step.like is None:
        return None
    found = draft.resolve(step.like)
    outline = draft.document.outline
    if step.soft:
        found = tuple(i for i in found if outline.types[i] == step.component.get("type"))
        return found[-1] if found else None
    looks = [draft.at(i).style for i in found]
    if any(look != looks[0] for look in looks) or len({outline.types[i] for i in found}) > 1:
        raise failure("target.ambiguous", "those that it is to be like do not look the same")
    return next((i for i in found if i in anchors), found[0])


def _copied(draft: Draft, tree: _Tree, source: int, step: Add) -> Fields:
    """The fields of a copy, with another text where one is given."""
    node: Fields = copy_json(tree.node(draft.name(source)))
    text = step.component.get("text")
    if text is None:
        return node
    written = [part for part in _walk(node) if isinstance(part.get("text"), str) and part["text"]]
    if len(written) > 1:
        name = draft.name(source)
        raise failure("target.ambiguous", f"more than one text is written in “{name}”", name)
    (written[0] if written else node)["text"] = text
    return node


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


def _settle(draft: Draft, node: Fields, anchors: Sequence[int], step: Add, *, alike: bool) -> None:
    """Give the new component a box by its anchors, or below everything; what is in it comes along."""
    given: Any = node.get("bbox")
    boxed = isinstance(given, list) and len(given) == 4
    if boxed and not (anchors or alike):
        return
    width, height = _new_size(draft, node, anchors, step, alike=alike)
    gap = draft.spacing
    x, y = gap, gap
    if not anchors:
        boxes = _boxes(draft, draft.document.outline.top)
        if boxes:
            x = min(b[0] for b in boxes)
            y = max(b[1] + b[3] for b in boxes) + gap
    else:
        x, y = _spot(draft, step, _all_boxes(draft, anchors), anchors, (width, height), alike=alike)
    if not boxed:
        x, width = _within(draft, anchors, step, x, width)
    if anchors and step.side != "inside":
        _has_room(draft, anchors, (x, y, width, height), step.side)
    if boxed and alike:
        _shift(node, x - given[0], y - given[1])
        node["bbox"][2] = clean(width)
        return
    old = dict(node)
    node.clear()
    for key, value in old.items():
        if key != "bbox":
            if key == "children" and "bbox" not in node:
                node["bbox"] = []
            node[key] = value
    node["bbox"] = [clean(n) for n in (x, y, width, height)]


def _all_boxes(draft: Draft, anchors: Sequence[int]) -> Box:
    """The box around all anchors, each of which has to have one."""
    boxed = _boxes(draft, anchors)
    if len(boxed) < len(anchors):
        name = draft.name(anchors[0])
        raise failure("property.unknown", f"“{name}” has no place or size to go by", name)
    return joint(boxed)


def _new_size(
    draft: Draft, node: Fields, anchors: Sequence[int], step: Add, *, alike: bool
) -> tuple[float, float]:
    """How wide and high a new one is: as it says, or as its kind is; a text as wide as it needs."""
    given: Any = node.get("bbox")
    width, height = _size_of(node)
    if isinstance(given, list) and len(given) == 4:
        width, height = given[2], given[3]
        upright = alike and step.side in ("above", "below")
        return (_no_wider(draft, node, anchors, width) if upright else width), height
    if step.side == "inside" and anchors:
        width = min(width, max(1, _all_boxes(draft, anchors)[2] - 2 * draft.spacing))
    elif node["type"].lower() in _TEXTS and anchors:
        written = _text_width(node.get("text"))
        width = written if step.side in ("left", "right") else max(width, written)
    return width, height


def _no_wider(draft: Draft, node: Fields, anchors: Sequence[int], width: float) -> float:
    """The width of a text that is to be like another: no wider than what it stands by, of another type."""
    types = {draft.document.outline.types[i] for i in anchors}
    if node.get("children") or node["type"] in types or not node.get("text"):
        return width
    return min(width, joint(_boxes(draft, anchors))[2])


def _above(draft: Draft, anchors: Sequence[int], spot: Box, top: float) -> float:
    """Where a new one goes above others: below what is in the way there; the others make room."""
    outline = draft.document.outline
    beside = _boxes(draft, [k for k in outline.siblings(anchors[0]) if k not in anchors])
    ends = [b[1] + b[3] for b in beside if share_area(spot, b) and b[1] + b[3] <= top]
    if not ends:
        return spot[1]
    return max(ends) + min(draft.spacing, top - max(ends))


def _has_room(draft: Draft, anchors: Sequence[int], spot: Box, side: str) -> None:
    """Refuse a place where the next of the row stands, or that sticks out of what holds the anchor."""
    outline = draft.document.outline
    beside = [k for k in outline.siblings(anchors[0]) if k not in anchors]
    alike = [k for k in beside if outline.types[k] == outline.types[anchors[0]]]
    if side in ("left", "right") and any(share_area(spot, b) for b in _boxes(draft, alike)):
        name = draft.name(anchors[0])
        raise failure("bounds.outside", f"there is no room beside “{name}”", name)
    parent = outline.parent[anchors[0]]
    frame = None if parent < 0 else draft.box(parent)
    own = draft.box(anchors[0])
    if frame is None or own is None:
        return
    for k in (0, 1):
        end = frame[k] + frame[k + 2]
        inside = frame[k] <= own[k] and own[k] + own[k + 2] <= end
        if inside and not frame[k] <= spot[k] <= spot[k] + spot[k + 2] <= end:
            name = draft.name(parent)
            raise failure("bounds.outside", f"there is no room for more in “{name}” there", name)


def _within(
    draft: Draft, anchors: Sequence[int], step: Add, x: float, width: float
) -> tuple[float, float]:
    """A new one's left edge and width, so that it stays within the screen and what it is in."""
    port = draft.document.viewport
    if port is not None:
        width = min(width, port.width)
        x = max(0, min(x, port.width - width))
    if anchors and step.side in ("above", "below"):
        frame = draft.frame(anchors[0])
        if frame[0] <= x < frame[0] + frame[2]:
            width = min(width, max(1, frame[0] + frame[2] - x))
    return x, width


def _spot(
    draft: Draft,
    step: Add,
    box: Box,
    anchors: Sequence[int],
    size: tuple[float, float],
    *,
    alike: bool,
) -> tuple[float, float]:
    x, y, width, height = box
    gap = draft.spacing if step.gap is None else step.gap
    if alike and step.gap is None and len(anchors) == 1:
        apart = rhythm(draft, anchors[0], 1 if step.side in ("above", "below") else 0)
        gap = gap if apart is None else apart
    match step.side:
        case "below":
            return (x, y + height + gap)
        case "above":
            return (x, _above(draft, anchors, (x, y - size[1] - gap, *size), y))
        case "right":
            return (x + width + gap, y)
        case "left":
            return (x - size[0] - gap, y)
        case _:
            inner = _boxes(draft, draft.document.outline.children[anchors[0]])
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


_TEXTS: Final = TEXT_LIKE | {"paragraph", "caption"}


def _text_width(text: object) -> float:
    """About how wide a line of text is."""
    return len(text) * _LETTER + _LETTER if isinstance(text, str) else 0
