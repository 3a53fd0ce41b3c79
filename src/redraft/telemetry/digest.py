"""How long things took, as counts in buckets: bounded, and joined without loss.

A bucket is a sixteenth of a doubling, so whatever is told of the times, a quantile too, is
within 2.2 % of a time that was there (`ERROR`). What several processes counted is joined by adding.

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log2
from typing import Final

import msgspec

#: buckets a doubling
_STEPS: Final = 16
#: doublings of a microsecond that are told apart: an hour and more
_DOUBLINGS: Final = 32
_LAST: Final = _STEPS * _DOUBLINGS
#: how far a quantile may be from a time that was there, as a share of it
ERROR: Final = 2 ** (1 / (2 * _STEPS)) - 1


class Digest(msgspec.Struct):
    """Times in microseconds; at most 513 numbers, however many they were.

    >>> digest = Digest()
    >>> for us in range(1, 1001): digest.add(us)
    >>> digest.count, round(digest.quantile(0.5)), round(digest.quantile(0.99))
    (1000, 501, 1002)
    """

    count: int = 0
    total: float = 0.0
    #: how many there were in each bucket; 16 k ends at 2 ** k µs, 0 at one
    buckets: dict[int, int] = msgspec.field(default_factory=dict)

    def add(self, us: float) -> None:
        """Count one time."""
        self.count += 1
        self.total += us
        at = 0 if us <= 1 else min(ceil(_STEPS * log2(us)), _LAST)
        buckets = self.buckets
        buckets[at] = buckets.get(at, 0) + 1

    def join(self, other: Digest) -> None:
        """Take the times of another along."""
        self.count += other.count
        self.total += other.total
        for at, count in other.buckets.items():
            self.buckets[at] = self.buckets.get(at, 0) + count

    def quantile(self, share: float) -> float:
        """The time that so large a share of the times is not above; 0.0 where there are none."""
        return self.quantiles((share,))[0]

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """The times that such shares of the times are not above, for an ascending list of shares."""
        found: list[float] = []
        so_far = 0
        for at in sorted(self.buckets):
            so_far += self.buckets[at]
            while len(found) < len(shares) and shares[len(found)] * self.count <= so_far:
                found.append(_middle(at))
            if len(found) == len(shares):
                break
        return found + [0.0] * (len(shares) - len(found))

    def up_to(self, doublings: Sequence[int]) -> list[int]:
        """How many of the times are at most 2 ** k µs, for each k of an ascending list."""
        found, so_far = [], 0
        ends = iter(sorted(self.buckets))
        at = next(ends, None)
        for k in doublings:
            while at is not None and at <= _STEPS * k:
                so_far += self.buckets[at]
                at = next(ends, None)
            found.append(so_far)
        return found


def _middle(at: int) -> float:
    """The time in the middle of a bucket: as far, in proportion, from either end."""
    return float(2 ** ((at - 0.5) / _STEPS)) if at else 1.0
