"""Each word has the role that a person would give it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from redraft import Explanation, explain

HERE = Path(__file__).parent
SHOP = HERE.parent / "cases" / "shop.json"
CASES = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))


def told(words: Explanation) -> list[str]:
    """The words with their roles, as the cases write them."""
    said = []
    for word in words.words:
        steps = "".join(f" {step}" for step in word.steps)
        meant = f" → {word.corrected_to}" if word.corrected_to else ""
        said.append(f"{word.text} = {word.role}{steps}{meant}")
    return said


@pytest.mark.parametrize("one", CASES, ids=[one["say"] for one in CASES])
def test_each_word_has_the_role_that_a_person_would_give_it(one: dict[str, Any]) -> None:
    explained = explain(SHOP, one["say"])

    assert told(explained) == one["words"].splitlines()
    if "steps" in one:
        assert [
            " ".join(filter(None, (s.do, s.property, s.read_as, *s.targets)))
            for s in explained.steps
        ] == one["steps"].splitlines()
