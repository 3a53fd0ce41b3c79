"""A text for one that stands somewhere: "write Visa Platinum where it says Visa Gold".

    "instead of August rent it should say September rent"
    "instead of “Thank You” the last slide should say “Obrigado!”"

    L-1  a clause is looked through up to `_WORDS_MAX` words

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, verb_at
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import ended, styled
from redraft.decompose.verbs.rewording import Part, bare, owned, where
from redraft.decompose.words import Words
from redraft.plan.steps import ReplaceText

#: words before what tells where the old text stands
_WORDS_MAX: Final = 16
_INSTEAD: Final = gate("instead")
_SAYS: Final = gate("says")
#: verbs that put a text somewhere
_PUTS: Final = ("insert",)


def restated(p: Asking, draft: Draft, at: int) -> int | None:
    """Read a new text and the one that it stands for; None where the two are not told so."""
    w = p.w
    if w.heard & _SAYS and (read := _where_it_says(p, draft, at)) is not None:
        return read
    return _instead_it_says(p, draft, at) if w.heard & _INSTEAD else None


def where_said(w: Words, at: int) -> bool:
    """ "where it says"."""
    return w.has(at, "question") and w.has(at + 1, "pronoun") and w.has(at + 2, "says")


def _where_it_says(p: Asking, draft: Draft, at: int) -> int | None:
    """ "write Visa Platinum where it says Visa Gold", "where it says Gold write Platinum"."""
    w = p.w
    if where_said(w, at):
        old = _words(w, at + 3)
        verb = -1 if old is None else w.skip_commas(old.stop)
        if old is None or verb_at(w, verb) not in _PUTS:
            return None
        new, owner = owned(w, verb + 1)
        return _put(p, draft, at, old, new, owner)
    if verb_at(w, at) not in _PUTS:
        return None
    ahead = range(at + 2, min(at + _WORDS_MAX, w.size))
    k = next((k for k in ahead if where_said(w, k) or ends_clause(w, k)), None)
    if k is None or not where_said(w, k):
        return None
    quoted = w.kind(at + 1) == "quote" and k == at + 2
    text = w.items[at + 1].text if quoted else w.quote(w.span(at + 1, k))
    old, owner = owned(w, k + 3)
    return _put(p, draft, at, old, Part(text, k, told=True), owner)


def _instead_it_says(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(note:) instead of August rent it should say September rent"."""
    w = p.w
    owner = nouns(w, at) if not w.has(at, "instead") else None
    if owner is not None and (owner.pronoun or not w.mark(owner.stop, ":")):
        return None
    begun = at if owner is None else owner.stop + 1
    old = _words(w, begun + 1) if w.has(begun, "instead") else None
    if old is None:
        return None
    should = w.skip_commas(old.stop)
    if w.has(should, "pronoun"):
        should += 1
    elif owner is None and old.told and not w.has(should, "should"):
        owner = nouns(w, should, places=True)
        should = -1 if owner is None or owner.pronoun else owner.stop
    if not w.has(should, "should") or not (old.told or w.has(should + 1, "says")):
        return None
    new, behind = owned(w, should + 1 + w.has(should + 1, "says"))
    return _put(p, draft, at, old, new, owner or behind)


def _words(w: Words, at: int) -> Part | None:
    """What stands there: in quotes, or the words up to "it"."""
    if w.kind(at) == "quote":
        return Part(w.items[at].text, at + 1, told=True)
    said = bare(w, at, "pronoun", "should", "verb")
    return said if said.text else None


def _put(p: Asking, draft: Draft, at: int, old: Part, new: Part, owner: Noun | None) -> int | None:
    """Note that ``new`` is to stand for ``old``."""
    w = p.w
    stop = max(old.stop, new.stop, 0 if owner is None else owner.stop)
    if not (old.text and new.text) or old.doubt or new.doubt:
        return None
    if not ended(w, stop) and not w.has(stop, "closing") and not w.begins(stop, "in", "with"):
        return None
    w.use(at, stop)
    span = w.span(at, stop)
    target = where(p, owner, old.text)
    draft.steps.append(ReplaceText(target=target, find=old.text, put=new.text, span=span))
    p.remember(target)
    p.memory.verb = "replace"
    return styled(p, draft, stop, target)
