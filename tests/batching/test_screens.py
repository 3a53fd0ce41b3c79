"""What is said of one screen of several goes to that one, and places in the command stay what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redraft
from redraft.batching.naming import ScreenError
from redraft.batching.screens import Screens
from redraft.cli import main

NAMES = [
    ("home", "start"),
    ("checkout_screen",),
    ("cart", "shopping_cart"),
    ("order-history",),
    ("sign in",),
]
ALL = "home checkout cart history signin"

#: said → what each of the screens is told; "*" is all of them
CASES = {
    "hide the banner": {"*": "hide the banner"},
    "on the checkout screen make the button green": {"checkout": "make the button green"},
    "make the button green on the checkout screen": {"checkout": "make the button green"},
    "make the button on the checkout screen green": {"checkout": "make the button green"},
    "please on the checkout page, make it red": {"checkout": "please make it red"},
    "for the shopping cart screen hide it": {"cart": "hide it"},
    "on the history page hide it": {"history": "hide it"},
    "on the sign in page hide it": {"signin": "hide it"},
    'on the "Checkout" screen say "on the home screen"': {"checkout": 'say "on the home screen"'},
    "checkout: hide it": {"checkout": "hide it"},
    "Checkout screen: hide it. Home: show it.": {"checkout": "hide it.", "home": "show it."},
    "on the checkout screen:\n- hide it\n- show it": {"checkout": "- hide it - show it"},
    "the checkout screen's button is red": {"checkout": "button is red"},
    "make the checkout screen darker": {"checkout": "make the screen darker"},
    "on the checkout and cart screens hide it": {"checkout cart": "hide it"},
    "on the checkout screen and the cart screen, hide it": {"checkout cart": "hide it"},
    "on all screens hide it": {"*": "hide it"},
    "hide it on every page except the cart": {"home checkout history signin": "hide it"},
    "hide it on all pages but the cart and home screens": {"checkout history signin": "hide it"},
    "on the checkout screen hide it and on the home screen show it":
        {"checkout": "hide it", "home": "show it"},
    "hide it on the checkout screen and show it on the home page":
        {"checkout": "hide it", "home": "show it"},
    "make it red and on the checkout screen hide it":
        {"checkout": "make it red hide it", "home cart history signin": "make it red"},
    "on the checkout screen hide it and make the header and the footer red on all other screens":
        {"checkout": "hide it", "home cart history signin": "make the header and the footer red"},
    "hide it on the home and cart screens. Show it on the rest of the screens":
        {"home cart": "hide it .", "checkout history signin": "Show it"},
    "on the checkout screen make the text on the cart screen red":
        {"checkout": "make the text on the cart screen red"},
    "on the other screens hide it": {"*": "on the other screens hide it"},
    "make the button on the home screen 60px tall": {"home": "make the button 60px tall"},
    "on checkout make the button green": {"checkout": "make the button green"},
    "hide it on checkout and cart": {"checkout cart": "hide it"},
    "go to the checkout screen and hide it": {"checkout": "hide it"},
    "set the home screen's header to blue": {"home": "set header to blue"},
    # what names no screen is left to the documents
    "on the screen hide it": {"*": "on the screen hide it"},
    "on page 3 hide it": {"*": "on page 3 hide it"},
    "put it on the cart": {"*": "put it on the cart"},
    "on pages 3 and 4 hide it": {"*": "on pages 3 and 4 hide it"},
    "on this page hide it": {"*": "on this page hide it"},
    "move it to the bottom of the page": {"*": "move it to the bottom of the page"},
    "in the home header make the text red": {"*": "in the home header make the text red"},
    "order: hide it": {"*": "order: hide it"},
}  # fmt: skip


@pytest.mark.parametrize("command", CASES)
def test_each_screen_is_told_what_is_said_of_it(command: str) -> None:
    said = Screens(NAMES).said(command)

    found = {ALL.split()[k]: " ".join(text.replace(" ,", "").split()) for k, text in said.items()}
    expected = {
        name: told
        for names, told in CASES[command].items()
        for name in (ALL if names == "*" else names).split()
    }
    assert {k: v.replace(" , ", " ") for k, v in found.items()} == expected
    for text in said.values():
        assert len(text) == len(command)
        assert all(new in (old, " ") for old, new in zip(command, text, strict=True))


@pytest.mark.parametrize(
    ("command", "code", "named"),
    [
        ("on the login screen hide it", "screen.not-found", "login"),
        ("hide it on the chekout screen", "screen.not-found", "chekout"),
        ("hide it on all pages but the login", "screen.not-found", "login"),
        ("on the shop screen hide it", "screen.ambiguous", "shop"),
    ],
)
def test_a_name_that_fits_none_or_several_is_refused(command: str, code: str, named: str) -> None:
    screens = Screens([("checkout",), ("shop 1",), ("shop 2",)])

    with pytest.raises(ScreenError) as refused:
        screens.said(command)

    found = refused.value.diagnostic
    assert found.code == code and found.span is not None
    assert command[slice(*found.span)] == named
    for again in found.suggestions:
        screens.said(again)
    assert found.suggestions or "login" in command


@given(st.lists(st.sampled_from(
    ["on", "in", "the", "checkout", "cart", "home", "screen", "page", "screens", "all", "every", "but", "and", ",", ".", ":", "hide", "make", "it", "red", "3"]
), max_size=14))  # fmt: skip
def test_any_words_are_told_or_refused_and_nothing_is_made_up(words: list[str]) -> None:
    command = " ".join(words)
    try:
        said = Screens(NAMES).said(command)
    except ScreenError:
        return

    assert all(len(text) == len(command) and text.strip() for text in said.values() if command)


def test_reading_is_linear_in_the_command() -> None:
    """L-1: the names that are looked for, not the time."""
    asked: list[int] = []
    for count in (50, 100):
        screens, looked = Screens(NAMES), 0
        plain = screens._names.find

        def find(words: Any, *, whole: bool = False, plain: Any = plain) -> list[int]:
            nonlocal looked
            looked += 1
            return list(plain(words, whole=whole))

        screens._names.find = find  # type: ignore[method-assign]
        screens.said("make the page of the page on a and the, screen " * count)
        asked.append(looked)

    assert asked[1] <= 2.1 * asked[0] + 10


PAGES = [
    {"screen_id": name, "components": [{"id": "pay", "type": "button", "text": "Pay"}]}
    for name in ("home", "checkout", "cart")
]
SAID = "on the checkout screen make the button green"


def test_a_batch_tells_the_command_as_it_was_typed() -> None:
    done = redraft.batch(PAGES, SAID)

    assert [(o.document, o.command, o.applied) for o in done] == [("checkout", SAID, True)]
    assert list(done.documents) == ["checkout"]


def test_a_finding_points_into_the_command_as_it_was_typed() -> None:
    command = "on the checkout screen make the sidebar green"
    (outcome,) = redraft.batch(PAGES, command)

    span = outcome.diagnostics[0].span
    assert span is not None and command[slice(*span)] == "sidebar"


def test_screens_are_picked_where_there_are_several_or_that_is_asked_for() -> None:
    assert [o.applied for o in redraft.batch(PAGES[1], SAID)] == [False]
    assert [o.applied for o in redraft.batch(PAGES[1], SAID, screens="on")] == [True]
    assert [o.applied for o in redraft.batch(PAGES, SAID, screens="off")] == [False] * 3


def test_a_name_of_no_screen_is_a_job_that_is_none_and_the_rest_runs() -> None:
    outcomes = list(redraft.batch(PAGES, ["on the login screen hide it", SAID]))

    assert [(o.document, o.applied) for o in outcomes] == [(None, False), ("checkout", True)]
    assert outcomes[0].diagnostics[0].code == "screen.not-found"
    assert outcomes[0].command == "on the login screen hide it"


def test_files_are_screens_by_their_own_names_too(tmp_path: Path) -> None:
    for name in ("home", "checkout"):
        page = {"components": PAGES[0]["components"]}
        (tmp_path / f"{name}.json").write_text(json.dumps(page))

    assert main(["batch", str(tmp_path), "--say", SAID, "--in-place"]) == 0
    assert "#008000" in (tmp_path / "checkout.json").read_text()
    assert "#008000" not in (tmp_path / "home.json").read_text()
