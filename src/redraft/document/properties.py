"""The property table: where each property lives, in which spellings, and what it starts from.

One row a property (`spec`: blueprint, section 3). `assign` is the only code that
writes into a component: it copies the path to the leaf and says what it changed.

May import: diagnostics, document.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from redraft.document.blueprint import MISSING, Component, Document, Fields, pointer
from redraft.document.colors import parse as parse_color
from redraft.document.lengths import read_px, whole

Kind = Literal[
    "text", "colour", "gradient", "px", "keyword", "name", "ratio", "degrees", "shadow", "flag"
]


class Property(NamedTuple):
    """One row. ``spellings`` are keys of the style object unless ``own`` is set.

    ``slot`` is the index in ``bbox``; ``low`` and ``high`` bound the value.
    """

    name: str
    kind: Kind
    spellings: tuple[str, ...] = ()
    slot: int | None = None
    low: float | None = None
    high: float | None = None
    own: bool = False


#: no side that can be drawn is longer, and no other length is meant
SIDE_MAX: Final = 32_767
LENGTH_MAX: Final = 10_000

_ROWS: Final = (
    Property("text", "text", ("text",), own=True),
    Property("text colour", "colour", ("color", "text_color")),
    Property("background", "colour", ("bg_color", "background_color", "background")),
    Property("gradient", "gradient", ("bg_gradient",)),
    Property("x", "px", slot=0),
    Property("y", "px", slot=1),
    Property("width", "px", ("width",), slot=2, low=1, high=SIDE_MAX),
    Property("height", "px", ("height",), slot=3, low=1, high=SIDE_MAX),
    Property("size", "keyword", ("size",)),
    Property("font size", "px", ("font_size",), low=1, high=1000),
    Property("line height", "px", ("line_height",), low=0, high=LENGTH_MAX),
    Property("letter spacing", "px", ("letter_spacing",)),
    Property("font weight", "keyword", ("font_weight",)),
    Property("font style", "keyword", ("font_style",)),
    Property("font family", "name", ("font_family",)),
    Property("text decoration", "keyword", ("text_decoration",)),
    Property("text transform", "keyword", ("text_transform",)),
    Property("text alignment", "keyword", ("text_align",)),
    Property("padding", "px", ("padding",), low=0, high=LENGTH_MAX),
    Property("margin", "px", ("margin",)),
    Property("gap", "px", ("gap",), low=0, high=LENGTH_MAX),
    Property("border width", "px", ("border_width",), low=0, high=LENGTH_MAX),
    Property("border colour", "colour", ("border_color",)),
    Property("border style", "keyword", ("border_style",)),
    Property("border radius", "px", ("border_radius",), low=0, high=LENGTH_MAX),
    Property("opacity", "ratio", ("opacity",), low=0, high=1),
    Property("shadow", "shadow", ("shadow",)),
    Property("visibility", "flag", ("hidden",)),
    Property("rotation", "degrees", ("rotation",)),
)

#: The table, by name.
PROPERTIES: Final[dict[str, Property]] = {row.name: row for row in _ROWS}

#: Properties of the screen: name → key in ``tokens``.
SCREEN: Final[dict[str, str]] = {
    "background": "background_color",
    "gradient": "background_gradient",
}

INTERACTIVE: Final = frozenset({"button", "cta", "link", "input", "checkbox", "toggle", "tab"})
TEXT_LIKE: Final = frozenset(
    {"text", "title", "subtitle", "description", "label", "heading", "paragraph", "link"}
)

#: what shows no text unless it has one
SILENT: Final = frozenset({"icon", "image", "divider", "line", "spacer", "slide", "video", "map"})

Keys = tuple[str | int, ...]


class Edit(NamedTuple):
    """One leaf of a component that `assign` wrote: its pointer's tail, before and after."""

    tail: str
    before: Any
    after: Any


def is_interactive(component: Component) -> bool:
    """Whether a person presses or fills it (`spec`: blueprint, section 4)."""
    return component.type.lower() in INTERACTIVE or component.role == "cta"


def is_text_like(component: Component) -> bool:
    """Whether it is its text: size means font size, colour means text colour."""
    return component.type.lower() in TEXT_LIKE


def is_silent(component: Component) -> bool:
    """Whether it shows no text: a picture, a rule, a slide, which no text is written on."""
    return component.type.lower() in SILENT and not component.text


def spelling(component: Component, row: Property) -> str | None:
    """The key that the component already uses for a style property, or None."""
    style = component.fields if row.own else component.style
    for key in row.spellings:
        if key in style:
            return key
    return None


