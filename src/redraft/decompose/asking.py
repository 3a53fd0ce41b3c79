"""What the clauses of one command share while they are read.

The handler of a verb is handed this and the draft of its clause: it asks here what is left
out, and notes here what the clause was about and what could not be read.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from redraft.decompose.drafts import Draft, Memory
from redraft.decompose.holding import Held
from redraft.decompose.references import explained, is_rest, refers
from redraft.decompose.scopes import Scope, moved_to, nearby, of_topic, within
from redraft.decompose.words import Span, Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Lock
from redraft.select.selectors import Except, Reference, Selector

#: stands for a target that was left out and is known only when the whole command is read
LATER: Final = Reference("it", kinds=("later",))


class Asking(Struct):
    """One command being read: its words, what clauses leave to later ones, what they became."""

    w: Words
    memory: Memory = field(default_factory=Memory)
    drafts: list[Draft] = []
    locks: list[Lock] = []
    #: lines that stay while something is resized, and after how many clauses that was said
    holds: list[tuple[Held, int, Span]] = []
    #: what the clause is within ("in the first slide, …")
    scope: Selector | None = None
    #: what a left-out target means until something in the scope is named
    unnamed: Selector | None = None
    #: what was named in one scope after another: "all of them"
    across: list[Selector] = []
    #: what was spoken of, each with what was asked of its parts
    topics: list[Selector] = []
    #: the scope holds over lines
    heading: bool = False
    #: the heading that a clause before stood under
    heads: object = None
    #: nothing has been asked within the scope yet
    fresh: bool = True

    def enter(self, said: Scope) -> None:
        """Let what follows be within a scope."""
        before = self.memory.target
        said = self._told(said) if said.topic else said
        self.scope, self.heading, self.fresh = said.selector, said.heading, True
        self.memory.topic = said.topic
        self.unnamed = said.selector
        if said.selector is None:
            return
        if self.memory.scopes and before is not None and not said.itself:
            self.unnamed = moved_to(before, said.selector)
        if not said.topic:
            self.memory.scopes.append(said.selector)

    def _told(self, said: Scope) -> Scope:
        """ "(first review: …) the other two: …": other than what was spoken of before."""
        topic = said.selector
        if topic is not None and refers(topic) and self.topics:
            topic = explained(topic, self.topics)
        if topic is not None:
            self.topics.append(topic)
        return said._replace(selector=topic)

    def leave(self) -> None:
        """End the scope, as a sentence's end does where it holds no list of lines."""
        if not self.heading:
            self.scope = self.unnamed = None
            self.memory.topic = False

    def it(self) -> Selector:
        """What a left-out target means: what was last spoken of or acted on, or the scope."""
        if self.unnamed is not None:
            return self.unnamed
        if self.memory.target is None:
            return LATER
        return self.memory.target if self.memory.spoken else Reference("it")

    def scoped(self, selector: Selector) -> Selector:
        """A target within the scope that the clause began with."""
        pronoun = isinstance(selector, Reference) and selector.word in ("it", "them")
        if pronoun and self.unnamed is not None:
            return self.unnamed  # "third card: rename it …"
        if pronoun and self.memory.spoken:
            return self.memory.target or selector
        left = is_rest(selector) or (isinstance(selector, (Reference, Except)) and refers(selector))
        if left and self.memory.spoken and self.memory.target is not None and not self.drafts[1:]:
            # "keep the first card, make the other cards red": other than what was spoken of
            selector = explained(selector, [self.memory.target])
        if self.scope is None:
            return selector
        if self.memory.topic:
            return of_topic(selector, self.scope)
        return within(selector, self.scope) if self.fresh else nearby(selector, self.scope)

    def remember(self, selector: Selector, *, spoken: bool = False) -> None:
        """Note what a clause was about."""
        self.memory.target, self.memory.pair = self.scoped(selector), None
        self.memory.spoken = spoken
        self.unnamed = None
        if self.scope is not None:
            self.across.append(self.memory.target)
        elif not isinstance(selector, Reference):
            self.across.clear()

    def fail(
        self, draft: Draft, span: Span, code: str = "clause.not-understood", why: str = ""
    ) -> None:
        """Note words that were not understood."""
        message = f"“{self.w.quote(span)}” {why or 'was not understood'}"
        draft.diagnostics.append(Diagnostic(code, "error", message, span=span))

    def doubt(self, draft: Draft, whole: Span, less: Span) -> None:
        """Ask which is meant of a text without quotes: all of its words, or those before its look."""
        text = self.w.text
        ways = tuple(f"{text[:s]}“{text[s:e]}”{text[e:]}" for s, e in (less, whole))
        message = f"“{text[whole[0] : whole[1]]}” may end after “{text[less[0] : less[1]]}”"
        found = Diagnostic("clause.not-understood", "error", message, whole, suggestions=ways)
        draft.diagnostics.append(found)
