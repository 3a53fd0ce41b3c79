"""Texts that are given one to each of several: "call them One, Two and Three respectively".

    L-1  a clause is looked through once

May import: decompose.clauses, decompose.words.
"""

from __future__ import annotations

from typing import NamedTuple

from redraft.decompose.clauses import one_each
from redraft.decompose.words import Span, Words


class Texts(NamedTuple):
    """Texts in the order said, with their words; where the first begins, where the clause goes on."""

    said: list[tuple[str, Span]]
    start: int
    stop: int


def texts_respectively(w: Words, at: int) -> Texts | None:
    """Read the texts of a clause that ends in "respectively"; None where it does not."""
    if not one_each(w, at):
        return None
    stop = at
    while not w.has(stop, "respectively"):
        stop += 1
    start = _first(w, at, stop)
    if start is None:
        return None
    said: list[tuple[str, Span]] = []
    begun = start
    for k in range(start, stop + 1):
        if k < stop and not (w.mark(k, ",") or w.any_of(k, "and", "comma")):
            continue
        if k > begun:
            span = w.span(begun, k)
            text = w.items[begun].text if w.kind(begun) == "quote" else w.quote(span)
            said.append((text, span))
        begun = k + 1
    return Texts(said, start, stop + 1) if len(said) > 1 else None


def _first(w: Words, at: int, stop: int) -> int | None:
    """Where texts begin: at the first quote, after "to", or at a capital behind a small letter."""
    for k in range(at, stop):
        if w.kind(k) == "quote":
            return k
    for k in range(at + 1, stop):
        if w.has(k - 1, "to") or w.mark(k - 1, ":"):
            return k
        if w.text[w.items[k].start].isupper() and w.text[w.items[k - 1].start].islower():
            return k
    return None
