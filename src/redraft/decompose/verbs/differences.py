"""So much more or less of a thing: "take 10px off the height of the card", "add 4px to the radius".

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import steps_for
from redraft.decompose.drafts import Assignment, Change, Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.ending import to_end


def amount_off(p: Asking, draft: Draft, at: int) -> int | None:
    """ "take 10px off the height of the card", "shave 2px off the title": so much less of it."""
    said = _amount(p, at + 1)
    if said is None or not p.w.has(said.stop, "off"):
        return None
    return _difference(p, draft, at, said, -1)


def amount_to(p: Asking, draft: Draft, at: int) -> int | None:
    """ "add 8px to the height of the card": so much more of what is named."""
    said = _amount(p, at + 1)
    if said is None or not p.w.has(said.stop, "to"):
        return None
    return _difference(p, draft, at, said, 1)


def _amount(p: Asking, at: int) -> Said | None:
    said = value(p.w, at)
    return said if said is not None and said.sort in ("px", "number", "percent") else None


def _difference(p: Asking, draft: Draft, at: int, said: Said, sign: int) -> int | None:
    """The change of a property that comes after an amount; less may be of the size."""
    w = p.w
    step = w.after_det(said.stop + 1)
    name = w.value(step, "property") if not w.has(step, "kind") else ""
    owned = bool(name) and w.has(step + 1, "of")
    found = nouns(w, step + 2 if owned else said.stop + 1, places=True)
    stop = step + 1 if found is None or (name and not owned) else found.stop
    if found is not None and not name:
        after = stop + w.has(stop, "possessive-mark")
        name = w.value(after, "property")
        stop = after + 1 if name else stop
    if not name and (found is None or sign > 0):
        return None
    target = p.it() if found is None or stop == step + 1 else p.scoped(found.selector)
    w.use(at, stop)
    span = w.span(at, stop)
    change = Change(name or "size", sign)
    if said.sort == "percent":
        change = change._replace(share=said.number)
    else:
        change = change._replace(px=said.number)
    asked = Assignment(name or None, change, span)
    draft.steps.extend(steps_for(target, asked, quote=w.quote(span)))
    if found is not None:
        draft.sure *= found.sure
        p.remember(target)
    p.memory.verb = "increase" if sign > 0 else "decrease"
    return to_end(p, draft, stop)
