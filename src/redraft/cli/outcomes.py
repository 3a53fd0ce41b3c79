"""Outcomes as a file: JSON Lines as they come, or a Parquet that takes its place when it is whole.

May import: disk, batching, cli.files.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import IO, Any, Protocol

from redraft.batching.jobs import Outcome
from redraft.batching.storage import Remote, place_of
from redraft.batching.tables import ENDING, OutcomeTable
from redraft.cli import files
from redraft.disk import settle


class Outcomes(Protocol):
    """Takes outcomes in their order."""

    def write(self, outcome: Outcome) -> None:
        """Take an outcome."""

    def close(self) -> None:
        """All have come that will."""


class Lines:
    """A line of JSON an outcome, written as it comes: whoever is interrupted has what was done."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, outcome: Outcome) -> None:
        """Write a line."""
        self._file.write(outcome.to_json() + b"\n")

    def close(self) -> None:
        """Let go of the file; standard output stays."""
        self._file.flush()
        if self._file is not sys.stdout.buffer:
            self._file.close()


class _Opened:
    """A file that is closed with what is written into it, and then takes its place."""

    def __init__(self, name: str) -> None:
        place = place_of(name)
        self._stack = contextlib.ExitStack()
        self._target: Path | None = None
        if isinstance(place, Remote):
            self.file: IO[bytes] = self._stack.enter_context(place.open("wb"))
            return
        self._target = place
        self._draft = place.with_name(f".{place.name[:80]}.draft")
        self.file = self._stack.enter_context(self._draft.open("wb"))

    def close(self) -> None:
        self._stack.close()
        if self._target is not None:
            target = self._target.resolve()
            settle(self._draft, target, target.stat() if target.exists() else None)


class Table:
    """A row an outcome, in a Parquet; the name stands for it when it is whole."""

    def __init__(self, name: str) -> None:
        self._opened = _Opened(name)
        self._table = OutcomeTable(self._opened.file, name)

    def write(self, outcome: Outcome) -> None:
        """Add a row."""
        self._table.write(outcome)

    def close(self) -> None:
        """Write the end, and let the file take its place."""
        self._table.close()
        self._opened.close()


def outcomes_to(name: str) -> Outcomes:
    """Where a name wants them: a Parquet where it is called so, else JSON Lines; "-" is standard output."""
    if name == files.PIPE:
        return Lines(sys.stdout.buffer)
    if name.lower().endswith(ENDING):
        return Table(name)
    place = place_of(name)
    if isinstance(place, Remote):
        return _RemoteLines(place)
    return Lines(place.open("wb"))


class _RemoteLines(Lines):
    """The same where a store takes the file when it is closed."""

    def __init__(self, place: Remote) -> None:
        self._stack = contextlib.ExitStack()
        super().__init__(self._stack.enter_context(place.open("wb")))

    def close(self) -> None:
        self._stack.close()
