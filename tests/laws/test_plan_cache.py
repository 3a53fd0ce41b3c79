"""C-1: a plan that is kept is the plan that reading gives, in every byte, whoever asks and when."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft import Editor, PlanCache, edit
from redraft import plans as plans_room
from redraft.decompose import Reading, read
from redraft.decompose.continuing import Said
from redraft.language import english, using
from redraft.plans import PLANS, PLANS_MAX

from .screens import command, screen, seeds

#: what people would call the same, and what is not the same in every byte
ALIKE = (
    "make the header red",
    "Make the header red",
    "make the header red ",
    " make the header red",
    "make  the header red",
    "make the header\u00a0red",
    "make the Header red",
    "MAKE THE HEADER RED",
    "make the header red.",
    "make the header “a  b”",
    "make the header “a b”",
    "make the header “A b”",
    "make the hëader red",
    "make the he\u0308ader red",
    "make the heder red",
)


def said_by(reading: Reading) -> bytes:
    return msgspec.json.encode(reading, order="deterministic")


@settings(max_examples=60)
@given(seeds, st.integers(0, 4), st.lists(st.integers(0, 6), min_size=1, max_size=14))
def test_a_hit_is_a_miss_in_every_byte(seed: int, size_max: int, order: list[int]) -> None:
    """C-1: with any size, in any order, on any document: whole results."""
    documents = [screen(seed), screen(seed + 1)]
    plans = PlanCache(size_max)

    for k in order:
        source = documents[k % 2]
        said = command(seed + k, source)
        warm = edit(source, said, plans=plans).to_json(timings=False)

        assert warm == edit(source, said, plans=PlanCache(0)).to_json(timings=False), said


@given(
    st.integers(0, 4),
    st.lists(
        st.tuples(
            st.sampled_from(ALIKE),
            st.sampled_from((frozenset(), frozenset({"heder"}), None)),
            st.sampled_from((frozenset(), frozenset({("header", "name")}))),
        ),
        max_size=30,
    ),
)
def test_it_keeps_what_was_asked_for_last_and_counts_it(
    size_max: int, asked: list[tuple[str, frozenset[str] | None, frozenset[tuple[str, str]]]]
) -> None:
    """C-1: held against the plainest list of what was asked for."""
    plans = PlanCache(size_max)
    kept: OrderedDict[object, None] = OrderedDict()
    hits = evictions = 0

    for key in asked:
        said, keep, names = key
        hits += key in kept
        kept.pop(key, None)
        kept[key] = None
        while len(kept) > size_max:
            kept.popitem(last=False)
            evictions += size_max > 0
        reading = plans(said, keep, names)

        assert said_by(reading) == said_by(read(said, keep=keep, names=names))
        assert plans.counts.size == len(kept)

    assert plans.counts == (hits, len(asked) - hits, evictions, len(kept), size_max)


def test_what_reads_alike_is_not_taken_for_the_same() -> None:
    """C-1, R-2: spans and quotations are those of the command as it was typed."""
    plans = PlanCache()

    for said in (*ALIKE, *ALIKE):
        reading = plans(said)
        assert reading.text == said
        assert said_by(reading) == said_by(read(said))

    assert plans.counts.hits == len(ALIKE)


def test_a_text_of_another_class_is_the_plain_one() -> None:
    plans = PlanCache()

    reading = plans(Said("make the header red", done=False))

    assert type(reading.text) is str
    assert plans("make the header red") is reading


def test_each_language_has_its_own_plans() -> None:
    plans = PlanCache()
    known = plans("vanish the header")

    with using(english().with_words("[verb]\nhide: vanish")):
        assert plans("vanish the header") != known

    assert plans("vanish the header") is known


@pytest.mark.parametrize("size_max", [0, 1, 3, 100])
def test_threads_share_a_cache(size_max: int) -> None:
    """C-1: each thread gets what reading gives, and no question goes uncounted."""
    threads, rounds = 8, 60
    plans = PlanCache(size_max)
    fresh = {said: said_by(read(said)) for said in ALIKE[:6]}
    start = Barrier(threads)

    def ask(offset: int) -> bool:
        start.wait()
        told = [ALIKE[(offset + k) % 6] for k in range(rounds)]
        return all(said_by(plans(said)) == fresh[said] for said in told)

    with ThreadPoolExecutor(threads) as pool:
        assert all(pool.map(ask, range(threads)))

    counts = plans.counts
    assert counts.hits + counts.misses == threads * rounds
    assert counts.size == min(size_max, 6)
    assert counts.misses - counts.evictions >= counts.size


def test_editors_in_threads_give_what_one_alone_gives() -> None:
    """C-1: with one small cache between them."""
    source = screen(7)
    said = [command(k, source) for k in range(8)]
    plans = PlanCache(3)

    def session(_: int) -> list[bytes]:
        editor = Editor(source, plans=plans)
        return [editor.edit(one).to_json(timings=False) for one in said]

    alone = Editor(source, plans=PlanCache(0))
    expected = [alone.edit(one).to_json(timings=False) for one in said]
    with ThreadPoolExecutor(4) as pool:
        assert all(came == expected for came in pool.map(session, range(4)))


def test_an_edit_seen_before_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of a conversation too are looked up where "it" is asked for."""
    plans = PlanCache()
    editor = Editor(screen(7), plans=plans)
    said = [command(k, screen(7)) for k in range(6)]
    for one in said:
        editor.edit(one)
    monkeypatch.setattr(plans_room, "read", None)

    again = Editor(screen(7), plans=plans)
    for one in said:
        again.edit(one)

    assert plans.counts.hits


def test_who_brings_no_cache_shares_one() -> None:
    PLANS.clear()
    first, second = Editor(screen(7)), Editor(screen(7))

    first.edit("hide the header")
    second.edit("hide the header")

    assert first.plans is second.plans is PLANS
    assert PLANS.counts == (1, 1, 0, 1, PLANS_MAX)


def test_a_cache_of_ones_own_leaves_the_other_alone() -> None:
    PLANS.clear()

    editor = Editor(screen(7), plans=PlanCache(2))
    for said in ("hide the header", "show the header", "hide the header", "a bit more", "undo"):
        editor.edit(said).to_json()

    assert PLANS.counts == (0, 0, 0, 0, PLANS_MAX)


def test_a_size_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        PlanCache(-1)
