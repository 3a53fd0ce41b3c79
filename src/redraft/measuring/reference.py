"""The plain pipeline, written to be obviously right: the tests' oracle, the benchmarks' baseline.

The document is a plain dict. Each step gets a deep copy of it to go back to; its writes
are carried out one by one; after each clause every rule is run over the whole; at the
end `json.dumps` writes it. The language and the rules are those of the engine (what
words mean, what a step writes, what is adjusted, what makes room, what a finding is);
the execution is not: no transaction, versions, caches, incremental checks, or splicing.

    E-1  the engine equals this on every input
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

import orjson

from redraft.decompose import Reading, read
from redraft.diagnostics import Diagnostic, RedraftError, StepFailed
from redraft.document.blueprint import MISSING, NO_LIMITS, Document, Fields, copy_json, pointer
from redraft.document.change import Change
from redraft.document.properties import PROPERTIES, same
from redraft.engine import reading_for
from redraft.execute.adjust import adjust
from redraft.execute.conflicts import conflicts
from redraft.execute.drift import Watch
from redraft.execute.foretold import depends_on, may_write
from redraft.execute.locks import guard, locked_components
from redraft.execute.planned import Conflict, Planned
from redraft.execute.reflow import push_apart
from redraft.execute.resolving import Resolver
from redraft.execute.running import (
    Free,
    acted_on,
    asked_for,
    is_free,
    laid_out,
    read_together,
    still_beside,
)
from redraft.plan.draft import Draft, Write
from redraft.plan.effects import effects
from redraft.plan.footprint import Leaf
from redraft.plan.steps import STRUCTURAL, Clause, Place, Step, target_of
from redraft.recovery.repair import repairs
from redraft.select.selectors import Screen, Selector
from redraft.serialize import read as read_document
from redraft.serialize.spelling import Spelled
from redraft.verify import Finding, Policy, check, diagnostics_of, introduced, severity_under

CONFIDENCE_MIN: Final = 0.6
OLD_FINDINGS_MAX: Final = 20
_EXPONENT: Final = re.compile(r"\de[+-]\d")


class Told(NamedTuple):
    """What came of a command. A diagnostic is its code, severity, span and component."""

    status: str
    bytes: bytes
    changes: tuple[tuple[Any, ...], ...]
    diagnostics: tuple[tuple[str, str, tuple[int, int] | None, str | None], ...]


def edit(
    source: bytes,
    command: str,
    *,
    mode: str = "atomic",
    policy: Policy = "standard",
    reflow: str = "push",
    structural: bool = False,
    selection: Sequence[str] = (),
    recover: Literal["safe", "all"] = "safe",
) -> Told:
    """Apply a command to a blueprint's bytes, the plain way.

    >>> edit(b'{"components":[{"id":"a","type":"title"}]}', "make the title red").bytes
    b'{"components":[{"id":"a","type":"title","visual":{"color":"#FF0000"}}]}'
    """
    came = read_document(source)
    reading = reading_for(
        came,
        command,
        recover,
        about=lambda: tuple(selection),
        structural=structural,
        read_words=read,
    )
    run = _Run(came.tree(), came.exotic, reading, tuple(selection))
    run.atomic, run.pushes = mode == "atomic", reflow == "push"
    run.policy, run.structural, run.mends = policy, structural, recover == "all"
    status = run.refused() or run.carried_out()
    told = [*run.reading.diagnostics, *run.told, *run.notices(), *run.remarks()]
    return Told(
        status,
        dumps(run.tree, exotic=came.exotic),
        tuple(tuple(change.leaf()) for change in run.changes),
        tuple((d.code, d.severity, d.span, d.component) for d in _in_order(told)),
    )


class _Afresh(Resolver):
    """Looks for every description anew on each version; keeps what it means within a clause."""

    __slots__ = ()

    def now_on(self, document: Document) -> None:
        self._kept.clear()
        if document.outline.ids != self.document.outline.ids:
            self._clause = {}  # components are counted otherwise now
        self.document = document


class _Run:
    atomic = pushes = structural = mends = False
    policy: Policy = "standard"

    def __init__(
        self,
        tree: Fields,
        exotic: bool,  # noqa: FBT001
        reading: Reading,
        selection: tuple[str, ...],
    ) -> None:
        self.tree, self.exotic, self.reading = tree, exotic, reading
        self.start = self.document()
        self.resolver = _Afresh(self.start, selection)
        self.watch = Watch(self.resolver, may_write, acted_on)
        self.looked = False
        self.steps = [(c, s) for c in reading.plan.clauses for s in c.steps]
        self.unread = {d.span for d in reading.diagnostics if d.severity == "error" and d.span}
        self.changes: list[Change] = []
        self.told: list[Diagnostic] = []
        self.bad: dict[int, Diagnostic] = {}  # steps that are known to fail, by number
        self.foreseen: dict[int, tuple[str, ...]] = {}  # what each step would act on
        self.changed: dict[str, None] = {}  # what the clause gave a box
        self.moved: dict[str, None] = {}  # and what of it it put elsewhere
        self.held: tuple[str, ...] = ()  # what a lock keeps in its place
        self.acted: dict[str, None] = {}  # what the steps that were done acted on
        self.asked: list[Leaf] = []  # what they gave a value
        self.guarded: Free = lambda name, said: False  # noqa: ARG005

    def document(self) -> Document:
        """The present tree as a document, built from nothing."""
        return Document.of(copy_json(self.tree), NO_LIMITS, exotic=self.exotic)

    # -- before anything runs -----------------------------------------------------------

    def refused(self) -> str | None:
        """Look at all steps on the document as it came in; the status if nothing may run."""
        wrong = any(d.severity == "error" for d in self.reading.diagnostics)
        if not self.steps or (wrong and self.atomic):
            return self.refused_unread(wrong=wrong)
        planned, unresolved = self.look_ahead()
        if unresolved and self.atomic:
            return self.refuse("rejected", [d for _, d in unresolved])
        try:
            found, held = self.contradictions(planned)
        except RedraftError as problem:
            return self.refuse("rejected", [problem.diagnostic])
        clash = [c.diagnostic for c in found if c.diagnostic.severity == "error"]
        if clash:
            return self.refuse("conflicted", clash)
        self.held = tuple(self.start.outline.ids[i] for i in sorted(held))
        for k, (clause, step) in enumerate(self.steps, 1):
            if isinstance(step, STRUCTURAL) and not self.structural:
                span = step.span or clause.span
                self.bad[k] = Diagnostic("clause.unsupported", "error", clause.text, span=span)
        if self.bad and (self.atomic or len(self.bad) == len(self.steps)):
            return self.refuse("rejected", list(self.bad.values()))
        if self.reading.confidence * self.resolver.confidence < CONFIDENCE_MIN:
            clauses = self.reading.plan.clauses
            span = (clauses[0].span[0], clauses[-1].span[1])
            unsure = Diagnostic("clause.not-understood", "error", "", span=span)
            return self.refuse("rejected", [unsure])
        self.bad.update(unresolved)
        self.told = [c.diagnostic for c in found]
        self.resolver.start_over()
        return None

    def refuse(self, status: str, why: list[Diagnostic]) -> str:
        self.told = why
        return status

    def refused_unread(self, *, wrong: bool) -> str:
        """Words that stop a command; that its steps contradict one another is told before that."""
        try:
            found, _ = self.contradictions(self.look_ahead()[0])
        except RedraftError:
            found = []
        clash = [c.diagnostic for c in found if c.diagnostic.severity == "error"]
        if clash:
            return self.refuse("conflicted", clash)
        self.looked = False
        whole = (0, len(self.reading.text))
        blank = [Diagnostic("clause.not-an-edit", "error", "", span=whole)]
        return self.refuse("rejected", [] if wrong else blank)

    def contradictions(self, planned: list[Planned]) -> tuple[list[Conflict], frozenset[int]]:
        locks = self.reading.plan.locks
        found = conflicts(self.start, planned, locks, self.resolver)
        self.guarded = guard(self.start, locks, self.resolver)
        return found, locked_components(self.start, locks, self.resolver)

    def look_ahead(self) -> tuple[list[Planned], list[tuple[int, Diagnostic]]]:
        """What each step would act on if it ran first, and what it would fail to find."""
        self.looked = True
        planned: list[Planned] = []
        unresolved: list[tuple[int, Diagnostic]] = []
        written: set[str] = set()
        for clause in self.reading.plan.clauses:
            self.begin(clause, len(planned) + 1)
            if clause.then:
                self.watch.begin()
            begun = len(planned)
            acted: dict[str, None] = {}
            named: Selector | None = None
            missed = len(unresolved)
            for number, step in enumerate(clause.steps, len(planned) + 1):
                targets: tuple[int, ...] | None = None
                try:
                    targets = acted_on(step, self.resolver)
                    self.foreseen[number] = tuple(self.start.outline.ids[i] for i in targets)
                    acted.update(dict.fromkeys(self.foreseen[number]))
                    named = target_of(step) or named
                except RedraftError as problem:
                    if not depends_on(step, written):
                        unresolved.append((number, _placed(problem, step, clause)))
                planned.append(Planned(number, clause, step, targets))
                self.watch.foresee(planned[-1])
            self.watch.passed(planned[begun:])
            written.update(name for step in clause.steps for name in may_write(step))
            if acted and len(unresolved) == missed:
                self.remember(acted, named)
            elif clause.steps:
                self.resolver.lost()
        return planned, unresolved

    def begin(self, clause: Clause, number: int) -> None:
        """Read descriptions anew; after words that were not understood "it" means nothing."""
        since = self.steps[number - 2][0].span[1] if number > 1 else 0
        if any(since <= start and end <= clause.span[0] for start, end in self.unread):
            self.resolver.lost()
        self.resolver.begin_clause()

    def remember(self, acted: dict[str, None], named: Selector | None) -> None:
        self.resolver.acted(tuple(acted), None if isinstance(named, Screen) else named)

    # -- running ------------------------------------------------------------------------

    def carried_out(self) -> str:
        """Run clause by clause; one that fails leaves nothing, in atomic mode nor do the others."""
        done = number = last = 0
        for clause in self.reading.plan.clauses:
            before, tree, changes, heard = (
                self.document(), self.tree, len(self.changes), len(self.told)
            )  # fmt: skip
            asked = len(self.asked)
            self.changed, self.moved = {}, {}
            self.resolver.now_on(before)
            self.begin(clause, number + 1)
            for k in range(number + 1, number + 1 + len(clause.steps)):
                drifted = self.watch.drifted(k)
                if drifted is not None:
                    self.tree, self.changes, self.acted = self.start.tree(), [], {}
                    return self.refuse("conflicted", [drifted.diagnostic])
            self.begin(clause, number + 1)
            read_together(clause, self.resolver)
            acted: dict[str, None] = {}
            named: Selector | None = None
            failure: Diagnostic | None = None
            lost = False
            for k, step in enumerate(clause.steps, number + 1):
                self.tree = copy.deepcopy(self.tree)
                try:
                    acted.update(dict.fromkeys(self.carry_out(k, step)))
                    named = target_of(step) or named
                except RedraftError as problem:
                    failure = _placed(problem, step, clause)
                    lost = not self.foreseen.get(k)
                    later = range(k, number + len(clause.steps) + 1)
                    acted.update(dict.fromkeys(n for m in later for n in self.foreseen.get(m, ())))
                    break
            if failure is None and self.changed:
                self.make_room(number + len(clause.steps), before)
            if failure is None and len(self.changes) > changes:
                failure = self.verdict(clause, number + len(clause.steps))
            number += len(clause.steps)
            if failure is not None:
                self.tree = tree
                del self.changes[changes:], self.told[heard:], self.asked[asked:]
                self.told.append(failure)
                self.resolver.now_on(before)
                if self.atomic:
                    self.tree, self.changes, self.acted = self.start.tree(), [], {}
                    return "failed"
            else:
                done += len(clause.steps)
                last = number if clause.steps else last
                self.acted.update(acted)
            if lost:
                self.resolver.lost()
            elif acted:
                self.remember(acted, named)
        if last:
            self.mend(last, self.new())
        if done == len(self.steps) + len(self.unread):
            return "success"
        return "partial" if done else "failed"

    def carry_out(self, number: int, step: Step) -> tuple[str, ...]:
        """Carry out one step on the present tree; return the ids of what it acted on."""
        if number in self.bad:
            raise StepFailed(self.bad[number])
        before = self.document()
        self.resolver.now_on(before)
        draft = effects(before, step, self.resolver)
        made = draft.restructure
        if made is not None:
            if made.operations:
                self.tree["components"] = copy.deepcopy(made.components)
            for op in made.operations:
                self.changes.append(
                    Change(number, op.component, op.property, op.path, op.before, op.after)
                )
            self.told.extend(draft.notices)
            self.changed.update(dict.fromkeys(made.acted))
            self.moved.update(dict.fromkeys(made.acted))
            self.asked += asked_for(self.document(), step, draft)
            return made.acted
        said = adjust(draft, strict=self.policy == "strict")
        for diagnostic in said:
            if diagnostic.severity == "error":
                raise StepFailed(diagnostic)
        if said and isinstance(step, Place):
            still_beside(draft, step)
        self.told += [*said, *draft.notices]
        ids = before.outline.ids
        self.write(number, ids, draft.writes)
        self.asked += asked_for(before, step, draft)
        changed, moved = laid_out(draft)
        self.changed.update(dict.fromkeys(ids[i] for i in changed))
        self.moved.update(dict.fromkeys(ids[i] for i in moved))
        return tuple(ids[i] for i in draft.acted)

    def make_room(self, number: int, before: Document) -> None:
        """Move apart what the clause laid on one another."""
        after = self.document()
        self.resolver.now_on(after)
        if self.pushes:
            draft = Draft(after, self.resolver)
            index = after.outline.index
            groups = (self.changed, self.moved, self.held)
            push_apart(before, draft, *([index[n] for n in g if n in index] for g in groups))
            self.write(number, after.outline.ids, draft.writes)

    def verdict(self, clause: Clause, number: int) -> Diagnostic | None:
        """The first error that the document did not come with; no earlier clause left one."""
        broken = [f for f in self.new() if severity_under(self.policy, f) == "error"]
        if broken and self.mend(number, broken):
            broken = [f for f in self.new() if severity_under(self.policy, f) == "error"]
        for diagnostic in diagnostics_of(broken, self.document(), self.policy):
            return _placed(StepFailed(diagnostic), clause.steps[-1], clause)
        return None

    def new(self) -> list[Finding]:
        """What the edit introduced so far."""
        return _new(self.start, self.document())

    def mend(self, number: int, broken: list[Finding]) -> bool:
        """Put right what was broken, where that is allowed."""
        if not self.mends:
            return False
        after = self.document()
        mended = repairs(self.start, after, broken, self.free, _new)
        self.tree = copy.deepcopy(self.tree)
        for writes, notice in mended:
            self.write(number, after.outline.ids, writes)
            self.told.append(notice)
        if mended:
            self.resolver.now_on(self.document())
        return bool(mended)

    def free(self, name: str, said: str) -> bool:
        """Whether nobody asked for the property, and nobody protects it."""
        return is_free(self.asked, name, said) and not self.guarded(name, said)

    # -- writing ------------------------------------------------------------------------

    def write(self, number: int, ids: Sequence[str], writes: Sequence[Write]) -> None:
        """Put each value into the tree where it belongs."""
        for write in writes:
            places = [("tokens", *write.keys)]
            holder, path, name = self.tree, "", None
            if write.at is not None:
                name = ids[write.at]
                holder, path = next(_found(self.tree["components"], name, "/components"))
                places = _places(holder, write.property, self.start.outline.sketch)
            for keys in places:
                put = _put(holder, keys, write.value)
                if put is not None:
                    tail, before, value = put
                    told = (name, write.property, path + tail, before, value, write.reason)
                    self.changes.append(Change(number, *told))

    # -- telling ------------------------------------------------------------------------

    def notices(self) -> list[Diagnostic]:
        return self.resolver.notices() if self.looked else []

    def remarks(self) -> list[Diagnostic]:
        """What the whole edit introduced, then what its targets had before."""
        if not self.changes:
            return []
        after = self.document()
        new = self.new()
        known = {f.identity for f in new}
        acted = [n for n in after.outline.ids if n in self.acted][:OLD_FINDINGS_MAX]
        old = [
            f
            for f in check(after).findings
            if f.identity not in known and not set(f.components).isdisjoint(acted)
        ]
        told = diagnostics_of(old[:OLD_FINDINGS_MAX], after, "standard")
        return diagnostics_of(new, after, self.policy) + [
            Diagnostic(d.code, "notice", d.message, d.span, d.component, d.components) for d in told
        ]


def _new(before: Document, after: Document, touched: Sequence[int] = ()) -> list[Finding]:  # noqa: ARG001
    """What differs for the worse between two versions, whatever was touched."""
    return introduced(check(before), check(after), before, after)


def _found(beside: list[Fields], name: str, path: str) -> Any:
    for k, fields in enumerate(beside):
        if fields["id"] == name:
            yield fields, f"{path}/{k}"
        yield from _found(fields.get("children") or [], name, f"{path}/{k}/children")


def _places(fields: Fields, name: str, sketch: bool) -> list[tuple[Any, ...]]:  # noqa: FBT001
    """Where a component keeps a property, or would keep it."""
    row = PROPERTIES[name]
    if row.own:
        return [row.spellings]
    kept = [key for key in ("visual", "style") if isinstance(fields.get(key), dict)]
    home = kept[0] if kept else "style" if sketch else "visual"
    style = fields[home] if kept else {}
    stored = [(home, key) for key in row.spellings if key in style][:1]
    if row.slot is None:
        return stored or [(home, row.spellings[0])]
    if fields.get("bbox") is not None:
        return [("bbox", row.slot), *stored]
    return [(home, "position", "xy"[row.slot])] if row.slot < 2 else stored


def _put(holder: Any, keys: tuple[Any, ...], value: Any) -> tuple[str, Any, Any] | None:
    """Write one leaf, with what must be made around it; its pointer, before and after."""
    depth = 0
    while depth < len(keys) - 1 and isinstance(_at(holder, keys[depth]), (dict, list)):
        holder = holder[keys[depth]]
        depth += 1
    key = keys[depth]
    before = _at(holder, key)
    if keys[-1] in ("width", "height") and isinstance(before, str):
        value = f"{value}px"
    for inner in reversed(keys[depth + 1 :]):
        value = {inner: value}
    if same(before, value):
        return None
    if value is MISSING:
        del holder[key]
    else:
        holder[key] = value
    return pointer(*keys[: depth + 1]), before, copy_json(value)


def _at(holder: Any, key: Any) -> Any:
    return holder[key] if isinstance(holder, list) else holder.get(key, MISSING)


def _placed(problem: RedraftError, step: Step, clause: Clause) -> Diagnostic:
    d = problem.diagnostic
    span = d.span or step.span or clause.span
    return Diagnostic(d.code, d.severity, d.message, span, d.component, d.components)


def _in_order(told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Errors, then warnings, then notices; each said once."""
    once = {(d.code, d.span, d.component, d.components, d.message, d.severity): d for d in told}
    ranks = ("error", "warning", "notice")
    return sorted(once.values(), key=lambda d: ranks.index(d.severity))


def dumps(value: Any, *, exotic: bool = False) -> bytes:
    """Write JSON in compact form, numbers as short as can be, spelled literals as they came.

    >>> dumps({"a": [1e-7, 1.0, "é"]})
    b'{"a":[1e-7,1.0,"\\xc3\\xa9"]}'
    """
    said = "" if exotic else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if exotic or _EXPONENT.search(said):
        said = _spelled(value)
    return said.encode()


def _spelled(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_spelled(k)}:{_spelled(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_spelled, value)) + "]"
    if isinstance(value, Spelled):
        return value.raw.decode()
    # orjson's exponents are the shortest there are; json's are Python's
    return orjson.dumps(value).decode()
