"""How what a store has is told: documents, pages of them, histories, what happened meanwhile.

May import: store, service.wire, service.problems.
"""

from __future__ import annotations

from typing import Final

import msgspec

from redraft.service import wire
from redraft.service.problems import Refused, Since, problem_of
from redraft.store.refusals import Conflict
from redraft.store.revisions import Head
from redraft.store.store import Store

_SINCE_MAX: Final = 50


def document_of(head: Head) -> wire.Document:
    """Where a document stands."""
    return wire.Document(
        head.id,
        head.name,
        head.revision,
        head.digest,
        head.bytes,
        head.created_at,
        head.updated_at,
        can_undo=head.undo is not None,
        can_redo=head.redo is not None,
    )


def listed(store: Store, cursor: str, count: int) -> wire.Listed:
    """So many documents after the one that the cursor names."""
    found = store.documents(cursor, count + 1)
    following = found[count - 1].id if len(found) > count else None
    return wire.Listed(tuple(map(document_of, found[:count])), following)


def passed(store: Store, document: str, after: int, count: int) -> wire.History:
    """So many revisions of a document after one."""
    found = [past.revision for past in store.history(document, after, count + 1)]
    following = str(found[count - 1].number) if len(found) > count else None
    return wire.History(tuple(found[:count]), following)


def outrun(
    store: Store, document: str, known: int | None, conflict: Conflict, *, could_rebase: bool | None
) -> Refused:
    """The refusal of who knew an older revision, with all that happened since."""
    refusal = problem_of(conflict)
    after = max(min(known or 0, conflict.head), conflict.head - _SINCE_MAX)
    since = tuple(past.revision for past in store.history(document, after))
    problem = msgspec.structs.replace(
        refusal.problem, since=Since(conflict.head, since, could_rebase)
    )
    return Refused(problem, refusal.headers)
