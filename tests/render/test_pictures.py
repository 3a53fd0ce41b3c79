"""Pictures: well-formed, escaped, the same every time, one group a component."""

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document.blueprint import Document
from redraft.document.change import Change
from redraft.render import before_after, html, svg
from redraft.render.compare import carried
from redraft.render.frames import frames

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {
    "circle", "clipPath", "defs", "feGaussianBlur", "filter", "g", "linearGradient", "path",
    "polygon", "rect", "stop", "svg", "text", "tspan",
}  # fmt: skip
EVIL = [
    "<script>alert(1)</script>",
    '"/><script>alert(1)</script>',
    "' onload='alert(1)",
    "url(javascript:alert(1))",
    "red;} body{background:url(//x)}",
    "]]>\x00\x0b￾\ud800",
    "&lt;&amp;",
    "</style></title><script>",
]

words = st.one_of(st.sampled_from(EVIL), st.text(max_size=30))
colours = st.sampled_from(["#E63946", "navy", "rgba(0,0,0,.5)", "transparent", "no colour"])
anything = st.one_of(
    words,
    colours,
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(
        [
            "50%", "12px 4px", "bold", "center", "uppercase", "large", "0 4px 8px -2px #00000040",
            "linear-gradient(to top left, red, blue 20px, #0000)", "linear-gradient(12deg, red 90%, blue 10%)",
            "dashed", "line-through", "row",
        ]
    ),
)  # fmt: skip
STYLE_KEYS = [
    "bg_color", "color", "bg_gradient", "width", "height", "font_size", "line_height",
    "letter_spacing", "font_weight", "font_style", "font_family", "text_decoration",
    "text_transform", "text_align", "padding", "gap", "border_width", "border_color",
    "border_style", "border_radius", "opacity", "shadow", "hidden", "rotation", "clip", "layout",
    "image_ref", "alt", "size", "position",
]  # fmt: skip
KINDS = [
    "text", "title", "button", "input", "image", "icon", "card", "divider", "checkbox", "radio",
    "toggle", "dropdown", "slider", "rating", "chart", "container", "link", "<b>",
]  # fmt: skip
sides = st.one_of(st.integers(0, 2000), st.floats(0, 1e9))


@st.composite
def documents(draw):
    ids = iter(range(1000))

    def component(depth):
        fields = {"id": f"{draw(words)}{next(ids)}", "type": draw(st.sampled_from(KINDS))}
        if draw(st.booleans()):
            fields["text"] = draw(words)
        if draw(st.booleans()):
            fields["bbox"] = [draw(sides) for _ in range(4)]
        if draw(st.booleans()):
            key = draw(st.sampled_from(["visual", "style"]))
            fields[key] = draw(st.dictionaries(st.sampled_from(STYLE_KEYS), anything, max_size=6))
        if depth < 3 and draw(st.booleans()):
            fields["children"] = [component(depth + 1) for _ in range(draw(st.integers(0, 3)))]
        return fields

    tree = {"components": [component(0) for _ in range(draw(st.integers(0, 4)))]}
    if draw(st.booleans()):
        tree["screen_id"] = draw(words)
        tree["tokens"] = {"background_color": draw(anything), "border_radius": draw(anything)}
    if draw(st.booleans()):
        tree["meta"] = {"viewport": {"width": 375, "height": 667, "fixed": draw(st.booleans())}}
    return Document.of(tree)


def card(**visual):
    return Document.of(
        {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 100, 50], "visual": visual}]}
    )


def drawn_ids(picture):
    root = ElementTree.fromstring(picture)
    return [group.get("data-id") for group in root.iter(f"{SVG}g")]


@given(documents())
def test_whatever_a_document_says_the_svg_is_well_formed_and_holds_nothing_that_runs(document):
    root = ElementTree.fromstring(svg(document))

    for element in root.iter():
        assert element.tag.removeprefix(SVG) in KNOWN
        for name, value in element.attrib.items():
            assert not name.startswith("on") and "href" not in name
            if name not in ("data-id", "font-family"):
                assert "javascript" not in value


@given(documents(), words)
def test_before_and_after_is_well_formed_whatever_is_drawn(document, title):
    changes = [Change(1, c.id, "text", "/components/0/text", c.text, title) for c in document]

    root = ElementTree.fromstring(before_after(document, document, changes, title=title))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= KNOWN
    assert float(root.get("width")) <= 1600


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.open = []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(documents())
def test_whatever_a_document_says_the_page_is_balanced_and_runs_nothing(document):
    page = _Page()

    page.feed(html(document))

    assert page.open == []
    for tag, attributes in page.tags:
        assert tag not in ("script", "img", "link", "iframe", "a")
        assert not any(name.startswith("on") or name in ("src", "href") for name in attributes)
        style = attributes.get("style") or ""
        assert "url(" not in style and "}" not in style


@given(documents())
def test_the_same_document_gives_the_same_bytes(document):
    """D-1."""
    again = Document.of(document.tree())

    assert svg(again) == svg(document)
    assert html(again) == html(document)


