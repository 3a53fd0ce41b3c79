"""What a wish is about, said before it: “the black button, could it be blue?”, “it is no latte any more, it should say Mocha”.

Nothing is asked yet; "it" in what follows is what was named.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers, verb_at
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words

_IT: Final = gate("pronoun")
#: marks between what is named and the wish
_MARKS: Final = ",–—-:"
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


def _asks_of_it(w: Words, at: int) -> bool:
    """ "make it red", "could it be red", "it should say …", and no more before "it"."""
    at = skip_fillers(w, at)
    if w.has(at, "pronoun"):
        return w.any_of(at + 1, "should", "to", "quantifier")
    for k in range(at, min(at + _WISH_MAX, w.size)):
        if w.has(k, "pronoun"):
            return k > at and not ends_clause(w, k + 1)
        if not (w.any_of(k, "modal", "wish", "filler", "infinitive") or verb_at(w, k)):
            return False
    return False
