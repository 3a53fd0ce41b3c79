"""What is said to stand somewhere, and what should: "it says Overview, it should say Home".

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import inside
from redraft.decompose.drafts import Draft
from redraft.decompose.edges import edge_phrase
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.verbs.rewording import bare, owned
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, Set
from redraft.select.selectors import Named, Related, Selector

_SAYS: Final = gate("says")


def misstated(p: Asking, draft: Draft, at: int) -> int | None:
    """Read "(where) it says Sign in, that should be Log in" at ``at``; None where it is not said.

    The place that is said before it only tells where one looks: what says so is meant.
    """
    w = p.w
    if not w.heard & _SAYS:
        return None
    if (read := _said_there(p, draft, at)) is not None:
        return read
    begun, place = _place_end(w, at)
    if not (w.has(begun, "pronoun") and w.has(begun + 1, "says")):
        return None
    old = _words_there(w, begun + 2)
    if old is None:
        return None
    text, stop = old
    again = w.skip_commas(stop + w.mark(stop, "."))
    again += w.has(again, "but")
    again = w.skip(again, "filler", most=2)
    if not (w.has(again, "pronoun") and w.has(again + 1, "should")):
        return None
    new, owner = owned(w, again + 2 + w.has(again + 2, "says"))
    if not new.text or owner is not None:
        return None
    span = w.span(at, new.stop)
    said: Selector = Named(quoted=text, span=w.span(begun + 2, stop), number="one")
    said = said if place is None else inside(said, place, "one")
    w.use(at, new.stop)
    target = Related(said, "text")
    draft.steps.append(Set(target=target, property="text", value=Literally(new.text), span=span))
    p.remember(said)
    p.memory.verb = "retext"
    return to_end(p, draft, new.stop)


def _said_there(p: Asking, draft: Draft, at: int) -> int | None:
    """ "it should say “Go” on the button": what is written there."""
    w = p.w
    step = at + 2 + w.has(at + 2, "says")
    if not (w.has(at, "pronoun") and w.has(at + 1, "should") and w.kind(step) == "quote"):
        return None
    owner = nouns(w, step + 2, places=True) if w.any_of(step + 1, "in", "of") else None
    if owner is None or owner.pronoun or owner.screen or not ended(w, owner.stop):
        return None
    w.use(at, owner.stop)
    target, said = p.scoped(owner.selector), Literally(w.items[step].text)
    span = w.span(at, owner.stop)
    draft.steps.append(Set(target=Related(target, "text"), property="text", value=said, span=span))
    p.remember(target)
    p.memory.verb = "retext"
    return to_end(p, draft, owner.stop)


def _place_end(w: Words, at: int) -> tuple[int, Selector | None]:
    """The place after "top left", "in the top right corner", "in the header", and what is named there."""
    edges = edge_phrase(w, at)
    if edges is not None:
        return w.skip_commas(edges.stop), None
    found = nouns(w, at + 1, places=True) if w.any_of(at, "in", "of") else None
    if found is None or found.screen:
        return at if found is None else w.skip_commas(found.stop), None
    return w.skip_commas(found.stop), found.selector


def _words_there(w: Words, at: int) -> tuple[str, int] | None:
    """The words that are said to stand there: quoted, or up to what goes on."""
    if w.kind(at) == "quote":
        return w.items[at].text, at + 1
    told = bare(w, at, "pronoun", "but", "and")
    return (told.text, told.stop) if told.text else None
