"""One clause after another, each between savepoints: resolve, work out, adjust, write, push apart.

A clause that fails leaves nothing behind. In atomic mode it takes all others along.

Clauses that reach nothing in common are judged together, by what all of them come to. Where
that is an error, everything is run again and they are judged one by one.

    T-1  a transaction that fails returns the very same document object
    T-3  judged together or one by one, the outcome is the same

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Final, Literal, NamedTuple

import msgspec

from redraft.diagnostics import Diagnostic, RedraftError, StepFailed
from redraft.document.blueprint import Document
from redraft.document.properties import PROPERTIES
from redraft.execute.adjust import adjust
from redraft.execute.asked import settles
from redraft.execute.at_once import Alone, run_at_once
from redraft.execute.conflicts import Apart, conflicts
from redraft.execute.drift import Watch
from redraft.execute.foretold import depends_on, foretold, may_write
from redraft.execute.locks import guard, locked_components
from redraft.execute.planned import Conflict, Planned
from redraft.execute.reflow import push_apart
from redraft.execute.resolving import Found, Resolver
from redraft.execute.transaction import Savepoint, Transaction
from redraft.plan.conditions import aimed_at, passed
from redraft.plan.draft import Draft, Write, failure
from redraft.plan.effects import effects, others_of
from redraft.plan.footprint import ALL, Leaf
from redraft.plan.steps import (
    STRUCTURAL,
    Clause,
    Duplicate,
    Place,
    Plan,
    Step,
    Swap,
    target_of,
)
from redraft.select.selectors import Screen, Selector

Mode = Literal["atomic", "partial"]
#: Nothing is run of which one is less sure than this.
CONFIDENCE_MIN: Final = 0.6
Verdict = Callable[[Document, Document, Sequence[int], bool], list[Diagnostic]]
#: what errors between two versions can be about: marks that two edits may share; None: anything
Reach = Callable[[Document, Document, Sequence[int]], set[int] | None]
#: whether a property of a component may be written although nobody asked for it
Free = Callable[[str, str], bool]


class Mended(NamedTuple):
    """Writes that put right what an edit broke, and what is said of them."""

    writes: tuple[Write, ...]
    notice: Diagnostic


#: what mends the findings between the first version and this one: its errors only, or all
Mend = Callable[[Document, Document, Sequence[int], bool, Free, bool], list[Mended]]


class Options(NamedTuple):
    """How to run a plan (`spec`: results, section 3)."""

    mode: Mode = "atomic"
    strict: bool = False
    push: bool = True
    structural: bool = False
    selection: tuple[str, ...] = ()
    #: how sure the words were read, and how sure one must be to run anything
    confidence: float = 1.0
    confidence_min: float = CONFIDENCE_MIN
    #: spans of clauses that were not read: "it" after one means nothing earlier
    gaps: tuple[tuple[int, int], ...] = ()
    #: whether a misspelt name may be read as a known one
    correct: bool = True
    #: puts right what the edit broke; None where nobody allowed that
    mend: Mend | None = None
    #: what finds the components of descriptions; one that also notes them, for who asks why
    resolver: type[Resolver] = Resolver
    #: lets clauses that share nothing be judged together; None: each is judged by itself
    reach: Reach | None = None
    #: what descriptions mean on the version that is run on, as far as somebody found it out
    found: Found | None = None


class Ran(NamedTuple):
    """What became of one step."""

    number: int
    clause: Clause
    step: Step
    targets: tuple[str, ...]
    status: Literal["success", "failed", "skipped"]
    writes: tuple[tuple[str | None, str], ...] = ()
    #: why it failed
    why: Diagnostic | None = None


class Outcome(NamedTuple):
    """What became of a plan. ``refused`` says that nothing was run, and why."""

    transaction: Transaction
    ran: tuple[Ran, ...]
    diagnostics: tuple[Diagnostic, ...]
    confidence: float
    trace: tuple[str, ...]
    refused: Literal["rejected", "conflicted"] | None = None
    failed: Diagnostic | None = None


def run(document: Document, plan: Plan, options: Options, verdict: Verdict) -> Outcome:
    """Run a plan on a document.

    ``verdict`` says what errors a clause introduced, given the versions before and
    after it, the components it wrote to, and whether the tokens changed.
    """
    runner = _Runner(document, plan, options, verdict)
    try:
        # strict rules look at more than a clause reaches, and a repair may write anywhere
        in_one_pass = options.reach is not None and not options.strict and options.mend is None
        if in_one_pass and runner.stands_alone:
            came = runner.at_once()
            if came is not None:
                return came
            runner = _Runner(document, plan, options, verdict)  # nothing of it is kept
        return runner.refusal() or runner.run()
    except NotTogether:
        return run(document, plan, options._replace(reach=None), verdict)


class NotTogether(Exception):
    """Clauses that were judged together came to an error: which one brought it is not known."""


def contradiction(
    document: Document, plan: Plan, options: Options, verdict: Verdict
) -> Outcome | None:
    """The outcome of a plan whose steps contradict one another; None where they do not."""
    outcome = _Runner(document, plan, options._replace(mode="partial"), verdict).refusal()
    return outcome if outcome is not None and outcome.refused == "conflicted" else None


class _Runner:
    def __init__(self, document: Document, plan: Plan, options: Options, verdict: Verdict) -> None:
        self._start = document
        self._plan = plan
        self._options = options
        self._verdict = verdict
        self._transaction = Transaction(document)
        self._resolver = options.resolver(document, options.selection)
        self._resolver.share(options.found)
        self._watch = Watch(self._resolver, may_write, acted_on)
        self._held: tuple[str, ...] = ()
        self._guarded: Free = _nothing_guarded
        #: what the steps that were done gave a value: a repair leaves it alone
        self._asked: dict[Leaf, None] = {}
        #: what the clause in hand gave a box, and what of it it put elsewhere
        self._laid_out: dict[str, None] = {}
        self._moved: dict[str, None] = {}
        self._diagnostics: list[Diagnostic] = []
        self._failures: dict[int, Diagnostic] = {}
        self._targets: dict[int, tuple[str, ...]] = {}
        #: what each step acts on, where all stand alone
        self._acted: list[tuple[int, ...]] = []
        self._foretold = foretold(plan)
        self._steps = self._foretold.steps
        self._last_clause = self._foretold.last_clause
        # a repair may write anywhere
        together = options.mend is None and len(plan.clauses) > 1
        self._reach = options.reach if together else None
        #: where the clauses began that are still to be judged, and what they reach
        self._unjudged: Savepoint | None = None
        self._reached: set[int] = set()

    # -- before anything runs ----------------------------------------------------

    def refusal(self) -> Outcome | None:
        """Look at all steps as if each ran first; the outcome if that is enough to refuse."""
        if self.stands_alone and not self._foretold.drifting:
            return self._unsure()
        atomic = self._options.mode == "atomic"
        planned, unresolved = self._look_ahead()
        if unresolved and atomic:
            return self._refused("rejected", dict(unresolved), [d for _, d in unresolved])
        try:
            found = conflicts(self._start, planned, self._plan.locks, self._resolver)
            if self._plan.locks:
                held = locked_components(self._start, self._plan.locks, self._resolver)
                self._held = tuple(self._start.outline.ids[i] for i in sorted(held))
                self._guarded = guard(self._start, self._plan.locks, self._resolver)
        except RedraftError as wrong:
            return self._refused("rejected", {}, [wrong.diagnostic])
        clash = [c for c in found if c.diagnostic.severity == "error"]
        if clash:
            return self._refused(
                "conflicted", {c.step: c.diagnostic for c in clash}, _distinct(clash)
            )
        if not self._options.structural:
            barred = {
                k: _barred(clause, step)
                for k, (clause, step) in enumerate(self._steps, 1)
                if isinstance(step, STRUCTURAL)
            }
            if barred and (atomic or len(barred) == len(self._steps)):
                return self._refused("rejected", barred, list(barred.values()))
            self._failures.update(barred)
        refused = self._unsure()
        if refused is not None:
            return refused
        self._failures.update(unresolved)
        self._diagnostics = _distinct(found)
        self._resolver.start_over()
        return None

    def _unsure(self) -> Outcome | None:
        """The outcome where it is too little sure that what was found is meant."""
        sure = self._options.confidence * self._resolver.confidence
        if self._steps and sure < self._options.confidence_min:
            return self._refused("rejected", {}, [self._doubt()])
        if not self._options.correct and self._resolver.corrections:
            said = [_uncorrected(d) for d in self._resolver.notices()]
            return self._refused("rejected", {}, said)
        return None

    @cached_property
    def stands_alone(self) -> bool:
        """Whether all that the steps act on is found, and plainly none has to do with another.

        Then there is no conflict, nothing drifts, and no step fails for what it cannot find.
        """
        targets, resolver = self._foretold.targets, self._resolver
        if targets is None or type(resolver) is not Resolver:
            return False
        own = Apart(self._start)
        found: list[tuple[int, ...]] = []
        try:
            for (_, step), target in zip(self._steps, targets, strict=True):
                acted = resolver.found(target)
                if not own.takes(step, acted):
                    return False
                found.append(acted)
        except RedraftError:
            return False  # told when all are looked at
        finally:
            resolver.start_over()
        ids = self._start.outline.ids
        self._targets = {k: tuple([ids[i] for i in acted]) for k, acted in enumerate(found, 1)}
        self._acted = found
        return True

    def _doubt(self) -> Diagnostic:
        clauses = self._plan.clauses
        span = (clauses[0].span[0], clauses[-1].span[1])
        said = "; ".join(list(self._resolver.trace)[:3])
        return Diagnostic(
            "clause.not-understood",
            "error",
            "it is too unsure that this is what is meant" + (f": {said}" if said else ""),
            span=span,
        )

    def _look_ahead(self) -> tuple[list[Planned], list[tuple[int, Diagnostic]]]:
        """What each step would act on; None for those whose targets earlier steps may make."""
        planned: list[Planned] = []
        unresolved: list[tuple[int, Diagnostic]] = []
        resolver = self._resolver
        ids = self._start.outline.ids
        written: set[str] = set()
        number = 0
        for clause in self._plan.clauses:
            self._mind_the_gap(number, clause)
            resolver.begin_clause()
            if clause.then:
                self._watch.begin()
            begun = len(planned)
            acted: dict[int, None] = {}
            named: Selector | None = None
            missed = len(unresolved)
            for step in clause.steps:
                number += 1
                targets: tuple[int, ...] | None = None
                try:
                    targets = acted_on(step, resolver)
                    self._targets[number] = tuple([ids[i] for i in targets])
                    acted.update(dict.fromkeys(targets))
                    named = target_of(step) or named
                except RedraftError as wrong:
                    if not depends_on(step, written):
                        unresolved.append((number, _placed(wrong.diagnostic, step, clause)))
                planned.append(Planned(number, clause, step, targets))
                self._watch.foresee(planned[-1])
            if clause is not self._last_clause:
                self._watch.passed(planned[begun:])
                for step in clause.steps:
                    written.update(may_write(step))
            if len(unresolved) > missed:
                resolver.lost()
            elif clause.steps:
                self._note(tuple([ids[i] for i in acted]), named)
        return planned, unresolved

    def _mind_the_gap(self, number: int, clause: Clause) -> None:
        """Let "it" mean nothing where a clause just before was not read."""
        gaps = self._options.gaps
        if not gaps:
            return
        since = self._steps[number - 1][0].span[1] if number else 0
        if any(since <= start and end <= clause.span[0] for start, end in gaps):
            self._resolver.lost()

    def _note(self, ids: tuple[str, ...], named: Selector | None) -> None:
        if isinstance(named, Screen):
            named = None
        if ids:
            self._resolver.acted(ids, named)
        else:
            self._resolver.lost()

    def _refused(
        self,
        why: Literal["rejected", "conflicted"],
        failures: dict[int, Diagnostic],
        diagnostics: Sequence[Diagnostic],
    ) -> Outcome:
        ran = tuple(
            Ran(
                k,
                clause,
                step,
                self._targets.get(k, ()),
                "failed" if k in failures else "skipped",
                why=failures.get(k),
            )
            for k, (clause, step) in enumerate(self._steps, 1)
        )
        return self._outcome(ran, refused=why, diagnostics=diagnostics)

    def _outcome(
        self,
        ran: Sequence[Ran],
        *,
        refused: Literal["rejected", "conflicted"] | None = None,
        failed: Diagnostic | None = None,
        diagnostics: Sequence[Diagnostic] = (),
    ) -> Outcome:
        said = (*diagnostics, *self._diagnostics, *self._resolver.notices())
        return Outcome(
            self._transaction,
            tuple(ran),
            said,
            self._resolver.confidence,
            tuple(self._resolver.trace),
            refused,
            failed,
        )

    # -- running -----------------------------------------------------------------

    def run(self) -> Outcome:
        """Run all clauses."""
        start = self._transaction.savepoint()
        ran: list[Ran] = []
        number = 1
        first_failure: Diagnostic | None = None
        for clause in self._plan.clauses:
            drifted = self._drifted(clause, number)
            if drifted is not None:
                self._judge_together(self._transaction.savepoint())
                self._transaction.rollback_to(start)
                self._diagnostics = []
                said = {drifted.step: drifted.diagnostic}
                return self._refused("conflicted", said, [drifted.diagnostic])
            done, failure = self._clause(clause, number)
            ran.extend(done)
            number += len(clause.steps)
            if failure is None:
                continue
            first_failure = first_failure or failure
            self._diagnostics.append(failure)
            if self._options.mode == "atomic":
                self._transaction.rollback_to(start)
                ran = [_undone(item) for item in ran]
                ran.extend(self._skipped(number))
                break
        self._judge_together(self._transaction.savepoint(), all_of_it=True)
        last = next((item.number for item in reversed(ran) if item.status == "success"), None)
        if last is not None:
            self._mend(last, errors_only=False)
        return self._outcome(ran, failed=first_failure)

    def at_once(self) -> Outcome | None:
        """Run all clauses in one pass; None where they have to be run one by one, by another runner."""
        transaction, steps = self._transaction, self._steps
        refused = self._unsure()
        if refused is not None:
            return refused
        drifting = self._foretold.drifting
        alone = [
            Alone(k, clause, step, acted, k - 1 in drifting)
            for k, ((clause, step), acted) in enumerate(zip(steps, self._acted, strict=True), 1)
        ]
        came = run_at_once(alone, transaction, self._resolver, self._make_room_for)
        if came is None:
            return None
        if transaction.document is not self._start and self._verdict(
            self._start, transaction.document, transaction.touched(), transaction.head_changed
        ):
            return None
        self._diagnostics = came.diagnostics
        writes = came.writes
        return self._outcome(
            [
                Ran(k, clause, step, self._targets[k], "success", tuple(writes.get(k, ())))
                for k, (clause, step) in enumerate(steps, 1)
            ]
        )

    def _make_room_for(self, number: int, drafts: Sequence[Draft], before: Document) -> bool:
        """Make room for what the drafts of one clause laid out; whether any was to be made."""
        self._laid_out, self._moved = {}, {}
        for draft in drafts:
            self._note_laid_out(draft)
        after = self._transaction.document
        if self._laid_out:
            self._make_room(number, before)
        return self._transaction.document is not after

    def _drifted(self, clause: Clause, number: int) -> Conflict | None:
        """What contradicts the clause that is about to run, if it means something else by now."""
        self._resolver.begin_clause()
        if not self._watch.watches:
            return None
        found = map(self._watch.drifted, range(number, number + len(clause.steps)))
        return next((conflict for conflict in found if conflict is not None), None)

    def _skipped(self, number: int) -> list[Ran]:
        return [
            Ran(k, clause, step, self._targets.get(k, ()), "skipped")
            for k, (clause, step) in enumerate(self._steps, 1)
            if k >= number
        ]

    def _clause(self, clause: Clause, number: int) -> tuple[list[Ran], Diagnostic | None]:
        """Run the steps of one clause, or none of them."""
        self._mind_the_gap(number - 1, clause)
        transaction, resolver = self._transaction, self._resolver
        resolver.begin_clause()
        point = transaction.savepoint()
        heard, asked = len(self._diagnostics), len(self._asked)
        read_together(clause, resolver)
        self._laid_out, self._moved = {}, {}
        done: list[Ran] = []
        acted: dict[str, None] = {}
        named: Selector | None = None
        failure: Diagnostic | None = None
        lost = False
        for k, step in enumerate(clause.steps, number):
            try:
                if k in self._failures:
                    raise StepFailed(self._failures[k])
                targets, writes = self._step(k, step)
                acted.update(dict.fromkeys(targets))
                named = target_of(step) or named
                done.append(Ran(k, clause, step, targets, "success", writes))
            except RedraftError as wrong:
                failure = _placed(wrong.diagnostic, step, clause)
                targets = self._targets.get(k, ())
                lost = not targets
                done.append(Ran(k, clause, step, targets, "failed", why=failure))
                break
        if failure is None and self._laid_out:
            self._make_room(number + len(clause.steps) - 1, point.document)
        if failure is None and transaction.document is not point.document:
            failure = self._judge(clause, point, done)
        if failure is not None:
            transaction.rollback_to(point)
            self._judge_together(point)
            resolver.go_back(transaction.document)
            del self._diagnostics[heard:]
            for leaf in list(self._asked)[asked:]:
                del self._asked[leaf]
            later = clause.steps[len(done) :]
            done = [item if item.status == "failed" else _undone(item) for item in done]
            done.extend(
                Ran(k, clause, step, self._targets.get(k, ()), "skipped")
                for k, step in enumerate(later, number + len(done))
            )
            if not any(item.status == "failed" for item in done) and done:
                done[-1] = done[-1]._replace(status="failed", why=failure)
            for item in done:
                acted.update(dict.fromkeys(item.targets))
        if lost:
            resolver.lost()  # whatever else the clause named is not what "it" is
        elif acted:
            resolver.acted(tuple(acted), None if isinstance(named, Screen) else named)
        return done, failure

    def _judge(self, clause: Clause, since: Savepoint, done: Sequence[Ran]) -> Diagnostic | None:
        """The first error that a clause brought; None too where it is left to be judged later."""
        if self._reach is None or (self._unjudged is None and clause is self._last_clause):
            return self._judge_alone(clause, since, done)
        transaction = self._transaction
        reached = self._reach(since.document, transaction.document, transaction.touched(since))
        if self._unjudged is not None:
            if reached is not None and self._reached.isdisjoint(reached):
                self._reached |= reached
                return None
            self._judge_together(since)
        if reached is None or clause is self._last_clause:
            return self._judge_alone(clause, since, done)
        self._unjudged, self._reached = since, reached
        return None

    def _judge_together(self, until: Savepoint, *, all_of_it: bool = False) -> None:
        """Judge the clauses that were left to be judged, by the version that they came to.

        ``all_of_it``: nothing more is run. What the whole command introduced is asked for anyway.
        """
        if self._unjudged is None:
            return
        since, self._unjudged, self._reached = self._unjudged, None, set()
        before = self._start if all_of_it else since.document
        touched = self._transaction.touched(None if all_of_it else since, until)
        if self._verdict(before, until.document, touched, until.head_changed):
            raise NotTogether

    def _judge_alone(
        self, clause: Clause, since: Savepoint, done: Sequence[Ran]
    ) -> Diagnostic | None:
        transaction = self._transaction
        if clause is self._last_clause:
            # What the whole command introduced is asked for anyway; none of it is an error of
            # an earlier clause, or that would have failed.
            before, touched = self._start, transaction.touched()
        else:
            before, touched = since.document, transaction.touched(since)
        errors = self._verdict(before, transaction.document, touched, transaction.head_changed)
        if errors and done and self._mend(done[-1].number, errors_only=True):
            touched = transaction.touched() if before is self._start else transaction.touched(since)
            errors = self._verdict(before, transaction.document, touched, transaction.head_changed)
        if not errors:
            return None
        last = done[-1].step if done else None
        return errors[0] if last is None else _placed(errors[0], last, clause)

    def _mend(self, number: int, *, errors_only: bool) -> bool:
        """Put right what was broken since the start; whether anything was."""
        transaction, mend = self._transaction, self._options.mend
        if mend is None or transaction.document is self._start:
            return False
        mended = mend(
            self._start,
            transaction.document,
            transaction.touched(),
            transaction.head_changed,
            self._free,
            errors_only,
        )
        for writes, notice in mended:
            transaction.apply(number, writes)
            self._diagnostics.append(notice)
        if mended:
            written = {write.property for writes, _ in mended for write in writes}
            self._resolver.advance(transaction.document, written)
        return bool(mended)

    def _free(self, name: str, said: str) -> bool:
        """Whether nobody asked for the property of a component, and nobody protects it."""
        return is_free(self._asked, name, said) and not self._guarded(name, said)

    def _step(
        self, number: int, step: Step
    ) -> tuple[tuple[str, ...], tuple[tuple[str | None, str], ...]]:
        """Carry out one step; return the ids it acted on, and what it wrote."""
        transaction, resolver = self._transaction, self._resolver
        before = transaction.document
        noted = len(transaction.changes)
        draft = effects(before, step, resolver)
        if draft.restructure is not None:
            transaction.restructure(number, draft.restructure)
            acted = draft.restructure.acted
            self._laid_out.update(dict.fromkeys(acted))
            self._moved.update(dict.fromkeys(acted))
        else:
            said = adjust(draft, strict=self._options.strict)
            if said:
                wrong = next((d for d in said if d.severity == "error"), None)
                if wrong is not None:
                    raise StepFailed(wrong)
                self._diagnostics.extend(said)
                if isinstance(step, Place):
                    still_beside(draft, step)
            transaction.apply(number, draft.writes)
            ids = before.outline.ids
            acted = tuple([ids[i] for i in draft.acted])
            self._note_laid_out(draft)
        if self._options.mend is not None:
            self._asked.update(dict.fromkeys(asked_for(transaction.document, step, draft)))
        self._diagnostics.extend(draft.notices)
        changes = transaction.changes[noted:]
        resolver.advance(transaction.document, [c.property for c in changes])
        writes = dict.fromkeys([(c.component, c.property) for c in changes if c.reason != "reflow"])
        return acted, tuple(writes)

    def _note_laid_out(self, draft: Draft) -> None:
        """Note the boxes that a step set, by ids: another outline may follow."""
        changed, moved = laid_out(draft)
        if changed:
            ids = draft.document.outline.ids
            self._laid_out.update(dict.fromkeys(ids[i] for i in changed))
            self._moved.update(dict.fromkeys(ids[i] for i in moved))

    def _make_room(self, number: int, before: Document) -> None:
        """Move apart what the clause newly laid on one another: its end counts, not its steps."""
        if not self._options.push:
            return
        transaction = self._transaction
        document = transaction.document
        draft = Draft(document, self._resolver)
        changed, moved = _indices(document, self._laid_out), _indices(document, self._moved)
        push_apart(before, draft, changed, moved, _indices(document, self._held))
        if draft.writes:
            transaction.apply(number, draft.writes)
            self._resolver.advance(transaction.document, ("x", "y"))


def asked_for(after: Document, step: Step, draft: Draft) -> list[Leaf]:
    """What a step gave a value because somebody asked: a copy is to be as what it was made of."""
    if draft.restructure is None:
        ids = after.outline.ids
        return [
            (None if w.at is None else ids[w.at], w.property) for w in draft.writes if not w.carried
        ]
    if not isinstance(step, Duplicate):
        return []
    outline = after.outline
    copies = (outline.index[name] for name in draft.restructure.acted)
    return [(outline.ids[k], ALL) for i in copies for k in (i, *outline.descendants(i))]


def is_free(asked: Collection[Leaf], name: str, said: str) -> bool:
    """Whether nobody asked for a property of a component; where a copy lies is nobody's wish."""
    copied = (name, ALL) in asked and said not in ("x", "y")
    return (name, said) not in asked and not copied


