"""Whatever the text, what is printed is one safe line that stands where it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.cli.words import cells, plain, say_diagnostic, shortened, value
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import MISSING


@given(st.text())
def test_nothing_that_is_printed_can_steer_a_terminal(text):
    said = plain(text)

    assert all(c.isprintable() or c in "\u200c\u200d" for c in said)
    assert len(said) == len(text)


@given(st.text(), st.integers(2, 60))
def test_shortened_text_fits(text, width):
    assert cells(shortened(text, width)) <= width


@given(st.text(alphabet="ab 日本é👩\n\t\u0301", max_size=200), st.data())
def test_carets_stand_under_the_words(command, data):
    """R-2."""
    start = data.draw(st.integers(0, len(command)))
    stop = data.draw(st.integers(start, len(command)))

    lines = say_diagnostic(Diagnostic("clause.vague", "error", "m", span=(start, stop)), command)

    if command:
        shown, carets = lines[1], lines[2]
        words = plain(command[start:stop].split("\n")[0])
        assert len(lines) == 3
        before = carets[: carets.index("^")]
        if words:
            place = [i for i in range(len(shown)) if cells(shown[:i]) == cells(before)]
            assert any(shown[i:].startswith(words[:20]) for i in place)


def test_a_finding_looks_as_the_style_guide_shows():
    command = "make the sign up buton blue"
    found = Diagnostic(
        "target.not-found",
        "error",
        "nothing here is called “sign up buton”",
        span=(9, 22),
        suggestions=("make the sign up button blue", "make the save button blue"),
    )

    assert say_diagnostic(found, command) == [
        "error[target.not-found]: nothing here is called “sign up buton”",
        "  | make the sign up buton blue",
        "  |          ^^^^^^^^^^^^^",
        "  try: make the sign up button blue",
        "       make the save button blue",
    ]


def test_carets_of_wide_words_are_twice_as_wide():
    lines = say_diagnostic(Diagnostic("clause.vague", "error", "m", span=(3, 5)), "作る 日本 x")

    assert lines[1:] == ["  | 作る 日本 x", "  |      ^^^^"]


@pytest.mark.parametrize(
    ("span", "shown", "carets"),
    [
        ((9, 14), "  | do this", "  | ^^^^"),
        ((0, 20), "  | make it", "  | ^^^^^^^"),
        ((999, 1200), "  | do this", "  |        ^"),
    ],
)
def test_of_several_lines_the_one_that_is_meant_is_shown(span, shown, carets):
    command = "make it\n\ndo this"

    lines = say_diagnostic(Diagnostic("clause.vague", "error", "m", span=span), command)

    assert lines[1] == shown
    assert lines[2].startswith(carets)


def test_a_very_long_line_is_cut_around_the_words():
    command = "x " * 5000 + "foo" + " y" * 5000

    lines = say_diagnostic(Diagnostic("clause.vague", "error", "m", span=(10000, 10003)), command)

    assert len(lines[1]) < 120
    assert lines[1][lines[2].index("^") :].startswith("foo")


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("Shop", "“Shop”"),
        ("#FF0000", "#FF0000"),
        ("28px", "28px"),
        ("", "“”"),
        (None, "null"),
        (MISSING, "—"),
        (False, "no"),
        ("a\x1b[2Jb", "“a\ufffd[2Jb”"),
    ],
)
def test_values_are_written_for_a_person(stored, said):
    assert value(stored) == said
