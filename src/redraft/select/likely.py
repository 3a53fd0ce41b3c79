"""What somebody most likely points at: every component is weighed, a wrong word does no harm.

A description gives each component a weight: by how many of its words it says, by how
nearly it is of the kind, by how far it is from where the words put it. What the parts
of a phrase say is multiplied, and the heaviest is the answer. Edits go by `resolve`,
which would rather refuse.

    D-1  the same document and selector give the same answer

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import nsmallest
from typing import Final, NamedTuple, assert_never

import msgspec

from redraft.document.blueprint import Component, Document
from redraft.document.space import space
from redraft.select.chance import chance, of_selection
from redraft.select.describing import describe
from redraft.select.found import NOBODY, Resolution, Scope, Unresolved
from redraft.select.kinds import has_kind, kind_of
from redraft.select.labels import captioned
from redraft.select.likeness import (
    EXACT,
    Weights,
    is_labelled,
    most,
    weigh_kind,
    weigh_name,
)
from redraft.select.looks import looks_so, measure
from redraft.select.nearness import at_place, nearness
from redraft.select.picking import columns
from redraft.select.places import at_screen
from redraft.select.resolve import resolve, resolve_scored
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Ids,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)
from redraft.select.words import split

#: What a phrase strictly means is taken unless something else is so much likelier.
_STRICT: Final = 1.15
_AMBIGUOUS: Final = 1.1
#: What is no likelier than this is a guess, and wrong twice as often as right.
_GUESS: Final = 0.4
#: Lower weights are no answer.
_LEAST: Final = 0.025
#: At most so many anchors are tried, and none that is so much lighter than the best.
_ANCHORS_MAX: Final = 8
_ANCHOR_MIN: Final = 0.35
#: Farther than this nothing is beside anything, in documents that are too large to look at whole.
_REACH_PX: Final = 1200.0
_WHOLE_MAX: Final = 600
#: What is not where the words put it at all.
_ELSEWHERE: Final = 0.03
#: Without an anchor, what is said of the thing itself has to do.
_UNPLACED: Final = 0.45
#: One of each of several that are no components themselves.
_EACH: Final = 0.8
#: An anchor that comes no nearer than this is not there: "the list", where nothing is one.
_ANCHOR_LEAST: Final = 0.15
#: Of the same sort as the anchor: the next tab, the next line of a menu.
_AKIN: Final = 1.2
#: Beside the picture whose caption is named.
_STACKED: Final = 0.7
#: A check box says itself what people read beside it.
_LABELLED: Final = 1.0
#: Of which nothing but a place is known: the place may decide.
_LIFTED: Final = 0.25
#: What is counted: members of the set weigh at least so much of the heaviest.
_MEMBER: Final = 0.65
#: So many of the same are a series.
_SERIES_MIN: Final = 3
_SERIES_SHARE: Final = 0.6


class Likely(NamedTuple):
    """The component that is most likely meant, its weight, and those that come next, best first."""

    i: int
    weight: float
    others: tuple[int, ...] = ()


def likeliest(document: Document, selector: Selector) -> Likely | None:
    """The component that a description most likely means; None where nothing comes near.

    >>> d = Document.of({"components": [{"id": "go", "type": "button", "text": "Make an offer"},
    ...                                 {"id": "no", "type": "button", "text": "Not now"}]})
    >>> likeliest(d, Named(("make", "offers", "text"), ("text",), "text")).i
    0
    """
    weights = weigh(document, selector)
    ranked = nsmallest(8, weights, key=lambda i: (-weights[i], i))
    ranked = [i for i in ranked if weights[i] >= _LEAST]
    if not ranked:
        return None
    return Likely(ranked[0], weights[ranked[0]], tuple(ranked[1:]))


def pointed_at(
    document: Document, strict: Selector, loose: Selector, scope: Scope = NOBODY
) -> Resolution:
    """What a phrase names for somebody who points: what it strictly means, else what is likeliest.

    Several where a plural means them; where one is meant and several fit, all that fit,
    likeliest first; where nothing fits exactly, the one that comes nearest, or none.
    The confidence is the chance that the first is right, by how near the next one comes.

    >>> d = Document.of({"components": [{"id": "go", "type": "button", "text": "Make an offer"}]})
    >>> pointed_at(d, Named(("offers", "text")), Named(("offers", "text"), ("text",), "text")).indices
    (0,)
    """
    exact: tuple[int, ...] = ()
    ambiguous = False
    try:
        found = resolve_scored(document, strict, scope)
    except Unresolved as problem:
        ambiguous = problem.code == "target.ambiguous"
        if ambiguous:
            known = document.outline.index
            exact = tuple(known[one] for one in problem.candidates)
    else:
        exact = found.indices
        if not exact or not _points(strict):
            return found
    says_nothing = isinstance(loose, Everything) or isinstance(strict, Reference)
    weights = {} if says_nothing else weigh(document, loose)
    best = max(weights.values(), default=0.0)
    if len(exact) > 1 and not ambiguous and _is_plural(strict) and best < EXACT:
        # several are meant, unless these very words are written on one
        return found
    exact = tuple(sorted(exact, key=lambda i: -weights.get(i, 0.0)))
    margin = _AMBIGUOUS if ambiguous else _STRICT
    if exact and not _is_plural(strict) and weights.get(exact[0], 0.0) * margin >= best:
        return _resolved(document, exact, loose, weights)
    nothing = Resolution((), 0.0, f"nothing comes near “{describe(loose)}”")
    if best < _LEAST:
        return nothing
    found = _resolved(document, (_first(document, weights, best),), loose, weights)
    return nothing if found.confidence < _GUESS else found


def _first(document: Document, weights: Weights, best: float) -> int:
    """The heaviest; of several that are as heavy, the first that is read."""
    return document.reading_order(i for i, weight in weights.items() if weight == best)[0]


def _resolved(
    document: Document, chosen: tuple[int, ...], loose: Selector, weights: Weights
) -> Resolution:
    weight = weights.get(chosen[0], 0.0)
    others = [w for i, w in weights.items() if i != chosen[0]]
    evidence = of_selection(weight, others, placed=not isinstance(loose, Named))
    ids = document.outline.ids
    said = ", ".join(ids[i] for i in chosen[:6])
    confidence = round(chance("select", evidence), 2)
    return Resolution(chosen, confidence, f"“{describe(loose)}” → {said} (the likeliest)")


def _points(selector: Selector) -> bool:
    """Whether a loose reading says all that a strict one does: words, places and order."""
    match selector:
        case Named() | Everything():
            return True
        case Pick(base, places, order=order):
            return len(places) == 1 and order in _COUNTED and _points(base)
        case Where(base, _, anchor):
            return _points(base) and (anchor is None or _points(anchor))
        case Either(options) | Union(options):
            return all(map(_points, options))
        case Related(base, "group"):
            return _points(base)
        case _:
            return False


_COUNTED: Final = frozenset({"reading", "x", "y", "row", "column"})


def _is_plural(selector: Selector) -> bool:
    match selector:
        case Named():
            return selector.number in ("many", "all")
        case Everything() | Union():
            return True
        case Where():
            return selector.number in ("many", "all") or _is_plural(selector.base)
        case Either(options):
            return all(map(_is_plural, options))
        case _:
            return False


def weigh(document: Document, selector: Selector) -> Weights:
    """How likely each component is the one that is meant, 0 to about 1; what is left out has none."""
    match selector:
        case Named():
            return weigh_name(document, selector)
        case Everything(kinds):
            return weigh_kind(document, kind_of("", kinds))
        case Where():
            return _where(document, selector)
        case Pick():
            return _pick(document, selector)
        case Either(options):
            return most(weigh(document, option) for option in options)
        case Union(parts):
            return most(weigh(document, part) for part in parts)
        case Both(first, second):
            return _product(weigh(document, first), weigh(document, second))
        case Except(base, minus):
            gone = likeliest(document, minus)
            kept = weigh(document, base)
            if gone is not None:
                kept.pop(gone.i, None)
            return kept
        case Look():
            return {
                i: weight if looks_so(document, i, selector) else 0.2 * weight
                for i, weight in weigh(document, selector.base).items()
            }
        case Ids() | Reference() | Related() | Screen() | Fitting():
            try:
                return dict.fromkeys(resolve(document, selector), 1.0)
            except Unresolved:
                return {}
        case _:
            assert_never(selector)


def _product(first: Weights, second: Weights) -> Weights:
    return {i: weight * second[i] for i, weight in first.items() if i in second}


# -- by kind and words -----------------------------------------------------------------


#: Where the parts of a screen are that documents often do not have.
_EDGES: Final = {"header": "top", "footer": "bottom"}
_BAND: Final = 0.14
_FAR_TOO: Final = frozenset({"below", "above", "after", "before"})
_SIDES: Final = frozenset({"left", "right"})
_ACROSS: Final = frozenset({"left", "right", "beside"})
_ALONG: Final = _ACROSS | _FAR_TOO


# -- by place ----------------------------------------------------------------------------


def _where(document: Document, selector: Where) -> Weights:
    base = weigh(document, selector.base)
    if selector.anchor is None:
        return at_place(document, base, selector.relation)
    base = _lifted(base)
    anchors = _anchors(document, selector.relation, selector.anchor)
    if not anchors:
        blocks = selector.anchor
        if isinstance(blocks, Pick) and selector.relation == "inside":
            # "the logo of the second block", where nothing is a block: each has a logo
            each = msgspec.structs.replace(blocks, base=selector.base)
            return {i: weight * _EACH for i, weight in _pick(document, each).items()}
        edge = _EDGES.get(_head(selector.anchor)) if selector.relation == "inside" else None
        if edge is not None:
            return at_place(document, _in_part(document, base, edge, _BAND), edge)
        # nothing here is called like the anchor: what is said of the thing itself has to do
        return {i: weight * _UNPLACED for i, weight in base.items()}
    near = _beside(document, base, selector.relation, anchors)
    return {i: weight * max(near.get(i, 0.0), _ELSEWHERE) for i, weight in base.items()}


def _head(selector: Selector) -> str:
    return selector.kinds[0] if isinstance(selector, Named) and selector.kinds else ""


def _lifted(weights: Weights) -> Weights:
    """What nothing but its place is known of: the place may decide."""
    top = max(weights.values(), default=0.0)
    return (
        {i: weight * _LIFTED / top for i, weight in weights.items()}
        if 0 < top < _LIFTED
        else weights
    )


def _beside(
    document: Document,
    base: Weights,
    relation: str,
    anchors: Sequence[tuple[tuple[int, ...], float]],
    *,
    flat: bool = False,
) -> Weights:
    """How well each component is where the anchors put it, 0 to 1; flat: wherever in that direction."""
    found: Weights = {}
    best = 0.0
    heaviest = max(base.values(), default=0.0)
    for members, sure in anchors:
        if not flat and sure * heaviest < 0.5 * best:
            break  # no component can be meant by it any more
        sort = _sort(document.at(members[0]))
        for i in _around(document, base, members[0]):
            near = nearness(document, i, relation, members)
            if flat and near:
                near = 1.0 if relation in _FAR_TOO or near > 0.2 else 0.0
            elif near and relation in _ALONG and _sort(document.at(i)) == sort:
                near *= _AKIN
            elif i in members and relation in _ACROSS and is_labelled(document.at(i)):
                near = _LABELLED
            near *= sure
            if near > found.get(i, 0.0):
                found[i] = near
                best = max(best, near * base[i])
    return found


def _anchors(
    document: Document, relation: str, anchor: Selector
) -> list[tuple[tuple[int, ...], float]]:
    """What a place may be told from, and how sure, best first; none where nothing is like that."""
    if relation == "between" and isinstance(anchor, Union) and len(anchor.parts) == 2:
        first, second = (likeliest(document, part) for part in anchor.parts)
        return [] if first is None or second is None else [((first.i, second.i), 1.0)]
    if relation == "inside" and _is_missing(document, anchor):
        return []
    if isinstance(anchor, Named):
        weights = weigh_name(document, anchor, anchor=True)
    else:
        weights = weigh(document, anchor)
    top = max(weights.values(), default=0.0)
    if top < _ANCHOR_LEAST:
        return []
    ranked = nsmallest(
        _ANCHORS_MAX,
        (i for i, weight in weights.items() if weight >= _ANCHOR_MIN * top),
        key=lambda i: (-weights[i], i),
    )
    found: list[tuple[tuple[int, ...], float]] = [((i,), (weights[i] / top) ** 2) for i in ranked]
    if relation in _SIDES:
        # what is left of a caption may be left of the picture that has it
        stacked = [((k,), s * _STACKED) for (i, *_), s in found for k in captioned(document, i)]
        found = sorted([*found, *stacked], key=lambda one: -one[1])
    return found


def _is_missing(document: Document, anchor: Selector) -> bool:
    """Whether nothing is of the kind that is all that is said of an anchor: "in the list"."""
    if not isinstance(anchor, Named) or not anchor.kinds or anchor.words != (anchor.head,):
        return False
    return not has_kind(document, kind_of("", anchor.kinds), near=False)


def _around(document: Document, base: Collection[int], anchor: int) -> Iterable[int]:
    box = document.at(anchor).box
    if box is None or len(base) <= _WHOLE_MAX:
        return base
    x, y, width, height = box
    area = (x - _REACH_PX, y - _REACH_PX, x + width + _REACH_PX, y + height + _REACH_PX)
    return [i for i in space(document).near(area) if i in base]


# -- by order ----------------------------------------------------------------------------


def _pick(document: Document, selector: Pick) -> Weights:
    weights = _members(document, selector)
    if not weights:
        return {}
    top = max(weights.values())
    for share in (_MEMBER, _MEMBER / 2, _MEMBER / 4):
        among = [i for i, weight in weights.items() if weight >= share * top]
        for counted in (_series(document, among, weights), among):
            taken = _taken(selector, _lines(document, selector, counted))
            if taken:
                return {i: max(weights[i], _LEAST) for i in taken}
    return {i: 0.5 * weight for i, weight in weigh(document, selector.base).items()}


def _series(document: Document, among: list[int], weights: Weights) -> list[int]:
    """Of what is counted, the first large series of the same, where there is one: the cells of a grid.

    The same are those of one name but for its number, else those of one height.
    """
    for same in (_stem, _height):
        families: dict[tuple[object, ...], list[int]] = {}
        for i in among:
            component = document.at(i)
            key = (component.type, component.role, same(component))
            families.setdefault(key, []).append(i)
        heavy = [sum(weights[i] for i in family) for family in families.values()]
        least = _SERIES_SHARE * max(heavy)
        for family, weight in zip(families.values(), heavy, strict=True):
            if len(family) >= _SERIES_MIN and weight >= least:
                return family
    return among


def _stem(component: Component) -> str:
    return " ".join(word for word in split(component.id) if not word.isdecimal())


def _sort(component: Component) -> tuple[object, ...]:
    return component.type, component.role, _stem(component)


def _height(component: Component) -> float | None:
    box = component.box
    return None if box is None else round(box[3])


def _members(document: Document, selector: Pick) -> Weights:
    """What is counted: for "the second image below …" all that is below, however far."""
    base = selector.base
    if isinstance(base, Where) and base.anchor is not None:
        within = weigh(document, base.base)
        anchors = _anchors(document, base.relation, base.anchor)
        if not anchors:
            edge = _EDGES.get(_head(base.anchor)) if base.relation == "inside" else None
            return within if edge is None else _in_part(document, within, edge, _BAND)
        near = _beside(document, within, base.relation, anchors, flat=True)
        return {i: within[i] * near[i] for i in near}
    if isinstance(base, Where):
        return _in_part(document, weigh(document, base.base), base.relation)
    return weigh(document, base)


def _in_part(document: Document, weights: Weights, place: str, share: float = 1.0) -> Weights:
    """What is in that part of the screen, and in that share of its height, where anything is."""
    far = share * document.screen[3]
    there = {
        i: weight
        for i, weight in weights.items()
        if (at := at_screen(document, i, place)) is not None and at[1] and at[0] <= far
    }
    return there or weights


def _lines(document: Document, selector: Pick, among: list[int]) -> list[list[int]]:
    """What is counted, in order; rows and columns stay together."""
    if selector.rows:
        return columns(document, among) if selector.order == "column" else document.rows(among)
    if selector.order == "reading":
        return _stacked(document, document.reading_order(among))
    measured = [(m, i) for i in among if (m := measure(document, i, selector.order)) is not None]
    return [[i] for _, i in sorted(measured)]


def _stacked(document: Document, order: list[int]) -> list[list[int]]:
    """One after another; what fills the same place is counted once: a picture and its frame."""
    lines: dict[object, list[int]] = {}
    for i in order:
        lines.setdefault(document.at(i).box or i, []).append(i)
    return list(lines.values())


def _taken(selector: Pick, lines: list[list[int]]) -> list[int]:
    taken: list[int] = []
    for place in selector.places or (1,):
        k = place - 1 if place > 0 else place or len(lines) // 2
        if -len(lines) <= k < len(lines):
            taken.extend(lines[k])
    return taken
