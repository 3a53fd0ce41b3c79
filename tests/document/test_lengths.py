"""Lengths: read as pixels, written in the spelling that the document has."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document import lengths

whole = st.integers(-5000, 5000)
factors = st.floats(0, 10)
units = st.sampled_from(["", "px", " px", "PX", "em", "rem", "pt", "pc", "in", "cm", "mm"])
spelled = st.builds(
    lambda numbers, unit, pad: pad + " ".join(f"{n / 100:g}{unit}" for n in numbers) + pad,
    st.lists(st.integers(-99_999, 99_999), min_size=1, max_size=4),
    units,
    st.sampled_from(["", " "]),
)
stored = st.one_of(whole, st.floats(-5000, 5000).map(lambda x: round(x, 2)), spelled)


# Numbers


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12.5, 13), (-12.5, -13), (12.49, 12), (0.5, 1), (-0.4, 0), (45 * 0.7, 32), (1e300, 10**300)],
)
def test_pixels_are_rounded_half_away_from_zero(value, expected):
    assert lengths.round_px(value) == pytest.approx(expected, rel=1e-12)
    assert type(lengths.round_px(value)) is int


@given(st.floats(-1e6, 1e6))
def test_rounding_treats_both_signs_alike(value):
    assert lengths.round_px(-value) == -lengths.round_px(value)
    assert abs(lengths.round_px(value) - value) <= 0.5 + 1e-6


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1 + 0.2, 0.3), (42.0, 42), (-0.0, 0), (1.00004, 1), (2.62500000001, 2.625), (7, 7)],
)
def test_binary_noise_goes(value, expected):
    cleaned = lengths.clean(value)

    assert (cleaned, type(cleaned)) == (expected, type(expected))
    assert math.copysign(1, cleaned) == math.copysign(1, expected)


@given(whole.filter(bool), factors.filter(lambda factor: factor != 1))
def test_a_relative_change_is_at_least_one_pixel(value, factor):
    """N-2."""
    assert abs(lengths.scale_px(value, factor) - value) >= 1


@given(whole, factors)
def test_scaling_keeps_the_sign_and_goes_the_right_way(value, factor):
    """N-3."""
    after = lengths.scale_px(value, factor)

    assert after * value >= 0
    if factor > 1:
        assert abs(after) >= abs(value)
    if factor < 1:
        assert abs(after) <= abs(value)
    if factor == 1:
        assert after == value


@given(whole, factors)
def test_scaling_is_off_by_a_pixel_at_most(value, factor):
    assert abs(lengths.scale_px(value, factor) - value * factor) <= 1 + 1e-6


@given(st.integers(0, 5000), factors, factors)
def test_a_larger_factor_never_gives_less(value, one, other):
    low, high = sorted((one, other))

    assert lengths.scale_px(value, low) <= lengths.scale_px(value, high)


@pytest.mark.parametrize(
    ("value", "factor", "expected"),
    [(28, 1.5, 42), (60, 1.2, 72), (2, 1.1, 3), (1, 0.8, 0), (0, 2, 0), (-8, 1.2, -10), (5, -1, 0)],
)
def test_scaling_by_example(value, factor, expected):
    assert lengths.scale_px(value, factor) == expected


@pytest.mark.parametrize(
    ("number", "unit", "px"),
    [
        (300, "px", 300),
        (300, "", 300),
        (18, "pt", 24),
        (18, "points", 24),
        (3, "inches", 288),
        (3, "in.", 288),
        (3, '"', 288),
        (2.54, "cm", 96),
        (25.4, "Millimetres", 96),
        (1, "pc", 16),
        (1.5, "em", 24),
        (2, "rem", 32),
        (2, "%", None),
        (2, "bananas", None),
    ],
)
def test_units_as_people_write_them_become_pixels(number, unit, px):
    read = lengths.to_px(number, unit)

    assert read == (None if px is None else pytest.approx(px))


# Stored lengths


@pytest.mark.parametrize(
    ("value", "px"),
    [
        (28, 28.0),
        (19.6, 19.6),
        ("28px", 28.0),
        ("28", 28.0),
        (" 28 px", 28.0),
        ("28PX", 28.0),
        ("-0.4px", -0.4),
        ("+.5px", 0.5),
        ("1.5em", 24.0),
        ("2rem", 32.0),
        ("12pt", 16.0),
        ("21px 0px", 21.0),
        ("21 px 0 px", 21.0),
        ("50%", None),
        ("50% 8px", None),
        ("21px auto", None),
        ("auto", None),
        ("", None),
        ("  ", None),
        ("px", None),
        ("1.2.3px", None),
        ("10px20px", None),
        ("10px,20px", None),
        ("10px / 5px", None),
        ("calc(1px + 2px)", None),
        ("1e3px", None),
        ("١px", None),
        ("9" * 201, None),
        (True, None),
        (None, None),
        ([8], None),
        (math.inf, None),
        (math.nan, None),
        (10**400, None),
    ],
)
def test_stored_values_are_read_as_pixels(value, px):
    assert lengths.read_px(value) == px


@given(stored, st.floats(-5000, 5000).map(lambda x: round(x, 2)))
def test_what_is_written_reads_back(value, px):
    """N-1."""
    after = lengths.write_like(value, px)
    parts = lengths.read_px_list(after)

    assert isinstance(after, str) == isinstance(value, str)
    assert parts is not None and len(parts) == len(lengths.read_px_list(value) or ())
    # Four decimals of an inch are 0.005 px.
    assert parts == pytest.approx([px] * len(parts), abs=0.005)


@pytest.mark.parametrize(
    ("value", "px", "expected"),
    [
        ("28px", 42, "42px"),
        (28, 42, 42),
        (28, 42.0, 42),
        (28, 42.5, 42.5),
        (28.0, 42, 42.0),
        (28.5, 42, 42),
        ("28", 42, "42"),
        (" 28 px ", 42, " 42 px "),
        ("28PX", 42, "42PX"),
        ("28.0px", 42, "42px"),
        ("1.5rem", 48, "3rem"),
        ("1.5rem", 42, "2.625rem"),
        ("12pt", 24, "18pt"),
        ("21px 0px", 8, "8px 8px"),
        ("50%", 8, "8px"),
        ("4px 50% ", 8, "8px 8px "),
        ("auto", 8, "8px"),
        (None, 8.0, 8),
        (object(), 8, 8),
    ],
)
def test_a_number_keeps_its_stored_form(value, px, expected):
    after = lengths.write_like(value, px)

    assert (after, type(after)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "factor", "expected"),
    [
        ("28px", 1.5, "42px"),
        (28, 1.5, 42),
        (28.0, 1.5, 42.0),
        (19.6, 1.2, 24),
        (19.6, 1, 19.6),
        (1, 1.2, 2),
        ("1.5px", 1.2, "1.8px"),
        (-0.4, 1.5, -0.6),
        ("21px 0px", 2, "42px 0px"),
        ("8px 1px 8px 1px", 0.5, "4px 0px 4px 0px"),
        ("1.5rem", 1.2, "1.8rem"),
        ("1rem", 1.01, "1.0625rem"),
        ("1rem", 1, "1rem"),
        ("50%", 1.2, "60%"),
        ("auto", 1.2, None),
        (None, 1.2, None),
        (True, 1.2, None),
    ],
)
def test_scaling_keeps_the_form_of_every_part(value, factor, expected):
    after = lengths.scale_like(value, factor)

    assert (after, type(after)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "by", "expected"),
    [
        ("21px 0px", 8, "29px 8px"),
        (12, -2, 10),
        (12.0, -2, 10.0),
        ("1rem", 8, "1.5rem"),
        ("50%", 8, None),
        ("8px 50%", 8, None),
        ("auto", 8, None),
    ],
)
def test_shifting_keeps_the_form_of_every_part(value, by, expected):
    after = lengths.shift_like(value, by)

    assert (after, type(after)) == (expected, type(expected))


@given(stored, st.integers(-500, 500))
def test_shifting_there_and_back_changes_nothing_to_be_seen(value, by):
    there = lengths.shift_like(value, by)
    back = lengths.shift_like(there, -by)

    assert lengths.read_px_list(back) == pytest.approx(lengths.read_px_list(value), abs=0.01)


@given(st.text(max_size=40), st.floats(0, 5))
def test_any_text_is_a_length_or_none(text, factor):
    parts = lengths.read_px_list(text)

    assert parts is None or all(math.isfinite(part) for part in parts)
    assert parts is None or lengths.read_px_list(lengths.scale_like(text, factor)) is not None
    assert lengths.write_like(text, 8) is not None


# Sizes that are words


@pytest.mark.parametrize(
    ("word", "steps", "expected"),
    [
        ("small", 1, "medium"),
        ("medium", 1, "large"),
        ("Medium", 1, "Large"),
        ("MEDIUM", -1, "SMALL"),
        ("large", 1, "x-large"),
        ("md", 1, "lg"),
        ("xl", -1, "lg"),
        ("xl", 1, "2xl"),
        ("M", 1, "L"),
        ("XL", -1, "L"),
        ("XL", 1, "XXL"),
        ("xxl", -1, "xl"),
        ("s", 1, "m"),
        ("tiny", 1, "small"),
        ("huge", -1, "large"),
        ("extra large", -4, "extra small"),
        ("extra_small", 4, "extra_large"),
        ("Extra Large", -4, "Extra Small"),
        ("xsmall", 1, "small"),
        ("medium", -9, "xx-small"),
        ("tiny", -1, None),
        ("5xl", 1, None),
        ("medium", 0, None),
        ("regular", 1, None),
        ("", 1, None),
    ],
)
def test_a_size_word_moves_along_its_own_scale(word, steps, expected):
    assert lengths.step_scale(word, steps) == expected


# These are words of several scales: which one is meant is settled by the first of them.
SEVERAL = {"xxs", "xs", "xl", "xxl", "small", "medium", "large"}
STEPS = [
    (one, other, away - at)
    for scale in lengths._SCALES
    for at, one in enumerate(scale)
    for away, other in enumerate(scale)
    if one != other and not {one, other} & SEVERAL
]


@pytest.mark.parametrize(("word", "other", "steps"), STEPS)
@pytest.mark.parametrize("capitals", [str, str.upper])
def test_steps_there_and_back_are_the_same_words(word, other, steps, capitals):
    """N-4."""
    assert lengths.step_scale(capitals(word), steps) == capitals(other)
    assert lengths.step_scale(capitals(other), -steps) == capitals(word)


@pytest.mark.parametrize(
    ("word", "like", "expected"),
    [
        ("large", "sm", "lg"),
        ("large", "M", "L"),
        ("Large", "small", "large"),
        ("xl", "medium", "x-large"),
        ("huge", "S", "XL"),
        ("5xl", "tiny", "huge"),
        ("large", "16px", None),
        ("16px", "large", None),
    ],
)
def test_a_size_is_said_in_the_spelling_that_is_stored(word, like, expected):
    assert lengths.spell_scale(word, like) == expected
