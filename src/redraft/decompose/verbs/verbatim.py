"""Texts that are announced: "put the following into the comment box: In May, …", "write this in the title: Hi".

What comes after the colon is the text, up to the end of the line; where it goes on with what
may be a request of its own, it is doubtful.

    L-1  the words after the colon are looked at once

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_sentence, starts_clause
from redraft.decompose.defaults import SLIDE_CONTENT
from redraft.decompose.descriptions import inside, is_one_screen
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import noun
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import styled
from redraft.decompose.words import Words
from redraft.plan.steps import AppendText, Literally, Set, Step
from redraft.select.selectors import Related

_LED: Final = gate("announced")
#: words between the verb and the colon
_HEAD_MAX: Final = 14


def verbatim(p: Asking, draft: Draft, at: int, verb: str) -> int | None:
    """Read an announced text and where it goes; the verb stands at ``at``. None where none is."""
    w = p.w
    said = at + 1 if w.has(at + 1, "announced") else None
    colon = _colon(w, at + 1)
    if colon is None:
        return None
    quoted = w.kind(colon + 1) == "quote"
    if said is None and not (quoted and _answers(w, at + 1)):
        return None
    step = at + 2
    while step < colon and not w.any_of(step, "in", "to"):
        step += 1
    place = noun(w, step + 1, places=True) if step < colon else None
    if place is None or place.stop != colon or place.bare or place.screen:
        return None
    stop = colon + 2 if quoted else _line_end(w, colon + 1)
    text = w.items[colon + 1].text if quoted else w.quote(w.span(colon + 1, stop)).strip()
    if not text:
        return None
    span = w.span(at, stop)
    w.use(at, stop)
    asked = () if quoted else [k for k in range(colon + 2, stop) if _asks(w, k)]
    if asked:
        p.doubt(draft, w.span(colon + 1, stop), w.span(colon + 1, asked[0] - 1))
        return stop
    target = p.scoped(place.selector)
    if is_one_screen(place.selector):
        target = inside(SLIDE_CONTENT, target, "any")  # "on slide 6": a slide says nothing itself
    written = Related(target, "text")
    step_made: Step = Set(target=written, property="text", value=Literally(text), span=span)
    if verb == "add":
        step_made = AppendText(target=written, text=text, span=span)
    draft.steps.append(step_made)
    draft.sure *= place.sure
    p.remember(target)
    p.memory.verb = "make"
    return styled(p, draft, stop, target) if quoted else stop


def _colon(w: Words, at: int) -> int | None:
    """The first colon of the clause, behind words only."""
    for k in range(at, min(at + _HEAD_MAX, w.size)):
        if w.mark(k, ":"):
            return k if k + 1 < w.size else None
        if w.mark(k, ",") and w.kind(k + 1) == "quote":
            return k
        if ends_sentence(w, k) or w.mark(k, ",;") or w.kind(k) == "quote":
            return None
    return None


def _answers(w: Words, at: int) -> bool:
    """ "(put) the answer in …: “…”": what nobody can tell, and the text says."""
    return w.has(at, "definite") and w.is_unknown(at + 1) and w.any_of(at + 2, "in", "to")


def _line_end(w: Words, at: int) -> int:
    while at < w.size and not w.mark(at, "\n"):
        at += 1
    return at


def _asks(w: Words, k: int) -> bool:
    """Whether a request may begin at ``k``, behind a joint or a sentence."""
    begins = w.any_of(k - 1, "and", "then") or w.mark(k - 1, ".;!?")
    return bool(begins) and starts_clause(w, k)
