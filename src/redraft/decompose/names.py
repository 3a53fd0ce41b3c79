"""The names that a command takes from a document: whole texts, ids and tokens, as they are said.

Words alone cannot tell that “Terms and conditions” is one thing or that “brand” is a colour.
So the phrases of the command that are a component's whole text, id or description, or a token's
name, are looked up first; a reading is cached by the text and these.

    L-1  a phrase has at most `NAME_MAX` words, so the look-ups are linear in the text
    C-1  what is kept of a command finds what cutting it anew does

May import: select, document, language, decompose.tokens.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from redraft.decompose import painted
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
#: letters and digits of a text that is looked for with its marks
_VERBATIM_MIN: Final = 3
#: digits of a number in groups that is a text, as that of a card
_NUMBER_MIN: Final = 8
#: a number and what it counts
_COUNTED: Final = 2
_CHUNK: Final = re.compile(r"\S+")
#: a digit, or a mark with which no word is written
_MARKED: Final = re.compile(r"[^\s\w'’-]|\d")
#: marks that may belong to the sentence around a text
_ENDING: Final = ".,;:!?"
#: marks that are no part of a figure
_AROUND: Final = ".,;:!?()[]\"'“”‘’"

#: (key, kind): kind "name" for components, "mention" for a name of one word that may be any other
#: word, "numbered" for one word and a number, "token" for design tokens; (figure as said, "text")
Names = frozenset[tuple[str, str]]
NO_NAMES: Final[Names] = frozenset()
Span = tuple[int, int]
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
        "_command",
        "_figures",
        "_fixed",
        "_goes_by",
        "_heads",
        "_keys",
        "_kinds",
        "_owners",
        "_painted",
        "_verbatim",
    )

    def __init__(self, command: str, meant: frozenset[tuple[str, str]]) -> None:
        #: what may be a token, beside the phrases
        self._heads: set[str] = set()
        self._owners: set[str] = set()
        #: words for looks and what stands behind them: "green tea"
        self._painted: list[painted.Pair] = []
        #: the phrases, by the kind of name that they would be
        self._kinds: dict[str, set[str]] = {"mention": set(), "name": set(), "numbered": set()}
        self._cut(command, dict(meant))
        #: runs of words that no name goes across, by their keys: "Good morning, Ana"
        self._command = command
        self._verbatim = _verbatim(command)
        self._keys = frozenset(self._owners.union(self._verbatim, *self._kinds.values()))
        painting = frozenset(word for pair in self._painted for word in pair.words())
        self._goes_by = GoesBy(self._keys, painting)
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
        stops = _run_ends(command, tokens)
        self._painted += painted.pairs(tokens, keys, stops)
        mentions, names, numbered = self._kinds.values()
        owned = owners != keys
        for i, first in enumerate(keys):
            if not first:
                continue
            word = tokens[i].text
            # "brand-coloured"
            self._heads.add(key(word.partition("-")[0]) if "-" in word else typed[i])
            (names if _stands_out(command, tokens[i], i) else mentions).add(first)
            if "." in word:
                names.add(key(word.partition(".")[0]))  # "save_btn.color"
            said = first
            into = names
            if i + 1 < stops[i] and keys[i + 1].isdecimal():
                into = numbered  # "card 2", of which "cards 2 and 3" are more
            for k in range(i + 1, min(i + NAME_MAX, stops[i])):
                more = keys[k]
                if owned and owners[k] != more:
                    self._owners.add(said + owners[k])  # "the about text's colour"
                said += more
                into.add(said)
                into = names

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
        if self._painted:
            both = painted.called(document, index, self._painted)
            found.update((look + word, "name") for look, word in both)
        if self._chunks:
            found.update((said, "text") for said in self._shown(document, index))
        for said in known & self._verbatim.keys():
            found.update((run, "text") for run in self._as_written(document, index, said))
        return frozenset(found)

    def _as_written(self, document: Document, index: Index, said: str) -> list[str]:
        """The runs of this key that are a whole text with all its marks, whatever their letters."""
        shown = {(document.at(i).text or "").strip() for i in index.with_text(document, said)}
        folded = {text.casefold() for text in shown}
        runs = [self._command[start:stop] for start, stop in self._verbatim[said]]
        told = dict.fromkeys(text for run in runs for text in (run, run.rstrip(_ENDING)))
        return [text for text in told if text.casefold() in folded and _is_marked(text)]

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
    if not any(map(str.isdigit, command)):
        return [], []
    chunks = [c.strip(_AROUND) for c in command.split()]
    digits = [any(map(str.isdigit, chunk)) for chunk in chunks]
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


def _verbatim(command: str) -> dict[str, list[Span]]:
    """Where runs stand that may be a whole text with its marks or numbers, by their keys."""
    found: dict[str, list[Span]] = {}
    if not _MARKED.search(command):
        return found
    begun = 0
    for said in scanned(command):
        if said.kind == "quote" and said.end - said.start > len(said.text):
            _note_runs(command, begun, said.start, found)
            begun = said.end
    _note_runs(command, begun, len(command), found)
    return found


def _note_runs(command: str, start: int, stop: int, found: dict[str, list[Span]]) -> None:
    """Note the runs between two places, none of them of plain words alone: those may be names."""
    spans = [match.span() for match in _CHUNK.finditer(command, start, stop)]
    chunks = [command[first:last] for first, last in spans]
    keys = [key(chunk) for chunk in chunks]
    plain = [chunk.isalpha() for chunk in chunks]
    for i, (first, _) in enumerate(spans):
        said, names = "", True
        for k in range(i, min(i + NAME_MAX, len(spans))):
            said += keys[k]
            names = names and plain[k]
            if not names and len(said) >= _VERBATIM_MIN:
                found.setdefault(said, []).append((first, spans[k][1]))


def _is_marked(run: str) -> bool:
    """Whether a run is no plain name: it has a mark, or begins with a number that counts or measures nothing."""
    chunks = run.count(" ") + 1
    if run.replace(" ", "").isdecimal():
        return chunks > 1 and len(run) - chunks >= _NUMBER_MIN - 1
    marked = not all(c.isalnum() or c in " _-" for c in run)
    if not run[0].isdigit():
        return marked or (chunks > _COUNTED and any(map(str.isdigit, run)))
    counted = run.rpartition(" ")[2].casefold().rstrip(_ENDING)
    return chunks > 1 and not (chunks == _COUNTED and counted in _measured())


@remembered()
def _measured() -> frozenset[str]:
    """The words that make a count or a measure of a number before them: "3 cards", "16 px"."""
    kinds = ("unit", "kind", "any", "dimension", "more", "direction", "property", "factor", "by")
    return frozenset(e.phrase for e in current().entries if e.category in kinds)


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
            whole = inside and tokens[inside[0]].start == start and tokens[inside[-1]].end == stop
            if whole and (len(inside) > 1 or tokens[inside[0]].kind != "quote"):
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


def _run_ends(command: str, tokens: Sequence[Token]) -> list[int]:
    """For each word where the words that stand together with it end."""
    stops = [len(tokens)] * len(tokens)
    for k in range(len(tokens) - 2, -1, -1):
        broken = _broken(command, tokens[k], tokens[k + 1])
        stops[k] = k + 1 if broken else stops[k + 1]
    return stops


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