def _nothing_guarded(name: str, said: str) -> bool:  # noqa: ARG001
    return False


def read_together(clause: Clause, resolver: Resolver) -> None:
    """Find what all steps of a clause act on before the first of them runs.

    "Blue buttons to teal, the rest to grey": the rest is what was not blue.
    """
    if len(clause.steps) < 2:
        return
    for step in clause.steps:
        try:
            acted_on(step, resolver)
        except RedraftError:
            continue  # told when the step's turn comes


def acted_on(step: Step, resolver: Resolver) -> tuple[int, ...]:
    """What a step acts on; its anchors and sources are looked for too."""
    if step.when:
        kept = passed(resolver.document, step, resolver)
        if kept is None:
            return aimed_at(step, resolver)
        step = kept
    if isinstance(step, Swap):
        return tuple(sorted({*resolver(step.first), *resolver(step.second)}))
    target = target_of(step)
    acted = () if target is None or isinstance(target, Screen) else resolver(target)
    for other in others_of(step):
        if not isinstance(other, Screen):
            resolver(other)
    return acted


#: where in its box a component has a property
_SLOTS: Final = {name: row.slot for name, row in PROPERTIES.items() if row.slot is not None}


def laid_out(draft: Draft) -> tuple[list[int], list[int]]:
    """The components whose boxes a step set, and those of them that it put elsewhere."""
    changed: dict[int, None] = {}
    moved: dict[int, None] = {}
    for write in draft.writes:
        slot = _SLOTS.get(write.property)
        if slot is None or write.at is None or write.carried:
            continue
        changed[write.at] = None
        if slot < 2 and write.reason == "asked":
            moved[write.at] = None
    return list(changed), list(moved)


