"""What can be said about a command or a document, and how failure is raised.

A diagnostic carries a code that never changes its meaning, points at the words
(span) or the place in the document (path), and offers commands that run.

    R-2  text[span[0]:span[1]] is what the person typed, of related places too

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

Severity = Literal["error", "warning", "notice"]

#: Every code there is, with what it says. A published code keeps its meaning.
CODES: Final[dict[str, str]] = {
    "target.not-found": "nothing in the document fits the description",
    "target.ambiguous": "several components fit a description of one",
    "property.unknown": "the property is unknown, or cannot hold on this component",
    "value.invalid": "the value cannot be read, or does not fit the property",
    "value.clamped": "the value was moved to the nearest allowed one",
    "clause.not-understood": "a part of the command could not be read",
    "clause.vague": "the wish names no concrete edit",
    "clause.unsupported": "the edit is understood but not allowed or not offered",
    "clause.not-an-edit": "the words ask for no edit",
    "plan.conflict": "two steps contradict one another",
    "condition.unmet": "a step did nothing because its condition did not hold",
    "plan.locked": "a step would change what the command protects",
    "spelling.corrected": "a misspelt word was read as a known one",
    "bounds.outside": "a component lies outside its viewport",
    "overlap.new": "two siblings that were apart overlap",
    "target-size.small": "an interactive component is smaller than 44 x 44",
    "text-size.small": "a text is smaller than 12 px",
    "contrast.low": "text and ground are too close (WCAG 2.2, 1.4.3)",
    "token.unused": "a colour is in no design token",
    "structure.changed": "ids, types, roles or the number of components changed",
    "document.invalid": "the document is not a blueprint",
    "document.too-large": "the document or the command exceeds a limit",
    "batch.conflict": "two jobs of a batch contradict one another",
    "batch.invalid": "a line of a job list is no job",
    "batch.unsupported": "a batch cannot be carried out as it was asked for",
    "screen.not-found": "no screen of a batch is called so",
    "screen.ambiguous": "several screens of a batch are called so",
    "batch.crashed": "the processes that ran a job died of it",
    "batch.timeout": "a job took too long and was cut off",
    "revision.conflict": "the document has changed since it was read",
    "revision.built-on": "a revision cannot be taken back alone: later ones, or the rules, need it",
    "revision.not-found": "there is no such revision, or none to take back",
    "document.not-found": "the store has no such document",
    "store.unwritable": "the store cannot write, or cannot be reached; nothing was stored",
    "store.broken": "what the store holds does not fit together",
}


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding.

    ``span`` is [start, end) in characters of the command; ``related`` are the other places
    in it that it is about; ``path`` is a JSON Pointer (RFC 6901) into the document;
    ``suggestions`` are whole commands, best first, and
    ``effects``, where there are any, what each of them does here, in a line.

    >>> Diagnostic("target.not-found", "error", "nothing here is called “foo”", span=(9, 12)).code
    'target.not-found'
    """

    code: str
    severity: Severity
    message: str
    span: tuple[int, int] | None = None
    component: str | None = None
    components: tuple[str, ...] = ()
    path: str | None = None
    suggestions: tuple[str, ...] = ()
    related: tuple[tuple[int, int], ...] = ()
    effects: tuple[str, ...] = ()


class RedraftError(Exception):
    """The root of all that Redraft raises; carries the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.code}: {diagnostic.message}")
        self.diagnostic = diagnostic

    @property
    def code(self) -> str:
        """The stable code of the diagnostic."""
        return self.diagnostic.code


class DocumentError(RedraftError):
    """The bytes or the object are not a blueprint that can be edited."""


class PlanError(RedraftError):
    """A plan's wire form cannot be read, or a step of it cannot be applied."""


class StepFailed(RedraftError):
    """A step cannot be carried out on this document; the transaction decides what follows."""
