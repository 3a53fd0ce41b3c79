"""A step changes nothing outside what it declared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.execute.transaction import Transaction
from redraft.plan.effects import effects
from redraft.plan.footprint import footprint
from redraft.plan.steps import (
    Align,
    ColourWord,
    Condition,
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
    Wrap,
)
from redraft.select.resolve import resolve
from redraft.select.selectors import Ids, Look, Reference, Screen

TYPES = ("button", "card", "text", "title", "image")
PROPERTIES = ("colour", "size", "spacing", "thickness", "width", "x", "background", "font size")
COLOURS = ("red", "light blue", "#ABCDEF")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    def component(k: int, depth: int) -> dict[str, object]:
        made: dict[str, object] = {"id": f"c{k}_{depth}", "type": draw(st.sampled_from(TYPES))}
        if draw(st.booleans()):
            made["text"] = draw(st.sampled_from(["Pay", "Hello you", ""]))
        if draw(st.integers(0, 5)):
            place = st.integers(0, 300)
            made["bbox"] = [draw(place), draw(place), draw(st.integers(1, 200)), 40]
        visual = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "bg_color": st.sampled_from(["#FFFFFF", "#000000"]),
                    "bg_gradient": st.just("linear-gradient(red, blue)"),
                    "color": st.just("#333333"),
                    "font_size": st.sampled_from([14, "16px"]),
                    "padding": st.just(8),
                    "hidden": st.booleans(),
                    "width": st.just("50px"),
                },
            )
        )
        if visual:
            made["visual"] = visual
        if depth < 2 and draw(st.booleans()):
            made["children"] = [component(k, depth + 1)]
        return made

    count = draw(st.integers(2, 6))
    tree: dict[str, object] = {"components": [component(k, 0) for k in range(count)]}
    if draw(st.booleans()):
        tree["meta"] = {"viewport": {"width": 375, "height": 600, "fixed": draw(st.booleans())}}
    if draw(st.booleans()):
        tree["tokens"] = {"base_spacing": 16, "primary_color": "#FF0000"}
    return Document.of(tree)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    some = st.sampled_from([Ids(("c0_0",)), Ids(("c1_0",)), Ids(("c0_0", "c1_0"))])
    one = st.sampled_from([Ids(("c0_0",)), Ids(("c1_0",))])
    target = draw(some)
    name = draw(st.sampled_from(PROPERTIES))
    colour = ColourWord(draw(st.sampled_from(COLOURS)))
    number = draw(st.sampled_from([-3, 0.5, 10, 44, 1000]))
    step = draw(
        st.sampled_from(
            [
                Set(target=target, property="colour", value=colour),
                Set(target=target, property="background", value=Gradient((colour, colour))),
                Set(target=target, property=name, value=Literally(number)),
                Set(target=target, property=name, value=Like(draw(one))),
                Set(target=Screen(), property="background", value=colour),
                Scale(
                    target=target, property=name, factor=draw(st.sampled_from([0.5, 0.8, 1.2, 2]))
                ),
                Shift(target=target, property=name, by=number),
                Tint(target=target, lightness=0.1),
                ReplaceText(target=target, find="a", put="o"),
                Place(target=target, side="below", anchor=draw(one)),
                Align(target=target, lines=("center", "bottom")),
                Distribute(target=Ids(("c0_0", "c1_0")), gap=4),
                Match(target=target, source=draw(one), properties=("style", "size")),
                Swap(first=Ids(("c0_0",)), second=Ids(("c1_0",))),
                Exchange(target=target, properties=("background", "text colour")),
                SetToken(name="primary color", value=colour),
                ScaleToken(name="base spacing", factor=2),
                Hide(target=target),
                Show(target=target),
                Reorder(target=target, to="front"),
                Delete(target=target),
                Duplicate(target=target),
                Wrap(target=target),
            ]
        )
    )
    conditions = [
        (),
        (Condition(fits=Look(Reference("own"), "dark"), negated=draw(st.booleans())),),
        (Condition(fits=Look(Reference("own"), "hidden"), subject=draw(one)),),
        (Condition(fits=Look(Screen(), "light"), subject=Screen(), any=True),),
    ]
    return structs.replace(step, when=draw(st.sampled_from(conditions)))


@given(documents(), steps())
def test_what_a_step_changes_lies_inside_its_footprint(document: Document, step: Step) -> None:
    """S-2."""
    try:
        declared = footprint(document, step, lambda s: resolve(document, s))
        draft = effects(document, step, lambda s: resolve(document, s))
    except RedraftError:
        return
    transaction = Transaction(document)
    transaction.apply(1, draft.writes)
    if draft.restructure is not None:
        transaction.restructure(1, draft.restructure)

    for change in transaction.changes:
        assert declared.covers(document, change.component, change.property), change


def test_one_length_for_what_says_something_is_the_size_of_its_letters() -> None:
    """S-2."""
    page = Document.of(
        {"components": [{"id": "a", "type": "card", "text": "Hi", "bbox": [0, 0, 9, 9]}]}
    )
    step = Set(target=Ids(("a",)), property="size", value=Literally(20))

    assert ("a", "font size") in footprint(page, step, lambda _: (0,)).writes
