"""From a description to components: the selector's parts, found, filtered and settled.

A singular that fits several is refused with the candidates, never guessed.

    D-1  the same document and selector give the same indices, in the same order

May import: document, diagnostics, select.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeGuard, assert_never

import msgspec

from redraft.document.blueprint import Document
from redraft.document.properties import is_text_like
from redraft.select.describing import describe
from redraft.select.found import (
    APPLIED,
    NOBODY,
    ByWords,
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
from redraft.select.index import GoesBy, index_of, tail
from redraft.select.inferred import NESTED, boxed, by_contents, is_box, nested
from redraft.select.kinds import ONLY_NEAR, kind_of, of_kind, tier_of
from redraft.select.labels import borrowers, labels_of, shows_hint
from redraft.select.looks import looks_so, purest, screen_looks_so
from redraft.select.matching import named, whole_names
from redraft.select.picking import of_set, picked
from redraft.select.places import away
from redraft.select.references import by_ids, everything, reference
from redraft.select.relatives import owners, reached
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
from redraft.select.settling import distinct, settled, top_of, without_doubles
from redraft.select.standing import (
    NEARLY,
    SIDES,
    Placed,
    at_edge,
    by_distance,
    level,
    nearby,
    one_in_each,
    placed,
    several,
    substantial,
    titles_of,
)
from redraft.select.tables import crossing, in_line_with
from redraft.select.together import called_by, entries, headed, is_entry, of_genus, together
from redraft.select.words import key, singular, split

#: how sure it is of an anchor that is one of several
_ONE_OF_SEVERAL: Final = 0.75
#: how sure it is of what only borrows the words of an anchor
_LABELLED: Final = 0.85
#: how sure it is of what only has the words of an anchor in its name
_SO_CALLED: Final = 0.8
#: the main kind of what is written on something
_TEXTS: Final = (("text",), ("label",))
#: Types of what has letters on it for its label.
_LETTERED: Final = frozenset({"button", "cta", "link", "tab", "chip", "pill"})
#: kinds of what links are in, and the words that such a text has at most
_LEADING: Final = (("footer",), ("nav",), ("menu",), ("sidebar",))
_LINK_WORDS: Final = 3
#: what has texts in its cells
_TABLE: Final = "table"
#: relations of what is in or on something
_WITHIN: Final = ("inside", "in", "of", "on")
#: relations to what stands in a line with something
_BESIDE: Final = ("beside", *SIDES)
#: descriptions that are kept with what they came to
_NAMED_MAX: Final = 1024


class _Kept(NamedTuple):
    """What a description came to, when, and which texts would make it another."""

    moment: int
    goes_by: GoesBy
    found: Resolution


__all__ = ["Resolution", "Scope", "Unresolved", "resolve", "resolve_scored"]


def resolve(document: Document, selector: Selector, scope: Scope = NOBODY) -> tuple[int, ...]:
    """Return the indices of the components that a description means.

    The screen itself has no index: `Screen` gives none. Raises Unresolved.

    >>> d = Document.of({"components": [{"id": "pay", "type": "button", "text": "Pay"},
    ...                                 {"id": "total", "type": "text", "text": "Total"}]})
    >>> resolve(d, Named(("pay", "button"), ("button",), "button"))
    (0,)
    """
    return resolve_scored(document, selector, scope).indices


def resolve_scored(document: Document, selector: Selector, scope: Scope = NOBODY) -> Resolution:
    """Resolve with the chance that these are the ones meant, and why they were taken."""
    if isinstance(selector, (Named, Either)):
        known = _known_by_name(document, selector)
        if known is not None:
            return known
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
    trace = f"“{said}” → {shown}{why}"
    resolution = Resolution(found.indices, found.confidence, trace, found.corrections)
    by_words = found.by_words
    kept = found.by_name or by_words is not None
    if kept and not scope.guess and isinstance(selector, (Named, Either)):
        _note_named(document, selector, resolution, by_words)
    return resolution


def _known_by_name(document: Document, selector: Selector) -> Resolution | None:
    """What a description came to by names or words, where no text that matters to it is another."""
    index = index_of(document)
    kept: _Kept | None = index.kept.get(selector)
    if kept is None:
        return None
    now = index.unmoved(document, kept.moment, kept.goes_by)
    if now is None:
        return None
    if now != kept.moment:
        index.kept[selector] = kept._replace(moment=now)
    return kept.found


def _note_named(
    document: Document, selector: Named | Either, found: Resolution, by_words: ByWords | None
) -> None:
    """Keep what a description came to by names or words; ids never change, texts may."""
    index = index_of(document)
    kept: dict[Selector, _Kept] = index.kept
    if len(kept) >= _NAMED_MAX and selector not in kept:
        kept.clear()
    goes_by = GoesBy(whole_names(selector))
    if by_words is not None:
        goes_by = GoesBy(goes_by.names | {by_words.whole}, by_words.words, by_words.among)
    kept[selector] = _Kept(index.moment(document), goes_by, found)


def _or_screen(document: Document, selector: Either, scope: Scope) -> Resolution:
    """ "The slide": a component that is called so, else the screen, which has no index."""
    before = selector.options[: selector.options.index(Screen())]
    screen = Resolution((), 1.0, "the screen")
    try:
        found = resolve_scored(document, Either(before), scope._replace(guess=False))
    except Unresolved as problem:
        if problem.code == "target.ambiguous":
            raise
        return screen
    named = before[0] if before else None
    if isinstance(named, Named) and not all(_is_one(document, named, i) for i in found.indices):
        return screen
    return found


def _is_one(document: Document, name: Named, i: int) -> bool:
    """Whether a component is one of the kind, or is called just so: “page_footer” is no page."""
    whole = key(" ".join(name.words))
    if whole in (key(document.outline.ids[i]), key(document.at(i).text or "")):
        return True
    return tier_of(document, i, kind_of(name.head, name.kinds)) >= 3


def _fitting(document: Document, selector: Fitting, scope: Scope) -> Resolution:
    """All that fits; that nothing does is an answer too."""
    try:
        return resolve_scored(document, selector.base, scope)
    except Unresolved as problem:
        if problem.code == "target.ambiguous":
            if not selector.each:
                raise
            known = document.outline.index
            fits = tuple(sorted(known[one] for one in problem.candidates))
            return Resolution(fits, 1.0, f"each that may be “{describe(selector)}”")
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
            return by_ids(document, selector)
        case Named():
            return named(document, selector, wide=wide, guess=scope.guess)
        case Everything(kinds):
            return everything(document, kinds, wide=wide)
        case Screen():
            raise not_found("screen", None, message="the screen itself cannot be meant here")
        case Reference():
            return reference(document, selector, scope)
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


def _look(document: Document, selector: Look, scope: Scope, *, wide: bool) -> Found:
    if isinstance(selector.base, Screen):
        return _on_screen(document, selector)
    base = _looked_at(document, selector.base, scope, wide=wide)
    than: int | None = None
    if selector.than is not None:
        than = settled(document, find(document, selector.than, scope), scope).fits[0].i
    said = describe(selector)
    kept = [f for f in base.fits if f.i != than and looks_so(document, f.i, selector, than=than)]
    if not kept:
        ids = [document.outline.ids[f.i] for f in base.fits]
        told = f"no {base.said or 'component'} here looks like “{said}”"
        raise not_found(said, base.span, ids, told)
    if len(kept) == 1 and selector.feature == "colour" and _is_box(selector.base):
        base = base._replace(confidence=max(base.confidence, _LABELLED))
    return base._replace(fits=_leveled(purest(document, kept, selector)), said=said)


def _is_box(selector: Selector) -> bool:
    """Whether "the box on slide 4" may be whatever has a ground there."""
    while isinstance(selector, Where):
        selector = selector.base
    return isinstance(selector, Named) and is_box(selector)


def _looked_at(document: Document, base: Selector, scope: Scope, *, wide: bool) -> Found:
    """What a look may tell: "the yellow box" of a screen on which nothing is a box by type or name."""
    try:
        return find(document, base, scope, wide=wide)
    except Unresolved:
        found = boxed(document, base, looked=True) if isinstance(base, Named) else None
        if found is None:
            raise
        return found


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
    if (counted := _counted_at_edge(document, selector, scope)) is not None:
        return counted
    if (anywhere := _on_screen_itself(document, selector, scope)) is not None:
        return anywhere
    if isinstance(selector.anchor, Either) and Screen() in selector.anchor.options:
        parts = tuple(one for one in selector.anchor.options if one != Screen())
        selector = msgspec.structs.replace(selector, anchor=Either(parts))
    base = _placed_base(document, selector, scope)
    if selector.anchor is None:
        return at_edge(document, selector, base, said)
    anchors, sure, corrections, span, single = _anchors(document, selector, scope)
    many = selector.number in ("many", "all") or (
        selector.number == "any" and base.number in ("many", "all")
    )
    many = many or _is_line(selector, base)
    among = {fit.i: fit for fit in base.fits}
    held = [k for one in anchors for k in one]
    if selector.relation in ("inside", "of") and (not many or len(among) == 1):
        met = crossing(document, held, among) or crossing(document, among, held)
        if met is not None:
            return Found([Fit(met, 1.0)], "one", said, span, sure, ("where they meet",))
    there = [] if many else nearby(document, selector.relation, base.fits, anchors)
    near_only = bool(there)
    there = there or placed(document, selector.relation, base.fits, anchors)
    there = _innermost(document, there) if base.trace == NESTED else there
    there = there or _in_line(document, selector, base, held)
    base, there = (base, there) if there else _held_so(document, selector, base, anchors)
    if many and single and len(anchors) > 1 and len(there) > 1:
        _same_at_each(document, selector, base.fits, anchors, span)
    if many:
        plain = base.number == "many"
        there = several(
            document, selector.relation, there, anchors, plain=plain, each=plain and not single
        )
    else:
        there = level(document, selector.relation, there, anchors)
    if isinstance(selector.anchor, Related) and selector.anchor.relation == "group":
        there = _of_kind(there)
    elif not there and selector.relation in ("inside", "of"):
        apart = many and single and len(anchors) > 1 and not _is_entry(selector.base)
        there = _labels_of_fields(document, selector, base, anchors) if apart else []
        if not there:
            there, sure = _with(document, selector, base, [] if apart else anchors, sure)
        there = there or _labels_of_parts(document, selector, anchors)
        if not there and (
            lettered := _lettered(document, selector, anchors, one=not many and single)
        ):
            return Found(lettered, "all", said, base.span or span, base.confidence * sure)
    if not there:
        told = f"nothing here is “{said}”"
        ids = [document.outline.ids[f.i] for f in base.fits]
        raise not_found(said, base.span or span, ids, told)
    of_kind_there = [] if _of_texts(document, selector, there) else _of_kind(there)
    base, sure = _of_near_kind(document, selector, base, there, sure, held)
    fits = by_distance(document, of_kind_there or there, selector.relation, anchors)
    if selector.relation in _WITHIN and not (_says_all(selector) and len(held) == 1):
        fits = titles_of(document, fits, held)
    each = [] if many or single else _in_each(document, selector, fits, anchors)
    return Found(
        each or fits,
        "all" if many or each else "one",
        said,
        base.span or span,
        base.confidence * sure * (1.0 if many or (len(fits) == 1 and not near_only) else 0.95),
        (*base.trace, f"{len(fits)} there"),
        base.corrections + corrections,
    )


def _is_only_text(document: Document, selector: Where, there: Placed, held: list[int]) -> bool:
    """ "The hero subtitle": the one text in it that may be called so, of whatever type."""
    name = selector.base
    if selector.relation not in ("inside", "of") or len(there) != 1 or not isinstance(name, Named):
        return False
    i = there[0][1].i
    if len(held) != 1 or not held[0] < i < document.outline.end[held[0]]:
        return False
    kinds = name.kinds[:1]
    told = bool(kinds) and kinds[0] in _UNDER_TITLES and len(name.words) == 1
    return told and is_text_like(document.at(i))


#: kinds of texts beside a title that are typed in many ways
_UNDER_TITLES: Final = ("subtitle", "description", "paragraph", "caption", "tagline")


def _of_kind(there: Placed) -> Placed:
    return [(far, fit) for far, fit in there if fit.tier >= 3]


def _of_texts(document: Document, selector: Where, there: Placed) -> bool:
    """ "The line right below the title": of what is written there any, whether it is called a line or not."""
    name = selector.base
    if not isinstance(name, Named) or name.kinds[:1] != ("line",) or len(name.words) > 1:
        return False
    return all(is_text_like(document.at(fit.i)) for _, fit in _of_kind(there))


def _innermost(document: Document, there: Placed) -> Placed:
    """ "The card around the total": the nearest of those that hold one another."""
    end = document.outline.end
    return [
        (far, fit)
        for far, fit in there
        if not any(fit.i < other.i < end[fit.i] for _, other in there)
    ]


def _counted_at_edge(document: Document, selector: Where, scope: Scope) -> Found | None:
    """ "The third icon at the top" counts what is at the top; None where that is nothing."""
    pick = selector.base
    if selector.anchor is not None or not isinstance(pick, Pick):
        return None
    narrowed = Where(pick.base, selector.relation, None, "all")
    try:
        return _pick(document, msgspec.structs.replace(pick, base=narrowed), scope)
    except Unresolved:
        return None


def _on_screen_itself(document: Document, selector: Where, scope: Scope) -> Found | None:
    """ "The page's logo": any that there is, where nothing is called page; else None."""
    anchor = selector.anchor
    if isinstance(anchor, Screen) and selector.relation == "inside":
        return find(document, selector.base, scope)
    if not (isinstance(anchor, Either) and Screen() in anchor.options):
        return None
    if _or_screen(document, anchor, scope).indices:
        return None
    _one_screen(document, anchor)
    return find(document, selector.base, scope)


def _one_screen(document: Document, anchor: Either) -> None:
    """Raise Unresolved where "that slide" points at nothing, and there are several."""
    for one in anchor.options:
        if isinstance(one, Where) and isinstance(one.base, Named) and one.base.kinds:
            slides = [i for i, tier in of_kind(document, kind_of("", one.base.kinds)) if tier == 4]
            if len(slides) > 1:
                ids = [document.outline.ids[i] for i in slides]
                raise ambiguous(one.base.head, one.base.span, ids)


def _placed_base(document: Document, selector: Where, scope: Scope) -> Found:
    """What a place is told of; "the items in the menu" need be called so nowhere."""
    part = selector.base
    each = selector.number in ("many", "all") and isinstance(part, Named) and part.number == "one"
    try:
        if each and isinstance(part, Named) and not part.kinds and part.quoted is None:
            base = _part_of_each(document, part)
        else:
            base = find(document, selector.base, scope, wide=True)
        if selector.relation == "around" and isinstance(part, Named):
            base = nested(document, part, base)
    except Unresolved:
        named = selector.base
        if selector.relation != "inside" or not (isinstance(named, Named) and is_entry(named)):
            raise
        base = Found([], named.number)
    return base._replace(fits=substantial(document, base.fits))


def _part_of_each(document: Document, part: Named) -> Found:
    """ "Each card's due date": that of those too which do not say so."""
    try:
        return named(document, msgspec.structs.replace(part, number="many"), wide=False)
    except Unresolved:
        return named(document, part, wide=True)


def _of_near_kind(
    document: Document, selector: Where, base: Found, there: Placed, sure: float, held: list[int]
) -> tuple[Found, float]:
    """The base and how sure it is, where what is there may be only near the kind."""
    if any(fit.tier >= 3 for _, fit in there):
        return base, sure
    if sure == 1.0 and _is_only_text(document, selector, there, held):
        return base._replace(confidence=max(base.confidence, _LABELLED)), sure
    if _are_links(document, selector, there):
        return base._replace(confidence=max(base.confidence, _LABELLED)), sure
    # a picture where a switch was said, and there are switches
    return base, sure * (NEARLY if any(fit.tier >= 3 for fit in base.fits) else 1.0)


def _are_links(document: Document, selector: Where, there: Placed) -> bool:
    """ "The footer links" of a footer with a few short texts: these lead somewhere, whatever their type."""
    base, anchor = selector.base, selector.anchor
    if not (isinstance(base, Named) and base.kinds[:1] == ("link",) and isinstance(anchor, Named)):
        return False
    texts = [document.at(fit.i).text or "" for _, fit in there]
    short = all(0 < len(split(text)) <= _LINK_WORDS for text in texts)
    return anchor.kinds[:1] in _LEADING and len(texts) > 1 and short


def _is_line(selector: Where, base: Found) -> bool:
    """Whether "the Units column" is all that stands in it, and no one thing."""
    told = selector.base
    counted = isinstance(told, (Either, Pick)) and selector.number == "one"
    return base.number == "all" and (counted or (isinstance(told, Named) and told.number == "one"))


def _is_entry(selector: Selector) -> bool:
    return isinstance(selector, Named) and is_entry(selector)


def _says_all(selector: Where) -> bool:
    """Whether "all titles" may have been said rather than "the titles"."""
    named = selector.base
    return selector.number == "all" or (isinstance(named, Named) and named.number == "all")


def _held_so(
    document: Document, selector: Where, base: Found, anchors: Sequence[tuple[int, ...]]
) -> tuple[Found, Placed]:
    """ "The balance's amount", where others are called so: the text in it that holds one."""
    name = selector.base
    if selector.relation != "inside" or not isinstance(name, Named) or len(name.words) != 1:
        return base, []
    told = by_contents(document, name, wide=True)
    there = [] if told is None else placed(document, "inside", told.fits, anchors)
    return (told, there) if told is not None and there else (base, [])


def _in_line(document: Document, selector: Where, base: Found, held: Sequence[int]) -> Placed:
    """ "Biology on Wednesday": those in the line of a table that something heads."""
    if selector.relation != "inside" or len(held) != 1:
        return []
    return [(0.0, fit) for fit in in_line_with(document, base.fits, held[0])]


def _in_each(
    document: Document, selector: Where, fits: list[Fit], anchors: Sequence[tuple[int, ...]]
) -> list[Fit]:
    """ "The title of slides 1 and 3", of which each has one; nothing where one is meant."""
    if selector.relation != "inside":
        return []
    return one_in_each(document, fits, anchors, any_kind=isinstance(selector.anchor, Named))


def _same_at_each(
    document: Document,
    selector: Where,
    fits: Sequence[Fit],
    anchors: Sequence[tuple[int, ...]],
    span: Span | None,
) -> None:
    """Raise Unresolved where "everything below the label" differs with which label is meant."""
    sets = {
        frozenset(fit.i for _, fit in placed(document, selector.relation, fits, [one]))
        for one in anchors
    }
    if len(sets - {frozenset()}) > 1:
        assert selector.anchor is not None
        ids = document.outline.ids
        tied = [ids[one[0]] for one in anchors]
        raise ambiguous(describe(selector.anchor), span, tied)


class _Anchors(NamedTuple):
    """The anchors that the words may mean, how sure, corrections, where they stand.

    ``single``: the words mean one, and nothing but what is there can tell which.
    """

    ways: Sequence[tuple[int, ...]]
    sure: float = 1.0
    corrections: tuple[Correction, ...] = ()
    span: Span | None = None
    single: bool = False


def _anchors(document: Document, selector: Where, scope: Scope) -> _Anchors:
    if selector.anchor is None or isinstance(selector.anchor, Screen):
        return _Anchors([])
    found = _anchor(document, selector, selector.anchor, scope)
    if selector.relation == "between":
        found = settled(document, found, scope)
        return _Anchors([found.indices], found.confidence, found.corrections, found.span)
    if found.number == "one" and found.fits:
        top = top_of(found.fits)
        top = without_doubles(document, top) if len(top) > 1 else top
        sure = found.confidence * (1.0 if len(top) == 1 else _ONE_OF_SEVERAL)
        ways = [(_written_in(document, selector, f.i),) for f in top]
        return _Anchors(ways, sure, found.corrections, found.span, single=True)
    chosen = settled(document, found)
    ways = [(f.i,) for f in chosen.fits]
    return _Anchors(ways, found.confidence, found.corrections, found.span)


def _written_in(document: Document, selector: Where, i: int) -> int:
    """ "Next to Review", where a part of the screen is called so and is headed “Review”: the heading."""
    name = selector.anchor
    if selector.relation not in _BESIDE or not isinstance(name, Named) or name.kinds or name.quoted:
        return i
    said = key(" ".join(name.words))
    inside = [k for k in document.outline.children[i] if key(document.at(k).text or "") == said]
    return inside[0] if len(inside) == 1 and not document.at(i).text else i


def _anchor(document: Document, selector: Where, anchor: Selector, scope: Scope) -> Found:
    """What an anchor may be."""
    try:
        found = find(document, anchor, scope)
    except Unresolved:
        of_it = _by_genus(document, selector)
        if of_it is None:
            raise
        return of_it
    if found.confidence < APPLIED:
        return _by_genus(document, selector) or found
    top = top_of(found.fits) if found.fits else []
    if top and found.number == "one" and all(document.outline.children[fit.i] for fit in top):
        # "the icon of the City Power transaction": in the row, not in the list that holds it
        of_it = _by_genus(document, selector)
        end = document.outline.end
        if of_it is not None and all(
            any(f.i < fit.i < end[f.i] for f in top) for fit in of_it.fits
        ):
            return of_it
    return found


def _with(
    document: Document,
    selector: Where,
    base: Found,
    anchors: Sequence[tuple[int, ...]],
    sure: float,
) -> tuple[Placed, float]:
    """What is not in an anchor but goes with it, and how sure that is, ``sure`` of the anchor."""
    if isinstance(selector.base, Ids):
        return [], sure  # a test of where something is: what a title heads is not in it
    part = headed(document, anchors[0][0]) if len(anchors) == 1 else None
    if part is not None and (under := placed(document, "inside", base.fits, [(part,)])):
        return [(far, fit) for far, fit in under if fit.i not in anchors[0]], sure
    if labels := _labels_of_fields(document, selector, base, anchors):
        return labels, sure
    held = [] if _is_any_text(selector.base) else together(document, base.fits, anchors)
    if len(held) > 1:
        # "the postcode label and its field": of those in one form, the one that it is the label of
        ones = borrowers(document, [k for one in anchors for k in one], {f.i: 3 for f in held})
        held = [fit for fit in held if fit.i in ones] if len(ones) == 1 else held
    if held:
        # whichever of several is meant, it is this one
        sure /= _ONE_OF_SEVERAL if len(held) == 1 < len(anchors) else 1.0
        return [(0.0, fit) for fit in held], sure
    if of_them := entries(document, anchors) if _is_entry(selector.base) else []:
        sure /= _ONE_OF_SEVERAL if len(anchors) > 1 else 1.0  # the others have none
        return [(0.0, Fit(i)) for i in of_them], sure * _LABELLED
    if (of_it := _by_genus(document, selector)) is not None:
        there = placed(document, selector.relation, base.fits, [(i,) for i in of_it.indices])
        # "the late patient's card" is that of which it was said
        there = there or [(0.0, f) for f in base.fits if f.i in of_it.indices and f.tier >= 3]
        if there:
            return there, of_it.confidence
    if so_called := called_by(document, base.fits, selector.anchor):
        return [(0.0, fit) for fit in so_called], _SO_CALLED
    among = {f.i: f for f in base.fits if f.tier >= 3 or not shows_hint(document, f.i)}
    labelled = borrowers(document, [k for anchor in anchors for k in anchor], among)
    return [(0.0, among[i]) for i in sorted(labelled)], sure * _LABELLED


def _labels_of_fields(
    document: Document, selector: Where, base: Found, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """ "The labels of the fields": what stands beside each."""
    if not _is_any_text(selector.base) or selector.base.kinds[:1] != ("label",):
        return []
    named = {fit.i: fit for fit in base.fits if fit.tier >= 3}
    labels = labels_of(document, [k for one in anchors for k in one], named)
    return [(0.0, named[i]) for i in labels]


def _labels_of_parts(
    document: Document, selector: Where, anchors: Sequence[tuple[int, ...]]
) -> Placed:
    """ "Every label in the tab bar", of tabs that are lettered themselves: all that is there is of one type."""
    base = selector.base
    if not _is_any_text(base) or base.kinds[:1] != ("label",) or len(anchors) != 1:
        return []
    (holder,) = anchors[0][:1] or (None,)
    if len(anchors[0]) != 1 or base.number == "one" or holder is None:
        return []
    parts = [i for i in document.outline.descendants(holder) if document.at(i).text]
    types = {key(document.at(i).type) for i in parts}
    lettered = len(types) == 1 or types <= _LETTERED
    return [(0.0, Fit(i)) for i in parts] if lettered and len(parts) > 1 else []


def _lettered(
    document: Document, selector: Where, anchors: Sequence[tuple[int, ...]], *, one: bool
) -> list[Fit]:
    """ "The label in the teal buttons", of buttons that are lettered themselves: these, with their text.

    ``one``: one is meant, and nothing tells which of several.
    """
    held = [i for anchor in anchors for i in anchor]
    within = selector.relation in _WITHIN
    if not (within and _is_any_text(selector.base)) or (one and len(held) > 1):
        return []
    if len(held) == 1 and document.at(held[0]).type.lower() == _TABLE:
        return [Fit(i) for i in document.outline.descendants(held[0]) if document.at(i).text]
    own = all(_is_lettered(document, i) for i in held)
    return [Fit(i) for i in held] if own else []


def _is_lettered(document: Document, i: int) -> bool:
    """Whether something has letters on it, and is no text itself: a button."""
    component = document.at(i)
    return bool(component.text) and not (document.outline.children[i] or is_text_like(component))


def _is_any_text(selector: Selector) -> TypeGuard[Named]:
    """Whether "the text on the badge" is asked for: its own, and none beside it."""
    return isinstance(selector, Named) and selector.kinds[:1] in _TEXTS and len(selector.words) < 2


def _by_genus(document: Document, selector: Where) -> Found | None:
    """What something is in, where the last word of it may be for what several alike are."""
    if selector.relation not in ("inside", "of") or not isinstance(selector.anchor, Named):
        return None
    return of_genus(document, selector.anchor, known=False)


# -- choosing ------------------------------------------------------------------------


def _pick(document: Document, selector: Pick, scope: Scope) -> Found:
    if selector.each is not None:
        return _pick_in_each(document, selector, selector.each, scope)
    try:
        base = find(document, selector.base, scope)
    except Unresolved:
        if (met := _counted_line(document, selector, scope)) is not None:
            return met
        if (lines := _lines_of_cells(document, selector, scope)) is not None:
            return lines
        if not of_set(document, selector, None):
            raise
        base = Found([], "all", describe(selector.base))
    if selector.order == "only" and isinstance(selector.base, Where):
        base = _whole_row(document, selector, selector.base, base, scope)
    return picked(document, selector, base)


def _whole_row(
    document: Document, selector: Pick, placed: Where, base: Found, scope: Scope
) -> Found:
    """ "The three buttons under the card", one of which is beside it: the row they stand in, if it has so many."""
    there = {fit.i for fit in base.fits}
    if placed.relation not in ("below", "above") or not 0 < len(there) < len(selector.places):
        return base
    tops = {_top(document, i) for i in there}
    fits = find(document, placed.base, scope).fits
    row = [fit for fit in fits if _top(document, fit.i) in tops]
    lined = len(tops) == 1 and tops != {None}
    return base._replace(fits=row) if lined and len(row) == len(selector.places) else base


def _top(document: Document, i: int) -> float | None:
    place = document.position(i)
    return None if place is None else place[1]


def _lines_of_cells(document: Document, selector: Pick, scope: Scope) -> Found | None:
    """ "Row 2", "the second column", of the one table, whose rows and columns are no components."""
    there = selector.base
    name = there
    if isinstance(there, Where) and there.relation == "inside":
        name = there.base
    plain = selector.order == "reading" and selector.step == 1 and not selector.rows
    if not (plain and isinstance(name, Named) and name.words == (name.head,)):
        return None
    axis = name.kinds[0] if name.kinds else ""
    cells = [i for i, _ in of_kind(document, kind_of("", ("cell",)))]
    if isinstance(there, Where) and there.anchor is not None:
        around = settled(document, find(document, there.anchor, scope), scope).indices
        cells = [i for i in cells if any(a in around for a in document.outline.ancestors(i))]
    if axis not in ("row", "column") or len({document.outline.parent[i] for i in cells}) != 1:
        return None
    lines = msgspec.structs.replace(selector, base=Everything(("cell",)), order=axis, rows=True)
    base = Found([Fit(i) for i in cells], "all", describe(selector), name.span)
    return picked(document, lines, base)


def _counted_line(document: Document, selector: Pick, scope: Scope) -> Found | None:
    """ "Wednesday's second period", where periods are rows and days columns: where the two meet."""
    place = selector.base
    if not isinstance(place, Where) or place.relation != "inside" or place.anchor is None:
        return None
    try:
        line = settled(
            document, _pick(document, msgspec.structs.replace(selector, base=place.base), scope)
        )
        other = settled(document, find(document, place.anchor, scope))
    except Unresolved:
        return None
    met = crossing(document, line.indices, other.indices)
    met = crossing(document, other.indices, line.indices) if met is None else met
    if met is None:
        return None
    sure = min(line.confidence, other.confidence)
    return Found([Fit(met)], "one", describe(selector), line.span, sure, ("where they meet",))


def _pick_in_each(document: Document, selector: Pick, each: Selector, scope: Scope) -> Found:
    """ "The first card of each column": the places are taken in each of them that has any."""
    base = find(document, selector.base, scope)
    holders = settled(document, find(document, each, scope), scope)
    fits: list[Fit] = []
    for holder in holders.indices:
        inside = [f for f in base.fits if away(document, f.i, "inside", (holder,)) is not None]
        if inside:
            fits += picked(document, selector, base._replace(fits=inside)).fits
    if not fits:
        raise not_found(base.said, base.span, message=f"nothing here is “{describe(selector)}”")
    sure = min(base.confidence, holders.confidence)
    corrections = base.corrections + holders.corrections
    return base._replace(
        fits=distinct(fits), number="all", confidence=sure, corrections=corrections
    )


# -- combining -----------------------------------------------------------------------


def _left_whole(document: Document, left: set[int]) -> set[int]:
    """ "(hide) everything but the summary": nor what is in it, nor what it is in."""
    outline = document.outline
    inside = {k for i in left for k in range(i, outline.end[i])}
    return inside.union(k for i in left for k in outline.ancestors(i))


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
        inside = owners(document, minus.fits, among)
    if inside:
        minus = settled(document, minus._replace(fits=inside))
    else:
        minus = settled(document, minus)
    gone = set(minus.indices)
    if not inside:
        # "the titles of all slides except the last": what is in it is left out
        end = document.outline.end
        gone = {i for i in among if any(m < i < end[m] for m in gone)}
        if not gone and base.number != "one":  # whoever leaves it out takes it for one of them
            raise not_found(minus.said, minus.span, message=f"“{minus.said}” is no “{base.said}”")
    if isinstance(selector.base, Everything) and not selector.base.kinds:
        gone = _left_whole(document, gone)
    fits = [fit for fit in fits if fit.i not in gone]
    if not fits:
        raise not_found(base.said, base.span, message=f"nothing is left of “{base.said}”")
    return base._replace(
        fits=fits,
        confidence=min(base.confidence, minus.confidence),
        corrections=base.corrections + minus.corrections,
    )


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
        distinct(fits),
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
    unsure: Found | None = None
    sure = scope._replace(guess=False) if scope.guess else scope
    by_name = True
    for option in selector.options:
        try:
            found = find(document, option, sure, wide=wide)
            settled(document, found, sure)
        except Unresolved as problem:
            if problem.code == "target.ambiguous" and _is_sure(document, option, problem):
                raise  # several are meant for sure: a looser reading would only hide it
            # an ambiguity says more than that another reading fits nothing
            if failed is None or (failed.code != "target.ambiguous" == problem.code):
                failed = problem
            by_name = by_name and isinstance(option, Named) and option.exact
            continue
        if found.confidence >= APPLIED and not _only_near(option, found):
            if by_name and isinstance(option, Named):
                return found
            return found._replace(by_name=False, by_words=None)
        by_name = False
        unsure = unsure or found._replace(by_name=False, by_words=None)
    if unsure is not None:
        return unsure
    if scope.guess and selector.options:
        found = find(document, selector.options[0], scope, wide=wide)
        return found._replace(by_name=False, by_words=None)
    raise failed or not_found(describe(selector), None)


def _is_sure(document: Document, option: Selector, problem: Unresolved) -> bool:
    """What is called exactly so, or parts of a kind in one that is counted: "the second post image"."""
    if isinstance(option, Named):
        return option.exact
    counted = isinstance(option, Where) and isinstance(option.anchor, Pick)
    if not isinstance(option, Where) or not counted or not isinstance(option.base, Named):
        return False
    part = option.base
    kind = kind_of(part.head, part.kinds)
    fits = [document.outline.index[one] for one in problem.candidates]
    if sum(tail(one) == singular(part.head) for one in problem.candidates) == 1:
        return False  # "step_1_text" beside "step_1_time": the one that is called a text
    return all(tier_of(document, i, kind) >= 3 for i in fits)


def _only_near(option: Selector, found: Found) -> bool:
    """ "The bottom card" of a “container_bottom” that is no card: a reading by place comes first."""
    if not isinstance(option, Named) or not option.kinds or option.words in ((), (option.head,)):
        return False
    return all(fit.tier <= ONLY_NEAR for fit in found.fits)


def _related(document: Document, selector: Related, scope: Scope) -> Found:
    base = find(document, selector.base, scope)
    try:
        return reached(document, selector, settled(document, base, scope))
    except Unresolved as problem:
        held = _held_together(document, selector, base, problem)
        if held is None:
            raise
        return held


def _held_together(
    document: Document, selector: Related, base: Found, problem: Unresolved
) -> Found | None:
    """ "Omar's time", where a picture and a name are called so: what holds both, if one thing does."""
    if selector.relation != "group" or problem.code != "target.ambiguous":
        return None
    found = reached(document, selector, base._replace(fits=top_of(base.fits)))
    return found if len(found.fits) == 1 else None
