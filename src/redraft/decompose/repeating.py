"""The same again of another component: "hide the ad, and the footer too".

What is repeated are the steps that the last target of the command got, whichever verb
asked for them.

May import: decompose.descriptions, decompose.references, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from redraft.decompose.descriptions import SCREENS, many, owner_of
from redraft.decompose.references import explained, refers
from redraft.plan.steps import (
    ColourWord,
    Literally,
    Scale,
    Set,
    Shift,
    Step,
    Tint,
    TokenValue,
    Value,
    gives_text,
    target_of,
)
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

#: steps that may be one of several that are asked of one thing
_LOOKS: Final = (Set, Scale, Shift, Tint)


def asked_since(before: Sequence[Step], steps: Sequence[Step]) -> tuple[Step, ...]:
    """What was asked last, some of it in the clauses before; a text that was given there is not."""
    if not steps:
        return tuple(before)
    return last_asked([*(step for step in before if not gives_text(step)), *steps])


def last_asked(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps at the end that act on one target or its text; none where the last acts on none.

    "It" is what the step before acts on: "(make the title bold and) make it red" are two of one.

    >>> title, it = Named(("title",)), Reference("it")
    >>> asked = [Set(one, "colour", ColourWord("red")) for one in (Named(("ad",)), title, it)]
    >>> [step.target for step in last_asked(asked)] == [title, it]
    True
    """
    owner = _owner(steps[-1]) if steps else None
    if owner is None:
        return ()
    first = len(steps)
    while first and _goes_with(steps[first - 1], owner):
        first -= 1
        owner = _owner(steps[first])
    return tuple(steps[first:])


def _goes_with(step: Step, owner: Selector | None) -> bool:
    """Whether a step acts on what the one after it acts on, or that on "it"."""
    before = _owner(step)
    if before == owner:
        return True
    pointed = isinstance(owner, Reference) and owner.word == "it" and owner.clauses == 1
    return pointed and before is not None and isinstance(step, _LOOKS)


def again(steps: Sequence[Step], target: Selector) -> list[Step]:
    """The same steps on another target.

    >>> from redraft.plan.steps import Hide
    >>> from redraft.select.selectors import Named
    >>> again([Hide(target=Named(("ad",)))], Named(("footer",)))[0].target.words
    ('footer',)
    """
    return [structs.replace(step, target=_moved(step, target)) for step in steps]


def asked_there(clauses: Sequence[Sequence[Step]], meant: Selector) -> list[Step]:
    """What was asked last of parts of one place, asked of the same parts of another place.

    Slide 2's titles red, its boxes bold, and slide 3 the same: both of them. None at all where
    the last step is of no part of such a thing as is named now.

    >>> from redraft.plan.steps import Hide
    >>> slide = Named(("slide",), ("slide",), "slide")
    >>> parts = [Where(Named((kind,), (kind,)), "inside", slide) for kind in ("title", "text")]
    >>> other = Named(("slide", "5"), ("slide",), "slide")
    >>> [step.target.base.words for step in asked_there([[Hide(target=p)] for p in parts], other)]
    [('title',), ('text',)]
    """
    found: list[Step] = []
    place: object = None
    for step in (step for steps in reversed(clauses) for step in reversed(steps)):
        owner = _owner(step)
        part = None if owner is None else same_part(owner, meant)
        if owner is None or part is None:
            break
        here = unspanned(owner_of(owner))
        if found and here != place:
            break
        place = here
        found.append(structs.replace(step, target=_moved(step, part)))
    return found[::-1]


def unspanned(value: object) -> object:
    """A description without the places of its words: the same one where the same is said twice.

    >>> unspanned(Named(("ad",), span=(0, 2))) == unspanned(Named(("ad",), span=(8, 10)))
    True
    """
    if isinstance(value, tuple):
        return tuple(unspanned(inner) for inner in value)
    if not isinstance(value, Struct):
        return value
    fields = (name for name in value.__struct_fields__ if name != "span")
    return type(value), *(unspanned(getattr(value, name)) for name in fields)


def is_other_sort(clauses: Sequence[Sequence[Step]], meant: Selector) -> bool:
    """Whether screens of several are named, and what was acted on last is no screen.

    >>> from redraft.plan.steps import Hide
    >>> slide = Named(("slide", "2"), ("slide", "screen", "page"), "slide")
    >>> is_other_sort([[Hide(target=Named(("title",), ("title",)))]], slide)
    True
    """
    last = next((step for steps in reversed(clauses) for step in reversed(steps)), None)
    owner = None if last is None else _owner(last)
    return owner is not None and _kind(meant) == SCREENS[0] != _kind(owner)


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
            return Either(told) if ways and ways[0] is not None else None
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
