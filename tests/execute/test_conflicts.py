"""Contradictions are found before anything runs; what adds up is none."""

from __future__ import annotations

from typing import Any

import pytest

import redraft
from redraft.plan.steps import (
    Align,
    Clause,
    ColourWord,
    Delete,
    Hide,
    Like,
    Literally,
    Lock,
    Place,
    Plan,
    Scale,
    Set,
    SetToken,
    Shift,
    Show,
    Step,
    Tint,
)
from redraft.select.selectors import Ids, Reference
from redraft.serialize import Result

A, B, IN = Ids(("a",)), Ids(("b",)), Ids(("in",))
IT = Reference("it")


def page() -> dict[str, Any]:
    return {
        "tokens": {"primary_color": "#FF0000"},
        "components": [
            {
                "id": "a",
                "type": "card",
                "bbox": [0, 0, 100, 40],
                "visual": {"bg_color": "#FFFFFF"},
                "children": [{"id": "in", "type": "text", "text": "Hi", "bbox": [5, 5, 20, 20]}],
            },
            {
                "id": "b",
                "type": "card",
                "bbox": [0, 200, 100, 40],
                "visual": {"bg_color": "#000000"},
            },
        ],
    }


def do(*steps: Step, locks: tuple[Lock, ...] = (), **options: Any) -> Result:
    clauses = tuple(Clause(f"step {k}", (k, k + 1), (s,)) for k, s in enumerate(steps))
    return redraft.apply(page(), Plan(clauses, locks), **options)


def colour(target: Any, words: str) -> Set:
    return Set(target=target, property="colour", value=ColourWord(words))


CONFLICTS: list[tuple[Step, Step]] = [
    (Delete(target=A), Scale(target=A, property="size", factor=1.2)),
    (Delete(target=A), Scale(target=IT, property="size", factor=1.2)),
    (Delete(target=A), colour(IN, "red")),
    (Delete(target=A), Place(target=B, side="below", anchor=A)),
    (Delete(target=A), Set(target=B, property="colour", value=Like(A))),
    (Hide(target=A), colour(A, "red")),
    (Hide(target=A), Shift(target=IN, property="x", by=5)),
    (Hide(target=A), Show(target=A)),
    (Show(target=A), Hide(target=A)),
    (colour(A, "red"), colour(A, "blue")),
    (colour(A, "red"), Set(target=A, property="background", value=ColourWord("blue"))),
    (
        Set(target=A, property="width", value=Literally(10)),
        Set(target=A, property="width", value=Literally(20)),
    ),
    (SetToken(name="primary", value=ColourWord("red")), SetToken(name="primary color", value=ColourWord("blue"))),
    (Place(target=A, side="below", anchor=B), Place(target=A, side="above", anchor=B)),
    (Align(target=A, lines=("left",)), Align(target=A, lines=("right",), to=B, gap=9)),
    (Shift(target=A, property="x", by=10), Shift(target=A, property="x", by=-10)),
    (Scale(target=A, property="size", factor=1.2), Scale(target=A, property="size", factor=0.8)),
    (Tint(target=A, lightness=0.1), Tint(target=A, lightness=-0.1)),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), CONFLICTS)
@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_steps_that_contradict_one_another_are_not_run(
    first: Step, second: Step, mode: str
) -> None:
    result = do(first, second, mode=mode)

    assert result.status == "conflicted"
    assert result.after is result.before
    assert result.diagnostics[0].code == "plan.conflict"
    assert result.diagnostics[0].span == (1, 2)
    assert [s.status for s in result.steps] == ["skipped", "failed"]


FINE: list[tuple[Step, Step]] = [
    (colour(A, "red"), colour(A, "#FF0000")),
    (colour(A, "red"), colour(B, "blue")),
    (colour(A, "red"), Tint(target=A, lightness=0.1)),
    (Scale(target=A, property="size", factor=1.2), Scale(target=A, property="size", factor=1.1)),
    (
        Set(target=A, property="width", value=Literally(50)),
        Scale(target=A, property="width", factor=2),
    ),
    (Shift(target=A, property="x", by=10), Shift(target=A, property="x", by=-4)),
    (Hide(target=A), colour(B, "red")),
    (Hide(target=A), Hide(target=A)),
    (Place(target=A, side="below", anchor=B), Align(target=A, lines=("center",))),
    (colour(IN, "white"), Hide(target=A)),
]


@pytest.mark.parametrize(("first", "second"), FINE)
def test_steps_that_add_up_are_no_conflict(first: Step, second: Step) -> None:
    assert do(first, second).status == "success"


def test_two_values_in_one_clause_are_a_conflict_too() -> None:
    both = Plan((Clause("red and blue", (0, 12), (colour(A, "red"), colour(A, "blue"))),))

    assert redraft.apply(page(), both).status == "conflicted"


LOCKED: list[tuple[Step, Lock]] = [
    (colour(A, "red"), Lock(target=A)),
    (colour(IN, "red"), Lock(target=A)),
    (Shift(target=A, property="x", by=5), Lock(target=IN)),
    (Scale(target=A, property="size", factor=1.2), Lock(properties=("width",))),
    (Scale(target=A, property="size", factor=1.2), Lock(target=A, properties=("size",))),
    (Align(target=A, lines=("right",)), Lock(target=A, properties=("position",))),
    (Delete(target=A), Lock(target=IN)),
]


@pytest.mark.parametrize(("step", "lock"), LOCKED)
def test_a_step_that_would_break_a_lock_is_not_run(step: Step, lock: Lock) -> None:
    result = do(step, locks=(lock,))

    assert result.status == "conflicted"
    assert result.diagnostics[0].code == "plan.locked"


@pytest.mark.parametrize(
    ("step", "lock"),
    [
        (colour(A, "red"), Lock(target=B)),
        (colour(A, "red"), Lock(properties=("width",))),
        (Scale(target=A, property="height", factor=1.2), Lock(properties=("width",))),
        (colour(A, "red"), Lock(target=IN)),
    ],
)
def test_what_a_lock_does_not_cover_runs(step: Step, lock: Lock) -> None:
    assert do(step, locks=(lock,)).status == "success"
