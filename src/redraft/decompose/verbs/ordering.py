"""In what order things stand: “Biscuit first, then Rex, then Luna”, “the FAQ should be the second link”.

    L-1  a description is of bounded length

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import Noun, inside
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import ended
from redraft.decompose.words import Words
from redraft.plan.steps import Arrange
from redraft.select.selectors import Selector, Union

_ORDINAL: Final = gate("ordinal")
_RELATION: Final = gate("relation")
_SIDES: Final = ("before", "after")
#: words of what is put to a place
_NAME_MAX: Final = 8
_LED: Final = ("should", "listed", "filler")


def ordered(p: Asking, draft: Draft, at: int, *, beside: bool = True) -> int | None:
    """Read from ``at`` on what comes first, second, last; None where nothing does.

    ``beside``: what comes before or after another, too.
    """
    w = p.w
    first = _place(w, at) if w.heard & _ORDINAL else None
    if first is None:
        return _relative(p, draft, at) if beside else None
    found, place, stop = first
    parts, scope = [found], None
    if w.any_of(stop, "in", "of") and (there := noun(w, stop + 1, places=False)) is not None:
        scope, stop = (None if there.screen else there.selector), there.stop
    begun = stop
    while (
        place + len(parts) > 0 and (more := _next(w, begun, stop, place + len(parts))) is not None
    ):
        parts.append(more)
        stop = more.stop
    stop = w.skip(stop, "filler", "closing")
    if not ended(w, stop) or (len(parts) > 1 and place < 0):
        return None
    w.use(at, stop)
    named: list[Selector] = [p.scoped(part.selector) for part in parts]
    if scope is not None:
        named = [inside(one, scope, "any") for one in named]
    target = named[0] if len(named) == 1 else Union(tuple(named))
    draft.steps.append(Arrange(target=target, place=place, span=w.span(at, stop)))
    draft.sure *= min(part.sure for part in parts)
    p.remember(target)
    p.memory.verb = "move"
    return stop


def _place(w: Words, at: int) -> tuple[Noun, int, int] | None:
    """ "Biscuit first", "the FAQ should be (listed) second", "Hours should be the second slide"."""
    for k in range(at + 1, min(at + _NAME_MAX, w.size)):
        if w.is_separator(k) or w.has(k, "between"):
            break
        if w.has(k, "ordinal") and not w.has(k, "name") and (read := _at_place(w, at, k)):
            return read
    return None


def _at_place(w: Words, at: int, k: int) -> tuple[Noun, int, int] | None:
    """What is put to the place that the ordinal at ``k`` tells."""
    begun = _led(w, at, k - w.has(k - 1, "det"))
    told = any(w.any_of(n, "should", "listed") for n in range(begun, k))
    counts = w.has(k - 1, "det")
    number = w.value(k, "ordinal")
    if begun == at or (counts and not told) or not number.lstrip("-").isdigit():
        return None
    stop = k + 1
    if counts:  # "the second slide"
        stop = k + 2
        if not w.is_word(k + 1) or not (ended(w, stop) or w.any_of(stop, "in", "of")):
            return None
    found = _whole(w, at, begun)
    return None if found is None else (found, int(number), stop)


def _led(w: Words, at: int, k: int) -> int:
    """Where "should be listed", "to come" begin that stand before a place at ``k``."""
    begun = k
    while begun > at and (
        w.any_of(begun - 1, *_LED) or (w.has(begun - 1, "to") and w.has(begun, "listed"))
    ):
        begun -= 1
    return begun


def _whole(w: Words, start: int, stop: int) -> Noun | None:
    """What all of these words name."""
    part = w.part(start, stop)
    found = nouns(part, 0, places=True)
    if found is None or found.stop != part.size or found.pronoun or found.screen:
        return None
    return found


def _relative(p: Asking, draft: Draft, at: int) -> int | None:
    """ "Rent before People in the row", "Sintra should come right after Lisbon"."""
    w = p.w
    if not w.heard & _RELATION:
        return None
    ahead = range(at + 1, min(at + _NAME_MAX, w.size))
    k = next((k for k in ahead if w.value(k, "relation") in _SIDES or w.is_separator(k)), at)
    if w.value(k, "relation") not in _SIDES:
        return None
    begun = _led(w, at, k)
    found = None if begun == at else _whole(w, at, begun)
    anchor = noun(w, k + 1, places=False)
    if found is None or anchor is None or anchor.screen or anchor.pronoun:
        return None
    stop = anchor.stop
    if w.any_of(stop, "in") and (there := noun(w, stop + 1, places=True)) is not None:
        anchor, stop = (
            anchor._replace(selector=inside(anchor.selector, there.selector, "any")),
            there.stop,
        )
    stop = w.skip(stop, "filler", "closing")
    if not ended(w, stop):
        return None
    w.use(at, stop)
    target, other = p.scoped(found.selector), p.scoped(anchor.selector)
    side = w.value(k, "relation")
    step = Arrange(target=target, anchor=other, side=side, span=w.span(at, stop))  # type: ignore[arg-type]
    draft.steps.append(step)
    draft.sure *= min(found.sure, anchor.sure)
    p.remember(target)
    p.memory.verb = "move"
    return stop


def _next(w: Words, begun: int, at: int, place: int) -> Noun | None:
    """ ", then Rex(, Mum, Luna)", "and Amara second", ", balance card after it": what comes next.

    ``begun`` is where what comes first ends: a "then" since leads all that follow.
    """
    step = at
    while step < w.size and (w.mark(step, ",") or w.any_of(step, "and", "then", "comma")):
        step += 1
    if step == at:
        return None
    led = any(w.has(k, "then") for k in range(begun, step))
    for k in range(step + 1, min(step + _NAME_MAX, w.size + 1)):
        if w.value(k, "ordinal") == str(place):
            stop, told = k + 1, True
        elif w.value(k, "relation") == "after" and w.has(k + 1, "pronoun"):
            stop, told = k + 2, True
        elif k >= w.size or w.is_separator(k) or w.has(k, "then"):
            stop, told = k, led
        else:
            continue
        part = w.part(step, k)
        found = noun(part, 0, places=False)
        if not told or found is None or found.stop != part.size or found.pronoun:
            return None
        return found._replace(stop=stop)
    return None
