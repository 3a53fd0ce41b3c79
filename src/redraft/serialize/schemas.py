"""The published shapes: JSON Schemas of a plan and of a result.

Both are made from the types that read and write them, so they cannot say otherwise.

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from redraft.diagnostics import Diagnostic
from redraft.document.change import Reason
from redraft.plan.steps import Plan
from redraft.serialize.certificate import Certificate
from redraft.serialize.result import Status, StepReport

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


class ChangeWire(msgspec.Struct, frozen=True, rename={"property_": "property"}):
    """A change in a result; ``before`` or ``after`` is left out where there is no such value."""

    step: int
    component: str | None
    property_: str
    path: str
    reason: Reason
    before: Any = msgspec.UNSET
    after: Any = msgspec.UNSET


class OperationWire(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One operation of a JSON Patch (RFC 6902)."""

    op: str
    path: str
    value: Any = msgspec.UNSET
    from_: str | msgspec.UnsetType = msgspec.UNSET


class DigestWire(msgspec.Struct, frozen=True):
    """``sha256:`` and the hash of the compact bytes, of the input and of the final document."""

    before: str
    after: str


class ResultWire(msgspec.Struct, frozen=True):
    """The result of an edit as every door gives it."""

    status: Status
    final_blueprint: dict[str, Any]
    steps_executed: int
    steps_failed: int
    steps_total: int
    rollback_triggered: bool
    rollback_reason: str | None
    changes_applied: tuple[str, ...]
    confidence: float
    reasoning_trace: tuple[str, ...]
    steps: tuple[StepReport, ...]
    changes: tuple[ChangeWire, ...]
    diagnostics: tuple[Diagnostic, ...]
    patch: tuple[OperationWire, ...]
    inverse_patch: tuple[OperationWire, ...]
    digest: DigestWire
    certificate: Certificate
    seal: str
    timings_us: dict[str, float] | msgspec.UnsetType = msgspec.UNSET


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan's wire form.

    >>> plan_schema()["$ref"]
    '#/$defs/Plan'
    """
    return {"$schema": _DRAFT, **msgspec.json.schema(Plan)}


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of a result.

    >>> result_schema()["$ref"]
    '#/$defs/ResultWire'
    """
    return {"$schema": _DRAFT, **msgspec.json.schema(ResultWire)}
