"""Words that look most like others.

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

_SCORE_MIN: Final = 72
_EACH_MAX: Final = 3
_WORDS_MAX: Final = 8


def near_words(words: Iterable[str], known: Sequence[str]) -> list[str]:
    """The known words that each of the words comes nearest to, best first.

    >>> near_words(["blurple"], ["blue", "green", "purple"])
    ['purple', 'blue']
    """
    # heavy, and needed only when something failed
    from rapidfuzz import fuzz, process

    found: dict[str, None] = {}
    for word in islice(words, _WORDS_MAX):
        if len(word) < 3 or not any(map(str.isalpha, word)):
            continue
        for other, _, _ in process.extract(
            word, known, scorer=fuzz.ratio, limit=_EACH_MAX, score_cutoff=_SCORE_MIN
        ):
            if other != word and len(other) > 2:
                found[other] = None
    return list(found)
