"""One command of the history taken back alone, in both databases."""

from __future__ import annotations

import pytest
from tests.store.conftest import PAGE

from redraft.batching.jobs import Rules
from redraft.serialize import write
from redraft.store import (
    Asked,
    BuiltOn,
    Desk,
    NoRevision,
    NothingLeft,
    Revert,
    Store,
    TakeBack,
    blame,
    replay,
)

FREE = Rules(structural=True)


def done(store: Store, *commands: str) -> tuple[Desk, str]:
    """A document to which all this was done, one command a revision."""
    desk, document = Desk(store), store.create(PAGE).id
    for command in commands:
        assert desk.edit(Asked(document, command, rules=FREE)).stored, command
    return desk, document


def body(store: Store, document: str) -> bytes:
    return write(store.version(document).document)


def test_one_from_the_middle_is_taken_back_and_the_others_stay(store: Store) -> None:
    desk, document = done(
        store, "make the first card red", "make the second card blue", "make the header 60px tall"
    )

    head = desk.take_back(Revert(document, 2, "eve"))

    found = store.version(document).document
    assert (head.revision, head.undo, head.redo) == (5, 5, None)
    assert [found[one].style["bg_color"] for one in ("a", "b")] == ["#FFFFFF", "#0000FF"]
    past = store.revision(document, 5).revision
    assert (past.kind, past.reverts, past.command) == ("revert", 2, "make the first card red")
    assert past.author == "eve"


def test_it_is_proved_by_replay(store: Store) -> None:
    """A-3."""
    desk, document = done(store, "make the first card red", "make the second card blue")
    desk.take_back(Revert(document, 2))

    proved = list(replay(store, document))

    assert proved[-1].held == ("patch", "inverse", "revert")
    assert not any(one.broken for one in proved)


def test_a_revert_is_reverted_undone_and_redone(store: Store) -> None:
    """H-3."""
    desk, document = done(store, "make the first card red", "make the second card blue")
    there = body(store, document)
    desk.take_back(Revert(document, 2))
    without = body(store, document)

    desk.take_back(Revert(document, 4))
    assert body(store, document) == there
    desk.take_back(TakeBack("undo", document))
    assert body(store, document) == without
    desk.take_back(TakeBack("undo", document))
    assert body(store, document) == there
    desk.take_back(TakeBack("redo", document))
    assert body(store, document) == without
    assert not any(one.broken for one in replay(store, document))


@pytest.mark.parametrize(
    ("commands", "number", "revisions"),
    [
        (["make the first card red", "make the first card blue"], 2, (3,)),
        (["make the cards red", "make the header 60px tall", "make the second card blue"], 2, (4,)),
        (["make the second card red", "delete the first card"], 2, (3,)),
        (["add a button below the second card", "make the button red"], 2, (3,)),
        (["delete the first card", "duplicate the card"], 2, (3,)),
        (["make the first card red", "make it blue", "make it green"], 2, (3, 4)),
    ],
)
def test_who_goes_by_it_is_named_and_nothing_is_stored(
    store: Store, commands: list[str], number: int, revisions: tuple[int, ...]
) -> None:
    desk, document = done(store, *commands)

    with pytest.raises(BuiltOn) as told:
        desk.take_back(Revert(document, number))

    assert (told.value.code, told.value.revisions) == ("revision.built-on", revisions)
    assert store.head(document).revision == len(commands) + 1


@pytest.mark.parametrize(
    ("commands", "number"),
    [
        (["delete the second card", "make the first card red"], 2),
        (["add a button below the second card", "make the first card red"], 2),
        (["make the first card red", "delete the second card"], 2),
        (["make the first card red", "make the first card 100px wide"], 2),
    ],
)
def test_what_was_done_beside_it_does_not_hold_it(
    store: Store, commands: list[str], number: int
) -> None:
    desk, document = done(store, *commands)

    desk.take_back(Revert(document, number))

    last = store.revision(document, len(commands) + 2)
    assert last.revision.changes
    assert not any(one.broken for one in replay(store, document))


def test_a_screen_that_would_break_a_rule_is_refused(store: Store) -> None:
    desk, document = done(
        store, "move the second card 300px down", "make the first card 250px tall"
    )

    with pytest.raises(BuiltOn) as told:
        desk.take_back(Revert(document, 2))

    assert [one.code for one in told.value.findings] == ["overlap.new"]
    assert store.head(document).revision == 3


def test_what_does_not_stand_is_not_taken_back_again(store: Store) -> None:
    desk, document = done(store, "make the first card red", "make the second card blue")
    desk.take_back(Revert(document, 2))

    for number in (1, 2):
        with pytest.raises(NothingLeft):
            desk.take_back(Revert(document, number))
    desk.take_back(TakeBack("undo", document))
    with pytest.raises(NothingLeft):
        desk.take_back(Revert(document, 5))
    with pytest.raises(NoRevision):
        desk.take_back(Revert(document, 99))


def test_what_was_taken_back_and_done_again_stands(store: Store) -> None:
    desk, document = done(store, "make the first card red")
    desk.take_back(TakeBack("undo", document))
    desk.take_back(TakeBack("redo", document))
    desk.edit(Asked(document, "make the second card blue"))

    desk.take_back(Revert(document, 2))

    assert store.version(document).document["a"].style["bg_color"] == "#FFFFFF"
    assert not any(one.broken for one in replay(store, document))


def test_blame_forgets_what_was_reverted_and_remembers_it_when_that_is_undone(store: Store) -> None:
    desk, document = done(store, "make the cards red", "make the header 60px tall")

    def blamed() -> dict[tuple[str | None, str], int]:
        return {(b.component, b.property_): b.revision for b in blame(store, document)}

    there = blamed()
    desk.take_back(Revert(document, 2))
    assert blamed() == {("head", "height"): 3}
    desk.take_back(Revert(document, 4))
    assert blamed() == there
    desk.take_back(TakeBack("undo", document))
    assert blamed() == {("head", "height"): 3}
