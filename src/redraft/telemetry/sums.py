"""All that one process counted and timed; what several did is joined by adding.

    Y-2  joined counts and times are those of one process that had seen it all, in any order

May import: telemetry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from redraft.telemetry.digest import Digest
from redraft.telemetry.families import Family
from redraft.telemetry.frequent import Frequent

#: seconds of an interval, and how many of them are kept: an hour
INTERVAL_S: Final = 10
INTERVALS_KEPT: Final = 360


class Interval(msgspec.Struct, array_like=True):
    """What happened in ten seconds: requests and those that were faults of ours, edits, what they took."""

    requests: int = 0
    faults: int = 0
    edits: int = 0
    applied: int = 0
    time: Digest = msgspec.field(default_factory=Digest)

    def join(self, other: Interval) -> None:
        """Take the numbers of another along."""
        self.requests += other.requests
        self.faults += other.faults
        self.edits += other.edits
        self.applied += other.applied
        self.time.join(other.time)


class Sums(msgspec.Struct):
    """Counts and times by family and labels, the last hour by intervals, and what was said often.

    >>> from redraft.telemetry.families import RULES
    >>> sums = Sums()
    >>> sums.count(RULES, "run", by=3)
    >>> list(sums.of(RULES))
    [(('run',), 3)]
    """

    counts: dict[tuple[str, ...], int | float] = msgspec.field(default_factory=dict)
    times: dict[tuple[str, ...], Digest] = msgspec.field(default_factory=dict)
    #: by the number of the interval since 1970
    intervals: dict[int, Interval] = msgspec.field(default_factory=dict)
    #: commands that failed, and words that the language does not know, as normalised
    commands: Frequent = msgspec.field(default_factory=Frequent)
    words: Frequent = msgspec.field(default_factory=Frequent)

    def count(self, family: Family, *labels: str, by: float = 1) -> None:
        """Count so many."""
        key = (family.name, *labels)
        counts = self.counts
        counts[key] = counts.get(key, 0) + by

    def time(self, family: Family, *labels: str, us: float) -> None:
        """Count a time."""
        key = (family.name, *labels)
        digest = self.times.get(key)
        if digest is None:
            digest = self.times[key] = Digest()
        digest.add(us)

    def at(self, second: float) -> Interval:
        """The interval of a time; there are only so many."""
        number = int(second // INTERVAL_S)
        found = self.intervals.get(number)
        if found is None:
            found = self.intervals[number] = Interval()
            self._let_go()
        return found

    def of(self, family: Family) -> Iterator[tuple[tuple[str, ...], float]]:
        """The counts of a family with their labels, in order."""
        for key in sorted(key for key in self.counts if key[0] == family.name):
            yield key[1:], self.counts[key]

    def times_of(self, family: Family) -> Iterator[tuple[tuple[str, ...], Digest]]:
        """The times of a family with their labels, in order."""
        for key in sorted(key for key in self.times if key[0] == family.name):
            yield key[1:], self.times[key]

    def join(self, other: Sums) -> None:
        """Take the numbers of another along."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        for key, digest in other.times.items():
            self.times.setdefault(key, Digest()).join(digest)
        for number, interval in other.intervals.items():
            self.intervals.setdefault(number, Interval()).join(interval)
        self._let_go()
        self.commands.join(other.commands)
        self.words.join(other.words)

    def _let_go(self) -> None:
        for number in sorted(self.intervals)[:-INTERVALS_KEPT]:
            del self.intervals[number]

    def packed(self) -> bytes:
        """The sums as bytes."""
        return _ENCODER.encode(self)

    @classmethod
    def unpacked(cls, given: bytes) -> Sums:
        """The sums that were packed. Raises msgspec.DecodeError."""
        return _DECODER.decode(given)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Sums)
