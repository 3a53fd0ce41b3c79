"""Reading takes time in proportion to what there is to read, whatever that is.

Counted in calls, which every machine counts alike; the one thing that calls do not show,
a regular expression that goes back and forth, is held by a limit a hundred times too wide.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import pytest

from redraft import edit
from redraft.decompose import COMMAND_MAX, read, read_phrase
from redraft.decompose.spelling import Speller

from .screens import screen

SMALL = 1_500
PAGE = screen(12)

#: what is repeated, by what it is
TEXTS = {
    "quotes": "'\"“”‘’ ",
    "unclosed quotes": "make \" it ' ",
    "quoted texts": "'a' to 'b' ",
    "brackets": "([{)]} ",
    "open brackets": "((([[[{{{ ",
    "joints": "and ",
    "joints and verbs": "and make ",
    "nested parts": "of the ",
    "nested targets": "the button in the card of the ",
    "articles": "a ",
    "the": "the ",
    "numbers": "1 2.5 30px 40% ",
    "digits": "1",
    "units": "px % em ",
    "one long word": "x",
    "one long known word": "button",
    "hyphens": "a-",
    "unknown words": "xqzv wqpt ",
    "misspelt words": "mkae teh haeder rde ",
    "commas": ",,, , ",
    "full stops": "...",
    "hashes": "#### #FF #abc ",
    "colours": "red dark blue ",
    "exceptions": "all but the first except ",
    "then": "then ",
    "bullets": "\n- ",
    "numbered": "\n1. ",
    "verbs": "make ",
    "pronouns": "it them its ",
    "pairs": "respectively ",
    "emoji": "😀 ",
    "lists": "the card, ",
    "clauses": "make the header red and ",
    "clauses not understood": "make the xqzv wibble and ",
    "comparatives": "bigger than the ",
    "negations": "don't not ",
    "possessives": "the card's button's ",
    "wishes": "please can you i want ",
    "spaces": "          x",
    "like": "the same as ",
    "degrees": "slightly a bit ",
    "politeness": "please ",
    "too": "the footer too ",
    "small words": "of to in with at by ",
    "colons": "header: ",
    "vague": "make it pop ",
    "questions": "is it up? ",
    "ordinals": "first 2nd last third ",
    "from to": "from red to blue ",
}


def repeated(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def calls_of(reading: Callable[[str], Any], said: str) -> int:
    """How many calls a reading makes."""
    count = 0

    def note(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    # What is collected meanwhile, and who is told of that, is no call of the reading.
    collects = gc.isenabled()
    gc.disable()
    # The coverage tool traces, and profiling beside it is what sys offers two hooks for.
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        reading(said)
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    return count


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """The tables of words are read before anything is counted."""
    read("make the header red")
    read("mkae teh haeder rde")
    read_phrase("the red button")


@pytest.mark.parametrize("kind", TEXTS)
def test_ten_times_the_text_takes_ten_times_the_calls(kind: str) -> None:
    """L-1."""
    text = TEXTS[kind]

    small = calls_of(read, repeated(text, SMALL))
    large = calls_of(read, repeated(text, 10 * SMALL))

    assert large <= 13 * small + 1000


@pytest.mark.parametrize("kind", TEXTS)
def test_ten_times_the_phrase_takes_ten_times_the_calls(kind: str) -> None:
    """L-1."""
    text = TEXTS[kind]

    small = calls_of(read_phrase, repeated(text, SMALL))
    large = calls_of(read_phrase, repeated(text, 10 * SMALL))

    assert large <= 13 * small + 1000


@pytest.mark.parametrize("kind", TEXTS)
def test_the_longest_command_there_may_be_is_read_at_once(kind: str) -> None:
    """L-1."""
    said = repeated(TEXTS[kind], COMMAND_MAX)

    began = process_time()
    read(said)

    assert process_time() - began < 2


@pytest.mark.parametrize("kind", TEXTS)
def test_the_longest_command_has_its_result_and_suggestions_at_once(kind: str) -> None:
    """L-1: resolving, contradictions, and what is offered instead, too."""
    said = repeated(TEXTS[kind], COMMAND_MAX)

    began = process_time()
    edit(PAGE, said, mode="partial").to_json()

    assert process_time() - began < 10


def test_a_word_longer_than_any_known_one_is_no_slip_of_one() -> None:
    """L-1: each letter left out costs the whole word, which no count of calls shows."""
    speller = Speller(["header", "button"])
    speller.near("haeder")

    assert speller.near("hheader") == ("header",)
    assert calls_of(speller.near, "x" * 100_000) < 10


def test_a_longer_command_is_refused_unread() -> None:
    """L-1."""
    assert calls_of(read, "make the header red " * 500_000) < 100
