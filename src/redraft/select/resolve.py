"""From a description to components: the selector's parts, found, filtered and settled.

A singular that fits several is refused with the candidates, never guessed.

    D-1  the same document and selector give the same indices, in the same order

May import: document, diagnostics, select.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar, assert_never

import msgspec

from redraft.document.blueprint import Document
from redraft.document.properties import is_interactive, is_text_like
from redraft.select.found import (
    SAME,
    Correction,
    Fit,
    Found,
    Resolution,
    Scope,
    Span,
    Unresolved,
    ambiguous,
    not_found,
)
from redraft.select.kinds import has_kind, kind_of, of_kind, tier_of
from redraft.select.labels import borrowers
from redraft.select.looks import looks_so, measure, purest, reads_of, screen_looks_so
from redraft.select.matching import named, phrase
from redraft.select.places import at_screen, away, box_of
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Ids,
    Look,
    Named,
    Number,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)
from redraft.select.standing import by_distance, level, middle, nearby, placed
from redraft.select.words import key, singular, split

__all__ = ["Resolution", "Scope", "Unresolved", "reads", "resolve", "resolve_scored"]

_NOBODY = Scope()

T = TypeVar("T")

_BOX = frozenset({"x", "y", "width", "height"})

#: Of a plural at a place of the screen without a third of its own, those as near as the nearest.
_LEVEL_PX = 8.0

#: What a kind is worth that is only near the one that was said, where that one is there.
_NEARLY = 0.55
_FEW = 3
_MIDDLE = frozenset({"center", "middle"})

#: Thinner things are lines.
_LINE_PX = 6.0

#: types of what a list is made of, and how many make one
_ENTRIES = frozenset({"listitem", "item", "row", "card", "tile", "product", "panel"})
_ENTRIES_MIN = 3


def resolve(document: Document, selector: Selector, scope: Scope = _NOBODY) -> tuple[int, ...]:
    """Return the indices of the components that a description means.

    The screen itself has no index: `Screen` gives none. Raises Unresolved.

    >>> d = Document.of({"components": [{"id": "pay", "type": "button", "text": "Pay"},
    ...                                 {"id": "total", "type": "text", "text": "Total"}]})
    >>> resolve(d, Named(("pay", "button"), ("button",), "button"))
    (0,)
    """
    return resolve_scored(document, selector, scope).indices


def resolve_scored(document: Document, selector: Selector, scope: Scope = _NOBODY) -> Resolution:
    """Resolve with the chance that these are the ones meant, and why they were taken."""
    if isinstance(selector, Screen):
        return Resolution((), 1.0, "the screen")
    if isinstance(selector, Either) and Screen() in selector.options:
        return _or_screen(document, selector, scope)
    if isinstance(selector, Fitting):
        return _fitting(document, selector, scope)
    found = settled(document, find(document, selector, scope), scope)
    ids = document.outline.ids
    shown = ", ".join(ids[i] for i in found.indices[:6])
    more = len(found.fits) - 6
    shown = f"{shown} and {more} more" if more > 0 else shown
    why = f" ({'; '.join(found.trace)})" if found.trace else ""
    said = found.said or describe(selector)
    return Resolution(
        found.indices, found.confidence, f"“{said}” → {shown}{why}", found.corrections
    )


def reads(selector: Selector) -> frozenset[str]:
    """The properties whose values the outcome depends on; "*" where it depends on the conversation.

    >>> sorted(reads(Look(Named(head="button", kinds=("button",)), "bold")))
    ['font weight', 'text']
    """
    match selector:
        case Ids() | Everything() | Screen():
            return frozenset()
        case Named(words, kinds, head, quoted):
            # a label is borrowed from what lies around
            labelled = quoted is not None or not kinds or len(words) > len(split(head))
            return frozenset({"text", *_BOX}) if labelled else frozenset({"text"})
        case Reference():
            return frozenset({"*"})
        case Look(base, feature, _, _, than):
            other = frozenset() if than is None else reads(than)
            return reads(base) | reads_of(feature) | other
        case Where(base, _, anchor):
            other = frozenset() if anchor is None else reads(anchor)
            return reads(base) | _BOX | other
        case Pick(base, order=order, each=each):
            used = _BOX if order in ("reading", "row", "column", "only") else reads_of(order)
            return reads(base) | used | (frozenset() if each is None else reads(each) | _BOX)
        case Except(base, minus):
            return reads(base) | reads(minus)
        case Both(first, second):
            return reads(first) | reads(second)
        case Union(parts) | Either(parts):
            return frozenset().union(*map(reads, parts))
        case Related(base) | Fitting(base):
            return reads(base)
        case _:
            assert_never(selector)


def describe(selector: Selector) -> str:
    """Say a selector again in a few words, for messages.

    >>> describe(Look(Named(("buttons",)), "colour", "red"))
    'red buttons'
    """
    match selector:
        case Ids(ids):
            return ", ".join(ids[:3])
        case Named():
            return phrase(selector)
        case Everything(kinds):
            return f"all {kinds[0]}s" if kinds else "everything"
        case Screen():
            return "screen"
        case Reference(word):
            return _REFERENCES[word]
        case Look(base, feature, value, relation, _):
            said = "" if value is None else f"{value}"
            if feature == "colour" and relation == "is":
                return f"{said} {describe(base)}"
            if relation == "is" and not said:
                return f"{feature} {describe(base)}"
            return f"{describe(base)} {feature} {relation} {said}".rstrip()
        case Where(base, relation, anchor):
            place = f"at the {relation}" if anchor is None else f"{relation} {describe(anchor)}"
            return f"{describe(base)} {place}"
        case Pick(base) | Except(base) | Related(base) | Fitting(base):
            return describe(base)
        case Both(first, second):
            return f"{describe(first)} {describe(second)}"
        case Union(parts):
            return " and ".join(map(describe, parts))
        case Either(options):
            return describe(options[0]) if options else "nothing"
        case _:
            assert_never(selector)


_REFERENCES = {
    "it": "it",
    "them": "them",
    "other": "the other",
    "rest": "the rest",
    "selection": "the selection",
    "own": "it",
}


def _or_screen(document: Document, selector: Either, scope: Scope) -> Resolution:
    """ "The slide": a component that is called so, else the screen, which has no index."""
    before = selector.options[: selector.options.index(Screen())]
    try:
        return resolve_scored(document, Either(before), scope._replace(guess=False))
    except Unresolved as problem:
        if problem.code == "target.ambiguous":
            raise
        return Resolution((), 1.0, "the screen")


def _fitting(document: Document, selector: Fitting, scope: Scope) -> Resolution:
    """All that fits; that nothing does is an answer too."""
    try:
        return resolve_scored(document, selector.base, scope)
    except Unresolved as problem:
        if problem.code == "target.ambiguous":
            raise
        return Resolution((), 1.0, f"nothing is “{describe(selector)}”")


def _tried(document: Document, selector: Fitting, scope: Scope) -> Found:
    """What is meant, settled, as a part of a description; nothing where nothing fits."""
    found = _fitting(document, selector, scope)
    fits = [Fit(i) for i in found.indices]
    return Found(fits, "all", describe(selector), None, found.confidence)


# -- finding -------------------------------------------------------------------------


def find(document: Document, selector: Selector, scope: Scope, *, wide: bool = False) -> Found:
    """Find what a description fits, before anything is decided. ``wide``: near kinds too."""
    match selector:
        case Ids():
            return _ids(document, selector)
        case Named():
            return named(document, selector, wide=wide, guess=scope.guess)
        case Everything(kinds):
            return _everything(document, kinds, wide=wide)
        case Screen():
            raise not_found("screen", None, message="the screen itself cannot be meant here")
        case Reference():
            return _reference(document, selector, scope)
        case Look():
            return _look(document, selector, scope, wide=wide)
        case Where():
            return _where(document, selector, scope)
        case Pick():
            return _pick(document, selector, scope)
        case Except():
            return _except(document, selector, scope, wide=wide)
        case Union():
            return _union(document, selector, scope)
        case Both():
            return _both(document, selector, scope)
        case Either():
            return _either(document, selector, scope, wide=wide)
        case Related():
            return _related(document, selector, scope)
        case Fitting():
            return _tried(document, selector, scope)
        case _:
            assert_never(selector)


def settled(document: Document, found: Found, scope: Scope = _NOBODY) -> Found:
    """Decide: one fit for a singular, the fits of the best tier for a plural. Raises Unresolved."""
    if not found.fits:
        raise not_found(found.said, found.span)
    if found.number != "one":
        best = max(fit.tier for fit in found.fits)
        return found._replace(fits=[fit for fit in found.fits if fit.tier == best])
    top = _top(found.fits)
    if len(top) > 1:
        top = _without_doubles(document, top)
    if len(top) > 1:
        ranked = sorted(found.fits, key=lambda f: (-f.score, -f.fine))
        first = {f.i for f in top}
        ranked.sort(key=lambda f: f.i not in first)
        if scope.guess:
            return found._replace(fits=ranked[:1], confidence=min(found.confidence * 0.6, 0.55))
        ids = document.outline.ids
        tied = [ids[f.i] for f in ranked[: len(top)]]
        raise ambiguous(found.said, found.span, tied)
    return found._replace(fits=top)


def _top(fits: Sequence[Fit]) -> list[Fit]:
    best = max(fit.score for fit in fits)
    return [fit for fit in fits if fit.score >= best - SAME]


def _without_doubles(document: Document, top: list[Fit]) -> list[Fit]:
    """A parent and what is in it are one answer: the better kind, else the innermost with a text,
    else the outermost."""
    end = document.outline.end
    outermost = top[0]
    if any(not outermost.i <= fit.i < end[outermost.i] for fit in top):
        return top
    tier = max(fit.tier for fit in top)
    best = [fit for fit in top if fit.tier == tier]
    if len(best) == 1:
        return best
    parent = document.outline.parent
    chain = all(_within(parent, b.i, a.i) for a, b in pairwise(best))
    if not chain:
        return top
    texts = [fit for fit in best if document.at(fit.i).text]
    return [texts[0]] if texts else [best[0]]


def _within(parent: Sequence[int], inner: int, outer: int) -> bool:
    while inner >= 0:
        if inner == outer:
            return True
        inner = parent[inner]
    return False


def _ids(document: Document, selector: Ids) -> Found:
    fits: list[Fit] = []
    for name in selector.ids:
        i = document.find(name)
        if i is None:
            raise not_found(name, None)
        fits.append(Fit(i))
    return Found(_distinct(fits), "all", describe(selector))


def _everything(document: Document, kinds: tuple[str, ...], *, wide: bool) -> Found:
    if not kinds and wide:
        # beside something, what can be read or pressed is meant before what only holds or adorns
        graded = [
            Fit(i, 1.0 if c.text or is_interactive(c) or not document.outline.children[i] else 0.8)
            for i, c in enumerate(document)
        ]
        return Found(graded, "all", "everything")
    if not kinds:
        return Found([Fit(i) for i in range(len(document))], "all", "everything")
    fits = [Fit(i) for i, tier in of_kind(document, kind_of("", kinds)) if tier == 4]
    if not fits:
        raise not_found(kinds[0], None, message=f"there is no {kinds[0]} here")
    return Found(fits, "all", f"all {kinds[0]}s")


def _reference(document: Document, selector: Reference, scope: Scope) -> Found:
    said = _REFERENCES[selector.word]
    known = document.outline.index
    last = [known[c] for c in scope.last or scope.selection if c in known]
    whole = [known[c] for c in scope.named if c in known]
    number: Number = "all"
    match selector.word:
        case "it" | "them" | "own":
            meant = last
        case "selection":
            meant = [known[c] for c in scope.selection if c in known]
        case "other":
            gone = set(last)
            meant = [i for i in whole if i not in gone]
            number = "one"
        case "rest":
            gone = set(last)
            meant = [i for i in whole if i not in gone]
            if gone and not meant and selector.kinds:
                kind = kind_of("", selector.kinds)
                meant = [i for i, _ in of_kind(document, kind) if i not in gone]
        case _:
            assert_never(selector.word)
    if selector.kinds and selector.word != "it":
        kind = kind_of("", selector.kinds)
        of_it = [i for i in meant if tier_of(document, i, kind) >= 3]
        if not of_it and selector.word == "other":
            gone = set(last)
            of_it = [i for i, _ in of_kind(document, kind) if i not in gone]
        told = selector.word == "selection" and has_kind(document, kind, near=False)
        meant = of_it if told else of_it or meant
    if not meant:
        raise not_found(
            said, selector.span, message=f"nothing was named before that “{said}” could mean"
        )
    return Found([Fit(i) for i in meant], number, said, selector.span)


def _look(document: Document, selector: Look, scope: Scope, *, wide: bool) -> Found:
    if isinstance(selector.base, Screen):
        return _on_screen(document, selector)
    base = find(document, selector.base, scope, wide=wide)
    than: int | None = None
    if selector.than is not None:
        than = settled(document, find(document, selector.than, scope), scope).fits[0].i
    said = describe(selector)
    kept = [f for f in base.fits if f.i != than and looks_so(document, f.i, selector, than=than)]
    if not kept:
        ids = [document.outline.ids[f.i] for f in base.fits]
        told = f"no {base.said or 'component'} here looks like “{said}”"
        raise not_found(said, base.span, ids, told)
    return base._replace(fits=_leveled(purest(document, kept, selector)), said=said)


def _on_screen(document: Document, selector: Look) -> Found:
    """All that is on a screen that looks so."""
    said = describe(selector)
    if not screen_looks_so(document, selector):
        raise not_found(said, None, message="the screen does not look so")
    return Found([Fit(i) for i in range(len(document))], "all", said)


def _leveled(fits: list[Fit]) -> list[Fit]:
    """After a filter an exact id counts no more than its kind: it was not the whole description."""
    return [
        f._replace(score=min(f.score, 1.0)) if f.score > 1.5 and f.tier < 4 else f for f in fits
    ]


def _where(document: Document, selector: Where, scope: Scope) -> Found:
    said = describe(selector)
    if selector.anchor is None and isinstance(selector.base, Pick):
        # "the third icon at the top" counts what is at the top
        pick = selector.base
        narrowed = Where(pick.base, selector.relation, None, "all")
        try:
            return _pick(document, msgspec.structs.replace(pick, base=narrowed), scope)
        except Unresolved:
            pass
    base = find(document, selector.base, scope, wide=True)
    base = base._replace(fits=_substantial(document, base.fits))
    if selector.anchor is None:
        return _at_screen(document, selector, base, said)
    anchors, sure, corrections, span = _anchors(document, selector, scope)
    many = selector.number in ("many", "all") or (
        selector.number == "any" and base.number in ("many", "all")
    )
    among = {fit.i: fit for fit in base.fits}
    there = [] if many else nearby(document, selector.relation, base.fits, anchors)
    near_only = bool(there)
    there = there or placed(document, selector.relation, base.fits, anchors)
    if not many:
        there = level(document, selector.relation, there, anchors)
    if not there and selector.relation in ("inside", "of"):
        labelled = borrowers(document, [k for anchor in anchors for k in anchor], among)
        there = [(0.0, among[i]) for i in sorted(labelled)]
        sure *= 0.85
    if not there:
        told = f"nothing here is “{said}”"
        ids = [document.outline.ids[f.i] for f in base.fits]
        raise not_found(said, base.span or span, ids, told)
    of_kind_there = [(far, fit) for far, fit in there if fit.tier >= 3]
    if not of_kind_there and any(fit.tier >= 3 for fit in base.fits):
        sure *= _NEARLY  # a picture where a switch was said, and there are switches
    fits = by_distance(document, of_kind_there or there, selector.relation, anchors)
    each = not many and selector.relation == "inside" and _one_in_each(document, fits, anchors)
    return Found(
        each or fits,
        "all" if many or each else "one",
        said,
        base.span or span,
        base.confidence * sure * (1.0 if many or (len(fits) == 1 and not near_only) else 0.95),
        (*base.trace, f"{len(fits)} there"),
        base.corrections + corrections,
    )


def _one_in_each(
    document: Document, fits: Sequence[Fit], anchors: Sequence[tuple[int, ...]]
) -> list[Fit]:
    """ "The title of slides 1 and 3": the best fit in each of several; none where one has several."""
    if len(anchors) < 2:
        return []
    chosen: list[Fit] = []
    for anchor in anchors:
        inside = [f for f in fits if away(document, f.i, "inside", anchor) is not None]
        top = _without_doubles(document, _top(inside)) if inside else []
        if len(top) != 1:
            return []
        chosen.append(top[0])
    return _distinct(chosen)


def _substantial(document: Document, fits: Sequence[Fit]) -> Sequence[Fit]:
    """Without lines and shadows that are only nearly of the kind: nobody means them by "the icon"."""
    kept = []
    for fit in fits:
        box = document.at(fit.i).box
        if fit.tier >= 3 or box is None or min(box[2], box[3]) >= _LINE_PX:
            kept.append(fit)
    return kept or fits


def _anchors(
    document: Document, selector: Where, scope: Scope
) -> tuple[list[tuple[int, ...]], float, tuple[Correction, ...], Span | None]:
    """The anchors that the words may mean, how sure, corrections, and where they stand."""
    if selector.anchor is None or isinstance(selector.anchor, Screen):
        return [], 1.0, (), None
    if selector.relation == "between":
        found = settled(document, find(document, selector.anchor, scope), scope)
        return [found.indices], found.confidence, found.corrections, found.span
    found = find(document, selector.anchor, scope)
    if found.number == "one":
        top = _top(found.fits)
        top = _without_doubles(document, top) if len(top) > 1 else top
        sure = found.confidence * (1.0 if len(top) == 1 else 0.75)
        return [(f.i,) for f in top], sure, found.corrections, found.span
    chosen = settled(document, found)
    return [(f.i,) for f in chosen.fits], found.confidence, found.corrections, found.span


def _at_screen(document: Document, selector: Where, base: Found, said: str) -> Found:
    put: list[tuple[float, bool, Fit]] = []
    for fit in base.fits:
        at = at_screen(document, fit.i, selector.relation)
        if at is not None:
            put.append((at[0], at[1], fit))
    if not put:
        return _in_list(selector, base, said)
    many = selector.number in ("many", "all") or (
        selector.number == "any" and base.number in ("many", "all")
    )
    there = [(far, fit) for far, inside, fit in put if inside]
    if many:
        if not there:
            nearest = min(far for far, _, _ in put)
            there = [(far, fit) for far, _, fit in put if far <= nearest + _LEVEL_PX]
        return base._replace(fits=[fit for _, fit in there], number="all", said=said)
    # what is of the kind comes before what is only nearly so, wherever it is
    of_kind = [(far, inside, fit) for far, inside, fit in put if fit.tier >= 3] or put
    if selector.relation in _MIDDLE:
        line = middle(document, [fit for _, _, fit in of_kind])
        if line:
            return base._replace(fits=line, number="one", said=said)
    there = [(far, fit) for far, inside, fit in of_kind if inside]
    choice = there or [(far, fit) for far, _, fit in of_kind]
    fits = by_distance(document, choice, "at")
    # of a few, one is the upper one wherever they stand
    told = there or (len(choice) <= _FEW and " " not in selector.relation)
    sure = 0.95 if told else _NEARLY
    return base._replace(fits=fits, number="one", said=said, confidence=base.confidence * sure)


def _in_list(selector: Where, base: Found, said: str) -> Found:
    """A place on the screen without geometry: the first is at the top, the last at the bottom."""
    order = sorted(base.fits, key=lambda f: f.i)
    words = selector.relation.split()
    if not order or not {"top", "bottom", "middle"} & set(words):
        raise not_found(said, base.span, message=f"nothing here has a place to be “{said}”")
    chosen = (
        order[0] if "top" in words else order[-1] if "bottom" in words else order[len(order) // 2]
    )
    return base._replace(fits=[chosen], number="one", said=said, confidence=base.confidence * 0.8)


# -- choosing ------------------------------------------------------------------------


def _pick(document: Document, selector: Pick, scope: Scope) -> Found:
    if selector.each is not None:
        return _pick_in_each(document, selector, selector.each, scope)
    base = find(document, selector.base, scope)
    return _picked(document, selector, base)


def _pick_in_each(document: Document, selector: Pick, each: Selector, scope: Scope) -> Found:
    """ "The first card of each column": the places are taken in each of them that has any."""
    base = find(document, selector.base, scope)
    holders = settled(document, find(document, each, scope), scope)
    fits: list[Fit] = []
    for holder in holders.indices:
        inside = [f for f in base.fits if away(document, f.i, "inside", (holder,)) is not None]
        if inside:
            fits += _picked(document, selector, base._replace(fits=inside)).fits
    if not fits:
        raise not_found(base.said, base.span, message=f"nothing here is “{describe(selector)}”")
    sure = min(base.confidence, holders.confidence)
    corrections = base.corrections + holders.corrections
    return base._replace(
        fits=_distinct(fits), number="all", confidence=sure, corrections=corrections
    )


def _picked(document: Document, selector: Pick, base: Found) -> Found:
    if selector.order == "only":
        return _counted(document, base, len(selector.places))
    if base.number == "one" and isinstance(selector.base, Where):
        base = base._replace(number="all")
    if isinstance(selector.base, Named) and _only_headings(document, selector.base, base):
        base = _entries(document, base)
    if base.fits:
        best = max(fit.tier for fit in base.fits)
        base = base._replace(fits=[fit for fit in base.fits if fit.tier == best])
    by_index = {fit.i: fit for fit in base.fits}
    count = len(by_index)
    if selector.rows:
        rows = (
            columns(document, by_index) if selector.order == "column" else document.rows(by_index)
        )
        chosen_rows = _taken(selector, rows, base)
        fits = [by_index[i] for row in chosen_rows for i in row]
        return base._replace(fits=fits, number="all")
    if selector.order == "reading":
        order = document.reading_order(by_index)
    else:
        order = _measured(document, selector, by_index, base)
    fits = [by_index[i] for i in _taken(selector, order, base)]
    several = len(fits) > 1
    trace = (*base.trace, f"{len(fits)} of {count} by {selector.order} order")
    return base._replace(fits=fits, number="all" if several else "one", trace=trace)


def _only_headings(document: Document, name: Named, found: Found) -> bool:
    """Whether all that fits "the chats" says “Chats” and nothing more: the name of a set, no member."""
    said = key(" ".join(name.words))
    if name.kinds or len(name.words) != 1 or said == key(singular(said)):
        return False
    texts = [document.at(fit.i).text for fit in found.fits]
    return bool(texts) and all(text is not None and key(text) == said for text in texts)


def _entries(document: Document, found: Found) -> Found:
    """The entries of the only list that the screen has. Raises Unresolved."""
    sets: dict[tuple[int, str], list[int]] = {}
    for i, component in enumerate(document):
        if key(component.type) in _ENTRIES:
            sets.setdefault((document.outline.parent[i], component.type), []).append(i)
    lists = [members for members in sets.values() if len(members) >= _ENTRIES_MIN]
    if len(lists) != 1:
        raise not_found(found.said, found.span, [document.outline.ids[f.i] for f in found.fits])
    return found._replace(fits=[Fit(i) for i in lists[0]], confidence=found.confidence * 0.9)


def _counted(document: Document, base: Found, count: int) -> Found:
    """As many as were said: "the two red ones" of three is a question."""
    if count == 1:
        return base._replace(number="one")
    best = max((fit.tier for fit in base.fits), default=0)
    fits = [fit for fit in base.fits if fit.tier == best]
    if len(fits) > count:
        # "three tracks" of rows and what is in them: the rows
        inner = {k for fit in fits for k in document.outline.descendants(fit.i)}
        outer = [fit for fit in fits if fit.i not in inner]
        fits = outer if len(outer) == count else fits
    elif len(fits) == 1 and len(document.outline.children[fits[0].i]) == count:
        # "all five stars" of one rating
        fits = [fits[0]._replace(i=k) for k in document.outline.children[fits[0].i]]
    if fits and len(fits) != count:
        ids = document.outline.ids
        raise ambiguous(base.said, base.span, [ids[fit.i] for fit in fits])
    return base._replace(fits=fits, number="all")


def columns(document: Document, indices: Iterable[int]) -> list[list[int]]:
    """Components by column, left to right: what begins before the middle of the column's first."""
    columns: list[list[int]] = []
    limit = 0.0
    boxes = [
        (box[0], box[1], box[2], i) for i in indices if (box := box_of(document, i)) is not None
    ]
    for x, _, width, i in sorted(boxes):
        if not columns or x >= limit:
            columns.append([])
            limit = x + max(width / 2, 1)
        columns[-1].append(i)
    return [document.reading_order(column) for column in columns]


