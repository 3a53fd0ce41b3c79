"""What was asked is brought inside what the rules allow, and said so."""

from __future__ import annotations

from typing import Any

import pytest

import redraft
from redraft.plan.steps import Clause, Literally, Plan, Scale, ScaleToken, Set, Shift, Step
from redraft.select.selectors import Ids
from redraft.serialize import Result


def page(**viewport: Any) -> dict[str, Any]:
    port = {"width": 400, "height": 600, **viewport}
    return {
        "tokens": {"font_scale": {"body": "14px"}},
        "components": [
            {"id": "pay", "type": "button", "text": "Pay", "bbox": [0, 0, 100, 50]},
            {"id": "small", "type": "button", "bbox": [0, 100, 100, 30]},
            {
                "id": "note",
                "type": "text",
                "text": "Hi",
                "bbox": [0, 200, 100, 20],
                "visual": {"font_size": "14px", "opacity": 0.9, "padding": 4},
            },
            {"id": "out", "type": "card", "bbox": [380, 300, 60, 20]},
            {"id": "left", "type": "card", "bbox": [16, 400, 100, 20]},
            {"id": "right", "type": "card", "bbox": [132, 400, 100, 20]},
        ],
        "meta": {"viewport": port},
    }


def do(step: Step, document: dict[str, Any] | None = None, **options: Any) -> Result:
    plan = Plan((Clause("do", (0, 2), (step,)),))
    return redraft.apply(document or page(), plan, **options)


def at(*ids: str) -> Ids:
    return Ids(ids)


CLAMPED: list[tuple[Step, dict[str, Any], str]] = [
    (Scale(target=at("pay"), property="height", factor=0.5), {"pay.height": 44}, "target-size.small"),
    (Scale(target=at("small"), property="height", factor=0.5), {}, "target-size.small"),
    (Scale(target=at("note"), property="font size", factor=0.5), {"note.font size": "12px"}, "text-size.small"),
    (ScaleToken(name="body", factor=0.5), {"None.tokens.font_scale.body": "12px"}, "text-size.small"),
    (Scale(target=at("note"), property="opacity", factor=2), {"note.opacity": 1}, "value.clamped"),
    (Shift(target=at("note"), property="padding", by=-9), {"note.padding": 0}, "value.clamped"),
    (Set(target=at("left"), property="width", value=Literally(-3)), {"left.width": 1}, "value.clamped"),
    (Shift(target=at("pay"), property="x", by=900), {"pay.x": 300}, "value.clamped"),
    (Shift(target=at("left"), property="x", by=-90), {"left.x": 0}, "value.clamped"),
    (
        Shift(target=at("left", "right"), property="x", by=-116),
        {"left.x": 0, "right.x": 116},
        "value.clamped",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("step", "expected", "code"), CLAMPED)
def test_a_value_outside_its_range_is_clamped_with_a_notice(
    step: Step, expected: dict[str, Any], code: str
) -> None:
    result = do(step)

    assert result.status == "success"
    assert {f"{c.component}.{c.property}": c.after for c in result.changes} == expected
    assert all(c.reason == "adjusted" for c in result.changes)
    assert code in {d.code for d in result.diagnostics if d.severity == "notice"}


@pytest.mark.parametrize(("step", "expected", "code"), CLAMPED)
def test_under_the_strict_policy_nothing_is_clamped(
    step: Step, expected: dict[str, Any], code: str
) -> None:
    result = do(step, policy="strict")

    assert result.status == "failed"
    assert result.after is result.before
    assert code in {d.code for d in result.diagnostics if d.severity == "error"}


def test_what_lay_outside_is_not_pulled_in_and_may_come_nearer() -> None:
    recoloured = do(Set(target=at("out"), property="background", value=Literally("#FF0000")))
    nearer = do(Shift(target=at("out"), property="x", by=-10))
    further = do(Shift(target=at("out"), property="x", by=10))

    assert [c.property for c in recoloured.changes] == ["background"]
    assert nearer.document["out"].box == (370, 300, 60, 20)
    assert further.after is further.before and further.status == "success"


def test_only_a_fixed_viewport_ends_downwards() -> None:
    step = Shift(target=at("pay"), property="y", by=900)

    assert do(step).document["pay"].box == (0, 900, 100, 50)
    assert do(step, page(fixed=True)).document["pay"].box == (0, 550, 100, 50)
