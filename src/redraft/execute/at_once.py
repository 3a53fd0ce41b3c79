"""All clauses of a command in one pass, where plainly none of them has to do with another.

What each step writes is worked out on the version that came in, all of it is written, and what
it comes to is judged once. Only where that is the same as one clause after another:

- each step acts on components of its own and goes by nothing else (`foretold`, `Apart`), so that
  it finds and writes the same whatever ran before;
- where a clause writes boxes or visibility, no other does so to the siblings of what it acts on,
  or acts on what is in it or made room for it: then no clause can hide or put right an error
  that another one brings (V-6).

Wherever that does not hold, or anything goes wrong, there is no answer, and nothing is lost:
versions are immutable.

    T-3  in one pass or one by one, the outcome is the same

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.execute.adjust import adjust
from redraft.execute.resolving import Resolver
from redraft.execute.transaction import PLACING, Transaction
from redraft.plan.draft import Draft, Write
from redraft.plan.effects import effects
from redraft.plan.steps import Clause, Step, target_of
from redraft.select.selectors import Selector

#: makes room for what the drafts of a clause laid out, given the version before; whether any was made
MakeRoom = Callable[[int, Sequence[Draft], Document], bool]


class Pass(NamedTuple):
    """What all steps wrote: (component, property) pairs by the numbers of the steps, and what is to be said."""

    writes: dict[int, dict[tuple[str | None, str], None]]
    diagnostics: list[Diagnostic]


class Alone(NamedTuple):
    """A step that stands alone, by its number from 1, and what it acts on.

    ``drifts``: an earlier clause may bring its description to mean something else.
    """

    number: int
    clause: Clause
    step: Step
    acted: tuple[int, ...]
    drifts: bool


def run_at_once(
    steps: Sequence[Alone], transaction: Transaction, resolver: Resolver, make_room: MakeRoom
) -> Pass | None:
    """Write what all steps come to; None where it has to be found out one by one.

    The transaction may have been written to even then.
    """
    one_pass = OnePass(transaction, resolver, make_room)
    last = len(steps)
    try:
        for one in steps:
            if one.drifts and not one_pass.means_the_same(one):
                return None
            if not one_pass.takes(one):
                return None
            k = one.number
            ends = k == last or steps[k].clause is not one.clause
            if ends and not one_pass.ends(k, last=k == last):
                return None
    except RedraftError:
        return None
    if not one_pass.is_apart():
        return None
    return Pass(_by_step(transaction), one_pass.said)


class OnePass:
    """What the steps so far write, and what of it is not written yet."""

    __slots__ = (
        "_acted",
        "_homes",
        "_laid_out",
        "_make_room",
        "_resolver",
        "_start",
        "_transaction",
        "_waiting",
        "said",
    )

    def __init__(self, transaction: Transaction, resolver: Resolver, make_room: MakeRoom) -> None:
        self._start = transaction.document
        self._transaction = transaction
        self._resolver = resolver
        self._make_room = make_room
        self._waiting: list[tuple[int, list[Write]]] = []
        #: the drafts of the clause in hand that write boxes or visibility
        self._laid_out: list[Draft] = []
        #: by which clause a component is acted on, and the children of another are placed
        self._acted: dict[int, Clause] = {}
        self._homes: dict[int, Clause] = {}
        self.said: list[Diagnostic] = []

    def takes(self, one: Alone) -> bool:
        """Work out what a step writes; whether that can wait until all the others were asked."""
        target, acted, clause = target_of(one.step), one.acted, one.clause
        resolver = self._resolver

        def resolve(selector: Selector) -> tuple[int, ...]:
            return acted if selector is target else resolver(selector)

        draft = effects(self._start, one.step, resolve)
        if draft.restructure is not None:
            return False
        told = adjust(draft)
        if told:
            if any(d.severity == "error" for d in told):
                return False
            self.said += told
        if draft.notices:
            self.said += draft.notices
        writes = draft.writes
        self._acted.update(dict.fromkeys(acted, clause))
        self._waiting.append((one.number, writes))
        if PLACING.isdisjoint([w.property for w in writes]):
            return True
        before = [i for earlier in self._laid_out for i in earlier.acted]
        if before and _meet(self._start, before, acted):
            return False
        self._laid_out.append(draft)
        parent, homes = self._start.outline.parent, self._homes
        return all(homes.setdefault(parent[i], clause) is clause for i in acted)

    def ends(self, number: int, *, last: bool) -> bool:
        """Make room for what the clause that ends laid out; False where more is to be found after that."""
        if not self._laid_out:
            return True
        self._write()
        drafts, self._laid_out = self._laid_out, []
        return not self._make_room(number, drafts, self._start) or last

    def means_the_same(self, one: Alone) -> bool:
        """Whether a step's description means, after the clauses before it, what it meant at first."""
        target = target_of(one.step)
        self._write()
        self._resolver.begin_clause()
        return target is not None and self._resolver.found(target) == one.acted

    def is_apart(self) -> bool:
        """Write what is left; whether no clause wrote to what is in what another placed, or made room for it."""
        self._write()
        acted, homes = self._acted, self._homes
        if not homes:
            return True
        outline = self._start.outline
        pushed = {c.component for c in self._transaction.changes if c.reason == "reflow"}
        for i, clause in acted.items():
            for above in outline.ancestors(i):
                if homes.get(outline.parent[above]) not in (None, clause) and above in acted:
                    return False
            if pushed and outline.ids[i] in pushed:
                return False
        return True

    def _write(self) -> None:
        """Write what is worked out."""
        if not self._waiting:
            return
        written = self._waiting
        self._waiting = []
        self._transaction.apply_all(written)
        names = {write.property for _, writes in written for write in writes}
        self._resolver.advance(self._transaction.document, names)


def _meet(document: Document, some: Collection[int], others: Collection[int]) -> bool:
    """Whether any of these components is in any of those, or the other way round."""
    outline = document.outline
    return any(
        k in outline.descendants(i) or i in outline.descendants(k) for i in some for k in others
    )


def _by_step(transaction: Transaction) -> dict[int, dict[tuple[str | None, str], None]]:
    """What each step wrote, what only made room left out."""
    found: dict[int, dict[tuple[str | None, str], None]] = {}
    for change in transaction.changes:
        if change.reason != "reflow":
            found.setdefault(change.step, {})[(change.component, change.property)] = None
    return found
