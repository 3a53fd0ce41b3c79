"""What a command's words say, before any document: the plan, what was not understood, and why.

A reading depends on the words alone, so it may be cached by text.

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import structs

from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Plan, Step, Value
from redraft.select.selectors import Named, Selector

Span = tuple[int, int]

#: characters of a value in the trace
_TOLD_MAX: Final = 80


class FollowUp(msgspec.Struct, frozen=True):
    """A clause that only the command before it gives a meaning: what it asks of that command's steps.

    ``kind``: more, less, again, same (for ``target``, with ``value`` in the place of the one before),
    other, value (in the place of the one before),
    rest (what was not done of it, with ``target`` or ``value`` for what was lacking).
    """

    kind: str
    span: tuple[int, int]
    degree: str = ""
    target: Selector | None = None
    value: Value | None = None
    #: what gets the same besides: "a bit bigger, and the subtitle too"
    beside: Selector | None = None
    #: the words that name the target or the value
    named: tuple[int, int] | None = None


class Reading(msgspec.Struct, frozen=True):
    """The outcome of reading one command.

    An ``error`` among the diagnostics stops an atomic command before anything runs;
    ``told`` has each clause as it was read, its span and its steps, those too that ask for nothing.
    """

    text: str
    plan: Plan
    diagnostics: tuple[Diagnostic, ...] = ()
    confidence: float = 1.0
    told: tuple[tuple[Span, tuple[Step, ...]], ...] = ()
    #: the first clause where it is a follow-up; `decompose.followups.follow` fills it
    follows: FollowUp | None = None
    #: the words that other ones were read in the place of, by their spans
    puts: tuple[tuple[Span, str], ...] = ()

    @property
    def trace(self) -> tuple[str, ...]:
        """What each clause was read as, a line each."""
        return tuple(
            f"“{self.text[start:stop]}” → " + (", ".join(map(_told, steps)) or "nothing")
            for (start, stop), steps in self.told
        )


def _told(step: Step) -> str:
    said = structs.asdict(step)
    said.pop("span", None)
    name = type(step).__name__
    return name + "(" + ", ".join(f"{k}={_short(v)}" for k, v in said.items()) + ")"


def _short(value: object) -> str:
    if isinstance(value, Named):
        return f"“{' '.join(value.words) or value.quoted}”"
    text = str(value)
    return text if len(text) <= _TOLD_MAX else text[: _TOLD_MAX - 3] + "…"
