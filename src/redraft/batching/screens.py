"""Which screens of several a command is about, and what it says of each.

"On the checkout screen make the button green" is said of one document; "… on all pages but the
cart" of the others. A screen is known by its ``screen_id``, its ``name`` or its file. What is said
of a screen holds until another one is named; what comes before the first is said of all.

What names a screen, and what is said of others, is blanked and not cut out: places in the
command stay what they are (R-2).

May import: decompose.tokens, language, batching.naming.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from redraft.batching.naming import (
    ENDS,
    LISTED,
    Names,
    Phrase,
    Reader,
    begins,
    span_of,
    verbs,
    vocabulary,
)
from redraft.decompose.tokens import Token, scan


class Screens:
    """The screens of a batch by their names, in the order of the documents.

    >>> screens = Screens([("home",), ("checkout_screen",)])
    >>> screens.said("on the checkout screen hide the banner")
    {1: '                       hide the banner'}
    >>> screens.said("hide the banner")
    {0: 'hide the banner', 1: 'hide the banner'}
    """

    def __init__(self, names: Sequence[Collection[str]]) -> None:
        self._names = Names(names)

    def said(self, command: str) -> dict[int, str]:
        """What a command says of each document; those of which it says nothing are left out.

        Raises ScreenError where it names a screen that is none, or several.
        """
        whole = dict.fromkeys(sorted(self._names.all), command)
        if not may_name(command):
            return whole
        tokens = scan(command)
        phrases = list(Reader(self._names, command, tokens).phrases())
        if not phrases:
            return whole
        cuts = _cuts(tokens, phrases)
        parts = _parts(tokens, cuts, len(command), self._names.all)
        blank = [span_of(tokens, *phrase.holds) for _, phrase in cuts]
        found: dict[int, str] = {}
        for k in whole:
            kept = [(start, stop) for start, stop, where in parts if k in where]
            text = _only(command, kept, blank)
            if text.strip():
                found[k] = text
        return found


def _cuts(tokens: list[Token], phrases: list[Phrase]) -> list[tuple[int, Phrase]]:
    """Where what is said of each begins. One inside what is said of another is left to the document."""
    cuts: list[tuple[int, Phrase]] = []
    courtesy = vocabulary()["screen-before"]
    last, leads = 0, False
    for phrase in phrases:
        ahead = phrase.stop < len(tokens) and tokens[phrase.stop].text not in ENDS
        leading = ahead and begins(tokens, phrase.start, last)
        cut = phrase.start if leading else _clause(tokens, last, phrase.start, whole=not leads)
        if cut is None:
            continue
        leads = cut == phrase.start
        last, hidden = phrase.stop, phrase.holds
        if leading:  # "go to the cart screen and …"
            last = _after_joints(tokens, phrase.stop)
            hidden = (hidden[0], last) if last > phrase.stop else hidden
        if not cuts and all(token.text in courtesy for token in tokens[:cut]):
            cut = 0
        cuts.append((cut, phrase._replace(stop=last, holds=hidden)))
    return cuts


def _after_joints(tokens: list[Token], at: int) -> int:
    """Where what follows some joints begins, if that is a clause of its own."""
    joints, first = vocabulary()["screen-joint"] | LISTED, at
    while at < len(tokens) and tokens[at].text in joints:
        at += 1
    return at if at < len(tokens) and tokens[at].text in verbs() else first


def _parts(
    tokens: list[Token], named: list[tuple[int, Phrase]], size: int, everywhere: frozenset[int]
) -> list[tuple[int, int, frozenset[int]]]:
    """What is said of which screens: spans of the command, in order."""
    cuts = [(cut, phrase.where) for cut, phrase in named]
    joints = vocabulary()["screen-joint"] | LISTED
    found: list[tuple[int, int, frozenset[int]]] = []
    if cuts[0][0] > 0:
        cuts.insert(0, (0, everywhere))
    for k, (cut, where) in enumerate(cuts):
        stop = cuts[k + 1][0] if k + 1 < len(cuts) else len(tokens)
        first = cut
        while k and first < stop and tokens[first].text in joints:
            first += 1
        while k + 1 < len(cuts) and stop > first and tokens[stop - 1].text in joints:
            stop -= 1
        if first < stop:
            whole = k + 1 == len(cuts)
            found.append((tokens[first].start, size if whole else tokens[stop - 1].end, where))
    return found


def _clause(tokens: list[Token], last: int, stop: int, *, whole: bool) -> int | None:
    """Where what is said of a screen that is named at its end begins: "… hide it on the cart screen".

    The ``whole`` sentence, unless that is of another screen; then it is what begins with a verb,
    and None where nothing does.
    """
    starts, joints = verbs(), vocabulary()["screen-joint"] | LISTED
    for cut in range(stop, last, -1):
        if tokens[cut - 1].text in ENDS:
            return cut
        if not whole and tokens[cut - 1].text in joints and tokens[cut].text in starts:
            return cut
    return last if whole else None


def _only(command: str, kept: list[tuple[int, int]], blank: list[tuple[int, int]]) -> str:
    """A command with nothing but some parts of it, each where it was."""
    text = [" "] * len(command)
    for start, stop in kept:
        text[start:stop] = command[start:stop]
    return blanked("".join(text), blank)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text without some parts of it; all others stay where they are.

    >>> blanked("hide it now", [(5, 7)])
    'hide    now'
    """
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def may_name(command: str) -> bool:
    """Whether a command may name a screen at all."""
    known = vocabulary()
    marks = any(mark in command for mark in ":,")
    return marks or any(
        word in known["screen-in"] or word in known["screen-noun"]
        for word in command.lower().replace("’", "'").replace("'", " ").split()
    )