@given(documents())
def test_drawing_leaves_the_document_as_it_is(document):
    before = json.dumps(document.tree(), default=repr)

    svg(document)
    html(document)

    assert json.dumps(document.tree(), default=repr) == before


def test_every_visible_component_has_one_group_in_document_order():
    document = Document.of(
        {
            "components": [
                {"id": "a", "type": "card", "bbox": [0, 0, 9, 9], "children": [
                    {"id": "b", "type": "text", "bbox": [1, 1, 5, 5]},
                    {"id": "c", "type": "card", "bbox": [1, 1, 5, 5], "visual": {"hidden": True},
                     "children": [{"id": "d", "type": "text", "bbox": [1, 1, 5, 5]}]},
                ]},
                {"id": "e", "type": "unheard-of", "bbox": [0, 9, 9, 9]},
            ]
        }
    )  # fmt: skip

    assert drawn_ids(svg(document)) == ["a", "b", "e"]
    assert [html(document).count(f'data-id="{name}"') for name in "abcde"] == [1, 1, 0, 0, 1]


def test_the_picture_has_the_viewports_size_and_the_asked_scale():
    tree = {
        "meta": {"viewport": {"width": 375, "height": 667, "fixed": True}},
        "components": [{"id": "a", "type": "card", "bbox": [0, 0, 900, 900]}],
    }

    root = ElementTree.fromstring(svg(Document.of(tree), scale=2))

    assert (root.get("width"), root.get("height")) == ("750", "1334")
    assert root.get("viewBox") == "0 0 375 667"


def test_a_viewport_that_is_not_fixed_grows_with_what_is_on_it():
    tree = {
        "meta": {"viewport": {"width": 375, "height": 667}},
        "components": [{"id": "a", "type": "card", "bbox": [0, 0, 300, 900]}],
    }

    assert ElementTree.fromstring(svg(Document.of(tree))).get("viewBox") == "0 0 375 900"


def test_an_empty_document_is_an_empty_sheet():
    root = ElementTree.fromstring(svg(Document.of({"components": []})))

    assert float(root.get("width")) > 0
    assert float(root.get("height")) > 0


@pytest.mark.parametrize(
    ("visual", "expected"),
    [
        ({"bg_color": "red"}, 'fill="#FF0000"'),
        ({"background": "rgba(0, 0, 255, 0.5)"}, 'fill="#0000FF" fill-opacity="0.5"'),
        ({"bg_color": "#FFF", "border_radius": "50%"}, 'rx="25"'),
        ({"bg_color": "#FFF", "border_radius": 80}, 'rx="25"'),
        ({"bg_color": "#FFF", "border_radius": "8px 8px 0px 0px"}, "A8 8 0 0 1 100 8"),
        ({"border_width": "2px", "border_color": "navy"}, 'stroke="#000080" stroke-width="2"'),
        ({"bg_color": "#FFF", "opacity": 0.5}, 'opacity="0.5"'),
        ({"bg_color": "#FFF", "rotation": 45}, 'transform="rotate(45 50 25)"'),
        ({"bg_color": "#FFF", "shadow": "0px 4px 8px 0px #00000040"}, 'stdDeviation="4"'),
        ({"bg_gradient": "linear-gradient(to right, red, blue)"}, 'x1="0" y1="25" x2="100" y2="25"'),
        ({"bg_gradient": "linear-gradient(180deg, red, blue)"}, 'x1="50" y1="0" x2="50" y2="50"'),
        ({}, 'stroke-dasharray="4 3"'),
        ({"color": "green"}, 'fill="#008000"'),
        ({"image_ref": "x.png"}, 'd="M0 0L100 50M100 0L0 50"'),
    ],
)  # fmt: skip
def test_a_stored_style_is_drawn(visual, expected):
    assert expected in svg(card(**visual))


def test_text_is_set_as_stored_and_broken_at_its_box():
    document = Document.of(
        {
            "components": [
                {"id": "a", "type": "text", "text": "one two three four", "bbox": [10, 0, 60, 60],
                 "visual": {"font_size": "16px", "font_weight": "bold", "font_style": "italic",
                            "font_family": "DM Sans", "text_align": "right", "line_height": 20,
                            "text_transform": "uppercase", "text_decoration": "underline",
                            "color": "#112233"}}
            ]
        }
    )  # fmt: skip

    text = next(ElementTree.fromstring(svg(document)).iter(f"{SVG}text"))

    assert [span.text for span in text] == ["ONE", "TWO", "THREE", "FOUR"]
    assert [span.get("x") for span in text] == ["70"] * 4
    assert text.get("font-size") == "16"
    assert text.get("font-weight") == "700"
    assert text.get("font-style") == "italic"
    assert text.get("font-family").startswith("'DM Sans', ")
    assert text.get("text-anchor") == "end"
    assert text.get("text-decoration") == "underline"
    assert text.get("fill") == "#112233"
    assert float(text[1].get("y")) - float(text[0].get("y")) == 20


