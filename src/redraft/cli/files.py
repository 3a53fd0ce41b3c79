"""Files are read with a bound and written whole or not at all.

May import: disk, cli.ending.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Final

from redraft.cli.ending import Stop, of_os
from redraft.disk import replace

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
            replace(target, data)
    except (OSError, RuntimeError, ValueError) as error:
        said = of_os(error) if isinstance(error, OSError) else f"“{name}”"
        raise Stop(f"cannot write {said}; it is as it was") from None


def _write_through(target: Path, data: bytes) -> None:
    with target.open("wb") as file:
        file.write(data)
