"""Clauses that contradict one another or a lock, or ask for what is not allowed: one of them left out.

May import: plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from redraft.plan.steps import target_of
from redraft.recovery.phrases import say
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.targets import span_of
from redraft.recovery.wishes import other_edits
from redraft.recovery.wording import Span, Wording


def conflict(problem: Problem) -> Ideas:
    """Only the later wish, only the earlier one, or the two the other way round."""
    wording = problem.wording
    clauses = [c.span for c in problem.reading.plan.clauses]
    low, high = problem.span
    late = next((s for s in clauses if s[0] < high and s[1] > low), problem.clause)
    early = [s for s in clauses if s[1] <= late[0]]
    for span in reversed(early):
        yield either(*_later_alone(problem, span, late))
    if early:
        yield either(wording.without(_bare(problem, late)))
        yield from _turned_round(problem, early, late)
    else:
        yield from _one_of(problem, late)


def _later_alone(problem: Problem, early: Span, late: Span) -> Iterator[str]:
    """Without the earlier clause; what the later one calls "it" by its name."""
    wording = problem.wording
    pronoun = next(wording.having(late, "pronoun"), None)
    named = _target_words(problem, early)
    if pronoun is not None and named:
        told = Wording(wording.put(wording.at(pronoun), named))
        yield told.without(_bare(problem, early))
    yield wording.without(_bare(problem, early))


def _target_words(problem: Problem, span: Span) -> str:
    """How a clause names what it acts on."""
    for clause in problem.reading.plan.clauses:
        for step in clause.steps if clause.span == span else ():
            target = target_of(step)
            head = None if target is None else span_of(target)
            if head is not None:
                return problem.wording.quote(problem.wording.phrase(head))
    return ""


def _one_of(problem: Problem, late: Span) -> Ideas:
    """ "Red and blue": without the one, without the other."""
    spans = [step.span for _, step in problem.steps if step.span is not None]
    inside = [c for c in problem.reading.plan.clauses if c.span == late]
    spans += [step.span for c in inside for step in c.steps if step.span is not None]
    for span in dict.fromkeys(spans):
        yield either(problem.wording.without(span))


def _turned_round(problem: Problem, early: list[Span], late: Span) -> Ideas:
    wording = problem.wording
    second = wording.quote(_bare(problem, late))
    for span in reversed(early):
        first = wording.quote(_bare(problem, span))
        whole = (_bare(problem, span)[0], _bare(problem, late)[1])
        yield either(wording.put(whole, say("instead", "then", first=second, second=first)))


def _bare(problem: Problem, span: Span) -> Span:
    """A clause without the joints at its ends."""
    wording = problem.wording
    w = wording.words
    places = wording.places(span)
    first, last = (places[0], places[-1]) if places else (0, -1)
    while first < last and w.is_separator(first):
        first += 1
    while last > first and w.is_separator(last):
        last -= 1
    return w.span(first, last + 1)


def locked(problem: Problem) -> Ideas:
    """The side that is not locked; without the lock; without the step that breaks it."""
    wording = problem.wording
    w = wording.words
    for k in wording.having(problem.clause, "more"):
        feature, _, sign = w.value(k, "more").rpartition(" ")
        if feature == "size":
            for side in ("height", "width"):
                yield either(wording.put(wording.at(k), say("side", f"{side} {sign}")))
    for lock in problem.reading.plan.locks:
        if lock.span is not None:
            yield either(wording.without(_bare(problem, lock.span)))
    yield either(wording.without(problem.clause))
    yield either(wording.without(problem.span))
    yield from other_edits(problem)


def unsupported(problem: Problem) -> Ideas:
    """Hidden rather than deleted, shown rather than added; else without the clause."""
    wording = problem.wording
    yield from (either(c) for c in _hidden(problem))
    yield either(wording.without(problem.span))
    yield either(wording.without(problem.clause))
    yield from other_edits(problem)


def _hidden(problem: Problem) -> Iterator[str]:
    wording = problem.wording
    w = wording.words
    for k in wording.having(problem.clause, "verb"):
        if w.value(k, "verb") in ("delete", "remove"):
            yield wording.put(wording.at(k), say("instead", "hide"))
