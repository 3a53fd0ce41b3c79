"""Revisions: what is stored is there again, in every byte, whoever wrote it and however often it was undone."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import msgspec
import pytest
from sqlalchemy import func, select, update
from tests.store.conftest import PAGE

from redraft import Editor, edit
from redraft.batching.jobs import Rules
from redraft.serialize import write
from redraft.store import (
    Answered,
    Asked,
    Broken,
    Conflict,
    Desk,
    Key,
    KeyReused,
    NoRevision,
    NotStored,
    Store,
    StoreError,
    TakeBack,
    Terms,
    blame,
    replay,
)
from redraft.store.tables import ANSWERS, REVISIONS

#: numbers, texts and keys that we would write otherwise
ODD = (
    b'{"components":[{"id":"a","type":"card","bbox":[0.50,1e1,90.0,90],"n":-0,"s":"\\u00e9\\/",'
    b'"big":123456789012345678901234567890,"visual":{"bg_color":"#FFFFFF"}}]}'
)


def body(store: Store, document: str, number: int | None = None) -> bytes:
    return write(store.version(document, number).document)


def test_what_is_stored_comes_back_in_every_byte(opened: Callable[[], Store]) -> None:
    """Z-1."""
    document = opened().create(ODD).id

    assert body(opened(), document) == ODD


def test_an_edit_is_what_the_library_gives_and_a_new_revision(store: Store) -> None:
    """F-1."""
    document = store.create(PAGE).id
    done = Desk(store).edit(Asked(document, "make the first card red", author="ann"))

    mine = edit(PAGE, "make the first card red")
    assert done.result.to_json(timings=False) == mine.to_json(timings=False)
    assert (done.head.revision, done.head.digest) == (2, mine.digest["after"])
    past = store.revision(document, 2)
    assert past.revision.author == "ann" and past.revision.command == "make the first card red"
    assert past.revision.changes == tuple(mine.changes_applied)
    assert list(past.said.written) == list(mine.changes)


def test_what_changes_nothing_is_no_revision(store: Store) -> None:
    document = store.create(PAGE).id
    done = Desk(store).edit(Asked(document, "make the sidebar red"))

    assert done.result.status == "rejected" and not done.stored
    assert store.head(document).revision == 1


def test_every_revision_is_rebuilt_from_what_is_stored(opened: Callable[[], Store]) -> None:
    """More revisions than there are between two snapshots, read by who has seen none of them."""
    writer = opened()
    desk, document = Desk(writer), writer.create(ODD).id
    bodies = [ODD]
    for k in range(60):
        done = desk.edit(Asked(document, f"make the card {100 + k}px wide and #0000{k:02X}"))
        bodies.append(done.result.bytes)

    reader = opened()
    seen = [body(reader, document, number) for number in (61, 1, 2, 49, 50, 51, 30)]

    assert seen == [bodies[n - 1] for n in (61, 1, 2, 49, 50, 51, 30)]


def test_undo_and_redo_end_where_counting_says(opened: Callable[[], Store]) -> None:
    """H-1."""
    store = opened()
    desk, document = Desk(store), store.create(PAGE).id
    past, future = [body(store, document)], list[bytes]()
    chance = random.Random(7)
    for k in range(70):
        what = chance.choice(["edit", "undo", "undo", "redo"])
        if what == "edit":
            done = desk.edit(Asked(document, f"make the header {100 + k}px tall", selection=()))
            past, future = [*past, done.result.bytes], []
        elif what == "undo" and len(past) > 1:
            desk.take_back(TakeBack("undo", document))
            future, past = [*future, past[-1]], past[:-1]
        elif what == "redo" and future:
            desk.take_back(TakeBack("redo", document))
            past, future = [*past, future[-1]], future[:-1]
        else:
            with pytest.raises(NoRevision):
                desk.take_back(TakeBack("redo" if what == "redo" else "undo", document))
        assert body(store, document) == past[-1]

    assert body(opened(), document) == past[-1]
    assert all(not one.broken for one in replay(store, document))


def test_replaying_gives_every_digest(store: Store) -> None:
    """A-3."""
    desk, document = Desk(store), store.create(PAGE).id
    said = [
        "make the cards red",
        "and the header too",
        "move the first card 8px down",
        "a bit more",
    ]
    for command in said:
        assert desk.edit(Asked(document, command)).stored, command
    desk.take_back(TakeBack("undo", document))

    proved = list(replay(store, document))

    assert [one.kind for one in proved] == ["create", *["edit"] * 4, "undo"]
    assert [one.held for one in proved[1:5]] == [("patch", "inverse", "plan")] * 4
    assert proved[0].held == ("snapshot",) and proved[5].held == ("patch", "inverse")
    assert not any(one.broken or one.other for one in proved)


def test_what_was_tampered_with_shows_and_is_not_given_out(opened: Callable[[], Store]) -> None:
    store = opened()
    desk, document = Desk(store), store.create(PAGE).id
    desk.edit(Asked(document, "make the cards red"))
    desk.edit(Asked(document, "make the cards blue"))
    delta = store.deltas(document, 2, 3)[0]
    assert delta is not None
    other = bytes(delta.patch).replace(b"#0000FF", b"#0000FE")
    changed = msgspec.structs.replace(delta, patch=msgspec.Raw(other))
    from redraft.store.revisions import packed

    with store.database.writing() as connection:
        connection.execute(
            update(REVISIONS).where(REVISIONS.c.number == 3).values(delta=packed(changed))
        )

    assert [one.broken for one in replay(store, document)] == [(), (), ("patch", "plan")]
    with pytest.raises(Broken):
        opened().version(document)


def test_of_two_who_know_the_same_revision_one_is_told(store: Store) -> None:
    """A-2."""
    desk, document = Desk(store), store.create(PAGE).id
    desk.edit(Asked(document, "make the first card red", expected=1))

    with pytest.raises(Conflict) as told:
        desk.edit(Asked(document, "make the second card blue", expected=1))

    assert (told.value.expected, told.value.head) == (1, 2)


def test_of_many_at_once_each_is_one_revision(opened: Callable[[], Store]) -> None:
    """A-2: threads with stores of their own, none of whom knows a revision."""
    document = opened().create(PAGE).id
    desks = [Desk(opened()) for _ in range(3)]
    wrong: list[Exception] = []

    def work(k: int) -> None:
        try:
            for n in range(4):
                desks[k].edit(Asked(document, f"make the header {100 + 10 * k + n}px tall"))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong
    history = desks[0].store.history(document)
    assert [past.revision.number for past in history] == list(range(1, 14))
    assert all(not one.broken for one in replay(desks[0].store, document))


def test_who_edits_at_one_desk_is_not_outrun_there(store: Store) -> None:
    """Sixteen at once, more than an edit is tried: each comes to its turn and computes once."""
    document = store.create(PAGE).id
    desk = Desk(store)
    computed: list[None] = []
    counted = Terms(computing=lambda: nullcontext(computed.append(None)))

    def work(k: int) -> None:
        for n in range(3):
            desk.edit(Asked(document, f"make the header {100 + 10 * k + n}px tall"), counted)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(16)))

    assert store.head(document).revision == 49
    assert len(computed) == 48


@pytest.mark.parametrize(
    ("first", "second", "stored"),
    [
        ("make the first card red", "make the second card blue", True),
        ("make the first card red", "make the first card 8px wider", True),
        ("make the first card red", "make the first card blue", False),
        ("make the first card red", "make the white cards blue", False),
        ("make the first card 8px wider", "make the first card twice as wide", False),
    ],
)
def test_a_rebase_writes_what_it_would_have_written(
    store: Store, first: str, second: str, stored: bool
) -> None:
    desk, document = Desk(store), store.create(PAGE).id
    desk.edit(Asked(document, first))
    alone = edit(PAGE, second)
    late = Asked(document, second, expected=1, rebase=True)

    if not stored:
        with pytest.raises(Conflict):
            desk.edit(late)
        return
    done = desk.edit(late)

    assert done.head.revision == 3
    assert done.result.changes_applied == alone.changes_applied


def test_it_means_what_the_author_edited_last(store: Store) -> None:
    """F-1: as a session of the library has it; what another did is another's."""
    desk, document, editor = Desk(store), store.create(PAGE).id, Editor(PAGE)
    for command in ("make the first card red", "make it 20px wider", "a bit more"):
        done = desk.edit(Asked(document, command, author="ann"))
        assert done.result.to_json(timings=False) == editor.edit(command).to_json(timings=False)

    other = desk.preview(Asked(document, "make it green", author="ben"))

    assert other.result.status == "rejected"


