"""Words for looks that belong to what a text says: "the green tea text", "hide the dark mode switch".

“Green” before an everyday word is a look of what that names. Where the two stand so in a text or
a name of the document, and the second is no word that commands know, they are one name.

    L-1  each pair of words is looked up once
    C-1  what is kept of a pair finds what looking it up anew does

May import: select, document, language, decompose.tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from redraft.decompose.tokens import Token
from redraft.document.blueprint import Document
from redraft.document.colors import parse as parse_color
from redraft.language import current, remembered
from redraft.select.index import Index, descriptions
from redraft.select.words import plural, singular, split

#: words of a text that is told by two of them; what is longer only speaks of something
_TEXT_MAX: Final = 6
#: categories of words for looks that stand before a noun
_LOOKS: Final = ("look", "colour-word", "keyword")


class Pair(NamedTuple):
    """A word for a look and the word behind it, as their keys."""

    look: str
    word: str

    def words(self) -> frozenset[str]:
        """All that may stand in a text for either."""
        return frozenset((self.look, *self.seconds()))

    def seconds(self) -> frozenset[str]:
        """The word behind the look, as one and as many."""
        return frozenset((self.word, singular(self.word), plural(self.word)))


def pairs(tokens: Sequence[Token], keys: Sequence[str], stops: Sequence[int]) -> Iterator[Pair]:
    """The words for looks that stand before a word which commands do not know."""
    looks, known = _looks(), _known()
    for k in range(len(tokens) - 1):
        look, word = keys[k], keys[k + 1]
        if stops[k] <= k + 1 or tokens[k].kind != "word" or tokens[k + 1].kind != "word":
            continue
        if not word.isalpha() or word in known or singular(word) in known:
            continue
        if look in looks or (look.isalpha() and parse_color(look) is not None):
            yield Pair(look, word)


def called(document: Document, index: Index, asked: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs that stand together in a short text, an id or a description."""
    for pair in asked:
        both = index.having(document, (pair.look,)) & index.having(document, pair.seconds())
        if any(_stands_in(said, pair) for i in both for said in _said(document, i)):
            yield pair


def _said(document: Document, i: int) -> Iterator[str]:
    component = document.at(i)
    yield component.text or ""
    yield component.id
    yield from descriptions(component)


def _stands_in(said: str, pair: Pair) -> bool:
    words = split(said)
    if len(words) > _TEXT_MAX:
        return False
    seconds = pair.seconds()
    return any(look == pair.look and word in seconds for look, word in pairwise(words))


@remembered()
def _looks() -> frozenset[str]:
    return frozenset(e.phrase for e in current().entries if e.category in _LOOKS)


@remembered()
def _known() -> frozenset[str]:
    return frozenset(e.phrase for e in current().entries if " " not in e.phrase)
