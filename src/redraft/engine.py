"""The four stages in order: words to a plan, a plan to a document, the rules, the result.

Everything that edits goes through `_run`; a plan needs no English, a preview is an edit
that nobody stores.

    D-1  same inputs, same bytes; only the timings differ
    T-1  what is not applied returns the very same document

May import: every stage, recovery.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import contains
from time import perf_counter_ns
from typing import Any, Final, Literal, NamedTuple

import msgspec

from redraft.decompose import (
    COMMAND_MAX,
    NO_NAMES,
    Reading,
    corrected,
    follow,
    names_in,
    read_loosely,
    read_phrase,
)
from redraft.decompose.continuing import Said, go_on
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document, Limits
from redraft.execute.resolving import Found, Resolver
from redraft.execute.running import Mode, Options, Outcome, contradiction, run
from redraft.language import Language, current, using
from redraft.plan.steps import Plan
from redraft.plan.wire import plan_from_json
from redraft.plans import NOTHING_KEPT, PLANS, PlanCache
from redraft.recovery import Came, Tried, cleared, suggested
from redraft.recovery.rest import left_of
from redraft.reporting import Judge, Leaving, Request, failed, followed, refused_reading, reported
from redraft.select.found import Scope
from redraft.select.index import index_of
from redraft.select.likely import pointed_at
from redraft.select.words import forms, split
from redraft.serialize import Result
from redraft.serialize.reader import Source
from redraft.serialize.shelf import DOCUMENTS
from redraft.telemetry import Sink, offered, tell
from redraft.verify import Finding, Policy, diagnostics_of
from redraft.verify import check as check_document

Recover = Literal["off", "safe", "all"]
Reflow = Literal["push", "off"]

#: reads a command, and the same words once
plan_of: Final = PLANS
_LIMITS: Final = Limits()
_CHOICES: Final = {
    "mode": ("atomic", "partial"),
    "policy": ("standard", "strict"),
    "recover": ("off", "safe", "all"),
    "reflow": ("push", "off"),
}


def edit(
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
    events: Sink | None = None,
    plans: PlanCache = PLANS,
) -> Result:
    """Apply a command to a blueprint: JSON as bytes or text, a dict, a path, or a Document.

    What comes in is never changed. What cannot be done is told in the result; only a
    blueprint that cannot be read raises (DocumentError). ``selection`` is what "it" means
    at the start, ``previous`` the earlier commands of a conversation, newest last.
    ``language`` is what the command is written in, English if nothing is said.
    ``events`` is told what happened (`redraft.telemetry`). ``plans`` keeps what words were read as.

    >>> page = {"components": [{"id": "pay", "type": "button", "visual": {"bg_color": "#FFFFFF"}}]}
    >>> edit(page, "make the button red").changes_applied
    ['pay: background #FFFFFF → #FF0000']
    """
    started = perf_counter_ns()
    selected, earlier = tuple(selection), tuple(previous)
    how = How(
        mode, policy, recover, reflow, structural, selected, earlier, events=events, plans=plans
    )
    document = DOCUMENTS(blueprint, limits)
    ingested = perf_counter_ns()
    with using(language):
        reading = _reading_of(document, command, how)
        result = _run(document, reading, how, Clock(started, ingested, perf_counter_ns()))
    if events is not None:
        tell(result, events)
    return result


def preview(blueprint: Source, command: str, **options: Any) -> Result:
    """Return what `edit` would; nothing is ever stored by either.

    >>> preview({"components": []}, "make the button red").status
    'rejected'
    """
    return edit(blueprint, command, **options)


def apply(
    blueprint: Source,
    plan: Plan | bytes | str,
    *,
    mode: Mode = "atomic",
    policy: Policy = "standard",
    recover: Recover = "safe",
    reflow: Reflow = "push",
    structural: bool = False,
    selection: Sequence[str] = (),
    limits: Limits = _LIMITS,
) -> Result:
    """Apply a plan, or its JSON, without any English. Raises PlanError where it is no plan.

    >>> page = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]}
    >>> plan = '{"clauses": [{"text": "", "span": [0, 0], "steps": [{"do": "scale", "factor": 2,'
    >>> plan += '"target": {"by": "ids", "ids": ["pay"]}, "property": "width"}]}]}'
    >>> apply(page, plan).changes_applied
    ['pay: width 90 → 180']
    """
    started = perf_counter_ns()
    how = How(mode, policy, recover, reflow, structural, tuple(selection))
    document = DOCUMENTS(blueprint, limits)
    ingested = perf_counter_ns()
    if not isinstance(plan, Plan):
        plan = plan_from_json(plan)
    reading = Reading("", plan)
    return _run(document, reading, how, Clock(started, ingested, perf_counter_ns()))


def check(
    blueprint: Source, policy: Policy = "standard", *, limits: Limits = _LIMITS
) -> list[Diagnostic]:
    """Hold a blueprint to all rules; return what is wrong, in document order.

    >>> page = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 40]}]}
    >>> [found.code for found in check(page)]
    ['target-size.small']
    """
    document = DOCUMENTS(blueprint, limits)
    told = diagnostics_of(check_document(document).findings, document, policy)
    # only an edit makes an overlap new; where nothing was before, it is worth a word
    return [
        msgspec.structs.replace(d, severity="notice") if d.code == "overlap.new" else d
        for d in told
    ]


def select(
    blueprint: Source,
    phrase: str,
    selection: Sequence[str] = (),
    *,
    limits: Limits = _LIMITS,
    language: Language | None = None,
) -> list[str]:
    """Return the ids of the components that a phrase names; none where nothing fits.

    A phrase for one that fits several gives all that fit, best first. Nothing is changed
    here, so a phrase that fits nothing to the word gives the one that it most likely means.

    >>> page = {"components": [{"id": "pay", "type": "button", "text": "Pay"}]}
    >>> select(page, "the pay button"), select(page, "the footer")
    (['pay'], [])
    """
    named = named_by(blueprint, phrase, selection, limits=limits, language=language)
    return list(named.ids)


class Selected(NamedTuple):
    """The ids of what a phrase names, best first, and the chance that the first is meant."""

    ids: tuple[str, ...]
    confidence: float


def named_by(
    blueprint: Source,
    phrase: str,
    selection: Sequence[str] = (),
    *,
    limits: Limits = _LIMITS,
    language: Language | None = None,
) -> Selected:
    """As `select`, with how sure it is.

    >>> page = {"components": [{"id": "pay", "type": "button", "text": "Pay"}]}
    >>> named_by(page, "the pay button").confidence > 0.6
    True
    """
    document = DOCUMENTS(blueprint, limits)
    scope = Scope(tuple(selection))
    with using(language):
        found = pointed_at(document, read_phrase(phrase), read_loosely(phrase), scope)
    ids = document.outline.ids
    return Selected(tuple(ids[i] for i in found.indices), found.confidence)


# -- the pipeline ----------------------------------------------------------------


class How(NamedTuple):
    """The options of one edit (`spec`: results, section 3)."""

    mode: Mode = "atomic"
    policy: Policy = "standard"
    recover: Recover = "safe"
    reflow: Reflow = "push"
    structural: bool = False
    selection: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    resolver: type[Resolver] = Resolver
    events: Sink | None = None
    plans: PlanCache = PLANS
    #: whether clauses that share nothing are judged together; the result is the same
    together: bool = True
    #: what descriptions mean on the version that is edited, as far as somebody found it out
    found: Found | None = None

    def checked(self) -> How:
        """The same, if every choice is one that there is. Raises ValueError."""
        if all(map(contains, _CHOICES.values(), self)):  # they are the first fields, in order
            return self
        for name, known in _CHOICES.items():
            if getattr(self, name) not in known:
                said = ", ".join(map(repr, known))
                raise ValueError(f"{name} is one of {said}, not {getattr(self, name)!r}")
        return self


_PLAIN: Final = How()


class Clock(NamedTuple):
    """When things began, in ns: the request, reading the command, running the plan."""

    started: int
    ingested: int
    planned: int


def conversation(
    document: Document, command: str, previous: Sequence[str] = (), *, plans: PlanCache = PLANS
) -> Reading:
    """Read a command after others."""
    reading = reading_for(document, command, read_words=plans)
    return in_conversation(document, reading, previous, How(plans=plans))


def _meant_before(document: Document, how: How, previous: Sequence[str]) -> tuple[str, ...]:
    """What "it" means at the start: what is selected, else what was acted on last."""
    return how.selection or followed(document, previous, partial(conversation, plans=how.plans))


def _reading_of(document: Document, command: str, how: How) -> Reading:
    """Read a command as its options say."""

    def about() -> tuple[str, ...]:
        return _meant_before(document, how, how.previous)

    reading = reading_for(
        document,
        command,
        how.recover,
        about=about,
        structural=how.structural,
        read_words=how.plans,
    )
    return in_conversation(document, reading, how.previous, how)


def in_conversation(
    document: Document, reading: Reading, previous: Sequence[str], how: How = _PLAIN
) -> Reading:
    """Read a follow-up ("a bit more") against the command before it; leave all others alone."""
    if reading.follows is None or not previous:
        return reading
    if reading.follows.kind == "rest":
        return _going_on(document, reading, previous, how)
    previous = done_of(previous)
    if not previous:
        return reading
    earlier = conversation(document, previous[-1], previous[:-1], plans=how.plans)
    return follow(reading, earlier)


def done_of(previous: Sequence[str]) -> Sequence[str]:
    """The commands of a conversation that did something."""
    return [c for c in previous if not isinstance(c, Said) or c.done]


def _going_on(document: Document, reading: Reading, previous: Sequence[str], how: How) -> Reading:
    """Read "do the rest with …": the clauses of the command before that were not done."""
    earlier = conversation(document, previous[-1], previous[:-1], plans=how.plans)
    again = how._replace(mode="partial", previous=tuple(previous[:-1]), resolver=Resolver)

    def failing(earlier: Reading) -> frozenset[tuple[int, int]]:
        now = perf_counter_ns()
        came = _came_of(document, earlier, again, Clock(now, now, now))
        return frozenset(step.span for step in came.steps if step.status != "success")

    named = None if reading.follows is None else reading.follows.named
    words = "" if named is None else reading.text[named[0] : named[1]]
    read_again = partial(reading_for, document, read_words=how.plans)
    left = left_of(document, previous[-1], earlier, words, failing, read_again)
    return go_on(reading, left, earlier.plan.locks)


def reading_for(
    document: Document,
    command: str,
    recover: Recover = "safe",
    *,
    about: Callable[[], tuple[str, ...]] = tuple,
    structural: bool = False,
    read_words: Callable[..., Reading] = PLANS,
) -> Reading:
    """Read a command for a document: none of its own words is taken for a slip of the language.

    A slip of which the command leaves one reading is taken for that word. ``about`` says what
    "it" means at the start, and is asked only where words are unknown.

    ``read_words`` reads the words alone; without a cache it gives the same (C-1).

    >>> page = Document.of({"components": [{"id": "buton", "type": "card"}]})
    >>> [d.code for d in reading_for(page, "hide the buton").diagnostics]
    []
    """
    if recover == "off":
        names = names_in(document, command) if len(command) <= COMMAND_MAX else NO_NAMES
        return read_words(command, keep=None, names=names)

    def read_again(other: str) -> Reading:
        return _read_near(document, other, read_words)

    def came(reading: Reading, *, strict: bool = False) -> Came:
        if not reading.plan.clauses or any(d.severity == "error" for d in reading.diagnostics):
            return None
        options = Options(
            structural=structural,
            selection=about(),
            confidence=reading.confidence,
            correct=not strict,
        )
        outcome = run(document, reading.plan, options, _no_errors)
        if outcome.refused is not None or outcome.failed is not None:
            return None
        written = outcome.transaction.changes
        return tuple((c.component, c.property, repr(c.after)) for c in written) or None

    reading = read_again(command)
    return cleared(document, reading, read_again, came, best=recover == "all")


def _no_errors(*_: object) -> list[Diagnostic]:
    return []


def _read_near(document: Document, command: str, read_words: Callable[..., Reading]) -> Reading:
    """Read a command in which single slips of known words are put right."""
    names = names_in(document, command) if len(command) <= COMMAND_MAX else NO_NAMES
    reading = read_words(command, keep=NOTHING_KEPT, names=names)
    if not reading.diagnostics:
        return reading
    typed = {
        word
        for d in reading.diagnostics
        if d.code == "spelling.corrected" and d.span is not None
        for word in command[d.span[0] : d.span[1]].lower().split()
    }
    if not typed:
        return reading
    index = index_of(document)
    own = frozenset(
        word for word in typed if index.having(document, (f for w in split(word) for f in forms(w)))
    )
    names = names_in(document, command, corrected(typed - own))
    return read_words(command, keep=own, names=names)


def carry_out(document: Document, reading: Reading, how: How) -> Result:
    """Run what was read before, as `edit` would."""
    now = perf_counter_ns()
    return _run(document, reading, how, Clock(now, now, now))


def _run(document: Document, reading: Reading, how: How, clock: Clock) -> Result:
    """Run a plan; where something is to be said about it, suggestions are made when asked for."""
    how.checked()
    return _completed(_came_of(document, reading, how, clock), document, reading, how)


def _completed(result: Result, document: Document, reading: Reading, how: How) -> Result:
    """Have suggestions made when the diagnostics are asked for, where there is something to suggest."""
    if how.recover != "off" and reading.text and result.is_wanting:
        unwatched = how._replace(resolver=Resolver, found=None)

        def attempt(document: Document, command: str) -> Tried:
            now = perf_counter_ns()
            again = _reading_of(document, command, how)
            came = _came_of(document, again, unwatched, Clock(now, now, now))
            return Tried(again, came, came.diagnostics)

        def mending() -> Result | None:
            if how.recover == "all":
                return None  # what could be mended is
            now = perf_counter_ns()
            return _came_of(
                document, reading, unwatched._replace(recover="all"), Clock(now, now, now)
            )

        language = current()

        def suggestions(result: Result, told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
            with using(language):
                made = suggested(Tried(reading, result, told), attempt, mending)
            if how.events is not None:
                offered(made, how.events)
            return made

        result.complete_later(suggestions)
    return result


def _came_of(document: Document, reading: Reading, how: How, clock: Clock) -> Result:
    judge = Judge(document, how.policy, perf_counter_ns)
    return _told(_ran(document, reading, how, judge), clock)


class _Run(NamedTuple):
    """What became of a plan, or the result where it was refused by its words."""

    request: Request
    judge: Judge
    outcome: Outcome | None
    early: Result | None
    ended: int
    judged_ns: int


def _ran(document: Document, reading: Reading, how: How, judge: Judge) -> _Run:
    request = Request(document, reading, how.mode, how.policy, how.recover)
    selection = how.selection or _meant_before(document, how, done_of(how.previous))
    options = Options(
        mode=how.mode,
        strict=how.policy == "strict",
        push=how.reflow == "push",
        structural=how.structural,
        selection=selection,
        confidence=reading.confidence,
        gaps=failed(reading),
        correct=how.recover != "off",
        mend=judge.mend if how.recover == "all" else None,
        resolver=how.resolver,
        reach=judge.reach if how.together and how.resolver is Resolver else None,
        found=how.found,
    )
    early = refused_reading(request)
    if early is not None:
        clash = contradiction(document, reading.plan, options, judge.errors)
        if clash is not None:
            early = reported(request, clash, judge)
        return _Run(request, judge, None, early, perf_counter_ns(), 0)
    outcome = run(document, reading.plan, options, judge.errors)
    return _Run(request, judge, outcome, None, perf_counter_ns(), judge.spent_ns)


def _told(ran: _Run, clock: Clock) -> Result:
    plan = ran.request.reading.plan
    if ran.outcome is None:
        assert ran.early is not None
        return _timed(ran.early, plan, clock, ran.ended, 0)
    result = reported(ran.request, ran.outcome, ran.judge)
    return _timed(result, plan, clock, ran.ended - ran.judged_ns, ran.judge.spent_ns)


class Begun:
    """A command that was run on a version; what it brought may still be to be judged, with others.

    ``left`` is the version that it comes to if nothing is wrong with it, and what was written to;
    None where it was judged, or nothing was written.

        T-3  judged with others that reach nothing in common, the result is the same
    """

    __slots__ = ("_clock", "_how", "_judge", "_ran", "before", "left")

    def __init__(self, document: Document, command: str, how: How) -> None:
        started = perf_counter_ns()
        self._how = how.checked()
        self.before = document
        reading = _reading_of(document, command, how)
        self._clock = Clock(started, started, perf_counter_ns())
        judge = Leaving(document, how.policy, perf_counter_ns)
        self._judge: Judge = judge
        self._ran = _ran(document, reading, how, judge)
        if judge.left is not None and judge.left.document is not self.after and judge.wrong():
            # it was taken back for something else, and what was wrong with it comes first
            self._judge = Judge(document, how.policy, perf_counter_ns)
            self._ran = _ran(document, reading, how, self._judge)
        self.left = judge.left

    @property
    def after(self) -> Document:
        """The version that it comes to."""
        outcome = self._ran.outcome
        return self.before if outcome is None else outcome.transaction.document

    @property
    def written(self) -> set[str]:
        """The properties that were written."""
        outcome = self._ran.outcome
        return set() if outcome is None else {c.property for c in outcome.transaction.changes}

    @property
    def acted(self) -> list[int]:
        """What it acted on."""
        outcome, index = self._ran.outcome, self.before.outline.index
        ran = () if outcome is None else outcome.ran
        return [index[name] for one in ran for name in one.targets if name in index]

    def is_wrong(self) -> bool:
        """Judge now what was left: whether it brought an error."""
        return isinstance(self._judge, Leaving) and bool(self._judge.wrong())

    def result(self, found: list[Finding] | None = None, seen: Document | None = None) -> Result:
        """What `edit` would give; ``found`` is what it introduced, where others judged it.

        ``seen`` is a later version in which what it acted on has the same findings.
        """
        if found is not None and isinstance(self._judge, Leaving):
            self._judge.told(found, seen)
        reading = self._ran.request.reading
        return _completed(_told(self._ran, self._clock), self.before, reading, self._how)


def _timed(result: Result, plan: Plan, clock: Clock, executed: int, verified_ns: int) -> Result:
    """Note what was run and how long each stage took; reading the document in counts as serializing."""
    result.plan = plan
    result.spent_ns = {
        "decompose": clock.planned - clock.ingested,
        "execute": max(0, executed - clock.planned),
        "verify": verified_ns,
        "serialize": clock.ingested - clock.started,
        "total": perf_counter_ns() - clock.started,
    }
    return result


def targets_of(result: Result) -> tuple[str, ...]:
    """What the last step of a result that acted on anything acted on: the next "it"."""
    for step in reversed(result.steps):
        if step.status == "success" and step.targets:
            return step.targets
    return ()
