"""What is said of one of several is no longer said of it with the others: "the links grey, the first one white".

May import: decompose.descriptions, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from redraft.decompose.descriptions import many
from redraft.plan.steps import Set, Step
from redraft.select.selectors import Except, Pick, Selector


def but_for(step: Step, later: Sequence[Step]) -> Step:
    """The step on all but those of its targets that a later one gives another value.

    >>> from redraft.plan.steps import ColourWord
    >>> from redraft.select.selectors import Named
    >>> links = Named(("links",), number="many")
    >>> all_grey = Set(target=links, property="colour", value=ColourWord("grey"))
    >>> one = Set(target=Pick(many(links), (1,)), property="colour", value=ColourWord("white"))
    >>> but_for(all_grey, [one]).target == Except(links, one.target)
    True
    """
    if not isinstance(step, Set):
        return step
    for other in [s for s in later if isinstance(s, Set) and s.property == step.property]:
        if _picked_from(other.target, step.target):
            step = structs.replace(step, target=Except(step.target, other.target))
    return step


def _picked_from(one: Selector, several: Selector) -> bool:
    """Whether a description picks one of those that another names."""
    while isinstance(several, Except):
        if several.minus == one:
            return False
        several = several.base
    if not isinstance(one, Pick) or isinstance(several, Pick):
        return False
    return many(one.base) == many(several)
