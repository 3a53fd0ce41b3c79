"""Words: how ids, texts and descriptions are cut up so that they can be compared.

Everything that is written is taken apart the same way: at separators, between small and
capital letters, between letters and digits. Compared is what remains, in lower case and
without accents; joined without gaps it is a key, so ``cta_button``, ``ctaButton`` and
“CTA button” are one.

    L-1  cutting is linear in the length of the text

May import: language.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from redraft.language import current, remembered

_TOKEN: Final = re.compile(r"[^\W_]+")
_PART: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9]+")
_DROPPED: Final = str.maketrans("", "", "'’‘`´")


def bag(text: str) -> frozenset[str]:
    """The words of a list that is written in one line, for tables in the code.

    >>> sorted(bag("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())


@lru_cache(maxsize=1 << 14)
def split(text: str) -> tuple[str, ...]:
    """Cut into words, lower case, without accents and apostrophes.

    >>> split("ctaButton_2"), split("Don't go – Überblick")
    (('cta', 'button', '2'), ('dont', 'go', 'uberblick'))
    """
    words: list[str] = []
    for token in _TOKEN.findall(_plain(text)):
        if token.isalpha() and token[1:].islower():
            words.append(token.lower())
        else:
            words.extend(part.lower() for part in _PART.findall(token))
    return tuple(words)


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, and with a word that has humps ("PayPal") the whole of it too.

    A sign that stands alone has the words that people call it, and so have some in a text.

    >>> sorted(vocabulary("PayPal now")), sorted(vocabulary("+")), sorted(vocabulary("© Reef"))
    (['now', 'pal', 'pay', 'paypal'], ['plus'], ['copyright', 'reef'])
    """
    forms = current().forms
    words = _vocabulary(text) or forms.signs.get(text.strip(), frozenset())
    if text.isascii():
        return words
    called = frozenset(said for sign, said in forms.written.items() if sign in text)
    return words | called if called else words


class Whose:
    """The words of many texts (`vocabulary`) and the indices of those that have them.

    All texts are laid together; a word is looked for in them when it is first asked for, so
    that one command on a document that nobody has seen pays for its own words alone.

    >>> said = Whose(["Pay_now 2", "PayPal", "+", "pay"], [0, 1, 2, 5])
    >>> said.get("pay"), "plus" in said, sorted(said.table())
    ([0, 1, 5], True, ['2', 'now', 'pal', 'pay', 'paypal', 'plus'])
    """

    __slots__ = ("_ends", "_found", "_indices", "_laid", "_odd", "_table")

    def __init__(self, texts: list[str], indices: Sequence[int]) -> None:
        joined = "\0".join([text if text.isascii() else "" for text in texts])
        joined = joined.replace("'", "").replace("`", "")
        cut = joined.encode().translate(_WORDS).decode().split("\0")
        if len(cut) != len(texts):  # one of them has a NUL of its own
            joined, cut = "", [""] * len(texts)
        # each text stands between spaces: so does each of its words
        self._laid = f" {' | '.join(cut)} "
        self._ends = list(accumulate(map((3).__add__, map(len, cut))))
        humped = {k for k, words in enumerate(cut) if not words or words.isspace()}
        humped.update(_humped(joined))
        #: the texts of which some word has parts, or that are not of ASCII, with their words
        self._odd = {k: vocabulary(texts[k]) for k in humped}
        self._indices = indices
        self._found: dict[str, list[int]] = {}
        self._table: dict[str, list[int]] | None = None

    def get(self, word: str, default: Any = None) -> Any:
        """The indices of the texts that have a word, in their order."""
        if self._table is not None:
            return self._table.get(word, default)
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _ASKED_MAX:
                return self.table().get(word, default)
            found = self._found[word] = self._look_for(word)
        return found or default

    def __contains__(self, word: str) -> bool:
        return bool(self.get(word))

    def _look_for(self, word: str) -> list[int]:
        places = {k for k, words in self._odd.items() if word in words}
        if word.isascii() and word.isalnum():
            between, at = f" {word} ", -1
            while (at := self._laid.find(between, at + 1)) >= 0:
                places.add(bisect_left(self._ends, at + 1))
            places -= {k for k in places & self._odd.keys() if word not in self._odd[k]}
        return [self._indices[k] for k in sorted(places)]

    def table(self) -> dict[str, list[int]]:
        """All words, each with the indices of the texts that have it."""
        if self._table is None:
            found: dict[str, list[int]] = {}
            cut = self._laid[1:-1].split(" | ") if self._indices else []
            for k, (words, i) in enumerate(zip(map(str.split, cut), self._indices, strict=True)):
                for word in self._odd.get(k, words):
                    owners = found.get(word)
                    if owners is None:
                        found[word] = [i]
                    elif owners[-1] != i:
                        owners.append(i)
            self._table = found
        return self._table


#: words that are looked for one by one before all are
_ASKED_MAX: Final = 48


def _humped(joined: str) -> set[int]:
    """Which of some texts, with NUL between them, have a word with parts: "card2", "PayPal", "CTA"."""
    kinds = joined.encode().translate(_KINDS)
    found: set[int] = set()
    for hump in _HUMPS:
        k = since = 0
        while (at := kinds.find(hump, since)) >= 0:
            k += kinds.count(0, since, at)
            found.add(k)
            since = kinds.find(0, at)
            if since < 0:
                break
    return found


#: what a character of ASCII is: a small letter, a capital, a digit, the end of a text, or something else
_KINDS: Final = bytes(
    0
    if not c
    else b"a0A "[0 if 97 <= c <= 122 else 1 if 48 <= c <= 57 else 2 if 65 <= c <= 90 else 3]
    for c in range(256)
)
#: where a token has parts of its own: letters beside digits, a capital within a word
_HUMPS: Final = (b"a0", b"0a", b"A0", b"0A", b"aA", b"AA")
#: of ASCII a word has letters, in lower case, and digits; all else parts words, but for what parts texts
_WORDS: Final = bytes(
    c if not c else ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else 32 for c in range(256)
)


@lru_cache(maxsize=1 << 14)
def _vocabulary(text: str) -> frozenset[str]:
    tokens = _TOKEN.findall(_plain(text))
    words = {token.lower() for token in tokens}
    if not all(token.isalpha() and (len(token) == 1 or token[1:].islower()) for token in tokens):
        words.update(split(text))
    return frozenset(words)


def key(text: str) -> str:
    """All that is left of a text when only its letters and digits are compared.

    >>> key("Sign-up!") == key("signUp")
    True
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    bare = text.replace("_", "").replace(" ", "").replace("-", "")
    if bare.isascii() and bare.isalnum():
        return bare.lower()
    return "".join(split(text))


def keys(texts: list[str]) -> list[str]:
    """The key of each text. Those without accents are cut together: many cost little more than one.

    >>> keys(["Sign-up!", "Überblick", ""])
    ['signup', 'uberblick', '']
    """
    joined = "\0".join(texts)
    if joined.count("\0") != len(texts) - 1:
        return [key(text) for text in texts]
    if joined.isascii():
        return joined.encode().translate(_SMALL, _NO_KEY).decode().split("\0")
    found = keys([text if text.isascii() else "" for text in texts])
    return [k if text.isascii() else key(text) for k, text in zip(found, texts, strict=True)]


#: of ASCII a key has letters, in lower case, and digits
_SMALL: Final = bytes(range(256)).lower()
_NO_KEY: Final = bytes(c for c in range(1, 128) if not chr(c).isalnum())


def _plain(text: str) -> str:
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def singular(word: str) -> str:
    """The word for one of them; a word that is no plural stays.

    >>> singular("boxes"), singular("categories"), singular("buttons"), singular("address")
    ('box', 'category', 'button', 'address')
    """
    return current().forms.singular(word)


def plural(phrase: str) -> str:
    """The phrase for several of them.

    >>> plural("text box"), plural("card")
    ('text boxes', 'cards')
    """
    return current().forms.plural(phrase)


def sign_name(sign: str) -> str:
    """What a sign that stands alone is called; "" for other signs.

    >>> sign_name("×"), sign_name("$")
    ('cross', '')
    """
    return current().forms.sign_names.get(sign, "")


def forms(word: str) -> tuple[str, ...]:
    """The word and its other number, the word itself first.

    >>> forms("cards"), forms("category")
    (('cards', 'card'), ('category', 'categories'))
    """
    return current().forms.all(word)


def akin(word: str, other: str) -> bool:
    """Whether two words are one with another ending, or one is the end or start of a compound.

    >>> akin("recommend", "recommendations"), akin("paint", "kidspaint"), akin("foot", "footer")
    (True, True, False)
    """
    return current().forms.akin(word, other)


def meaning_same(word: str) -> tuple[str, ...]:
    """Words of the same meaning, each for one of them.

    >>> "track" in meaning_same("songs")
    True
    """
    return current().forms.same.get(current().forms.singular(word), ())


def stop() -> frozenset[str]:
    """Words that say nothing about a component."""
    return current().forms.stop


def telling(words: Iterable[str]) -> list[str]:
    """The words of a description one by one, without those that say nothing.

    >>> telling(["cta_button", "the"])
    ['cta', 'button']
    """
    silent = stop()
    return [word for said in words for word in split(said) if word not in silent]


def articles() -> frozenset[str]:
    """Words that say nothing at all."""
    return current().forms.articles


def weak() -> frozenset[str]:
    """Words that describe so weakly that a description may be right without them."""
    return current().forms.weak


def common() -> frozenset[str]:
    """Words of every day, which are never taken for a misspelling of another one."""
    return current().forms.common


@remembered()
def conventions() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Conventional names: what people say for an icon → what its id or description says instead.

    Read from the language's ``conventions.tsv`` when first asked for.

    >>> ("favorite",) in conventions()["heart",]
    True
    """
    return _names("conventions.tsv")


@remembered()
def pictograms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What pictures show → what they may be there for: looser than conventions.

    >>> ("achievement",) in pictograms()["trophy",]
    True
    """
    return _names("pictograms.tsv")


def _names(file: str) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in current().text(file).splitlines():
        if not line or line.startswith("#"):
            continue
        said, meant = line.split("\t")
        targets = tuple(split(name) for name in meant.split(","))
        for name in said.split(","):
            words = split(name)
            table[words] = tuple(dict.fromkeys(table.get(words, ()) + targets))
    return table
