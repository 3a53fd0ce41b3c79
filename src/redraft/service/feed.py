"""Who waits for news of a document is woken when this process stores some.

What other processes store is found by looking now and then; the store is what is told from, so
nobody misses a revision and nobody is told one twice, whoever stored it.

May import: nothing of Redraft.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final


class Feed:
    """Wakes those who wait, in the thread of the event loop."""

    def __init__(self, streams_max: int) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._most: Final = streams_max
        self._open = 0
        self.is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether as many listen as may."""
        return self._open >= self._most

    @contextmanager
    def listening(self, document: str) -> Iterator[asyncio.Event]:
        """An event that is set when there is news of a document."""
        news = asyncio.Event()
        self._open += 1
        self._waiting[document].add(news)
        try:
            yield news
        finally:
            self._open -= 1
            self._waiting[document].discard(news)
            if not self._waiting[document]:
                del self._waiting[document]

    def tell(self, document: str) -> None:
        """Wake those who wait for news of a document."""
        for news in self._waiting.get(document, ()):
            news.set()

    def close(self) -> None:
        """Wake everybody: the service ends."""
        self.is_closed = True
        for waiting in self._waiting.values():
            for news in waiting:
                news.set()
