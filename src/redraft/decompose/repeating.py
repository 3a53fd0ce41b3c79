"""The same again of another component: "hide the ad, and the footer too".

What is repeated are the steps that the last target of the command got, whichever verb
asked for them.

May import: plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from redraft.plan.steps import ColourWord, Literally, Step, TokenValue, Value, target_of
from redraft.select.selectors import Related, Selector


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
