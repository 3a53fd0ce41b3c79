"""Contradictions are found before anything runs; what adds up is none."""

from __future__ import annotations

from typing import Any

import pytest

import redraft
from redraft.plan.steps import (
    Align,
    AppendText,
    ChangeCase,
    Clause,
    ColourWord,
    Delete,
    Exchange,
    Gradient,
    Hide,
    Like,
    Literally,
    Lock,
    Match,
    Place,
    Plan,
    Reorder,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Show,
    Step,
    Swap,
    Tint,
    TintToken,
    TokenValue,
)
from redraft.select.selectors import Everything, Ids, Reference, Screen, Where
from redraft.serialize import Result

A, B, IN = Ids(("a",)), Ids(("b",)), Ids(("in",))
IT = Reference("it")
CARDS = Everything(("card",))


def page() -> dict[str, Any]:
    return {
        "tokens": {"primary_color": "#FF0000"},
        "components": [
            {
                "id": "a",
                "type": "card",
                "bbox": [0, 0, 100, 40],
                "visual": {"bg_color": "#FFFFFF", "color": "#111111"},
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


def do(*steps: Step, locks: tuple[Lock, ...] = (), then: bool = False, **options: Any) -> Result:
    clauses = tuple(Clause(f"step {k}", (k, k + 1), (s,), then) for k, s in enumerate(steps))
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
    (Swap(first=A, second=B), Swap(first=B, second=A)),
    (Exchange(target=A, properties=("background", "text colour")), Exchange(target=A, properties=("text colour", "background"))),
    (Reorder(target=A, to="front"), Reorder(target=A, to="back")),
    (ChangeCase(target=IN, case="upper"), ChangeCase(target=IN, case="lower")),
    (ReplaceText(target=IN, find="Hi", put="Ho"), ReplaceText(target=IN, find="Ho", put="Hi")),
    (Set(target=A, property="border width", value=Literally(0)), Set(target=A, property="border colour", value=ColourWord("red"))),
    (Set(target=A, property="shadow", value=Literally("none")), Scale(target=A, property="shadow", factor=1.2)),
    (Set(target=A, property="background", value=Gradient((ColourWord("red"), ColourWord("blue")))), colour(A, "red")),
    (Delete(target=A), Hide(target=Where(Everything(), "below", A))),
    (ScaleToken(name="primary", factor=2), ScaleToken(name="primary", factor=0.5)),
    (TintToken(name="primary", lightness=0.1), TintToken(name="primary", lightness=-0.1)),
]  # fmt: skip


#: a conflict unless the words say which comes first
ORDERS: list[tuple[Step, Step]] = [
    (Scale(target=IN, property="size", factor=2), Set(target=IN, property="size", value=Literally(20))),
    (Tint(target=A, lightness=-0.1), colour(A, "white")),
    (AppendText(target=IN, text="!"), Set(target=IN, property="text", value=Literally("Ho"))),
    (ReplaceText(target=IN, find="Hi", put="Ho"), ReplaceText(target=IN, find="Ho", put="He")),
    (colour(A, "red"), Swap(first=A, second=B, property="background")),
    (colour(A, "red"), Match(target=A, source=B, properties=("style",))),
    (Align(target=A, lines=("left",), to=B, gap=30), Place(target=A, side="below", anchor=B)),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_steps_of_which_the_later_spoils_the_earlier_need_an_order_in_words(
    first: Step, second: Step
) -> None:
    result = do(first, second)
    told = do(first, second, then=True)

    assert (result.status, told.status) == ("conflicted", "success")
    assert (result.diagnostics[0].span, result.diagnostics[0].related) == ((1, 2), ((0, 1),))


#: done as the screen is, with a word on it
TOLD: list[tuple[Step, Step, str]] = [
    (Set(target=B, property="width", value=Like(A)), Scale(target=A, property="width", factor=2), "warning"),
    (Match(target=B, source=A, properties=("height",)), Set(target=A, property="height", value=Literally(60)), "warning"),
    (Set(target=B, property="colour", value=TokenValue("primary color")), TintToken(name="primary", lightness=0.1), "warning"),
    (Place(target=B, side="right", anchor=A), Shift(target=A, property="x", by=5), "warning"),
    (colour(CARDS, "red"), colour(A, "blue"), "notice"),
    (Hide(target=CARDS), Show(target=A), "notice"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "severity"), TOLD)
def test_what_can_be_told_although_it_looks_doubtful_is_done_and_said(
    first: Step, second: Step, severity: str
) -> None:
    result = do(first, second)

    assert result.status == "success"
    told = [d for d in result.diagnostics if d.code == "plan.conflict"]
    assert [(d.severity, d.span, d.related) for d in told] == [(severity, (1, 2), ((0, 1),))]


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
    (Match(target=A, source=B, properties=("style",)), colour(A, "green")),
    (
        Scale(target=A, property="width", factor=1.2),
        Set(target=A, property="width", value=Literally(130)),
    ),
    (Tint(target=A, lightness=-0.1), colour(A, "red")),
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
    (SetToken(name="primary", value=ColourWord("blue")), Lock(properties=("colour",))),
    (
        Set(target=Screen(), property="background", value=ColourWord("blue")),
        Lock(properties=("background",)),
    ),
    (Set(target=Screen(), property="background", value=ColourWord("blue")), Lock(target=Screen())),
    (Reorder(target=A, to="front"), Lock(properties=("order",))),
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
