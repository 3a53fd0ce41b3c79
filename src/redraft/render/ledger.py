"""What changed, as a small table in a picture: component, property, before, after.

May import: document, render.glyphs, render.markup, render.shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from redraft.document.blueprint import MISSING
from redraft.document.change import Change
from redraft.document.colors import Color, parse
from redraft.render.callouts import FONT
from redraft.render.glyphs import shorten, width
from redraft.render.markup import Attribute, element, escape, number, paint
from redraft.render.shapes import rounded

LINES_MAX: Final = 8

_SIZE: Final = 14.0
_STEP: Final = 26.0
_SWATCH: Final = 14.0
_BETWEEN: Final = 28.0
INK: Final = Color(0x1B, 0x22, 0x2C)
SOFT: Final = Color(0x66, 0x70, 0x7E)
_EDGE: Final = Color(0xB9, 0xC0, 0xCA)


class _Cell(NamedTuple):
    text: str
    bold: bool = False
    ink: Color = INK
    swatch: Color | None = None

    def width(self) -> float:
        said = width(self.text, _SIZE, bold=self.bold)
        return said + (_SWATCH + 8 if self.swatch else 0.0)


def ledger(changes: Sequence[Change], place: tuple[float, float, float]) -> tuple[str, float]:
    """List changes from a place (x, y, width) on; return the markup and its height.

    >>> ledger([], (0, 0, 300))
    ('', 0.0)
    """
    x, y, room = place
    changes = _once(changes)
    rows = [_row(change, room) for change in changes[:LINES_MAX]]
    if not rows:
        return "", 0.0
    columns = [max(cells[k].width() for cells in rows) for k in range(5)]
    parts: list[str] = []
    for at, cells in enumerate(rows):
        baseline = y + at * _STEP + _SIZE
        left = x
        for k, cell in enumerate(cells):
            parts.append(_write(cell, left, baseline))
            if k == 2:
                parts.append(_arrow(left + columns[k] + _BETWEEN / 2 + 6, baseline - _SIZE * 0.35))
                left += 12
            left += columns[k] + (_BETWEEN if columns[k] else 0.0)
    height = len(rows) * _STEP
    left_out = len(changes) - len(rows)
    if left_out > 0:
        said = _Cell(f"and {left_out:,} more", ink=SOFT)
        parts.append(_write(said, x, y + height + _SIZE))
        height += _STEP
    return "".join(parts), height


def _once(changes: Sequence[Change]) -> list[Change]:
    """One row a property: a width lives in the box and in the style."""
    told: dict[tuple[int, str | None, str], Change] = {}
    for change in changes:
        told.setdefault((change.step, change.component, change.property), change)
    return list(told.values())


def _row(change: Change, room: float) -> list[_Cell]:
    name = change.component if change.component is not None else "screen"
    side = max(room / 5, 90.0)
    return [
        _Cell(shorten(name, _SIZE, side, bold=True), bold=True),
        _Cell(shorten(_property(change), _SIZE, side), ink=SOFT),
        _value(_said(change, change.before), side, ink=SOFT),
        _value(_said(change, change.after), side, ink=INK),
        _Cell("" if change.reason == "asked" else change.reason, ink=SOFT),
    ]


def _property(change: Change) -> str:
    return change.property or change.path.rpartition("/")[2].replace("_", " ")


def _said(change: Change, value: Any) -> Any:
    """The value as a person would say it: what is stored for the visibility is its opposite."""
    if change.property != "visibility":
        return value
    return "hidden" if value is True else "shown"


def _value(value: Any, room: float, *, ink: Color) -> _Cell:
    if value is MISSING or value is None:
        return _Cell("not set", ink=SOFT)
    if isinstance(value, bool):
        return _Cell("yes" if value else "no", ink=ink)
    if isinstance(value, (int, float)):
        return _Cell(number(value), ink=ink)
    if isinstance(value, str):
        line = " ".join(value[:200].split())
        return _Cell(shorten(line, _SIZE, room), ink=ink, swatch=parse(value))
    return _Cell("several values", ink=SOFT)


def _write(cell: _Cell, x: float, baseline: float) -> str:
    drawn = ""
    if cell.swatch is not None:
        box = (x, baseline - _SWATCH + 2, _SWATCH, _SWATCH)
        edge: dict[str, Attribute] = {**paint("stroke", _EDGE), "stroke-width": 1}
        drawn = rounded(box, (3, 3, 3, 3), {**paint("fill", cell.swatch), **edge})
        x += _SWATCH + 8
    if not cell.text:
        return drawn
    attributes: dict[str, Attribute] = {
        "x": x,
        "y": baseline,
        "font-family": FONT,
        "font-size": _SIZE,
        "font-weight": 700 if cell.bold else None,
        **paint("fill", cell.ink),
    }
    return drawn + element("text", attributes, escape(cell.text))


def _arrow(x: float, y: float) -> str:
    path = (
        f"M{number(x - 8)} {number(y)}H{number(x + 6)}"
        f"M{number(x + 2)} {number(y - 4)}L{number(x + 6)} {number(y)}L{number(x + 2)} {number(y + 4)}"
    )
    line: dict[str, Attribute] = {"fill": "none", **paint("stroke", SOFT), "stroke-width": 1.5}
    return element("path", {"d": path, **line})
