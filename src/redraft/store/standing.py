"""Which of a document's edits stand: those that were neither taken back nor reverted.

Each revision knows what undo would take back at it, and so which edit stood before. A revert
stands as an edit does, and what it reverts does not, for as long as it stands itself.

May import: store.revisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redraft.store.revisions import Past


def standing(history: Sequence[Past], number: int) -> Iterator[Past]:
    """The edits and reverts that stand at a revision, newest first."""
    reverted: set[int] = set()
    at = history[number - 1].undo
    while at is not None:
        past = history[at - 1]
        of = origin(history, past).revision
        if of.number not in reverted:
            if of.kind == "revert" and of.reverts is not None:
                reverted.add(of.reverts)
            yield past
        at = history[at - 2].undo


def origin(history: Sequence[Past], past: Past) -> Past:
    """The edit, or the revert, that was done again, however often it was taken back in between."""
    while past.revision.kind in ("undo", "redo") and past.revision.reverts is not None:
        past = history[past.revision.reverts - 1]
    return past
