"""How far things are to be apart: “leave 24px between the send and the request button”.

    “increase the gap between the rows to 12”, “… by 4”, “8px between them”, “the boxes 20 apart”

    L-1  a clause is looked through up to `_WORDS_MAX` words

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import Noun, count_of
from redraft.decompose.distances import is_distance
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Distribute
from redraft.select.selectors import Selector

_BETWEEN: Final = gate("between", "mutual")
_APART: Final = gate("apart")
_SMALL: Final = sorts(
    "det", "of", "filler", "should", "is", "to", "wish", "verb", "with", "distance"
)
#: words before and behind the two
_WORDS_MAX: Final = 8
_PAIR: Final = 2
_LENGTHS: Final = ("px", "number")
#: verbs that make more of a gap, and less
_MORE, _LESS = "increase", "decrease"


def gap_between(p: Asking, draft: Draft, at: int) -> int | None:
    """Read what is to be between things from ``at`` on; None where nothing is."""
    w = p.w
    if w.heard & _APART and (told := _apart(p, draft, at)) is not None:
        return told
    if not w.heard & _BETWEEN:
        return None
    ahead = range(at, min(at + _WORDS_MAX, w.size))
    between = next((k for k in ahead if is_between(w, k)), None)
    before = None if between is None else _amount(w, at, between)
    if between is None or before is None:
        return None
    found = _several(w, between + 1)
    alone = w.has(between, "mutual") or w.has(between + 1, "quantifier")
    if found is None and not (alone and p.memory.target is not None):
        return None
    stop = between + 1 + (not w.has(between, "mutual")) if found is None else found.stop
    gap, by = before, False
    if gap.stop == at:  # none was said yet
        by = w.has(stop, "by")
        begun = w.skip(stop, "should", "to", "is", "by", "filler", most=2)
        behind = value(w, begun)
        if behind is None or behind.sort not in _LENGTHS:
            return None
        gap, stop = behind, behind.stop
    sign = _sign(w, at, between)
    if w.any_of(stop, "plus", "less"):
        sign, by, stop = (1 if w.has(stop, "plus") else -1), True, stop + 1
    elif w.value(stop, "more").startswith("size "):
        # "4px smaller"
        sign, by, stop = (1 if w.value(stop, "more").endswith("+") else -1), True, stop + 1
    if by and not sign:
        return None
    stop = w.skip(stop, "filler")
    if not ended(w, stop):
        return None
    return _done(p, draft, at, stop, found, gap.number, by=sign if by else 0)


def is_between(w: Words, k: int) -> bool:
    """Whether "between" stands at ``k``, or "between them"."""
    return w.has(k, "between") or (w.has(k, "mutual") and w.begins(k, "between"))


def _sign(w: Words, at: int, stop: int) -> int:
    """Whether a gap is to grow or to shrink, by the verb before it."""
    verbs = [w.value(k, "verb") for k in range(at, stop)]
    return 1 if _MORE in verbs else -1 if _LESS in verbs else 0


def _several(w: Words, at: int) -> Noun | None:
    """What the gap is between: two, several of a kind, or "them"."""
    found = nouns(w, at, places=False)
    if found is None:
        return None
    many = found.number in ("many", "all") or count_of(found.selector) == _PAIR
    return found if many and not found.screen else None


def _apart(p: Asking, draft: Draft, at: int) -> int | None:
    """ "the boxes 20 apart", "put them 16px apart", "24px apart"."""
    w = p.w
    ahead = range(at, min(at + _WORDS_MAX, w.size))
    apart = next((k for k in ahead if w.has(k, "apart")), None)
    if apart is None or not ended(w, w.skip(apart + 1, "filler")):
        return None
    led = w.skip(at, "verb", "wish", "filler", most=2)
    found = None if value(w, led) is not None else _several(w, led)
    begun = led if found is None else w.skip(found.stop, "should", "is", "to", "filler", most=2)
    said = value(w, begun)
    if said is None or said.sort not in _LENGTHS or said.stop != apart:
        return None
    if found is None and p.memory.target is None:
        return None
    stop = w.skip(apart + 1, "filler")
    return _done(p, draft, at, stop, found, said.number, by=0)


def _done(
    p: Asking, draft: Draft, at: int, stop: int, found: Noun | None, px: float, *, by: int
) -> int:
    p.w.use(at, stop)
    target: Selector = p.it() if found is None else p.scoped(found.selector)
    span = p.w.span(at, stop)
    gap, more = (None, by * px) if by else (px, None)
    draft.steps.append(Distribute(target=target, axis="auto", gap=gap, by=more, span=span))
    if found is not None and not found.pronoun:
        p.remember(target)
    return to_end(p, draft, stop)


def _amount(w: Words, at: int, stop: int) -> Said | None:
    """The length before "between"; one that stops at ``at`` where a word for a gap says that it comes."""
    said, named, k = Said("none", at), False, at
    while k < stop:
        amount = value(w, k) if w.kind(k) == "number" else None
        if amount is not None:
            if said.stop > at or amount.sort not in _LENGTHS:
                return None
            said, k = amount, amount.stop
            continue
        named = named or is_distance(w, k)
        if not (w.sorts[k] & _SMALL or is_distance(w, k)):
            return None
        k += 1
    return said if said.stop > at or named else None
