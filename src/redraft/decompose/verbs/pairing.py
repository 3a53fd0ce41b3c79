"""Verbs about two components: swap, match.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import match_step, split
from redraft.decompose.clauses import skip_fillers
from redraft.decompose.drafts import Draft
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
    target = nouns(w, step, places=True)
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
    if source is None:
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
