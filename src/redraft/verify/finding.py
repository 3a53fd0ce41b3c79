"""A finding is a place where a document breaks a rule; it is the same one while its place is.

    V-2  two findings with one `identity` are the same breach, however far it went

May import: document, diagnostics.
"""

from __future__ import annotations

import builtins
from typing import Any, Literal, NamedTuple

from redraft.diagnostics import Severity
from redraft.document.ground import Shade

Policy = Literal["standard", "strict"]
Identity = tuple[str, tuple[str, ...], str]


class Fix(NamedTuple):
    """A write that would mend a finding: this property of this component to this value."""

    component: str
    property: str
    value: Any


class Finding(NamedTuple):
    """One breach of one rule. ``components`` are sorted by id where they are a pair.

    ``measured`` against ``needed`` says by how much; ``shades`` how a text shows. ``fix``
    is there where it is plain; `fix_of` works it out where it is not.
    """

    code: str
    components: tuple[str, ...]
    property: str = ""
    severity: Severity = "error"
    message: str = ""
    measured: float | None = None
    needed: float | None = None
    fix: Fix | None = None
    shades: tuple[Shade, ...] = ()

    @builtins.property
    def identity(self) -> Identity:
        """What tells it from other findings; how bad it is does not."""
        return (self.code, self.components, self.property)
