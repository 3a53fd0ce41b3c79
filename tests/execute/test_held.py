"""What a history holds is bounded, and what it says of itself is so."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest

from redraft import Editor
from redraft.document.blueprint import Document
from redraft.execute.held import bytes_held
from redraft.execute.history import History
from redraft.execute.transaction import Transaction
from redraft.plan.draft import Write


def page(count: int) -> dict[str, Any]:
    return {
        "components": [
            {"id": f"c{k}", "type": "card", "text": f"card {k}", "bbox": [0, 60 * k, 90, 50]}
            for k in range(count)
        ]
    }


def written(document: Document, i: int, value: Any) -> Document:
    transaction = Transaction(document)
    transaction.apply(1, [Write(i, "text", value)])
    return transaction.document


def test_the_oldest_edits_are_let_go_when_they_hold_too_much() -> None:
    """H-2."""
    document = Document.of(page(3))
    history = History[int](document, bytes_max=50_000)

    for k in range(20):
        history.push(written(history.document, k % 3, f"{k}" * 5_000), k)

    assert history.bytes <= 50_000
    assert [e.note for e in history.entries] == list(range(20 - len(history.entries), 20))
    assert 2 <= len(history.entries) <= 10


def test_the_newest_edit_can_be_undone_however_large_it_is() -> None:
    """H-2."""
    document = Document.of(page(3))
    history = History[str](document, bytes_max=1)

    history.push(written(document, 0, "x" * 100_000), "large")
    history.push(written(history.document, 1, "y" * 100_000), "larger")

    assert [e.note for e in history.entries] == ["larger"]
    assert history.undo() is not None
    assert history.undo() is None


def test_what_was_taken_back_counts_until_it_is_forgotten() -> None:
    history = History[int](Document.of(page(3)))
    for k in range(4):
        history.push(written(history.document, 0, f"said {k}"), k)
    all_held = history.bytes

    history.undo()
    history.undo()
    assert history.bytes == all_held

    history.push(written(history.document, 1, "other"), 9)
    assert history.bytes == sum(e.bytes for e in history.entries)


def test_a_change_of_structure_holds_all_components() -> None:
    small, large = Document.of(page(10)), Document.of(page(1_000))

    few = bytes_held(small, small.restructured(page(10)["components"]))
    many = bytes_held(large, large.restructured(page(1_000)["components"]))

    assert 50 < many / few < 100


@pytest.mark.parametrize("count", [20, 10_000])
def test_what_a_history_says_it_holds_is_about_what_it_holds(count: int) -> None:
    """M-1."""
    document = Document.of(page(count))
    history = History[int](document)
    for k in range(20):  # whatever is made once
        history.push(written(history.document, k, f"first {k}"), k)
    gc.collect()
    tracemalloc.start()
    try:
        before, said = tracemalloc.get_traced_memory()[0], history.bytes
        for k in range(200):
            history.push(written(history.document, k % count, f"said {k}" * 40), k)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()

    said = history.bytes - said
    assert grown / 2 < said < grown * 6  # what is encoded later is counted too


def test_an_editor_is_told_how_much_to_hold() -> None:
    editor = Editor(page(20), history_bytes_max=40_000)

    for k in range(60):
        assert editor.edit(f"change the text of c{k % 20} to 'said {k}'").ok

    assert 1 <= len(editor.history) < 40


@pytest.mark.parametrize("count", [20, 5_000])
def test_a_hundred_rollbacks_leave_the_same_object(count: int) -> None:
    """T-1, H-1: what fails halfway, again and again, and what is undone and done again."""
    editor = Editor(page(count))
    came = editor.document

    for k in range(110):
        failed = editor.edit(f"make c{k % 20} red, then set the opacity of c1 to red")
        assert failed.rollback_triggered or failed.status in ("rejected", "failed")
        assert editor.document is came

    for k in range(30):
        assert editor.edit(f"make c{k % 20} {'red' if k % 40 < 20 else 'blue'}").ok
    last = editor.document
    while editor.undo():
        pass
    assert editor.document is came
    while editor.redo():
        pass
    assert editor.document is last
