"""JSON Patch (RFC 6902), as far as results use it: add, remove, replace, move.

May import: witness.texts.
"""

from __future__ import annotations

from typing import Any

from redraft.witness.texts import key_of, keys_of, meaning, same, spelled


class Misfit(Exception):
    """Something does not fit: where, and how."""

    def __init__(self, at: str, said: str) -> None:
        super().__init__(f"{at}: {said}")
        self.at = at
        self.said = said


#: what stands where nothing does
NOTHING = object()


def copied(value: Any) -> Any:
    """A copy whose objects and lists are one's own."""
    if isinstance(value, dict):
        return {k: copied(v) for k, v in value.items()}
    if isinstance(value, list):
        return [copied(v) for v in value]
    return value


def patched(document: Any, patch: Any) -> Any:
    """Apply a patch to a copy; raise Misfit where an operation does not fit.

    >>> patched({"a": ["x"]}, [{"op": "add", "path": "/a/0", "value": "y"}])
    {'a': ['y', 'x']}
    """
    if not isinstance(patch, list):
        raise Misfit("", "a patch is a list")
    document = copied(document)
    for k, operation in enumerate(patch):
        try:
            _apply(document, operation)
        except Misfit as wrong:
            raise Misfit(f"/{k}", f"{wrong.said} ({wrong.at})") from None
    return document


def _apply(document: Any, operation: Any) -> None:
    if not isinstance(operation, dict):
        raise Misfit("", "an operation is an object")
    path = pointed(operation, "path")
    said = operation.get("op")
    wanted = {"op", "path"} | {"move": {"from"}, "remove": set()}.get(str(said), {"value"})
    if operation.keys() != wanted:
        raise Misfit(path, f"“{said}” has other members than it should")
    match said:
        case "add":
            put(document, path, copied(operation["value"]))
        case "replace":
            if look(document, path) is NOTHING:
                raise Misfit(path, "nothing is there to be replaced")
            swap(document, path, copied(operation["value"]))
        case "remove":
            take(document, path)
        case "move":
            put(document, path, take(document, pointed(operation, "from")))
        case _:
            raise Misfit(path, f"“{said}” is no operation of a result")


def pointed(fields: dict[str, Any], name: str) -> str:
    """A member that has to be a JSON Pointer."""
    said = fields.get(name)
    if type(said) is not str:
        raise Misfit("", f"“{name}” is no pointer")
    said = meaning(said)
    if not said.startswith("/"):
        raise Misfit(said, f"“{name}” is no pointer into the document")
    return said


def look(document: Any, path: str) -> Any:
    """What is at a pointer, or NOTHING."""
    value = document
    for name in keys_of(path):
        value = _inner(value, name)
    return value


def put(document: Any, path: str, value: Any) -> None:
    """Add a value: before what is at an index, or as a member."""
    holder, name = _holder(document, path)
    if isinstance(holder, dict):
        holder[key_of(holder, name) or spelled(name)] = value
        return
    place = len(holder) if name == "-" else _index(name)
    if place is None or place > len(holder):
        raise Misfit(path, "there is no such place")
    holder.insert(place, value)


def swap(document: Any, path: str, value: Any) -> None:
    """Put a value in the place of the one that is there."""
    holder, name = _holder(document, path)
    if isinstance(holder, dict):
        holder[key_of(holder, name) or spelled(name)] = value
    else:
        holder[int(name)] = value


def take(document: Any, path: str) -> Any:
    """Take out what is at a pointer, and return it."""
    holder, name = _holder(document, path)
    value = _inner(holder, name)
    if value is NOTHING:
        raise Misfit(path, "nothing is there")
    if isinstance(holder, dict):
        del holder[key_of(holder, name) or name]
    else:
        del holder[int(name)]
    return value


def differences(a: Any, b: Any, at: str = "") -> list[tuple[str, Any, Any]]:
    """The places where two values differ, with what is there; order counts.

    >>> differences({"a": ["x", "y"]}, {"a": ["x", "z"]})
    [('/a/1', 'y', 'z')]
    """
    if same(a, b):
        return []
    found: list[tuple[str, Any, Any]] = []
    if isinstance(a, dict) and isinstance(b, dict):
        for key in [*a, *(k for k in b if k not in a)]:
            inner = f"{at}/{meaning(key).replace('~', '~0').replace('/', '~1')}"
            if key in a and key in b:
                found += differences(a[key], b[key], inner)
            else:
                found.append((inner, a.get(key, NOTHING), b.get(key, NOTHING)))
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for k, (one, other) in enumerate(zip(a, b, strict=True)):
            found += differences(one, other, f"{at}/{k}")
    return found or [(at, a, b)]


def _holder(document: Any, path: str) -> tuple[Any, str]:
    *outer, last = keys_of(path)
    holder = document
    for name in outer:
        holder = _inner(holder, name)
    if not isinstance(holder, (dict, list)):
        raise Misfit(path, "there is no such place")
    return holder, last


def _inner(holder: Any, name: str) -> Any:
    if isinstance(holder, dict):
        key = key_of(holder, name)
        return NOTHING if key is None else holder[key]
    if isinstance(holder, list):
        place = _index(name)
        return holder[place] if place is not None and place < len(holder) else NOTHING
    return NOTHING


def _index(name: str) -> int | None:
    plain = name.isascii() and name.isdigit() and len(name) < 12
    return int(name) if plain and (name == "0" or name[0] != "0") else None
