"""Editing what is stored: a command on the newest revision, or on the one that the caller knows.

Whoever names the revision that they know is told when it is no longer the newest, with what
changed since. With ``rebase`` the command is carried out nevertheless where that is the same
edit: run on the revision that the caller knows and on the newest, it writes the same leaves,
from the same values to the same values. So nothing that another has written is written over,
and nothing that the command goes by has come to mean another thing.

    F-1  what comes of a command here is what `redraft.edit` gives for it; of some of its steps,
         what `redraft.apply` gives for the plan with these alone

May import: engine, store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from threading import Lock
from typing import Final, Literal, NamedTuple
from weakref import WeakValueDictionary

import msgspec

from redraft.batching.jobs import Rules
from redraft.decompose.continuing import Said as Spoken
from redraft.document.blueprint import Document, Limits
from redraft.engine import apply, edit
from redraft.execute.running import CONFIDENCE_MIN
from redraft.plan.choosing import chosen
from redraft.serialize import Result
from redraft.store.answers import Key
from redraft.store.refusals import Conflict, StoreError
from redraft.store.reverting import reverted
from redraft.store.revisions import Head, delta_of, said_of
from redraft.store.store import Entry, Reply, Store, Version

#: commands of a conversation that follow-ups are read against
_PREVIOUS_MAX: Final = 16
#: how often a command is run anew because another was quicker
_TRIES: Final = 16
_LIMITS: Final = Limits()


class Asked(NamedTuple):
    """A command for a stored document. Options that are None are taken from the conversation.

    ``expected`` is the revision that the caller knows; None: whatever is the newest. ``steps`` are
    those of the command that are wanted; None: all.
    """

    document: str
    command: str
    author: str = ""
    expected: int | None = None
    rebase: bool = False
    rules: Rules = Rules()
    selection: tuple[str, ...] | None = None
    previous: tuple[str, ...] | None = None
    steps: tuple[int, ...] | None = None


class Edited(NamedTuple):
    """What came of a command, and where the document stands now; ``stored``: there is a new revision."""

    result: Result
    head: Head
    stored: bool


class TakeBack(NamedTuple):
    """An undo or a redo of a stored document; ``expected`` as in `Asked`."""

    kind: Literal["undo", "redo"]
    document: str
    author: str = ""
    expected: int | None = None


class Revert(NamedTuple):
    """One revision of a stored document that is to be taken back; ``expected`` as in `Asked`."""

    document: str
    revision: int
    author: str = ""
    expected: int | None = None


def _nothing(*_: object) -> bytes:
    return b""


def _always() -> None:
    """The caller waits for ever."""


class Terms(NamedTuple):
    """How an answer is given: under a key, and only if the caller still waits for it.

    ``answer`` and ``taken_back`` make what is to be answered under the key.
    """

    key: Key | None = None
    answer: Callable[[Edited], bytes] = _nothing
    taken_back: Callable[[Head], bytes] = _nothing
    claim: Callable[[], None] = _always
    #: what is entered while an edit is computed, and nothing of the store is held
    computing: Callable[[], AbstractContextManager[None]] = nullcontext


_FREELY: Final = Terms()


class _Turn:
    """Who edits a document in this process; it lives as long as somebody has it or waits for it."""

    __slots__ = ("__weakref__", "lock")

    def __init__(self) -> None:
        self.lock = Lock()


class Desk:
    """Edits the documents of a store.

    Those who edit one document at one desk do it one after another: none computes for nothing
    because another was quicker. Other processes are not waited for; an edit that one of them
    outran is computed anew.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = Store(f"{folder.name}/redraft.db"); desk = Desk(store)
    >>> page = {"components": [{"id": "a", "type": "card", "visual": {"bg_color": "#FFFFFF"}}]}
    >>> home = store.create(page).id
    >>> desk.edit(Asked(home, "make the card red")).head.revision
    2
    >>> store.take_back("undo", store.version(home)).revision, store.version(home).document["a"].style
    (3, {'bg_color': '#FFFFFF'})
    >>> store.close(); folder.cleanup()
    """

    def __init__(self, store: Store, *, limits: Limits = _LIMITS) -> None:
        self.store: Final = store
        self._limits = limits
        self._turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        self._turning = Lock()

    def edit(self, asked: Asked, terms: Terms = _FREELY) -> Edited:
        """Carry out a command and store what came of it. Raises Conflict, NotStored.

        A command that changes nothing stores nothing.
        """
        turn = self._turn(asked.document)
        with turn.lock:
            return self._edited(asked, terms)

    def _turn(self, document: str) -> _Turn:
        with self._turning:
            return self._turns.setdefault(document, _Turn())

    def _edited(self, asked: Asked, terms: Terms) -> Edited:
        tries = 0
        while True:
            tries += 1
            version = self.store.version(asked.document)
            result, selection = self._come_of(asked, version, terms)
            if result.after is result.before:
                return Edited(result, version.head, stored=False)
            said = said_of(result, asked.command, asked.rules, selection, self.store.by)
            entry = Entry("edit", said, delta_of(result), result.after)
            reply = None
            if terms.key is not None:
                reply = Reply(terms.key, partial(_answer, terms, result))
            try:
                head = self.store.append(
                    version, entry, author=asked.author, reply=reply, claim=terms.claim
                )
            except Conflict:
                if tries == _TRIES or (asked.expected is not None and not asked.rebase):
                    raise
                continue
            return Edited(result, head, stored=True)

    def preview(self, asked: Asked, terms: Terms = _FREELY) -> Edited:
        """Return what `edit` would, and store nothing."""
        version = self.store.version(asked.document)
        result, _ = self._come_of(asked, version, terms)
        return Edited(result, version.head, stored=False)

    def take_back(self, asked: TakeBack | Revert, terms: Terms = _FREELY) -> Head:
        """Undo, redo, or revert. Raises Conflict, NotStored, NothingLeft, and NoRevision and BuiltOn."""
        turn = self._turn(asked.document)
        with turn.lock:
            return self._taken(asked, terms)

    def _taken(self, asked: TakeBack | Revert, terms: Terms) -> Head:
        tries = 0
        while True:
            tries += 1
            version = self.store.version(asked.document)
            if asked.expected not in (None, version.number):
                raise Conflict(asked.expected or 0, version.number)
            try:
                return self._taken_back(asked, version, terms)
            except Conflict:
                if tries == _TRIES or asked.expected is not None:
                    raise

    def _taken_back(self, asked: TakeBack | Revert, version: Version, terms: Terms) -> Head:
        reply = None if terms.key is None else Reply(terms.key, terms.taken_back)
        if isinstance(asked, TakeBack):
            return self.store.take_back(
                asked.kind, version, author=asked.author, reply=reply, claim=terms.claim
            )
        entry = reverted(self.store, version, asked.revision, terms.computing)
        return self.store.append(
            version, entry, author=asked.author, reply=reply, claim=terms.claim
        )

    def is_rebasable(self, asked: Asked, terms: Terms = _FREELY) -> bool:
        """Whether a command for an older revision would be carried out with ``rebase``."""
        try:
            self._come_of(asked._replace(rebase=True), self.store.version(asked.document), terms)
        except StoreError:
            return False
        return True

    def _come_of(
        self, asked: Asked, version: Version, terms: Terms
    ) -> tuple[Result, tuple[str, ...]]:
        """The result on the newest revision, if that is what the caller may mean. Raises Conflict."""
        result, selection = self._run(asked, version, terms)
        known = asked.expected
        if known is None or known == version.number:
            return result, selection
        if not asked.rebase or not 1 <= known < version.number:
            raise Conflict(known, version.number)
        meant, _ = self._run(asked, self.store.version(asked.document, known), terms)
        if not is_same_edit(meant, result):
            raise Conflict(known, version.number)
        return result, selection

    def _run(self, asked: Asked, version: Version, terms: Terms) -> tuple[Result, tuple[str, ...]]:
        selection, previous = self.meant(asked, version)
        with terms.computing():
            result = carried_out(version.document, asked, selection, previous)
            # suggestions, which take long as well, are made when they are asked for
            _ = result.diagnostics
        return result, selection

    def meant(self, asked: Asked, version: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The selection and the earlier commands that a command is read with on a revision."""
        selection, previous = asked.selection, asked.previous
        if selection is None:
            selection = self._acted_on(asked, version)
        if previous is None:
            previous = self._said_before(asked)
        return selection, previous

    def _acted_on(self, asked: Asked, version: Version) -> tuple[str, ...]:
        """What “it” means at the start: what the author's own last edit that stands acted on."""
        last = version.head.undo
        if last is None:
            return ()
        past = self.store.revision(asked.document, last)
        return past.said.targets if past.revision.author == asked.author else ()

    def _said_before(self, asked: Asked) -> tuple[str, ...]:
        """The author's own earlier commands on this document."""
        told = self.store.conversation(asked.document, asked.author, _PREVIOUS_MAX)
        return tuple(Spoken(one.command, undone=one.undone) for one in told)


