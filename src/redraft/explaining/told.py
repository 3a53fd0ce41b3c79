"""What an explanation is made of: words, steps, descriptions with their candidates, and sureness.

May import: diagnostics, serialize.
"""

from __future__ import annotations

from typing import Any, Final, Literal, get_args

import msgspec

from redraft.diagnostics import Diagnostic
from redraft.serialize.result import readable
from redraft.serialize.spelling import encode

Span = tuple[int, int]
Role = Literal[
    "verb",
    "target",
    "property",
    "value",
    "amount",
    "place",
    "condition",
    "lock",
    "follow-up",
    "joint",
    "filler",
    "remark",
    "refused",
    "unread",
]
#: every role that a word may have
ROLES: Final[tuple[Role, ...]] = get_args(Role)


class _Told(msgspec.Struct, frozen=True, omit_defaults=True):
    pass


class Word(_Told, frozen=True):
    """A word or phrase of the command and the one role that it was given.

    ``steps`` are the steps that it asks for or names something in, ``field`` the field of these
    that it filled, ``corrected_to`` what a misspelt word was read as.
    """

    span: Span
    text: str
    role: Role
    steps: tuple[int, ...] = ()
    field: str | None = None
    corrected_to: str | None = None


class Explained(_Told, frozen=True):
    """One step: what it does, to which components, and what its value came to.

    ``read_as`` says how the value was read, ``writes`` what was changed, before and after.
    """

    id: int
    clause: int
    do: str
    span: Span | None
    intent: str
    status: str
    targets: tuple[str, ...] = ()
    said: str = ""
    property: str | None = None
    read_as: str | None = None
    writes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class Test(_Told, frozen=True):
    """One thing that a description says, and whether a candidate is so."""

    #: kind, word, text, look, place, order, exception, relation
    of: str
    says: str
    passed: bool


class Candidate(_Told, frozen=True):
    """A component that was looked at for a description; ``score`` where there is one."""

    id: str
    type: str
    chosen: bool
    text: str | None = None
    score: float | None = None
    tests: tuple[Test, ...] = ()


class Description(_Told, frozen=True):
    """Words that name components, what they came to, and why.

    ``outcome``: found, ambiguous, or not-found. ``field`` is the field of the steps that it
    fills, or the part of another description that it is.
    """

    said: str
    span: Span | None
    steps: tuple[int, ...]
    field: str
    outcome: Literal["found", "ambiguous", "not-found"]
    chosen: tuple[str, ...]
    why: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    #: how many more fit than are listed
    more: int = 0


class Respelled(_Told, frozen=True):
    """A word as typed and as it was read."""

    typed: str
    read_as: str
    span: Span


class Carried(_Told, frozen=True):
    """What a clause left out or pointed back to: "it", "its", nothing at all.

    ``clause`` is the clause that it comes from; 0 is the caller's selection or the command before.
    """

    steps: tuple[int, ...]
    means: tuple[str, ...]
    said: str = ""
    span: Span | None = None
    clause: int | None = None


class Explanation(_Told, frozen=True):
    """How a command was read on a document, word by word and step by step.

    >>> from redraft import explain
    >>> page = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]}
    >>> [(word.text, word.role) for word in explain(page, "hide the button").words]
    [('hide', 'verb'), ('the button', 'target')]
    """

    command: str
    status: str
    confidence: float
    words: tuple[Word, ...]
    clauses: tuple[Span, ...] = ()
    steps: tuple[Explained, ...] = ()
    descriptions: tuple[Description, ...] = ()
    corrections: tuple[Respelled, ...] = ()
    carried: tuple[Carried, ...] = ()
    #: what took from the confidence, each with the factor or the share that it left
    lowered: tuple[tuple[str, float], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain new JSON values, as `to_json` writes them."""
        said: dict[str, Any] = msgspec.json.decode(self.to_json())
        return said

    def to_json(self) -> bytes:
        """The explanation as JSON; what is empty is left out."""
        body = msgspec.to_builtins(self)
        try:
            return encode(body)
        except TypeError:  # half a surrogate pair in the command
            return encode(readable(msgspec.convert(body, dict[str, Any])))
