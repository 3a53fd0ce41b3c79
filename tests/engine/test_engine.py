"""The pipeline as its callers see it: statuses, modes, options, what stays the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import redraft
from redraft import Editor, apply, check, edit, preview, select
from redraft.document.blueprint import Document, copy_json
from redraft.plan.steps import Clause, Delete, Plan, Shift
from redraft.select.selectors import Ids
from redraft.serialize import read


def page() -> dict[str, Any]:
    return {
        "tokens": {"base_spacing": 16},
        "components": [
            {"id": "header", "type": "header", "bbox": [0, 0, 375, 60], "visual": {"bg_color": "#112233"}},
            {"id": "pay", "type": "button", "text": "Pay", "bbox": [16, 240, 160, 48], "visual": {"bg_color": "#E63946", "color": "#FFFFFF"}},
            {"id": "cancel", "type": "button", "text": "Cancel", "bbox": [192, 240, 160, 48], "visual": {"bg_color": "#DDDDDD", "color": "#000000"}},
        ],
        "meta": {"viewport": {"width": 375, "height": 812}},
    }  # fmt: skip


OUTCOMES = [
    ("make the header red", {}, "success", None),
    ("make the header red and then make the pay button green", {}, "success", None),
    ("make the button blue", {}, "rejected", "target.ambiguous"),
    ("make the sidebar blue", {}, "rejected", "target.not-found"),
    ("make the header red and make the sidebar blue", {}, "rejected", "target.not-found"),
    ("make the header red and make the sidebar blue", {"mode": "partial"}, "partial", "target.not-found"),
    ("make the sidebar blue", {"mode": "partial"}, "failed", "target.not-found"),
    ("make the header red and then make the header blue", {}, "conflicted", "plan.conflict"),
    ("delete the header", {}, "rejected", "clause.unsupported"),
    ("delete the header", {"structural": True}, "success", None),
]  # fmt: skip


@pytest.mark.parametrize(("command", "options", "status", "code"), OUTCOMES)
def test_a_command_comes_to_its_status(
    command: str, options: dict[str, Any], status: str, code: str | None
) -> None:
    blueprint = page()
    before = copy_json(blueprint)

    result = edit(blueprint, command, **options)

    assert result.status == status
    assert blueprint == before
    if code is not None:
        assert code in {d.code for d in result.diagnostics if d.severity == "error"}
    if status not in ("success", "partial"):
        assert result.after is result.before and result.changes == ()
        assert result.blueprint == before
    assert result.to_json(timings=False) == edit(blueprint, command, **options).to_json(
        timings=False
    )


def test_a_document_comes_back_as_the_same_object_when_nothing_is_done() -> None:
    document = read(page())

    assert edit(document, "make the sidebar blue").document is document
    assert edit(document, "show the header").document is document


def test_the_result_names_steps_targets_and_writes() -> None:
    result = edit(page(), "make the header taller")

    (step,) = result.steps
    assert (step.intent, step.targets, step.status) == ("resize", ("header",), "success")
    assert step.writes == (("header", "height"),)
    assert result.timings_us.keys() == {"decompose", "execute", "verify", "serialize", "total"}


def test_a_preview_is_the_edit() -> None:
    command = "make the header taller"

    assert preview(page(), command).to_json(timings=False) == edit(page(), command).to_json(
        timings=False
    )


def test_new_low_contrast_is_a_warning_and_under_the_strict_policy_an_error() -> None:
    command = "make the text colour of the cancel button #CCCCCC"
    plain = edit(page(), command)
    strict = edit(page(), command, policy="strict")

    assert plain.status == "success"
    assert ("contrast.low", "warning") in {(d.code, d.severity) for d in plain.diagnostics}
    assert strict.status == "failed" and strict.rollback_triggered
    assert strict.rollback_reason


def test_what_was_wrong_before_is_told_and_blocks_nothing() -> None:
    result = edit(page(), "move the pay button down by 20px", policy="strict")

    assert result.status == "success"
    assert ("contrast.low", "notice") in {(d.code, d.severity) for d in result.diagnostics}


@pytest.mark.parametrize("option", ["mode", "policy", "recover", "reflow"])
def test_an_option_that_there_is_not_is_refused(option: str) -> None:
    with pytest.raises(ValueError, match=option):
        edit(page(), "make the header red", **{option: "maybe"})  # type: ignore[arg-type]


def test_select_and_check_ask_without_changing() -> None:
    assert select(page(), "the pay button") == ["pay"]
    assert select(page(), "the sidebar") == []
    assert set(select(page(), "the button")) == {"pay", "cancel"}
    assert [d.code for d in check(page())] == ["contrast.low"]


def test_a_plan_needs_no_english() -> None:
    plan = b'{"clauses":[{"text":"","span":[0,0],"steps":[{"do":"hide","target":{"by":"ids","ids":["pay"]}}]}]}'

    assert apply(page(), plan).document["pay"].style["hidden"] is True


def test_the_selection_is_what_this_means() -> None:
    plan = Plan((Clause("", (0, 0), (Shift(target=Ids(("pay",)), property="y", by=5),)),))

    assert apply(page(), plan, selection=["pay"]).ok


def test_an_editor_goes_back_and_forth() -> None:
    editor = Editor(page())
    start = editor.document
    first = editor.edit("make the header red").document
    second = editor.edit("make the header taller").document

    assert editor.history[0].command == "make the header red"
    assert editor.undo() and editor.document is first
    assert editor.undo() and editor.document is start
    assert not editor.undo()
    assert editor.redo() and editor.redo() and editor.document is second
    assert not editor.redo()


def test_an_editor_keeps_nothing_of_what_was_not_done() -> None:
    editor = Editor(page())

    editor.edit("make the sidebar blue")
    editor.preview("make the header red")

    assert editor.history == () and editor.previous == ()


def test_structure_can_be_taken_back() -> None:
    editor = Editor(page(), structural=True)
    before = editor.bytes

    editor.apply(Plan((Clause("", (0, 0), (Delete(target=Ids(("pay",))),)),)))
    assert "pay" not in editor.document
    editor.undo()

    assert editor.bytes == before


def test_importing_is_cheap_and_brings_no_heavy_library() -> None:
    heavy = ("coloraide", "rich", "cyclopts", "orjson", "rapidfuzz")
    code = f"import sys, redraft; print([m for m in {heavy} if m in sys.modules])"
    source = str(Path(redraft.__file__).parent.parent)

    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": source},
    )

    assert said.stdout.strip() == "[]"


def test_the_function_is_not_hidden_by_the_room_of_the_same_name() -> None:
    code = "import redraft.select.resolve, redraft; print(callable(redraft.select))"
    source = str(Path(redraft.__file__).parent.parent)

    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": source},
    )

    assert said.stdout.strip() == "True"


def test_every_public_name_is_there_and_sorted() -> None:
    assert sorted(redraft.__all__) == redraft.__all__
    assert all(getattr(redraft, name) is not None for name in redraft.__all__)
    assert redraft.Document is Document


def test_partial_mode_runs_what_was_read_and_reports_the_rest() -> None:
    command = "make the header red and frobnicate the pay button"
    atomic, partial = edit(page(), command), edit(page(), command, mode="partial")

    assert atomic.status == "rejected" and atomic.after is atomic.before
    assert partial.status == "partial"
    assert [c.component for c in partial.changes] == ["header"]
    assert [s.status for s in partial.steps] == ["success", "failed"]


def test_what_a_step_only_looks_at_must_be_there_too() -> None:
    result = edit(page(), "put the header below the sidebar")

    assert result.status == "rejected"
    assert result.diagnostics[0].code == "target.not-found"


def test_without_recovery_nothing_misspelt_is_run() -> None:
    command = "make the hedaer red"
    corrected, refused = edit(page(), command), edit(page(), command, recover="off")

    assert corrected.status == "success"
    assert "spelling.corrected" in {d.code for d in corrected.diagnostics}
    assert refused.status == "rejected" and refused.after is refused.before
