"""The same again of another component: "hide the ad, and the footer too".

What is repeated are the steps that the last target of the command got, whichever verb
asked for them.

May import: plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from redraft.plan.steps import Step
from redraft.select.selectors import Selector


def last_asked(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps at the end that act on one target; none where the last acts on none."""
    target: Selector | None = getattr(steps[-1], "target", None) if steps else None
    if target is None:
        return ()
    first = len(steps)
    while first and getattr(steps[first - 1], "target", None) == target:
        first -= 1
    return tuple(steps[first:])


def again(steps: Sequence[Step], target: Selector) -> list[Step]:
    """The same steps on another target.

    >>> from redraft.plan.steps import Hide
    >>> from redraft.select.selectors import Named
    >>> again([Hide(target=Named(("ad",)))], Named(("footer",)))[0].target.words
    ('footer',)
    """
    return [structs.replace(step, target=target) for step in steps]
