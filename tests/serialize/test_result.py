"""The result of an edit says what happened, in one shape for every door."""

import json
from typing import Any

import msgspec
import orjson
import pytest

from redraft.diagnostics import Diagnostic, PlanError
from redraft.document.blueprint import MISSING, Document
from redraft.document.change import Change
from redraft.document.properties import assign
from redraft.plan.steps import Clause, Literally, Plan, Set
from redraft.plan.wire import plan_from_json, plan_to_json
from redraft.select.selectors import Ids, Look, Named
from redraft.serialize.patching import patched
from redraft.serialize.reader import read
from redraft.serialize.result import Result, StepReport
from redraft.serialize.schemas import ResultWire, plan_schema, result_schema
from redraft.serialize.writer import digest, write

SOURCE = (
    b'{"components":[{"id":"header","type":"box","bbox":[0,0,100,40],"visual":{"height":"40px",'
    b'"gap":1.50}}]}'
)
STEP = StepReport(
    1, "Make it smaller", (0, 15), "resize", ("header",), "success", (("header", "height"),)
)


def edited(source: bytes = SOURCE, **more: Any) -> Result:
    before = read(source)
    document, changes = before, []
    for step, (name, value) in enumerate([("height", 32), ("gap", 2), ("opacity", 0.5)], 1):
        component, edits = assign(document, document.at(0), name, value)
        changes += [
            Change(step, "header", name, "/components/0" + e.tail, e.before, e.after) for e in edits
        ]
        document = document.replace({0: component})
    return Result(
        "success",
        before,
        document,
        steps=(STEP,),
        changes=tuple(changes),
        confidence=0.97,
        trace=lambda: ["because"],
        spent_ns={"total": 48_000},
        **more,
    )


def test_the_json_has_every_field_of_the_specification_in_its_order() -> None:
    said = orjson.loads(edited().to_json())

    assert " ".join(said) == (
        "status final_blueprint steps_executed steps_failed steps_total rollback_triggered"
        " rollback_reason changes_applied confidence reasoning_trace steps changes diagnostics"
        " patch inverse_patch digest certificate seal timings_us"
    )
    assert said["steps"] == [
        {
            "id": 1,
            "clause": "Make it smaller",
            "span": [0, 15],
            "intent": "resize",
            "targets": ["header"],
            "status": "success",
            "writes": [["header", "height"]],
        }
    ]
    assert " ".join(said["changes"][0]) == "step component property path before after reason"
    assert (said["steps_executed"], said["steps_failed"], said["steps_total"]) == (1, 0, 1)
    assert said["timings_us"] == {"total": 48}
    assert said["reasoning_trace"] == ["because"]


def test_the_json_fits_its_schema() -> None:
    wire = msgspec.json.decode(edited().to_json(), type=ResultWire)

    assert wire.status == "success"
    assert "ResultWire" in result_schema()["$defs"]
    assert json.dumps(plan_schema())


def test_a_change_is_one_line_wherever_it_is_stored() -> None:
    assert edited().changes_applied == [
        "header: height 40 → 32",
        "header: gap 1.50 → 2",
        "header: opacity (none) → 0.5",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change(1, "a", "text", "/components/0/text", "A", "B"), "a: text “A” → “B”"),
        (
            Change(1, "a", "text", "/components/0/text", "A" * 99, None),
            f"a: text “{'A' * 59}…” → null",
        ),
        (Change(1, "a", "visibility", "/x", False, True), "a: visibility shown → hidden"),
        (
            Change(1, "a", "order", "/components/0", "/components/0", "/components/3"),
            "a: order 1 → 4",
        ),
        (Change(1, "a", "component", "/components/0", MISSING, {"id": "a"}), "a: added"),
        (Change(1, "a", "component", "/components/0", {"id": "a"}, MISSING), "a: removed"),
        (
            Change(1, None, "tokens.colors.brand", "/tokens/colors/brand", "#000000", "#FFFFFF"),
            "token colors brand: #000000 → #FFFFFF",
        ),
        (
            Change(
                1, None, "tokens.background_color", "/tokens/background_color", MISSING, "#FFFFFF"
            ),
            "screen: background (none) → #FFFFFF",
        ),
    ],
)
def test_a_change_is_said_in_words(change: Change, line: str) -> None:
    document = read({"components": []})

    assert Result("success", document, document, changes=(change,)).changes_applied == [line]


