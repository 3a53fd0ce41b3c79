"""What a wish is about, said before it: “the black button, could it be blue?”, “it is no latte any more, it should say Mocha”.

Nothing is asked yet; "it" in what follows is what was named.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers, verb_at
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words

_IT: Final = gate("pronoun")
#: marks between what is named and the wish
_MARKS: Final = ",–—-:"
#: verbs that say not yet what is to become of it
_GIVES: Final = ("make", "set", "give")
#: words of the wish before its "it"
_WISH_MAX: Final = 4


def topic(p: Asking, at: int) -> int | None:
    """Read what is spoken of at ``at``; return where the wish for it begins, None where none does."""
    w = p.w
    if not w.heard & _IT:
        return None
    denied = w.has(at, "it-is") and w.has(at + 1, "not")
    begun = at + 2 if denied else at
    if w.kind(begun) == "quote" and denied:
        return None
    found = nouns(w, begun, places=True)
    if found is None or found.pronoun or found.screen:
        return None
    stop = w.skip(found.stop, "filler", most=2) if denied else found.stop
    wish = stop + 1
    if not w.mark(stop, _MARKS) or not _asks_of_it(w, wish):
        return None
    w.use(at, wish)
    p.remember(found.selector, spoken=True)
    return wish


def taken_up(p: Asking, at: int) -> int | None:
    """ "the clinic name it is too small", "the two cards i want them white": named, then spoken of as "it".

    Return where what is said of it begins; None where no pronoun takes up what is named.
    """
    w = p.w
    if not w.heard & _SPOKEN or not any(_takes_up(w, k) for k in range(at + 1, at + _NAMED_MAX)):
        return None
    found = nouns(w, at, places=True)
    if found is None or found.pronoun or found.screen or not _takes_up(w, found.stop):
        return None
    w.use(at, found.stop)
    p.remember(found.selector, spoken=True)
    return found.stop


def _takes_up(w: Words, at: int) -> bool:
    """ "it is", "they should", "i want it", "we should hide it", without a joint before it."""
    if w.any_of(at - 1, "and", "comma", "to", "in", "of", "relation", "that"):
        return False
    if w.has(at, "it-is"):
        return w.value(at + 1, "too") != "" or w.any_of(at + 1, "plain-form", "not", "degree")
    if w.value(at, "pronoun") in ("it", "them"):
        return w.any_of(at + 1, "should", "is", "not", "no", "stays")
    return w.has(at, "wish") and _asks_of_it(w, at + 1)


#: words of what is named before a pronoun takes it up
_NAMED_MAX: Final = 12
_SPOKEN: Final = gate("pronoun", "it-is")


def _asks_of_it(w: Words, at: int) -> bool:
    """ "make it red", "could it be red", "it should say …", and no more before "it"."""
    at = skip_fillers(w, at)
    if w.has(at, "pronoun"):
        wished = w.has(at - 1, "wish") and (value_follows(w, at + 1) or w.has(at + 1, "in"))
        return wished or w.any_of(at + 1, "should", "to", "quantifier")
    for k in range(at, min(at + _WISH_MAX, w.size)):
        if w.has(k, "pronoun"):
            done_to_it = w.has(k - 1, "verb") and verb_at(w, k - 1) not in _GIVES
            return k > at and (done_to_it or not ends_clause(w, k + 1))
        if not (w.any_of(k, "modal", "wish", "filler", "infinitive") or verb_at(w, k)):
            return False
    return False
