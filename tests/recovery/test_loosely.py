"""What is made out in words that were not understood: said plainly, about what was named, nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redraft import edit
from redraft.recovery.keeping import hangs, loss
from redraft.recovery.loosely import _ITEMS_MAX, last_named, loose_commands, sentences
from redraft.recovery.wording import Wording
from redraft.serialize import read

ROWS = Path(__file__).parents[1] / "cases" / "rows"


def menu() -> dict[str, Any]:
    """Two dishes with name, price and button each, a panel with a badge, and a footer of links."""
    components: list[dict[str, Any]] = [
        text("page_title", "title", "Lunch", 16, 16),
        {
            "id": "notice",
            "type": "card",
            "bbox": [400, 16, 200, 80],
            "visual": {"bg_color": "#FFF8E7"},
        },
        {**text("notice_badge", "badge", "New", 410, 24), "parent": "notice"},
        {**text("notice_text", "text", "Open on Sundays", 410, 60), "parent": "notice"},
    ]
    for k, (name, price) in enumerate((("Soup", "€6.50"), ("Salad", "€8.00")), 1):
        y = 100 + 120 * k
        components.append({"id": f"dish_{k}", "type": "card", "bbox": [16, y, 300, 100]})
        parts = ((f"dish_{k}_name", "text", name), (f"dish_{k}_price", "text", price))
        for n, (part, kind, said) in enumerate(parts):
            components.append({**text(part, kind, said, 24, y + 8 + 30 * n), "parent": f"dish_{k}"})
    footer = {"id": "footer", "type": "footer", "bbox": [0, 600, 640, 60]}
    links = [
        {**text(f"link_{k}", "link", k.title(), 16 + 100 * n, 620), "parent": "footer"}
        for n, k in enumerate(("home", "jobs"))
    ]
    return {"components": [*components, footer, *links]}


def text(name: str, kind: str, said: str, x: int, y: int) -> dict[str, Any]:
    visual = {"font_size": 14, "color": "#222222"}
    return {"id": name, "type": kind, "text": said, "bbox": [x, y, 90, 20], "visual": visual}


#: what is said, and what is offered first
CASES = [
    (
        "a word that is not needed is left out; the values as they were said",
        "make the page title 26 the panel over on the right with the badge light blue",
        "make the page title 26 the panel on the right with the badge light blue",
    ),
    (
        "what stands over a clause tells which of several is meant",
        "Salad: price €9.00",
        "the “€8.00” text “€9.00”",
    ),
    (
        "so does what was spoken of",
        "Salad is sold out: price grey and bold",
        "the “€8.00” text grey and bold",
    ),
    (
        "a name that nothing says what to do with is no change",
        "Table of dishes: prices bold, names 20px",
        "prices bold and names 20px",
    ),
]


def first(command: str) -> tuple[str, ...]:
    result = edit(menu(), command)
    assert result.status == "rejected"
    return next(d for d in result.diagnostics if d.severity == "error").suggestions


@pytest.mark.parametrize(("why", "said", "offered"), CASES, ids=[case[0] for case in CASES])
def test_what_can_be_made_out_is_offered_first(why: str, said: str, offered: str) -> None:
    suggestions = first(said)

    assert suggestions[0] == offered, why
    for command in suggestions:
        assert edit(menu(), command).status == "success"


@pytest.mark.parametrize(
    "said",
    [
        "make the flavor of the soup 12px",
        "make the Salad price bold and frobnicate the footer",
    ],
)
def test_nothing_is_made_of_a_clause_whose_words_would_be_lost(said: str) -> None:
    document = read(menu())

    assert not loose_commands(document, said, [[(0, len(said))]])


def test_a_suggestion_that_loses_a_value_says_something_else() -> None:
    said = Wording("make the frob 12px and red")
    whole = (0, len(said.text))

    assert loss(said, whole, "make the header 12px and red").values == 0
    assert loss(said, whole, "make the header red").spoils(4, values_stand=True)
    assert not loss(said, whole, "hide the footer").spoils(
        4, values_stand=True
    )  # all of it is gone


def test_an_article_with_nothing_behind_it_hangs() -> None:
    assert hangs(Wording("make all in the box red"), "make all in the red") is False
    assert hangs(Wording("put it in the box at 10px"), "put it in the at 10px")
    assert hangs(Wording("make it red (like the box)"), "make it red (like the box")


def test_what_a_lock_protects_is_left_out_of_what_is_named() -> None:
    timetable = (ROWS / "screens" / "timetable.json").read_bytes()
    result = edit(timetable, "all the day names 20px but don't touch Wednesday")

    asked = next(d for d in result.diagnostics if d.code == "plan.locked")
    assert asked.suggestions[0].startswith(
        "the head mon, the head tue, the head thu and the head fri"
    )


def test_sentences_keep_what_is_in_quotes_whole() -> None:
    said = 'change it to "A. B; C" now. hide it'

    assert [said[low:high] for low, high in sentences(said, [(0, 6)])] == [said[:26]]
    assert [said[low:high] for low, high in sentences(said, [(29, 31)])] == ["hide it"]


def test_what_was_named_last_comes_first() -> None:
    document = read(menu())

    named = last_named(document, "the page title is fine. the footer is not")
    assert [document.outline.ids[i] for i in named] == ["footer", "page_title"]


def test_long_texts_are_not_read_so() -> None:
    """L-1."""
    said = "make the frob 12px, " * _ITEMS_MAX

    assert not loose_commands(read(menu()), said, [[(0, len(said))]])
