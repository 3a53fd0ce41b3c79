"""Misspelt names: read as a word of the document where one is clearly nearest, else never.

A word that plain English or the document knows is never corrected: both may be meant.

May import: document, select.words, select.index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from redraft.document.blueprint import Document
from redraft.select.words import common, singular, split, stop

_CANDIDATES_MAX = 5
#: A description with more words than this is no name.
_WORDS_MAX = 16
_READINGS_MAX = 9


def readings(
    vocabulary: Sequence[str], words: Sequence[str], known: Collection[str]
) -> list[dict[str, str]]:
    """The ways to read the unknown words as words of the vocabulary, each {typed: read as}.

    None at all where nothing is unknown, where an unknown word has no near reading, or where
    it is a common English word.

    >>> readings(["button", "header"], ["heder"], ())
    [{'heder': 'header'}]
    >>> readings(["cart", "card"], ["carf"], ())
    [{'carf': 'card'}, {'carf': 'cart'}]
    >>> readings(["card"], ["care"], ())
    []
    """
    unknown = [w for w in dict.fromkeys(words) if w not in known]
    if not unknown or len(words) > _WORDS_MAX:
        return []
    everyday, small = common(), stop()
    ways: list[dict[str, str]] = [{}]
    for word in unknown:
        if word in everyday or singular(word) in everyday or len(word) < 4 or not word.isalpha():
            return []
        near = sorted(
            {w for w in vocabulary if w not in small and _near(word, w)},
            key=lambda w: (distance(word, w, 2), w),
        )
        ways = [{**way, word: w} for way in ways for w in near]
        if not ways or len(ways) > _READINGS_MAX:
            return []
    return ways


def distance(a: str, b: str, most: int) -> int:
    """Edits, neighbours swapped counting as one, between two words; ``most`` + 1 for anything over.

    >>> distance("haeder", "header", 2), distance("a", "abcd", 2)
    (1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(document: Document, said: str) -> list[str]:
    """Ids of the components whose id or text looks most like what was said, best first."""
    # heavy, and needed only when something was not found
    from rapidfuzz import fuzz, process

    sought = " ".join(split(said))
    if not sought:
        return []
    names: list[str] = []
    owners: list[int] = []
    for i, component in enumerate(document):
        names.append(" ".join(split(component.id)))
        owners.append(i)
        if component.text:
            names.append(" ".join(split(component.text[:200])))
            owners.append(i)
    ranked = process.extract(
        sought, names, scorer=fuzz.token_sort_ratio, limit=2 * _CANDIDATES_MAX, score_cutoff=55
    )
    ids = [document.outline.ids[owners[place]] for _, _, place in ranked]
    return list(dict.fromkeys(ids))[:_CANDIDATES_MAX]


def _near(typed: str, word: str) -> bool:
    most = 2 if len(typed) >= 8 else 1
    if abs(len(typed) - len(word)) > most or len(word) < 3 or word.isdecimal():
        return False
    swapped = typed[:2] == word[1::-1] if len(word) > 1 else False
    return (typed[0] == word[0] or swapped) and distance(typed, word, most) <= most
