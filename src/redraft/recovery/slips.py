"""What a command may have been meant to say: its words put right in the ways that are near.

A way is a few puts, each some words in the place of others, with a cost: about one for each
slip of the fingers. Which way makes sense on the document is not asked here.

    L-1  so many doubtful words, so many puts for each, so many ways

May import: decompose, plan, select, document, language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from redraft.decompose.lexicon import load
from redraft.decompose.tokens import Token, scan, scanned
from redraft.document.blueprint import Document
from redraft.document.colors import names as colour_names
from redraft.document.colors import parse as parse_color
from redraft.document.properties import token_keys
from redraft.language import current, remembered
from redraft.language.entries import entries
from redraft.recovery.marks import balanced, inches, is_unbalanced
from redraft.recovery.wording import Span
from redraft.select.index import Index, index_of
from redraft.select.words import common, conventions, forms, plural, singular, split

#: doubtful places of one command, puts for one of them, and ways in all
DOUBTS_MAX: Final = 3
#: commands of which it is known whether they are plainly spelt
PLAIN_KEPT: Final = 1024
#: commands of which it is known which words are strange
STRANGE_KEPT: Final = 128
PUTS_MAX: Final = 8
WAYS_MAX: Final = 24
#: a longer command is not looked through
CHARACTERS_MAX: Final = 1_000
#: letters: of a word that a slip is looked for in, of one with two, of a part of one in two parts
_WORD_MIN: Final = 3
_FAR_MIN: Final = 7
_PART_MIN: Final = 2
_JOINED_MAX: Final = 30
_PHRASE_MAX: Final = 3
#: what a slip costs: a letter beside its place or typed twice; another first letter; a space
_SWAPPED: Final = 0.8
_TWICE: Final = 0.65
_FIRST: Final = 0.3
_STRANGE: Final = 0.4
_SPACE: Final = 0.9
_BEGUN: Final = 0.9
_SHORT: Final = 0.4
#: one slip is clearly likelier than another
_CLEARLY: Final = 0.15
_STRANGER: Final = 1.2
_OTHER_NUMBER: Final = 1.4
_HEX: Final = 0.5
_HEX_LENGTHS: Final = (3, 6, 8)
_DIGITS_MEANT: Final = str.maketrans("OoIl", "0011")
#: units that stand for a factor or a share of it have no misspelling
_UNITS: Final = "unit"
_MARK: Final = 0.5
#: the unit that a double mark after a number stands for
_INCH: Final = "in"
#: categories of words before which a text may end, or after which it may begin
_JOINTS: Final = frozenset(
    {
        "and",
        "then",
        "but",
        "to",
        "in",
        "with",
        "like",
        "by",
        "says",
        "should",
        "is",
        "of",
        "as-well",
    }
)
#: words that are joined to others rather than misspelt
_COUNTED: Final = frozenset({"kind", "any", "screen", "holder", "property", "edge-noun", "ordinal"})


class Put(NamedTuple):
    """Words in the place of others: ``meant`` for what was ``typed`` at ``span``."""

    span: Span
    typed: str
    meant: str
    cost: float


Way = tuple[Put, ...]


def cost_of(way: Way) -> float:
    """How far a way is from what was typed."""
    return round(sum(put.cost for put in way), 3)


def put_right(text: str, way: Way) -> str:
    """The command as it may have been meant.

    >>> put_right("hide teh card", (Put((5, 8), "teh", "the", 0.8),))
    'hide the card'
    """
    for put in sorted(way, reverse=True):
        text = text[: put.span[0]] + put.meant + text[put.span[1] :]
    return text


def doubted(
    document: Document,
    text: str,
    closed: Sequence[Span] = (),
    *,
    kept: Sequence[Span] = (),
    slips: bool = False,
) -> list[Way]:
    """The ways to read the words of a command that nobody knows, nearest first.

    Each way puts all of them right that can be. Words in ``closed`` are as they should be,
    those in ``kept`` may be.
    With ``slips`` those too that the lexicon reads as the one word they are a slip away from.

    >>> page = Document.of({"components": [{"id": "a", "type": "card", "text": "Broader"}]})
    >>> [put_right("a 2px broder", way) for way in doubted(page, "a 2px broder")]
    ['a 2px border', 'a 2px broader']
    """
    if len(text) > CHARACTERS_MAX:
        return []
    tokens, strange = _strange(text)
    places = _Places(document, text, tokens, closed, slips=slips)
    unknown = [k for k in strange if places.is_unknown(k)]
    return _ways(unknown, places, kept) if unknown else []


def has_doubts(document: Document, text: str) -> bool:
    """Whether there is a word in a command that neither the language nor the document has.

    >>> page = Document.of({"components": [{"id": "a", "type": "card", "text": "Broader"}]})
    >>> has_doubts(page, "hide the broader card"), has_doubts(page, "hide the broder card")
    (False, True)
    """
    tokens, strange = _strange(text)
    places = _Places(document, text, tokens, (), slips=False)
    return any(places.is_unknown(k) for k in strange)


def otherwise(document: Document, text: str) -> Iterator[Way]:
    """Ways to say it otherwise where it failed although its words are known, nearest first."""
    if len(text) > CHARACTERS_MAX:
        return
    tokens = scan(text)
    places = _Places(document, text, tokens, (), slips=True)
    yield from requoted(text)
    ways = [put for k in range(len(tokens)) for put in places.known_puts(k)]
    yield from ((put,) for put in sorted(set(ways), key=lambda p: (p.cost, p)))


def requoted(text: str) -> Iterator[Way]:
    """The ways to close or open a quotation that is open at one end."""
    for cut in balanced(text, _is_joint):
        yield (Put(cut.span, text[cut.span[0] : cut.span[1]], cut.meant, _MARK),)
    for at in inches(text):
        unit = next((u for u in _unit_names() if u.startswith(_INCH) and u != _INCH), _INCH)
        yield (Put((at, at + 1), text[at], f" {unit}", _MARK),)


def _is_joint(word: str) -> bool:
    """Whether a word joins what is said, so that a text may end or begin there."""
    return not _JOINTS.isdisjoint(load().alone(word.lower()))


@remembered(PLAIN_KEPT)
def is_plain(text: str) -> bool:
    """Whether the language has all words of a command, and its quotations are closed.

    It is asked of every command, so that what is plainly spelt costs no more than that.

    >>> is_plain("hide the footer"), is_plain("hide the foter"), is_plain('say "Hi')
    (True, False, False)
    """
    return not is_unbalanced(text) and not _strange(text)[1]


@remembered(STRANGE_KEPT)
def _strange(text: str) -> tuple[Sequence[Token], tuple[int, ...]]:
    """The tokens of a command, and which of them are words that the language has not."""
    tokens = scanned(text)
    strange = (k for k in range(len(tokens)) if _is_strange(tokens, k, _is_of_language))
    return tokens, tuple(strange)


def _is_strange(tokens: Sequence[Token], k: int, known: Callable[[str], bool]) -> bool:
    """Whether a token is a word that is not known, or a number or sign that is not written so."""
    token = tokens[k]
    match token.kind:
        case "word":
            return token.text[0].isalnum() and not known(token.text)
        case "number":
            return _is_signed(tokens, k) or (bool(token.unit) and not _is_unit(token.unit))
        case "mark" | "other":
            return _doubles_percent(tokens, k)
        case _:
            return False


def _is_of_language(word: str) -> bool:
    if word in load().words or word in common() or singular(word) in common():
        return True
    return parse_color(word) is not None or (word,) in conventions()


def _is_unit(said: str) -> bool:
    means = load().meaning(said.lower())
    return said in ("%", "°") or (means is not None and len(means) > 0)


def _is_signed(tokens: Sequence[Token], k: int) -> bool:
    """Whether the sign of a colour in digits stands before, with a gap."""
    return k > 0 and tokens[k - 1].text == "#"


def _doubles_percent(tokens: Sequence[Token], k: int) -> bool:
    """Whether a sign of percent stands right after another."""
    if not k or tokens[k].text != "%":
        return False
    before = tokens[k - 1]
    return before.unit == "%" and before.end == tokens[k].start


class _Places:
    """The puts for each place of a command."""

    def __init__(
        self,
        document: Document,
        text: str,
        tokens: Sequence[Token],
        closed: Sequence[Span],
        *,
        slips: bool,
    ) -> None:
        self._document, self._text, self._tokens = document, text, tokens
        self._closed = closed
        self._index: Index = index_of(document)
        self._lexicon = load()
        self._slips = slips

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the document: looked at where a word is not of the language."""
        words = (*self._index.words(self._document), *self._named)
        return frozenset(w for w in words if w.isalpha())

    @cached_property
    def _named(self) -> frozenset[str]:
        """The words of the names of its tokens."""
        return frozenset(word for said in token_keys(self._document) for word in split(said))

    @cached_property
    def _words(self) -> frozenset[str]:
        return _of_language() | self._own

    def is_unknown(self, k: int) -> bool:
        """Whether a token is a word that neither the language nor the document has."""
        token = self._tokens[k]
        if any(low < token.end and token.start < high for low, high in self._closed):
            return False
        return _is_strange(self._tokens, k, self._is_known)

    def _is_known(self, word: str) -> bool:
        """Whether the language or the document has a word; what looks at all words is asked last."""
        if _is_of_language(word) or self._owns(word):
            return True
        parts = [p for p in split(word) if not p.isdecimal()]
        if len(parts) > 1:
            says = all(self._says(p) for p in parts)
        else:
            says = bool(self._index.having(self._document, (f for p in parts for f in forms(p))))
        if says or self._slips:
            return says
        return self._is_surely(self._lexicon.corrected(word), word)

    def _owns(self, word: str) -> bool:
        """Whether it is a word of the document, one of `_own`."""
        if not word.isalpha():
            return False
        return self._index.has_word(self._document, word) or word in self._named

    def _is_surely(self, known: str | None, word: str) -> bool:
        """Whether the one word that the lexicon reads a misspelt one as is clearly the nearest."""
        if known is None or word in strangers():
            return False
        near = dict(slips(word, self._words))
        least = near.pop(known, 0.0)
        return all(cost >= least + _CLEARLY for cost in near.values())

    def _says(self, word: str) -> bool:
        """Whether it is a word that a command is made of: of the language or the document."""
        return word in self._lexicon.words or self._owns(word) or parse_color(word) is not None

    # -- puts ----------------------------------------------------------------------

    def puts(self, k: int) -> list[Put]:
        """What an unknown word may be, nearest first; with a neighbour where they were one word."""
        token = self._tokens[k]
        if token.kind == "number" and _is_signed(self._tokens, k):
            return list(self._hex(k))
        if token.kind == "number":
            start = token.end - len(token.unit)
            return self._units(start, token.end)
        if token.kind in ("mark", "other"):
            return [Put((token.start, token.end), "%", "", 0.5)]
        found = [*self._hex(k), *self._joined(k), *self._joined(k - 1), *self._strangers(k)]
        if k and self._tokens[k - 1].kind == "number" and not self._tokens[k - 1].unit:
            found += self._units(token.start, token.end)
        word = token.text
        found += self._split(token)
        if word.isalpha():
            near = slips(word, self._words)
            before = self._tokens[k - 1].text if k else ""
            near = [(w, cost) for w, cost in near if not self._lexicon.is_no_noun(before, w)]
            found += [self._put((token.start, token.end), known, cost) for known, cost in near]
        best: dict[tuple[Span, str], Put] = {}
        for put in found:
            kept = best.get((put.span, put.meant))
            if kept is None or kept.cost > put.cost:
                best[put.span, put.meant] = put
        return sorted(best.values(), key=lambda p: (p.cost, p))[:PUTS_MAX]

    def known_puts(self, k: int) -> Iterator[Put]:
        """What a known word may be where it makes no sense: in the other number, or a slip."""
        token = self._tokens[k]
        if token.kind not in ("word", "quote"):
            return
        if token.kind == "quote":
            yield from self._in_quotes(token)
            return
        word, span = token.text, (token.start, token.end)
        if k + 1 < len(self._tokens):
            yield from self._joined(k)
        yield from self._strangers(k)
        means = self._lexicon.alone(word) or self._lexicon.alone(singular(word))
        if not _COUNTED.isdisjoint(means) or word in self._own:
            other = singular(word) if singular(word) != word else plural(word)
            if self._says(other):
                yield self._put(span, other, _OTHER_NUMBER)
        if word.isalpha() and len(word) >= _WORD_MIN and not self._lexicon.alone(word):
            for known, cost in slips(word, self._words):
                if known != word:
                    yield self._put(span, known, cost)

    def _in_quotes(self, quote: Token) -> Iterator[Put]:
        """Misspelt words of a text that is quoted, as the document writes them."""
        start = self._text.find(quote.text, quote.start, quote.end)
        for token in scan(quote.text):
            if token.kind != "word" or token.text in self._own or not token.text.isalpha():
                continue
            span = (start + token.start, start + token.end)
            for known, cost in slips(token.text, self._own):
                yield self._put(span, known, cost)

    def _put(self, span: Span, meant: str, cost: float) -> Put:
        typed = self._text[span[0] : span[1]]
        if typed[:1].isupper() and not typed[1:].isupper():
            meant = meant[:1].upper() + meant[1:]
        return Put(span, typed, meant, cost)

    def _split(self, token: Token) -> Iterator[Put]:
        """Two words that ran together, each of them known; a number and a word."""
        word = token.text
        if len(word) > _JOINED_MAX or not word.isalnum():
            return
        for cut in range(1, len(word)):
            first, second = word[:cut], word[cut:]
            if first[-1].isdigit() != second[0].isdigit():
                known = all(p.isdecimal() or self._says(p) for p in (first, second))
            else:
                known = min(cut, len(word) - cut) >= _PART_MIN and all(
                    self._says(p) for p in (first, second)
                )
            if known:
                typed = self._text[token.start : token.end]
                spaced = typed[:cut] + " " + typed[cut:]
                short = min(cut, len(word) - cut) < _WORD_MIN
                yield Put((token.start, token.end), typed, spaced, _SPACE + _SHORT * short)

    def _joined(self, k: int) -> Iterator[Put]:
        """A word that fell in two: this token and the next."""
        if not 0 <= k < len(self._tokens) - 1:
            return
        left, right = self._tokens[k], self._tokens[k + 1]
        if left.kind != "word" or right.kind != "word" or not right.text.isalpha():
            return
        if self._text[left.end : right.start] != " ":
            return
        whole = left.text + right.text
        if whole in _of_language() or whole in self._own or parse_color(whole) is not None:
            typed = self._text[left.start : right.end]
            yield Put((left.start, right.end), typed, typed.replace(" ", ""), _SPACE)

    def _strangers(self, k: int) -> Iterator[Put]:
        """A word that the lexicon does not have, as those that say the same."""
        table = strangers()
        said = ""
        for stop in range(k, min(k + _PHRASE_MAX, len(self._tokens))):
            if self._tokens[stop].kind != "word":
                return
            said = f"{said} {self._tokens[stop].text}".strip()
            span = (self._tokens[k].start, self._tokens[stop].end)
            for n, meant in enumerate(table.get(said, ())):
                yield self._put(span, meant, _STRANGER + n / 10)

    def _units(self, start: int, stop: int) -> list[Put]:
        typed = self._text[start:stop].lower()
        found = []
        for unit in _unit_names():
            far = _distance(typed, unit)
            begun = len(typed) >= _WORD_MIN and unit.startswith(typed)
            if begun or far == 1 or (far == 2 and len(typed) > 4):
                cost = _BEGUN if begun else _cost(typed, unit, far)
                found.append(Put((start, stop), self._text[start:stop], unit, cost))
        return found

    def _hex(self, k: int) -> Iterator[Put]:
        """A colour in digits that lost its sign, or has letters for digits."""
        token = self._tokens[k]
        signed = _is_signed(self._tokens, k)
        start = self._tokens[k - 1].start if signed else token.start
        typed = self._text[token.start : token.end]
        digits = typed.translate(_DIGITS_MEANT)
        shown = len(digits) in _HEX_LENGTHS and parse_color("#" + digits) is not None
        if shown and (signed or any(c.isdigit() for c in typed)):
            yield Put((start, token.end), self._text[start : token.end], "#" + digits, _HEX)


