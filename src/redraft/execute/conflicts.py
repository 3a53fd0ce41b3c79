"""Steps that contradict one another, found before anything runs.

What counts is what steps read and write on this document, not their words: a change
after delete or hide, two values for one property, a step that takes another back, a
step on what a lock protects. Relative changes of one property add up and are fine.

    "Conflicts are found before anything runs"  (spec: commands, section 4)

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from msgspec import structs

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.execute.resolving import Resolver
from redraft.plan.conditions import passed
from redraft.plan.effects import effects, others_of
from redraft.plan.footprint import ALL, Footprint, footprint
from redraft.plan.steps import (
    Align,
    Clause,
    Delete,
    Hide,
    Lock,
    Match,
    Place,
    ReplaceText,
    Scale,
    Set,
    SetToken,
    Shift,
    Show,
    Step,
    Tint,
)
from redraft.select.selectors import Screen

Leaf = tuple[str | None, str]

#: what a name of several properties protects, beside itself
_FAMILIES: Final[dict[str, frozenset[str]]] = {
    "size": frozenset({"width", "height", "size", "font size"}),
    "position": frozenset({"x", "y"}),
    "colour": frozenset({"text colour", "background", "gradient", "border colour"}),
    "edge colour": frozenset({"text colour", "background", "gradient", "border colour"}),
    "background": frozenset({"background", "gradient"}),
    "font": frozenset(
        {"font size", "font weight", "font style", "font family", "line height", "letter spacing"}
    ),
    "style": frozenset(
        {"text colour", "background", "gradient", "border colour", "border width", "border style"}
        | {"border radius", "font size", "font weight", "font style", "font family", "shadow"}
        | {"opacity", "text decoration", "text transform", "text alignment"}
    ),
    "spacing": frozenset({"padding", "margin", "gap"}),
    "border": frozenset({"border width", "border colour", "border style", "border radius"}),
}


_ACROSS: Final = frozenset({"left", "right", "center"})
_DOWN: Final = frozenset({"top", "bottom", "middle"})


class Planned(NamedTuple):
    """A step with what it would act on if it ran first; None where that cannot be told yet."""

    number: int
    clause: Clause
    step: Step
    acted: tuple[int, ...] | None


class Conflict(NamedTuple):
    """What contradicts what, and the number of the step that comes too late."""

    step: int
    diagnostic: Diagnostic


def conflicts(
    document: Document, planned: Sequence[Planned], locks: Sequence[Lock], resolver: Resolver
) -> list[Conflict]:
    """Return the contradictions of a plan on a document, in the order of its steps.

    Raises Unresolved where a lock protects what is not there.
    """
    found = _broken_locks(document, planned, locks, resolver) if locks else []
    found += [
        Conflict(item.number, _contradiction(item, item)) for item in planned if _torn(item.step)
    ]
    if len(planned) > 1:
        planned = [_as_if_run(document, item, resolver) for item in planned]
        history = _History(document, resolver, _shared(planned))
        for item in planned:
            if item.acted is not None:
                against = history.contradicted(item)
                if against is not None:
                    found.append(Conflict(item.number, _contradiction(against, item)))
            history.note(item)
    return sorted(found, key=lambda c: c.step)


def _as_if_run(document: Document, item: Planned, resolver: Resolver) -> Planned:
    """What a step whose conditions do not hold acts on is nothing."""
    if not item.step.when or item.acted is None:
        return item
    try:
        does_nothing = passed(document, item.step, resolver) is None
    except RedraftError:
        does_nothing = False
    return item._replace(acted=()) if does_nothing else item


def _contradiction(first: Planned, second: Planned) -> Diagnostic:
    said = f"“{first.clause.text}” and “{second.clause.text}” contradict one another"
    if first.clause is second.clause:
        said = f"“{second.clause.text}” asks for two different things at once"
    return Diagnostic("plan.conflict", "error", said, span=second.step.span or second.clause.span)


def _shared(planned: Sequence[Planned]) -> frozenset[int]:
    """The components that more than one step acts on."""
    seen: set[int] = set()
    shared: set[int] = set()
    for item in planned:
        acted = set(item.acted or ())
        shared |= seen & acted
        seen |= acted
    return frozenset(shared)


class _History:
    """What earlier steps have settled, by component and property."""

    def __init__(self, document: Document, resolver: Resolver, shared: frozenset[int]) -> None:
        self._document = document
        self._resolver = resolver
        self._shared = shared
        self._deleted: dict[int, Planned] = {}
        self._hidden: dict[int, Planned] = {}
        self._shown: dict[int, Planned] = {}
        self._values: dict[Leaf, tuple[Planned, Any]] = {}
        self._relative: dict[tuple[int, str, type[Any]], list[Planned]] = {}
        self._decided: dict[int, dict[Leaf, Any]] = {}

    def contradicted(self, item: Planned) -> Planned | None:
        """The earlier step that this one contradicts, or None."""
        step, acted = item.step, item.acted or ()
        if self._deleted or self._hidden:
            against = self._on_gone(step, acted)
            if against is not None:
                return against
        if isinstance(step, Hide):
            return _first(self._shown.get(i) for i in acted)
        for leaf, value in self._values_of(item).items():
            earlier = self._values.get(leaf)
            if earlier is not None and earlier[1] != value:
                return earlier[0]
        for i, name in _relative_to(step, acted):
            for earlier_step in self._relative.get((i, name, type(step)), ()):
                if takes_back(earlier_step.step, step):
                    return earlier_step
        return None

    def _on_gone(self, step: Step, acted: Iterable[int]) -> Planned | None:
        document = self._document
        outline = document.outline
        looked_at: list[int] = []
        for selector in others_of(step):
            if not isinstance(selector, Screen):
                looked_at.extend(self._resolve(selector) or ())
        for i in (*acted, *looked_at):
            for k in (i, *outline.ancestors(i)):
                if k in self._deleted:
                    return self._deleted[k]
        if isinstance(step, (Hide, Delete)):
            return None
        for i in acted:
            for k in (i, *outline.ancestors(i)):
                if k in self._hidden:
                    return self._hidden[k]
        return None

    def _resolve(self, selector: Any) -> tuple[int, ...] | None:
        try:
            return self._resolver(selector)
        except RedraftError:
            return None

    def note(self, item: Planned) -> None:
        """Remember what the step settles."""
        step, acted = item.step, item.acted or ()
        if isinstance(step, Delete):
            self._deleted.update(dict.fromkeys(acted, item))
        elif isinstance(step, Hide):
            self._hidden.update(dict.fromkeys(acted, item))
        elif isinstance(step, Show):
            self._shown.update(dict.fromkeys(acted, item))
        for leaf, value in self._values_of(item).items():
            self._values.setdefault(leaf, (item, value))
        for i, name in _relative_to(step, acted):
            self._relative.setdefault((i, name, type(step)), []).append(item)

    def _values_of(self, item: Planned) -> dict[Leaf, Any]:
        """The values that a step settles, as they would be if it ran first."""
        if item.acted and self._shared.isdisjoint(item.acted):
            return {}
        known = self._decided.get(item.number)
        if known is None:
            known = self._decided[item.number] = self._work_out(item)
        return known

    def _work_out(self, item: Planned) -> dict[Leaf, Any]:
        names = settles(item.step)
        if names is None or item.acted is None:
            return {}
        try:
            draft = effects(self._document, item.step, self._resolver)
        except RedraftError:
            return {}  # it will fail when it runs
        ids = self._document.outline.ids
        acted = set(item.acted)
        return {
            (None if w.at is None else ids[w.at], w.property): w.value
            for w in draft.writes
            if (w.at is None or w.at in acted)
            and not w.carried
            and w.reason == "asked"
            and (not names or w.property in names)
        }


def _torn(step: Step) -> bool:
    """Whether a step asks for two places along one axis: "left and right"."""
    if not isinstance(step, Align):
        return False
    lines = set(step.lines)
    return len(lines & _ACROSS) > 1 or len(lines & _DOWN) > 1


def settles(step: Step) -> frozenset[str] | None:
    """The properties that a step gives a value of their own; none named: all that it writes.

    A place beside something settles one axis only: "below the header and centred" is
    no contradiction. None for steps that settle nothing.
    """
    match step:
        case Set() | SetToken() | Match():
            return frozenset()
        case ReplaceText(whole=whole) if whole != "never":
            return frozenset()
        case Place(side=side):
            return {
                "above": frozenset({"y"}),
                "below": frozenset({"y"}),
                "left": frozenset({"x"}),
                "right": frozenset({"x"}),
            }.get(side, frozenset({"x", "y"}))
        case Align(lines=lines):
            return frozenset("x" if line in _ACROSS else "y" for line in lines)
        case _:
            return None


def _relative_to(step: Step, acted: Iterable[int]) -> list[tuple[int, str]]:
    if isinstance(step, (Scale, Shift, Tint)):
        return [(i, step.property) for i in acted]
    return []


def takes_back(first: Step, second: Step) -> bool:
    """Whether the second step undoes the first: bigger then smaller, left then as far right.

    >>> from redraft.select.selectors import Ids
    >>> a = Ids(("a",))
    >>> takes_back(Scale(target=a, property="size", factor=1.2),
    ...            Scale(target=a, property="size", factor=0.8))
    True
    """
    match first, second:
        case Scale(factor=a), Scale(factor=b):
            opposed = (a > 1) != (b > 1) and a != 1 and b != 1
            return opposed and (0.9 <= a * b <= 1.1 or {a, b} == {1.5, 0.5})
        case Shift(by=by, unit=unit), Shift(by=back, unit=other):
            return unit == other and by != 0 and by + back == 0
        case Tint(lightness=more), Tint(lightness=less):
            return more != 0 and more + less == 0
        case _:
            return False


def _first(found: Iterable[Planned | None]) -> Planned | None:
    return next((item for item in found if item is not None), None)


# -- locks -----------------------------------------------------------------------


def locked_components(
    document: Document, locks: Sequence[Lock], resolver: Resolver
) -> frozenset[int]:
    """The components that nothing may move, with all that is in them."""
    held: set[int] = set()
    for lock in locks:
        if lock.rest:
            held.update(_left_over(document, lock, resolver))
        elif lock.target is not None and (
            not lock.properties or {"x", "y", "position"} & set(lock.properties)
        ):
            for i in resolver(lock.target):
                held.update(range(i, document.outline.end[i]))
    return frozenset(held)


def _left_over(document: Document, lock: Lock, resolver: Resolver) -> set[int]:
    """What no step names, but for what is in what a step names."""
    if lock.target is None:
        return set()
    left = set(resolver(lock.target))
    for i in range(len(document)):
        if i not in left:
            left.difference_update(document.outline.descendants(i))
    return left


def guard(
    document: Document, locks: Sequence[Lock], resolver: Resolver
) -> Callable[[str, str], bool]:
    """Whether a lock protects a property of a component, by its id; "nothing else" protects all."""
    if any(lock.rest for lock in locks):
        return lambda name, said: True  # noqa: ARG005
    held = [(lock, _locked(document, lock, resolver)) for lock in locks]

    def guarded(name: str, said: str) -> bool:
        print_ = Footprint(frozenset(), frozenset({(name, said)}))
        return any(_breaks(document, print_, lock, within) for lock, within in held)

    return guarded


def _broken_locks(
    document: Document, planned: Sequence[Planned], locks: Sequence[Lock], resolver: Resolver
) -> list[Conflict]:
    held = [(lock, _locked(document, lock, resolver)) for lock in locks if not lock.rest]
    found: list[Conflict] = []
    for item in planned:
        if item.acted is None:
            continue
        try:
            print_ = footprint(document, item.step, resolver)
        except RedraftError:
            continue
        spared = {c.span for c in item.step.when}
        nothing_left = bool(spared) and not print_.writes
        for lock, within in held:
            if nothing_left and lock.span in spared:
                print_ = _unspared(document, item.step, lock, resolver)
            broken = _breaks(document, print_, lock, within)
            if broken is not None:
                found.append(Conflict(item.number, _violation(item, broken)))
                break
    return found


def _unspared(document: Document, step: Step, lock: Lock, resolver: Resolver) -> Footprint:
    """What a step would write if it did not leave out what a lock protects: that is all of it."""
    when = tuple(c for c in step.when if c.span != lock.span)
    try:
        return footprint(document, structs.replace(step, when=when), resolver)
    except RedraftError:
        return Footprint(frozenset(), frozenset())


def _locked(document: Document, lock: Lock, resolver: Resolver) -> frozenset[int] | None:
    if lock.target is None:
        return None
    end = document.outline.end
    return frozenset(k for i in resolver(lock.target) for k in range(i, end[i]))


def _breaks(
    document: Document, print_: Footprint, lock: Lock, within: frozenset[int] | None
) -> str | None:
    """What the footprint writes that the lock protects, as words; None where nothing."""
    names = {n for name in lock.properties for n in (name, *_FAMILIES.get(name, ()))}
    for component, name in sorted(print_.writes, key=lambda leaf: (leaf[0] or "", leaf[1])):
        if names and name != ALL and name not in names:
            continue
        if component is None:
            if within is None and names:
                return f"the screen's {name}"
            continue
        i = document.find(component)
        if i is None:
            continue
        if (
            within is None
            or i in within
            or (name in ("x", "y", ALL) and _holds(document, i, within))
        ):
            return f"“{component}”" if name == ALL or not names else f"the {name} of “{component}”"
    return None


def _holds(document: Document, i: int, within: frozenset[int]) -> bool:
    return any(k in within for k in document.outline.descendants(i))


def _violation(item: Planned, broken: str) -> Diagnostic:
    return Diagnostic(
        "plan.locked",
        "error",
        f"“{item.clause.text}” would change {broken}, which is to stay",
        span=item.step.span or item.clause.span,
    )
