"""What stands in a relation of nesting to what was found: its parent, its parts, its text.

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from redraft.document.blueprint import Document
from redraft.document.properties import is_text_like
from redraft.document.space import extent_of, space
from redraft.select.found import Fit, Found, not_found
from redraft.select.index import tail
from redraft.select.kinds import kind_of, tier_of
from redraft.select.places import away
from redraft.select.selectors import Number, Related
from redraft.select.settling import distinct

#: What holds more is a part of the screen.
_GROUP_MAX: Final = 12


def reached(document: Document, selector: Related, base: Found) -> Found:
    """The relatives of all that was found. Raises Unresolved where there are none."""
    outline = document.outline
    steps: dict[str, Callable[[int], Iterable[int]]] = {
        "children": lambda i: outline.children[i],
        "descendants": outline.descendants,
        "parent": lambda i: () if outline.parent[i] < 0 else (outline.parent[i],),
        "group": lambda i: _group(document, i),
        "siblings": lambda i: (k for k in outline.siblings(i) if k != i),
        "kin": lambda i: _kin(document, i),
        "text": lambda i: _carriers(document, i),
        "texts": lambda i: _carriers(document, i),
        "wording": lambda i: (k for k in range(i, outline.end[i]) if document.at(k).text),
    }
    reach = steps[selector.relation]
    fits = distinct([Fit(k) for fit in base.fits for k in reach(fit.i)])
    if selector.relation == "kin":  # of several, none of those
        named = {fit.i for fit in base.fits}
        fits = [fit for fit in fits if fit.i not in named]
    if selector.kinds:
        kind = kind_of("", selector.kinds)
        fits = [f for f in fits if tier_of(document, f.i, kind) >= 3]
    if not fits:
        told = f"“{base.said}” has no {selector.kinds[0] if selector.kinds else selector.relation}"
        raise not_found(base.said, base.span, message=told)
    one_text = selector.relation == "text" and not any(_is_table(document, f.i) for f in base.fits)
    number: Number = base.number if one_text else "all"
    return base._replace(fits=fits, number=number)


def _is_table(document: Document, i: int) -> bool:
    """Whether the text of something is that of all its cells."""
    return document.at(i).type.lower() == "table" and not document.at(i).text


def _kin(document: Document, i: int) -> tuple[int, ...]:
    """Those of a component's type beside it, called alike if some are; where none is, all of its type."""
    outline = document.outline
    alike = [k for k in outline.siblings(i) if outline.types[k] == outline.types[i] and k != i]
    if not alike:
        return tuple(
            k for k, name in enumerate(outline.types) if name == outline.types[i] and k != i
        )
    called = tail(outline.ids[i])
    so_called = [k for k in alike if tail(outline.ids[k]) == called]
    return tuple(so_called or alike)


def _group(document: Document, i: int) -> tuple[int, ...]:
    """What holds something that holds nothing itself, where that is little more: the card of a name."""
    outline = document.outline
    parent = outline.parent[i]
    if parent < 0 or outline.children[i] or len(outline.descendants(parent)) > _GROUP_MAX:
        return ()
    return (parent,)


def _carriers(document: Document, i: int) -> tuple[int, ...]:
    """What carries a component's text: itself, the texts in it, or the one that is drawn on it."""
    component = document.at(i)
    if component.text is not None or is_text_like(component):
        return (i,)
    inner = document.outline.descendants(i)
    texts = [k for k in inner if is_text_like(document.at(k))]
    written = texts or [k for k in inner if document.at(k).text]
    return tuple(written) or _drawn_on(document, i) or (i,)


def _drawn_on(document: Document, i: int) -> tuple[int, ...]:
    """The only thing with a text that lies on something without being in it."""
    area = extent_of(document.at(i))
    if area is None or document.outline.children[i]:
        return ()
    on = [
        k
        for k in space(document).near(area)
        if document.at(k).text and away(document, k, "inside", (i,)) is not None
    ]
    return tuple(on) if len(on) == 1 else ()


def owners(document: Document, fits: Iterable[Fit], among: set[int]) -> list[Fit]:
    """The components of a set that hold the fits: "except Save" means the button that says so."""
    owners: list[Fit] = []
    for fit in fits:
        owner = next((a for a in document.outline.ancestors(fit.i) if a in among), None)
        if owner is not None:
            owners.append(fit._replace(i=owner))
    return distinct(owners)
