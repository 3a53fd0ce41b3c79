"""Events summed in memory: a sink to hand to `edit`, and what it has heard as a table.

May import: telemetry.events.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, assert_never

from redraft.telemetry.events import Corrected, EditDone, Event, Failed, Recovered, Suggested


class Counts:
    """Sums events by code. One for each thread; `add` joins them.

    >>> from redraft import edit
    >>> counts = Counts()
    >>> page = {"components": [{"id": "pay", "type": "button"}, {"id": "buy", "type": "button"}]}
    >>> edit(page, "hide the pay buton", events=counts).status
    'success'
    >>> counts.corrections, counts.recovery_rate
    (Counter({'spelling.corrected': 1}), 1.0)
    """

    __slots__ = ("corrections", "edits", "failures", "recoveries", "suggestions")

    def __init__(self) -> None:
        #: commands by status
        self.edits: Counter[str] = Counter()
        #: commands that were not applied, by the code of the first error
        self.failures: Counter[str] = Counter()
        #: what was put right, by code
        self.corrections: Counter[str] = Counter()
        #: suggestions made, by the code of the diagnostic that they are for
        self.suggestions: Counter[str] = Counter()
        #: faults that ended in an applied command, by code and by what led there
        self.recoveries: Counter[tuple[str, str]] = Counter()

    def __call__(self, event: Event) -> None:
        """Count one event."""
        match event:
            case EditDone(status=status):
                self.edits[status] += 1
            case Failed(code=code):
                self.failures[code] += 1
            case Corrected(code=code):
                self.corrections[code] += 1
            case Suggested(code=code, count=count):
                self.suggestions[code] += count
            case Recovered(code=code, by=by):
                self.recoveries[code, by] += 1
            case _:
                assert_never(event)

    def add(self, other: Counts) -> None:
        """Take the sums of another along."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))

    @property
    def faults(self) -> int:
        """Commands that failed, and those that were applied because something was put right."""
        return self.failures.total() + self._recovered("correction")

    @property
    def recovered(self) -> int:
        """Faults that ended in an applied command."""
        return self.recoveries.total()

    @property
    def recovery_rate(self) -> float | None:
        """The share of the faults that ended in an applied command; None where there was none."""
        return self.recovered / self.faults if self.faults else None

    def _recovered(self, by: str) -> int:
        return sum(count for (_, how), count in self.recoveries.items() if how == by)

    def to_dict(self) -> dict[str, Any]:
        """The sums as plain JSON values, each by code in order."""
        by_code: dict[str, dict[str, int]] = {}
        for (code, by), count in sorted(self.recoveries.items()):
            by_code.setdefault(code, {})[by] = count
        return {
            "edits": dict(sorted(self.edits.items())),
            "failures": dict(sorted(self.failures.items())),
            "corrections": dict(sorted(self.corrections.items())),
            "suggestions": dict(sorted(self.suggestions.items())),
            "recoveries": by_code,
            "faults": self.faults,
            "recovered": self.recovered,
            "recovery_rate": self.recovery_rate,
        }
