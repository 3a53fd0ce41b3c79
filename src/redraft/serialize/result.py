"""What an edit did, worked out as it is asked for.

The result holds the two versions and the changes between them; lines, patches,
digests and bytes are derived from those. The final document goes into the JSON as
the bytes that the writer has, not through another encoder.

    T-2  ``patch`` then ``inverse_patch`` gives the input bytes
    D-1  ``to_json(timings=False)`` is the same for the same request, always
    P-1  the certificate's two digests are equal

``seal`` in the JSON is ``sha256:`` and the hash of the result without white space and
without its members ``seal`` and ``timings_us``: what was changed in it since shows.

May import: plan, document, diagnostics.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

import msgspec
import orjson

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import MISSING, Document
from redraft.document.change import Change, Patch, inverse_patch, patch
from redraft.plan.steps import Plan
from redraft.serialize.certificate import Certificate, certificate
from redraft.serialize.lines import lines
from redraft.serialize.spelling import encode, plain
from redraft.serialize.writer import digest, write

Status = Literal["success", "partial", "failed", "conflicted", "rejected"]
StepStatus = Literal["success", "failed", "skipped"]
Trace = tuple[str, ...] | Callable[[], Iterable[str]]
Told = tuple[Diagnostic, ...]
#: given a result and what is told so far; it holds no result, or neither would be let go of
Completion = Callable[["Result", Told], Told]


class StepReport(msgspec.Struct, frozen=True):
    """One step of the command: what it was read from, whom it meant, what it wrote.

    ``writes`` are pairs of component (None: tokens and screen) and property. ``code`` and ``why``
    are there where it was not done: the diagnostic of a step that failed; a skipped one says
    which step it was skipped for.
    """

    id: int
    clause: str
    span: tuple[int, int]
    intent: str
    targets: tuple[str, ...] = ()
    status: StepStatus = "success"
    writes: tuple[tuple[str | None, str], ...] = ()
    code: str | msgspec.UnsetType = msgspec.UNSET
    why: str | msgspec.UnsetType = msgspec.UNSET


class Result:
    """The outcome of one command on one document.

    ``before`` and ``after`` are the same object where nothing was applied. ``trace`` may
    be a function; it is called when the trace is asked for. ``remarks`` adds notices to what
    is told, when that is asked for.

    >>> from redraft.serialize.reader import read
    >>> r = Result("rejected", d := read({"components": []}), d, confidence=0.2)
    >>> r.ok, r.changes_applied, r.blueprint
    (False, [], {'components': []})
    """

    __slots__ = (
        "_blueprint",
        "_certificate",
        "_completion",
        "_made",
        "_remarks",
        "_told",
        "_trace",
        "after",
        "before",
        "confidence",
        "plan",
        "rollback_reason",
        "rollback_triggered",
        "spent_ns",
        "status",
        "steps",
    )

    def __init__(
        self,
        status: Status,
        before: Document,
        after: Document,
        *,
        steps: tuple[StepReport, ...] = (),
        changes: tuple[Change, ...] = (),
        diagnostics: tuple[Diagnostic, ...] = (),
        remarks: Callable[[Told], Told] | None = None,
        confidence: float = 1.0,
        trace: Trace = (),
        rollback_triggered: bool = False,
        rollback_reason: str | None = None,
        spent_ns: Mapping[str, int] | None = None,
    ) -> None:
        self.status = status
        self.before = before
        self.after = after
        self.steps = steps
        self._made = changes
        self._told = diagnostics
        self._remarks = remarks
        self._completion: Completion | None = None
        self.confidence = confidence
        self.rollback_triggered = rollback_triggered
        self.rollback_reason = rollback_reason
        #: what was run, or would have been; None where no plan was made
        self.plan: Plan | None = None
        #: how long each stage took
        self.spent_ns: Mapping[str, int] = spent_ns or {}
        self._trace = trace
        self._blueprint: dict[str, Any] | None = None
        self._certificate: Certificate | None = None

    @property
    def ok(self) -> bool:
        """Whether every step was done."""
        return self.status == "success"

    @property
    def diagnostics(self) -> Told:
        """What is to be said of it: errors, then warnings, then notices."""
        completion = self._completion
        if completion is not None:
            self._told = completion(self, self.told)
            self._completion = None
        return self.told

    @property
    def told(self) -> Told:
        """The diagnostics as they are by now, with no suggestions made to look at them."""
        remarks = self._remarks
        if remarks is not None:
            self._told = remarks(self._told)
            self._remarks = None
        return self._told

    @property
    def is_wanting(self) -> bool:
        """Whether there is any error or warning; nothing is made to look at them."""
        return any(d.severity != "notice" for d in self._told)

    @property
    def is_complete(self) -> bool:
        """Whether nothing more would be made of the diagnostics when they are asked for."""
        return self._completion is None

    def complete_later(self, completion: Completion) -> None:
        """Have more made of the diagnostics (suggestions) when they are first asked for.

        The completion is given this result, and them as they are now; it must not ask for them.
        """
        self._completion = completion

    @property
    def timings_us(self) -> dict[str, float]:
        """How long each stage took, in microseconds."""
        return {stage: round(ns / 1000, 1) for stage, ns in self.spent_ns.items()}

    @property
    def document(self) -> Document:
        """The final version; the one that came in where nothing was applied."""
        return self.after

    @property
    def blueprint(self) -> dict[str, Any]:
        """The final document as plain JSON values, the caller's own; made once."""
        if self._blueprint is None:
            self._blueprint = _tree(self.after)
        return self._blueprint

    @property
    def bytes(self) -> bytes:
        """The final document as compact JSON, untouched literals as they came."""
        return write(self.after)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the input, leaf by leaf, in the order in which it was made."""
        return tuple(change.leaf() for change in self._made)

    @property
    def changes_applied(self) -> list[str]:
        """A line a change, for people."""
        return lines(self.changes)

    @property
    def changes_total(self) -> int:
        """How many leaves differ."""
        return len(self._made)

    @property
    def patch(self) -> Patch:
        """RFC 6902: from the input to the final document."""
        return patch(self._made)

    @property
    def inverse_patch(self) -> Patch:
        """RFC 6902: from the final document back to the input."""
        return inverse_patch(self._made)

    @property
    def digest(self) -> dict[str, str]:
        """``{"before": "sha256:…", "after": "sha256:…"}`` of the compact bytes."""
        return {"before": digest(self.before), "after": digest(self.after)}

    @property
    def certificate(self) -> Certificate:
        """What was touched, and the digest of all else before and after; made once, when asked for."""
        if self._certificate is None:
            self._certificate = certificate(self.before, self.after, self._made)
        return self._certificate

    @property
    def trace(self) -> tuple[str, ...]:
        """One line a decision."""
        if callable(self._trace):
            self._trace = tuple(self._trace())
        return self._trace

    @property
    def steps_executed(self) -> int:
        """How many steps were done."""
        return sum(step.status == "success" for step in self.steps)

    @property
    def steps_failed(self) -> int:
        """How many steps could not be done."""
        return sum(step.status == "failed" for step in self.steps)

    @property
    def steps_total(self) -> int:
        """How many steps the command has."""
        return len(self.steps)

    def to_dict(self, *, timings: bool = True) -> dict[str, Any]:
        """Return the result as plain new JSON values, as `to_json` writes them."""
        body: dict[str, Any] = plain(self._body())
        body["final_blueprint"] = _tree(self.after)
        body["seal"] = _seal(_said(self._body(), self.after))
        if timings:
            body["timings_us"] = self.timings_us
        return body

    def to_json(self, *, timings: bool = True, indent: int | None = None) -> bytes:  # type: ignore[valid-type]
        """Return the result as JSON (`spec`: results, section 1); ``indent`` in spaces.

        Without timings the bytes are the same for the same request, always.
        """
        timed = {"timings_us": self.timings_us} if timings else {}
        said = _sealed(_said(self._body(), self.after), timed)
        return said if indent is None else bytes(msgspec.json.format(said, indent=indent))

    def __repr__(self) -> str:
        return f"Result({self.status!r}, {len(self._made)} changes)"

    def _body(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "final_blueprint": None,
            "steps_executed": self.steps_executed,
            "steps_failed": self.steps_failed,
            "steps_total": self.steps_total,
            "rollback_triggered": self.rollback_triggered,
            "rollback_reason": self.rollback_reason,
            "changes_applied": self.changes_applied,
            "confidence": self.confidence,
            "reasoning_trace": list(self.trace),
            "steps": [_builtins(step) for step in self.steps],
            "changes": [change_to_dict(change) for change in self.changes],
            "diagnostics": [_builtins(found) for found in self.diagnostics],
            "patch": self.patch,
            "inverse_patch": self.inverse_patch,
            "digest": self.digest,
            "certificate": _builtins(self.certificate),
        }


def _said(body: dict[str, Any], after: Document) -> bytes:
    """The JSON but for the seal and the timings."""
    body["final_blueprint"] = orjson.Fragment(write(after))
    try:
        return encode(body)
    except TypeError:  # half a surrogate pair in the command, quoted by a diagnostic
        return encode({k: readable(v) for k, v in body.items()})


def _sealed(said: bytes, unsealed: dict[str, Any]) -> bytes:
    return said[:-1] + b"," + encode({"seal": _seal(said), **unsealed})[1:]


def _seal(said: bytes) -> str:
    return "sha256:" + hashlib.sha256(said).hexdigest()


def _builtins(told: msgspec.Struct) -> Any:
    """Plain values; an id may be spelled in a way of its own."""
    return msgspec.to_builtins(told, enc_hook=plain)


_LEAVES: Final = ("before", "after")


def change_to_dict(change: Change) -> dict[str, Any]:
    """Return a change as JSON values; null is not absent, so an absent value is left out.

    >>> change_to_dict(Change(1, "a", "x", "/components/0/bbox/0", MISSING, 4))["after"]
    4
    """
    said = change._asdict()
    for leaf in _LEAVES:
        if said[leaf] is MISSING:
            del said[leaf]
    return said


def _tree(document: Document) -> dict[str, Any]:
    if document.exotic:
        tree: dict[str, Any] = plain(document.tree())
        return tree
    return orjson.loads(write(document))  # type: ignore[no-any-return]


def readable(value: Any) -> Any:
    """Copy, with a replacement mark for what no UTF-8 can say."""
    if isinstance(value, dict):
        return {readable(k): readable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [readable(v) for v in value]
    if type(value) is str:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
