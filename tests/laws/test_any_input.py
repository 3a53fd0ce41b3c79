"""Whatever is typed, there is a result that says what came of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft import edit

from .screens import MUST_RUN, case, command, screen, seeds

STATUSES = {"success", "partial", "failed", "conflicted", "rejected"}
PAGES = [screen(seed) for seed in (1, 5, 12)] + [b'{"components":[]}']

#: what commands are made of, to be put together without sense
WORDS = [
    "make",
    "set",
    "move",
    "all",
    "the",
    "first",
    "button",
    "card",
    "it",
    "and",
    "then",
    "red",
    "20px",
    "'quoted'",
    '"',
    "“",
    ")",
    "(",
    ",",
    ".",
    ";",
    "#",
    "#FF0000",
    "but",
    "except",
    "below",
    "same",
    "as",
    "respectively",
    "of",
    "to",
    "by",
    "50%",
    "bigger",
    "not",
    "don't",
    "swap",
    "header",
    "text",
    "color",
    "1",
    "2",
    "and",
    "3",
    "every",
    "its",
    "other",
    "a",
    "too",
    "also",
    "distribute",
    "align",
    "replace",
    "with",
    "delete",
    "it's",
    "(command",
    "3)",
]


def has_a_result(source: bytes, said: str, **options: Any) -> None:
    result = edit(source, said, **options)

    assert result.status in STATUSES
    assert json.loads(result.to_json())["status"] == result.status
    if result.status in ("rejected", "conflicted", "failed"):
        assert any(d.severity == "error" for d in result.diagnostics), said
        assert result.document is result.before


@settings(max_examples=120)
@given(st.text(max_size=60), st.sampled_from(PAGES))
def test_any_characters_have_a_result(said: str, source: bytes) -> None:
    has_a_result(source, said)


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.sampled_from(PAGES),
    st.sampled_from(["atomic", "partial"]),
)
def test_any_words_have_a_result(said: str, source: bytes, mode: str) -> None:
    has_a_result(source, said, mode=mode, structural=mode == "partial")


@settings(max_examples=150)
@given(seeds)
def test_any_slip_of_the_finger_has_a_result(seed: int) -> None:
    source, said, options = case(seed)

    has_a_result(source, slipped(said, random.Random(seed)), **options)


@pytest.mark.parametrize("name", ["pptc_dev.jsonl", "refexp_dev.jsonl"])
def test_what_people_wrote_has_a_result_mistyped_or_not(shared: Path, name: str) -> None:
    rows = (shared / "commands" / name).read_text(encoding="utf-8").splitlines()[::9]
    assert rows

    for k, line in enumerate(rows):
        row = json.loads(line)
        said = row.get("command") or f"make {row.get('phrase', 'it')} red"
        source = row["blueprint"]
        if isinstance(source, str):
            source = json.loads((shared / "commands" / source).read_bytes())
        whole = json.dumps(source).encode()
        has_a_result(whole, said, mode="partial")
        has_a_result(whole, slipped(said, random.Random(k)), mode="partial")


def slipped(said: str, chance: random.Random) -> str:
    """The words with letters swapped, dropped, doubled or hit beside."""
    letters = list(said)
    for _ in range(chance.choice((1, 1, 2, 5))):
        if not letters:
            break
        k = chance.randrange(len(letters))
        match chance.randrange(5):
            case 0 if k:
                letters[k - 1], letters[k] = letters[k], letters[k - 1]
            case 1:
                del letters[k]
            case 2:
                letters.insert(k, letters[k])
            case 3:
                letters[k] = chance.choice("abcxyz ,'\"0")
            case _:
                letters[k] = letters[k].swapcase()
    return "".join(letters)


def test_what_must_run_has_a_result_on_every_screen() -> None:
    for source in PAGES:
        for said in (*MUST_RUN, command(3, source)):
            has_a_result(source, said)
