"""A text told by the one that it stands for: “Pay now”, not “Buy”; it says “A”, make it “B”.

Two texts in quotes, and none but small words around them: one of these tells which of the two
is there, and so which is to be put instead.

    L-1  a clause is looked through up to `_WORDS_MAX` words

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.verbs.rewording import owner_at, where
from redraft.decompose.words import Words
from redraft.plan.steps import ReplaceText
from redraft.select.selectors import Either, Look, Related

_QUOTES: Final = gate(tokens=["quote"])
_QUOTE: Final = sorts(tokens=["quote"])
#: words that such a clause has, besides its texts
_WORDS_MAX: Final = 16
#: marks that may stand between the two
_MARKS: Final = ",;–—-:"
#: words that say nothing of a look or a place
_SMALL: Final = sorts(
    *("pronoun", "says", "should", "is", "it-is", "not", "instead", "filler", "det", "but", "and"),
    *("comma", "closing", "wish", "from", "to", "with", "by", "text-part", "inner-text", "purpose"),
    *("question", "someone", "then", "modal"),
)
#: what says that a text is no longer to be there
_DENIES: Final = gate("instead", "not")
#: words before that
_DENIED_MAX: Final = 48
#: what comes behind a place that is named first, and behind a subject
_RESTS: Final = sorts("pronoun", "verb", "text-part", "says", "instead")
_ASKS: Final = sorts("should", "says")
#: verbs that may give a text
_VERBS: Final = ("insert", "set", "make", "replace", "rename", "retext", "correct", "swap")
#: what stands between the old and the new one
_GOES_ON: Final = sorts("should", "says", "but", "it-is", "to", "with", "by", "verb", "comma")


class _Pair(NamedTuple):
    """The two texts, and whose they are a part of; where the words begin that tell which is there."""

    first: int
    second: int
    owner: Noun | None
    #: the owner was named before the first
    begun: int
    #: the owner was named between the two
    between: bool = False


def exchanged(p: Asking, draft: Draft, at: int) -> int | None:
    """Read “A” and the “B” to be put for it from ``at`` on; None where that is not told."""
    w = p.w
    if not w.heard & _QUOTES:
        return None
    begun, owner = _owner_before(w, at)
    pair = _two(w, begun, owner)
    if pair is None:
        return None
    owner = pair.owner or owner_at(w, pair.second + 1)
    stop = pair.second + 1 if owner is None or pair.owner is not None else owner.stop
    stop = w.skip(_without_a_third(w, stop) or stop, "filler", "closing", "instead")
    within = owner is not None or p.scope is not None
    old = _old(w, pair) or (_old_of_part(w, pair) if within else None)
    if old is None or not ended(w, stop):
        return None
    find, put = w.items[old].text, w.items[pair.first + pair.second - old].text
    target = where(p, owner, find, stop)
    if owner is None and p.scope is not None:  # the text that says just that, where there is one
        target = Either((Look(Related(p.scope, "wording"), "text", find, "is"), target))
    w.use(at, stop)
    draft.steps.append(ReplaceText(target=target, find=find, put=put, span=w.span(at, stop)))
    p.remember(target)
    p.memory.verb = "replace"
    return to_end(p, draft, stop)


def _owner_before(w: Words, at: int) -> tuple[int, Noun | None]:
    """ "in the title(,) …", "the title should say …": whose text it is, and where the rest begins."""
    led = w.has(at, "in") and not w.has(at, "to")
    denied = w.heard & _DENIES and any(
        w.any_of(k, "instead", "not") for k in range(at, min(at + _DENIED_MAX, w.size))
    )
    if not (led or denied) or w.has(at, "someone"):
        return at, None
    ends = _RESTS if led else _ASKS
    ahead = range(at + 1 + led, min(at + _WORDS_MAX, w.size))
    end = next((k for k in ahead if w.sorts[k] & ends or w.mark(k, ",:")), None)
    if end is None or (w.mark(end) and not led):
        return at, None
    part = w.part(at + led, end - w.has(end - 1, "det"))
    found = nouns(part, 0, places=False)
    whole = found is not None and found.stop == part.size
    if found is None or not whole or found.pronoun or found.screen:
        return at, None
    return end + w.mark(end, ",:"), found._replace(stop=end)


def _described(w: Words, at: int) -> Noun | None:
    """The description at ``at``, to which neither the next text nor the word before that belongs."""
    ahead = range(at + 1, min(at + _WORDS_MAX, w.size))
    quote = next((k for k in ahead if w.sorts[k] & _QUOTE), None)
    if quote is None:
        return None
    part = w.part(at, quote - 1)
    found = nouns(part, 0, places=False)
    return None if found is None else found._replace(stop=at + found.stop)


def _two(w: Words, at: int, owner: Noun | None) -> _Pair | None:
    """The two texts, where small words alone stand before and between them, or whose they are."""
    first, k, between = -1, at, False
    stop = min(at + _WORDS_MAX, w.size)
    while k < stop:
        if w.sorts[k] & _QUOTE:
            if first >= 0:
                return _Pair(first, k, owner, at, between)
            first = k
            if w.has(k + 1, "in") and not w.has(k + 1, "to") and owner is None:
                owner = _described(w, k + 2)
                k, between = (k if owner is None else owner.stop - 1), owner is not None
        elif not _is_small(w, k) or (w.mark(k) and first < 0):
            return None
        k += 1
    return None


def _without_a_third(w: Words, at: int) -> int | None:
    """The place after ", not “C”" behind the new text."""
    denied = w.skip_commas(at)
    third = w.any_of(denied, "not", "instead") and w.sorts[denied + 1] & _QUOTE
    return denied + 2 if third else None


def _is_small(w: Words, k: int) -> bool:
    if w.mark(k, _MARKS) or w.value(k, "property") == "text":
        return True
    if w.value(k, "passive") == "set":
        return True  # "it must be written “A”"
    return bool(w.sorts[k] & _SMALL) or w.value(k, "verb") in _VERBS or w.has(k, "carrying")


def _old_of_part(w: Words, pair: _Pair) -> int | None:
    """ "(in the title) “A” should be “B”", "change “A” to “B” (in it)": the first is there."""
    leads = range(pair.first + 1, pair.second)
    told = any(w.any_of(k, "should", "to", "with", "by", "purpose", "becoming") for k in leads)
    return pair.first if told and not any(w.has(k, "not") for k in leads) else None


def _old(w: Words, pair: _Pair) -> int | None:
    """Which of the two is there: the one that a small word before it says to be."""
    first, second, _, at, between = pair
    if any(w.has(k, "not") and w.has(k + 1, "verb") for k in range(at, second)):
        return None  # "do not call “A” “B”"
    before, after = _denied(w, at, first), _denied(w, first + 1, second)
    if before and after:
        return None
    if before:
        return first if any(w.sorts[k] & _GOES_ON for k in range(first + 1, second)) else None
    if after:
        asks = range(first + 1, second)
        return None if any(w.any_of(k, "should", "is") for k in asks) else second
    if w.value(at, "verb") == "rename" and first == at + 1 == second - 1:
        return first  # "call “A” “B”"
    if w.has(at, "putting-in") and w.value(second - 1, "purpose") == "for":
        return second  # "substitute “B” for “A”"
    if between or second != first + 2 or not w.has(first + 1, "to"):
        return None
    called = any(w.any_of(k, "text-part", "inner-text", "property") for k in range(at, first))
    told = called or w.value(at, "verb") == "swap" or _without_a_third(w, second + 1)
    return first if told else None  # "the text “A” to “B”"


def _denied(w: Words, start: int, stop: int) -> bool:
    """Whether the words before a text say that it stands there, and is not to: "not", "instead of", "it says"."""
    for k in range(start, stop):
        if w.any_of(k, "instead", "not", "from") and not w.any_of(k, "to"):
            return True
        if w.has(k, "pronoun") and w.has(k + 1, "says") and k + 2 == stop:
            return True
    return False
