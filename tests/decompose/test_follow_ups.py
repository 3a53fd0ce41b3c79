"""What is said against the command before: “no, 36”, “no, the second one”, “not red, blue”."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redraft import edit

SCREENS = Path(__file__).parents[1] / "cases" / "rows" / "screens"

#: screen, the command before, the follow-up, the leaves that it changes
ONES = [
    ("s_team.json", "make the title 60px", "hmm no, 36", {("title", "font_size"): 36}),
    ("s_team.json", "make the title 60px", "not that big, 36", {("title", "font_size"): 36}),
    ("s_team.json", "make the title 60px", "too big, 36 please", {("title", "font_size"): 36}),
    ("s_team.json", "make the title 60px", "I meant 30", {("title", "font_size"): 30}),
    ("s_team.json", "make the title red", "not red, blue", {("title", "color"): "#0000FF"}),
    ("s_team.json", "make the title red", "no the quote", {("quote", "color"): "#FF0000"}),
    (
        "s_team.json",
        "make the title 60px",
        "no, 40. and the quote 24",
        {("title", "font_size"): 40, ("quote", "font_size"): 24},
    ),
    (
        "u_jobs.json",
        "make the first apply button green",
        "no, the second one",
        {("job_2_apply", "background"): "#008000"},
    ),
]


def styles(blueprint: dict[str, object]) -> dict[tuple[str, str], object]:
    """The style of each component by id and name."""
    found: dict[tuple[str, str], object] = {}
    rest = list(blueprint["components"])  # type: ignore[call-overload]
    while rest:
        component = rest.pop()
        rest.extend(component.get("children", []))
        for name, said in component.get("visual", {}).items():
            found[component["id"], name] = said
    return found


@pytest.mark.parametrize(("screen", "before", "said", "changes"), ONES, ids=lambda v: str(v)[:40])
def test_a_follow_up_changes_what_it_takes_back(
    screen: str, before: str, said: str, changes: dict[tuple[str, str], object]
) -> None:
    source = json.loads((SCREENS / screen).read_text("utf-8"))

    result = edit(source, said, previous=[before])

    was, now = styles(source), styles(result.blueprint)
    assert {k: v for k, v in now.items() if was.get(k) != v} == changes


@pytest.mark.parametrize("said", ["no, 36", "no the quote", "not red, blue", "I meant 30"])
def test_a_follow_up_without_a_command_before_changes_nothing(said: str) -> None:
    source = json.loads((SCREENS / "s_team.json").read_text("utf-8"))

    result = edit(source, said)

    assert result.status == "rejected"
    assert result.blueprint == source


def test_the_one_that_is_meant_is_of_the_kind_before() -> None:
    """ "The Share location one" is a toggle, not the label that says so."""
    page = {
        "components": [
            {"id": "dark_mode", "type": "toggle", "bbox": [0, 0, 50, 30]},
            {"id": "toggle_location", "type": "toggle", "bbox": [0, 50, 50, 30]},
            {"id": "label", "type": "label", "text": "Share location", "bbox": [60, 50, 200, 30]},
        ]
    }

    result = edit(
        page, "no, I meant the Share location one", previous=["make the dark mode toggle grey"]
    )

    assert [change.component for change in result.changes] == ["toggle_location"]


def test_the_other_one_is_of_those_that_were_counted() -> None:
    listed = [
        {
            "id": f"{kind}_{k}",
            "type": kind,
            "bbox": [0, 100 * k, 90, 90],
            "visual": {"bg_color": "#FFFFFF"},
        }
        for kind in ("card", "panel")
        for k in (1, 2)
    ]

    result = edit({"components": listed}, "no, the other one", previous=["make the first card red"])

    assert [(c.component, c.after) for c in result.changes] == [("card_2", "#FF0000")]
