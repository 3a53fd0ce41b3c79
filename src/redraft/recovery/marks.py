"""Quotes that do not close, or never opened: where the missing mark may have been.

May import: decompose.tokens, wording's span.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from redraft.decompose.tokens import owns
from redraft.recovery.wording import Span

_DOUBLE: Final = '"“”„'
_SINGLE: Final = "'‘’"
_QUOTES: Final = re.compile(f"[{_DOUBLE}{_SINGLE}]")
#: marks that are looked at in one command, and places for each missing one
_PLACES_MAX: Final = 16


class Cut(NamedTuple):
    """A mark that is put in (an empty span), or in the place of another."""

    span: Span
    meant: str


def is_unbalanced(text: str) -> bool:
    """Whether a quotation is open at one end.

    >>> is_unbalanced('say "Hi and hide it'), is_unbalanced("don't say 'Hi'")
    (True, False)
    """
    if _QUOTES.search(text) is None:
        return False  # most have none
    return len(_marks(text, _DOUBLE)) % 2 == 1 or _loose_single(text) is not None


def balanced(text: str, is_joint: Callable[[str], bool]) -> Iterator[Cut]:
    """The ways to close or open a quotation that is open at one end, likeliest first.

    A text ends before a mark or a joint ("and"), and begins after a joint, more often than not.

    >>> [c.span[0] for c in balanced('say "Hi you and hide it', {"and"}.__contains__)]
    [11, 23, 7, 15, 20]
    """
    doubles = _marks(text, _DOUBLE)
    loose = _loose_single(text)
    if len(doubles) % 2 == 1:
        if loose is not None:  # "Hi'
            yield Cut((loose, loose + 1), '"')
        for at in reversed(doubles):
            yield from _partners(text, at, '"', is_joint)
    elif loose is not None:
        yield from _partners(text, loose, "'", is_joint)


def _partners(text: str, at: int, mark: str, is_joint: Callable[[str], bool]) -> Iterator[Cut]:
    """Places for the other mark of a pair: after it where it opens one, before it where it closes one."""
    after = text[at + 1 : at + 2]
    opens = bool(after) and not after.isspace() and not _follows_text(text, at)
    if opens:
        stop = next((k for k in range(at + 1, len(text)) if text[k] in _DOUBLE), len(text))
        places = [k for k in range(at + 2, stop + 1) if _ends_word(text, k)]
        likely = [k for k in places if k == len(text) or _may_end(text, k, is_joint)]
    else:
        stop = next((k for k in range(at - 1, -1, -1) if text[k] in _DOUBLE), -1)
        places = [k for k in range(at - 1, stop, -1) if _begins_word(text, k)]
        likely = [k for k in places if _may_begin(text, k, is_joint)]
    rest = [k for k in places if k not in likely]
    for place in [*likely, *rest][:_PLACES_MAX]:
        yield Cut((place, place), mark)


def _may_end(text: str, k: int, is_joint: Callable[[str], bool]) -> bool:
    after = text[k:]
    word = after.lstrip().partition(" ")[0]
    return after[0] in ",;:.!?\n" or is_joint(word.strip(",.;:"))


def _may_begin(text: str, k: int, is_joint: Callable[[str], bool]) -> bool:
    before = text[:k].rstrip()
    return not before or before[-1] in ":=>," or is_joint(before.rpartition(" ")[2])


def _follows_text(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([:;,=>"


def _ends_word(text: str, k: int) -> bool:
    inside = text[k - 1]
    return (
        not inside.isspace() and (k == len(text) or not text[k].isalnum()) and inside not in ",;:"
    )


def _begins_word(text: str, k: int) -> bool:
    return not text[k].isspace() and (k == 0 or text[k - 1].isspace())


def inches(text: str) -> Iterator[int]:
    """Marks right after a number, which may stand for inches.

    >>> list(inches('make it 2" wide'))
    [9]
    """
    return (k for k, c in enumerate(text) if c in _DOUBLE and k and text[k - 1].isdigit())


def _marks(text: str, marks: str) -> list[int]:
    return [k for k, c in enumerate(text) if c in marks]


def _loose_single(text: str) -> int | None:
    """A single mark that is no apostrophe and has no partner."""
    opened: int | None = None
    for k, c in enumerate(text):
        if c not in _SINGLE:
            continue
        before = text[k - 1] if k else " "
        after = text[k + 1] if k + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if opened is None and owns(text, k):
            continue
        if opened is None:
            opened = k
        else:
            opened = None
    return opened
