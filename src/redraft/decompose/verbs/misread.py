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
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.verbs.rewording import where
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, ReplaceText, Set
from redraft.select.selectors import Related

_SAID: Final = gate("says")
_DENIES: Final = gate("not")
#: words of what says it
_SUBJECT_MAX: Final = 8
#: verbs that give the right text
_GIVES: Final = ("make", "set", "rename")
#: words that a wrong text may have
_WRONG_MAX: Final = 12


def misread(p: Asking, draft: Draft, at: int) -> int | None:
    """Read a text that is wrong and the one that should be there; None where this is not said."""
    w = p.w
    if w.heard & _DENIES and (read := _mistaken(p, draft, at)) is not None:
        return read
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


def _mistaken(p: Asking, draft: Draft, at: int) -> int | None:
    """ "the name is Ledgerly Pro, not Ledgerly", "it's “Ledgerly Pro”, not “Ledgerly”": a text for another."""
    w = p.w
    named = (
        at
        if w.has(at, "it-is")
        else next(
            (k for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)) if w.has(k, "is")),
            None,
        )
    )
    if named is None or (new := _called(w, named + 1)) is None:
        return None
    step = new[1] + w.mark(new[1], ",")
    old = _called(w, step + 1) if w.has(step, "not") else None
    if old is None or not ended(w, old[1]):
        return None
    owner = None
    if named > at:
        subject = w.part(at, named)
        owner = noun(subject, 0, places=True)
        if owner is None or owner.stop != subject.size or owner.pronoun:
            return None
    w.use(at, old[1])
    target, span = where(p, owner, old[0]), w.span(at, old[1])
    draft.steps.append(ReplaceText(target=target, find=old[0], put=new[0], span=span))
    p.remember(target)
    p.memory.verb = "replace"
    return to_end(p, draft, old[1])


def _called(w: Words, at: int) -> tuple[str, int] | None:
    """A text in quotes, or one with capitals that says no look; where it ends."""
    if w.kind(at) == "quote":
        return w.items[at].text, at + 1
    stop = at
    while stop < at + _WRONG_MAX and not (
        ends_clause(w, stop) or w.mark(stop) or w.has(stop, "not")
    ):
        if w.is_colour(stop) or w.any_of(stop, "keyword", "unit") or w.kind(stop) != "word":
            return None
        stop += 1
    return (w.quote(w.span(at, stop)), stop) if stop > at and w.is_capital(at) else None


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
