"""Passives: “the quote should be moved down” is “move the quote down”.

What is to be done comes before what it is done to, and the clause is read like any other.

    L-1  a subject is of bounded length

May import: decompose.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import ends_clause, goes_away, goes_there, verb_at
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words

#: what is said of a subject that something is to be done to
_PASSIVE: Final = gate(
    "passive", "direction", "reason", "modal", "gone", "should", "verb", "moving"
)
#: verbs of what a subject does by itself: "could the header shrink"
_BY_ITSELF: Final = ("increase", "decrease", "widen", "narrow", "move", "darken", "lighten", "fade")
#: what says where something goes
_LEADS: Final = ("relation", "direction", "edge", "to", "in", "between")
#: words that a subject may have
_SUBJECT_MAX: Final = 14


def made_active(w: Words, at: int) -> int:
    """Turn the clause at ``at`` round where its verb stands behind its subject; return where it begins."""
    if not w.heard & _PASSIVE:
        return at
    if w.has(at, "letting"):
        return _let(w, at)
    if verb_at(w, at) and not (w.has(at + 1, "kind") and goes_away(w, at + 2)):
        return at
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)):
        if ends_clause(w, k) or w.has(k, "that"):
            break
        if (own := _own_verb(w, k)) and w.has(at - 1, "modal"):
            _turned(w, at, k, own, silent=0)
            if verb_at(w, at):
                return at
        if goes_away(w, k):
            return _turned(w, at, k, "delete", silent=0)
        if told := goes_there(w, k):
            return _turned(w, at, k, told, silent=0)
        if w.any_of(k, "should", "to") and w.has(k + 1, "passive"):
            return _turned(w, at, k, w.value(k + 1, "passive"), silent=1)
        if w.has(k, "should") and w.has(k + 1, "direction"):  # "should be moved down"
            last = w.lexicon.meaning(w.said(k).rpartition(" ")[2]) or {}
            return _turned(w, at, k, last.get("passive", ""), silent=0)
    return at


def _own_verb(w: Words, k: int) -> str:
    """The verb at ``k`` of what a subject does by itself; to go somewhere is to be moved."""
    verb = w.value(k, "verb")
    if verb == "go" or w.value(k, "gone") == "gone":
        led = w.ends(k, "to") and w.any_of(k + 1, "edge", "det", "relation")  # "go to"
        return "move" if led or w.any_of(k + 1, *_LEADS) else ""
    return verb if verb in _BY_ITSELF else ""


def _let(w: Words, at: int) -> int:
    """ "let the note move up", "let it sit below the title": as the verb behind what is let says."""
    for k in range(at + 2, min(at + _SUBJECT_MAX, w.size)):
        if ends_clause(w, k) or w.is_separator(k):
            break
        verb = "delete" if goes_away(w, k) else _own_verb(w, k)
        if verb and _turned(w, at + 1, k, verb, silent=0) == at + 1 and verb_at(w, at + 1):
            return at + 1
    return at


def _turned(w: Words, at: int, k: int, verb: str, *, silent: int) -> int:
    subject = w.part(at, k)
    found = nouns(subject, 0, places=True)
    if not verb or found is None or found.stop != subject.size or _asks_before(w, at, k):
        return at
    if found.pronoun and verb != "move":
        return at
    w.lead(at, k + silent, {"verb": verb}, silent=silent)
    return at + silent


def _asks_before(w: Words, at: int, k: int) -> bool:
    """ "title centered, (footer deleted)": a look of the one before, which is not gone as well."""
    return any(
        w.mark(i, ",;") and (w.any_of(i - 1, "keyword", "edge", "more") or w.is_colour(i - 1))
        for i in range(at + 2, k)
    )
