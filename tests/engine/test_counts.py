"""What is not asked for is not made: counted, not timed."""

from __future__ import annotations

import pytest

import redraft
from redraft import reporting
from redraft.select import index as index_room
from redraft.serialize.shelf import DOCUMENTS

PAGE = b'{"components":[{"id":"pay","type":"button","text":"Pay","visual":{"bg_color":"#FFFFFF"}}]}'


def test_the_trace_is_told_when_it_is_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tell = reporting._trace
    monkeypatch.setattr(reporting, "_trace", lambda *a: told.append(1) or tell(*a))

    result = redraft.edit(PAGE, "make the button red")
    _ = (result.bytes, result.changes, result.patch, result.inverse_patch, result.diagnostics)

    assert not told
    assert result.trace == result.trace and len(told) == 1


def test_a_component_that_is_called_by_its_id_is_found_without_a_table_of_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[str] = []
    cut_words = index_room.vocabulary
    monkeypatch.setattr(index_room, "vocabulary", lambda said: cut.append(said) or cut_words(said))
    DOCUMENTS.clear()

    result = redraft.edit(PAGE, "make pay red")

    assert result.ok and result.bytes.count(b"#FF0000") == 1
    assert not cut
