"""Descriptions of one that fit several, said of several: how many are meant, and what to call them.

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Final

from redraft.decompose.numerals import numeral
from redraft.document.blueprint import Document
from redraft.recovery.names import kind_of, name
from redraft.recovery.phrases import say
from redraft.recovery.wording import Span, Wording
from redraft.select.words import plural, singular

#: so many components are listed by their names
_LISTED_MAX: Final = 6
#: so many words before a head may say how many there are
_BEFORE_MAX: Final = 4
#: so many words after it may say that it is both
_AFTER_MAX: Final = 12
_PAIRS_MAX: Final = 3
_BOTH: Final = 2


def are_meant(wording: Wording, clause: Span, span: Span) -> bool:
    """Whether the words speak of several: "the badges", "each", "respectively"."""
    w = wording.words
    places = wording.places(span)
    if not places:
        return False
    head = w.items[places[-1]]
    last = head.text.rpartition(" ")[2]
    if head.plural or singular(last) != last:
        return True
    low = max(0, places[0] - _BEFORE_MAX)
    near = wording.having((w.items[low].start, clause[1]), "quantifier", "respectively")
    return next(near, None) is not None


def how_many(wording: Wording, span: Span) -> int | None:
    """The number that is said of a head: "both labels", "the two fields"; None where none is.

    "The times are too small. Bump both" says it afterwards.
    """
    w = wording.words
    places = wording.places(span)
    for at in range(places[0] - 1, max(-1, places[0] - _BEFORE_MAX), -1) if places else ():
        if w.value(at, "quantifier") == "both":
            return _BOTH
        said = numeral(w, at)
        if said is not None and said.stop <= places[0]:
            return int(said.number)
        token = w.items[at].token
        if token.kind == "number" and token.value is not None and not token.unit:
            return int(token.value)
        if w.is_separator(at):
            break
    after = range(places[-1] + 1, places[-1] + _AFTER_MAX) if places else ()
    return _BOTH if any(w.value(at, "quantifier") == "both" for at in after) else None


def choices(count: int | None, candidates: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The sets that so many of the candidates may be, those that come first first."""
    if count is None or count >= len(candidates):
        yield tuple(candidates)
    elif count > 1:
        yield from islice(combinations(candidates, count), _PAIRS_MAX)
        yield tuple(candidates)


def called(document: Document, indices: Sequence[int]) -> Iterator[str]:
    """What several components, and only they, can be called.

    >>> d = Document.of({"components": [{"id": "save_button", "type": "button"},
    ...     {"id": "send_button", "type": "button"}, {"id": "note", "type": "text"}]})
    >>> list(called(d, (0, 1))), list(called(d, (0, 2)))
    (['all buttons', 'the save button and the send button'], ['the save button and the note'])
    """
    kinds = {document.at(i).type for i in indices}
    if len(kinds) == 1 and set(document.outline.by_type[kinds.pop()]) == set(indices):
        yield say("name", "all", kinds=plural(kind_of(document, indices[0])))
    if 1 < len(indices) <= _LISTED_MAX:
        said = [name(document, i) for i in indices]
        if all(said):
            yield listed([one for one in said if one is not None])


def listed(said: Sequence[str]) -> str:
    """Names in a row: "the title, the note and the button"."""
    if len(said) == 1:
        return said[0]
    first = said[0]
    for one in said[1:-1]:
        first = say("name", "before", first=first, second=one)
    return say("name", "listed", first=first, second=said[-1])
