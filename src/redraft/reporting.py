"""What an edit comes to, told: step reports, verdicts, diagnostics, the trace.

May import: every stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Final, NamedTuple

import msgspec

from redraft.decompose import Reading
from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.execute.running import CONFIDENCE_MIN, Free, Mended, Mode, NotTogether, Outcome, Ran
from redraft.plan.steps import (
    Align,
    Arrange,
    Distribute,
    Exchange,
    Match,
    Place,
    Scale,
    Set,
    Shift,
    Step,
    Swap,
    Tint,
    target_of,
)
from redraft.recovery.repair import repairs
from redraft.select.chance import chance, of_edit
from redraft.select.describing import describe
from redraft.select.resolve import resolve
from redraft.serialize import Result, Status, StepReport
from redraft.serialize.result import Told
from redraft.verify import (
    Finding,
    Policy,
    diagnostic_of,
    diagnostics_of,
    in_turn,
    introduced_by,
    introduced_since,
    reach,
    severity_under,
)

#: so many findings that were there before are told, of so many of the components acted on
_OLD_FINDINGS_MAX: Final = 20
_CONFIDENCE_DIGITS: Final = 3
#: pieces of evidence whose chance is kept; most edits bring the same
_CHANCES_KEPT: Final = 256


class Request(NamedTuple):
    """What was asked of the engine."""

    document: Document
    reading: Reading
    mode: Mode
    policy: Policy
    recover: str


# -- verdicts --------------------------------------------------------------------


class _Judged(NamedTuple):
    """A version, what it has that the first one had not, and all that was written to since."""

    document: Document
    found: list[Finding]
    touched: frozenset[int]


class Judge:
    """Holds versions against the rules under a policy, and knows how long that took."""

    def __init__(self, start: Document, policy: Policy, clock_ns: Callable[[], int]) -> None:
        self._start = start
        self._policy = policy
        self._clock_ns = clock_ns
        # the version that was held against the start last: the next one is much like it
        self._latest: _Judged | None = None
        #: a later version where what was acted on has the same findings, if there is one
        self._seen: Document | None = None
        self.spent_ns = 0

    def errors(
        self,
        before: Document,
        after: Document,
        touched: Sequence[int],
        head_changed: bool,  # noqa: FBT001
    ) -> list[Diagnostic]:
        """The errors between two versions that the document did not come with."""
        began = self._clock_ns()
        if before is self._start:
            found = self._introduced(after, touched, head_changed)
        else:
            found = introduced_by(before, after, touched, head_changed)
        if found and before is not self._start:
            own = {f.identity for f in introduced_by(self._start, after, touched, head_changed)}
            found = [f for f in found if f.identity in own]
        wrong = [f for f in found if severity_under(self._policy, f) == "error"]
        told = diagnostics_of(wrong, after, self._policy) if wrong else []
        self.spent_ns += self._clock_ns() - began
        return told

    def reach(self, before: Document, after: Document, touched: Sequence[int]) -> set[int] | None:
        """What the errors that an edit brings or takes away can be about; None: anything."""
        return reach(before, after, touched) if self._policy == "standard" else None

    def mend(
        self,
        start: Document,
        after: Document,
        touched: Sequence[int],
        head_changed: bool,  # noqa: FBT001
        free: Free,
        errors_only: bool,  # noqa: FBT001
    ) -> list[Mended]:
        """What puts right the findings that an edit introduced, or those that are errors."""
        began = self._clock_ns()
        new = self._introduced(after, touched, head_changed)
        if errors_only:
            new = [f for f in new if severity_under(self._policy, f) == "error"]
        mended = repairs(start, after, new, free, introduced_by) if new else []
        self.spent_ns += self._clock_ns() - began
        return mended

    def _introduced(
        self,
        after: Document,
        touched: Sequence[int],
        head_changed: bool,  # noqa: FBT001
    ) -> list[Finding]:
        """What the whole edit introduced."""
        latest, written = self._latest, frozenset(touched)
        new: list[Finding] | None = None
        if latest is not None:
            if latest.document is after:
                return latest.found
            # what was rolled back since differs as well
            written |= latest.touched
            new = introduced_since(self._start, latest.document, latest.found, after, written)
        if new is None:
            new = introduced_by(self._start, after, touched, head_changed)
        self._latest = _Judged(after, new, frozenset(touched))
        return new

    def remarks(
        self,
        after: Document,
        touched: Sequence[int],
        acted: Sequence[str],
        head_changed: bool,  # noqa: FBT001
    ) -> tuple[list[Diagnostic], Callable[[], list[Diagnostic]]]:
        """What the whole edit introduced, then what its targets had before: made if asked for."""
        began = self._clock_ns()
        new = self._introduced(after, touched, head_changed)
        told = diagnostics_of(new, after, self._policy) if new else []
        self.spent_ns += self._clock_ns() - began
        return told, partial(_had_before, self._seen or after, acted, new)


class Left(NamedTuple):
    """A version whose judging was left for later, and what was written to on the way to it."""

    document: Document
    touched: tuple[int, ...]


class Leaving(Judge):
    """Leaves it to others to judge what a whole command brought, where it is asked once only.

    ``left`` is what is to be judged; None where nothing is.
    """

    def __init__(self, start: Document, policy: Policy, clock_ns: Callable[[], int]) -> None:
        super().__init__(start, policy, clock_ns)
        self.left: Left | None = None
        self._judges = False

    def errors(
        self,
        before: Document,
        after: Document,
        touched: Sequence[int],
        head_changed: bool,  # noqa: FBT001
    ) -> list[Diagnostic]:
        """None the first time. Raises NotTogether where what was left then turns out to be wrong."""
        whole = before is self._start and not head_changed
        if self.left is None and whole and not self._judges:
            self.left = Left(after, tuple(touched))
            return []
        if self.wrong():
            raise NotTogether
        return super().errors(before, after, touched, head_changed)

    def wrong(self) -> list[Diagnostic]:
        """Judge now what was left, and all else at once: the errors of it."""
        left, self.left = self.left, None
        self._judges = True
        return (
            [] if left is None else super().errors(self._start, left.document, left.touched, False)
        )

    def told(self, found: list[Finding], seen: Document | None) -> None:
        """Take what others found that the command introduced, and where to look at what it acted on."""
        left, self.left = self.left, None
        if left is not None:
            self._latest = _Judged(left.document, found, frozenset(left.touched))
            self._seen = seen


def _had_before(
    document: Document, acted: Sequence[str], new: Sequence[Finding]
) -> list[Diagnostic]:
    """What else is to be said of the components that were acted on: notices, whatever it is."""
    index = document.outline.index
    at = sorted({index[name] for name in acted if name in index})
    known = {f.identity for f in new}
    found = in_turn(document, at[:_OLD_FINDINGS_MAX])
    old = islice((f for f in found if f.identity not in known), _OLD_FINDINGS_MAX)
    return [diagnostic_of(f, document, "notice") for f in old]


# -- before anything runs --------------------------------------------------------


def refused_reading(request: Request) -> Result | None:
    """The result where the words alone are enough to refuse; None where there is a plan to run."""
    reading = request.reading
    told = list(reading.diagnostics)
    errors = [d for d in told if d.severity == "error"]
    steps = any(clause.steps for clause in reading.plan.clauses)
    corrected: list[Diagnostic] = []
    if request.recover == "off":
        corrected = [d for d in told if d.code == "spelling.corrected"]
        errors += [_uncorrected(d) for d in corrected]
        told = [_uncorrected(d) if d in corrected else d for d in told]
    # a part that was read only by a correction cannot be told from the others
    if steps and not corrected and not (errors and request.mode == "atomic"):
        return None
    if not steps and not errors:
        said = "the words ask for no edit"
        span = (0, len(reading.text))
        told.insert(0, Diagnostic("clause.not-an-edit", "error", said, span=span))
    return Result(
        "rejected",
        request.document,
        request.document,
        steps=_unrun(reading),
        diagnostics=_first_of_each(told),
        confidence=_rounded(reading.confidence),
        trace=lambda: reading.trace,
    )


def _uncorrected(diagnostic: Diagnostic) -> Diagnostic:
    return msgspec.structs.replace(diagnostic, code="clause.not-understood", severity="error")


def _unrun(reading: Reading) -> tuple[StepReport, ...]:
    reports = [
        StepReport(k, clause.text, clause.span, intent_of(step), (), "skipped")
        for k, (clause, step) in enumerate(
            ((c, s) for c in reading.plan.clauses for s in c.steps), 1
        )
    ]
    return (*reports, *_unread(reading, len(reports)))


def _unread(reading: Reading, count: int) -> Iterator[StepReport]:
    """Clauses that were not read, as steps that failed."""
    told = {d.span: d for d in reversed(reading.diagnostics) if d.severity == "error" and d.span}
    for k, span in enumerate(dict.fromkeys(failed(reading)), count + 1):
        said = reading.text[span[0] : span[1]]
        d = told[span]
        yield StepReport(k, said, span, "unknown", (), "failed", (), d.code, d.message)


def failed(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The spans of what was not read."""
    return tuple(d.span for d in reading.diagnostics if d.severity == "error" and d.span)


