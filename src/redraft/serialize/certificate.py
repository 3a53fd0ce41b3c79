"""What an edit left alone, as a proof that anybody can check without this program.

A certificate names all that was written, and gives the digest of *the rest*, of the
document before and of the one after. The rest is the document with these things taken
out, in this order; ``touched`` is the certificate's list:

1. Where a write's property is ``component``: the component with the entry's id, and
   everything in it, leaves the list that it stands in. It was added, deleted or wrapped.
2. Where it is ``order``: the component goes to the end of its list, all such ones in a
   list in the order of their ids by code point. It only changed places.
3. Any other write has ``places``: JSON Pointers (RFC 6901) that begin at the component
   with that id, or at the document where ``component`` is null. What is there is taken
   out: a member of an object goes, an item of a list becomes null. An object on the way
   to a place that is then empty (or was) goes too, but never the component itself. A
   place where there is nothing takes nothing out. A list of ``children`` (property
   ``children``) goes only where nothing is left in it, or where it is null.

What is left is written as JSON in the order in which it stood, without white space
between tokens and with every literal spelled as it came (``1.50`` is not ``1.5``), and
the digest is ``sha256:`` and the hexadecimal SHA-256 of those bytes in UTF-8. So it
covers ids, types, texts, tokens, unknown keys, the order of members, and the order and
nesting of components. ``untouched`` counts the components of the document before that
no entry names and that are not inside one whose property is ``component``.

`redraft.witness` checks all this from the three files, with no code of the engine's.

    P-1  the two digests of a result's certificate are equal
    P-2  nothing is worked out before it is asked for; then what is encoded is what was touched

May import: document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from redraft.document.blueprint import MISSING, Component, Document, Fields
from redraft.document.change import COMPONENT, Change, Reason
from redraft.serialize.spelling import encode
from redraft.serialize.writer import write_once

_ORDER: Final = "order"
_LIST: Final = "children"
_STRUCTURAL: Final = frozenset({COMPONENT, _ORDER, _LIST})
_HOME: Final = re.compile(r"/components/[0-9]+(?:/children/[0-9]+)*+")


class Touch(msgspec.Struct, frozen=True):
    """One property that was written, why, and where; a whole component has no places."""

    property: str
    reason: Reason
    places: tuple[str, ...] = ()


class Touched(msgspec.Struct, frozen=True):
    """A component that was written to (None: tokens and the screen)."""

    component: str | None
    writes: tuple[Touch, ...]


class Outside(msgspec.Struct, frozen=True):
    """The digest of the rest, before and after."""

    before: str
    after: str


class Certificate(msgspec.Struct, frozen=True):
    """What was touched, and the digest of all else.

    >>> from redraft.serialize.reader import read
    >>> d = read({"components": [{"id": "a", "type": "card"}, {"id": "b", "type": "card"}]})
    >>> c = certificate(d, d, ())
    >>> c.holds, c.touched, c.untouched
    (True, (), 2)
    """

    outside: Outside
    touched: tuple[Touched, ...]
    untouched: int

    @property
    def holds(self) -> bool:
        """Whether the rest is what it was."""
        return self.outside.before == self.outside.after


def certificate(before: Document, after: Document, changes: Iterable[Change]) -> Certificate:
    """Certify what ``changes``, which lead from one version to the other, left alone.

    >>> from redraft.serialize.reader import read
    >>> d = read({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 9, 9]}]})
    >>> moved = d.replace({0: Component({"id": "a", "type": "card", "bbox": [8, 0, 9, 9]})})
    >>> c = certificate(d, moved, [Change(1, "a", "x", "/components/0/bbox/0", 0, 8)])
    >>> c.holds, c.touched[0].writes[0].places, c.untouched
    (True, ('/bbox/0',), 0)
    """
    touched = _touched(changes)
    if any(write.property in _STRUCTURAL for entry in touched for write in entry.writes):
        first, second = (encode(_rest_of_tree(d.tree(), touched)) for d in (before, after))
    else:
        first, second = (write_once(_rest(d, touched)) for d in (before, after))
    known = _digest(first)
    outside = Outside(known, known if first == second else _digest(second))
    return Certificate(outside, touched, len(before) - _named(before, touched))


def _digest(said: bytes) -> str:
    return "sha256:" + hashlib.sha256(said).hexdigest()


def _touched(changes: Iterable[Change]) -> tuple[Touched, ...]:
    """The changes by component, and for each by property and reason, in the order of the first."""
    found: dict[str | None, dict[tuple[str, Reason], dict[str, None]]] = {}
    for change in (made.leaf() for made in changes):
        writes = found.setdefault(change.component, {})
        places = writes.setdefault((change.property, change.reason), {})
        if change.property not in (COMPONENT, _ORDER):
            home = None if change.component is None else _HOME.match(change.path)
            places[change.path[home.end() :] if home else change.path] = None
    return tuple(
        Touched(name, tuple(Touch(*key, tuple(places)) for key, places in writes.items()))
        for name, writes in found.items()
    )


def _named(before: Document, touched: tuple[Touched, ...]) -> int:
    """How many components are touched."""
    found: set[int] = set()
    for entry in touched:
        i = None if entry.component is None else before.find(entry.component)
        if i is not None:
            found.add(i)
            if any(write.property == COMPONENT for write in entry.writes):
                found.update(before.outline.descendants(i))
    return len(found)


# -- where values alone were written ---------------------------------------------


def _rest(document: Document, touched: tuple[Touched, ...]) -> Document:
    """The document without what was written; what was not shares its bytes with all versions."""
    head = document.head
    changed: dict[int, Component] = {}
    for entry in touched:
        places = _places(entry)
        if entry.component is None:
            head = _without(head, places)
            continue
        i = document.find(entry.component)
        if i is None:
            continue
        changed[i] = Component(_without(document.at(i).fields, places))
    if changed:
        document = document.replace(changed)
    return document if head is document.head else document.with_head(head)


def _places(entry: Touched) -> Iterator[list[str]]:
    for write in entry.writes:
        for place in write.places:
            yield [p.replace("~1", "/").replace("~0", "~") for p in place[1:].split("/")]


def _without(fields: Fields, places: Iterable[list[str]]) -> Fields:
    for keys in places:
        fields = _take(fields, keys)
    return fields


def _take(holder: Any, keys: list[str]) -> Any:
    """A copy without what is at the end of the keys, and without what is left empty."""
    key: Any = int(keys[0]) if isinstance(holder, list) else keys[0]
    if isinstance(holder, list):
        value = holder[key] if key < len(holder) else MISSING
    else:
        value = holder.get(key, MISSING) if isinstance(holder, dict) else MISSING
    if value is MISSING:
        return holder
    if len(keys) > 1:
        inner = _take(value, keys[1:])
        if inner != {}:
            if inner is value:
                return holder
            copied = holder.copy()
            copied[key] = inner
            return copied
    copied = holder.copy()
    if isinstance(holder, list):
        copied[key] = None
    else:
        del copied[key]
    return copied


# -- where components came, went or changed places -------------------------------


def _rest_of_tree(tree: Fields, touched: tuple[Touched, ...]) -> Fields:
    gone, aside = (
        {e.component for e in touched if any(w.property == name for w in e.writes)}
        for name in (COMPONENT, _ORDER)
    )
    written = {entry.component: entry for entry in touched}

    def rest(beside: list[Fields]) -> list[Fields]:
        kept = [stripped(fields) for fields in beside if fields["id"] not in gone]
        moved = [fields for fields in kept if fields["id"] in aside]
        return [f for f in kept if f["id"] not in aside] + sorted(moved, key=lambda f: f["id"])

    def stripped(fields: Fields) -> Fields:
        entry = written.get(fields["id"])
        if isinstance(fields.get(_LIST), list):
            fields = {**fields, _LIST: rest(fields[_LIST])}
        if entry is None:
            return fields
        made = any(write.property == _LIST for write in entry.writes)
        if made and not fields.get(_LIST):
            fields = {k: v for k, v in fields.items() if k != _LIST}
        return _without(fields, (keys for keys in _places(entry) if keys != [_LIST]))

    tree["components"] = rest(tree["components"])
    screen = written.get(None)
    return tree if screen is None else _without(tree, _places(screen))
