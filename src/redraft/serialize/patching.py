"""JSON Patch (RFC 6902), applied to JSON values or to bytes; what it leaves alone keeps its place.

A replaced value stays where its key was, and on bytes every literal keeps its
spelling, so a patch and its inverse give the same bytes again.

    T-2  applying ``patch`` and then ``inverse_patch`` gives the input's bytes

May import: document, diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from redraft.diagnostics import Diagnostic, PlanError
from redraft.document.blueprint import MISSING, copy_json
from redraft.serialize.reader import parse
from redraft.serialize.spelling import encode

_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,17}")


def apply_patch(tree: Any, patch: Iterable[dict[str, Any]]) -> Any:
    """Return a new value with all operations applied in order; raise PlanError if one does not fit.

    >>> apply_patch({"a": 1, "b": [2]}, [{"op": "replace", "path": "/a", "value": 3},
    ...                                  {"op": "add", "path": "/b/-", "value": 4}])
    {'a': 3, 'b': [2, 4]}
    """
    root = [copy_json(tree)]
    for operation in patch:
        if not isinstance(operation, dict):
            raise _bad("an operation is no object", None)
        _apply(root, operation)
    return root[0]


def patched(source: bytes, patch: bytes | Iterable[dict[str, Any]]) -> bytes:
    """Apply a patch to JSON bytes; return compact JSON bytes, every literal spelled as it was.

    >>> patched(b'{"a": 1.50, "b": 1}', b'[{"op": "replace", "path": "/b", "value": 2.0}]')
    b'{"a":1.50,"b":2.0}'
    """
    operations = parse(patch)[0] if isinstance(patch, bytes) else patch
    if not isinstance(operations, Iterable):
        raise _bad("a patch is a list of operations", None)
    return encode(apply_patch(parse(source)[0], operations))


def _apply(root: list[Any], operation: dict[str, Any]) -> None:
    """``root`` is a list that holds the document, so that the whole of it can be replaced too."""
    path = _pointer(operation, "path")
    match operation.get("op"):
        case "add":
            _add(root, path, copy_json(_value(operation, path)))
        case "remove":
            _remove(root, path)
        case "replace":
            holder, key = _holder(root, path)
            _read(holder, key, path)
            holder[key] = copy_json(_value(operation, path))
        case "move":
            origin = _pointer(operation, "from")
            if path.startswith(origin + "/"):
                raise _bad(f"“{origin}” cannot be moved into itself", path)
            _add(root, path, _remove(root, origin))
        case "copy":
            origin = _pointer(operation, "from")
            holder, key = _holder(root, origin)
            _add(root, path, copy_json(_read(holder, key, origin)))
        case "test":
            holder, key = _holder(root, path)
            if not _equal(_read(holder, key, path), _value(operation, path)):
                raise _bad("the value is not the one that is asked for", path)
        case other:
            raise _bad(f"“{str(other)[:60]}” is no operation", path)


def _pointer(operation: dict[str, Any], name: str) -> str:
    path = operation.get(name)
    if not isinstance(path, str) or (path and not path.startswith("/")):
        raise _bad(f"an operation has no pointer “{name}”", None)
    return path


def _value(operation: dict[str, Any], path: str) -> Any:
    value = operation.get("value", MISSING)
    if value is MISSING:
        raise _bad("an operation has no value", path)
    return value


def _holder(root: list[Any], path: str) -> tuple[Any, Any]:
    """The list or object that the pointer's last part is in, and that part as its key."""
    if not path:
        return root, 0
    *outer, last = (p.replace("~1", "/").replace("~0", "~") for p in path[1:].split("/"))
    holder = root[0]
    for part in outer:
        holder = _read(holder, _key(holder, part, path), path)
    return holder, _key(holder, last, path)


def _key(holder: Any, part: str, path: str) -> Any:
    if isinstance(holder, dict):
        return part
    if isinstance(holder, list):
        if part == "-":
            return len(holder)
        if _INDEX.fullmatch(part):
            return int(part)
    raise _bad("there is no such place", path)


def _read(holder: Any, key: Any, path: str) -> Any:
    if key in holder if isinstance(holder, dict) else key < len(holder):
        return holder[key]
    raise _bad("there is no such place", path)


def _add(root: list[Any], path: str, value: Any) -> None:
    holder, key = _holder(root, path)
    if isinstance(holder, dict) or holder is root:
        holder[key] = value
    elif key <= len(holder):
        holder.insert(key, value)
    else:
        raise _bad("there is no such place", path)


def _remove(root: list[Any], path: str) -> Any:
    holder, key = _holder(root, path)
    if holder is root:
        raise _bad("the whole document cannot be removed", path)
    value = _read(holder, key, path)
    del holder[key]
    return value


def _equal(a: Any, b: Any) -> bool:
    """Equal as RFC 6902 has it: numbers by value, and ``true`` is no number."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_equal(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_equal, a, b))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def _bad(message: str, path: str | None) -> PlanError:
    place = f" ({path[:60]})" if path else ""
    return PlanError(Diagnostic("value.invalid", "error", message + place, path=path))
