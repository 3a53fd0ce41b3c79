"""What a command's words say, before any document: the plan, what was not understood, and why.

A reading depends on the words alone, so it may be cached by text.

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

import msgspec

from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Plan
from redraft.select.selectors import Selector


class FollowUp(msgspec.Struct, frozen=True):
    """A clause that only the command before it gives a meaning: what it asks of that command's steps.

    ``kind``: more, less, again, same (for ``target``), other.
    """

    kind: str
    span: tuple[int, int]
    degree: str = ""
    target: Selector | None = None


class Reading(msgspec.Struct, frozen=True):
    """The outcome of reading one command.

    An ``error`` among the diagnostics stops an atomic command before anything runs;
    ``failed`` holds the spans of the clauses they belong to. ``trace`` has one line a decision.
    """

    text: str
    plan: Plan
    diagnostics: tuple[Diagnostic, ...] = ()
    confidence: float = 1.0
    trace: tuple[str, ...] = ()
    #: the first clause where it is a follow-up; `decompose.followups.follow` fills it
    follows: FollowUp | None = None
