"""Small changes to a command, and names that mean one component only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft import select
from redraft.decompose import read as read_command
from redraft.decompose.lexicon import load
from redraft.recovery.names import means, name, names, prominent
from redraft.recovery.near import near_words
from redraft.recovery.phrases import each, keys, say
from redraft.recovery.wording import Wording
from redraft.serialize import read

from .screens import nameless, shop, sketch


@pytest.mark.parametrize("screen", [shop, sketch, nameless])
def test_a_name_means_its_component_and_no_other(screen) -> None:  # type: ignore[no-untyped-def]
    document = read(screen())

    for i, component in enumerate(document):
        said = list(names(document, i))
        assert said, component.id
        assert all(means(document, one, i) for one in said)
        assert select(screen(), f"the {said[0]}") == [component.id]


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("save_button", "the save button"),
        ("b2", "the “Cancel” button"),
        ("card_2", "the card 2"),
        ("header", "the header"),
    ],
)
def test_a_name_is_what_a_person_would_say(component: str, said: str) -> None:
    document = read(shop())
    i = document.find(component)

    assert i is not None and name(document, i) == said


def test_what_stands_out_is_one_of_each_kind() -> None:
    document = read(shop())

    found = [document.at(i).type for i in prominent(document)]

    assert len(found) == len(set(found)) and found[0] == "header"


@pytest.mark.parametrize(
    ("text", "span", "left"),
    [
        ("make the header red and hide it", (24, 31), "make the header red"),
        ("hide it and make the header red", (0, 7), "make the header red"),
        ("hide it, make the header red, show it", (9, 28), "hide it, show it"),
        ("hide it. Make it red.", (9, 20), "hide it."),
    ],
)
def test_a_clause_is_left_out_with_its_joint(text: str, span: tuple[int, int], left: str) -> None:
    assert Wording(text).without(span) == left


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("make the fifth card red", "card", "the fifth card"),
        ("make the red buttons blue", "buttons", "the red buttons"),
        ("make button blue", "button", "button"),
        ("move the title below the frobble", "frobble", "the frobble"),
    ],
)
def test_a_description_is_found_around_its_head(text: str, head: str, whole: str) -> None:
    wording = Wording(text)
    at = text.index(head)

    assert wording.quote(wording.phrase((at, at + len(head)))) == whole


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_can_be_changed_at_any_span(text: str, low: int, high: int) -> None:
    wording = Wording(text)
    span = (min(low, high, len(text)), min(max(low, high), len(text)))

    wording.without(span)
    wording.phrase(span)
    start, stop = wording.clause(span, read_command("make the header red").plan)

    assert 0 <= start <= stop <= len(text)
    if start < stop:
        assert wording.put((start, stop), text[start:stop]) == text.strip()


def test_near_words_are_near() -> None:
    assert near_words(["blurple"], ["blue", "green", "purple"])[0] == "purple"
    assert near_words(["frobnicate"], sorted(load().words)) == []


SLOTS = {
    "target": "the header",
    "title": "the “Welcome back” title",
    "pressed": "all buttons",
    "container": "the header",
    "colour token": "primary color",
    "second token": "brand",
}


@pytest.mark.parametrize("section", ["wish text", "wish pressed", "wish other", "wish screen"])
def test_every_wish_is_understood(section: str) -> None:
    for command in each(section, SLOTS):
        reading = read_command(command)

        assert reading.plan.clauses, command
        assert not any(d.severity == "error" for d in reading.diagnostics), command


def test_a_template_without_its_slots_is_left_out() -> None:
    assert len(list(each("wish other", {}))) == 0
    assert say("ordinal", "-1") == "last"
    assert "1" in keys("ordinal")
