"""How much memory a version holds that the version before it does not.

Versions share all that an edit left alone, so an edit adds the objects on the way from the
document to the leaves that it wrote: measured as the interpreter sizes them, no more than once.

    M-1  what a history says it holds is about what letting go of it frees

May import: document.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not
from sys import getsizeof
from typing import Any, Final

from redraft.document.blueprint import Document

#: a version with its memo, what encoding it keeps, and what a session notes of its edit
VERSION_BYTES: Final = 2_048
#: a component beside its fields, and its two encoded parts
COMPONENT_BYTES: Final = 512
#: what the outline keeps of a component: its id, type, nesting, and what it is found by
_OUTLINE_BYTES: Final = 512
#: components that are looked at where all of them are new
_SAMPLE: Final = 64


def bytes_held(before: Document, after: Document) -> int:
    """Return how many bytes ``after`` holds of its own, about.

    >>> from redraft.document.blueprint import Component
    >>> a = Document.of({"components": [{"id": k, "type": "card"} for k in "abc"]})
    >>> b = a.replace({0: Component({"id": "a", "type": "card", "text": "x" * 10_000})})
    >>> bytes_held(a, a), 10_000 < bytes_held(a, b) < 15_000
    (0, True)
    """
    if after is before:
        return 0
    held = VERSION_BYTES + _own(after.head, before.head)
    if after.outline is not before.outline:
        return held + _of_all(after)
    old, new = before.chunks, after.chunks
    if new is old:
        return held
    held += getsizeof(new)
    for k in compress(count(), map(is_not, new, old)):
        row, was = new[k], old[k]
        held += getsizeof(row)
        for j in compress(count(), map(is_not, row, was)):
            held += COMPONENT_BYTES + _own(row[j].fields, was[j].fields)
    return held


def _of_all(document: Document) -> int:
    """What all components hold, by a sample of them: a change of structure makes each anew."""
    size = len(document)
    step = size // _SAMPLE + 1
    sample = range(0, size, step)
    fields = sum(_own(document.at(i).fields, None) for i in sample)
    each = fields // max(len(sample), 1) + COMPONENT_BYTES + _OUTLINE_BYTES
    return size * each


def _own(new: Any, old: Any) -> int:
    """The size of a JSON value, without what is the other's too."""
    if new is old:
        return 0
    held = getsizeof(new)
    if isinstance(new, dict):
        before = old if isinstance(old, dict) else {}
        for key, value in new.items():
            was = before.get(key)
            if value is not was:
                nested = isinstance(value, (dict, list))
                held += _own(value, was) if nested else getsizeof(value)
    elif isinstance(new, list):
        for k, value in enumerate(new):
            same = isinstance(old, list) and k < len(old)
            held += _own(value, old[k] if same else None)
    return held
