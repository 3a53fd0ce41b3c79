"""How words change, by the language's own table: one and many, endings, words that say nothing.

May import: language.entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from redraft.language.entries import entries

#: shorter words are no plurals
_PLURAL_MIN: Final = 4
#: what is left of a plural without a long ending
_LEFT_MIN: Final = 2
_STEM_MIN: Final = 5
#: letters that two words which are akin begin with or end with alike, at least
ALIKE_MIN: Final = _STEM_MIN - 1
#: letters that another word may have before or after it in a compound, at least
_COMPOUND_MIN: Final = 3


class Forms:
    """The forms of one language's words, from ``forms.txt`` and the words of ``common.txt``.

    >>> table = "[plural]\\ny: ies\\n: s\\n[singular]\\ny: ies\\n: s"
    >>> forms = Forms(table, "")
    >>> forms.plural("category"), forms.singular("cards")
    ('categories', 'card')
    """

    def __init__(self, table: str, common: str) -> None:
        lists: dict[str, list[tuple[str, str]]] = {}
        for entry in entries(table):
            lists.setdefault(entry.category, []).append((entry.meaning, entry.phrase))
        self._plural = lists.get("plural", [])
        self._singular = lists.get("singular", [])
        self._many_endings = tuple(many for one, many in self._plural if not one)
        self._no_plural = tuple(said for _, said in lists.get("no-plural", ()))
        irregular = lists.get("irregular", [])
        self._one = {many: one for one, many in irregular}
        self._many = {one: many for one, many in irregular if one != many}
        self._dropped = tuple(said for _, said in lists.get("dropped", ()))
        self._endings = frozenset(said for _, said in lists.get("ending", ()))
        #: words that say nothing at all
        self.articles = frozenset(said for _, said in lists.get("article", ()))
        #: words that say nothing about a component
        self.stop = frozenset(said for _, said in lists.get("stop", ()))
        #: signs that stand alone, and the words that people call them
        self.signs: dict[str, frozenset[str]] = {}
        for sign, said in lists.get("drawn", ()):
            self.signs[sign] = self.signs.get(sign, frozenset()) | {said}
        #: the first of these words for each sign
        self.sign_names = dict(reversed(lists.get("drawn", [])))
        #: signs in a text, and the words that people call them
        self.written = dict(lists.get("written", ()))
        #: words that describe so weakly that a description may be right without them
        self.weak = frozenset(said for _, said in lists.get("weak", ()))
        #: words for texts by what they hold, and the sort that each is for
        self.contents = {said: sort for sort, said in lists.get("content", ())}
        #: words for what a bare number says how many there are of
        self.counted = frozenset(said for _, said in lists.get("counted", ()))
        #: words for what a number measures that is no length: "25 min"
        self.measures = frozenset(said for _, said in lists.get("measure", ()))
        #: the same, written together with the second number of a figure
        self.measured_parts = frozenset(said for _, said in lists.get("measure-part", ()))
        #: how a text begins that tells who made something, a space after it
        self.credited = tuple(f"{said} " for _, said in lists.get("credited", ()))
        #: words for any text, after one for what it holds
        self.carriers = frozenset(said for _, said in lists.get("carrier", ()))
        #: the other words of one meaning with a word
        self.same = _groups(lists.get("same", ()))
        #: words for what several alike are
        self.genera = frozenset(said for _, said in lists.get("genus", ()))
        #: words for whose screen it is
        self.houses = frozenset(said for _, said in lists.get("house", ()))
        #: words for people, who are none where none are spoken of
        self.people = frozenset(said for _, said in lists.get("people", ()))
        #: words for what a chart is drawn with
        self.plotted = frozenset(said for _, said in lists.get("plotted", ()))
        #: what ids shorten a word to
        self.shortened: dict[str, tuple[str, ...]] = {}
        for short, said in lists.get("shortened", ()):
            self.shortened[said] = (*self.shortened.get(said, ()), short)
        #: words for how large something is among its kind
        self.sized = {said: size for size, said in lists.get("sized", ())}
        #: words that tell one of several from the others
        self.contrasts = frozenset((*self.sized, *(said for _, said in lists.get("contrast", ()))))
        #: words that tell days, months and spans
        self.dated = frozenset(said for _, said in lists.get("dated", ()))
        #: what the first slide of a deck is called, and whether it is without a word for slide
        self.covers = {said: how for how, said in lists.get("cover", ())}
        #: what heads a list and names nothing, and whether it does so alone
        self.list_heads = {said: how for how, said in lists.get("list-head", ())}
        #: words before the numbers of a list
        self.list_marks = frozenset(said for _, said in lists.get("list-mark", ()))
        lines = (line for line in common.splitlines() if not line.startswith("#"))
        #: common words, which are never taken for a misspelling of another one
        self.common = frozenset(word for line in lines for word in line.split())
        self.singular = lru_cache(maxsize=4096)(self._of_one)
        self.all = lru_cache(maxsize=4096)(self._all)

    def plural(self, word: str) -> str:
        """The word for several; of a phrase, its last word changes."""
        head, space, last = word.rpartition(" ")
        return head + space + (self._many.get(last) or self._by_rule(last))

    def looks_plural(self, word: str) -> bool:
        """Whether an unknown word has the form of a plural."""
        return (
            len(word) >= _PLURAL_MIN
            and word.endswith(self._many_endings)
            and not word.endswith(self._no_plural)
        )

    def akin(self, word: str, other: str) -> bool:
        """Whether two words are one with another ending, or one is the end or start of a compound."""
        short, long = (word, other) if len(word) < len(other) else (other, word)
        if len(short) < _STEM_MIN or not short.isalpha():
            return False
        rest = len(long) - len(short)
        if long.startswith(short) and (
            long[len(short) :] in self._endings or rest >= _COMPOUND_MIN
        ):
            return True
        cut = short[:-1] if short.endswith(self._dropped) else ""
        if cut and long.startswith(cut) and long[len(cut) :] in self._endings:
            return True
        return long.endswith(short) and rest >= _COMPOUND_MIN

    def _of_one(self, word: str) -> str:
        known = self._one.get(word)
        if known is not None:
            return known
        if len(word) < _PLURAL_MIN or word.endswith(self._no_plural):
            return word
        for one, many in self._singular:
            if word.endswith(many) and (len(many) == 1 or len(word) - len(many) >= _LEFT_MIN):
                return word[: len(word) - len(many)] + one
        return word

    def _all(self, word: str) -> tuple[str, ...]:
        one = self.singular(word)
        return tuple(dict.fromkeys((word, one, self.plural(one), self._by_rule(one))))

    def _by_rule(self, word: str) -> str:
        for one, many in self._plural:
            if word.endswith(one):
                return word[: len(word) - len(one)] + many
        return word


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Each word with the others of its groups; a group is told by its first word."""
    together: dict[str, list[str]] = {}
    for first, other in pairs:
        together.setdefault(first, [first]).append(other)
    found: dict[str, tuple[str, ...]] = {}
    for group in together.values():
        for word in group:
            others = (*found.get(word, ()), *(other for other in group if other != word))
            found[word] = tuple(dict.fromkeys(others))
    return found
