"""Where one component differs from an earlier version of itself: by key, of its fields and its style.

Versions share the values that edits left alone, so identity is asked and nothing compared.
A key may be named although its value is equal, never the other way round.

May import: document.blueprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from redraft.document.blueprint import MISSING, Component, Document, Fields


class Edited(NamedTuple):
    """One component that differs between two versions with one outline.

    ``keys`` are those of its fields and of its style object, in one set.
    """

    at: int
    old: Component
    new: Component
    keys: set[str]

    @property
    def is_moved(self) -> bool:
        """Whether its box is another one."""
        return "bbox" in self.keys and self.old.fields.get("bbox") != self.new.fields.get("bbox")


def differences(before: Document, after: Document, touched: Iterable[int]) -> list[Edited]:
    """Return those of the touched that differ, in the order given.

    >>> a = Document.of({"components": [{"id": "a", "type": "text", "visual": {"color": "red"}}]})
    >>> b = a.replace({0: Component({**a["a"].fields, "visual": {"color": "navy"}})})
    >>> [sorted(edit.keys) for edit in differences(a, b, [0])]
    [['color', 'visual']]
    """
    found = []
    for i in touched:
        old, new = before.at(i), after.at(i)
        if old is not new:
            found.append(Edited(i, old, new, differing(old, new)))
    return found


def differing(old: Component, new: Component) -> set[str]:
    """The keys of the fields and of the style whose values differ."""
    keys = _keys(old.fields, new.fields)
    if "visual" in keys or "style" in keys:
        keys |= _keys(old.style, new.style)
    return keys


def _keys(was: Fields, now: Fields) -> set[str]:
    if was.keys() == now.keys():
        return {key for key, value in now.items() if was[key] is not value}
    found = {key for key, value in now.items() if was.get(key, MISSING) is not value}
    found.update(was.keys() - now.keys())
    return found
