"""Sets of categories as bits, so that one look at an item answers for many of them.

An item is of the sorts that its meanings are in, and of the sort of its token. A reader that
can begin with some sorts only, or needs one somewhere, has a `gate` of them and asks that first.

    G-3  a gate only saves time: with all of them open, every command is read the same

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from typing import Final

_BITS: Final[dict[str, int]] = {}
_PLACES: Final = count()


def sorts(*categories: str, tokens: Iterable[str] = ()) -> int:
    """The bits of categories, and of kinds of ``tokens``.

    >>> bool(sorts("verb", "and") & sorts("and", tokens=["mark"])), sorts("verb") & sorts("and")
    (True, 0)
    """
    bits = 0
    for name in (*categories, *(f"token {kind}" for kind in tokens)):
        if name not in _BITS:
            _BITS.setdefault(name, 1 << next(_PLACES))
        bits |= _BITS[name]
    return bits


class Gate(int):
    """The sorts of which one must be there for a reader to find anything."""


def gate(*categories: str, tokens: Iterable[str] = ()) -> Gate:
    """The bits of what a reader may begin with, or cannot do without.

    >>> bool(gate("verb") & sorts("verb", "kind"))
    True
    """
    return Gate(sorts(*categories, tokens=tokens))


@lru_cache(maxsize=4096)
def sorts_of(categories: tuple[str, ...], token: str) -> int:
    """The sorts of an item, by the categories of its meanings and the kind of its token."""
    return sorts(*categories, tokens=(token,))
