"""Words that were not understood: the nearest that are, else the command without them.

May import: decompose, plan, select, document.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.lexicon import load
from redraft.diagnostics import RedraftError
from redraft.language import remembered
from redraft.plan.effects import others_of
from redraft.plan.steps import target_of
from redraft.recovery.names import name
from redraft.recovery.near import near_words
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.targets import span_of
from redraft.recovery.values import values
from redraft.recovery.wishes import completed, other_edits
from redraft.recovery.wording import Span
from redraft.select.found import Scope
from redraft.select.index import index_of
from redraft.select.resolve import resolve

_UNKNOWN_MAX: Final = 3
_STEPS_MAX: Final = 4


def unread(problem: Problem) -> Ideas:
    """Spelling, then what a property lacks, then leaving out, then what the target could be."""
    wording = problem.wording
    yield from _meant_surely(problem)
    yield from _respelled(problem)
    lacking = any(True for _ in wording.having(problem.clause, "property", "token"))
    if lacking:
        yield from values(problem)
    if problem.span[0] > problem.clause[0]:
        yield either(wording.without(problem.span))
    yield either(wording.without(problem.clause))
    if not lacking:
        yield from completed(problem)
    yield from other_edits(problem)


def left_out(problem: Problem) -> Ideas:
    """The command without the clause; else edits of what it names, or of the screen."""
    yield either(problem.wording.without(problem.clause))
    yield from other_edits(problem)


def _respelled(problem: Problem) -> Ideas:
    """Each unknown word as the nearest known ones."""
    wording, document = problem.wording, problem.document
    w = wording.words
    index = index_of(document)
    unknown = [
        k
        for k in wording.places(problem.clause)
        if w.is_unknown(k) and not index.having(document, (w.said(k),))
    ]
    for k in unknown[:_UNKNOWN_MAX]:
        for near in near_words((w.said(k),), _language()):
            yield either(wording.put(wording.at(k), near))
        for near in near_words((w.said(k),), index.words(document))[:1]:
            yield either(wording.put(wording.at(k), near))


@remembered()
def _language() -> tuple[str, ...]:
    lexicon = load()
    known = lexicon.words | lexicon.colour_names
    return tuple(sorted(word for word in known if len(word) > 2 and word.isalpha()))


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
