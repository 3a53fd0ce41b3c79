"""The document: an immutable screen whose versions share what they have in common.

Components lie flat, in document order (a parent before its children), in chunks
of 64. What edits leave alone, ids, types, nesting, is the `Outline`, one object
for all versions. So an edit copies one chunk and one row of chunks, wherever the
component is and however deeply it is nested; descendants are a range of indices.

    A document given out never changes. ``fields`` and ``head`` are not to be written to.

May import: diagnostics.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, NamedTuple, TypeGuard

import msgspec

from redraft.diagnostics import Diagnostic, DocumentError

CHUNK: Final = 64
#: pointers of components that are kept, for all versions together
_PATHS_KEPT: Final = 4096


class _Children:
    """Stands in ``Component.fields["children"]`` for the nested components, to keep the key's place."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "CHILDREN"


CHILDREN: Final = _Children()


class _Missing:
    """Absent, which is not the same as ``null``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing()

Fields = dict[str, Any]
Box = tuple[float, float, float, float]


class Limits(NamedTuple):
    """What a document may be at most. ``depth_max`` counts nested components."""

    bytes_max: int = 32 * 1024 * 1024
    depth_max: int = 100
    components_max: int = 200_000


class Viewport(NamedTuple):
    """The screen's size in pixels; ``fixed`` where its height bounds components too."""

    width: float
    height: float
    fixed: bool


class Component(msgspec.Struct, eq=False, gc=False):
    """One component's own fields, in the document's key order, without its children's content.

    It is in no ring of references, so the collector of such need not look at it.
    """

    fields: Fields
    #: kept by the serializer: the bytes before and after the children
    encoded: Any = None
    #: kept by the rules: what they found here, and by what else that holds
    judged: Any = None

    @property
    def id(self) -> str:
        return self.fields["id"]  # type: ignore[no-any-return]

    @property
    def type(self) -> str:
        return self.fields["type"]  # type: ignore[no-any-return]

    @property
    def role(self) -> str | None:
        role = self.fields.get("role")
        return role if isinstance(role, str) else None

    @property
    def text(self) -> str | None:
        text = self.fields.get("text")
        return text if isinstance(text, str) else None

    @property
    def style_key(self) -> str | None:
        """Where its style lives: "visual", "style", or None where it has none yet."""
        fields = self.fields
        if isinstance(fields.get("visual"), dict):
            return "visual"
        if isinstance(fields.get("style"), dict):
            return "style"
        return None

    @property
    def style(self) -> Fields:
        """The style object; empty where there is none. Not to be written to."""
        fields = self.fields
        style = fields.get("visual")
        if isinstance(style, dict):
            return style
        style = fields.get("style")
        return style if isinstance(style, dict) else {}

    @property
    def box(self) -> Box | None:
        """(x, y, width, height) in absolute screen pixels, or None without geometry."""
        box = self.fields.get("bbox")
        if box is None:
            return None
        return (box[0], box[1], box[2], box[3])

    def __repr__(self) -> str:
        return f"Component({self.fields.get('id')!r})"


@dataclass(frozen=True, slots=True)
class Outline:
    """What edits of values leave alone; one object shared by all versions.

    All tuples are indexed by component index, which is document order.
    ``end[i]`` is one past the last descendant of ``i``.
    """

    ids: tuple[str, ...]
    types: tuple[str, ...]
    parent: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    end: tuple[int, ...]
    top: tuple[int, ...]
    index: Mapping[str, int]
    by_type: Mapping[str, tuple[int, ...]]
    sketch: bool
    #: what other rooms keep for all versions together; bounded, and never part of a result
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def descendants(self, i: int) -> range:
        """The indices of everything inside component ``i``."""
        return range(i + 1, self.end[i])

    def ancestors(self, i: int) -> Iterator[int]:
        """Indices from the parent of ``i`` up to the top."""
        i = self.parent[i]
        while i >= 0:
            yield i
            i = self.parent[i]

    def siblings(self, i: int) -> tuple[int, ...]:
        """The components beside ``i``, itself among them, in document order."""
        parent = self.parent[i]
        return self.top if parent < 0 else self.children[parent]

    def path(self, i: int) -> str:
        """The JSON Pointer of component ``i``, "/components/3/children/0"."""
        known: dict[int, str] = self.kept.setdefault("paths", {})
        path = known.get(i)
        if path is None:
            if len(known) >= _PATHS_KEPT:
                known.clear()
            path = known[i] = self._path(i)
        return path

    def _path(self, i: int) -> str:
        parts: list[str] = []
        while True:
            parent = self.parent[i]
            beside = self.top if parent < 0 else self.children[parent]
            place = bisect_left(beside, i)
            if parent < 0:
                parts.append(f"/components/{place}")
                break
            parts.append(f"/children/{place}")
            i = parent
        return "".join(reversed(parts))


