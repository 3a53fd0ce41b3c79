"""The processes of one service, telling one another what they have seen.

Each takes a place in the service's folder (a lock that goes with the process, so whoever comes
after one that died takes its place) and answers there, on a socket of this machine, with its sums.
They are asked when somebody wants to know; nothing of them is ever written down.

May import: telemetry.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from redraft.telemetry.sums import Sums

#: seconds that another process is waited for
_WAIT_S: Final = 2.0
_PLACES_MAX: Final = 1_024
#: where there is no Unix, one process tells of itself
_HAS_SOCKETS: Final = hasattr(socket, "AF_UNIX") and find_spec("fcntl") is not None


class Heard(NamedTuple):
    """The sums of the processes that answered, by their places, and how many did not."""

    by_place: dict[int, Sums]
    unheard: int = 0

    def joined(self) -> Sums:
        """The sums of all of them."""
        found = Sums()
        for sums in self.by_place.values():
            found.join(sums)
        return found


class Siblings:
    """The processes that share a folder; without one, this process alone."""

    def __init__(self, folder: str, mine: Callable[[], Sums]) -> None:
        self._folder: Final = Path(folder) if folder and _HAS_SOCKETS else None
        self._mine: Final = mine
        self.place = 0
        self._lock: int | None = None
        self._server: asyncio.Server | None = None

    async def begin(self) -> None:
        """Take a place and answer there."""
        if self._folder is None:
            return
        self.place, self._lock = _taken(self._folder)
        at = _door(self._folder, self.place)
        # where no socket can be, the others are told that this one does not answer
        with contextlib.suppress(OSError):
            at.unlink(missing_ok=True)
            self._server = await asyncio.start_unix_server(self._tell, at)

    async def _tell(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            writer.write(self._mine().packed())
            await writer.drain()
        writer.close()

    async def heard(self) -> Heard:
        """What all processes have seen by now."""
        others = [] if self._folder is None else _others(self._folder, self.place)
        told = await asyncio.gather(*(self._ask(place) for place in others))
        found = {self.place: self._mine()}
        found.update({place: sums for place, sums in zip(others, told, strict=True) if sums})
        return Heard(dict(sorted(found.items())), len(others) + 1 - len(found))

    async def _ask(self, place: int) -> Sums | None:
        assert self._folder is not None
        try:
            async with asyncio.timeout(_WAIT_S):
                reader, writer = await asyncio.open_unix_connection(_door(self._folder, place))
                try:
                    return Sums.unpacked(await reader.read())
                finally:
                    writer.close()
        except (OSError, TimeoutError, msgspec.DecodeError):
            return None

    def close(self) -> None:
        """Give the place up."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            os.close(self._lock)


def _door(folder: Path, place: int) -> Path:
    return folder / f"{place}.sock"


def _taken(folder: Path) -> tuple[int, int]:
    """The first place that is free, and the lock that keeps it."""
    for place in range(_PLACES_MAX):
        lock = os.open(folder / f"{place}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        if _lock(lock):
            return place, lock
        os.close(lock)
    raise OSError("there is no place left")


def _others(folder: Path, mine: int) -> list[int]:
    """The places that are taken by others."""
    found = []
    for file in folder.glob("*.lock"):
        place = int(file.stem)
        lock = os.open(file, os.O_RDWR)
        if place != mine and not _lock(lock):
            found.append(place)
        os.close(lock)
    return sorted(found)


def _lock(handle: int) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
