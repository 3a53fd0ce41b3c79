"""Courtesies: “Hi team,” before a command and “Thanks, Maria 🙏” behind it ask for nothing.

    L-1  a name has a bounded number of words

May import: decompose.words, decompose.clauses, decompose.tokens, decompose.sorts.
"""

from __future__ import annotations

from typing import Final
from unicodedata import category

from redraft.decompose.clauses import verb_at
from redraft.decompose.sorts import gate
from redraft.decompose.tokens import Token
from redraft.decompose.words import Words

#: words that the name of somebody has
_NAME_MAX: Final = 3
_STOPS: Final = ",.!?:;-–—\n"
_ASKED_BY: Final = gate("asked-by")


def greeting(w: Words, at: int) -> int | None:
    """The place after "Hi team," or "Hi there!" at the start of a command."""
    if not w.has(at, "greeting"):
        return None
    stop = _name_end(w, at + 1)
    if w.mark(stop, _STOPS):
        return stop + 1
    return stop if verb_at(w, stop) or w.any_of(stop, "wish", "filler") else None


def signature(w: Words, at: int) -> int | None:
    """The end of the command after "Thanks, Maria"; None where no name ends it."""
    if not w.has(at, "signing"):
        return None
    begun = at + 1
    while w.mark(begun, _STOPS):
        begun += 1
    stop = _name_end(w, begun)
    while w.mark(stop, _STOPS) or w.kind(stop) == "other":
        stop += 1
    return stop if stop > begun and stop >= w.size else None


def on_behalf(w: Words, at: int) -> int | None:
    """The place after "the client wants us to", before what somebody else asks for."""
    if not w.heard & _ASKED_BY:
        return None
    for stop in range(at, min(at + _NAME_MAX + 1, w.size)):
        if w.has(stop, "asked-by"):
            return stop + 1 if stop > at and verb_at(w, stop + 1) else None
        plain = w.any_of(stop, "det", "possessive", "addressee", "someone", "pronoun")
        if not (plain or w.is_unknown(stop)):
            return None
    return None


def without_smileys(tokens: list[Token]) -> list[Token]:
    """The tokens but for the pictograms that end a sentence or the part before a comma.

    >>> from redraft.decompose.tokens import scan
    >>> [t.text for t in without_smileys(scan("🎉 hide the note 🙏, thanks"))]
    ['🎉', 'hide', 'the', 'note', ',', 'thanks']
    """
    for token in tokens:
        if token.kind == "other":
            break
    else:
        return tokens
    kept: list[Token] = []
    ending = True
    for token in reversed(tokens):
        pictured = token.kind == "other" and category(token.text) in _PICTURES
        if pictured and ending:
            continue
        kept.append(token)
        ending = token.kind == "mark" and token.text in _STOPS
    return kept[::-1] if len(kept) < len(tokens) else tokens


#: symbols, their modifiers, and what joins them into one
_PICTURES: Final = frozenset({"So", "Sk", "Mn", "Cf"})


def _name_end(w: Words, at: int) -> int:
    """The place after words that nothing is known of, or that call people."""
    stop = at
    while stop < min(at + _NAME_MAX, w.size) and (w.has(stop, "addressee") or w.is_unknown(stop)):
        stop += 1
    return stop
