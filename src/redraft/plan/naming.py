"""Which stored properties a name means on one component: "colour", "size", "spacing", "thickness".

    "background where the component has one, else text colour"  (spec: commands, section 2)

May import: plan.draft, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.document.blueprint import MISSING, Box, Component, Document
from redraft.document.properties import PROPERTIES, get, is_text_like
from redraft.plan.draft import failure

Names = tuple[str, ...]


def concrete_names(document: Document, i: int, name: str) -> Names:
    """The table's properties that a name stands for on this component.

    >>> d = Document.of({"components": [
    ...     {"id": "a", "type": "button", "bbox": [0, 0, 9, 9], "visual": {"bg_color": "#FFF"}},
    ...     {"id": "b", "type": "title", "bbox": [0, 0, 9, 9]}]})
    >>> concrete_names(d, 0, "colour"), concrete_names(d, 1, "colour")
    (('background',), ('text colour',))
    >>> concrete_names(d, 0, "size"), concrete_names(d, 1, "size")
    (('width', 'height'), ('font size',))
    """
    reading = _ABSTRACT.get(name)
    if reading is not None:
        return reading(document, i)
    if name not in PROPERTIES:
        raise failure("property.unknown", f"there is no property called “{name}”")
    return (name,)


def _colour(document: Document, i: int) -> Names:
    component = document.at(i)
    if is_text_like(component):
        return ("text colour",)
    if has_ground(component):
        return ("background",)
    if document.outline.sketch:
        return ("text colour",)
    # Nothing is written on it: a text colour would not be seen.
    silent = not component.text and get(component, "text colour") is MISSING
    return ("background",) if silent else ("text colour",)


def _own(document: Document, i: int) -> Names:
    """What a field called colour holds: that of the text, where there is one."""
    written = get(document.at(i), "text colour") is not MISSING
    return ("text colour",) if written else _colour(document, i)


def _edge(document: Document, i: int) -> Names:
    """The colour of what is called a border: that of its border, if it has one."""
    component = document.at(i)
    bordered = any(get(component, n) is not MISSING for n in ("border width", "border colour"))
    return ("border colour",) if bordered else _colour(document, i)


def has_ground(component: Component) -> bool:
    """Whether the component has a background of its own, plain or gradient."""
    if get(component, "background") not in (MISSING, None):
        return True
    return get(component, "gradient") not in (MISSING, None, "none")


def _sized(document: Document, component: Component) -> bool:
    """Whether a component has one size, as in a sketch; a text that tells how large it is has that."""
    if get(component, "size") is not MISSING:
        return True
    told = is_text_like(component) and get(component, "font size") is not MISSING
    return document.outline.sketch and not told


def _size(document: Document, i: int) -> Names:
    component = document.at(i)
    if component.box is None and _sized(document, component):
        return ("size",)
    if is_text_like(component):
        return ("font size",)
    if component.box is not None:
        return ("width", "height")
    stored = tuple(n for n in ("width", "height") if get(component, n) is not MISSING)
    if stored:
        return stored
    if component.text or get(component, "font size") is not MISSING:
        return ("font size",)
    raise failure("property.unknown", f"“{component.id}” has no size", component.id)


def _side(name: str) -> Callable[[Document, int], Names]:
    def reading(document: Document, i: int) -> Names:
        component = document.at(i)
        if component.box is not None or get(component, name) is not MISSING:
            return (name,)
        if document.outline.sketch or get(component, "size") is not MISSING:
            return ("size",)
        raise failure("property.unknown", f"“{component.id}” has no {name}", component.id)

    return reading


def _spacing(document: Document, i: int) -> Names:
    component = document.at(i)
    for name in ("gap", "padding"):
        if get(component, name) is not MISSING:
            return (name,)
    if not is_text_like(component):
        return ("padding",)
    if get(component, "letter spacing") is not MISSING:
        return ("letter spacing",)
    said = f"the spacing of “{component.id}” may be its padding, line or letter spacing: say which"
    raise failure("property.unknown", said, component.id)


#: what is but a line: as thick as its shorter side is long
_BARS: Final = frozenset({"slider", "progress", "progress_bar", "divider", "line", "separator"})


#: a shape so many times as long as it is wide is as thick as it is wide
_LONG: Final = 2.5


def _shorter(box: Box) -> Names:
    return ("height",) if box[2] >= box[3] else ("width",)


def _thickness(document: Document, i: int) -> Names:
    component = document.at(i)
    if component.type.lower() in _BARS and component.box is not None:
        return _shorter(component.box)
    bordered = get(component, "border width") not in (MISSING, None, 0)
    if component.box is not None and component.type.lower() == "shape" and not bordered:
        _, _, width, height = component.box
        if max(width, height) >= _LONG * min(width, height):
            return _shorter(component.box)  # an arrow
    return ("font weight",) if is_text_like(component) else ("border width",)


def _position(document: Document, i: int) -> Names:  # noqa: ARG001
    return ("x", "y")


_ABSTRACT: Final[dict[str, Callable[[Document, int], Names]]] = {
    "colour": _colour,
    "edge colour": _edge,
    "own colour": _own,
    "size": _size,
    "width": _side("width"),
    "height": _side("height"),
    "spacing": _spacing,
    "thickness": _thickness,
    "position": _position,
}
