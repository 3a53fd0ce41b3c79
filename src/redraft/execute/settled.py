"""What earlier steps have settled, and how a later one stands to it.

Each property of each component is looked up once, so that many steps are held against one
another in time proportional to what they write.

    L-1  twice the steps are twice the work

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from redraft.diagnostics import RedraftError, Severity
from redraft.document.blueprint import Document
from redraft.document.properties import is_text_like
from redraft.execute.asked import (
    COVERED,
    NOTHING_GIVEN,
    Given,
    Leaf,
    changed_leaves,
    does_nothing_to,
    given_values,
    holds,
    removes,
    says_again,
    sources,
    takes_back,
)
from redraft.execute.planned import Planned
from redraft.execute.resolving import Resolver
from redraft.plan.effects import others_of
from redraft.plan.naming import has_ground
from redraft.plan.steps import (
    Clause,
    Delete,
    Exchange,
    Hide,
    Match,
    Reorder,
    Show,
    Step,
    Swap,
    target_of,
)
from redraft.select.selectors import (
    Except,
    Look,
    Pick,
    Related,
    Screen,
    Selector,
    Where,
    inner,
    is_many,
)

#: how many changes of one leaf a later one is held against
_CHANGES_MAX: Final = 8

#: what makes a bare colour that of the ground
_GROUND: Final = frozenset({"background", "gradient"})

_GONE: Final = "{second} acts on what {first} takes away"
TWO: Final = "{first} and {second} contradict one another"
_UNDONE: Final = "{second} takes back what {first} does"
_ORDER: Final = "{first} and {second} come out differently in the other order: which is first?"
_EXCEPTION: Final = "{second} is taken as an exception to {first}"
_SPOILT: Final = "{first} goes by what was there before {second}"


def comes_later(clauses: Iterable[Clause]) -> Iterator[int]:
    """Number the stages of clauses: a new one begins where the words say that it comes later.

    A clause without words comes where it stands.

    >>> from redraft.plan.steps import Clause
    >>> list(comes_later([Clause("a", (0, 1)), Clause("b", (2, 3)), Clause("c", (4, 5), then=True)]))
    [0, 0, 1]
    """
    stage = 0
    last: Clause | None = None
    for clause in clauses:
        if last is not None and clause is not last:
            stage += clause.then or not clause.text
        last = clause
        yield stage


class Against(NamedTuple):
    """The earlier step that a later one contradicts, how, and how bad that is."""

    first: Planned
    how: str
    severity: Severity = "error"


class Settled:
    """What earlier steps have settled, by component and property; each leaf is looked up once."""

    def __init__(
        self,
        document: Document,
        resolver: Resolver,
        planned: Sequence[Planned],
        *,
        ordered: bool = True,
    ) -> None:
        self._document = document
        self._resolver = resolver
        #: the words of one command may say what comes first, of several they never do
        self._can_be_ordered = ordered
        stages = comes_later(item.clause for item in planned)
        self._stage = {item.number: stage for item, stage in zip(planned, stages, strict=True)}
        self._looked = {item.number: self._sources_of(item) for item in planned}
        self._shared = self._met(planned)
        self._known: dict[int, tuple[Given, tuple[Leaf, ...]]] = {}
        self.start_over()

    def start_over(self) -> None:
        """Forget which steps were noted; what each of them writes stays known."""
        self._deleted: dict[int, Planned] = {}
        self._hidden: dict[int, Planned] = {}
        self._shown: dict[int, Planned] = {}
        self._values: dict[Leaf, tuple[Planned, Any]] = {}
        self._changes: dict[Leaf, list[Planned]] = {}
        self._gone_by: dict[Leaf, Planned] = {}
        self._ordered: dict[int, list[Planned]] = {}
        self._grounded: dict[int, Planned] = {}
        self._from: dict[Leaf, Planned] = {}

    def _met(self, planned: Sequence[Planned]) -> frozenset[int]:
        """The components that more than one step is about."""
        seen: set[int] = set()
        shared: set[int] = set()
        for item in planned:
            about = set(item.acted or ())
            for i, name in self._looked[item.number]:
                if i is not None:
                    about.add(i)
                    if name in ("x", "y"):  # it moves with what it is in
                        about.update(self._document.outline.ancestors(i))
            shared |= seen & about
            seen |= about
        return frozenset(shared)

    # -- asking --------------------------------------------------------------------

    def contradicted(self, item: Planned) -> Against | None:
        """The earlier step that this one contradicts, and how; None where it does not."""
        step, acted = item.step, item.acted or ()
        if self._deleted or self._hidden:
            gone = self._on_gone(item)
            if gone is not None:
                return gone
        if item.acted is None:
            return None
        if isinstance(step, Hide):
            shown = next((self._shown[i] for i in acted if i in self._shown), None)
            return None if shown is None else _unless_one_of_many(shown, item, _UNDONE)
        if isinstance(step, Reorder):
            return self._other_order(step, item)
        given, changes = self._written(item)
        return (
            self._other_ground(item)
            or self._other_value(item, given.settled)
            or self._lost_place(item, given)
            or self._lost_change(item, given.written)
            or self._other_change(item, changes)
            or self._spoilt(item, given.settled, changes)
        )

    def _on_gone(self, item: Planned) -> Against | None:
        """The step that hides or deletes what this one acts on, goes by, or is described by."""
        step, acted = item.step, item.acted or ()
        ancestors = self._document.outline.ancestors
        looked_at: list[int] = []
        if self._deleted:
            for selector in _told_by(step):
                looked_at.extend(self._resolve(selector))
        for i in (*acted, *looked_at):
            for k in (i, *ancestors(i)):
                if k in self._deleted:
                    return Against(self._deleted[k], _GONE)
        if isinstance(step, (Hide, Delete)):
            return None
        for i in acted:
            for k in (i, *ancestors(i)):
                hidden = self._hidden.get(k)
                if hidden is not None and isinstance(step, Show) and k == i:
                    return _unless_one_of_many(hidden, item, _UNDONE)
                if hidden is not None:
                    return Against(hidden, _GONE)
        return None

    def _other_order(self, step: Reorder, item: Planned) -> Against | None:
        for i in item.acted or ():
            for earlier in self._ordered.get(i, ()):
                if takes_back(earlier.step, step):
                    return Against(earlier, _UNDONE)
        return None

    def _other_ground(self, item: Planned) -> Against | None:
        """An earlier step that gives a ground to what has none: a bare colour is that of the ground then."""
        step = item.step
        if not self._grounded or getattr(step, "property", None) != "colour":
            return None
        for i in item.acted or ():
            first = self._grounded.get(i)
            if first is not None and first is not item and not self._is_ordered(first, item):
                return Against(first, _ORDER)
        return None

    def _other_value(self, item: Planned, values: Mapping[Leaf, Any]) -> Against | None:
        """An earlier step that gives a leaf another value; one of many properties gives way."""
        for leaf, value in values.items():
            earlier = self._values.get(leaf) or self._covering(leaf, values)
            if earlier is None or (earlier[1] == value and not _again(earlier[0], item)):
                removed = self._gone_by.get(leaf)
                if removed is not None and not removes(leaf[1], value):
                    return Against(removed, _GONE)
                continue
            against = self._disagree(earlier[0], item)
            if against is not None:
                return against
        return None

    def _disagree(self, first: Planned, second: Planned) -> Against | None:
        """How two steps that give one leaf different values stand to each other."""
        if _again(first, second):
            return Against(first, _UNDONE)
        whole, part = _is_whole_style(first.step), not _is_whole_style(second.step)
        if whole and part:
            return None  # "like the header, but green"
        exchanged = any(isinstance(item.step, (Swap, Exchange)) for item in (first, second))
        if not exchanged and whole == (not part):
            return _unless_one_of_many(first, second, TWO)
        return None if self._is_ordered(first, second) else Against(first, _ORDER)

    def _covering(self, leaf: Leaf, values: Mapping[Leaf, Any]) -> tuple[Planned, Any] | None:
        """The earlier gradient that a background would take away."""
        over = (leaf[0], COVERED.get(leaf[1], ""))
        earlier = self._values.get(over)
        return None if earlier is None or earlier[1] == "none" or over in values else earlier

    def _lost_place(self, item: Planned, given: Given) -> Against | None:
        """An earlier place that this one passes over: "centre it and put it below the header"."""
        for leaf, value in given.written.items():
            earlier = None if leaf in given.settled else self._values.get(leaf)
            lost = earlier is not None and earlier[1] != value
            if earlier is not None and lost and not self._is_ordered(earlier[0], item):
                return Against(earlier[0], _ORDER)
        return None

    def _lost_change(self, item: Planned, values: Mapping[Leaf, Any]) -> Against | None:
        """An earlier change of which nothing is left: "double it and set it to 20"."""
        for leaf, value in values.items():
            for earlier in self._changes.get(leaf, ()):
                if self._is_ordered(earlier, item):
                    continue
                names = (name for i, name in self._written(earlier)[1] if i == leaf[0])
                all_lost = all((leaf[0], name) in values for name in names)
                if all_lost and not holds(earlier.step, self._document, leaf, value):
                    return Against(earlier, _ORDER)
        return None

    def _other_change(self, item: Planned, changes: Iterable[Leaf]) -> Against | None:
        """An earlier change that this one takes back, or an earlier step that took away what it is of."""
        step = item.step
        own = frozenset(changes)
        for leaf in changes:
            removed = self._gone_by.get(leaf)
            if removed is not None:
                return Against(removed, _GONE)
            for earlier in self._changes.get(leaf, ()):
                if says_again(earlier.step, step):
                    if not self._is_ordered(earlier, item):
                        return Against(earlier, _ORDER)
                elif takes_back(earlier.step, step):
                    theirs = {o for o in self._written(earlier)[1] if o[0] == leaf[0]}
                    if theirs == {o for o in own if o[0] == leaf[0]}:
                        return Against(earlier, _UNDONE)
        return None

    def _spoilt(
        self, item: Planned, values: Mapping[Leaf, Any], changes: Iterable[Leaf]
    ) -> Against | None:
        """An earlier step that took a value or a place from what this one changes."""
        if not self._from:
            return None
        for leaf in (*values, *changes):
            for looked in self._carried(leaf):
                earlier = self._from.get(looked)
                if earlier is None or self._is_ordered(earlier, item):
                    continue
                along = not set(earlier.acted or ()).isdisjoint(self._moved(item))
                if not along and not self._says_the_same(looked, leaf, values):
                    return Against(earlier, _SPOILT, "warning")
        return None

    def _carried(self, leaf: Leaf) -> Iterator[Leaf]:
        """A leaf, and what moves with it."""
        yield leaf
        i, name = leaf
        if i is not None and name in ("x", "y"):
            for k in self._document.outline.descendants(i):
                yield (k, name)

    def _moved(self, item: Planned) -> set[int]:
        end = self._document.outline.end
        return {k for i in item.acted or () for k in range(i, end[i])}

    def _says_the_same(self, looked: Leaf, leaf: Leaf, values: Mapping[Leaf, Any]) -> bool:
        """Whether the value that was gone by stays as it was."""
        return looked == leaf and leaf in values and holds(None, self._document, leaf, values[leaf])

    def _is_ordered(self, first: Planned, second: Planned) -> bool:
        """Whether the words say which of two steps comes first."""
        return self._can_be_ordered and self._stage[first.number] != self._stage[second.number]

    # -- remembering ---------------------------------------------------------------

    def note(self, item: Planned) -> None:
        """Remember what the step settles."""
        step, acted = item.step, item.acted or ()
        if isinstance(step, Delete):
            self._deleted.update(dict.fromkeys(acted, item))
        elif isinstance(step, Hide):
            self._hidden.update(dict.fromkeys(acted, item))
        elif isinstance(step, Show):
            self._shown.update(dict.fromkeys(acted, item))
        elif isinstance(step, Reorder):
            for i in acted:
                _keep(self._ordered.setdefault(i, []), item)
        given, changes = self._written(item)
        for leaf, value in given.settled.items():
            self._values.setdefault(leaf, (item, value))
            for part in removes(leaf[1], value):
                self._gone_by.setdefault((leaf[0], part), item)
            if leaf[0] is not None and leaf[1] in _GROUND and self._would_be_grounded(leaf[0]):
                self._grounded.setdefault(leaf[0], item)
        for leaf in changes:
            if leaf[0] is None or not does_nothing_to(self._document, step, leaf[0]):
                _keep(self._changes.setdefault(leaf, []), item)
        for leaf in self._looked[item.number]:
            self._from.setdefault(leaf, item)

    def _would_be_grounded(self, i: int) -> bool:
        component = self._document.at(i)
        return not (has_ground(component) or is_text_like(component))

    def _written(self, item: Planned) -> tuple[Given, tuple[Leaf, ...]]:
        """The values that a step gives and the leaves that it changes, as if it ran first."""
        known = self._known.get(item.number)
        if known is None:
            known = (NOTHING_GIVEN, ())
            alone = item.acted and self._shared.isdisjoint(item.acted)
            if item.acted is not None and not alone:
                known = (
                    given_values(self._document, item, self._resolver),
                    changed_leaves(self._document, item, self._resolver, self._shared),
                )
            self._known[item.number] = known
        return known

    def _sources_of(self, item: Planned) -> frozenset[Leaf]:
        if item.acted is None:
            return frozenset()
        return sources(self._document, item, self._resolver)

    def _resolve(self, selector: Selector) -> tuple[int, ...]:
        try:
            return self._resolver(selector)
        except RedraftError:
            return ()


def _again(first: Planned, second: Planned) -> bool:
    """Whether two steps exchange the same of the same two."""
    swaps = isinstance(second.step, (Swap, Exchange)) and takes_back(first.step, second.step)
    return swaps and set(first.acted or ()) == set(second.acted or ())


def _unless_one_of_many(first: Planned, second: Planned, how: str) -> Against:
    """ "All the buttons blue and the save button red": the one is an exception, and that is told."""
    target = target_of(first.step)
    inner_set = set(second.acted or ()) < set(first.acted or ())
    if target is not None and inner_set and is_many(target):
        return Against(first, _EXCEPTION, "notice")
    return Against(first, how)


def _keep(kept: list[Planned], item: Planned) -> None:
    if len(kept) < _CHANGES_MAX:
        kept.append(item)


def _is_whole_style(step: Step) -> bool:
    """ "(make the footer) look like the header": the looks as a whole, not a value of each."""
    return isinstance(step, Match) and "style" in step.properties


def _told_by(step: Step) -> Iterator[Selector]:
    """What a step goes by, and what the descriptions of its targets go by."""
    described = [s for s in (target_of(step), *others_of(step)) if s is not None]
    yield from (s for s in others_of(step) if not isinstance(s, Screen))
    while described:
        selector = described.pop()
        match selector:
            case Where(anchor=other) | Look(than=other) | Pick(each=other) if other is not None:
                yield other
            case Related(base=other) | Except(minus=other):
                yield other
            case _:
                pass
        described.extend(inner(selector))