def followed(
    document: Document,
    previous: Sequence[str],
    conversation: Callable[[Document, str, Sequence[str]], Reading],
) -> tuple[str, ...]:
    """What the last command of the conversation acted on: what "it" means now."""
    if not previous:
        return ()
    ids = document.outline.ids
    last = conversation(document, previous[-1], previous[:-1])
    for clause in reversed(last.plan.clauses):
        for step in reversed(clause.steps):
            target = target_of(step)
            try:
                found = () if target is None else resolve(document, target)
            except RedraftError:
                continue
            if found:
                return tuple(ids[i] for i in found)
    return ()


# -- afterwards ------------------------------------------------------------------


def reported(request: Request, outcome: Outcome, judge: Judge) -> Result:
    """The result of a plan that was run, or refused by what the document is."""
    reading = request.reading
    transaction = outcome.transaction
    after = transaction.document
    failures = [item for item in outcome.ran if item.status == "failed"]
    reports = [_report(item, failures) for item in outcome.ran]
    if failed(reading):
        reports.extend(_unread(reading, len(reports)))
    status = _status(outcome, reports)
    told = [*reading.diagnostics, *outcome.diagnostics]
    remarks: Callable[[Told], Told] | None = None
    if after is not request.document:
        acted = [n for item in outcome.ran if item.status == "success" for n in item.targets]
        touched = transaction.touched()
        new, had_before = judge.remarks(after, touched, acted, transaction.head_changed)
        told += new
        remarks = partial(_all_of, had_before)
    rolled_back = status == "failed"
    why = outcome.failed
    return Result(
        status,
        request.document,
        after,
        steps=tuple(reports),
        changes=tuple(transaction.changes),
        diagnostics=_first_of_each(told),
        remarks=remarks,
        confidence=_confidence(reading, outcome),
        trace=lambda: _trace(reading, outcome),
        rollback_triggered=rolled_back,
        rollback_reason=why.message if rolled_back and why is not None else None,
    )


