"""Steps that contradict one another, found before anything runs.

What counts is what steps read and write on this document, not their words. Some pairs cannot
both stand, whatever the order: a change after delete or hide, two values for one property,
a step that takes another back, a step on what a lock protects. Others come out differently in
the other order, so that a later step spoils what an earlier one asked for: they are a conflict
unless the words say which comes first. A change of a value that was given before ("red and
darker") builds on it and is none. Where an earlier step took its value or place from what a later
one changes, what is meant can be told, the screen as it is: that is done, with a warning.

    C-2  what two steps come to does not depend on their order where nothing is found,
         unless the words say the order or the later step builds on the earlier one

    "Conflicts are found before anything runs"  (spec: commands, section 4)

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.execute.asked import within_one
from redraft.execute.locks import broken_locks
from redraft.execute.planned import Conflict, Planned, contradiction
from redraft.execute.resolving import Resolver
from redraft.execute.settled import TWO, Settled
from redraft.plan.conditions import passed
from redraft.plan.effects import others_of
from redraft.plan.steps import Arrange, Delete, Hide, Lock, Step


def conflicts(
    document: Document, planned: Sequence[Planned], locks: Sequence[Lock], resolver: Resolver
) -> list[Conflict]:
    """Return the contradictions of a plan on a document, in the order of its steps.

    Those that are errors stop it; the others are told. Raises Unresolved where a lock protects what is not there.
    """
    found = list(broken_locks(document, planned, locks, resolver))
    found += [contradiction(item, item, TWO) for item in planned if within_one(item.step)]
    if len(planned) > 1 and not all_apart(document, planned):
        planned = [as_if_run(document, item, resolver) for item in planned]
        settled = Settled(document, resolver, planned)
        for item in planned:
            against = settled.contradicted(item)
            if against is not None:
                found.append(contradiction(against.first, item, against.how, against.severity))
            settled.note(item)
    return sorted(found, key=lambda c: c.step)


def all_apart(document: Document, planned: Sequence[Planned]) -> bool:
    """Whether plainly no two steps have anything to do with one another.

    Each goes by no others than what it acts on, and nothing has to hold for it.
    """
    own = Apart(document)
    for item in planned:
        if item.acted is None or item.step.when or others_of(item.step):
            return False
        if not own.takes(item.step, item.acted):
            return False
    return True


class Apart:
    """Components that steps act on, each on its own: then no step is contradicted by another.

    What counts is what two steps share. What is hidden takes all that is in it along; what is
    taken away matters to more than that, and in a line in which something gets another place
    the others get one too.
    """

    __slots__ = ("_document", "_taken")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken: set[int] = set()

    def takes(self, step: Step, acted: tuple[int, ...]) -> bool:
        """Whether a step acts on something, on nothing that an earlier one has taken; it is taken now."""
        if not acted or isinstance(step, (Arrange, Delete)):
            return False
        if not self._taken.isdisjoint(acted):
            return False
        self._taken.update(acted)
        if isinstance(step, Hide):
            end = self._document.outline.end
            for i in acted:
                self._taken.update(range(i, end[i]))
        return True


def against_earlier(
    document: Document, earlier: Sequence[Planned], item: Planned, resolver: Resolver
) -> Conflict | None:
    """The error in a step whose targets only earlier ones made: "red to blue and blue to red"."""
    settled = Settled(document, resolver, [*earlier, item])
    for one in earlier:
        settled.note(one)
    against = settled.contradicted(item)
    if against is None or against.severity != "error":
        return None
    return contradiction(against.first, item, against.how)


def as_if_run(document: Document, item: Planned, resolver: Resolver) -> Planned:
    """What a step whose conditions do not hold acts on is nothing."""
    if not item.step.when or item.acted is None:
        return item
    try:
        does_nothing = passed(document, item.step, resolver) is None
    except RedraftError:
        does_nothing = False
    return item._replace(acted=()) if does_nothing else item
