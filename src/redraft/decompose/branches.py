"""Which conditions govern which clauses: "if …, a and b", "a if …", "otherwise c".

A condition before its clauses governs the rest of the sentence, one behind a clause governs
that clause. What a condition that was not understood governs is not read as an edit.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import skip_fillers, starts_clause, verb_at
from redraft.decompose.conditions import (
    OWN,
    Asked,
    Unread,
    condition,
    measured,
    of_targets,
    opens,
    otherwise,
    unsaid,
)
from redraft.decompose.drafts import Draft
from redraft.decompose.locks import excepted
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.predicates import Predicate, Predicates
from redraft.decompose.references import explained, refers
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.plan.steps import Condition, Step, target_of
from redraft.select.selectors import Both, Either, Fitting, Reference, Screen, Selector

#: what a condition or an exception begins with
_GOVERNS: Final = gate("otherwise", "if", "only", "except")
_SENTENCE: Final = ".!?;\n•"


class Branches:
    """The conditions of one command while it is read."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.w = asking.w
        #: what governs the clauses to come
        self.when: tuple[Condition, ...] = ()
        #: the last condition, what governs beside it, and the clauses that it governs
        self._last: Condition | None = None
        self._beside: tuple[Condition, ...] = ()
        self._branch: Draft | None = None
        #: the first clause of the sentence
        self._since = 0
        #: the clause to come is the other branch
        self._other = False

    def passed(self, start: int, stop: int) -> None:
        """Note what stands between clauses: the end of a sentence ends what governs it."""
        w = self.w
        for k in range(start, stop):
            if w.mark(k, _SENTENCE):
                self.when = ()
                self._since = len(self.asking.drafts)
                break

    def read(self, at: int) -> int | None:
        """Read what governs clauses at ``at``; return where it ends, None where nothing does."""
        w = self.w
        if not w.sorts[at] & _GOVERNS:
            return None
        if w.has(at, "otherwise") and not w.has(at, "name"):
            return self._otherwise(at)
        if opens(w, at):
            return self._condition(at)
        if w.has(at, "only"):
            return self._only(at)
        if w.has(at, "except"):
            return self._excepted(at)
        return None

    def close(self, draft: Draft) -> None:
        """Put the steps of a clause under what governs it."""
        if not (self.when and draft.steps):
            return
        if self._other and self._branch is not None:
            self._merge(draft, self.when)
            return
        draft.steps = self._under(draft, draft.steps, self.when)
        self._branch = draft

    def _merge(self, draft: Draft, when: tuple[Condition, ...]) -> None:
        """Make a clause the other branch of the one before: both are asked of the same."""
        branch = self._branch
        if branch is None:
            return
        aim = next((t for t in map(target_of, branch.steps) if t is not None), None)
        for step in draft.steps:
            aimed = _aimed(step, aim)
            elsewhere = aim is not None and target_of(aimed) != aim
            asked = tuple(_asked_of(c, aim) for c in when) if elsewhere else when
            branch.steps.extend(self._under(draft, [aimed], asked))
        branch.diagnostics.extend(draft.diagnostics)
        branch.stop = draft.stop
        draft.steps, draft.diagnostics = [], []

    # -- if ------------------------------------------------------------------------

    def _condition(self, at: int) -> int | None:
        w = self.w
        asked = condition(w, at)
        before = self._governed()
        behind = before is not None and not self._leads(at, asked)
        if isinstance(asked, Unread):
            return self._refused(at, asked, before if behind else None)
        w.use(at, asked.stop)
        if before is None or not behind:
            return self._leading(asked)
        if not asked.pronoun and len(self._clauses()) > 1:
            why = "could be meant of one clause or of all"
            return self._refused(at, Unread("clause.not-understood", asked.stop), before, why)
        runs_on = w.skip_commas(asked.stop) == asked.stop and verb_at(w, asked.stop)
        if runs_on and not asked.pronoun:
            why = "could be meant of what is before or after it"
            return self._refused(at, Unread("clause.not-understood", asked.stop), before, why)
        self._last, self._beside, self._branch = asked.condition, self.when, before
        before.steps = self._under(before, before.steps, (asked.condition,))
        before.stop = max(before.stop, asked.stop)
        return asked.stop

    def _leading(self, asked: Asked) -> int:
        p = self.asking
        found = asked.condition
        if asked.pronoun and p.memory.target is not None and asked.about is None:
            found = structs.replace(found, subject=p.it())
        elif asked.about is not None and not isinstance(asked.about, Screen):
            p.remember(asked.about, spoken=True)
        outer = self.when if self._other else ()
        self._last, self._beside = found, outer
        self.when = (*outer, found)
        return self._after(asked.stop)

    def _after(self, at: int) -> int:
        """The place after the comma, "then" and fillers that follow a condition."""
        w = self.w
        stop = at
        while w.mark(stop, ",:–—-") or w.any_of(stop, "then", "comma"):
            stop += 1
        stop = skip_fillers(w, stop)
        w.use(at, stop)
        return stop

    def _leads(self, at: int, asked: Asked | Unread) -> bool:
        """Whether a condition after a clause belongs to the next one."""
        w = self.w
        if w.any_of(at - 1, "and", "then", "but"):
            return True
        if not w.is_separator(at - 1):
            return False
        after = asked.stop
        joint = w.skip_commas(after)
        joined = any(w.any_of(k, "and") for k in range(after, joint))
        return joint < w.size and not joined and starts_clause(w, joint)

    def _governed(self) -> Draft | None:
        """The clause of this sentence that a condition behind it is about."""
        clauses = self._clauses()
        return clauses[-1] if clauses else None

    def _clauses(self) -> list[Draft]:
        return [d for d in self.asking.drafts[self._since :] if d.steps]

    def _refused(self, at: int, unread: Unread, before: Draft | None, why: str = "") -> int | None:
        """Refuse a condition, and with it what it governs."""
        w, p = self.w, self.asking
        stop = unread.stop
        if before is None:
            asks = w.has(at, "question") and unread.code == "clause.not-understood"
            if asks and not self._governs(stop):
                return None  # "when is it due?"
            while stop < w.size and not w.mark(stop, _SENTENCE):
                stop += 1
        else:
            before.steps = []
        draft = Draft(at, stop)
        reason = why or _REASONS.get(unread.code, "")
        p.fail(draft, w.span(at, unread.stop), unread.code, reason)
        w.use(at, stop)
        p.drafts.append(draft)
        return stop

    def _governs(self, at: int) -> bool:
        after = self.w.skip_commas(at)
        return after < self.w.size and starts_clause(self.w, after)

    # -- otherwise -----------------------------------------------------------------

    def _otherwise(self, at: int) -> int | None:
        w = self.w
        stop = at + 1
        while w.mark(stop, ",:") or w.any_of(stop, "then", "filler"):
            stop += 1
        if verb_at(w, stop) == "keep" or w.any_of(stop, "none", "alone", "not"):
            while stop < w.size and not w.is_separator(stop):
                stop += 1
            w.use(at, stop)
            return stop
        if self._last is None or self._branch is None:
            return None
        w.use(at, at + 1)
        clauses = self._clauses()
        if (stop >= w.size or w.is_separator(stop)) and clauses and clauses[-1] is not self._branch:
            other = clauses[-1]  # "(… and hide it) otherwise"
            other.stop = max(other.stop, at + 1)
            self._merge(other, (*self._beside, otherwise(self._last)))
            return at + 1
        stop = self._after(at + 1)
        self.when = (*self._beside, otherwise(self._last))
        self._other = True
        if opens(w, stop):
            asked = condition(w, stop)
            if isinstance(asked, Unread):
                return self._refused(stop, asked, None)
            w.use(stop, asked.stop)
            stop = self._leading(asked)
        return stop

    # -- only the red ones ---------------------------------------------------------

    def _only(self, at: int) -> int | None:
        """ "(make the cards blue), only the dark ones": those of them."""
        w, before = self.w, self._governed()
        if before is None:
            return None
        found = _chosen(w, at + 1)
        if found is None:
            return self._refused(at, Unread("clause.not-understood", _end(w, at + 1)), before)
        only = Condition(fits=found.fits, negated=found.negated, span=w.span(at, found.stop))
        w.use(at, found.stop)
        self._last, self._beside, self._branch = only, self.when, before
        before.steps = self._under(before, before.steps, (only,))
        before.stop = max(before.stop, found.stop)
        return found.stop

    def _excepted(self, at: int) -> int | None:
        """ "except for the footer, make everything bigger"."""
        w = self.w
        found = nouns(w, at + 1)
        if found is None or found.bare or found.screen or not w.mark(found.stop, ","):
            return None
        w.use(at, found.stop + 1)
        self.when = (*self.when, excepted(found.selector, w.span(at, found.stop)))
        return found.stop + 1

    # -- steps ---------------------------------------------------------------------

    def _under(self, draft: Draft, steps: list[Step], when: tuple[Condition, ...]) -> list[Step]:
        """The steps with conditions; refused where each target is to be tested and there is none."""
        done: list[Step] = []
        for step in steps:
            target = target_of(step)
            named = getattr(step, "property", "")
            asked = tuple(measured(of_targets(c, target), named) for c in when)
            if any(unsaid(c) for c in asked):
                self.asking.fail(draft, next(c.span for c in asked if unsaid(c)) or (0, 0))
                return []
            lone = next((c for c in asked if c.subject is None and target is None), None)
            if lone is not None:
                self.asking.fail(draft, lone.span or (0, 0))
                return []
            done.append(structs.replace(step, when=(*step.when, *asked)))
        return done


