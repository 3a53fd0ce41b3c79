"""Destinations: "below the hero", "to the top left corner of the card", "20px down", "to the front".

A destination becomes steps on a target that may not be known yet (`HERE`).

May import: decompose.nouns, decompose.values, decompose.words, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from msgspec import structs

from redraft.decompose.descriptions import Noun, is_plural, many
from redraft.decompose.distances import Distance, distance
from redraft.decompose.edges import Edges, edge_phrase
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.references import explained, refers
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import (
    Align,
    Arrange,
    Condition,
    Line,
    Literally,
    Place,
    Reorder,
    Set,
    Shift,
    Step,
)
from redraft.select.selectors import Either, Reference, Screen, Selector, Where

#: stands for the target until it is known
HERE: Final = Reference("it", kinds=("here",))
#: a move without an amount, in base spacings, by degree (`spec`: commands, section 2)
STRIDES: Final[dict[str, float]] = {"": 2.0, "slight": 1.0, "much": 4.0}

_SIDES: Final[dict[str, str]] = {
    "below": "below",
    "above": "above",
    "left": "left",
    "right": "right",
    "beside": "right",
    "after": "below",
    "before": "above",
}
_SIDE_OF_LINE: Final = {"left": "left", "right": "right", "top": "above", "bottom": "below"}
_LINE_OF_SIDE: Final = {"below": "bottom", "above": "top", "left": "left", "right": "right"}


class Placed(NamedTuple):
    """Steps on `HERE`, where the words for them end, and how sure the reading is."""

    steps: tuple[Step, ...]
    stop: int
    sure: float = 1.0


def aimed(steps: tuple[Step, ...] | list[Step], target: Selector) -> list[Step]:
    """The steps with their target, which "its card" in them is of."""
    return [_of_its_own(structs.replace(s, target=target), target) for s in steps]


def _of_its_own(step: Step, target: Selector) -> Step:
    """ "(move the switch) to the right edge of its card": the card of what is moved."""
    when = tuple(_of_its_own_too(condition, target) for condition in step.when)
    if isinstance(step, Align) and step.to is not None:
        return structs.replace(step, to=own_of(step.to, target), when=when)
    if isinstance(step, Place) and (step.when or is_plural(target)):
        return structs.replace(step, anchor=own_of(step.anchor, target), when=when)
    return step


def _of_its_own_too(condition: Condition, target: Selector) -> Condition:
    """A condition that it is in, or beside, what belongs to it."""
    fits = condition.fits
    if not isinstance(fits, Where) or fits.anchor is None:
        return condition
    return structs.replace(
        condition, fits=structs.replace(fits, anchor=own_of(fits.anchor, target))
    )


def own_of(whose: Selector, target: Selector) -> Selector:
    """ "its card", said of a target: the card of that; of several all cards, of which each has its own."""
    own = whose.options[0] if isinstance(whose, Either) and whose.options else whose
    if not isinstance(own, Where) or own.relation != "inside" or own.anchor is None:
        return whose
    if not isinstance(own.anchor, Reference) or own.anchor.word != "it" or refers(target):
        return whose
    return many(own.base) if is_plural(target) else explained(whose, [target])


def side_of(relation: str) -> str:
    """The side of a component that a relation means."""
    return _SIDES[relation]


def starts_destination(w: Words, i: int) -> bool:
    """Whether a further destination may start at ``i``."""
    return (
        w.any_of(i, "direction", "relation", "edge", "layer")
        or (w.any_of(i, "to", "in") and w.any_of(i + 1, "edge", "det"))
        or (value(w, i) is not None and not w.any_of(i, "keyword"))
    )


def destination(
    w: Words, at: int, amount: Said | None = None, degree: str = "", verb: str = ""
) -> Placed | None:
    """Read one destination at ``at``; ``amount`` and ``degree`` were said before it.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "below the hero"
    >>> destination(Words(text, load().items(scan(text)), load()), 0).steps[0].side
    'below'
    """
    if w.has(at, "layer"):
        order = Reorder(target=HERE, to=_any(w.value(at, "layer")), span=w.span(at, at + 1))
        return Placed((order,), at + 1)
    if w.has(at, "between"):
        pair = nouns(w, at + 1)
        if pair is not None:
            span = w.span(at, pair.stop)
            return Placed(
                (Place(target=HERE, side="between", anchor=pair.selector, span=span),), pair.stop
            )
    if w.has(at, "relation"):
        placed = _beside(w, at, amount)
        if placed is not None:
            return placed
    edges = edge_phrase(w, at)
    direction = w.value(at, "direction")
    if direction and not (edges is not None and edges.stop > at + 1):
        return _shift(w, at, direction, amount, degree, verb)
    if edges is not None:
        return _edge_at(w, at, edges) or _centred_by(w, at, edges, verb) or _to_edges(w, at)
    if w.has(at, "more"):
        name, _, sign = w.value(at, "more").rpartition(" ")
        if name in ("x", "y"):
            by = (amount.number if amount else STRIDES[degree]) * (1 if sign == "+" else -1)
            unit = "px" if amount else "spacing"
            shift = Shift(
                target=HERE, property=name, by=by, unit=_any(unit), span=w.span(at, at + 1)
            )
            return Placed((shift,), at + 1)
    return _into(w, at)


def _into(w: Words, at: int) -> Placed | None:
    if w.any_of(at, "inside", "in") and not (w.any_of(at, "to") and w.kind(at + 1) == "number"):
        anchor = noun(w, at + 1)
        if anchor is not None and not anchor.screen:
            span = w.span(at, anchor.stop)
            step = Place(target=HERE, side="inside", anchor=anchor.selector, span=span)
            return Placed((step,), anchor.stop)
        if anchor is not None:
            return Placed((), anchor.stop)
    if w.has(at, "to") and not w.has(at + 1, "edge"):
        anchor = noun(w, at + 1)
        if anchor is not None and not anchor.screen and not anchor.bare:
            span = w.span(at, anchor.stop)
            step = Place(target=HERE, side="inside", anchor=anchor.selector, span=span)
            return Placed((step,), anchor.stop, 0.8)
    return None


def _shift(
    w: Words, at: int, direction: str, amount: Said | None, degree: str, verb: str
) -> Placed:
    stop = at + 1
    if amount is None:
        step = stop
        if w.any_of(step, "by"):
            step += 1
        said = value(w, step)
        if w.has(step, "same-amount") and w.amount is not None:
            said = Said("px", step + 1, number=w.amount)
        if said is not None and said.sort in ("px", "number", "percent"):
            amount, stop = said, said.stop
        elif w.has(step, "degree"):
            degree, stop = w.value(step, "degree"), step + 1
        if amount is None and (behind := _how_far(w, stop)) is not None:
            amount, stop = behind
    sign = -1 if direction in ("left", "up") else 1
    name = "x" if direction in ("left", "right") else "y"
    span = w.span(at, stop)
    if amount is None:
        by, unit = (0.5 if verb == "nudge" and not degree else STRIDES.get(degree, 2.0)), "spacing"
    else:
        by, unit = amount.number, ("screen" if amount.sort == "percent" else "px")
    shift = Shift(target=HERE, property=name, by=sign * by, unit=_any(unit), span=span)
    return Placed((shift,), stop)


#: marks between a direction and how far
_APART: Final = ",:-–—"


def _how_far(w: Words, at: int) -> tuple[Said, int] | None:
    """ "(to the right), say 10px", "(down) - 8px or so", "(left) (6px)": how far, and where that ends."""
    bracket = w.mark(at, "(")
    step = w.skip(at + (bracket or w.mark(at, _APART)), "namely", "filler", "by", most=3)
    said = value(w, step) if step > at else None
    if said is None or said.sort not in ("px", "number") or w.kind(step) == "quote":
        return None
    stop = said.stop
    if bracket:
        return (said, stop + 1) if w.mark(stop, ")") else None
    stop = w.skip(stop, "filler", most=2)
    ends = stop >= w.size or w.is_separator(stop) or w.mark(stop, ".!?;\n)")
    return (said, stop) if ends else None


def _beside(w: Words, at: int, amount: Said | None) -> Placed | None:
    relation = w.value(at, "relation")
    anchor = nouns(w, w.skip(at + 1, "of", "to", most=3))
    if anchor is None:
        return None
    if anchor.screen:
        line = _LINE_OF_SIDE.get(relation)
        if line is None:
            return None
        align = Align(target=HERE, lines=(_any(line),), span=w.span(at, anchor.stop))
        return Placed((align,), anchor.stop)
    sure = 0.85 if relation in ("after", "before") else 1.0
    gap = amount.number if amount is not None and amount.sort in ("px", "number") else None
    stop = anchor.stop
    if gap is None and (apart := _apart(w, stop)) is not None:
        gap, stop = apart.px, apart.stop
    span = w.span(at, stop)
    if relation in ("after", "before") and gap is None:
        order = Arrange(target=HERE, anchor=anchor.selector, side=_any(relation), span=span)
        return Placed((order,), stop, sure)
    step = Place(
        target=HERE, side=_any(_SIDES[relation]), anchor=anchor.selector, gap=gap, span=span
    )
    if gap is None and w.has(at, "sided"):
        return Placed(_at_side(step), stop, sure)
    return Placed((step,), stop, sure)


def _at_side(step: Place) -> tuple[Step, ...]:
    """ "(to) the left side of the header", "the right edge of the card": of what is in it, within."""
    inside = Condition(fits=Where(Reference("own"), "inside", step.anchor), span=step.span)
    line = _any(_LINE_OF_SIDE[step.side])
    within = Align(target=HERE, lines=(line,), to=step.anchor, span=step.span, when=(inside,))
    return (within, structs.replace(step, when=(structs.replace(inside, negated=True),)))


def _apart(w: Words, at: int) -> Distance | None:
    """ "(under the table) with a 12 px gap", ", 12px apart": how far from what it is put beside."""
    step = w.skip_commas(at)
    far = distance(w, step)
    if far is None or not (far.told or (step == at and w.any_of(at, "with", "by"))):
        return None
    return far


def _to_edges(w: Words, at: int) -> Placed | None:
    """ "(to) the top left corner (of the card)": flush with the screen, the parent, or a component."""
    edges = edge_phrase(w, at)
    if edges is None:
        return None
    stop = edges.stop
    lines = edges.lines
    # "center" alone is one line; "in the center" is the middle of both
    alone = w.said(stop - 1) == w.said(at) and w.value(stop - 1, "edge") == "center"
    if lines == ("center",) and not alone and w.any_of(at, "to", "in"):
        lines = ("center", "middle")
    to: Selector | None = None
    if edges.anchor_stop is not None:
        anchor = noun(w, edges.anchor_stop)
        if anchor is not None:
            stop = anchor.stop
            if anchor.screen:
                to = Screen()
            elif (
                edges.side and len(lines) == 1 and lines[0] in _SIDE_OF_LINE and not _owned(anchor)
            ):
                side = _any(_SIDE_OF_LINE[lines[0]])
                step = Place(target=HERE, side=side, anchor=anchor.selector, span=w.span(at, stop))
                return Placed(_at_side(step), stop)
            else:
                to = anchor.selector
    if edges.stop == stop and w.any_of(stop, "in") and lines[0] in ("center", "middle"):
        # "centered in the card"
        anchor = noun(w, stop + 1)
        if anchor is not None:
            to, stop = (Screen() if anchor.screen else anchor.selector), anchor.stop
    align = Align(
        target=HERE, lines=tuple(_any(line) for line in lines), to=to, span=w.span(at, stop)
    )
    return Placed((align,), stop)


def _centred_by(w: Words, at: int, edges: Edges, verb: str) -> Placed | None:
    """ "(the logo) centered above the headline", "vertically centred with the title".

    What is to stand there and does so already keeps its distance, unless it is to be put there.
    """
    lines, step = edges.lines, edges.stop
    if edges.anchor_stop is not None or not set(lines) <= {"center", "middle"}:
        return None
    relation = w.value(step, "relation")
    stacked = relation in ("above", "below")
    line: Line = "center" if stacked else "middle"
    if not (w.has(step, "with") or (relation in _SIDES and line in lines)):
        return None
    anchor = noun(w, step + 1, places=False)
    if anchor is None or anchor.screen or anchor.bare:
        return None
    span, whose = w.span(at, anchor.stop), anchor.selector
    if not relation:
        return Placed(
            (Align(target=HERE, lines=tuple(map(_any, lines)), to=whose, span=span),), anchor.stop
        )
    there = Condition(fits=Where(Reference("own"), relation, whose), negated=True)
    place = Place(
        target=HERE,
        side=_any(_SIDES[relation]),
        anchor=whose,
        span=span,
        when=() if verb else (there,),
    )
    align = Align(target=HERE, lines=(line,), to=whose, span=span)
    return Placed((place, align), anchor.stop)


def _edge_at(w: Words, at: int, edges: Edges) -> Placed | None:
    """ "left edge at x=12", "top at 140": where on the screen a line of it is to be."""
    if not (w.has(edges.stop, "to") or w.mark(edges.stop, "=:")) or len(edges.lines) != 1:
        return None
    step = edges.stop + 1
    if w.value(step, "property") in ("x", "y"):
        step += 1
        step += w.any_of(step, "to") or w.mark(step, "=")
    said = value(w, step)
    if said is None or said.sort not in ("px", "number"):
        return None
    span = w.span(at, said.stop)
    line = Align(target=HERE, lines=(_any(edges.lines[0]),), at=said.number, span=span)
    return Placed((line,), said.stop)


def _owned(anchor: Noun) -> bool:
    """ "(the right edge of) its card": what it is in, and nothing beside it."""
    return not isinstance(anchor.selector, Reference) and refers(anchor.selector)


def position(w: Words, at: int) -> Placed | None:
    """Read "40, 120", "40 120", "x 40", after words for a position or "to"."""
    first = value(w, at)
    if first is None or first.sort not in ("px", "number") or first.value is None:
        return None
    pair = first.stop
    while (w.mark(pair, ",x") or w.any_of(pair, "and", "by") or w.is_cross(pair)) and pair < at + 5:
        pair += 1
    second = value(w, pair)
    if second is None or second.sort not in ("px", "number") or second.value is None:
        return None
    if w.any_of(second.stop, "direction"):
        return None
    span = w.span(at, second.stop)
    return Placed(
        (
            Set(target=HERE, property="x", value=first.value, span=span),
            Set(target=HERE, property="y", value=second.value, span=span),
        ),
        second.stop,
    )


def coordinate(w: Words, at: int) -> Placed | None:
    """Read "x 40", "y to 12": one coordinate by its name."""
    if not w.has(at, "property") or w.value(at, "property") not in ("x", "y"):
        return None
    after = at + 1
    while (w.any_of(after, "to", "of") or w.mark(after, ":=")) and after < at + 4:
        after += 1
    said = value(w, after)
    if said is None or said.value is None or not isinstance(said.value, Literally):
        return None
    name = w.value(at, "property")
    step = Set(target=HERE, property=name, value=said.value, span=w.span(at, said.stop))
    return Placed((step,), said.stop)


def _any(word: str) -> Any:
    """A word that a literal type expects; the tables above hold only allowed ones."""
    return word
