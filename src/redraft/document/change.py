"""What differs between two documents, leaf by leaf: one type for results, history, checks, patches.

    T-2  applying ``patch`` and then ``inverse_patch`` gives the input's bytes

May import: diagnostics, document.blueprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from redraft.document.blueprint import MISSING, pointer

Reason = Literal["asked", "reflow", "adjusted", "fix"]
Patch = list[dict[str, Any]]

#: the property of a change that adds or removes a whole component
COMPONENT: Final = "component"


class Change(NamedTuple):
    """One leaf before and after; `MISSING` where it was or is not there.

    ``path`` is a JSON Pointer into the document as it was when the change was made.
    A moved component (property "order") has its old and new path as before and after.
    ``component`` is None for tokens and the screen.
    """

    step: int
    component: str | None
    property: str
    path: str
    before: Any
    after: Any
    reason: Reason = "asked"

    def leaf(self) -> Change:
        """The same change told of its leaf: where a style object had to be made, what is in it.

        >>> Change(1, "a", "x", "/components/0/style", MISSING, {"position": {"x": 4}}).leaf()[3:6]
        ('/components/0/style/position/x', MISSING, 4)
        """
        path, after = self.path, self.after
        if self.before is not MISSING or self.property == COMPONENT:
            return self
        while isinstance(after, dict) and len(after) == 1:
            ((key, after),) = after.items()
            path += pointer(key)
        return self if after is self.after else self._replace(path=path, after=after)

    def operation(self) -> dict[str, Any]:
        """The change as an RFC 6902 operation.

        >>> Change(1, "a", "x", "/components/0/bbox/0", 8, 16).operation()
        {'op': 'replace', 'path': '/components/0/bbox/0', 'value': 16}
        """
        if self.property == "order":
            return {"op": "move", "from": self.before, "path": self.after}
        return _operation(self.path, self.before, self.after)

    def inverse(self) -> dict[str, Any]:
        """The operation that takes the change back."""
        if self.property == "order":
            return {"op": "move", "from": self.after, "path": self.before}
        return _operation(self.path, self.after, self.before)


def _operation(path: str, before: Any, after: Any) -> dict[str, Any]:
    if before is MISSING:
        return {"op": "add", "path": path, "value": after}
    if after is MISSING:
        return {"op": "remove", "path": path}
    return {"op": "replace", "path": path, "value": after}


def patch(changes: Iterable[Change]) -> Patch:
    """The changes as a JSON Patch (RFC 6902), in the order in which they were made."""
    return [c.operation() for c in changes]


def inverse_patch(changes: Iterable[Change]) -> Patch:
    """The JSON Patch that takes all changes back, last first."""
    return [c.inverse() for c in reversed(list(changes))]
