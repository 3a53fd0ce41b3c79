"""What is explained is what an edit does, and every word has one part in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redraft import Explanation, edit, explain
from redraft.decompose import listen, read
from redraft.evaluation.rows import Row, read_rows
from redraft.explaining.told import ROLES

from .screens import MUST_RUN, case, seeds

HERE = Path(__file__).parent
SHOP = HERE.parent / "cases" / "shop.json"
ROWS = HERE.parent / "cases" / "rows"
#: so many rows of each file are explained
SAMPLED = 12


def every_character_has_one_role(explained: Explanation) -> None:
    """X-2."""
    covered = [0] * len(explained.command)
    for word in explained.words:
        assert word.text == explained.command[slice(*word.span)]
        assert word.role in ROLES
        for at in range(*word.span):
            covered[at] += 1
    assert all(
        count == 1 or (character.isspace() and count <= 1)
        for character, count in zip(explained.command, covered, strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from(["", "Hi! ", "1. ", "😀 ", "“"]), st.text(max_size=6))
@example(0, "", "\x00")
@example(0, "", " 🙏🙏, thx…")
def test_every_character_but_white_space_has_one_role(seed: int, before: str, after: str) -> None:
    """X-2, R-2."""
    source, said, options = case(seed)

    every_character_has_one_role(explain(source, before + said + after, **options))


@pytest.mark.parametrize("said", ["", "   ", "…", "\t\n", "🙂", "?!", "x" * 20_001])
def test_what_is_no_command_is_explained_too(said: str) -> None:
    explained = explain(SHOP, said)

    assert explained.status == "rejected"
    assert {word.role for word in explained.words} <= {"unread"}


def sampled() -> list[Row]:
    return [row for file in sorted(ROWS.glob("*.jsonl")) for row in some_of(file)]


def some_of(file: Path) -> list[Row]:
    edits = [row for row in read_rows(file) if row.expect.targets is None]
    return random.Random(file.name).sample(edits, min(SAMPLED, len(edits)))


def what_is_explained_is_what_an_edit_does(row: Row) -> None:
    source, options = given_by(row)
    result = edit(source, row.command, **options)

    explained = explain(source, row.command, **options)

    every_character_has_one_role(explained)
    assert (explained.status, explained.confidence) == (result.status, result.confidence)
    assert explained.diagnostics == result.diagnostics
    reports = {step.id: step for step in result.steps if step.intent != "unknown"}
    assert {step.id for step in explained.steps} == set(reports)
    for step in explained.steps:
        report = reports[step.id]
        told = (step.targets, step.status, step.intent)
        assert told == (report.targets, report.status, report.intent)
    unread = [w for w in explained.words if w.role == "unread"]
    assert not unread or any(d.severity == "error" for d in result.diagnostics)


def given_by(row: Row) -> tuple[bytes, dict[str, Any]]:
    if isinstance(row.blueprint, str):
        source = Path(row.blueprint).read_bytes()
    else:
        source = msgspec.json.encode(row.blueprint)
    options = msgspec.structs.asdict(row.options)
    return source, {**options, "selection": row.selection, "previous": row.history}


@pytest.mark.parametrize("row", sampled(), ids=lambda row: row.id)
def test_what_is_explained_is_what_an_edit_does(row: Row) -> None:
    """X-1, X-2."""
    what_is_explained_is_what_an_edit_does(row)


def test_what_is_explained_of_the_shared_rows_is_what_an_edit_does(shared: Path) -> None:
    """X-1, X-2."""
    for row in some_of(shared / "commands" / "pptc_dev.jsonl"):
        what_is_explained_is_what_an_edit_does(row)


@pytest.mark.parametrize("row", sampled()[::3], ids=lambda row: row.id)
def test_another_colour_in_the_place_of_a_value_is_another_value_and_nothing_else(
    row: Row,
) -> None:
    """What is said to be a value is one: the reading changes there and nowhere else."""
    source, options = given_by(row)
    explained = explain(source, row.command, **options)
    colours = [w for w in explained.words if w.role == "value" and w.text.lower() in COLOURS]

    for word in colours:
        start, stop = word.span
        other = "maroon" if word.text.lower() != "maroon" else "teal"
        command = f"{row.command[:start]}{other}{row.command[stop:]}"
        again = explain(source, command, **options)
        before = {s.id: (s.do, s.targets, s.property, s.read_as) for s in explained.steps}
        after = {s.id: (s.do, s.targets, s.property, s.read_as) for s in again.steps}
        differing = {k for k in before if before[k] != after.get(k)}
        assert differing <= set(word.steps)
        if explained.status == again.status == "success":
            assert differing


COLOURS = {"red", "blue", "green", "orange", "purple", "navy", "teal", "white", "black", "yellow"}


def test_listening_to_a_command_reads_it_as_it_is_read_otherwise() -> None:
    """X-1."""
    for said in MUST_RUN:
        assert listen(said).reading == read(said)


def test_an_edit_takes_no_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who does not ask pays: no note is taken, by count."""
    taken: list[str] = []
    for name in ("redraft.decompose.listening.Listening", "redraft.explaining.watching.Watched"):
        monkeypatch.setattr(f"{name}.__init__", lambda *_, name=name: taken.append(name))

    edit(SHOP, "make the header smaller and its color red")
    edit(SHOP, "make the buton red").diagnostics  # noqa: B018

    assert taken == []
