"""One line of a language file: a meaning and the phrases that have it.

A file has sections, ``[category]``; a line is ``meaning: phrase, phrase, …``, ``#`` starts a
comment.

May import: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

from redraft.diagnostics import Diagnostic, RedraftError

_HEX_LENGTHS: Final = (4, 7, 9)


class LanguageError(RedraftError):
    """A language file cannot be used; the message names the line."""


class Entry(NamedTuple):
    """A phrase with its meaning, and where it stands."""

    category: str
    meaning: str
    phrase: str
    line: int


def entries(source: str) -> Iterator[Entry]:
    """Give the entries of a file in order.

    >>> list(entries("[verb]\\nhide: hide, conceal"))[1]
    Entry(category='verb', meaning='hide', phrase='conceal', line=2)
    """
    category = ""
    for line, raw in enumerate(source.splitlines(), 1):
        said = raw.strip()
        if not said or (said.startswith("#") and not _is_hex_line(said)):
            continue
        if said.startswith("[") and said.endswith("]"):
            category = said[1:-1].strip()
            continue
        meaning, _, phrases = said.partition(":")
        for phrase in phrases.split(", "):
            cleaned = phrase.strip().rstrip(",").lower()
            if cleaned:
                yield Entry(category, meaning.strip(), cleaned, line)


def refused(why: str, entry: Entry | None = None, known: Iterable[str] = ()) -> LanguageError:
    """The error that says why a file cannot be used, with the nearest of what there is."""
    place = "" if entry is None else f"line {entry.line}: "
    said = (
        "" if entry is None else (entry.meaning if "[" + entry.category in why else entry.category)
    )
    near = get_close_matches(said, sorted(known), n=3, cutoff=0.5)
    hint = f"; near to it are {', '.join(near)}" if near else ""
    return LanguageError(Diagnostic("document.invalid", "error", f"{place}{why}{hint}"))


def _is_hex_line(line: str) -> bool:
    """ "#FF7F50: coral red": a colour, not a comment."""
    head, colon, _ = line.partition(":")
    digits = head[1:]
    return (
        bool(colon)
        and len(head) in _HEX_LENGTHS
        and all(c in "0123456789abcdefABCDEF" for c in digits)
    )
