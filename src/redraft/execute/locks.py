"""Steps against what a command protects: whole components, properties, the order, the screen.

A lock holds for the whole command, wherever in it it was said. What a step would write is its
footprint; a lock is broken by a step that writes what it protects, moves what holds it, or
changes a token that it is drawn with.

    "A lock holds for the whole command: a step that would break it fails"  (spec: commands, section 4)

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.document.colors import parse
from redraft.document.properties import SCREEN, token
from redraft.execute.asked import as_foreseen
from redraft.execute.planned import Conflict, Planned
from redraft.execute.resolving import Resolver
from redraft.plan.footprint import ALL, Footprint, footprint
from redraft.plan.steps import Lock, Step
from redraft.select.selectors import Either, Screen, Selector

#: what a name of several properties protects, beside itself
_FAMILIES: Final[dict[str, frozenset[str]]] = {
    "size": frozenset({"width", "height", "size", "font size"}),
    "position": frozenset({"x", "y"}),
    "colour": frozenset({"text colour", "background", "gradient", "border colour"}),
    "edge colour": frozenset({"text colour", "background", "gradient", "border colour"}),
    "own colour": frozenset({"text colour", "background", "gradient"}),
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

#: what a lock on all colours protects of a component: it protects the palette too
_COLOURED: Final = frozenset({"text colour", "background"})


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
    held = [_held(document, lock, resolver) for lock in locks]

    def guarded(name: str, said: str) -> bool:
        print_ = Footprint(frozenset(), frozenset({(name, said)}))
        return any(_broken(document, print_, one) for one in held)

    return guarded


class _Held(NamedTuple):
    """A lock with all that it protects: components (None: all of them), names, the screen too."""

    lock: Lock
    within: frozenset[int] | None
    names: frozenset[str]
    screen: bool


def broken_locks(
    document: Document, planned: Sequence[Planned], locks: Sequence[Lock], resolver: Resolver
) -> Iterator[Conflict]:
    """Find the steps that would break a lock, each with the first lock that it breaks.

    Raises Unresolved where a lock protects what is not there.
    """
    held = [_held(document, lock, resolver) for lock in locks if not lock.rest]
    for item in planned if held else ():
        if item.acted is None:
            continue
        try:
            step = item.step if item.step.when else as_foreseen(document, item)
            print_ = footprint(document, step, resolver)
        except RedraftError:
            continue
        spared = {c.span for c in item.step.when}
        nothing_left = bool(spared) and not print_.writes
        for one in held:
            if nothing_left and one.lock.span in spared:
                print_ = _unspared(document, item.step, one.lock, resolver)
            broken = _broken(document, print_, one)
            if broken is not None:
                yield Conflict(item.number, _violation(item, one.lock, broken))
                break


def _held(document: Document, lock: Lock, resolver: Resolver) -> _Held:
    names = frozenset(n for name in lock.properties for n in (name, *_FAMILIES.get(name, ())))
    if lock.target is None:
        return _Held(lock, None, names, screen=True)
    end = document.outline.end
    within = frozenset(k for i in resolver(lock.target) for k in range(i, end[i]))
    return _Held(lock, within, names, screen=not within and _is_screen(lock.target))


def _is_screen(target: Selector) -> bool:
    options = target.options if isinstance(target, Either) else (target,)
    return any(isinstance(option, Screen) for option in options)


def _unspared(document: Document, step: Step, lock: Lock, resolver: Resolver) -> Footprint:
    """What a step would write if it did not leave out what a lock protects: that is all of it."""
    when = tuple(c for c in step.when if c.span != lock.span)
    try:
        return footprint(document, structs.replace(step, when=when), resolver)
    except RedraftError:
        return Footprint(frozenset(), frozenset())


def _broken(document: Document, print_: Footprint, held: _Held) -> str | None:
    """What the footprint writes that the lock protects, as words; None where nothing."""
    for component, name in sorted(print_.writes, key=lambda leaf: (leaf[0] or "", leaf[1])):
        if component is None:
            if name != ALL and held.screen and _token_held(document, name, held.names):
                return f"the {name.removeprefix('tokens.').replace('_', ' ')}"
            continue
        if held.names and name != ALL and name not in held.names:
            continue
        i = document.find(component)
        if i is not None and _component_held(document, i, name, held.within):
            whole = name == ALL or not held.names
            return f"“{component}”" if whole else f"the {name} of “{component}”"
    return None


def _component_held(document: Document, i: int, name: str, within: frozenset[int] | None) -> bool:
    """Whether a component is protected, or is moved or taken away with something in it that is."""
    if within is None or i in within:
        return True
    return name in ("x", "y", ALL) and not within.isdisjoint(document.outline.descendants(i))


#: tokens that components are drawn with, by the first part of their name
_DRAWN_WITH: Final = {
    "base_spacing": "padding",
    "font_scale": "font size",
    "border_radius": "border radius",
}


def _token_held(document: Document, name: str, names: frozenset[str]) -> bool:
    """Whether a token is protected: everything is, or what components get from it."""
    if not names:
        return True
    keys = tuple(name.removeprefix("tokens.").split("."))
    if keys[0] in SCREEN.values():
        return not names.isdisjoint(SCREEN)
    known = _DRAWN_WITH.get(keys[0])
    if known is not None:
        return known in names
    value = token(document, keys)
    return isinstance(value, str) and parse(value) is not None and names >= _COLOURED


def _violation(item: Planned, lock: Lock, broken: str) -> Diagnostic:
    return Diagnostic(
        "plan.locked",
        "error",
        f"“{item.clause.text}” would change {broken}, which is to stay",
        span=item.span,
        related=() if lock.span is None or lock.span == item.span else (lock.span,),
    )
