"""``redraft explain`` as a person sees it, at several widths, in colour and without."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from redraft import explain
from redraft.cli import main
from redraft.cli.explained import explained
from redraft.cli.underlined import Marked, underlined
from redraft.cli.words import cells

SHOP = Path(__file__).parents[1] / "cases" / "shop.json"
PAGE = Path(__file__).parents[2] / "docs" / "explain.md"
SAID = (
    "make the header smaller and its color red",
    "please put the share buttn below the save button, and give card_1 a 2px solid red border",
    "make the button red",
    "first make the header red\nthen 😀 hide the 日本 card",
    "make it pop",
)


def printed(said: str, width: int, *, coloured: bool) -> list[str]:
    lines = explained(explain(SHOP, said), width, coloured=coloured)
    return ["".join(piece.text for piece in line) for line in lines]


def test_the_parts_of_a_command_are_underlined_and_labelled() -> None:
    lines = printed(SAID[0], 80, coloured=False)

    assert lines[:5] == [
        "  make the header smaller and its color red",
        "  ^^^^ ~~~~~~~~~~ ^^^^^^^     ~~~ ^^^^^ ~~~",
        "  |    target 1 2 amount 1    |   |     value 2",
        "  verb 1 2                    |   property 2",
        "                              target 2",
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("coloured", [True, False])
@pytest.mark.parametrize("said", SAID)
def test_the_command_is_wrapped_to_the_width(said: str, width: int, coloured: bool) -> None:
    told = explain(SHOP, said)
    parts = [Marked(*word.span, word.role, "^") for word in told.words]

    lines = list(underlined(said, parts, width, coloured=coloured))

    assert all(cells("".join(piece.text for piece in line)) <= width for line in lines)
    shown = "".join(piece.text for line in lines for piece in line)
    assert all(word in shown for word in said.split())


def test_in_colour_the_words_are_underlined_and_no_marks_are_drawn() -> None:
    lines = explained(explain(SHOP, SAID[0]), 80, coloured=True)

    styles = {piece.text: piece.style for piece in lines[0] if piece.style}
    assert styles["the header"].startswith("underline ")
    assert not any(
        re.fullmatch(r"[ ^~.!]+", "".join(p.text for p in line)) for line in lines if line
    )


def test_the_command_line_prints_the_explanation_as_the_library_gives_it(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """F-1."""
    status = main(["explain", str(SHOP), SAID[0], "--json"])

    out = capfdbinary.readouterr().out
    assert status == 0
    assert json.loads(out) == explain(SHOP, SAID[0]).to_dict()


def test_a_refused_command_ends_with_what_would_run_and_status_one(
    capfd: pytest.CaptureFixture[str],
) -> None:
    status = main(["explain", str(SHOP), "make the button red", "--width", "80"])

    out = capfd.readouterr().out
    assert status == 1
    assert "ambiguous" in out and "try: " in out


def test_the_explanation_holds_nothing_that_a_terminal_obeys(
    capfd: pytest.CaptureFixture[str],
) -> None:
    main(["explain", str(SHOP), "make the \u202eheader\u2028 red \u009b31m"])

    assert not re.search("[\u202e\u2028\u009b\x1b]", capfd.readouterr().out)


def test_the_page_shows_what_is_printed() -> None:
    block = PAGE.read_text("utf-8").split("```")[1].splitlines()[2:]
    said = SAID[0]

    assert f'"{said}"' in PAGE.read_text("utf-8")
    assert printed(said, 80, coloured=False)[: len(block)] == block
