"""A command as somebody in a hurry types it: one fault at a time, each of a kind with a name.

A fault is put where it matters: into a word that the language or the document knows, never
into what the user gives as new text, where it would be just what was asked for. Nor does it
give another word that is known: nobody could tell that from what was meant.

    D-1  the same seed, the same fault

May import: decompose, plan, select, document, language, recovery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from string import ascii_letters
from typing import Final, NamedTuple

from redraft.decompose import Reading
from redraft.decompose.lexicon import load
from redraft.decompose.tokens import Token, scan
from redraft.document.blueprint import Document
from redraft.document.colors import parse as parse_color
from redraft.language import current, remembered
from redraft.language.entries import entries
from redraft.plan.steps import AppendText, Literally, PrependText, ReplaceText, Set
from redraft.recovery.slips import beside_key
from redraft.select.index import index_of
from redraft.select.words import common, key, plural, singular

Span = tuple[int, int]

#: categories of the words that a command is made of; what is said around it matters less
_MATTERS: Final = frozenset(
    {"verb", "phrasal", "property", "kind", "any", "holder", "screen", "colour-word", "token"}
    | {"keyword", "more", "less", "relation", "ordinal", "edge", "edge-noun", "size-word"}
    | {"superlative", "text-part", "token-noun", "inner-text", "text-measure", "everything"}
)
_COLOURS: Final = frozenset({"colour-word", "token"})
_COUNTED: Final = frozenset({"kind", "any", "holder"})
#: a slip in a shorter word leaves too little of it; names of colours may be shorter
_LETTERS_MIN: Final = 4
_COLOUR_MIN: Final = 3
_SPLIT_MIN: Final = 5
_LEFT_MIN: Final = 2
#: so many places and slips are tried before a command is left as it is
_TRIES_MAX: Final = 24
#: numbers that no rule allows, in the unit that was typed
_OUTSIDE: Final = ("40000", "250000")
_OUTSIDE_SHARES: Final = ("150%", "900%")
_RANGED: Final = frozenset(
    {"font size", "opacity", "width", "height", "padding", "border width", "border radius"}
)
#: the one that is a share
_SHARE: Final = "opacity"
#: digits that letters are typed for
_LETTERS_FOR: Final = {"0": "O", "1": "l"}
_MARKS: Final = {'"': "'”", "“": "\"'", "”": "\"'", "'": '"`', "‘": '"', "’": '"'}
_CUTS: Final = ("-", "", " ", ".")


class Fault(NamedTuple):
    """A faulty command, and what became of which words of the right one."""

    kind: str
    command: str
    span: Span
    meant: str
    typed: str


class Said(NamedTuple):
    """A command that is read as it is meant, on the document that it is about."""

    document: Document
    reading: Reading

    @property
    def text(self) -> str:
        """The command."""
        return self.reading.text


def faulted(kind: str, said: Said, seed: str) -> Fault | None:
    """Return the command with a fault of this kind, or None where it has no place for one.

    >>> from redraft.engine import reading_for
    >>> page = Document.of({"components": [{"id": "header", "type": "header"}]})
    >>> said = Said(page, reading_for(page, "make the header red"))
    >>> faulted("dropped letter", said, "7").command
    'make the heaer red'
    """
    # not for secrets: the same seed has to give the same fault
    chance = Random(f"{seed}/{kind}/{said.text}")
    places = list(_PLACES[kind](said))
    for _ in range(_TRIES_MAX if places else 0):
        start, stop = chance.choice(places)
        meant = said.text[start:stop]
        typed = _SLIPS[kind](meant, chance)
        if typed is None or typed == meant or _says_something(said, kind, typed):
            continue
        command = said.text[:start] + typed + said.text[stop:]
        return Fault(kind, command, (start, stop), meant, typed)
    return None


# -- places ----------------------------------------------------------------------


def _words(said: Said) -> Iterator[Span]:
    """The words that matter and are long enough for a slip."""
    for token in _open(said):
        if token.end - token.start >= _LETTERS_MIN and _matters(said, token):
            yield token.start, token.end


def _open(said: Said) -> Iterator[Token]:
    """The words outside of new text, those in other quotes too."""
    closed = new_texts(said.reading)
    for token in scan(said.text):
        inner = [token]
        if token.kind == "quote":
            start = said.text.find(token.text, token.start, token.end)
            inner = [t._replace(start=start + t.start, end=start + t.end) for t in scan(token.text)]
        for one in inner:
            free = all(one.end <= low or one.start >= high for low, high in closed)
            if one.kind == "word" and free and start_of(said, one).isalpha():
                yield one


def start_of(said: Said, token: Token) -> str:
    """A token as it was typed."""
    return said.text[token.start : token.end]


def _matters(said: Said, token: Token) -> bool:
    means = load().alone(token.text)
    if not _MATTERS.isdisjoint(means) or _is_colour(token):
        return True
    return not means and bool(index_of(said.document).having(said.document, (token.text,)))


def _is_colour(token: Token) -> bool:
    means = load().alone(token.text)
    return not _COLOURS.isdisjoint(means) or parse_color(token.text) is not None


def new_texts(reading: Reading) -> list[Span]:
    """Where a command holds what is to be written as it is typed."""
    found: list[Span] = []
    low = reading.text.lower()
    for text in (t.lower() for t in _written(reading) if t.strip()):
        at = low.find(text)
        while at >= 0:
            found.append((at, at + len(text)))
            at = low.find(text, at + len(text))
    return found


def _written(reading: Reading) -> Iterator[str]:
    for clause in reading.plan.clauses:
        for step in clause.steps:
            match step:
                case Set(property="text", value=Literally(value=str(text))):
                    yield text
                case ReplaceText(put=text) | AppendText(text=text) | PrependText(text=text):
                    yield text
                case _:
                    pass


def _pairs(said: Said) -> Iterator[Span]:
    """Two words with a space between, one of which matters."""
    tokens = list(_open(said))
    for left, right in pairwise(tokens):
        near = said.text[left.end : right.start] == " "
        if near and (_matters(said, left) or _matters(said, right)):
            yield left.start, right.end


def _counted(said: Said) -> Iterator[Span]:
    for token in _open(said):
        one = load().alone(singular(token.text))
        if not _COUNTED.isdisjoint(load().alone(token.text)) or not _COUNTED.isdisjoint(one):
            yield token.start, token.end


def _ids(said: Said) -> Iterator[Span]:
    """Ids of several parts, as they are written in the document."""
    closed = new_texts(said.reading)
    for token in scan(said.text):
        typed = start_of(said, token)
        known = index_of(said.document).ids.get(key(typed))
        free = all(token.end <= low or token.start >= high for low, high in closed)
        if known and free and ("_" in typed or "-" in typed):
            yield token.start, token.end


def _known(said: Said) -> Iterator[Span]:
    for token in _open(said):
        if token.text in _table("stranger"):
            yield token.start, token.end


def _quotes(said: Said) -> Iterator[Span]:
    for token in scan(said.text):
        whole = start_of(said, token)
        if token.kind == "quote" and len(whole) > 2 and whole[0] in _MARKS and whole[-1] in _MARKS:
            yield token.start, token.end


def _colours(said: Said) -> Iterator[Span]:
    for token in _open(said):
        if token.end - token.start >= _COLOUR_MIN and _is_colour(token):
            yield token.start, token.end
    for token in scan(said.text):
        if token.kind == "colour" and token.text.startswith("#"):
            yield token.start, token.end


def _units(said: Said) -> Iterator[Span]:
    tokens = scan(said.text)
    closed = new_texts(said.reading)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind != "number" or any(
            low < token.end and token.start < high for low, high in closed
        ):
            continue
        if token.unit in _table("unit"):
            yield token.end - len(token.unit), token.end
        elif not token.unit and after is not None and after.text in _table("unit"):
            yield after.start, after.end


def _numbers(said: Said) -> Iterator[Span]:
    """The number that a measure is set to, where the clause has only this one."""
    for clause in said.reading.plan.clauses:
        low, high = clause.span
        inside = [
            t for t in scan(said.text) if t.kind == "number" and low <= t.start and t.end <= high
        ]
        if len(inside) != 1 or len(clause.steps) != 1 or inside[0].text[0] in "+-":
            continue
        step = clause.steps[0]
        if isinstance(step, Set) and step.property in _RANGED:
            shared = inside[0].unit == "%" or (inside[0].value or 0) <= 1
            if shared == (step.property == _SHARE):
                yield inside[0].start, inside[0].end


# -- slips -----------------------------------------------------------------------


def _swapped(word: str, chance: Random) -> str | None:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: Random) -> str | None:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Random) -> str | None:
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def _neighbour(word: str, chance: Random) -> str | None:
    at = chance.randrange(len(word))
    beside = beside_key(word[at].lower())
    return word[:at] + chance.choice(beside) + word[at + 1 :] if beside else None


def _together(pair: str, _: Random) -> str | None:
    return pair.replace(" ", "")


def _apart(word: str, chance: Random) -> str | None:
    if len(word) < _SPLIT_MIN:
        return None
    at = chance.randint(_LEFT_MIN, len(word) - _LEFT_MIN)
    return word[:at] + " " + word[at:]


def _other_number(word: str, chance: Random) -> str | None:
    one = singular(word.lower())
    if one != word.lower():
        return one
    return chance.choice((plural(word), word + "s"))


def _other_cut(typed: str, chance: Random) -> str | None:
    mark = "_" if "_" in typed else "-"
    return typed.replace(mark, chance.choice([cut for cut in (*_CUTS, "_") if cut != mark]))


def _stranger(word: str, chance: Random) -> str | None:
    return chance.choice(_table("stranger")[word.lower()])


def _unbalanced(quote: str, chance: Random) -> str | None:
    other = _MARKS[quote[-1]]
    return chance.choice((quote[1:], quote[:-1], quote[:-1] + chance.choice(other)))


def _other_colour(typed: str, chance: Random) -> str | None:
    if typed[0] != "#":
        return chance.choice((_swapped, _dropped, _doubled, _neighbour))(typed, chance)
    misread = [digit for digit in _LETTERS_FOR if digit in typed]
    ways = ["# " + typed[1:]] + [typed[1:]] * (not typed[1:].isdecimal())
    ways += [typed.replace(digit, _LETTERS_FOR[digit]) for digit in misread]
    return chance.choice(ways)


def _other_unit(unit: str, chance: Random) -> str | None:
    return chance.choice(_table("unit")[unit.lower()])


def _outside(number: str, chance: Random) -> str | None:
    digits = number.rstrip(ascii_letters + "%")
    if number.endswith("%") or float(digits) <= 1:
        return chance.choice(_OUTSIDE_SHARES)
    return chance.choice(_OUTSIDE) + number[len(digits) :]


Places = Callable[[Said], Iterator[Span]]
Slip = Callable[[str, Random], str | None]

_KINDS: Final[tuple[tuple[str, Places, Slip], ...]] = (
    ("swapped letters", _words, _swapped),
    ("dropped letter", _words, _dropped),
    ("doubled letter", _words, _doubled),
    ("neighbouring key", _words, _neighbour),
    ("lost space", _pairs, _together),
    ("extra space", _words, _apart),
    ("wrong number", _counted, _other_number),
    ("wrong separator", _ids, _other_cut),
    ("strange synonym", _known, _stranger),
    ("unbalanced quotes", _quotes, _unbalanced),
    ("colour typo", _colours, _other_colour),
    ("unit typo", _units, _other_unit),
    ("out of range", _numbers, _outside),
)
_PLACES: Final = {kind: places for kind, places, _ in _KINDS}
_SLIPS: Final = {kind: slip for kind, _, slip in _KINDS}

#: the kinds of fault that there are
KINDS: Final = tuple(_PLACES)
#: of these the right command does not say what should come
UNTOLD: Final = "out of range"
#: these give known words, and mean to
_KNOWN_WORDS: Final = frozenset({"wrong number", "wrong separator", "unbalanced quotes", UNTOLD})


def _says_something(said: Said, kind: str, typed: str) -> bool:
    """Whether what was typed is a known word, of which nobody could tell that another was meant."""
    if kind in _KNOWN_WORDS or kind == "extra space":
        return False
    word = typed.lower()
    if kind == "strange synonym":
        return load().meaning(word) is not None or parse_color(word) is not None
    if word in load().words or word in common() or singular(word) in common():
        return True
    if parse_color(word) is not None:
        return kind != "colour typo"
    return bool(index_of(said.document).having(said.document, (word, singular(word))))


@remembered()
def _table(section: str) -> dict[str, tuple[str, ...]]:
    """A section of the language's ``faults.txt``."""
    found: dict[str, list[str]] = {}
    for entry in entries(current().text("faults.txt")):
        if entry.category == section:
            found.setdefault(entry.meaning, []).append(entry.phrase)
    return {meaning: tuple(phrases) for meaning, phrases in found.items()}
