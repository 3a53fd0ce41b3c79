"""Values mean something: colours parse, sizes are finite, width and height over 0, opacity 0…1.

A text has fewer than 10,000 characters. Percentages and the keywords of CSS are left alone.

May import: document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from typing import Any, Final

from redraft.document.blueprint import Component, Document
from redraft.document.colors import parse
from redraft.document.ground import UNKNOWN, read_fill
from redraft.document.lengths import read_px_list
from redraft.document.properties import PROPERTIES, Property
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding

TEXT_MAX: Final = 10_000
CODE: Final = "value.invalid"
_FINITE: Final = 1.7e308
_SIDES: Final = ("x", "y", "width", "height")
_CSS: Final = re.compile(r"auto|normal|inherit|initial|none|[+-]?[0-9.]+(?:%|[a-z]{2,4})?")

Check = Callable[[Any, Property], bool]


def check(document: Document, component: Component, facts: Facts) -> Iterator[Finding]:  # noqa: ARG001
    """Find every stored value that its property cannot have."""
    fields = component.fields
    text = fields.get("text")
    if isinstance(text, str) and len(text) >= TEXT_MAX:
        yield Finding(
            CODE,
            (component.id,),
            "text",
            "error",
            f"the text of “{component.id}” has {len(text)} characters, {TEXT_MAX - 1} at most",
            len(text),
            TEXT_MAX - 1,
        )
    box = fields.get("bbox")
    if box is not None:
        for slot, number in enumerate(box):
            if not (_is_number(number) and (slot < 2 or number > 0)):
                yield _finding(component, _SIDES[slot], number)
    seen: set[str] = set()
    for key, stored in component.style.items():
        row = _KEYS.get(key)
        if row is not None and stored is not None and not row[1](stored, row[0]):
            name = row[0].name
            if name not in seen and not (box is not None and name in _SIDES and _bad(box, name)):
                seen.add(name)
                yield _finding(component, name, stored)


def renew(
    document: Document,
    component: Component,
    facts: Facts,
    keys: Set[str],
    known: tuple[str, ...],
) -> tuple[str, ...]:
    """Name what `check` would: of what was fine, only what changed can be otherwise."""
    if not known and _is_whole(component, keys):
        style = component.style
        for key in keys:
            row = _KEYS.get(key)
            if row is not None:
                stored = style.get(key)
                if stored is not None and not row[1](stored, row[0]):
                    break
        else:
            return ()
    return tuple([finding.property for finding in check(document, component, facts)])


def _is_whole(component: Component, keys: Set[str]) -> bool:
    """Whether the text and the box, where they changed, are fine."""
    if "text" in keys:
        text = component.fields.get("text")
        if isinstance(text, str) and len(text) >= TEXT_MAX:
            return False
    box = component.fields.get("bbox") if "bbox" in keys else None
    if box is None:
        return True
    x, y, width, height = box
    return (
        _is_number(x)
        and _is_number(y)
        and _is_number(width)
        and _is_number(height)
        and width > 0
        and height > 0
    )


def _finding(component: Component, name: str, stored: Any) -> Finding:
    said = stored if isinstance(stored, str) else repr(stored)
    message = f"“{said[:60]}” is no {name} for “{component.id}”"
    return Finding(CODE, (component.id,), name, "error", message)


def _bad(box: Any, name: str) -> bool:
    """Whether the box was found to be wrong on that side already."""
    slot = _SIDES.index(name)
    return not (_is_number(box[slot]) and (slot < 2 or box[slot] > 0))


def _is_number(stored: Any) -> bool:
    return (type(stored) is float or type(stored) is int) and -_FINITE < stored < _FINITE


def _is_color(stored: Any, row: Property) -> bool:  # noqa: ARG001
    return isinstance(stored, str) and (parse(stored) is not None or stored == "none")


def _is_fill(stored: Any, row: Property) -> bool:  # noqa: ARG001
    return read_fill(stored) != UNKNOWN


def _is_length(stored: Any, row: Property) -> bool:
    if isinstance(stored, str):
        return _is_css_length(stored, row)
    return _is_number(stored) and _is_enough(stored, row)


def _is_enough(px: float, row: Property) -> bool:
    if row.low is None:
        return True
    # A size has to be there, however small; where 0 is allowed, 0 is enough.
    return px > 0 if row.low > 0 else px >= 0


@lru_cache(maxsize=4096)
def _is_css_length(stored: str, row: Property) -> bool:
    parts = read_px_list(stored)
    if parts is not None:
        return all(_is_number(px) and _is_enough(px, row) for px in parts)
    words = stored.lower().split()
    return bool(words) and all(_CSS.fullmatch(word) for word in words)


def _is_ratio(stored: Any, row: Property) -> bool:  # noqa: ARG001
    if isinstance(stored, str):
        text = stored.strip()
        scale = 100 if text.endswith("%") else 1
        try:
            return 0 <= float(text.rstrip("%")) <= scale
        except ValueError:
            return False
    return _is_number(stored) and 0 <= stored <= 1


def _is_angle(stored: Any, row: Property) -> bool:  # noqa: ARG001
    return isinstance(stored, str) or _is_number(stored)


_CHECKS: Final[dict[str, Check]] = {
    "colour": _is_color,
    "gradient": _is_fill,
    "px": _is_length,
    "ratio": _is_ratio,
    "degrees": _is_angle,
}

# By key of the style object, in every spelling.
_KEYS: Final[dict[str, tuple[Property, Check]]] = {
    key: (row, _is_fill if row.name == "background" else _CHECKS[row.kind])
    for row in PROPERTIES.values()
    if row.kind in _CHECKS and not row.own
    for key in row.spellings
}

#: What the rule reads: a text and a box as a whole, what is in the style key by key.
_WHOLE: Final = frozenset({"text", "bbox"})
READS: Final = frozenset(_KEYS) | _WHOLE
