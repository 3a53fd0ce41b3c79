"""What "that box" and "those labels" point back at: what was called so before in the command.

A description that points is read as what was acted on, if that is of its kind; where the command
has named something by the same word before, in whatever place, that is meant, and nothing else is.

    L-1  what was named before is looked through once for each that points

May import: decompose.references, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import structs

from redraft.decompose.descriptions import count_of
from redraft.decompose.references import parts_of, refers
from redraft.plan.steps import Lock, ReplaceText, Set, Step, Swap, target_of
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Selector,
    Union,
    Where,
)
from redraft.select.words import singular

#: clauses that are looked back at (L-1)
CLAUSES_MAX: Final = 24
#: steps that are looked back at
_STEPS_MAX: Final = 24
_PAIR: Final = 2


def pointed(steps: Sequence[Step], before: Sequence[Step]) -> list[Step]:
    """The steps with what their descriptions point back at, among those before and each other.

    >>> from redraft.decompose import read
    >>> plan = read("hide the title in the news box. make that box red").plan
    >>> plan.clauses[1].steps[0].target.options[1].words
    ('news', 'box')
    """
    done: list[Step] = []
    for step in steps:
        told = [*before, *done][-_STEPS_MAX:]
        done.append(_explained(step, told))
    return done


def paired(
    steps: Sequence[Step], before: Sequence[Step], last_clause: Sequence[Step] = ()
) -> list[Step]:
    """The steps with "both" as the last two that were acted on, each by a step of its own.

    What one clause got new texts is "both" already, and called otherwise now.

    >>> from redraft.decompose import read
    >>> plan = read("make the logo wider and move the title up, both 50% opacity").plan
    >>> [part.words for part in plan.clauses[-1].steps[0].target.parts]
    [('logo',), ('title',)]
    """
    done: list[Step] = []
    if len(last_clause) == _PAIR and all(map(_gives_text, last_clause)):
        return list(steps)
    for step in steps:
        target = target_of(step)
        told = [target_of(one) for one in (*before, *done)][-_STEPS_MAX:]
        alike: dict[Selector, Selector] = {}
        for one in reversed(told):
            if one is not None:
                alike.setdefault(_core(one), one)
        last = list(alike.values())[:_PAIR]
        plain = len(last) == _PAIR and not any(isinstance(t, Union) or refers(t) for t in last)
        if plain and _is_both(target, last[0]):
            target = Union((last[1], last[0]))
            step = structs.replace(step, target=target)  # noqa: PLW2901
        done.append(step)
    return done


def _gives_text(step: Step) -> bool:
    return isinstance(step, ReplaceText) or (isinstance(step, Set) and step.property == "text")


def gathered(steps: Sequence[Step], clauses: Sequence[Sequence[Step]], sentence: int) -> list[Step]:
    """The steps with "all three of them", "them", "all" as what several clauses before acted on.

    ``clauses``: the steps of each before, the last ``sentence`` of which are one sentence.

    >>> from redraft.decompose import read
    >>> plan = read("make the logo red, then make the title bigger. hide them").plan
    >>> plan.clauses[-1].steps[0].target.clauses
    2
    """
    if len(clauses) < _PAIR:
        return list(steps)
    done: list[Step] = []
    for step in steps:
        target = target_of(step)
        meant = None if target is None else _gathered(target, clauses, sentence)
        done.append(step if meant is None else structs.replace(step, target=meant))
    return done


def swapped_still(steps: Sequence[Step], clauses: Sequence[Sequence[Step]]) -> list[Step]:
    """ "(Swap it with the footer) and make it red": it is what it was, and not the two.

    >>> from redraft.decompose import read
    >>> [step.target.word for step in read("swap it with the ad and make it red").plan.clauses[1].steps]
    ['selection']
    """
    last = clauses[-1][-1] if clauses and clauses[-1] else None
    if not (isinstance(last, Swap) and _is_it(last.first)):
        return list(steps)
    before = target_of(clauses[-2][-1]) if len(clauses) > 1 and clauses[-2] else None
    if before is None or refers(before):
        before = Reference("selection")
    return [
        structs.replace(step, target=before) if _is_it(target_of(step)) else step for step in steps
    ]


def _is_it(target: Selector | None) -> bool:
    return isinstance(target, Reference) and target.word == "it"


def left_out(steps: Sequence[Step], locks: Sequence[Lock]) -> tuple[Selector, Lock | None] | None:
    """What was left out last of what the last of these steps acts on, by itself or by a lock behind it.

    >>> from redraft.decompose import read
    >>> plan = read("make the tabs grey, not the last one though, that one gets blue").plan
    >>> [step.target.places for step in plan.clauses[1].steps]
    [(-1,)]
    """
    last = steps[-1] if steps else None
    target = None if last is None else target_of(last)
    if isinstance(target, Except):
        return (target.minus, None) if is_one(target.minus) else None
    lock = locks[-1] if locks else None
    if last is None or lock is None or lock.target is None or lock.span is None or lock.properties:
        return None
    behind = last.span is not None and last.span[1] <= lock.span[0]
    return (lock.target, lock) if behind and is_one(lock.target) else None


def is_one(selector: Selector) -> bool:
    """Whether one is told, by the word or by its place: "the last one", "the middle one"."""
    match selector:
        case Either(options):
            return any(map(is_one, options))
        case Where(number="one"):
            return True
        case _:
            return count_of(selector) == 1


def _gathered(
    target: Selector, clauses: Sequence[Sequence[Step]], sentence: int
) -> Selector | None:
    last = [t for step in clauses[-1] if (t := target_of(step)) is not None]
    if not last or not all(_acts_on_one(step) for step in clauses[-1]):
        return None
    match target:
        case Pick(base, places, order="only") if len(places) >= _PAIR:
            reach = _reach(clauses, len(places))
            those = base if isinstance(base, Reference) else None
            if those is None and _core(base) == _core(last[-1]):
                those = Reference("them")
            if reach < _PAIR or those is None or those.word != "them":
                return None
            return structs.replace(target, base=structs.replace(those, clauses=reach))
        case Either((Reference(word="them") as those, Everything())) if sentence >= _PAIR:
            return Either((structs.replace(those, clauses=sentence), *target.options[1:]))
        case Reference(word="them") if sentence >= _PAIR:
            return structs.replace(target, clauses=sentence)
        case _:
            return None


def _acts_on_one(step: Step) -> bool:
    """Whether a step acts on one component that is named, as far as the words tell."""
    target = target_of(step)
    if target is None or refers(target):
        return False
    return isinstance(step, ReplaceText) or count_of(_core(target)) == 1


def _reach(clauses: Sequence[Sequence[Step]], count: int) -> int:
    """How many clauses back so many things were acted on, one by one; 0 where that does not come out."""
    seen: dict[Selector, None] = {}
    for back, steps in enumerate(reversed(clauses), 1):
        for step in steps:
            target = target_of(step)
            if target is None or not _acts_on_one(step):
                return 0
            seen[_core(target)] = None
        if len(seen) >= count:
            return back if len(seen) == count else 0
    return 0


def _core(selector: Selector) -> Selector:
    """What a description says without where that is, and without that it is its text that is meant."""
    while True:
        match selector:
            case Related(base, "text" | "texts" | "wording") | Where(base, "inside"):
                selector = base
            case Either(options):
                selector = options[-1]
            case Pick(Where(base, "inside")):
                return structs.replace(selector, base=_core(base))
            case _:
                return selector


def _is_both(target: Selector | None, last: Selector) -> bool:
    """Whether "both", "the two of them" is all that is said of a target, and one was named last."""
    match None if target is None else _core(target):
        case Pick(base=base, places=(1, 2), order="only"):
            pointing = base == Reference("them", span=_span(base)) or _core(base) == _core(last)
            return count_of(_core(last)) == 1 and pointing
        case _:
            return False


def _span(selector: Selector) -> tuple[int, int] | None:
    return selector.span if isinstance(selector, (Reference, Named)) else None


def _explained(value: Any, told: Sequence[Step]) -> Any:
    if isinstance(value, tuple):
        return tuple(_explained(one, told) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    if isinstance(value, Either):
        match value.options:
            case (Both(second=Reference()) as acted_on, Named() as said):
                meant = _called(said, told)
                return value if meant is None else Either((acted_on, meant))
            case _:
                pass
    changes = {
        name: after
        for name in value.__struct_fields__
        if (after := _explained(before := getattr(value, name), told)) is not before
        and after != before
    }
    return structs.replace(value, **changes) if changes else value


def _called(said: Named, told: Sequence[Step]) -> Selector | None:
    """The last description before whose head is the same word, and which says more than that."""
    if len(said.words) != 1 or said.quoted is not None:
        return None
    head = singular(said.words[0])
    for step in reversed(told):
        for field in step.__struct_fields__:
            part = getattr(step, field)
            for one in parts_of(part) if _is_selector(part) else ():
                if _tells(one, head) and not (said.number != "one" and _is_one(one)):
                    return one
    return None


def _is_selector(value: object) -> bool:
    return isinstance(value, (Named, Where, Look, Pick, Except, Either))


def _tells(selector: Selector, head: str) -> bool:
    """Whether a description is of what a word names, told by more than that word."""
    named = _innermost(selector)
    if named is None or not named.words:
        return False
    said = named.words[-1].split()  # "text boxes" is one word for a kind
    if singular(said[-1]) != head:
        return False
    more = len(named.words) > 1 or len(said) > 1 or named.quoted is not None
    return more or named is not selector


def _is_one(selector: Selector) -> bool:
    named = _innermost(selector)
    return named is not None and named.number == "one"


def _innermost(selector: Selector) -> Named | None:
    while isinstance(selector, (Where, Look, Pick, Except)):
        selector = selector.base
    return selector if isinstance(selector, Named) else None
