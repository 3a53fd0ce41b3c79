"""Editing what is stored: a command on the newest revision, or on the one that the caller knows.

Whoever names the revision that they know is told when it is no longer the newest, with what
changed since. With ``rebase`` the command is carried out nevertheless where that is the same
edit: run on the revision that the caller knows and on the newest, it writes the same leaves,
from the same values to the same values. So nothing that another has written is written over,
and nothing that the command goes by has come to mean another thing.

    F-1  what comes of a command here is what `redraft.edit` gives for it

May import: engine, store.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Final, Literal, NamedTuple

import msgspec

from redraft.batching.jobs import Rules
from redraft.decompose.continuing import Said as Spoken
from redraft.document.blueprint import Limits
from redraft.engine import edit
from redraft.serialize import Result
from redraft.store.answers import Key
from redraft.store.refusals import Conflict, StoreError
from redraft.store.revisions import Head, delta_of, said_of
from redraft.store.store import Entry, Reply, Store, Version

#: commands of a conversation that follow-ups are read against
_PREVIOUS_MAX: Final = 16
#: how often a command is run anew because another was quicker
_TRIES: Final = 16
_LIMITS: Final = Limits()


class Asked(NamedTuple):
    """A command for a stored document. Options that are None are taken from the conversation.

    ``expected`` is the revision that the caller knows; None: whatever is the newest.
    """

    document: str
    command: str
    author: str = ""
    expected: int | None = None
    rebase: bool = False
    rules: Rules = Rules()
    selection: tuple[str, ...] | None = None
    previous: tuple[str, ...] | None = None


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


class Desk:
    """Edits the documents of a store.

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

    def edit(self, asked: Asked, terms: Terms = _FREELY) -> Edited:
        """Carry out a command and store what came of it. Raises Conflict, NotStored.

        A command that changes nothing stores nothing.
        """
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

    def take_back(self, asked: TakeBack, terms: Terms = _FREELY) -> Head:
        """Undo or redo. Raises Conflict, NotStored, and NothingLeft."""
        tries = 0
        while True:
            tries += 1
            version = self.store.version(asked.document)
            if asked.expected not in (None, version.number):
                raise Conflict(asked.expected or 0, version.number)
            reply = None if terms.key is None else Reply(terms.key, terms.taken_back)
            try:
                return self.store.take_back(
                    asked.kind, version, author=asked.author, reply=reply, claim=terms.claim
                )
            except Conflict:
                if tries == _TRIES or asked.expected is not None:
                    raise

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
        selection, previous = asked.selection, asked.previous
        if selection is None:
            selection = self._meant(asked, version)
        if previous is None:
            previous = self._said_before(asked)
        options = msgspec.structs.asdict(asked.rules)
        with terms.computing():
            result = edit(
                version.document, asked.command, selection=selection, previous=previous, **options
            )
            # suggestions, which take long as well, are made when they are asked for
            _ = result.diagnostics
        return result, selection

    def _meant(self, asked: Asked, version: Version) -> tuple[str, ...]:
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


def is_same_edit(one: Result, other: Result) -> bool:
    """Whether two results of a command write the same leaves, from the same values to the same.

    >>> page = {"components": [{"id": "a", "type": "card", "bbox": [0, 0, 90, 90]}]}
    >>> is_same_edit(edit(page, "make the card red"), edit(page, "make the card blue"))
    False
    """
    return one.status == other.status and _writes(one) == _writes(other)


def _writes(result: Result) -> list[tuple[object, ...]]:
    return [(c.component, c.property, c.before, c.after, c.reason) for c in result.changes]