def slips(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """The known words that a word is a slip or two away from, each with its cost.

    >>> slips("haeder", ["header", "reader", "card"])
    [('header', 0.8)]
    """
    if len(word) < _WORD_MIN:
        return []
    # heavy, and needed only when a word is not known
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = 2 if len(word) >= _FAR_MIN else 1
    found = process.extract_iter(word, known, scorer=OSA.distance, score_cutoff=most)
    costs = {
        other: _cost(word, other, int(far))
        for other, far, _ in found
        if other != word and (far < 2 or _is_far_slip(word, other))
    }
    least = min(costs.values(), default=0.0)
    near = [(other, cost) for other, cost in costs.items() if cost < least + 1]
    return sorted(near, key=lambda pair: (pair[1], pair[0]))[:PUTS_MAX]


def _cost(word: str, other: str, far: int) -> float:
    """One for each slip; less for letters that changed places or are typed once or twice; more for
    a key that is not beside the right one, or another first letter."""
    alike = sorted(word) == sorted(other)
    if _twice(word, other) or _twice(other, word):
        return _TWICE
    strange = far == 1 and len(word) == len(other) and not alike and not _beside(word, other)
    first = word[0] != other[0] and not (alike and word[:2] == other[1::-1])
    return round(far - (1 - _SWAPPED) * alike + _STRANGE * strange + _FIRST * first, 3)


def _is_far_slip(word: str, other: str) -> bool:
    """Whether two slips may have made one word of another: the start stays, and in a shorter one all letters."""
    same = len(word) > _FAR_MIN or set(word) == set(other)
    return word[0] == other[0] and same


def _twice(long: str, short: str) -> bool:
    """Whether one word is the other with a letter typed twice."""
    return len(long) == len(short) + 1 and any(
        long[k] == long[k - 1] and long[:k] + long[k + 1 :] == short for k in range(1, len(long))
    )


def _beside(word: str, other: str) -> bool:
    """Whether the letter in which two words differ is on a key beside the right one."""
    at = next(k for k in range(len(word)) if word[k] != other[k])
    return other[at] in beside_key(word[at])


def beside_key(letter: str) -> str:
    """The letters on the keys beside that of a letter."""
    return _keys().get(letter, "")


@remembered()
def _keys() -> dict[str, str]:
    """The keys beside each key, in its row and in those above and below."""
    rows = [e.phrase for e in entries(current().text("synonyms.txt")) if e.category == "keys"]
    places = {c: (r, k) for r, row in enumerate(rows) for k, c in enumerate(row)}
    return {
        c: "".join(
            d for d, (s, m) in places.items() if d != c and abs(s - r) <= 1 and abs(m - k) <= 1
        )
        for c, (r, k) in places.items()
    }


def _distance(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other))


