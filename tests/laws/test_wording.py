"""Wording that should not matter does not."""

from __future__ import annotations

import json
import random
from importlib.resources import files

import pytest
from hypothesis import given, settings

from redraft import Editor, edit
from redraft.language.entries import entries

from .screens import LAYOUT, LOOKS, MUST_RUN, command, components, screen, seeds

ENGLISH = files("redraft.language") / "english"
VERBS = tuple(entries((ENGLISH / "verbs.txt").read_text("utf-8")))
NOUNS = tuple(entries((ENGLISH / "nouns.txt").read_text("utf-8")))

PAGE = b"""{
  "tokens": {"primary_color": "#112233", "base_spacing": 8, "background_color": "#FFFFFF"},
  "components": [
    {"id": "header", "type": "header", "bbox": [0, 0, 375, 60], "visual": {"bg_color": "#1D3557"}},
    {"id": "title", "type": "title", "text": "Welcome", "bbox": [16, 80, 200, 30],
     "visual": {"font_size": "28px", "color": "#111111"}},
    {"id": "comp_0", "type": "card", "bbox": [16, 130, 120, 80], "visual": {"bg_color": "#EEEEEE"}},
    {"id": "comp_1", "type": "card", "bbox": [16, 230, 120, 80], "visual": {"bg_color": "#222222"}},
    {"id": "save", "type": "button", "text": "Save", "bbox": [16, 330, 100, 48], "visual": {}},
    {"id": "cancel", "type": "button", "text": "Cancel", "bbox": [136, 330, 100, 48],
     "visual": {"bg_color": "#DDDDDD"}},
    {"id": "buy", "type": "button", "role": "cta", "text": "Buy", "bbox": [16, 400, 160, 60]},
    {"id": "footer", "type": "footer", "bbox": [0, 700, 375, 60], "visual": {"bg_color": "#333333"}}
  ],
  "meta": {"viewport": {"width": 375, "height": 812}}
}"""

PLAIN = (
    *(said for said in MUST_RUN if "'" not in said and "nonsense" not in said),
    "make the save button red and the cancel button blue",
    "move the footer down by 20px, then make it taller",
    "align the title left",
    "hide the second card",
    "make all buttons except the last green",
    "set the opacity of comp_1 to 50%",
    "swap the two cards",
)

REWORDED = {
    "upper case": str.upper,
    "lower case": str.lower,
    "each word with a capital": str.title,
    "a full stop": lambda said: said + ".",
    "an exclamation": lambda said: said + "!",
    "a number": lambda said: said + " (command 3)",
    "please": lambda said: "please " + uncapitalised(said),
    "please, after": lambda said: said + ", please",
    "can you": lambda said: f"can you {uncapitalised(said)}?",
    "could you please": lambda said: f"Could you please {uncapitalised(said)}?",
    "a wish": lambda said: f"I want you to {uncapitalised(said)}",
    "just": lambda said: "just " + uncapitalised(said),
    "doubled spaces": lambda said: said.replace(" ", "  "),
    "space around": lambda said: f"\n  {said} \t\n",
    "thanks": lambda said: said + ", thanks!",
    "a bullet": lambda said: "- " + said,
    "a greeting": lambda said: f"hi, {uncapitalised(said)}",
}


#: clauses with a verb and a target; "and the header: 24px" is a target of what was said before
LOOKS_ORDERED = tuple(p for p in LOOKS if not p.startswith("{t}") and "{u}" not in p)
ORDERS = LOOKS_ORDERED + tuple(p for p in LAYOUT if "{t}" in p)


def uncapitalised(said: str) -> str:
    return said[:1].lower() + said[1:]


@pytest.mark.parametrize("how", REWORDED)
def test_what_should_not_matter_does_not(how: str) -> None:
    """G-2."""
    differ = []
    for said in PLAIN:
        result = edit(PAGE, said)
        other = edit(PAGE, REWORDED[how](said))
        if (other.status, other.bytes) != (result.status, result.bytes):
            differ.append((REWORDED[how](said), result.status, other.status))

    assert not differ


