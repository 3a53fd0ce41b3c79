"""A verdict is read from two documents; the result's own words count only for reflow."""

import copy

import msgspec
import pytest

from redraft.evaluation.judge import Happened, Verdict, judge, judge_selection
from redraft.evaluation.rows import Expect
from redraft.evaluation.values import Screen

BEFORE = {
    "screen_id": "home",
    "tokens": {"primary_color": "#FF0000", "base_spacing": 16, "gap": "8px"},
    "components": [
        {
            "id": "card",
            "type": "card",
            "bbox": [0, 0, 200, 100],
            "visual": {"bg_color": "#0000FF", "width": 200, "padding": "20px"},
            "children": [
                {
                    "id": "inner",
                    "type": "group",
                    "children": [
                        {"id": "title", "type": "title", "text": "Hi", "bbox": [8, 8, 50, 20]},
                    ],
                },
            ],
        },
        {"id": "save", "type": "button", "text": "Save", "bbox": [0, 120, 100, 44]},
    ],
}


def expect(**fields):
    return msgspec.convert(fields, Expect)


def after(change=lambda tree: None, status="success", codes=(), reasons=()):
    tree = copy.deepcopy(BEFORE)
    change(tree)
    return Happened(status, Screen.of(tree), tuple(codes), frozenset(reasons))


def outcome(expected, happened):
    return judge(expected, Screen.of(BEFORE), happened).outcome


def card(tree):
    return tree["components"][0]


def title(tree):
    return card(tree)["children"][0]["children"][0]


def save(tree):
    return tree["components"][1]


def paint(name, colour="#FF0000"):
    def change(tree):
        one = {"card": card, "save": save, "title": title}[name](tree)
        one.setdefault("visual", {})["bg_color"] = colour

    return change


def both(*changes):
    def change(tree):
        for one in changes:
            one(tree)

    return change


RED_CARD = [{"component": "card", "property": "background", "value": "red"}]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (paint("card"), "good"),
        (paint("card", "#f00"), "good"),
        (paint("card", "#FF0001"), "wrong-edit"),
        (paint("save"), "wrong-object"),
        (both(paint("card"), paint("save")), "collateral"),
        (both(paint("card", "#00FF00"), paint("save")), "wrong-object"),
        (lambda tree: card(tree)["visual"].update(padding="24px"), "wrong-edit"),
        (lambda tree: None, "no-edit"),
    ],
)
def test_an_edit_is_named_by_what_it_changed(change, wanted):
    assert outcome(expect(writes=RED_CARD, only=True), after(change)) == wanted


def test_without_only_more_may_change():
    happened = after(both(paint("card"), paint("save")))

    assert outcome(expect(writes=RED_CARD), happened) == "good"


def test_half_of_what_was_asked_is_a_partial_edit():
    writes = [*RED_CARD, {"component": "save", "property": "text", "value": "Go"}]

    assert outcome(expect(writes=writes, only=True), after(paint("card"))) == "partial-edit"


def test_a_refusal_of_an_edit_is_no_edit_unless_the_row_accepts_it():
    refused = after(status="rejected")

    assert outcome(expect(writes=RED_CARD), refused) == "no-edit"
    assert outcome(expect(writes=RED_CARD, accept_refusal=True), refused) == "good"


def test_a_document_that_is_already_so_is_good_only_with_success():
    blue = [{"component": "card", "property": "background", "value": "blue"}]

    assert outcome(expect(writes=blue, only=True), after()) == "good"
    assert outcome(expect(writes=blue, only=True), after(status="failed")) == "no-edit"


@pytest.mark.parametrize(
    ("happened", "wanted"),
    [
        (after(status="rejected", codes=["target.ambiguous"]), "refused"),
        (after(status="rejected", codes=["clause.vague"]), "wrong-refusal"),
        (after(status="failed", codes=["target.ambiguous"]), "wrong-refusal"),
        (after(paint("card")), "wrongly-applied"),
        (after(), "wrongly-applied"),
        (after(paint("card"), status="rejected"), "wrongly-applied"),
    ],
)
def test_a_refusal_needs_its_status_one_of_its_codes_and_an_untouched_document(happened, wanted):
    row = expect(status=["rejected"], codes=["target.ambiguous", "target.not-found"])

    assert outcome(row, happened) == wanted


