"""How a batch goes and what came of it: a bar or plain lines meanwhile, a table at the end.

May import: batching, cli.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import Final

from redraft.batching.batch import Batch
from redraft.batching.jobs import Outcome
from redraft.cli.paint import Line, Piece
from redraft.cli.words import plain, shortened

_ROWS_MAX: Final = 40
_FINDINGS_MAX: Final = 12
_KINDS_MAX: Final = 1_000
_NAMES_MAX: Final = 4
_PACE_S: Final = 0.1
_PLAIN_PACE_S: Final = 5.0
_NAME: Final = 44


class Tally:
    """Progress while it goes on, and what came of it at the end."""

    def __init__(self, made: Batch, *, dry_run: bool) -> None:
        self._made = made
        self._whole = made.plan.jobs
        self._began = self._told_at = time.monotonic()
        self._bar = sys.stderr.isatty()
        self._dry_run = dry_run
        self._done = self._failed = 0
        self._documents: dict[str, Counter[str]] = {}
        #: what failed alike: command and finding → the jobs and the first documents
        self._findings: dict[tuple[str, str, str], list[str]] = {}
        self._changes: list[tuple[str, str]] = []
        self._more = 0

    @property
    def has_all(self) -> bool:
        """Whether every job has been told."""
        return self._done == self._whole

    def take(self, outcome: Outcome) -> None:
        """Note an outcome."""
        self._done += 1
        name = outcome.document or "–"
        counts = self._documents.setdefault(name, Counter())
        counts["applied" if outcome.applied else "not applied"] += 1
        counts["changes"] += len(outcome.changes) if outcome.applied else 0
        if not outcome.applied:
            self._failed += 1
            if outcome.undone_by is None:
                self._note(outcome)
        elif self._dry_run:
            self._changes += [(name, change) for change in outcome.changes]
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
        """A row a blueprint, those that failed first; then what failed, and what there is in all."""
        ranked = sorted(self._documents.items(), key=lambda one: -one[1]["not applied"])
        lines: list[Line] = []
        if self._dry_run:
            lines += [
                [Piece(f"{plain(name)}  "), Piece(plain(said), "cyan")]
                for name, said in self._changes
            ]
            lines.append([])
        lines.append(
            [Piece(f"{'blueprint':<{_NAME}}{'applied':>9}{'failed':>9}{'changes':>9}", "dim")]
        )
        for name, counts in ranked[:_ROWS_MAX]:
            failed = counts["not applied"]
            lines.append(
                [
                    Piece(f"{shortened(plain(name), _NAME - 2):<{_NAME}}{counts['applied']:>9,}"),
                    Piece(f"{failed:>9,}", "red" if failed else ""),
                    Piece(f"{counts['changes']:>9,}"),
                ]
            )
        if len(ranked) > _ROWS_MAX:
            lines.append([Piece(f"… and {len(ranked) - _ROWS_MAX:,} more", "dim")])
        for (command, code, message), names in [*self._findings.items()][:_FINDINGS_MAX]:
            lines += [[], [Piece(f"“{shortened(plain(command), 72)}”", "bold red")]]
            lines.append([Piece(f"  {code}  {plain(message)}")])
            said = ", ".join(plain(name) for name in names[:_NAMES_MAX])
            more = f" and {len(names) - _NAMES_MAX:,} more" if len(names) > _NAMES_MAX else ""
            lines.append([Piece(f"  {said}{more}", "dim")])
        if len(self._findings) > _FINDINGS_MAX:
            left = len(self._findings) - _FINDINGS_MAX
            lines += [[], [Piece(f"… and {left:,} other failures; --json lists them all", "dim")]]
        spent = time.monotonic() - self._began
        counts = self._made.counts
        style = "bold green" if not counts["not applied"] else "bold yellow"
        total = f"{counts['applied']:,} of {self._done:,} applied on {len(self._documents):,} blueprints"
        lines += [[], [Piece(total, style), Piece(f" in {spent:,.1f} s")]]
        if not written:
            lines.append([Piece("nothing was written; --in-place or -o FOLDER keeps it", "dim")])
        return lines
