"""What is counted is bounded, joined without loss, and near enough to what there was."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from redraft.telemetry.digest import ERROR, Digest
from redraft.telemetry.families import RULES, STAGES
from redraft.telemetry.frequent import Frequent
from redraft.telemetry.sums import INTERVAL_S, INTERVALS_KEPT, Sums

TIMES = st.lists(st.floats(1, 2**31, allow_nan=False), min_size=1, max_size=300)


def digest_of(times: list[float]) -> Digest:
    digest = Digest()
    for us in times:
        digest.add(us)
    return digest


@given(TIMES, st.sampled_from([0.01, 0.5, 0.95, 0.99, 1.0]))
def test_a_quantile_is_near_a_time_that_was_there(times: list[float], share: float) -> None:
    exact = next(t for k, t in enumerate(sorted(times), 1) if k >= share * len(times) - 1e-9)

    told = digest_of(times).quantile(share)

    assert abs(told - exact) <= ERROR * exact * 1.0001


@given(TIMES, TIMES)
def test_two_digests_joined_are_the_digest_of_both(one: list[float], other: list[float]) -> None:
    """Y-2."""
    both, joined = digest_of(one + other), digest_of(one)

    joined.join(digest_of(other))

    assert (joined.count, joined.buckets) == (both.count, both.buckets)


@given(TIMES)
def test_what_is_up_to_a_bound_is_counted_exactly(times: list[float]) -> None:
    bounds = range(33)

    assert digest_of(times).up_to(bounds) == [sum(t <= 2**k for t in times) for k in bounds]


def test_a_digest_stays_small_whatever_comes() -> None:
    digest = digest_of([random.Random(7).uniform(0, 10) ** 12 for _ in range(20_000)] + [1e300, 0])

    assert len(digest.buckets) <= 513 and digest.count == 20_002


def test_what_is_said_often_is_kept_among_much_that_is_said_once() -> None:
    rng = random.Random(3)
    said = ["often"] * 300 + ["second"] * 200 + [f"once {k}" for k in range(2_000)]
    rng.shuffle(said)
    exact, frequent = Counter(said), Frequent(room=50)

    for text in said:
        frequent.add(text)

    assert [one.text for one in frequent.most(2)] == ["often", "second"]
    assert len(frequent.kept) == 50
    for text, times, excess in frequent.most(50):
        assert times - excess <= exact[text] <= times


def test_sums_joined_are_those_of_one_that_saw_it_all() -> None:
    """Y-2."""
    one, other, both = Sums(), Sums(), Sums()
    for sums in (one, both):
        sums.count(RULES, "run", by=2)
        sums.time(STAGES, "verify", us=40)
        sums.at(95).edits += 1
    for sums in (other, both):
        sums.count(RULES, "run")
        sums.count(RULES, "skipped")
        sums.time(STAGES, "verify", us=400)
        sums.at(99).applied += 1

    joined = Sums.unpacked(other.packed())
    joined.join(one)

    assert joined == both


def test_only_the_last_hour_is_kept_by_intervals() -> None:
    sums = Sums()

    for second in range(0, 3 * INTERVAL_S * INTERVALS_KEPT, INTERVAL_S):
        sums.at(second).requests += 1

    assert len(sums.intervals) == INTERVALS_KEPT
    assert min(sums.intervals) == 2 * INTERVALS_KEPT
