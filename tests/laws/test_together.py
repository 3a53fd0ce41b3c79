"""Clauses that reach nothing in common are judged together, and nobody can tell."""

from __future__ import annotations

import random
from time import perf_counter_ns
from typing import Any

import pytest
from hypothesis import given, settings

from redraft import Result, edit
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.engine import How, carry_out, reading_for
from redraft.execute.conflicts import conflicts
from redraft.execute.planned import Conflict, Planned
from redraft.execute.resolving import Resolver
from redraft.execute.running import Options, Outcome, acted_on, run
from redraft.plan.steps import Clause, Literally, Place, Plan, Scale, Set, Shift, Step
from redraft.reporting import Judge
from redraft.select.selectors import Ids
from redraft.serialize import read, write

from .screens import JOINTS, case, command, screen, seeds

POLICIES = ("standard", "standard", "strict")


def result_of(source: bytes, said: str, options: dict[str, Any], *, together: bool) -> Result:
    document = read(source)
    how = How(**{**options, "selection": tuple(options.get("selection", ())), "together": together})
    reading = reading_for(document, said, how.recover, structural=how.structural)
    return carry_out(document, reading, how)


def all_of(result: Result) -> tuple[Any, ...]:
    """Everything that a result says."""
    return (
        result.status,
        result.bytes,
        result.changes,
        result.diagnostics,
        result.steps,
        result.confidence,
        result.trace,
        result.rollback_triggered,
        result.rollback_reason,
    )


@settings(max_examples=150)
@given(seeds)
def test_judged_together_or_one_by_one_a_command_comes_to_the_same(seed: int) -> None:
    """T-3."""
    source, said, options = case(seed)
    chance = random.Random(seed)
    options = {**options, "mode": chance.choice(("atomic", "partial"))}
    for k in range(chance.choice((0, 1, 3))):
        said += chance.choice(JOINTS) + command(seed + k, source)

    whole = result_of(source, said, options, together=True)

    assert all_of(whole) == all_of(result_of(source, said, options, together=False)), said


# -- plans: many clauses, some of which break a rule ------------------------------------


def plan_on(document: Document, chance: random.Random) -> Plan:
    """Clauses on any components: looks, and moves that lay things on one another or outside."""
    ids = document.outline.ids
    steps: list[Step] = []
    for _ in range(chance.choice((2, 3, 5, 9))):
        target, other = Ids((chance.choice(ids),)), Ids((chance.choice(ids),))
        axis = chance.choice("xy")
        far = chance.choice((-4000, -60, -8, 8, 40, 90))
        colour = Literally(chance.choice(("#FFFFFF", "#777777", "#000000")))
        wider = Scale(target=target, property="width", factor=1.5)
        steps.append(
            chance.choice(
                (
                    Set(target=target, property="colour", value=colour),
                    Set(target=target, property="font size", value=Literally(9)),
                    Set(target=target, property="visibility", value=Literally(value=True)),
                    Shift(target=target, property=axis, by=far),
                    Shift(target=target, property=axis, by=far),
                    wider,
                    Place(target=target, side="over", anchor=other),
                    Set(target=target, property="background", value=colour),
                )
            )
        )
    return Plan(
        tuple(
            Clause(f"clause {k}", (2 * k, 2 * k + 1), (step,), then=chance.random() < 0.7)
            for k, step in enumerate(steps)
        )
    )


def outcome_of(
    document: Document, plan: Plan, options: Options, policy: Any, *, together: bool
) -> Outcome:
    judge = Judge(document, policy, perf_counter_ns)
    options = options._replace(reach=judge.reach if together else None)
    return run(document, plan, options, judge.errors)


@settings(max_examples=300)
@given(seeds)
def test_judged_together_or_one_by_one_a_plan_comes_to_the_same(seed: int) -> None:
    """T-3, V-6: where clauses break rules, and where later ones would hide that."""
    chance = random.Random(seed)
    document = read(screen(seed))
    if not len(document):
        return
    plan = plan_on(document, chance)
    mode: Any = chance.choice(("atomic", "partial"))
    options = Options(mode=mode, push=chance.random() < 0.3)
    policy = chance.choice(POLICIES)

    whole = outcome_of(document, plan, options, policy, together=True)
    single = outcome_of(document, plan, options, policy, together=False)

    assert write(whole.transaction.document) == write(single.transaction.document)
    assert whole.transaction.changes == single.transaction.changes
    assert whole[1:] == single[1:]


