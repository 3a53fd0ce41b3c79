"""Words: how ids, texts and descriptions are cut up so that they can be compared.

Everything that is written is taken apart the same way: at separators, between small and
capital letters, between letters and digits. Compared is what remains, in lower case and
without accents; joined without gaps it is a key, so ``cta_button``, ``ctaButton`` and
“CTA button” are one.

    L-1  cutting is linear in the length of the text

May import: nothing of Redraft.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+")
_PART: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9]+")
_DROPPED: Final = str.maketrans("", "", "'’‘`´")
_DATA: Final = Path(__file__).parent / "data"


def bag(text: str) -> frozenset[str]:
    """The words of a list that is written in one line, for tables in the code.

    >>> sorted(bag("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())


#: Words that say nothing about a component.
STOP: Final = bag(
    "a an the of on in at to for with and or my your our its his her their this that these those "
    "is are be was has have having which who whose where what there here from by as it one ones s "
    "called named labelled labeled saying says said reading titled i you we please"
)

#: Words that describe so weakly that a description may be right without them.
WEAK: Final = bag(
    "page screen web webpage app application site website window view ui main whole entire "
    "option item element component thing part area symbol sign shape shaped shown showing current "
    "colour color coloured colored little small big large mini only complete given present located "
    "side corner position user"
)


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


@lru_cache(maxsize=1 << 14)
def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, and with a word that has humps ("PayPal") the whole of it too.

    >>> sorted(vocabulary("PayPal now"))
    ['now', 'pal', 'pay', 'paypal']
    """
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
    bare = text.replace("_", "").replace(" ", "").replace("-", "")
    if bare.isascii() and bare.isalnum():
        return bare.lower()
    return "".join(split(text))


def _plain(text: str) -> str:
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_IRREGULAR: Final = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "indices": "index",
    "matrices": "matrix",
    "criteria": "criterion",
    "media": "media",
    "news": "news",
    "series": "series",
    "settings": "setting",
    "movies": "movie",
    "cookies": "cookie",
    "ties": "tie",
    "selfies": "selfie",
    "calories": "calorie",
    "heroes": "hero",
    "logos": "logo",
    "photos": "photo",
    "ctas": "cta",
    "menus": "menu",
    "bus": "bus",
    "gas": "gas",
    "lens": "lens",
    "canvas": "canvas",
    "status": "status",
    "focus": "focus",
    "bonus": "bonus",
    "address": "address",
    "progress": "progress",
    "axes": "axis",
}


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The word for one of them; a word that is no plural stays.

    >>> singular("boxes"), singular("categories"), singular("buttons"), singular("address")
    ('box', 'category', 'button', 'address')
    """
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The word and its other number, the word itself first.

    >>> forms("cards"), forms("category")
    (('cards', 'card'), ('category', 'categories'))
    """
    one = singular(word)
    found = [word]
    if one != word:
        found.append(one)
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        found.append(one[:-1] + "ies")
    else:
        found.append(one + ("es" if one.endswith(("s", "x", "ch", "sh")) else "s"))
    return tuple(dict.fromkeys(found))


_ENDINGS: Final = bag("ed ing ion ions ation ations er ly ment ments able al ity ness d r e es s")
_STEM_MIN: Final = 5


def akin(word: str, other: str) -> bool:
    """Whether two words are one with another ending, or one is the end or start of a compound.

    >>> akin("recommend", "recommendations"), akin("paint", "kidspaint"), akin("foot", "footer")
    (True, True, False)
    """
    short, long = (word, other) if len(word) < len(other) else (other, word)
    if len(short) < _STEM_MIN or not short.isalpha():
        return False
    if long.startswith(short) and (long[len(short) :] in _ENDINGS or len(long) - len(short) >= 3):
        return True
    if (
        short[:-1]
        and short.endswith("e")
        and long.startswith(short[:-1])
        and long[len(short) - 1 :] in _ENDINGS
    ):
        return True
    return long.endswith(short) and len(long) - len(short) >= 3


@cache
def conventions() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Conventional names: what people say for an icon → what its id or description says instead.

    Read from ``data/conventions.tsv`` when first asked for.

    >>> ("favorite",) in conventions()["heart",]
    True
    """
    return _names("conventions.tsv")


@cache
def pictograms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What pictures show → what they may be there for: looser than conventions.

    >>> ("achievement",) in pictograms()["trophy",]
    True
    """
    return _names("pictograms.tsv")


def _names(file: str) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        said, meant = line.split("\t")
        targets = tuple(split(name) for name in meant.split(","))
        for name in said.split(","):
            words = split(name)
            table[words] = tuple(dict.fromkeys(table.get(words, ()) + targets))
    return table


@cache
def english() -> frozenset[str]:
    """Common words, which are never taken for a misspelling of another one."""
    lines = (_DATA / "english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())
