"""Decks: documents of several slides, of which one is looked at after the other.

What stands on one slide is beside nothing on another, and the first has names of its own.

    D-1  the same document and name give the same slide

May import: document, language, select.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from redraft.document.blueprint import Document
from redraft.language import current
from redraft.select.index import index_of
from redraft.select.selectors import Named
from redraft.select.words import forms

#: Types of what is looked at one after the other.
SLIDES: Final = frozenset({"slide", "page", "screen"})
#: The words of "the title slide".
_TWO: Final = 2


def slides(document: Document) -> tuple[int, ...]:
    """The slides of a deck in their order; none of a document that is one screen."""
    known: tuple[int, ...] | None = document.memo.get("slides")
    if known is None:
        outline = document.outline
        tops = tuple(k for k in outline.top if outline.types[k].lower() in SLIDES)
        known = document.memo["slides"] = tops if len(tops) > 1 else ()
    return known


def apart(document: Document, i: int, other: int) -> bool:
    """Whether two stand on different slides, where neither is beside the other."""
    mine, its = (_slide_of(document).get(k) for k in (i, other))
    return mine is not None and its is not None and mine != its


def _slide_of(document: Document) -> Mapping[int, int]:
    known: dict[int, int] | None = document.memo.get("slide of")
    if known is None:
        end = document.outline.end
        known = {n: k for k in slides(document) for n in range(k + 1, end[k])}
        document.memo["slide of"] = known
    return known


def cover(document: Document, name: Named) -> tuple[int, Named | None] | None:
    """ "The cover", "the title slide": the first slide, and what is named on it: "the cover title".

    None where a component says the word of itself, or where there are no slides.
    """
    how = current().forms.covers.get(name.words[0], "") if name.words else ""
    if not how or name.quoted is not None or name.number != "one" or not slides(document):
        return None
    first = slides(document)[0]
    if len(name.words) == _TWO and name.kinds[:1] and name.kinds[0] in SLIDES:
        called = index_of(document).having(document, forms(name.words[0]))
        return None if called.intersection(slides(document)) else (first, None)
    if how != "alone" or index_of(document).having(document, forms(name.words[0])):
        return None
    rest = name.words[1:]
    return first, structs.replace(name, words=rest, exact=False) if rest else None
