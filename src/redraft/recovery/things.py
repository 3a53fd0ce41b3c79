"""Phrases of a command that name components, found as the reader finds them, else by weight.

What is strictly named keeps the user's own words; what is named loosely ("the small print
under the form") is what somebody who points with these words would mean, by a plain name.

    L-1  so many phrases are looked up, and so many words of each

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from redraft.decompose import read_loosely, read_phrase
from redraft.decompose.descriptions import Noun
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.references import refers
from redraft.decompose.words import Words
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.recovery.names import name
from redraft.recovery.phrases import say
from redraft.recovery.several import called
from redraft.select.found import Scope
from redraft.select.index import index_of
from redraft.select.likely import pointed_at, weigh
from redraft.select.resolve import resolve_scored
from redraft.select.selectors import Screen
from redraft.select.words import forms, key, singular, split

#: a name is no longer, in items
_WORDS_MAX: Final = 12
#: phrases that are weighed for one name, and components that it may mean
_WEIGHED_MAX: Final = 3
_WAYS_MAX: Final = 3
_SURE: Final = 0.6
_LIKELY: Final = 0.45
#: members of what is meant by a plural weigh so much of the heaviest
_MEMBER: Final = 0.85
_SEVERAL: Final = 2
_ALSO: Final = 0.95
_MANY: Final = 12
#: what is meant within a scope weighs so much of what is heaviest anywhere
_HERE: Final = 0.5
_LOOKED_AT: Final = 500
#: small words that may stand inside a name
_LEADS: Final = ("det", "quantifier", "ordinal", "superlative", "rest", "every-other")
_INSIDE: Final = ("in", "of", "relation", "that", "between", "possessive-mark")
_QUALITIES: Final = ("plain-form", "look", "more", "size-word", "keyword", "edge", "property")
_ENDS: Final = ("verb", "should", "is", "to", "becoming", "with", "by", "pronoun", "not", "no")


class Thing(NamedTuple):
    """A phrase from ``first`` to ``stop``, the sets of components that it may mean, likeliest first.

    ``said``: the user's words where they surely mean the first of them.
    """

    first: int
    stop: int
    ways: tuple[tuple[int, ...], ...]
    said: str = ""
    #: it is "it"
    refers: bool = False
    #: what stands over it told which one is meant
    scoped: bool = False


def thing_at(
    document: Document,
    w: Words,
    at: int,
    stop: int,
    spoken: Sequence[int] = (),
    scope: Sequence[int] = (),
) -> Thing | None:
    """The component, or the components, that a phrase at a place names.

    ``spoken`` is what "it" is; ``scope`` what stands over the phrase: "in the footer", "Tea:".
    """
    stop = next((k for k in range(at + 1, stop) if _is_new_text(document, w, k)), stop)
    for read in (nouns, noun, _unplaced):
        found = read(w, at)
        if found is not None and at < found.stop <= stop:
            thing = _strictly(document, w, at, found, spoken)
            if thing is not None:
                return _in_scope(document, w, thing, scope)
    thing = _loosely(document, w, at, stop, spoken)
    return None if thing is None else _in_scope(document, w, thing, scope)


def is_shown(document: Document, said: str) -> bool:
    """Whether a text is one of the document's, in whole or part."""
    words = key(said)
    return bool(words) and any(
        words in key(document.at(i).text or "") for i in range(min(len(document), _LOOKED_AT))
    )


def says(document: Document, said: str) -> int | None:
    """The only component that says just that."""
    text = said.strip()
    shown = (i for i in range(min(len(document), _LOOKED_AT)) if document.at(i).text == text)
    found = list(islice(shown, 2))
    return found[0] if len(found) == 1 else None


def _is_new_text(document: Document, w: Words, k: int) -> bool:
    return w.kind(k) == "quote" and not is_shown(document, w.said(k))


