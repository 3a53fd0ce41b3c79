"""Parts of a text: replace a word, take one out, put one beside another, correct a slip.

    "replace order with purchase in the cancel button"
    "remove the word now from the buy button"
    "fix the typo in the title: Wellcome should be Welcome"

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, one_each, skip_fillers, starts_clause, text_end
from redraft.decompose.descriptions import Noun, joined
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.sorts import gate
from redraft.decompose.texts import LIST_MAX, texts_listed
from redraft.decompose.tokens import is_sum
from redraft.decompose.unquoted import is_figure, unquoted
from redraft.decompose.values import MEASURE, value
from redraft.decompose.verbs.ending import styled, to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, ReplaceText, Set
from redraft.select.selectors import Either, Everything, Look, Named, Related, Selector

#: what stands between words and those that are put in their place
_LEADING: Final = ("to", "with", "by", "becoming")
#: without one nothing is put in the place of a list; a reason may end the clause before it
_LED: Final = gate(*_LEADING, "reason")
_SURE: Final = (*_LEADING, "should")
_JOINTS: Final = (*_SURE, "purpose")
#: words that a part of a text may have where it has no quotes
WORDS_MAX: Final = 8
#: words of a list of what is replaced
_LISTED_MAX: Final = 16
#: how far before the end of a clause whose text it is may be named
OWNER_MAX: Final = 12


class Part(NamedTuple):
    """A part of a text as typed, and the place after it; ``told`` where it was called a word."""

    text: str
    stop: int
    told: bool
    #: where it may end as well, having no quotes
    doubt: int = 0


def part(w: Words, i: int, *until: str) -> Part | None:
    """Read "“now”", "the word now", "an exclamation mark" at ``i``, up to one of ``until``.

    Bare words are one only after a word for a part of a text.
    """
    at = w.after_det(i)
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


def set_before(said: Part) -> str:
    """A part as it is put before a text: what marks a line stands apart from it ("– Steve Jobs")."""
    return f"{said.text} " if said.told and said.text in _MARKS_A_LINE else said.text


_MARKS_A_LINE: Final = frozenset("–•*✓→")


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
    said = unquoted(w, i)
    if said is None:
        return Part("", i, told=False), None
    end = said.stop
    for at in range(end - 1, max(i, end - OWNER_MAX), -1):
        found = owner_at(w, at)
        the = w.has(at + 1, "definite") or w.items[at].words > 1  # "in the"
        told = found is not None and (the or not found.bare)
        if found is not None and told and found.stop >= end:
            return Part(w.quote(w.span(i, at)), at, told=False), found
    return Part(said.text, end, told=False, doubt=said.doubt), None


def owner_at(w: Words, at: int) -> Noun | None:
    """ "in the title", "from the buy button": whose text is meant."""
    if not w.any_of(at, "in", "from", "of"):
        return None
    found = nouns(w, at + 1, places=True)
    if found is None or not w.any_of(found.stop, "should", "is"):
        return found
    first = noun(w, at + 1, places=True)  # "in the title, and the button should be red"
    return first if first is not None and w.is_separator(first.stop) else found


def where(p: Asking, found: Noun | None, find: str, at: int = 0) -> Selector:
    """Whose text a part is of: of what is named, else of what says it; of all where ``at`` says so."""
    if found is None and at and p.w.has(at, "everywhere"):
        everywhere = Everything() if p.scope is None else Related(p.scope, "wording")
        return Look(everywhere, "text", find, "has")
    if found is None and p.scope is not None:
        return saying(p.scope, find)
    if found is None:
        return Named(quoted=find, number="one")
    return Everything() if found.screen else saying(p.scoped(found.selector), find)


def saying(owner: Selector, find: str) -> Selector:
    """What of it, and in it, says some words; all of its texts where no text is told to."""
    texts = Related(owner, "wording")
    told = Related(Look(owner, "text", find, "has"), "wording")
    return Either((Look(told, "text", find, "has"), texts, owner))


def reworded(p: Asking, draft: Draft, at: int, begin: int, *, more: bool = False) -> int | None:
    """ "change Summer to Winter in the title": a part of a text by its words alone.

    The clause began at ``at``, what is replaced begins at ``begin``; ``more``: it is one more
    pair. None where the words may be anything else: a component, a property, a value.
    """
    w = p.w
    step = w.skip(begin, "det", unless=("name",))
    if (each := exchanged_each(p, draft, at, begin)) is not None:
        return each
    if (read := remeasured(p, draft, at, step)) is not None:
        return read
    told = part(w, begin, *_JOINTS)
    if told is None:
        figures = _figures(w, step, step + 2, more=more)
        named = w.has(step, "name") or _in_text(w, step)
        if step > begin or not (_plain(w, step) or _is_name(w, step) or figures or named):
            return None
        told = bare(w, step, *_SURE)
        if (more or begin > at) and not leads(w, told.stop):
            told = bare(w, step, *_JOINTS)  # "change Terms for Conditions"
    owned_by = any(w.has(k, "possessive-mark") for k in range(step, told.stop))
    if owned_by or not leads(w, told.stop):
        return None  # "anna's job" is something, and no words of a text
    after = w.skip(told.stop + 1, "closing")
    new, owner = owned(w, after)
    quoted = w.kind(after) == "quote"
    if not quoted and _describes(w, after, new.stop, verb=begin > at):
        return None  # "Save → filled blue button"
    figures = _figures(w, step, after, more=more)
    wished = w.has(told.stop, "should") and not w.has(told.stop, "becoming")
    if wished and (owner is None or not _capitals(w, step, after)):
        return None  # "Save should be red" is said of what is called so
    # "Payments becomes Cards": what is called so, and what it is to be called
    so_called = w.has(step, "name") or (w.is_unknown(step) and w.is_capital(step))
    called_anew = so_called and w.has(told.stop, "becoming") and w.is_capital(after)
    if figured(w, after, told.text):
        return None  # "the salary is now $3,200": what shows a figure is to show that one
    worded = quoted or told.told or figures or called_anew or _in_text(w, step)
    if not new.text or not (worded or _plain(w, after)):
        return None
    if owner is None and _is_name(w, step) and not called_anew:
        return None
    known = _capitals(w, step, after) and not quoted
    strange = w.is_unknown(step) and (quoted or w.is_unknown(after))
    everywhere = w.has(new.stop, "everywhere")
    called = not everywhere and told.stop == step + 1 and w.has(step, "name")
    called = called and (called_anew or _plain(w, after))
    becomes = quoted and w.has(told.stop, "becoming") and w.is_unknown(step)
    called = called or (becomes and not (told.told or owner is not None))  # "greeting becomes “Hi”"
    if (
        owner is None
        and p.scope is None
        and not (told.told or known or strange or called or figures or more or everywhere)
    ):
        return None
    stop = owner.stop if owner is not None else new.stop
    target = where(p, owner, told.text, stop)
    w.use(at, stop)
    span = w.span(at, stop)
    if new.doubt:
        p.doubt(draft, w.span(after, new.stop), w.span(after, new.doubt))
    elif owner is None and p.scope is None and called:
        # "change cash wallet to Apple Pay": what is called so, by its text or otherwise
        target = Related(Named(quoted=told.text, span=w.span(step, told.stop)), "text")
        draft.steps.append(
            Set(target=target, property="text", value=Literally(new.text), span=span)
        )
    else:
        draft.steps.append(ReplaceText(target=target, find=told.text, put=new.text, span=span))
    p.remember(target)
    p.memory.verb = "replace"
    return next_pair(p, draft, styled(p, draft, stop, target))


def remeasured(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "change 25 minutes to 30 (in the method)": a figure of a text; the clause began at ``at``."""
    w = p.w
    pair = _measured(w, step)
    if pair is None:
        return None
    old, new = pair
    owner = owner_at(w, new.stop)
    stop = new.stop if owner is None else owner.stop
    target, span = where(p, owner, old.text, stop), w.span(at, stop)
    w.use(at, stop)
    draft.steps.append(ReplaceText(target=target, find=old.text, put=new.text, span=span))
    p.remember(target)
    p.memory.verb = "replace"
    return next_pair(p, draft, styled(p, draft, stop, target))


