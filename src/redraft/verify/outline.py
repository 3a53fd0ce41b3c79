"""Ids, types, roles and the number of components stay, unless the caller allowed otherwise.

A rule on two documents, not on one: it is run beside the report, where structural edits
are off. Moving a component within its list is no change of structure.

May import: document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.document.blueprint import Document
from redraft.verify.finding import Finding

CODE: Final = "structure.changed"


def structure(
    before: Document, after: Document, touched: Iterable[int] | None = None
) -> list[Finding]:
    """Return what of the structure differs, in document order; added components last.

    Where both share their outline only the ``touched`` are looked at (None: all).

    >>> a = Document.of({"components": [{"id": "a", "type": "text"}]})
    >>> b = Document.of({"components": [{"id": "a", "type": "card"}]})
    >>> [(f.code, f.property) for f in structure(a, b)]
    [('structure.changed', 'type')]
    """
    found: list[Finding] = []
    if after.outline is before.outline:
        for i in sorted(range(len(before)) if touched is None else touched):
            if before.at(i) is not after.at(i):
                _compare(before, after, i, i, found)
        return found
    for i, name in enumerate(before.outline.ids):
        k = after.find(name)
        if k is None:
            found.append(_finding(name, "id", f"“{name}” is gone"))
        else:
            _compare(before, after, i, k, found)
    added = (name for name in after.outline.ids if name not in before)
    found.extend(_finding(name, "id", f"“{name}” was not there before") for name in added)
    return found


def _compare(before: Document, after: Document, i: int, k: int, found: list[Finding]) -> None:
    old, new = before.at(i).fields, after.at(k).fields
    name = old["id"]
    found.extend(
        _finding(name, field, f"the {field} of “{name}” changed")
        for field in ("id", "type", "role")
        if old.get(field) != new.get(field)
    )


def _finding(name: str, field: str, message: str) -> Finding:
    return Finding(CODE, (name,), field, "error", message)