def get(component: Component, name: str) -> Any:
    """Return the stored value of a property, or MISSING.

    >>> get(Component({"id": "a", "type": "text", "visual": {"font_size": "28px"}}), "font size")
    '28px'
    """
    row = PROPERTIES[name]
    fields = component.fields
    if row.slot is not None:
        box = fields.get("bbox")
        if box is not None:
            return box[row.slot]
        place = component.style.get("position")
        if row.slot < 2:
            return place.get("xy"[row.slot], MISSING) if isinstance(place, dict) else MISSING
    holder = fields if row.own else component.style
    for key in row.spellings:
        if key in holder:
            return holder[key]
    return MISSING


def drawn(document: Document, component: Component, name: str) -> Any:
    """Return the stored value, else the one that the component would be drawn with, else MISSING.

    >>> d = Document.of({"tokens": {"font_scale": {"h1": "28px"}},
    ...                  "components": [{"id": "t", "type": "title"}]})
    >>> drawn(d, d["t"], "font size")
    28
    """
    value = get(component, name)
    if value is not MISSING and value is not None:
        return value
    return start(document, component, name)


def start(document: Document, component: Component, name: str) -> Any:
    """The value that a property is drawn with where none is stored (`spec`: blueprint, section 3)."""
    tokens = document.tokens
    match name:
        case "font size":
            px = read_px(token(document, _font_step(component)))
            return whole(px) if px else 16
        case "line height":
            size = read_px(drawn(document, component, "font size"))
            return whole(round((size or 16) * 1.2))
        case "padding" | "margin" | "gap":
            px = read_px(tokens.get("base_spacing"))
            return 8 if px is None else whole(px)
        case "border radius":
            px = read_px(tokens.get("border_radius"))
            return 0 if px is None else whole(px)
        case "border width" | "letter spacing" | "rotation":
            return 0
        case "opacity":
            return 1
        case "font weight" | "font style":
            return "normal"
        case "text decoration" | "text transform" | "shadow":
            return "none"
        case "text alignment":
            return "left"
        case "border style":
            return "solid"
        case "visibility":
            return False
        case "text":
            return ""
        case _:
            return MISSING


def start_token(document: Document, component: Component, name: str) -> tuple[str, ...] | None:
    """The token that `start` takes a property's value from, if there is one.

    >>> d = Document.of({"tokens": {"base_spacing": 12}, "components": [{"id": "a", "type": "card"}]})
    >>> start_token(d, d["a"], "padding"), start_token(d, d["a"], "border radius")
    (('base_spacing',), None)
    """
    match name:
        case "font size":
            keys = _font_step(component)
        case "padding" | "margin" | "gap":
            keys = ("base_spacing",)
        case "border radius":
            keys = ("border_radius",)
        case _:
            return None
    px = read_px(token(document, keys))
    return None if px is None or (px == 0 and name == "font size") else keys


def _font_step(component: Component) -> tuple[str, ...]:
    return ("font_scale", {"title": "h1", "subtitle": "h2"}.get(component.type.lower(), "body"))


def assign(
    document: Document, component: Component, name: str, value: Any
) -> tuple[Component, list[Edit]]:
    """Write one property; return the new component and the leaves that changed.

    The write goes to the spelling that the component has, else to the first one;
    ``visual.width`` and ``visual.height`` are kept equal to the box where present.
    A value that is there already changes nothing. MISSING takes the leaf away.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "visual": {"background": "red"}}]})
    >>> after, edits = assign(d, d["a"], "background", "#0000FF")
    >>> after.fields["visual"], edits[0].tail
    ({'background': '#0000FF'}, '/visual/background')
    """
    row = PROPERTIES[name]
    if row.slot is None:
        style_key = component.style_key
        if style_key is not None and not row.own:
            return _assign_style(component, style_key, row, value)
    edits: list[Edit] = []
    fields = component.fields
    for keys in _places(document, component, row):
        written = value
        if row.slot is not None and keys[1] in ("width", "height") and keys[0] != "bbox":
            stored = fields[str(keys[0])][keys[1]]
            if isinstance(stored, str):
                written = f"{value}px"
        fields = _write(fields, keys, written, edits)
    if not edits:
        return component, edits
    return Component(fields), edits


def _assign_style(
    component: Component, style_key: str, row: Property, value: Any
) -> tuple[Component, list[Edit]]:
    """As `assign`, where there is a style object and the property is one key of it: most writes."""
    fields = component.fields
    style: Fields = fields[style_key]
    key = row.spellings[0]
    for other in row.spellings:
        if other in style:
            key = other
            break
    before = style.get(key, MISSING)
    if same(before, value):
        return component, []
    style = style.copy()
    if value is MISSING:
        del style[key]
    else:
        style[key] = value
    fields = fields.copy()
    fields[style_key] = style
    return Component(fields), [Edit(_tail((style_key, key)), before, value)]


