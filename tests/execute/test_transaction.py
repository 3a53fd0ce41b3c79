"""All or nothing, and everything can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redraft.diagnostics import StepFailed
from redraft.document.blueprint import Document, copy_json
from redraft.document.change import inverse_patch, patch
from redraft.execute.running import Options, run
from redraft.execute.transaction import Transaction
from redraft.plan.draft import Write
from redraft.plan.effects import effects
from redraft.plan.steps import (
    Add,
    Clause,
    Delete,
    Duplicate,
    Literally,
    Plan,
    Reorder,
    Scale,
    Set,
    Shift,
    Step,
    Wrap,
)
from redraft.select.resolve import resolve
from redraft.select.selectors import Ids, Reference
from redraft.serialize import apply_patch, write


def page() -> Document:
    return Document.of(
        {
            "components": [
                {"id": "a", "type": "card", "bbox": [0, 0, 100, 40], "children": [
                    {"id": "in", "type": "text", "text": "Hi", "bbox": [5, 5, 20, 20]}
                ]},
                {"id": "b", "type": "button", "bbox": [0, 60, 100, 50], "visual": {"width": 100}},
                {"id": "c", "type": "text", "text": "Bye"},
            ],
            "tokens": {"base_spacing": 8},
        }
    )  # fmt: skip


def quiet(*_: object) -> list[object]:
    return []


def plan(*steps: Step) -> Plan:
    return Plan(tuple(Clause(f"step {k}", (k, k + 1), (s,)) for k, s in enumerate(steps)))


GOOD: list[Step] = [
    Scale(target=Ids(("a",)), property="width", factor=1.2),
    Shift(target=Ids(("a",)), property="x", by=30),
    Set(target=Ids(("b",)), property="colour", value=Literally("#123456")),
    Set(target=Ids(("c",)), property="text", value=Literally("New")),
]


@given(st.integers(0, 4))
def test_whichever_step_fails_the_document_is_the_very_same(place: int) -> None:
    """T-1."""
    document = page()
    bad = Set(target=Ids(("a",)), property="width", value=Literally("wide"))
    steps = [*GOOD[:place], bad, *GOOD[place:]]

    outcome = run(document, plan(*steps), Options(), quiet)  # type: ignore[arg-type]

    assert outcome.transaction.document is document
    assert outcome.transaction.changes == []
    assert outcome.failed is not None and outcome.failed.code == "value.invalid"
    assert [item.status for item in outcome.ran] == ["skipped"] * place + ["failed"] + [
        "skipped"
    ] * (4 - place)


@given(st.integers(0, 4))
def test_partial_mode_keeps_all_but_the_failed_step(place: int) -> None:
    document = page()
    bad = Set(target=Ids(("a",)), property="width", value=Literally("wide"))
    steps = [*GOOD[:place], bad, *GOOD[place:]]

    outcome = run(document, plan(*steps), Options(mode="partial"), quiet)  # type: ignore[arg-type]
    whole = run(document, plan(*GOOD), Options(), quiet)  # type: ignore[arg-type]

    assert write(outcome.transaction.document) == write(whole.transaction.document)
    assert [item.status for item in outcome.ran].count("failed") == 1


def test_a_failed_clause_takes_all_its_steps_along() -> None:
    document = page()
    bad = Set(target=Ids(("a",)), property="width", value=Literally("wide"))
    both = Plan((Clause("two", (0, 3), (GOOD[0], bad)), Clause("one", (4, 7), (GOOD[2],))))

    outcome = run(document, both, Options(mode="partial"), quiet)  # type: ignore[arg-type]

    assert [item.status for item in outcome.ran] == ["skipped", "failed", "success"]
    assert {c.component for c in outcome.transaction.changes} == {"b"}


def test_it_means_nothing_after_a_clause_that_was_not_found() -> None:
    document = page()
    steps = plan(
        GOOD[0],
        Scale(target=Ids(("nobody",)), property="width", factor=2),
        Shift(target=Reference("it"), property="x", by=5),
    )

    outcome = run(document, steps, Options(mode="partial"), quiet)  # type: ignore[arg-type]

    assert [item.status for item in outcome.ran] == ["success", "failed", "failed"]


STRUCTURAL: list[Step] = [
    Delete(target=Ids(("a", "c"))),
    Duplicate(target=Ids(("a", "b")), count=2),
    Add(component={"type": "text", "text": "x"}, anchor=Ids(("c",)), side="inside"),
    Add(component={"type": "text", "text": "x"}),
    Wrap(target=Ids(("a", "c"))),
    Reorder(target=Ids(("a", "b")), to="front"),
    Reorder(target=Ids(("c",)), to="before", anchor=Ids(("a",))),
    Reorder(target=Ids(("a",)), to="after", anchor=Ids(("b",))),
]


@given(st.lists(st.sampled_from(GOOD + STRUCTURAL), min_size=1, max_size=4))
def test_the_patch_leads_there_and_its_inverse_back(steps: list[Step]) -> None:
    """T-2, S-1."""
    document = page()
    before = write(document)
    transaction = Transaction(document)
    for k, step in enumerate(steps, 1):
        if any(i not in transaction.document for i in ("a", "b", "c")):
            break
        now = transaction.document
        try:
            draft = effects(now, step, lambda s, d=now: resolve(d, s))
        except StepFailed:  # a wrapped component has other siblings now
            continue
        transaction.apply(k, draft.writes)
        if draft.restructure is not None:
            transaction.restructure(k, draft.restructure)

    there = apply_patch(document.tree(), patch(transaction.changes))
    back = apply_patch(copy_json(there), inverse_patch(transaction.changes))

    assert write(Document.of(there)) == write(transaction.document)
    assert write(Document.of(back)) == before


def test_writing_what_is_there_changes_nothing() -> None:
    document = page()
    transaction = Transaction(document)

    transaction.apply(1, [Write(0, "x", 0), Write(2, "width", 100)])

    assert transaction.document is document and not transaction.changes


def test_the_mirror_of_a_size_is_kept_equal() -> None:
    transaction = Transaction(page())

    transaction.apply(1, [Write(2, "width", 120)])

    assert [(c.path, c.after) for c in transaction.changes] == [
        ("/components/1/bbox/2", 120),
        ("/components/1/visual/width", 120),
    ]
