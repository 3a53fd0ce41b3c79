"""Who may do what: bearer tokens with scopes, or, on this machine alone, everybody everything.

May import: store, service.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Final, NamedTuple

from redraft.service.problems import Refused, refused
from redraft.service.visits import visit
from redraft.store.store import Store
from redraft.store.tokens import Scope, Token, known

#: seconds that a token is taken as known without asking the store: so long one that was
#: revoked goes on to work
KNOWN_S: Final = 2.0
_KEPT_MAX: Final = 256
LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]", "::1")
#: what proxies add: who asks through one need not be on this machine
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Who(NamedTuple):
    """Who makes a request; ``owner`` is what their idempotency keys are kept under."""

    name: str = ""
    owner: str = ""
    is_admin: bool = True


class Access:
    """Looks tokens up; threads may share it."""

    def __init__(self, store: Store, *, everybody: bool) -> None:
        self._store = store
        self.everybody: Final = everybody
        self._lock = Lock()
        self._kept: OrderedDict[bytes, tuple[Token, float]] = OrderedDict()

    def admit(self, headers: Mapping[str, str], scope: Scope) -> Who | str:
        """Who is asking, or the token that is to be looked up first. Raises Refused."""
        if self.everybody:
            self._at_home(headers)
            return Who()
        kind, _, token = headers.get("authorization", "").partition(" ")
        token = token.strip()
        if kind.lower() != "bearer" or not token:
            raise _unknown("a bearer token is needed")
        with self._lock:
            kept = self._kept.get(_key(token))
        if kept is None or kept[1] < time.monotonic():
            return token
        return _allowed(kept[0], scope)

    def look_up(self, token: str, scope: Scope) -> Who:
        """Ask the store about a token. Raises Refused."""
        found = known(self._store.database, token)
        if found is None:
            raise _unknown("the token is not known, or was revoked")
        with self._lock:
            self._kept[_key(token)] = (found, time.monotonic() + KNOWN_S)
            if len(self._kept) > _KEPT_MAX:
                self._kept.popitem(last=False)
        return _allowed(found, scope)

    def _at_home(self, headers: Mapping[str, str]) -> None:
        """Refuse who came by another name, as a page of a browser that had its name point here, or by a proxy."""
        name = headers.get("host", "").strip().lower()
        if not name.endswith("]"):
            name = name.rpartition(":")[0] if name.count(":") == 1 or "]:" in name else name
        if name not in LOOPBACK or any(one in headers for one in _FORWARDED):
            raise refused("request.host")


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _unknown(detail: str) -> Refused:
    return refused("request.unauthorized", detail, WWW_Authenticate='Bearer realm="redraft"')


def _allowed(token: Token, scope: Scope) -> Who:
    asked = visit()
    asked.name, asked.token = token.name, token.id
    if not token.allows(scope):
        raise refused("request.forbidden", f"this needs a token with the scope “{scope}”")
    return Who(token.name, token.id, token.allows("admin"))
