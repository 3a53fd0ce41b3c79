"""Clauses that change nothing: scopes, what is not offered.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.drafts import Draft
from redraft.decompose.edges import edge_phrase
from redraft.decompose.nouns import noun
from redraft.decompose.places import aimed, destination
from redraft.decompose.scopes import Scope
from redraft.decompose.verbs.ending import to_end
from redraft.diagnostics import Diagnostic


def scope(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """go to X: what follows is about what is in X."""
    w = p.w
    w.use(at, at + 1)
    to = w.skip(at + 1, "in", "to", "det", unless=("relation", "edge", "direction"), most=2)
    to = to if w.has(to, "relation") else at + 1  # "go to the right-hand side of the slide"
    edge = destination(w, to) if verb == "go" and p.memory.target is not None else None
    if edge is not None and (edge_phrase(w, to) is not None or w.has(to, "relation")):
        # "… and go to the right side of the slide", "… and go left of the logo"
        draft.steps.extend(aimed(edge.steps, p.it()))
        w.use(at, edge.stop)
        return to_end(p, draft, edge.stop)
    found = noun(w, at + 1)
    if found is None:
        p.fail(draft, w.span(at, at + 1), "clause.not-an-edit", "asks for no edit")
        return at + 1
    if w.mark(found.stop, ":"):
        return at + 1  # "select slide 2: …" is “slide 2: …”
    w.use(at, found.stop)
    after = w.skip_commas(found.stop)
    if verb == "go" and (w.is_separator(found.stop) and after < w.size and starts_clause(w, after)):
        w.use(found.stop, after)
        p.enter(Scope(found.selector, after))
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
