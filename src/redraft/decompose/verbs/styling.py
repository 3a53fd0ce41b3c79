"""Verbs that mean a look by themselves: bold, underline, uppercase.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers
from redraft.decompose.defaults import TEXTS
from redraft.decompose.descriptions import Noun, inside
from redraft.decompose.drafts import Assignment, Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.casing import CASES, part_cased
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.words import Span, Words
from redraft.plan.steps import ChangeCase, Literally, Set, Step
from redraft.select.selectors import Selector

#: verbs that mean a keyword value
STYLES: Final[dict[str, tuple[str, str | int]]] = {
    "embolden": ("font weight", "bold"),
    "unbold": ("font weight", "normal"),
    "italicize": ("font style", "italic"),
    "unitalicize": ("font style", "normal"),
    "underline": ("text decoration", "underline"),
    "ununderline": ("text decoration", "none"),
    "strike": ("text decoration", "line-through"),
    "round": ("border radius", 8),
    "square": ("border radius", 0),
    "grey": ("colour", "#808080"),
}


#: a radius that rounds a corner as far as it goes
FULLY_ROUND: Final = 9999

#: properties that may stand for what is styled
_STYLED_ALONE: Final = ("border radius", "text", "font family")
_STYLED: Final = (*_STYLED_ALONE, "border", "colour")


def letters(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """uppercase, lowercase, capitalize: a part of a text, or all of what is named."""
    return part_cased(p, draft, at, verb) or style(p, draft, at, verb)


def style(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """bold, underline, italicize, uppercase, and several of them with one object."""
    w = p.w
    asked: list[tuple[str, Span]] = [(verb, w.span(at, at + 1))]
    w.use(at, at + 1)
    stop = at + 1
    while (again := _again(w, stop)) is not None:
        asked.append((w.value(again, "verb"), w.span(again, again + 1)))
        w.use(stop, again + 1)
        stop = again + 1
    w.of_object = True
    found = nouns(w, skip_fillers(w, stop), places=True)
    w.of_object = False
    if found is not None:
        draft.sure *= found.sure
        target, end = _styled(p, found)
    else:
        target, end = _styled_property(p, stop)
    w.use(stop, end)
    stop = end
    while (again := _again(w, stop)) is not None and _is_same_object(w, again + 1):
        # "underline all texts as well as bold them in the footer": one object, one place
        asked.append((w.value(again, "verb"), w.span(again, again + 1)))
        w.use(stop, again + 2)
        stop = again + 2
    if w.any_of(stop, "in", "of") and not ends_clause(w, stop):
        place = noun(w, stop + 1)
        if place is not None and not place.screen:
            target = inside(target, place.selector, "any")
            w.use(stop, place.stop)
            stop = place.stop
    radius = value(w, stop + 1) if w.any_of(stop, "to", "by") else None
    if radius is not None and radius.value is not None and radius.sort in ("px", "number"):
        # "round the corners to 20px"
        w.use(stop, radius.stop)
        stop = radius.stop
    else:
        radius = None
    if w.has(stop, "fully") and asked[-1][0] == "round":
        w.use(stop, stop + 1)
        stop += 1
        radius = Said("px", stop, Literally(FULLY_ROUND)) if radius is None else radius
    shade = _bracketed(w, stop) if any(name == "grey" for name, _ in asked) else None
    if shade is not None:
        w.use(stop, shade.stop)
        stop = shade.stop
    for name, span in asked:
        step = _step(target, name, span)
        if name == "grey" and shade is not None and isinstance(step, Set):
            step = structs.replace(step, value=shade.value)
        if radius is not None and radius.value is not None and isinstance(step, Set):
            if step.property != "border radius":
                p.fail(draft, span, "value.invalid", "takes no length")
            step = structs.replace(step, value=radius.value)
        draft.steps.append(step)
    p.memory.assignments = tuple(_assignment(name, span) for name, span in asked if name in STYLES)
    if found is not None:
        p.remember(target)
    elif p.memory.target is None:
        p.memory.target = target
    p.memory.verb = "make"
    return to_end(p, draft, stop)


def _bracketed(w: Words, at: int) -> Said | None:
    """ "(grey it out) (#A2A2A2)": which grey."""
    said = value(w, at + 1) if w.mark(at, "([") else None
    if said is None or said.sort != "colour" or said.value is None or not w.mark(said.stop, ")]"):
        return None
    return said._replace(stop=said.stop + 1)


def _is_same_object(w: Words, at: int) -> bool:
    """ "(underline all texts and) bold them", but not "those of slide 3", which are others."""
    others = w.has(at, "that-of") and w.any_of(at + 1, "of", "in")
    return w.has(at, "pronoun") and not others


def _again(w: Words, stop: int) -> int | None:
    """The place of a further such verb after a joint."""
    step = w.skip_commas(stop)
    verb = w.value(step, "verb")
    return step if step > stop and (verb in STYLES or verb in CASES) else None


def _styled(p: Asking, found: Noun) -> tuple[Selector, int]:
    """What is styled, where it is named, and the place after it."""
    w, stop = p.w, found.stop
    if w.has(stop, "possessive-mark"):
        stop += 1
    if w.value(stop, "property") in _STYLED:
        stop += 1
    return (TEXTS if found.screen else p.scoped(found.selector)), stop


def _styled_property(p: Asking, at: int) -> tuple[Selector, int]:
    """ "(round) its corners", "the text of the card": what is styled, where a property says so."""
    w = p.w
    step = w.skip(at, "det", "possessive")
    if w.value(step, "property") not in _STYLED_ALONE:
        return p.it(), at
    owner = nouns(w, step + 2) if w.has(step + 1, "of") else None
    if owner is None:
        return p.it(), step + 1
    return p.scoped(owner.selector), owner.stop


def _step(target: Selector, name: str, span: Span) -> Step:
    if name in CASES:
        return ChangeCase(target=target, case=CASES[name], span=span)  # type: ignore[arg-type]
    prop, said = STYLES[name]
    return Set(target=target, property=prop, value=Literally(said), span=span)


def _assignment(name: str, span: Span) -> Assignment:
    prop, said = STYLES[name]
    return Assignment(prop, Said("keyword", 0, Literally(said), property=prop), span)
