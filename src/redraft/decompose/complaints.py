"""What is said to be so, and wished otherwise: "the header is red, make it blue" wishes no red.

May import: decompose.drafts, decompose.words, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from redraft.decompose.clauses import says_of_it
from redraft.decompose.drafts import Draft
from redraft.decompose.repeating import again
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import ColourWord, Set, Step, TokenValue
from redraft.select.selectors import Reference, Related

SAYS: Final = gate("is", "it-is", "no")
#: what one can see through is filled, or is made less so
_FILLS: Final = frozenset({"opacity", "background", "colour"})
#: words of a statement; a longer one has more to say
_WORDS_MAX: Final = 16


def complained(w: Words, before: Draft, draft: Draft) -> bool:
    """Whether what ``before`` says of something is what ``draft`` changes about it."""
    told = [step for step in before.steps if isinstance(step, Set)]
    denied = _denies(w, before, told)
    if len(told) != len(before.steps) or not told or not (denied or _says(w, before)):
        return False
    wished = [step for step in draft.steps if isinstance(step, Set)]
    if len(wished) != len(draft.steps) or not wished:
        return False
    if not all(map(_of_it, wished)):
        return False
    named = {step.property for step in told}
    asked = {step.property for step in wished}
    if named == {"colour"} and "background" in asked:
        return True  # "make it cream with plum text"
    return named <= asked or (named == {"opacity"} and asked <= _FILLS)


_SPOKEN: Final = ("it", "them")


def _of_it(step: Set) -> bool:
    """Whether a step is about what was spoken of, or its text."""
    target = step.target.base if isinstance(step.target, Related) else step.target
    return isinstance(target, Reference) and target.word in _SPOKEN


def _denies(w: Words, draft: Draft, told: Sequence[Set]) -> bool:
    """ "The badge shouldn't be red(, make it cream)": which colour it is not to have."""
    coloured = all(isinstance(s.value, (ColourWord, TokenValue)) for s in told)
    places = range(draft.start, min(draft.stop, draft.start + _WORDS_MAX))
    return coloured and any(w.has(k, "no") and w.ends(k, "to") for k in places)


def _says(w: Words, draft: Draft) -> bool:
    """Whether a clause says "is", and nothing that wishes."""
    places = range(draft.start, min(draft.stop, draft.start + _WORDS_MAX))
    said = any(w.has(k, "is") for k in places)
    return said and not any(w.any_of(k, "should", "wish", "verb", "says") for k in places)


def explained(w: Words, before: Draft, draft: Draft) -> bool:
    """Whether ``draft`` says why ``before`` was wished: "make the greeting bigger, it's tiny"."""
    begun = w.skip(draft.start, "filler", "and", most=_LEADS_MAX)
    if says_of_it(w, begun) is None or not (before.steps and draft.steps):
        return False
    if any(w.any_of(k, "should", "says") for k in range(begun, draft.stop)):
        return False
    judged = {property_of(step) for step in draft.steps}
    return None not in judged and judged <= {property_of(step) for step in before.steps}


#: small words before a remark: "at the moment they look …"
_LEADS_MAX: Final = 3


def property_of(step: Step) -> str | None:
    """What a step changes about something, where it is one property."""
    return getattr(step, "property", None)


def take_back(w: Words, before: Draft, draft: Draft) -> None:
    """Let ``before`` be a remark, and what it speaks of be what ``draft`` is about."""
    span = w.span(before.start, before.stop)
    told = next(step for step in before.steps if isinstance(step, Set))
    before.steps, before.diagnostics = [], []  # "shouldn't be" is said by this
    draft.steps = again(draft.steps, told.target)
    message = f"“{w.quote(span)}” asks for no edit by itself"
    before.diagnostics.append(Diagnostic("clause.not-an-edit", "notice", message, span=span))
