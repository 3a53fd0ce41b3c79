"""Events of results: what one result tells, and what only a session of several can.

May import: telemetry.events, serialize, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.diagnostics import Diagnostic
from redraft.serialize import Result, Status
from redraft.telemetry.events import Corrected, EditDone, Failed, Recovered, Sink, Suggested

#: codes of notices that say that something was put right
CORRECTIONS: Final = ("spelling.corrected", "value.clamped")
APPLIED: Final = ("success", "partial")
#: so many failed commands of a session may still be recovered
FAILURES_KEPT: Final = 16


def tell(result: Result, sink: Sink) -> None:
    """Tell what came of one command. No suggestion is made for it.

    >>> from redraft import edit
    >>> heard = []
    >>> page = {"components": [{"id": "pay", "type": "button"}]}
    >>> result = edit(page, "hide the footer", events=heard.append)
    >>> [type(event).__name__ for event in heard], heard[1].code
    (['EditDone', 'Failed'], 'target.not-found')
    """
    tell_of(result.status, result.told, sink)


def tell_of(status: Status, told: Iterable[Diagnostic], sink: Sink) -> None:
    """Tell what came of one command, of which its status and diagnostics are known."""
    told = tuple(told)
    sink(EditDone(status, tuple(dict.fromkeys(d.code for d in told))))
    applied = status in APPLIED
    if not applied:
        sink(Failed(first_error(told) or status))
    corrected = [d for d in told if d.code in CORRECTIONS and d.severity != "error"]
    for d in corrected:
        sink(Corrected(d.code, d.span))
    if applied and corrected:
        sink(Recovered(corrected[0].code, "correction"))


def offered(told: Iterable[Diagnostic], sink: Sink) -> None:
    """Tell how many suggestions were made for each diagnostic."""
    for d in told:
        if d.suggestions:
            sink(Suggested(d.code, len(d.suggestions)))


def first_error(told: Iterable[Diagnostic]) -> str:
    """The code of the first error; empty where there is none."""
    return next((d.code for d in told if d.severity == "error"), "")


class Session:
    """Watches the commands of one session: whether one is a suggestion that a failed one got.

    Suggestions that nobody has asked for were not seen, so they are not made to look.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._failed: list[Result] = []

    def came(self, command: str, result: Result) -> None:
        """Note what came of a command."""
        if result.status not in APPLIED:
            self._failed = [*self._failed[1 - FAILURES_KEPT :], result]
            return
        for failed in reversed(self._failed):
            if _offers(failed, command):
                self._sink(Recovered(first_error(failed.told) or failed.status, "suggestion"))
                break
        self._failed = []


def _offers(failed: Result, command: str) -> bool:
    """Whether a command is one of the suggestions that have been made for a failed one."""
    return failed.is_complete and any(command in d.suggestions for d in failed.told)
