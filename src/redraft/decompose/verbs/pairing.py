"""Verbs about two components: swap, match.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import match_step, split, steps_for
from redraft.decompose.clauses import ends_clause, skip_fillers
from redraft.decompose.descriptions import count_of, is_plural, many
from redraft.decompose.drafts import Assignment, Draft
from redraft.decompose.fits import COLOURS
from redraft.decompose.givens import may_be
from redraft.decompose.likenesses import taken, these_looks, told_apart
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.sorts import gate
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.verbs.replacing import quote_to_quote, replaced
from redraft.decompose.words import Words
from redraft.plan.steps import Exchange, Like, Literally, Set, Swap
from redraft.select.selectors import (
    Everything,
    Look,
    Named,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)

#: words up to "with each other"
_MUTUAL_MAX: Final = 20
_MUTUAL: Final = gate("mutual", "reason")
_BETWEEN: Final = gate("between")


def swap(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """swap A and B; swap the colours of A and B; swap the background and text colour of A."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name = "position"
    if w.value(step + 1, "purpose") == "for" and quote_to_quote(w, step):
        return replaced(p, draft, at, step, "replace")
    ahead = w.after_det(step)
    if (read := _recoloured(p, draft, at, ahead)) is not None:
        return read
    if (told := _between_two(p, draft, at, ahead)) is not None:
        return told
    if (both := _two_of_one(p, step)) is not None:
        return _each_looks(p, draft, at, both)
    if w.any_of(ahead, "property", "inner-text") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property") or "text"
        step = ahead + 2
    elif w.has(ahead, "text-part"):
        name, step = "text", ahead + 1  # "swap the words Food and Stone"
    if (told := _for_text(p, draft, at, step)) is not None:
        return told
    first = nouns(w, step, places=True)
    if first is None or (first.pronoun and p.memory.spoken):
        return _swap_it(p, draft, at, step if first is None else first.stop, name)
    stop = first.stop
    pair: list[Selector] | None = (
        split(first.selector, 2) if isinstance(first.selector, Union) else None
    )
    if pair is None and w.any_of(stop, "with", "and", "to", "by"):
        second = noun(w, stop + 1, places=True)
        if second is not None:
            pair = [first.selector, second.selector]
            stop = second.stop
    if pair is None and first.number != "one":
        pair = split(first.selector, 2)
    if pair is None:
        w.use(at, stop)
        p.fail(draft, w.span(at, stop), why="names no second component")
        return to_end(p, draft, stop)
    if name == "position":
        name, stop = _swapped_property(w, stop)
    _exchange(p, draft, at, stop, pair, name)
    stop = _more_swapped(p, draft, pair, stop)
    p.remember(Union(tuple(pair)))
    return to_end(p, draft, stop)


def _each_looks(p: Asking, draft: Draft, at: int, both: _Two) -> int:
    """Two looks of one are exchanged; of two that are named, each look with that of the other."""
    w = p.w
    target, names, stop = both
    w.use(at, stop)
    two = split(target, 2) if isinstance(target, Union) and count_of(target) == len(names) else None
    if two is None:
        draft.steps.append(Exchange(target=target, properties=names, span=w.span(at, stop)))
    for name in names if two is not None else ():
        _exchange(p, draft, at, stop, two or [], name)
    p.remember(target)
    return to_end(p, draft, stop)


