"""Text → tokens that keep their span. One pass, linear whatever the text.

Quoted text is one token, in any quotes, mismatched or unclosed ones too, and is never
looked into again; a sum of money is one too, since it is a text and no measure. A number
carries its unit when they are written together.

    L-1  linear time
    R-2  text[token.start:token.end] is what was typed

May import: decompose.records.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from redraft.decompose.records import Record
from redraft.language import current

Kind = Literal["word", "number", "quote", "colour", "mark", "other"]


class Token(Record, frozen=True):
    """One token. ``text``: a word in lower case, a quote's content as typed, a mark's character.

    ``value`` and ``unit`` belong to numbers: "24px" is (24.0, "px"), "50%" (50.0, "%"), "2x" (2.0, "x").
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: float | None = None
    unit: str = ""


# plain alternatives, no nested repetition: no text makes this slower than linear
_SPACE: Final = r"[ \t\r\f\v\u00a0]*"
#: the digits of a sum: "1,200.50", "48k"
_SUM: Final = r"\d{1,12}(?:[.,]\d{1,6}){0,4}(?:[kKmM](?![A-Za-z]))?"
#: "1,200": its thousands apart; three numbers without spaces are more likely a colour's
_GROUPED: Final = r"\d{1,3},\d{3}(?:,000)?(?!,?\d)(?:\.\d{1,12})?"
_SCAN: Final = re.compile(
    rf"""
    (?:
    (?P<money>[+−-]?(?:[$€£¥₹][ ]?{_SUM}\+?|{_SUM}[ ]?[€£¥₹])(?![^\W_]))
  | (?P<clock>[+−-]?\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?![\w:]))
  | (?P<word>[©®™№]|[^\W\d_]\w*(?:[-'’_.:/@&+][^\W_]\w*)*)
  | (?P<colour>\#[0-9A-Fa-f]{{3,8}}(?![0-9A-Za-z_]))
  | (?P<dims>\d{{1,6}}[x×]\d{{1,6}}(?![A-Za-z0-9_]))
  | (?P<number>[+-]?(?:{_GROUPED}|\d{{1,12}}(?:\.\d{{1,12}})?|\.\d{{1,12}})(?P<unit>%|°|[A-Za-z]{{1,10}}(?![A-Za-z0-9_]))?(?![A-Za-z0-9_]))
  | (?P<name>[^\W_]\w*(?:[-'’_.:/@&+][^\W_]\w*)*|[+*/−-]=)
  | (?P<mark>&&|[.,;:!?()\[\]{{}}\n/&=+*\-–—→>|•#])
  | (?P<suffix>['’][^\W\d_]{{1,2}}(?![^\W_]))
  | (?P<other>.)
    ){_SPACE}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LEADING: Final = re.compile(_SPACE)
#: "rgb(…)" and the like, which begin as a word does
_CALL: Final = re.compile(
    rf"(?:rgba?|hsla?|hwb)\([0-9.,%\x20/deg+-]{{1,60}}\){_SPACE}", re.IGNORECASE
)

#: an opening quote → what may close it, the proper one first
_CLOSERS: Final[dict[str, str]] = {
    '"': '"”“',
    "“": '”"“',
    "”": '”"“',
    "„": '“”"',
    "«": "»",
    "'": "'’",
    "‘": "’'‘",
    "’": "’'",
    "`": "`'´",
    "´": "´`'",
}
#: commands whose tokens are kept until all have looked at them
_COMMANDS_KEPT: Final = 8
_SINGLE: Final = frozenset("'‘’`´")


def scan(text: str) -> list[Token]:
    """Cut a command into tokens.

    >>> [(t.kind, t.text) for t in scan('Set “Sign up” to 24px')]
    [('word', 'set'), ('quote', 'Sign up'), ('word', 'to'), ('number', '24px')]
    """
    tokens: list[Token] = []
    closers = _Closers(text)
    size = len(text)
    at = _end(_LEADING, text, 0)
    while at < size:
        if text[at] in _CLOSERS and _may_open(text, at):
            closed = closers.find(at)
            if closed is not None:
                start, end, stop = closed
                tokens.append(Token("quote", text[start:end], at, stop))
            # a stray quote mark says nothing
            at = _end(_LEADING, text, at + 1 if closed is None else closed[2])
            continue
        match = _SCAN.match(text, at)
        assert match is not None
        group = match.lastgroup or "other"
        start, stop = match.span(group)
        at = match.end()
        if group == "word" and text[stop : stop + 1] != "(":
            tokens.append(Token("word", text[start:stop].lower(), start, stop))
            continue  # most are
        match group:
            case "word" if call := _CALL.match(text, start):
                at = call.end()
                said = call.group().rstrip()
                tokens.append(Token("colour", said, start, start + len(said)))
            case "other" if owns(text, start):
                tokens.append(Token("word", text[start:stop], start, stop))
            case "word" | "name" | "suffix":
                tokens.append(Token("word", text[start:stop].lower(), start, stop))
            case "money" | "clock":
                tokens.append(Token("quote", text[start:stop], start, stop))
            case "number" if text[start] in "+-" and _ends_number(tokens, start):
                # "1-3": the sign after a number is no sign of the next one
                tokens.append(Token("mark", text[start], start, start + 1))
                at = start + 1
            case "number":
                tokens.append(_number(match))
            case "dims":
                tokens.extend(_dimensions(match))
            case _:
                tokens.append(Token(group, text[start:stop], start, stop))  # type: ignore[arg-type]
    return tokens


@lru_cache(maxsize=_COMMANDS_KEPT)
def scanned(command: str) -> tuple[Token, ...]:
    """The same of a command, which several look at in turn: its names, its words, their spelling.

    >>> scanned("hide it") is scanned("hide it")
    True
    """
    return tuple(scan(command))


def is_sum(text: str) -> bool:
    """Whether a text is a sum of money and nothing else.

    >>> is_sum("€ 4.80"), is_sum("Pay €4.80")
    (True, False)
    """
    found = _SCAN.fullmatch(text)
    return found is not None and found.lastgroup == "money"


def _ends_number(tokens: list[Token], at: int) -> bool:
    """Whether a number ends right at ``at``."""
    return bool(tokens) and tokens[-1].kind == "number" and tokens[-1].end == at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()


def _dimensions(match: re.Match[str]) -> list[Token]:
    """ "64x64": two numbers and what stands between them."""
    said, start = match["dims"], match.start()
    cut = max(said.find("x"), said.find("×"), said.find("X"))
    first, second = said[:cut], said[cut + 1 :]
    return [
        Token("number", first, start, start + cut, float(first)),
        Token("word", "x", start + cut, start + cut + 1),
        Token("number", second, start + cut + 1, match.end("dims"), float(second)),
    ]


def _number(match: re.Match[str]) -> Token:
    start, end = match.span("number")
    said = match["number"].lower()
    unit = match["unit"] or ""
    digits = said[: len(said) - len(unit)]
    return Token("number", said, start, end, float(digits.replace(",", "")), unit.lower())


def owns(text: str, at: int) -> bool:
    """Whether a mark ends a plural that something belongs to: "the editors' names".

    What closes a quotation is not asked for.

    >>> owns("the editors' names", 11), owns("call it Hi there' now", 16)
    (True, False)
    """
    if text[at] not in _SINGLE or not text[at + 1 : at + 2].isspace():
        return False
    if not text[at + 2 : at + 3].isalpha():
        return False
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    return current().forms.looks_plural(text[start:at].lower())


def _may_open(text: str, at: int) -> bool:
    """Whether a quote mark opens a quotation rather than standing inside a word ("don't", 5'')."""
    if text[at] not in _SINGLE:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum():
        return False
    # a text may begin with one space: "add ' (EUR)' to the title"
    return not after.isspace() or (before.isspace() and not text[at + 2 : at + 3].isspace())


class _Closers:
    """Finds where a quotation ends; a search that failed is never made again (L-1)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._none_after: dict[str, int] = {}
        self._none_single_after = len(text) + 1

    def find(self, opened: int) -> tuple[int, int, int] | None:
        """(start, end of the content, where to go on), or None for a stray mark."""
        text, mark = self._text, self._text[opened]
        start = opened + 1
        if mark in _SINGLE:
            end = self._single(start)
            return None if end is None else (start, end, end + 1)
        end_or_none = self._double(start, _CLOSERS[mark])
        if end_or_none is not None and not text[start:end_or_none].strip():
            # “" "Like this …”: an empty pair before the real one
            after = end_or_none + 1
            if after < len(text) and not text[after].isspace():
                later = self._double(after, _CLOSERS[mark])
                if later is not None:
                    return (after, later, later + 1)
            return (start, end_or_none, end_or_none + 1)
        if end_or_none is None:
            end_or_none = self._single(start)  # "Arial'
            if end_or_none is None:
                end_or_none = len(text.rstrip())
                if end_or_none <= start:
                    return None
                return (start, end_or_none, end_or_none)
        return (start, end_or_none, end_or_none + 1)

    def _double(self, start: int, closers: str) -> int | None:
        found = [p for p in (self._first(c, start) for c in closers) if p is not None]
        return min(found) if found else None

    def _first(self, character: str, start: int) -> int | None:
        if start >= self._none_after.get(character, len(self._text) + 1):
            return None
        place = self._text.find(character, start)
        if place < 0:
            self._none_after[character] = start
            return None
        return place

    def _single(self, start: int) -> int | None:
        """A single quote closes where no letter or digit follows and something stands before it.

        After a space ("put 'No. ' in front") it does only where one follows too.
        """
        if start >= self._none_single_after:
            return None
        text, at = self._text, start
        while True:
            places = [p for p in (self._first(c, at) for c in "'’´`") if p is not None]
            if not places:
                self._none_single_after = min(self._none_single_after, start)
                return None
            place = min(places)
            after = text[place + 1] if place + 1 < len(text) else " "
            ends = not text[place - 1].isspace() or (after.isspace() and place > start + 1)
            if place > start and not after.isalnum() and ends:
                return place
            at = place + 1
