"""A misspelt word that may be one of several is taken for the one of which a reading is left."""

from __future__ import annotations

from typing import Any

import pytest

from redraft import edit
from redraft.decompose import Reading
from redraft.engine import reading_for
from redraft.plans import PLANS
from redraft.serialize import read


def page() -> dict[str, Any]:
    return {
        "components": [
            {"id": "slide", "type": "slide", "bbox": [0, 0, 960, 540]},
            {"id": "title", "type": "title", "text": "Hello", "bbox": [10, 10, 300, 50]},
            {"id": "pic", "type": "image", "bbox": [10, 100, 300, 200]},
        ]
    }


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("make the background color of the silde dark blue", "slide"),  # side
        (
            "change the text coolr of the title to wite",
            "change the text color of the title to white",
        ),
        ("the title should be unnderlined", "the title should be underlined"),  # ununderlined
        ("reeszie the picture to 200 x 100", "resize the picture to 200 x 100"),  # two slips
        ("remove the boder of the picture", "remove the border of the picture"),  # bolder
        ("set the wdith of the picture to 200", "set the width of the picture to 200"),  # with
        ("set the wid th of the picture to 200", "set the width of the picture to 200"),
        ("make thetitle bold", "make the title bold"),
        ("make the picture 200pxx wide", "make the picture 200px wide"),
        ("make the picture 20 precent wider", "make the picture 20% wider"),
        ("make the title ff0000", "make the title #ff0000"),
        ("make the title #FFOOOO", "make the title #FF0000"),
        ("haul the picture 20px down", "move the picture 20px down"),
        (
            "set the magnitude of the picture to 200 x 100",
            "set the size of the picture to 200 x 100",
        ),
    ],
)
def test_the_rest_of_the_command_tells_which_word_is_meant(typed: str, plain: str) -> None:
    meant = typed.replace("silde", plain) if " " not in plain else plain

    result = edit(page(), typed)

    assert result.status == "success"
    assert result.bytes == edit(page(), meant).bytes
    assert "spelling.corrected" in {d.code for d in result.diagnostics}


@pytest.mark.parametrize(
    "typed",
    [
        "make the title lighr",  # lighter or light
        "ide the picture",  # hide or wide
        "make the picture tal",  # tall or teal
        "make the title taal",  # tall or teal
        "make the picture 20ptx wide",  # pt or px
    ],
)
def test_of_two_readings_none_is_taken(typed: str) -> None:
    """R-3."""
    result = edit(page(), typed)

    assert not result.changes
    assert result.status in ("failed", "rejected")


def test_what_could_be_several_components_counts_as_a_reading() -> None:
    """ "ttile" may be the tile, of which there is one, or a title, of which there are two."""
    document = page()
    document["components"] += [
        {"id": "second", "type": "title", "text": "Bye"},
        {"id": "tile", "type": "tile"},
    ]

    result = edit(document, "make the ttile yellow")

    assert not result.changes


def test_a_word_of_the_document_is_no_slip() -> None:
    document = page()
    document["components"].append({"id": "silde", "type": "shape", "bbox": [400, 0, 50, 50]})

    result = edit(document, "make the silde dark blue")

    assert [change.component for change in result.changes] == ["silde"]


def test_without_recovery_nothing_is_corrected() -> None:
    assert not edit(page(), "make the picture tal", recover="off").changes


def test_a_name_may_be_misspelt_as_a_word_of_the_language() -> None:
    """ "Abbout" is the name, not the small word, where a component is called so."""
    document = {
        "components": [
            {"id": "a", "type": "label", "text": "Account"},
            {"id": "b", "type": "label", "text": "About"},
        ]
    }

    result = edit(document, "make the Abbout label red")

    assert [change.component for change in result.changes] == ["b"]


#: (typed, the word, what it may be): asked, however far recovery may go
OPPOSED = [
    ("make the title oold", "oold", ("bold", "gold")),
    ("make the picture wode", "wode", ("wide",)),
    ("make the text of the title ligt", "ligt", ("light",)),
    ("move the picture lft", "lft", ("left",)),
    ("make the title bolr", "bolr", ("bold",)),
    ("incease the width of the picture", "incease", ("increase",)),
    ("dcrease the width of the picture", "dcrease", ("decrease",)),
    ("make the picture higer", "higer", ("higher",)),
    ("give the picture a boder", "boder", ("border",)),
    ("move the picture rigt", "rigt", ("right",)),
    ("hde the title", "hde", ("hide",)),
    ("uncrp the picture", "uncrp", ()),
    ("show the pictur", "pictur", ("picture",)),
]


