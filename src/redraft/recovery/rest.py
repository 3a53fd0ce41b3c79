"""What of a command was not done, so that a later one can go on from there.

A session knows (`Said`). A single call is given words alone: then what would fail now was not
done, except where that depends on what the command itself changed: “make the red card blue”
finds no red card afterwards either. Where that can be, nothing is gone on with.

May import: decompose, execute, plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from redraft.decompose import Reading
from redraft.decompose.continuing import Left, Said
from redraft.decompose.references import refers
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.execute.foretold import may_write
from redraft.plan.effects import others_of
from redraft.plan.steps import Clause, target_of
from redraft.recovery.wording import Span, Wording
from redraft.select.dependence import reads
from redraft.select.looks import reads_of
from redraft.select.resolve import resolve
from redraft.select.selectors import Look, Named, Pick, Selector, Union, Where, inner

#: the spans of the clauses that fail when a command is run again, each by itself
Failing = Callable[[Reading], frozenset[Span]]


def left_of(
    document: Document,
    command: str,
    earlier: Reading,
    words: str,
    failing: Failing,
    read: Callable[[str], Reading],
) -> list[Left]:
    """The clauses of a command that were not done, in its order.

    ``words`` are what is named now; a clause that was not understood is read with them in the
    place of what was not.
    """
    clauses = earlier.plan.clauses
    sound: frozenset[Span] = frozenset()
    if not isinstance(command, Said):
        spans = failing(earlier)
        if _may_be_done(clauses, spans):
            return []
    elif command.done:
        spans = frozenset(command.undone)
    else:
        spans = frozenset(clause.span for clause in clauses)
        sound = spans - failing(earlier)
    for before, clause in zip((None, *clauses), clauses, strict=False):
        if (
            clause.span in spans
            and _refers(clause)
            and (before is None or before.span not in spans)
        ):
            return []  # what "it" was is done, and other things have been done since
    placed = [
        (clause.span, Left(clause, _missing(document, clause), sound=clause.span in sound))
        for clause in clauses
        if clause.span in spans
    ]
    placed += _reread(earlier, words, read)
    return [left for _, left in sorted(placed, key=lambda item: item[0])]


def _may_be_done(clauses: Sequence[Clause], failing: frozenset[Span]) -> bool:
    """Whether a clause may fail now because the command was carried out."""
    done = {
        name for c in clauses if c.span not in failing for s in c.steps for name in may_write(s)
    }
    for clause in clauses:
        if clause.span not in failing:
            continue
        changed = done.union(*map(may_write, clause.steps))
        for selector in _selectors(clause):
            if not refers(selector) and (
                "*" in changed or not changed.isdisjoint(_told_by(selector))
            ):
                return True
    return False


def _told_by(selector: Selector) -> frozenset[str]:
    """The properties that tell what is described: of a name its text, not what lies around it."""
    inside = frozenset[str]().union(*map(_told_by, inner(selector)))
    match selector:
        case Named():
            return frozenset({"text"})
        case Look(feature=feature):
            return inside | reads_of(feature)
        case Where() | Pick():
            return reads(selector)
        case _:
            return inside


def _selectors(clause: Clause) -> Iterator[Selector]:
    for step in clause.steps:
        for selector in (target_of(step), *others_of(step)):
            if selector is not None:
                yield selector


def _refers(clause: Clause) -> bool:
    return any(map(refers, _selectors(clause)))


def _missing(document: Document, clause: Clause) -> tuple[Selector, ...]:
    """The descriptions of a clause that fit nothing, or too much."""
    found: dict[Selector, None] = {}
    for part in (part for selector in _selectors(clause) for part in _parts(selector)):
        try:
            if not refers(part) and not resolve(document, part):
                found[part] = None
        except RedraftError:
            found[part] = None
    return tuple(found)


def _parts(selector: Selector) -> tuple[Selector, ...]:
    return selector.parts if isinstance(selector, Union) else (selector,)


def _reread(
    earlier: Reading, words: str, read: Callable[[str], Reading]
) -> Iterator[tuple[Span, Left]]:
    """What was not understood, with other words in its place, where that can be read."""
    wording = Wording(earlier.text)
    for d in earlier.diagnostics if words else ():
        if d.severity != "error" or d.span is None:
            continue
        span, unknown = wording.clause(d.span, earlier.plan), _unknown(wording, d.span)
        if unknown is None:
            continue
        text = earlier.text[span[0] : unknown[0]] + words + earlier.text[unknown[1] : span[1]]
        again = read(text)
        if again.follows is not None or any(o.severity == "error" for o in again.diagnostics):
            continue
        clauses = again.plan.clauses
        if not any(map(_refers, clauses)):
            yield from ((span, Left(clause, filled=True)) for clause in clauses)


def _unknown(wording: Wording, span: Span) -> Span | None:
    """The only words within a span that nobody knows; None where they do not stand together."""
    places = [k for k in wording.places(span) if wording.words.is_unknown(k)]
    if not places or places[-1] - places[0] >= len(places):
        return None
    return wording.words.span(places[0], places[-1] + 1)
