"""The names that a command takes from a document: whole texts, ids and tokens, as they are said.

Words alone cannot tell that “Terms and conditions” is one thing or that “brand” is a colour.
So the phrases of the command that are a component's whole text, id or description, or a token's
name, are looked up first; a reading is cached by the text and these.

    L-1  a phrase has at most `NAME_MAX` words, so the look-ups are linear in the text

May import: select, document, language, decompose.tokens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from redraft.decompose.tokens import Token, scan
from redraft.document.blueprint import Document
from redraft.document.colors import parse as parse_color
from redraft.document.properties import token, token_keys
from redraft.language import current, remembered
from redraft.select.index import index_of
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
_AS_TYPED: Final[Mapping[str, str]] = {}


def names_in(document: Document, command: str, meant: Mapping[str, str] = _AS_TYPED) -> Names:
    """Return the phrases of a command that are names in a document, without separators.

    ``meant`` are misspelt words and the known ones that they are read as.

    >>> d = Document.of({"components": [{"id": "a", "type": "link", "text": "Terms and conditions"}]})
    >>> names_in(d, "make terms and conditions red")
    frozenset({('termsandconditions', 'name')})
    """
    index = index_of(document)
    tokens = [t for t in scan(command) if t.kind in ("word", "number")]
    colours = _colour_tokens(document)
    found: set[tuple[str, str]] = set()
    keys = [key(meant.get(t.text, t.text)) for t in tokens]
    owners = [key(_owner(t.text)) for t in tokens]
    for i, first in enumerate(keys):
        if not first:
            continue
        said = ""
        for k in range(i, min(i + NAME_MAX, len(keys))):
            if k > i and _broken(command, tokens[k - 1], tokens[k]):
                break
            owner = said + owners[k]
            said += keys[k]
            several = k > i
            if several and owner != said and index.is_name(document, owner):
                found.add((owner, "name"))  # "the about text's colour"
            if not several and (head := key(tokens[i].text.partition("-")[0])) in colours:
                found.add((head, "token"))  # "brand-coloured"
            if not several and not _stands_out(command, tokens[i], i):
                if said in colours:
                    found.add((said, "token"))
                elif index.is_name(document, said):
                    found.add((said, "mention"))
                continue
            if said in colours:
                found.add((said, "token"))
            elif k == i + 1 and keys[k].isdecimal():
                # "card 2", of which "cards 2 and 3" are more
                if index.is_name(document, said):
                    found.add((said, "numbered"))
            elif index.is_name(document, said):
                found.add((said, "name"))
    found.update((said, "text") for said in _figures(document, command))
    return frozenset(found)


def _owner(word: str) -> str:
    """A word without the mark of possession at its end."""
    return next((word.removesuffix(m) for m in _marks() if word.endswith(m)), word)


@remembered()
def _marks() -> tuple[str, ...]:
    return tuple(e.phrase for e in current().entries if e.category == "possessive-mark")


def _figures(document: Document, command: str) -> set[str]:
    """Figures as a text of the document shows them: "$48,200", "220,000+", "$ 2.0".

    What may be a number, a measure or a colour of its own is none.
    """
    chunks = [c.strip(_AROUND) for c in command.split()]
    figures: set[str] = set()
    for left, right in zip([*chunks, ""], [*chunks[1:], "", ""], strict=False):
        for said in (left, f"{left} {right}"):
            if len(said) > _FIGURE_MAX or not any(c.isdigit() for c in said) or said[0] in "#-":
                continue
            kinds = [t.kind for t in scan(said)]
            if len(kinds) < 2 or "word" in kinds or (said == right and " " in said):
                continue
            if index_of(document).shows(document, said):
                figures.add(said)
    shapes = {_shape(figure) for figure in figures} | _signed(document)
    figures.update(c for c in chunks if _shape(c) in shapes)
    return set(sorted(figures)[:_FIGURES_MAX])


def _signed(document: Document) -> set[str]:
    """The shapes of texts such as "11°" and "-20%": what looks the same is a text and no measure."""
    known: set[str] | None = document.memo.get("signed")
    if known is None:
        texts = [c.text for c in document if c.text and c.text[:-1].lstrip("+-−").isdecimal()]
        known = {_shape(t) for t in texts if t[-1] == "°" or (t[0] in "+-−" and t[-1] == "%")}
        document.memo["signed"] = known
    return known


def _shape(figure: str) -> str:
    """A figure with its digits alike: what is put in its place looks the same."""
    return "".join("0" if c.isdigit() else c for c in figure).replace("00", "0")


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
    if "_" in said or any(c.isdigit() for c in said):
        return True
    listed = place > 0 or command[only.end : only.end + 1] in (",", ":")
    return said[:1].isupper() and not said.isupper() and listed


def _broken(command: str, left: Token, right: Token) -> bool:
    """Whether more than a space or a small joint stands between two words."""
    return any(c in ',;:.!?\n"“”' for c in command[left.end : right.start])


def _colour_tokens(document: Document) -> dict[str, str]:
    """The keys of colour tokens and of the steps of a scale ("h1"), and their names."""
    known: dict[str, str] | None = document.memo.get("colour_tokens")
    if known is None:
        known = {}
        for said, keys in token_keys(document).items():
            value = token(document, keys)
            colour = isinstance(value, str) and parse_color(value) is not None
            if colour or (said[-1:].isdigit() and " " not in said):
                known[key(said)] = said
        document.memo["colour_tokens"] = known
    return known
