"""Misspelt words of the language: the one known word that is a single slip away.

A slip is a letter left out, doubled or added, or two letters swapped; a wrong letter counts
only in longer words. A word with two candidates is left alone (what the rest of the
command leaves of them is seen where it is read), and a known word is never changed into another.

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: shorter words have too many neighbours
LENGTH_MIN: Final = 4
SUBSTITUTED_MIN: Final = 7
#: the same where the rest of the command has its say
DOUBTED_MIN: Final = 5
#: shorter words have too many neighbours two slips away, and of more than so many none is meant
FAR_MIN: Final = 7
FAR_MAX: Final = 5


class Speller:
    """Looks slips up in a table of words with one letter left out (built at the first question)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({w for w in words if len(w) >= LENGTH_MIN and w.isalpha()})
        self._known = frozenset(self._words)
        #: the letters of the longest word of which another may be a slip (L-1)
        self._longest = max(map(len, self._words), default=0) + 1
        self._without: dict[str, list[str]] | None = None

    def nearest(self, word: str) -> str | None:
        """Return the one known word a slip away from ``word``, or None.

        >>> Speller(["header", "button"]).nearest("haeder")
        'header'
        """
        if len(word) < LENGTH_MIN:
            return None
        found = self.near(word, SUBSTITUTED_MIN)
        return found[0] if len(found) == 1 else None

    def near(self, word: str, substituted_min: int = DOUBTED_MIN) -> tuple[str, ...]:
        """All known words a slip away from ``word``; a wrong letter counts from that length on.

        >>> Speller(["border", "broader"]).near("broder")
        ('border', 'broader')
        """
        if len(word) > self._longest or not word.isalpha():
            return ()
        if self._without is None:
            self._without = {}
            for known in self._words:
                for k in range(len(known)):
                    self._without.setdefault(known[:k] + known[k + 1 :], []).append(known)
        found = set(self._without.get(word, ()))  # a letter left out
        for k in range(len(word)):
            shorter = word[:k] + word[k + 1 :]
            if shorter in self._known:  # a letter too many
                found.add(shorter)
            found.update(
                candidate
                for candidate in self._without.get(shorter, ())
                if len(candidate) == len(word)
                and _is_slip(word, candidate, first=not k, substituted_min=substituted_min)
            )
        return tuple(sorted(f for f in found if f[0] == word[0] or sorted(f) == sorted(word)))

    def far(self, word: str) -> tuple[str, ...]:
        """All known words that begin alike and are two slips away from ``word``, a long one.

        >>> Speller(["lighter", "slighter"]).far("litgher")
        ('lighter',)
        """
        if len(word) < FAR_MIN or not word.isalpha():
            return ()
        # heavy, and needed only when a word is not known
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        alike = [known for known in self._words if known[0] == word[0]]
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=2, limit=FAR_MAX)
        return tuple(sorted(known for known, _, _ in found))


def _is_slip(word: str, known: str, *, first: bool, substituted_min: int) -> bool:
    """Whether words of one length differ by two letters swapped, or by one that is not the ``first``."""
    wrong = [n for n in range(len(word)) if word[n] != known[n]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return word[wrong[0]] == known[wrong[1]] and word[wrong[1]] == known[wrong[0]]
    return len(wrong) == 1 and len(word) >= substituted_min and not first
