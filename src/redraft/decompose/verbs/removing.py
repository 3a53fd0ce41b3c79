"""What is taken away without being named by a verb of its own: “remove the border from the card”, “no badges”.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from redraft.decompose.asking import Asking
from redraft.decompose.defaults import ENDS
from redraft.decompose.drafts import Draft, Frame
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.words import Words
from redraft.plan.steps import Delete


def removed_property(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "remove the border (of/from the card)", "remove the card's shadow"."""
    w = p.w
    ahead = w.skip(step, "det", "quantifier")
    if w.is_colour(ahead) and _property(w, ahead + 1) and not w.any_of(ahead + 2, "kind"):
        ahead += 1  # "drop the grey background": the one that it has
    owner = None
    if not _property(w, ahead) or w.any_of(ahead + 1, "kind"):
        owner = noun(w, step, places=False)
        if owner is None:
            return None
        after = owner.stop + (1 if w.has(owner.stop, "possessive-mark") else 0)
        if not _property(w, after):
            return None
        ahead = after
    elif w.has(ahead, "kind") and not w.any_of(ahead + 1, "of", "from"):
        return None
    names: list[str] = []
    spans = []
    while name := _property(w, ahead):
        names.append(name)
        spans.append(w.span(ahead, ahead + 1))
        ahead += 1
        after = w.after_det(w.skip_commas(ahead))
        if after == ahead or not _property(w, after):
            break
        ahead = after
    if any(n not in ENDS for n in names):
        return None
    w.use(at, ahead)
    stop = ahead
    frame = Frame(waiting=names, waiting_spans=spans)
    if owner is not None:
        frame.targets = [owner.selector]
    elif w.any_of(stop, "of", "from", "in", "nearing"):
        found = nouns(w, stop + 1)
        if found is not None:
            w.use(stop, found.stop)
            stop = found.stop
            frame.targets = [found.selector]
            frame.screen = found.screen
    frame.stated = bool(frame.targets)
    filler = Filler(w, p.memory, "remove")
    filler.frames = [frame]
    draft.stop = stop
    frames(p, draft, filler)
    return to_end(p, draft, stop)


def _property(w: Words, at: int) -> str:
    """The property that a word names, itself or as one of its values: "the underline"."""
    name = w.value(at, "property") or w.value(at, "keyword").partition(" = ")[0]
    return name if w.has(at, "property") or name in ENDS else ""


def none_of(p: Asking, draft: Draft, at: int) -> int | None:
    """ "no badges at all": what there is of a kind is not to be there."""
    w = p.w
    if w.items[at].words > 1 or w.has(w.after_det(at + 1), "property"):
        return None
    found = nouns(w, at + 1, places=True)
    if found is None or not found.kinds or found.inner_text or found.screen or found.pronoun:
        return None
    stop = w.skip(found.stop, "filler", "closing")
    if not ended(w, stop):
        return None
    w.use(at, stop)
    target = p.scoped(found.selector)
    draft.steps.append(Delete(target=target, span=w.span(at, found.stop)))
    draft.sure *= found.sure
    p.remember(target)
    p.memory.verb = "delete"
    return stop
