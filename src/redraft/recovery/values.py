"""Values that do not fit their property: others that do, or a property that they fit.

May import: decompose, plan, document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.decompose.lexicon import load
from redraft.document.lengths import clean, read_px
from redraft.document.properties import PROPERTIES, drawn
from redraft.recovery.near import near_words
from redraft.recovery.phrases import each, has, say
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.wishes import colour_tokens, other_edits, spoken_of
from redraft.recovery.wording import Span

#: property words that stand for several rows of the table
_LIKE: Final = {
    "colour": "colour",
    "border": "px",
    "thickness": "px",
    "size": "size",
    "spacing": "spacing",
    "transparency": "ratio",
}
_VALUES_MAX: Final = 3
_STEPS: Final = (1.2, 0.8)


def values(problem: Problem) -> Ideas:
    """Another value for the property that the clause names; the nearest to the typed one first."""
    wording = problem.wording
    prop = _property(problem)
    if prop is None:
        return
    name, place = prop
    low, high = problem.span
    given = low > wording.at(place)[0] and not low <= wording.at(place)[0] < high
    for value in _values_for(problem, name, wording.quote(problem.span) if given else ""):
        if given:
            yield either(wording.put(problem.span, value))
        else:
            yield either(*_appended(problem, value))


def misfit(problem: Problem) -> Ideas:
    """Another value, another property for it, else other edits of the component."""
    wording = problem.wording
    found = list(values(problem))
    yield from found[:_VALUES_MAX]
    prop = _property(problem)
    if prop is not None:
        for other in fitting(problem, problem.span):
            if other != prop[0]:
                yield either(wording.put(wording.at(prop[1]), say("property", other)))
    yield from found[_VALUES_MAX:]
    yield from unfit(problem)


def unfit(problem: Problem) -> Ideas:
    """The command without the clause, else other edits of what it names."""
    yield either(problem.wording.without(problem.clause))
    yield from other_edits(problem)


def fitting(problem: Problem, span: Span) -> tuple[str, ...]:
    """The properties that the first value within a span fits."""
    wording = problem.wording
    w = wording.words
    for k in wording.places(span):
        if w.is_colour(k):
            return ("colour", "background", "text colour")
        if w.kind(k) == "number":
            return ("opacity", "width") if w.items[k].token.unit == "%" else ("width", "font size")
        if w.kind(k) == "quote":
            return ("text",)
    return ()


def _property(problem: Problem) -> tuple[str, int] | None:
    """The property that the clause names last before the failure, and its place."""
    wording = problem.wording
    named = list(wording.having(problem.clause, "property", "token"))
    if not named:
        return None
    before = [k for k in named if wording.at(k)[0] < problem.span[0]]
    place = (before or named)[-1]
    w = wording.words
    name = w.value(place, "property") or "token"
    return name, place


def _values_for(problem: Problem, name: str, typed: str) -> Iterator[str]:
    row = PROPERTIES.get(name)
    kind = _LIKE.get(name) or (row.kind if row is not None else name)
    if kind == "colour" and typed:
        yield from near_words((typed.lower(),), sorted(load().colour_names))
    if kind in ("px", "size"):
        yield from _near_now(problem, name)
    section = next((s for s in (f"value {name}", f"value {kind}") if has(s)), "")
    yield from each(section, colour_tokens(problem.document, None))


def _appended(problem: Problem, value: str) -> Iterator[str]:
    """The clause with a value at its end."""
    wording = problem.wording
    span: Span = problem.clause
    said = wording.quote(span)
    places = wording.places(span)
    w = wording.words
    joint = next((k for k in places if w.any_of(k, "to", "by")), None)
    if joint is not None and joint < places[-1]:
        yield wording.put(w.span(joint + 1, places[-1] + 1), value)
        return
    if places and w.any_of(places[-1], "to", "by"):
        yield wording.put(span, f"{said} {value}")
    yield wording.put(span, say("instead", "to", clause=said, value=value))


def _near_now(problem: Problem, name: str) -> Iterator[str]:
    """A little more and a little less than what the component has."""
    i = spoken_of(problem)
    if i is None or name not in PROPERTIES:
        return
    px = read_px(drawn(problem.document, problem.document.at(i), name))
    if px:
        for step in _STEPS:
            yield f"{clean(round(px * step))}px"
