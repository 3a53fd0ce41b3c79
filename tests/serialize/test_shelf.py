"""Documents that are kept by their bytes are those that reading gives, and never too many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redraft
from redraft.diagnostics import DocumentError
from redraft.document.blueprint import Limits
from redraft.serialize import read, write
from redraft.serialize.shelf import DOCUMENTS, Shelf


def page(n: int, text: str = "Pay") -> bytes:
    return b'{"components":[{"id":"a","type":"button","text":"%s","n":%d}]}' % (text.encode(), n)


def test_the_same_bytes_are_read_once() -> None:
    shelf = Shelf()

    first = shelf(page(1))

    assert shelf(bytes(bytearray(page(1)))) is first is shelf(page(1).decode())
    assert shelf.counts[:4] == (2, 1, 0, 1)


def test_what_may_be_less_is_read_again() -> None:
    """A document that was taken under one limit is none under another."""
    shelf = Shelf()
    shelf(page(1))

    with pytest.raises(DocumentError):
        shelf(page(1), Limits(components_max=0))


def test_what_is_refused_is_not_kept() -> None:
    shelf = Shelf()

    for _ in range(2):
        with pytest.raises(DocumentError):
            shelf(b'{"components": [{}]}')

    assert shelf.counts[:4] == (0, 2, 0, 0)


@pytest.mark.parametrize("source", [{"components": []}, bytearray(page(1)), read(page(1))])
def test_what_is_not_plain_bytes_or_text_is_read_as_ever(source: Any) -> None:
    shelf = Shelf()

    assert write(shelf(source)) == write(read(source))
    assert shelf.counts.misses == 0


def test_text_that_has_no_bytes_is_refused_as_ever() -> None:
    with pytest.raises(DocumentError) as caught:
        Shelf()('{"components": "\ud800"}')

    assert "surrogate" in caught.value.diagnostic.message


@given(st.lists(st.integers(0, 6)), st.integers(0, 3), st.integers(0, 250))
def test_a_shelf_holds_no_more_than_it_may(
    asked: list[int], entries_max: int, bytes_max: int
) -> None:
    """C-1."""
    shelf = Shelf(entries_max, bytes_max)

    for n in asked:
        assert write(shelf(page(n, "x" * n))) == page(n, "x" * n)
        counts = shelf.counts
        assert counts.size <= entries_max and counts.bytes <= bytes_max

    assert shelf.counts.hits + shelf.counts.misses <= len(asked)


def test_a_shelf_that_holds_none_reads_every_time() -> None:
    shelf = Shelf()
    shelf(page(1))

    shelf.hold(0)

    assert shelf(page(1)) is not shelf(page(1))
    assert shelf.counts[3:5] == (0, 0)


def test_threads_share_a_shelf() -> None:
    shelf = Shelf(entries_max=3)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: (n % 5, write(shelf(page(n % 5)))), range(400)))

    assert all(written == page(n) for n, written in found)
    counts = shelf.counts
    assert counts.hits + counts.misses == 400 and counts.size == 3


@given(
    st.lists(st.sampled_from(["make pay red", "hide pay", "say Buy on pay", "undo"]), max_size=4)
)
def test_an_edit_of_kept_bytes_is_the_edit_of_read_ones(commands: list[str]) -> None:
    """C-1, D-1: nothing that came of one edit shows in the next."""
    DOCUMENTS.clear()

    for command in commands:
        kept = redraft.edit(page(1), command).to_json(timings=False)
        assert kept == redraft.edit(read(page(1)), command).to_json(timings=False)

    assert DOCUMENTS.counts.misses == min(1, len(commands))
