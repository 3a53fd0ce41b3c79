"""Redraft applies plain-English edit commands to UI blueprints.

    >>> import redraft
    >>> page = {"components": [{"id": "head", "type": "header", "bbox": [0, 0, 375, 80]}]}
    >>> redraft.edit(page, "make the header smaller").changes_applied
    ['head: width 375 → 300', 'head: height 80 → 64']

Names are loaded when they are first used, so that importing costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# "select" is a room and a function. A room becomes an attribute when it is first
# imported; that happens here, so that it cannot hide the function later.
import_module("redraft.select")
del globals()["select"]

if TYPE_CHECKING:
    from redraft.batching.batch import Batch
    from redraft.batching.door import batch
    from redraft.batching.jobs import Job, Outcome
    from redraft.diagnostics import (
        Diagnostic,
        DocumentError,
        PlanError,
        RedraftError,
        StepFailed,
    )
    from redraft.document.blueprint import Document, Limits
    from redraft.editor import Editor
    from redraft.engine import apply, check, edit, preview, select
    from redraft.explaining import Explanation, explain
    from redraft.language import Language, LanguageError
    from redraft.plan.steps import Plan
    from redraft.plans import PlanCache
    from redraft.serialize import Result

__version__ = "0.1.0"

__all__ = [
    "Batch",
    "Diagnostic",
    "Document",
    "DocumentError",
    "Editor",
    "Explanation",
    "Job",
    "Language",
    "LanguageError",
    "Limits",
    "Outcome",
    "Plan",
    "PlanCache",
    "PlanError",
    "RedraftError",
    "Result",
    "StepFailed",
    "__version__",
    "apply",
    "batch",
    "check",
    "edit",
    "explain",
    "preview",
    "select",
]

_HOMES = {
    "Batch": "redraft.batching.batch",
    "Diagnostic": "redraft.diagnostics",
    "Document": "redraft.document.blueprint",
    "DocumentError": "redraft.diagnostics",
    "Editor": "redraft.editor",
    "Explanation": "redraft.explaining",
    "Job": "redraft.batching.jobs",
    "Language": "redraft.language",
    "LanguageError": "redraft.language",
    "Limits": "redraft.document.blueprint",
    "Outcome": "redraft.batching.jobs",
    "Plan": "redraft.plan.steps",
    "PlanCache": "redraft.plans",
    "PlanError": "redraft.diagnostics",
    "RedraftError": "redraft.diagnostics",
    "Result": "redraft.serialize",
    "StepFailed": "redraft.diagnostics",
    "apply": "redraft.engine",
    "batch": "redraft.batching.door",
    "check": "redraft.engine",
    "edit": "redraft.engine",
    "explain": "redraft.explaining",
    "preview": "redraft.engine",
    "select": "redraft.engine",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'redraft' has no attribute {name!r}")
    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
