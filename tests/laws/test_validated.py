"""How much an edit of a session validates: as much as it touches, and nothing where it does nothing."""

from __future__ import annotations

import json

import pytest

from redraft import Editor, edit
from redraft.verify import counting
from redraft.verify.counts import Counts


def page(rows: int) -> bytes:
    """Cards of three: a title, a text and a button, every colour among the tokens."""
    made = []
    for k in range(rows):
        kinds = ("title", "text", "button")
        inside = [
            {
                "id": f"{kind}_{k}",
                "type": kind,
                "text": f"{kind} {k}",
                "bbox": [16, 200 * k + 8 + 60 * n, 120, 48],
                "visual": {"color": "#000000", "font_size": 16},
            }
            for n, kind in enumerate(kinds)
        ]
        made.append(
            {
                "id": f"card_{k}",
                "type": "card",
                "bbox": [8, 200 * k, 359, 192],
                "visual": {"bg_color": "#FFFFFF"},
                "children": inside,
            }
        )
    tokens = {"colors": {"ink": "#000000", "paper": "#FFFFFF", "brand": "#0000FF"}}
    return json.dumps({"tokens": tokens, "components": made}).encode()


@pytest.mark.parametrize("rows", [2, 30, 600])
def test_a_warm_edit_validates_what_it_touches_however_large_the_document(rows: int) -> None:
    """V-1, T-3. Two clauses that reach nothing in common: judged together, once."""
    editor = Editor(page(rows))
    said = "make text 1 blue and set the text size of title 1 to {}"
    editor.edit(said.format(17))
    editor.edit(said.format(18).replace("blue", "black"))

    with counting() as counts:
        result = editor.edit(said.format(19))

    assert result.ok
    assert counts == Counts(checks=1, components=2, rules=4, skipped=6, texts=2, pairs=0)


@pytest.mark.parametrize("rows", [2, 30, 600])
def test_an_edit_that_changes_nothing_validates_nothing(rows: int) -> None:
    """V-1."""
    editor = Editor(page(rows))
    editor.edit("make text 1 blue")

    with counting() as counts:
        result = editor.edit("make text 1 blue")

    assert result.ok
    assert result.after is result.before
    assert counts == Counts()


def test_what_the_targets_had_before_is_looked_for_only_when_asked_for() -> None:
    """Its diagnostics are made then, and once."""
    small = json.loads(page(2))
    small["components"][0]["children"][2]["bbox"][3] = 20
    editor = Editor(json.dumps(small))
    with counting() as counts:
        result = editor.edit("make button 0 blue")
    judged = counts.components

    with counting() as counts:
        told = result.diagnostics
        again = result.diagnostics

    assert [d.code for d in told] == ["target-size.small"]
    assert again is told
    assert counts.components == 0
    assert judged == 2
    assert edit(json.dumps(small), "make button 0 blue").diagnostics == told
