"""How a batch goes and what came of it: a bar or plain lines meanwhile, a table at the end.

May import: batching, cli.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from typing import Final

from redraft.batching.batch import Batch
from redraft.batching.jobs import Outcome
from redraft.cli.paint import Line, Piece
from redraft.cli.words import cells, plain, shortened

_ROWS_MAX: Final = 40
_FINDINGS_MAX: Final = 12
_KINDS_MAX: Final = 1_000
_NAMES_MAX: Final = 4
_PACE_S: Final = 0.1
_PLAIN_PACE_S: Final = 5.0
_NAME_MAX: Final = 60
#: codes of what could not be read
_UNREAD: Final = frozenset({"document.invalid", "document.too-large", "batch.invalid"})


class Tally:
    """Progress while it goes on, and what came of it at the end."""

    def __init__(self, made: Batch) -> None:
        self._made = made
        self._whole = made.plan.jobs
        self._began = self._told_at = time.monotonic()
        self._bar = sys.stderr.isatty()
        self._done = self._failed = self._unread = 0
        self._documents: dict[str, Counter[str]] = {}
        #: what failed alike: command and finding → the jobs and the first documents
        self._findings: dict[tuple[str, str, str], list[str]] = {}
        #: of a finding, the command that would do
        self._tries: dict[tuple[str, str, str], str] = {}

    @property
    def has_all(self) -> bool:
        """Whether every job has been told."""
        return self._done == self._whole

    @property
    def has_read_nothing(self) -> bool:
        """Whether there were jobs, and none of them could be read or had a blueprint that could."""
        return 0 < self._done == self._unread

    def take(self, outcome: Outcome) -> None:
        """Note an outcome."""
        self._done += 1
        if outcome.document is not None:
            counts = self._documents.setdefault(outcome.document, Counter())
            counts["applied" if outcome.applied else "not applied"] += 1
            counts["taken back"] += outcome.undone_by is not None
            counts["changes"] += len(outcome.changes) if outcome.applied else 0
        if not outcome.applied:
            self._failed += 1
            self._unread += any(found.code in _UNREAD for found in outcome.diagnostics)
            if outcome.undone_by is None:
                self._note(outcome)
        now = time.monotonic()
        if now - self._told_at >= (_PACE_S if self._bar else _PLAIN_PACE_S):
            self._told_at = now
            self._progress()

    def _note(self, outcome: Outcome) -> None:
        """Note what failed, together with what failed alike."""
        wrong = next((d for d in outcome.diagnostics if d.severity == "error"), None)
        if wrong is None:
            return
        key = (outcome.command, wrong.code, wrong.message)
        if key in self._findings or len(self._findings) < _KINDS_MAX:
            self._findings.setdefault(key, []).append(outcome.document or f"job {outcome.job}")
            if wrong.suggestions:
                self._tries.setdefault(key, wrong.suggestions[0])

    def _progress(self) -> None:
        spent = time.monotonic() - self._began
        rate = self._done / spent if spent else 0.0
        left = (self._whole - self._done) / rate if rate else 0.0
        said = f"{self._done:,} of {self._whole:,}  {rate:,.0f}/s  {left:,.0f} s left  {self._failed:,} failed"
        if self._bar:
            filled = 24 * self._done // max(self._whole, 1)
            bar = "█" * filled + "░" * (24 - filled)
            print(f"\r\x1b[K{bar}  {said}", end="", file=sys.stderr, flush=True)
        else:
            print(said, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Wipe the bar away."""
        if self._bar:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def summary(self, *, written: bool) -> list[Line]:
        """A row a screen, those that failed first; then what failed, and what there is in all."""
        lines = self._table() + self._failures()
        for command, names in self._passed().items():
            lines += [[], [Piece(f"“{shortened(plain(command), 72)}”", "bold")]]
            lines.append([Piece(f"  passed over, they have no such token: {_few(names)}", "dim")])
        spent = time.monotonic() - self._began
        counts = self._made.counts
        style = "bold green" if not counts["not applied"] else "bold yellow"
        screens = f"{len(self._documents):,} blueprint{'s' * (len(self._documents) != 1)}"
        total = f"{counts['applied']:,} of {self._done:,} applied on {screens}"
        lines += [[], [Piece(total, style), Piece(f" in {spent:,.1f} s")]]
        if not written:
            lines.append([Piece("nothing was written; --in-place or -o FOLDER keeps it", "dim")])
        return lines

    def _table(self) -> list[Line]:
        if not self._documents:
            return []
        ranked = sorted(self._documents.items(), key=lambda one: -one[1]["not applied"])
        shown = ranked[:_ROWS_MAX]
        back = any(counts["taken back"] for _, counts in ranked)
        cut = _common([name for name, _ in ranked])
        names = [_last(plain(name[cut:]), _NAME_MAX) for name, _ in shown]
        width = max(len("blueprint"), *map(cells, names)) + 2
        head = (
            f"{'applied':>9}{'failed':>9}{'taken back' if back else '':>{12 * back}}{'changes':>9}"
        )
        lines: list[Line] = [[Piece(_padded("blueprint", width) + head, "dim")]]
        for name, (_, counts) in zip(names, shown, strict=True):
            failed = counts["not applied"] - counts["taken back"]
            line = [Piece(f"{_padded(name, width)}{counts['applied']:>9,}")]
            line.append(Piece(f"{failed:>9,}", "red" if failed else ""))
            if back:
                line.append(Piece(f"{counts['taken back']:>12,}", "yellow"))
            lines.append([*line, Piece(f"{counts['changes']:>9,}")])
        if len(ranked) > len(shown):
            lines.append([Piece(f"… and {len(ranked) - len(shown):,} more", "dim")])
        return lines

    def _failures(self) -> list[Line]:
        lines: list[Line] = []
        for key, names in [*self._findings.items()][:_FINDINGS_MAX]:
            command, code, message = key
            if command:
                lines += [[], [Piece(f"“{shortened(plain(command), 72)}”", "bold red")]]
            else:
                lines.append([])
            lines.append([Piece(f"  {code}  {plain(message)}")])
            if key in self._tries:
                lines.append([Piece(f"  try: {shortened(plain(self._tries[key]), 72)}")])
            lines.append([Piece(f"  {_few(names)}", "dim")])
        if len(self._findings) > _FINDINGS_MAX:
            left = len(self._findings) - _FINDINGS_MAX
            lines += [[], [Piece(f"… and {left:,} other failures; --json lists them all", "dim")]]
        return lines

    def _passed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self._made.plan.passed:
            found.setdefault(one.command, []).append(one.document or "")
        return found


def _few(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    said = ", ".join(plain(name) for name in names[:_NAMES_MAX])
    return said + (f" and {len(names) - _NAMES_MAX:,} more" if len(names) > _NAMES_MAX else "")


def _common(names: list[str]) -> int:
    """How many characters of folders all names begin with."""
    if len(names) < 2:
        return 0
    first, last = min(names), max(names)
    same = next((k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    return max(first.rfind("/", 0, same), first.rfind(os.sep, 0, same)) + 1


def _last(name: str, most: int) -> str:
    """A name that ends as it does: what tells files apart is at their end."""
    return name if len(name) <= most else "…" + name[-most + 1 :]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
