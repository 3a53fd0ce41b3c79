"""References that the same clause explains: "the email field and the button next to it".

What a clause has just named is put in the place of "it", "them", "the rest" inside later
descriptions of the same clause; all of them are resolved before its first step runs.

May import: decompose.descriptions, select.selectors.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from redraft.decompose.descriptions import joined, kinds_in, many
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Selector,
    Union,
    Where,
    inner,
)

#: parts that the descriptions that explain may have; beyond, a reference is left to the run
SIZE_MAX = 48


def explained(selector: Selector, named: list[Selector]) -> Selector:
    """The description with what ``named`` says (the last one is "it") in place of its references.

    >>> explained(Reference("it"), [Named(("title",))]).words
    ('title',)
    """
    if not named or _size(named) > SIZE_MAX:
        return selector
    return _explained(selector, named)


def _explained(selector: Selector, named: list[Selector]) -> Selector:
    match selector:
        case Reference(word="it"):
            return named[-1]
        case Reference(word="them"):
            return joined(named)
        case Reference(word="rest" | "other"):
            return _remaining(selector, named)
        case Where():
            anchor = None if selector.anchor is None else _explained(selector.anchor, named)
            return structs.replace(selector, base=_explained(selector.base, named), anchor=anchor)
        case Look():
            than = None if selector.than is None else _explained(selector.than, named)
            return structs.replace(selector, base=_explained(selector.base, named), than=than)
        case Pick(base=Reference(word="rest"), order="only"):
            # "the other two": all that are left, or those beside it
            left = structs.replace(selector, base=_explained(selector.base, named))
            return Either((left, structs.replace(selector, base=_beside(named))))
        case Pick():
            each = None if selector.each is None else _explained(selector.each, named)
            return structs.replace(selector, base=_explained(selector.base, named), each=each)
        case Related():
            return structs.replace(selector, base=_explained(selector.base, named))
        case Except():
            return Except(_explained(selector.base, named), _explained(selector.minus, named))
        case Union():
            return Union(tuple(_explained(p, named) for p in selector.parts))
        case Either():
            return Either(tuple(_explained(o, named) for o in selector.options))
        case Both():
            return Both(_explained(selector.first, named), _explained(selector.second, named))
        case _:
            return selector


def _size(selectors: list[Selector]) -> int:
    """How many parts descriptions have, counted up to the limit: what explains must not grow without end."""
    count = 0
    left = list(selectors)
    while left and count <= SIZE_MAX:
        count += 1
        left += inner(left.pop())
    return count


def refers(selector: Selector) -> bool:
    """Whether a reference stands anywhere in a description."""
    if isinstance(selector, Named):
        return False  # most are
    return any(isinstance(one, Reference) for one in parts_of(selector))


def is_rest(selector: Selector | None) -> bool:
    """Whether a description is "the rest", "the other two"."""
    if isinstance(selector, Pick) and selector.order == "only":
        selector = selector.base
    return isinstance(selector, Reference) and selector.word == "rest"


def parts_of(selector: Selector) -> Iterator[Selector]:
    """A description and all that it is made of; a shared part comes once (L-1)."""
    seen: set[int] = set()
    left = [selector]
    while left:
        one = left.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            left += inner(one)


def _remaining(selector: Reference, named: list[Selector]) -> Selector:
    kinds = selector.kinds
    found = (_picked_from(one) for one in reversed(named))
    picked: Selector | None = next((one for one in found if one is not None), None)
    if picked is not None and not (kinds and kinds_in(picked) not in ((), kinds)):
        taken = [one for one in named if _picked_from(one) == picked]
        left: Selector = Except(picked, joined(taken))
    elif kinds:
        left = Except(Everything(kinds), joined(named))
    else:
        sets = (_set_of(one) for one in reversed(named))
        whole: Selector | None = next((one for one in sets if one is not None), None)
        if whole is None and refers(joined(named)):
            return selector
        if whole is None:
            return _beside(named)
        left = Except(whole, joined(named))
        if isinstance(whole, Named):  # by its name alone: those of its sort
            left = _called_so(named, whole) or _beside(named)
    return Pick(left, (1,), order="only") if selector.word == "other" else left


def _called_so(named: list[Selector], whole: Named) -> Selector | None:
    """ "(the first price …,) the others": the other prices, where there are several, else what is beside it."""
    last = named[-1]
    if not (isinstance(last, Pick) and last.order == "reading" and last.base.__class__ is Named):
        return None
    return Either((Except(many(whole), joined(named)), _beside(named)))


def _beside(named: list[Selector]) -> Selector:
    """What is beside those that were named and of their type."""
    return Related(joined(named), "kin")


def _picked_from(selector: Selector) -> Selector | None:
    """ "the first of the hero buttons": what it was chosen from by its place, where that says which."""
    match selector:
        case Pick(base=base, order=order, each=None, rows=False) if order != "only":
            return None if isinstance(base, Named) and len(base.words) <= 1 else many(base)
        case _:
            return None


def _set_of(selector: Selector) -> Selector | None:
    """All of the kind that a description chose from."""
    match selector:
        case Named() if selector.kinds:
            return Everything(selector.kinds)
        case Named():
            return structs.replace(selector, number="any")
        case Pick() | Look() | Where() | Except():
            return _set_of(selector.base)
        case Either():
            return _set_of(selector.options[0])
        case Union():
            return _set_of(selector.parts[-1])
        case _:
            return None
