"""Colours: read and written as CSS has them, judged as WCAG and OKLCH have them."""

import json
import math

import pytest
from coloraide import Color as Oracle
from coloraide.css.color_names import name2val_map
from hypothesis import assume, example, given
from hypothesis import strategies as st

from redraft.document import colors
from redraft.document.colors import BLACK, FAMILIES, WHITE, Color

bytes_ = st.integers(0, 255)
opaque = st.builds(Color, bytes_, bytes_, bytes_)
stored = st.builds(Color, bytes_, bytes_, bytes_, bytes_.map(lambda part: part / 255))
shares = st.floats(0, 1)

# The oracle has these two as 216 where CSS Color 4, section 6.1, says 219.
MISPRINTED = {"mediumpurple": (147, 112, 219), "palevioletred": (219, 112, 147)}
NAMES = {
    name: MISPRINTED.get(name, tuple(int(part) for part in value[:3]))
    for name, value in name2val_map.items()
    if name != "transparent"
}


def oracle(c: Color) -> Oracle:
    return Oracle("srgb", [c.r / 255, c.g / 255, c.b / 255])


def read(text: str) -> Color:
    color = colors.parse(text)
    assert color is not None, text
    return color


# Reading and writing


@given(stored)
def test_what_is_written_reads_back_as_the_same_colour(c):
    """C-1."""
    assert colors.parse(colors.to_hex(c)) == c


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#e63946", "#E63946"),
        ("#FFF", "#FFFFFF"),
        ("#0f08", "#00FF0088"),
        ("#121D301A", "#121D301A"),
        ("  #E63946 ", "#E63946"),
        ("rgb(18, 29, 48)", "#121D30"),
        ("RGBA(18, 29, 48, 1)", "#121D30"),
        ("rgba(18, 29, 48, 0.10000000149011612)", "#121D301A"),
        ("rgba(0,0,0,0.25)", "#00000040"),
        ("rgb(18 29 48 / 50%)", "#121D3080"),
        ("rgb(100%, 0%, 50%)", "#FF0080"),
        ("rgb(300, -20, 127.5)", "#FF0080"),
        ("rgb(none 255 0)", "#00FF00"),
        ("rgba(1, 2, 3, 7)", "#010203"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(120deg 100% 25% / 0.5)", "#00800080"),
        ("hsla(0.5turn, 100%, 50%, 1)", "#00FFFF"),
        ("hsl(-120, 100%, 50%)", "#0000FF"),
        ("hwb(0 0% 0%)", "#FF0000"),
        ("hwb(90 60% 60%)", "#808080"),
        ("oklch(0.628 0.2577 29.23)", "#FF0000"),
        ("oklch(62.8% 64.425% 29.23deg)", "#FF0000"),
        ("oklch(1 1e300 20)", "#FFFFFF"),
        ("oklch(0.628 1e300 29.23)", "#FF0000"),
        ("Light Green", "#90EE90"),
        ("light-green", "#90EE90"),
        ("light_green", "#90EE90"),
        ("lightgreen", "#90EE90"),
        ("dark sea green", "#8FBC8F"),
        ("dark seagreen", "#8FBC8F"),
        ("darksea green", "#8FBC8F"),
        ("dark  grey", "#A9A9A9"),
        ("dark gray", "#A9A9A9"),
        ("grey", "#808080"),
        ("aquamarine", "#7FFFD4"),
        ("light goldenrod yellow", "#FAFAD2"),
        ("transparent", "#00000000"),
    ],
)
def test_css_spellings_are_read(text, expected):
    color = colors.parse(text)

    assert color is not None
    assert colors.to_hex(color) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "#12",
        "#12345",
        "#1234567",
        "#+12345",
        "#GG0000",
        "E63946",
        "rgb()",
        "rgb(1, 2)",
        "rgb(1, 2, 3, 4, 5)",
        "rgb(1 2 3 4)",
        "rgb(1 2, 3)",
        "rgb(1, 2, 3",
        "rgb(1, 2, 3) x",
        "rgb((1), 2, 3)",
        "rgb(nan, inf, 1_0)",
        "rgb(1e999, 0, 0)",
        "hsl(1e999, 0%, 0%)",
        "rgb(١, 2, 3)",
        "hwb(1, 2%, 3%)",
        "hsl(1px 2% 3%)",
        "oklch(0.5 0.1 20deg 30)",
        "re d",
        "reddish",
        "currentcolor",
        "var(--x)",
        "none",
        "linear-gradient(red, blue)",
    ],
)
def test_what_is_no_colour_is_none(text):
    assert colors.parse(text) is None


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_css_name_has_its_value(name):
    c = colors.parse(name)

    assert c is not None
    assert (c.r, c.g, c.b, c.alpha) == (*NAMES[name], 1.0)


