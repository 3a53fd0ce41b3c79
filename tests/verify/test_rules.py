"""Each rule on small documents: what it finds, and what it leaves alone."""

import json
from itertools import combinations

import pytest
from hypothesis import given

from redraft.document.blueprint import Component, Document
from redraft.document.ground import UNKNOWN, ground, layer_of, own_ground, shades_of
from redraft.document.space import apart, extent_of, is_hidden, space
from redraft.verify import (
    RULES,
    Finding,
    check,
    diagnostics_of,
    findings_on,
    fix_of,
    introduced,
    introduced_by,
    overlap,
    severity_under,
    structure,
)

from .documents import counts, seeds, tree


def screen(*components, **head):
    return Document.of({**head, "components": [dict(c) for c in components]})


def one(kind="card", **fields):
    return {"id": "a", "type": kind, **fields}


def found(document, code=None):
    return [
        (f.code, f.components, f.property)
        for f in check(document).findings
        if code is None or f.code == code
    ]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"visual": {"bg_color": "#FFF", "color": "red", "border_color": "hsl(1 2% 3%)"}}, []),
        ({"visual": {"background": "transparent", "color": None}}, []),
        ({"visual": {"background": "linear-gradient(red, blue)"}}, []),
        ({"visual": {"background": "var(--x)"}}, ["background"]),
        ({"visual": {"bg_color": "url(a.png)"}}, ["background"]),
        ({"visual": {"bg_color": 7}}, ["background"]),
        ({"visual": {"text_color": "#GGG"}}, ["text colour"]),
        ({"visual": {"border_color": "blurple"}}, ["border colour"]),
        ({"visual": {"bg_gradient": "none"}}, []),
        ({"visual": {"bg_gradient": "linear-gradient(red)"}}, ["gradient"]),
        ({"bbox": [0, 0, 0, 10]}, ["width"]),
        ({"bbox": [0, 0, 10, 0]}, ["height"]),
        ({"bbox": [-5, -5, 10, 10]}, []),
        ({"visual": {"opacity": 0}}, []),
        ({"visual": {"opacity": 1}}, []),
        ({"visual": {"opacity": 1.01}}, ["opacity"]),
        ({"visual": {"opacity": "120%"}}, ["opacity"]),
        ({"visual": {"opacity": True}}, ["opacity"]),
        ({"visual": {"font_size": 0}}, ["font size"]),
        ({"visual": {"font_size": "0px"}}, ["font size"]),
        ({"visual": {"font_size": "large"}}, ["font size"]),
        ({"visual": {"font_size": 0.5}}, []),
        ({"visual": {"font_size": float("nan")}}, ["font size"]),
        ({"visual": {"padding": "80px 0px", "margin": "0 auto", "gap": 4}}, []),
        ({"visual": {"padding": -1}}, ["padding"]),
        ({"visual": {"margin": -1}}, []),
        ({"visual": {"width": "100%"}}, []),
        ({"visual": {"width": 0}}, ["width"]),
        ({"visual": {"line_height": [1]}}, ["line height"]),
        ({"visual": {"rotation": "90deg"}}, []),
        ({"visual": {"mine": float("inf")}}, []),
        ({"style": {"color": "no"}}, ["text colour"]),
        ({"text": "x" * 9_999}, []),
        ({"text": "x" * 10_000}, ["text"]),
    ],
)
def test_values_mean_something(fields, wrong):
    assert [p for _, _, p in found(screen(one(**fields)), "value.invalid")] == wrong


@pytest.mark.parametrize(
    ("box", "fixed", "wrong"),
    [
        ([0, 0, 100, 5000], False, []),
        ([0, 0, 100, 5000], True, ["y"]),
        ([-0.4, 0, 100.8, 200.5], True, []),
        ([-0.6, 0, 10, 10], False, ["x"]),
        ([50, 0, 51, 10], False, ["x"]),
        ([-10, -10, 10, 10], True, ["x", "y"]),
    ],
)
def test_components_lie_inside_their_viewport(box, fixed, wrong):
    meta = {"viewport": {"width": 100, "height": 200, "fixed": fixed}}

    assert [p for _, _, p in found(screen(one(bbox=box), meta=meta))] == wrong
    assert found(screen(one(bbox=box))) == []


@pytest.mark.parametrize(
    ("kind", "role", "box", "wrong"),
    [
        ("button", None, [0, 0, 44, 44], []),
        ("button", None, [0, 0, 43, 44], ["width"]),
        ("Link", None, [0, 0, 20, 20], ["height", "width"]),
        ("card", "cta", [0, 0, 100, 43.9], ["height"]),
        ("card", None, [0, 0, 20, 20], []),
        ("button", None, None, []),
    ],
)
def test_what_is_pressed_can_be_hit(kind, role, box, wrong):
    fields = {"role": role, "bbox": box}
    document = screen(one(kind, **{k: v for k, v in fields.items() if v is not None}))

    assert [p for _, _, p in found(document, "target-size.small")] == wrong


