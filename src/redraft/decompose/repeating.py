"""The same again of another component: "hide the ad, and the footer too".

What is repeated are the steps that the last target of the command got, whichever verb
asked for them.

May import: decompose.descriptions, decompose.references, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from redraft.decompose.descriptions import many
from redraft.decompose.references import explained, refers
from redraft.plan.steps import ColourWord, Literally, Step, TokenValue, Value, target_of
from redraft.select.selectors import (
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
    is_many,
)


def last_asked(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps at the end that act on one target or its text; none where the last acts on none."""
    owner = _owner(steps[-1]) if steps else None
    if owner is None:
        return ()
    first = len(steps)
    while first and _owner(steps[first - 1]) == owner:
        first -= 1
    return tuple(steps[first:])


def again(steps: Sequence[Step], target: Selector) -> list[Step]:
    """The same steps on another target.

    >>> from redraft.plan.steps import Hide
    >>> from redraft.select.selectors import Named
    >>> again([Hide(target=Named(("ad",)))], Named(("footer",)))[0].target.words
    ('footer',)
    """
    return [structs.replace(step, target=_moved(step, target)) for step in steps]


def same_part(before: Selector, meant: Selector) -> Selector | None:
    """The same part of another: the title on slide 5, after the title on slide 4 and "same for slide 5".

    None where what was acted on is no part of such a thing as is named now.

    >>> slide = Named(("slide",), ("slide",), "slide")
    >>> title = Where(Named(("title",), ("title",)), "inside", slide)
    >>> other = Named(("slide", "5"), ("slide",), "slide")
    >>> same_part(title, other).anchor.words, same_part(title, title)
    (('slide', '5'), None)
    """
    match before:
        case Where(base, "inside", anchor) if anchor is not None:
            kind = _kind(anchor)
            if not kind or kind != _kind(meant) or kind == _kind(base):
                return None
            held = explained(meant, [anchor]) if refers(meant) else meant
            if isinstance(held, Union):
                return Union(tuple(structs.replace(before, anchor=part) for part in held.parts))
            if is_many(held):
                return structs.replace(before, base=many(base), anchor=held, number="any")
            return structs.replace(before, anchor=held)
        case Either(options):
            ways = [same_part(option, meant) for option in options]
            told = tuple(way for way in ways if way is not None)
            return Either(told) if told and len(told) == len(ways) else None
        case Pick(rows=True, order=("row" | "column") as axis):
            line = _line(meant, axis) if _kind(before.base) != axis else None
            return None if line is None else structs.replace(before, places=line.places)
        case Pick() | Look():
            held_base = same_part(before.base, meant)
            return None if held_base is None else structs.replace(before, base=held_base)
        case _:
            return None


def _line(selector: Selector, axis: str) -> Pick | None:
    """Which row or column is meant, where one is told by its place."""
    match selector:
        case Either(options):
            return next((line for one in options if (line := _line(one, axis)) is not None), None)
        case Pick(base=Named(kinds=kinds)) if kinds[:1] == (axis,) and selector.places:
            return selector
        case _:
            return None


def _kind(selector: Selector) -> str:
    """The first kind of what is described; empty where its parts are of several, or of none."""
    match selector:
        case Named(kinds=kinds) | Everything(kinds=kinds) | Reference(kinds=kinds):
            return kinds[0] if kinds else ""
        case (
            Where(base=base)
            | Look(base=base)
            | Pick(base=base)
            | Except(base=base)
            | Related(base=base)
        ):
            return _kind(base)
        case Union(parts) | Either(parts):
            kinds_of = {_kind(part) for part in parts}
            return kinds_of.pop() if len(kinds_of) == 1 else ""
        case _:
            return ""


def _owner(step: Step) -> Selector | None:
    """What a step acts on; of a text, what it is the text of."""
    target = target_of(step)
    return target.base if isinstance(target, Related) else target


def _moved(step: Step, target: Selector) -> Selector:
    before = target_of(step)
    return structs.replace(before, base=target) if isinstance(before, Related) else target


def alike(before: Value, said: Value) -> bool:
    """Whether two values may be given to one property: two numbers, two words, two colours."""
    if isinstance(before, Literally) and isinstance(said, Literally):
        numbers = is_number(before) and is_number(said)
        return numbers or (isinstance(before.value, str) and isinstance(said.value, str))
    colours = (ColourWord, TokenValue)
    return isinstance(before, colours) and isinstance(said, colours)


def is_number(value: Value) -> bool:
    """Whether a value is a number."""
    return isinstance(value, Literally) and isinstance(value.value, (int, float))
