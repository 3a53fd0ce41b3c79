"""Whom the work that is done now is for: a request, its id, who makes it.

It goes along wherever the work goes, into threads too; what is told of the work is told with it.

May import: nothing of Redraft.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_ID: Final = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


class Visit:
    """One request; ``token`` is the id of a token, never the token."""

    __slots__ = (
        "computed", "id", "is_traced", "method", "name", "route", "status", "token", "trace"
    )  # fmt: skip

    def __init__(self, id: str = "", method: str = "", route: str = "") -> None:  # noqa: A002
        self.id = id
        self.method = method
        self.route = route
        self.name = ""
        self.token = ""
        self.status = 0
        #: the id of its trace, if it has one; whether there is more to come of that
        self.trace = ""
        self.is_traced = True
        #: the span of what was computed last, and when it began
        self.computed: object = None


_VISIT: Final[ContextVar[Visit | None]] = ContextVar("redraft_visit", default=None)


def visit() -> Visit:
    """The request that work is done for; one of nobody's where there is none."""
    return _VISIT.get() or Visit()


@contextmanager
def visiting(asked: Visit) -> Iterator[Visit]:
    """Work for a request meanwhile."""
    token = _VISIT.set(asked)
    try:
        yield asked
    finally:
        _VISIT.reset(token)


def request_id(said: str | None) -> str:
    """The id that a request came with, if it can be one; else a new one.

    >>> request_id("a-1"), len(request_id("no\\nid"))
    ('a-1', 32)
    """
    return said if said is not None and _ID.fullmatch(said) else secrets.token_hex(16)
