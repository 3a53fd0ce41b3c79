"""Clauses that contradict one another or a lock, or ask for what is not allowed: one of them left out.

May import: plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from redraft.diagnostics import RedraftError
from redraft.plan.steps import target_of
from redraft.recovery.phrases import say
from redraft.recovery.problem import Ideas, Problem, any_of, either
from redraft.recovery.targets import span_of
from redraft.recovery.things import called_so
from redraft.recovery.wishes import other_edits
from redraft.recovery.wording import Span, Wording
from redraft.select.resolve import resolve
from redraft.select.selectors import Selector


def conflict(problem: Problem) -> Ideas:
    """Only the later wish, only the earlier one, or the two the other way round."""
    clauses = [c.span for c in problem.reading.plan.clauses]
    late = next((s for s in clauses if _meet(s, problem.span)), problem.clause)
    related = next(iter(problem.diagnostic.related), None)
    if related is None or _meet(late, related):
        if problem.diagnostic.severity == "error":
            yield from _one_of(problem, late, related)
        return
    early = next((s for s in clauses if _meet(s, related)), related)
    if problem.diagnostic.severity == "error":
        yield any_of(_later_alone(problem, early, late))
        yield either(problem.wording.without(_bare(problem, late)))
    yield any_of(_turned_round(problem, early, late))
    yield any_of(_one_after_another(problem, early, late))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _later_alone(problem: Problem, early: Span, late: Span) -> Iterator[str]:
    """Without the earlier clause; what the later one leaves to it is told."""
    wording = problem.wording
    for told in _told_alone(problem, late):
        if told == wording.quote(late):
            yield wording.without(_bare(problem, early))
        else:
            yield Wording(wording.put(late, told)).without(_bare(problem, early))
    yield from _merged(problem, early, late)


def _told_alone(problem: Problem, late: Span) -> Iterator[str]:
    """What a clause says, with the name of what it is about, where it leaves that to earlier ones."""
    wording = problem.wording
    words = wording.quote(late)
    named = _name_before(problem, late)
    pronoun = next(wording.having(late, "pronoun", "possessive"), None)
    if pronoun is not None and named:
        its = wording.words.any_of(pronoun, "possessive")
        name = say("name", "owner", name=named) if its else named
        start, stop = wording.at(pronoun)
        yield words[: start - late[0]] + name + words[stop - late[0] :]
    elif pronoun is None and _names_its_own(problem, late):
        yield words
    elif pronoun is None and named:
        yield say("instead", "make", target=named, clause=words)


def _merged(problem: Problem, early: Span, late: Span) -> Iterator[str]:
    """ "(make the title twice as big, then) half as big": the one in the place of the other."""
    first, second = _words(problem, early), _words(problem, late)
    if first is not None and second is not None and first[0] > early[0]:
        yield problem.wording.put((first[0], second[0]), "")


def _words(problem: Problem, span: Span) -> Span | None:
    """The words of the first step of a clause."""
    steps = (s for c in problem.reading.plan.clauses if c.span == span for s in c.steps)
    return next((step.span for step in steps if step.span is not None), None)


def _names_its_own(problem: Problem, span: Span) -> bool:
    """Whether a clause says itself what it is about."""
    return bool(_target_words(problem, span, within=True))


def _name_before(problem: Problem, span: Span) -> str:
    """How the nearest clause before names what it acts on."""
    clauses = [c.span for c in problem.reading.plan.clauses if c.span[1] <= span[0]]
    names = (_target_words(problem, before) for before in reversed(clauses))
    return next((name for name in names if name), "")


def _target_words(problem: Problem, span: Span, *, within: bool = False) -> str:
    """How a clause names what it acts on; with words of its own only, if told so."""
    for clause in problem.reading.plan.clauses:
        for step in clause.steps if clause.span == span else ():
            target = target_of(step)
            head = None if target is None else span_of(target)
            if head is not None and not (within and not _meet(head, span)):
                return problem.wording.quote(problem.wording.phrase(head))
            if target is None and within:
                return problem.wording.quote(span)  # tokens and what two things exchange
    return ""


def _one_of(problem: Problem, late: Span, first: Span | None) -> Ideas:
    """ "Red and blue": without the one, without the other."""
    wording, second = problem.wording, problem.span
    if first is not None and first[0] < second[0]:
        inside = [s.span for c in problem.reading.plan.clauses if c.span == late for s in c.steps]
        between = any(s is not None and first[1] <= s[0] and s[1] <= second[0] for s in inside)
        without, cut = wording.without(first), wording.put((first[0], second[0]), "")
        yield either(*((without, cut) if between else (cut, without)))
        without, cut = wording.without(second), wording.put((first[1], second[1]), "")
        yield either(*((without, cut) if between else (cut, without)))
        return
    spans = [step.span for _, step in problem.steps if step.span is not None]
    whole = [c for c in problem.reading.plan.clauses if c.span == late]
    spans += [step.span for c in whole for step in c.steps if step.span is not None]
    spans += [wording.at(k) for k in wording.having(late, "edge", "direction", "alignment")]
    for span in dict.fromkeys(spans):
        yield either(wording.without(span))


def _turned_round(problem: Problem, early: Span, late: Span) -> Iterator[str]:
    """The later clause in the place of the earlier one."""
    wording = problem.wording
    first = wording.quote(_bare(problem, early))
    whole = (_bare(problem, early)[0], _bare(problem, late)[1])
    for second in _told_alone(problem, late):
        if _adjacent(problem, early, late):
            yield wording.put(whole, say("instead", "then", first=second, second=first))
        else:
            between = wording.text[early[1] : late[0]]
            yield wording.put(whole, second + between + first)


def _one_after_another(problem: Problem, early: Span, late: Span) -> Iterator[str]:
    """As it was said, with the order in words."""
    if _adjacent(problem, early, late):
        first = problem.wording.quote(_bare(problem, early))
        second = problem.wording.quote(_bare(problem, late))
        whole = (_bare(problem, early)[0], _bare(problem, late)[1])
        yield problem.wording.put(whole, say("instead", "then", first=first, second=second))


def _adjacent(problem: Problem, early: Span, late: Span) -> bool:
    """Whether no clause stands between two."""
    return not any(early[1] <= c.span[0] < late[0] for c in problem.reading.plan.clauses)


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
    """What is not locked of several; without the lock; without the step; the side that is not locked."""
    wording = problem.wording
    w = wording.words
    yield from _unlocked(problem)
    told = problem.diagnostic.related
    locks = [k.span for k in problem.reading.plan.locks if k.span is not None]
    for span in dict.fromkeys(k for k in locks if not told or k in told):
        yield either(wording.without(_bare(problem, span)))
    yield either(wording.without(problem.clause))
    yield either(wording.without(problem.span))
    for k in wording.having(problem.clause, "more"):
        feature, _, sign = w.value(k, "more").rpartition(" ")
        if feature == "size":
            for side in ("height", "width"):
                yield either(wording.put(wording.at(k), say("side", f"{side} {sign}")))
    yield from other_edits(problem)


def _unlocked(problem: Problem) -> Ideas:
    """ "All the names 20px, but don't touch the last": the others."""
    document, wording = problem.document, problem.wording
    kept: set[int] = set()
    for lock in problem.reading.plan.locks:
        held = () if lock.target is None else _found(problem, lock.target)
        kept.update(j for i in held for j in (i, *document.outline.descendants(i)))
    puts: dict[Span, str] = {}
    for _, step in problem.steps:
        target = target_of(step)
        span = None if target is None else span_of(target)
        if target is None or span is None:
            continue
        meant = _found(problem, target)
        left = [i for i in meant if i not in kept]
        said = called_so(document, left) if 0 < len(left) < len(meant) else None
        if said is not None:
            puts[wording.phrase(span)] = said
    for span, said in puts.items():
        yield either(wording.put(span, said))


def _found(problem: Problem, selector: Selector) -> tuple[int, ...]:
    try:
        return resolve(problem.document, selector)
    except RedraftError:
        return ()


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
