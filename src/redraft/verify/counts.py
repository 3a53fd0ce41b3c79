"""What a check looked at, and what it could leave out: for tests and benchmarks.

Nobody counts unless asked to; `counting` is what asks.

May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


@dataclass(slots=True)
class Counts:
    """Counts of one or several checks.

    ``components`` were held against rules of their own fields: ``rules`` were run, ``skipped``
    were not because they read nothing that was changed. ``texts`` were held against what is
    behind them, ``pairs`` of siblings against one another.
    """

    checks: int = 0
    components: int = 0
    rules: int = 0
    skipped: int = 0
    texts: int = 0
    pairs: int = 0


_COUNTS: Final[ContextVar[Counts | None]] = ContextVar("redraft_counts", default=None)


@contextmanager
def counting() -> Iterator[Counts]:
    """Count what is checked meanwhile, in this thread or task.

    >>> with counting() as counts:
    ...     pass
    >>> counts
    Counts(checks=0, components=0, rules=0, skipped=0, texts=0, pairs=0)
    """
    counts = Counts()
    token = _COUNTS.set(counts)
    try:
        yield counts
    finally:
        _COUNTS.reset(token)


def counted() -> Counts | None:
    """The counts that are being kept, if anyone looks."""
    return _COUNTS.get()
