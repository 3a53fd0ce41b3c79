"""Which components were looked at for a description, what of it each fits, and why one won."""

from __future__ import annotations

import json
from pathlib import Path

from redraft import Editor, explain
from redraft.explaining import Description, Explanation

SHOP = Path(__file__).parents[1] / "cases" / "shop.json"


def described(explained: Explanation, said: str) -> Description:
    return next(one for one in explained.descriptions if one.said == said)


def failed(one: Description, name: str) -> list[tuple[str, str]]:
    candidate = next(c for c in one.candidates if c.id == name)
    return [(test.of, test.says) for test in candidate.tests if not test.passed]


def test_the_winner_is_told_with_what_it_fits_and_the_others_with_what_they_do_not() -> None:
    one = described(explain(SHOP, "make the 2nd card wider"), "the 2nd card")

    assert one.outcome == "found" and one.chosen == ("card_2",) and one.steps == (1,)
    assert [c.id for c in one.candidates if c.chosen] == ["card_2"]
    assert failed(one, "card_2") == []
    assert failed(one, "card_1") == [("order", "number 2")]


def test_a_look_is_a_part_of_a_description_that_a_candidate_passes_or_not() -> None:
    one = described(explain(SHOP, "hide the red button"), "the red button")

    assert one.chosen == ("buy",)
    assert ("look", "colour red") in failed(one, "save")


def test_what_is_ambiguous_lists_all_that_fit_and_what_would_run() -> None:
    explained = explain(SHOP, "make the button red")

    one = described(explained, "the button")
    fit = {c.id for c in one.candidates if all(test.passed for test in c.tests)}
    assert one.outcome == "ambiguous" and one.chosen == ()
    assert fit == {"save", "share", "buy"}
    assert explained.diagnostics[0].suggestions


def test_what_is_not_found_lists_what_comes_nearest() -> None:
    explained = explain(SHOP, "hide the fax button")

    one = described(explained, "the fax button")
    assert one.outcome == "not-found"
    assert all(not c.chosen for c in one.candidates)
    assert ("word", "“fax”") in failed(one, "save")


def test_an_exact_name_is_told_as_what_wins() -> None:
    one = described(explain(SHOP, "make the header red"), "the header")

    header = next(c for c in one.candidates if c.id == "header")
    assert header.chosen and header.score == 2.0
    assert header.tests[0].of == "word" and header.tests[0].passed


def test_what_it_means_is_told_with_the_clause_that_it_comes_from() -> None:
    explained = explain(SHOP, "make the first card red. Then make it wider")

    assert [(c.said, c.means, c.clause, c.steps) for c in explained.carried] == [
        ("it", ("card_1",), 1, (2,))
    ]


def test_a_follow_up_is_told_by_the_command_before() -> None:
    explained = explain(SHOP, "a bit more", previous=["make the first card wider"])

    assert [(w.text, w.role, w.steps) for w in explained.words] == [
        ("a bit more", "follow-up", (1,))
    ]
    assert explained.steps[0].targets == ("card_1",)


def test_a_correction_is_told_with_its_place() -> None:
    explained = explain(SHOP, "make the share buttn blu")

    assert [(c.typed, c.read_as, c.span) for c in explained.corrections] == [
        ("buttn", "button", (15, 20)),
        ("blu", "blue", (21, 24)),
    ]


def test_a_token_is_told_by_its_name_and_a_colour_by_css() -> None:
    page = {
        "tokens": {"colors": {"red": "#E63946"}},
        "components": [{"id": "a", "type": "card", "visual": {"bg_color": "#FFFFFF"}}],
    }

    assert explain(page, "make the card red").steps[0].read_as == "token colors.red, #E63946"
    assert explain(page, "make the card navy").steps[0].read_as == "“navy” → CSS #000080"


def test_what_lowered_the_confidence_is_told() -> None:
    sure = explain(SHOP, "make the header red")
    unsure = explain(SHOP, "make the hdeader blu")

    assert dict(unsure.lowered)["the words"] < dict(sure.lowered)["the words"] < 1


def test_an_explanation_stores_nothing_and_reads_as_json() -> None:
    before = SHOP.read_bytes()
    editor = Editor(SHOP)

    explained = explain(editor.document, "hide the header")

    assert json.loads(explained.to_json()) == explained.to_dict()
    assert SHOP.read_bytes() == before and editor.bytes == Editor(SHOP).bytes
