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


class Section(NamedTuple):
    """The lines under one ``[category]``, with the comment before it; ``""`` is what comes first."""

    category: str
    about: str
    entries: tuple[Entry, ...]

    def meanings(self) -> dict[str, list[str]]:
        """The phrases of each meaning, in the order of the file."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.meaning, []).append(entry.phrase)
        return found


def sections(source: str) -> Iterator[Section]:
    """Cut a file at its categories; comments before one say what it is about.

    >>> [(s.category, s.about) for s in sections("# verbs\\n[verb]\\nhide: hide")]
    [('', ''), ('verb', 'verbs')]
    """
    lines = source.splitlines()
    heads = [k for k, line in enumerate(lines) if line.strip().startswith("[")]
    starts = [_comment_above(lines, k) for k in heads]
    first = starts[0] if starts else len(lines)
    yield Section("", _said(lines[:first]), ())
    for k, head in enumerate(heads):
        stop = starts[k + 1] if k + 1 < len(heads) else len(lines)
        body = "\n".join(lines[head:stop])
        yield Section(
            lines[head].strip()[1:-1], _said(lines[starts[k] : head]), tuple(entries(body))
        )


def _comment_above(lines: list[str], at: int) -> int:
    """Where the comment that stands right above a line begins; the line itself without one."""
    while at > 0 and lines[at - 1].startswith("#") and not _is_hex_line(lines[at - 1]):
        at -= 1
    return at


def _said(comment: list[str]) -> str:
    return " ".join(line.lstrip("# ").strip() for line in comment if line.startswith("#"))


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
