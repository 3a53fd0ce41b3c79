"""Jobs from wherever they are: lists, JSON Lines, tables, and blueprints that are all told the same.

May import: diagnostics, batching.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

import msgspec

from redraft.batching import tables
from redraft.batching.jobs import Job
from redraft.batching.planning import Bad, Passed, is_name, lines_of
from redraft.batching.screens import Screens, may_name
from redraft.batching.shared import Shared
from redraft.batching.storage import Place, blueprints_at, place_of
from redraft.diagnostics import RedraftError

#: one blueprint: JSON values, JSON text, or the name of a file, a folder or a pattern
Blueprint = Mapping[str, Any] | bytes | str | os.PathLike[str]


def listed(name: str | os.PathLike[str]) -> Iterator[Job | Bad]:
    """The jobs of a list: a table where it is called so, else JSON Lines. Raises OSError."""
    place = place_of(name)
    if place.name.lower().endswith(tables.ENDING):
        yield from tables.jobs_in(place)
        return
    with place.open("rb") as file:
        yield from lines_of(file)


class Given(NamedTuple):
    """One blueprint of a batch: what it is, what it is told under, and the names of its screen."""

    blueprint: Any
    document: str | None
    place: Place | None

    def names(self, head: Head) -> tuple[str, ...]:
        """What its screen may be called: what it says itself, and its file."""
        called = head.called
        if self.place is not None:
            called += (self.place.name.removesuffix(".json"),)
        return called or ((self.document,) if self.document else ())

    def source(self) -> bytes:
        """Its bytes; empty where they cannot be read: that is told when its jobs are run."""
        try:
            return _bytes(self.blueprint) if self.place is None else self.place.read_bytes()
        except OSError:
            return b""


class Head(msgspec.Struct):
    """What a blueprint says of itself."""

    screen_id: Any = None
    name: Any = None
    tokens: Any = None

    @property
    def called(self) -> tuple[str, ...]:
        """Its names."""
        return tuple(n for n in (self.screen_id, self.name) if isinstance(n, str) and n)


_HEAD: Final = msgspec.json.Decoder(Head)
_NOTHING: Final = Head()


def head_of(source: bytes) -> Head:
    """What a blueprint says of itself; nothing where it is none.

    >>> head_of(b'{"screen_id": "home", "components": []}').called
    ('home',)
    """
    try:
        return _HEAD.decode(source)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _NOTHING


def given(blueprints: Blueprint | Iterable[Blueprint]) -> list[Given]:
    """The blueprints that are meant, in order; those without a file go by the names of their screens.

    >>> [one.document for one in given([{"screen_id": "home", "components": []}, {"components": []}])]
    ['home', '2']
    """
    single = (str, bytes, Mapping, os.PathLike)
    found: list[Given] = []
    for one in [blueprints] if isinstance(blueprints, single) else blueprints:
        if is_name(one):
            places = blueprints_at(one)  # type: ignore[arg-type]
            found += [Given(place, str(place), place) for place in places]
        else:
            found.append(Given(one, None, None))
    bare = [k for k, one in enumerate(found) if one.place is None]
    called = {k: next(iter(head_of(found[k].source()).called), "") for k in bare}
    known = Counter(called.values())
    for k, name in called.items():
        own = name if name and known[name] == 1 else str(k + 1)
        found[k] = found[k]._replace(document=own)
    return found


#: whether words such as "on the checkout screen" pick documents; "auto": where there are several
Picking = Literal["auto", "on", "off"]


def each(
    blueprints: Sequence[Given],
    commands: Iterable[str],
    screens: Picking = "auto",
    *,
    project: bool = False,
    selection: Sequence[str] = (),
) -> Iterator[Job | Bad | Passed]:
    """Every command on every blueprint that it is about, a blueprint after the other.

    A command that names no screen that there is comes first, as a job that is none. In a ``project``
    so does one about a token that no screen has; screens without it are passed over.

    >>> pages = given([{"screen_id": "home"}, {"screen_id": "cart"}])
    >>> [(job.document, job.command.strip()) for job in each(pages, ["on the cart screen hide it"])]
    [('cart', 'hide it')]
    """
    said = list(commands)
    picks = screens == "on" or (screens == "auto" and len(blueprints) > 1)
    picks = picks and any(map(may_name, said))
    heads = [head_of(one.source()) for one in blueprints] if picks or project else []
    known = (
        Screens([one.names(head) for one, head in zip(blueprints, heads, strict=True)])
        if picks
        else None
    )
    shared = Shared([head.tokens for head in heads]) if project else None
    meant: list[dict[int, str]] = []
    for command in said:
        told = dict.fromkeys(range(len(blueprints)), command)
        try:
            told = told if known is None else known.said(command)
            left = told if shared is None else shared.said(told)
        except RedraftError as error:
            left = told = {}
            yield Bad(0, error.diagnostic, command)
        meant.append(left)
        for k in told.keys() - left.keys():
            yield Passed(blueprints[k].document, command)
    for k, one in enumerate(blueprints):
        for command, parts in zip(said, meant, strict=True):
            part = parts.get(k)
            if part is not None:
                typed = "" if part == command else command
                yield Job(part, one.blueprint, one.document, None, tuple(selection), typed)


def _bytes(blueprint: Any) -> bytes:
    if isinstance(blueprint, bytes):
        return blueprint
    return blueprint.encode() if isinstance(blueprint, str) else msgspec.json.encode(blueprint)
