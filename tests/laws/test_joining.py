"""However clauses are joined, they come to the same as one after another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from tests.test_english import CASES, screen

from redraft import edit

JOINED = yaml.safe_load((CASES / "joined.yaml").read_text("utf-8"))
SAMPLES = 40
#: a share that was reached; what is not right is refused, and never another edit
REACHED = 0.95


def told(chance: random.Random, clauses: list[str]) -> str:
    """The clauses in one text: joined, as a list, counted off, or with a remark."""
    way = chance.choice(("joints", "joints", "joints", "list", "counted", "remark"))
    if way == "list":
        head, mark = chance.choice(JOINED["heads"]), chance.choice(JOINED["marks"])
        numbered = enumerate(clauses, 1)
        lines = [
            mark.replace("1", str(k)).replace("a)", "abcdef"[k - 1] + ")") + c for k, c in numbered
        ]
        return "\n".join([head, *lines] if head else lines)
    if way == "counted":
        first, *middle, last = clauses
        return ". ".join([f"First, {first}", *(f"Then {c}" for c in middle), f"Finally, {last}"])
    if way == "remark":
        k = chance.randrange(len(clauses))
        said = chance.choice((", {}", " ({})", ". {}")).format(chance.choice(JOINED["remarks"]))
        return "; ".join(c + said if i == k else c for i, c in enumerate(clauses))
    text = clauses[0]
    for clause in clauses[1:]:
        text += chance.choice(JOINED["joints"]) + clause
    return text


def samples(given: str) -> Iterator[tuple[list[str], str]]:
    chance = random.Random(f"joining {given}")
    for _ in range(SAMPLES):
        count = chance.randint(2, 5)
        clauses = chance.sample(JOINED["screens"][given], count)
        yield clauses, told(chance, clauses)


def one_after_another(source: bytes, clauses: list[str]) -> dict[str, Any]:
    for clause in clauses:
        done = edit(source, clause)
        assert done.status == "success", (clause, [d.message for d in done.diagnostics])
        source = done.bytes
    return done.blueprint


@pytest.mark.parametrize("given", JOINED["screens"])
def test_joined_clauses_do_what_they_do_one_after_another(given: str) -> None:
    """G-4."""
    source = screen(given)
    right, refused = 0, []
    for clauses, text in samples(given):
        done = edit(source, text)
        if done.status == "success":
            assert done.blueprint == one_after_another(source, clauses), text
            right += 1
        else:
            assert done.document is done.before
            refused.append(text)

    assert right / SAMPLES >= REACHED, refused
