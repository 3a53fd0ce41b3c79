"""Words that nobody knows in a command that failed: the nearest known ones, one word or two.

A suggestion may go farther than a correction does, since it is only asked: a wrong first
letter, two slips, a space that was lost anywhere. What comes of it is read before it is offered.

    L-1  so many words of a command are looked at, and so many readings

May import: decompose, select, document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from redraft.decompose.lexicon import Lexicon, load
from redraft.decompose.tokens import Token, scan
from redraft.document.blueprint import Document
from redraft.document.properties import token_keys
from redraft.language import remembered
from redraft.recovery.plainer import CHARACTERS_MAX, that_read
from redraft.recovery.problem import Ideas, Problem
from redraft.recovery.wording import Span
from redraft.select.index import index_of
from redraft.select.words import common, forms, split, stop

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
_NEAR_MAX: Final = 24
#: of each of several words so few readings are tried
_FEW: Final = 3
#: words of a clause that are tried as others, and of how short a part as the words next to them
_WORDS_MAX: Final = 8
_SHORT_MAX: Final = 6
#: such words are what they are
_TOLD: Final = frozenset({"number", "ordinal"})
#: words of these sorts may stand for others
_NAMING: Final = frozenset({"kind", "verb", "property"})
#: what joins the parts of an id or a compound
_SEPARATORS: Final = re.compile(r"([-_/.])")


class Slip(NamedTuple):
    """A word that nobody knows, and what it may have been meant to be, best first.

    ``read``: it was read as some known word already, and stays where another one is respelled.
    """

    span: Span
    ways: tuple[str, ...]
    read: bool = False


def respelled(problem: Problem) -> Ideas:
    """The command with its unknown words as known ones: all of them at once, then one by one."""
    if len(problem.wording.text) > CHARACTERS_MAX:
        return
    slips = sorted(slips_in(problem), key=lambda s: (s.read, not _inside(s.span, problem.clause)))
    asked = problem.diagnostic.code == "target.ambiguous"
    slips = [slip for slip in slips if not (slip.read and asked)][:_SLIPS_MAX]
    if slips:
        text = problem.wording.text
        yield from that_read(problem, dict.fromkeys(_commands(text, slips)))


def reworded(problem: Problem) -> Ideas:
    """Known words that make no sense here: in the other number, or as the words next to them."""
    text = problem.wording.text
    if len(text) > CHARACTERS_MAX:
        return
    known = partial(_known, load(), problem.document)
    tokens = [
        t for t in scan(text) if t.kind == "word" and _inside((t.start, t.end), problem.clause)
    ]
    lexicon, index = load(), index_of(problem.document)
    here = [
        t
        for t in tokens
        if _touches((t.start, t.end), problem.span)
        and t.text not in stop()
        and lexicon.alone(t.text).keys().isdisjoint(_TOLD)
        and not index.having(problem.document, (t.text,))
    ]
    vocabulary = _vocabulary(problem.document)
    put: dict[str, None] = {}
    for token in here[:_WORDS_MAX]:
        for other in forms(token.text)[1:]:
            if known(other):
                put[_put(text, [((token.start, token.end), other)])] = None
    for token in here[:_WORDS_MAX] if len(here) <= _SHORT_MAX else ():
        if len(token.text) >= _LENGTH_MIN and _may_stand_for_another(token.text):
            for other in _near(token.text, vocabulary, 1)[:_FEW]:
                put[_put(text, [((token.start, token.end), other)])] = None
    yield from that_read(problem, put)


def _may_stand_for_another(word: str) -> bool:
    """Whether a word that is known names something: small words and values are what they are."""
    means = load().alone(word)
    return not means or not means.keys().isdisjoint(_NAMING)


def _touches(one: Span, other: Span) -> bool:
    return one[0] < other[1] and one[1] > other[0]


def _commands(text: str, slips: Sequence[Slip]) -> Iterator[str]:
    best = [(slip.span, slip.ways[0]) for slip in slips if not slip.read]
    yield _put(text, best)
    for slip in slips:
        others = [(span, way) for span, way in best if span != slip.span]
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
    lexicon = load()
    known = partial(_known, lexicon, document)
    vocabulary = _vocabulary(document)
    seen = 0
    tokens = scan(problem.wording.text)
    joined = _joined(problem.wording.text, tokens, known)
    yield from joined
    for token in tokens:
        word = token.text
        if any(_inside((token.start, token.end), slip.span) for slip in joined):
            continue
        odd = token.kind == "word" or (token.kind == "number" and token.unit)
        if not odd or len(word) < _LENGTH_MIN or known(word):
            continue
        if token.kind == "number" and not _odd_unit(token.unit, known):
            continue
        seen += 1
        if seen > 2 * _SLIPS_MAX:
            return
        ways = list(_ways(word, vocabulary, known))[:_WAYS_MAX]
        if ways:
            read = word.isalpha() and lexicon.corrected(word) is not None
            yield Slip((token.start, token.end), tuple(ways), read)


def _joined(text: str, tokens: Sequence[Token], known: Callable[[str], bool]) -> list[Slip]:
    """Words with a space in them: two that stand side by side, not both known, and are one known word."""
    found: list[Slip] = []
    end = 0
    for first, second in pairwise(tokens):
        if first.start < end or {first.kind, second.kind} != {"word"}:
            continue
        gap = text[first.end : second.start]
        if gap.strip(" ") or (known(first.text) and known(second.text)):
            continue
        for word in (first.text + second.text, f"{first.text}-{second.text}"):
            if known(word):
                found.append(Slip((first.start, second.end), (word,)))
                end = second.end
                break
    return found


def _ways(word: str, vocabulary: Sequence[str], known: Callable[[str], bool]) -> Iterator[str]:
    """The words that an unknown one may have been meant to be, likeliest first."""
    found = dict(_cuts(word, known))
    for other, cost in _costs(word, vocabulary, 2 if len(word) >= _LONG_MIN else 1).items():
        found[other] = min(cost, found.get(other, cost))
    yield from sorted(found, key=lambda way: (found[way], way))
    parts = _SEPARATORS.split(word)
    if len(parts) > 1:
        for k in range(0, len(parts), 2):
            others = [] if known(parts[k]) else list(_ways(parts[k], vocabulary, known))[:_FEW]
            for other in (*others, *forms(parts[k])[1:]):
                yield "".join((*parts[:k], other, *parts[k + 1 :]))


def _near(word: str, vocabulary: Sequence[str], most: int) -> list[str]:
    costs = _costs(word, vocabulary, most)
    return sorted(costs, key=lambda other: (costs[other], other))


def _costs(word: str, vocabulary: Sequence[str], most: int) -> dict[str, float]:
    """The known words that are so few slips away, and how unlikely each is."""
    # heavy, and needed only when something failed
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=_NEAR_MAX
    )
    return {
        other: far + _FIRST_LETTER * (other[0] != word[0]) + _UNTOLD * _is_untold(other)
        for other, far, _ in near
        if other != word and (len(other) > _PART_MIN or len(word) == _LENGTH_MIN)
    }


def _is_untold(word: str) -> bool:
    """Whether a word is in the document only."""
    return not load().alone(word)


def _odd_unit(unit: str, known: Callable[[str], bool]) -> bool:
    return len(unit) > _PART_MIN and not known(unit)


def _known(lexicon: Lexicon, document: Document, word: str) -> bool:
    """Whether the language or the document has a word, or all of its parts."""
    if word in lexicon.words or word in lexicon.colour_names or word in common():
        return True
    if lexicon.meaning(word) is not None or not any(map(str.isalpha, word)):
        return True
    index, tokens = index_of(document), _token_words(document)
    return all(part in tokens or index.having(document, forms(part)) for part in split(word))


def _token_words(document: Document) -> frozenset[str]:
    """The words that the tokens of a document are called by."""
    return frozenset(word for name in token_keys(document) for word in split(name))


def _cuts(word: str, known: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    """A word as two that ran together, both known, or a measure and a word."""
    if len(word) > _CUT_MAX:
        return
    small = stop()
    for at in range(_PART_MIN, len(word) - _PART_MIN + 1):
        first, second = word[:at], word[at:]
        if first[-1].isdigit() and second[0].isdigit():
            continue
        measure = first[0].isdigit() and not first[-1].isdigit()
        if first in small and second in small:
            continue
        if known(second) and second[0].isalpha() and (measure or known(first)):
            yield f"{first} {second}", _NUMBERED if measure else _CUT


def _vocabulary(document: Document) -> tuple[str, ...]:
    own = {*index_of(document).words(document), *_token_words(document)}
    return (*_language(), *sorted(own))


@remembered()
def _language() -> tuple[str, ...]:
    lexicon = load()
    known = lexicon.words | lexicon.colour_names
    return tuple(sorted(word for word in known if len(word) > 1 and word[0].isalpha()))
