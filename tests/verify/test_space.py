"""What lies where: the grid, the list of boxes, and what is carried from version to version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document import space as spaces
from redraft.document.blueprint import Component, Document
from redraft.document.space import Space, carry, extent_of, space

from .documents import counts, edited, seeds, tree

places = st.lists(
    st.tuples(st.integers(-30, 200), st.integers(-30, 200), st.integers(0, 300)), max_size=8
)


def answers(kept: Space, asked: list[tuple[int, int, int]]) -> list[list[int]]:
    return [kept.at(x, y) for x, y, _ in asked] + [
        kept.near((x, y, x + size, y + size / 2)) for x, y, size in asked
    ]


@given(seeds, counts, places)
def test_a_grid_answers_like_a_list_of_boxes(seed, count, asked):
    """O-1."""
    document = Document.of(tree(seed, count))
    listed, grid = Space.of(document), Space.of(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spaces, "SMALL", 0)
        grid.settle()
        patch.setattr(spaces, "SCANS_MAX", 1 << 30)

        assert answers(grid, asked) == answers(listed, asked)


@pytest.mark.parametrize("small", [0, 1 << 30], ids=["grid", "list"])
def test_a_carried_space_answers_like_a_fresh_one(small, monkeypatch):
    """O-2."""
    monkeypatch.setattr(spaces, "SMALL", small)
    monkeypatch.setattr(spaces, "SCANS_MAX", 1 << 30)

    @given(seeds, counts, st.lists(seeds, max_size=8), places)
    def holds(seed, count, edits, asked):
        document = Document.of(tree(seed, count))
        space(document).settle()
        for edit in edits:
            after, touched = edited(document, edit)
            carry(document, after, touched)
            document = after

        assert answers(space(document), asked) == answers(Space.of(document), asked)

    holds()


def test_moving_away_and_back_leaves_one_trace(monkeypatch):
    """O-2."""
    monkeypatch.setattr(spaces, "SMALL", 0)
    here = {"id": "a", "type": "card", "bbox": [0, 0, 10, 10]}
    there = {**here, "bbox": [500, 500, 10, 10]}
    document = Document.of({"components": [here]})
    space(document).settle()

    for fields in (there, here, there, here):
        after = document.replace({0: Component(fields)})
        carry(document, after, [0])
        document = after

    assert space(document).at(5, 5) == [0]
    assert space(document).at(505, 505) == []
    assert extent_of(document.at(0)) == (0, 0, 10, 10)
