"""A job is a command and the blueprint it is said about; a task is all that is said about one blueprint.

What a worker gets and gives is here, as bytes: tasks in, what came of them out.

May import: engine, serialize, diagnostics.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from redraft.diagnostics import Diagnostic

Atomic = Literal["document", "batch", "none"]
Ended = Literal["success", "partial", "failed", "conflicted", "rejected"]
#: what becomes of jobs on one document that contradict one another: input order decides, or none is run
Conflicts = Literal["order", "reject"]
#: what of a result is kept of each job
Telling = Literal["changes", "result"]


class Rules(msgspec.Struct, frozen=True, omit_defaults=True):
    """How edits are carried out (`spec`: results, section 3), the same for all jobs of a batch."""

    mode: Literal["atomic", "partial"] = "atomic"
    policy: Literal["standard", "strict"] = "standard"
    recover: Literal["off", "safe", "all"] = "safe"
    reflow: Literal["push", "off"] = "push"
    structural: bool = False


class Job(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One command on one blueprint.

    ``blueprint`` is JSON values, JSON text, or the name of a file. Jobs with the same name
    (``document``, else the file's) are about one document, one after another; a blueprint that
    is given whole and has no name is its own. ``told`` is how the command is told of, where that
    is not as it is carried out.
    """

    command: str
    blueprint: Any = None
    document: str | None = None
    id: str | int | None = None
    selection: tuple[str, ...] = ()
    told: str = ""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A job within a task: its number in the batch, from 1, its words, what "it" is.

    ``failed`` is the code of why it is not to be run: workers died of it, or it took too long.
    """

    number: int
    command: str
    selection: tuple[str, ...] = ()
    failed: str = ""


class Task(msgspec.Struct, frozen=True, array_like=True):
    """All that is said about one document, in input order."""

    source: bytes
    said: tuple[Said, ...]
    rules: Rules
    atomic: bool
    telling: Telling
    conflicts: Conflicts = "order"


class Contradiction(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first other job on the document that contradicts a job: its number and id, and the words.

    ``span`` are this job's words, ``other`` those of the other one.
    """

    job: int
    span: tuple[int, int]
    other: tuple[int, int]
    id: str | int | None = None


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one job.

    ``applied`` says whether the document has it in the end; ``undone_by`` is the number of the
    job for whose failure it was taken back. ``result`` is the whole result as JSON where that was
    asked for. ``contradicts`` is there where another job on the document asks for what cannot stand
    beside it: of two that were run, the later one has its way.
    """

    job: int
    status: Ended
    applied: bool = False
    id: str | int | None = None
    document: str | None = None
    command: str = ""
    undone_by: int | None = None
    changes: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    result: bytes = b""
    contradicts: Contradiction | None = None

    def to_json(self) -> bytes:
        """The outcome as one line of JSON."""
        if not self.result:
            return msgspec.json.encode(self)
        told = msgspec.json.encode(msgspec.structs.replace(self, result=b""))
        return told[:-1] + b',"result":' + self.result + b"}"


class Work(msgspec.Struct, frozen=True, array_like=True):
    """What was done for a task, counted: documents read and written, passes judged, and jobs."""

    read: int = 0
    judged: int = 0
    jobs: int = 0
    written: int = 0


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What came of a task: the document's bytes, None where they are as they were, and its jobs."""

    after: bytes | None
    outcomes: tuple[Outcome, ...]
    work: Work = Work()


ENCODE: Final = msgspec.msgpack.Encoder()
DECODE_TASKS: Final = msgspec.msgpack.Decoder(list[Task])
#: the seconds that a chunk took, and what came of its tasks
DECODE_DONE: Final = msgspec.msgpack.Decoder(tuple[float, list[Done]])
