"""What each step kind writes, as a table of exact values."""

from __future__ import annotations

from typing import Any

import pytest

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import MISSING, Document
from redraft.plan.effects import effects
from redraft.plan.steps import (
    Add,
    Align,
    AppendText,
    ChangeCase,
    ColourWord,
    Delete,
    Distribute,
    Duplicate,
    Exchange,
    Gradient,
    Hide,
    Like,
    Literally,
    Match,
    Place,
    PrependText,
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
    Wrap,
)
from redraft.select.resolve import resolve
from redraft.select.selectors import Ids, Screen


def page() -> Document:
    return Document.of(
        {
            "tokens": {
                "base_spacing": 16,
                "primary_color": "#E63946",
                "font_scale": {"h1": "28px", "body": 14},
                "border_radius": "8px",
                "colors": {"green": "#11AA33"},
            },
            "components": [
                {
                    "id": "head",
                    "type": "header",
                    "bbox": [0, 0, 375, 60],
                    "visual": {"bg_color": "#112233", "height": "60px"},
                    "children": [{"id": "logo", "type": "image", "bbox": [10.5, 10, 40, 40]}],
                },
                {
                    "id": "title",
                    "type": "title",
                    "text": "Hello it's me",
                    "bbox": [16, 80, 200, 40],
                },
                {
                    "id": "pay",
                    "type": "button",
                    "text": "Pay now",
                    "bbox": [16, 140, 100, 50],
                    "visual": {
                        "bg_color": "#FF0000",
                        "bg_gradient": "linear-gradient(red, blue)",
                        "color": "#FFFFFF",
                        "font_size": "28px",
                        "font_weight": 400,
                        "padding": "8px 16px",
                        "opacity": 0.5,
                        "hidden": True,
                    },
                },
                {"id": "card", "type": "card", "bbox": [200, 140, 100, 100]},
                {"id": "c2", "type": "card", "bbox": [50, 260, 100, 20]},
                {"id": "c3", "type": "card", "bbox": [60, 400, 100, 20]},
            ],
            "meta": {"viewport": {"width": 375, "height": 812}},
        }
    )


def at(*names: str) -> Ids:
    return Ids(names)


def written(step: Step, document: Document | None = None) -> dict[str, Any]:
    document = document or page()
    draft = effects(document, step, lambda s: resolve(document, s))
    ids = document.outline.ids
    return {
        w.property if w.at is None else f"{ids[w.at]} {w.property}": w.value for w in draft.writes
    }


