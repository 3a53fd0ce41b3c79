"""Edits that there is no room for: less of the same, or another side.

May import: decompose, plan, select.
"""

from __future__ import annotations

from redraft.document.lengths import clean
from redraft.recovery.names import name
from redraft.recovery.phrases import keys, say
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.unread import left_out

_SHARES = (0.5, 0.25)


def room(problem: Problem) -> Ideas:
    """Another side of the anchor, smaller numbers, a weaker degree, else without the clause."""
    wording = problem.wording
    w = wording.words
    clause = problem.clause
    for k in wording.having(clause, "relation"):
        for side in keys("side"):
            if side != w.value(k, "relation"):
                yield either(wording.put(wording.at(k), say("side", side)))
    for k in wording.places(clause):
        value = w.items[k].token.value
        if w.kind(k) == "number" and value is not None:
            unit = w.items[k].token.unit
            for share in _SHARES:
                yield either(wording.put(wording.at(k), f"{clean(round(value * share))}{unit}"))
    for k in wording.having(clause, "degree", "factor", "size-word"):
        yield either(wording.put(wording.at(k), say("smaller", "degree")))
    for k in wording.having(clause, "more", "direction"):
        said = wording.quote(wording.at(k))
        yield either(wording.put(wording.at(k), say("smaller", "before", change=said)))
    yield either(wording.put(clause, say("smaller", "after", clause=wording.quote(clause))))
    yield from left_out(problem)


def readable(problem: Problem) -> Ideas:
    """With a text colour that reads on what the command makes of the ground."""
    document, text = problem.document, problem.wording.text
    i = document.find(problem.diagnostic.component or "")
    target = None if i is None else name(document, i)
    if target is not None:
        for colour in keys("readable"):
            second = say("instead", "fix text colour", target=target, value=colour)
            yield either(say("instead", "and", first=text.rstrip(" .!\n"), second=second))
    yield from room(problem)
