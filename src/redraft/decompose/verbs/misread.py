"""What a text says and what it should say: "the place says Main hall, should be “Sports hall”".

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, text_end
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, Set
from redraft.select.selectors import Related

#: words that a wrong text may have
_WRONG_MAX: Final = 12


def misread(p: Asking, draft: Draft, at: int) -> int | None:
    """Read a text that is wrong and the one that should be there; None where this is not said."""
    w = p.w
    found = noun(w, at, places=True)
    if found is None or found.pronoun or not w.has(found.stop, "says"):
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


def _right(w: Words, at: int) -> int | None:
    """Where the right text begins, after the wrong one and "should be"."""
    for k in range(at + 1, min(at + _WRONG_MAX, w.size)):
        if not (ends_clause(w, k) or w.is_separator(k)):
            continue
        after = w.skip(w.skip_commas(k + 1), "pronoun", "it-is", "filler", most=2)
        if not w.has(after, "should"):
            return None
        return w.skip(after + 1, "says", "should", "to", most=2)
    return None