def test_absent_is_not_null() -> None:
    document = read({"components": []})
    changes = (
        Change(1, "a", "opacity", "/components/0/visual/opacity", MISSING, 0.5),
        Change(1, "a", "opacity", "/components/0/visual/opacity", None, MISSING),
    )

    first, second = Result("success", document, document, changes=changes).to_dict()["changes"]

    assert "before" not in first and first["after"] == 0.5
    assert second["before"] is None and "after" not in second


def test_the_patches_in_the_json_lead_there_and_back_byte_for_byte() -> None:
    """T-2."""
    result = edited()
    said = msgspec.json.decode(result.to_json(), type=dict[str, msgspec.Raw])

    there = patched(SOURCE, bytes(said["patch"]))

    assert there == result.bytes == bytes(said["final_blueprint"])
    assert patched(there, bytes(said["inverse_patch"])) == SOURCE


def test_python_values_of_the_json_are_those_of_the_dict() -> None:
    result = edited()

    assert orjson.loads(result.to_json()) == result.to_dict()
    assert orjson.dumps(result.to_dict())
    assert result.to_json(indent=2) == msgspec.json.format(result.to_json(), indent=2)
    assert "timings_us" not in result.to_dict(timings=False)


def test_the_blueprint_is_the_callers_own() -> None:
    result = edited()
    blueprint = result.blueprint

    blueprint["components"][0]["visual"]["height"] = "mine"

    assert result.blueprint is blueprint
    assert write(result.document) == result.bytes
    assert b"mine" not in result.to_json()
    assert type(blueprint["components"][0]["bbox"][1]) is int


def test_nothing_is_written_out_before_it_is_asked_for() -> None:
    result = edited()
    kept = result.document.outline.kept

    assert result.patch and result.inverse_patch and result.changes_applied and result.ok
    assert not any(known.is_of(result.document) for known in kept.get("bytes", ()))


def test_a_refused_edit_gives_the_input() -> None:
    """T-1."""
    document = read(SOURCE)
    found = Diagnostic("target.not-found", "error", "nothing here is called “x”", span=(0, 1))

    result = Result(
        "failed",
        document,
        document,
        diagnostics=(found,),
        rollback_triggered=True,
        rollback_reason="x",
    )

    said = result.to_dict()
    assert not result.ok
    assert result.document is document
    assert said["digest"]["before"] == said["digest"]["after"] == digest(document)
    assert said["diagnostics"] == [
        {
            "code": "target.not-found",
            "severity": "error",
            "message": "nothing here is called “x”",
            "span": [0, 1],
        }
    ]
    assert (said["rollback_triggered"], said["patch"]) == (True, [])


def test_half_a_surrogate_pair_in_a_command_can_be_said() -> None:
    document: Document = read({"components": []})
    found = Diagnostic("clause.not-understood", "error", "“\ud800” could not be read")

    said = orjson.loads(Result("rejected", document, document, diagnostics=(found,)).to_json())

    assert said["diagnostics"][0]["message"] == "“\ufffd” could not be read"


# -- plans ------------------------------------------------------------------------------------

PLAN = Plan(
    (
        Clause(
            "make the red buttons blue",
            (0, 25),
            (
                Set(
                    target=Look(Named(("buttons",)), "colour", "red"),
                    property="colour",
                    value=Literally("#0000FF"),
                ),
                Set(target=Ids(("a",)), property="opacity", value=Literally(0.5)),
            ),
        ),
    )
)


def test_a_plan_survives_its_wire_form() -> None:
    """S-3."""
    assert plan_from_json(plan_to_json(PLAN)) == PLAN


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (b"", None),
        (b"[]", ""),
        (b"{", None),
        (b"\xff", None),
        (b'{"clauses":[{"text":1,"span":[0,1]}]}', "/clauses/0/text"),
        (b'{"clauses":[{"text":"","span":[0,1],"steps":[{"do":"fly"}]}]}', "/clauses/0/steps/0/do"),
        (b'{"clauses":[{"text":"","span":[0,1],"steps":[{"do":"hide"}]}]}', "/clauses/0/steps/0"),
        (b'{"locks":[{"target":' + b'{"by":"except","base":' * 5000, None),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_at_its_place(source: bytes, path: str | None) -> None:
    with pytest.raises(PlanError) as caught:
        plan_from_json(source)

    assert (caught.value.code, caught.value.diagnostic.path) == ("value.invalid", path)
