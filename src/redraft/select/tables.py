"""Tables by what is written in them: “the Q2 row”, “the role column”, “Ana's phone”.

A cell is a leaf in a table, or one of several cells in the same place. A row or column that
is told by a word is that of the cell which says the word; where a row is a component, it is
that. What belongs to the word of a row and that of a column is where the two meet. A grid of
cells that nothing holds is a table too: what stands over a column or before a row heads it.

    L-1  a table is looked at once

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from redraft.document.blueprint import Document
from redraft.select.contents import beside
from redraft.select.found import Fit, Found
from redraft.select.index import index_of
from redraft.select.selectors import Named
from redraft.select.words import key, singular, split

_TABLE: Final = "table"
_CELL: Final = "cell"
_AXES: Final = ("row", "column")
#: main kinds of what heads a line
_HEADINGS: Final = (("header",), ("title",), ("heading",), ("label",))
_SEVERAL: Final = 2
#: how sure a line is that nothing but a word in it tells
_SURE: Final = 0.9


def line(document: Document, name: Named) -> Found | None:
    """The row or column that a word in it tells; None where none is told so.

    >>> d = Document.of({"components": [{"id": "t", "type": "table", "children": [
    ...     {"id": k, "type": "cell", "text": s, "bbox": [x, y, 90, 20]} for k, s, x, y in (
    ...     ("a", "Name", 0, 0), ("b", "Role", 90, 0), ("c", "Ana", 0, 20), ("d", "Owner", 90, 20))]}]})
    >>> [f.i for f in line(d, Named(("ana", "row"), ("row",), "row")).fits]
    [3, 4]
    """
    axis = name.kinds[0] if name.kinds else ""
    if axis not in _AXES:
        return None
    words = [*split(name.quoted or ""), *(word for word in name.words if word != name.head)]
    told = _showing(document, words)
    lines = {_line(document, i, axis) for i in told}
    if not told:
        told = list(index_of(document).with_text(document, key(" ".join(words))))
        ways = [_headed(document, i, axis) or _beside(document, i, axis) for i in told]
        lines = {way or _pair(document, i, axis) for i, way in zip(told, ways, strict=True)} - {()}
    if len(lines) != 1:
        return None
    (members,) = lines
    fits = [Fit(i, 1.0) for i in members]
    said = " ".join(name.words)
    trace = (f"the {axis} of “{document.outline.ids[told[0]]}”",)
    return Found(fits, "all", said, name.span, _SURE, trace)


def cell(document: Document, name: Named) -> Found | None:
    """ "The Q3 units": where the row of the one word and the column of the other meet.

    "The Friday column header", "the Units heading": what heads the line. None where nothing is so told.

    >>> d = Document.of({"components": [{"id": "t", "type": "table", "children": [
    ...     {"id": k, "type": "cell", "text": s, "bbox": [x, y, 90, 20]} for k, s, x, y in (
    ...     ("a", "Name", 0, 0), ("b", "Role", 90, 0), ("c", "Ana", 0, 20), ("d", "Owner", 90, 20))]}]})
    >>> [f.i for f in cell(d, Named(("ana", "role"), head="role")).fits]
    [4]
    """
    words = [word for said in name.words for word in split(said)]
    if name.quoted is not None or len(words) < _SEVERAL:
        return None
    met = _heading(document, words, name) if name.kinds[:1] in _HEADINGS else _met(document, words)
    if met is None:
        return None
    trace = ("a cell told by its row and its column",)
    return Found([Fit(met, 1.0)], "one", " ".join(name.words), name.span, _SURE, trace)


def _met(document: Document, words: list[str]) -> int | None:
    """The cell in the row that some of the words begin and the column that the others head."""
    if singular(words[-1]) == _CELL:
        words = words[:-1]
    met: set[int] = set()
    for cut in range(1, len(words)):
        first, second = (_saying(document, part) for part in (words[:cut], words[cut:]))
        found = [crossing(document, *pair) for pair in ((first, second), (second, first))]
        met.update(i for i in found if i is not None)
    return met.pop() if len(met) == 1 else None


def _heading(document: Document, words: list[str], name: Named) -> int | None:
    """What heads the line that the words tell."""
    axes = [axis for axis in _AXES if axis in words]
    rest = [word for word in words if word not in axes and word != singular(name.head)]
    heads = [
        i
        for i in index_of(document).with_text(document, key(" ".join(rest)))
        if any(_heads(document, i, axis) for axis in axes or _AXES)
    ]
    return heads[0] if rest and len(heads) == 1 else None


def _heads(document: Document, i: int, axis: str) -> bool:
    """Whether something is the first of a row or a column, or stands before one."""
    if _is_cell(document, i):
        line = _aligned(document, i, axis)
        return len(line) > 1 and line[0] == i
    return bool(_headed(document, i, axis))


def _saying(document: Document, words: list[str]) -> list[int]:
    """What says just these words, in either number."""
    index = index_of(document)
    wholes = dict.fromkeys(
        (key(" ".join(words)), key(" ".join((*words[:-1], singular(words[-1])))))
    )
    return [i for whole in wholes for i in index.with_text(document, whole)]


def in_line_with(document: Document, fits: Iterable[Fit], anchor: int) -> list[Fit]:
    """ "Biology on Wednesday", "the 3 in the Pro row": those in the column or the row that something heads."""
    members = {
        i
        for axis in _AXES
        if _heads(document, anchor, axis)
        for i in _of_head(document, anchor, axis)
    }
    return [fit for fit in fits if fit.i in members and fit.i != anchor]


def _of_head(document: Document, i: int, axis: str) -> Sequence[int]:
    return _aligned(document, i, axis) if _is_cell(document, i) else _headed(document, i, axis)


def _headed(document: Document, i: int, axis: str) -> tuple[int, ...]:
    """The line of a grid that a text beside it heads, itself the first; none where it heads none."""
    component = document.at(i)
    cells = [k for k in document.outline.siblings(i) if document.at(k).type.lower() == _CELL]
    own, box = _span(document, i, axis), component.box
    if not (component.text and own and box) or _is_cell(document, i):
        return ()
    line = [k for k in cells if _overlap(own, _span(document, k, axis))]
    across = "row" if axis == "column" else "column"
    end = (_span(document, i, across) or (0, 0))[1]
    before = all((_span(document, k, across) or (0, 0))[0] >= end for k in cells)
    return (i, *document.reading_order(line)) if before and len(line) > 1 else ()


def crossing(document: Document, of: Iterable[int], under: Iterable[int]) -> int | None:
    """The cell in the row that the one begins and the column that the other heads, whichever does which."""
    beginning = [(i, _aligned(document, i, "row")) for i in of if _is_cell(document, i)]
    heading = [(k, _aligned(document, k, "column")) for k in under if _is_cell(document, k)]
    met: set[int] = set()
    if not beginning or not heading:
        return _in_grid(document, of, under)
    for i, row in beginning:
        for k, column in heading:
            if row[:1] == [i] and column[:1] == [k]:
                met.update(set(row) & set(column))
    return met.pop() if len(met) == 1 else None


def _in_grid(document: Document, of: Iterable[int], under: Iterable[int]) -> int | None:
    """The same of a grid that nothing holds: right of the one word and below the other."""
    rows = [i for i in of if document.at(i).text and not document.outline.children[i]]
    columns = [k for k in under if document.at(k).text and not document.outline.children[k]]
    if len(rows) != 1 or len(columns) != 1:
        return None
    row, column = document.at(rows[0]).box, document.at(columns[0]).box
    if (
        row is None
        or column is None
        or row[0] + row[2] > column[0]
        or row[1] < column[1] + column[3]
    ):
        return None
    cells = [i for i in document.outline.siblings(rows[0]) if document.at(i).type.lower() == _CELL]
    met = [
        i
        for i in cells
        if _overlap(_span(document, rows[0], "row") or (0, 0), _span(document, i, "row"))
        and _overlap(_span(document, columns[0], "column") or (0, 0), _span(document, i, "column"))
    ]
    return met[0] if len(met) == 1 else None


def _showing(document: Document, words: list[str]) -> list[int]:
    """The cells that say the words: exactly where one does, else among others."""
    parts = [part for word in words for part in split(word)]
    if not parts:
        return []
    holding = [i for i in index_of(document).saying(document, parts) if _is_cell(document, i)]
    whole = key(" ".join(words))
    return sorted([i for i in holding if key(document.at(i).text or "") == whole] or holding)


def _is_cell(document: Document, i: int) -> bool:
    """Whether a component is a leaf of a table."""
    if document.outline.children[i]:
        return False
    return document.at(i).type.lower() == _CELL or _table(document, i) is not None


def _table(document: Document, i: int) -> int | None:
    """The table that something is in."""
    return next(
        (a for a in document.outline.ancestors(i) if document.at(a).type.lower() == _TABLE), None
    )


def _line(document: Document, i: int, axis: str) -> tuple[int, ...]:
    """The row or column of a cell: the component that is one, else its cells."""
    parent = document.outline.parent[i]
    if axis == "row" and parent >= 0 and parent != _table(document, i):
        inside = document.outline.children[parent]
        if set(inside) == set(_aligned(document, i, "row")):
            return (parent,)
    return tuple(_aligned(document, i, axis))


def _beside(document: Document, i: int, axis: str) -> tuple[int, ...]:
    """The texts with which a text repeats, where they stand in a line along the axis; else none."""
    members = beside(document, i, unheld=True)
    spans = [_span(document, k, axis) for k in members]
    first = spans[0] if spans else None
    in_line = first is not None and all(_overlap(first, span) for span in spans)
    return tuple(members) if in_line and len(members) > 1 else ()


def _pair(document: Document, i: int, axis: str) -> tuple[int, ...]:
    """ "The discount row" of a label and the figure right of it; none where more, or else, is in line with them."""
    own, children = _span(document, i, axis), document.outline.children
    if axis != "row" or own is None or children[i]:
        return ()
    beside = [
        k
        for k in document.outline.siblings(i)
        if k != i and _overlap(own, _span(document, k, axis))
    ]
    if len(beside) != 1 or children[beside[0]]:
        return ()
    shown = document.at(beside[0]).text or ""
    return (i, beside[0]) if any(c.isdecimal() for c in shown) else ()


def _aligned(document: Document, i: int, axis: str) -> list[int]:
    """The cells that stand in one line with a cell, in reading order."""
    table = _table(document, i)
    if table is None:
        kin = document.outline.siblings(i)
        cells = [k for k in (i, *kin) if document.at(k).type.lower() == _CELL]
    else:
        cells = [k for k in document.outline.descendants(table) if _is_cell(document, k)]
    own = _span(document, i, axis)
    if own is None:
        return []
    beside = [k for k in cells if _overlap(own, _span(document, k, axis))]
    return document.reading_order(dict.fromkeys(beside))


def _span(document: Document, i: int, axis: str) -> tuple[float, float] | None:
    """From where to where a cell reaches across the line: its height in a row, its width in a column."""
    box = document.at(i).box
    if box is None:
        return None
    x, y, width, height = box
    return (y, y + height) if axis == "row" else (x, x + width)


def _overlap(one: tuple[float, float], other: tuple[float, float] | None) -> bool:
    """Whether two reach over more than half of the smaller one."""
    if other is None:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > min(one[1] - one[0], other[1] - other[0]) / 2
