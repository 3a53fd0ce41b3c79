"""What is found, decided: one fit for a singular, the best of several, or a question.

    D-1  the same fits give the same answer, in the same order

May import: document, select.found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from redraft.document.blueprint import Document
from redraft.select.found import NOBODY, SAME, Fit, Found, Scope, ambiguous, not_found


def settled(document: Document, found: Found, scope: Scope = NOBODY) -> Found:
    """Decide: one fit for a singular, the fits of the best tier for a plural. Raises Unresolved."""
    if not found.fits:
        raise not_found(found.said, found.span)
    if found.number != "one":
        best = max(fit.tier for fit in found.fits)
        return found._replace(fits=[fit for fit in found.fits if fit.tier == best])
    top = top_of(found.fits)
    if len(top) > 1:
        top = without_doubles(document, top)
    if len(top) > 1:
        ranked = sorted(found.fits, key=lambda f: (-f.score, -f.fine))
        first = {f.i for f in top}
        ranked.sort(key=lambda f: f.i not in first)
        if scope.guess:
            return found._replace(fits=ranked[:1], confidence=min(found.confidence * 0.6, 0.55))
        ids = document.outline.ids
        tied = [ids[f.i] for f in ranked[: len(top)]]
        raise ambiguous(found.said, found.span, tied)
    return found._replace(fits=top)


def top_of(fits: Sequence[Fit]) -> list[Fit]:
    """The fits that nothing but order would choose between."""
    best = max(fit.score for fit in fits)
    return [fit for fit in fits if fit.score >= best - SAME]


def without_doubles(document: Document, top: list[Fit]) -> list[Fit]:
    """A parent and what is in it are one answer: the better kind, else the innermost with a text,
    else the outermost."""
    end = document.outline.end
    outermost = top[0]
    if any(not outermost.i <= fit.i < end[outermost.i] for fit in top):
        return top
    tier = max(fit.tier for fit in top)
    best = [fit for fit in top if fit.tier == tier]
    if len(best) == 1:
        return best
    parent = document.outline.parent
    chain = all(_within(parent, b.i, a.i) for a, b in pairwise(best))
    if not chain:
        return top
    texts = [fit for fit in best if document.at(fit.i).text]
    return [texts[0]] if texts else [best[0]]


def _within(parent: Sequence[int], inner: int, outer: int) -> bool:
    while inner >= 0:
        if inner == outer:
            return True
        inner = parent[inner]
    return False


def distinct(fits: Sequence[Fit]) -> list[Fit]:
    """Each component once, as it was first found."""
    first: dict[int, Fit] = {}
    for fit in fits:
        first.setdefault(fit.i, fit)
    return list(first.values())
