"""Headings: "Header:" over a list of what is asked of it, or a subject before its verb.

What comes under a heading is about what it names, or about parts of that.

    L-1  a heading is looked for once a clause

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.clauses import skip_fillers, verb_at
from redraft.decompose.heads import heads_ahead, value_follows
from redraft.decompose.nouns import nouns
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.select.selectors import Selector

#: what may stand between a heading and a verb of the same line
_COLONS: Final = ":-–—→>"
_BULLETS: Final = "-*•–—+>"
#: words of a subject
_SUBJECT_MAX: Final = 8
#: verbs of what is said of a subject before them
_GIVES: Final = ("make", "set", "give")
_SENTENCE_ENDS: Final = ".!?;\n•"


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
    slip = w.has(w.after_det(at), "slip")  # "typo in the title: …"
    found = None if slip or verb_at(w, at) else nouns(w, at)
    if found is None or found.pronoun or found.screen:
        return None
    colon = found.stop
    stop = colon + 1 if w.mark(colon, ":") else colon
    if w.mark(stop, "\n"):
        bulleted = _bulleted(w, _line(w, stop))
        if stop > colon or (bulleted and not w.mark(at - 1, _BULLETS)):
            return Heading(found.selector, stop, lines=True, bulleted=bulleted)
    if w.has(colon, "should") and _does(w, colon + 1):
        return Heading(found.selector, colon + 1, lines=False)
    acts_on = verb_at(w, colon) and not w.any_of(colon, "should", "have")
    if acts_on and _done_to_it(w, colon + 1):
        return Heading(found.selector, colon, lines=False)
    told = w.is_capital(colon + 1) and (w.has(colon, "arrow") or found.inner_text)
    if w.mark(colon, _COLONS) and verb_at(w, skip_fillers(w, colon + 1)) and not told:
        return Heading(found.selector, colon + 1, lines=False)
    return None


def acts(w: Words, at: int) -> bool:
    """Whether a subject and its verb come at ``at``: "the ad should move down"."""
    for step in range(at, min(at + _SUBJECT_MAX, w.size)):
        if w.is_separator(step):
            return False
        if w.has(step, "should"):
            return step > at and _does(w, step + 1)
        if step > at and w.has(step + 1, "pronoun") and verb_at(w, step) in _GIVES:
            return value(w, step + 2) is not None  # "(and) the heading make that bold"
    return False


def _done_to_it(w: Words, at: int) -> bool:
    """Whether nothing but "it" or a value follows a verb: "the header make (it) red"."""
    if w.has(at, "pronoun") and not w.any_of(at + 1, "kind", "any"):
        return True
    return value_follows(w, at) and not heads_ahead(w, at)


def _does(w: Words, at: int) -> bool:
    """Whether a verb at ``at`` says what a subject is to do: "(the ad should) move down"."""
    verb = verb_at(w, at)
    if verb == "swap" and not w.has(at + 1, "with"):
        return False  # the subject is the pair
    if w.is_capital(at):
        return False  # "should be Find work"
    return bool(verb) and not w.any_of(at, "auxiliary", "keyword", "edge", "more", "like")


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
