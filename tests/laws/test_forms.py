"""What is asked does not depend on the form of the sentence that asks it.

Each form of `cases/forms.yaml` is about a component of a real screen, and its outcome is held
against that of the plain commands, one after another: the same, refused, or wrong.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from redraft import edit, select

CASES = Path(__file__).parent.parent / "cases"
SCREENS = sorted((CASES / "rows" / "screens").glob("*.json"))
FORMS: list[dict[str, Any]] = yaml.safe_load((CASES / "forms.yaml").read_text("utf-8"))
TEXT_LIKE = {"text", "title", "subtitle", "description", "label", "heading", "paragraph", "link"}
ASKED = 240
RIGHT_MIN = 0.95


class Target(NamedTuple):
    """A component of a screen, and a phrase that is sure to name it."""

    screen: dict[str, Any]
    fields: dict[str, Any]
    phrase: str

    def fits(self, kind: str) -> bool:
        """Whether what is asked can be asked of it."""
        text, box = self.fields.get("text"), self.fields["type"] not in TEXT_LIKE
        match kind:
            case "any":
                return True
            case "placed":
                return "bbox" in self.fields
            case "box":
                return "bbox" in self.fields and box
            case "texty":
                return bool(text) and "bbox" in self.fields and not box
            case "whole text":
                return bool(text) and "”" not in text and self.phrase == f"“{text}”"
            case _:
                return bool(text)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_form_of_a_sentence_does_not_matter(seed: int) -> None:
    """G-2."""
    chance = random.Random(seed)

    outcomes, wrong = Counter[str](), []
    for say, plain, screen in _asked(chance):
        outcome = _outcome(say, plain, screen)
        outcomes[outcome] += 1
        if outcome == "wrong":
            wrong.append((say, plain))

    assert wrong == []
    assert outcomes["right"] >= RIGHT_MIN * outcomes.total(), outcomes


def _asked(chance: random.Random) -> Iterator[tuple[str, list[str], dict[str, Any]]]:
    """Commands, what they plainly are, and their screens."""
    asked = 0
    while asked < ASKED:
        form, target = chance.choice(FORMS), _target(chance)
        kind, names, values = form["of"], [""], form.get("values", [""])
        name = ""
        if "properties" in form:
            name, told = chance.choice(sorted(form["properties"].items()))
            kind, names, values = told["of"], told["called"], told["values"]
        if target is None or not target.fits(kind):
            continue
        value = chance.choice(values)
        said = {"V": value, "I": target.fields["id"], "T": target.fields.get("text")}
        plain = [each.format(P=name, X="", **said) for each in form["plain"]]
        if _after(plain, target.screen) is None:
            continue
        asked += 1
        shape = chance.choice(form["forms"])
        yield shape.format(P=chance.choice(names), X=target.phrase, **said), plain, target.screen


def _target(chance: random.Random) -> Target | None:
    """A component that is told by its id in words, or by its text; None where it is not."""
    screen = json.loads(chance.choice(SCREENS).read_text("utf-8"))
    fields = chance.choice([*_components(screen["components"])])
    said = fields["id"].replace("_", " ").replace("-", " ")
    phrases = [f"the {said}"]
    if (text := fields.get("text")) and len(text) < 32 and text.isprintable():
        phrases += [f"“{text}”", f"the “{text}” {fields['type'].replace('_', ' ')}"]
    phrase = chance.choice(phrases)
    return Target(screen, fields, phrase) if select(screen, phrase) == [fields["id"]] else None


def _components(listed: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for fields in listed:
        yield fields
        yield from _components(fields.get("children") or [])


def _after(plain: list[str], screen: dict[str, Any]) -> dict[str, Any] | None:
    """The screen after the plain commands, one after another; None where one is refused."""
    for each in plain:
        result = edit(screen, each)
        if result.status != "success":
            return None
        screen = result.blueprint
    return screen


def _outcome(say: str, plain: list[str], screen: dict[str, Any]) -> str:
    result = edit(screen, say)
    if result.status != "success":
        return "refused"
    return "right" if result.blueprint == _after(plain, screen) else "wrong"
