"""What the clauses of one command share while they are read.

The handler of a verb is handed this and the draft of its clause: it asks here what is left
out, and notes here what the clause was about and what could not be read.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from redraft.decompose.descriptions import inside
from redraft.decompose.drafts import Draft, Memory
from redraft.decompose.words import Span, Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Lock
from redraft.select.selectors import Reference, Screen, Selector

#: stands for a target that was left out and is known only when the whole command is read
LATER: Final = Reference("it", kinds=("later",))


@dataclass
class Asking:
    """One command being read: its words, what clauses leave to later ones, what they became."""

    w: Words
    memory: Memory = field(default_factory=Memory)
    drafts: list[Draft] = field(default_factory=list)
    locks: list[Lock] = field(default_factory=list)
    #: what the clause is within ("in the first slide, …")
    scope: Selector | None = None

    def it(self) -> Selector:
        """What a left-out target means: what was last spoken of or acted on."""
        if self.memory.target is None:
            return LATER
        return self.memory.target if self.memory.spoken else Reference("it")

    def scoped(self, selector: Selector) -> Selector:
        """A target within the scope that the clause began with."""
        pronoun = isinstance(selector, Reference) and selector.word in ("it", "them")
        if pronoun and self.memory.spoken:
            return self.memory.target or selector
        if self.scope is None or isinstance(selector, (Reference, Screen)):
            return selector
        return inside(selector, self.scope, "any")

    def remember(self, selector: Selector, *, spoken: bool = False) -> None:
        """Note what a clause was about."""
        self.memory.target = selector
        self.memory.spoken = spoken

    def fail(
        self, draft: Draft, span: Span, code: str = "clause.not-understood", why: str = ""
    ) -> None:
        """Note words that were not understood."""
        message = f"“{self.w.quote(span)}” {why or 'was not understood'}"
        draft.diagnostics.append(Diagnostic(code, "error", message, span=span))
