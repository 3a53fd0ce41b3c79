"""Work in threads: cut off where it computes, never where it stores, and the thread is there again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from redraft.service.problems import Refused
from redraft.service.work import Claim, GivenUp, Workshop


def in_a_workshop(of: Callable[[Workshop], Any], threads: int = 1, waiting: int = 2) -> Any:
    async def run() -> Any:
        workshop = Workshop(threads, waiting)
        try:
            return await of(workshop)
        finally:
            workshop.close()

    return asyncio.run(run())


def for_ever(claim: Claim) -> None:
    with claim.computing():
        while True:
            pass


def test_what_computes_too_long_is_cut_off_and_the_thread_is_there_again() -> None:
    async def ask(workshop: Workshop) -> int:
        with pytest.raises(Refused) as told:
            await workshop.run(for_ever, 0.05)
        assert told.value.problem.code == "request.timeout"
        return await workshop.run(lambda _: 7, 5)

    assert in_a_workshop(ask) == 7


def test_what_its_caller_calls_off_is_cut_off_as_well() -> None:
    async def ask(workshop: Workshop) -> int:
        asked = asyncio.create_task(workshop.run(for_ever, 60))
        await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        return await workshop.run(lambda _: 7, 5)

    assert in_a_workshop(ask) == 7


def test_what_is_claimed_is_waited_for_and_answered() -> None:
    def stores(claim: Claim) -> str:
        claim()
        time.sleep(0.2)
        return "stored"

    async def ask(workshop: Workshop) -> str:
        return await workshop.run(stores, 0.05)

    assert in_a_workshop(ask) == "stored"


def test_either_it_is_stored_and_told_or_it_is_neither() -> None:
    """Given up at any moment: while it computes, at the claim, while it stores."""
    chance = random.Random(5)
    stored: set[int] = set()

    def work(k: int, steps: int, claim: Claim) -> int:
        with claim.computing():
            sum(range(steps))
        claim()
        for _ in range(3):
            sum(range(steps))
        stored.add(k)
        return k

    async def ask(workshop: Workshop) -> set[int]:
        told: set[int] = set()
        for k in range(150):
            steps = chance.randrange(20_000)
            try:
                told.add(
                    await workshop.run(
                        lambda c, k=k, n=steps: work(k, n, c), chance.random() / 2_000
                    )
                )
            except Refused:
                continue  # too slow
        return told

    told = in_a_workshop(ask)
    assert told == stored and 0 < len(told) < 150


def test_a_cut_comes_while_it_computes_or_not_at_all() -> None:
    claim = Claim()
    with claim.computing():
        pass
    assert claim.give_up()
    sum(range(100_000))  # nothing comes here

    with pytest.raises(GivenUp), claim.computing():
        pytest.fail("it is given up")
    with pytest.raises(GivenUp):
        claim()


def test_more_than_may_wait_are_told_so_at_once() -> None:
    async def ask(workshop: Workshop) -> list[str]:
        asked = [asyncio.create_task(workshop.run(for_ever, 0.2)) for _ in range(5)]
        came = await asyncio.gather(*asked, return_exceptions=True)
        return sorted(one.problem.code for one in came if isinstance(one, Refused))

    assert in_a_workshop(ask) == ["request.busy"] * 2 + ["request.timeout"] * 3
