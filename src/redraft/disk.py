"""What whoever writes files whole needs: the permissions of the old one, and names that last.

May import: nothing of Redraft.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


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