def _measured(w: Words, at: int) -> tuple[Part, Part] | None:
    """ "(change) 25 minutes to 30", "25 to 30 days": a figure and the one for it, of the same measure."""
    old = value(w, at) if w.kind(at) == "number" else None
    if old is None or not leads(w, old.stop):
        return None
    new = value(w, old.stop + 1)
    if new is None or MEASURE not in (old.unit, new.unit):
        return None
    if any(said.sort != "number" and said.unit != MEASURE for said in (old, new)):
        return None
    measures = [s.text.removeprefix(f"{s.number:g}") for s in (old, new) if s.unit == MEASURE]
    texts = [s.text + measures[0] * (s.unit != MEASURE) for s in (old, new)]
    stops = (old.stop, new.stop)
    was, now = (Part(text, k, told=False) for text, k in zip(texts, stops, strict=True))
    return was, now


def figured(w: Words, at: int, told: str) -> bool:
    """Whether a sum stands at ``at``, and no words that say a figure are to become it."""
    sums = w.kind(at) == "quote" and is_figure(w, at) and is_sum(w.items[at].text)
    return sums and not any(letter.isdigit() for letter in told)


def next_pair(p: Asking, draft: Draft, at: int) -> int:
    """ "(change Milk to Tofu) and Tofu to Milk": one clause, whose texts are found before any is changed."""
    w = p.w
    begin = w.skip_commas(at)
    if begin == at or draft.diagnostics or starts_clause(w, begin):
        return at
    read = reworded(p, draft, begin, begin, more=True)
    if read is not None:
        w.use(at, begin)
    return read or at


def leads(w: Words, at: int) -> bool:
    """Whether what comes after ``at`` is put in the place of what is before: "to", "with", "for"."""
    return w.any_of(at, "to", "with", "by", "becoming", "should") or w.value(at, "purpose") == "for"


