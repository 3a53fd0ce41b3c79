"""Jobs on one document that contradict one another are found before any of them runs."""

from __future__ import annotations

from typing import Any

import pytest

from redraft.batching.batch import batch
from redraft.batching.jobs import Outcome

PAGE = {
    "components": [
        {"id": "a", "type": "card", "bbox": [0, 0, 90, 90], "visual": {"bg_color": "#FFFFFF"}},
        {"id": "b", "type": "button", "text": "Pay", "bbox": [0, 100, 90, 50]},
        {"id": "c", "type": "button", "text": "Back", "bbox": [0, 160, 90, 50]},
    ]
}


def told(*commands: str, **options: Any) -> list[Outcome]:
    jobs = [
        {"document": "x", "blueprint": PAGE, "command": said, "id": f"job {k}"}
        for k, said in enumerate(commands, 1)
    ]
    return list(batch(jobs, atomic="none", **options))


def pairs(outcomes: list[Outcome]) -> list[tuple[int, int]]:
    return [(o.job, o.contradicts.job) for o in outcomes if o.contradicts is not None]


def test_input_order_decides_and_the_later_job_is_warned_of() -> None:
    outcomes = told("make the card red", "hide the back button", "make the card green")
    alone = told("make the card red", "make the card green")

    assert [o.applied for o in outcomes] == [True, True, True]
    assert pairs(outcomes) == [(1, 3), (3, 1)]
    assert [d.code for d in outcomes[2].diagnostics] == ["batch.conflict"]
    assert outcomes[2].diagnostics[0].severity == "warning"
    assert outcomes[2].changes == alone[1].changes


def test_where_they_are_refused_both_are_named_by_number_and_id_with_their_words() -> None:
    outcomes = told(
        "make the card red", "hide the back button", "make the card dark green", conflicts="reject"
    )

    assert [o.status for o in outcomes] == ["conflicted", "success", "conflicted"]
    first, last = outcomes[0].contradicts, outcomes[2].contradicts
    assert first is not None and (first.job, first.id) == (3, "job 3")
    assert last is not None and (last.job, last.id) == (1, "job 1")
    assert (first.span, first.other) == (last.other, last.span) == ((0, 17), (0, 24))
    assert all(o.diagnostics[0].code == "batch.conflict" for o in (outcomes[0], outcomes[2]))


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        (("make the card 20px wider", "make the card 20px wider"), []),
        (("make the card red", "make the card red"), []),
        (("make the card red", "make the card darker"), []),
        (("make all buttons 60px tall", "make the pay button 70px tall"), []),
        (("make the pay button 70px tall", "make all buttons 60px tall"), [(1, 2), (2, 1)]),
        (("hide the pay button", "make the pay button wider"), [(1, 2), (2, 1)]),
        (("hide the pay button", "show the pay button"), [(1, 2), (2, 1)]),
        (("swap the pay button and the back button",) * 2, [(1, 2), (2, 1)]),
        (("make the footer red", "make the card red", "make the footer blue"), []),
        (("make it pop", "make the card red and the card blue"), []),
        # whoever agrees with one of two that contradict one another contradicts the other
        (
            ("make the card red", "make the card blue", "make the card red"),
            [(1, 2), (2, 1), (3, 2)],
        ),
        # no words say which of two jobs comes first
        (("make the card red", "then make the card blue"), [(1, 2), (2, 1)]),
    ],
)
def test_what_contradicts_what(commands: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert pairs(told(*commands)) == expected


def test_jobs_on_two_documents_never_contradict_one_another() -> None:
    jobs = [(PAGE, "make the card red"), (PAGE, "make the card blue")]

    assert [o.contradicts for o in batch(jobs, conflicts="reject")] == [None, None]


def test_a_job_that_was_given_up_contradicts_nothing() -> None:
    outcomes = told("make the card 200", "make the card blue", "", conflicts="reject")

    assert pairs(outcomes) == []
