"""What is offered after a failure: it runs, it is what was said as far as that goes, it is bounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft import Result, edit, engine
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.recovery import Tried, suggested
from redraft.recovery.suggest import (
    ATTEMPTS_IN_ALL,
    ATTEMPTS_MAX,
    LAST_ATTEMPTS_MAX,
    RESPELT_MAX,
)
from redraft.serialize import read

from .screens import nameless, shop, sketch

SCREENS = {"shop": shop, "sketch": sketch, "nameless": nameless}

FAILING = [
    "make the button blue",
    "make the button blue and the card red",
    "make the sav button blue",
    "make the sidebar blue",
    "make the fifth card red",
    "make the red cards blue",
    "make it bigger",
    "make its color red",
    'make the "Sign up" button red',
    'replace "Hello" with "Bye"',
    "redesign the page",
    "make the header nicer",
    "make the header red and make it pop",
    "align the title",
    "rotate the header",
    "swap the header",
    "make the title blurple",
    "frobnicate the title",
    "make the header red and frobnicate the title",
    "set the color of the title to",
    "change the text of the title",
    "set the opacity of the header to red",
    "set the width of the header to red",
    "set the flavor of the title to 3",
    "make the header red and make the header blue",
    "make the header red and blue",
    "make the title bigger and then make the title smaller",
    "hide the footer then make the footer red",
    "don't touch the header and make the header red",
    "delete the footer",
    "add a button",
    "export this",
    "move the title next to the frobble",
    "move the card left",
    "make the tile red",
    "make the text white",
]


def told(result: Result, code: str) -> Diagnostic:
    """The first diagnostic of a code."""
    return next(d for d in result.diagnostics if d.code == code)


@given(
    st.sampled_from(sorted(SCREENS)),
    st.sampled_from(FAILING),
    st.sampled_from([{}, {"mode": "partial"}, {"policy": "strict"}, {"reflow": "off"}]),
)
def test_every_suggestion_runs(screen: str, command: str, options: dict[str, Any]) -> None:
    """R-1."""
    document = read(SCREENS[screen]())

    result = edit(document, command, **options)

    for diagnostic in result.diagnostics:
        assert len(diagnostic.suggestions) <= 5
        assert len(set(diagnostic.suggestions)) == len(diagnostic.suggestions)
        for suggestion in diagnostic.suggestions:
            assert edit(document, suggestion, **options).status == "success", suggestion


@pytest.mark.parametrize("command", FAILING)
def test_every_error_on_a_whole_screen_has_suggestions(command: str) -> None:
    result = edit(shop(), command)

    for diagnostic in result.diagnostics:
        if diagnostic.severity == "error":
            assert diagnostic.suggestions, (command, diagnostic)


def test_suggestions_run_with_the_same_selection() -> None:
    """R-1."""
    page, options = shop(), {"selection": ["welcome"]}

    result = edit(page, "make it bigger and make the button red", **options)

    offered = told(result, "target.ambiguous").suggestions
    assert offered
    for suggestion in offered:
        assert edit(page, suggestion, **options).ok


def test_suggestions_run_in_the_same_conversation() -> None:
    """R-1."""
    page, options = shop(), {"previous": ["make the header a bit smaller"]}

    result = edit(page, "the same for the card", **options)

    assert not result.ok
    for diagnostic in result.diagnostics:
        for suggestion in diagnostic.suggestions:
            assert edit(page, suggestion, **options).ok


CASES = [
    (
        "make the button blue",
        "target.ambiguous",
        ["make the save button blue", "make the “Cancel” button blue", "make all buttons blue"],
    ),
    (
        "Please make the Button a bit wider, thanks!",
        "target.ambiguous",
        ["Please make the save button a bit wider, thanks!"],
    ),
    ("make the sav bar blue", "target.not-found", ["make the save button blue"]),
    ("make the fifth card red", "target.not-found", ["make the last card red"]),
    ("make the title blurple", "clause.not-understood", ["make the title purple"]),
    (
        "make the header red and frobnicate the title",
        "clause.not-understood",
        ["make the header red"],
    ),
    ("align the title", "clause.vague", ["align the title left"]),
    ("set the opacity of the header to red", "value.invalid", []),
    (
        "make the header red and make the header blue",
        "plan.conflict",
        ["make the header blue", "make the header red"],
    ),
    (
        "hide the footer then make the footer red",
        "plan.conflict",
        ["make the footer red", "hide the footer", "make the footer red, then hide the footer"],
    ),
    (
        "don't touch the header and make the header red",
        "plan.locked",
        ["make the header red"],
    ),
    ("delete the footer", "clause.unsupported", ["hide the footer"]),
    ("make it bigger", "target.not-found", ["make the header bigger"]),
]


@pytest.mark.parametrize(("command", "code", "first"), CASES)
def test_the_best_come_first(command: str, code: str, first: list[str]) -> None:
    diagnostic = told(edit(shop(), command), code)

    assert list(diagnostic.suggestions[: len(first)]) == first


def test_each_candidate_is_meant_by_its_own_suggestion() -> None:
    page = shop()

    offered = told(edit(page, "make the card red"), "target.ambiguous").suggestions

    changed = [{c.component for c in edit(page, command).changes} for command in offered]
    assert changed == [{"card_1"}, {"card_2"}, {"card_3"}, {"card_1", "card_2", "card_3"}]


def test_all_of_many_candidates_are_offered_too() -> None:
    offered = told(edit(nameless(), "make the tile red"), "target.ambiguous").suggestions

    assert len(offered) == 5
    assert len(edit(nameless(), offered[2]).changes) == 12


def test_two_faults_in_one_command_are_both_put_right() -> None:
    page = shop()

    result = edit(page, "make the button blue and make the card red")

    ambiguous = [d for d in result.diagnostics if d.code == "target.ambiguous"]
    assert len(ambiguous) == 2
    for diagnostic in ambiguous:
        first = edit(page, diagnostic.suggestions[0])
        assert first.steps_executed == 2


def test_a_vague_wish_is_answered_with_what_the_document_has() -> None:
    page = shop()

    offered = told(edit(page, "redesign the page"), "clause.vague").suggestions

    results = [edit(page, command) for command in offered]
    assert len(offered) == 5
    assert any(c.property == "tokens.base_spacing" for r in results for c in r.changes)
    assert not any(d.severity == "warning" for r in results for d in r.diagnostics)


def test_a_vague_wish_for_one_component_stays_with_it() -> None:
    page = shop()

    offered = edit(page, "make the header nicer").diagnostics[0].suggestions

    for command in offered:
        asked = {c.component for c in edit(page, command).changes if c.reason == "asked"}
        assert asked == {"header"}


def test_a_warning_comes_with_what_mends_it() -> None:
    """R-1: on the document as it was, and on the one that the edit made of it."""
    page = shop()

    result = edit(page, "make the title white")

    low = told(result, "contrast.low")
    assert low.severity == "warning" and low.suggestions
    assert edit(page, low.suggestions[0]).ok
    mended = edit(result.document, low.suggestions[0])
    assert mended.ok
    assert "contrast.low" not in {d.code for d in mended.diagnostics if d.component == "welcome"}


def test_strict_errors_come_with_a_command_that_passes() -> None:
    page = shop()

    result = edit(page, "make the title white", policy="strict")

    assert result.status == "failed"
    for suggestion in told(result, "contrast.low").suggestions:
        assert edit(page, suggestion, policy="strict").ok


@pytest.mark.parametrize("command", FAILING)
def test_recovery_can_be_off(command: str) -> None:
    result = edit(shop(), command, recover="off")

    assert not any(d.suggestions for d in result.diagnostics)


@pytest.mark.parametrize("command", FAILING[::4])
def test_the_same_failure_has_the_same_suggestions(command: str) -> None:
    """D-1."""
    first, again = edit(shop(), command), edit(shop(), command)

    assert first.to_json(timings=False) == again.to_json(timings=False)


# -- what it costs ---------------------------------------------------------------


def test_what_nobody_asks_for_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> tuple[Diagnostic, ...]:
        raise AssertionError

    monkeypatch.setattr(engine, "suggested", never)

    done = edit(shop(), "make the header smaller")
    failed = edit(shop(), "make the button blue")

    assert done.ok and done.diagnostics is not None
    assert failed.status == "rejected" and failed.steps_failed == 1


@pytest.mark.parametrize("command", [*FAILING, "frob " * 3000, "make the button blue and " * 40])
def test_attempts_are_bounded(command: str) -> None:
    document = read(shop())
    options = engine.How()
    count = 0

    def attempt(on: Document, said: str) -> Tried:
        nonlocal count
        count += 1
        result = edit(on, said, recover=options.recover)
        reading = engine.reading_for(on, said)
        return Tried(reading, result, tuple(d for d in _plain(result)))

    failed = edit(document, command)
    plain = _plain(failed)
    reading = engine.reading_for(document, command)
    suggested(Tried(reading, failed, plain), attempt)

    wanted = sum(d.severity != "notice" for d in plain)
    assert count <= min(ATTEMPTS_IN_ALL, (ATTEMPTS_MAX + LAST_ATTEMPTS_MAX) * wanted + RESPELT_MAX)
    if len(command) > 10_000:
        assert count <= 4


def _plain(result: Result) -> tuple[Diagnostic, ...]:
    """The diagnostics as they are before anything is suggested."""
    return result._told


# -- words of the document -------------------------------------------------------


def test_a_word_of_the_document_is_no_slip_of_the_language() -> None:
    page = {
        "components": [
            {"id": "buton", "type": "card", "visual": {"bg_color": "#FFFFFF"}},
            {"id": "pay", "type": "button", "visual": {"bg_color": "#FFFFFF"}},
        ]
    }

    result = edit(page, "make the buton red")

    assert result.ok
    assert {c.component for c in result.changes} == {"buton"}
    assert "spelling.corrected" not in {d.code for d in result.diagnostics}


def test_a_slip_that_is_no_word_of_the_document_is_put_right() -> None:
    result = edit(shop(), "make the foter red")

    assert result.ok
    assert "spelling.corrected" in {d.code for d in result.diagnostics}


def test_nothing_is_put_right_where_recovery_is_off() -> None:
    result = edit(shop(), "maek the header red", recover="off")

    assert result.status == "rejected"
    assert result.after is result.before