@pytest.mark.parametrize(
    ("kind", "fields", "tokens", "small"),
    [
        ("text", {"visual": {"font_size": "11px"}}, {}, True),
        ("text", {"visual": {"font_size": 12}}, {}, False),
        ("text", {}, {"font_scale": {"body": "10px"}}, True),
        ("title", {}, {"font_scale": {"body": "10px", "h1": "28px"}}, False),
        ("card", {"visual": {"font_size": 8}}, {}, False),
        ("card", {"text": "Hi", "visual": {"font_size": 8}}, {}, True),
        ("text", {}, {}, False),
    ],
)
def test_a_text_can_be_read(kind, fields, tokens, small):
    document = screen(one(kind, **fields), tokens=tokens)

    assert bool(found(document, "text-size.small")) is small


def test_a_colour_is_one_of_the_tokens_where_there_are_any():
    style = {"bg_color": "#ABCDEF", "color": "rgb(230, 57, 70)", "border_color": "transparent"}
    brand = {"colors": {"brand": {"main": "#E63946"}}}

    assert found(screen(one(visual=style), tokens=brand)) == [
        ("token.unused", ("a",), "background")
    ]
    assert found(screen(one(visual=style))) == []
    assert found(screen(one(visual=style), tokens={"background_color": "#FFF"})) == []


# -- overlap ------------------------------------------------------------------------


def boxes(*listed, **more):
    return screen(
        *({"id": f"c{k}", "type": "card", "bbox": list(b)} for k, b in enumerate(listed)), **more
    )


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        ([0, 0, 10, 10], [10, 0, 10, 10], False),
        ([0, 0, 10, 10], [9, 9, 10, 10], True),
        ([0, 0, 10, 10], [2, 2, 4, 4], True),
        ([0, 0, 10, 10], [5, 5, 0, 4], False),
        ([0, 231.87, 10, 187.26], [0, 419.13, 10, 10], False),
        ([0, 0, 10, 10], [0, 0, 10, 10], True),
    ],
)
def test_siblings_overlap_where_they_share_area(first, second, overlaps):
    pair = [("overlap.new", ("c0", "c1"), "")] if overlaps else []

    assert found(boxes(first, second), "overlap.new") == pair
    assert found(boxes(second, first), "overlap.new") == pair


def test_only_siblings_overlap_and_only_visible_ones():
    inside = {"id": "in", "type": "card", "bbox": [0, 0, 10, 10]}
    parent = one(bbox=[0, 0, 50, 50], children=[inside])
    hidden = {"id": "h", "type": "card", "bbox": [0, 0, 50, 50], "visual": {"hidden": True}}

    assert found(screen(parent, hidden)) == []


@given(seeds, counts)
def test_the_pairs_swept_are_the_pairs_compared(seed, count):
    """V-4."""
    document = Document.of(tree(seed, count))
    outline = document.outline
    visible = [i for i in range(count) if not is_hidden(document, i) and extent_of(document.at(i))]

    compared = {
        (i, j)
        for i, j in combinations(visible, 2)
        if outline.parent[i] == outline.parent[j]
        and not apart(extent_of(document.at(i)), extent_of(document.at(j)))
    }

    assert set(overlap.pairs(document)) == compared
    assert len(list(overlap.pairs(document))) == len(compared)


def test_a_row_and_a_column_that_cross_are_no_trouble():
    """V-4, where a sweep along either axis looks at everything."""
    row = [[12 * k, 0, 10, 900] for k in range(300)]
    column = [[4000, 12 * k, 900, 10] for k in range(300)]

    document = boxes(*row, *column, [0, 50, 30, 10])

    assert sorted(overlap.pairs(document)) == [(0, 600), (1, 600), (2, 600)]


def test_three_hundred_cards_in_one_place_are_all_listed():
    document = boxes(*([0, 0, 10, 10] for _ in range(300)))

    assert len(check(document).findings) == 300 * 299 // 2
    assert list(check(document).findings) == sorted(
        check(document).findings,
        key=lambda f: (min(document.find(c) for c in f.components), f.components),
    )


def test_what_is_shown_where_it_always_lay_is_no_new_overlap():
    menu = {"id": "b", "type": "card", "bbox": [0, 0, 50, 50], "visual": {"hidden": True}}
    before = screen(one(bbox=[0, 0, 50, 50]), menu)
    shown = before.replace({1: Component({**menu, "visual": {"hidden": False}})})
    moved = before.replace({1: Component({**menu, "bbox": [20, 20, 50, 50]})})

    assert found(shown) == [("overlap.new", ("a", "b"), "")]
    assert introduced(check(before), check(shown), before, shown) == []
    assert introduced_by(before, shown, [1]) == []
    assert introduced_by(before, moved, [1]) == []


