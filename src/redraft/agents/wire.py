"""What the tools take and give, where it is not what the service takes and gives.

May import: service.wire, batching.jobs, serialize, diagnostics.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import UNSET, Meta, UnsetType

from redraft.batching.jobs import Outcome, Rules, Telling
from redraft.diagnostics import Diagnostic
from redraft.serialize import Result
from redraft.serialize.result import Status, readable
from redraft.serialize.schemas import ResultWire
from redraft.service import wire

_SENT = {"type": "object", "description": "A blueprint, as JSON; instead of “document”."}
Sent = Annotated[msgspec.Raw | UnsetType, Meta(extra_json_schema=_SENT)]
Stored = Annotated[str | None, Meta(description="The id of a stored document.")]
Known = Annotated[
    Annotated[int, Meta(ge=1)] | None,
    Meta(description="The revision that you know; refused if the document has a newer one."),
]
Ids = Annotated[
    tuple[str, ...] | None,
    Meta(description="What “this” and “it” mean at the start, by id; else what you edited last."),
]
Earlier = Annotated[
    tuple[str, ...] | None,
    Meta(description="Earlier commands of the conversation, newest last; else those of the store."),
]
Kept = Annotated[
    Telling | None,
    Meta(description="“result”: the whole result too; usual where the blueprint was sent."),
]


class Edit(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command, and what it is for: a blueprint, or a document of the store."""

    command: wire.Command
    blueprint: Sent = UNSET
    document: Stored = None
    revision: Known = None
    rebase: Annotated[
        bool, Meta(description="Carry it out on a newer revision where it is the same edit.")
    ] = False
    selection: Ids = None
    previous: Earlier = None
    telling: Kept = None


class Select(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase that names components."""

    phrase: Annotated[str, Meta(description="For example: the red buttons in the footer.")]
    blueprint: Sent = UNSET
    document: Stored = None
    selection: wire.Ids = ()


class Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be held to the rules."""

    blueprint: Sent = UNSET
    document: Stored = None
    policy: Literal["standard", "strict"] = "standard"


class Explain(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command that is to be explained, and what it would be for."""

    command: wire.Command
    blueprint: Sent = UNSET
    document: Stored = None
    selection: wire.Ids = ()
    previous: wire.Commands = ()


class TakeBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stored document whose last edit is to be taken back, or done again."""

    document: Annotated[str, Meta(description="The id of a stored document.")]
    revision: Known = None


class Pages(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a document's history."""

    document: Annotated[str, Meta(description="The id of a stored document.")]
    after: Annotated[int, Meta(ge=0, le=10**15, description="Tell what comes after it.")] = 0
    limit: Annotated[int, Meta(ge=1, le=500)] = 50


class NotDone(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the command that was not done, and why."""

    clause: str
    why: str = ""
    code: str = ""


class Instead(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole command that works, and what it would do."""

    command: str
    effect: str = ""


class Edited(msgspec.Struct, frozen=True, omit_defaults=True):
    """What changed, what did not, and what to try instead."""

    status: Status
    changed: tuple[str, ...] = ()
    unchanged: tuple[NotDone, ...] = ()
    instead: tuple[Instead, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    #: where a stored document stands now
    document: wire.Document | None = None
    result: ResultWire | UnsetType = UNSET


class Ended(Outcome, frozen=True, omit_defaults=True):
    """What became of one job, with its result where that was asked for."""

    result: ResultWire | UnsetType = UNSET  # type: ignore[assignment]


class Batched(msgspec.Struct, frozen=True):
    """What became of each job, in their order."""

    outcomes: tuple[Ended, ...]


def edited(result: Result, document: wire.Document | None, telling: Telling | None) -> bytes:
    """What came of an edit, as JSON."""
    told = result.diagnostics
    unchanged = tuple(
        NotDone(step.clause, step.why or "", step.code or "")
        for step in result.steps
        if step.status != "success"
    )
    is_whole = telling == "result" or (telling is None and document is None)
    said = Edited(
        result.status,
        tuple(result.changes_applied),
        unchanged,
        instead_of(told),
        told,
        document,
        # the bytes that every door gives; the type says what is in them
        cast("Any", msgspec.Raw(result.to_json())) if is_whole else UNSET,
    )
    try:
        return msgspec.json.encode(said)
    except UnicodeEncodeError:  # half a surrogate pair in the command
        short = msgspec.structs.replace(said, result=UNSET)
        kept = {"result": said.result} if is_whole else {}
        return msgspec.json.encode({**readable(msgspec.to_builtins(short)), **kept})


def instead_of(told: tuple[Diagnostic, ...]) -> tuple[Instead, ...]:
    """All suggestions, each once, in their order.

    >>> instead_of((Diagnostic("c", "error", "m", suggestions=("hide it",)),))
    (Instead(command='hide it', effect=''),)
    """
    found: dict[str, str] = {}
    for one in told:
        effects = one.effects + ("",) * (len(one.suggestions) - len(one.effects))
        for command, effect in zip(one.suggestions, effects, strict=False):
            found.setdefault(command, effect)
    return tuple(Instead(command, effect) for command, effect in found.items())
