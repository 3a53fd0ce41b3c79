"""What "that box" and "those labels" point back at: what was called so before in the command.

A description that points is read as what was acted on, if that is of its kind; where the command
has named something by the same word before, in whatever place, that is meant, and nothing else is.

    L-1  what was named before is looked through once for each that points

May import: decompose.references, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import structs

from redraft.decompose.descriptions import count_of
from redraft.decompose.references import parts_of, refers
from redraft.plan.steps import Step, target_of
from redraft.select.selectors import (
    Both,
    Either,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Selector,
    Union,
    Where,
)
from redraft.select.words import singular

#: steps that are looked back at
_STEPS_MAX: Final = 24
_PAIR: Final = 2


def pointed(steps: Sequence[Step], before: Sequence[Step]) -> list[Step]:
    """The steps with what their descriptions point back at, among those before and each other.

    >>> from redraft.decompose import read
    >>> plan = read("hide the title in the news box. make that box red").plan
    >>> plan.clauses[1].steps[0].target.options[1].words
    ('news', 'box')
    """
    done: list[Step] = []
    for step in steps:
        told = [*before, *done][-_STEPS_MAX:]
        done.append(_explained(step, told))
    return done


def paired(steps: Sequence[Step], before: Sequence[Step]) -> list[Step]:
    """The steps with "both" as the last two that were acted on, each by a step of its own.

    >>> from redraft.decompose import read
    >>> plan = read("make the logo wider and move the title up, both 50% opacity").plan
    >>> [part.words for part in plan.clauses[-1].steps[0].target.parts]
    [('logo',), ('title',)]
    """
    done: list[Step] = []
    for step in steps:
        target = target_of(step)
        told = [target_of(one) for one in (*before, *done)][-_STEPS_MAX:]
        last = list(dict.fromkeys(one for one in reversed(told) if one is not None))[:_PAIR]
        plain = len(last) == _PAIR and not any(isinstance(t, Union) or refers(t) for t in last)
        if plain and _is_both(target, last[0]):
            target = Union((last[1], last[0]))
            step = structs.replace(step, target=target)  # noqa: PLW2901
        done.append(step)
    return done


def _is_both(target: Selector | None, last: Selector) -> bool:
    """Whether "both", "the two of them" is all that is said of a target, and one was named last."""
    match target:
        case Pick(base=base, places=(1, 2), order="only"):
            return count_of(last) == 1 and base in (Reference("them", span=_span(base)), last)
        case _:
            return False


def _span(selector: Selector) -> tuple[int, int] | None:
    return selector.span if isinstance(selector, (Reference, Named)) else None


def _explained(value: Any, told: Sequence[Step]) -> Any:
    if isinstance(value, tuple):
        return tuple(_explained(one, told) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    if isinstance(value, Either):
        match value.options:
            case (Both(second=Reference()) as acted_on, Named() as said):
                meant = _called(said, told)
                return value if meant is None else Either((acted_on, meant))
            case _:
                pass
    changes = {
        name: after
        for name in value.__struct_fields__
        if (after := _explained(before := getattr(value, name), told)) is not before
        and after != before
    }
    return structs.replace(value, **changes) if changes else value


def _called(said: Named, told: Sequence[Step]) -> Selector | None:
    """The last description before whose head is the same word, and which says more than that."""
    if len(said.words) != 1 or said.quoted is not None:
        return None
    head = singular(said.words[0])
    for step in reversed(told):
        for field in step.__struct_fields__:
            part = getattr(step, field)
            for one in parts_of(part) if _is_selector(part) else ():
                if _tells(one, head) and not (said.number != "one" and _is_one(one)):
                    return one
    return None


def _is_selector(value: object) -> bool:
    return isinstance(value, (Named, Where, Look, Pick, Except, Either))


def _tells(selector: Selector, head: str) -> bool:
    """Whether a description is of what a word names, told by more than that word."""
    named = _innermost(selector)
    if named is None or not named.words:
        return False
    said = named.words[-1].split()  # "text boxes" is one word for a kind
    if singular(said[-1]) != head:
        return False
    more = len(named.words) > 1 or len(said) > 1 or named.quoted is not None
    return more or named is not selector


def _is_one(selector: Selector) -> bool:
    named = _innermost(selector)
    return named is not None and named.number == "one"


def _innermost(selector: Selector) -> Named | None:
    while isinstance(selector, (Where, Look, Pick, Except)):
        selector = selector.base
    return selector if isinstance(selector, Named) else None