def test_there_are_148_names_and_no_others():
    joined = {name for name in colors._names() if " " not in name}

    assert len(NAMES) == 148
    assert joined == {*NAMES, "transparent"}


def test_text_over_two_hundred_characters_is_no_colour():
    assert colors.parse("red".center(200)) == Color(255, 0, 0)
    assert colors.parse("red".center(201)) is None
    assert colors.parse("rgb(" + "1" * 100_000) is None


@given(st.text(max_size=60))
@example("#１２３")
@example("rgb(1,2,3/)")
def test_any_text_is_read_or_refused_without_an_error(text):
    c = colors.parse(text)

    assert c is None or colors.parse(colors.to_hex(c)) is not None
    assert colors.parse_gradient(f"linear-gradient({text})") is None or text


@given(st.integers(-720, 720), st.integers(0, 100), st.integers(0, 100))
def test_hsl_and_hwb_agree_with_the_oracle(hue, second, third):
    for text in (f"hsl({hue} {second}% {third}%)", f"hwb({hue} {second}% {third}%)"):
        ours = colors.parse(text)
        theirs = Oracle(text).convert("srgb").coords()

        assert ours is not None
        for mine, part in zip((ours.r, ours.g, ours.b), theirs, strict=True):
            assert abs(mine - part * 255) <= 0.501


@pytest.mark.parametrize("parts", [(256, 0, 0, 1.0), (0, -1, 0, 1.0), (0, 0, 0, math.nan)])
def test_a_colour_out_of_range_cannot_be_made(parts):
    with pytest.raises(ValueError, match="out of range"):
        Color(*parts)


def test_every_colour_of_the_shared_blueprints_is_read(shared):
    seen = 0
    for path in sorted(shared.glob("blueprints/*.json")):
        pending = [json.loads(path.read_text(encoding="utf-8"))]
        while pending:
            node = pending.pop()
            values = node.values() if isinstance(node, dict) else node
            pending.extend(value for value in values if isinstance(value, (dict, list)))
            for text in (value for value in values if isinstance(value, str)):
                if text.startswith(("#", "rgb(", "rgba(", "hsl(")):
                    assert colors.parse(text) is not None, text
                    seen += 1
                elif text.startswith("linear-gradient("):
                    assert colors.parse_gradient(text) is not None, text

    assert seen > 100


# OKLCH


@given(opaque)
def test_oklch_agrees_with_the_oracle(c):
    lightness, chroma, hue = colors.oklch(c)
    theirs = oracle(c).convert("oklch").coords(nans=False)

    assert lightness == pytest.approx(theirs[0], abs=1e-3)
    assert chroma == pytest.approx(theirs[1], abs=1e-3)
    if chroma > 0.001:
        apart = abs(hue - theirs[2]) % 360
        assert chroma * math.radians(min(apart, 360 - apart)) < 1e-3


@given(stored)
def test_a_colour_survives_the_way_to_oklch_and_back(c):
    """C-2."""
    assert colors.from_oklch(*colors.oklch(c), c.alpha) == c


@given(shares, st.floats(0, 0.5), st.floats(0, 360))
def test_a_colour_outside_srgb_keeps_its_lightness_and_loses_only_chroma(lightness, chroma, hue):
    c = colors.from_oklch(lightness, chroma, hue)
    shown = colors.oklch(c)

    # Near black one step of eight bits is a visible step of lightness.
    assert shown[0] == pytest.approx(lightness, abs=0.004 if lightness > 0.3 else 0.06)
    assert shown[1] <= chroma + (0.005 if lightness > 0.3 else 0.07)


@given(opaque, st.floats(-1, 1))
@example(Color(0, 0, 255), 0.3)
@example(Color(255, 255, 0), -0.1)
def test_lighter_and_darker_keep_the_hue(c, delta):
    """C-4."""
    lightness, chroma, hue = colors.oklch(c)
    after = colors.oklch(colors.shift_lightness(c, delta))
    assume(0.3 < lightness + delta < 1)

    assert after[0] == pytest.approx(lightness + delta, abs=0.004)
    assert after[1] * abs(math.sin(math.radians(after[2] - hue))) < 0.008
    assert after[1] <= chroma + 0.008


@given(stored, st.floats(-2, 2))
def test_lightness_is_clamped_and_alpha_kept(c, delta):
    after = colors.shift_lightness(c, delta)

    assert after.alpha == c.alpha
    if delta > 1:
        assert (after.r, after.g, after.b) == (255, 255, 255)
    if delta < -1:
        assert (after.r, after.g, after.b) == (0, 0, 0)


