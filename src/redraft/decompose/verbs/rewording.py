"""Parts of a text: replace a word, take one out, put one beside another, correct a slip.

    "replace order with purchase in the cancel button"
    "remove the word now from the buy button"
    "fix the typo in the title: Wellcome should be Welcome"

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers, text_end
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.values import value
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, ReplaceText, Set
from redraft.select.selectors import Everything, Named, Selector

#: words that a part of a text may have where it has no quotes
WORDS_MAX: Final = 8
#: how far before the end of a clause whose text it is may be named
OWNER_MAX: Final = 12


class Part(NamedTuple):
    """A part of a text as typed, and the place after it; ``told`` where it was called a word."""

    text: str
    stop: int
    told: bool


def part(w: Words, i: int, *until: str) -> Part | None:
    """Read "“now”", "the word now", "an exclamation mark" at ``i``, up to one of ``until``.

    Bare words are one only after a word for a part of a text.
    """
    at = w.skip(i, "det")
    if w.has(at, "sign"):
        return Part(w.value(at, "sign"), at + 1, told=True)
    told = w.has(at, "text-part")
    if told:
        at += 1
        if w.any_of(at, "of", "that", "says") or w.mark(at, ":"):
            at += 1
    if w.kind(at) == "quote":
        return None if w.any_of(at + 1, "kind") else Part(w.items[at].text, at + 1, told)
    return bare(w, at, *until)._replace(told=True) if told and w.kind(at) == "word" else None


def bare(w: Words, i: int, *until: str) -> Part:
    """The words from ``i`` on as typed, up to one of ``until`` or the clause's end."""
    stop = i
    while stop < i + WORDS_MAX and not (ends_clause(w, stop) or w.mark(stop, ",:([")):
        if stop > i and w.any_of(stop, *until):
            break
        stop += 1
    return Part(w.quote(w.span(i, stop)), stop, told=False)


def owned(w: Words, i: int) -> tuple[Part, Noun | None]:
    """Words to put in from ``i`` on, and whose text they are for: "(with) Log in in the header"."""
    if w.kind(i) == "quote":
        return Part(w.items[i].text, i + 1, told=False), owner_at(w, i + 1)
    end = text_end(w, i, "and")
    for at in range(end - 1, max(i, end - OWNER_MAX), -1):
        found = owner_at(w, at)
        if found is not None and found.stop >= end and not found.bare:
            return Part(w.quote(w.span(i, at)), at, told=False), found
    return Part(w.quote(w.span(i, end)), end, told=False), None


def owner_at(w: Words, at: int) -> Noun | None:
    """ "in the title", "from the buy button": whose text is meant."""
    return nouns(w, at + 1, places=True) if w.any_of(at, "in", "from", "of") else None


def where(p: Asking, found: Noun | None, find: str) -> Selector:
    """Whose text a part is of: of what is named, else of what says it."""
    if found is None and p.scope is not None:
        return p.scope
    if found is None or found.screen:
        return Named(quoted=find, number="one") if found is None else Everything()
    return p.scoped(found.selector)


def reworded(p: Asking, draft: Draft, at: int) -> int | None:
    """ "change Summer to Winter in the title": a part of a text by its words alone.

    None where the words may be anything else: a component, a property, a value.
    """
    w = p.w
    step = w.skip(at + 1, "det", unless=("name",))
    told = part(w, at + 1, "to", "with")
    if told is None:
        if step > at + 1 or not (_plain(w, step) or _is_name(w, step)):
            return None
        told = bare(w, step, "to", "with", "by")
    if not (w.any_of(told.stop, "to", "with", "by") and w.is_word(told.stop)):
        return None
    after = told.stop + 1
    new, owner = owned(w, after)
    quoted = w.kind(after) == "quote"
    if not new.text or not (quoted or told.told or _plain(w, after)):
        return None
    capitals = w.text[w.items[step].start].isupper() and w.text[w.items[after].start].isupper()
    if owner is None and _is_name(w, step):
        return None
    known = capitals and not quoted
    strange = w.is_unknown(step) and (quoted or w.is_unknown(after))
    if owner is None and not (told.told or known or strange):
        return None
    stop = owner.stop if owner is not None else new.stop
    w.use(at, stop)
    target = where(p, owner, told.text)
    step_made = ReplaceText(target=target, find=told.text, put=new.text, span=w.span(at, stop))
    draft.steps.append(step_made)
    p.remember(target)
    p.memory.verb = "replace"
    return to_end(p, draft, stop)


def _is_name(w: Words, at: int) -> bool:
    """Whether the word is one for a component: part of a text only where its owner is named."""
    return w.is_word(at) and w.any_of(at, "kind") and not w.any_of(at, "property", "screen")


