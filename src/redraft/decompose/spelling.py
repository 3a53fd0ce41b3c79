"""Misspelt words of the language: the one known word that is a single slip away.

A slip is a letter left out, doubled or added, or two letters swapped; a wrong letter counts
only in longer words. A word with two candidates is left alone, and a known word is
never changed into another.

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: shorter words have too many neighbours
LENGTH_MIN: Final = 4
SUBSTITUTED_MIN: Final = 7


class Speller:
    """Looks slips up in a table of words with one letter left out (built at the first question)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({w for w in words if len(w) >= LENGTH_MIN and w.isalpha()})
        self._known = frozenset(self._words)
        self._without: dict[str, list[str]] | None = None

    def nearest(self, word: str) -> str | None:
        """Return the one known word a slip away from ``word``, or None.

        >>> Speller(["header", "button"]).nearest("haeder")
        'header'
        """
        if len(word) < LENGTH_MIN or not word.isalpha():
            return None
        if self._without is None:
            self._without = {}
            for known in self._words:
                for k in range(len(known)):
                    self._without.setdefault(known[:k] + known[k + 1 :], []).append(known)
        found: set[str] = set()
        short = [word[:k] + word[k + 1 :] for k in range(len(word))]
        known_words = self._without
        found.update(known_words.get(word, ()))  # a letter left out
        for k, shorter in enumerate(short):
            if shorter in self._known:  # a letter too many
                found.add(shorter)
            for candidate in known_words.get(shorter, ()):
                if len(candidate) != len(word):
                    continue
                wrong = [n for n in range(len(word)) if word[n] != candidate[n]]
                if len(wrong) == 2 and wrong[1] == wrong[0] + 1:  # two letters swapped
                    if (
                        word[wrong[0]] == candidate[wrong[1]]
                        and word[wrong[1]] == candidate[wrong[0]]
                    ):
                        found.add(candidate)
                elif len(wrong) == 1 and len(word) >= SUBSTITUTED_MIN and k:
                    found.add(candidate)
        found = {f for f in found if f[0] == word[0] or sorted(f) == sorted(word)}
        return found.pop() if len(found) == 1 else None
