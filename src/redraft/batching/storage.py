"""Where blueprints, job lists and results are: files of this machine, and what has a URL.

A file is a `Path`, also where it is named ``file://…``. What has another URL is a `Remote`: http
and https are read by the standard library, all others are read and written by fsspec (the extra
``remote``; ``s3://`` and the like need their own package beside it).

Only a file takes its place in one step, after its bytes are on disk. A remote object is written
by one call, as whole as its store makes that, and several are never one: what needs more refuses them.

May import: diagnostics.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname, urlopen

from redraft.diagnostics import Diagnostic, RedraftError

_WEB: Final = ("http", "https")
_GLOB: Final = "*?["
_ENDING: Final = ".json"
_TIMEOUT_S: Final = 60.0


class Refused(RedraftError):
    """A batch cannot be carried out as it was asked for; nothing has been done."""

    def __init__(self, why: str) -> None:
        super().__init__(Diagnostic("batch.unsupported", "error", why))


class Remote:
    """What has a URL and is no file here. All that fails raises OSError with the URL.

    >>> Remote("https://example.org/screens/home.json?v=2").name
    'home.json'
    """

    __slots__ = ("url",)

    def __init__(self, url: str) -> None:
        self.url = url

    def __str__(self) -> str:
        return self.url

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remote) and other.url == self.url

    def __hash__(self) -> int:
        return hash(self.url)

    @property
    def name(self) -> str:
        """Its last part."""
        return unquote(urlsplit(self.url).path.rstrip("/").rpartition("/")[2]) or self.url

    @property
    def is_web(self) -> bool:
        """Whether it can only be read."""
        return urlsplit(self.url).scheme.lower() in _WEB

    def below(self, name: str) -> Remote:
        """What is called so in it, where it is a folder."""
        return Remote(f"{self.url.rstrip('/')}/{name}")

    def exists(self) -> bool:
        """Whether there is something."""
        with self._told():
            fs, path = self._fs()
            return bool(fs.exists(path))

    def read_bytes(self) -> bytes:
        """All of it."""
        with self._told():
            if self.is_web:
                with urlopen(self.url, timeout=_TIMEOUT_S) as answer:
                    return bytes(answer.read())
            fs, path = self._fs()
            return bytes(fs.cat_file(path))

    def write_bytes(self, data: bytes) -> None:
        """Write it by one call."""
        self.writable()
        with self._told():
            fs, path = self._fs()
            fs.pipe_file(path, data)

    @contextmanager
    def open(self, mode: str = "rb") -> Iterator[IO[bytes]]:
        """A stream of its bytes, "rb" or "wb"; read piece by piece."""
        if mode != "rb":
            self.writable()
        with self._told():
            if self.is_web:
                opened: Any = urlopen(self.url, timeout=_TIMEOUT_S)
            else:
                fs, path = self._fs()
                opened = fs.open(path, mode)
        with opened as file:
            yield file

    def writable(self) -> None:
        """Raise Refused where it can only be read, or nobody here knows how."""
        if self.is_web:
            raise Refused(f"{self.url} can be read and not written; name a folder to write to")
        self._fs()

    def listed(self) -> list[Remote]:
        """The blueprints in it where it is a folder, what fits where it is a pattern, else itself."""
        if self.is_web:
            return [self]
        with self._told():
            fs, path = self._fs()
            if any(sign in path for sign in _GLOB):
                found = [name for name in fs.glob(path) if _is_shown(name)]
            elif fs.isdir(path):
                found = [name for name in fs.find(path) if _is_blueprint(name)]
            else:
                return [self]
            return [Remote(fs.unstrip_protocol(name)) for name in sorted(found)]

    def _fs(self) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]
        except ImportError:
            raise missing("remote", self.url) from None
        try:
            fs, path = url_to_fs(self.url)
        except (
            ImportError,
            ValueError,
        ) as error:  # a package of its own is needed, or no such kind
            raise Refused(f"{self.url}: {str(error)[:1].lower()}{str(error)[1:]}") from None
        return fs, path

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever a store raises is an OSError with the URL."""
        try:
            yield
        except RedraftError:
            raise
        except HTTPError as error:
            error.close()  # it holds the answer
            raise OSError(5, f"{error.code} {error.reason}", self.url) from None
        except FileNotFoundError:
            raise FileNotFoundError(2, "No such file", self.url) from None
        except OSError as error:
            reason = getattr(error, "reason", None)  # of the web, what is behind it
            cause = reason if isinstance(reason, OSError) else error
            raise OSError(cause.errno or 5, cause.strerror or str(cause), self.url) from None
        except Exception as error:
            raise OSError(5, f"{type(error).__name__}: {error}", self.url) from None


Place = Path | Remote


def missing(extra: str, what: str) -> Refused:
    """An extra that is needed is not installed.

    >>> str(missing("parquet", "jobs.parquet"))
    "batch.unsupported: jobs.parquet needs the extra “parquet”: pip install 'redraft[parquet]'"
    """
    return Refused(f"{what} needs the extra “{extra}”: pip install 'redraft[{extra}]'")


def place_of(name: str | os.PathLike[str]) -> Place:
    """The place that a name or a URL names.

    >>> str(place_of("s3://screens/home.json")), place_of("file:///tmp/home.json").as_posix()
    ('s3://screens/home.json', '/tmp/home.json')
    """
    said = os.fspath(name)
    if "://" not in said:
        return Path(said)
    parts = urlsplit(said)
    return Path(url2pathname(parts.path)) if parts.scheme.lower() == "file" else Remote(said)


def blueprints_at(name: str | os.PathLike[str]) -> list[Place]:
    """What a name stands for: a file, all blueprints of a folder, all that fit a pattern; in order.

    Raises Refused where there are none.
    """
    place = place_of(name)
    found: list[Place] = []
    if isinstance(place, Remote):
        found += place.listed()
    elif place.is_dir():
        found += [p for p in sorted(place.rglob(f"*{_ENDING}")) if _is_blueprint(p.as_posix())]
    elif any(sign in str(place) for sign in _GLOB) and not place.exists():
        root = Path(place.anchor) if place.is_absolute() else Path()
        fits = root.glob(str(place.relative_to(place.anchor)))
        found += sorted(path for path in fits if _is_shown(path.name))
    else:
        found = [place]
    if not found:
        raise Refused(f"“{os.fspath(name)}” has no blueprints")
    return found


def identity(place: Place) -> str:
    """What two names of one place have in common."""
    return place.url if isinstance(place, Remote) else os.path.realpath(place)


def _is_blueprint(name: str) -> bool:
    """Whether a file of a folder is taken: hidden ones are drafts, and nobody's blueprints."""
    return name.endswith(_ENDING) and _is_shown(name)


def _is_shown(name: str) -> bool:
    return not name.rpartition("/")[2].startswith(".")
