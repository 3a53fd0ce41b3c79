"""The events there are. Their names and fields are stable; a new one may come, none changes.

May import: serialize, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from redraft.serialize import Status

Span = tuple[int, int]


class _Event(msgspec.Struct, frozen=True, tag_field="event"):
    pass


class EditDone(_Event, frozen=True, tag="edit_done"):
    """A command or plan has been dealt with; ``codes`` are those of its diagnostics, each once."""

    status: Status
    codes: tuple[str, ...] = ()


class Failed(_Event, frozen=True, tag="failed"):
    """A command was not applied; ``code`` is that of its first error."""

    code: str


class Corrected(_Event, frozen=True, tag="corrected"):
    """Something was put right: a word (``spelling.corrected``) or a number (``value.clamped``)."""

    code: str
    span: Span | None = None


class Suggested(_Event, frozen=True, tag="suggested"):
    """So many suggestions were made for a diagnostic, which happens when they are first asked for."""

    code: str
    count: int


class Recovered(_Event, frozen=True, tag="recovered"):
    """A fault ended in an applied command.

    ``by`` "correction": it was put right and applied at once. "suggestion": it had failed, and a
    suggestion that it was answered with was said next in the session and applied.
    """

    code: str
    by: Literal["correction", "suggestion"]


Event = EditDone | Failed | Corrected | Suggested | Recovered
Sink = Callable[[Event], None]
