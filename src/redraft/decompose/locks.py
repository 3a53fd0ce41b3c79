"""What a command protects: "don't touch the footer", "keep the width", "and nothing else".

A lock names components, properties, or what is left when the command's own targets are taken
away. A whole component that is one of many which a step names by kind is left out of that
step ("make all buttons bigger but don't touch the save button"); a step that names it is not.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.after import alternatives
from redraft.decompose.asking import Asking
from redraft.decompose.clauses import verb_at
from redraft.decompose.conditions import OWN
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Draft
from redraft.decompose.heads import colour_end, value_follows
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.references import is_rest
from redraft.decompose.repeating import unspanned
from redraft.decompose.verbs.ending import ended
from redraft.decompose.words import Span, Words
from redraft.plan.effects import others_of
from redraft.plan.footprint import written_names
from redraft.plan.steps import Condition, Lock, Step, Swap, target_of
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Named,
    Reference,
    Screen,
    Selector,
    Union,
    Where,
    is_many,
)

#: verbs that a lock forbids: "don't touch", "don't move", "keep"
_LOCKABLE: Final = frozenset({"touch", "keep", "set", "move", "resize"})
#: what a verb that is forbidden would change
_FORBIDDEN: Final[dict[str, tuple[str, ...]]] = {
    "move": ("x", "y"),
    "resize": ("width", "height", "font size"),
}
#: the properties that one word for several locks
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "size": ("width", "height", "font size"),
    "position": ("x", "y"),
    "colour": ("background", "text colour"),
    "border": ("border width", "border colour"),
}
#: verbs and joints before what is protected
_LEAD_MAX: Final = 4


class _Protected(NamedTuple):
    """What is protected, and where that ends."""

    target: Selector | None
    properties: tuple[str, ...]
    stop: int
    rest: bool = False


def lock(p: Asking, at: int) -> int | None:
    """ "don't touch the footer", "keep the width", "without changing the title"."""
    w, step = p.w, at
    forbidden: tuple[str, ...] = ()
    while step - at < _LEAD_MAX and (
        w.any_of(step, "not", "without") or w.value(step, "verb") in _LOCKABLE
    ):
        said = w.value(step, "without") or w.value(step, "verb")
        forbidden = _FORBIDDEN.get(said, forbidden)
        step += 1
    found = _protected(p, step)
    if found is None:
        return None
    stop = w.skip(found.stop, "alone", "like", "filler", "it-is", "is", "as-well", "pronoun")
    if not ended(w, stop):
        return None
    if any(w.value(k, "alone") == "place" for k in range(found.stop, stop)):
        forbidden = forbidden or _FORBIDDEN["move"]  # "leave it where it is (but make it red)"
    return _locked(p, at, found._replace(stop=stop), forbidden)


def stays(p: Asking, at: int) -> int | None:
    """ "the footer stays where it is", "the height should stay the same", "nothing else moves"."""
    w = p.w
    if w.has(at, "nothing-else"):
        stop = at + 1
        while w.any_of(stop, "should", "stays", "verb", "filler", "is") and not w.is_separator(
            stop
        ):
            stop += 1
        within = None if ended(w, stop) else _rest_within(w, stop)
        if within is not None:
            stop = w.skip(within.stop, "should", "stays", "preface", "verb", "is", "filler")
        if not ended(w, stop):
            return None
        target = None if within is None or within.screen else within.selector
        return _locked(p, at, _Protected(target, (), stop, rest=True), ())
    found = _protected(p, w.skip(at, "with"))
    stop = 0 if found is None else w.skip(found.stop, "inside")
    if found is None or not w.has(stop, "stays"):
        return None
    if w.value(stop, "stays") == "keep":
        return _keeps(p, at, found, stop + 1)
    forbidden = _FORBIDDEN.get(w.value(stop, "stays"), ())
    moving = bool(forbidden) or w.value(stop, "stays") in ("change", "whole")
    kept = _state(w, stop + 1)
    if kept is not None:
        found, stop = found._replace(properties=_kept_so(found.properties, kept[0])), kept[1] - 1
    after = w.skip(stop + 1, "alone", "like", "filler", "it-is", "is", "pronoun")
    # "(make the red amounts darker,) the green ones stay": as they are
    asked = any(draft.steps for draft in p.drafts)
    if not ended(w, after) or (after == stop + 1 and not (moving or asked) and kept is None):
        return None
    return _locked(p, at, found._replace(stop=after), forbidden)


def _rest_within(w: Words, at: int) -> Noun | None:
    """ "(nothing else) in the sidebar (changes)": the place that is spoken of."""
    return noun(w, at + 1, places=False) if w.has(at, "in") else None


def _keeps(p: Asking, at: int, found: _Protected, begun: int) -> int | None:
    """ "the footer keeps its height", "the button should keep its own text": a part of what is named."""
    w = p.w
    part = _part(w, w.skip(begun, "possessive", "det", "filler"))
    if part is None or found.properties or not w.any_of(begun, "possessive", "det"):
        return None
    names, stop = part
    if not ended(w, w.skip(stop, "filler", "so-far")):
        return None
    return _locked(p, at, found._replace(properties=names, stop=stop), ())


def _protected(p: Asking, at: int) -> _Protected | None:
    """What is protected at ``at``: properties, of something or anywhere; or components."""
    w = p.w
    ahead = w.skip(at, "det", "possessive", "quantifier", "filler")
    named = _part(w, ahead)
    if named is not None:
        names, stop = named
        target: Selector | None = None
        if any(w.has(k, "possessive") for k in range(at, ahead)):
            target = _spoken_of(p)
        elif w.any_of(stop, "of"):
            found = nouns(w, stop + 1)
            if found is not None:
                target, stop = found.selector, found.stop
        if (state := _state(w, stop)) is not None:
            names, stop = _kept_so(names, state[0]), state[1]
        return _Protected(target, names, stop)
    found = nouns(w, at)
    if found is None:
        return None
    target, stop = found.selector, found.stop
    if is_rest(target):
        return _Protected(None, (), stop, rest=True)
    if w.has(stop, "or"):
        # "Log out or the other links in it"
        either = alternatives(w, nouns, at)
        target, stop = either or (target, stop)
    if found.pronoun:
        target = _spoken_of(p) or target
    if w.has(stop, "possessive-mark"):
        stop += 1
    properties: tuple[str, ...] = ()
    named = _part(w, stop)
    named = named or _state(w, stop)
    if named is not None:
        properties, stop = named
    return _Protected(target, properties, stop)


def _state(w: Words, at: int) -> tuple[tuple[str, ...], int] | None:
    """ "(keep the header) blue", "(the title stays) bold": the property that has that value."""
    end = colour_end(w, at)
    if end > at and w.is_colour(end - 1):
        return ("colour",), end
    if "=" in w.value(at, "keyword"):
        return (w.value(at, "keyword").partition(" = ")[0],), at + 1
    return None


def _kept_so(said: tuple[str, ...], state: tuple[str, ...]) -> tuple[str, ...]:
    """What of it is protected that is kept as it looks: of a text that stays white its colour."""
    return ("text colour",) if said == ("text",) and state == ("colour",) else state


def _part(w: Words, at: int) -> tuple[tuple[str, ...], int] | None:
    """ "width and height", "text", "order": what of a component is protected."""
    names: list[str] = []
    while True:
        kind = w.has(at, "kind") and not (w.any_of(at + 1, "of") or w.has(at, "inner-text"))
        if w.has(at, "locked-part"):
            names.append(w.value(at, "locked-part"))
        elif w.has(at, "property") and not w.any_of(at + 1, "kind") and not kind:
            names.append(w.value(at, "property"))
        else:
            break
        at += 1
        after = w.skip(w.skip_commas(at) + w.has(at, "or"), "det", "possessive")
        if after == at or not w.any_of(after, "property", "locked-part") or verb_at(w, after):
            return tuple(names), at
        if value_follows(w, after + 1) and not w.any_of(after + 1, "property"):
            return tuple(names), at  # "(without changing its height), and its text darker"
        at = after
    return (tuple(names), at) if names else None


def _spoken_of(p: Asking) -> Selector | None:
    """What "its" means: what the last clause that names something is about."""
    for draft in reversed(p.drafts):
        for step in reversed(draft.steps):
            target = target_of(step)
            if target is not None and not isinstance(target, (Reference, Screen)):
                return target
    return p.memory.target


def _locked(p: Asking, at: int, found: _Protected, forbidden: tuple[str, ...]) -> int:
    names = found.properties or forbidden
    parts = tuple(n for name in names for n in _PARTS.get(name, (name,)))
    target, rest = found.target, found.rest
    if isinstance(target, Everything) and not target.kinds:
        target, rest = None, rest or not parts  # "don't change anything", "don't move anything"
    span = p.w.span(at, found.stop)
    if rest:
        p.locks.append(Lock(target=target, properties=parts, span=span, rest=True))
    else:
        p.locks.append(Lock(target=target, properties=parts, span=span))
        but = p.w.has(p.w.skip_commas(found.stop), "but")  # "keep its width but make it taller"
        if target is not None and (but or not p.drafts):
            p.remember(target, spoken=True)
    p.w.use(at, found.stop)
    return found.stop


def forbidding(steps: list[Step], span: Span) -> list[Lock]:
    """ "don't hide the header": locks on what these steps would write."""
    return [
        Lock(target=target_of(step), properties=written_names(step), span=span) for step in steps
    ]


def aside(locks: list[Lock], drafts: list[Draft]) -> list[Lock]:
    """The locks, "everything else" as what no step of the command names."""
    steps = (step for draft in drafts for step in draft.steps)
    acted = (
        s
        for step in steps
        for s in (target_of(step), *(others_of(step) if isinstance(step, Swap) else ()))
    )
    named = [Fitting(s, each=True) for s in acted if s is not None and not _unnamed(s)]
    acted_on = Union(tuple(named))
    return [_of_rest(k, acted_on) if k.rest and named else k for k in locks]


def _unnamed(selector: Selector) -> bool:
    """Whether a target was left out: "it", the screen, or the one that it is found to be."""
    if isinstance(selector, Either):
        return any(map(_unnamed, selector.options))
    return isinstance(selector, (Reference, Screen))


def _of_rest(lock: Lock, acted_on: Selector) -> Lock:
    """A lock on what is left when what steps act on is taken away, of what it names or of all."""
    whole: Selector = Everything()
    if lock.target is not None:
        whole = Where(whole, "inside", lock.target, "any")
    return structs.replace(lock, target=Fitting(Except(whole, acted_on)))


# -- what of many is left out ----------------------------------------------------------


def spare(drafts: list[Draft], locks: list[Lock]) -> None:
    """Leave out of the steps on many what is protected as a whole."""
    for lock in locks:
        if lock.target is None or lock.rest or not _one_of_many(lock.target):
            continue
        kept = Condition(fits=_within(lock.target), negated=True, span=lock.span)
        for draft in drafts:
            draft.steps = [
                _sparing(step, kept) if _breaks(step, lock) and not _all_of(step, lock) else step
                for step in draft.steps
            ]


def left_over(drafts: list[Draft], locks: list[Lock]) -> None:
    """ "Keep the title where it is and move everything else": else than what is protected."""
    kept = tuple(k.target for k in locks if k.target is not None)
    first = next((draft for draft in drafts if draft.steps), None)
    if not kept or first is None:
        return
    rest = Except(Everything(), Union(kept))
    first.steps = [
        structs.replace(step, target=rest) if _is_rest(step) else step for step in first.steps
    ]


def _is_rest(step: Step) -> bool:
    return is_rest(target_of(step))


def _breaks(step: Step, lock: Lock) -> bool:
    """Whether a step writes what is protected, if it falls on what is."""
    if not lock.properties:
        return True
    written = {n for name in written_names(step) for n in (name, *_PARTS.get(name, ()))}
    return not written.isdisjoint(lock.properties)


def _all_of(step: Step, lock: Lock) -> bool:
    """ "(Make the tabs red but) keep their text colour": of all of them, and none is left out."""
    return bool(lock.properties) and unspanned(target_of(step)) == unspanned(lock.target)


def excepted(target: Selector, span: tuple[int, int]) -> Condition:
    """The condition that leaves out what is excepted, with all that is in it."""
    return Condition(fits=_within(target), negated=True, span=span)


def _within(target: Selector) -> Selector:
    # "the password one" is one of the targets, whatever else may be called so
    one_of_them = isinstance(target, Named) and not target.head and bool(target.kinds)
    meant = target if one_of_them else Fitting(target)
    inside = Where(OWN, "inside", target, "all")
    return Union((Fitting(Both(OWN, meant)), Fitting(inside)))


def _sparing(step: Step, kept: Condition) -> Step:
    target = target_of(step)
    if target is None or not is_many(target):
        return step
    return structs.replace(step, when=(*step.when, kept))


def _one_of_many(target: Selector) -> bool:
    return not isinstance(target, (Reference, Screen))
