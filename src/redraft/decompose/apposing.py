"""Several told by what they are and then by their names: "the headings Storage and Villagers".

Each is what is called so among those, else what is called just so, whatever that is.

    L-1  a bounded number of words is looked at

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.clauses import ends_clause
from redraft.decompose.descriptions import Noun
from redraft.decompose.heads import number_at
from redraft.decompose.sorts import gate
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.select.selectors import Both, Either, Everything, Named, Selector, Union
from redraft.select.words import singular, split

#: words before the one for what they are: "the two menu", "the small grey"
_BEFORE_MAX: Final = 4
#: words of one name, and names of one list
_WORDS_MAX: Final = 5
_NAMES_MAX: Final = 12
#: types of what has its name for its letters
_LETTERED: Final = ("button",)
#: what a name is none of
_NO_NAME: Final = ("more", "less", "property", "keyword", "to", "should", "is")
#: what no name goes beyond
_NO_MORE: Final = ("of", "in", "to", "should", "is", "with", "from", "relation", "by", "so")
WORDED: Final = gate("text-part", "kind")


class _Name(NamedTuple):
    """A name in a list, and where it ends."""

    words: tuple[str, ...]
    stop: int
    quoted: str | None = None


def apposed(w: Words, i: int) -> Noun | None:
    """Read "(the) headings Storage and Villagers", "the two boxes Before and After" at ``i``."""
    kind = _several(w, i) if w.quotes_name else None  # "rename the tabs Home and More": texts
    if kind is None:
        return None
    bracketed = bool(w.mark(kind + 1, "("))
    names = _names(w, kind + 1 + bracketed, bracketed=bracketed)
    first = w.skip(i, "det", most=2)
    said = number_at(w, first)
    if len(names) < 2 or (said is not None and first < kind and said != len(names)):
        return None
    stop = names[-1].stop + bracketed
    if names[-1].quoted is not None and ends_clause(w, stop):
        return None  # "(add) the texts “A” and “B”"
    kinds = tuple(w.value(kind, "kind").split())
    span = (w.items[i].start, w.items[stop - 1].end)
    if kinds:
        said_kind = w.said(kind)
        w.name_kind(
            stop, Named((said_kind,), kinds, said_kind, None, "all", w.span(kind, kind + 1))
        )
    parts = tuple(_called(w.said(kind), kinds, name, span) for name in names)
    written = w.has(kind, "text-part") or not TEXT_LIKE.isdisjoint(kinds[:1])
    return Noun(Union(parts), stop, "many", inner_text=written, kinds=kinds)


def _names(w: Words, at: int, *, bracketed: bool) -> list[_Name]:
    """The names that are listed from ``at`` on; none where a bracket does not end behind them."""
    names: list[_Name] = []
    while len(names) < _NAMES_MAX and (name := _name(w, at, plain=bracketed)) is not None:
        names.append(name)
        at = w.skip_commas(name.stop)
        if at == name.stop:
            break
    ends = bool(names) and (not bracketed or w.mark(names[-1].stop, ")"))
    return names if ends else []


def _several(w: Words, i: int) -> int | None:
    """The place of the word for what several are, where a name follows it."""
    begun = w.skip(i, "det", most=2)
    for at in range(begun, min(begun + _BEFORE_MAX, w.size)):
        if w.has(at, "name") or not (w.is_word(at) or number_at(w, at) is not None):
            return None
        plural = w.items[at].plural and w.any_of(at, "kind", "text-part")
        if plural and w.kind(at + 1) == "quote":
            return at if w.has(at, "inner-text") else None
        if plural and (w.mark(at + 1, "(") or _name(w, at + 1, plain=False) is not None):
            return at
        if w.any_of(at, "verb") or w.is_joint(at) or ends_clause(w, at):
            return None
    return None


def _name(w: Words, at: int, *, plain: bool) -> _Name | None:
    """A name of the document, or words that begin with capitals and give no value; ``plain``: or nothing known."""
    if number_at(w, at) is not None:
        return None
    if w.kind(at) == "quote":
        return _Name((), at + 1, w.said(at))
    if w.has(at, "name"):
        return _Name(tuple(w.value(at, "name").split()), at + 1)
    stop = at
    while stop < min(at + _WORDS_MAX, w.size) and _is_of_name(
        w, stop, plain=plain, first=stop == at
    ):
        stop += 1
    words = tuple(part for k in range(at, stop) for part in split(w.said(k)))
    return _Name(words, stop) if words else None


def _is_of_name(w: Words, at: int, *, plain: bool, first: bool) -> bool:
    told = w.is_capital(at) or (plain and w.is_unknown(at))
    if not (w.is_word(at) and told) or w.any_of(at, *_NO_NAME):
        return False
    if not first and (w.any_of(at, *_NO_MORE) or w.is_joint(at)):
        return False
    return value(w, at) is None


def _called(kind: str, kinds: tuple[str, ...], name: _Name, span: tuple[int, int]) -> Selector:
    """What is called so of a kind, else what is called just so."""
    one = singular(kind)
    whole = Named(name.words, span=span, exact=True)
    if name.quoted is not None:
        return Named(quoted=name.quoted, span=span)
    if not kinds:
        return whole
    named = Named((*name.words, one), kinds, one, span=span)
    lettered = Both(whole, Everything(_LETTERED))  # "the tiles Send and Request" that are buttons
    return Either((structs.replace(named, exact=True), lettered, named, whole))


def texts_alone(found: Noun) -> Selector:
    """ "(hide) the titles A and B": none of a chart that only says A, and is more than its title."""
    told = found.selector
    if not (found.inner_text and found.kinds and isinstance(told, Union)):
        return told
    parts = (
        Either(one.options[:-1]) if isinstance(one, Either) and len(one.options) > 1 else one
        for one in told.parts
    )
    return Union(tuple(parts))
