"""What a text says and what it should say: "the place says Main hall, should be “Sports hall”".

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, text_end, verb_at
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, Set
from redraft.select.selectors import Related

_SAID: Final = gate("says")
#: words of what says it
_SUBJECT_MAX: Final = 8
#: verbs that give the right text
_GIVES: Final = ("make", "set", "rename")
#: words that a wrong text may have
_WRONG_MAX: Final = 12


def misread(p: Asking, draft: Draft, at: int) -> int | None:
    """Read a text that is wrong and the one that should be there; None where this is not said."""
    w = p.w
    if not w.heard & _SAID:
        return None
    found = noun(w, at, places=True)
    if found is None or not w.has(found.stop, "says"):
        found = _subject(w, at)
    if found is None or found.pronoun:
        return None
    right = _right(w, found.stop + 1)
    if right is None:
        return None
    stop = right + 1 if w.kind(right) == "quote" else text_end(w, right, "and")
    if stop == right:
        return None
    text = w.items[right].text if w.kind(right) == "quote" else w.quote(w.span(right, stop))
    target = p.scoped(found.selector)
    span = w.span(at, stop)
    w.use(at, stop)
    written = Related(target, "text")
    draft.steps.append(Set(target=written, property="text", value=Literally(text), span=span))
    draft.sure *= found.sure
    p.remember(target)
    p.memory.verb = "make"
    return to_end(p, draft, stop)


def _subject(w: Words, at: int) -> Noun | None:
    """What is said to say something, up to that word: "the search button (says Search)"."""
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)):
        if w.has(k, "says"):
            part = w.part(at, k)
            found = noun(part, 0, places=True)
            whole = found is not None and found.stop == part.size
            return found._replace(stop=k) if found is not None and whole else None
        if w.is_separator(k) or ends_clause(w, k):
            return None
    return None


def _right(w: Words, at: int) -> int | None:
    """Where the right text begins, after the wrong one and "should be"."""
    for k in range(at + 1, min(at + _WRONG_MAX, w.size)):
        if not (ends_clause(w, k) or w.is_separator(k)):
            continue
        begun = w.skip_commas(k + 1)
        if verb_at(w, begun) in _GIVES and w.has(begun + 1, "pronoun"):
            # as in: the button says Search, make that “Find jobs”
            text = w.skip(begun + 2, "to", "says", most=2)
            return text if w.kind(text) == "quote" else None
        after = w.skip(begun, "pronoun", "it-is", "filler", most=2)
        if not w.has(after, "should"):
            return None
        return w.skip(after + 1, "says", "should", "to", most=2)
    return None
