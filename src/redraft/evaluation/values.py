"""Whether one write of a row holds, read from the two documents alone.

Values are compared by what they mean: colours by their channels, lengths in pixels,
keywords without regard to case. How a length is spelled stays: what was ``"20px"``
is not right as ``20``.

May import: document, evaluation.rows, evaluation.leaves.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import msgspec

from redraft.document.blueprint import MISSING, Document, Fields, copy_json
from redraft.document.colors import Color, delta_ok, oklch, parse, parse_gradient
from redraft.document.lengths import read_px, read_px_list
from redraft.document.properties import PROPERTIES, Kind, drawn, get
from redraft.evaluation.leaves import ORDER, PARENT, Leaf, Leaves, Tree, leaves_of, same_value
from redraft.evaluation.rows import Write, property_name, token_path

#: What a row's amounts may be off by where it says nothing (FORMAT: one pixel).
PX_OFF: Final = 1.0
RATIO_OFF: Final = 0.011
EXACT_OFF: Final = 0.005
LIGHTNESS_OFF: Final = 0.002

_WEIGHTS: Final = {
    "thin": 100,
    "light": 300,
    "lighter": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semibold": 600,
    "bold": 700,
    "bolder": 700,
    "black": 900,
}
_VISIBILITY: Final = {"hidden": True, "visible": False, "shown": False}


class Screen(NamedTuple):
    """One version of a blueprint in the two forms that judging needs."""

    leaves: Leaves
    document: Document

    @classmethod
    def of(cls, tree: Tree) -> Screen:
        """Read a blueprint; the tree is left alone. Raises DocumentError."""
        fields: Fields = copy_json(tree)
        # The document first: it refuses what has no leaves to speak of.
        document = Document.of(fields)
        return cls(leaves_of(tree), document)


class Seen(NamedTuple):
    """A write, whether it holds, and the values that say so."""

    write: Write
    held: bool
    before: Any
    after: Any


def check(write: Write, before: Screen, after: Screen) -> Seen:
    """Say whether a write holds between two versions."""
    old = value_of(write, before)
    new = value_of(write, after)
    start = old
    if _is_none(start) and write.before is not msgspec.UNSET:
        start = write.before
    if _is_none(start):
        start = _drawn(write, before)
    end = _drawn(write, after) if _is_none(new) else new
    held = _holds(write, _kind(write, start), start, end, changed=not same_value(old, new))
    if held and _is_length_text(old) and not _is_none(new) and not isinstance(new, str):
        held = False
    return Seen(write, held, old, new)


def value_of(write: Write, screen: Screen) -> Any:
    """Return the stored value that a write is about, or MISSING."""
    path = token_path(write)
    if path is not None:
        value: Any = screen.document.head
        for key in path:
            if not isinstance(value, dict) or key not in value:
                return MISSING
            value = value[key]
        return value
    if write.component is None or write.component not in screen.document:
        return MISSING
    name = property_name(write.property)
    if name == "order":
        parent = screen.leaves.get(Leaf(write.component, (PARENT,)))
        return screen.leaves.get(Leaf(parent, (ORDER,)), MISSING)
    return get(screen.document[write.component], _stored_name(name, screen, write.component))


def _stored_name(name: str, screen: Screen, component: str) -> str:
    """A sketch stores a width and a height as one word for the size."""
    if name not in ("width", "height"):
        return name
    held = screen.document[component]
    sized = held.box is None and get(held, name) is MISSING and get(held, "size") is not MISSING
    return "size" if sized else name


def places_of(write: Write, screens: tuple[Screen, Screen]) -> set[Leaf]:
    """Return the leaves that a write may change, in whichever spelling."""
    path = token_path(write)
    if path is not None:
        places = {Leaf(None, path)}
        if property_name(write.property) == "screen background":
            places.add(Leaf(None, ("tokens", "background_gradient")))
        return places
    name, component = property_name(write.property), write.component
    if name == "order":
        parents = {screen.leaves.get(Leaf(component, (PARENT,))) for screen in screens}
        return {Leaf(parent, (ORDER,)) for parent in parents}
    known = next((s for s in screens if component is not None and component in s.document), None)
    if known is not None and component is not None:
        name = _stored_name(name, known, component)
    row = PROPERTIES[name]
    if row.own:
        return {Leaf(component, (row.spellings[0],))}
    places = {Leaf(component, (style, key)) for style in _STYLES for key in row.spellings}
    if row.slot is not None:
        places.add(Leaf(component, ("bbox", row.slot)))
        if row.slot < 2:
            places |= {Leaf(component, (style, "position", "xy"[row.slot])) for style in _STYLES}
    return places


_STYLES: Final = ("visual", "style")


def _holds(write: Write, kind: Kind, start: Any, end: Any, *, changed: bool) -> bool:
    match write.op:
        case "set":
            return changed
        case "=":
            return _equals(kind, write.value, end, write.tolerance)
        case "in":
            return any(_equals(kind, value, end, write.tolerance) for value in write.value)
        case "~":
            return _plain(write.value) == _plain(end)
        case "darker" | "lighter":
            return _lightness_moved(write.op, start, end)
        case "*" | "+":
            return _amount_moved(write, kind, start, end)
        case ">" | "<":
            old, new = _number(kind, start), _number(kind, end)
            if old is None or new is None:
                return False
            return new > old if write.op == ">" else new < old


def _equals(kind: Kind, wanted: Any, value: Any, tolerance: float | None) -> bool:
    """Whether a stored value means the wanted one."""
    if _is_none(value):
        return _is_none(wanted)
    match kind:
        case "colour":
            a, b = _color(wanted), _color(value)
            if a is None or b is None:
                return _plain(wanted) == _plain(value)
            if tolerance is None:
                return a == b or (a.alpha == b.alpha == 0)
            return abs(a.alpha - b.alpha) <= EXACT_OFF and delta_ok(a, b) <= tolerance
        case "gradient":
            return bool(_gradient(wanted) == _gradient(value))
        case "px" | "ratio" | "degrees":
            return _near(kind, wanted, value, EXACT_OFF if tolerance is None else tolerance)
        case "flag":
            return bool(_flag(wanted) is _flag(value))
        case "keyword":
            a_size, b_size = _number(kind, wanted), _number(kind, value)
            if a_size is not None and b_size is not None:
                return a_size == b_size
            return sorted(_plain(wanted).split()) == sorted(_plain(value).split())
        case "name" | "shadow":
            return _plain(wanted) == _plain(value)
        case "text":
            return bool(wanted == value)


def _near(kind: Kind, wanted: Any, value: Any, off: float) -> bool:
    """Lengths part by part; one wanted length is wanted of every part."""
    a, b = _numbers(wanted), _numbers(value)
    if a is None or b is None:
        return _plain(wanted) == _plain(value)
    if len(a) == 1:
        a = a * len(b)
    if kind == "degrees":
        a, b = tuple(x % 360 for x in a), tuple(x % 360 for x in b)
    return len(a) == len(b) and all(abs(x - y) <= off for x, y in zip(a, b, strict=True))


def _amount_moved(write: Write, kind: Kind, start: Any, end: Any) -> bool:
    """A factor or an offset of the value before, and never the value before itself."""
    old, new = _numbers(start), _numbers(end)
    if kind == "keyword":
        one, two = _number(kind, start), _number(kind, end)
        old, new = one if one is None else (one,), two if two is None else (two,)
    if old is None or new is None or len(old) != len(new):
        return False
    off = write.tolerance
    if off is None:
        off = RATIO_OFF if kind == "ratio" else PX_OFF
    for was, now in zip(old, new, strict=True):
        wanted = was * write.value if write.op == "*" else was + write.value
        if abs(now - wanted) > off + 1e-9 or (now - was) * (wanted - was) < 0:
            return False
        if now == was and wanted != was:
            return False
    return True


def _lightness_moved(op: str, start: Any, end: Any) -> bool:
    old, new = _color(start), _color(end)
    if old is None or new is None:
        return False
    moved = oklch(new)[0] - oklch(old)[0]
    return moved < -LIGHTNESS_OFF if op == "darker" else moved > LIGHTNESS_OFF


def _drawn(write: Write, screen: Screen) -> Any:
    """The value that is drawn where none is stored, or MISSING."""
    if token_path(write) is not None or write.component not in screen.document:
        return MISSING
    name = property_name(write.property)
    if name not in PROPERTIES or write.component is None:
        return MISSING
    return drawn(screen.document, screen.document[write.component], name)


def _kind(write: Write, start: Any) -> Kind:
    """The kind of a property; that of a token is read off its values."""
    if token_path(write) is None:
        name = property_name(write.property)
        return PROPERTIES[name].kind if name in PROPERTIES else "text"
    samples = [start, *(write.value if isinstance(write.value, list) else [write.value])]
    if any(_color(value) is not None for value in samples):
        return "colour"
    if any(_gradient(value) != value for value in samples if isinstance(value, str)):
        return "gradient"
    if any(_numbers(value) is not None for value in samples):
        return "px"
    return "text"


def _number(kind: Kind, value: Any) -> float | None:
    if kind == "keyword":
        if isinstance(value, str):
            weight = _WEIGHTS.get(_plain(value).replace("-", "").replace(" ", ""))
            if weight is not None:
                return float(weight)
            return float(value) if value.isdecimal() and value.isascii() else None
        return float(value) if _is_number(value) else None
    return read_px(value)


def _numbers(value: Any) -> tuple[float, ...] | None:
    return read_px_list(value) if isinstance(value, str) or _is_number(value) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _color(value: Any) -> Color | None:
    return parse(value) if isinstance(value, str) else None


def _gradient(value: Any) -> Any:
    read = parse_gradient(value) if isinstance(value, str) else None
    return value if read is None else read


def _flag(value: Any) -> Any:
    return _VISIBILITY.get(_plain(value), value) if isinstance(value, str) else value


def _plain(value: Any) -> str:
    return str(value).strip().casefold()


def _is_none(value: Any) -> bool:
    return value is MISSING or value is None


def _is_length_text(value: Any) -> bool:
    return isinstance(value, str) and read_px_list(value) is not None