def still_beside(draft: Draft, step: Place) -> None:
    """Refuse a place that the screen has no room for: stopped at its edge it lies elsewhere."""
    for write in draft.writes:
        if write.reason == "adjusted" and not write.carried and write.property in _axes(step):
            name = None if write.at is None else draft.name(write.at)
            raise failure("bounds.outside", f"there is no room for “{name}” there", name)


def _axes(step: Place) -> frozenset[str]:
    return settles(step) or frozenset()


def _indices(document: Document, ids: Iterable[str]) -> list[int]:
    index = document.outline.index
    return [index[name] for name in ids if name in index]


def _placed(diagnostic: Diagnostic, step: Step, clause: Clause) -> Diagnostic:
    """The diagnostic with a span: its own, else the step's words, else the clause's."""
    if diagnostic.span is not None:
        return diagnostic
    return msgspec.structs.replace(diagnostic, span=step.span or clause.span)


def _barred(clause: Clause, step: Step) -> Diagnostic:
    return Diagnostic(
        "clause.unsupported",
        "error",
        f"“{clause.text}” would change which components there are; allow structural edits for that",
        span=step.span or clause.span,
    )


def _uncorrected(notice: Diagnostic) -> Diagnostic:
    return msgspec.structs.replace(notice, code="target.not-found", severity="error")


def _distinct(found: Sequence[Conflict]) -> list[Diagnostic]:
    return list({(d.code, d.span, d.message): d for _, d in found}.values())


def _undone(item: Ran) -> Ran:
    return item._replace(status="skipped" if item.status == "success" else item.status, writes=())
