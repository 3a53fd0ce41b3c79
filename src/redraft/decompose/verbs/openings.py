"""How a text is to begin or end: "the steps should start with “1. ”", "let the title end with a full stop".

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.verbs.rewording import part, set_before
from redraft.plan.steps import AppendText, PrependText, Step
from redraft.select.selectors import Related

_LED: Final = gate("text-edge")
#: words of what is to begin or end so
_SUBJECT_MAX: Final = 12


def opening(p: Asking, draft: Draft, at: int, start: int) -> int | None:
    """Read from ``start`` on what a text is to begin or end with; the clause began at ``at``."""
    w = p.w
    if not w.heard & _LED:
        return None
    ahead = range(start, min(start + _SUBJECT_MAX, w.size))
    edge = next((k for k in ahead if w.has(k, "text-edge") or ends_clause(w, k)), None)
    if edge is None or not w.has(edge, "text-edge"):
        return None
    asked = edge == start and w.items[edge].words == 1  # "start each step with “1. ”"
    found = nouns(w, start + asked, places=True)
    led = (
        start
        if found is None
        else w.skip(found.stop, "should", "quantifier", "to", "filler", most=3)
    )
    if found is None:
        led = w.skip(start, "should", "filler", most=2)
    said = part(w, led if asked else edge + 1)
    if said is None or (led != edge and not asked) or (found is None and p.memory.target is None):
        return None
    w.use(at, said.stop)
    target = p.it() if found is None else p.scoped(found.selector)
    written, span = Related(target, "text"), w.span(at, said.stop)
    step: Step
    if w.value(edge, "text-edge") == "start":
        step = PrependText(target=written, text=set_before(said), span=span)
    else:
        step = AppendText(target=written, text=said.text, span=span)
    draft.steps.append(step)
    draft.sure *= 1.0 if found is None else found.sure
    p.remember(target)
    p.memory.verb = "make"
    return to_end(p, draft, said.stop)