@given(opaque, shares)
def test_less_chroma_keeps_lightness_and_hue(c, factor):
    """C-4."""
    lightness, chroma, hue = colors.oklch(c)
    after = colors.oklch(colors.shift_chroma(c, factor))
    assume(lightness > 0.3)

    assert after[0] == pytest.approx(lightness, abs=0.004)
    assert after[1] <= chroma * factor + 0.008
    assert after[1] * abs(math.sin(math.radians(after[2] - hue))) < 0.008


@given(opaque)
def test_brightening_never_makes_a_colour_duller(c):
    after = colors.brighten(c)

    assert colors.oklch(after)[1] >= colors.oklch(c)[1] - 0.004
    assert abs(colors.oklch(after)[0] - colors.oklch(c)[0]) < 0.17


@given(opaque)
def test_pale_is_lighter_and_mute_is_duller(c):
    assert colors.oklch(colors.pale(c))[0] >= colors.oklch(c)[0] - 0.004
    assert colors.oklch(colors.mute(c))[1] <= colors.oklch(c)[1] + 0.004


@pytest.mark.parametrize("name", ["red", "yellow", "magenta", "cyan", "white", "grey"])
def test_what_is_as_vivid_as_it_gets_stays(name):
    c = read(name)

    assert colors.brighten(c) == c


@given(opaque, opaque)
def test_the_distance_is_that_of_the_oracle(a, b):
    assert colors.delta_ok(a, b) == pytest.approx(
        oracle(a).delta_e(oracle(b), method="ok"), abs=1e-3
    )


@given(stored, stored, shares)
def test_mixing_goes_from_one_colour_to_the_other(a, b, share):
    assume(a.alpha > 0 and b.alpha > 0)

    assert colors.mix(a, b, 0.0) == a
    assert colors.mix(a, b, 1.0) == b
    assert colors.mix(a, a, 0.5) == a
    assert colors.mix(a, b, share).alpha == pytest.approx(a.alpha * (1 - share) + b.alpha * share)


def test_mixing_with_nothing_is_nothing():
    assert colors.mix(Color(9, 9, 9, 0.0), Color(8, 8, 8, 0.0)).alpha == 0.0


# Contrast


@given(opaque, opaque)
def test_contrast_is_symmetric_and_from_1_to_21(a, b):
    """C-3."""
    assert colors.contrast(a, b) == colors.contrast(b, a)
    assert 1.0 <= colors.contrast(a, b) <= 21.0 + 1e-9
    assert colors.contrast(a, a) == 1.0


@given(opaque, opaque)
def test_contrast_agrees_with_the_oracle(a, b):
    theirs = oracle(a).contrast(oracle(b), method="wcag21")

    assert colors.contrast(a, b) == pytest.approx(theirs, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [("#FFFFFF", "#000000", 21.0), ("#767676", "#FFFFFF", 4.54), ("#FF0000", "#FFFFFF", 4.0)],
)
def test_contrast_has_the_published_values(text, ground, ratio):
    assert round(colors.contrast(read(text), read(ground)), 2) == ratio


@given(stored, opaque)
def test_laying_over_an_opaque_ground_is_opaque_and_between_the_two(top, ground):
    c = colors.over(top, ground)

    assert c.alpha == 1.0
    for upper, shown, lower in zip(
        (top.r, top.g, top.b), (c.r, c.g, c.b), (ground.r, ground.g, ground.b), strict=True
    ):
        assert min(upper, lower) <= shown <= max(upper, lower)


@given(stored, stored)
def test_laying_over_agrees_with_the_oracle(top, bottom):
    c = colors.over(top, bottom)
    theirs = Oracle.layer(
        [Oracle("srgb", [part / 255 for part in (x.r, x.g, x.b)], x.alpha) for x in (top, bottom)],
        space="srgb",
    )

    assert c.alpha == pytest.approx(theirs.alpha())
    if c.alpha:
        for mine, part in zip((c.r, c.g, c.b), theirs.coords(), strict=True):
            assert abs(mine - part * 255) < 0.51


@given(opaque, opaque, st.sampled_from([3.0, 4.5, 7.0, 21.5]))
def test_the_nearest_readable_colour_reads_or_is_the_best_there_is(text, ground, minimum):
    after = colors.nearest_readable(text, ground, minimum)
    best = max(colors.contrast(BLACK, ground), colors.contrast(WHITE, ground))

    if colors.contrast(text, ground) >= minimum:
        assert after == text
    elif best >= minimum:
        assert colors.contrast(after, ground) >= minimum
    else:
        assert colors.contrast(after, ground) == best


