"""A misspelt word that may be one of several is taken for the one of which a reading is left."""

from __future__ import annotations

from typing import Any

import pytest

from redraft import edit


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
        ("make the picture tal", "make the picture tall"),
        ("the title should be unnderlined", "the title should be underlined"),  # ununderlined
        ("reeszie the picture to 200 x 100", "resize the picture to 200 x 100"),  # two slips
        ("remove the boder of the picture", "remove the border of the picture"),  # bolder
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
        "set the wdith of the picture to 200",  # width, or "with"
    ],
)
def test_of_two_readings_none_is_taken(typed: str) -> None:
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
