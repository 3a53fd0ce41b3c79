"""What is replaced by what: "replace “Fee” by “Price” and “10 km” by “12 km” in the table".

    L-1  each pair is looked through once

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import skip_fillers
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.values import value
from redraft.decompose.verbs.ending import styled, to_end
from redraft.decompose.verbs.rewording import (
    Part,
    bare,
    next_pair,
    owned,
    owner_at,
    part,
    remeasured,
    where,
)
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, ReplaceText, Set
from redraft.select.selectors import Related

#: what stands between what is there and what is put instead
_JOINTS: Final = ("with", "by", "to")


class _Old(NamedTuple):
    """What is there: words of a text and whose it is, or a component; the place after them."""

    find: Part | None
    owner: Noun | None
    named: Noun | None
    stop: int


def replace(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """replace "A" with "B" (in X); replace A with B in X; replace the title with "B"."""
    p.w.use(at, at + 1)
    return replaced(p, draft, at, skip_fillers(p.w, at + 1), verb)


def quote_to_quote(w: Words, at: int) -> bool:
    """ "“Before” to “Then”"."""
    joint = w.any_of(at + 1, "to", "with") or w.value(at + 1, "purpose") == "for"
    return w.kind(at) == "quote" and joint and w.kind(at + 2) == "quote"


def quote_to_words(w: Words, at: int) -> bool:
    """ "“Before” → Then, Ana", "“Before” to Then": what is put there stands without quotes."""
    if w.kind(at) != "quote" or not w.has(at + 1, "to") or not w.is_word(at + 2):
        return False
    new = at + 2
    if value(w, new) is not None and not w.is_capital(new):
        return False
    strange = w.is_unknown(new) and not w.has(new, "name")
    return (w.is_capital(new) and (strange or w.has(at + 1, "arrow"))) or strange


def replaced(p: Asking, draft: Draft, at: int, step: int, verb: str) -> int:
    """Read what is replaced from ``step`` on: "A" with "B"; the clause began at ``at``."""
    w = p.w
    if (read := remeasured(p, draft, at, step)) is not None:
        return read
    old = _old(w, step)
    w.use(step, old.stop)
    if not (w.any_of(old.stop, *_JOINTS) or quote_to_quote(w, old.stop - 1)):
        p.fail(draft, w.span(at, max(old.stop, at + 1)), why="says not what to put instead")
        return to_end(p, draft, old.stop)
    ahead = old.stop + 1
    quoted = w.skip(ahead, "det", "text-part", "with")
    new, behind = owned(w, quoted if w.kind(quoted) == "quote" else ahead)
    owner, find = old.owner or behind, old.find
    told = behind is not None or w.has(new.stop, "everywhere") or _words_of_a_text(w, step, old)
    if find is None and old.named is not None and told:
        # "replace order with purchase in the cancel button", "replace StonePay by Stripe"
        start = w.after_det(step)
        find = Part(w.quote(w.span(start, old.named.stop)), old.named.stop, told=False)
    stop = new.stop if behind is None or old.owner is not None else behind.stop
    w.use(step, stop)
    span = w.span(at, stop)
    p.memory.verb = verb
    if new.doubt:
        p.doubt(draft, w.span(ahead, new.stop), w.span(ahead, new.doubt))
    elif not new.text:
        p.fail(draft, span, why="says not what to put instead")
    elif find is None and old.named is None:
        p.fail(draft, span)
    if draft.diagnostics:
        return to_end(p, draft, stop)
    if find is not None:
        target = where(p, owner, find.text, stop)
        draft.steps.append(ReplaceText(target=target, find=find.text, put=new.text, span=span))
    else:
        assert old.named is not None
        target, text = p.scoped(old.named.selector), Literally(new.text)
        draft.steps.append(Set(target=target, property="text", value=text, span=span))
    p.remember(target)
    return next_pair(p, draft, styled(p, draft, stop, target))


def _old(w: Words, step: int) -> _Old:
    """Read what is there from ``step`` on."""
    find = part(w, step, *_JOINTS, "in")
    if find is not None:
        pair = quote_to_quote(w, find.stop - 1)
        owner = None if pair else owner_at(w, find.stop)
        return _Old(find, owner, None, find.stop if owner is None else owner.stop)
    if w.kind(step) == "number":
        find = bare(w, step, *_JOINTS, "in")  # "replace 2025 with 2026"
        return _Old(find, None, None, find.stop)
    w.quotes_name = False
    named = _wording(w, w.after_det(step)) or nouns(w, step, places=False)
    if named is not None and not w.any_of(named.stop, *_JOINTS):
        named = nouns(w, step, places=True)
    w.quotes_name = True
    if named is not None and w.has(named.stop, "possessive-mark"):
        what = named.stop + 1
        if w.has(what, "inner-text") or w.value(what, "property") == "text":
            # "replace the button's text by “Pay”"
            named = named._replace(selector=Related(named.selector, "text"), stop=what + 1)
    return _Old(None, None, named, step if named is None else named.stop)


def _wording(w: Words, at: int) -> Noun | None:
    """ "text of the buy button": what it says."""
    if not (w.has(at, "inner-text") and w.has(at + 1, "of")):
        return None
    owner = nouns(w, at + 2, places=False)
    return None if owner is None else owner._replace(selector=Related(owner.selector, "text"))


def _words_of_a_text(w: Words, step: int, old: _Old) -> bool:
    """Whether what is named has neither an article, a kind nor the name of something."""
    named = old.named
    return named is not None and named.bare and not (w.has(step, "det") or w.has(step, "name"))
