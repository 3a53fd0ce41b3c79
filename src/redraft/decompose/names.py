"""The names that a command takes from a document: whole texts, ids and tokens, as they are said.

Words alone cannot tell that “Terms and conditions” is one thing or that “brand” is a colour.
So the phrases of the command that are a component's whole text, id or description, or a token's
name, are looked up first; a reading is cached by the text and these.

    L-1  a phrase has at most `NAME_MAX` words, so the look-ups are linear in the text
    C-1  what is kept of a command finds what cutting it anew does

May import: select, document, language, decompose.tokens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from redraft.decompose.tokens import Token, scan, scanned
from redraft.document.blueprint import Document
from redraft.document.colors import parse as parse_color
from redraft.document.properties import token, token_keys
from redraft.language import current, remembered
from redraft.select.index import GoesBy, Index, index_of, shape
from redraft.select.words import key

NAME_MAX: Final = 8
#: a figure is no longer
_FIGURE_MAX: Final = 24
#: figures in one command
_FIGURES_MAX: Final = 64
#: marks that are no part of a figure
_AROUND: Final = ".,;:!?()[]\"'“”‘’"

#: (key, kind): kind "name" for components, "mention" for a name of one word that may be any other
#: word, "numbered" for one word and a number, "token" for design tokens; (figure as said, "text")
Names = frozenset[tuple[str, str]]
NO_NAMES: Final[Names] = frozenset()
_NO_PHRASES: Final[frozenset[str]] = frozenset()
_AS_TYPED: Final[Mapping[str, str]] = {}
_NO_TOKENS: Final[Mapping[str, str]] = {}
#: commands whose phrases are kept, and characters of one of them; of long ones fewer are
_SHORT_KEPT: Final = 128
_SHORT_MAX: Final = 500
_LONG_KEPT: Final = 16
_LONG_MAX: Final = 4_000


def names_in(document: Document, command: str, meant: Mapping[str, str] = _AS_TYPED) -> Names:
    """Return the phrases of a command that are names in a document, without separators.

    ``meant`` are misspelt words and the known ones that they are read as.

    >>> d = Document.of({"components": [{"id": "a", "type": "link", "text": "Terms and conditions"}]})
    >>> names_in(d, "make terms and conditions red")
    frozenset({('termsandconditions', 'name')})
    """
    return _phrases(command, frozenset(meant.items())).named_in(document)


class _Answer(NamedTuple):
    """What was found last, and of what: an index, a moment of its texts, the tokens."""

    mark: object
    moment: int
    colours: Mapping[str, str]
    names: Names


class _Phrases:
    """What a command may name, whatever the document: its phrases, cut and joined once.

    What they name is kept with what it was made from, the texts and the tokens of the last
    document that was asked about. An edit that changes no token, and no text that any phrase
    is or was, renames nothing (C-1). Ids and descriptions never change.
    """

    __slots__ = (
        "_answer",
        "_chunks",
        "_figures",
        "_fixed",
        "_goes_by",
        "_heads",
        "_keys",
        "_kinds",
        "_owners",
    )

    def __init__(self, command: str, meant: frozenset[tuple[str, str]]) -> None:
        #: what may be a token, beside the phrases
        self._heads: set[str] = set()
        self._owners: set[str] = set()
        #: the phrases, by the kind of name that they would be
        self._kinds: dict[str, set[str]] = {"mention": set(), "name": set(), "numbered": set()}
        self._cut(command, dict(meant))
        self._keys = frozenset(self._owners.union(*self._kinds.values()))
        self._goes_by = GoesBy(self._keys)
        self._chunks, self._figures = _figures(command)
        #: the index that was asked last, and what it said for all versions
        self._fixed: tuple[object, frozenset[str]] = (None, _NO_PHRASES)
        self._answer: _Answer | None = None

    def _cut(self, command: str, meant: Mapping[str, str]) -> None:
        """Note the runs of words that stand together, each with the kind of name it would be."""
        tokens = [t for t in scanned(command) if t.kind in ("word", "number")]
        typed = [key(t.text) for t in tokens]
        marks = _marks()
        owners = [_owner_key(t.text, k, marks) for t, k in zip(tokens, typed, strict=True)]
        keys = [key(meant.get(t.text, t.text)) for t in tokens] if meant else typed
        ends = [_broken(command, left, right) for left, right in pairwise(tokens)] + [True]
        mentions, names, numbered = self._kinds.values()
        for i, first in enumerate(keys):
            if not first:
                continue
            word = tokens[i].text
            # "brand-coloured"
            self._heads.add(key(word.partition("-")[0]) if "-" in word else typed[i])
            (names if _stands_out(command, tokens[i], i) else mentions).add(first)
            said = first
            for k in range(i + 1, min(i + NAME_MAX, len(keys))):
                if ends[k - 1]:
                    break
                more = keys[k]
                if owners[k] != more:
                    self._owners.add(said + owners[k])  # "the about text's colour"
                said += more
                # "card 2", of which "cards 2 and 3" are more
                (numbered if k == i + 1 and more.isdecimal() else names).add(said)

    def named_in(self, document: Document) -> Names:
        """Those that are names in a document."""
        index = index_of(document)
        colours = _colour_tokens(document)
        last = self._answer
        if last is not None and last.mark is index.mark and last.colours is colours:
            now = index.unmoved(document, last.moment, self._goes_by, figures=bool(self._chunks))
            if now is not None:
                if now != last.moment:
                    self._answer = last._replace(moment=now)
                return last.names
        now = index.moment(document)
        names = self._looked_up(document, index, colours)
        self._answer = _Answer(index.mark, now, colours, names)
        return names

    def _looked_up(self, document: Document, index: Index, colours: Mapping[str, str]) -> Names:
        known = index.texts_among(document, self._keys) | self._known_in_all(index)
        found: set[tuple[str, str]] = set()
        found.update((said, "name") for said in known & self._owners)
        known -= colours.keys()
        for kind, phrases in self._kinds.items():
            found.update((said, kind) for said in known & phrases)
        if colours:
            phrases = self._heads.union(*self._kinds.values())
            found.update((said, "token") for said in colours.keys() & phrases)
        if self._chunks:
            found.update((said, "text") for said in self._shown(document, index))
        return frozenset(found)

    def _known_in_all(self, index: Index) -> frozenset[str]:
        """The phrases that are whole ids or descriptions, in all versions of a document."""
        mark, known = self._fixed
        if mark is not index.mark:
            known = index.fixed_names_among(self._keys)
            self._fixed = (index.mark, known)
        return known

    def _shown(self, document: Document, index: Index) -> list[str]:
        """The figures that a text of the document shows, and those that look like one of them.

        What looks like a text such as "11°" and "-20%" is a text and no measure.
        """
        figures = {said for said in self._figures if index.shows(document, said)}
        shapes = {shape(figure) for figure in figures}
        for said in self._chunks:
            like = shape(said)
            if like in shapes or index.has_measure(document, like):
                figures.add(said)
        return sorted(figures)[:_FIGURES_MAX]


def _phrases(command: str, meant: frozenset[tuple[str, str]]) -> _Phrases:
    """The phrases of a command, cut once where they are kept."""
    size = len(command)
    if size <= _SHORT_MAX:
        return _of_short(command, meant)
    return _of_long(command, meant) if size <= _LONG_MAX else _Phrases(command, meant)


@remembered(_SHORT_KEPT)
def _of_short(command: str, meant: frozenset[tuple[str, str]]) -> _Phrases:
    return _Phrases(command, meant)


@remembered(_LONG_KEPT)
def _of_long(command: str, meant: frozenset[tuple[str, str]]) -> _Phrases:
    return _Phrases(command, meant)


def _owner_key(word: str, whole: str, marks: tuple[str, ...]) -> str:
    """The key of a word without the mark of possession at its end; ``whole`` where it has none."""
    if not word.endswith(marks):
        return whole
    return key(next(word.removesuffix(m) for m in marks if word.endswith(m)))


@remembered()
def _marks() -> tuple[str, ...]:
    return tuple(e.phrase for e in current().entries if e.category == "possessive-mark")


def _figures(command: str) -> tuple[list[str], list[str]]:
    """The chunks that hold a digit; figures that a text may show: "$48,200", "220,000+", "$ 2.0".

    What may be a number, a measure or a colour of its own is none.
    """
    chunks = [c.strip(_AROUND) for c in command.split()]
    digits = [any(c.isdigit() for c in chunk) for chunk in chunks]
    numbered = [chunk for chunk, has in zip(chunks, digits, strict=True) if has]
    figures: list[str] = []
    for k, left in enumerate(chunks):
        right = chunks[k + 1] if k + 1 < len(chunks) else ""
        if digits[k] and _is_figure(left):
            figures.append(left)
        # "5 to" and "title 5" are a number and a word
        worded = left.isalpha() or (left.isalnum() and right.isalpha())
        if (digits[k] or (right and digits[k + 1])) and not worded:
            both = f"{left} {right}"
            if _is_figure(both):
                figures.append(both)
    return numbered, figures


def _is_figure(said: str) -> bool:
    """Whether numbers and marks are more than one number, a measure or a colour."""
    if len(said) > _FIGURE_MAX or said[0] in "#-" or (said.isascii() and said.isalnum()):
        return False
    kinds = [t.kind for t in scan(said)]
    return len(kinds) > 1 and "word" not in kinds


def quoted(tokens: list[Token], command: str, texts: Collection[str]) -> list[Token]:
    """The tokens of a command with its figures as quotes: "$48,200" is one thing.

    >>> [t.text for t in quoted(scan("hide $48,200"), "hide $48,200", ["$48,200"])]
    ['hide', '$48,200']
    """
    for text in sorted(texts, key=len, reverse=True):
        start = command.find(text)
        while start >= 0:
            stop = start + len(text)
            inside = [k for k, t in enumerate(tokens) if start <= t.start and t.end <= stop]
            if inside and tokens[inside[0]].kind != "quote":
                tokens[inside[0] : inside[-1] + 1] = [Token("quote", text, start, stop)]
            start = command.find(text, stop)
    return tokens


def _stands_out(command: str, only: Token, place: int) -> bool:
    """A single word is a name where it is written like one: with a capital inside a sentence, or as an id."""
    said = command[only.start : only.end]
    if not said.isalpha() and ("_" in said or any(c.isdigit() for c in said)):
        return True
    if not said[:1].isupper() or said.isupper():
        return False
    return place > 0 or command[only.end : only.end + 1] in (",", ":")


def _broken(command: str, left: Token, right: Token) -> bool:
    """Whether more than a space or a small joint stands between two words."""
    between = command[left.end : right.start]
    return between != " " and any(c in ',;:.!?\n"“”' for c in between)


def _colour_tokens(document: Document) -> Mapping[str, str]:
    """The keys of colour tokens and of the steps of a scale ("h1"), and their names.

    Most versions share their tokens, and then this too.
    """
    tokens = document.tokens
    if not tokens:
        return _NO_TOKENS
    kept: tuple[object, dict[str, str]] | None = document.outline.kept.get("colour_tokens")
    if kept is not None and kept[0] is tokens:
        return kept[1]
    known: dict[str, str] = {}
    for said, keys in token_keys(document).items():
        value = token(document, keys)
        colour = isinstance(value, str) and parse_color(value) is not None
        if colour or (said[-1:].isdigit() and " " not in said):
            known[key(said)] = said
    document.outline.kept["colour_tokens"] = (tokens, known)
    return known