def test_blame_tells_the_edit_that_stands(store: Store) -> None:
    desk, document = Desk(store), store.create(PAGE).id
    for author, command in (
        ("ann", "make the cards red"),
        ("ben", "make the first card blue"),
        ("ann", "make the header 100px tall"),
    ):
        desk.edit(Asked(document, command, author=author))
    for kind in ("undo", "undo", "redo"):
        desk.take_back(TakeBack(kind, document, "eve"))  # type: ignore[arg-type]

    told = {(b.component, b.property_): (b.revision, b.author) for b in blame(store, document)}
    before = {(b.component, b.property_): b.revision for b in blame(store, document, 2)}

    assert told == {("a", "background"): (3, "ben"), ("b", "background"): (2, "ann")}
    assert before == {("a", "background"): 2, ("b", "background"): 2}


def test_a_deleted_document_is_gone_and_nothing_more_is_added(store: Store) -> None:
    desk, document = Desk(store), store.create(PAGE).id
    with pytest.raises(Conflict):
        store.delete(document, expected=7)
    store.delete(document, expected=1)

    for asked in (
        lambda: store.head(document),
        lambda: store.version(document),
        lambda: desk.edit(Asked(document, "make the cards red")),
        lambda: store.delete(document),
        lambda: store.head("nobody"),
    ):
        with pytest.raises(NotStored):
            asked()
    assert store.documents() == []


