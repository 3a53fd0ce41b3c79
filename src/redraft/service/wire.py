"""What requests and answers are made of; what is the library's own is taken from there.

A document goes through as the bytes that it is, in requests and in answers, so that no literal
of it is spelled anew.

May import: store, batching.jobs, serialize, diagnostics.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from redraft.batching.jobs import Atomic, Rules, Telling
from redraft.diagnostics import Diagnostic
from redraft.serialize.schemas import ChangeWire, OperationWire
from redraft.store.blame import Blame
from redraft.store.revisions import Kind, Revision

_BLUEPRINT: Final = {"type": "object", "description": "The blueprint, as JSON."}
Blueprint = Annotated[msgspec.Raw, Meta(extra_json_schema=_BLUEPRINT)]
Command = Annotated[str, Meta(description="What to do, in plain English.")]
Ids = Annotated[tuple[str, ...], Meta(description="What “this” and “it” mean at the start, by id.")]
Commands = Annotated[
    tuple[str, ...], Meta(description="Earlier commands of the conversation, newest last.")
]
Steps = Annotated[
    tuple[int, ...], Meta(description="Only these of its steps, by their numbers in a result.")
]
Name = Annotated[str, Meta(max_length=200, description="For people; need not be unique.")]


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request that says nothing more."""


class Edit(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command and the blueprint that it is for; the options are those of the library."""

    blueprint: Blueprint
    command: Command
    selection: Ids = ()
    previous: Commands = ()

    @property
    def options(self) -> dict[str, Any]:
        """The keyword arguments of `redraft.edit`."""
        more = {"selection": self.selection, "previous": self.previous}
        return {**msgspec.structs.asdict(rules_of(self)), **more}


class Select(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase that names components of a blueprint."""

    blueprint: Blueprint
    phrase: Annotated[str, Meta(description="For example: the red buttons in the footer.")]
    selection: Ids = ()


class Selected(msgspec.Struct, frozen=True):
    """The ids of what a phrase names, best first, and the chance that the first is meant."""

    ids: tuple[str, ...]
    confidence: float


class Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A blueprint that is to be held to the rules."""

    blueprint: Blueprint
    policy: Literal["standard", "strict"] = "standard"


class Checked(msgspec.Struct, frozen=True):
    """What is wrong with a blueprint, in its own order."""

    diagnostics: tuple[Diagnostic, ...]


class Render(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A blueprint that is to be drawn: as it is, or before and ``after`` a command."""

    blueprint: Blueprint
    format: Literal["svg", "html", "png"] = "svg"
    after: Annotated[str | None, Meta(description="A command; drawn side by side.")] = None
    selection: Ids = ()


class BatchJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One command on one blueprint. Jobs with the same ``document`` are about one, one after another."""

    command: Command
    blueprint: Annotated[msgspec.Raw | msgspec.UnsetType, Meta(extra_json_schema=_BLUEPRINT)] = (
        msgspec.UNSET
    )
    document: str | None = None
    id: str | int | None = None
    selection: Ids = ()


class Batch(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Jobs, what a failure of one takes back, and what is told of each."""

    jobs: tuple[BatchJob, ...]
    atomic: Atomic = "document"
    telling: Telling = "changes"


# -- stored documents ------------------------------------------------------------


class Create(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A blueprint that is to be stored."""

    blueprint: Blueprint
    name: Name = ""


class EditStored(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command for a stored document.

    Without ``selection`` and ``previous`` they are what the same author did to it last. With
    ``rebase`` a command for an older revision (If-Match) is carried out where it is the same edit.
    """

    command: Command
    selection: Ids | None = None
    previous: Commands | None = None
    steps: Steps | None = None
    rebase: bool = False
    dry_run: Annotated[bool, Meta(description="Tell what would come of it; store nothing.")] = False


class Document(msgspec.Struct, frozen=True):
    """Where a stored document stands."""

    id: str
    name: str
    revision: int
    digest: str
    bytes: int
    created_at: datetime
    updated_at: datetime
    can_undo: bool
    can_redo: bool


class Stored(Document, frozen=True):
    """A stored document with its blueprint."""

    blueprint: Blueprint


class Listed(msgspec.Struct, frozen=True):
    """A page of documents in the order of their making; ``next`` is the cursor of the one after."""

    documents: tuple[Document, ...]
    next: str | None = None


class History(msgspec.Struct, frozen=True):
    """A page of a document's history, oldest first; ``next`` is the cursor of the one after."""

    revisions: tuple[Revision, ...]
    next: str | None = None


class Version(msgspec.Struct, frozen=True):
    """One revision: who did what when, how it was read, what it wrote, and the blueprint after it."""

    number: int
    kind: Kind
    digest: str
    bytes: int
    author: str
    at: datetime
    command: str
    reverts: int | None
    changes: tuple[ChangeWire, ...]
    plan: Annotated[msgspec.Raw, Meta(extra_json_schema={"type": ["object", "null"]})]
    blueprint: Blueprint


class Difference(msgspec.Struct, frozen=True):
    """What differs between two revisions: leaf by leaf, and as JSON Patches there and back."""

    from_: int = msgspec.field(name="from")
    to: int
    changes: tuple[ChangeWire, ...]
    patch: tuple[OperationWire, ...]
    inverse_patch: tuple[OperationWire, ...]


class Blamed(msgspec.Struct, frozen=True):
    """Each field that was edited, with the command that it has its value from."""

    revision: int
    fields: tuple[Blame, ...]


class Health(msgspec.Struct, frozen=True):
    """Whether the service is there, or is ready to work."""

    status: Literal["ok"]
    version: str


def rules_of(request: Rules) -> Rules:
    """The rules in a request.

    >>> rules_of(EditStored(command="hide it", mode="partial"))
    Rules(mode='partial', policy='standard', recover='safe', reflow='push', structural=False)
    """
    return Rules(*(getattr(request, name) for name in Rules.__struct_fields__))
