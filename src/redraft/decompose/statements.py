"""Statements: “the search button gets lost up there”, “nobody sees the menu”, “there's a line of text”.

A statement says something of its subject and asks for nothing. What makes it one is a word
that only says something (`states`, or "is" with "too" or a plain adjective); a colour, a
length or a wish in it could be asked for, so that it is none then. What it is about is what
"it" means in the next clause.

    L-1  a subject and what is said of it are of bounded length

May import: decompose, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import (
    asks_at,
    ends_clause,
    ends_sentence,
    people_do,
    people_end,
    says_of_it,
    starts_clause,
    strokes,
    verb_at,
)
from redraft.decompose.descriptions import many
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.select.selectors import Everything, Named, Selector, Where

#: words that a subject may have
_SUBJECT_MAX: Final = 12
#: words that may be said of it
_SAID_MAX: Final = 24
#: what ends a subject or a statement without a joint
_STARTS: Final = ("wish",)
_WISHED: Final = sorts("should", *_STARTS)
_MARK: Final = sorts(tokens=["mark"])
_REASON: Final = sorts("reason")
_REMARKS: Final = sorts("remark", "vague-look")
_THAT: Final = sorts("that")
#: what something is said by, or a reason that ends a clause before it
_SAID: Final = gate("remark", "vague-look", "states", "is", "people", "reason")
#: what is said of how much there is of something
_MUCH: Final = ("too", "degree", "no", "not", "follow", "plus", "less")
#: verbs after which something looks so: "make the buttons look heavy"
_CAUSES: Final = ("make", "keep")
#: fillers that begin a wish
_ASKS: Final = ("ask", "polite")
#: what a remark on "it" has none of
_WISHES: Final = (
    "too",
    "should",
    "more",
    "keyword",
    "property",
    "unit",
    "like",
    "same",
    "now",
    "says",
)
#: small words before such a remark: "right now"
_LEADS_MAX: Final = 3
_SMALL: Final = ("det", "possessive", "quantifier", "of", "factor", "filler", "pronoun")


#: what news is told by
_NEWS: Final = gate("people", "is", "passive")
#: what may be asked for, or be something that is here
_ASKABLE: Final = (
    *("property", "keyword", "more", "should", "wish", "token", "kind", "any", "name", "pronoun"),
    *(
        "too",
        "vague",
        "vague-look",
        "states",
        "modal",
        "if",
        "except",
        "arrow",
        "same",
        "to",
        "not",
    ),
    *("quantifier", "rest", "wanting", "edge", "praise", "plain-form", "remark", "it-is"),
)
#: words of the next clause among which "it" would be what was told of
_ABOUT_MAX: Final = 3


class _Subject(NamedTuple):
    """What a statement is about, and where what is said of it begins."""

    about: Selector | None
    stop: int
    #: the property of it that is spoken of
    property: str = ""


def statement(p: Asking, at: int) -> int | None:
    """Read a statement at ``at``; return where it ends, None where something may be asked."""
    w = p.w
    shown = _presented(w, at)
    if shown is not None:
        return _noted(p, at, shown.stop, shown.about)
    subject = _told(w, at) or _people(w, at) or _component(w, at)
    stop = None if subject is None else _end(w, subject.stop)
    if subject is None or stop is None:
        return None
    left_out = next((k for k in range(subject.stop, stop) if w.has(k, "except")), None)
    if left_out is not None:  # "everything is fine except the footer": it is the footer
        found = nouns(w, left_out + 1)
        if found is None or found.stop != stop:
            return None
        return _noted(p, at, stop, found.selector)
    about = subject.about
    if about is None:
        about = _spoken_of(w, subject.stop, stop)
    noted = _noted(p, at, stop, about)
    if subject.property:
        p.memory.properties = (subject.property,)  # "(the cards' padding is off,) make it 20"
    return noted


def aside(p: Asking, at: int) -> int | None:
    """ "We sold out: …", "Summer is over. …": news of nothing that is here, before what is asked."""
    w = p.w
    if not w.heard & _NEWS or (at and not ends_sentence(w, at - 1)):
        return None
    stop = next((k for k in range(at + 1, min(at + _SAID_MAX, w.size)) if _parts(w, k)), None)
    if stop is None or not _is_news(w, at, stop):
        return None
    asks = w.skip(stop, "comma", "filler", "then")
    while w.mark(asks, ".!?:;,\n–—-") or w.any_of(asks, "comma", "filler", "result"):
        asks += 1
    about_it = any(w.has(k, "pronoun") for k in range(asks, min(asks + _ABOUT_MAX, w.size)))
    if asks >= w.size or about_it:
        return None
    wished = any(w.has(k, "should") for k in range(asks, min(asks + _SUBJECT_MAX, w.size)))
    if not (ends_sentence(w, stop) or asks_at(w, asks) or (w.mark(stop, ":") and wished)):
        return None
    return _noted(p, at, stop, None)


def _parts(w: Words, k: int) -> bool:
    return ends_sentence(w, k) or w.mark(k, ":;,–—") or w.has(k, "comma")


def _is_news(w: Words, at: int, stop: int) -> bool:
    """Whether something happened, by all words, and none of them could be asked for."""
    somebody = w.has(at, "people") or w.has(w.after_det(at), "people")
    done = w.has(at, "definite") and w.value(stop - 1, "passive") == "set"  # "our hours changed"
    was = next((k for k in range(at + 1, stop) if w.has(k, "is")), None)
    if not (somebody or done or was is not None):
        return False
    strange = False
    for k in range(at, stop):
        told = somebody and (w.has(k - 1, "people") or w.has(k, "people"))
        if w.any_of(k, *_ASKABLE) or w.kind(k) in ("quote", "colour") or w.is_colour(k):
            return False
        counted = w.kind(k) == "number" or w.any_of(k, "number", "dimension", "degree")
        if (counted and not somebody) or w.items[k].token.unit:
            return False
        if not (told or (done and k == stop - 1)) and (verb_at(w, k) or w.has(k, "passive")):
            return False
        strange = strange or w.is_unknown(k)
    return strange


def spoken_for(w: Words, at: int) -> int | None:
    """The place after whose wish it is: "my boss wants (the price in red)", "legal says (it must be …)"."""
    who = people_end(w, at)
    if who is None or not w.has(who, "wanting"):
        return None
    begun = w.skip(who + 1, "that", unless=("det",))
    if w.value(who, "wanting") == "wants":
        return begun
    for k in range(begun, min(begun + _SAID_MAX, w.size)):
        if ends_clause(w, k):
            break
        if w.has(k, "should"):
            return begun
    return None


def grounds(w: Words, at: int) -> int | None:
    """The place after what an edit is asked for on the ground of: "as discussed in the meeting,"."""
    if not w.has(at, "grounds"):
        return None
    if ends_clause(w, at + 1) or w.mark(at + 1, ")]"):
        return at + 1
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)):
        if w.mark(k, ",:–—"):
            return k + 1
        if ends_clause(w, k) or w.any_of(k, "should", "unit") or w.is_colour(k):
            return None
        named = w.any_of(k - 1, "det", "possessive")  # "the new guidelines"
        if w.has(k, "wish") or w.value(k, "filler") in _ASKS or (verb_at(w, k) and not named):
            return k
        names = w.any_of(k, "det", "quantifier", "possessive")
        if names and k > at + 1 and not w.any_of(k - 1, "with", "of", "in", "to", "by", "from"):
            return k  # "as agreed with Tom the button should …"
    return None


def remarked(w: Words, at: int) -> int | None:
    """The place after why something was wished: "(make it taller,) it's cramped", "right now they look odd"."""
    begun = w.skip(at, "filler", most=_LEADS_MAX)
    said = None if _is_away(w, begun) else says_of_it(w, begun)
    if said is None:
        return None
    wishes = ("should",) if w.any_of(said - 1, "wanting", "passive") else _WISHES
    if w.has(said, "wanting"):  # "legal wants it that way", "marketing insisted"
        wanted = said + 1
        if not (ends_clause(w, wanted) or w.mark(wanted, ",;)") or w.has(wanted, "pronoun")):
            return None
        said, wishes = wanted, _WISHES
    for k in range(said, min(said + _SAID_MAX, w.size + 1)):
        if ends_clause(w, k) or w.mark(k, ",;(["):
            told = w.any_of(k - 1, "vague-look", "remark", "wanting", "passive")
            return k if k > said or told else None
        if w.has(k, "and") and starts_clause(w, k + 1):
            return k if k > said else None
        if w.has(k, "too") and w.is_unknown(k + 1):
            continue  # "they're too dim"
        as_that = w.has(k, "like") and w.has(k + 1, "pronoun")  # "it was like that before"
        if k == said and (w.any_of(k, "praise", "plain-form") or as_that):
            continue
        if w.any_of(k, *wishes) or w.kind(k) in ("number", "quote", "colour") or w.is_colour(k):
            return None
        goes = k == said and w.any_of(k - 1, "people")  # "we go live on Monday"
        if verb_at(w, k) and not (goes or w.any_of(k - 1, "to", "being", "is")):
            return None
    return None


def _is_away(w: Words, at: int) -> bool:
    """ "(a thinner border) and no frobs": what is to be away, and nothing that is told of anybody."""
    if not w.has(at, "no") or w.any_of(at, "remark", "people"):
        return False
    ahead = range(at, min(at + _AWAY_MAX + 1, w.size))
    stop = next((k for k in ahead if w.is_separator(k)), w.size)
    return stop - at <= _AWAY_MAX and not any(
        w.any_of(k, "people", "pronoun", "is", "states", "modal", "wanting")
        for k in range(at, stop)
    )


#: words of what is to be away
_AWAY_MAX: Final = 5


def said_of_a_verbs_name(p: Asking, at: int) -> int | None:
    """ "Apply buttons look too heavy": a statement whose subject begins like a wish."""
    w = p.w
    if verb_at(w, at) in _CAUSES or not w.any_of(at + 1, "kind", "any"):
        return None
    for k in range(at + 2, min(at + 4, w.size)):
        if w.has(k, "is") and _judged(w, k + 1):
            return statement(p, at)
    return None


def _noted(p: Asking, at: int, stop: int, about: Selector | None) -> int:
    w = p.w
    w.use(at, stop)
    if about is not None:
        p.remember(about, spoken=True)
        p.memory.assignments = ()
    span = w.span(at, stop)
    message = f"“{w.quote(span)}” asks for no edit yet"
    notice = Diagnostic("clause.not-an-edit", "notice", message, span=span)
    p.drafts.append(Draft(at, stop, diagnostics=[notice]))
    return stop


# -- subjects --------------------------------------------------------------------------


def _told(w: Words, at: int) -> _Subject | None:
    """ "there's too much going on in the header", "FYI the price is to change"."""
    if w.has(at, "telling") and w.kind(at + 1) != "number":
        return _Subject(None, at + 1)
    begun = _presents(w, at)
    return None if begun is None or w.kind(begun) == "quote" else _Subject(None, begun)


def _people(w: Words, at: int) -> _Subject | None:
    """Whoever sees the screen, and a word for what they do."""
    if w.has(at, "states") and w.begins(at, "people"):
        return _Subject(None, at + 1)  # "nobody reads", which is one phrase
    who = people_end(w, at)
    if who is None:
        return None
    if (does := people_do(w, who)) is not None:
        return _Subject(None, does)
    who = _from_where(w, who)
    said = w.skip(who, "filler", "degree", "modal", "not")
    being = w.value(who - 1, "people") == "being"
    done = w.value(who - 1, "people") == "self" and w.has(said, "passive")  # "we moved the logo"
    told = being or done or (said > who and not verb_at(w, said))
    if not (told or w.any_of(said, "states", "is") or w.is_unknown(said)):
        return None
    if w.any_of(said, "wish", "should", "wanting") and not w.has(said, "states"):
        return None
    return _Subject(None, said + 1)


def _from_where(w: Words, who: int) -> int:
    """The place after where people are: "(nobody) at the back (can read it)", "(people) in the last row"."""
    if not (w.any_of(who, "in", "relation", "edge") and w.items[who].text[:1].isalpha()):
        return who
    for k in range(who + 1, min(who + _ABOUT_MAX + 2, w.size)):
        if w.any_of(k, "modal", "not"):
            return k
        if w.is_separator(k) or w.any_of(k, "verb", "should", "is", "people"):
            break
    return who


def _component(w: Words, at: int) -> _Subject | None:
    """ "the “Post a job” button gets lost": a component, up to what is said of it."""
    begun = w.skip(at, "filler", most=3)
    k = _predicate(w, begun)
    if k is None:
        return None
    if k == begun + 1 and w.any_of(begun, "it-is", "pronoun"):
        return _Subject(None, k + 1)
    measured = value(w, begun)
    if measured is not None and measured.stop == k:
        return _Subject(None, k + 1)  # "14px is too small for the caption"
    part = w.part(begun, k)
    found = nouns(part, 0, places=True)
    whole = found is not None and isinstance(found.selector, Everything)  # nothing that "it" means
    if found is not None and found.stop == part.size and not whole:
        return _Subject(found.selector, k + 1)
    owned = _owned_property(part)
    if owned is not None:
        return owned._replace(stop=k + 1)
    # what nobody can tell: "it" is that, and nothing that was named before
    strange = tuple(w.said(i) for i in range(begun, k))
    return _Subject(Named(strange, span=w.span(begun, k), exact=True), k + 1)


def _owned_property(w: Words) -> _Subject | None:
    """ "The padding of the cards", "the button's colour": a property, and whose it is, up to the end."""
    begun = w.after_det(0)
    if w.has(begun, "property") and w.any_of(begun + 1, "of", "in"):
        found = nouns(w, begun + 2, places=True)
        whole = found is not None and found.stop == w.size
        name = w.value(begun, "property")
    else:
        found = nouns(w, 0, places=True)
        last = w.size if found is None else found.stop + w.has(found.stop, "possessive-mark")
        whole = w.has(last, "property") and last + 1 == w.size
        name = w.value(last, "property")
    if found is None or not whole or isinstance(found.selector, Everything):
        return None
    return _Subject(found.selector, w.size, name)


def _predicate(w: Words, begun: int) -> int | None:
    """Where something is said of what stands at ``begun``."""
    if not w.heard & _SAID:
        return None
    for k in range(begun, min(begun + _SUBJECT_MAX, w.size)):
        if k > begun and w.sorts[k] & _REMARKS and w.begins(k, "is"):
            return k  # "looks great", which is one phrase
        said = w.sorts[k]
        if (
            ends_clause(w, k)
            or said & (_WISHED | _REASON)
            or (said & _MARK and (w.mark(k, ":;([,") or strokes(w, k)))
        ):
            return None
        if k == begun:
            continue
        if w.has(k, "states") or (w.has(k, "is") and _judged(w, k + 1)):
            return k
        if w.is_unknown(k) and w.has(k + 1, "people") and not w.any_of(k - 1, *_SMALL):
            return k  # "“Only 3 left” stresses people out"
        if said & _THAT and not w.has(k, "det"):
            return None
    return None


def _judged(w: Words, at: int) -> bool:
    """Whether it is an adjective that stands after "is": "too wide", "hard to read", "so small"."""
    if w.has(at, "praise"):
        return True
    after = w.skip(at, "filler", unless=("degree", "praise"))
    if w.any_of(after, "too", "degree"):
        return not (w.is_colour(after + 1) and not w.has(after, "too"))
    after = w.skip(after, "not", "det", most=2)
    if w.any_of(after, "plain-form", "praise"):
        return True
    return w.is_unknown(after) and not w.is_colour(after)


def _presented(w: Words, at: int) -> _Subject | None:
    """ "there's a line of text", "between the title and the price there is a badge"."""
    for k in range(at, min(at + _SUBJECT_MAX, w.size)):
        begun = _presents(w, k)
        if begun is not None:
            break
        if k == at and not w.any_of(k, "in", "between", "relation", "edge", "direction"):
            return None
        if ends_clause(w, k) or w.any_of(k, "should", *_STARTS) or verb_at(w, k):
            return None
    else:
        return None
    side = w.value(k, "presents")
    stop = begun
    while stop < w.size and stop - k < _SUBJECT_MAX and not (ends_clause(w, stop) or w.mark(stop)):
        stop += 1
    place = w.items[at:k]
    told = w.alike([*w.items[begun:stop], *place])
    found = noun(told, 0, places=True)
    if found is None or found.stop != told.size:
        return None
    about = found.selector
    if side in ("left", "right"):
        about = Where(many(about), side, None, found.number)
    return _Subject(about, stop)


def _presents(w: Words, at: int) -> int | None:
    """The place after "there's", "there is", "you see", "we have"."""
    if w.has(at, "presents") or w.value(at, "there") == "is":
        return at + 1
    shows = w.value(at, "there") == "there" and w.has(at + 1, "is")
    shows = shows or (w.has(at, "someone") and w.has(at + 1, "have"))
    return at + 2 if shows else None


# -- what is said of them --------------------------------------------------------------


def _end(w: Words, at: int) -> int | None:
    """Where what is said ends; None where something in it could be asked for."""
    for k in range(at, min(at + _SAID_MAX, w.size + 1)):
        if w.has(k, "then") and not starts_clause(w, k + 1):
            continue  # "next week"
        if ends_clause(w, k) or w.mark(k, ",:–—-(["):
            return k
        if w.has(k, "and") and (
            starts_clause(w, k + 1) or _asked(w, k + 1) or _says_more(w, k + 1)
        ):
            return k
        if w.has(k, "but") and _says_more(w, k + 1):
            return k
        if _begins(w, k):
            return k
        if _asks(w, k, first=k == at):
            return None
    return None


def _says_more(w: Words, at: int) -> bool:
    """ "(the header is fine) and the footer too dark": something else is said of another."""
    if not w.has(at, "definite"):
        return False
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)):
        if ends_clause(w, k) or w.is_separator(k):
            return False
        if w.any_of(k, "too", "is", "states"):
            return True
    return False


def _asked(w: Words, at: int) -> bool:
    return w.has(w.skip(at, "pronoun", "filler", most=2), "should")


def _begins(w: Words, k: int) -> bool:
    """Whether a clause begins without a joint: "(it is hard to read) can you make it bigger"."""
    before = w.any_of(k - 1, "to", "people", "not", "modal", "and", "of")
    return asks_at(w, k) and not (before and verb_at(w, k))


def _asks(w: Words, k: int, *, first: bool) -> bool:
    """Whether the word at ``k`` could be a value or a wish."""
    counted = w.has(k, "unit") and (w.kind(k - 1) == "number" or w.has(k - 1, "number"))
    if counted or w.has(k, "should") or w.items[k].token.unit or w.kind(k) == "colour":
        return True
    if w.any_of(k, "plus", "less") and w.any_of(k + 1, "property", "kind"):
        return True
    if w.is_colour(k):
        told = w.any_of(k - 1, "upon", "in", "than", "of", "det", "too", "is")
        return first or not (told or w.is_unknown(k - 1) or _describes(w, k))
    if w.any_of(k, "more", "keyword"):
        judged = first or w.any_of(k - 1, "too", "degree", "than", "is")
        tells = w.is_unknown(k + 1) or (w.is_colour(k + 1) and _describes(w, k + 1))
        return not (judged or tells or w.any_of(k + 1, "than", "kind", "any", "screen"))
    return False


def _describes(w: Words, k: int) -> bool:
    """ "(nobody reads) the small grey labels": a colour by which something is told."""
    if not w.any_of(k + 1, "kind", "any"):
        return False
    begun = next((j for j in range(k - 1, k - 1 - _LEADS_MAX, -1) if w.has(j, "definite")), k)
    return all(
        w.any_of(j, "plain-form", "size-word", "look", "number") for j in range(begun + 1, k)
    )


def _spoken_of(w: Words, start: int, stop: int) -> Selector | None:
    """What the people see: "nobody notices the search button"."""
    for at in range(start, stop):
        if w.any_of(at, "definite", "kind", "name"):
            found = noun(w, at, places=False)
            there = None if found is None else noun(w, at, places=True)
            if found is not None and there is not None and _is_here(w, found.stop, there.stop):
                found = there
            return None if found is None or found.pronoun or found.bare else found.selector
    return None


def _is_here(w: Words, start: int, stop: int) -> bool:
    """ "(I can't read the badges) in the first card": where it is on the screen, and not "on my phone"."""
    return any(w.any_of(k, "kind", "name") and not w.has(k, "screen") for k in range(start, stop))