def _status(outcome: Outcome, reports: Sequence[StepReport]) -> Status:
    if outcome.refused is not None:
        return outcome.refused
    done = sum(report.status == "success" for report in reports)
    if done == len(reports):
        return "success"
    return "partial" if done else "failed"


def _report(item: Ran, failures: Sequence[Ran]) -> StepReport:
    report = StepReport(
        item.number,
        item.clause.text,
        item.clause.span,
        intent_of(item.step),
        item.targets,
        item.status,
        item.writes,
    )
    if item.why is not None:
        return msgspec.structs.replace(report, code=item.why.code, why=item.why.message)
    if item.status == "success" or not failures:
        return report
    own = [other for other in failures if other.clause is item.clause]
    return msgspec.structs.replace(report, why=f"step {(own or failures)[0].number} failed")


def _all_of(had_before: Callable[[], list[Diagnostic]], told: Told) -> Told:
    return _first_of_each([*told, *had_before()])


def _first_of_each(told: Sequence[Diagnostic]) -> Told:
    """Errors, then warnings, then notices; each said once."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for severity in ("error", "warning", "notice") if told else ():
        for d in told:
            if d.severity == severity:
                found.setdefault((d.code, d.span, d.component, d.components, d.message), d)
    return tuple(found.values())


def _confidence(reading: Reading, outcome: Outcome) -> float:
    """The chance that what was done was meant; for what was not done, how sure the words were."""
    sure = reading.confidence * outcome.confidence
    if outcome.refused is not None or sure < CONFIDENCE_MIN:
        return _rounded(sure)
    told = (*reading.diagnostics, *outcome.diagnostics)
    slips = sum(d.code == "spelling.corrected" for d in told) if told else 0
    clauses = reading.plan.clauses
    steps = sum([len(clause.steps) for clause in clauses]) / max(len(clauses), 1)
    return _chance_of_edit(sure, slips, steps, len(reading.text.split()))


@lru_cache(maxsize=_CHANCES_KEPT)
def _chance_of_edit(sure: float, slips: int, steps: float, words: int) -> float:
    evidence = of_edit(sure=sure, slips=slips, steps=steps, words=words)
    return _rounded(max(chance("edit", evidence), CONFIDENCE_MIN))


def _rounded(confidence: float) -> float:
    return round(confidence, _CONFIDENCE_DIGITS)


def _trace(reading: Reading, outcome: Outcome) -> list[str]:
    lines = [*reading.trace, *outcome.trace]
    for item in outcome.ran:
        target = target_of(item.step)
        whom = ", ".join(item.targets[:6]) or (describe(target) if target is not None else "tokens")
        lines.append(f"step {item.number}: {intent_of(item.step)} {whom}: {item.status}")
    return lines


# -- intents ---------------------------------------------------------------------

_BY_PROPERTY: Final[dict[str, str]] = {
    "size": "resize",
    "width": "resize",
    "height": "resize",
    "font size": "resize",
    "colour": "recolour",
    "background": "recolour",
    "gradient": "recolour",
    "text colour": "recolour",
    "border colour": "recolour",
    "x": "move",
    "y": "move",
    "position": "move",
    "text": "retext",
    "visibility": "show",
    "padding": "space",
    "margin": "space",
    "gap": "space",
    "spacing": "space",
    "rotation": "rotate",
}


def intent_of(step: Step) -> str:
    """One word for what a step is after: resize, recolour, move, retext, restyle, hide, ….

    >>> from redraft.select.selectors import Ids
    >>> intent_of(Scale(target=Ids(("a",)), property="size", factor=2))
    'resize'
    """
    match step:
        case Set() | Scale() | Shift() | Tint() | Swap():
            return _BY_PROPERTY.get(step.property, "restyle")
        case Place() | Arrange() | Align() | Distribute():
            return "move"
        case Exchange():
            return _BY_PROPERTY.get(step.properties[0], "restyle")
        case Match():
            return _BY_PROPERTY.get(step.properties[0], "restyle") if step.properties else "restyle"
        case _:
            return _INTENTS[type(step).__name__]


_INTENTS: Final[dict[str, str]] = {
    "ReplaceText": "retext",
    "AppendText": "retext",
    "PrependText": "retext",
    "ChangeCase": "retext",
    "SetToken": "retoken",
    "ScaleToken": "retoken",
    "TintToken": "retoken",
    "Hide": "hide",
    "Show": "show",
    "Reorder": "reorder",
    "Delete": "delete",
    "Duplicate": "duplicate",
    "Add": "add",
    "Wrap": "wrap",
}
