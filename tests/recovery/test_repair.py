"""What an edit broke is put right by the least, where that is allowed, and never what was asked for."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from redraft import Editor, Result, edit
from redraft.document.blueprint import Document
from redraft.document.colors import contrast, oklch, parse
from redraft.recovery.repair import repairs
from redraft.serialize import apply_patch, read
from redraft.verify import Finding, check, introduced, introduced_by
from redraft.verify.mending import MENDABLE

GIVEN: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "repairs.yaml").read_text("utf-8")
)
SCREENS, CASES = GIVEN["screens"], GIVEN["cases"]


def broken(result: Result) -> list[Finding]:
    """What an edit introduced, of the kinds that are mended."""
    before, after = result.before, result.after
    if before is after:
        return []
    found = introduced(check(before), check(after), before, after)
    return [f for f in found if f.code in MENDABLE]


def fixed(result: Result) -> dict[str, Any]:
    return {f"{c.component}.{c.property}": c.after for c in result.changes if c.reason == "fix"}


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["say"])
def test_what_an_edit_broke_is_put_right(row: dict[str, Any]) -> None:
    page, options = SCREENS[row["given"]], row.get("with", {})

    result = edit(page, row["say"], recover="all", **options)

    assert result.ok
    assert fixed(result) == row["fix"]
    serious = [d.code for d in result.diagnostics if d.severity != "notice"]
    assert list(dict.fromkeys(serious)) == row.get("left", [])
    told = {d.component for d in result.diagnostics if d.severity == "notice"}
    assert {name.split(".")[0] for name in row["fix"]} <= told | {
        name for d in result.diagnostics for name in d.components
    }


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["say"])
def test_without_leave_nothing_is_repaired_but_the_repair_is_offered(row: dict[str, Any]) -> None:
    """R-1."""
    page, options = SCREENS[row["given"]], row.get("with", {})

    result = edit(page, row["say"], **options)

    assert not fixed(result)
    offered = [s for d in result.diagnostics for s in d.suggestions]
    if "offer" in row:
        assert offered[0] == row["offer"]
    for command in offered:
        assert edit(page, command, **options).ok, command
    if row["fix"] and "left" not in row and any(d.suggestions for d in result.diagnostics):
        assert not broken(edit(page, offered[0], **options)), offered


def texts() -> dict[str, Any]:
    return copy.deepcopy(SCREENS["profile"])


def test_the_text_colour_moves_by_the_least_lightness_and_keeps_its_hue() -> None:
    result = edit(texts(), "make the card dark red", recover="all")

    ground = parse(result.document["card"].style["bg_color"])
    for name, needed in (("name", 3.0), ("bio", 4.5)):
        before = parse(result.before[name].style["color"])
        after = parse(result.after[name].style["color"])
        assert ground is not None and before is not None and after is not None
        assert needed <= contrast(after, ground) < needed + 0.12
        if oklch(before)[1] > 0.01:
            turned = abs(oklch(before)[2] - oklch(after)[2])
            assert min(turned, 360 - turned) < 3


def test_a_repair_is_taken_back_with_the_edit() -> None:
    """H-1, T-2."""
    editor = Editor(texts(), recover="all")
    before = editor.blueprint

    result = editor.edit("make the card dark blue")
    after = editor.blueprint

    assert fixed(result) and after != before
    assert apply_patch(apply_patch(before, result.patch), result.inverse_patch) == before
    assert editor.undo() and editor.blueprint == before
    assert editor.redo() and editor.blueprint == after


def test_a_failing_clause_takes_its_repairs_along() -> None:
    """T-1."""
    document = read(texts())

    result = edit(
        document, "make the card black and rotate the frobble by 5 degrees", recover="all"
    )

    assert not result.ok and result.document is document and not result.changes


def test_without_a_finding_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr("redraft.reporting.repairs", lambda *a: tried.append(a) or [])

    edit(texts(), "make the card white and the bio bold", recover="all")
    edit(texts(), "make the card black")

    assert not tried


def pressed(box: list[float], *others: list[float], page: int = 375) -> Document:
    boxes = [box, *others]
    return Document.of(
        {
            "meta": {"viewport": {"width": page, "height": 800}},
            "components": [
                {"id": f"b{k}", "type": "button", "bbox": list(b)} for k, b in enumerate(boxes)
            ],
        }
    )


@pytest.mark.parametrize(
    ("small", "others", "grown"),
    [
        ([100, 100, 90, 30], [], [100, 93, 90, 44]),  # about its centre
        ([100, 100, 90, 30], [[100, 50, 90, 48]], [100, 100, 90, 44]),  # away from what is above
        ([100, 100, 90, 30], [[100, 132, 90, 48]], [100, 86, 90, 44]),  # and from what is below
        ([0, 100, 30, 44], [], [0, 100, 44, 44]),  # not over the edge
        ([100, 100, 20, 20], [], [88, 88, 44, 44]),
    ],
)
def test_a_small_target_grows_to_what_can_be_pressed(
    small: list[float], others: list[list[float]], grown: list[float]
) -> None:
    large = [small[0], small[1], 60, 60] if not others else [300, 600, 60, 60]
    before, after = pressed(large, *others), pressed(small, *others)
    found = introduced(check(before), check(after), before, after)

    box = list(small)
    for writes, _ in repairs(before, after, found, lambda name, said: True, introduced_by):
        for write in writes:
            box[("x", "y", "width", "height").index(write.property)] = write.value

    assert box == grown


def test_between_two_neighbours_a_small_target_is_left_as_it_is() -> None:
    others = [[100, 60, 90, 40], [100, 130, 90, 44]]
    before, after = pressed([300, 600, 60, 60], *others), pressed([100, 100, 90, 30], *others)
    found = introduced(check(before), check(after), before, after)

    assert not repairs(before, after, found, lambda name, said: True, introduced_by)


def test_what_is_wider_than_the_screen_shrinks_only_to_fit_it() -> None:
    before, after = pressed([0, 0, 100, 60]), pressed([50, 0, 500, 60])
    found = introduced(check(before), check(after), before, after)

    ((writes, notice),) = repairs(before, after, found, lambda name, said: True, introduced_by)

    assert {w.property: w.value for w in writes} == {"width": 375, "x": 0}
    assert notice.code == "bounds.outside" and notice.severity == "notice"