def test_alternatives_are_as_right_and_inherit_only():
    row = expect(
        status=["success"],
        writes=RED_CARD,
        only=True,
        any=[
            {"writes": [{"component": "save", "property": "background", "value": "red"}]},
            {"status": ["rejected"], "codes": ["target.ambiguous"]},
        ],
    )

    assert outcome(row, after(paint("save"))) == "good"
    assert outcome(row, after(both(paint("save"), paint("title")))) == "collateral"
    assert outcome(row, after(status="rejected", codes=["target.ambiguous"])) == "refused"
    assert outcome(row, after(status="rejected", codes=["clause.vague"])) == "no-edit"


def move(one, dx):
    def change(tree):
        one(tree)["bbox"][0] += dx

    return change


MOVE_CARD = [{"component": "card", "property": "x", "op": "+", "value": 10}]


def test_children_may_move_as_their_parent_does_through_a_group_without_a_place():
    row = expect(writes=MOVE_CARD, only=True)

    assert outcome(row, after(both(move(card, 10), move(title, 10)))) == "good"
    assert outcome(row, after(move(card, 10))) == "good"
    assert outcome(row, after(both(move(card, 10), move(title, 30)))) == "collateral"
    assert outcome(row, after(both(move(card, 10), move(save, 10)))) == "collateral"


def test_moves_of_others_need_the_reason_reflow():
    row = expect(
        writes=[{"component": "save", "property": "height", "op": "*", "value": 1.2}], only=True
    )

    def change(tree):
        save(tree)["bbox"][3] = 53
        card(tree)["bbox"][1] = 9
        title(tree)["bbox"][1] = 17

    assert outcome(row, after(change)) == "collateral"
    assert outcome(row, after(change, reasons=[("card", "y", "reflow")])) == "good"
    assert outcome(row, after(change, reasons=[("card", "x", "reflow")])) == "collateral"
    assert outcome(row, after(change, reasons=[("card", "y", "adjusted")])) == "collateral"


def test_adjusted_sizes_are_excused_on_the_rows_own_components():
    row = expect(writes=[{"component": "save", "property": "width", "value": 300}], only=True)

    def change(tree):
        save(tree)["bbox"] = [5, 120, 300, 44]

    assert outcome(row, after(change)) == "collateral"
    assert outcome(row, after(change, reasons=[("save", "x", "adjusted")])) == "good"


def test_width_in_the_style_is_the_same_property():
    row = expect(writes=[{"component": "card", "property": "width", "value": 240}], only=True)

    def change(tree):
        card(tree)["bbox"][2] = 240
        card(tree)["visual"]["width"] = 240

    assert outcome(row, after(change)) == "good"


def test_an_unasked_new_order_is_seen_and_an_asked_one_is_right():
    happened = after(lambda tree: tree["components"].reverse())
    asked = [{"component": "save", "property": "order", "op": "set"}]

    assert outcome(expect(writes=[], only=True), happened) == "collateral"
    assert outcome(expect(writes=asked, only=True), happened) == "good"


def test_key_order_is_no_difference():
    def change(tree):
        fields = dict(reversed(list(save(tree).items())))
        tree["components"][1] = fields

    assert outcome(expect(status=["success"], only=True), after(change)) == "good"


def holds(write, change):
    return judge(expect(writes=[write], only=True), Screen.of(BEFORE), after(change)).right


def style(one, **values):
    return lambda tree: one(tree).setdefault("visual", {}).update(values)