LOOKS: list[tuple[Step, dict[str, Any]]] = [
    # amounts, rounding, stored forms
    (
        Scale(target=at("pay"), property="size", factor=1.2),
        {"pay width": 120, "pay height": 60},
    ),
    (Scale(target=at("title"), property="size", factor=1.2), {"title font size": 34}),
    (Scale(target=at("pay"), property="font size", factor=1.5), {"pay font size": "42px"}),
    (Scale(target=at("pay"), property="padding", factor=2), {"pay padding": "16px 32px"}),
    (Scale(target=at("card"), property="padding", factor=1.2), {"card padding": 19}),
    (Scale(target=at("card"), property="border width", factor=1.2), {"card border width": 1}),
    (Scale(target=at("card"), property="border radius", factor=2), {"card border radius": 16}),
    (Scale(target=at("pay"), property="opacity", factor=0.5), {"pay opacity": 0.25}),
    (Scale(target=at("pay"), property="font weight", factor=1.5), {"pay font weight": 700}),
    (Scale(target=at("c2"), property="height", factor=1.01), {"c2 height": 21}),
    (Shift(target=at("pay"), property="font size", by=-4), {"pay font size": "24px"}),
    (Shift(target=at("pay"), property="rotation", by=90), {"pay rotation": 90}),
    (Shift(target=at("c2"), property="x", by=2, unit="spacing"), {"c2 x": 82}),
    (Shift(target=at("c2"), property="y", by=0.5, unit="screen"), {"c2 y": 666}),
    (Shift(target=at("c2"), property="x", by=-1, unit="self"), {"c2 x": -50}),
    # values
    (Set(target=at("c2"), property="width", value=Literally(300.4)), {"c2 width": 300}),
    (Set(target=at("c2"), property="width", value=Literally("50%")), {"c2 width": 188}),
    (Set(target=at("pay"), property="font size", value=Literally(20)), {"pay font size": "20px"}),
    (
        Set(target=at("title"), property="text", value=Literally("It’s Me")),
        {"title text": "It’s Me"},
    ),
    (
        Set(target=at("pay"), property="font weight", value=Literally("bold")),
        {"pay font weight": 700},
    ),
    (
        Set(target=at("title"), property="font weight", value=Literally("bold")),
        {"title font weight": "bold"},
    ),
    (
        Set(target=at("title"), property="text decoration", value=Literally("underlined")),
        {"title text decoration": "underline"},
    ),
    (Set(target=at("pay"), property="opacity", value=Literally("30%")), {"pay opacity": 0.3}),
    # colours
    (
        Set(target=at("pay"), property="colour", value=ColourWord("light green")),
        {"pay background": "#90EE90", "pay gradient": "none"},
    ),
    (
        Set(target=at("title"), property="colour", value=ColourWord("green")),
        {"title text colour": "#11AA33"},
    ),
    (
        Set(target=at("card"), property="border colour", value=Literally("rgb(0 0 255 / 50%)")),
        {"card border colour": "#0000FF80"},
    ),
    (
        Set(target=at("title"), property="colour", value=TokenValue("primary")),
        {"title text colour": "#E63946"},
    ),
    (
        Set(
            target=at("card"),
            property="background",
            value=Gradient((ColourWord("red"), ColourWord("blue")), "to right"),
        ),
        {"card gradient": "linear-gradient(to right, #FF0000, #0000FF)"},
    ),
    (Tint(target=at("head"), lightness=-0.1), {"head background": "#000B1A"}),
    (
        Tint(target=at("title"), property="text colour", lightness=0),
        {"title text colour": "#000000"},
    ),
    (
        Set(target=at("title"), property="colour", value=Like(at("head"))),
        {"title text colour": "#112233"},
    ),
    # text
    (ReplaceText(target=at("pay"), find="PAY", put="Buy"), {"pay text": "Buy now"}),
    (AppendText(target=at("pay"), text="!"), {"pay text": "Pay now!"}),
    (PrependText(target=at("pay"), text="> "), {"pay text": "> Pay now"}),
    (ChangeCase(target=at("title"), case="upper"), {"title text": "HELLO IT'S ME"}),
    (ChangeCase(target=at("title"), case="title"), {"title text": "Hello It's Me"}),
    (ChangeCase(target=at("pay"), case="sentence"), {"pay text": "Pay now"}),
    # visibility
    (Hide(target=at("card")), {"card visibility": True}),
    (Show(target=at("pay")), {"pay visibility": False}),
    (Show(target=at("card")), {}),
    # taking over and exchanging
    (Match(target=at("c2"), source=at("pay")), {"c2 width": 100, "c2 height": 50}),
    (
        Match(target=at("title"), source=at("pay"), properties=("size",)),
        {"title width": 100, "title height": 50},
    ),
    (
        Exchange(target=at("pay"), properties=("width", "height")),
        {"pay width": 50, "pay height": 100},
    ),
    (
        Swap(first=at("pay"), second=at("title"), property="text"),
        {"pay text": "Hello it's me", "title text": "Pay now"},
    ),
    (
        Swap(first=at("c2"), second=at("card")),
        {"c2 x": 200, "c2 y": 140, "card x": 50, "card y": 260},
    ),
]

