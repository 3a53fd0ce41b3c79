"""Another language is a folder of files, and words of one's own are a file more."""

from __future__ import annotations

from pathlib import Path

import pytest

from redraft import Editor, Language, LanguageError, edit, select
from redraft.decompose.lexicon import load
from redraft.language import current, english, using

TINY = Language.read(Path(__file__).parent / "tiny")
PAGE = {
    "tokens": {"base_spacing": 16},
    "components": [
        {"id": "h", "type": "header", "bbox": [0, 0, 300, 60], "visual": {"bg_color": "#EEEEEE"}},
        {"id": "b1", "type": "button", "text": "Bone", "bbox": [10, 80, 100, 50], "visual": {"bg_color": "#FFFFFF", "color": "#000000"}},
        {"id": "b2", "type": "button", "text": "Ne", "bbox": [10, 150, 100, 50], "visual": {"bg_color": "#FFFFFF", "color": "#000000"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("faru lo unua klavo ruja", {("b1", "background"): "#FF0000"}),
        ("faru omna klavoj blua", {("b1", "background"): "#0000FF", ("b2", "background"): "#0000FF"}),
        ("prego faru lo kapo ruja ka malgranda", {("h", "background"): "#FF0000", ("h", "width"): 240, ("h", "height"): 48}),
        ("metu larĝeco de lo lasta klavo al 120, poste celu lo kapo", {("b2", "width"): 120, ("h", "visibility"): True}),
        ("lo unua klavo debu ruja", {("b1", "background"): "#FF0000"}),
    ],
)  # fmt: skip
def test_a_language_is_its_files(said: str, changes: dict[tuple[str, str], object]) -> None:
    result = edit(PAGE, said, language=TINY)

    assert result.status == "success", result.diagnostics
    assert {(c.component, c.property): c.after for c in result.changes} == changes


def test_english_is_no_part_of_another_language() -> None:
    result = edit(PAGE, "make the first button red", language=TINY)

    assert result.status == "rejected"
    assert edit(PAGE, "faru lo unua klavo ruja").status == "rejected"


def test_suggestions_are_in_the_language_of_the_command() -> None:
    result = edit(PAGE, "faru lo klavo ruja", language=TINY)

    told = next(d for d in result.diagnostics if d.code == "target.ambiguous")
    assert told.suggestions
    for suggestion in told.suggestions:
        assert edit(PAGE, suggestion, language=TINY).status == "success"


def test_phrases_and_sessions_take_a_language() -> None:
    editor = Editor(PAGE, language=TINY)

    assert select(PAGE, "lo lasta klavo", language=TINY) == ["b2"]
    assert editor.edit("faru lo kapo ruja").ok and editor.edit("faru zi blua").ok
    assert editor.document["h"].style == {"bg_color": "#0000FF"}


OWN = "[kind]\nbutton: knob\n[colour-word]\n#0B5FFF: acme blue\n[verb]\nhide: banish\n"


def test_words_of_ones_own_win_and_leave_the_rest() -> None:
    ours = english().with_words(OWN)

    result = edit(PAGE, "make the first knob acme blue and banish the header", language=ours)

    assert {(c.component, c.property): c.after for c in result.changes} == {
        ("b1", "background"): "#0B5FFF",
        ("h", "visibility"): True,
    }
    assert edit(PAGE, "make the first button red", language=ours).ok
    assert edit(PAGE, "banish the header").status == "rejected"


def test_a_word_may_change_its_meaning() -> None:
    ours = english().with_words("[colour-word]\n#101010: red")

    result = edit(PAGE, "make the header red", language=ours)

    assert [c.after for c in result.changes] == ["#101010"]


@pytest.mark.parametrize(
    ("words", "line"),
    [("[verb]\nhyde: banish", 2), ("[kinds]\nbutton: knob", 2), ("\n[property]\ncolr: hue", 3)],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(words: str, line: int) -> None:
    with pytest.raises(LanguageError) as told:
        english().with_words(words)

    assert told.value.code == "document.invalid"
    assert f"line {line}" in told.value.diagnostic.message


def test_a_folder_without_a_grammar_is_no_language(tmp_path: Path) -> None:
    with pytest.raises(LanguageError):
        Language.read(tmp_path)


def test_what_is_remembered_is_remembered_by_language() -> None:
    """D-1."""
    with using(TINY):
        there = load()
    assert current() is english()
    assert load() is not there
    assert english().with_words(OWN) is english().with_words(OWN)
