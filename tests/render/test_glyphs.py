"""Text measure: lines fit, no word is lost, and long text costs no more than it is long."""

from hypothesis import given
from hypothesis import strategies as st

from redraft.render.glyphs import TOLERANCE, shorten, width, wrap

texts = st.text(max_size=200)


@given(texts, st.floats(1, 500))
def test_wrapping_keeps_every_word_in_order(text, room):
    lines = wrap(text, 16, room)

    assert " ".join(lines).split() == text.split()


@given(texts, st.floats(1, 500), st.booleans())
def test_a_line_of_several_words_fits(text, room, bold):
    for line in wrap(text, 16, room, bold=bold):
        if len(line.split()) > 1:
            assert width(line, 16, bold=bold) <= room * TOLERANCE + 0.01


@given(texts, st.floats(20, 300))
def test_what_is_shortened_fits_and_begins_alike(text, room):
    short = shorten(text, 12, room)

    assert width(short, 12) <= room + 0.01
    assert short == text or text.startswith(short.removesuffix("…"))


def test_width_grows_with_the_font_size_and_with_every_letter():
    assert width("Shop", 32) == 2 * width("Shop", 16)
    assert width("Shops", 16) > width("Shop", 16)
    assert width("漢字", 10) == 20
    assert width("é", 10) == width("e", 10)
