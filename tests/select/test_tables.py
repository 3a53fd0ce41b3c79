"""Rows, columns and cells that are told by what is written in a table."""

from __future__ import annotations

import pytest

from redraft import edit, select
from redraft.document.blueprint import Document

CELLS = [
    ["Name", "Role", "Phone"],
    ["Ana Ruiz", "Owner", ""],
    ["Ben", "Editor", "555-2"],
]


def table(*, rows: bool) -> dict[str, object]:
    """A table of cells, or of rows that hold the cells."""
    lines = [
        [
            {
                "id": f"r{y}c{x}",
                "type": "cell",
                "text": text,
                "bbox": [200 * x, 50 + 50 * y, 200, 50],
                "visual": {"bg_color": "#FFFFFF"},
            }
            for x, text in enumerate(line)
        ]
        for y, line in enumerate(CELLS)
    ]
    held: list[object] = [
        {"id": f"row_{y}", "type": "group", "bbox": [0, 50 + 50 * y, 600, 50], "children": line}
        for y, line in enumerate(lines)
    ]
    cells = held if rows else [cell for line in lines for cell in line]
    people = {"id": "people", "type": "table", "bbox": [0, 50, 600, 150], "children": cells}
    return {"components": [{"id": "title", "type": "title", "text": "Team"}, people]}


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("the Ben row", ["r2c0", "r2c1", "r2c2"]),
        ("the role column", ["r0c1", "r1c1", "r2c1"]),
        ("Ben's phone", ["r2c2"]),
        ("the phone of Ana", ["r1c2"]),
        ("Ana's role", ["r1c1"]),
    ],
)
def test_words_mean_the_cells(phrase: str, ids: list[str]) -> None:
    result = edit(table(rows=False), f"make the background of {phrase} red")

    assert [change.component for change in result.changes] == ids


def test_a_row_that_is_a_component_is_what_is_meant() -> None:
    assert select(table(rows=False), "the Ben row") == ["r2c0", "r2c1", "r2c2"]
    assert select(table(rows=True), "the Ben row") == ["row_2"]


def test_a_text_is_written_where_row_and_column_meet() -> None:
    result = edit(table(rows=False), 'change Ana\'s phone to "555-1"')

    assert [(c.component, c.after) for c in result.changes] == [("r1c2", "555-1")]


def test_the_word_of_a_column_belongs_to_nobody_outside_of_the_table() -> None:
    document = table(rows=False)
    outside = {"id": "carl", "type": "text", "text": "Carl", "bbox": [0, 300, 90, 20]}
    document["components"].append(outside)  # type: ignore[attr-defined]

    assert not edit(document, 'change Carl\'s phone to "555-1"').changes


def test_one_place_in_the_table_is_enough() -> None:
    """A word in two rows tells none of them."""
    document = table(rows=False)
    doubled = Document.of(document).tree()
    doubled["components"][1]["children"][6]["text"] = "Ana Ruiz"

    assert not edit(doubled, "make the Ana Ruiz row red").changes