@pytest.mark.parametrize("recover", ["safe", "all"])
@pytest.mark.parametrize(("typed", "word", "meant"), OPPOSED)
def test_what_is_near_to_opposites_is_put_right_surely_or_not_at_all(
    typed: str, word: str, meant: tuple[str, ...], recover: Any
) -> None:
    """R-3: never in silence, and never to a word that it is not."""
    result = edit(page(), typed, recover=recover)

    if result.changes:
        said = [d for d in result.diagnostics if d.code == "spelling.corrected"]
        assert [typed[d.span[0] : d.span[1]] for d in said if d.span] == [word]
        rights = [edit(page(), typed.replace(word, one)).bytes for one in meant]
        assert result.bytes in rights


@pytest.mark.parametrize("recover", ["safe", "all"])
@pytest.mark.parametrize(
    "typed",
    [
        "make the title oold",  # bold, gold
        "move the picture ight",  # right
        "make the picture slighter",
        "make the picture tight",
        "lift the title",
        "uncrop the picture",
        "make the title bolder or not",
    ],
)
def test_between_opposites_nothing_is_chosen(typed: str, recover: Any) -> None:
    """R-3."""
    result = edit(page(), typed, recover=recover)

    told = {d.code for d in result.diagnostics}
    assert not result.changes or "spelling.corrected" in told


def test_the_best_of_several_is_taken_where_that_is_allowed() -> None:
    typed = "make the text of the title blac"
    assert edit(page(), typed, recover="off").status == "rejected"

    result = edit(page(), typed, recover="all")

    assert result.bytes == edit(page(), typed.replace("blac", "black")).bytes
    ((span, message),) = [
        (d.span, d.message) for d in result.diagnostics if d.code == "spelling.corrected"
    ]
    assert typed[span[0] : span[1]] == "blac" and "black" in message


@pytest.mark.parametrize(
    "typed",
    [
        "make the pic ture wider and hide the tilte",
        "hidethe title, then make the picture 300pxx wide",
        "make the titel bold and haul the picture 20px down, make it rde",
        'change the title to "Hi and make it bold',
    ],
)
def test_spans_quote_the_command_as_typed(typed: str) -> None:
    """R-2."""
    result = edit(page(), typed)

    for step in result.steps:
        assert typed[step.span[0] : step.span[1]] == step.clause
    for d in result.diagnostics:
        if d.code == "spelling.corrected" and d.span is not None:
            assert f"“{typed[d.span[0] : d.span[1]].lower()}”" in d.message.lower()


def test_a_quotation_that_is_open_is_never_guessed() -> None:
    result = edit(page(), 'change the title to "Hi and hide the picture')

    assert result.status == "rejected" and not result.changes
    (asked,) = [d for d in result.diagnostics if d.severity == "error"]
    assert 'change the title to "Hi" and hide the picture' in asked.suggestions


def test_inches_open_no_quotation() -> None:
    assert edit(page(), 'make the picture 2" wide').ok


def test_a_word_put_right_comes_first_among_the_suggestions() -> None:
    document = page()
    document["components"] += [{"id": "note", "type": "text", "text": "Hello again"}]

    result = edit(document, "make the note vold")

    assert not result.changes
    offered = next(d for d in result.diagnostics if d.severity == "error").suggestions
    assert set(offered[:2]) == {"make the note bold", "make the note gold"}


def test_a_command_without_unknown_words_is_read_once() -> None:
    """Who types no fault pays for none."""
    document = read(page())
    read_first: list[str] = []

    def counted(command: str, **how: Any) -> Reading:
        read_first.append(command)
        return PLANS(command, **how)

    reading_for(document, "make the title bold and hide the picture", read_words=counted)

    assert len(read_first) == 1


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("hide the hero titel", ["titel"]),
        ("make the header brnad", ["brnad"]),
        ("make the hero titel brnad", ["titel", "brnad"]),
        ("makethe header brand", ["makethe"]),
        ("hide the hero title", []),
    ],
)
def test_slip_within_a_name_is_told_with_its_own_place(command: str, typed: list[str]) -> None:
    document = {
        "tokens": {"colors": {"brand": "#336699"}},
        "components": [
            {"id": "hero_title", "type": "text", "text": "Welcome"},
            {"id": "header", "type": "header", "visual": {"bg_color": "#000000"}},
        ],
    }
    result = edit(document, command)
    assert result.changes
    told = [d.span for d in result.diagnostics if d.code == "spelling.corrected"]
    assert [command[slice(*span)] for span in told if span] == typed
