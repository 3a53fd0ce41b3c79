"""What is done to documents that are stored. An entity tag is a revision's number.

May import: store, verify, service.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

import msgspec
from litestar import delete as delete_route
from litestar import get, post

from redraft.serialize import write
from redraft.service import wire
from redraft.service.answers import Answer, tag, told
from redraft.service.house import Asked, House, Reply, house_of, who_asks
from redraft.service.looking import document_of, listed, outrun, passed
from redraft.service.problems import MEDIA_TYPE
from redraft.service.requests import expected, given, is_known, key_of, number, page
from redraft.service.watch import DONE, Kind
from redraft.service.work import Claim
from redraft.store.answers import Key
from redraft.store.blame import blame
from redraft.store.comparing import between
from redraft.store.desk import Asked as Command
from redraft.store.desk import Edited, Revert, TakeBack, Terms
from redraft.store.erasing import erase as erase_document
from redraft.store.refusals import Answered, Conflict
from redraft.store.revisions import Head
from redraft.store.store import Reply as Kept
from redraft.verify import counting

_READ: Final = {"scope": "read"}
_EDIT: Final = {"scope": "edit"}
_FOR_EVER: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
_AGAIN: Final = {"Idempotent-Replayed": "true"}


# -- documents -------------------------------------------------------------------


@post("/v1/documents", status_code=201, opt=_EDIT)
async def create(request: Asked) -> Reply:
    """Store a blueprint as revision 1 of a new document."""
    house, who = house_of(request), who_asks(request)
    asked, body = await given(request, wire.Create)
    key = key_of(request, body)

    def answered(head: Head) -> Answer:
        at = f"/v1/documents/{head.id}"
        return told(document_of(head), 201, ETag=tag(head.revision), Location=at)

    def work(claim: Claim) -> Answer:
        kept = None if key is None else Kept(key, lambda head: answered(head).packed())
        claim()
        head = house.store.create(
            bytes(asked.blueprint),
            name=asked.name,
            author=who.name,
            limits=house.settings.limits,
            reply=kept,
        )
        house.watch.changed("created", head.id, head.revision)
        return answered(head)

    return await house.answer(request, _once(house, key, work))


@get("/v1/documents", opt=_READ)
async def documents(request: Asked) -> Reply:
    """List the documents, in the order of their making."""
    house, count = house_of(request), page(request)
    cursor = request.query_params.get("cursor", "")

    def work(_: Claim) -> Answer:
        return told(listed(house.store, cursor, count))

    return await house.answer(request, work)


@get("/v1/documents/{document:str}", opt=_READ)
async def document(request: Asked, document: str) -> Reply:
    """Give a document as it stands; not again to who has it (If-None-Match)."""
    house = house_of(request)

    def work(_: Claim) -> Answer:
        head = house.store.head(document)
        if is_known(request, tag(head.revision)):
            return Answer(304, {"ETag": tag(head.revision)}, b"")
        version = house.store.version(document)
        stands = msgspec.structs.asdict(document_of(version.head))
        blueprint = msgspec.Raw(write(version.document))
        return told(
            wire.Stored(**stands, blueprint=blueprint),
            ETag=tag(version.head.revision),
            Cache_Control="private, no-cache",
        )

    return await house.answer(request, work)


@delete_route("/v1/documents/{document:str}", status_code=200, opt=_EDIT)
async def delete(request: Asked, document: str) -> Reply:
    """Take a document out of sight."""
    house, known = house_of(request), expected(request)

    def work(claim: Claim) -> Answer:
        claim()
        house.store.delete(document, known)
        house.watch.changed("deleted", document)
        return Answer(204, {}, b"")

    done = await house.answer(request, _told_what_changed(house, document, known, work))
    house.feed.tell(document)
    return done


@post("/v1/documents/{document:str}/erase", status_code=200, opt={"scope": "admin"})
async def erase(request: Asked, document: str) -> Reply:
    """Take a deleted document out of the store, with its history, for good."""
    house = house_of(request)

    def work(claim: Claim) -> Answer:
        claim()
        erase_document(house.store, document)
        house.watch.changed("erased", document)
        return Answer(204, {}, b"")

    return await house.answer(request, work)


# -- editing ---------------------------------------------------------------------


@post("/v1/documents/{document:str}/edit", status_code=200, opt=_EDIT)
async def edit(request: Asked, document: str) -> Reply:
    """Carry out a command on a stored document; the answer is the result, whatever its status."""
    house, who, known = house_of(request), who_asks(request), expected(request)
    asked, body = await given(request, wire.EditStored)
    key = key_of(request, body)
    command = Command(
        document,
        asked.command,
        who.name,
        known,
        asked.rebase,
        wire.rules_of(asked),
        asked.selection,
        asked.previous,
        asked.steps,
    )

    def answered(done: Edited) -> Answer:
        return Answer(200, {"ETag": tag(done.head.revision)}, done.result.to_json())

    def work(claim: Claim) -> Answer:
        with counting() as rules:
            done = at_desk(claim)
        made = answered(done)
        if key is not None and not done.stored and not asked.dry_run:
            house.store.answer(key, made.packed(), document)
        kind: Kind = "preview" if asked.dry_run else "stored"
        at = done.head.revision
        house.watch.edited(kind, asked.command, done.result, rules, document=document, revision=at)
        return made

    def at_desk(claim: Claim) -> Edited:
        if asked.dry_run:
            return house.desk.preview(
                command, Terms(computing=partial(house.watch.computing, claim))
            )
        terms = Terms(
            key,
            lambda done: answered(done).packed(),
            claim=claim,
            computing=partial(house.watch.computing, claim),
        )
        return house.desk.edit(command, terms)

    def could_rebase(claim: Claim) -> bool | None:
        terms = Terms(computing=partial(house.watch.computing, claim))
        return None if asked.rebase else house.desk.is_rebasable(command, terms)

    guarded = _told_what_changed(house, document, known, work, could_rebase)
    done = await house.answer(request, _once(house, key, guarded))
    house.feed.tell(document)
    return done


@post("/v1/documents/{document:str}/undo", status_code=200, opt=_EDIT)
async def undo(request: Asked, document: str) -> Reply:
    """Take the last edit back, as a revision of its own."""
    return await _take_back(request, document, "undo")


@post("/v1/documents/{document:str}/redo", status_code=200, opt=_EDIT)
async def redo(request: Asked, document: str) -> Reply:
    """Do the edit that was taken back last again, as a revision of its own."""
    return await _take_back(request, document, "redo")


@post("/v1/documents/{document:str}/revisions/{revision:int}/revert", status_code=200, opt=_EDIT)
async def revert(request: Asked, document: str, revision: int) -> Reply:
    """Take one edit of the history back, where no later one goes by it, as a revision of its own."""
    return await _take_back(request, document, revision)


async def _take_back(request: Asked, document: str, what: Literal["undo", "redo"] | int) -> Reply:
    house, who, known = house_of(request), who_asks(request), expected(request)
    key = key_of(request, b"")
    if isinstance(what, int):
        asked: TakeBack | Revert = Revert(document, what, who.name, known)
        done = "reverted"
    else:
        asked, done = TakeBack(what, document, who.name, known), DONE[what]

    def answered(head: Head) -> Answer:
        return told(document_of(head), ETag=tag(head.revision))

    def work(claim: Claim) -> Answer:
        terms = Terms(
            key,
            taken_back=lambda head: answered(head).packed(),
            claim=claim,
            computing=partial(house.watch.computing, claim),
        )
        head = house.desk.take_back(asked, terms)
        house.watch.changed(done, document, head.revision)
        return answered(head)

    guarded = _told_what_changed(house, document, known, work)
    reply = await house.answer(request, _once(house, key, guarded))
    house.feed.tell(document)
    return reply


# -- looking back ----------------------------------------------------------------


@get("/v1/documents/{document:str}/history", opt=_READ)
async def history(request: Asked, document: str) -> Reply:
    """List the revisions, oldest first."""
    house, count, after = house_of(request), page(request), number(request, "cursor", 0)

    def work(_: Claim) -> Answer:
        return told(passed(house.store, document, after, count))

    return await house.answer(request, work)


@get("/v1/documents/{document:str}/revisions/{revision:int}", opt=_READ)
async def version(request: Asked, document: str, revision: int) -> Reply:
    """Give one revision: what was asked, how it was read, what it wrote, the blueprint after it."""
    house = house_of(request)

    def work(_: Claim) -> Answer:
        past = house.store.revision(document, revision)
        headers = {"ETag": tag(revision), **_FOR_EVER}
        if is_known(request, tag(revision)):
            return Answer(304, headers, b"")
        one, said = past.revision, past.said
        found = house.store.version(document, revision).document
        body = {
            "number": one.number,
            "kind": one.kind,
            "digest": one.digest,
            "bytes": one.bytes,
            "author": one.author,
            "at": one.at,
            "command": one.command,
            "reverts": one.reverts,
            "changes": said.changes,
            "plan": said.plan,
            "blueprint": msgspec.Raw(write(found)),
        }
        return Answer(200, headers, msgspec.json.encode(body))

    return await house.answer(request, work)


@get("/v1/documents/{document:str}/diff", opt=_READ)
async def diff(request: Asked, document: str) -> Reply:
    """Tell what differs between two revisions; “to” is the newest where it is not said."""
    house = house_of(request)
    start, end = number(request, "from", None), number(request, "to", 0)

    def work(_: Claim) -> Answer:
        found = between(house.store, document, start, end or None)
        return Answer(200, {}, found.to_json())

    return await house.answer(request, work)


@get("/v1/documents/{document:str}/blame", opt=_READ)
async def blamed(request: Asked, document: str) -> Reply:
    """Tell which command last set each field that was edited."""
    house, revision = house_of(request), number(request, "revision", 0)

    def work(_: Claim) -> Answer:
        at = revision or house.store.head(document).revision
        return told(wire.Blamed(at, blame(house.store, document, at)), ETag=tag(at))

    return await house.answer(request, work)


# -- what they share -------------------------------------------------------------


def _once(
    house: House, key: Key | None, work: Callable[[Claim], Answer]
) -> Callable[[Claim], Answer]:
    """The same work, done once under its key: later the answer is given again."""
    if key is None:
        return work

    def again() -> Answer | None:
        kept = house.store.answered(key)
        if kept is None:
            return None
        answer = Answer.unpacked(kept)
        return msgspec.structs.replace(answer, headers={**answer.headers, **_AGAIN})

    def once(claim: Claim) -> Answer:
        known = again()
        if known is not None:
            return known
        try:
            return work(claim)
        except Answered:
            meanwhile = again()
            if meanwhile is None:
                raise
            return meanwhile

    return once


def _told_what_changed(
    house: House,
    document: str,
    known: int | None,
    work: Callable[[Claim], Answer],
    could_rebase: Callable[[Claim], bool | None] = lambda _: None,
) -> Callable[[Claim], Answer]:
    """The same work; where the revision that is known is no longer the newest, all since is told."""

    def guarded(claim: Claim) -> Answer:
        try:
            return work(claim)
        except Conflict as conflict:
            refusal = outrun(
                house.store, document, known, conflict, could_rebase=could_rebase(claim)
            )
            return Answer(412, refusal.headers, refusal.problem.to_json(), MEDIA_TYPE)

    return guarded
