"""Frames on a pipe: a length and so many bytes; and one number that two processes share.

May import: nothing of Redraft.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
from typing import Final

_LENGTH: Final = struct.Struct("<I")
_MARK: Final = struct.Struct("<QQ")


def framed(piece: bytes) -> bytes:
    """A piece with its length before it."""
    return _LENGTH.pack(len(piece)) + piece


def write_all(fd: int, piece: bytes) -> None:
    """Write a frame; waits until all of it is taken."""
    waiting = memoryview(framed(piece))
    while waiting:
        waiting = waiting[os.write(fd, waiting) :]


def read_exactly(fd: int, size: int) -> bytes | None:
    """So many bytes; None where the other end is closed before that."""
    pieces: list[bytes] = []
    while size:
        piece = os.read(fd, min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_frame(fd: int) -> bytes | None:
    """The next frame; None at the end."""
    head = read_exactly(fd, _LENGTH.size)
    return None if head is None else read_exactly(fd, _LENGTH.unpack(head)[0])


class Frames:
    """Frames out of bytes that come piece by piece.

    >>> frames = Frames()
    >>> frames.feed(b"\\x02\\x00\\x00\\x00a"), frames.feed(b"b\\x00")
    ([], [b'ab'])
    """

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> list[bytes]:
        """The frames that are whole by now."""
        held = self._held
        held += piece
        found: list[bytes] = []
        at = 0
        while len(held) - at >= _LENGTH.size:
            size = _LENGTH.unpack_from(held, at)[0]
            if len(held) - at - _LENGTH.size < size:
                break
            at += _LENGTH.size
            found.append(bytes(held[at : at + size]))
            at += size
        del held[:at]
        return found


class Mark:
    """The job that a worker is at and since when, where the other side sees it without asking."""

    def __init__(self, fd: int) -> None:
        self._map = mmap.mmap(fd, _MARK.size)

    def set(self, number: int) -> None:
        """Note that a job begins; 0: none."""
        _MARK.pack_into(self._map, 0, number, time.monotonic_ns())

    def get(self) -> tuple[int, float]:
        """The job, and for how many seconds it has been run."""
        number, since = _MARK.unpack_from(self._map, 0)
        return number, (time.monotonic_ns() - since) / 1e9 if number else 0.0

    def close(self) -> None:
        """Let go of it."""
        self._map.close()
