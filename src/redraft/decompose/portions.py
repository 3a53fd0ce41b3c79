"""A part of one of several, its owner said before it: "the second card image", "row 2 name".

What is counted is the owner: the third transaction's date is no third of all dates.

    L-1  each looks at the words of one description

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.descriptions import inside, is_numbered
from redraft.decompose.heading import Head
from redraft.decompose.heads import number_at, tells_genus, tells_texts, value_follows
from redraft.decompose.modifiers import Modifiers
from redraft.decompose.words import Words
from redraft.select.selectors import Either, Named, Number, Pick, Selector

#: categories of words that are no part of anything, though they may follow a number
_VALUES: Final = ("property", "keyword", "edge", "more")


def part_of_each(w: Words, head: Head, m: Modifiers, whole: Selector) -> Selector:
    """ "The second card image", "every row status": in the second card, in every row; else ``whole``."""
    told = bool(m.ordinals) and not (m.superlative or m.colours or m.looks or m.places or m.other)
    every = m.number == "all" and not m.every
    if not (told or every) or head.quoted is not None or m.count > 1:
        return whole
    places = [k for k in range(head.start, head.stop) if w.is_word(k)]
    if len(places) != len(head.words) or len(places) < 2:
        return whole
    last = len(places) - 1
    kinds = [w.has(k, "kind") for k in places]
    trailing = any(kinds) and not kinds[-1]
    owning = max((k for k in range(last) if kinds[k]), default=-1) if trailing else last - 1
    if owning < 0 or not _holds(w, places[owning]):
        return whole
    if m.ordinals and w.items[places[owning]].plural:
        return whole  # "the second pages row": a row, and of no second page
    part = _named(w, places[owning + 1 :])
    owner = _named(w, places[: owning + 1])
    anchor: Selector = Pick(owner, m.ordinals) if m.ordinals else owner
    number: Number = "one" if m.ordinals and len(m.ordinals) == 1 else "any"
    held = inside(part, anchor, number)
    if trailing:
        return held
    if not m.ordinals:
        return Either((whole, held))
    if number == "one":
        return Either((held, whole))
    # of the texts in a step first those that are step texts
    called = inside(_named(w, places), anchor, number)
    return Either((called, held, whole))


def _holds(w: Words, at: int) -> bool:
    """Whether a word is for what holds others, or for what several alike are."""
    said = w.said(at)
    return w.has(at, "holder") or tells_genus(said.rpartition(" ")[2])


def _named(w: Words, places: list[int]) -> Named:
    """All that the words name."""
    words = tuple(w.said(k) for k in places)
    kinds = tuple(w.value(places[-1], "kind").split())
    span = w.span(places[0], places[-1] + 1)
    return Named(words, kinds, words[-1], None, "all", span)


def part_follows(w: Words, at: int, numbered: Selector) -> bool:
    """ "(row 2) name", "(slide 3) heading": a part, and not what is asked of it or the next of a list."""
    if not is_numbered(numbered) or not w.is_word(at) or number_at(w, at + 1) is not None:
        return False
    if tells_texts(w.said(at)) and not w.any_of(at, *_VALUES):
        return True
    if w.any_of(at, *_VALUES, "verb", "direction"):
        return False
    if w.has(at, "kind"):
        return True
    if not w.is_unknown(at):
        return False
    ends = at + 1 >= w.size or w.is_separator(at + 1)
    return value_follows(w, at + 1) or w.has(at + 1, "should") or (ends and not w.giving)
