"""``redraft token``: who may use the service.

May import: store, cli.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain

if TYPE_CHECKING:
    from redraft.store.tokens import Token


def token(
    action: Literal["make", "list", "revoke"],
    name: str | None = None,
    /,
    *,
    scope: Literal["watch", "read", "edit", "admin"] = "edit",
    store: Annotated[str, Parameter(env_var="REDRAFT_STORE")] = "redraft.db",
) -> int:
    """Make, list and revoke the service's tokens.

    A token is printed once, when it is made; the store has only its hash.
    A revoked one stops working within two seconds.

    For example:

      redraft token make ann --scope edit
      redraft token list
      redraft token revoke 4f1c2a9e0b7d

    Exit status: 0 done, 1 there is no such token, 2 wrong use.

    Parameters
    ----------
    action
        What to do.
    name
        Whose the new token is to be, or the id of the one to revoke.
    scope
        What the token allows; each includes those before it. Who watches
        sees figures, and no document.
    store
        An SQLite file, or a PostgreSQL by URL.
    """
    try:
        # the extra is loaded by who needs it, and by nobody else
        from redraft.store import Store
        from redraft.store import tokens as kept
    except ModuleNotFoundError as missing:
        raise Stop(
            f"a store needs the extra “serve” ({missing.name}): pip install 'redraft[serve]'"
        ) from None
    if (name is None) != (action == "list"):
        raise Stop("redraft token make NAME, redraft token revoke ID, or redraft token list")
    opened = Store(store)
    try:
        if action == "make":
            sys.stdout.write(kept.make(opened.database, name or "", [scope]) + "\n")
            return DONE
        if action == "revoke":
            return DONE if kept.revoke(opened.database, name or "") else NOT_APPLIED
        show([_line(one) for one in kept.tokens(opened.database)])
        return DONE
    finally:
        opened.close()


def _line(one: Token) -> Line:
    said = f"{one.id}  {one.name:<24}  {' '.join(one.scopes):<8}  {one.created_at:%Y-%m-%d}"
    revoked = "" if one.revoked_at is None else f"  revoked {one.revoked_at:%Y-%m-%d}"
    return [Piece(plain(said)), Piece(revoked, "dim")]
