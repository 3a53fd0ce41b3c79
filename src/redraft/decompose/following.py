"""Clauses that need the command before them: “a bit more”, “the same for the footer”, “no, 17”.

Only the words are read here; `followups` puts them on what was asked before.

May import: decompose.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.clauses import ends_clause
from redraft.decompose.nouns import nouns
from redraft.decompose.reading import FollowUp
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.select.selectors import Everything, Look, Named, Pick, Selector, Where

#: words that may be said of what is not meant
_DENIED_MAX: Final = 7
_DEGREES: Final = ("slight", "much")
#: sorts of values that may take the place of another
_VALUES: Final = ("px", "number", "percent", "colour", "token", "quote")


def follow_up(w: Words, at: int, *, corrects: bool) -> tuple[FollowUp, int] | None:
    """Read such a clause at ``at``, and where it ends; ``corrects``: "no," came before it."""
    read = _follow_up(w, at, corrects=corrects)
    if read is None or read[0].kind in ("rest", "other"):
        return read
    return _and_beside(w, *read)


def _and_beside(w: Words, said: FollowUp, stop: int) -> tuple[FollowUp, int]:
    """ "(a bit more,) and the copyright line too": what gets the same besides."""
    begun = w.skip_commas(stop)
    found = nouns(w, begun) if begun > stop else None
    if found is None or not w.has(found.stop, "as-well"):
        return said, stop
    end = w.skip(found.stop + 1, "filler")
    if _ended(w, end, said) is None:
        return said, stop
    return structs.replace(
        said, beside=found.selector, span=(said.span[0], w.span(begun, end)[1])
    ), end


def _follow_up(w: Words, at: int, *, corrects: bool) -> tuple[FollowUp, int] | None:
    step, degree = at, ""
    while w.any_of(step, "degree", "det", "filler") and not w.has(step, "follow"):
        degree = w.value(step, "degree") or degree
        step += 1
    left = w.skip(step, "asks", "wish")
    if w.has(left, "rest") and (left > step or w.any_of(left + 1, "with", "in")):
        return _rest(w, at, w.skip(left + 1, "one"))
    if not w.has(step, "follow"):
        said = _instead(w, at) if corrects else None
        return said or _too_much(w, at) or _but(w, at) or _also(w, at)
    kind = w.value(step, "follow")
    kind, _, own_degree = kind.partition(" ")
    degree = own_degree or degree
    stop = step + 1
    if kind == "rest":
        return _rest(w, at, stop)
    target: Selector | None = None
    if kind == "other" and (meant := _instead(w, stop)) is not None:
        return meant  # "I meant 30"
    if kind in ("same", "other"):
        while w.any_of(stop, "of", "to", "with", "in", "comma") or w.mark(stop, ","):
            stop += 1
        found = nouns(w, stop)
        if found is not None:
            target, stop = found.selector, found.stop
        elif kind == "same":
            return None
    while w.any_of(stop, "filler", "as-well", "degree"):
        degree = w.value(stop, "degree") or degree
        stop += 1
    degree = degree if degree in _DEGREES else ""
    return _ended(w, stop, FollowUp(kind, w.span(at, stop), degree, target))


def _rest(w: Words, at: int, stop: int) -> tuple[FollowUp, int] | None:
    """ "do the rest", "… with the second card", "… with green": what was not done of the command before."""
    while w.any_of(stop, "of", "to", "with", "in", "comma"):
        stop += 1
    said = value(w, stop)
    if said is not None and said.sort in _VALUES:
        end = w.skip(said.stop, "filler")
        named = w.span(stop, said.stop)
        given = _ended(w, end, FollowUp("rest", w.span(at, end), value=said.value, named=named))
        if given is not None:
            return given
    found = nouns(w, stop)
    target = None if found is None or found.pronoun else _any_one(found.selector, w.span(at, stop))
    end = w.skip(stop if found is None else found.stop, "filler", "as-well")
    words = None if found is None else w.span(stop, found.stop)
    return _ended(w, end, FollowUp("rest", w.span(at, end), "", target, named=words))


def _any_one(selector: Selector, before: tuple[int, int]) -> Selector:
    """ "(finish it with) the blue one": one of anything, where it was read as one of these words."""
    match selector:
        case Pick() | Look() | Where():
            return structs.replace(selector, base=_any_one(selector.base, before))
        case Named(span=span) if span is not None and span[0] < before[1]:
            return Everything()
        case _:
            return selector


def _also(w: Words, at: int) -> tuple[FollowUp, int] | None:
    """ "the footer too", "the footer the same, but beige": the same for it, or all but a value."""
    found = nouns(w, at)
    if found is None:
        return None
    same = w.after_det(found.stop)
    if not w.has(same, "as-well"):
        return None
    stop = w.skip(same + 1, "filler")
    but = stop + w.mark(stop, ",")
    said = value(w, w.after_det(w.skip(but + 1, "in"))) if w.has(but, "but") else None
    if said is not None and said.sort in _VALUES:
        stop = w.skip(said.stop, "filler")
        follows = FollowUp("same", w.span(at, stop), "", found.selector, said.value)
        return _ended(w, stop, follows)
    return _ended(w, stop, FollowUp("same", w.span(at, stop), "", found.selector))


def _too_much(w: Words, at: int) -> tuple[FollowUp, int] | None:
    """ "too big, 24": the value that is meant instead."""
    step = w.skip(at, "it-is", "pronoun", "is", "filler", "degree", unless=("too",))
    if not (
        w.has(step, "too") and w.any_of(step + 1, "more", "size-word") and w.mark(step + 2, ",")
    ):
        return None
    return _instead(w, w.skip(step + 3, "filler", "verb", "pronoun", most=3))


def _but(w: Words, at: int) -> tuple[FollowUp, int] | None:
    """ "not red, blue", "not that big, 36": what it is not, and what instead."""
    if not w.has(at, "not"):
        return None
    for k in range(at + 1, min(at + _DENIED_MAX, w.size)):
        if w.mark(k, ","):
            return _instead(w, k + 1)
        if ends_clause(w, k) or w.has(k, "verb"):
            break
    return None


def _instead(w: Words, at: int) -> tuple[FollowUp, int] | None:
    """ "(no,) 17", "(no) the large one": another value or another target than before."""
    said = value(w, at)
    if said is not None and said.sort in _VALUES:
        stop = w.skip(said.stop, "filler")
        given = _ended(w, stop, FollowUp("value", w.span(at, stop), value=said.value))
        if given is not None:
            return given
    found = nouns(w, at)
    if found is None or found.pronoun:
        return None
    return _ended(w, found.stop, FollowUp("other", w.span(at, found.stop), "", found.selector))


def _ended(w: Words, stop: int, said: FollowUp) -> tuple[FollowUp, int] | None:
    return (said, stop) if ends_clause(w, stop) or w.is_separator(stop) else None