@given(opaque, opaque)
def test_the_nearest_readable_colour_is_no_further_than_needed(text, ground):
    after = colors.nearest_readable(text, ground, 4.5)
    lightness, chroma, hue = colors.oklch(text)
    moved = abs(colors.oklch(after)[0] - lightness)

    for step in range(int(moved * 100) - 1):
        for nearer in (lightness - step / 100, lightness + step / 100):
            if 0 <= nearer <= 1 and lightness > 0.3:
                tried = colors.from_oklch(nearer, chroma, hue)
                assert colors.contrast(tried, ground) < 4.5


def test_translucent_text_is_judged_as_it_is_drawn():
    half = Color(0, 0, 0, 0.2)

    after = colors.nearest_readable(half, WHITE, 4.5)

    assert after.alpha == 1.0
    assert colors.contrast(after, WHITE) >= 4.5


# What people call it


FAMILY_WORDS = {
    **{name: name for name in FAMILIES},
    "gray": "grey",
    "cyan": "teal",
    "turquoise": "teal",
    "navy": "blue",
    "maroon": "red",
}

# Names that say another family than the one that is seen. CSS says two families at once
# in the first group; the second is where X11 named paints, not hues.
TWO_WORDS = {"blueviolet", "greenyellow", "mediumvioletred", "orangered", "yellowgreen"}
PAINTS = {
    "cadetblue": "teal",
    "lightseagreen": "teal",
    "navajowhite": "brown",
    "palevioletred": "pink",
}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (name, word)
        for name in sorted(NAMES)
        for word in FAMILY_WORDS
        if word in name and name not in TWO_WORDS
    ],
)
def test_a_css_name_with_a_family_word_is_of_that_family(name, word):
    assert colors.family(read(name)) == PAINTS.get(name, FAMILY_WORDS[word])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("blueviolet", "purple"),
        ("greenyellow", "green"),
        ("mediumvioletred", "pink"),
        ("orangered", "orange"),
        ("yellowgreen", "green"),
    ],
)
def test_of_two_family_words_one_is_seen(name, expected):
    assert colors.family(read(name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#E63946", "red"),
        ("#3DA9FC", "blue"),
        ("#41B883", "green"),
        ("#F15BB5", "pink"),
        ("#FEE440", "yellow"),
        ("#A259FF", "purple"),
        ("#FF6E66", "red"),
        ("#1736CF", "blue"),
        ("#121D30", "blue"),
        ("#222222", "black"),
        ("#333333", "grey"),
        ("#F3F4F6", "white"),
        ("#D9D9D9", "grey"),
        ("#C67C4E", "brown"),
        ("#EC5F2A", "orange"),
        ("#190332", "purple"),
        ("#795548", "brown"),
        ("#C0392B", "red"),
        ("#000011", "black"),
        ("gold", "yellow"),
        ("olive", "green"),
        ("crimson", "red"),
        ("tan", "brown"),
        ("magenta", "purple"),
        ("silver", "grey"),
        ("indigo", "purple"),
        ("aqua", "teal"),
        ("beige", "white"),
    ],
)
def test_everyday_and_brand_colours_have_the_family_that_is_seen(text, expected):
    assert colors.family(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#121D30", {"black", "blue", "grey"}),
        ("#E63946", {"red"}),
        ("#0000FF", {"blue"}),
        ("#808080", {"grey"}),
        ("#FFFFFF", {"white"}),
        ("#000000", {"black"}),
        ("#F3F4F6", {"grey", "white"}),
        ("tomato", {"orange", "red"}),
        ("slateblue", {"blue", "purple"}),
        ("magenta", {"pink", "purple"}),
        ("cadetblue", {"blue", "teal"}),
        ("maroon", {"brown", "red"}),
        ("beige", {"white", "yellow"}),
    ],
)
def test_a_colour_between_two_families_is_in_both(text, expected):
    assert colors.families(read(text)) == expected


