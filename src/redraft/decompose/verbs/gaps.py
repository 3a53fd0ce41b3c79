"""How far two things are to be apart: “leave 24px between the send and the request button”.

    L-1  a clause is looked through up to `_WORDS_MAX` words

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import count_of
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Distribute

_BETWEEN: Final = gate("between")
_SMALL: Final = sorts("det", "of", "filler", "should", "is", "to", "wish", "verb", "with")
#: words before and behind the two
_WORDS_MAX: Final = 8
#: properties that are a distance
_APART: Final = ("gap", "spacing", "margin")
_PAIR: Final = 2


def gap_between(p: Asking, draft: Draft, at: int) -> int | None:
    """Read what is to be between two things from ``at`` on; None where nothing is."""
    w = p.w
    if not w.heard & _BETWEEN:
        return None
    ahead = range(at, min(at + _WORDS_MAX, w.size))
    between = next((k for k in ahead if w.has(k, "between")), None)
    before = None if between is None else _amount(w, at, between)
    if between is None or before is None:
        return None
    found = nouns(w, between + 1, places=False)
    if found is None or count_of(found.selector) != _PAIR:
        return None
    gap, stop = before, found.stop
    if gap.stop == at:  # none was said yet
        begun = w.skip(stop, "should", "to", "is", "filler", most=2)
        behind = value(w, begun)
        if behind is None or behind.sort not in ("px", "number"):
            return None
        gap, stop = behind, behind.stop
    stop = w.skip(stop, "filler")
    if not ended(w, stop):
        return None
    w.use(at, stop)
    target = p.scoped(found.selector)
    span = w.span(at, stop)
    draft.steps.append(Distribute(target=target, axis="auto", gap=gap.number, span=span))
    p.remember(target)
    return to_end(p, draft, stop)


def _amount(w: Words, at: int, stop: int) -> Said | None:
    """The length before "between"; one that stops at ``at`` where a word for a gap says that it comes."""
    said, named, k = Said("none", at), False, at
    while k < stop:
        amount = value(w, k) if w.kind(k) == "number" else None
        if amount is not None:
            if said.stop > at or amount.sort not in ("px", "number"):
                return None
            said, k = amount, amount.stop
            continue
        named = named or w.value(k, "property") in _APART
        if not (w.sorts[k] & _SMALL or w.value(k, "property") in _APART):
            return None
        k += 1
    return said if said.stop > at or named else None
