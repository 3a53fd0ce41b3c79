"""What nobody knows in a failed command is respelled farther than it would be corrected."""

from __future__ import annotations

import pytest

from redraft import edit

from .screens import shop


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("make the heaxer red and the foter blye", "make the header red and the footer blue"),
        ("amke theheader red", "make the header red"),
        ("make the haeder slightlytaller", "make the haeder slightly taller"),
        ("make the note sligthly bigegr", "make the note slightly bigger"),
        ("set the border-raduis of card 1 to 4px", "set the border-radius of card 1 to 4px"),
        ("make the header 80pxtall", "make the header 80px tall"),
        ("hide the foooterr", "hide the footer"),
        ("make the canel button bold and ynderlined", "make the canel button bold and underlined"),
        ("sret the width of the card 2 to 300px", "set the width of the card 2 to 300px"),
    ],
)
def test_a_slip_that_is_not_corrected_is_the_first_suggestion(typed: str, meant: str) -> None:
    page = shop()

    result = edit(page, typed)

    if not result.ok:
        offered = [s for d in result.diagnostics for s in d.suggestions][:3]
        wanted = edit(page, meant).bytes
        assert wanted in [edit(page, command).bytes for command in offered], offered
    else:
        assert result.bytes == edit(page, meant).bytes


def test_the_words_of_the_document_are_known() -> None:
    """A token's name is no slip, and may be what was meant."""
    read = edit(shop(), "make card 2 bramd")

    assert read.bytes == edit(shop(), "make card 2 brand").bytes
    assert [d.code for d in read.diagnostics if d.span == (12, 17)] == ["spelling.corrected"]


def test_a_command_of_one_word_about_changes_is_read() -> None:
    assert not edit(shop(), "changes").ok
