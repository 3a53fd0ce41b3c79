"""Words that nobody knows in a command that failed: the nearest known ones, one word or two.

A suggestion may go farther than a correction does, since it is only asked: a wrong first
letter, two slips, a space that was lost anywhere. What comes of it is read before it is offered.

    L-1  so many words of a command are looked at, and so many readings

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from redraft.decompose.lexicon import Lexicon, load
from redraft.decompose.tokens import scan
from redraft.document.blueprint import Document
from redraft.language import remembered
from redraft.recovery.plainer import that_read
from redraft.recovery.problem import Ideas, Problem
from redraft.recovery.wording import Span
from redraft.select.index import index_of
from redraft.select.words import common, forms, split

#: so many unknown words of a command, and so many ways to read each
_SLIPS_MAX: Final = 4
_WAYS_MAX: Final = 6
_LENGTH_MIN: Final = 3
#: words from this length on may be two slips away
_LONG_MIN: Final = 5
#: a word of so many letters is not cut
_CUT_MAX: Final = 32
_PART_MIN: Final = 2
_FIRST_LETTER: Final = 0.4
_UNTOLD: Final = 0.2
_CUT: Final = 0.9
_NUMBERED: Final = 0.5


class Slip(NamedTuple):
    """A word that nobody knows, and what it may have been meant to be, best first."""

    span: Span
    ways: tuple[str, ...]


def respelled(problem: Problem) -> Ideas:
    """The command with its unknown words as known ones: all of them at once, then one by one."""
    slips = sorted(slips_in(problem), key=lambda slip: not _inside(slip.span, problem.clause))
    slips = slips[:_SLIPS_MAX]
    if slips:
        text = problem.wording.text
        yield from that_read(problem, dict.fromkeys(_commands(text, slips)))


def _commands(text: str, slips: Sequence[Slip]) -> Iterator[str]:
    best = [(slip.span, slip.ways[0]) for slip in slips]
    yield _put(text, best)
    for k, slip in enumerate(slips):
        others = [*best[:k], *best[k + 1 :]]
        for way in slip.ways:
            yield _put(text, [*others, (slip.span, way)])
            if others:
                yield _put(text, [(slip.span, way)])


def _put(text: str, words: Sequence[tuple[Span, str]]) -> str:
    for (low, high), word in sorted(words, reverse=True):
        capital = text[low].isupper() and not text.isupper()
        text = f"{text[:low]}{word[:1].upper() + word[1:] if capital else word}{text[high:]}"
    return text


def _inside(span: Span, clause: Span) -> bool:
    return span[0] >= clause[0] and span[1] <= clause[1]


def slips_in(problem: Problem) -> Iterator[Slip]:
    """The words of a command that neither the language nor the document knows."""
    document = problem.document
    known = partial(_known, load(), document)
    # heavy, and needed only when something failed
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    vocabulary = (*_language(), *index_of(document).words(document))
    seen = 0
    for token in scan(problem.wording.text):
        word = token.text
        odd = token.kind == "word" or (token.kind == "number" and token.unit)
        if not odd or len(word) < _LENGTH_MIN or known(word):
            continue
        if token.kind == "number" and not _odd_unit(token.unit, known):
            continue
        seen += 1
        if seen > 2 * _SLIPS_MAX:
            return
        found: dict[str, float] = dict(_cuts(word, known))
        if word.isalpha():
            most = 2 if len(word) >= _LONG_MIN else 1
            near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=24)
            for other, far, _ in near:
                if len(other) > _PART_MIN or len(word) == _LENGTH_MIN:
                    cost = far + _FIRST_LETTER * (other[0] != word[0]) + _UNTOLD * _is_untold(other)
                    found[other] = min(cost, found.get(other, cost))
        ways = sorted(found, key=lambda way: (found[way], way))
        if ways:
            yield Slip((token.start, token.end), tuple(ways[:_WAYS_MAX]))


def _is_untold(word: str) -> bool:
    """Whether a word is in the document only."""
    return not load().alone(word)


def _odd_unit(unit: str, known: Callable[[str], bool]) -> bool:
    return len(unit) > _PART_MIN and not known(unit)


def _known(lexicon: Lexicon, document: Document, word: str) -> bool:
    if word in lexicon.words or word in lexicon.colour_names or word in common():
        return True
    if lexicon.meaning(word) is not None or not any(map(str.isalpha, word)):
        return True
    holding = index_of(document).having(document, (f for w in split(word) for f in forms(w)))
    return bool(holding)


def _cuts(word: str, known: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    """A word as two that ran together, both known, or a measure and a word."""
    if len(word) > _CUT_MAX:
        return
    for at in range(_PART_MIN, len(word) - _PART_MIN + 1):
        first, second = word[:at], word[at:]
        if first[-1].isdigit() and second[0].isdigit():
            continue
        measure = first[0].isdigit() and not first[-1].isdigit()
        if known(second) and second[0].isalpha() and (measure or known(first)):
            yield f"{first} {second}", _NUMBERED if measure else _CUT


@remembered()
def _language() -> tuple[str, ...]:
    lexicon = load()
    known = lexicon.words | lexicon.colour_names
    return tuple(sorted(word for word in known if len(word) > 1 and word.isalpha()))

