"""Words written short: as a style sheet has them, "border_width", "r16", "header/footer", or as typed in a hurry, "shud".

    R-2  the parts of a word stand where the word stands
    L-1  each word is cut once, at places that it tells itself

May import: language.entries, decompose.tokens, select.words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from redraft.decompose.tokens import Token
from redraft.language.entries import Entry
from redraft.select.words import key as name_key

#: categories of phrases that a style sheet writes as one word
_WRITTEN_SO: Final = ("property", "unknown-property", "token")
#: what stands between their words there
_LINKS: Final = "_-"
#: letters of one of two names with a stroke between them, at least
_NAME_MIN: Final = 2
#: a word that is longer is none of these (L-1)
_LENGTH_MAX: Final = 60


class Shorthand:
    """The phrases of a language that are written as one word, by what they look like then."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._joined: dict[str, tuple[str, ...]] = {}
        self._glued: dict[str, tuple[str, ...]] = {}
        #: "shud", "gimme"
        self._hurried: dict[str, tuple[str, ...]] = {}
        #: those that one digit makes something else of: "h1"
        self._long: set[str] = set()
        #: properties of one word, what they may be written under, and the mark of possession
        self._single: set[str] = set()
        self._nested: set[str] = set()
        self._looks: set[str] = set()
        #: what a document writes a property as
        self._fields: dict[str, tuple[str, ...]] = {}
        self._owns = ""
        for entry in entries:
            if entry.category in ("glued", "glued-long"):
                self._glued[entry.phrase] = tuple(entry.meaning.split())
                self._long.update([entry.phrase] if entry.category == "glued-long" else [])
            elif entry.category == "field":
                self._fields[entry.phrase] = tuple(entry.meaning.split())
            elif entry.category == "hurried":
                self._hurried[entry.phrase] = tuple(entry.meaning.split())
            elif entry.category in ("whole-look", "field-group"):
                self._nested.add(entry.phrase)
            elif entry.category == "look":
                self._looks.add(entry.phrase)
            elif entry.category == "possessive-mark":
                self._owns = self._owns or entry.phrase
            elif entry.category in _WRITTEN_SO and entry.phrase.isascii():
                words = entry.phrase.replace("-", " ").split()
                if len(words) == 1:
                    self._single.add(entry.phrase)
                if len(words) > 1:
                    self._joined.setdefault("".join(words), tuple(words))

    def parts(self, token: Token) -> tuple[Token, ...] | None:
        """The words that a word stands for, or None."""
        if token.kind != "word" or len(token.text) > _LENGTH_MAX:
            return None
        return self._phrase(token) or self._measured(token) or _either(token)

    def owned(self, token: Token, names: Mapping[str, str]) -> tuple[Token, ...] | None:
        """ "save_btn.bg_color", "title.style.color": a property of what a document names."""
        owner, *between = token.text.split(".")
        if token.kind != "word" or not between or name_key(owner) not in names:
            return None
        named = between.pop()
        words = self._joined.get("".join(c for c in named if c not in _LINKS))
        words = (
            words
            or self._fields.get(named)
            or ((named,) if named in self._single | self._looks else None)
        )
        if words is None or not self._nested.issuperset(between) or not self._owns:
            return None
        dot = token.start + len(owner)
        head = token._replace(text=owner, end=dot)
        last = token.end - len(named)
        if named in self._looks:
            return (head, Token("word", named, dot, token.end))  # "save_btn.hidden = true"
        return (head, Token("word", self._owns, dot, last), *_laid(words, last, token.end))

    def _phrase(self, token: Token) -> tuple[Token, ...] | None:
        """ "border_width", "borderwidth": a phrase without its spaces; "gonna": one in a hurry."""
        if (meant := self._hurried.get(token.text)) is not None:
            return _laid(meant, token.start, token.end)
        plain = "".join(c for c in token.text if c not in _LINKS)
        words = self._joined.get(plain)
        return None if words is None else _laid(words, token.start, token.end)

    def _measured(self, token: Token) -> tuple[Token, ...] | None:
        """ "r16": a property by its first letters and its number."""
        letters = token.text.rstrip("0123456789")
        words = self._glued.get(letters)
        if words is None or letters == token.text:
            return None
        middle, digits = token.start + len(letters), token.text[len(letters) :]
        if letters in self._long and len(digits) < 2:
            return None
        number = Token("number", digits, middle, token.end, float(digits))
        return (*_laid(words, token.start, middle), number)


def _laid(words: tuple[str, ...], start: int, end: int) -> tuple[Token, ...]:
    """Words in the place of one: all the characters are those of the last."""
    first = [Token("word", word, start, start) for word in words[:-1]]
    return (*first, Token("word", words[-1], start, end))


def _either(token: Token) -> tuple[Token, ...] | None:
    """ "header/footer": two names or more with a stroke between them."""
    names = token.text.split("/")
    plain = all(len(n) >= _NAME_MIN and n.replace("_", "").isalnum() for n in names)
    if len(names) < 2 or not plain:
        return None
    found: list[Token] = []
    at = token.start
    for name in names:
        if found:
            found.append(Token("mark", "/", at, at + 1))
            at += 1
        found.append(Token("word", name, at, at + len(name)))
        at += len(name)
    return tuple(found)
