"""Texts that are given one to each of several: "call them One, Two and Three respectively", "“One” and “Two”".

    L-1  a clause is looked through once

May import: decompose.clauses, decompose.words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.clauses import ends_clause, one_each, starts_clause
from redraft.decompose.words import Span, Words

#: words of a list of texts
LIST_MAX: Final = 48
#: words of one of several texts without quotes
_WORDS_MAX: Final = 5

#: what goes on after texts that are no last words of a clause
_GOES_ON: Final = ("to", "with", "by", "kind", "should", "is", "in", "of")


class Texts(NamedTuple):
    """Texts in the order said, with their words; where the first begins, where the clause goes on."""

    said: list[tuple[str, Span]]
    start: int
    stop: int


def texts_respectively(w: Words, at: int) -> Texts | None:
    """Read the texts of a clause that ends in "respectively", or several in quotes; None where none are."""
    if not one_each(w, at):
        listed = quotes_listed(w, at)
        goes_on = listed is not None and w.any_of(listed.stop, *_GOES_ON)
        return None if goes_on else listed
    stop = at
    while not w.has(stop, "respectively"):
        stop += 1
    start, last = _first(w, at, stop), stop + 1
    if start is None and (w.any_of(stop + 1, "to", "like") or w.mark(stop + 1, ":")):
        start = stop + 2  # "rename the tabs from left to right to A, B and C"
        stop = start
        while not (ends_clause(w, stop) or stop > start + LIST_MAX):
            stop += 1
        last = stop
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
    return Texts(said, start, last) if len(said) > 1 else None


def texts_listed(w: Words, at: int) -> Texts | None:
    """Several texts without quotes, each with a capital, up to the clause's end: "Home, News and More"."""
    said: list[tuple[str, Span]] = []
    begun = stop = at
    while not (ends_clause(w, stop) or w.mark(stop, "([:") or stop > at + LIST_MAX):
        if w.mark(stop, ",") or w.any_of(stop, "and", "comma"):
            after = w.skip_commas(stop)
            if starts_clause(w, after) and not w.is_capital(after):
                break
            said.append((w.quote(w.span(begun, stop)), w.span(begun, stop)))
            begun = stop = after
        else:
            stop += 1
    if stop > begun:
        said.append((w.quote(w.span(begun, stop)), w.span(begun, stop)))
    fits = len(said) > 1 and all(s[:1].isupper() and s.count(" ") < _WORDS_MAX for s, _ in said)
    return Texts(said, at, stop) if fits and not w.loud else None


def quotes_listed(w: Words, at: int) -> Texts | None:
    """Several texts in quotes, nothing but joints between them, up to where the clause may end."""
    while not (ends_clause(w, at) or w.mark(at, ",") or w.kind(at) == "quote"):
        at += 1
    said: list[tuple[str, Span]] = []
    stop = after = at
    while w.kind(after) == "quote" and (after == at or after > stop):
        said.append((w.items[after].text, w.span(after, after + 1)))
        stop = after + 1
        after = w.skip_commas(stop)
    return Texts(said, at, stop) if len(said) > 1 else None


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