# -- how often rules are run -------------------------------------------------------------


def row(count: int) -> Document:
    """Cards that lie apart."""
    return Document.of(
        {
            "components": [
                {"id": f"c{k}", "type": "card", "bbox": [0, 100 * k, 90, 60]} for k in range(count)
            ]
        }
    )


def verdicts(document: Document, plan: Plan, **given: Any) -> tuple[list[int], Outcome]:
    """How many components each verdict was asked about."""
    judge = Judge(document, "standard", perf_counter_ns)
    asked: list[int] = []

    def verdict(before: Document, after: Document, touched: Any, head: Any) -> Any:
        asked.append(len(touched))
        return judge.errors(before, after, touched, head)

    return asked, run(document, plan, Options(reach=judge.reach, **given), verdict)


def coloured(*numbers: int) -> Plan:
    red = Literally("#FF0000")
    return Plan(
        tuple(
            Clause("", (n, n), (Set(target=Ids((f"c{n}",)), property="background", value=red),))
            for n in numbers
        )
    )


def test_fifty_clauses_that_share_nothing_are_judged_once() -> None:
    asked, outcome = verdicts(row(50), coloured(*range(50)))

    assert asked == [50]
    assert len(outcome.transaction.changes) == 50


def test_a_clause_on_what_an_earlier_one_wrote_is_judged_by_itself() -> None:
    again = Clause("", (9, 9), (Shift(target=Ids(("c1",)), property="x", by=8),))

    asked, _ = verdicts(row(3), Plan((*coloured(0, 1).clauses, again, *coloured(2).clauses)))

    assert asked == [2, 3]  # two together; then all, of which only two differ since


def test_an_error_that_a_later_clause_would_hide_is_found() -> None:
    """T-3: c1 is laid on c0; that c0 goes away then does not make it right."""
    over = Clause("over", (0, 4), (Shift(target=Ids(("c1",)), property="y", by=-100),))
    away = Clause("away", (5, 9), (Shift(target=Ids(("c0",)), property="x", by=300),), then=True)
    red = coloured(2).clauses[0]

    asked, outcome = verdicts(row(3), Plan((red, over, away)), push=False)

    assert outcome.failed is not None
    assert outcome.failed.code == "overlap.new"
    assert [ran.status for ran in outcome.ran] == ["skipped", "failed", "skipped"]
    assert len(asked) > 2  # together first, then one by one


# -- what is found by its name -------------------------------------------------------------


@settings(max_examples=60)
@given(seeds)
def test_on_versions_of_one_document_a_command_does_what_it_does_on_its_bytes(seed: int) -> None:
    """C-1: what was found by a name is found again, unless a text changed."""
    source, _, options = case(seed)
    said = [command(seed + k, source) for k in range(4)]
    document = read(source)

    for one in [*said, *reversed(said), *said]:
        alone = edit(write(document), one, **options)
        result = edit(document, one, **options)

        assert result.bytes == alone.bytes, one
        assert result.diagnostics == alone.diagnostics, one
        document = result.after


# -- what plainly has nothing to do with one another ---------------------------------------


@settings(max_examples=200)
@given(seeds)
def test_steps_that_are_plainly_apart_contradict_nothing(seed: int) -> None:
    """C-2: the conflicts of a plan are those that holding all steps against one another finds."""
    chance = random.Random(seed)
    source = screen(seed)
    document = read(source)
    if not len(document):
        return
    said = [plan_on(document, chance), reading_for(document, command(seed, source)).plan]

    for plan in said:
        quick = contradictions(document, plan)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("redraft.execute.conflicts.all_apart", lambda *_: False)
            assert contradictions(document, plan) == quick


