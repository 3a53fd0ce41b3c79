"""Passives: “the quote should be moved down” is “move the quote down”.

What is to be done comes before what it is done to, and the clause is read like any other.

    L-1  a subject is of bounded length

May import: decompose.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import ends_clause, verb_at
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words

#: what is said of a subject that something is to be done to
_PASSIVE: Final = gate("passive", "direction", "reason", "modal")
#: verbs of what a subject does by itself: "could the header shrink"
_BY_ITSELF: Final = ("increase", "decrease", "widen", "narrow", "move", "darken", "lighten", "fade")
#: words that a subject may have
_SUBJECT_MAX: Final = 14


def made_active(w: Words, at: int) -> int:
    """Turn the clause at ``at`` round where its verb stands behind its subject; return where it begins."""
    if verb_at(w, at) or not w.heard & _PASSIVE:
        return at
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size - 1)):
        if ends_clause(w, k) or w.has(k, "that"):
            break
        if w.value(k, "verb") in _BY_ITSELF and w.has(at - 1, "modal"):
            _turned(w, at, k, w.value(k, "verb"), silent=0)
            if verb_at(w, at):
                return at
        if w.any_of(k, "should", "to") and w.has(k + 1, "passive"):
            return _turned(w, at, k, w.value(k + 1, "passive"), silent=1)
        if w.has(k, "should") and w.has(k + 1, "direction"):  # "should be moved down"
            last = w.lexicon.meaning(w.said(k).rpartition(" ")[2]) or {}
            return _turned(w, at, k, last.get("passive", ""), silent=0)
    return at


def _turned(w: Words, at: int, k: int, verb: str, *, silent: int) -> int:
    subject = w.part(at, k)
    found = nouns(subject, 0, places=True)
    if not verb or found is None or found.stop != subject.size or found.pronoun:
        return at
    w.lead(at, k + silent, {"verb": verb}, silent=silent)
    return at + silent