def test_a_move_onto_a_sibling_is_a_new_overlap():
    before = boxes([0, 0, 10, 10], [20, 0, 10, 10], [40, 0, 10, 10])
    fields = before.at(1).fields
    after = before.replace({1: Component({**fields, "bbox": [35, 0, 10, 10]})})

    (finding,) = introduced_by(before, after, [1])

    assert finding.identity == ("overlap.new", ("c1", "c2"), "")
    assert finding.severity == "error"


# -- contrast -----------------------------------------------------------------------


def text(color=None, box=(10, 10, 20, 10), **fields):
    style = fields.pop("visual", {})
    if color is not None:
        style = {**style, "color": color}
    return {"id": "t", "type": "text", "text": "Hi", "bbox": list(box), "visual": style, **fields}


def card(color, box=(0, 0, 100, 100), name="card", **fields):
    style = {"bg_color": color, **fields.pop("visual", {})}
    return {"id": name, "type": "card", "bbox": list(box), "visual": style, **fields}


IMAGE = {"id": "i", "type": "image", "bbox": [0, 0, 100, 100]}


@pytest.mark.parametrize(
    ("components", "tokens", "low"),
    [
        # the screen
        ([text("#777")], {}, True),
        ([text("#757575")], {}, False),
        ([text("white")], {}, True),
        ([text("white")], {"background_color": "black"}, False),
        ([text()], {"background_color": "black"}, True),
        ([text("white")], {"background_gradient": "linear-gradient(#000, #222)"}, False),
        ([text("white")], {"background_gradient": "linear-gradient(#000, #FFF)"}, True),
        # its own background, also one that shines through
        ([text("white", visual={"bg_color": "navy"})], {}, False),
        ([text("white", visual={"bg_color": "#00008040"})], {}, True),
        ([text("white", visual={"bg_color": "var(--x)"})], {}, False),
        # what it is in, with and without geometry
        ([card("navy", children=[text("white")])], {}, False),
        ([card("navy", children=[text("navy")])], {}, True),
        ([card("navy", children=[text("white", box=(200, 0, 10, 10))])], {}, True),
        (
            [{k: v for k, v in card("navy", children=[text("white")]).items() if k != "bbox"}],
            {},
            False,
        ),
        # what lies beneath, beside its ancestors
        ([card("navy"), text("white")], {}, False),
        ([card("navy"), one("group", children=[text("white")])], {}, False),
        ([one("group", children=[card("navy")]), text("white")], {}, False),
        ([card("navy"), card("white", name="top"), text("white")], {}, True),
        ([text("white"), card("navy")], {}, True),
        ([card("navy", visual={"hidden": True}), text("white")], {}, True),
        # translucency and opacity
        ([card("#000", visual={"opacity": 0.2}), text("white")], {}, True),
        ([card("#000", visual={"opacity": 0.9}), text("white")], {}, False),
        ([card("white", visual={"opacity": 0.3}, children=[text("black")])], {}, True),
        ([card("white", visual={"opacity": 0.9}, children=[text("black")])], {}, False),
        ([text("black", visual={"opacity": 0.3})], {}, True),
        # no verdict
        ([IMAGE, text("white")], {}, False),
        ([IMAGE, card("white"), text("white")], {}, True),
        ([card("white", visual={"image_ref": "a.png"}), text("white")], {}, False),
        ([text("white", visual={"hidden": True})], {}, False),
        ([one(visual={"hidden": True}, children=[text("white")])], {}, False),
        ([text("white", text="  ")], {}, False),
        ([text("no-colour")], {}, False),
        # large text
        ([text("#909090", visual={"font_size": 24})], {}, False),
        ([text("#909090", visual={"font_size": 23.9})], {}, True),
        ([text("#909090", visual={"font_size": "19px", "font_weight": "bold"})], {}, False),
        ([text("#909090", visual={"font_size": "19px", "font_weight": 600})], {}, True),
        ([text("#909090", visual={"font_size": 18, "font_weight": "800"})], {}, True),
        ([text("#909090")], {"font_scale": {"body": 24}}, False),
        ([text("#AAAAAA", visual={"font_size": 40})], {}, True),
    ],
)
def test_a_text_stands_out_from_what_is_behind_it(components, tokens, low):
    document = screen(*components, tokens=tokens)

    assert found(document, "contrast.low") == (
        [("contrast.low", ("t",), "text colour")] if low else []
    )


def test_a_group_fades_as_a_whole():
    """CSS group opacity: at 50% white on black over white is white on grey."""
    document = screen(card("black", visual={"opacity": 0.5}, children=[text("white")]))

    (shade,) = shades_of(document, 1, own_ground(Component(card("white"))))

    assert (shade.ground.r, shade.text.r) == (128, 255)
    assert ground(document, 1).g == 128