# The groups that the CSS names are usually listed under (as in Wikipedia's "Web colors").
GROUPS = {
    "pink": "mediumvioletred deeppink palevioletred hotpink lightpink pink",
    "red": "darkred red firebrick crimson indianred lightcoral salmon darksalmon lightsalmon",
    "orange": "orangered tomato darkorange coral orange",
    "yellow": "darkkhaki gold khaki yellow palegoldenrod moccasin papayawhip"
    " lightgoldenrodyellow lemonchiffon lightyellow",
    "brown": "maroon brown saddlebrown sienna chocolate darkgoldenrod peru rosybrown sandybrown"
    " tan burlywood wheat navajowhite bisque blanchedalmond",
    "purple": "indigo purple darkmagenta darkviolet darkslateblue blueviolet darkorchid fuchsia"
    " magenta slateblue mediumslateblue mediumorchid mediumpurple orchid violet plum thistle"
    " lavender",
    "blue": "midnightblue navy darkblue mediumblue blue royalblue steelblue dodgerblue"
    " deepskyblue cornflowerblue skyblue lightskyblue lightsteelblue lightblue powderblue",
    "teal": "teal darkcyan lightseagreen cadetblue darkturquoise mediumturquoise turquoise aqua"
    " cyan aquamarine paleturquoise lightcyan",
    "green": "darkgreen green darkolivegreen forestgreen seagreen olive olivedrab mediumseagreen"
    " limegreen lime springgreen mediumspringgreen darkseagreen mediumaquamarine yellowgreen"
    " lawngreen chartreuse lightgreen greenyellow palegreen",
    "white": "mistyrose antiquewhite linen beige whitesmoke lavenderblush oldlace aliceblue"
    " seashell ghostwhite honeydew floralwhite azure mintcream snow ivory white cornsilk",
    "grey": "darkslategray dimgray slategray gray lightslategray darkgray silver lightgray"
    " gainsboro",
    "black": "black",
}


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group in GROUPS for name in GROUPS[group].split()]
)
def test_a_css_colour_answers_to_the_group_it_is_listed_under(group, name):
    assert group in colors.families(read(name))


@given(opaque)
def test_the_family_is_one_of_the_families(c):
    """C-5."""
    assert colors.family(c) in colors.families(c)
    assert colors.families(c) <= set(FAMILIES)


@given(bytes_)
def test_a_grey_has_no_hue(value):
    assert colors.families(Color(value, value, value)) <= {"black", "grey", "white"}


@given(opaque)
def test_no_colour_is_dark_and_light(c):
    assert not (colors.is_dark(c) and colors.is_light(c))


def test_css_colours_called_light_are_light():
    called = {name for name in NAMES if name.startswith("light")}
    not_light = {name for name in called if not colors.is_light(read(name))}

    assert not_light == {"lightcoral", "lightseagreen", "lightslategray", "lightslategrey"}


@pytest.mark.parametrize("name", ["black", "navy", "darkblue", "maroon", "indigo", "darkgreen"])
def test_deep_colours_are_dark(name):
    assert colors.is_dark(read(name))


# Gradients


@pytest.mark.parametrize(
    ("css", "normal"),
    [
        ("linear-gradient(to right, blue, purple)", "to right, #0000FF, #800080"),
        ("linear-gradient(blue, purple)", "to bottom, #0000FF, #800080"),
        (
            "linear-gradient(180deg, #304FE8 0%, #1736CF 100%)",
            "180deg, #304FE8 0%, #1736CF 100%",
        ),
        ("LINEAR-GRADIENT( To Right Top , #fff, #000 )", "to top right, #FFFFFF, #000000"),
        ("linear-gradient(0.25turn, red, blue)", "90deg, #FF0000, #0000FF"),
        ("linear-gradient(0, red, blue)", "0deg, #FF0000, #0000FF"),
        (
            "linear-gradient(rgba(0, 0, 0, 0.5), rgb(1 2 3 / 50%) 10% 40%, light green 90%)",
            "to bottom, #00000080, #01020380 10% 40%, #90EE90 90%",
        ),
    ],
)
def test_gradients_are_written_in_one_form(css, normal):
    gradient = colors.parse_gradient(css)

    assert gradient is not None
    assert gradient.css() == f"linear-gradient({normal})"
    again = colors.parse_gradient(gradient.css())
    assert again is not None and again.css() == gradient.css()


@pytest.mark.parametrize(
    "css",
    [
        "",
        "red",
        "linear-gradient()",
        "linear-gradient(red)",
        "linear-gradient(to right, red)",
        "linear-gradient(to nowhere, red, blue)",
        "linear-gradient(to top bottom, red, blue)",
        "linear-gradient(45, red, blue)",
        "linear-gradient(red, 50%, blue)",
        "linear-gradient(red, blue",
        "linear-gradient(red), blue)",
        "linear-gradient(rgb(1, 2, 3, red, blue)",
        "linear-gradient(to bottom right var(--space), #ffe259, #ffa751)",
        "radial-gradient(red, blue)",
        "repeating-linear-gradient(red, blue)",
        "linear-gradient(" + "red," * 1000 + "red)",
    ],
)
def test_what_is_no_linear_gradient_is_none(css):
    assert colors.parse_gradient(css) is None