def _measured(document: Document, selector: Pick, indices: Iterable[int], base: Found) -> list[int]:
    """Indices by a measure, smallest first; refuses a superlative that several share."""
    measured = [
        (m, i) for i in sorted(indices) if (m := measure(document, i, selector.order)) is not None
    ]
    if not measured:
        raise not_found(
            base.said, base.span, message=f"nothing here has a {selector.order} to compare"
        )
    measured.sort()
    if len(selector.places) == 1 and 1 <= abs(selector.places[0]) <= len(measured):
        place = selector.places[0]
        value = measured[place - 1 if place > 0 else place][0]
        tied = [i for m, i in measured if abs(m - value) < 1e-6]
        if len(tied) > 1 and selector.order not in ("x", "y") and base.number in ("one", "all"):
            ids = document.outline.ids
            raise ambiguous(base.said, base.span, [ids[i] for i in tied])
    return [i for _, i in measured]


def _taken(selector: Pick, order: Sequence[T], base: Found) -> list[T]:
    """The places of a list that a pick names. Raises Unresolved where one is not there."""
    count = len(order)
    if selector.start is not None or selector.stop is not None:
        start = _place(selector.start if selector.start is not None else 1, count)
        stop = _place(selector.stop if selector.stop is not None else count, count)
        if start < 1 or start > count or stop < start:
            raise _out_of_range(selector.start or selector.stop or 0, count, base)
        if stop > count:
            raise _out_of_range(selector.stop or 0, count, base)
        return list(order[start - 1 : stop : max(selector.step, 1)])
    if selector.step > 1:
        first = _place(selector.places[0], count) if selector.places else 1
        return list(order[first - 1 :: selector.step])
    taken: list[T] = []
    for place in selector.places:
        if not place and not count % 2:
            told = f"of {count} of “{base.said or 'components'}” none is the middle one"
            raise not_found(base.said, base.span, message=told)
        k = _place(place, count)
        if not 1 <= k <= count:
            raise _out_of_range(place, count, base)
        taken.append(order[k - 1])
    return taken


