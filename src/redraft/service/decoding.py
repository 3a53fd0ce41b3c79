"""JSON as a value of a type, or why it is none.

May import: service.problems.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from redraft.service.problems import unread

T = TypeVar("T")


def decoded(body: bytes, kind: type[T]) -> T:
    """Bytes of JSON as a value of a kind. Raises Refused.

    >>> decoded(b'["a"]', list[str])
    ['a']
    """
    try:
        found: T = _decoder(cast("Hashable", kind)).decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise unread(error) from None
    return found


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("Any", kind))
