"""Files are written whole or not at all: beside their place first, then in it by one step.

May import: nothing of Redraft.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path


def replace(target: Path, data: bytes) -> None:
    """Let a file hold all of this or what it held before. Raises OSError, with the file as it was.

    The bytes go to a new file beside it, reach the disk, and take its place in one step. The
    permissions are those of the old one.
    """
    known = target.stat() if target.exists() else None
    if known is not None and not os.access(target, os.W_OK):
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
        settle(Path(draft), target, known)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


def settle(draft: Path, target: Path, known: os.stat_result | None) -> None:
    """Let a file that is on disk take the place of another, whose permissions are ``known``."""
    if known is None:
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
    else:
        take_over(draft, known)
    draft.replace(target)
    sync_folder(target.parent)


def take_over(draft: str | Path, known: os.stat_result) -> None:
    """Give a new file the permissions, and where we may the owner, of the one that it is to replace."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(draft, known.st_uid, known.st_gid)
    Path(draft).chmod(stat.S_IMODE(known.st_mode))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