def _place(place: int, count: int) -> int:
    if not place:
        return count // 2 + 1
    return place if place > 0 else count + 1 + place


def _out_of_range(place: int, count: int, base: Found) -> Unresolved:
    said = base.said or "components"
    there = "is only one" if count == 1 else f"are only {count}"
    return not_found(
        said, base.span, message=f"there {there} of “{said}”, so none is number {place}"
    )


# -- combining -----------------------------------------------------------------------


def _except(document: Document, selector: Except, scope: Scope, *, wide: bool) -> Found:
    base = find(document, selector.base, scope, wide=wide)
    best = max((fit.tier for fit in base.fits), default=0)
    fits = [fit for fit in base.fits if fit.tier == best]
    among = {fit.i for fit in fits}
    minus = find(document, selector.minus, scope, wide=True)
    if not minus.fits and isinstance(selector.minus, Fitting):
        return base
    inside = [fit for fit in minus.fits if fit.i in among]
    if not inside:
        inside = _owners(document, minus.fits, among)
    if inside:
        minus = settled(document, minus._replace(fits=inside))
    else:
        minus = settled(document, minus)
    gone = set(minus.indices)
    if not inside:
        # "the titles of all slides except the last": what is in it is left out
        end = document.outline.end
        gone = {i for i in among if any(m < i < end[m] for m in gone)}
    fits = [fit for fit in fits if fit.i not in gone]
    if not fits:
        raise not_found(base.said, base.span, message=f"nothing is left of “{base.said}”")
    return base._replace(
        fits=fits,
        confidence=min(base.confidence, minus.confidence),
        corrections=base.corrections + minus.corrections,
    )