def _in_scope(document: Document, w: Words, thing: Thing, scope: Sequence[int]) -> Thing:
    """The same within what stands over it, where anything there is called so too."""
    if not scope or not thing.ways or not thing.ways[0] or thing.refers:
        return thing
    here = _around(document, scope)
    if set(thing.ways[0]) <= here:
        return thing
    weights = weigh(document, read_loosely(w.quote(w.span(thing.first, thing.stop))))
    inside = {i: weight for i, weight in weights.items() if i in here and i not in scope}
    best = max(inside.values(), default=0.0)
    if best < _HERE * max(weights.values(), default=1.0):
        return thing
    like = sorted(i for i, weight in inside.items() if weight >= _MEMBER * best)
    if len(thing.ways[0]) > 1 or (len(like) > 1 and _is_plural(w, thing.first, thing.stop)):
        held = tuple(i for i in thing.ways[0] if i in here) or tuple(like)
        said = _placed(document, w, thing, held, scope)
        return thing._replace(ways=(held,), said=said, scoped=True)
    ways = tuple((i,) for i in like)
    return thing._replace(ways=(ways + thing.ways)[:_WAYS_MAX], said="", scoped=True)


def _placed(
    document: Document, w: Words, thing: Thing, held: tuple[int, ...], scope: Sequence[int]
) -> str:
    """The user's words with the place that stands over them, where they mean just that: "the links in the footer"."""
    place = called_so(document, scope)
    if place is None:
        return ""
    said = say("loose", "in", name=w.quote(w.span(thing.first, thing.stop)), place=place)
    try:
        found = resolve_scored(document, read_phrase(said))
    except RedraftError:
        return ""
    return said if found.confidence >= _SURE and set(found.indices) == set(held) else ""


def _around(document: Document, scope: Sequence[int]) -> set[int]:
    """What is inside of some components, and what lies with them in what holds them, if that is not the screen."""
    outline = document.outline
    found = set(scope)
    for i in scope[:_MANY]:
        inside = tuple(outline.descendants(i))
        found.update(inside)
        parent = outline.parent[i]
        if not inside and parent >= 0:
            found.update(outline.descendants(parent))
    return found


def _unplaced(w: Words, at: int) -> Noun | None:
    """A name without the place that follows it."""
    return noun(w, at, places=False)


def called_so(document: Document, way: Sequence[int]) -> str | None:
    """What some components are called so that nothing else is meant."""
    if len(way) == 1:
        return name(document, way[0])
    return next(called(document, way), None)


def _strictly(
    document: Document, w: Words, at: int, found: Noun, spoken: Sequence[int]
) -> Thing | None:
    said = w.quote(w.span(at, found.stop))
    if isinstance(found.selector, Screen):
        return Thing(at, found.stop, ((),), said)
    if spoken and _is_its_text(w, at, found.stop):
        owner = called_so(document, spoken)
        if owner is not None:
            return Thing(
                at, found.stop, (tuple(spoken),), say("loose", "text of", target=owner), scoped=True
            )
    ids = tuple(document.outline.ids[i] for i in spoken)
    try:
        met = resolve_scored(document, found.selector, Scope(last=ids, named=ids))
    except RedraftError as problem:
        if problem.code != "target.ambiguous":
            return None
        told = (document.find(one) for one in problem.diagnostic.components)
        candidates = [i for i in told if i is not None]
        if not candidates:
            return None
        fits = _among(document, w, at, found.stop, candidates, spoken)
        return Thing(at, found.stop, fits, scoped=_tells(document, fits, spoken))
    if not met.indices:
        return None
    sure = met.confidence * found.sure >= _SURE and not refers(found.selector)
    ways: tuple[tuple[int, ...], ...] = (met.indices,)
    if not sure and len(met.indices) > 1:
        each = _among(document, w, at, found.stop, met.indices, spoken)
        ways = tuple(dict.fromkeys((met.indices, *each)))[:_WAYS_MAX]
    return Thing(at, found.stop, ways, said if sure else "")


def _is_its_text(w: Words, at: int, stop: int) -> bool:
    """ "(… and center) the text": of what was spoken of."""
    return w.any_of(at, "det") and stop == at + 2 and w.any_of(at + 1, "inner-text")