class Document:
    """One version of a screen. Build it with `Document.of` or `redraft.serialize.read`."""

    __slots__ = ("_chunks", "exotic", "head", "memo", "outline")

    def __init__(
        self,
        head: Fields,
        outline: Outline,
        chunks: tuple[tuple[Component, ...], ...],
        exotic: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        #: the top-level fields, in order; "components" holds `CHILDREN`
        self.head = head
        self.outline = outline
        self._chunks = chunks
        #: some literal is spelled otherwise than our writer would spell it
        self.exotic = exotic
        #: what other rooms have worked out about this version (bytes, report, indices)
        self.memo: dict[str, Any] = {}

    @classmethod
    def of(cls, tree: Fields, limits: Limits = Limits(), *, exotic: bool = False) -> Document:  # noqa: B008
        """Take a parsed JSON object over as a document; the object must not be used afterwards.

        Raises DocumentError with the path of what is no blueprint.

        >>> d = Document.of({"components": [{"id": "a", "type": "text", "text": "Hi"}]})
        >>> len(d), d["a"].text
        (1, 'Hi')
        """
        components, outline = _flatten(tree, limits)
        head = tree
        head["components"] = CHILDREN
        return cls(head, outline, _chunked(components), exotic)

    # -- reading ---------------------------------------------------------------

    @property
    def chunks(self) -> tuple[tuple[Component, ...], ...]:
        """The components in document order, 64 to a chunk; versions share chunks."""
        return self._chunks

    def __len__(self) -> int:
        return len(self.outline.ids)

    def at(self, i: int) -> Component:
        """The component with index ``i``."""
        return self._chunks[i >> 6][i & 63]

    def __getitem__(self, component_id: str) -> Component:
        return self.at(self.outline.index[component_id])

    def __contains__(self, component_id: object) -> bool:
        return component_id in self.outline.index

    def __iter__(self) -> Iterator[Component]:
        for chunk in self._chunks:
            yield from chunk

    def find(self, component_id: str) -> int | None:
        """The index of the component with this id, or None."""
        return self.outline.index.get(component_id)

    @property
    def tokens(self) -> Fields:
        """The design tokens; empty where there are none. Not to be written to."""
        tokens = self.head.get("tokens")
        return tokens if isinstance(tokens, dict) else {}

    @property
    def viewport(self) -> Viewport | None:
        """The screen's size as ``meta.viewport`` states it; ``meta.viewport.fixed`` bounds its height."""
        meta = self.head.get("meta")
        port = meta.get("viewport") if isinstance(meta, dict) else None
        if not isinstance(port, dict):
            return None
        width, height = port.get("width"), port.get("height")
        if not (_is_size(width) and _is_size(height)):
            return None
        return Viewport(width, height, port.get("fixed") is True)

    @property
    def screen(self) -> Box:
        """The screen's box: the viewport, else the extent of all components from (0, 0)."""
        port = self.viewport
        if port is not None:
            return (0, 0, port.width, port.height)
        box = self.memo.get("screen")
        if box is None:
            width = height = 0.0
            for i in self.outline.top:
                inner = self.at(i).box
                if inner is not None:
                    width = max(width, inner[0] + inner[2])
                    height = max(height, inner[1] + inner[3])
            box = self.memo["screen"] = (0, 0, width, height)
        return box

    def position(self, i: int) -> tuple[float, float] | None:
        """(x, y) from the box, or from a sketch's ``style.position``; None without geometry."""
        fields = self.at(i).fields
        box = fields.get("bbox")
        if box is not None:
            return (box[0], box[1])
        place = self.at(i).style.get("position")
        if isinstance(place, dict):
            x, y = place.get("x"), place.get("y")
            if _is_number(x) and _is_number(y):
                return (x, y)
        return None

    def reading_order(self, indices: Iterable[int]) -> list[int]:
        """Sort component indices top to bottom, then left to right.

        Rows are found by the components' middles: what lies beside the row's first
        component, by half of the lower of the two heights, is in its row. Without
        geometry, or where only some have it, document order.
        """
        chosen = sorted(indices)
        if len(chosen) < 2:
            return chosen
        places: list[tuple[float, float, float, int]] = []
        for i in chosen:
            place = self.position(i)
            if place is None:
                return chosen
            box = self.at(i).fields.get("bbox")
            places.append((place[1], place[0], box[3] if box else 1, i))
        places.sort()
        rows: list[list[tuple[float, float, float, int]]] = []
        for item in places:
            top, _, height, _ = item
            if rows:
                first = rows[-1][0]
                if top + height / 2 < first[0] + first[2] and top < first[0] + first[2] / 2:
                    rows[-1].append(item)
                    continue
            rows.append([item])
        return [i for row in rows for (_, _, _, i) in sorted(row, key=lambda it: (it[1], it[3]))]

    def rows(self, indices: Iterable[int]) -> list[list[int]]:
        """The same components as `reading_order`, one list per row."""
        order = self.reading_order(indices)
        rows: list[list[int]] = []
        before: float = math.inf
        for i in order:
            place = self.position(i)
            x = place[0] if place else 0.0
            if not rows or x <= before:
                rows.append([])
            rows[-1].append(i)
            before = x
        return rows

    # -- new versions ----------------------------------------------------------

    def replace(self, changed: Mapping[int, Component]) -> Document:
        """Return a version with these components in place of the ones at their indices."""
        chunks = list(self._chunks)
        if len(changed) == 1:
            ((i, component),) = changed.items()
            row = list(chunks[i >> 6])
            row[i & 63] = component
            chunks[i >> 6] = tuple(row)
        else:
            open_rows: dict[int, list[Component]] = {}
            for i, component in changed.items():
                row_or_none = open_rows.get(i >> 6)
                if row_or_none is None:
                    row_or_none = open_rows[i >> 6] = list(chunks[i >> 6])
                row_or_none[i & 63] = component
            for k, row in open_rows.items():
                chunks[k] = tuple(row)
        return Document(self.head, self.outline, tuple(chunks), self.exotic)

    def with_head(self, head: Fields) -> Document:
        """Return a version with other top-level fields and the same components."""
        return Document(head, self.outline, self._chunks, self.exotic)

    def subtree(self, i: int) -> Fields:
        """Return component ``i`` with everything in it as plain new JSON values."""
        fields: Fields = copy_json(self.at(i).fields)
        if fields.get("children") is CHILDREN:
            fields["children"] = [self.subtree(k) for k in self.outline.children[i]]
        return fields

    def tree(self) -> Fields:
        """Return the whole document as plain new JSON values, which the caller may change."""
        head: Fields = copy_json(self.head)
        head["components"] = [self.subtree(i) for i in self.outline.top]
        return head

    def restructured(self, components: Sequence[Fields]) -> Document:
        """Return a version whose component list is this one (plain values, taken over)."""
        tree = dict(self.head)
        tree["components"] = list(components)
        return Document.of(tree, NO_LIMITS, exotic=self.exotic)


NO_LIMITS: Final = Limits(1 << 62, 400, 1 << 62)


def copy_json(value: Any) -> Any:
    """Copy dicts and lists; share everything else."""
    if isinstance(value, dict):
        return {k: copy_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [copy_json(v) for v in value]
    return value


def pointer(*keys: str | int) -> str:
    """Join keys to a JSON Pointer (RFC 6901).

    >>> pointer("a/b", 0)
    '/a~1b/0'
    """
    return "".join("/" + str(k).replace("~", "~0").replace("/", "~1") for k in keys)


def _is_number(value: object) -> TypeGuard[float]:
    try:
        return (
            isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        )
    except OverflowError:  # an integer that no float can hold
        return False


def _is_size(value: object) -> TypeGuard[float]:
    return _is_number(value) and value > 0


def _chunked(components: Sequence[Component]) -> tuple[tuple[Component, ...], ...]:
    return tuple(tuple(components[i : i + CHUNK]) for i in range(0, len(components), CHUNK))


def _bad(message: str, path: str, code: str = "document.invalid") -> DocumentError:
    return DocumentError(Diagnostic(code, "error", message, path=path))


def _flatten(tree: Fields, limits: Limits) -> tuple[Sequence[Component], Outline]:
    """Lay the nested components flat and check what the engine relies on."""
    listed = tree.get("components", MISSING)
    if not isinstance(listed, list):
        said = "has no list of components" if listed is MISSING else "components is no list"
        raise _bad(f"the document {said}", "/components")
    laid = _Laid(limits)
    try:
        top = laid.add(listed, -1, 1)
        sound = len(laid.flat) <= limits.components_max and laid.is_sound()
    except (_Wrong, msgspec.ValidationError, TypeError, AttributeError, RecursionError):
        sound = False
    return laid.taken_over(top) if sound else _flatten_carefully(listed, limits)


class _Laid:
    """Components in document order, and what is asked of all of them at once.

    A cold read spends much of its time here, so no loop over the components is one of ours
    where the runtime has one. They stay as they are until all are known to be sound.
    """

    __slots__ = (
        "_depth_max",
        "_end",
        "_index",
        "_inner",
        "_kinds",
        "_names",
        "_of",
        "_parent",
        "flat",
    )

    def __init__(self, limits: Limits) -> None:
        self._depth_max = limits.depth_max
        self.flat: list[Fields] = []
        self._parent: list[int] = []
        #: what each has for children, then those that have some: their indices and the range's end
        self._inner: list[Any] = []
        self._of: dict[int, tuple[int, ...]] = {}
        self._end: dict[int, int] = {}
        self._names: list[str] = []
        self._kinds: list[str] = []
        self._index: dict[str, int] = {}

    def add(self, listed: list[Fields], above: int, depth: int) -> tuple[int, ...]:
        """Add a list of components with all in them; return the indices of the list's own."""
        if type(listed) is not list or depth > self._depth_max:
            raise _Wrong("")
        flat = self.flat
        first = len(flat)
        nested = [f.get("children") for f in listed]
        if not any(nested):
            flat += listed
            self._inner += nested
            self._parent += [above] * len(listed)
            return tuple(range(first, len(flat)))
        beside: list[int] = []
        for fields, inner in zip(listed, nested, strict=True):
            i = len(flat)
            beside.append(i)
            flat.append(fields)
            self._inner.append(inner)
            self._parent.append(above)
            if inner:
                self._of[i] = self.add(inner, i, depth + 1)
                self._end[i] = len(flat)
        return tuple(beside)

    def is_sound(self) -> bool:
        """Whether all are surely well formed; `_flatten_carefully` takes its time over others."""
        flat = self.flat
        shapes = msgspec.convert(flat, _SHAPES)
        names = self._names = [shape.id for shape in shapes]
        self._kinds = [shape.type for shape in shapes]
        index = self._index = dict(zip(names, range(len(names))))  # noqa: B905
        boxes = [f.get("bbox") for f in flat]
        return (
            {*map(type, flat)} <= _OBJECT
            and {*map(type, names)} <= _TEXT
            and len(index) == len(names)
            and {*map(type, boxes), *map(type, self._inner)} <= _LIST_OR_NULL
        )

    def taken_over(self, top: tuple[int, ...]) -> tuple[Sequence[Component], Outline]:
        """Make components of them, once they are sound: from here on they hold no children."""
        flat = self.flat
        count = len(flat)
        for fields in [f for f, c in zip(flat, self._inner, strict=True) if c is not None]:
            fields["children"] = CHILDREN
        children: list[tuple[int, ...]] = [()] * count
        end = [*range(1, count + 1)]
        for i, within in self._of.items():
            children[i] = within
            end[i] = self._end[i]
        by_type: defaultdict[str, list[int]] = defaultdict(list)
        for i, kind in enumerate(self._kinds):
            by_type[kind].append(i)
        outline = Outline(
            ids=tuple(self._names),
            types=tuple(self._kinds),
            parent=tuple(self._parent),
            children=tuple(children),
            end=tuple(end),
            top=top,
            index=self._index,
            by_type={k: tuple(v) for k, v in by_type.items()},
            sketch=_is_sketch(flat),
        )
        return tuple(map(Component, flat)), outline


def _is_sketch(flat: list[Fields]) -> bool:
    if any("bbox" in f for f in flat):
        return False
    return sum("style" in f for f in flat) > sum("visual" in f for f in flat)


def _flatten_carefully(listed: list[Any], limits: Limits) -> tuple[Sequence[Component], Outline]:
    """Walk the nested components without recursion and say where something is wrong."""
    components: list[Component] = []
    ids: list[str] = []
    types: list[str] = []
    parent: list[int] = []
    children: list[Sequence[int]] = []
    end: list[int] = []
    top: list[int] = []
    index: dict[str, int] = {}
    by_type: dict[str, list[int]] = {}
    styled = visual = boxed = 0

    # (what is left of a list, parent index, indices so far)
    stack: list[tuple[Iterator[Any], int, list[int]]] = [(iter(listed), -1, top)]
    while stack:
        left, above, beside = stack[-1]
        for fields in left:
            try:
                _check(fields, index)
            except _Wrong as wrong:
                path = _path_of(stack, 0) + wrong.tail
                raise _bad(wrong.message, path) from None
            i = len(components)
            if i >= limits.components_max:
                raise _bad(
                    f"more than {limits.components_max} components",
                    "/components",
                    "document.too-large",
                )
            name, kind = fields["id"], fields["type"]
            if type(name) is not str:  # it keeps a spelling of its own, which is no part of it
                name = str.__str__(name)
            ids.append(name)
            types.append(kind)
            if kind in by_type:
                by_type[kind].append(i)
            else:
                by_type[kind] = [i]
            index[name] = i
            parent.append(above)
            children.append(())
            end.append(i + 1)
            beside.append(i)
            components.append(Component(fields))
            boxed += "bbox" in fields
            visual += "visual" in fields
            styled += "style" in fields
            inner = fields.get("children")
            if inner is not None:
                fields["children"] = CHILDREN
                if inner:
                    if len(stack) >= limits.depth_max:
                        raise _bad(
                            f"components nest deeper than {limits.depth_max}",
                            _path_of(stack, -1),
                            "document.too-large",
                        )
                    within: list[int] = []
                    children[i] = within
                    stack.append((iter(inner), i, within))
                    break
        else:
            stack.pop()
            if above >= 0:
                end[above] = len(components)
    outline = Outline(
        ids=tuple(ids),
        types=tuple(types),
        parent=tuple(parent),
        children=tuple(tuple(c) for c in children),
        end=tuple(end),
        top=tuple(top),
        index=index,
        by_type={k: tuple(v) for k, v in by_type.items()},
        sketch=styled > visual and not boxed,
    )
    return components, outline


class _Wrong(Exception):
    def __init__(self, message: str, tail: str = "") -> None:
        self.message = message
        self.tail = tail


def _path_of(stack: list[tuple[Iterator[Any], int, list[int]]], last: int) -> str:
    """The path of the component in hand; ``last`` is -1 where it is among the indices already."""
    places = [len(beside) - 1 for _, _, beside in stack]
    places[-1] += 1 + last
    return f"/components/{places[0]}" + "".join(f"/children/{p}" for p in places[1:])


_OBJECT: Final = frozenset({dict})
_TEXT: Final = frozenset({str})
_LIST_OR_NULL: Final = frozenset({list, type(None)})

#: what surely is a finite number, and what surely is a size
_Number = Annotated[float, msgspec.Meta(ge=-1e15, le=1e15)]
_Size = Annotated[float, msgspec.Meta(ge=0, le=1e15)]


class _Object(msgspec.Struct, gc=False):
    """Any object."""


class _Shape(msgspec.Struct, gc=False):
    """What the engine relies on in a component."""

    id: Annotated[str, msgspec.Meta(min_length=1)]
    type: str
    bbox: tuple[_Number, _Number, _Size, _Size] | None = None
    visual: _Object | None = None
    style: _Object | None = None


_SHAPES: Final = list[_Shape]


def _check(fields: Any, index: Mapping[str, int]) -> None:
    if not isinstance(fields, dict):
        raise _Wrong("a component is no object")
    name = fields.get("id", MISSING)
    if not isinstance(name, str) or not name:
        raise _Wrong("a component has no id" if name is MISSING else "an id is no text", "/id")
    if name in index:
        raise _Wrong(f"the id “{name[:80]}” appears twice", "/id")
    if not isinstance(fields.get("type"), str):
        raise _Wrong(f"the component “{name[:80]}” has no type", "/type")
    box = fields.get("bbox")
    if box is not None:
        if not isinstance(box, list) or len(box) != 4:
            raise _Wrong("a bbox is not [x, y, width, height]", "/bbox")
        for k, number in enumerate(box):
            if not _is_number(number):
                raise _Wrong("a bbox holds something that is no finite number", f"/bbox/{k}")
        if box[2] < 0 or box[3] < 0:
            raise _Wrong("a bbox has a negative size", f"/bbox/{2 if box[2] < 0 else 3}")
    for key in ("visual", "style"):
        if not isinstance(fields.get(key, {}), (dict, type(None))):
            raise _Wrong(f"{key} is no object", "/" + key)
    if not isinstance(fields.get("children", []), (list, type(None))):
        raise _Wrong("children is no list", "/children")