PLACES: list[tuple[Step, dict[str, Any]]] = [
    # what is inside comes along and keeps its fraction
    (Shift(target=at("head"), property="x", by=10), {"head x": 10, "logo x": 20.5}),
    (Shift(target=at("head", "logo"), property="y", by=5), {"head y": 5, "logo y": 15}),
    (Place(target=at("c2"), side="below", anchor=at("title")), {"c2 x": 16, "c2 y": 136}),
    (Place(target=at("c2"), side="above", anchor=at("card")), {"c2 x": 200, "c2 y": 104}),
    (Place(target=at("c2"), side="right", anchor=at("pay"), gap=4), {"c2 x": 120, "c2 y": 140}),
    (Place(target=at("c2"), side="left", anchor=at("card")), {"c2 x": 84, "c2 y": 140}),
    (Place(target=at("c2"), side="inside", anchor=at("card")), {"c2 x": 216, "c2 y": 156}),
    (Place(target=at("c2"), side="over", anchor=at("card")), {"c2 x": 200, "c2 y": 180}),
    (Place(target=at("c2"), side="between", anchor=at("title", "c3")), {"c2 x": 16, "c2 y": 250}),
    (
        Place(target=at("c3", "c2"), side="below", anchor=at("title")),
        {"c2 x": 16, "c2 y": 136, "c3 x": 16, "c3 y": 172},
    ),
    (Align(target=at("c2"), lines=("right",)), {"c2 x": 275}),
    (Align(target=at("logo"), lines=("center", "middle")), {"logo x": 168, "logo y": 10}),
    (Align(target=at("c2"), lines=("left", "bottom"), gap=8), {"c2 x": 8, "c2 y": 784}),
    (Align(target=at("c2"), lines=("left",), to=at("card")), {"c2 x": 200}),
    # each by itself where that keeps them apart, as one where it would pile them up
    (Align(target=at("c2", "c3"), lines=("left",)), {"c2 x": 0, "c3 x": 0}),
    (Align(target=at("c2", "c3"), lines=("bottom",)), {"c2 y": 652, "c3 y": 792}),
    (Distribute(target=at("title", "c2", "c3"), axis="y"), {"c2 y": 250}),
    (
        Distribute(target=at("title", "c2", "c3"), axis="y", gap=10),
        {"c2 y": 130, "c3 y": 160},
    ),
]

TOKENS: list[tuple[Step, dict[str, Any]]] = [
    (
        SetToken(name="primary color", value=ColourWord("blue")),
        {"tokens.primary_color": "#0000FF"},
    ),
    (SetToken(name="h1", value=Literally(30)), {"tokens.font_scale.h1": "30px"}),
    (ScaleToken(name="base spacing", factor=1.5), {"tokens.base_spacing": 24}),
    (
        ScaleToken(name="font scale", factor=2),
        {"tokens.font_scale.h1": "56px", "tokens.font_scale.body": 28},
    ),
    (TintToken(name="green", lightness=0), {"tokens.colors.green": "#11AA33"}),
    (
        SetToken(name="ink", value=ColourWord("navy"), create=True),
        {"tokens.colors.ink": "#000080"},
    ),
    (
        Set(target=Screen(), property="background", value=ColourWord("black")),
        {"tokens.background_color": "#000000"},
    ),
    (
        Set(
            target=Screen(),
            property="colour",
            value=Gradient((ColourWord("red"), ColourWord("blue"))),
        ),
        {"tokens.background_gradient": "linear-gradient(to bottom, #FF0000, #0000FF)"},
    ),
    (
        Match(target=Screen(), source=at("head"), properties=("background",)),
        {"tokens.background_color": "#112233"},
    ),
]


@pytest.mark.parametrize(("step", "expected"), LOOKS + PLACES + TOKENS)
def test_a_step_writes_exactly_this(step: Step, expected: dict[str, Any]) -> None:
    assert written(step) == expected


REFUSED: list[tuple[Step, str]] = [
    (Set(target=at("c2"), property="sparkle", value=Literally(1)), "property.unknown"),
    (Set(target=at("c2"), property="width", value=Literally("wide")), "value.invalid"),
    (Set(target=at("c2"), property="colour", value=ColourWord("blurple")), "value.invalid"),
    (Set(target=at("c2"), property="colour", value=TokenValue("brand")), "target.not-found"),
    (Set(target=at("c2"), property="text", value=Literally("x" * 10_000)), "value.invalid"),
    (SetToken(name="brand", value=ColourWord("red")), "target.not-found"),
    (ReplaceText(target=at("pay"), find="Sell", put="Buy"), "target.not-found"),
    (Distribute(target=at("pay", "c2")), "value.invalid"),
    (Place(target=at("head"), side="below", anchor=at("logo")), "value.invalid"),
    (Swap(first=at("head"), second=at("logo")), "value.invalid"),
    (Wrap(target=at("head", "logo")), "value.invalid"),
    (Scale(target=at("card"), property="text", factor=2), "property.unknown"),
    (Tint(target=at("card"), property="background", lightness=0.1), "property.unknown"),
]


@pytest.mark.parametrize(("step", "code"), REFUSED)
def test_what_cannot_be_is_refused_by_a_code(step: Step, code: str) -> None:
    with pytest.raises(RedraftError) as refused:
        written(step)

    assert refused.value.code == code


