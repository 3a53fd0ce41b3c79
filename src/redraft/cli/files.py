"""Files are read with a bound and written whole or not at all.

May import: disk, cli.ending.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Final

from redraft.cli.ending import Stop, of_os
from redraft.disk import sync_folder, take_over

PIPE: Final = "-"


def read(name: str, bytes_max: int) -> bytes:
    """Read a file, or standard input for "-".

    At most one byte more than ``bytes_max`` is read: enough for the reader to see that it
    is too much, however endless the source.
    """
    try:
        if name == PIPE:
            return sys.stdin.buffer.read(bytes_max + 1)
        with Path(name).open("rb") as file:
            return file.read(bytes_max + 1)
    except OSError as error:
        raise Stop(f"cannot read {of_os(error)}") from None
    except ValueError:
        # A NUL in the name, or standard input that is closed.
        raise Stop(f"cannot read “{name}”") from None


def write(name: str, data: bytes) -> None:
    """Write a file so that it holds either all of this or what it held before; "-" is standard output.

    The bytes go to a new file beside it, reach the disk, and take its place in one step.
    Permissions are kept; of a symbolic link, the file it points to is replaced. What is no
    regular file (a pipe, a device) is written to as it is.
    """
    if name == PIPE:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        target = Path(name).resolve()
        before = target.stat() if target.exists() else None
        if before is not None and not stat.S_ISREG(before.st_mode):
            _write_through(target, data)
        else:
            _replace(target, data, before)
    except (OSError, RuntimeError, ValueError) as error:
        said = of_os(error) if isinstance(error, OSError) else f"“{name}”"
        raise Stop(f"cannot write {said}; it is as it was") from None


def _write_through(target: Path, data: bytes) -> None:
    with target.open("wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(target))
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
    except OSError as error:
        error.filename = str(target)
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_over(draft, before)
        Path(draft).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
    sync_folder(target.parent)


def _take_over(draft: str, before: os.stat_result | None) -> None:
    """Give the new file the permissions, and where we may the owner, of the old one."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        Path(draft).chmod(0o666 & ~mask)
        return
    take_over(draft, before)
