"""What somebody most likely points at: every component is weighed, a wrong word does no harm.

A description gives each component a weight: by how many of its words it says, by how
nearly it is of the kind, by how far it is from where the words put it. What the parts
of a phrase say is multiplied, and the heaviest is the answer. Edits go by `resolve`,
which would rather refuse.

    D-1  the same document and selector give the same answer

May import: document, select.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from heapq import nsmallest
from typing import Final, NamedTuple, assert_never

from redraft.document.blueprint import Component, Document
from redraft.document.properties import is_interactive, is_text_like
from redraft.document.space import space
from redraft.select.found import Scope, Unresolved
from redraft.select.index import Index, descriptions, index_of
from redraft.select.kinds import Kind, kind_of, of_kind
from redraft.select.labels import holds, label_distance
from redraft.select.looks import looks_so, measure
from redraft.select.matching import Term, cut
from redraft.select.places import at_screen, away
from redraft.select.resolve import columns, resolve, resolve_scored
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
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
from redraft.select.spelling import distance
from redraft.select.words import STOP, akin, bag, conventions, forms, key, singular, split

Weights = dict[int, float]

_NOBODY: Final = Scope()

#: What a phrase strictly means is taken unless something else is so much likelier.
_STRICT: Final = 1.3
_AMBIGUOUS: Final = 1.1
#: What being of a kind is worth, by tier: not at all, nearly, by its name, by its type.
_KIND: Final = (0.0, 0.12, 0.5, 0.9, 1.0)
#: A component that says none of the words, of the kind that is meant.
_SILENT: Final = 0.1
#: Words that nobody here says: the kind alone decides.
_UNSAID: Final = 0.45
#: Exactly these words; and then it need not be of the kind that the words also are.
_EXACT: Final = 1.15
_CALLED_KIND: Final = 0.5
#: What a borrowed label is worth.
_LENT: Final = 0.8
_LENT_PRESSED: Final = 0.65
_HOLDS: Final = 0.78
_CAPTION_PX: Final = 80.0
_SOURCES_MAX: Final = 12
#: Words that weigh less: numbers, which screens show and trees drop, and generic ones.
_LIGHT: Final = 0.3
_UNKNOWN: Final = 0.45
#: At most so many anchors are tried, and none that is so much lighter than the best.
_ANCHORS_MAX: Final = 8
_ANCHOR_MIN: Final = 0.35
#: A gap of so many px halves what a place beside something is worth.
_NEAR_PX: Final = 90.0
#: Farther than this nothing is beside anything, in documents that are too large to look at whole.
_REACH_PX: Final = 1200.0
_WHOLE_MAX: Final = 600
#: Icons are at most so large, pictures at least so.
_ICON_PX: Final = 72.0
_PICTURE_PX: Final = 36.0
#: Lower weights are no answer.
_LEAST: Final = 0.025
#: Of no kind and with no word that anything here says; and such a thing at a place that is found.
_NOTHING: Final = 0.02
#: What is not in the third of the screen that is meant; and how much the edge itself draws.
_OUT: Final = 0.5
_PULL: Final = 4.0
#: Where fewer are of a kind, or near it, anything may be what is called so.
_FEW: Final = 3
_KINDS_KEPT: Final = 16
#: What is not where the words put it at all.
_ELSEWHERE: Final = 0.03
_LIFTED: Final = 0.25
#: What is counted: members of the set weigh at least so much of the heaviest.
_MEMBER: Final = 0.65
#: So many of the same are a series.
_SERIES_MIN: Final = 3


#: Words that say what a name is rather than what it says.
_VAGUE: Final = bag("text label word words letter number name title button icon image tool")


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
    document: Document, strict: Selector, loose: Selector, scope: Scope = _NOBODY
) -> tuple[int, ...]:
    """What a phrase names for somebody who points: what it strictly means, else what is likeliest.

    Several where a plural means them; where one is meant and several fit, all that fit,
    likeliest first; where nothing fits exactly, the one that comes nearest, or none.

    >>> d = Document.of({"components": [{"id": "go", "type": "button", "text": "Make an offer"}]})
    >>> pointed_at(d, Named(("offers", "text")), Named(("offers", "text"), ("text",), "text"))
    (0,)
    """
    exact: tuple[int, ...] = ()
    margin = _STRICT
    try:
        found = resolve_scored(document, strict, scope)
    except Unresolved as problem:
        if problem.code == "target.ambiguous":
            known = document.outline.index
            exact = tuple(known[one] for one in problem.candidates)
            margin = _AMBIGUOUS
    else:
        exact = found.indices
        if not exact or not _points(strict):
            return exact
    weights = weigh(document, loose)
    best = min(weights, key=lambda i: (-weights[i], i), default=None)
    if len(exact) > 1 and margin == _STRICT and _is_plural(strict):
        # several are meant, unless these very words are written on one
        return exact if best is None or weights[best] < _EXACT else (best,)
    if exact:
        exact = tuple(sorted(exact, key=lambda i: -weights.get(i, 0.0)))
        if best is None or weights.get(exact[0], 0.0) * margin >= weights[best]:
            return exact
    return () if best is None or weights[best] < _LEAST else (best,)


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
            return _named(document, selector)
        case Everything(kinds):
            return _of_kind(document, kind_of("", kinds))
        case Where():
            return _where(document, selector)
        case Pick():
            return _pick(document, selector)
        case Either(options):
            return _most(weigh(document, option) for option in options)
        case Union(parts):
            return _most(weigh(document, part) for part in parts)
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
        case Ids() | Reference() | Related() | Screen():
            try:
                return dict.fromkeys(resolve(document, selector), 1.0)
            except Unresolved:
                return {}
        case _:
            assert_never(selector)


def _most(several: Iterable[Weights]) -> Weights:
    most: Weights = {}
    for weights in several:
        for i, weight in weights.items():
            if weight > most.get(i, 0.0):
                most[i] = weight
    return most


def _product(first: Weights, second: Weights) -> Weights:
    return {i: weight * second[i] for i, weight in first.items() if i in second}


# -- by kind and words -----------------------------------------------------------------


def _of_kind(document: Document, kind: Kind) -> Weights:
    """How nearly each component is of a kind; where some are, only those. Kept with the version."""
    kept: dict[Kind, Weights] = document.memo.setdefault("likeness", {})
    weights = kept.get(kind)
    if weights is None:
        if kind.open:
            weights = {i: _likeness(document, c, kind, 4) for i, c in enumerate(document)}
        else:
            tiers = dict(of_kind(document, kind, least=2))
            weights = {i: _likeness(document, document.at(i), kind, t) for i, t in tiers.items()}
            if len(weights) < _FEW:
                for i, component in enumerate(document):
                    if i not in weights:
                        weights[i] = _likeness(document, component, kind, 1)
        if len(kept) >= _KINDS_KEPT:
            kept.clear()
        kept[kind] = weights
    return dict(weights)


def _likeness(document: Document, component: Component, kind: Kind, tier: int) -> float:
    """How nearly a component is of a kind, and how likely anything like it is pointed at."""
    likely = _KIND[tier]
    if tier == 2 and kind.said in _ICONS and component.type == "image":
        likely = 0.85
    elif tier < 3 and kind.said in _PICTURES and component.type == "button":
        likely = 0.9 if component.role == "image" else 0.6
    elif tier < 2 and kind.said in _PRESSED and component.text and is_text_like(component):
        likely = 0.35
    box = component.fields.get("bbox")
    if box is not None:
        _, _, width, height = box
        if width < 6 or height < 6:
            likely *= 0.3
        elif kind.said in _ICONS and (width > _ICON_PX or height > _ICON_PX):
            likely *= 0.55
        elif kind.said in _PICTURES and width < _PICTURE_PX and height < _PICTURE_PX:
            likely *= 0.8
        screen = document.screen
        if width * height > 0.5 * screen[2] * screen[3]:
            likely *= 0.5
    if kind.open and not (component.text or is_interactive(component)):
        likely *= 0.75 if component.type in _SHOWN or component.role in _SHOWN else 0.5
    return likely


_ICONS: Final = frozenset({"icon", "symbol", "glyph", "logo", "sign", "mark"})
_PRESSED: Final = frozenset({"button", "tab", "link", "cta", "chip"})
_PICTURES: Final = frozenset({"image", "picture", "photo", "pic", "img", "thumbnail"})
_SHOWN: Final = frozenset({"icon", "image", "logo", "avatar"})


def _named(document: Document, name: Named, *, anchor: bool = False) -> Weights:
    """An ``anchor`` is found by what it says, whatever it is called: "the button add a comment"."""
    kind, terms = cut(document, name)
    by_kind = _of_kind(document, kind)
    if name.quoted is not None and not name.words:
        return _quoted(document, name.quoted)
    if not terms:
        for i in _called(document, name.words):
            by_kind[i] = max(by_kind.get(i, 0.0), _EXACT)
        return by_kind
    said = _said(document, kind, terms)
    for i in _called(document, name.words):
        said[i] = _EXACT
        by_kind[i] = 1.0
    for i in _called(document, [word for word in name.words if word != name.head]):
        said[i] = _EXACT
        if anchor:
            by_kind[i] = max(by_kind.get(i, 0.0), _CALLED_KIND)
    best = max(said.values(), default=0.0)
    if not best and kind.open:
        return dict.fromkeys(by_kind, _NOTHING)
    if best < 0.25:
        # nobody says any of it: whatever is of the kind, what says a part of it first
        return {i: weight * _UNSAID * (0.6 + said.get(i, 0.0)) for i, weight in by_kind.items()}
    floor = _SILENT if not kind.open else 0.03
    weights = {i: floor * weight for i, weight in by_kind.items()}
    for i, good in said.items():
        near = by_kind.get(i)
        if near is None:
            near = by_kind[i] = _likeness(document, document.at(i), kind, 1)
            weights[i] = floor * near
        weights[i] = max(
            weights[i], good * (0.45 + 0.55 * near) if not kind.open else good * (0.8 + 0.2 * near)
        )
    return weights


def _called(document: Document, words: Sequence[str]) -> list[int]:
    """What says exactly these words, the kind word among them or not: "the charts", "text box"."""
    index = index_of(document)
    whole = key("".join(words))
    bare = key("".join(w for w in words if w not in STOP))
    keys = dict.fromkeys((whole, bare))
    return [i for k in keys if k for i in (*index.with_text(document, k), *index.said.get(k, ()))]


def _quoted(document: Document, quoted: str) -> Weights:
    """What says all of this, and little more."""
    index = index_of(document)
    words = split(quoted)
    found = {}
    for i in index.saying(document, words):
        component = document.at(i)
        found[i] = min(1.0, len(key(quoted)) / max(len(key(component.text or "")), 1)) ** 0.5
    for i in index.said.get(key(quoted), ()):
        found[i] = 1.0
    return found


def _said(document: Document, kind: Kind, terms: list[Term]) -> Weights:
    """How much of the words each component says, itself or by the label beside it, 0 to 1."""
    index = index_of(document)
    found: list[tuple[float, Weights]] = []
    for term in terms:
        evidence = _evidence(document, index, term)
        weight = 1.0
        if term.weak or term.words[0] in _VAGUE or (_is_number(term) and not evidence):
            weight = _LIGHT
        found.append((weight if evidence else weight * _UNKNOWN, evidence))
    total = sum(weight for weight, _ in found)
    covered: Weights = {}
    for weight, evidence in found:
        for i, good in evidence.items():
            covered[i] = covered.get(i, 0.0) + weight * good / total
    together = key("".join(word for term in terms for word in term.words))
    for i in (*index.with_text(document, together), *index.said.get(together, ())):
        covered[i] = _EXACT
    sought = {singular(word) for term in terms for word in term.words}
    own = {i: good * _wholeness(document, i, sought, kind) for i, good in covered.items()}
    best = max(own.values(), default=0.0)
    sources = [i for i, good in own.items() if good >= max(0.5, 0.8 * best)]
    lent: Weights = {}
    for source in sources[:_SOURCES_MAX]:
        for i, share in _borrowing(document, source, kind):
            lent[i] = max(lent.get(i, 0.0), own[source] * share)
    return _most((own, lent))


def _borrowing(document: Document, source: int, kind: Kind) -> Iterable[tuple[int, float]]:
    """What may be called by the words of another: what holds it, and what it is the caption of."""
    for level, i in enumerate(document.outline.ancestors(source)):
        if level < 3:
            yield i, _HOLDS - 0.03 * level
    component = document.at(source)
    box = component.box
    if kind.open or box is None or not component.text:
        return
    x, y, width, height = box
    area = (x - _CAPTION_PX, y - _CAPTION_PX, x + width + _CAPTION_PX, y + height + _CAPTION_PX)
    for i in space(document).near(area):
        taker = document.at(i)
        other = taker.box
        if i == source or other is None or taker.text or min(other[2], other[3]) < 6:
            continue
        if holds(other, box):
            yield i, _HOLDS - 0.02
        else:
            far = label_distance(box, other, taker.type.lower(), taker.role or "icon")
            if far is not None:
                share = _LENT_PRESSED if kind.said in _PRESSED else _LENT
                yield i, share / (1 + max(far, 0.0) / 200)


def _evidence(document: Document, index: Index, term: Term) -> Weights:
    """Components that say a word: itself, in its other number, or by a conventional name."""
    found: Weights = {}
    meant = conventions().get(term.words, ())
    for rank in range(len(meant) - 1, -1, -1):
        found.update(dict.fromkeys(_saying(document, index, meant[rank]), 0.85 - 0.02 * rank))
    if len(term.words) == 1:
        word = term.words[0]
        for form in forms(word)[1:]:
            found.update(dict.fromkeys(index.having(document, (form,)), 0.97))
        found.update(dict.fromkeys(index.having(document, (word,)), 1.0))
        if not found:
            kin = [other for other in index.words(document) if akin(word, other)]
            found = dict.fromkeys(index.having(document, kin), 0.75)
        return found or _respelled(document, index, word)
    found.update(dict.fromkeys(_saying(document, index, term.words), 1.0))
    return found


def _saying(document: Document, index: Index, words: Iterable[str]) -> set[int]:
    return set.intersection(*(index.having(document, (word,)) for word in words))


def _respelled(document: Document, index: Index, word: str) -> Weights:
    """Components with a word that is a slip away from this one, else one that it ends or begins."""
    if not word.isalpha():
        return {}
    known = index.words(document)
    near: list[str] = []
    if len(word) >= 4:
        slips = 1 if len(word) < 7 else 2
        near = [o for o in known if o[0] == word[0] and distance(word, o, slips) <= slips]
    if near:
        return dict.fromkeys(index.having(document, near), 0.8)
    parts = [
        o for o in known if len(o) > len(word) > 1 and (o.endswith(word) or o.startswith(word))
    ]
    return dict.fromkeys(index.having(document, parts), 0.5)


def _is_number(term: Term) -> bool:
    return all(word.isdecimal() for word in term.words)


def _wholeness(document: Document, i: int, sought: Collection[str], kind: Kind) -> float:
    """1 where a text says these words only, less the more else it says."""
    component = document.at(i)
    best = 0.0
    for said in (component.text, *descriptions(component), component.id):
        if not said:
            continue
        words = {
            singular(w) for w in split(said) if not w.isdecimal() and w not in STOP
        } - kind.tails
        if not words:
            continue
        share = len(words & set(sought)) / len(words)
        best = max(best, share)
    return 0.72 + 0.28 * best


# -- by place ----------------------------------------------------------------------------


def _where(document: Document, selector: Where) -> Weights:
    base = weigh(document, selector.base)
    if selector.anchor is None:
        return _at_place(document, base, selector.relation)
    base = _lifted(base)
    anchors = _anchors(document, selector.relation, selector.anchor)
    if not anchors:
        # nothing here is called like the anchor: what is said of the thing itself has to do
        return {i: weight * _UNSAID for i, weight in base.items()}
    near = _beside(document, base, selector.relation, anchors)
    return {i: weight * max(near.get(i, 0.0), _ELSEWHERE) for i, weight in base.items()}


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
        for i in _around(document, base, members[0]):
            near = _nearness(document, i, relation, members)
            if flat and near:
                near = 1.0 if relation in _FAR_TOO or near > 0.2 else 0.0
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
    if isinstance(anchor, Named):
        weights = _named(document, anchor, anchor=True)
    else:
        weights = weigh(document, anchor)
    top = max(weights.values(), default=0.0)
    if top <= _NOTHING:
        return []
    ranked = nsmallest(
        _ANCHORS_MAX,
        (i for i, weight in weights.items() if weight >= _ANCHOR_MIN * top),
        key=lambda i: (-weights[i], i),
    )
    return [((i,), (weights[i] / top) ** 2) for i in ranked]


def _around(document: Document, base: Collection[int], anchor: int) -> Iterable[int]:
    box = document.at(anchor).box
    if box is None or len(base) <= _WHOLE_MAX:
        return base
    x, y, width, height = box
    area = (x - _REACH_PX, y - _REACH_PX, x + width + _REACH_PX, y + height + _REACH_PX)
    return [i for i in space(document).near(area) if i in base]


def _nearness(document: Document, i: int, relation: str, anchors: tuple[int, ...]) -> float:
    far = away(document, i, relation, anchors)
    if far is not None:
        if relation in ("inside", "around", "on"):
            return 1.0
        return 1.0 / (1.0 + far / _NEAR_PX)
    on = _drawn_on(document, i, relation, anchors[0])
    if on:
        return on
    if relation == "inside":
        # what is in a part of the screen stands below or beside the words that name it
        beside = away(document, i, "beside", anchors)
        below = away(document, i, "below", anchors)
        far = min((d for d in (beside, below and 0.3 * below) if d is not None), default=None)
        return 0.0 if far is None else 0.5 / (1.0 + far / _NEAR_PX)
    return 0.0


def _drawn_on(document: Document, i: int, relation: str, anchor: int) -> float:
    """An icon drawn on a wide title stands left or right of its words."""
    mine, its = document.at(i).box, document.at(anchor).box
    if mine is None or its is None or mine[2] * mine[3] >= 0.5 * its[2] * its[3]:
        return 0.0
    axis = 1 if relation in ("above", "below") else 0
    middle = mine[axis] + mine[axis + 2] / 2
    across = mine[1 - axis] + mine[3 - axis] / 2
    start, size = its[axis], its[axis + 2]
    if not (
        start <= middle <= start + size and its[1 - axis] <= across <= its[1 - axis] + its[3 - axis]
    ):
        return 0.0
    share = (middle - start) / (size or 1)
    match relation:
        case "left" | "above" | "before":
            return _ON if share < 0.4 else 0.0
        case "right" | "below" | "after":
            return _ON if share > 0.6 else 0.0
        case "beside":
            return _ON
        case _:
            return 0.0


_ON: Final = 0.85
_FAR_TOO: Final = frozenset({"below", "above", "after", "before"})


def _at_place(document: Document, weights: Weights, place: str) -> Weights:
    _, _, width, height = document.screen
    size = math.hypot(width, height) or 1.0
    found: Weights = {}
    for i, weight in weights.items():
        at = at_screen(document, i, place)
        if at is not None:
            far, inside = at
            found[i] = weight * (1.0 if inside else _OUT) / (1.0 + _PULL * far / size)
    return found


# -- by order ----------------------------------------------------------------------------


def _pick(document: Document, selector: Pick) -> Weights:
    weights = _members(document, selector)
    if not weights:
        return {}
    top = max(weights.values())
    for share in (_MEMBER, _MEMBER / 2, _MEMBER / 4):
        among = [i for i, weight in weights.items() if weight >= share * top]
        among = _series(document, among, weights)
        lines = _lines(document, selector, among)
        taken = _taken(selector, lines)
        if taken:
            return {i: weights[i] for i in taken}
    return {i: 0.5 * weight for i, weight in weigh(document, selector.base).items()}


def _series(document: Document, among: list[int], weights: Weights) -> list[int]:
    """Of what is counted, the largest series of the same, where there is one: the cells of a grid."""
    families: dict[tuple[str, str | None, str], list[int]] = {}
    for i in among:
        component = document.at(i)
        stem = " ".join(w for w in split(component.id) if not w.isdecimal())
        families.setdefault((component.type, component.role, stem), []).append(i)
    largest = max(families.values(), key=lambda f: (sum(weights[i] for i in f), -f[0]))
    return largest if len(largest) >= _SERIES_MIN else among


def _members(document: Document, selector: Pick) -> Weights:
    """What is counted: for "the second image below …" all that is below, however far."""
    base = selector.base
    if isinstance(base, Where) and base.anchor is not None:
        within = weigh(document, base.base)
        anchors = _anchors(document, base.relation, base.anchor)
        near = _beside(document, within, base.relation, anchors, flat=True)
        return {i: within[i] * near[i] for i in near}
    if isinstance(base, Where):
        within = weigh(document, base.base)
        there = {
            i: weight
            for i, weight in within.items()
            if (at := at_screen(document, i, base.relation)) is not None and at[1]
        }
        return there or within
    return weigh(document, base)


def _lines(document: Document, selector: Pick, among: list[int]) -> list[list[int]]:
    """What is counted, in order; rows and columns stay together."""
    if selector.rows:
        return columns(document, among) if selector.order == "column" else document.rows(among)
    if selector.order == "reading":
        return [[i] for i in document.reading_order(among)]
    measured = [(m, i) for i in among if (m := measure(document, i, selector.order)) is not None]
    return [[i] for _, i in sorted(measured)]


def _taken(selector: Pick, lines: list[list[int]]) -> list[int]:
    taken: list[int] = []
    for place in selector.places or (1,):
        k = place - 1 if place > 0 else place
        if -len(lines) <= k < len(lines):
            taken.extend(lines[k])
    return taken