def _owners(document: Document, fits: Iterable[Fit], among: set[int]) -> list[Fit]:
    """The components of a set that hold the fits: "except Save" means the button that says so."""
    owners: list[Fit] = []
    for fit in fits:
        owner = next((a for a in document.outline.ancestors(fit.i) if a in among), None)
        if owner is not None:
            owners.append(fit._replace(i=owner))
    return _distinct(owners)


def _union(document: Document, selector: Union, scope: Scope) -> Found:
    fits: list[Fit] = []
    found = [(part, find(document, part, scope)) for part in selector.parts]
    parts = [
        settled(document, one, scope)
        for part, one in found
        if one.fits or not isinstance(part, Fitting)
    ]
    for part in parts:
        fits.extend(Fit(fit.i) for fit in part.fits)
    return Found(
        _distinct(fits),
        "all",
        describe(selector),
        next((part.span for part in parts if part.span is not None), None),
        min((part.confidence for part in parts), default=1.0),
        tuple(line for part in parts for line in part.trace),
        tuple(c for part in parts for c in part.corrections),
    )


def _both(document: Document, selector: Both, scope: Scope) -> Found:
    first = find(document, selector.first, scope, wide=True)
    second = find(document, selector.second, scope, wide=True)
    other = {fit.i: fit for fit in second.fits}
    fits = [
        Fit(f.i, (f.score + other[f.i].score) / 2, min(f.tier, other[f.i].tier), f.fine)
        for f in first.fits
        if f.i in other
    ]
    said = describe(selector)
    if not fits:
        ids = [document.outline.ids[f.i] for f in first.fits]
        raise not_found(said, first.span or second.span, ids)
    number: Number = "one" if "one" in (first.number, second.number) else first.number
    quoted = isinstance(selector.second, Named) and selector.second.quoted is not None
    # "the line that says “…”": what it says tells it, as in "the “…” line"
    sure = second.confidence if quoted else min(first.confidence, second.confidence)
    return Found(
        fits,
        number,
        said,
        first.span or second.span,
        sure,
        first.trace + second.trace,
        first.corrections + second.corrections,
    )