def _places(document: Document, component: Component, row: Property) -> list[Keys]:
    """The leaves that hold a property of this component; the first one where none does yet."""
    style_key = component.style_key or ("style" if document.outline.sketch else "visual")
    if row.own:
        return [(row.spellings[0],)]
    if row.slot is None:
        return [(style_key, spelling(component, row) or row.spellings[0])]
    if component.fields.get("bbox") is not None:
        places: list[Keys] = [("bbox", row.slot)]
        if row.spellings and row.spellings[0] in component.style:
            places.append((style_key, row.spellings[0]))
        return places
    if row.slot < 2:
        return [(style_key, "position", "xy"[row.slot])]
    return [(style_key, row.spellings[0])] if row.spellings[0] in component.style else []


def _write(fields: dict[str, Any], keys: Keys, value: Any, edits: list[Edit]) -> dict[str, Any]:
    """Copy the path to a leaf and put the value there; containers that are absent are made."""
    return _put(fields, keys, 0, value, edits)  # type: ignore[no-any-return]


def _put(holder: Any, keys: Keys, depth: int, value: Any, edits: list[Edit]) -> Any:
    key = keys[depth]
    if isinstance(holder, list):
        before = holder[key]  # type: ignore[index]
    else:
        before = holder.get(key, MISSING)
    if depth == len(keys) - 1:
        after = value
    elif isinstance(before, (dict, list)):
        after = _put(before, keys, depth + 1, value, edits)
        if after is before:
            return holder
        copied = holder.copy()
        copied[key] = after
        return copied
    else:
        after = value
        for inner in reversed(keys[depth + 1 :]):
            after = {inner: after}
    if same(before, after):
        return holder
    edits.append(Edit(_tail(keys[: depth + 1]), before, after))
    copied = holder.copy()
    if after is MISSING:
        del copied[key]
    else:
        copied[key] = after
    return copied


@lru_cache(maxsize=1024)
def _tail(keys: Keys) -> str:
    """The pointer of a leaf within its component: there are as many as the table has spellings."""
    return pointer(*keys)


def write_token(
    document: Document, keys: tuple[str, ...], value: Any
) -> tuple[Document, list[Edit]]:
    """Write one token, ``keys`` below ``tokens``; the leaves' pointers are whole paths."""
    edits: list[Edit] = []
    head = _write(document.head, ("tokens", *keys), value, edits)
    return (document.with_head(head), edits) if edits else (document, edits)


def token_keys(document: Document) -> dict[str, tuple[str, ...]]:
    """All tokens by the name that a person would say, "primary color", "brand", "h1".

    A token inside a group is known by its own name and by "group name". The name of
    a token at the top wins over the same name inside a group.

    >>> d = Document.of({"tokens": {"primary_color": "#FFF", "colors": {"brand": "#000"}}, "components": []})
    >>> token_keys(d)["brand"], token_keys(d)["primary color"]
    (('colors', 'brand'), ('primary_color',))
    """
    tokens = document.tokens
    kept: tuple[Fields, dict[str, tuple[str, ...]]] | None = document.outline.kept.get("token_keys")
    known = kept[1] if kept is not None and kept[0] is tokens else None
    if known is None:
        known = {}
        grouped: dict[str, tuple[str, ...]] = {}
        stack: list[tuple[tuple[str, ...], Any]] = [((), tokens)]
        while stack:
            keys, value = stack.pop()
            if isinstance(value, dict):
                stack.extend(((*keys, k), v) for k, v in reversed(list(value.items())))
                continue
            said = keys[-1].replace("_", " ").replace("-", " ").lower()
            (known if len(keys) == 1 else grouped).setdefault(said, keys)
            if len(keys) > 1:
                long = " ".join(keys).replace("_", " ").replace("-", " ").lower()
                grouped.setdefault(long, keys)
        for said, keys in grouped.items():
            known.setdefault(said, keys)
        # most versions share their tokens
        document.outline.kept["token_keys"] = (tokens, known)
    return known


def token(document: Document, keys: tuple[str, ...]) -> Any:
    """The value of a token, or MISSING."""
    value: Any = document.tokens
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return MISSING
        value = value[key]
    return value


def same(a: Any, b: Any) -> bool:
    """Equal as JSON: ``1`` and ``True`` differ, and so do ``1`` and ``1.0`` (their spelling does).

    >>> same(1, True), same("a", "a"), same(1, 1.0)
    (False, True, False)
    """
    return a is b or (type(a) is type(b) and a == b)


def ground(component: Component) -> str | None:
    """The component's own opaque-or-not background colour as stored, or None."""
    value = get(component, "background")
    if isinstance(value, str) and parse_color(value) is not None:
        return value
    return None