def test_those_that_cannot_hold_a_property_are_named_and_the_others_change() -> None:
    document = Document.of(
        {
            "components": [
                {"id": "a", "type": "card", "bbox": [0, 0, 10, 10]},
                {"id": "b", "type": "card"},
            ]
        }
    )
    draft = effects(
        document, Shift(target=at("a", "b"), property="x", by=5), lambda s: resolve(document, s)
    )

    assert [(w.at, w.value) for w in draft.writes] == [(0, 5)]
    assert [(n.code, n.severity, n.component) for n in draft.notices] == [
        ("property.unknown", "notice", "b")
    ]


def test_a_sketch_is_edited_in_its_own_spelling() -> None:
    sketch = Document.of(
        {
            "name": "s",
            "components": [
                {
                    "id": "a",
                    "type": "button",
                    "style": {"color": "blue", "size": "medium", "position": {"x": 10, "y": 20}},
                },
                {
                    "id": "b",
                    "type": "header",
                    "style": {"size": "tiny", "position": {"x": 0, "y": 0}},
                },
            ],
        }
    )

    assert written(Scale(target=at("a"), property="size", factor=1.2), sketch) == {
        "a size": "large"
    }
    assert written(Set(target=at("a"), property="colour", value=ColourWord("red")), sketch) == {
        "a text colour": "#FF0000"
    }
    assert written(Shift(target=at("a"), property="x", by=5), sketch) == {"a x": 15}


def test_the_end_of_a_scale_of_sizes_holds_with_a_notice() -> None:
    sketch = Document.of({"components": [{"id": "b", "type": "header", "style": {"size": "tiny"}}]})

    draft = effects(
        sketch, Scale(target=at("b"), property="size", factor=0.8), lambda s: resolve(sketch, s)
    )

    assert [w.value for w in draft.writes] == ["tiny"]
    assert [n.code for n in draft.notices] == ["value.clamped"]


STRUCTURE: list[tuple[Step, list[str]]] = [
    (Delete(target=at("head", "c2")), ["title", "pay", "card", "c3"]),
    (Delete(target=at("logo")), ["head", "title", "pay", "card", "c2", "c3"]),
    (
        Duplicate(target=at("head"), count=2),
        [
            "head",
            "logo",
            "head_2",
            "logo_2",
            "head_3",
            "logo_3",
            "title",
            "pay",
            "card",
            "c2",
            "c3",
        ],
    ),
    (
        Add(component={"type": "button", "text": "Go"}, anchor=at("title")),
        ["head", "logo", "title", "button_1", "pay", "card", "c2", "c3"],
    ),
    (
        Add(component={"type": "text"}, anchor=at("card"), side="inside"),
        ["head", "logo", "title", "pay", "card", "text_1", "c2", "c3"],
    ),
    (
        Wrap(target=at("pay", "card")),
        ["head", "logo", "title", "container_1", "pay", "card", "c2", "c3"],
    ),
    (Reorder(target=at("head"), to="front"), ["title", "pay", "card", "c2", "c3", "head", "logo"]),
    (
        Reorder(target=at("c3"), to="before", anchor=at("title")),
        ["head", "logo", "c3", "title", "pay", "card", "c2"],
    ),
    (
        Reorder(target=at("title", "pay"), to="back"),
        ["title", "pay", "head", "logo", "card", "c2", "c3"],
    ),
]


@pytest.mark.parametrize(("step", "ids"), STRUCTURE)
def test_structure_changes_as_asked_and_leaves_the_rest(step: Step, ids: list[str]) -> None:
    document = page()
    draft = effects(document, step, lambda s: resolve(document, s))

    assert draft.restructure is not None
    after = document.restructured(draft.restructure.components)
    assert [i for i in after.outline.ids if i != "logo" or "logo" in ids] == ids


def test_a_new_component_gets_a_place_and_a_size() -> None:
    document = page()
    step = Add(component={"type": "button", "text": "Go"}, anchor=at("title"))
    draft = effects(document, step, lambda s: resolve(document, s))

    assert draft.restructure is not None
    after = document.restructured(draft.restructure.components)
    assert after["button_1"].box == (16, 136, 120, 44)
    assert draft.restructure.operations[0].before is MISSING
