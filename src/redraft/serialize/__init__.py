"""Stage four: documents from bytes and back, and what an edit did.

May import: plan, select, document, diagnostics.
"""

from redraft.serialize.layout import formatted
from redraft.serialize.patching import apply_patch, patched
from redraft.serialize.reader import read
from redraft.serialize.result import Result, Status, StepReport
from redraft.serialize.writer import digest, warm, write

__all__ = [
    "Result",
    "Status",
    "StepReport",
    "apply_patch",
    "digest",
    "formatted",
    "patched",
    "read",
    "warm",
    "write",
]