def _among(
    document: Document,
    w: Words,
    at: int,
    stop: int,
    candidates: Sequence[int],
    spoken: Sequence[int],
) -> tuple[tuple[int, ...], ...]:
    """What fits several: all of them where several are meant; else each, those near what was spoken of first."""
    weights = weigh(document, read_loosely(w.quote(w.span(at, stop))))
    best = max(weights.values(), default=0.0)
    also = (i for i, weight in weights.items() if weight >= _ALSO * best)
    fitting = dict.fromkeys((*candidates, *also)) if spoken and len(candidates) > 1 else candidates
    order = sorted(fitting, key=lambda i: (*_far(document, i, spoken), -weights.get(i, 0.0)))
    each = tuple((i,) for i in order[:_WAYS_MAX])
    several = _is_plural(w, at, stop) or (len(spoken) > 1 and set(spoken) == set(candidates))
    if several and len(candidates) <= _MANY:
        all_of_them = (tuple(sorted(candidates)),)
        return all_of_them if _has_plural_head(w, at, stop) else (*all_of_them, *each)[:_WAYS_MAX]
    return each


def _tells(document: Document, ways: Sequence[Sequence[int]], spoken: Sequence[int]) -> bool:
    """Whether what was spoken of tells which of several is meant."""
    if not spoken or not ways:
        return False
    far = [_far(document, way[0], spoken) for way in ways]
    return len(far) == 1 or far[0] < far[1]


def _far(document: Document, i: int, spoken: Sequence[int]) -> tuple[int, int]:
    """How many levels above what was spoken of holds both, and how little of their ids is alike."""
    outline = document.outline
    up = (i, *outline.ancestors(i))
    words = set(split(outline.ids[i]))
    levels, alike = len(outline.parent), 0
    for j in spoken[:_MANY]:
        for level, one in enumerate((j, *outline.ancestors(j))):
            if one in up:
                levels = min(levels, level)
                break
        alike = max(alike, len(words & set(split(outline.ids[j]))))
    return (levels, -alike) if i not in spoken else (len(outline.parent), 0)


def _is_plural(w: Words, at: int, stop: int) -> bool:
    return any(w.any_of(k, "quantifier") for k in range(at, stop)) or _has_plural_head(w, at, stop)


def _has_plural_head(w: Words, at: int, stop: int) -> bool:
    head = next((k for k in range(at, stop) if w.any_of(k, *_INSIDE)), stop) - 1
    last = w.said(max(at, head)).rpartition(" ")[2]
    return w.items[max(at, head)].plural or singular(last) != last


# -- loosely -----------------------------------------------------------------------


def _loosely(
    document: Document, w: Words, at: int, stop: int, spoken: Sequence[int]
) -> Thing | None:
    if not _may_begin(w, at):
        return None
    for end in islice(_ends(w, at, stop), _WEIGHED_MAX):
        said = w.quote(w.span(at, end))
        loose = read_loosely(said)
        found = pointed_at(document, read_phrase(said), loose)
        if not found.indices or found.confidence < _LIKELY:
            continue
        plural = _is_plural(w, at, end)
        if _owns_unknown(document, w, at, end):
            continue
        if plural and len(found.indices) > 1:
            return Thing(at, end, (found.indices,))
        weights = weigh(document, loose)
        best = weights.get(found.indices[0], 0.0)
        like = [i for i, weight in weights.items() if weight >= _MEMBER * best]
        if plural and len(like) < _SEVERAL:
            like = _series(document, found.indices[0])
            if len(like) < _SEVERAL:
                continue
        if plural:
            counted = _count(w, at, end)
            if counted and counted != len(like):
                continue
            return Thing(at, end, _among(document, w, at, end, like, spoken))
        if not _has_number(document, w, at, end, found.indices[0]):
            return None
        each = _among(document, w, at, end, like or found.indices, spoken)
        if _tells(document, each, spoken):
            return Thing(at, end, each, scoped=len(each) > 1)
        first = tuple((i,) for i in found.indices)
        return Thing(at, end, tuple(dict.fromkeys((*first, *each)))[:_WAYS_MAX])
    return None


