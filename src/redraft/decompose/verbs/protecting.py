"""Clauses that change nothing: locks, scopes, what is not offered.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.verbs.ending import ended
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Lock
from redraft.select.selectors import Selector

#: verbs that a lock forbids: "don't touch", "don't move", "keep"
_LOCKABLE: Final = frozenset({"touch", "keep", "set", "move", "delete", "resize", "make"})
#: the properties that one word for several locks
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "size": ("width", "height", "font size"),
    "position": ("x", "y"),
    "colour": ("background", "text colour"),
    "border": ("border width", "border colour"),
}


def lock(p: Asking, at: int) -> int | None:
    """ "don't touch the footer", "keep the width", "without changing the title"."""
    w = p.w
    step = at
    while step - at < 4 and (
        w.any_of(step, "not", "without") or w.value(step, "verb") in _LOCKABLE
    ):
        step += 1
    properties: list[str] = []
    target: Selector | None = None
    ahead = w.skip(step, "det", "possessive")
    kind = w.has(ahead, "kind") and not w.any_of(ahead + 1, "of")
    if w.has(ahead, "property") and not w.any_of(ahead + 1, "kind") and not kind:
        properties.append(w.value(ahead, "property"))
        stop = ahead + 1
        if w.any_of(stop, "of"):
            found = nouns(w, stop + 1)
            if found is not None:
                target, stop = found.selector, found.stop
    else:
        found = nouns(w, step)
        if found is None:
            return None
        target, stop = found.selector, found.stop
        if w.has(stop, "possessive-mark"):
            stop += 1
        if w.has(stop, "property"):
            properties.append(w.value(stop, "property"))
            stop += 1
    stop = w.skip(stop, "alone", "like", "filler", "it-is", "is", "as-well", "pronoun")
    if not ended(w, stop):
        return None
    locked = tuple(n for name in properties for n in _PARTS.get(name, (name,)))
    p.locks.append(Lock(target=target, properties=locked, span=w.span(at, stop)))
    w.use(at, stop)
    return stop


def scope(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """go to X: what follows is about what is in X."""
    w = p.w
    w.use(at, at + 1)
    found = noun(w, at + 1)
    if found is None:
        p.fail(draft, w.span(at, at + 1), "clause.not-an-edit", "asks for no edit")
        return at + 1
    w.use(at, found.stop)
    after = w.skip_commas(found.stop)
    if verb == "go" and (w.is_separator(found.stop) and after < w.size and starts_clause(w, after)):
        w.use(found.stop, after)
        p.scope = found.selector
        draft.goes_on = True
        return after
    span = w.span(at, found.stop)
    p.remember(found.selector, spoken=True)
    message = f"“{w.quote(span)}” asks for no edit"
    draft.diagnostics.append(Diagnostic("clause.not-an-edit", "notice", message, span=span))
    return found.stop


def unsupported(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """flip and the like: understood, not offered."""
    w = p.w
    stop = at + 1
    while stop < w.size and not ends_clause(w, stop) and not w.is_separator(stop):
        stop += 1
    p.fail(draft, w.span(at, stop), "clause.unsupported", "is not offered")
    w.use(at, stop)
    return stop
