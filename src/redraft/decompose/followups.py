"""Follow-ups: "a bit more", "not that much", "the same for the footer", "no, the other one".

A follow-up is read against the steps of the last command of the conversation. Nothing of
that command is run again; only its words lend a meaning to these.

    the first half is words alone (`FollowUp` in the reading, cached by text); `follow` adds the rest

May import: decompose.reading, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.descriptions import many
from redraft.decompose.reading import FollowUp, Reading
from redraft.decompose.references import explained, refers
from redraft.decompose.repeating import alike, is_number, same_part
from redraft.plan.steps import (
    Clause,
    ColourWord,
    Literally,
    Plan,
    Scale,
    Set,
    Shift,
    Step,
    Tint,
    TokenValue,
    Value,
    target_of,
)
from redraft.select.selectors import (
    Either,
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Selector,
    Where,
)

#: factors of "more" by degree, and of "less" (a small step back)
_MORE: Final[dict[str, tuple[float, float]]] = {
    "": (1.2, 0.8),
    "slight": (1.1, 0.9),
    "much": (1.5, 0.5),
}
_BACK: Final = (0.9, 1.1)
#: shares of the move or shade that was made
_SHARE: Final[dict[str, float]] = {"": 1.0, "slight": 0.5, "much": 2.0}


def follow(reading: Reading, earlier: Reading) -> Reading:
    """Fill a follow-up with the steps of the command before it; the reading itself where it fits none.

    >>> from redraft.decompose import read
    >>> step = follow(read("a bit more"), read("make the title bigger")).plan.clauses[0].steps[0]
    >>> step.factor
    1.1
    """
    said = reading.follows
    if said is None:
        return reading
    before = next((c.steps for c in reversed(earlier.plan.clauses) if c.steps), ())
    steps = tuple(s for step in before for s in _followed(step, said))
    if said.beside is not None:
        steps += tuple(_aimed(s, said.beside, said) for s in steps)
    if not steps:
        return reading
    clause = Clause(reading.text[said.span[0] : said.span[1]], said.span, steps)
    kept = tuple(d for d in reading.diagnostics if d.span != said.span)
    return structs.replace(
        reading,
        plan=Plan((clause, *reading.plan.clauses), reading.plan.locks),
        diagnostics=kept,
        confidence=round(reading.confidence * 0.95, 4),
        follows=None,
    )


def _followed(step: Step, said: FollowUp) -> list[Step]:
    target = target_of(step)
    if target is None:
        return []
    it = Reference("it")
    match said.kind:
        case "again":
            return [_aimed(step, it, said)]
        case "same":
            return [] if said.target is None else _same(step, said, said.target, target)
        case "other":
            meant = said.target or _others(target)
            if said.target is not None and refers(meant):
                meant = explained(meant, [_kin(target)])  # "no, the second one"
            return [_aimed(step, _of_that_kind(meant, target), said)]
        case "value":
            return _valued(step, said, it)
        case "more" | "less":
            changed = _more(step, said)
            return [] if changed is None else [_aimed(changed, it, said)]
        case _:
            return []


def _same(step: Step, said: FollowUp, meant: Selector, before: Selector) -> list[Step]:
    """The step on another target: "the same for the other two" are two more of what was meant before."""
    meant = same_part(before, meant) or _like_it(meant, before)
    if said.value is None or not isinstance(step, Set) or not alike(step.value, said.value):
        return [_aimed(step, meant, said)]
    return _valued(step, said, meant)


def _like_it(meant: Selector, before: Selector) -> Selector:
    if isinstance(meant, Pick) and isinstance(meant.base, Reference) and meant.base.word == "them":
        return explained(meant, [_kin(before)])  # "(the second card,) the same for the third one"
    return _of_that_kind(explained(meant, [before]) if refers(meant) else meant, before)


def _valued(step: Step, said: FollowUp, it: Selector) -> list[Step]:
    """The same property with another value, where the step gave it one of that sort, or changed it."""
    if said.value is None:
        return []
    match step:
        case Set() if alike(step.value, said.value):
            return [structs.replace(step, target=it, value=said.value, span=said.span)]
        case Scale(property=name) if is_number(said.value):
            return [Set(target=it, property=name, value=said.value, span=said.span)]
        case Shift() if is_number(said.value) and step.property not in ("x", "y"):
            by = _number_of(said.value)  # so much in all: what was done already is done
            by = by - step.by if step.by > 0 else -by - step.by
            return [structs.replace(step, target=it, by=by, span=said.span)] if by else []
        case Tint(property=name) if isinstance(said.value, (ColourWord, TokenValue)):
            return [Set(target=it, property=name, value=said.value, span=said.span)]
        case _:
            return []


def _number_of(value: Value) -> float:
    number = value.value if isinstance(value, Literally) else 0
    return float(number) if isinstance(number, (int, float)) else 0.0


def _aimed(step: Step, target: Selector, said: FollowUp) -> Step:
    return structs.replace(step, target=target, span=said.span)


def _more(step: Step, said: FollowUp) -> Step | None:
    """The same change a little further, or a little back; None where the step had no direction."""
    back = said.kind == "less"
    match step:
        case Scale():
            grew = step.factor > 1
            if back:
                factor = _BACK[0] if grew else _BACK[1]
            else:
                factor = _MORE[said.degree][0 if grew else 1]
            return structs.replace(step, factor=factor)
        case Shift():
            share = -0.5 if back else _SHARE[said.degree]
            return structs.replace(step, by=step.by * share)
        case Tint():
            share = -0.5 if back else _SHARE[said.degree]
            chroma = step.chroma if not back else 1 / step.chroma
            return structs.replace(step, lightness=step.lightness * share, chroma=chroma)
        case _:
            return None


def _others(target: Selector) -> Selector:
    """The one of the same kind that was not meant before."""
    alike = _kin(target) if isinstance(target, Pick) else _all(target)
    return Pick(Except(alike, Reference("it")), (1,), order="only")


def _kin(selector: Selector) -> Selector:
    """All that is called as what was meant before, whichever of them it was."""
    match selector:
        case Pick():
            return many(selector.base)
        case Where(anchor=Pick() as place):
            return many(structs.replace(selector, anchor=_kin(place)))
        case Where(number="one", anchor=anchor) if anchor is not None:
            return many(selector.base)  # "the price in the Basic card": of the prices
        case Either():
            return Either(tuple(_kin(option) for option in selector.options))
        case _:
            return many(selector)


def _of_that_kind(meant: Selector, before: Selector) -> Selector:
    """ "I meant the Share location one", after a toggle: the toggle that is called so, if there is one."""
    kind = _all(before)
    if not isinstance(meant, Named) or meant.kinds or not isinstance(kind, Everything):
        return meant
    head = _head(before)
    if not head:
        return meant
    of_kind = structs.replace(meant, words=(*meant.words, head), kinds=kind.kinds, head=head)
    return Either((of_kind, meant))


def _head(selector: Selector) -> str:
    """The word that a description calls a component by."""
    while isinstance(selector, (Pick, Look, Where, Except)):
        selector = selector.base
    return selector.head if isinstance(selector, Named) else ""


def _all(selector: Selector) -> Selector:
    match selector:
        case Named() if selector.kinds:
            return Everything(selector.kinds)
        case Named():
            return structs.replace(selector, number="all")
        case Pick() | Look() | Where() | Except():
            return _all(selector.base)
        case Either():
            return Either(tuple(_all(o) for o in selector.options))
        case _:
            return selector