def test_what_no_style_says_is_drawn_from_the_start_values():
    document = Document.of(
        {
            "tokens": {"font_scale": {"h1": "28px"}, "border_radius": "6px"},
            "components": [
                {"id": "t", "type": "title", "text": "Hi", "bbox": [0, 0, 90, 30]},
                {
                    "id": "c",
                    "type": "card",
                    "bbox": [0, 40, 90, 30],
                    "visual": {"bg_color": "#000"},
                },
            ],
        }
    )

    assert 'font-size="28"' in svg(document)
    assert 'rx="6"' in svg(document)


def test_the_screens_own_background_is_drawn():
    tree = {
        "tokens": {
            "background_color": "#102030",
            "background_gradient": "linear-gradient(red, blue)",
        },
        "components": [{"id": "a", "type": "card", "bbox": [0, 0, 10, 10]}],
    }

    picture = svg(Document.of(tree))

    assert 'fill="#102030"' in picture
    assert "linearGradient" in picture


def test_highlighted_components_are_outlined_with_their_ids():
    document = Document.of(
        {"components": [{"id": n, "type": "text", "bbox": [40, y, 90, 30], "text": "x"}
                        for n, y in (("first", 40), ("second", 200))]}
    )  # fmt: skip

    picture = svg(document, highlight=["second", "nowhere"])

    assert ">second</text>" in picture
    assert ">first</text>" not in picture


def test_a_sketch_is_drawn_where_it_says_and_its_sizes_tell():
    def header(size):
        return Document.of(
            {"name": "s", "components": [
                {"id": "header", "type": "header", "text": "Shop",
                 "style": {"color": "blue", "size": size, "position": {"x": 20, "y": 30}}}]}
        )  # fmt: skip

    small, large = svg(header("small")), svg(header("large"))

    assert 'font-size="12.8"' in small
    assert 'font-size="21.6"' in large
    assert 'fill="#0000FF"' in large


def test_components_without_geometry_are_laid_out_without_overlap():
    document = Document.of(
        {"components": [
            {"id": "a", "type": "container", "visual": {"layout": "row", "gap": 8}, "children": [
                {"id": "b", "type": "button", "text": "One"},
                {"id": "c", "type": "button", "text": "Two"}]},
            {"id": "d", "type": "image"}, {"id": "e", "type": "text", "text": "word " * 80}]}
    )  # fmt: skip

    placed = frames(document)

    a, b, c, d, e = placed.boxes
    assert b[0] + b[2] + 8 == c[0] and b[1] == c[1]
    assert a[0] <= b[0] and c[0] + c[2] <= a[0] + a[2]
    assert a[1] + a[3] <= d[1] and d[1] + d[3] <= e[1]
    assert e[1] + e[3] <= placed.height and e[0] + e[2] <= placed.width


def test_before_and_after_shows_the_command_both_versions_and_what_changed():
    before, after = card(bg_color="#FF0000"), card(bg_color="#0000FF")
    change = Change(1, "a", "background", "/components/0/visual/bg_color", "#FF0000", "#0000FF")

    picture = before_after(before, after, [change], title="make the card <blue>")

    said = ["".join(t.itertext()) for t in ElementTree.fromstring(picture).iter(f"{SVG}text")]
    assert "“make the card <blue>”" in said
    assert said.count("a") == 3  # a label in each panel, a line underneath
    assert {"#FF0000", "#0000FF", "background"} <= set(said)
    assert drawn_ids(picture) == ["a", "a"]


def test_a_tall_page_is_cut_to_the_part_that_changed():
    document = Document.of(
        {"meta": {"viewport": {"width": 1440, "height": 4900}},
         "components": [{"id": f"c{k}", "type": "card", "bbox": [0, 100 * k, 1440, 80]}
                        for k in range(49)]}
    )  # fmt: skip
    change = Change(1, "c40", "height", "/components/40/bbox/3", 80, 90)

    root = ElementTree.fromstring(before_after(document, document, [change], title="taller"))

    inner = [panel for panel in root.iter(f"{SVG}svg") if panel is not root]
    assert len(inner) == 2
    for panel in inner:
        _, top, wide, tall = (float(part) for part in panel.get("viewBox").split())
        assert wide == 1440
        assert top <= 4000 and 4080 <= top + tall <= 4900
    assert float(root.get("height")) < 1400


def test_what_only_moved_along_with_its_parent_is_not_listed():
    document = Document.of(
        {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90], "children": [
            {"id": "b", "type": "text", "bbox": [0, 0, 9, 9]},
            {"id": "c", "type": "text", "bbox": [0, 20, 9, 9]}]}]}
    )  # fmt: skip
    changes = [Change(1, n, "x", "", 0, 8) for n in "abc"] + [Change(2, "c", "text", "", "", "!")]

    assert [c.component for c in carried(document, changes)] == ["a", "c", "c"]


def test_every_shared_screen_is_drawn_whole(shared):
    for path in sorted((shared / "blueprints").glob("*.json")):
        document = Document.of(json.loads(path.read_bytes()))

        groups = drawn_ids(svg(document))

        assert len(groups) == len(set(groups)), path.name
        assert set(groups) <= set(document.outline.ids)
        assert len(groups) >= 0.5 * len(document), path.name