def _either(document: Document, selector: Either, scope: Scope, *, wide: bool) -> Found:
    failed: Unresolved | None = None
    sure = scope._replace(guess=False)
    for option in selector.options:
        try:
            found = find(document, option, sure, wide=wide)
            settled(document, found, sure)
        except Unresolved as problem:
            if problem.code == "target.ambiguous" and isinstance(option, Named) and option.exact:
                raise  # several are called exactly so: a looser reading would only hide it
            # an ambiguity says more than that another reading fits nothing
            if failed is None or (failed.code != "target.ambiguous" == problem.code):
                failed = problem
            continue
        return found
    if scope.guess and selector.options:
        return find(document, selector.options[0], scope, wide=wide)
    raise failed or not_found(describe(selector), None)


def _related(document: Document, selector: Related, scope: Scope) -> Found:
    base = settled(document, find(document, selector.base, scope), scope)
    outline = document.outline
    steps: dict[str, Callable[[int], Iterable[int]]] = {
        "children": lambda i: outline.children[i],
        "descendants": outline.descendants,
        "parent": lambda i: () if outline.parent[i] < 0 else (outline.parent[i],),
        "siblings": lambda i: (k for k in outline.siblings(i) if k != i),
        "text": lambda i: _carriers(document, i),
        "texts": lambda i: _carriers(document, i),
    }
    reach = steps[selector.relation]
    fits = _distinct([Fit(k) for fit in base.fits for k in reach(fit.i)])
    if selector.kinds:
        kind = kind_of("", selector.kinds)
        fits = [f for f in fits if tier_of(document, f.i, kind) >= 3]
    if not fits:
        told = f"“{base.said}” has no {selector.kinds[0] if selector.kinds else selector.relation}"
        raise not_found(base.said, base.span, message=told)
    number: Number = base.number if selector.relation == "text" else "all"
    return base._replace(fits=fits, number=number)


def _carriers(document: Document, i: int) -> tuple[int, ...]:
    """What carries a component's text: itself, or the texts in it."""
    component = document.at(i)
    if component.text is not None or is_text_like(component):
        return (i,)
    texts = [k for k in document.outline.descendants(i) if is_text_like(document.at(k))]
    return tuple(texts) or (i,)


def _distinct(fits: Sequence[Fit]) -> list[Fit]:
    first: dict[int, Fit] = {}
    for fit in fits:
        first.setdefault(fit.i, fit)
    return list(first.values())
