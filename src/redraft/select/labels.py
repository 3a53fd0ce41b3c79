"""Words that a component borrows: from what lies in it, and from the label beside it.

A button is called by the text in it, whether that is its child or only drawn on it; a
field by the label above it or to its left; an icon by its caption.

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from redraft.document.blueprint import Box, Document
from redraft.document.properties import TEXT_LIKE
from redraft.document.space import space
from redraft.select.words import bag, singular

#: How good evidence is that comes from a text inside, and from one beside.
INSIDE: Final = 0.8
BESIDE: Final = 0.65

#: A caption is at most so far away, in px.
_REACH: Final = 64
_LEVELS: Final = 3
#: What is stacked has its caption no farther away, and is no thinner.
_STACK_PX: Final = 16.0
#: Borrowing looks at so many sources at most; a word that is everywhere tells nothing.
_SOURCES_MAX: Final = 24

_FIELDS: Final = bag(
    "input field textfield textbox textarea dropdown select slider spinner toggle switch "
    "checkbox radio progress rating"
)
_FORMS: Final = bag("form")
#: What shows a hint or what was typed: its text is no label.
_TYPED: Final = bag("input field textfield textbox textarea dropdown select")
_PICTURES: Final = bag("icon image button logo avatar view shape vector checkbox radio tab")


def borrowers(
    document: Document, sources: Collection[int], takers: Collection[int] | None
) -> dict[int, float]:
    """Components that may be called by the words of the sources, with how good that evidence is.

    ``takers`` are those of the wanted kind; None: containers of any kind, and no labels beside.
    Only what is written can be a label of what lies around it.
    """
    found: dict[int, float] = {}
    for source in sorted(sources)[:_SOURCES_MAX]:
        _lend_up(document, source, takers, found)
        # what a field hints at ("Search transactions") names nothing beside it
        if takers is not None and document.at(source).text and not shows_hint(document, source):
            _lend_around(document, source, takers, found)
    for source in sources:
        found.pop(source, None)
    return found


def shows_hint(document: Document, i: int) -> bool:
    """Whether a component is a field that shows a hint, or what was typed: no label of its own.

    >>> shows_hint(Document.of({"components": [{"id": "a", "type": "input", "text": "e.g. Robin"}]}), 0)
    True
    """
    component = document.at(i)
    return bool(component.text) and component.type.lower() in _TYPED


def _lend_up(
    document: Document, source: int, takers: Collection[int] | None, found: dict[int, float]
) -> None:
    for level, i in enumerate(document.outline.ancestors(source)):
        if level == _LEVELS:
            break
        if takers is None or i in takers:
            found[i] = max(found.get(i, 0.0), INSIDE - 0.02 * level)


def _lend_around(
    document: Document, source: int, takers: Iterable[int], found: dict[int, float]
) -> None:
    component = document.at(source)
    box = component.box
    if box is None:
        _lend_in_order(document, source, takers, found)
        return
    textual = component.type.lower() in TEXT_LIKE or bool(component.text)
    around: tuple[float, int] | None = None
    nearest: tuple[float, int] | None = None
    for i in takers:
        taker = document.at(i)
        other = taker.box
        if other is None or i == source:
            continue
        if holds(other, box) and not taker.text:
            size = other[2] * other[3]
            if around is None or size < around[0]:
                around = (size, i)
        elif textual and (not taker.text or shows_hint(document, i)):
            away = label_distance(box, other, taker.type.lower(), taker.role)
            if away is not None and (nearest is None or away < nearest[0]):
                nearest = (away, i)
    if around is not None:
        found[around[1]] = max(found.get(around[1], 0.0), INSIDE - 0.02)
    if nearest is not None:
        field = nearest[1]
        found[field] = max(found.get(field, 0.0), BESIDE)
        if document.at(field).type.lower() in _TYPED:
            # "the Postcode box" is the field, and not the form that it is in
            for held in document.outline.ancestors(field):
                found.pop(held, None)


def _lend_in_order(
    document: Document, source: int, takers: Iterable[int], found: dict[int, float]
) -> None:
    """Without geometry a label precedes its field, among siblings."""
    outline = document.outline
    after = outline.end[source]
    siblings_parent = outline.parent[source]
    if (
        after < len(document)
        and outline.parent[after] == siblings_parent
        and after in set(takers)
        and (not document.at(after).text or shows_hint(document, after))
    ):
        found[after] = max(found.get(after, 0.0), BESIDE)


def is_field(word: str) -> bool:
    """Whether a word is what people call a field: "the input labels".

    >>> is_field("inputs"), is_field("tile")
    (True, False)
    """
    return singular(word) in _FIELDS or singular(word) in _FORMS


def labels_of(document: Document, fields: Iterable[int], among: Collection[int]) -> list[int]:
    """The label of each field, the nearest that may name it; none of what is no field."""
    found: dict[int, None] = {}
    for i in fields:
        field = document.at(i)
        if field.box is None or field.type.lower() not in _FIELDS:
            continue
        near = [
            (away, k)
            for k in among
            if k != i
            and (box := document.at(k).box) is not None
            and (away := label_distance(box, field.box, field.type.lower(), field.role)) is not None
        ]
        if near:
            found[min(near)[1]] = None
    return [*found]


def captioned(document: Document, label: int) -> list[int]:
    """Pictures that stand on a text, or hang from it, as its caption has it: the cells of a grid."""
    component = document.at(label)
    box = component.box
    if box is None or not component.text:
        return []
    x, y, width, height = box
    found: list[int] = []
    for i in space(document).near((x, y - _STACK_PX, x + width, y + height + _STACK_PX)):
        taker = document.at(i)
        other = taker.box
        if i == label or other is None or taker.text:
            continue
        middle = abs(other[0] + other[2] / 2 - (x + width / 2))
        gap = max(y - (other[1] + other[3]), other[1] - (y + height))
        if -4 <= gap <= _STACK_PX and middle <= _STACK_PX / 2 and min(other[2:]) >= _STACK_PX:
            found.append(i)
    return found


def holds(outer: Box, inner: Box) -> bool:
    """Whether a text is drawn on something that is not much larger."""
    x, y = inner[0] + inner[2] / 2, inner[1] + inner[3] / 2
    return (
        outer[0] <= x <= outer[0] + outer[2]
        and outer[1] <= y <= outer[1] + outer[3]
        and outer[2] * outer[3] >= inner[2] * inner[3]
        and outer[3] <= 6 * max(inner[3], 1) + 24
    )


def label_distance(label: Box, other: Box, kind: str, role: str | None) -> float | None:
    """How far a label is from what it may name, or None where it does not name it."""
    across = min(label[0] + label[2], other[0] + other[2]) - max(label[0], other[0])
    down = min(label[1] + label[3], other[1] + other[3]) - max(label[1], other[1])
    above = other[1] - (label[1] + label[3])
    below = label[1] - (other[1] + other[3])
    left = other[0] - (label[0] + label[2])
    right = label[0] - (other[0] + other[2])
    reaches: list[float] = []
    if kind in _FIELDS:
        if down > 0:
            reaches += [left, right * 1.2] if left >= -4 or right >= -4 else []
        if across > 0 and above >= -4:
            reaches.append(above)
        limit = 400.0 if down > 0 else _REACH
    elif kind in _PICTURES or role in ("icon", "image"):
        if down > 0:
            reaches += [gap for gap in (left * 1.2, right) if gap >= -4]
        if across > 0:
            reaches += [gap for gap in (below, above * 1.5) if gap >= -4]
        limit = _REACH
    else:
        return None
    near = [gap for gap in reaches if -5 <= gap <= limit]
    return min(near) if near else None
