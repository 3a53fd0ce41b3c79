"""Commands on one document, held against one another before any of them runs.

Within a command the words may say what comes first; between two commands nothing does. So
what a later clause of the same command may do after "then", no other command may do: give
a property another value, take back a change, act on what is hidden or taken away.

    C-2  commands of which nothing is found here come to the same in any order, unless one
         builds on what another did, or means something else once that is done

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.execute.conflicts import all_apart, as_if_run
from redraft.execute.planned import Planned
from redraft.execute.resolving import Found, Resolver
from redraft.execute.running import acted_on
from redraft.execute.settled import TWO, Against, Settled
from redraft.plan.steps import Plan, Span, target_of
from redraft.select.selectors import Screen


class Command(NamedTuple):
    """What a command asks for, and what "it" means at its start."""

    plan: Plan
    selection: tuple[str, ...] = ()


class Clash(NamedTuple):
    """Two commands that contradict one another, by their places in the list, the earlier first.

    ``how`` says it of ``{first}`` and ``{second}``; the clauses are there as they were said.
    """

    first: int
    second: int
    how: str
    said: tuple[str, str]
    spans: tuple[Span, Span]


def clashes(
    document: Document, commands: Sequence[Command], known: Found | None = None
) -> list[Clash]:
    """Return which commands contradict others, in the order of the later ones.

    ``known`` is what descriptions mean, and what is found out here is noted there. Each is told with the first one that it contradicts; whoever contradicts any is told.

    >>> from redraft.plan.steps import Clause, Literally, Set
    >>> from redraft.select.selectors import Ids
    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 9, 9]}]})
    >>> def wide(to):
    ...     step = Set(target=Ids(("a",)), property="width", value=Literally(to))
    ...     return Command(Plan((Clause(f"{to} wide", (0, 6), (step,)),)))
    >>> [(c.first, c.second) for c in clashes(d, [wide(20), wide(20), wide(30), wide(20)])]
    [(0, 2), (1, 2), (2, 3)]
    """
    if len(commands) < 2:
        return []
    kinds = _Kinds(document, commands, known)
    if all_apart(document, kinds.listed):
        return []
    found = list(kinds.against_earlier(range(len(commands))))
    late = dict.fromkeys(clash.second for clash in found)
    told = {place for clash in found for place in (clash.first, clash.second)}
    # who agrees with the first may contradict those that contradict it
    others = [place for place in range(len(commands)) if place not in told]
    if late and others:
        found += kinds.against_any(late, others)
    return sorted(found, key=lambda clash: (clash.second, clash.first))


class _Kinds:
    """The commands, each kind looked at once: the same words said again are the same plan."""

    def __init__(
        self, document: Document, commands: Sequence[Command], known: Found | None
    ) -> None:
        self._document = document
        self._known = known
        self._resolvers: dict[tuple[str, ...], Resolver] = {}
        self._kinds: dict[tuple[int, tuple[str, ...]], int] = {}
        self._of: list[int] = []
        self._planned: list[list[Planned]] = []
        #: where a kind was said first, by the numbers of its steps
        self._first: dict[int, int] = {}
        self._count = 0
        for place, command in enumerate(commands):
            key = (id(command.plan), command.selection)
            kind = self._kinds.setdefault(key, len(self._planned))
            if kind == len(self._planned):
                self._planned.append(self._foreseen(command))
                self._first.update(dict.fromkeys((i.number for i in self._planned[-1]), place))
            self._of.append(kind)

    def _foreseen(self, command: Command) -> list[Planned]:
        """What each step of a command would act on if the command came first."""
        document, plan = self._document, command.plan
        resolver = self._resolvers.get(command.selection)
        if resolver is None:
            resolver = self._resolvers[command.selection] = Resolver(document, command.selection)
            resolver.share(self._known)
        resolver.start_over()
        ids = document.outline.ids
        planned: list[Planned] = []
        for clause in plan.clauses:
            resolver.begin_clause()
            acted: dict[int, None] = {}
            named = None
            for step in clause.steps:
                self._count += 1
                found: tuple[int, ...] | None = None
                try:
                    found = acted_on(step, resolver)
                    acted.update(dict.fromkeys(found))
                    named = target_of(step) or named
                except RedraftError:
                    resolver.lost()
                item = Planned(self._count, clause, step, found)
                planned.append(as_if_run(document, item, resolver))
            if acted:
                told = None if isinstance(named, Screen) else named
                resolver.acted(tuple([ids[i] for i in acted]), told)
        return planned

    @cached_property
    def listed(self) -> list[Planned]:
        """All steps; those of a kind that is said again twice, for they meet one another."""
        times = [0] * len(self._planned)
        for kind in self._of:
            times[kind] += 1
        return [
            item
            for kind, planned in enumerate(self._planned)
            for _ in range(min(times[kind], 2))
            for item in planned
        ]

    @cached_property
    def _settled(self) -> Settled:
        resolver = next(iter(self._resolvers.values()))
        resolver.start_over()
        return Settled(self._document, resolver, self.listed, ordered=False)

    def against_earlier(self, places: Collection[int]) -> Iterator[Clash]:
        """Hold each command against those before it."""
        settled = self._settled
        noted: set[int] = set()
        #: what a kind contradicted when so many kinds were noted
        asked: dict[tuple[int, int], Clash | None] = {}
        for place in places:
            key = (self._of[place], len(noted))
            if key not in asked:
                asked[key] = self._contradicted(settled, place)
            found = asked[key]
            if found is not None:
                yield found._replace(second=place)
            self._note(settled, noted, place)

    def against_any(self, noted: Collection[int], places: Collection[int]) -> Iterator[Clash]:
        """Hold commands against others of which some come later: two values are two either way."""
        settled = self._settled
        settled.start_over()
        kinds: set[int] = set()
        for place in noted:
            self._note(settled, kinds, place)
        for place in places:
            found = self._contradicted(settled, place)
            if found is not None and (found.second == place or found.how == TWO):
                yield found

    def _note(self, settled: Settled, noted: set[int], place: int) -> None:
        kind = self._of[place]
        if kind in noted:
            return
        noted.add(kind)
        for item in self._planned[kind]:
            settled.note(item)

    def _contradicted(self, settled: Settled, place: int) -> Clash | None:
        for item in self._planned[self._of[place]]:
            against = settled.contradicted(item)
            if against is not None and against.severity == "error":
                other = self._first[against.first.number]
                if other != place:
                    return self._clash(other, place, item, against)
        return None

    def _clash(self, other: int, place: int, item: Planned, against: Against) -> Clash:
        one, two = against.first.clause, item.clause
        if other > place:
            other, place, one, two = place, other, two, one
        return Clash(other, place, against.how, (one.text, two.text), (one.span, two.span))
