"""A step before it runs: what it would act on, where it was asked for, and what contradicts it.

May import: plan, diagnostics.
"""

from __future__ import annotations

from typing import NamedTuple

from redraft.diagnostics import Diagnostic, Severity
from redraft.plan.steps import Clause, Span, Step


class Planned(NamedTuple):
    """A step with what it would act on if it ran first; None where that cannot be told yet."""

    number: int
    clause: Clause
    step: Step
    acted: tuple[int, ...] | None

    @property
    def span(self) -> Span:
        """Its own words, else those of its clause."""
        return self.step.span or self.clause.span


class Conflict(NamedTuple):
    """What contradicts what, and the number of the step that comes too late."""

    step: int
    diagnostic: Diagnostic


def contradiction(
    first: Planned, second: Planned, how: str, severity: Severity = "error"
) -> Conflict:
    """Say that two steps cannot both stand; ``how`` names the clauses as {first} and {second}.

    Two clauses are told by their spans; within one clause it is the words of the steps.
    """
    if first.clause is second.clause:
        one, other = second.span, first.span
        said = f"“{second.clause.text}” asks for two different things at once"
        if severity != "error":
            said = how.format(first=_quoted(first), second=_quoted(second))
    else:
        one, other = second.clause.span, first.clause.span
        said = how.format(first=f"“{first.clause.text}”", second=f"“{second.clause.text}”")
    related = () if other == one else (other,)
    found = Diagnostic("plan.conflict", severity, said, span=one, related=related)
    return Conflict(second.number, found)


def _quoted(item: Planned) -> str:
    """The words of a step within its clause."""
    start, stop = item.span
    begin = item.clause.span[0]
    return f"“{item.clause.text[start - begin : stop - begin]}”"
