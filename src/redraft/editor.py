"""A session on one document: edits one after another, undone and redone, "it" carried along.

    H-1  any sequence of edit, undo, redo ends where counting says

May import: engine, every stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from redraft.decompose.continuing import Said
from redraft.document.blueprint import Document, Limits
from redraft.engine import apply, edit, targets_of
from redraft.execute.history import BYTES_MAX, ENTRIES_MAX, History
from redraft.plan.steps import Plan
from redraft.plans import PLANS, PlanCache
from redraft.serialize import Result, read, write
from redraft.serialize.reader import Source
from redraft.telemetry import Session, Sink, tell

_PREVIOUS_MAX: Final = 16
_LIMITS: Final = Limits()


class Edited(NamedTuple):
    """One entry of the history: the command, or "" for a plan, and how many leaves changed."""

    command: str
    changes: int
    targets: tuple[str, ...]


class Editor:
    """Edits one document step by step. Options given here hold for every edit.

    ``history_max`` edits can be undone, and as many as hold ``history_bytes_max`` of memory
    between them; the newest one always. ``events`` is told what happened, recoveries too
    (`redraft.telemetry`). ``plans`` keeps what words were read as; all editors share one such
    cache that are given none of their own.

    >>> editor = Editor({"components": [{"id": "a", "type": "card", "visual": {"bg_color": "#FFF"}}]})
    >>> editor.edit("make the card red").ok, editor.edit("make the card blue").ok
    (True, True)
    >>> editor.undo(), editor.document["a"].style["bg_color"]
    (True, '#FF0000')
    """

    def __init__(
        self,
        blueprint: Source,
        *,
        limits: Limits = _LIMITS,
        history_max: int = ENTRIES_MAX,
        history_bytes_max: int = BYTES_MAX,
        events: Sink | None = None,
        plans: PlanCache = PLANS,
        **options: Any,
    ) -> None:
        self._options = options
        self._history: History[Edited] = History(
            read(blueprint, limits), history_max, history_bytes_max
        )
        self._previous: tuple[str, ...] = ()
        self._events = events
        #: what words were read as, and how often that was known
        self.plans = plans
        self._session = None if events is None else Session(events)
        #: the last command, where none of it was done
        self._undone: Said | None = None

    # -- editing -----------------------------------------------------------------

    def edit(self, command: str, **options: Any) -> Result:
        """Apply a command; where it does nothing the session stays as it was."""
        result = self._come_of(command, options, self._events)
        self._take(result, command)
        if self._session is not None:
            self._session.came(command, result)
        return result

    def preview(self, command: str, **options: Any) -> Result:
        """Return what `edit` would, and keep nothing; no event tells of it."""
        return self._come_of(command, options, None)

    def _come_of(self, command: str, options: dict[str, Any], events: Sink | None) -> Result:
        given = self._given(options)
        pending = () if self._undone is None else (self._undone,)
        given.setdefault("previous", self._previous + pending)
        return edit(self.document, command, events=events, plans=self.plans, **given)

    def apply(self, plan: Plan | bytes | str, **options: Any) -> Result:
        """Apply a plan."""
        result = apply(self.document, plan, **self._given(options))
        self._take(result, "")
        if self._events is not None:
            tell(result, self._events)
        return result

    def _given(self, options: dict[str, Any]) -> dict[str, Any]:
        given = {**self._options, **options}
        if not given.get("selection"):
            given["selection"] = self._last_targets()
        return given

    def _last_targets(self) -> Sequence[str]:
        entries = self._history.last
        return () if entries is None else entries.note.targets

    def _take(self, result: Result, command: str) -> None:
        if result.status not in ("success", "partial"):
            self._undone = Said(command, done=False) if command else self._undone
            return
        self._undone = None
        if command:
            undone: set[tuple[int, int]] = set()
            if result.status == "partial":
                undone = {step.span for step in result.steps if step.status != "success"}
            said = Said(command, undone=sorted(undone))
            self._previous = (*self._previous[1 - _PREVIOUS_MAX :], said)
        if result.after is not result.before:
            note = Edited(command, result.changes_total, targets_of(result))
            self._history.push(result.after, note)

    # -- going back and forth ------------------------------------------------------

    def undo(self) -> bool:
        """Take the last edit back; False where there is none."""
        return self._history.undo() is not None

    def redo(self) -> bool:
        """Do the edit that was taken back last again; False where there is none."""
        return self._history.redo() is not None

    @property
    def history(self) -> tuple[Edited, ...]:
        """The edits that stand, oldest first."""
        return tuple(entry.note for entry in self._history.entries)

    # -- the document --------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The present version."""
        return self._history.document

    @property
    def blueprint(self) -> dict[str, Any]:
        """The present version as plain JSON values, the caller's own."""
        return self.document.tree()

    @property
    def bytes(self) -> bytes:
        """The present version as compact JSON."""
        return write(self.document)

    @property
    def previous(self) -> tuple[str, ...]:
        """The commands of this conversation so far, newest last."""
        return self._previous
