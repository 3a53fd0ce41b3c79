"""A screen with what is hidden shown, for who wants to see that it is there.

May import: document, render.look.
"""

from __future__ import annotations

from redraft.document.blueprint import MISSING, Document
from redraft.document.properties import assign
from redraft.render.look import hidden


def revealed(document: Document) -> Document:
    """Return the document with nothing hidden; the same object where nothing is.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "visual": {"hidden": True}}]})
    >>> revealed(d)["a"].style
    {}
    """
    known = document.memo.get("revealed")
    if isinstance(known, Document):
        return known
    shown = {
        i: assign(document, component, "visibility", MISSING)[0]
        for i, component in enumerate(document)
        if hidden(component)
    }
    if not shown:
        return document
    found: Document = document.replace(shown)
    document.memo["revealed"] = found
    return found
