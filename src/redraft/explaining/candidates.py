"""What a description was held against: the candidates, what of it each fits, why one was taken.

The fits and scores are those of `select.resolve.find` on the version and in the scope in which
the run looked; a candidate passes a part of a description where that part finds it.

May import: explaining, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.explaining.told import Candidate, Description, Test
from redraft.explaining.watching import Looked
from redraft.select.describing import describe
from redraft.select.found import CANDIDATES_MAX, SAME, Fit, Found, Scope
from redraft.select.index import index_of
from redraft.select.kinds import of_kind, tier_of
from redraft.select.matching import EXACT_ID, EXACT_TEXT, cut, evidence_of
from redraft.select.resolve import find
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Selector,
    Union,
    Where,
)

_TIERS: Final = {4: "kind {}", 3: "called {}", 2: "near kind {}", 1: "not of kind {}"}
_OF_KIND: Final = 3
#: so many that do not fit are told of
_OTHERS_MAX: Final = 3
_NEAR: Final = 2


def description(looked: Looked, steps: Sequence[int], field: str) -> Description:
    """Tell what one description came to, and what else was looked at."""
    seen, selector = _Seen(looked.document, looked.scope), looked.selector
    found = seen.found(selector)
    listed = _listed(looked, seen)
    told = tuple(_candidate(looked, seen, i) for i in listed[:CANDIDATES_MAX])
    fitting = sum(1 for one in told if one.chosen or one.score is not None)
    told = told[: max(fitting, min(fitting + _OTHERS_MAX, CANDIDATES_MAX))]
    problem = looked.problem
    outcome: Literal["found", "ambiguous", "not-found"] = "found"
    if problem is not None:
        outcome = "ambiguous" if problem.code == "target.ambiguous" else "not-found"
    span = found.span if found is not None else None
    if span is None:
        span = _span(selector)
    return Description(
        describe(selector),
        span,
        tuple(steps),
        field,
        outcome,
        looked.ids,
        _why(looked, found),
        1.0 if looked.resolution is None else looked.resolution.confidence,
        told,
        max(0, len(listed) - len(told)),
    )


class _Seen:
    """One version in one scope; what a description finds there is found once."""

    def __init__(self, document: Document, scope: Scope) -> None:
        self.document = document
        self._scope = scope
        self._known: dict[tuple[Selector, bool], Found | None] = {}
        self._scores: dict[tuple[Selector, bool], dict[int, float]] = {}

    def found(self, selector: Selector, *, wide: bool = False) -> Found | None:
        """All that a description finds before it is settled; None where that is nothing."""
        key = (selector, wide)
        if key not in self._known:
            try:
                self._known[key] = find(self.document, selector, self._scope, wide=wide)
            except RedraftError:
                self._known[key] = None
        return self._known[key]

    def scores(self, selector: Selector, *, wide: bool = False) -> dict[int, float]:
        """The score of each component that a description finds."""
        key = (selector, wide)
        if key not in self._scores:
            found = self.found(selector, wide=wide)
            self._scores[key] = {} if found is None else {f.i: f.score for f in found.fits}
        return self._scores[key]

    def has(self, selector: Selector, i: int) -> bool:
        """Whether a description finds a component."""
        return i in self.scores(selector)


def _listed(looked: Looked, seen: _Seen) -> list[int]:
    """The components to tell of: those taken, that fit too, that nearly do, else those of the kind."""
    known = looked.document.outline.index
    found = seen.found(looked.selector)
    fits = [] if found is None else sorted(found.fits, key=_best_first)
    near = () if looked.problem is None else looked.problem.candidates
    taken = [known[name] for name in (*looked.ids, *near) if name in known]
    others = [fit.i for fit in fits]
    core = _core(looked.selector)
    wider = None if isinstance(core, Everything) else seen.found(core, wide=True)
    if wider is not None:
        others += [fit.i for fit in sorted(wider.fits, key=_best_first) if fit.tier >= _NEAR]
    if not (taken or others) and isinstance(core, Named):
        others = [i for i, _ in of_kind(looked.document, cut(looked.document, core)[0])]
    return list(dict.fromkeys([*taken, *others]))


def _best_first(fit: Fit) -> tuple[float, float, int]:
    return -fit.score, -fit.fine, fit.i


def _candidate(looked: Looked, seen: _Seen, i: int) -> Candidate:
    component = looked.document.at(i)
    score = seen.scores(looked.selector).get(i)
    return Candidate(
        component.id,
        component.type,
        component.id in looked.ids,
        component.text or None,
        None if score is None else round(score, 3),
        tuple(dict.fromkeys(_tests(seen, looked.selector, i))),
    )


def _core(selector: Selector) -> Selector:
    """The description without its looks, places and orders."""
    match selector:
        case Look(base) | Where(base) | Pick(base) | Except(base) | Fitting(base):
            return _core(base)
        case Either(options):
            return _core(options[0]) if options else selector
        case Both(first, _):
            return _core(first)
        case _:
            return selector


def _span(selector: Selector) -> tuple[int, int] | None:
    found: tuple[int, int] | None = getattr(_core(selector), "span", None)
    return found


# -- what a candidate is held against --------------------------------------------------


def _tests(seen: _Seen, selector: Selector, i: int) -> Iterator[Test]:
    """What each part of a description says, and whether component ``i`` is so."""
    match selector:
        case Named():
            yield from _named(seen, selector, i)
        case Look(base):
            yield from _tests(seen, base, i)
            yield Test("look", _look(selector), seen.has(selector, i))
        case Where(base, relation, anchor):
            yield from _tests(seen, base, i)
            said = relation if anchor is None else f"{relation} {describe(anchor)}"
            yield Test("place", said, seen.has(selector, i))
        case Pick(base):
            yield from _tests(seen, base, i)
            yield Test("order", _order(selector), seen.has(selector, i))
        case Except(base, minus):
            yield from _tests(seen, base, i)
            left = seen.found(selector) is not None
            kept = seen.has(selector, i) if left else not seen.has(minus, i)
            yield Test("exception", f"not {_briefly(minus)}", kept)
        case Both(first, second):
            yield from _tests(seen, first, i)
            yield from _tests(seen, second, i)
        case Either():
            yield from _tests(seen, _option(seen, selector), i)
        case Fitting(base):
            yield from _tests(seen, base, i)
        case Union(parts):
            among = any(seen.has(part, i) for part in parts)
            yield Test("relation", describe(selector), among)
        case Related(base, relation):
            if seen.has(base, i):
                yield from _tests(seen, base, i)
            said = f"{relation} of {describe(base)}"
            yield Test("relation", said, seen.has(selector, i))
        case Reference():
            among = seen.has(selector, i)
            yield Test("relation", f"“{describe(selector)}”", among)
        case _:
            yield Test("relation", describe(selector), seen.has(selector, i))


def _named(seen: _Seen, name: Named, i: int) -> Iterator[Test]:
    """The kind, the words and the quoted text of a description in words."""
    document = seen.document
    kind, terms = cut(document, name)
    among = seen.has(name, i)
    score = seen.scores(name, wide=True).get(i, 0.0)
    if score >= EXACT_ID:
        yield Test("word", f"“{describe(name)}” is its name exactly", True)
    elif score >= EXACT_TEXT:
        yield Test("text", f"“{describe(name)}” is its text exactly", True)
    if not kind.open:
        tier = tier_of(document, i, kind)
        is_said = _TIERS[tier].format(kind.said or name.head)
        near = among and tier == _NEAR
        yield Test(
            "kind", f"{is_said}, taken for it" if near else is_said, tier >= _OF_KIND or near
        )
    if name.quoted is not None:
        yield Test("text", f"says “{name.quoted}”", among)
    index = index_of(document)
    for term in terms:
        own = i in evidence_of(document, index, term)
        said = f"“{' '.join(term.words)}”"
        if among and not own and score < EXACT_TEXT:
            said += " by what is in it or beside it, or is read otherwise"
        yield Test("word", said, own or among)


def _option(seen: _Seen, selector: Either) -> Selector:
    """The reading, of several, that the fits are those of."""
    taken = seen.found(selector)
    for option in selector.options:
        found = seen.found(option)
        if found is not None and (taken is None or found.fits == taken.fits):
            return option
    return selector.options[0]


def _look(look: Look) -> str:
    value = "" if look.value is None else f" {look.value}"
    relation = "" if look.relation in ("is", "has") else f" {look.relation}"
    than = "" if look.than is None else f" {describe(look.than)}"
    return f"{look.feature}{relation}{value}{than}"


def _briefly(selector: Selector) -> str:
    """A description with its order: "the last of buttons"."""
    if isinstance(selector, Pick):
        return f"{_order(selector)} of {describe(selector.base)}"
    return describe(selector)


def _order(pick: Pick) -> str:
    """The places of a pick in words: "number 2", "last", "number 1 by width"."""
    if pick.order == "only":
        return f"the only {len(pick.places)}" if len(pick.places) > 1 else "the only one"
    if pick.places:
        said = ", ".join(_place(place) for place in pick.places)
    else:
        start = "" if pick.start is None else f"{pick.start}"
        stop = "" if pick.stop is None else f"{pick.stop}"
        said = f"number {start}…{stop}"
    if pick.step > 1:
        said = f"every {pick.step} from {said}"
    lines = " of rows" if pick.rows else ""
    each = "" if pick.each is None else f" in each {describe(pick.each)}"
    return said + lines + ("" if pick.order == "reading" else f" by {pick.order}") + each


def _place(place: int) -> str:
    if place == 0:
        return "the middle"
    if place > 0:
        return f"number {place}"
    return "the last" if place == -1 else f"number {-place} from the end"


# -- why -------------------------------------------------------------------------------


def _why(looked: Looked, found: Found | None) -> str:
    """Why these were taken: the run's own words, and how far the next best is behind."""
    problem = looked.problem
    if problem is not None and problem.code == "target.ambiguous":
        return f"{problem.diagnostic.message}, and nothing but order would choose between them"
    if problem is not None:
        return problem.diagnostic.message
    why = _told(looked, found)
    if found is None or found.number != "one" or len(found.fits) < 2:
        return why or ("nothing else fits" if len(looked.ids) == 1 else "all of these fit")
    known = looked.document.outline.index
    taken = {known[name] for name in looked.ids if name in known}
    best = max((fit.score for fit in found.fits if fit.i in taken), default=0.0)
    others = [fit for fit in found.fits if fit.i not in taken]
    if not others or not taken:
        return why or "nothing else fits"
    if not why:
        why = "it fits best"
    rival = max(others, key=lambda fit: fit.score)
    name = looked.document.outline.ids[rival.i]
    ahead = best - rival.score
    if ahead < SAME:
        return f"{why}; as near as “{name}”, which is in it or around it"
    return f"{why}; {best:.2f}, ahead of “{name}” by {ahead:.2f}"


def _told(looked: Looked, found: Found | None) -> str:
    """What the run itself says of why."""
    resolution = looked.resolution
    if resolution is None:
        return ""
    _, arrow, rest = resolution.trace.partition(" → ")
    if not arrow:
        return resolution.trace
    _, spoken, whom = rest.rpartition("; ")
    said = [] if found is None else list(found.trace)
    return "; ".join(
        [*said, whom] if spoken and looked.ids and whom.endswith("spoken of") else said
    )
