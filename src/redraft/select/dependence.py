"""What a selector's outcome depends on: the properties that it reads.

Plans are cached, so the same descriptions come back; each is looked through once.

May import: select.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, assert_never

from redraft.select.looks import reads_of
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Ids,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)
from redraft.select.words import split

_BOX: Final = frozenset({"x", "y", "width", "height"})
_KEPT: Final = 4096


@lru_cache(maxsize=_KEPT)
def reads(selector: Selector) -> frozenset[str]:
    """The properties whose values the outcome depends on; "*" where it depends on the conversation.

    >>> sorted(reads(Look(Named(head="button", kinds=("button",)), "bold")))
    ['font weight', 'text']
    """
    match selector:
        case Ids() | Everything() | Screen():
            return frozenset()
        case Named(words, kinds, head, quoted):
            # a label is borrowed from what lies around
            labelled = quoted is not None or not kinds or len(words) > len(split(head))
            return frozenset({"text", *_BOX}) if labelled else frozenset({"text"})
        case Reference():
            return frozenset({"*"})
        case Look(base, feature, _, _, than):
            other = frozenset() if than is None else reads(than)
            return reads(base) | reads_of(feature) | other
        case Where(base, _, anchor):
            other = frozenset() if anchor is None else reads(anchor)
            return reads(base) | _BOX | other
        case Pick(base, order=order, each=each):
            used = _BOX if order in ("reading", "row", "column", "only") else reads_of(order)
            return reads(base) | used | (frozenset() if each is None else reads(each) | _BOX)
        case Except(base, minus):
            return reads(base) | reads(minus)
        case Both(first, second):
            return reads(first) | reads(second)
        case Union(parts) | Either(parts):
            return frozenset().union(*map(reads, parts))
        case Related(base) | Fitting(base):
            return reads(base)
        case _:
            assert_never(selector)
