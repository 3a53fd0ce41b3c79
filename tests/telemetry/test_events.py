"""What is told of an edit: codes, counts and places, never words; nothing where nobody listens."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from redraft import Editor, edit, engine
from redraft import editor as editor_room
from redraft.telemetry import (
    Corrected,
    Counts,
    EditDone,
    Event,
    Failed,
    Recovered,
    Suggested,
    telling,
)

SHOP = Path(__file__).parents[1] / "cases" / "shop.json"


def test_an_edit_that_is_applied_is_done_and_nothing_more() -> None:
    heard: list[Event] = []

    result = edit(SHOP, "make the header taller", events=heard.append)

    assert heard == [EditDone("success", tuple(dict.fromkeys(d.code for d in result.diagnostics)))]


def test_a_refusal_is_told_with_its_first_code_and_suggestions_when_they_are_made() -> None:
    heard: list[Event] = []

    result = edit(SHOP, "make the button red", events=heard.append)

    assert heard == [EditDone("rejected", ("target.ambiguous",)), Failed("target.ambiguous")]
    offered = result.diagnostics[0].suggestions
    assert heard[2:] == [Suggested("target.ambiguous", len(offered))]
    assert result.diagnostics[0].suggestions == offered and len(heard) == 3


def test_a_correction_that_is_applied_is_a_recovery() -> None:
    heard: list[Event] = []

    result = edit(SHOP, "make the share buttn blu", events=heard.append)

    assert {event for event in heard if isinstance(event, Corrected)} == {
        Corrected(d.code, d.span) for d in result.diagnostics if d.code == "spelling.corrected"
    }
    assert [event for event in heard if isinstance(event, Recovered)] == [
        Recovered("spelling.corrected", "correction")
    ]


def test_a_suggestion_that_is_said_next_is_a_recovery() -> None:
    heard: list[Event] = []
    editor = Editor(SHOP, events=heard.append)

    failed = editor.edit("make the button red")
    answer = failed.diagnostics[0].suggestions[1]
    editor.edit(answer)

    assert heard[-1] == Recovered("target.ambiguous", "suggestion")


def test_another_command_after_a_failure_is_no_recovery() -> None:
    heard: list[Event] = []
    editor = Editor(SHOP, events=heard.append)

    answer = editor.edit("make the button red").diagnostics[0].suggestions[0]
    editor.edit("make the header taller")
    editor.edit(answer)

    assert not [event for event in heard if isinstance(event, Recovered)]


def test_suggestions_that_nobody_asked_for_are_not_made_to_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    monkeypatch.setattr(engine, "suggested", lambda *given: made.append(given) or ())
    editor = Editor(SHOP, events=Counts())

    editor.edit("make the button red")
    editor.edit("make the save button red")

    assert made == []


def test_previews_are_not_told_of() -> None:
    heard: list[Event] = []

    Editor(SHOP, events=heard.append).preview("make the header taller")

    assert heard == []


def test_plans_are_told_of_too() -> None:
    heard: list[Event] = []

    Editor(SHOP, events=heard.append).apply('{"clauses": []}')

    assert isinstance(heard[0], EditDone)


@pytest.mark.parametrize("said", ["make the header taller", "make the button red", "make it pop"])
def test_without_a_sink_nothing_is_called_and_with_one_the_result_is_the_same(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Y-1, by count."""
    called: list[str] = []
    with monkeypatch.context() as watched:
        for room in (engine, editor_room):
            watched.setattr(room, "tell", lambda *_: called.append("tell"))
        watched.setattr(engine, "offered", lambda *_: called.append("offered"))
        watched.setattr(telling.Session, "came", lambda *_: called.append("came"))
        silent = edit(SHOP, said)
        silent.to_json()
        Editor(SHOP).edit(said)

    heard: list[Event] = []
    told = edit(SHOP, said, events=heard.append)

    assert called == []
    assert told.to_json(timings=False) == silent.to_json(timings=False)


def test_events_hold_no_words_of_the_command_or_the_document() -> None:
    heard: list[Event] = []
    editor = Editor(SHOP, events=heard.append)

    for said in (
        "make the zebra buttn wobbly",
        "hide the share buttn",
        "make the header 99999px wide",
    ):
        editor.edit(said).to_json()

    written = msgspec.json.encode(heard).decode()
    assert not [w for w in ("zebra", "buttn", "wobbly", "share", "header") if w in written]


def test_counts_add_up_and_tell_the_rate_of_recovery() -> None:
    counts = Counts()
    editor = Editor(SHOP, events=counts)

    answer = editor.edit("make the button red").diagnostics[0].suggestions[0]
    editor.edit(answer)
    editor.edit("make the share buttn navy")
    editor.edit("make it pop")

    assert counts.edits == {"rejected": 2, "success": 2}
    assert counts.failures == {"target.ambiguous": 1, "clause.vague": 1}
    assert counts.recoveries == {
        ("target.ambiguous", "suggestion"): 1,
        ("spelling.corrected", "correction"): 1,
    }
    assert (counts.faults, counts.recovered) == (3, 2)
    assert counts.recovery_rate == pytest.approx(2 / 3)


def test_counts_of_several_threads_are_added_and_read_as_json() -> None:
    first, second = Counts(), Counts()
    edit(SHOP, "make the button red", events=first)
    edit(SHOP, "make the button red", events=second)

    first.add(second)

    assert json.loads(json.dumps(first.to_dict()))["failures"] == {"target.ambiguous": 2}
    assert Counts().recovery_rate is None
