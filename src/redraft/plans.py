"""Plans that were read before, kept by what they were read from.

What a command says depends on its words, on the phrases of it that are names in the document,
on the words that are no slips, and on the language (`decompose`). These four are the key, so
two documents share a plan exactly where they would be read alike.

    C-1  what is kept is what reading gives, in every byte

The words are compared as they were typed, and that is all the normalising there is: only a
`str` of another class is taken as the plain one. A reading quotes its command and counts its
characters, so nothing that a reader would call the same is so in every byte: in “Make it red ”
the last clause and the whole have other ends than in “make it red”, a capital tells a name
from a word, two spaces in quotes are two spaces in a text.

May import: decompose, language.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final, NamedTuple

from redraft.decompose import NO_NAMES, Names, Reading, read
from redraft.language import Language, current

#: plans that are kept where nothing else is said
PLANS_MAX: Final = 100
NOTHING_KEPT: Final[frozenset[str]] = frozenset()

_Key = tuple[Language, str, frozenset[str] | None, Names]


class Counts(NamedTuple):
    """What came of asking a cache so far, how many plans it holds, and how many it may hold."""

    hits: int
    misses: int
    evictions: int
    size: int
    size_max: int


class PlanCache:
    """Reads commands, and keeps what it read last; ``size_max`` 0 keeps nothing.

    Call it as `decompose.read` is called. It may be shared by sessions and threads: a plan is
    never changed, and of two threads that read the same words at once both get the same one.

    >>> plans = PlanCache(size_max=1)
    >>> plans("make the header red") is plans("make the header red")
    True
    >>> plans("hide the footer").text, plans.counts
    ('hide the footer', Counts(hits=1, misses=2, evictions=1, size=1, size_max=1))
    """

    __slots__ = ("_evictions", "_hits", "_kept", "_lock", "_misses", "_size_max")

    def __init__(self, size_max: int = PLANS_MAX) -> None:
        if size_max < 0:
            raise ValueError(f"a cache cannot hold {size_max} plans")
        self._lock = Lock()
        #: the one that was asked for last is the last
        self._kept: OrderedDict[_Key, Reading] = OrderedDict()
        self._size_max = size_max
        self._hits = self._misses = self._evictions = 0

    def __call__(
        self,
        command: str,
        keep: frozenset[str] | None = NOTHING_KEPT,
        names: Names = NO_NAMES,
    ) -> Reading:
        """Return the reading of a command, with its plan; see `decompose.read`."""
        if type(command) is not str:
            command = str(command)
        key = (current(), command, keep, names)
        kept = self._kept
        with self._lock:
            reading = kept.get(key)
            if reading is not None:
                kept.move_to_end(key)
                self._hits += 1
                return reading
            self._misses += 1
        # read while others may ask: it takes a thousand times as long
        reading = read(command, keep=keep, names=names)
        if self._size_max:
            with self._lock:
                reading = kept.setdefault(key, reading)
                while len(kept) > self._size_max:
                    kept.popitem(last=False)
                    self._evictions += 1
        return reading

    @property
    def counts(self) -> Counts:
        """Hits, misses, evictions, and how full it is, all of one moment."""
        with self._lock:
            return Counts(
                self._hits, self._misses, self._evictions, len(self._kept), self._size_max
            )

    def clear(self) -> None:
        """Forget all plans, and begin to count anew."""
        with self._lock:
            self._kept.clear()
            self._hits = self._misses = self._evictions = 0


#: the cache of all who bring none of their own
PLANS: Final = PlanCache()
