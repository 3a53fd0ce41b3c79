"""The page of what can be said is made from the files, and has an example for each kind."""

from __future__ import annotations

from pathlib import Path

from redraft.decompose.handbook import Shown, examples, handbook
from redraft.language import LEXICON, english, using
from redraft.language.entries import sections

PAGE = Path(__file__).parents[2] / "docs" / "language.md"


def test_the_page_in_the_docs_is_what_the_files_say() -> None:
    assert PAGE.read_text("utf-8") == handbook(), "redraft grammar > docs/language.md"


def test_each_kind_of_word_has_an_example() -> None:
    language = english()
    meanings = dict.fromkeys((e.category, e.meaning) for e in language.entries)

    assert Shown(examples(language)).missing(meanings) == []


def test_each_category_says_what_it_is_about() -> None:
    silent = [
        part.category
        for file in LEXICON
        for part in sections(english().text(file))
        if part.category and not part.about
    ]

    assert silent == []


def test_words_of_ones_own_are_on_the_page() -> None:
    with using(english().with_words("[kind]\ncard: scorecard")):
        assert "scorecard → card" in handbook()
