"""Two documents differ in leaves, known by their component's id and not by their place.

So a component that moved in its list is compared with itself. Its parent and the
order of its children are leaves too, or an unasked reordering would go unseen.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

Keys = tuple[str | int, ...]
Tree = dict[str, Any]

PARENT: Final = "(parent)"
ORDER: Final = "(order)"


class Absent:
    """A leaf that is not there, which is not ``null``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "(none)"


ABSENT: Final = Absent()


class Leaf(NamedTuple):
    """Where a value is: ``component`` is None for what is outside all components."""

    component: str | None
    keys: Keys

    def __str__(self) -> str:
        return f"{self.component or 'screen'} {'.'.join(map(str, self.keys))}"


class Difference(NamedTuple):
    """A leaf's value before and after; ABSENT where it was or is not there."""

    before: Any
    after: Any


Leaves = dict[Leaf, Any]
Differences = dict[Leaf, Difference]


def leaves_of(tree: Tree) -> Leaves:
    """Return every leaf of a blueprint; an empty list or object is a leaf itself.

    >>> leaves_of({"components": [{"id": "a", "bbox": [1, 2]}]})[Leaf("a", ("bbox", 1))]
    2
    """
    found: Leaves = {}
    head = {key: value for key, value in tree.items() if key != "components"}
    _collect(found, None, (), head)
    stack: list[tuple[str | None, list[Tree]]] = [(None, tree["components"])]
    while stack:
        parent, listed = stack.pop()
        found[Leaf(parent, (ORDER,))] = [component["id"] for component in listed]
        for component in listed:
            own_id = component["id"]
            found[Leaf(own_id, (PARENT,))] = parent
            own = {k: v for k, v in component.items() if k not in ("children", "id")}
            _collect(found, own_id, (), own)
            children = component.get("children")
            if children:
                stack.append((own_id, children))
    return found


def differences(before: Leaves, after: Leaves) -> Differences:
    """Return what differs, in the order of the first document, then of the second.

    An empty object that has been filled is no difference of its own.
    """
    found: Differences = {}
    for leaf, value in before.items():
        now = after.get(leaf, ABSENT)
        if not same_value(value, now):
            found[leaf] = Difference(value, now)
    for leaf, value in after.items():
        if leaf not in before:
            found[leaf] = Difference(ABSENT, value)
    prefixes = {
        (leaf.component, leaf.keys[:length])
        for leaf in found
        for length in range(1, len(leaf.keys))
    }
    return {
        leaf: difference
        for leaf, difference in found.items()
        if not (_is_hollow(difference) and (leaf.component, leaf.keys) in prefixes)
    }


def parents_of(leaves: Leaves) -> dict[str, str | None]:
    """Return each component's parent, None at the top, parents before children."""
    above = {
        leaf.component: value
        for leaf, value in leaves.items()
        if leaf.keys == (PARENT,) and leaf.component is not None
    }
    ordered: dict[str, str | None] = {}
    for component in above:
        chain: list[str] = []
        at: str | None = component
        while at is not None and at not in ordered:
            chain.append(at)
            at = above[at]
        for name in reversed(chain):
            ordered[name] = above[name]
    return ordered


def _collect(found: Leaves, component: str | None, keys: Keys, value: Any) -> None:
    stack: list[tuple[Keys, Any]] = [(keys, value)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, dict) and (value or at):
            if value:
                stack.extend(((*at, key), inner) for key, inner in reversed(value.items()))
                continue
        elif isinstance(value, list) and value:
            stack.extend(((*at, place), value[place]) for place in reversed(range(len(value))))
            continue
        if at:
            found[Leaf(component, at)] = value


def same_value(a: Any, b: Any) -> bool:
    """Equal as JSON values, where 1 and 1.0 are one number and ``true`` is none."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    return bool(a == b)


def _is_hollow(difference: Difference) -> bool:
    gone, come = difference.after is ABSENT, difference.before is ABSENT
    return (gone and difference.before in ({}, [])) or (come and difference.after in ({}, []))
