"""Calls timed one by one, the sides of a comparison turn by turn.

A machine is noisy, and what disturbs it disturbs both sides alike when they alternate; so
what is compared are medians of one run. The collector of garbage stays on, as it is for
everybody; what was there before is frozen first, so that nobody pays for the tests' own heap.

May import: nothing of Redraft.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from time import perf_counter_ns
from typing import Any, Final, NamedTuple

import msgspec

_YARD: Final = 20_000
_YARDS: Final = 15


class Spread(msgspec.Struct, frozen=True):
    """Microseconds of single calls: the middle, the ends that few go over, and how many there were."""

    p50: float
    p95: float
    p99: float
    least: float
    calls: int

    @classmethod
    def of(cls, times_ns: Sequence[int]) -> Spread:
        """The spread of some calls.

        >>> Spread.of([1000, 3000, 2000]).p50
        2.0
        """
        ordered = sorted(times_ns)
        last = len(ordered) - 1

        def at(share: float) -> float:
            return ordered[min(last, int(len(ordered) * share))] / 1000

        return cls(
            round(median(ordered) / 1000, 3), at(0.95), at(0.99), ordered[0] / 1000, len(ordered)
        )


def _count(i: int) -> int:
    return i


class Side(NamedTuple):
    """One side of a comparison: ``call`` is timed, on what ``ready`` made of the number of the call."""

    call: Callable[[Any], object]
    ready: Callable[[int], Any] = _count
    #: calls in each round
    times: int = 1


def interleaved(sides: Sequence[Side], rounds: int, warm: int = 1) -> list[list[int]]:
    """The nanoseconds of every call of each side, which take turns.

    >>> [len(times) for times in interleaved([Side(str), Side(repr, times=3)], rounds=2)]
    [2, 6]
    """
    times: list[list[int]] = [[] for _ in sides]
    for turn in range(-warm, rounds):
        for side, noted in zip(sides, times, strict=True):
            for k in range(side.times):
                given = side.ready(max(turn, 0) * side.times + k)
                began = perf_counter_ns()
                side.call(given)
                spent = perf_counter_ns() - began
                if turn >= 0:
                    noted.append(spent)
    return times


def spreads(sides: Sequence[Side], rounds: int, warm: int = 1) -> list[Spread]:
    """The spread of each side's calls."""
    with settled():
        return [Spread.of(times) for times in interleaved(sides, rounds, warm)]


@contextmanager
def settled() -> Iterator[None]:
    """Meanwhile what is there already is no garbage to look for."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def yardstick_us() -> float:
    """Microseconds that plain arithmetic takes here: what makes two machines, or two days, comparable."""

    def plain() -> int:
        total = 0
        for k in range(_YARD):
            total += k & 7
        return total

    return Spread.of(interleaved([Side(lambda _: plain())], _YARDS)[0]).p50
