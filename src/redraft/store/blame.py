"""Who last set what: each field that was ever edited, with the edit that it has its value from.

An edit that was taken back set nothing, so only those that stand are asked, newest first.

May import: store.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from redraft.store.standing import origin, standing
from redraft.store.store import Store

Field = tuple[str | None, str]


class Blame(msgspec.Struct, frozen=True, rename={"property_": "property"}):
    """One field and the edit that last set it; ``component`` is None for tokens and the screen."""

    component: str | None
    property_: str
    revision: int
    command: str
    author: str
    at: datetime


def blame(store: Store, document: str, number: int | None = None) -> tuple[Blame, ...]:
    """Tell of each field that was edited which command last set it, in the order of the document.

    ``number`` is the revision to look at; the newest where none is said. A field that is not
    told of is as it was when the document was stored.
    """
    version = store.version(document, number)
    history = store.history(document, 0, version.number)
    places = version.document.outline.index
    found: dict[Field, Blame] = {}
    for past in standing(history, version.number):
        edit, said = origin(history, past).revision, past.said
        if edit.kind == "revert":
            continue
        for change in said.written:
            field = (change.component, change.property)
            if field in found or (field[0] is not None and field[0] not in places):
                continue
            found[field] = Blame(*field, edit.number, edit.command, edit.author, edit.at)

    def place(one: Blame) -> tuple[int, str]:
        return (-1 if one.component is None else places[one.component], one.property_)

    return tuple(sorted(found.values(), key=place))
