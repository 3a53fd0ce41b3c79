"""How the service says no: problem details (RFC 9457) with our diagnostics.

``type`` is ``urn:redraft:`` and the code, which never changes its meaning; what can be said of
the command or the document itself is in ``diagnostics``, as in a result.

May import: store, diagnostics.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

import msgspec

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.serialize.result import readable
from redraft.store.refusals import (
    Answered,
    Broken,
    BuiltOn,
    Conflict,
    KeyReused,
    NoRevision,
    NothingLeft,
    NotStored,
    Unwritable,
)
from redraft.store.revisions import Revision

MEDIA_TYPE: Final = "application/problem+json"

#: every code that is the service's own; the others are those of diagnostics
CODES: Final[dict[str, tuple[int, str]]] = {
    "request.malformed": (400, "the body or a parameter cannot be read"),
    "request.invalid": (422, "the body or a parameter does not fit"),
    "request.unauthorized": (401, "a token is needed, or the one given is not known"),
    "request.forbidden": (403, "the token does not allow this"),
    "request.not-found": (404, "there is nothing at this address"),
    "request.method": (405, "this address does not take this method"),
    "request.slow": (408, "the body did not come in"),
    "request.too-large": (413, "the body is larger than the service takes"),
    "request.media-type": (415, "the body is of a kind that is not taken here"),
    "request.rate": (429, "more requests than one caller may make"),
    "request.busy": (503, "too much is being done already"),
    "request.timeout": (503, "it took too long; nothing was stored"),
    "request.host": (421, "the service without tokens is for this machine alone"),
    "key.reused": (422, "the idempotency key was used for another request"),
    "server.fault": (500, "a fault of the service"),
}

_STATUS: Final[dict[str, int]] = {
    "document.invalid": 422,
    "document.too-large": 413,
    "value.invalid": 422,
    "clause.unsupported": 422,
}
#: how msgspec says where: "… - at `$.selection[0]`"
_PLACE: Final = re.compile(r" - at `(?:key in )?\$(.*)`$")
_PART: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
RETRY_S: Final = 1


class Since(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened to a document since the revision that a request knew."""

    revision: int
    #: oldest first; the last of them, where there are many
    revisions: tuple[Revision, ...] = ()
    #: whether the same request with “rebase” would have been carried out
    rebase: bool | None = None


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is wrong with a request, as JSON."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    diagnostics: tuple[Diagnostic, ...] = ()
    since: Since | None = None
    #: the later revisions that go by what the one in question wrote
    revisions: tuple[int, ...] = ()

    def to_json(self) -> bytes:
        """The problem as JSON."""
        return msgspec.json.encode(readable(msgspec.to_builtins(self)))


class Refused(Exception):
    """A request that is answered by a problem."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers or {}


def refused(code: str, detail: str = "", **headers: str) -> Refused:
    """The refusal of one of the service's own codes.

    >>> refused("request.busy").problem.status
    503
    """
    status, said = CODES[code]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Refused(_problem(code, status, detail or said), named)


def too_large(most: int) -> Refused:
    """The refusal of a body that has more bytes than are taken."""
    return refused("request.too-large", f"the body has more than {most} bytes")


def problem_of(error: RedraftError) -> Refused:
    """The refusal that an error of the library, or of the store, comes to.

    >>> from redraft.store.refusals import missing
    >>> problem_of(missing("abc")).problem.status
    404
    """
    told = error.diagnostic
    headers: dict[str, str] = {}
    more: dict[str, Any] = {}
    diagnostics: tuple[Diagnostic, ...] = (told,)
    match error:
        case KeyReused():
            return refused("key.reused", told.message)
        case NothingLeft() | Answered():
            status = 409
        case BuiltOn(revisions=revisions, findings=findings):
            status, more, diagnostics = 409, {"revisions": revisions}, (told, *findings)
        case NotStored() | NoRevision():
            status = 404
        case Conflict(head=head):
            status, headers = 412, {"ETag": f'"{head}"'}
        case Unwritable(full=full):
            status, headers = (507 if full else 503), {"Retry-After": str(RETRY_S)}
        case Broken():
            status = 500
        case _:
            status = _STATUS.get(error.code, 422)
    return Refused(_problem(error.code, status, told.message, diagnostics, **more), headers)


def unread(error: Exception) -> Refused:
    """The refusal of a body that is no JSON, or not what it should be."""
    if isinstance(error, RecursionError):
        told = Diagnostic("document.too-large", "error", "the body nests too deeply")
        return Refused(_problem(told.code, 413, told.message, (told,)))
    said = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return refused("request.malformed", f"the body is no JSON: {said[:1].lower()}{said[1:]}")
    place = _PLACE.search(said)
    if place is not None:
        parts = (name or number for name, number in _PART.findall(place.group(1)))
        said = f"{said[: place.start()]} (/{'/'.join(parts)})"
    return refused("request.invalid", f"{said[:1].lower()}{said[1:]}")


def _problem(
    code: str, status: int, detail: str, diagnostics: tuple[Diagnostic, ...] = (), **more: Any
) -> Problem:
    title = HTTPStatus(status).phrase
    return Problem(f"urn:redraft:{code}", title, status, detail, code, diagnostics, **more)