def _answer(terms: Terms, result: Result, head: Head) -> bytes:
    return terms.answer(Edited(result, head, stored=True))


def carried_out(
    document: Document, asked: Asked, selection: Sequence[str], previous: Sequence[str]
) -> Result:
    """Carry out a command, or those of its steps that are wanted, whatever became of the others.

    Of a command that is not read surely enough nothing is done, and no step of it.

    >>> page = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]})
    >>> both = Asked("", "make the card red and make it 20px wider")
    >>> carried_out(page, both._replace(steps=(2,)), (), ()).changes_applied
    ['a: width 90 → 110']
    """
    options = msgspec.structs.asdict(asked.rules)
    result = edit(document, asked.command, selection=selection, previous=previous, **options)
    plan = result.plan
    if asked.steps is None or plan is None or result.confidence < CONFIDENCE_MIN:
        return result
    meant = {step.id: step.targets for step in result.steps}
    wanted = chosen(plan, frozenset(asked.steps), meant)
    return apply(document, wanted, selection=selection, **options)


def is_same_edit(one: Result, other: Result) -> bool:
    """Whether two results of a command write the same leaves, from the same values to the same.

    >>> page = {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]}
    >>> is_same_edit(edit(page, "make the card red"), edit(page, "make the card blue"))
    False
    """
    return one.status == other.status and _writes(one) == _writes(other)


def _writes(result: Result) -> list[tuple[object, ...]]:
    return [(c.component, c.property, c.before, c.after, c.reason) for c in result.changes]
