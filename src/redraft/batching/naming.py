"""How a command names screens: "on the checkout screen", "the cart page's …", "all pages but the cart".

The words are in ``screens.txt``. Time is linear in the command (L-1): a name is looked for a
bounded number of words back.

May import: decompose.tokens, select.words, language, diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from redraft.decompose.tokens import Token
from redraft.diagnostics import Diagnostic, RedraftError
from redraft.language import current, remembered
from redraft.language.entries import entries
from redraft.select.words import key, split

#: words between "on" and "screen", and of one phrase of the language
_NAME_MAX: Final = 12
_WORDS_MAX: Final = 4
#: what ends a sentence, and what stands between the names of a list
ENDS: Final = frozenset(".;!?\n")
LISTED: Final = frozenset({",", "&"})
_PAUSES: Final = frozenset(",:")
_TOLD_MAX: Final = 12


class ScreenError(RedraftError):
    """A command names a screen that there is not, or that several are called."""


class Phrase(NamedTuple):
    """Where a command names screens, in tokens, and which; ``holds`` is what is blanked."""

    start: int
    stop: int
    where: frozenset[int]
    holds: tuple[int, int]


class Names:
    """What the screens of a batch are called, in the order of the documents.

    >>> names = Names([("home",), ("checkout_screen",)])
    >>> names.find(["checkout"]), names.find(["cart"])
    ([1], [])
    """

    def __init__(self, names: Sequence[Collection[str]]) -> None:
        self._names = [tuple(dict.fromkeys(name for name in own if name)) for own in names]
        self._keys: dict[str, list[int]] = {}
        self._words: list[list[frozenset[str]]] = []
        for k, own in enumerate(self._names):
            self._words.append([])
            for name in own:
                bare = _bare(name)
                self._words[k].append(frozenset(bare))
                for said in {key(name), "".join(bare)} - {""}:
                    known = self._keys.setdefault(said, [])
                    if k not in known:
                        known.append(k)

    @property
    def all(self) -> frozenset[int]:
        """All documents."""
        return frozenset(range(len(self._names)))

    def find(self, words: Sequence[str], *, whole: bool = False) -> list[int]:
        """The documents that are called so: to the word, else by some of their words."""
        exact = self._keys.get("".join(words)) or self._keys.get("".join(_bare(" ".join(words))))
        if exact or whole or not words:
            return exact or []
        asked = frozenset(_bare(" ".join(words)))
        return [k for k, own in enumerate(self._words) if asked and any(asked <= w for w in own)]

    def refused(self, command: str, span: tuple[int, int], found: Sequence[int]) -> ScreenError:
        """The error for a name that fits none or several."""
        said = command[slice(*span)]
        meant = found or range(len(self._names))
        names = [self._names[k][0] for k in meant if self._names[k]]
        told = ", ".join(names[:_TOLD_MAX]) + (" …" if len(names) > _TOLD_MAX else "")
        if found:
            code, why = "screen.ambiguous", f"“{said}” may be {told}"
        else:
            code, why = "screen.not-found", f"no screen is called “{said}”; there are {told}"
        called = [" ".join(_bare(name)) for name in names]
        near = called if found else get_close_matches(said.lower(), called, n=3, cutoff=0.6)
        tries = tuple(command[: span[0]] + name + command[span[1] :] for name in near[:3])
        return ScreenError(Diagnostic(code, "error", why, span=span, suggestions=tries))


class Reader:
    """Looks for what names screens in one command."""

    def __init__(self, names: Names, command: str, tokens: list[Token]) -> None:
        self._names = names
        self._command = command
        self._tokens = tokens
        self._words = vocabulary()
        #: the screens that were named so far
        self._known: frozenset[int] = frozenset()

    def phrases(self) -> Iterator[Phrase]:
        """All of them, in order; none lies in another."""
        at = start = 0
        while at < len(self._tokens):
            begins = at == 0 or self._tokens[at - 1].text in ENDS
            phrase = self._heading(at) if begins else None
            phrase = phrase or self._named(at, start) or self._plain(at, start)
            if phrase is None:
                at += 1
                continue
            self._known |= phrase.where
            yield phrase
            at = start = phrase.stop

    # -- kinds of phrases ---------------------------------------------------------------

    def _heading(self, at: int) -> Phrase | None:
        """ "Checkout: …", "cart and home screens: …", "on checkout, …"."""
        first = at + self._is("screen-in", at)
        stop = first
        while stop < len(self._tokens) and stop - first < _NAME_MAX:
            token = self._tokens[stop]
            if token.text in _PAUSES and (token.text == ":" or stop > first):
                found = self._listed(first, stop, whole=True)
                if found is not None:
                    return Phrase(at, stop + 1, found, (at, stop + 1))
                if token.text == ":":
                    return None
            elif token.kind == "mark" and token.text not in LISTED:
                return None
            stop += 1
        return None

    def _named(self, at: int, start: int) -> Phrase | None:
        """What ends in "screen" at ``at``: "on the checkout screen", "the checkout screen's …"."""
        size = self._noun(at)
        if not size:
            return None
        stop = at + size
        asked: tuple[int, int] | None = None
        for k in range(at - 1, max(start, at - _NAME_MAX) - 1, -1):
            token = self._tokens[k]
            if token.kind in ("mark", "other") and token.text not in LISTED:
                break
            if not self._is("screen-in", k) or (k and self._is("screen-rest", k - 1)):
                continue
            phrase = self._placed(k, at, stop)
            if phrase is not None:
                return phrase
            asked = asked or (k + self._is("screen-in", k), at)
        if asked is None:
            return self._bare(at, stop, start)
        return self._unknown(asked, start, stop)

    def _plain(self, at: int, start: int) -> Phrase | None:
        """ "On checkout make …", "… on checkout and cart": whole names that are nothing else there."""
        first = at + self._is("screen-in", at)
        if first == at or self._is("screen-det", first):
            return None
        for stop in range(min(first + _NAME_MAX, len(self._tokens)), first, -1):
            ends = stop == len(self._tokens) or self._tokens[stop].text in ENDS
            if not ends:
                ends = self._tokens[stop].text in verbs() and begins(self._tokens, at, start)
            found = self._listed(first, stop, whole=True) if ends else None
            if found is not None:
                return Phrase(at, stop, found, (at, stop))
        return None

    def _placed(self, at: int, noun: int, stop: int) -> Phrase | None:
        """From "on" to "screen", where it names screens."""
        first = min(at + self._is("screen-in", at), noun)
        some = self._is("screen-all", first)
        other = self._after_det(first + some)
        if self._known and other + self._is("screen-other", other) == noun > other:
            return Phrase(at, stop, self._names.all - self._known, (at, stop))
        if some:
            if other == noun:
                return self._but(at, stop)
        elif other == noun and self._is_many(noun) and not self._is_numbered(stop):
            return self._but(at, stop)  # "on the screens"
        found = self._listed(first + some, noun)
        if found is None:
            return None
        while stop < len(self._tokens):  # "… and the cart screen"
            join = self._is("screen-and", stop)
            more = self._after_det(stop + join)
            end = next(
                (k for k in range(more, min(more + _NAME_MAX, len(self._tokens))) if self._noun(k)),
                None,
            )
            others = None if not join or end is None else self._listed(more, end)
            if others is None or end is None:
                break
            found, stop = found | others, end + self._noun(end)
        return Phrase(at, stop, found, (at, stop))

    def _but(self, at: int, stop: int) -> Phrase:
        """All screens, or all but some."""
        left = self._is("screen-except", stop)
        if not left:
            return Phrase(at, stop, self._names.all, (at, stop))
        first = stop + left
        for end in range(min(first + _NAME_MAX, len(self._tokens)), first, -1):
            found = self._listed(first, end)
            if found is not None:
                stop = end + self._noun(end)
                return Phrase(at, stop, self._names.all - found, (at, stop))
        named = self._after_det(first)
        span = span_of(self._tokens, named, min(named + 1, len(self._tokens)))
        raise self._names.refused(self._command, span, [])

    def _bare(self, noun: int, stop: int, start: int) -> Phrase | None:
        """ "The checkout screen's header", and "make the checkout screen darker", where it stays the screen."""
        for first in range(max(start, noun - _NAME_MAX), noun):
            if self._is("screen-det", first) or self._is("screen-and", first):
                continue
            said = self._said(first, noun)
            found = [] if said is None else self._names.find(said, whole=True)
            if len(found) == 1:
                if not self._is("screen-noun", noun):  # its possessive
                    det = first > start and self._is("screen-det", first - 1)
                    return Phrase(first, stop, frozenset(found), (first - bool(det), stop))
                return Phrase(first, stop, frozenset(found), (first, noun))
        return None

    def _unknown(self, asked: tuple[int, int], start: int, stop: int) -> Phrase | None:
        """Refuse a name that fits no screen, where a sentence begins or ends with it; else it is no name."""
        first = self._after_det(asked[0])
        if first == asked[1] or self._is("screen-own", first) or self._is("screen-all", first):
            return None
        leads = begins(self._tokens, asked[0] - 1, start)
        ends = stop == len(self._tokens) or self._tokens[stop].text in ENDS
        said = self._said(first, asked[1])
        if not (leads or ends) or said is None:
            return None
        found = self._names.find(said)
        raise self._names.refused(self._command, span_of(self._tokens, first, asked[1]), found)

    # -- words --------------------------------------------------------------------------

    def _listed(self, first: int, stop: int, *, whole: bool = False) -> frozenset[int] | None:
        """The screens of a list of names; None where one of them is none. Raises for one that is several.

        With ``whole`` a part of a name is none: nothing else says that a screen is meant.
        """
        found: set[int] = set()
        at = first
        for k in range(first, stop + 1):
            join = 0 if k == stop else self._is("screen-and", k) or self._tokens[k].text == ","
            if k < stop and not join:
                continue
            begin, end = self._after_det(at), k
            while end > begin and self._noun(end - 1):
                end -= 1
            if begin < end:
                said = self._said(begin, end)
                fit = self._names.find(said, whole=whole) if said else []
                if not fit:
                    return None
                if len(fit) > 1:
                    raise self._names.refused(self._command, span_of(self._tokens, begin, end), fit)
                found.update(fit)
            elif k == stop and not found:
                return None
            at = k + max(int(join), 1)
        return frozenset(found) or None

    def _said(self, first: int, stop: int) -> tuple[str, ...] | None:
        """The words of some tokens; None where there is more than words."""
        if first >= stop or any(t.kind in ("mark", "other") for t in self._tokens[first:stop]):
            return None
        return tuple(word for t in self._tokens[first:stop] for word in split(t.text))

    def _is(self, category: str, at: int) -> int:
        """How many tokens from here are a phrase of a category."""
        known = self._words[category]
        for size in range(_WORDS_MAX, 0, -1):
            said = " ".join(t.text for t in self._tokens[at : at + size])
            if said in known and at + size <= len(self._tokens):
                return size
        return 0

    def _noun(self, at: int) -> int:
        """How many tokens are a word for a screen here, its possessive too."""
        size = self._is("screen-noun", at)
        if size or at >= len(self._tokens):
            return size
        head = self._tokens[at].text.replace("’", "'").partition("'")[0]
        return int(head in self._words["screen-noun"])

    def _is_many(self, at: int) -> bool:
        said = " ".join(t.text for t in self._tokens[at : at + self._noun(at)])
        return said in self._words["many"]

    def _is_numbered(self, at: int) -> bool:
        """Whether a number follows: "page 3" is in a document."""
        return at < len(self._tokens) and self._tokens[at].kind == "number"

    def _after_det(self, at: int) -> int:
        return at + self._is("screen-det", at)


def begins(tokens: list[Token], at: int, start: int) -> bool:
    """Whether a clause begins at a token: after a joint, or where nothing but courtesy is before it."""
    joints, courtesy = vocabulary()["screen-joint"], vocabulary()["screen-before"]
    if at > start and (tokens[at - 1].text in joints or tokens[at - 1].text in LISTED):
        return True
    first = at
    while first > start and tokens[first - 1].text not in ENDS:
        first -= 1
    said = " ".join(token.text for token in tokens[first:at])
    return not said or said in courtesy or all(t.text in courtesy for t in tokens[first:at])


@remembered()
def verbs() -> frozenset[str]:
    """The words that clauses begin with."""
    said = (e.phrase for e in current().entries if e.category == "verb")
    return frozenset(phrase.split()[0] for phrase in said if phrase)


def span_of(tokens: list[Token], first: int, stop: int) -> tuple[int, int]:
    """Where some tokens stand in the command."""
    return tokens[first].start, tokens[stop - 1].end


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name without those for a screen: "checkout_screen" is the checkout screen."""
    nouns = vocabulary()["screen-noun"]
    words = split(name)
    return tuple(word for word in words if word not in nouns) or words


@remembered()
def vocabulary() -> dict[str, frozenset[str]]:
    """The phrases of each category; those for several screens are "many"."""
    found: dict[str, set[str]] = {"many": set()}
    for entry in entries(current().text("screens.txt")):
        found.setdefault(entry.category, set()).add(entry.phrase)
        if entry.meaning == "many":
            found["many"].add(entry.phrase)
    return {category: frozenset(phrases) for category, phrases in found.items()}
