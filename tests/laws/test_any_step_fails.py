"""Whichever step of a command fails, and however: nothing happened, and nothing remembers it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import cycle, product
from typing import Any, NamedTuple

import msgspec
import pytest

from redraft import Plan, apply, edit
from redraft.decompose import read as read_command
from redraft.document.blueprint import Document
from redraft.plan.steps import Clause, Literally, Set
from redraft.select.selectors import Ids
from redraft.serialize import Result, read

from .screens import LAYOUT, LOOKS, components, screen

COMMANDS = 100
_CLAUSES = tuple(p for p in (*LOOKS, *LAYOUT) if "{t}" in p and "{u}" not in p)
_STRUCTURAL = ("delete", "duplicate")


class Case(NamedTuple):
    """A screen and clauses that are done together; ids of its components, and a kind of several."""

    source: bytes
    clauses: tuple[str, ...]
    ids: tuple[str, ...]
    kind: str | None


def cases() -> list[Case]:
    """Commands of three to five clauses on random screens, all of them done."""
    found: list[Case] = []
    seed = 0
    while len(found) < COMMANDS:
        seed += 1
        chance = random.Random(seed)
        source = screen(seed)
        held = list(components(json.loads(source)["components"]))
        if len(held) < 3:
            continue
        ids = [c["id"] for c in held]
        wanted, clauses = chance.choice((3, 3, 4, 5)), list[str]()
        for _ in range(12):
            pattern = chance.choice(_CLAUSES)
            if pattern.startswith(_STRUCTURAL):
                continue
            clause = pattern.format(
                t=chance.choice(ids), c=chance.choice(("red", "navy", "#FF5733"))
            )
            if edit(source, "; ".join((*clauses, clause))).ok:
                clauses.append(clause)
            if len(clauses) == wanted:
                found.append(Case(source, tuple(clauses), tuple(ids), _unmentioned(held, clauses)))
                break
    return found


def _unmentioned(held: list[dict[str, Any]], clauses: list[str]) -> str | None:
    """A kind of which there are several, none of them mentioned: which is meant is anybody's guess."""
    kinds = [fields["type"] for fields in held]
    said = " ".join(clauses)
    mentioned = {fields["type"] for fields in held if fields["id"] in said}
    return next((k for k in kinds if kinds.count(k) > 1 and k not in mentioned), None)


# -- ways to fail ----------------------------------------------------------------------


def missing(case: Case, chance: random.Random) -> str:
    return "make the nonexistent widget red"


def several(case: Case, chance: random.Random) -> str:
    return f"make the {case.kind} red" if case.kind else missing(case, chance)


def no_value(case: Case, chance: random.Random) -> str:
    return f"set the opacity of {chance.choice(case.ids)} to red"


def against_a_lock(case: Case, chance: random.Random) -> str:
    name = chance.choice(case.ids)
    return f"make {name} twice as wide, but don't touch {name}"


def not_offered(case: Case, chance: random.Random) -> str:
    return f"delete {chance.choice(case.ids)}"


def not_english(case: Case, chance: random.Random) -> str:
    return "frobnicate the whatsit"


def vague(case: Case, chance: random.Random) -> str:
    return f"make {chance.choice(case.ids)} pop"


def contradicted(case: Case, chance: random.Random) -> str:
    name = chance.choice(case.ids)
    return f"make the text color of {name} red; make the text color of {name} blue"


WAYS: tuple[Callable[[Case, random.Random], str], ...] = (
    missing,
    several,
    no_value,
    against_a_lock,
    not_offered,
    not_english,
    vague,
    contradicted,
)


@pytest.fixture(scope="module")
def commands() -> list[Case]:
    return cases()


def left_alone(document: Document, source: bytes, result: Result, said: str) -> None:
    """T-1: the very same object, with the same bytes, and a result that claims nothing."""
    assert result.status in ("rejected", "conflicted", "failed"), (said, result.changes_applied)
    assert result.document is document and result.before is document, said
    assert not result.changes and not result.patch and not result.inverse_patch
    assert result.bytes == bytes(msgspec.json.format(source, indent=-1)), said
    assert result.rollback_triggered == (result.status == "failed")
    assert not result.certificate.touched and result.certificate.holds
    assert all(step.status != "success" and not step.writes for step in result.steps)


def test_whichever_clause_cannot_be_done_the_document_is_the_one_that_came_in(
    commands: list[Case],
) -> None:
    """T-1: each clause of each command fails, in two ways that differ from clause to clause.

    And the next edit does what it does on a document that nobody has failed on.
    """
    ways = cycle(WAYS)
    for number, case in enumerate(commands):
        chance = random.Random(number)
        document = read(case.source)
        whole = "; ".join(case.clauses)
        expected = edit(case.source, whole).bytes
        for k, _ in product(range(len(case.clauses)), range(2)):
            clauses = list(case.clauses)
            way = next(ways)
            # after another clause, “the image” may be the one beside what that was about
            clauses[k] = (missing if way is several and k else way)(case, chance)
            said = "; ".join(clauses)

            result = edit(document, said)

            left_alone(document, case.source, result, said)
        assert edit(document, whole).bytes == expected, whole
        assert document.tree() == read(case.source).tree()


def failing_at(plan: Plan, at: int, name: str) -> Plan:
    """The plan with a step before its step number ``at`` that fails when its turn comes."""
    wrong = Set(target=Ids((name,)), property="rotation", value=Literally("nonsense"))
    clauses: list[Clause] = []
    number = 0
    for clause in plan.clauses:
        steps = list(clause.steps)
        if number <= at < number + len(steps):
            steps.insert(at - number, wrong)
        number += len(clause.steps)
        clauses.append(msgspec.structs.replace(clause, steps=tuple(steps)))
    return msgspec.structs.replace(plan, clauses=tuple(clauses))


def test_whichever_step_fails_when_its_turn_comes_those_before_it_are_taken_back(
    commands: list[Case],
) -> None:
    """T-1."""
    for case in commands:
        document = read(case.source)
        plan = read_command("; ".join(case.clauses)).plan
        done = apply(document, plan)
        for at in range(sum(len(clause.steps) for clause in plan.clauses)):
            result = apply(document, failing_at(plan, at, case.ids[0]))

            left_alone(document, case.source, result, f"{case.clauses} at {at}")
            assert result.status in ("failed", "conflicted")
        again = apply(document, plan)
        assert (again.status, again.bytes) == (done.status, done.bytes)


def test_a_part_that_fails_leaves_what_the_other_parts_do_alone(commands: list[Case]) -> None:
    """T-1: in mode ``partial`` the document is the one of the other clauses."""
    same = 0
    for number, case in enumerate(commands):
        k = number % len(case.clauses)
        clauses = list(case.clauses)
        clauses[k] = not_english(case, random.Random(number))
        others = [*clauses[:k], *clauses[k + 1 :]]

        result = edit(case.source, "; ".join(clauses), mode="partial")
        alone = edit(case.source, "; ".join(others), mode="partial")

        assert result.status == "partial", clauses
        # a clause that needs the one before it is not read after what is no English
        if alone.ok and result.steps_executed == alone.steps_executed:
            same += 1
            assert result.bytes == alone.bytes, clauses
    assert same > 0.9 * len(commands)
