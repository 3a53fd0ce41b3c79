"""What is said to be so, and wished otherwise: "the header is red, make it blue" wishes no red.

May import: decompose.drafts, decompose.words, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.clauses import says_of_it
from redraft.decompose.drafts import Draft
from redraft.decompose.references import refers
from redraft.decompose.repeating import again
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import (
    Align,
    ColourWord,
    Delete,
    Literally,
    Place,
    Set,
    Shift,
    Step,
    TokenValue,
    target_of,
)
from redraft.select.selectors import Reference, Related, Selector

SAYS: Final = gate("is", "it-is", "no", "have")
#: what one can see through is filled, or is made less so
_FILLS: Final = frozenset({"opacity", "background", "colour"})
#: words of a statement; a longer one has more to say
_WORDS_MAX: Final = 16


def complained(w: Words, before: Draft, draft: Draft) -> bool:
    """Whether what ``before`` says of something is what ``draft`` changes about it."""
    if not (before.steps and draft.steps and (_denies(w, before) or _says(w, before))):
        return False
    target = target_of(before.steps[0])
    if not all(_of_it(step, target) for step in draft.steps):
        return False
    told = {_aspect(step) for step in before.steps}
    asked = {_aspect(step) for step in draft.steps}
    if "" in told:
        return False
    if told <= {"colour", "text colour"} and asked & {"background", "colour"}:
        return told == {"colour"} or asked == {"colour"}  # "make it cream with plum text"
    if len(told) == 1 and asked == {"size"} and told <= _MEASURES:
        return True  # "(is 120 wide,) make it 140"
    if told == {"text alignment"} and asked == {"place"}:
        return True  # "(the note is left aligned,) it should be centered"
    return told <= asked or (told == {"opacity"} and asked <= _FILLS)


_SPOKEN: Final = ("it", "them")
#: what a bare number may be said of
_MEASURES: Final = frozenset({"width", "height", "font size", "border radius", "padding", "gap"})


def _aspect(step: Step) -> str:
    """What of something a step is about: a property, or where it stands; nothing else can be so."""
    if isinstance(step, (Align, Place)) or (isinstance(step, Shift) and step.property in "xy"):
        return "place"
    return step.property if isinstance(step, Set) else ""


def _of_it(step: Step, told: Selector | None) -> bool:
    """Whether a step is about what was spoken of, or its text."""
    target = target_of(step)
    target = target.base if isinstance(target, Related) else target
    spoken = isinstance(target, Reference) and target.word in _SPOKEN
    return spoken or (target is not None and target == told)


def _denies(w: Words, draft: Draft) -> bool:
    """ "The badge shouldn't be red(, make it cream)": which colour it is not to have."""
    coloured = all(
        isinstance(s, Set) and isinstance(s.value, (ColourWord, TokenValue)) for s in draft.steps
    )
    places = range(draft.start, min(draft.stop, draft.start + _WORDS_MAX))
    return coloured and any(w.has(k, "no") and w.ends(k, "to") for k in places)


def _says(w: Words, draft: Draft) -> bool:
    """Whether a clause says "is" or "has", and nothing that wishes."""
    places = range(draft.start, min(draft.stop, draft.start + _WORDS_MAX))
    said = any(w.any_of(k, "is", "have") for k in places)
    asks = (k for k in places if w.any_of(k, "should", "wish", "verb", "says"))
    return said and all(w.has(k, "have") for k in asks)


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
    target, told = target_of(before.steps[0]), {_aspect(step) for step in before.steps}
    before.steps, before.diagnostics = [], []  # "shouldn't be" is said by this
    if target is not None:
        draft.steps = again(draft.steps, target)
    if len(told) == 1:
        draft.steps = [_of_what_was_told(step, *told) for step in draft.steps]
    message = f"“{w.quote(span)}” asks for no edit by itself"
    before.diagnostics.append(Diagnostic("clause.not-an-edit", "notice", message, span=span))


#: looks that are taken off, and what is left then
_TAKEN_OFF: Final = {
    "text decoration": "none",
    "font weight": "normal",
    "font style": "normal",
    "text transform": "none",
    "shadow": "none",
}


def taken_off(w: Words, before: Draft, draft: Draft) -> bool:
    """ "(the titles are underlined,) remove that": what they look like is taken off, and nothing else.

    Then the steps of ``draft`` do that, and ``before`` is a remark.
    """
    removes = len(draft.steps) == 1 and isinstance(draft.steps[0], Delete)
    if not (removes and before.steps and _says(w, before) and _points_back(draft.steps[0])):
        return False
    looks = [step for step in before.steps if isinstance(step, Set)]
    if len(looks) < len(before.steps) or any(step.property not in _TAKEN_OFF for step in looks):
        return False
    span = draft.steps[0].span
    off = [(step.target, step.property, Literally(_TAKEN_OFF[step.property])) for step in looks]
    draft.steps = [Set(target=t, property=name, value=to, span=span) for t, name, to in off]
    before.steps = []
    return True


def _points_back(step: Step) -> bool:
    target = target_of(step)
    return target is not None and refers(target)


def _of_what_was_told(step: Step, name: str) -> Step:
    """ "(the button is 120 wide,) make it 140", "(is left aligned,) center it": of what was told."""
    if isinstance(step, Align) and name == "text alignment" and len(step.lines) == 1:
        said = Literally(step.lines[0])
        return Set(target=step.target, property=name, value=said, when=step.when, span=step.span)
    of_text = name == "text colour" and isinstance(step, Set) and step.property == "colour"
    if isinstance(step, Set) and (of_text or (step.property == "size" and name in _MEASURES)):
        return structs.replace(step, property=name)
    return step
