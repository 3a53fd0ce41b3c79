"""The tools: for each what it takes, what it gives, who may use it, and what it does.

    F-1  what comes of a call is what the library gives for it

May import: engine, explaining, batching, verify, store, service, agents.wire.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final, Literal, NamedTuple

import msgspec

from redraft import engine
from redraft.agents import wire
from redraft.batching.batch import batch as run
from redraft.document.blueprint import Document
from redraft.explaining import Explanation
from redraft.explaining import explain as explain_command
from redraft.serialize.spelling import plain
from redraft.service import wire as shared
from redraft.service.access import Who
from redraft.service.jobs import LOOK_S, Until, jobs_of, seen
from redraft.service.looking import document_of, outrun, passed
from redraft.service.premises import Premises
from redraft.service.problems import refused
from redraft.service.watch import DONE
from redraft.service.work import Claim
from redraft.store.desk import Asked, Terms
from redraft.store.desk import TakeBack as Back
from redraft.store.refusals import Conflict
from redraft.store.tokens import Scope
from redraft.verify import counting

#: the answer to a call, as JSON
Reply = Callable[[Premises, Any, Who], Awaitable[bytes]]


class Tool(NamedTuple):
    """One tool: what it takes and gives, the scope of who calls it, and what it does."""

    name: str
    says: str
    request: type
    answer: type
    reply: Reply
    scope: Scope = "read"
    #: whether no call of it stores anything
    is_read_only: bool = True

    def needs(self, asked: object) -> Scope:
        """The scope that a call needs: who edits what was sent stores nothing."""
        if self.name == "edit" and getattr(asked, "document", None) is None:
            return "read"
        return self.scope


async def edit(place: Premises, asked: wire.Edit, who: Who) -> bytes:
    """Carry out a command."""
    return await _edited(place, asked, who, "edit")


async def preview(place: Premises, asked: wire.Edit, who: Who) -> bytes:
    """Tell what a command would do."""
    return await _edited(place, asked, who, "preview")


async def _edited(
    place: Premises, asked: wire.Edit, who: Who, kind: Literal["edit", "preview"]
) -> bytes:
    sent = _sent(asked)
    if sent is not None and (asked.revision is not None or asked.rebase):
        raise refused("request.invalid", "only a stored document has revisions")
    rules = shared.rules_of(asked)

    def on_sent(source: bytes, claim: Claim) -> bytes:
        with claim.computing(), counting() as counts:
            result = engine.edit(
                source,
                asked.command,
                selection=asked.selection or (),
                previous=asked.previous or (),
                limits=place.settings.limits,
                **msgspec.structs.asdict(rules),
            )
            said = wire.edited(result, None, asked.telling)
        place.watch.edited("sent" if kind == "edit" else kind, asked.command, result, counts)
        return said

    def on_stored(claim: Claim) -> bytes:
        document = asked.document or ""
        command = Asked(
            document,
            asked.command,
            who.name,
            asked.revision,
            asked.rebase,
            rules,
            asked.selection,
            asked.previous,
        )
        terms = Terms(claim=claim, computing=claim.computing)
        try:
            with counting() as counts:
                done = (place.desk.edit if kind == "edit" else place.desk.preview)(command, terms)
        except Conflict as conflict:
            could = None if asked.rebase else place.desk.is_rebasable(command, terms)
            raise outrun(
                place.store, document, asked.revision, conflict, could_rebase=could
            ) from None
        place.watch.edited(
            "stored" if kind == "edit" else kind,
            asked.command,
            done.result,
            counts,
            document=document,
            revision=done.head.revision,
        )
        return wire.edited(done.result, document_of(done.head), asked.telling)

    work = on_stored if sent is None else partial(on_sent, sent)
    return await place.workshop.run(work, place.settings.time_s)


async def select(place: Premises, asked: wire.Select, _: Who) -> bytes:
    """Find the components that a phrase names."""

    def work() -> bytes:
        limits = place.settings.limits
        named = engine.named_by(_source(place, asked), asked.phrase, asked.selection, limits=limits)
        return _json(shared.Selected(named.ids, named.confidence))

    return await _computed(place, work)


async def check(place: Premises, asked: wire.Check, _: Who) -> bytes:
    """Hold a blueprint to the rules."""

    def work() -> bytes:
        found = engine.check(_source(place, asked), asked.policy, limits=place.settings.limits)
        return _json(shared.Checked(tuple(found)))

    return await _computed(place, work)


async def explain(place: Premises, asked: wire.Explain, _: Who) -> bytes:
    """Tell how a command is read."""

    def work() -> bytes:
        return explain_command(
            _source(place, asked),
            asked.command,
            selection=asked.selection,
            previous=asked.previous,
            limits=place.settings.limits,
            **msgspec.structs.asdict(shared.rules_of(asked)),
        ).to_json()

    return await _computed(place, work)


async def create(place: Premises, asked: shared.Create, who: Who) -> bytes:
    """Store a blueprint as revision 1 of a new document."""

    def work(claim: Claim) -> bytes:
        claim()
        head = place.store.create(
            bytes(asked.blueprint),
            name=asked.name,
            author=who.name,
            limits=place.settings.limits,
        )
        place.watch.changed("created", head.id, head.revision)
        return _json(document_of(head))

    return await place.workshop.run(work, place.settings.time_s)


async def undo(place: Premises, asked: wire.TakeBack, who: Who) -> bytes:
    """Take the last edit back."""
    return await _taken_back(place, asked, who, "undo")


async def redo(place: Premises, asked: wire.TakeBack, who: Who) -> bytes:
    """Do again what was taken back last."""
    return await _taken_back(place, asked, who, "redo")


async def _taken_back(
    place: Premises, asked: wire.TakeBack, who: Who, kind: Literal["undo", "redo"]
) -> bytes:
    back = Back(kind, asked.document, who.name, asked.revision)

    def work(claim: Claim) -> bytes:
        try:
            head = place.desk.take_back(back, Terms(claim=claim))
        except Conflict as conflict:
            raise outrun(
                place.store, asked.document, asked.revision, conflict, could_rebase=None
            ) from None
        place.watch.changed(DONE[kind], asked.document, head.revision)
        return _json(document_of(head))

    return await place.workshop.run(work, place.settings.time_s)


async def history(place: Premises, asked: wire.Pages, _: Who) -> bytes:
    """List the revisions of a document, oldest first."""

    def work(_: Claim) -> bytes:
        return _json(passed(place.store, asked.document, asked.after, asked.limit))

    return await place.workshop.run(work, place.settings.time_s)


async def batch(place: Premises, asked: shared.Batch, _: Who) -> bytes:
    """Run many jobs on blueprints that are sent."""
    settings = place.settings
    jobs = jobs_of(asked, settings.jobs_max)
    workers = Until(time.monotonic() + settings.batch_s, settings.time_s)
    left: list[bool] = []

    def work(_: Claim) -> bytes:
        rules = msgspec.structs.asdict(shared.rules_of(asked))
        done: list[bytes] = []
        outcomes = run(jobs, atomic=asked.atomic, telling=asked.telling, workers=workers, **rules)
        for outcome in seen(place.watch, len(jobs), outcomes):
            done.append(outcome.to_json())
            if left:
                break
        return b'{"outcomes":[' + b",".join(done) + b"]}"

    working, _claim = place.workshop.begin(work)
    try:
        while not working.done():
            await asyncio.wait([working], timeout=LOOK_S)
            workers.look()
        return working.result()
    finally:
        if not working.done():
            left.append(True)
            workers.look(is_left=True)


# -- what they share -------------------------------------------------------------


def _sent(asked: wire.Edit | wire.Select | wire.Check | wire.Explain) -> bytes | None:
    """The blueprint that was sent; None where a document is named. Raises Refused."""
    sent = b"null" if asked.blueprint is msgspec.UNSET else bytes(asked.blueprint)
    is_sent = sent.strip() != b"null"
    if is_sent == (asked.document is not None):
        raise refused("request.invalid", "a call has either a blueprint or a document")
    return sent if is_sent else None


def _source(place: Premises, asked: wire.Select | wire.Check | wire.Explain) -> bytes | Document:
    sent = _sent(asked)
    return place.store.version(asked.document or "").document if sent is None else sent


async def _computed(place: Premises, work: Callable[[], bytes]) -> bytes:
    """What comes of work that only computes: it can be cut off anywhere."""

    def computing(claim: Claim) -> bytes:
        with claim.computing():
            return work()

    return await place.workshop.run(computing, place.settings.time_s)


def _json(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=plain)


TOOLS: Final = (
    Tool(
        "edit",
        "Carry out a plain-English command on a UI blueprint: on one that you send, which is given "
        "back changed, or on a stored document, which gets a new revision. The answer says what "
        "changed, what did not and why, and whole commands to try instead.",
        wire.Edit,
        wire.Edited,
        edit,
        "edit",
        is_read_only=False,
    ),
    Tool(
        "preview",
        "Tell what a command would do, as edit does; nothing is stored.",
        wire.Edit,
        wire.Edited,
        preview,
    ),
    Tool(
        "select",
        "Find the components that a phrase names, by id.",
        wire.Select,
        shared.Selected,
        select,
    ),
    Tool("check", "Hold a blueprint to the rules of layout.", wire.Check, shared.Checked, check),
    Tool(
        "explain",
        "Tell how a command is read, word by word and candidate by candidate.",
        wire.Explain,
        Explanation,
        explain,
    ),
    Tool(
        "create",
        "Store a blueprint as revision 1 of a new document.",
        shared.Create,
        shared.Document,
        create,
        "edit",
        is_read_only=False,
    ),
    Tool(
        "undo",
        "Take the last edit of a stored document back, as a revision of its own.",
        wire.TakeBack,
        shared.Document,
        undo,
        "edit",
        is_read_only=False,
    ),
    Tool(
        "redo",
        "Do again what was taken back last.",
        wire.TakeBack,
        shared.Document,
        redo,
        "edit",
        is_read_only=False,
    ),
    Tool(
        "history",
        "List the revisions of a stored document, oldest first.",
        wire.Pages,
        shared.History,
        history,
    ),
    Tool(
        "batch",
        "Run many commands on blueprints that you send; what a failure takes back is said by "
        "“atomic”.",
        shared.Batch,
        wire.Batched,
        batch,
    ),
)
