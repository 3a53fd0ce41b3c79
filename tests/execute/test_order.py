"""Where nothing is said of two steps, their order makes no difference."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import redraft
from redraft.document.blueprint import Document
from redraft.execute.conflicts import conflicts
from redraft.execute.planned import Planned
from redraft.execute.resolving import Resolver
from redraft.execute.settled import comes_later
from redraft.plan.footprint import ALL, Leaf, footprint
from redraft.plan.steps import (
    Align,
    AppendText,
    ChangeCase,
    Clause,
    ColourWord,
    Gradient,
    Hide,
    Like,
    Literally,
    Lock,
    Match,
    Place,
    Plan,
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
from redraft.select.resolve import resolve
from redraft.select.selectors import Everything, Ids, Screen
from redraft.serialize import Result

A, B, T, IN = Ids(("a",)), Ids(("b",)), Ids(("t",)), Ids(("in",))


def page() -> dict[str, Any]:
    """Components so far from one another that none has to make room."""
    label = {"id": "in", "type": "text", "text": "Pay", "bbox": [2010, 1010, 60, 20]}
    return {
        "meta": {"viewport": {"width": 5000, "height": 12000}},
        "tokens": {"primary_color": "#AA0000", "base_spacing": 8},
        "components": [
            {
                "id": "a",
                "type": "card",
                "text": "Save",
                "bbox": [2000, 1000, 300, 200],
                "visual": {"bg_color": "#DDDDDD", "border_width": 2, "padding": 8},
                "children": [label],
            },
            {
                "id": "b",
                "type": "card",
                "text": "Send",
                "bbox": [2000, 4000, 200, 100],
                "visual": {"bg_color": "#333333", "padding": 12, "hidden": True},
            },
            {
                "id": "t",
                "type": "title",
                "text": "Save it",
                "bbox": [2000, 8000, 400, 60],
                "visual": {"font_size": 24, "color": "#222222"},
            },
        ],
    }


targets = st.sampled_from([A, A, A, T, IN, Ids(("a", "b"))])
names = st.sampled_from(
    ["colour", "background", "text colour", "width", "height", "size", "font size", "padding", "x", "y"]
)  # fmt: skip
colours = st.sampled_from(
    [ColourWord("red"), ColourWord("#0000FF"), TokenValue("primary color"), Like(B), Like(A)]
)
one = st.sampled_from([A, B, T])


@st.composite
def steps(draw: st.DrawFn) -> Step:
    target = draw(targets)
    factor = draw(st.sampled_from([0.5, 0.8, 1.2, 2]))
    kinds = [
        Set(target=target, property="colour", value=draw(colours)),
        Set(target=target, property="background", value=draw(colours)),
        Set(target=target, property="background", value=Gradient((ColourWord("red"), ColourWord("#00FF00")))),
        Set(target=target, property="text colour", value=draw(colours)),
        Set(target=target, property=draw(st.sampled_from(["width", "height", "font size", "padding"])), value=Literally(draw(st.sampled_from([20, 90])))),
        Set(target=target, property="width", value=Like(draw(one))),
        Set(target=target, property="border width", value=Literally(draw(st.sampled_from([0, 3])))),
        Set(target=target, property="border colour", value=ColourWord("red")),
        Set(target=target, property="text", value=Literally(draw(st.sampled_from(["Save", "Go"])))),
        Set(target=Screen(), property="background", value=draw(colours)),
        Scale(target=target, property=draw(st.sampled_from(["width", "size", "padding"])), factor=factor),
        Shift(target=target, property=draw(st.sampled_from(["x", "y", "width"])), by=draw(st.sampled_from([-9, 9, 20]))),
        Tint(target=target, lightness=draw(st.sampled_from([-0.1, 0.1]))),
        ReplaceText(target=target, find=draw(st.sampled_from(["Save", "Send"])), put=draw(st.sampled_from(["Save", "Send", "Go"]))),
        AppendText(target=target, text="!"),
        ChangeCase(target=target, case="upper"),
        Match(target=target, source=draw(one), properties=("padding",)),
        Swap(first=A, second=draw(st.sampled_from([B, T])), property=draw(st.sampled_from(["background", "width", "text"]))),
        SetToken(name="primary color", value=ColourWord(draw(st.sampled_from(["red", "#123456"])))),
        TintToken(name="primary", lightness=0.1),
        ScaleToken(name="base spacing", factor=2),
        Place(target=target, side=draw(st.sampled_from(["below", "right"])), anchor=draw(one), gap=900),
        Align(target=target, lines=(draw(st.sampled_from(["left", "top", "center"])),)),
        Align(target=target, lines=("left",), to=draw(one), gap=600),
        Hide(target=target),
        Show(target=target),
    ]  # fmt: skip
    return draw(st.sampled_from(kinds))


def do(first: Step, second: Step, *, then: bool = False) -> Result:
    clauses = (Clause("one", (0, 3), (first,)), Clause("two", (4, 7), (second,), then))
    return redraft.apply(page(), Plan(clauses), reflow="off")


def is_silent(result: Result) -> bool:
    return result.ok and not [d for d in result.diagnostics if d.code == "plan.conflict"]


def builds_on(first: Step, second: Step) -> bool:
    """Whether the second step starts from what the first one wrote."""
    document = Document.of(page())
    here = with_children(footprint(document, first, lambda s: resolve(document, s)).writes)
    there = with_children(footprint(document, second, lambda s: resolve(document, s)).reads)
    whole = {name for name, said in there if said == ALL}
    return not here.isdisjoint(there) or any(name in whole for name, _ in here)


def with_children(leaves: Iterable[Leaf]) -> set[Leaf]:
    """Places with those of what lies inside, which moves along."""
    return {*leaves, *(("in", said) for name, said in leaves if name == "a" and said in ("x", "y"))}


@settings(max_examples=300)
@given(steps(), steps())
def test_the_order_of_two_steps_makes_no_difference_where_nothing_is_said_of_them(
    first: Step, second: Step
) -> None:
    """C-2."""
    there, back = do(first, second), do(second, first)

    if is_silent(there) and is_silent(back):
        built = builds_on(first, second) or builds_on(second, first)
        assert built or there.blueprint == back.blueprint


def test_a_clause_without_words_comes_where_it_stands() -> None:
    """C-2: a plan that a tool has written is in order."""
    clauses = (
        Clause("", (0, 0), (Scale(target=T, property="font size", factor=2),)),
        Clause("", (0, 0), (Set(target=T, property="font size", value=Literally(20)),)),
    )

    assert redraft.apply(page(), Plan(clauses)).status == "success"
    assert list(comes_later(clauses)) == [0, 1]


# -- how much work it is -----------------------------------------------------------------


def calls(count: int, locks: tuple[Lock, ...] = ()) -> int:
    """How many calls it takes to look through so many steps on a hundred components."""
    tree = {
        "components": [
            {"id": f"c{k}", "type": "card", "bbox": [0, 50 * k, 40, 40], "visual": {"bg_color": "#FFF"}}
            for k in range(100)
        ]
    }  # fmt: skip
    document = Document.of(tree)
    resolver = Resolver(document)
    planned: list[Planned] = []
    for k in range(count):
        target = Ids((f"c{k % 100}",))
        kinds: list[Step] = [
            Set(target=target, property="colour", value=ColourWord("red")),
            Scale(target=target, property="size", factor=1 + k / 1000),
            Shift(target=target, property="x", by=k + 1),
            Match(target=target, source=Ids((f"c{(k + 1) % 100}",)), properties=("padding",)),
            Place(target=target, side="below", anchor=Ids((f"c{(k + 7) % 100}",))),
            Shift(target=Everything(), property="y", by=k + 1),
        ]
        step = kinds[k % len(kinds)]
        acted = tuple(range(100)) if step.target == Everything() else (k % 100,)  # type: ignore[union-attr]
        planned.append(Planned(k + 1, Clause(f"step {k}", (k, k + 1), (step,)), step, acted))
    counted = 0

    def count_call(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count_call)
    try:
        conflicts(document, planned, locks, resolver)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("locks", [(), (Lock(properties=("shadow",)),)], ids=["free", "locked"])
def test_twice_the_steps_are_twice_the_work(locks: tuple[Lock, ...]) -> None:
    """L-1."""
    calls(20, locks)  # what is worked out once is not counted

    assert calls(200, locks) < 2.5 * calls(100, locks)