SYNONYMS = {
    "hide": "{} the footer",
    "show": "{} the footer",
    "increase": "{} the title by 20%",
    "decrease": "{} the title by 20%",
    "rename": '{} the title to "Hi"',
    "move": "{} the footer down by 20px",
    "make": "{} the header red",
    "set": "{} the title to 24px",
    "give": "{} the header a 2px red border",
    "swap": "{} the two cards",
    "rotate": "{} the title by 45 degrees",
    "replace": '{} "Save" with "Keep"',
    "darken": "{} the header",
    "lighten": "{} the header",
    "round": "{} the title",
    "widen": "{} the header",
    "center": "{} the title",
}


@pytest.mark.parametrize("verb", SYNONYMS)
def test_a_verb_of_the_same_meaning_does_the_same(verb: str) -> None:
    """G-2."""
    same = [e.phrase for e in VERBS if (e.category, e.meaning) == ("verb", verb)]
    result = edit(PAGE, SYNONYMS[verb].format(verb))

    assert result.ok
    for phrase in same:
        assert edit(PAGE, SYNONYMS[verb].format(phrase)).bytes == result.bytes, phrase


@pytest.mark.parametrize("kind", ["button", "header", "footer", "card", "title heading"])
def test_a_kind_by_another_of_its_names_is_the_same(kind: str) -> None:
    """G-2."""
    same = [e.phrase for e in NOUNS if (e.category, e.meaning) == ("kind", kind)]
    result = edit(PAGE, f"make every {same[0]} green")

    assert result.ok
    for phrase in same:
        assert edit(PAGE, f"make every {phrase} green").bytes == result.bytes, phrase


@settings(max_examples=120)
@given(seeds)
def test_small_changes_of_form_do_not_matter_on_any_screen(seed: int) -> None:
    """G-2."""
    source = screen(seed)
    said = command(seed, source)
    result = edit(source, said)
    if result.status != "success":
        return

    for other in (said + " (command 12)", "  " + said + "  ", "please " + said):
        again = edit(source, other)
        assert (again.status, again.bytes) == ("success", result.bytes), other


@settings(max_examples=150)
@given(seeds)
def test_one_command_in_two_does_what_it_did_in_one(seed: int) -> None:
    """G-2."""
    chance = random.Random(seed)
    source = screen(seed)
    ids = named_in(source)
    first, second = (clause(chance, ORDERS, ids) for _ in range(2))
    whole = edit(source, f"{first} and {second}")
    editor = Editor(source)
    apart = [editor.edit(first), editor.edit(second)]

    if whole.ok and all(result.ok for result in apart):
        assert editor.bytes == whole.bytes, (first, second)


@settings(max_examples=150)
@given(seeds)
def test_the_order_of_independent_clauses_does_not_matter(seed: int) -> None:
    """G-2."""
    chance = random.Random(seed)
    source = screen(seed)
    ids = named_in(source)
    if len(ids) < 2:
        return
    pair = chance.sample(ids, 2)
    if nested(source, pair):
        return  # "the text of the header" may be that of a link in it
    first, second = (clause(chance, LOOKS_ORDERED, [name]) for name in pair)

    forth, back = edit(source, f"{first}, {second}"), edit(source, f"{second}, {first}")

    if "conflicted" in (forth.status, back.status):
        return  # what is hidden may not be changed after: there the order says something
    assert forth.status == back.status, (first, second)
    assert forth.bytes == back.bytes, (first, second)


def named_in(source: bytes) -> list[str]:
    return [fields["id"] for fields in components(json.loads(source)["components"])]


def nested(source: bytes, pair: list[str]) -> bool:
    """Whether one of two components is inside the other."""
    inside = {
        fields["id"]: {inner["id"] for inner in components([fields])}
        for fields in components(json.loads(source)["components"])
    }
    return pair[0] in inside[pair[1]] or pair[1] in inside[pair[0]]


def clause(chance: random.Random, patterns: tuple[str, ...], ids: list[str]) -> str:
    """A clause whose targets are ids: what they name does not change on the way."""
    colour = chance.choice(("red", "navy", "#FF5733"))
    return chance.choice(patterns).format(t=chance.choice(ids), u=chance.choice(ids), c=colour)
