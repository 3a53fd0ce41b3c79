"""What somebody takes back while typing: "red, no wait, blue", "hide the ad, sorry, the footer".

Inside a clause the value or the target that is meant takes the place of the one before
(`revised`); a clause of its own takes the place of what the one before asked (`retract`).

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from redraft.decompose.clauses import Corrected, correction, ends_clause, verb_at
from redraft.decompose.drafts import Assignment, Change
from redraft.decompose.nouns import nouns, starts_noun
from redraft.decompose.settle import alike, settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.values import COLOURED, Said, value
from redraft.plan.steps import Step, target_of
from redraft.select.selectors import Reference, Selector

#: verbs that give a value to what was named: "no, make that 2px"
_SETS: Final = ("make", "set")
_COLOURED: Final = COLOURED | {"like"}


def revised(sheet: Sheet, at: int) -> tuple[int, str] | None:
    """Take back the value or target that a correction at ``at`` puts another in the place of.

    Return where to read on and the preposition that the value had; None where it corrects
    nothing of this clause.
    """
    w, frame = sheet.w, sheet.frame
    said = correction(w, at)
    if said is None or not (frame.targets or frame.full):
        return None
    begun = said.stop
    if verb_at(w, begun) in _SETS and w.has(begun + 1, "pronoun"):
        begun += 2  # "no, make that 2px"
        if not frame.full or w.has(begun, "property"):
            return None
    elif verb_at(w, begun):
        return None
    start = w.skip(begun, "to", "det", unless=("keyword",))
    found = value(w, start, frame.waiting[-1] if frame.waiting else "")
    if found is not None or w.any_of(start, "more", "degree", "size-word"):
        return _value_back(sheet, begun, found)
    if begun > said.stop:
        return None
    if not starts_noun(w, said.stop):
        return None
    if not frame.full:
        frame.targets, frame.spans = [], []
        return said.stop, ""
    meant = nouns(w, said.stop)
    if meant is None:
        return None
    if ends_clause(w, meant.stop) or w.is_separator(meant.stop):
        frame.targets, frame.spans = [meant.selector], [w.span(said.stop, meant.stop)]
        return meant.stop, ""
    frame.targets, frame.spans, frame.done, frame.values = [], [], [], []
    return said.stop, ""


def _value_back(sheet: Sheet, stop: int, found: Said | None) -> tuple[int, str] | None:
    """Take back the last value of the sort of ``found``; None is a comparative."""
    frame = sheet.frame
    settle(frame)
    for k in range(len(frame.done) - 1, -1, -1):
        before = frame.done[k]
        if not _same_sort(before, found):
            continue
        if found is not None and isinstance(before.value, Change):
            amount = before.value._replace(share=found.number, px=0)
            if found.sort != "percent":
                amount = before.value._replace(px=found.number)
            frame.done[k] = before._replace(value=amount)
            return found.stop, ""
        del frame.done[k]
        if before.property is not None:
            frame.wait(before.property, before.span)
        return stop, before.value.prep if isinstance(before.value, Said) else ""
    return None


def _same_sort(before: Assignment, found: Said | None) -> bool:
    if isinstance(before.value, Change):
        if found is None:
            return True
        return found.sort == "percent" or bool(before.value.px)
    if found is None:
        return False
    if found.sort in _COLOURED:
        return before.value.sort in _COLOURED
    return alike(before.value, found)


def retract(
    before: list[Step], after: list[Step], said: Corrected, *, verb: bool
) -> list[Step] | None:
    """Take from ``before`` what ``after`` says otherwise; return ``after`` with its targets told.

    A clause with a verb of its own takes all back that its target got. None where nothing is
    said otherwise; what is not sure to be a correction may do so.
    """
    if not before:
        return None
    last = target_of(before[-1])
    keys = {_key(step) for step in after}
    own = [s for s in after if not _is_it(s, last)]
    if own and not said.sure:
        return after
    if own and len(own) < len(after):
        return None
    taken = [s for s in before if _key(s) in keys and (own or target_of(s) == last)]
    whole = len({_key(s) for s in before}) == 1
    if not taken and said.sure and verb and not own and whole:
        taken = [s for s in before if target_of(s) == last]
    if not taken:
        return None if said.sure else after
    before[:] = [s for s in before if s not in taken]
    return after if own else _aimed(after, last)


def _is_it(step: Step, last: Selector | None) -> bool:
    target = target_of(step)
    return target == last or isinstance(target, Reference)


def _aimed(steps: Sequence[Step], target: Selector | None) -> list[Step]:
    return [structs.replace(step, target=target) for step in steps]


def _key(step: Step) -> str:
    """What a step changes: two that change the same cannot both be meant."""
    return getattr(step, "property", None) or type(step).__name__
