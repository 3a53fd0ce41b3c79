"""A noun that is said of the first of several only: "To do column yellow, In progress blue, Done green".

Where something that holds others was called by a name and a noun, a bare name in the frames after
it is one of the same kind, if there is one, rather than the text that says the name.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.assignments import WRITTEN
from redraft.decompose.drafts import Assignment, Frame
from redraft.decompose.values import Said
from redraft.decompose.words import Words
from redraft.select.selectors import Either, Named, Pick, Selector

#: words of a name that is said without its noun
_NAME_MAX: Final = 4


class _Kind(NamedTuple):
    """The noun that somebody used, and the types that it stands for."""

    head: str
    types: tuple[str, ...]


def with_noun(w: Words, frames: Iterable[Frame]) -> None:
    """Let bare names have the noun that was said before them."""
    said: _Kind | None = None
    for frame in frames:
        if not frame.targets:
            continue
        target = frame.targets[0] if len(frame.targets) == 1 else None
        if said is not None and isinstance(target, Named) and _is_bare(target, frame):
            frame.targets[0] = _called(target, said)
        else:
            said = _noun_of(w, target)


def _noun_of(w: Words, target: Selector | None) -> _Kind | None:
    """The noun behind a name, "To do column", or behind a number, "the first column"."""
    told = target.base if isinstance(target, Pick) else target
    if not isinstance(told, Named) or not told.words or told.quoted is not None:
        return None
    if told is target and (told.number != "one" or len(told.words) == 1):
        return None
    means = w.lexicon.meaning(told.words[-1]) or {}
    if "holder" not in means or "kind" not in means:
        return None
    return _Kind(told.words[-1], tuple(means["kind"].split()))


def _is_bare(target: Named, frame: Frame) -> bool:
    """Whether it is named by words that are no noun for a component."""
    bare = target.number == "one" and target.quoted is None and not target.kinds
    plain = not (frame.screen or frame.edge or frame.inner_text or frame.says)
    of_box = not any(_of_text(a) for a in frame.done) and not frame.looks
    return bare and plain and of_box and 0 < len(target.words) <= _NAME_MAX


def _of_text(assignment: Assignment) -> bool:
    """Whether what is asked is of letters, which what holds others has none of."""
    value = assignment.value
    name = assignment.property or value.property
    quoted = isinstance(value, Said) and value.sort == "quote"
    return quoted or name in WRITTEN or name.startswith("text")


def _called(target: Named, kind: _Kind) -> Selector:
    words = (*target.words, kind.head)
    whole = structs.replace(target, words=words, kinds=kind.types, head=kind.head)
    return Either((whole, target))
