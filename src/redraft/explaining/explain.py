"""One run of a command that takes notes, and the explanation made of them.

    X-1  what is explained is what `edit` does

May import: explaining, engine, every stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import structs

from redraft.decompose import Heard, Reading, listen
from redraft.decompose.references import parts_of
from redraft.document.blueprint import Document, Limits
from redraft.engine import How, Recover, Reflow, carry_out, in_conversation, reading_for
from redraft.execute.running import CONFIDENCE_MIN, Mode
from redraft.explaining.candidates import description
from redraft.explaining.roles import POINTING, Asked, asked_in, words_of
from redraft.explaining.told import (
    Carried,
    Description,
    Explained,
    Explanation,
    Respelled,
    Span,
    Word,
)
from redraft.explaining.values import property_of, read_as
from redraft.explaining.watching import Looked, Watched
from redraft.language import Language, using
from redraft.plan.effects import asked_of, others_of
from redraft.plan.steps import Step, Swap, target_of
from redraft.recovery.doubts import AsTyped, as_meant
from redraft.select.describing import describe
from redraft.select.found import Correction
from redraft.select.selectors import Fitting, Ids, Named, Reference, Selector
from redraft.serialize import Result, StepReport, read
from redraft.serialize.lines import lines
from redraft.serialize.reader import Source
from redraft.verify import Policy

_LIMITS: Final = Limits()
#: parts of descriptions that are told of by themselves
_PARTS_MAX: Final = 24


def explain(
    blueprint: Source,
    command: str,
    *,
    mode: Mode = "atomic",
    policy: Policy = "standard",
    recover: Recover = "safe",
    reflow: Reflow = "push",
    structural: bool = False,
    selection: Sequence[str] = (),
    previous: Sequence[str] = (),
    limits: Limits = _LIMITS,
    language: Language | None = None,
) -> Explanation:
    """Explain how a command is read on a blueprint; the options are those of `edit`.

    Nothing is stored. The words are read and the components found as `edit` does it, with
    notes taken on the way, so this costs some milliseconds more than an edit.

    >>> page = {"components": [{"id": "pay", "type": "button", "visual": {"bg_color": "#FFFFFF"}}]}
    >>> told = explain(page, "make the button red")
    >>> [(word.text, word.role, word.field) for word in told.words]
    [('make', 'verb', 'do'), ('the button', 'target', 'target'), ('red', 'value', 'value')]
    >>> told.steps[0].targets, told.steps[0].read_as
    (('pay',), '“red” → CSS #FF0000')
    """
    document = read(blueprint, limits)
    runs: list[Watched] = []

    class Noted(Watched):
        """The resolvers of this run, first to last."""

        __slots__ = ()

        def __init__(self, document: Document, selection: tuple[str, ...] = ()) -> None:
            super().__init__(document, selection)
            runs.append(self)

    how = How(mode, policy, recover, reflow, structural, tuple(selection), tuple(previous), Noted)
    with using(language):
        heard = _heard(document, command, recover)
        reading = in_conversation(document, heard.reading, how.previous)
        result = carry_out(document, reading, how)
        return _explanation(command, heard, reading, result, runs)


def _heard(document: Document, command: str, recover: Recover) -> Heard:
    """The reading that an edit would make, with what was heard in it."""
    every: dict[int, Heard] = {}

    def listening(text: str, **given: Any) -> Reading:
        heard = listen(text, **given)
        every[id(heard.reading)] = heard
        return heard.reading

    reading = reading_for(document, command, recover, read_words=listening)
    if id(reading) in every:
        return every[id(reading)]
    meant = as_meant(reading)
    return _as_typed([h for h in every.values() if h.reading.text == meant][-1], reading)


def _as_typed(heard: Heard, reading: Reading) -> Heard:
    """What was heard in a command that was put right, where it stands in the one that was typed."""
    there, text = AsTyped(reading.puts), reading.text
    put = {span for span, _ in reading.puts}
    words = []
    for word in heard.words:
        span = there.span(word.span)
        typed = text[slice(*span)] if span in put else word.typed
        words.append(word._replace(span=span, typed=typed))
    described = tuple((there.span(at), there.moved(found)) for at, found in heard.descriptions)
    return Heard(reading, tuple(words), described)


def _explanation(
    command: str, heard: Heard, reading: Reading, result: Result, runs: Sequence[Watched]
) -> Explanation:
    looked = runs[-1].looked if runs else ()
    asked = asked_in(reading)
    confidence = result.confidence
    respelled = _respelled(command, heard, runs)
    words = words_of(heard, reading, respelled)
    descriptions = tuple(_descriptions(heard, words, asked, looked))
    return Explanation(
        command,
        result.status,
        confidence,
        words,
        tuple(clause.span for clause in reading.plan.clauses),
        tuple(_steps(heard.reading.text, asked, result, looked)),
        descriptions,
        respelled,
        tuple(_carried(heard, asked, result)),
        tuple(_lowered(reading, result, runs, descriptions)),
        result.diagnostics,
    )


# -- steps -----------------------------------------------------------------------------


def _steps(
    text: str, asked: Sequence[Asked], result: Result, looked: Sequence[Looked]
) -> Iterator[Explained]:
    reports: dict[int, StepReport] = {report.id: report for report in result.steps}
    for one in asked:
        report = reports.get(one.number)
        if report is None:
            continue
        step = one.step
        target = target_of(step)
        document = _version(one, looked, result)
        writes = tuple(lines([c for c in result.changes if c.step == one.number]))
        yield Explained(
            one.number,
            one.clause,
            str(step.__struct_config__.tag),
            step.span,
            report.intent,
            report.status,
            report.targets,
            _said(step) if target is None else describe(target),
            property_of(step),
            read_as(document, step),
            writes,
            tuple(_condition(step, text)),
        )


def _version(one: Asked, looked: Sequence[Looked], result: Result) -> Document:
    """The version that the clause of a step was looked for on."""
    return next((found.document for found in looked if found.clause == one.clause), result.before)


def _said(step: Step) -> str:
    if isinstance(step, Swap):
        return f"{describe(step.first)}, {describe(step.second)}"
    return ""


def _condition(step: Step, text: str) -> Iterator[str]:
    """What has to hold for a step, in the words that ask for it where there are any."""
    for condition in step.when:
        if condition.span is not None:
            said = f"“{text[slice(*condition.span)]}”"
            yield f"{said}, the other way round" if condition.other else said
            continue
        subject = "it" if condition.subject is None else describe(condition.subject)
        how = "unless" if condition.negated else "if"
        yield f"{how} {subject} fits “{describe(condition.fits)}”"


# -- descriptions ----------------------------------------------------------------------


def _descriptions(
    heard: Heard, words: Sequence[Word], asked: Sequence[Asked], looked: Sequence[Looked]
) -> Iterator[Description]:
    """Each description that was looked for, with the steps that it is in."""
    text = heard.reading.text
    where = {selector: span for span, selector in reversed(heard.descriptions)}
    told: set[tuple[Selector, int]] = set()
    for found in looked:
        if isinstance(found.selector, Ids):
            continue  # what a condition or a lock leaves, told of before
        users = [one for one in asked if one.clause == found.clause or not found.clause]
        steps = [one.number for one in users if found.selector in _looked_at(one.step)]
        field = next(
            (name for one in users for name in _fields(one.step, found.selector)), "condition"
        )
        if field == "condition" and not isinstance(found.selector, Fitting):
            field = "lock"
        elsewhere = any(found.selector in _looked_at(one.step) for one in asked)
        if not steps and elsewhere:
            continue  # looked at again to find contradictions
        key = (found.selector, found.clause)
        if key in told or len(told) > _PARTS_MAX:
            continue
        told.add(key)
        told_of = description(found, steps, field)
        span = where.get(found.selector)
        if span is None and isinstance(found.selector, Fitting):
            span = found.selector.span  # the words of a condition
        if span is None and steps:
            named = [w.span for w in words if w.field == field and steps[0] in w.steps]
            span = named[0] if len(named) == 1 else None
        if span is not None:
            told_of = structs.replace(told_of, said=text[slice(*span)], span=span)
        yield told_of


def _looked_at(step: Step) -> tuple[Selector, ...]:
    target = target_of(step)
    return (*(() if target is None else (target,)), *others_of(step), *asked_of(step))


def _fields(step: Step, selector: Selector) -> Iterator[str]:
    for name in ("target", "anchor", "to", "source", "first", "second"):
        if getattr(step, name, None) == selector:
            yield name
    if getattr(getattr(step, "value", None), "source", None) == selector:
        yield "value"


# -- corrections and what is carried ---------------------------------------------------


def _respelled(command: str, heard: Heard, runs: Sequence[Watched]) -> tuple[Respelled, ...]:
    """Words of the language and of the document that were read as others."""
    found = {
        word.span: Respelled(command[slice(*word.span)], word.text, word.span)
        for word in heard.words
        if word.typed and word.used
    }
    corrections: dict[Correction, None] = {}
    for run in runs:
        corrections.update(run.corrections)
    for one in corrections:
        span = _place_of(command, one)
        if span is not None:
            found.setdefault(span, Respelled(command[slice(*span)], one.read_as, span))
    return tuple(found[span] for span in sorted(found))


def _place_of(command: str, one: Correction) -> Span | None:
    start, stop = one.span or (0, len(command))
    at = command.lower().find(one.typed.lower(), start, stop)
    return None if at < 0 else (at, at + len(one.typed))


def _carried(heard: Heard, asked: Sequence[Asked], result: Result) -> Iterator[Carried]:
    """What steps act on that their own clause does not name."""
    reports = {report.id: report for report in result.steps}
    clauses = {one.clause: one.span for one in asked}
    groups: dict[tuple[tuple[str, ...], str, Span | None, int | None], list[int]] = {}
    for one in asked:
        target = target_of(one.step)
        report = reports.get(one.number)
        if target is None or report is None or not report.targets:
            continue
        said, span, clause = _from(heard, target, one, clauses)
        if clause == one.clause:
            continue
        groups.setdefault((report.targets, said, span, clause), []).append(one.number)
    for (targets, said, span, clause), steps in groups.items():
        yield Carried(tuple(steps), targets, said, span, clause)


def _from(
    heard: Heard, target: Selector, one: Asked, clauses: dict[int, Span]
) -> tuple[str, Span | None, int | None]:
    """The word that points back, where it stands, and the clause that it points to."""
    text = heard.reading.text
    references = [p for p in parts_of(target) if isinstance(p, Reference) and p.word != "own"]
    if references:
        span = next((p.span for p in references if p.span is not None), None)
        if span is None:
            pointing = [w.span for w in heard.words if not POINTING.isdisjoint(w.means)]
            span = next((s for s in pointing if one.span[0] <= s[0] < one.span[1]), None)
        before = [k for k in clauses if k < one.clause]
        said = "" if span is None else text[slice(*span)]
        return said, span, max(before, default=0)
    spans = [p.span for p in parts_of(target) if isinstance(p, Named) and p.span is not None]
    if not spans or any(one.span[0] <= s[0] and s[1] <= one.span[1] for s in spans):
        return "", None, one.clause
    return (
        "",
        None,
        next(
            (k for k, c in clauses.items() if any(c[0] <= s[0] and s[1] <= c[1] for s in spans)), 0
        ),
    )


# -- sureness --------------------------------------------------------------------------


def _lowered(
    reading: Reading,
    result: Result,
    runs: Sequence[Watched],
    descriptions: Sequence[Description],
) -> Iterator[tuple[str, float]]:
    """What the confidence is made of: the words, the descriptions, and what experience makes of it."""
    yield "the words", reading.confidence
    for one in descriptions:
        if one.outcome == "found" and one.confidence < 1:
            yield f"“{one.said}” → {', '.join(one.chosen[:3])}", round(one.confidence, 4)
    found = runs[-1].confidence if runs else 1.0
    both = reading.confidence * found
    if result.status in ("success", "partial", "failed") and both >= CONFIDENCE_MIN:
        yield "how often such readings are right", result.confidence
