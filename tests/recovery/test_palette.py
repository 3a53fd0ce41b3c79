"""What is offered first for each code, and what a vague wish comes to, with the effect of each edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from redraft import Result, edit
from redraft.cli.words import say_diagnostic
from redraft.language import current
from redraft.recovery.phrases import keys, say

from .screens import shop, sketch

CASES: Final = Path(__file__).parent.parent / "cases"
OWN: Final[dict[str, Callable[[], dict[str, Any]]]] = {"shop": shop, "sketch": sketch}
WISHES: Final = (
    "make it pop",
    "more modern",
    "make it look cleaner",
    "improve the hierarchy",
    "it's too crowded",
    "make it more accessible",
    "make it feel premium",
    "fix the alignment",
)


def given(name: str) -> Any:
    return OWN[name]() if name in OWN else CASES / "rows" / "screens" / name


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "suggestions.yaml").read_text(encoding="utf-8")),
    ids=lambda case: f"{case['given']}: {case['say']}",
)
def test_the_first_suggestion_is_what_a_person_would_say(case: dict[str, Any]) -> None:
    result = edit(given(case["given"]), case["say"])

    told = next(d for d in result.diagnostics if d.code == case["code"])
    assert list(told.suggestions[: len(case["try"])]) == case["try"]


def offered(page: Any, command: str) -> list[tuple[str, str]]:
    told = edit(page, command).diagnostics
    return [pair for d in told for pair in zip(d.suggestions, d.effects, strict=True)]


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("name", ["shop", "travel.json", "deck.json"])
def test_each_edit_for_a_wish_does_something_and_breaks_nothing(name: str, wish: str) -> None:
    page = given(name)

    pairs = offered(page, wish)

    assert 3 <= len(pairs) <= 5
    for command, effect in pairs:
        result: Result = edit(page, command)
        assert result.changes and effect
        assert not [d for d in result.diagnostics if d.severity != "notice"], command


def test_other_wishes_have_other_answers() -> None:
    answers = {wish: offered(given("travel.json"), wish)[0][0] for wish in WISHES}

    assert len(set(answers.values())) > 3, answers


def test_an_effect_tells_the_change_and_how_a_text_reads_then() -> None:
    effects = dict(offered(shop(), "make it more accessible"))

    assert effects["make the text color of the note #767676"].endswith("contrast 1.2 → 4.5")


def test_a_person_reads_the_effect_beside_the_suggestion() -> None:
    told = edit(shop(), "make it pop").diagnostics[0]

    lines = say_diagnostic(told, "make it pop")

    assert any(
        "make the “Welcome back” title bigger  " in line and "28px → 34px" in line for line in lines
    )


def test_a_diagnostic_without_suggestions_has_no_effects() -> None:
    told = edit(shop(), "make the button blue", recover="off").diagnostics

    assert all(d.effects == () for d in told)


def test_every_aspect_that_words_want_has_edits() -> None:
    """A word in the list that wants what no section gives would never be answered."""
    text = current().text("suggestions.txt")
    wanted = {aspect.strip() for listed in keys("wish means") for aspect in listed.split(",")}
    computed = {"contrast", "alignment"}

    for aspect in wanted | set(keys("wish else")):
        assert f"[wish {aspect}]" in text or aspect in computed
        assert f"[wish {aspect} one]" in text
    assert say("wish means", keys("wish means")[0])
