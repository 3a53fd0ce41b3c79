"""How far an edit reaches: what the errors that it brings or takes away can be about.

Two edits that reach nothing in common can be judged together: what is an error after the one
is an error after both, and there is one after both only where one of them brought it.

    V-6  where the reach of a and b is disjoint, an error that a brings is there after b too

Only under the standard policy: there a contrast, which depends on all that lies behind a
text, is no error, and what is depends on a component itself, or on it and its siblings.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from redraft.document.blueprint import Document
from redraft.document.space import is_marked_hidden


def reach(before: Document, after: Document, touched: Iterable[int]) -> set[int] | None:
    """Return the components that were touched and, below 0, whose children were moved; or None.

    None where it cannot be told so: another outline, another head, something hidden or shown.
    The children of the screen are those of -1, the ones of component ``i`` those of -2 - i.

    >>> from redraft.document.blueprint import Component
    >>> a = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 9, 9]}]})
    >>> b = a.replace({0: Component({"id": "a", "type": "card", "bbox": [5, 0, 9, 9]})})
    >>> reach(a, b, [0]), reach(a, a, [0])
    ({0, -1}, set())
    """
    if after.outline is not before.outline or after.head is not before.head:
        return None
    parent = after.outline.parent
    found: set[int] = set()
    for i in touched:
        old, new = before.at(i), after.at(i)
        if old is new:
            continue
        if is_marked_hidden(old) != is_marked_hidden(new):
            return None
        found.add(i)
        if old.fields.get("bbox") != new.fields.get("bbox"):
            found.add(-2 - parent[i])
    return found
