"""The page itself: files of the package, given as they are. Needs no token; there is nothing in them.

The page may run its own modules and talk to its own service, and nothing else: no inline script,
no other address, no frame. Where there are charts styles may be inline, as their script makes them.

May import: service.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from litestar import get

from redraft.service.answers import Answer
from redraft.service.house import Asked, Reply, reply
from redraft.service.problems import refused
from redraft.service.requests import is_known

_ALLOWED: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # pictures of documents are shown as images, where nothing in them runs
    "img-src": "'self' blob: data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
#: charts are styled by their own script
_ALLOWED_WITH_CHARTS: Final = {**_ALLOWED, "style-src": "'self' 'unsafe-inline'"}


def _policy(allowed: dict[str, str]) -> str:
    return "; ".join(f"{kind} {whence}" for kind, whence in allowed.items())


POLICY: Final = _policy(_ALLOWED)
POLICY_WITH_CHARTS: Final = _policy(_ALLOWED_WITH_CHARTS)
_CHARTS: Final = "plotly.min.js"
_MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}


class _File(NamedTuple):
    body: bytes
    media_type: str
    tag: str


def _read() -> dict[str, _File]:
    found: dict[str, _File] = {}
    for one in (files("redraft.service.studio") / "page").iterdir():
        kind = _MEDIA_TYPES.get("." + one.name.rpartition(".")[2])
        if kind is not None:
            body = one.read_bytes()
            found[one.name] = _File(body, kind, f'"{sha256(body).hexdigest()[:16]}"')
    return found


_FILES: Final = _read()


@cache
def _charts() -> _File | None:
    """The script that draws charts, out of the package that it comes with; None where that is not installed."""
    found = find_spec("plotly")
    if found is None or found.origin is None:
        return None
    script = Path(found.origin).parent / "package_data" / _CHARTS
    if not script.is_file():
        return None
    body = script.read_bytes()
    return _File(body, _MEDIA_TYPES[".js"], f'"{sha256(body).hexdigest()[:16]}"')


@get(["/", "/batch"])
async def page(request: Asked) -> Reply:
    """Give the page; which of its places is asked for it sees itself."""
    return await _given(request, _FILES["index.html"])


@get("/dashboard")
async def dashboard(request: Asked) -> Reply:
    """Give the page for the place that has charts."""
    return await _given(request, _FILES["index.html"], POLICY_WITH_CHARTS)


@get("/studio/{name:str}")
async def file(request: Asked, name: str) -> Reply:
    """Give one of the files that the page is made of."""
    found = _charts() if name == _CHARTS else _FILES.get(name)
    if found is None:
        raise refused("request.not-found")
    return await _given(request, found)


async def _given(request: Asked, found: _File, policy: str = POLICY) -> Reply:
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": policy,
        "ETag": found.tag,
    }
    if is_known(request, found.tag):
        return reply(Answer(304, headers, b"", found.media_type))
    return reply(Answer(200, headers, found.body, found.media_type))


#: no operations of the service: they are not described
PAGES: Final = (page, dashboard, file)