def _figures(w: Words, old: int, new: int, *, more: bool) -> bool:
    """Whether two numbers are words of a text: two years, or one ``more`` pair of a request."""
    if more and all((n := value(w, k)) is not None and n.sort == "number" for k in (old, new)):
        return True  # "five with six"
    if not (w.kind(old) == w.kind(new) == "number"):
        return False
    tokens = w.items[old].token, w.items[new].token
    if all("," in t.text for t in tokens):
        return True  # "92,310": no length is written so
    if all(len(t.text.rpartition(".")[2]) == _CENTS < len(t.text) - 1 for t in tokens):
        return not any(t.unit for t in tokens)  # "4.20": a price
    return more or all(t.value in _YEARS and not t.unit for t in tokens)


#: digits behind the point of a price
_CENTS: Final = 2
#: numbers that are years
_YEARS: Final = range(1900, 2101)


def _capitals(w: Words, *places: int) -> bool:
    """Whether the words at all of these places begin with a capital."""
    return all(w.is_capital(k) for k in places)


def exchanged_each(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "change milk and eggs to oat milk and tofu respectively": as many words as there are texts."""
    w = p.w
    if not w.heard & _LED:
        return None
    after = step + 1
    while after <= step + _LISTED_MAX and not (
        w.any_of(after - 1, *_LEADING) or ends_clause(w, after)
    ):
        after += 1
    if not w.any_of(after - 1, *_LEADING) or w.kind(after) == "quote":
        return None
    old = _listed(w, step, after - 1)
    if len(old) < 2:
        return None
    each = one_each(w, after)
    stop = after
    while each and not w.has(stop, "respectively"):
        stop += 1
        if stop > after + LIST_MAX:
            return None
    listed = texts_listed(w, after)
    if not each and listed is not None:
        stop = listed.stop
    new = _listed(w, after, stop)
    if len(old) != len(new) or any(_tells(w, k) for k in range(step, after - 1)):
        return None
    w.use(at, stop + each)
    span = w.span(at, stop + each)
    for find, put in zip(old, new, strict=True):
        target = where(p, None, find)
        draft.steps.append(ReplaceText(target=target, find=find, put=put, span=span))
    p.remember(joined([where(p, None, put) for put in new]))
    p.memory.verb = "replace"
    return to_end(p, draft, stop + each)


def _tells(w: Words, k: int) -> bool:
    """Whether a word belongs to a description rather than to a text."""
    return w.any_of(k, "det", "kind", "quantifier", "ordinal", "pronoun", "possessive-mark")


def _listed(w: Words, start: int, stop: int) -> list[str]:
    """The texts of a list without quotes, or with."""
    said: list[str] = []
    begun = start
    for k in range(start, stop + 1):
        if k < stop and not (w.mark(k, ",") or w.any_of(k, "and", "comma")):
            continue
        if k > begun:
            quote = w.kind(begun) == "quote" and k == begun + 1
            said.append(w.items[begun].text if quote else w.quote(w.span(begun, k)))
        begun = k + 1
    return said


def _is_name(w: Words, at: int) -> bool:
    """Whether the word is one for a component: part of a text only where its owner is named."""
    return w.is_word(at) and w.any_of(at, "kind") and not w.any_of(at, "property", "screen")


def _in_text(w: Words, at: int) -> bool:
    """ "page to site in the hint": a word for another in a text that is named, whatever they mean."""
    if not (w.any_of(at, "screen", "kind") and w.has(at + 1, "to")):
        return False
    owner = owner_at(w, at + 3) if w.any_of(at + 2, "screen", "kind") or _plain(w, at + 2) else None
    return owner is not None and not (owner.screen or owner.pronoun)


def _plain(w: Words, at: int) -> bool:
    """Whether words stand at ``at`` that are neither a value, a property nor a description."""
    if not w.is_word(at) or value(w, at) is not None:
        return False
    return not w.any_of(
        at,
        *("property", "more", "pronoun", "possessive", "kind", "any", "quantifier", "ordinal"),
        *("det", "screen", "direction", "edge", "like", "same", "shade", "superlative", "rest"),
    )


def _describes(w: Words, at: int, stop: int, *, verb: bool) -> bool:
    """Whether words tell how something is to look: without a capital and with its kind as the last.

    So do those of which something is said, where no verb gives a text: "row_1 to row_3 should be red".
    """
    if not verb and any(w.has(k, "should") for k in range(at, stop)):
        return True
    if w.is_capital(at) or not w.has(stop - 1, "kind"):
        return False
    return any(w.is_colour(k) or w.any_of(k, "keyword", "shade", "look") for k in range(at, stop))


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


def correct(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """ "fix the typo in the title: Wellcome should be Welcome", "typo in the title: Wellcome → Welcome"."""
    w = p.w
    begun = at + bool(verb)
    w.use(at, begun)
    step = w.skip(skip_fillers(w, begun), "det", unless=("name",))
    if w.has(step, "slip"):
        step += 1
        if w.any_of(step, "in", "of") or w.mark(step, ":"):
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