def _chosen(w: Words, at: int) -> Predicate | None:
    """ "the red ones", "those with an icon": what of the targets it chooses."""
    found = nouns(w, at)
    if found is None or found.bare or found.screen:
        return None
    fits, stop, negated = found.selector, found.stop, False
    if w.any_of(stop, "with", "no"):
        had = Predicates(w, noun, bare=True).had(stop + w.has(stop, "with"), fits)
        if had is None:
            return None
        fits, stop, negated = had
    vague = any(w.has(k, "plain-form") and not w.has(k, "look") for k in range(at, stop))
    if vague or not (stop >= w.size or w.is_separator(stop)):
        return None
    told = explained(fits, [OWN]) if refers(fits) else Both(OWN, Fitting(fits))
    return None if told == OWN else Predicate(told, stop, negated)


def _end(w: Words, at: int) -> int:
    while at < w.size and not w.is_separator(at):
        at += 1
    return at


def _aimed(step: Step, aim: Selector | None) -> Step:
    """The step of another branch at what the first branch is about, where it says "it"."""
    target = target_of(step)
    if aim is None or target is None or not _refers(target):
        return step
    return structs.replace(step, target=aim)


def _asked_of(condition: Condition, aim: Selector | None) -> Condition:
    """ "(make the title bold if it is dark,) otherwise hide the card": asked of the title still."""
    return structs.replace(condition, subject=aim) if condition.subject is None else condition


def _refers(target: Selector) -> bool:
    if isinstance(target, Either):
        return any(map(_refers, target.options))
    return isinstance(target, Reference)


_REASONS: Final[dict[str, str]] = {
    "clause.unsupported": "asks for something that a screen description does not hold",
    "clause.vague": "names nothing that can be looked at",
}
