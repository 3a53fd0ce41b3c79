"""Misspelt names: read as a word of the document where one is clearly nearest, else never.

A word that plain English or the document knows is never corrected: both may be meant.

May import: document, select.words, select.index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from redraft.document.blueprint import Document
from redraft.select.words import english, split

_CANDIDATES_MAX = 5
#: A description with more words than this is no name.
_WORDS_MAX = 16


def correct(
    vocabulary: Sequence[str], words: Sequence[str], known: Collection[str]
) -> dict[str, str] | None:
    """Read each unknown word as the one word of the vocabulary that is clearly nearest.

    None where nothing is unknown, or where an unknown word has no reading or several.

    >>> correct(["button", "header"], ["heder"], ())
    {'heder': 'header'}
    >>> correct(["cart", "card"], ["carf"], ()) is None
    True
    """
    read: dict[str, str] = {}
    if len(words) > _WORDS_MAX:
        return None
    common = english()
    for word in words:
        if word in known or word in read:
            continue
        if word in common or len(word) < 4 or not word.isalpha():
            return None
        close = [w for w in vocabulary if _near(word, w)]
        if len(close) > 1:
            nearer = [w for w in close if distance(word, w, 1) <= 1]
            close = nearer if len(nearer) == 1 else close
        close = list(dict.fromkeys(close))
        if len(close) != 1:
            return None
        read[word] = close[0]
    return read or None


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
