"""A clause that was not read, said more plainly: apart, in quotes, without fillers, with another verb.

What comes of it is read before it is offered, which costs far less than a run. Words that
change what an edit does (verbs, properties, values, "not") are never left out.

    L-1  so many readings a failure, whatever the length of the command

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from redraft.decompose import names_in, read
from redraft.decompose.clauses import starts_clause
from redraft.recovery.phrases import keys, say
from redraft.recovery.problem import Ideas, Problem, either
from redraft.recovery.wording import Span
from redraft.select.words import key

READINGS_MAX: Final = 24
_EACH_MAX: Final = 3
#: longer commands are not read over and over
CHARACTERS_MAX: Final = 1_500
#: so many words around one that was not understood may be fillers too
_AROUND_MAX: Final = 4
_UNKNOWN_MAX: Final = 4
_QUOTED_MAX: Final = 4
_RUN_MAX: Final = 6
_TEXTS_MAX: Final = 500
#: what an edit does hangs on these
_SAYING: Final = (
    "verb", "property", "token", "more", "not", "no", "without", "except", "but", "if", "only",
    "colour-word", "colour-name", "size-word", "factor", "less", "ordinal", "superlative",
    "respectively", "stays", "nothing-else", "keyword", "direction", "number", "rest", "one",
)  # fmt: skip
_LIGHT: Final = ("det", "filler", "in", "of", "to", "is", "that", "with", "by", "degree", "pronoun")


def apart(problem: Problem) -> Ideas:
    """ "Fill it with orange and change …": a full stop in place of a joint before a verb."""
    wording = problem.wording
    if len(wording.text) > CHARACTERS_MAX:
        return
    w = wording.words
    joints = [
        k
        for k in range(1, w.size - 1)
        if w.any_of(k, "and", "comma") and w.any_of(k + 1, "verb") and starts_clause(w, k + 1)
    ]
    near = [k for k in joints if _touches(wording.at(k), problem.clause)]
    commands = (_stopped(problem, (k,)) for k in near[:_EACH_MAX])
    yield from that_read(problem, commands)
    if len(joints) > 1:
        yield from that_read(problem, [_stopped(problem, tuple(joints))])


def _touches(one: Span, other: Span) -> bool:
    return one[0] <= other[1] + 1 and one[1] >= other[0] - 1


def _stopped(problem: Problem, joints: tuple[int, ...]) -> str:
    text = problem.wording.text
    for k in reversed(joints):
        low, high = problem.wording.at(k)
        text = f"{text[:low].rstrip(' ,')}. {text[high:].lstrip()}"
    return text


def quoted(problem: Problem) -> Ideas:
    """What stands in the document without quotes, and what is to stand there instead, in quotes."""
    w, document = problem.wording.words, problem.document
    if len(problem.wording.text) > CHARACTERS_MAX:
        return
    looked = (document.at(i).text for i in range(min(len(document), _TEXTS_MAX)))
    shown = frozenset(key(text) for text in looked if text)
    places = problem.wording.places(problem.clause)
    runs: list[tuple[int, int]] = []
    at = places.start
    while at < places.stop and len(runs) < _QUOTED_MAX:
        stop = min(places.stop, at + _RUN_MAX)
        while stop > at and not _is_text(problem, shown, at, stop):
            stop -= 1
        if stop > at:
            runs.append((at, stop))
        at = max(stop, at + 1)
    texts = [w.span(*run) for run in runs]
    instead = [
        w.span(stop + 1, places.stop)
        for _, stop in runs
        if stop + 1 < places.stop and w.any_of(stop, "to", "with", "by", "arrow")
    ]
    if texts:
        text = problem.wording.text
        yield from that_read(problem, [_in_quotes(text, t) for t in (texts, texts + instead)])


def _is_text(problem: Problem, shown: frozenset[str], at: int, stop: int) -> bool:
    w = problem.wording.words
    if not w.is_capital(at) or any(w.kind(k) == "quote" for k in range(at, stop)):
        return False
    return key(problem.wording.quote(w.span(at, stop))) in shown


def _in_quotes(text: str, spans: Iterable[Span]) -> str:
    for low, high in sorted(set(spans), reverse=True):
        text = f"{text[:low]}“{text[low:high]}”{text[high:]}"
    return text


def trimmed(problem: Problem) -> Ideas:
    """Without the words that were not understood, and the small ones around them."""
    wording = problem.wording
    if len(wording.text) > CHARACTERS_MAX:
        return
    yield from that_read(problem, (wording.put(s, "") for s in _bracketed(problem)))
    commands = (
        wording.put(wording.words.span(low, high), "")
        for low, high in islice(_windows(problem), READINGS_MAX)
    )
    yield from that_read(problem, dict.fromkeys(commands))


def _bracketed(problem: Problem) -> Iterator[Span]:
    """An aside in brackets around the failure."""
    text = problem.wording.text
    low = text.rfind("(", 0, problem.span[1])
    high = text.find(")", max(low, 0))
    if low >= 0 and high >= problem.span[0]:
        yield low, high + 1


def _windows(problem: Problem) -> Iterator[tuple[int, int]]:
    """Runs of words around what was not understood that may be left out, those that say least first."""
    wording = problem.wording
    w = wording.words
    clause = wording.places(problem.clause)
    here = wording.places(problem.span)
    unknown = [k for k in clause if w.is_unknown(k) and not _acts(problem, k)]
    short = 0 < len(here) <= _AROUND_MAX and not any(_says(problem, k) for k in here)
    short = short and not _acts(problem, here[0])
    cores = [(here[0], here[-1] + 1)] if short else [(k, k + 1) for k in unknown[:_UNKNOWN_MAX]]
    found: dict[tuple[int, int], float] = {}
    for low, high in cores:
        for start in range(low, max(clause.start, low - _AROUND_MAX) - 1, -1):
            if start < low and _says(problem, start):
                break
            for stop in range(high, min(clause.stop, high + _AROUND_MAX) + 1):
                if stop > high and _says(problem, stop - 1):
                    break
                around = (*range(start, low), *range(high, stop))
                found.setdefault((start, stop), sum(_worth(problem, k) for k in around))
    kept = (run for run in found if not _bares(problem, run))
    return iter(sorted(kept, key=lambda run: (found[run], run)))


def _bares(problem: Problem, run: tuple[int, int]) -> bool:
    """Whether a verb is left with nothing to act on, so that it would act on something else."""
    w = problem.wording.words
    low, high = run
    return w.any_of(low - 1, "verb") and (high >= w.size or w.is_separator(high))


def _acts(problem: Problem, k: int) -> bool:
    """Whether an unknown word stands where a verb does: "frobnicate the title"."""
    w = problem.wording.words
    first = k == problem.wording.places(problem.clause).start
    return first and w.any_of(k + 1, "det", "quantifier", "pronoun", "possessive")


def _says(problem: Problem, k: int) -> bool:
    w = problem.wording.words
    return (
        w.any_of(k, *_SAYING)
        or w.kind(k) in ("number", "quote", "colour")
        or w.is_colour(k)
        or w.is_separator(k)
    )


def _worth(problem: Problem, k: int) -> float:
    """How much is lost with a word."""
    w = problem.wording.words
    if w.any_of(k, *_LIGHT):
        return 0.5
    return 2.0 if w.any_of(k, "kind") else 1.0


def otherwise_done(problem: Problem) -> Ideas:
    """The clause with a plainer verb."""
    wording = problem.wording
    w = wording.words
    places = wording.places(problem.clause)
    if not places or len(wording.text) > CHARACTERS_MAX:
        return
    first = next((k for k in places if w.any_of(k, "verb") or _acts(problem, k)), None)
    said = wording.quote(problem.clause)
    start, stop = problem.clause
    clauses: list[str] = []
    if first is not None:
        low, high = wording.at(first)
        clauses = [said[: low - start] + verb + said[high - start :] for verb in keys("plain verb")]
    if not w.any_of(places[0], "verb"):
        clauses += [say("instead", "verb", verb=verb, clause=said) for verb in keys("plain verb")]
    whole = (clause for clause in clauses if not _failures(problem, clause))
    yield from that_read(problem, (wording.put((start, stop), clause) for clause in whole))


def that_read(problem: Problem, commands: Iterable[str]) -> Ideas:
    """Those of the commands in which less is left that was not read."""
    if len(problem.wording.text) > CHARACTERS_MAX:
        return
    before = sum(d.severity == "error" for d in problem.reading.diagnostics)
    found = (c for c in islice(commands, READINGS_MAX) if _failures(problem, c) < max(before, 1))
    yield from (either(command) for command in islice(found, _EACH_MAX))


def _failures(problem: Problem, command: str) -> int:
    reading = read(command, names=names_in(problem.document, command))
    if reading.follows is not None:
        return 0  # the conversation tells
    if not reading.plan.clauses:
        return READINGS_MAX
    return sum(d.severity == "error" for d in reading.diagnostics)
