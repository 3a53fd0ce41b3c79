"""What a suggestion keeps of the words that it was made from: its values, and what they say.

A suggestion that says half of what was said, or leaves out a number, does something else
than was asked; one that leaves out a whole clause says so by its absence.

    L-1  each word of both is looked at once

May import: decompose, select.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.tokens import scan
from redraft.document.blueprint import Document
from redraft.recovery.marks import is_unbalanced
from redraft.recovery.things import is_shown
from redraft.recovery.wording import Span, Wording
from redraft.select.words import split, stop

#: failures whose values are not at fault
VALUES_STAND: Final = frozenset(
    {"target.not-found", "target.ambiguous", "clause.not-understood", "clause.not-an-edit"}
)
#: of the words of a clause so many may be said otherwise
_OTHERWISE_MAX: Final = 0.5
_FEW: Final = 2
_NONE: Final = float("nan")
_BRACKETS: Final = ("()", "[]")


class Loss(NamedTuple):
    """What of a clause is not in a suggestion: all of it, values, and words."""

    whole: bool
    values: int
    words: int

    def spoils(self, said: int, *, values_stand: bool) -> bool:
        """Whether so much of ``said`` words is lost that something else was said."""
        if self.whole:
            return False
        if self.values and values_stand:
            return True
        return self.words > max(_FEW, _OTHERWISE_MAX * said)


def content(
    wording: Wording, span: Span, *, but: Span | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """The values within a span and its words that say something, but for those within another."""
    w = wording.words
    values: set[str] = set()
    words: set[str] = set()
    small = stop()
    for k in wording.places(span):
        if but is not None and but[0] <= w.items[k].start < but[1]:
            continue
        if w.kind(k) in ("number", "colour", "quote") or w.is_colour(k):
            values.add(w.said(k))
        elif not w.any_of(k, "filler", "det", "and", "then", "wish", "modal"):
            words.update(word for word in split(w.said(k)) if word not in small)
    return frozenset(values), frozenset(words)


def loss(wording: Wording, span: Span, suggestion: str, *, but: Span | None = None) -> Loss:
    """What a suggestion leaves out of a clause; ``but``: words in whose place others may be.

    >>> loss(Wording("make the frob red"), (0, 17), "make the header blue")
    Loss(whole=False, values=1, words=1)
    """
    values, words = content(wording, span, but=but)
    outside = frozenset(split(wording.text[: span[0]] + " " + wording.text[span[1] :]))
    tokens = scan(suggestion)
    told = {token.text for token in tokens}
    numbers = {token.value for token in tokens if token.kind == "number"}
    kept = frozenset(split(suggestion))
    measured = {token.text: token.value for token in scan(wording.text) if token.kind == "number"}
    lost_values = sum(
        value not in told and value not in suggestion and measured.get(value, _NONE) not in numbers
        for value in values
    )
    lost = words - kept
    kept_here = (words & kept) - outside
    whole = not kept_here and lost_values == len(values)
    return Loss(whole, lost_values, len(lost))


def hangs(wording: Wording, suggestion: str) -> bool:
    """Whether a suggestion has an article with nothing behind it, or half a bracket, that the command has not.

    >>> hangs(Wording("put it inside the boxes to 18"), "put it inside the to 18")
    True
    """
    halves = any(
        wording.text.count(pair[0]) - wording.text.count(pair[1])
        != suggestion.count(pair[0]) - suggestion.count(pair[1])
        for pair in _BRACKETS
    )
    return halves or _hanging(Wording(suggestion)) > _hanging(wording)


def _hanging(wording: Wording) -> int:
    """How many articles and joints have nothing behind them."""
    w = wording.words
    return sum(_hangs_at(wording, k) for k in range(w.size))


def _hangs_at(wording: Wording, k: int) -> bool:
    w = wording.words
    if w.any_of(k, "in") and w.any_of(k + 1, "to"):
        return True
    if w.any_of(k, "should", "becoming", "and"):
        return k + 1 >= w.size or w.kind(k + 1) == "mark"
    article = w.any_of(k, "det") and not w.any_of(k, "pronoun", "pointing", "possessive")
    return article and _has_nothing(wording, k + 1)


def _has_nothing(wording: Wording, k: int) -> bool:
    w = wording.words
    joint = w.any_of(k, "to", "should", "and", "at", "of", "is") or w.is_separator(k)
    return k >= w.size or (joint and not w.any_of(k, "kind", "name"))


def invents(document: Document, text: str, suggestion: str) -> bool:
    """Whether a suggestion has a measure, or a text that is not here either, of which nothing was said."""
    return any(
        token.text not in text
        and token.text not in text.lower()
        and (
            (token.kind == "number" and bool(token.unit))
            or (token.kind == "quote" and not is_shown(document, token.text))
        )
        for token in scan(suggestion)
        if suggestion[token.start : token.end] not in text
    )


def is_open(wording: Wording) -> bool:
    """Whether a quotation of the command is open, so that nobody knows its values."""
    return is_unbalanced(wording.text)