def _ways(unknown: list[int], places: _Places, kept: Sequence[Span]) -> list[Way]:
    """All words put right at once, where each can be; cheapest first."""
    puts = {k: found for k in unknown if (found := places.puts(k))}
    if not 0 < len(puts) <= DOUBTS_MAX:
        return []
    ways: list[Way] = [()]
    for k, found in puts.items():
        grown: list[Way] = []
        for way in ways:
            low, high = places._tokens[k].start, places._tokens[k].end
            if any(put.span[0] <= low and high <= put.span[1] for put in way):
                grown.append(way)
                continue
            if any(a <= low and high <= b for a, b in kept):
                grown.append(way)
            free = [
                p
                for p in found
                if all(p.span[0] >= q.span[1] or p.span[1] <= q.span[0] for q in way)
            ]
            grown.extend((*way, put) for put in free)
        ways = sorted(grown, key=lambda way: (cost_of(way), way))[:WAYS_MAX]
    return [way for way in ways if way]


@remembered()
def _of_language() -> frozenset[str]:
    """The words that commands are made of, and the names of colours."""
    colours = {name for name in colour_names() if " " not in name}
    return frozenset(w for w in load().spelt | colours if w.isalpha() and len(w) >= _WORD_MIN)


@remembered()
def _unit_names() -> tuple[str, ...]:
    return tuple(e.phrase for e in current().entries if e.category == _UNITS)


@remembered()
def strangers() -> dict[str, tuple[str, ...]]:
    """Words that the grammar does not have, and those of its own that say nearly the same."""
    found: dict[str, list[str]] = {}
    for entry in entries(current().text("synonyms.txt")):
        if entry.category == "synonym":
            found.setdefault(entry.phrase, []).append(entry.meaning)
    return {said: tuple(meant) for said, meant in found.items()}
