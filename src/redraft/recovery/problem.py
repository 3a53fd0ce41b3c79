"""One failure, with all that its repairs are worked out from.

May import: decompose, plan, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from redraft.decompose import Reading
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.plan.steps import Clause, Step
from redraft.recovery.wording import Span, Wording

#: at most so many commands are offered for one diagnostic
SUGGESTIONS_MAX: Final = 5


class Idea(NamedTuple):
    """Commands that come to the same; the first that runs is offered.

    ``own``: it is Redraft's, not the user's words put right. It is not repaired further,
    and must bring no finding along.
    """

    commands: Iterable[str]
    own: bool = False


Ideas = Iterator[Idea]


def either(*commands: str) -> Idea:
    """The user's command, put right in one of these ways."""
    return Idea(commands)


def any_of(commands: Iterable[str]) -> Idea:
    """The same, where the ways are worked out only as far as they are asked for; once."""
    return Idea(commands)


def own(command: str) -> Idea:
    """A command that the user did not think of."""
    return Idea((command,), own=True)


class Problem(NamedTuple):
    """A diagnostic of a command on a document."""

    document: Document
    reading: Reading
    diagnostic: Diagnostic
    wording: Wording

    @property
    def span(self) -> Span:
        """The words that it is about; the whole command where it does not say."""
        return self.diagnostic.span or (0, len(self.wording.text))

    @property
    def clause(self) -> Span:
        """The clause around them."""
        return self.wording.clause(self.span, self.reading.plan)

    @property
    def steps(self) -> list[tuple[Clause, Step]]:
        """The steps that were read from these words, else those of the clause around them."""
        low, high = self.span
        here = [
            (clause, step)
            for clause in self.reading.plan.clauses
            if clause.span[0] < high and clause.span[1] > low
            for step in clause.steps
        ]
        exact = [(c, s) for c, s in here if s.span == self.span]
        return exact or here

    def instead(self, new: str) -> str:
        """The command with another clause in place of the one that failed."""
        return self.wording.put(self.clause, new)


Generator = Callable[[Problem], Ideas]
