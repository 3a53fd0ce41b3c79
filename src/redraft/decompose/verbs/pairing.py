"""Verbs about two components: swap, match.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import match_step, split, steps_for
from redraft.decompose.clauses import skip_fillers
from redraft.decompose.drafts import Assignment, Draft
from redraft.decompose.likenesses import taken
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.verbs.ending import to_end
from redraft.plan.steps import Swap
from redraft.select.selectors import Selector, Union


def swap(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """swap A and B; swap the colours of A and B."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name = "position"
    ahead = w.skip(step, "det")
    if w.any_of(ahead, "property", "inner-text") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property") or "text"
        step = ahead + 2
    first = nouns(w, step, places=True)
    if first is None:
        p.fail(draft, w.span(at, at + 1), why="names nothing to swap")
        return to_end(p, draft, at + 1)
    stop = first.stop
    pair: list[Selector] | None = (
        split(first.selector, 2) if isinstance(first.selector, Union) else None
    )
    if pair is None and w.any_of(stop, "with", "and", "to", "by"):
        second = noun(w, stop + 1, places=True)
        if second is not None:
            pair = [first.selector, second.selector]
            stop = second.stop
    if pair is None and first.number != "one":
        pair = split(first.selector, 2)
    w.use(at, stop)
    span = w.span(at, stop)
    if pair is None:
        p.fail(draft, span, why="names no second component")
    else:
        draft.steps.append(Swap(first=pair[0], second=pair[1], property=name, span=span))
        p.remember(Union(tuple(pair)))
    return to_end(p, draft, stop)


def match(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """match the width of A to B; match A's colour with B."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name: str | None = None
    ahead = w.skip(step, "det")
    if w.has(ahead, "property") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property")
        step = ahead + 2
    w.for_ends = True
    target = nouns(w, step, places=True)
    w.for_ends = False
    stop = step if target is None else target.stop
    if target is not None and w.has(stop, "possessive-mark"):
        stop += 1
    if target is not None and w.has(stop, "property"):
        name = w.value(stop, "property")
        stop += 1
    source = None
    if target is not None and w.any_of(stop, "to", "with", "like"):
        source = noun(w, stop + 1, places=True)
    if target is None:
        p.fail(draft, w.span(at, at + 1), why="names nothing to match")
        return to_end(p, draft, at + 1)
    if source is None and w.has(stop, "purpose"):
        # "match the width of the hero for the email input"
        source, target = target, nouns(w, stop + 1, places=True)
        stop = stop + 1 if target is None else target.stop
        if target is not None:
            w.use(at, stop)
            span = w.span(at, stop)
            draft.steps.append(
                match_step(p.scoped(target.selector), source.selector, name, span)
            )
            p.remember(target.selector)
            return to_end(p, draft, stop)
    if source is None or target is None:
        # "match the width of the hero": what was spoken of takes it over
        w.use(at, stop)
        draft.steps.append(match_step(p.it(), target.selector, name, w.span(at, stop)))
        return to_end(p, draft, stop)
    stop = source.stop
    if w.has(stop, "possessive-mark"):
        stop += 1
    if w.has(stop, "property"):
        name = w.value(stop, "property")
        stop += 1
    w.use(at, stop)
    draft.steps.append(
        match_step(p.scoped(target.selector), source.selector, name, w.span(at, stop))
    )
    p.remember(target.selector)
    return to_end(p, draft, stop)


def carried(p: Asking, draft: Draft, at: int) -> int | None:
    """ "copy the card's colour to the footer", "apply the title's style to the heading"."""
    w = p.w
    take = taken(w, skip_fillers(w, at + 1))
    if take is None or not take.property or not w.any_of(take.stop, "to", "purpose", "in"):
        return None
    target = nouns(w, take.stop + 1, places=True)
    if target is None:
        return None
    w.use(at, target.stop)
    span = w.span(at, target.stop)
    draft.steps.extend(
        steps_for(p.scoped(target.selector), Assignment(take.property, take, span))
    )
    p.remember(target.selector)
    p.memory.verb = "make"
    return to_end(p, draft, target.stop)