@pytest.mark.parametrize(
    ("write", "change", "wanted"),
    [
        # a length keeps its form
        (("card", "padding", "=", 24), style(card, padding="24px"), True),
        (("card", "padding", "=", 24), style(card, padding=24), False),
        (("card", "padding", "*", 1.2), style(card, padding="24px"), True),
        (("card", "padding", "*", 1.2), style(card, padding="25px"), True),
        (("card", "padding", "*", 1.2), style(card, padding="26px"), False),
        (("card", "padding", "+", 10), style(card, padding="30px"), True),
        (("card", "padding", "<", None), style(card, padding="19px"), True),
        (("card", "padding", ">", None), style(card, padding="19px"), False),
        (("card", "padding", "in", [22, "24px"]), style(card, padding="24px"), True),
        # where none is stored, the drawn value is the start
        (("save", "opacity", "*", 0.5), style(save, opacity=0.5), True),
        (("save", "opacity", "*", 0.5), style(save, opacity=0.7), False),
        (("save", "font size", "*", 1.2), style(save, font_size=19), True),
        # colours
        (("card", "background", "darker", None), style(card, bg_color="#0000CC"), True),
        (("card", "background", "lighter", None), style(card, bg_color="#0000CC"), False),
        (("card", "background", "set", None), style(card, bg_color="#010203"), True),
        (("card", "color", "=", "white"), style(card, color="#FFFFFF"), None),
        # keywords
        (("title", "font weight", "=", "bold"), style(title, font_weight=700), True),
        (("title", "font weight", "=", "bold"), style(title, font_weight="normal"), False),
        (
            ("title", "text decoration", "=", "underline"),
            style(title, text_decoration="Underline"),
            True,
        ),
        (("title", "hidden", "=", True), style(title, hidden=True), True),
        (("title", "visibility", "=", "hidden"), style(title, hidden=True), True),
        (("title", "visibility", "=", True), style(title, hidden=1), False),
        # text
        (("save", "text", "=", "save now"), lambda t: save(t).update(text="Save now"), False),
        (("save", "text", "~", " save now"), lambda t: save(t).update(text="Save now"), True),
        (("save", "rotation", "=", 90), style(save, rotation=450), True),
        # tokens
        (
            (None, "tokens.primary_color", "=", "blue"),
            lambda t: t["tokens"].update(primary_color="#0000FF"),
            True,
        ),
        (
            (None, "tokens.base_spacing", "*", 1.5),
            lambda t: t["tokens"].update(base_spacing=24),
            True,
        ),
        ((None, "tokens.gap", "*", 2), lambda t: t["tokens"].update(gap="16px"), True),
        ((None, "tokens.gap", "*", 2), lambda t: t["tokens"].update(gap=16), False),
        (
            (None, "screen background", "=", "black"),
            lambda t: t["tokens"].update(background_color="#000000"),
            True,
        ),
    ],
)
def test_each_operator_compares_what_values_mean(write, change, wanted):
    component, name, op, value = write
    if wanted is None:
        name, wanted = "text colour", True

    assert (
        holds({"component": component, "property": name, "op": op, "value": value}, change)
        is wanted
    )


def test_a_tolerance_of_a_colour_is_an_oklab_distance():
    near = {"component": "card", "property": "background", "value": "#FF0000", "tolerance": 0.03}

    assert holds(near, paint("card", "#F80402"))
    assert not holds(near, paint("card", "#C00000"))


def test_a_relative_write_must_change_the_value():
    thin = {"component": "save", "property": "border width", "op": "*", "value": 1.1, "before": 4}

    assert holds(thin, style(save, border_width=5))
    assert not holds(thin, style(save, border_width=4))


def test_a_selection_is_good_by_its_first_and_exact_by_all():
    row = expect(targets=["a", "b"], same_place=["c"])

    assert judge_selection(row, ["a", "b"]) == (Verdict("good"), True)
    assert judge_selection(row, ["b", "x"]) == (Verdict("good"), False)
    assert judge_selection(row, ["c"]) == (Verdict("good"), True)
    assert judge_selection(row, ["x", "a"]) == (Verdict("wrong-object"), False)
    assert judge_selection(row, [])[0].outcome == "no-edit"
