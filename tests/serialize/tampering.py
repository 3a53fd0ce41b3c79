"""JSON changed at one random place, in the ways in which somebody could change it.

Works on what `redraft.witness.texts` reads, so that every literal keeps its spelling.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from redraft.witness.texts import Number, digest, read, same, write

Path = tuple[str | int, ...]
Way = Callable[[Any, Path, random.Random], None]

#: members of a result that no document bears out; they are sealed
SEALED_ONLY = ("confidence", "reasoning_trace", "diagnostics", "seal", "timings_us")
#: the members of a step that the documents do bear out; the others are about the words
OF_A_STEP = ("id", "status", "writes")


def tampered(
    source: bytes,
    chance: random.Random,
    may: Callable[[Path], bool] = lambda path: True,
    ways: tuple[Way, ...] | None = None,
) -> tuple[bytes, str]:
    """The JSON with one change at a place that may be changed, and what was done."""
    for _ in range(99):
        tree = read(source)
        places = [path for path in _paths(tree) if path and may(path)]
        path = chance.choice(places)
        how = chance.choice(ways or WAYS)
        how(tree, path, chance)
        if not same(tree, read(source)):
            return write(tree).encode(), f"{how.__name__} at {path}"
    raise AssertionError("nothing there could be changed")


def resealed(source: bytes) -> bytes:
    """A result with the seal that fits what it says now."""
    tree = read(source)
    tree["seal"] = digest({k: v for k, v in tree.items() if k not in ("seal", "timings_us")})
    return write(tree).encode()


def borne_out(path: Path) -> bool:
    """Whether the files bear out what a place of a result says."""
    if path[0] in SEALED_ONLY or path == ("rollback_reason",):
        return False
    return len(path) < 3 or path[0] != "steps" or path[2] in OF_A_STEP


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for k, inner in enumerate(value):
            yield from _paths(inner, (*path, k))


def _holder(tree: Any, path: Path) -> Any:
    for key in path[:-1]:
        tree = tree[key]
    return tree


def another_value(tree: Any, path: Path, chance: random.Random) -> None:
    holder, key = _holder(tree, path), path[-1]
    value = holder[key]
    near = (
        [Number("1" + value.lstrip("-"))]
        if type(value) is Number
        else [f"{value}x" if type(value) is str else "x"]
    )
    holder[key] = chance.choice([*near, None, True, False, [], {}, Number("7"), "7"])


def one_dropped(tree: Any, path: Path, chance: random.Random) -> None:
    del _holder(tree, path)[path[-1]]


def one_twice(tree: Any, path: Path, chance: random.Random) -> None:
    holder, key = _holder(tree, path), path[-1]
    if isinstance(holder, list):
        holder.insert(int(key), holder[int(key)])
    else:
        holder[f"{key}_2"] = holder[key]


def another_key(tree: Any, path: Path, chance: random.Random) -> None:
    holder, key = _holder(tree, path), path[-1]
    if isinstance(holder, dict):
        members = [(f"{k}_" if k == key else k, v) for k, v in holder.items()]
        holder.clear()
        holder.update(members)


def another_order(tree: Any, path: Path, chance: random.Random) -> None:
    holder = _holder(tree, path)
    if isinstance(holder, list):
        chance.shuffle(holder)
    else:
        members = list(holder.items())
        chance.shuffle(members)
        holder.clear()
        holder.update(members)


def one_for_another(tree: Any, path: Path, chance: random.Random) -> None:
    """A value from elsewhere in the same tree."""
    others = [p for p in _paths(tree) if p and p != path[: len(p)]]
    if others:
        other = chance.choice(others)
        _holder(tree, path)[path[-1]] = _holder(tree, other)[other[-1]]


def forged(way: Way) -> Way:
    """The way, in lists only: members say the same in any order, and a result may have more."""

    def in_lists(tree: Any, path: Path, chance: random.Random) -> None:
        if isinstance(_holder(tree, path), list):
            way(tree, path, chance)

    return in_lists


WAYS: tuple[Way, ...] = (
    another_value,
    one_dropped,
    another_key,
    one_for_another,
    one_twice,
    another_order,
)
#: what is noticed although the result has the seal that fits it
FORGERIES: tuple[Way, ...] = (*WAYS[:4], forged(one_twice), forged(another_order))
