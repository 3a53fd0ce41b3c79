"""Words that were not understood: the nearest that are, else the command without them.

May import: decompose, plan, select, document.
"""

from __future__ import annotations

from typing import Final

from redraft.diagnostics import RedraftError
from redraft.plan.effects import others_of
from redraft.plan.steps import target_of
from redraft.recovery.names import name
from redraft.recovery.palette import aspects
from redraft.recovery.plainer import apart, otherwise_done, quoted, trimmed
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.targets import span_of
from redraft.recovery.values import values
from redraft.recovery.wishes import completed, other_edits, wished
from redraft.recovery.wording import Span
from redraft.select.found import Scope
from redraft.select.resolve import resolve

_STEPS_MAX: Final = 4


def unread(problem: Problem) -> Ideas:
    """Spelling, then the same said more plainly, then what a property lacks, then leaving out."""
    wording = problem.wording
    yield from _meant_surely(problem)
    if aspects(wording, problem.clause, words_min=2):
        yield from wished(problem)
    yield from apart(problem)
    yield from quoted(problem)
    lacking = any(True for _ in wording.having(problem.clause, "property", "token"))
    inside = problem.span[0] > problem.clause[0] or problem.span[1] < problem.clause[1]
    if inside:
        yield from trimmed(problem)
    if lacking:
        yield from values(problem)
    yield from otherwise_done(problem)
    if not inside:
        yield from trimmed(problem)
    if problem.span[0] > problem.clause[0]:
        yield either(wording.without(problem.span))
    yield either(wording.without(problem.clause))
    if not lacking:
        yield from completed(problem)
    yield from other_edits(problem)


def left_out(problem: Problem) -> Ideas:
    """The command without the clause; else edits of what it names, or of the screen."""
    yield either(problem.wording.without(problem.clause))
    if aspects(problem.wording, problem.clause):
        yield from wished(problem)
    yield from other_edits(problem)


def _meant_surely(problem: Problem) -> Ideas:
    """Where it was too unsure who is meant: the same with the names of the likeliest."""
    if not problem.reading.plan.clauses or any(
        d.severity == "error" for d in problem.reading.diagnostics
    ):
        return
    wording, document = problem.wording, problem.document
    puts: list[tuple[Span, str]] = []
    for _, step in problem.steps[:_STEPS_MAX]:
        for selector in (target_of(step), *others_of(step)):
            span = None if selector is None else span_of(selector)
            if selector is None or span is None:
                continue
            try:
                found = resolve(document, selector, Scope(guess=True))
            except RedraftError:
                continue
            said = name(document, found[0]) if len(found) == 1 else None
            if said is not None:
                puts.append((wording.phrase(span), said))
    for span, said in dict.fromkeys(puts):
        yield either(wording.put(span, said))
