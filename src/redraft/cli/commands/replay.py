"""``redraft replay``: the history of stored documents, proved from its beginning.

    A-3  replaying the history gives every digest that was noted

May import: store, cli.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Piece, show
from redraft.cli.words import plain

if TYPE_CHECKING:
    from redraft.store import Store


def replay(
    *documents: str,
    store: Annotated[str, Parameter(env_var="REDRAFT_STORE")] = "redraft.db",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Replay the history of stored documents and hold each revision to its digest.

    Of each revision the patch, its inverse, the snapshot if there is one, and
    what the engine makes of the plan that was noted have to come to the very
    bytes. Nothing is changed.

    For example:

      redraft replay
      redraft replay 01m83ma4dn37hqemrhwrc65sca --json

    Exit status: 0 all holds, 1 something does not, 2 wrong use or no store.

    Parameters
    ----------
    documents
        The documents by their ids; all where none is named.
    store
        An SQLite file, or a PostgreSQL by URL.
    json
        Print a line of JSON a revision.
    """
    try:
        # the extra is loaded by who needs it, and by nobody else
        from redraft.store import Store
        from redraft.store import replay as replayed
    except ModuleNotFoundError as missing:
        raise Stop(
            f"a store needs the extra “serve” ({missing.name}): pip install 'redraft[serve]'"
        ) from None
    opened = Store(store)
    wrong = 0
    try:
        for document in documents or _all(opened):
            count = others = 0
            broken: list[str] = []
            for one in replayed(opened, document):
                count += 1
                others += bool(one.other)
                if one.broken:
                    broken.append(f"{one.number} ({', '.join(one.broken)})")
                if json:
                    line = msgspec.json.encode({"document": document, **msgspec.to_builtins(one)})
                    sys.stdout.buffer.write(line + b"\n")
            wrong += bool(broken)
            if not json:
                _tell(document, count, broken, others)
        sys.stdout.flush()
    finally:
        opened.close()
    return NOT_APPLIED if wrong else DONE


def _all(store: Store) -> Iterator[str]:
    last = ""
    while page := store.documents(last):
        for head in page:
            last = head.id
            yield head.id


def _tell(document: str, count: int, broken: list[str], others: int) -> None:
    said = f"{count} revisions" if count != 1 else "1 revision"
    if broken:
        show(
            [
                [
                    Piece(f"{plain(document)}  {said}  "),
                    Piece(f"broken: {', '.join(broken)}", "bold red"),
                ]
            ]
        )
        return
    older = f", {others} by another Redraft, which this one would do otherwise" if others else ""
    show([[Piece(f"{plain(document)}  {said}  "), Piece("all hold", "green"), Piece(older, "dim")]])
