"""Words → plan: takes a command clause by clause and gives each verb its say.

The first half of reading: it depends on the words alone. Which components the
descriptions mean is decided when the step runs.

    L-1  every item is visited a bounded number of times

May import: decompose, plan, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose import verbs
from redraft.decompose.assignments import Unfit, split, steps_for
from redraft.decompose.clauses import (
    Draft,
    Filler,
    bracketed_noise,
    ends_clause,
    joined,
    skip_fillers,
    starts_clause,
    verb_at,
)
from redraft.decompose.drafts import Assignment, Change, Frame, Memory
from redraft.decompose.descriptions import inside
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import aimed
from redraft.decompose.reading import FollowUp, Reading
from redraft.decompose.words import Span, Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Clause, Lock, Plan, Step
from redraft.select.selectors import Either, Everything, Look, Named, Reference, Screen, Selector

#: stands for a target that was left out and is known only when the whole command is read
LATER: Final = Reference("it", kinds=("later",))


class Planner:
    """Reads one command. `read` is the whole of it."""

    def __init__(self, w: Words) -> None:
        self.w = w
        self.memory = Memory()
        self.drafts: list[Draft] = []
        self.locks: list[Lock] = []
        self.notices: list[Diagnostic] = []
        self.scope: Selector | None = None
        self.follows: FollowUp | None = None
        #: some clause before has asked for something
        self.asked = False

    def read(self) -> Reading:
        """Read the command and return what it says."""
        w = self.w
        at = 0
        while at < w.size:
            at = self._between(at)
            if at >= w.size:
                break
            stop = self._clause(at)
            at = max(stop, at + 1)
        self._complete()
        return self._reading()

    # -- between clauses ----------------------------------------------------------------

    def _between(self, at: int) -> int:
        w = self.w
        while at < w.size:
            if (noise := bracketed_noise(w, at)) is not None:
                w.use(at, noise)
                at = noise
            elif w.mark(at, "#") and w.kind(at + 1) == "number":
                w.use(at, at + 2)
                at += 2
            elif w.has(at, "but") or (w.is_separator(at) and not (w.has(at, "then") and w.any_of(at + 1, "kind", "any"))) or w.kind(at) == "other":
                w.use(at, at + 1)
                at += 1
            elif self._list_number(at):
                w.use(at, at + 2)
                at += 2
            elif w.has(at, "no") and w.mark(at + 1, ","):
                w.use(at, at + 2)
                at += 2
            else:
                step = skip_fillers(w, at)
                if step == at:
                    return at
                w.use(at, step)
                at = step
        return at

    def _list_number(self, at: int) -> bool:
        """ "1." or "2)" or "(3)" before a clause."""
        w = self.w
        return w.kind(at) == "number" and w.mark(at + 1, ".):") and (at == 0 or w.used[at - 1])

    # -- one clause ------------------------------------------------------------------------

    def _clause(self, start: int) -> int:  # noqa: PLR0911, PLR0912
        w = self.w
        at = start
        while w.any_of(at, "wish", "filler") and not (
            w.any_of(at + 1, "kind") or w.any_of(at, "follow")
        ):
            w.use(at, at + 1)
            at += 1
        if at >= w.size or (at > start and w.is_separator(at)):
            return at
        draft = Draft(start, at)
        scoped = self._leading_scope(at)
        if scoped is not None:
            at = self._between(scoped)
            if at >= w.size:
                return at
        if not self.asked and self.memory.target is None:
            stop_or_none = self._follow_up(at, draft)
            if stop_or_none is not None:
                return stop_or_none
        if w.any_of(at, "without", "not") or (w.value(at, "verb") in ("keep",) and verb_at(w, at)):
            stop = verbs.lock(self, at)
            if stop is not None:
                return stop
        if w.any_of(at, "vague") and not verb_at(w, at):
            return self._refuse(at, draft, "clause.vague", "says no concrete change")
        if w.any_of(at, "other-job") and not w.any_of(at + 1, "kind"):
            return self._refuse(at, draft, "clause.not-an-edit", "is nothing that changes the design")
        if w.any_of(at, "question") and not verb_at(w, at):
            return self._refuse(at, draft, "clause.not-an-edit", "asks for no edit", soft=True)
        if w.any_of(at, "remark"):
            return self._refuse(at, draft, "clause.not-an-edit", "asks for no edit", soft=True)
        verb = verb_at(w, at)
        if verb:
            handler = verbs.HANDLERS.get(verb, verbs.assign)
            draft.verb = verb
            stop = handler(self, draft, at, verb)
        else:
            draft.verb = self.memory.verb
            stop = verbs.plain(self, draft, at)
        draft.stop = max(stop, at + 1)
        self._close(draft)
        return draft.stop

    def _leading_scope(self, at: int) -> int | None:
        """ "In the first slide, name …": holds for the clause that follows."""
        w = self.w
        self.scope = None
        if not w.any_of(at, "in", "of") or w.any_of(at, "verb"):
            return None
        place = noun(w, at + 1, places=True)
        if place is None:
            return None
        after = place.stop
        if not (w.mark(after, ",:") or verb_at(w, after)):
            return None
        w.use(at, after)
        if not place.screen:
            self.scope = place.selector
        return after + 1 if w.mark(after, ",:") else after

    def _follow_up(self, at: int, draft: Draft) -> int | None:
        """ "a bit more", "the same for the footer": a clause that needs the command before it."""
        w = self.w
        step, degree = at, ""
        while w.any_of(step, "degree", "det", "filler") and not w.has(step, "follow"):
            degree = w.value(step, "degree") or degree
            step += 1
        if not w.has(step, "follow"):
            return self._also(at, draft)
        kind = w.value(step, "follow")
        kind, _, own_degree = kind.partition(" ")
        degree = own_degree or degree
        stop = step + 1
        target: Selector | None = None
        if kind in ("same", "other"):
            while w.any_of(stop, "of", "to", "with", "in", "comma") or w.mark(stop, ","):
                stop += 1
            found = nouns(w, stop)
            if found is not None:
                target, stop = found.selector, found.stop
            elif kind == "same":
                return None
        while w.any_of(stop, "filler", "as-well", "degree"):
            degree = w.value(stop, "degree") or degree
            stop += 1
        if not (ends_clause(w, stop) or w.is_separator(stop)):
            return None
        degree = degree if degree in ("slight", "much") else ""
        return self._followed(at, stop, draft, FollowUp(kind, w.span(at, stop), degree, target))

    def _also(self, at: int, draft: Draft) -> int | None:
        """ "the footer too": the same for it."""
        w = self.w
        found = nouns(w, at)
        if found is None or not w.has(found.stop, "as-well"):
            return None
        stop = found.stop + 1
        if not (ends_clause(w, stop) or w.is_separator(stop)):
            return None
        return self._followed(at, stop, draft, FollowUp("same", w.span(at, stop), "", found.selector))

    def _followed(self, at: int, stop: int, draft: Draft, said: FollowUp) -> int:
        w, span = self.w, said.span
        self.follows = said
        w.use(at, stop)
        self.fail(draft, span, why="follows nothing that was said before")
        draft.stop = stop
        self.drafts.append(draft)
        return stop

    def _refuse(self, at: int, draft: Draft, code: str, why: str, *, soft: bool = False) -> int:
        """Refuse a whole clause by its kind; a soft one is a notice beside others."""
        w = self.w
        stop = at + 1
        while stop < w.size and not w.mark(stop, ".!?;\n,") and not w.any_of(stop, "then"):
            if w.any_of(stop, "and") and starts_clause(w, stop + 1):
                break
            stop += 1
        span = w.span(at, stop)
        severity = "notice" if soft else "error"
        draft.diagnostics.append(Diagnostic(code, severity, f"“{w.quote(span)}” {why}", span=span))
        draft.stop = stop
        w.use(at, stop)
        self.drafts.append(draft)
        return stop

    def _close(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if draft.steps:
            self.asked = True
            self.memory.spoken = False

    # -- what the handlers use ----------------------------------------------------------------

    def it(self) -> Selector:
        """What a left-out target means: what was last spoken of or acted on."""
        if self.memory.spoken and self.memory.target is not None:
            return self.memory.target
        if self.memory.target is not None:
            return Reference("it")
        return LATER

    def scoped(self, selector: Selector) -> Selector:
        """A target within the scope that the clause began with."""
        if isinstance(selector, Reference) and selector.word in ("it", "them") and self.memory.spoken:
            return self.memory.target or selector
        if self.scope is None or isinstance(selector, (Reference, Screen)):
            return selector
        return inside(selector, self.scope, "any")

    def remember(self, selector: Selector, *, spoken: bool = False) -> None:
        """Note what a clause was about."""
        self.memory.target = selector
        self.memory.spoken = spoken

    def fail(self, draft: Draft, span: Span, code: str = "clause.not-understood", why: str = "") -> None:
        """Note words that were not understood."""
        said = self.w.quote(span)
        draft.diagnostics.append(
            Diagnostic(code, "error", f"“{said}” {why or 'was not understood'}", span=span)
        )

    def frames(self, draft: Draft, filler: Filler) -> None:
        """Turn filled frames into steps of the clause."""
        for span in filler.unknown:
            self.fail(draft, span)
        earlier: tuple[Assignment, ...] = self.memory.assignments
        for k, frame in enumerate(filler.frames):
            if k and not frame.targets and not frame.full and not frame.waiting:
                continue
            earlier = self._frame(draft, frame, earlier, filler.verb) or earlier
        self.memory.assignments = earlier

    def _frame(
        self, draft: Draft, frame: Frame, earlier: tuple[Assignment, ...], verb: str
    ) -> tuple[Assignment, ...]:
        w = self.w
        for look in frame.looks:
            name, _, said = look.partition(" = ")
            frame.done.extend(verbs.keyword_assignment(name, said))
        done = tuple(_with_degree(a, frame.degree) for a in frame.done)
        if frame.waiting:
            more = self._defaults(draft, frame, verb)
            if not more:
                return ()
            done = (*done, *(_with_degree(a, frame.degree) for a in more))
            frame.waiting = []
        if frame.vague is not None:
            self.fail(draft, frame.vague, "clause.vague", "says no concrete change")
            return ()
        if frame.placed and not done:
            target = self._target(frame, done)
            draft.steps.extend(aimed(frame.placed, target))
            if frame.targets:
                self.remember(target)
            draft.sure *= frame.sure
            return ()
        if not done:
            done = self._repeated(draft, frame, earlier)
            if not done:
                return ()
        elif earlier and not frame.waiting:
            done = _carry_property(done, earlier, frame)
        target = self._target(frame, done)
        self._apply(draft, frame, target, done)
        draft.steps.extend(aimed(frame.placed, target))
        if frame.stated or frame.targets:
            self.remember(target if frame.targets else (self.memory.target or target))
        elif self.memory.target is None:
            self.memory.target = target
        draft.sure *= frame.sure
        del w
        return done

    def _defaults(self, draft: Draft, frame: Frame, verb: str) -> tuple[Assignment, ...]:
        """Properties without a value: "add padding", "increase the size", else not understood."""
        done = verbs.default_values(frame, verb)
        if done is None:
            span = frame.waiting_spans[0]
            named = self.w.quote(span)
            self.fail(draft, self._clause_span(draft), "clause.not-understood", f"gives “{named}” no value")
            return ()
        return done

    def _clause_span(self, draft: Draft) -> Span:
        return self.w.span(draft.start, max(draft.stop, draft.start + 1))

    def _repeated(
        self, draft: Draft, frame: Frame, earlier: tuple[Assignment, ...]
    ) -> tuple[Assignment, ...]:
        """A target alone: "… and the footer too" repeats; unknown words alone are an error."""
        if not frame.targets:
            return ()
        named = frame.spans[0] if frame.spans else self._clause_span(draft)
        known = frame.stated and frame.sure >= 0.95 and not frame.expects
        if earlier and (frame.also or known):
            return earlier
        if frame.stated or frame.spans:
            self.fail(draft, named)
        return ()

    def _target(self, frame: Frame, done: tuple[Assignment, ...]) -> Selector:
        if frame.targets:
            if frame.screen and len(frame.targets) == 1:
                return verbs.screen_target(frame.targets[0], done)
            aimed = self.scoped(joined(frame.targets))
            return Look(aimed, "colour", frame.instead_of) if frame.instead_of else aimed
        if frame.instead_of:
            return Look(Everything(), "colour", frame.instead_of)
        if self.scope is not None:
            return verbs.scope_target(self.scope, done)
        ground = all(a.property in ("background", "gradient") for a in done)
        if ground and self.memory.target is None:
            return Either((LATER, Screen()))
        return self.it()

    def _apply(
        self, draft: Draft, frame: Frame, target: Selector, done: tuple[Assignment, ...]
    ) -> None:
        w = self.w
        parts = None
        if frame.respectively and len(done) > 1:
            parts = split(target, len(done))
        for k, assignment in enumerate(done):
            aimed = parts[k] if parts else target
            try:
                draft.steps.extend(
                    steps_for(
                        aimed, assignment, inner_text=frame.inner_text, quote=w.quote(assignment.span)
                    )
                )
            except Unfit as unfit:
                draft.diagnostics.append(unfit.diagnostic)

    # -- the end -----------------------------------------------------------------------------

    def _complete(self) -> None:
        """Give the steps whose target was left out the one that a later clause names."""
        named: Selector | None = None
        for draft in reversed(self.drafts):
            told = [t for t in map(_told_target, draft.steps) if t is not None]
            named = told[0] if told else named
            if any(_mentions_later(s) for s in draft.steps):
                draft.steps = [
                    _with_target(s, named) if _mentions_later(s) else s for s in draft.steps
                ]

    def _reading(self) -> Reading:
        w = self.w
        unread = [k for k in range(w.size) if not w.used[k] and w.kind(k) not in ("mark", "other")]
        diagnostics = [d for draft in self.drafts for d in draft.diagnostics]
        told = bytearray(len(w.text))
        for d in diagnostics:
            if d.span is not None:
                told[d.span[0] : d.span[1]] = b"\1" * (d.span[1] - d.span[0])
        for start, stop in _runs(unread):
            span = w.span(start, stop)
            if not (told[span[0]] and told[span[1] - 1]):
                diagnostics.append(
                    Diagnostic("clause.not-understood", "error", f"“{w.quote(span)}” was not understood", span=span)
                )
        diagnostics = _joined_spans(w, diagnostics)
        slips = [i for i in w.items if i.typed]
        diagnostics.extend(
            Diagnostic(
                "spelling.corrected", "notice", f"“{i.typed}” was read as “{i.text}”", span=(i.start, i.end)
            )
            for i in slips
        )
        clauses = tuple(
            Clause(w.quote(span), span, tuple(draft.steps))
            for draft in self.drafts
            if draft.steps
            for span in (w.span(draft.start, draft.stop),)
        )
        if not clauses and not self.locks:
            diagnostics = [
                structs.replace(d, severity="error") if d.code == "clause.not-an-edit" else d for d in diagnostics
            ]
            if not any(d.severity == "error" for d in diagnostics):
                whole = (0, len(w.text))
                diagnostics.append(Diagnostic("clause.not-an-edit", "error", "the command asks for no edit", span=whole))
        # a long command is as sure as its least sure clause
        sure = 0.97 * 0.97 ** min(len(slips), 3)
        sure *= min((draft.sure for draft in self.drafts), default=1.0)
        trace = tuple(
            f"“{w.quote(w.span(d.start, d.stop))}” → " + (", ".join(_told(s) for s in d.steps) or "nothing")
            for d in self.drafts
        )
        plan = Plan(clauses, tuple(self.locks))
        return Reading(w.text, plan, tuple(diagnostics), round(sure, 4), trace, self.follows)


def _with_degree(a: Assignment, degree: str) -> Assignment:
    if degree and isinstance(a.value, Change) and not a.value.degree:
        return a._replace(value=a.value._replace(degree=degree))
    return a


def _carry_property(
    done: tuple[Assignment, ...], earlier: tuple[Assignment, ...], frame: Frame
) -> tuple[Assignment, ...]:
    """ "… the title to 24 and the content to 22": a bare number means the property before it."""
    if not frame.targets:
        return done
    carried: list[Assignment] = []
    for a in done:
        value = a.value
        if a.property is None and not isinstance(value, Change) and value.sort in ("number", "px", "percent", "colour", "token"):
            carried.append(a._replace(property=_property_before(earlier, value.sort)))
        else:
            carried.append(a)
    return tuple(carried)


def _property_before(earlier: tuple[Assignment, ...], sort: str) -> str | None:
    """The property of the last assignment before that took a value of such a sort."""
    colours = ("colour", "token", "gradient")
    for a in reversed(earlier):
        if isinstance(a.value, Change):
            if a.property is not None and a.value.property in ("", "size") and sort not in colours:
                return a.property
        elif (a.value.sort in colours) == (sort in colours) and a.value.sort not in ("quote", "keyword", "name"):
            return a.property
    return None


def _is_later(selector: Selector) -> bool:
    return selector == LATER or (
        isinstance(selector, Either) and any(_is_later(o) for o in selector.options)
    )


def _told_target(step: Step) -> Selector | None:
    """What a step acts on, where words of its own say so."""
    target: Selector | None = getattr(step, "target", None)
    if target is None or isinstance(target, (Reference, Screen)) or _is_later(target):
        return None
    return target


def _mentions_later(step: Step) -> bool:
    target = getattr(step, "target", None)
    return target is not None and _is_later(target)


def _with_target(step: Step, named: Selector | None) -> Step:
    target: Selector = step.target  # type: ignore[union-attr]
    options: list[Selector] = [Reference("it")]
    if isinstance(target, Either):
        if named is None or not isinstance(target.options[-1], Screen):
            options.extend(o for o in target.options if not _is_later(o))
        else:
            options.extend(o for o in target.options if not _is_later(o))
    elif named is not None:
        options.append(named)
    chosen = options[0] if len(options) == 1 else Either(tuple(options))
    return structs.replace(step, target=chosen)  # type: ignore[type-var]


def _runs(places: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _joined_spans(w: Words, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Make one diagnostic of neighbouring ones of words that were not understood."""
    found: list[Diagnostic] = []
    for d in sorted(diagnostics, key=lambda d: d.span or (0, 0)):
        last = found[-1] if found else None
        if (
            last is not None
            and d.code == last.code == "clause.not-understood"
            and d.span and last.span
            and not w.text[last.span[1] : d.span[0]].strip()
        ):
            span = (last.span[0], max(d.span[1], last.span[1]))
            found[-1] = structs.replace(last, span=span, message=f"“{w.quote(span)}” was not understood")
        elif last is not None and d == last:
            continue
        else:
            found.append(d)
    return found


def _told(step: Step) -> str:
    said = structs.asdict(step)
    said.pop("span", None)
    name = type(step).__name__
    return name + "(" + ", ".join(f"{k}={_short(v)}" for k, v in said.items()) + ")"


def _short(value: object) -> str:
    if isinstance(value, Named):
        return f"“{' '.join(value.words) or value.quoted}”"
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "…"


def ends(w: Words, i: int) -> bool:
    """Whether a clause ends at ``i``: a mark, "then", or a joint before a verb."""
    if ends_clause(w, i):
        return True
    if w.mark(i, ",") or w.any_of(i, "and", "comma"):
        after = w.skip_commas(i)
        return ends_clause(w, after) or starts_clause(w, after)
    return False


def objects(w: Words, i: int, *, places: bool = True) -> tuple[Selector, int, bool, bool] | None:
    """The object of a verb: (selector, stop, screen, inner text); skips fillers before it."""
    at = skip_fillers(w, i)
    found = nouns(w, at, places=places)
    if found is None:
        return None
    w.use(i, found.stop)
    return found.selector, found.stop, found.screen, found.inner_text
