"""Headings: "Header:" over a list of what is asked of it, or before a verb on the same line.

What comes under a heading is about what it names, or about parts of that.

    L-1  a heading is looked for once a clause

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.clauses import skip_fillers, verb_at
from redraft.decompose.nouns import nouns
from redraft.decompose.words import Words
from redraft.select.selectors import Selector

#: what may stand between a heading and a verb of the same line
_COLONS: Final = ":-–—→>"
_BULLETS: Final = "-*•–—+>"
_SENTENCE_ENDS: Final = ".!?;\n"


class Heading(NamedTuple):
    """What a heading names, where the words after it begin, and how far it reaches."""

    selector: Selector
    stop: int
    #: over a list of lines rather than before a verb of its own line
    lines: bool
    #: its lines begin with bullets or numbers
    bulleted: bool = False


def heading(w: Words, at: int) -> Heading | None:
    """Read a heading at ``at``.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "Footer: hide"
    >>> heading(Words(text, load().items(scan(text)), load()), 0).stop
    2
    """
    found = None if verb_at(w, at) else nouns(w, at)
    if found is None or found.pronoun or found.screen:
        return None
    colon = found.stop
    stop = colon + 1 if w.mark(colon, ":") else colon
    if w.mark(stop, "\n"):
        bulleted = _bulleted(w, _line(w, stop))
        if stop > colon or (bulleted and not w.mark(at - 1, _BULLETS)):
            return Heading(found.selector, stop, lines=True, bulleted=bulleted)
    if w.mark(colon, _COLONS) and verb_at(w, skip_fillers(w, colon + 1)):
        return Heading(found.selector, colon + 1, lines=False)
    return None


def reaches(w: Words, above: Heading, stop: int, at: int) -> bool:
    """Whether a heading still holds for the clause at ``at``, the one before ending at ``stop``."""
    if not above.lines:
        return not any(w.mark(k, _SENTENCE_ENDS) for k in range(stop, at))
    lines = sum(w.mark(k, "\n") for k in range(stop, at))
    if lines == 0:
        return True
    return lines == 1 and _bulleted(w, _line(w, stop)) == above.bulleted


def _line(w: Words, at: int) -> int:
    """The place where the next line with words begins."""
    while at < w.size and not w.mark(at, "\n"):
        at += 1
    while w.mark(at, "\n"):
        at += 1
    return at


def _bulleted(w: Words, at: int) -> bool:
    return w.mark(at, _BULLETS) or (w.kind(at) == "number" and w.mark(at + 1, ".):"))
