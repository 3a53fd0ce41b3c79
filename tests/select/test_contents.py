"""What texts are by what they hold or where they repeat."""

from __future__ import annotations

from typing import Any

import pytest

from redraft.document.blueprint import Document
from redraft.select.contents import ALONE, alike, holds, told


def card(k: int, name: str, price: str) -> dict[str, Any]:
    y = 100.0 * k
    return {
        "id": f"card_{k}",
        "type": "card",
        "bbox": [0, y, 200, 80],
        "children": [
            {"id": f"a{k}", "type": "text", "text": name, "bbox": [8, y + 8, 100, 20]},
            {"id": f"b{k}", "type": "text", "text": price, "bbox": [8, y + 40, 100, 20]},
        ],
    }


SHELF = Document.of(
    {
        "components": [
            card(0, "Fern", "€ 8"),
            card(1, "Monstera", "€ 24"),
            card(2, "Ivy", "€ 6.50"),
            {"id": "sum", "type": "text", "text": "€ 38.50", "bbox": [8, 400, 100, 20]},
        ]
    }
)


def ids(document: Document, sort: str) -> dict[str, bool]:
    return {document.outline.ids[i]: among != ALONE for i, among in told(document, sort).items()}


def test_a_name_is_what_leads_in_each_of_several_alike() -> None:
    assert list(ids(SHELF, "lead")) == ["a0", "a1", "a2"]


def test_a_price_repeats_in_cards_or_stands_alone() -> None:
    assert ids(SHELF, "money") == {"b0": True, "b1": True, "b2": True, "sum": False}


def test_what_only_some_of_several_hold_is_none() -> None:
    """Free is no price: the prices of that shelf are not told."""
    mixed = Document.of({"components": [card(0, "Fern", "€ 8"), card(1, "Ivy", "Free")]})

    assert ids(mixed, "money") == {}


def test_lines_of_texts_that_stand_by_one_another_are_alike_without_a_holder() -> None:
    parts = [
        {
            "id": f"{name}{k}",
            "type": "text",
            "text": text,
            "bbox": [100 * k, y, 80, 20],
            "visual": v,
        }
        for k, who in enumerate(("Anna", "Ben", "Chloe"))
        for name, text, y, v in (
            ("n", who, 10, {"font_size": 20}),
            ("j", f"job of {who}", 40, {"font_size": 14}),
        )
    ]
    team = Document.of({"components": parts})

    assert [len(one.members) for one in alike(team)] == [3]
    assert list(ids(team, "lead")) == ["n0", "n1", "n2"]
    assert list(ids(team, "second")) == ["j0", "j1", "j2"]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("$ 1,240.00", "money"),
        ("+12.4 %", "percent"),
        ("#1042", "number"),
        ("Apr 21, 2024 | 30 min", "date"),
        ("2024-04-21", "date"),
        ("09:41", "time"),
        ("Yesterday", "time"),
        ("ana@reef.org", "address"),
    ],
)
def test_a_text_is_of_a_sort(text: str, sort: str) -> None:
    assert holds(text, sort)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("The plumber comes at 10", "time"),
        ("Are we still on for Friday?", "date"),
        ("Top 10 of the year", "number"),
        ("Save $5 on the first order of plants", "money"),
        ("", "number"),
    ],
)
def test_a_text_that_only_mentions_something_is_not_of_its_sort(text: str, sort: str) -> None:
    assert not holds(text, sort)
