"""What worked is kept, what did not is told clause by clause, and a later command goes on from there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft import Editor, edit
from redraft.serialize import read

#: clauses that do not depend on one another
GOOD = (
    "make the header red",
    "set the text of the title to 'Done'",
    "make the first card 10px taller",
    "move the footer down by 20px",
    "make the second card green",
    "make the title bold",
)
BAD = (
    "make the frobble blue",  # nothing is called so
    "swap the frobble with the title",
    "rotate the title by red degrees",  # not understood
    "set the opacity of the header to red",  # no such value
    "add a button",  # not allowed
    "put the title below the frobble",
    "make the header and the frobble pink",
)


def page() -> dict[str, Any]:
    return {
        "components": [
            {
                "id": "header",
                "type": "header",
                "bbox": [0, 0, 375, 60],
                "visual": {"bg_color": "#FFFFFF"},
            },
            {"id": "title", "type": "title", "text": "Hi", "bbox": [16, 80, 343, 30]},
            {"id": "a", "type": "card", "bbox": [16, 120, 150, 90]},
            {"id": "b", "type": "card", "bbox": [16, 220, 150, 90]},
            {"id": "footer", "type": "footer", "bbox": [0, 700, 375, 60]},
        ]
    }


def without_step(changes: Any) -> list[Any]:
    return [change[1:] for change in changes]


@given(
    st.lists(st.sampled_from(GOOD), min_size=1, max_size=4, unique=True),
    st.sampled_from(BAD),
    st.integers(0, 4),
)
def test_whichever_clause_fails_the_rest_is_as_without_it(
    good: list[str], bad: str, at: int
) -> None:
    said = [*good[:at], bad, *good[at:]]
    document = read(page())

    alone = edit(document, ". ".join(good), mode="partial")
    result = edit(document, ". ".join(said), mode="partial")
    whole = edit(document, ". ".join(said))

    assert alone.ok and result.status == "partial"
    assert result.bytes == alone.bytes
    assert without_step(result.changes) == without_step(alone.changes)
    assert not whole.ok and whole.document is document and not whole.changes


@given(st.lists(st.sampled_from(GOOD), min_size=1, max_size=3, unique=True), st.sampled_from(BAD))
def test_each_step_that_failed_says_why(good: list[str], bad: str) -> None:
    for mode in ("partial", "atomic"):
        result = edit(page(), ". ".join([*good, bad]), mode=mode)

        failed = [step for step in result.steps if step.status == "failed"]
        told = {(d.code, d.message) for d in result.diagnostics if d.severity == "error"}
        assert failed and {(step.code, step.why) for step in failed} <= told
        for step in result.steps:
            assert (step.status == "failed") == bool(step.code)


def test_a_step_that_was_skipped_says_for_which() -> None:
    result = edit(page(), "make the header red and the frobble bigger", mode="partial")

    first, second = result.steps
    assert (first.status, first.why) == ("skipped", "step 2 failed")
    assert (second.status, second.code) == ("failed", "target.not-found")


@pytest.mark.parametrize(
    "lost",
    [
        "make the header red and the frobble bigger, then hide it",
        "make the header and the frobble red, then hide it",
        "make the header red. make the frobble blue. hide it",
        "make the header red. add a button. hide it",
        "make the header red. frobnicate the title. hide it",
        "make the header red. make the card blue. hide it",
    ],
)
def test_it_never_means_something_earlier_after_what_was_not_found(lost: str) -> None:
    result = edit(page(), lost, mode="partial")

    assert all(change.property != "visibility" for change in result.changes)
    assert result.steps and any(
        s.clause == "hide it" and s.status == "failed" for s in result.steps
    )


#: a command, what is said then, and the leaves that this changes
GOES_ON = [
    (
        "make the header red, make the frobble blue and hide the footer",
        "do the rest with the second card",
        {"b.background": "#0000FF"},
    ),
    (
        "make the header red, make the frobble blue and hide the footer",
        "now the rest with the title",
        {"title.text colour": "#0000FF"},
    ),
    (
        "make the header red, make the frobble blue",
        "try the others on the first card instead",
        {"a.background": "#0000FF"},
    ),
    (
        "make the frobble bold, make the header red",
        "finish it with the red one",
        {"header.font weight": "bold"},
    ),
    (
        "make the header red, make the card blue",
        "do the rest with the second card",
        {"b.background": "#0000FF"},
    ),
    (
        "make the frobble blue and make it wider, hide the footer",
        "do the rest with the second card",
        {"b.background": "#0000FF", "b.width": 180},
    ),
    (
        "make the header, the frobble and the footer blue. make the title bold",
        "do the rest with the second card",
        {"header.background": "#0000FF", "b.background": "#0000FF", "footer.background": "#0000FF"},
    ),
]


@pytest.mark.parametrize(("before", "said", "changes"), GOES_ON, ids=lambda v: str(v)[:40])
def test_a_later_command_goes_on_from_there(
    before: str, said: str, changes: dict[str, Any]
) -> None:
    editor = Editor(page(), mode="partial")
    assert editor.edit(before).status == "partial"

    came_to = editor.document
    result = editor.edit(said)
    alone = edit(came_to, said, previous=[before])

    assert result.ok and {f"{c.component}.{c.property}": c.after for c in result.changes} == changes
    assert alone.bytes == result.bytes
    assert editor.undo() and editor.document is came_to


def test_after_a_command_that_did_nothing_the_rest_is_all_of_it() -> None:
    editor = Editor(page())
    assert not editor.edit("make the frobble blue and hide the footer").ok

    result = editor.edit("do the rest with the second card")

    assert {c.component for c in result.changes} == {"b", "footer"}


def test_other_follow_ups_pass_over_a_command_that_did_nothing() -> None:
    editor = Editor(page())
    editor.edit("make the first card wider")
    editor.edit("make the frobble blue")

    assert [c.component for c in editor.edit("a bit more").changes] == ["a"]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("make the header red", "do the rest with the title"),  # nothing is left
        ("make the frobble blue", "do the rest with green"),  # green is no component
        ("make the frobble blue", "do the rest with the wibble"),
        ("make the title blurple and hide the footer", "do the rest with the wibble"),
    ],
)
def test_what_does_not_fit_is_refused(before: str, said: str) -> None:
    editor = Editor(page(), mode="partial")
    editor.edit(before)
    there = editor.document

    assert not editor.edit(said).changes and editor.document is there


def test_without_a_session_what_may_have_been_done_is_not_done_again() -> None:
    """ "Make the red header blue" finds no red header afterwards."""
    before = "make the red header blue, make the frobble bold"
    there = edit({**page()}, "make the header red").document
    came_to = edit(there, before, mode="partial").document

    result = edit(came_to, "do the rest with the title", previous=[before])

    assert not result.changes


def test_it_is_told_so_that_a_person_can_read_it() -> None:
    from redraft.cli.summary import clauses

    result = edit(
        page(), "make the header red, make the frobble blue, hide the footer", mode="partial"
    )

    said = ["".join(piece.text for piece in line).strip() for line in clauses(result)]
    assert [line.split("  ")[0] for line in said] == ["done", "not done", "done"]
    assert "frobble" in said[1] and not edit(page(), "make the header red").diagnostics
