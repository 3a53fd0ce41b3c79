"""Conditions: "only if it is dark", "unless it says New", "when the background is light".

A condition is about the targets of the clause ("it", or no subject), each by itself, or about
something else that it names, or about whether there is something. It is read to its end or
refused: a clause whose condition is not understood must not run.

    L-1  every item is visited a bounded number of times

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.after import After
from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.descriptions import Noun, many
from redraft.decompose.nouns import READERS, noun, nouns
from redraft.decompose.predicates import UNSAID, Predicate, Predicates
from redraft.decompose.words import Words
from redraft.plan.steps import Condition
from redraft.select.selectors import (
    Except,
    Fitting,
    Look,
    Named,
    Reference,
    Screen,
    Selector,
    Union,
    Where,
)

#: what is tested, where each target is tested by itself
OWN: Final = Reference("own")
#: words between "if" and what is asked
_SUBJECT_MAX: Final = 24
#: tests joined by "and" and "or"
_TESTS_MAX: Final = 6


class Asked(NamedTuple):
    """A condition as read, where it ends, and what it is about where it names that."""

    condition: Condition
    stop: int
    #: what "it" means after it
    about: Selector | None = None
    #: it is about "it" or nothing: the targets themselves
    pronoun: bool = False


class Unread(NamedTuple):
    """A condition that was not understood: its code, and where its words end."""

    code: str
    stop: int


class _Subject(NamedTuple):
    """What is tested: None for the targets themselves."""

    selector: Selector | None
    stop: int
    property: str = ""
    #: what it says is said of a part of the subject
    part: Selector | None = None
    any: bool = False
    negated: bool = False
    pronoun: bool = False
    #: what "it" means after it, where that is not the same
    about: Selector | None = None


def opens(w: Words, i: int) -> bool:
    """Whether a condition opens at ``i``."""
    return w.has(i, "if") and i + 1 < w.size and not w.has(i, "name")


def condition(w: Words, at: int) -> Asked | Unread:
    """Read the condition that opens at ``at``.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "unless it is dark"
    >>> asked = condition(Words(text, load().items(scan(text)), load()), 0)
    >>> asked.condition.fits.feature, asked.condition.negated, asked.stop
    ('dark', True, 4)
    """
    unless = w.value(at, "if") == "unless"
    begun = w.skip(at + 1, "filler", unless=("there", "compare"), most=3)
    found = _existence(w, begun) or _tested(w, begun)
    if found is None:
        return _unread(w, at)
    fits, subject, stop = found
    negated = subject.negated != unless
    asked = Condition(
        fits=fits,
        subject=subject.selector,
        any=subject.any,
        negated=negated,
        span=w.span(at, stop),
    )
    return Asked(
        asked, stop, subject.about or subject.selector, subject.pronoun or subject.selector is None
    )


def otherwise(condition: Condition) -> Condition:
    """The condition of the other branch."""
    return structs.replace(condition, negated=not condition.negated, other=True)


def of_targets(condition: Condition, target: Selector | None) -> Condition:
    """The condition about each target by itself, where what it is about is what is acted on."""
    if condition.subject is None or target is None:
        return condition
    if condition.fits == OWN or not _same(condition.subject, target):
        return condition
    return structs.replace(condition, subject=None, any=False)


def measured(condition: Condition, name: str) -> Condition:
    """ "(taller) unless it is already over 80px": the measure is that of what is asked."""
    fits = condition.fits
    if name and unsaid(condition) and isinstance(fits, Look):
        return structs.replace(condition, fits=structs.replace(fits, feature=name))
    return condition


def unsaid(condition: Condition) -> bool:
    """Whether a condition does not say what it measures."""
    return isinstance(condition.fits, Look) and condition.fits.feature == UNSAID


def _same(first: Selector, second: Selector) -> bool:
    """Whether two descriptions are of the same words, or the first is the bare kind of the second."""
    match first, second:
        case Reference(), Reference():
            return first.word in ("it", "them") and second.word in ("it", "them")
        case Named(), Named():
            bare = structs.replace(first, span=None, number="any")
            if bare == structs.replace(second, span=None, number="any"):
                return True
            return first.words == (first.head,) and first.head == second.head and bool(first.kinds)
        case Look() | Where(), Look() | Where():
            return first == second
        case _:
            return first == second


# -- whether there is something --------------------------------------------------------


def _existence(w: Words, at: int) -> tuple[Selector, _Subject, int] | None:
    """ "there is (no) footer", "we have a footer", "the footer exists"."""
    step, negated = at, False
    if w.has(at, "there") or w.any_of(at, "question"):
        step += 1
        while w.any_of(step, "is", "isnt", "possessive-mark", "not", "filler"):
            negated ^= w.any_of(step, "isnt", "not")
            step += 1
        if step == at + 1 and w.value(at, "there") == "there":
            return None
    elif w.has(at, "someone"):
        step += 1
        while w.any_of(step, "have", "hasnt", "not"):
            negated ^= w.any_of(step, "hasnt", "not")
            step += 1
        if step == at + 1:
            return None
    else:
        return None
    if w.has(step, "no"):
        negated, step = not negated, step + 1
    elif w.has(step, "some"):
        negated ^= w.value(step, "some") == "none"
        step = step if w.has(step, "det") else step + 1
    found = nouns(w, step)
    if found is None or found.pronoun or found.screen:
        return None
    stop = found.stop
    narrowed = _narrowed(w, stop, found.selector)
    selector = found.selector
    if narrowed is not None:
        selector, stop = narrowed
    subject = _Subject(many(selector), stop, any=True, negated=negated, about=selector)
    return OWN, subject, w.skip(stop, "there", "filler")


def _narrowed(w: Words, at: int, base: Selector) -> tuple[Selector, int] | None:
    """ "(a button) wider than 200px"."""
    if not w.any_of(at, "more", "compare"):
        return None
    found = Predicates(w, noun).state(at, base)
    return None if found is None or found.negated else (found.fits, found.stop)


# -- whether it is so ------------------------------------------------------------------


def _tested(w: Words, at: int) -> tuple[Selector, _Subject, int] | None:
    subject = _subject(w, at)
    if subject is None:
        return None
    base: Selector = Screen() if isinstance(subject.selector, Screen) else OWN
    if w.has(subject.stop, "exists") and subject.selector is not None:
        return OWN, subject._replace(any=True), subject.stop + 1
    inner = base if subject.part is None else many(subject.part)
    found = _predicate(w, subject.stop, inner, subject.property)
    if found is None:
        return None
    found = _more_tests(w, found, inner, subject.property)
    fits, stop, negated = found
    if subject.part is not None:
        fits = Where(OWN, "around", fits, "all")
    if negated:
        subject = subject._replace(any=not subject.any, negated=not subject.negated)
    return fits, subject, stop


def _more_tests(w: Words, first: Predicate, base: Selector, name: str) -> Predicate:
    """ "(is dark) and wider than 200px", "(is red) or blue"."""
    found = first
    for _ in range(_TESTS_MAX):
        at = found.stop
        if not w.any_of(at, "and", "or") or (
            starts_clause(w, at + 1) and not w.has(at + 1, "look")
        ):
            break
        step = w.skip(at + 1, "pronoun", "it-is", most=2)
        either = w.has(at, "or")
        more = _predicate(w, step, base if either else _all_but_those(base, found), name)
        if more is None or (either and more.negated):
            break
        if either:
            fits: Selector = Union((Fitting(found.fits), Fitting(more.fits)))
            found = Predicate(fits, more.stop, found.negated)
        elif more.negated:
            found = Predicate(Except(_all_but_those(base, found), Fitting(more.fits)), more.stop)
        else:
            found = Predicate(more.fits, more.stop)
    return found


def _all_but_those(base: Selector, found: Predicate) -> Selector:
    """What passes a test: what fits, or where that is denied, the others."""
    return Except(base, Fitting(found.fits)) if found.negated else found.fits


def _predicate(w: Words, at: int, base: Selector, name: str) -> Predicate | None:
    """A predicate, or a place: "is below the hero"."""
    found = Predicates(w, noun, bare=True).read(at, base, name)
    if found is not None or name:
        return found
    step, negated = at, False
    while w.any_of(step, "is", "isnt", "not", "filler") and not w.has(step, "relation"):
        negated ^= w.any_of(step, "isnt", "not")
        step += 1
    if w.any_of(step, "more", "compare"):
        return None
    placed = After(w, READERS, 0).read(Noun(base, step, "all"), places=True)
    if placed.stop == step:
        return None
    return Predicate(placed.selector, placed.stop, negated)


def _subject(w: Words, at: int) -> _Subject | None:
    """What stands before the predicate; the targets themselves where nothing does."""
    if w.has(at, "it-is"):
        return _Subject(None, at + 1, pronoun=True)
    stop = _predicate_at(w, at)
    if stop is None or stop == at:
        return _Subject(None, at)
    quantity, negated = False, False
    begun = at
    if w.has(at, "det") and not w.any_of(at, "definite", "pronoun"):
        quantity = True  # "if a card is dark, …"
    elif w.has(at, "some"):
        quantity = True
        negated = w.value(at, "some") == "none"
        begun = at if w.has(at, "det") else at + 1
    part = w.part(begun, stop)
    said = _named(part)
    if said is None:
        return None
    if quantity and said.selector is not None:
        said = said._replace(selector=many(said.selector))
    return said._replace(stop=stop, any=quantity, negated=negated)


def _named(part: Words) -> _Subject | None:
    """The subject that the words of a part name, all of them."""
    size = part.size
    if size == 1 and part.has(0, "pronoun"):
        return _Subject(None, size, pronoun=True)
    if part.has(0, "possessive"):
        return _owned(part, 1, None)
    bare = part.after_det(0)
    if bare == size - 1 and part.has(bare, "property"):
        name = part.value(bare, "property")
        if name == "background":
            return _Subject(Screen(), size, name)
        if not part.has(bare, "kind"):
            return _Subject(None, size, name)
    if part.has(bare, "property") and part.has(bare + 1, "of"):
        owner = nouns(part, bare + 2)
        if owner is None or owner.stop != size:
            return None
        name = part.value(bare, "property")
        whose = None if owner.pronoun else Screen() if owner.screen else owner.selector
        return _Subject(whose, size, name, pronoun=owner.pronoun)
    found = nouns(part, 0)
    if found is None or found.bare:
        return None
    if found.stop == size:
        if found.screen:
            return _Subject(Screen(), size)
        return _Subject(None if found.pronoun else found.selector, size, pronoun=found.pronoun)
    mark = found.stop + part.has(found.stop, "possessive-mark")
    return _owned(part, mark, found.selector)


def _owned(part: Words, at: int, owner: Selector | None) -> _Subject | None:
    """ "its width", "the header's title": a property, or what is in it."""
    if at == part.size - 1 and part.has(at, "property"):
        kind = part.has(at, "kind") and not part.has(at, "inner-text")
        if not kind:
            return _Subject(owner, part.size, part.value(at, "property"), pronoun=owner is None)
    inner = nouns(part, at, places=False)
    if inner is None or inner.stop != part.size or inner.pronoun:
        return None
    return _Subject(owner, part.size, part=inner.selector, pronoun=owner is None)


def _predicate_at(w: Words, at: int) -> int | None:
    """Where the predicate begins; None where none comes."""
    for k in range(at, min(at + _SUBJECT_MAX, w.size)):
        if k > at and (ends_clause(w, k) or w.mark(k, ",")):
            return None
        if w.any_of(k, "isnt", "hasnt", "have", "exists", "says") or _is(w, k):
            return k
        if w.has(k, "not") and k > at:
            return k
        if w.has(k, "compare") and k > at and not w.has(k, "filler"):
            return k
        if w.has(k, "possessive-mark") and _stated(w, k + 1):
            return k
    return None


def _is(w: Words, k: int) -> bool:
    return w.has(k, "is") and not w.has(k, "pronoun")


def _stated(w: Words, k: int) -> bool:
    """Whether a state follows "'s", so that it is short for "is"."""
    state = w.is_colour(k) or w.any_of(k, "look", "more", "not", "keyword")
    return state and not w.any_of(k + 1, "kind", "property", "inner-text")


def _unread(w: Words, at: int) -> Unread:
    """Where the words of a condition end that was not understood, and how it is refused."""
    stop, code = at + 1, "clause.not-understood"
    while stop < w.size and not ends_clause(w, stop) and not w.mark(stop, ","):
        if stop > at + 1 and (w.any_of(stop, "otherwise") or opens(w, stop)):
            break
        if w.has(stop, "situation"):
            code = "clause.unsupported"
        elif w.any_of(stop, "vague-test", "vague-look", "too") and code.endswith("understood"):
            code = "clause.vague"
        stop += 1
    return Unread(code, stop)
