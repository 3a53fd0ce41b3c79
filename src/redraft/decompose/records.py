"""Frozen values of reading: made some dozen times a clause, most of them thrown away again.

They are structures rather than named tuples because these take several times as long to make.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Any, Self

from msgspec import Struct, structs


class Record(Struct, frozen=True):
    """A frozen value; `_replace` gives another one, as that of a named tuple does.

    >>> class Point(Record, frozen=True):
    ...     x: int
    ...     y: int = 0
    >>> Point(1)._replace(y=2)
    Point(x=1, y=2)
    """

    def _replace(self, **changes: Any) -> Self:
        """The same but for some fields."""
        return structs.replace(self, **changes)