def _for_text(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "swap the badge text for “New”": a text in the place of the one that is there."""
    w = p.w
    given = step
    while not (w.kind(given) == "quote" or ends_clause(w, given) or w.is_separator(given)):
        given += 1
    if w.kind(given) != "quote" or w.value(given - 1, "purpose") != "for":
        return None
    w.quotes_name = False
    found = nouns(w, step, places=True)
    w.quotes_name = True
    if found is None or found.stop != given - 1:
        return None
    w.use(at, given + 1)
    target = p.scoped(found.selector)
    said, span = Literally(w.items[given].text), w.span(at, given + 1)
    draft.steps.append(Set(target=Related(target, "text"), property="text", value=said, span=span))
    p.remember(target)
    return to_end(p, draft, given + 1)


def _between_two(p: Asking, draft: Draft, at: int, begin: int) -> int | None:
    """ "swap background and text colour between A and B": what the two exchange."""
    w = p.w
    if not w.heard & _BETWEEN:
        return None
    both = _both(w, begin)
    one = w.value(begin, "property") or ("text" if w.has(begin, "inner-text") else "")
    names, stop = both or ((one,), begin + 1)
    stop = w.skip(stop, "filler")
    if not (names[0] and w.has(stop, "between")):
        return None
    found = nouns(w, stop + 1, places=True)
    if found is None or found.number == "one":
        return None
    pair = split(found.selector, 2)
    for name in names:
        _exchange(p, draft, at, found.stop, pair, name)
    p.remember(found.selector)
    return to_end(p, draft, found.stop)


class _Two(NamedTuple):
    """Two properties of the same component, and where the words for them end."""

    target: Selector
    properties: tuple[str, str]
    stop: int


def _two_of_one(p: Asking, at: int) -> _Two | None:
    """ "(swap) the background and text colour of the card", "its text and background"."""
    w = p.w
    pair = _both(w, w.after_det(at))
    if pair is not None:
        names, stop = pair
        if w.has(at, "possessive"):
            return _Two(p.it(), names, stop)
        owner = nouns(w, stop + 1, places=True) if w.any_of(stop, "of", "in", "purpose") else None
        return None if owner is None else _Two(p.scoped(owner.selector), names, owner.stop)
    owner = nouns(w, at, places=True)
    if owner is None or not w.has(owner.stop, "possessive-mark"):
        return None
    pair = _both(w, owner.stop + 1)
    return None if pair is None else _Two(p.scoped(owner.selector), *pair)


def _both(w: Words, at: int) -> tuple[tuple[str, str], int] | None:
    """Two different properties joined: "text and background colours" are two colours."""
    second = w.after_det(at + 2)
    if not (
        w.has(at, "property") and w.any_of(at + 1, "and", "with") and w.has(second, "property")
    ):
        return None
    one, other = w.value(at, "property"), w.value(second, "property")
    if other in COLOURS and one == "text":
        one = "text colour"
    if one in COLOURS and other == "text":
        other = "text colour"
    return None if one == other else ((one, other), second + 1)


def _exchange(p: Asking, draft: Draft, at: int, stop: int, pair: list[Selector], name: str) -> None:
    """Two exchange a property, as the words from ``at`` up to ``stop`` say."""
    p.w.use(at, stop)
    span = p.w.span(at, stop)
    first, second = _of_each(pair[0], pair[1])
    draft.steps.append(Swap(first=first, second=second, property=name, span=span))


def _of_each(first: Selector, second: Selector) -> tuple[Selector, Selector]:
    """ "(swap) the title and the price in every card": both are in it."""
    if not isinstance(second, Where) or second.relation != "inside" or second.anchor is None:
        return first, second
    if not isinstance(first, Named) or not is_plural(second.anchor):
        return first, second
    return structs.replace(second, base=many(first)), second


def mutual(w: Words, at: int) -> bool:
    """Whether the clause at ``at`` is about two that exchange something "with each other"."""
    if not w.heard & _MUTUAL:
        return False
    for k in range(at, min(at + _MUTUAL_MAX, w.size)):
        if w.has(k, "mutual"):
            return True
        if ends_clause(w, k):
            break
    return False


def _more_swapped(p: Asking, draft: Draft, pair: list[Selector], at: int) -> int:
    """ "(swap the backgrounds of A and B,) and their text colours too": more of the same two."""
    w = p.w
    after = w.skip_commas(w.skip(at, "filler"))
    if not (after > at and w.has(after, "possessive") and w.has(after + 1, "property")):
        return at
    stop = w.skip(after + 2, "as-well", "filler")
    if not (ends_clause(w, stop) or w.is_separator(stop)):
        return at
    w.use(at, after)
    _exchange(p, draft, after, stop, pair, w.value(after + 1, "property"))
    return stop


def _recoloured(p: Asking, draft: Draft, at: int, begin: int) -> int | None:
    """ "swap that yellow for sandy brown": what has the one colour gets the other."""
    w = p.w
    old = value(w, begin)
    if old is None or old.sort != "colour" or not w.any_of(old.stop, "of", "with", "to"):
        return None
    new = value(w, w.after_det(old.stop + 1))
    if new is None or new.sort not in ("colour", "token") or w.any_of(new.stop, "kind", "any"):
        return None
    own = w.any_of(begin - 1, "pronoun", "possessive")  # "that yellow"
    target = Look(p.it() if own else p.scoped(Everything()), "colour", old.text)
    w.use(at, new.stop)
    draft.steps.extend(steps_for(target, Assignment(None, new, w.span(at, new.stop))))
    p.remember(target)
    return to_end(p, draft, new.stop)


def _swapped_property(w: Words, at: int) -> tuple[str, int]:
    """ "(swap the pay and cancel buttons') colours": what is swapped, and where it ends."""
    step = w.skip(at + w.has(at, "possessive-mark"), "filler")
    if w.has(step, "property") and not w.has(step, "kind"):
        return w.value(step, "property"), step + 1
    return "position", at


def swapped(p: Asking, draft: Draft, at: int) -> int | None:
    """ "pay and cancel should swap places", "the two buttons: swap colours"."""
    w = p.w
    found = nouns(w, at, places=True)
    if found is not None and found.number == "one" and w.has(found.stop, "and"):
        second = noun(w, found.stop + 1, places=False)
        if second is not None and w.any_of(second.stop, "should", "infinitive"):
            both = Union((found.selector, second.selector))
            found = second._replace(selector=both, number="many")
    if found is None or (found.number == "one" and not isinstance(found.selector, Union)):
        return None
    step = found.stop
    while w.any_of(step, "should", "filler", "wish", "infinitive") or w.mark(step, ":"):
        step += 1
    if w.value(step, "verb") != "swap":
        return None
    name, stop = _swapped_property(w, step + 1)
    _exchange(p, draft, at, stop, split(found.selector, 2), name)
    p.remember(found.selector)
    return to_end(p, draft, stop)


def _swap_it(p: Asking, draft: Draft, at: int, stop: int, name: str) -> int:
    """ "(the two should) swap places", "(the logo should) swap with the title"."""
    w = p.w
    pair: list[Selector] | None = None
    if w.has(stop, "with"):
        second = noun(w, stop + 1, places=True)
        if second is not None:
            pair, stop = [p.it(), second.selector], second.stop
    elif isinstance(p.memory.target, Union):
        pair = split(p.memory.target, 2)
    if pair is None:
        w.use(at, stop)
        p.fail(draft, w.span(at, stop), why="names nothing to swap")
    else:
        _exchange(p, draft, at, stop, pair, name)
        p.remember(Union(tuple(pair)))
    return to_end(p, draft, stop)


def match(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """match the width of A to B; match A's colour with B."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name: str | None = None
    ahead = w.after_det(step)
    if w.has(ahead, "property") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property")
        step = ahead + 2
    w.for_ends = True
    target = nouns(w, step, places=True)
    w.for_ends = False
    if target is None:
        p.fail(draft, w.span(at, at + 1), why="names nothing to match")
        return to_end(p, draft, at + 1)
    name, stop = _own_property(w, target.stop, name)
    source = noun(w, stop + 1, places=True) if w.any_of(stop, "to", "with", "like") else None
    if source is None:
        # "match the width of the hero (for the email input)", else what was spoken of takes it over
        taker = nouns(w, stop + 1, places=True) if w.has(stop, "purpose") else None
        stop = stop if taker is None else taker.stop
        own = p.it() if taker is None else p.scoped(taker.selector)
        w.use(at, stop)
        draft.steps.append(match_step(own, target.selector, name, w.span(at, stop)))
        if taker is not None:
            p.remember(own)
        return to_end(p, draft, _exactly(p, draft, own, name, stop))
    name, stop = _own_property(w, source.stop, name)
    looks = these_looks(w, stop) if name is None else None
    if looks is not None:
        return _matched_in(p, draft, at, target.selector, source.selector, looks)
    w.use(at, stop)
    draft.steps.append(
        match_step(p.scoped(target.selector), source.selector, name, w.span(at, stop))
    )
    p.remember(target.selector)
    return to_end(p, draft, _exactly(p, draft, p.scoped(target.selector), name, stop))


def _exactly(p: Asking, draft: Draft, target: Selector, name: str | None, at: int) -> int:
    """ "(match the height of the panel) (300px)": what that is said to be; the place after it."""
    w = p.w
    said = value(w, at + 1) if name is not None and w.mark(at, "([") else None
    if said is None or not w.mark(said.stop, ")]") or not may_be(name, said):
        return at
    stop = said.stop + 1
    w.use(at, stop)
    draft.steps.extend(steps_for(target, Assignment(name, said, w.span(at, stop))))
    return stop


def _matched_in(
    p: Asking, draft: Draft, at: int, target: Selector, source: Selector, looks: tuple[str, int]
) -> int:
    """ "(match the title with the heading) in size and colour": these of its looks."""
    names, stop = looks
    p.w.use(at, stop)
    span = p.w.span(at, stop)
    said, given = told_apart(Said("like", stop, Like(source, None), property=names), span)
    taken_over = [Assignment(name, said, span) for name in said.property.split("+")]
    for assignment in (*taken_over, *given):
        draft.steps.extend(steps_for(p.scoped(target), assignment))
    p.remember(target)
    return to_end(p, draft, stop)


def _own_property(w: Words, at: int, name: str | None) -> tuple[str | None, int]:
    """ "(match the hero) 's width": the property behind its owner, else ``name``, and where it ends."""
    at += w.has(at, "possessive-mark")
    return (w.value(at, "property"), at + 1) if w.has(at, "property") else (name, at)


def carried(p: Asking, draft: Draft, at: int) -> int | None:
    """ "copy the card's colour to the footer", "apply the title's style to the heading"."""
    w = p.w
    take = taken(w, skip_fillers(w, at + 1)) or _plainly(w, at + 1)
    if take is None or not take.property or not w.any_of(take.stop, "to", "purpose", "in"):
        return None
    assert isinstance(take.value, Like)
    source = p.it() if isinstance(take.value.source, Reference) else take.value.source
    gets = _receiver(p, w.skip(take.stop, "to", "purpose", "in", "like"), source)
    if gets is None:
        return None
    name = gets.property or take.property
    if name == "border" and take.property in COLOURS:
        name = "border colour"
    read = take.value.property or (take.property if name != take.property else None)
    take = take._replace(value=structs.replace(take.value, source=source, property=read))
    also = gets.stop + w.mark(gets.stop)
    stop = also + 1 if w.has(also, "as-well") else gets.stop
    w.use(at, stop)
    span = w.span(at, gets.stop)
    draft.steps.extend(steps_for(gets.target, Assignment(name, take, span)))
    p.remember(gets.target)
    p.memory.verb = "make"
    return to_end(p, draft, stop)


class _Receiver(NamedTuple):
    """What gets a value that is carried over, and as which of its properties."""

    target: Selector
    property: str
    stop: int


def _plainly(w: Words, at: int) -> Said | None:
    """ "(use) the title color (as …)", "its text color": whose it is, and what, with no mark between."""
    if w.has(at, "possessive") and w.has(at + 1, "property"):
        it = Reference("it", span=w.span(at, at + 1))
        return Said("like", at + 2, Like(it, None), property=w.value(at + 1, "property"))
    owner = noun(w, at, places=False)
    if owner is None or owner.pronoun or not w.has(owner.stop, "property"):
        return None
    if not w.any_of(owner.stop + 1, "like", "purpose"):
        return None
    name = w.value(owner.stop, "property")
    return Said("like", owner.stop + 1, Like(owner.selector, None), property=name)


def _receiver(p: Asking, at: int, source: Selector) -> _Receiver | None:
    """ "(for) its border", "(as) the background of the header", "(as) the slide background", "(to) the footer"."""
    w = p.w
    step = w.skip(at, "possessive", "det", most=1)
    if w.has(step, "property") and not w.has(step, "kind"):
        name = w.value(step, "property")
        owner = nouns(w, step + 2, places=True) if w.has(step + 1, "of") else None
        if owner is not None:
            return _Receiver(p.scoped(owner.selector), name, owner.stop)
        if step > at and not w.has(at, "possessive"):
            return _Receiver(Screen(), name, step + 1) if name == "background" else None
        return _Receiver(source, name, step + 1)
    target = nouns(w, at, places=True)
    if target is None:
        return None
    stop = target.stop + w.has(target.stop, "possessive-mark")
    if w.has(stop, "property"):
        return _Receiver(p.scoped(target.selector), w.value(stop, "property"), stop + 1)
    return _Receiver(p.scoped(target.selector), "", target.stop)