def _has_number(document: Document, w: Words, at: int, end: int, i: int) -> bool:
    """Whether the number behind a kind ("slide nine") is one that is found there."""
    outline = document.outline
    said = {word for j in (i, *outline.ancestors(i)) for word in split(outline.ids[j])}
    said |= set(split(document.at(i).text or ""))
    for k in range(at + 1, end):
        if w.any_of(k - 1, "kind") and (w.kind(k) == "number" or w.any_of(k, "number")):
            value = w.items[k].token.value
            number = w.value(k, "number") or ("" if value is None else f"{value:g}")
            if number not in said:
                return False
    return True


def _count(w: Words, at: int, end: int) -> int:
    """How many are said to be meant: "the three pills"; 0 where it is not said."""
    for k in range(at, end):
        if w.any_of(k + 1, "kind") or w.is_unknown(k + 1):
            said = w.value(k, "number")
            if said.isdecimal():
                return int(said)
            token = w.items[k].token
            if token.kind == "number" and token.value is not None and not token.unit:
                return int(token.value)
    return 0


def _owns_unknown(document: Document, w: Words, at: int, end: int) -> bool:
    """ "The flavor of the header": a word that nothing here has, as if it were part of what follows."""
    index = index_of(document)
    return any(
        w.is_unknown(k) and w.any_of(k + 1, "of") and not index.having(document, forms(w.said(k)))
        for k in range(at, end - 1)
    )


def _series(document: Document, i: int) -> list[int]:
    """The components of the same type that are called the same but for a number: each card's photo."""
    kind = document.at(i).type
    stem = [word for word in split(document.at(i).id) if not word.isdecimal()]
    same = document.outline.by_type.get(kind, ())
    return [
        j
        for j in same[:_LOOKED_AT]
        if [word for word in split(document.at(j).id) if not word.isdecimal()] == stem
    ]


def _may_begin(w: Words, at: int) -> bool:
    if w.kind(at) in ("quote", "number"):
        return not w.items[at].token.unit
    named = w.any_of(at, *_LEADS, "kind", "name")
    return named or w.is_unknown(at) or _is_quality(w, at)


def _is_quality(w: Words, at: int) -> bool:
    """An adjective or a colour before a name: "the small line", "orange badge"."""
    if not (w.any_of(at, *_QUALITIES) or w.is_colour(at)):
        return False
    return w.any_of(at + 1, "kind") or w.is_unknown(at + 1)


def _ends(w: Words, at: int, stop: int) -> Iterator[int]:
    """Where a name that begins here may end, the farthest first."""
    ends: list[int] = []
    k = at
    limit = min(stop, at + _WORDS_MAX)
    while k < limit:
        named = w.any_of(k, "kind", "name", "one") or w.is_unknown(k) or w.kind(k) == "quote"
        named = (named and not w.is_separator(k)) or (k == at and w.kind(k) == "number")
        if named:
            k += 1
            if not w.any_of(k, "kind") and not w.is_unknown(k) and not _counts(w, k):
                ends.append(k)
            continue
        if k > at and w.any_of(k, "says") and w.kind(k + 1) == "quote":
            break
        if k > at and (w.any_of(k, *_ENDS) and not w.any_of(k, "in", "relation", "of")):
            break
        if k > at and w.any_of(k, "det") and not w.any_of(k - 1, *_INSIDE, *_LEADS):
            break
        if w.any_of(k, *_LEADS) or _is_quality(w, k) or (k > at and w.any_of(k, *_INSIDE)):
            k += 1
        elif _counts(w, k):
            k += 1
            if not w.any_of(k, "kind"):
                ends.append(k)
        else:
            break
    yield from reversed(dict.fromkeys(ends))


def _counts(w: Words, k: int) -> bool:
    """Whether a number is part of a name: "textbox 2", "three boxes"."""
    if k >= w.size:
        return False
    token = w.items[k].token
    if token.kind != "number" or token.unit or not 0 <= (token.value or 0) <= _MANY:
        return w.any_of(k, "number") and (w.any_of(k + 1, "kind") or w.any_of(k - 1, "kind"))
    return w.any_of(k - 1, "kind") or w.any_of(k + 1, "kind")
