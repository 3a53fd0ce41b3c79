"""What is said most often, of whatever may be said, in a bounded room (Metwally's “space saving”).

When there is no room the least frequent makes place, and who comes gets its count: so a count is
never too low, and too high by at most ``excess``.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

KEPT: Final = 200


class Often(NamedTuple):
    """A text, how often it was said at most, and by how much that may be too high."""

    text: str
    times: int
    excess: int


class Frequent(msgspec.Struct):
    """Counts texts, and keeps those that were said most often.

    >>> said = Frequent(room=2)
    >>> for text in ("a", "a", "b", "c"): said.add(text)
    >>> said.most(5)
    [Often(text='a', times=2, excess=0), Often(text='c', times=2, excess=1)]
    """

    room: int = KEPT
    #: by text: the count and its excess
    kept: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)

    def add(self, text: str) -> None:
        """Count one text."""
        kept = self.kept
        count, excess = kept.get(text, (0, 0))
        if not count and len(kept) >= self.room:
            least = min(kept, key=lambda one: kept[one][0])
            count = excess = kept.pop(least)[0]
        kept[text] = (count + 1, excess)

    def join(self, other: Frequent) -> None:
        """Take along what another heard."""
        for text, (count, excess) in other.kept.items():
            mine = self.kept.get(text, (0, 0))
            self.kept[text] = (mine[0] + count, mine[1] + excess)
        self.kept = {one.text: (one.times, one.excess) for one in self.most(self.room)}

    def most(self, count: int) -> list[Often]:
        """So many of the texts, the most frequent first."""
        found = [Often(text, *counts) for text, counts in self.kept.items()]
        return sorted(found, key=lambda one: (-one.times, one.text))[:count]