def _plain(w: Words, at: int) -> bool:
    """Whether words stand at ``at`` that are neither a value, a property nor a description."""
    if not w.is_word(at) or value(w, at) is not None:
        return False
    return not w.any_of(
        at,
        *("property", "more", "pronoun", "possessive", "kind", "any", "quantifier", "ordinal"),
        *("det", "screen", "direction", "edge", "like", "same", "shade", "superlative", "rest"),
    )


def taken_out(p: Asking, draft: Draft, at: int) -> int | None:
    """ "remove the word now from the buy button", "delete “now” in the title"."""
    w = p.w
    said = part(w, skip_fillers(w, at + 1), "from", "in")
    if said is None or not said.text:
        return None
    owner = owner_at(w, said.stop)
    if owner is None and not said.told:
        return None
    stop = said.stop if owner is None else owner.stop
    w.use(at, stop)
    target = where(p, owner, said.text)
    draft.steps.append(ReplaceText(target=target, find=said.text, put="", span=w.span(at, stop)))
    p.remember(target)
    p.memory.verb = "replace"
    return to_end(p, draft, stop)


def beside(p: Asking, draft: Draft, at: int, stop: int, said: Part) -> int | None:
    """ "(add “new”) after “our” in the title": a word beside another of the same text."""
    w = p.w
    side = w.value(stop, "relation")
    if side not in ("before", "after"):
        return None
    there = part(w, stop + 1, "in", "from", "of")
    if there is None:
        return None
    owner = owner_at(w, there.stop)
    end = there.stop if owner is None else owner.stop
    both = (said.text, there.text) if side == "before" else (there.text, said.text)
    target = where(p, owner, there.text)
    w.use(at, end)
    put = " ".join(word.strip() for word in both)
    draft.steps.append(ReplaceText(target=target, find=there.text, put=put, span=w.span(at, end)))
    p.remember(target)
    return to_end(p, draft, end)


def correct(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """ "fix the typo in the title: Wellcome should be Welcome", "correct Recieve to Receive"."""
    w = p.w
    w.use(at, at + 1)
    step = w.skip(skip_fillers(w, at + 1), "det", unless=("name",))
    if w.has(step, "slip"):
        step += 1
        if w.any_of(step, "in", "of"):
            step += 1
    found: Noun | None = None
    wrong = _wrong(w, step)
    if wrong is None:
        found = noun(w, step, places=True)
        if found is not None:
            step = found.stop
            while w.mark(step, ",:-–—(") or w.any_of(step, "comma", "says", "pronoun", "it-is"):
                step += 1
            wrong = _wrong(w, step)
    if wrong is None:
        return _says(p, draft, at, step, found) or _unsaid(p, draft, at)
    right, owner = owned(w, wrong.stop + 1)
    owner = owner or found
    end = max(right.stop, owner.stop if owner is not None else 0)
    w.use(at, end)
    target = where(p, owner, wrong.text)
    draft.steps.append(
        ReplaceText(target=target, find=wrong.text, put=right.text, span=w.span(at, end))
    )
    p.remember(target)
    p.memory.verb = "replace"
    return to_end(p, draft, end)


def _wrong(w: Words, at: int) -> Part | None:
    """The misspelt words at ``at``, where what they should be follows them."""
    if w.kind(at) == "quote":
        said = Part(w.items[at].text, at + 1, told=True)
    elif w.is_word(at):
        said = bare(w, at, "to", "should", "with", "like")
    else:
        return None
    stop = w.skip_commas(said.stop)
    if w.any_of(stop, "pronoun", "it-is"):
        stop += 1
    follows = w.any_of(stop, "to", "should", "with", "like") or w.mark(stop, "→>=-")
    if not follows or w.kind(stop + 1) not in ("word", "quote"):
        return None
    return said._replace(stop=stop)


def _says(p: Asking, draft: Draft, at: int, step: int, found: Noun | None) -> int | None:
    """ "(fix the typo in the title,) it should say Welcome": the whole text as it should be."""
    w = p.w
    if found is None or not w.has(step, "should") or not w.has(step + 1, "says"):
        return None
    said = bare(w, step + 2) if w.kind(step + 2) != "quote" else part(w, step + 2)
    if said is None or not said.text:
        return None
    target = p.scoped(found.selector)
    w.use(at, said.stop)
    text = Literally(said.text)
    draft.steps.append(Set(target=target, property="text", value=text, span=w.span(at, said.stop)))
    p.remember(target)
    return to_end(p, draft, said.stop)


def _unsaid(p: Asking, draft: Draft, at: int) -> int:
    """A slip with no word of what it should be: too little to go by."""
    w = p.w
    stop = text_end(w, at, "and")
    p.fail(draft, w.span(at, stop), "clause.vague", "says not what it should be")
    w.use(at, stop)
    return stop