def test_documents_are_listed_in_the_order_of_their_making_page_by_page(store: Store) -> None:
    made = [store.create(PAGE, name=f"page {k}").id for k in range(5)]
    store.delete(made[1])

    first = store.documents(count=2)
    rest = store.documents(after=first[-1].id)

    assert [one.id for one in (*first, *rest)] == [made[0], *made[2:]]
    assert first[1].name == "page 2"


def test_a_key_gives_the_same_answer_and_does_nothing_again(opened: Callable[[], Store]) -> None:
    store = opened()
    desk, document = Desk(store), store.create(PAGE).id
    key = Key("ann", "k1", "a request")
    terms = Terms(key, lambda done: str(done.head.revision).encode())
    desk.edit(Asked(document, "make the cards red"), terms)

    assert opened().answered(key) == b"2"
    assert store.answered(Key("ben", "k1", "a request")) is None
    with pytest.raises(KeyReused):
        store.answered(key._replace(request="another"))
    with pytest.raises(Answered):
        desk.edit(Asked(document, "make the cards blue"), terms)
    assert store.head(document).revision == 2


def test_who_no_longer_waits_gets_nothing_stored(store: Store) -> None:
    desk, document = Desk(store), store.create(PAGE).id

    def late() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        desk.edit(Asked(document, "make the cards red"), Terms(claim=late))

    assert store.head(document).revision == 1
    assert desk.edit(Asked(document, "make the cards red")).head.revision == 2


def test_a_name_or_a_key_that_no_database_takes_is_refused(store: Store) -> None:
    for name in ("a\0b", "x" * 201, "\ud800"):
        with pytest.raises(StoreError):
            store.create(PAGE, name=name)
    for text in ("", "a\0b", "é", "x" * 201):
        with pytest.raises(StoreError):
            store.answered(Key("", text, ""))


@pytest.mark.parametrize("command", ["make the cards red\0", "make the “\U0001f600” cards red"])
def test_any_text_of_a_command_is_kept(store: Store, command: str) -> None:
    document = store.create(PAGE).id
    done = Desk(store).edit(Asked(document, command, rules=Rules(mode="partial")))

    if done.stored:
        assert store.revision(document, 2).revision.command == command


def test_the_whole_result_is_not_needed_to_store_a_text(store: Store) -> None:
    """Texts in a blueprint are anything: NUL, control characters, quotes of SQL."""
    page = json.dumps(
        {"components": [{"id": "a';--", "type": "card", "text": "\0 \x7f ' \" ; DROP", "bbox": [0, 0, 9, 9]}]}
    )  # fmt: skip
    document = store.create(page).id
    done = Desk(store).edit(Asked(document, "make the card 80px wide"))

    assert done.stored and body(store, document) == done.result.bytes


def test_a_check_reads_and_writes_and_leaves_nothing(where: str) -> None:
    seen: list[str] = []

    @contextmanager
    def watched(operation: str) -> Iterator[None]:
        seen.append(operation)
        yield

    store = Store(where, watched=watched)
    before = len(seen)
    store.check()
    store.check()
    told = seen[before:]
    with store.database.reading() as connection:
        left = connection.execute(select(func.count()).select_from(ANSWERS)).scalar_one()
    store.close()

    assert told == ["check"] * 4 and left == 0
