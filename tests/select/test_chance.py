"""What evidence is worth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.select.chance import chance, of_edit, of_selection, weights

shares = st.floats(0, 1)
counts = st.integers(0, 60)


@pytest.mark.parametrize("kind", ["edit", "select"])
def test_what_speaks_against_a_result_only_takes_away(kind: Any) -> None:
    """K-1."""
    worth = dict(weights(kind))
    base = worth.pop("base")

    assert base > 0
    assert all(each <= 0 for each in worth.values())


@given(shares, counts, counts, counts)
def test_every_edit_that_is_run_may_well_be_right(
    sure: float, slips: int, steps: int, words: int
) -> None:
    said = chance("edit", of_edit(sure=sure, slips=slips, steps=steps, words=words))

    assert 0.6 <= said < 1


@given(shares, shares, shares, st.booleans())
def test_a_nearer_rival_makes_a_choice_less_sure(
    weight: float, first: float, second: float, placed: bool
) -> None:
    """K-1."""
    near, far = max(first, second), min(first, second)

    by_near = chance("select", of_selection(weight, [near], placed=placed))
    by_far = chance("select", of_selection(weight, [far], placed=placed))

    assert by_near <= by_far
