"""What fails leaves nothing; what was done can be taken back to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from redraft import Plan, apply, edit
from redraft.decompose import read as read_command
from redraft.document.blueprint import copy_json
from redraft.document.change import Change
from redraft.plan.steps import Clause, Literally, Set
from redraft.plan.wire import plan_from_json, plan_to_json
from redraft.select.selectors import Ids
from redraft.serialize import apply_patch, patched, read

from .screens import MUST_RUN, case, real_screens, seeds

FOUR = (
    "make the header 10px taller",
    "make the cards red and wider",
    "move the footer down by 20px, then make it blue",
    "set the title's text to 'Done'",
)


def page() -> dict[str, Any]:
    return {
        "components": [
            {"id": "header", "type": "header", "bbox": [0, 0, 375, 60], "visual": {}},
            {"id": "title", "type": "title", "text": "Hi", "bbox": [16, 80, 343, 30]},
            {"id": "a", "type": "card", "bbox": [16, 120, 150, 90]},
            {"id": "b", "type": "card", "bbox": [16, 220, 150, 90]},
            {"id": "footer", "type": "footer", "bbox": [0, 700, 375, 60]},
        ]
    }


def minified(source: bytes) -> bytes:
    return bytes(msgspec.json.format(source, indent=-1))


def with_a_failing_step(plan: Plan, at: int) -> Plan:
    """The plan with a step put before its step number ``at`` that fails when it runs."""
    wrong = Set(target=Ids(("title",)), property="rotation", value=Literally("nonsense"))
    clauses: list[Clause] = []
    number = 0
    for clause in plan.clauses:
        steps = list(clause.steps)
        if number <= at < number + len(steps):
            steps.insert(at - number, wrong)
        number += len(clause.steps)
        clauses.append(msgspec.structs.replace(clause, steps=tuple(steps)))
    return msgspec.structs.replace(plan, clauses=tuple(clauses))


STEPS = sum(len(c.steps) for c in read_command("; ".join(FOUR)).plan.clauses)


@pytest.mark.parametrize("at", range(STEPS))
def test_whichever_step_fails_the_very_same_document_comes_back(at: int) -> None:
    """T-1."""
    source = page()
    document = read(source)
    plan = read_command("; ".join(FOUR)).plan
    assert apply(document, plan).status == "success"

    result = apply(document, with_a_failing_step(plan, at))

    assert result.status == "failed" and result.rollback_triggered
    assert result.document is document
    assert not result.changes and not result.patch
    assert source == page() and document.tree() == page()


@settings(max_examples=150)
@given(seeds)
def test_an_edit_leaves_its_input_alone_and_gives_back_what_it_did_not_do(seed: int) -> None:
    """T-1, Z-1."""
    source, said, options = case(seed)
    plain = json.loads(source)
    kept = copy_json(plain)
    document = read(source)

    result = edit(document, said, **options)
    edit(plain, said, **options)

    assert plain == kept
    assert read(source).tree() == document.tree()
    if result.status not in ("success", "partial"):
        assert result.document is document
        assert not result.changes
    if result.document is document:
        assert result.bytes == minified(source)


@settings(max_examples=150)
@given(seeds)
def test_the_patch_leads_there_and_its_inverse_back(seed: int) -> None:
    """T-2."""
    source, said, options = case(seed)

    result = edit(source, said, **options)

    there = patched(source, result.patch)
    assert there == result.bytes
    assert patched(there, result.inverse_patch) == minified(source)


def test_the_patch_leads_there_and_back_on_real_screens(shared: Path) -> None:
    """T-2."""
    for name, source in real_screens(shared):
        for said in MUST_RUN[::3]:
            result = edit(source, said, mode="partial", structural=True)
            there = patched(source, result.patch)

            assert there == result.bytes, (name, said)
            assert patched(there, result.inverse_patch) == minified(source), (name, said)


@settings(max_examples=80)
@given(seeds)
def test_changes_are_taken_back_one_by_one(seed: int) -> None:
    """S-1: each inverse gives what was there before its change."""
    source, said, options = case(seed)
    result = edit(source, said, **options)
    forth, back = result.patch, list(reversed(result.inverse_patch))

    versions = [json.loads(source)]
    for operation in forth:
        versions.append(apply_patch(versions[-1], [operation]))

    for k, operation in enumerate(back):
        assert apply_patch(versions[k + 1], [operation]) == versions[k]


@settings(max_examples=150)
@given(seeds)
def test_what_changed_is_what_a_step_says_that_it_wrote(seed: int) -> None:
    """S-2: and what made room or was brought inside a limit says so."""
    source, said, options = case(seed)

    result = edit(source, said, **options)

    steps = {step.id: step for step in result.steps}
    for change in result.changes:
        step = steps[change.step]
        assert step.status == "success"
        if change.reason == "asked" and not structural(change):
            assert (change.component, change.property) in step.writes
    if not any(map(structural, result.changes)):
        assert skeleton(result.blueprint) == skeleton(json.loads(source))


def structural(change: Change) -> bool:
    return change.property in ("order", "component")


def skeleton(blueprint: dict[str, Any]) -> Any:
    """Ids, types, roles and nesting: what stays."""

    def bare(fields: dict[str, Any]) -> Any:
        inner = [bare(c) for c in fields.get("children") or []]
        return fields["id"], fields["type"], fields.get("role"), inner

    return [bare(c) for c in blueprint["components"]]


@settings(max_examples=100)
@given(seeds)
def test_a_plan_that_was_written_down_does_what_the_words_did(seed: int) -> None:
    """S-3."""
    source, said, options = case(seed)
    reading = read_command(said)

    plan = plan_from_json(plan_to_json(reading.plan))

    assert plan == reading.plan
    by_words = edit(source, said, **options)
    if any(d.severity == "error" for d in reading.diagnostics) or reading.confidence < 1:
        return
    by_plan = apply(source, plan, **options)
    assert by_plan.bytes == by_words.bytes
    assert by_plan.changes == by_words.changes
