"""Designs whose containers and texts bear no telling names: what people call them by look and place."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

import redraft
from redraft.decompose import names_in, read
from redraft.plan.steps import target_of
from redraft.select.resolve import resolve
from redraft.serialize import read as read_document

GROUND = {"background_color": "#FFFFFF", "border_width": 1}


def _box(name: str, box: list[int], *children: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "type": "container",
        "bbox": box,
        "style": dict(GROUND),
        "children": [*children],
    }


def _text(name: str, box: list[int], text: str, size: int = 14) -> dict[str, Any]:
    return {"id": name, "type": "text", "bbox": box, "text": text, "style": {"font_size": size}}


def _input(name: str, box: list[int]) -> dict[str, Any]:
    return {"id": name, "type": "input", "bbox": box}


def _button(name: str, box: list[int], text: str) -> dict[str, Any]:
    return {"id": name, "type": "button", "bbox": box, "text": text}


#: two cards, one over the other, with boxes for the fields in them
FORMS = {
    "viewport": {"width": 368, "height": 720},
    "components": [
        _box(
            "container_login",
            [16, 16, 336, 288],
            _text("text", [32, 32, 304, 32], "FitTrack"),
            _box(
                "container_bottom",
                [32, 80, 304, 96],
                _text("text_2", [48, 96, 272, 32], "Name"),
                _input("field_1", [48, 128, 272, 32]),
            ),
            _button("go", [32, 208, 304, 32], "Continue"),
        ),
        _box(
            "container",
            [16, 336, 336, 368],
            _text("text_4", [32, 352, 304, 32], "Log your activity"),
            _box(
                "container_2",
                [32, 400, 304, 96],
                _text("text_5", [48, 416, 272, 32], "Sport"),
                _input("field_2", [48, 448, 272, 32]),
            ),
            _button("save", [32, 656, 304, 32], "Save"),
        ),
    ],
}
#: an article: a headline over its paragraphs, in a card that nearly fills the screen
ARTICLE = {
    "meta": {"viewport": {"width": 375, "height": 667}},
    "components": [
        _box(
            "box_4",
            [16, 16, 343, 635],
            _text("label", [40, 264, 255, 24], "Sleep and rest", 20),
            _text(
                "p_1",
                [40, 290, 295, 150],
                "It is quite normal that nobody sleeps all night long.",
                18,
            ),
            _text(
                "p_2", [40, 450, 295, 150], "What helps is a dark room and somebody who stays.", 18
            ),
            _box("strip", [16, 208, 343, 40], _text("label_1", [248, 208, 104, 40], "2 min", 18)),
        )
    ],
}


def _tile(number: int, x: int, y: int) -> dict[str, Any]:
    end = "" if number == 1 else f"_{number}"
    return {
        "id": f"feature_box{end}",
        "type": "container",
        "bbox": [x, y, 256, 96],
        "children": [
            _text(f"feature_title{end}", [x + 40, y, 200, 24], "ABCDEF"[number - 1] * 5, 16),
            _text(f"words{end}", [x + 40, y + 24, 200, 60], "What it does for you, in short"),
        ],
    }


#: two columns of three tiles each, the first of which has no number
FEATURES = {
    "viewport": {"width": 960, "height": 400},
    "components": [
        {
            "id": f"feature_col{end}",
            "type": "container",
            "bbox": [x, 0, 256, 344],
            "children": [_tile(first + k, x, 124 * k) for k in range(3)],
        }
        for end, x, first in (("", 384, 1), ("_2", 672, 4))
    ],
}
TITLES = ["feature_title", *(f"feature_title_{k}" for k in range(2, 7))]

CASES = [
    (FORMS, "the cards", ["container_login", "container"]),
    (FORMS, "both cards", ["container_login", "container"]),
    (FORMS, "the outer cards", ["container_login", "container"]),
    (FORMS, "the lower card", ["container"]),
    (FORMS, "the bottom card", ["container"]),
    (FORMS, "the upper card", ["container_login"]),
    (FORMS, "the first of the cards", ["container_login"]),
    (FORMS, "the card around the sport label", ["container_2"]),
    (FORMS, "the card that contains the save button", ["container"]),
    (FORMS, "the button in the lower card", ["save"]),
    (FORMS, "the lower button", ["save"]),
    (FORMS, "the field labels", ["text_2", "text_5"]),
    (FORMS, "the labels of the fields", ["text_2", "text_5"]),
    (ARTICLE, "the headline", ["label"]),
    (ARTICLE, "the title", ["label"]),
    (ARTICLE, "the card", ["box_4"]),
    (ARTICLE, "both body texts", ["p_1", "p_2"]),
    (ARTICLE, "the body copy", ["p_1", "p_2"]),
    (FEATURES, "the left column", ["feature_col"]),
    (FEATURES, "the titles in the right column", TITLES[3:]),
    (FEATURES, "the second of the feature titles", ["feature_title_4"]),
    (FEATURES, "the last feature", ["feature_box_6"]),
]


@pytest.mark.parametrize(("design", "phrase", "meant"), CASES, ids=[case[1] for case in CASES])
def test_people_name_what_has_no_name(
    design: dict[str, Any], phrase: str, meant: list[str]
) -> None:
    document = read_document(orjson.dumps(design))
    command = f"make {phrase} 50% transparent"
    reading = read(command, names=names_in(document, command))
    (step,) = reading.plan.clauses[0].steps
    target = target_of(step)
    assert target is not None

    found = resolve(document, target)

    assert sorted(document.outline.ids[i] for i in found) == sorted(meant)


@pytest.mark.parametrize("phrase", ["the third card", "the inner boxes", "the tables"])
def test_what_is_not_there_is_not_made_up(phrase: str) -> None:
    result = redraft.edit(orjson.dumps(FORMS), f"make {phrase} 50% transparent")

    assert result.status == "rejected"
    assert not result.changes


def test_what_is_left_out_has_to_be_one_of_them() -> None:
    """Whoever says “all cards but X” takes X for a card; where it is none, somebody is mistaken."""
    source = {"components": [*FORMS["components"], _button("help", [16, 710, 90, 20], "Help")]}

    wrong = redraft.edit(source, "all cards but the help button are blue")
    right = redraft.edit(source, "all cards but the lower one are blue")

    assert [d.code for d in wrong.diagnostics] == ["target.not-found"]
    assert {change.component for change in right.changes} == {"container_login"}