def test_a_low_contrast_has_a_fix_that_works():
    for fields in (
        text("#999"),
        text("white", visual={"bg_gradient": "linear-gradient(#EEE, #FFF)"}),
        text("#123", visual={"opacity": 0.4}),
    ):
        document = screen(fields)
        (low,) = check(document).findings

        name, prop, value = fix_of(document, low)

        key = {"text colour": "color", "opacity": "opacity"}[prop]
        style = {**document[name].fields["visual"], key: value}
        mended = document.replace({0: Component({**document[name].fields, "visual": style})})
        assert check(mended).findings == ()


def test_the_ground_is_unknown_on_an_image_and_seen_on_a_gradient():
    gradient = card("red", visual={"bg_gradient": "linear-gradient(#000, #FFF)"})

    assert layer_of(Component(IMAGE)) == UNKNOWN
    assert ground(screen(IMAGE, text()), 1) is None
    assert ground(screen(gradient, text()), 1).r == 128
    assert own_ground(Component(one())) is None


def test_a_new_ground_is_judged_for_the_texts_on_it():
    document = screen(card("white"), text("black"))
    after = document.replace({0: Component(card("black"))})

    (finding,) = introduced_by(document, after, [0])

    assert finding.identity == ("contrast.low", ("t",), "text colour")
    assert (finding.severity, finding.needed, finding.measured) == ("warning", 4.5, 1.0)


# -- the rest -----------------------------------------------------------------------


def test_the_structure_is_compared_by_id():
    before = screen(one(), {"id": "b", "type": "text", "role": "nav"})
    retyped = before.replace({0: Component(one("text"))})
    reordered = before.restructured([{"id": "b", "type": "text", "role": "nav"}, one()])
    other = before.restructured([one(), {"id": "c", "type": "text"}])

    assert structure(before, before) == []
    assert [f.property for f in structure(before, retyped, [0])] == ["type"]
    assert structure(before, retyped, []) == []
    assert structure(before, reordered) == []
    assert [f.components for f in structure(before, other)] == [("b",), ("c",)]


def test_strict_makes_errors_of_warnings_and_adjustments():
    codes = {
        "contrast.low": "warning",
        "target-size.small": "notice",
        "token.unused": "notice",
        "overlap.new": "error",
    }
    findings = [Finding(code, ("a",), "", severity) for code, severity in codes.items()]

    assert [severity_under("standard", f) for f in findings] == list(codes.values())
    assert [severity_under("strict", f) for f in findings] == ["error", "error", "notice", "error"]


def test_a_diagnostic_points_at_what_it_is_about():
    nested = {"id": "p/1", "type": "button", "text": "Go", "bbox": [0, 0, 20, 44]}
    nested["visual"] = {"text_color": "#EEE"}
    other = {"id": "q", "type": "card", "bbox": [10, 10, 20, 20]}
    document = screen(one(children=[nested, other]))

    diagnostics = diagnostics_of(check(document).findings, document, "strict")

    assert [(d.code, d.severity, d.component, d.components, d.path) for d in diagnostics] == [
        ("contrast.low", "error", "p/1", (), "/components/0/children/0/visual/text_color"),
        ("overlap.new", "error", "p/1", ("p/1", "q"), "/components/0/children/0"),
        ("target-size.small", "error", "p/1", (), "/components/0/children/0/bbox/2"),
    ]


@given(seeds, counts)
def test_the_findings_on_all_components_are_the_report(seed, count):
    document = Document.of(tree(seed, count))

    assert findings_on(document, range(count)) == list(check(document).findings)


def test_every_code_of_a_finding_is_a_rules_code():
    document = Document.of(tree(3, 100))

    assert {f.code for f in check(document).findings} <= {rule.code for rule in RULES}


def test_every_shared_blueprint_passes_through(shared):
    paths = sorted((shared / "blueprints").glob("*.json"))
    assert paths

    for path in paths:
        document = Document.of(json.loads(path.read_bytes()))
        report = check(document)

        assert report.visited == len(document)
        assert not [f for f in report.findings if f.code == "value.invalid"]
        for finding in report.findings[:20]:
            fix_of(document, finding)
        assert len(diagnostics_of(report.findings, document)) == len(report.findings)


def test_the_space_of_far_and_degenerate_boxes_is_no_trouble(monkeypatch):
    """O-1."""
    monkeypatch.setattr("redraft.document.space.SMALL", 0)
    monkeypatch.setattr("redraft.document.space.SCANS_MAX", 0)
    document = boxes([1e300, 0, 1e300, 1], [-1e300, -1e300, 1.7e308, 1.7e308], [0, 0, 0, 0])

    assert space(document).at(1.5e300, 0.5) == [0, 1]
    assert space(document).near((0, 0, 1, 1)) == [1, 2]
