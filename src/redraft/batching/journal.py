"""Many files written as one: after a crash at any point either all of them are new or none is.

What is to be written goes into files beside those that it is for; a journal says which, and
when all of them are on disk that it holds. From then on the batch is finished whatever happens:
each file takes its place in one step, and who finds the journal goes on with that. Before, who
finds it takes away what was laid beside.

    J-1  after `finish`, wherever the writing was cut off, all files are new or all are old

May import: disk.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec

from redraft.disk import sync_folder, take_over

NAME: Final = ".redraft-batch.journal"
_STAGED: Final = ".redraft-batch"


class _Entry(msgspec.Struct, frozen=True):
    target: str
    staged: str


class _Journal(msgspec.Struct, frozen=True):
    holds: bool
    entries: tuple[_Entry, ...]


#: told before each step, so that a test can end the process there
Step = Callable[[str], None]


def _nothing(step: str) -> None:
    pass


def write_all(files: Mapping[Path, bytes], journal: Path, step: Step = _nothing) -> None:
    """Write all files or none. Raises OSError, with nothing changed, where one cannot be staged.

    A symbolic link stays one: what it points to is replaced. Permissions are kept.
    """
    if journal.exists():
        finish(journal)
    targets = [path.resolve() for path in files]
    entries = tuple(_Entry(str(t), str(_beside(t, k))) for k, t in enumerate(targets))
    try:
        _note(journal, _Journal(False, entries), step)
        for entry, data in zip(entries, files.values(), strict=True):
            step(f"stage {entry.target}")
            _stage(entry, data)
        step("decide")
        _note(journal, _Journal(True, entries), step)
    except BaseException:
        if journal.exists():
            finish(journal)
        raise
    _carry_out(entries, step)
    step("forget")
    journal.unlink()
    sync_folder(journal.parent)


def finish(journal: Path, step: Step = _nothing) -> Literal["finished", "undone", "nothing"]:
    """Go on where a batch was cut off; what was done with it."""
    _draft(journal).unlink(missing_ok=True)
    try:
        told = msgspec.json.decode(journal.read_bytes(), type=_Journal)
    except FileNotFoundError:
        return "nothing"
    if told.holds:
        _carry_out(told.entries, step)
    else:
        for entry in told.entries:
            step(f"take away {entry.staged}")
            Path(entry.staged).unlink(missing_ok=True)
    journal.unlink()
    sync_folder(journal.parent)
    return "finished" if told.holds else "undone"


def _beside(target: Path, number: int) -> Path:
    return target.parent / f"{_STAGED}.{number}.{target.name[:80]}"


def _draft(journal: Path) -> Path:
    return journal.with_name(journal.name + ".new")


def _note(journal: Path, told: _Journal, step: Step) -> None:
    """Put the journal on disk in one step."""
    draft = _draft(journal)
    step("write the journal")
    _put(draft, msgspec.json.encode(told))
    step("name the journal")
    draft.replace(journal)
    sync_folder(journal.parent)


def _stage(entry: _Entry, data: bytes) -> None:
    staged, target = Path(entry.staged), Path(entry.target)
    _put(staged, data)
    with contextlib.suppress(FileNotFoundError):
        known = target.stat()
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied", entry.target)
        take_over(staged, known)


def _carry_out(entries: tuple[_Entry, ...], step: Step) -> None:
    """Let each file take its place; those that have are no longer beside it."""
    folders: dict[Path, None] = {}
    for entry in entries:
        step(f"replace {entry.target}")
        with contextlib.suppress(FileNotFoundError):
            Path(entry.staged).replace(entry.target)
        folders[Path(entry.target).parent] = None
    for folder in folders:
        sync_folder(folder)


def _put(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
