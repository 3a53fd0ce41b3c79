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
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

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


def whose(texts: list[str], indices: Sequence[int]) -> dict[str, list[int]]:
    """The words of some texts (`vocabulary`), each with the indices of those that have it, in their order.

    Most texts are cut all at once: many cost little more than one.

    >>> whose(["Pay_now 2", "PayPal", "+", "pay"], [0, 1, 2, 5])["pay"]
    [0, 1, 5]
    """
    joined = "\0".join([text if text.isascii() else "" for text in texts])
    joined = joined.replace("'", "").replace("`", "")
    cut = joined.encode().translate(_WORDS).decode().split("\0")
    found: dict[str, list[int]] = {}
    if len(cut) != len(texts):  # one of them has a NUL of its own
        cut, odd = [""] * len(texts), set(range(len(texts)))
    else:
        ends = list(accumulate(map(len, cut), lambda end, size: end + size + 1))
        odd = {bisect_left(ends, hump.start()) for hump in _HUMP.finditer(joined)}
    for k, (words, i) in enumerate(zip(map(str.split, cut), indices, strict=True)):
        for word in words if words and k not in odd else vocabulary(texts[k]):
            owners = found.get(word)
            if owners is None:
                found[word] = [i]
            elif owners[-1] != i:
                owners.append(i)
    return found


#: where a token has parts of its own: letters beside digits, a capital within a word
_HUMP: Final = re.compile(r"[A-Za-z][0-9]|[0-9][A-Za-z]|[A-Za-z][A-Z]")
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


def stop() -> frozenset[str]:
    """Words that say nothing about a component."""
    return current().forms.stop


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
