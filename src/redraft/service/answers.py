"""Answers as values, so that one can be kept under an idempotency key and given again.

May import: nothing of Redraft.
"""

from __future__ import annotations

import gzip
from typing import Any, Final

import msgspec

JSON: Final = "application/json"
_COMPRESSED_MIN: Final = 1_024
_COMPRESSION: Final = 4
_DENSE: Final = ("image/png",)


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """A status, headers and a body."""

    status: int
    headers: dict[str, str]
    body: bytes
    media_type: str = JSON

    def compressed(self) -> Answer:
        """The same for who takes gzip, where that makes it shorter."""
        if len(self.body) < _COMPRESSED_MIN or self.media_type in _DENSE:
            return self
        shorter = gzip.compress(self.body, _COMPRESSION, mtime=0)
        headers = {**self.headers, "Content-Encoding": "gzip"}
        return msgspec.structs.replace(self, body=shorter, headers=headers)

    def packed(self) -> bytes:
        """The answer as bytes."""
        return _ENCODER.encode(self)

    @classmethod
    def unpacked(cls, given: bytes) -> Answer:
        """The answer that was packed."""
        return _DECODER.decode(given)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Answer)


def told(value: Any, status: int = 200, **headers: str) -> Answer:
    """An answer that is a value as JSON.

    >>> told({"ok": True}, ETag='"1"').headers
    {'ETag': '"1"'}
    """
    named = {name.replace("_", "-"): said for name, said in headers.items()}
    return Answer(status, named, msgspec.json.encode(value))


def tag(revision: int) -> str:
    """The entity tag of a revision; its number means the same document for ever."""
    return f'"{revision}"'
