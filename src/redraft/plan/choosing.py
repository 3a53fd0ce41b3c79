"""Some of a plan's steps: what is left when a person does not want them all.

May import: plan, select.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from redraft.plan.steps import Clause, Plan, Step, target_of
from redraft.select.selectors import Ids, Reference


def chosen(
    plan: Plan, numbers: Collection[int], meant: Mapping[int, tuple[str, ...]] | None = None
) -> Plan:
    """Return the plan with only these steps, numbered from 1 as results number them.

    ``meant`` says what each step acted on when all were done: a step for "it" is for that,
    even where the step that named it is left out.

    >>> from redraft.plan.steps import Hide, Show
    >>> plan = Plan((Clause("", (0, 0), (Hide(target=Ids(("a",))), Show(target=Ids(("b",))))),))
    >>> chosen(plan, {2}).clauses[0].steps
    (Show(target=Ids(ids=('b',)), span=None, when=()),)
    """
    known = meant or {}
    clauses: list[Clause] = []
    number = 0
    for clause in plan.clauses:
        steps: list[Step] = []
        for step in clause.steps:
            number += 1
            if number in numbers:
                steps.append(_named(step, known.get(number, ())))
        if steps:
            clauses.append(msgspec.structs.replace(clause, steps=tuple(steps)))
    return msgspec.structs.replace(plan, clauses=tuple(clauses))


def _named(step: Step, meant: tuple[str, ...]) -> Step:
    if not meant or not isinstance(target_of(step), Reference):
        return step
    return msgspec.structs.replace(step, target=Ids(meant))
