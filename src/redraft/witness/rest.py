"""What a document is without what was written: the rest, as the certificate describes it.

May import: witness.texts, witness.patches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from redraft.witness.patches import Misfit
from redraft.witness.texts import Unreadable, key_of, keys_of, meaning

LIST = "children"


class Part(NamedTuple):
    """A component where it stands: its own pointer, and the id of the one that it is in."""

    path: str
    fields: dict[str, Any]
    inside: str | None


def parts(document: Any) -> dict[str, Part]:
    """All components by id; raise Unreadable where this is no blueprint.

    >>> list(parts({"components": [{"id": "a", "type": "card", "children": []}]}))
    ['a']
    """
    found: dict[str, Part] = {}
    for path, fields, above in _walk(document):
        name = named(fields)
        if name is None or name == "":
            raise Unreadable(f"no blueprint: the component at {path} has no id")
        if name in found:
            raise Unreadable(f"no blueprint: the id “{name}” stands twice ({path})")
        found[name] = Part(path, fields, above)
    return found


def named(fields: Any) -> str | None:
    """The id of a component."""
    key = key_of(fields, "id") if isinstance(fields, dict) else None
    if key is None or type(fields[key]) is not str:
        return None
    return meaning(fields[key])


def inner(fields: dict[str, Any], name: str) -> Any:
    """A member by what its key means, or None."""
    key = key_of(fields, name)
    return None if key is None else fields[key]


def _walk(document: Any) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    top = inner(document, "components") if isinstance(document, dict) else None
    if not isinstance(top, list):
        raise Unreadable("no blueprint: there is no list of components")
    waiting: list[tuple[str, list[Any], str | None]] = [("/components", top, None)]
    while waiting:
        path, beside, above = waiting.pop()
        for k, fields in enumerate(beside):
            here = f"{path}/{k}"
            if not isinstance(fields, dict):
                raise Unreadable(f"no blueprint: what is at {here} is no component")
            yield here, fields, above
            within = inner(fields, LIST)
            if isinstance(within, list):
                waiting.append((f"{here}/{LIST}", within, named(fields)))


class Footprint(NamedTuple):
    """Who came or went, who changed places, and the places written, by component."""

    gone: frozenset[str]
    aside: frozenset[str]
    places: dict[str | None, list[tuple[str, str]]]  # property, pointer


def footprint(touched: Any) -> Footprint:
    """Read the list of a certificate; raise Misfit where it is none."""
    gone: set[str] = set()
    aside: set[str] = set()
    places: dict[str | None, list[tuple[str, str]]] = {}
    for k, (name, writes) in enumerate(entries(touched)):
        for (kind, _), where in writes.items():
            if kind in ("component", "order"):
                if name is None or where:
                    said = f"“{kind}” is of a component, and has no places"
                    raise Misfit(f"/certificate/touched/{k}", said)
                (gone if kind == "component" else aside).add(name)
            else:
                places.setdefault(name, []).extend((kind, place) for place in where)
    return Footprint(frozenset(gone), frozenset(aside), places)


Entry = tuple[str | None, dict[tuple[str, str], list[str]]]


def entries(touched: Any) -> list[Entry]:
    """The list of a certificate: component, then property and reason → places; or raise Misfit."""
    if not isinstance(touched, list):
        raise Misfit("/certificate/touched", "no list")
    found: list[Entry] = []
    for k, entry in enumerate(touched):
        at = f"/certificate/touched/{k}"
        fields = shaped(entry, {"component", "writes"}, at)
        writes: dict[tuple[str, str], list[str]] = {}
        for write in listed(fields["writes"], at):
            said = shaped(write, {"property", "reason", "places"}, at)
            where = [text(place, at) for place in listed(said["places"], at)]
            if any(place[:1] != "/" for place in where):
                raise Misfit(at, "a place is no pointer")
            writes[text(said["property"], at), text(said["reason"], at)] = where
        if len(writes) != len(fields["writes"]):
            raise Misfit(at, "a property is listed twice")
        found.append(
            (None if fields["component"] is None else text(fields["component"], at), writes)
        )
    return found


def shaped(value: Any, members: set[str], at: str) -> dict[str, Any]:
    """An object with just these members; raise Misfit where it is none."""
    if not isinstance(value, dict) or value.keys() != members:
        raise Misfit(at, f"it should have {', '.join(sorted(members))}")
    return value


def listed(value: Any, at: str) -> list[Any]:
    """A list; raise Misfit where it is none."""
    if not isinstance(value, list):
        raise Misfit(at, "no list")
    return value


def text(value: Any, at: str) -> str:
    """What a text says; raise Misfit where it is none."""
    if type(value) is not str:
        raise Misfit(at, "no text")
    return meaning(value)


def rest(document: Any, of: Footprint) -> Any:
    """The document without its footprint."""
    key = key_of(document, "components")
    head = {k: _beside(v, of) if k == key else v for k, v in document.items()}
    return _emptied(head, of.places.get(None, []))


def _beside(beside: list[Any], of: Footprint) -> list[Any]:
    kept = [(named(f) or "", f) for f in beside]
    kept = [(name, _component(f, name, of)) for name, f in kept if name not in of.gone]
    aside = sorted((one for one in kept if one[0] in of.aside), key=lambda one: one[0])
    return [f for name, f in kept if name not in of.aside] + [f for _, f in aside]


def _component(fields: dict[str, Any], name: str, of: Footprint) -> dict[str, Any]:
    key = key_of(fields, LIST)
    if key is not None and isinstance(fields[key], list):
        fields = {**fields, key: _beside(fields[key], of)}
    places = of.places.get(name, [])
    if key is not None and not fields[key] and ("children", "/" + LIST) in places:
        fields = {k: v for k, v in fields.items() if k != key}
    return _emptied(fields, [one for one in places if one != ("children", "/" + LIST)])


def _emptied(fields: dict[str, Any], places: list[tuple[str, str]]) -> dict[str, Any]:
    left: Any = fields
    for _, place in places:
        left = _taken(left, keys_of(place))
    return left if isinstance(left, dict) else fields


def _taken(holder: Any, keys: list[str]) -> Any:
    """A copy of an object or a list without what the keys lead to."""
    name, *further = keys
    if isinstance(holder, list):
        if not name.isdigit() or int(name) >= len(holder):
            return holder
        at = int(name)
        value = _taken(holder[at], further) if further else None
        return [*holder[:at], None if value == {} else value, *holder[at + 1 :]]
    key = key_of(holder, name) if isinstance(holder, dict) else None
    if key is None:
        return holder
    value = _taken(holder[key], further) if further else {}
    if value == {}:
        return {k: v for k, v in holder.items() if k != key}
    return {**holder, key: value}