@settings(max_examples=200)
@given(seeds)
def test_steps_that_stand_alone_are_run_as_if_all_were_held_against_one_another(seed: int) -> None:
    """C-1: refused or done, the outcome is the same, whatever was told of the plan before."""
    source, said, options = case(seed)

    quick = edit(source, said, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redraft.execute.running._Runner.stands_alone", False)
        slow = edit(source, said, **options)

    assert quick.bytes == slow.bytes
    assert quick.steps == slow.steps
    assert quick.diagnostics == slow.diagnostics
    assert (quick.changes, quick.trace) == (slow.changes, slow.trace)
    assert quick.confidence == slow.confidence


def contradictions(document: Document, plan: Plan) -> list[Conflict]:
    resolver = Resolver(document)
    planned: list[Planned] = []
    for clause in plan.clauses:
        resolver.begin_clause()
        for step in clause.steps:
            try:
                acted = acted_on(step, resolver)
            except RedraftError:
                acted = None
            planned.append(Planned(len(planned) + 1, clause, step, acted))
    try:
        return conflicts(document, planned, plan.locks, resolver)
    except RedraftError:
        return []


def plan_apart(document: Document, chance: random.Random) -> Plan:
    """Clauses of one step or two, each on a component of its own: looks, places, what is shown."""
    ids = list(document.outline.ids)
    chance.shuffle(ids)
    clauses: list[Clause] = []
    for k in range(chance.choice((1, 2, 3, 6))):
        steps: list[Step] = []
        for _ in range(chance.choice((1, 1, 2))):
            if not ids:
                break
            target = Ids((ids.pop(),))
            colour = Literally(chance.choice(("#FFFFFF", "#777777", "#000000")))
            number = Literally(chance.choice((4, 9, 20, 44, 300)))
            hidden = Literally(value=chance.random() < 0.5)
            steps.append(
                chance.choice(
                    (
                        Set(target=target, property="colour", value=colour),
                        Set(target=target, property="font size", value=number),
                        Set(target=target, property="text", value=Literally("Other words")),
                        Set(target=target, property="visibility", value=hidden),
                        Set(target=target, property="width", value=number),
                        Shift(
                            target=target, property=chance.choice("xy"), by=chance.choice((-60, 8))
                        ),
                        Scale(target=target, property="height", factor=0.3),
                    )
                )
            )
        if steps:
            clauses.append(
                Clause(f"clause {k}", (2 * k, 2 * k + 1), tuple(steps), then=chance.random() < 0.5)
            )
    return Plan(tuple(clauses))


@settings(max_examples=400)
@given(seeds)
def test_clauses_that_stand_alone_come_to_the_same_in_one_pass(seed: int) -> None:
    """T-3, V-6."""
    chance = random.Random(seed)
    document = read(screen(seed))
    plan = plan_apart(document, chance)
    mode: Any = chance.choice(("atomic", "partial"))
    options = Options(mode=mode, push=chance.random() < 0.5)

    at_once = outcome_of(document, plan, options, "standard", together=True)
    single = outcome_of(document, plan, options, "standard", together=False)

    assert write(at_once.transaction.document) == write(single.transaction.document)
    assert at_once.transaction.changes == single.transaction.changes
    assert at_once[1:] == single[1:]


def test_clauses_that_stand_alone_make_one_version_that_is_judged_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted: ten clauses on ten components."""
    components = [
        {"id": f"c{k}", "type": "card", "bbox": [0, 90 * k, 80, 80], "visual": {}}
        for k in range(10)
    ]
    document = Document.of({"components": components})
    versions: list[Document] = []
    replaced = Document.replace

    def counted(self: Document, changed: Any) -> Document:
        versions.append(replaced(self, changed))
        return versions[-1]

    monkeypatch.setattr(Document, "replace", counted)
    judge = Judge(document, "standard", perf_counter_ns)
    judged: list[Document] = []

    def verdict(before: Document, after: Document, *rest: Any) -> Any:
        judged.append(after)
        return judge.errors(before, after, *rest)

    red = Literally("#FF0000")
    plan = Plan(
        tuple(
            Clause(
                f"c{k}", (k, k + 1), (Set(target=Ids((f"c{k}",)), property="colour", value=red),)
            )
            for k in range(10)
        )
    )

    outcome = run(document, plan, Options(reach=judge.reach), verdict)

    assert [ran.status for ran in outcome.ran] == ["success"] * 10
    assert (len(versions), len(judged)) == (1, 1)
