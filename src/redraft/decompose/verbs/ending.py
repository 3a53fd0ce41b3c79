"""Where a clause ends, and what is done with the words that are left.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from msgspec import structs

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import (
    correction,
    ends_clause,
    reason_end,
    same_for,
    starts_clause,
    verb_at,
)
from redraft.decompose.drafts import Draft
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.nouns import nouns
from redraft.decompose.repeating import same_part
from redraft.decompose.unquoted import everywhere_end
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.plan.steps import target_of
from redraft.select.selectors import Selector


def to_end(p: Asking, draft: Draft, at: int) -> int:
    """Skip fillers up to the clause's end; "same to the title" repeats for another target."""
    w = p.w
    at = _fillers(w, at)
    again = same_for(w, w.skip_commas(at)) if w.is_separator(at) or w.any_of(at, "and") else None
    if again is not None:
        found = nouns(w, again)
        if found is not None and all(hasattr(s, "target") for s in draft.steps):
            w.use(at, found.stop)
            before = target_of(draft.steps[-1]) if draft.steps else None
            target = (before and same_part(before, found.selector)) or found.selector
            draft.steps.extend([structs.replace(s, target=target) for s in draft.steps])
            p.remember(target)
            return found.stop
    if not ended(w, at):
        return unread(p, draft, at)
    return at


def styled(p: Asking, draft: Draft, at: int, target: Selector) -> int:
    """ "(write “…” in the box) with font Tahoma and size 17": how a text that was just put is to look."""
    w = p.w
    at = _fillers(w, at)
    step = at + w.mark(at, ",")
    same = w.after_det(step)
    recalls = step > at and w.has(same, "same") and w.has(same + 1, "property")
    if draft.diagnostics or not (recalls or looks_follow(w, step)):
        return to_end(p, draft, at)
    w.use(at, step)
    return _filled(p, draft, step, target)


def _filled(p: Asking, draft: Draft, at: int, target: Selector) -> int:
    """Read from ``at`` on how a target that stands already is to look."""
    filler = Filler(p.w, p.memory, "make")
    filler.own_verb = True
    filler.frame.targets, filler.frame.implied = [target], True
    stop = filler.fill(at)
    draft.stop = stop
    frames(p, draft, filler)
    return stop


def also_looks(p: Asking, draft: Draft, at: int, target: Selector) -> int:
    """ "(rotate the star by 10 degrees), 80% opacity": a look of what was just turned."""
    w = p.w
    step = w.skip_commas(at)
    said = None
    if (step > at or w.mark(at - 1, ",")) and not draft.diagnostics:
        said = value(w, step)
    told = said is not None and (w.has(said.stop, "property") or said.sort in ("colour", "keyword"))
    if not told or w.any_of(step, "kind", "name"):
        return to_end(p, draft, at)
    w.use(at, step)
    stop = _filled(p, draft, step, target)
    p.memory.verb = "make"
    return stop


def looks_follow(w: Words, at: int) -> bool:
    """Whether a look comes at ``at``, after a text: "in bold", "with size 17"."""
    if not w.begins(at, "in", "with"):
        return False
    step = w.skip(at + (not w.has(at, "keyword")), "det")
    looks = w.any_of(step, "keyword", "font-name", "property", "shade", "number")
    return looks or w.is_colour(step) or w.kind(step) == "number"


def _fillers(w: Words, at: int) -> int:
    stop = w.skip(at, "filler", "as-well", "closing", "everywhere", unless=("then",))
    if stop > at and w.has(stop - 1, "everywhere"):
        stop = everywhere_end(w, stop - 1)
    w.use(at, stop)
    return stop


def ended(w: Words, at: int) -> bool:
    """Whether a clause may end at ``at``."""
    if ends_clause(w, at) or w.mark(at, "([") or w.is_separator(at) or w.has(at, "but"):
        return True
    if w.has(at, "reason") and reason_end(w, at, moved=True) is not None:
        return True
    return bool(verb_at(w, at)) or correction(w, at) is not None


def unread(p: Asking, draft: Draft, at: int) -> int:
    """Report the words up to the clause's end as not understood."""
    w = p.w
    stop = at
    while (
        stop < w.size
        and not ends_clause(w, stop)
        and not (w.is_separator(stop) and starts_clause(w, w.skip_commas(stop)))
    ):
        stop += 1
    p.fail(draft, w.span(at, stop))
    w.use(at, stop)
    return stop


def breaks(w: Words, at: int) -> bool:
    """Whether a list of lines and edges cannot go on at ``at``."""
    if ends_clause(w, at) or w.mark(at, "(["):
        return True
    if w.mark(at, ",") or w.any_of(at, "and", "comma"):
        after = w.skip_commas(at)
        return starts_clause(w, after) or ends_clause(w, after) or not w.any_of(after, "edge")
    return bool(verb_at(w, at)) and not w.any_of(at, "edge")
