"""What a step reads and writes, said before it runs.

    S-2  what a step changes lies inside its declared footprint

A write to a place covers the places of everything inside; what reflow and the
minimum sizes add afterwards is listed with its own reason and is not part of it.

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from redraft.diagnostics import StepFailed
from redraft.document.blueprint import MISSING, Component, Document
from redraft.document.properties import SCREEN, get
from redraft.plan.conditions import passed
from redraft.plan.draft import Resolve
from redraft.plan.effects import asked_of, means_screen, others_of
from redraft.plan.looks import STYLE
from redraft.plan.naming import concrete_names
from redraft.plan.places import spaced
from redraft.plan.screen import spacings
from redraft.plan.steps import (
    Add,
    Align,
    AppendText,
    Arrange,
    ChangeCase,
    Delete,
    Distribute,
    Duplicate,
    Exchange,
    Hide,
    Match,
    Place,
    PrependText,
    Reorder,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Show,
    Step,
    Swap,
    Tint,
    TintToken,
    Wrap,
    target_of,
)
from redraft.plan.values import token_named
from redraft.select.dependence import reads
from redraft.select.selectors import Screen

Leaf = tuple[str | None, str]
#: everything about a component, or, with None, about the list of components
ALL: Final = "*"
_GEOMETRY: Final = ("x", "y", "width", "height")


class Footprint(NamedTuple):
    """Pairs of component id (None: tokens and the screen) and property; "*" is all of them."""

    reads: frozenset[Leaf]
    writes: frozenset[Leaf]

    def covers(self, document: Document, component: str | None, name: str) -> bool:
        """Whether a change of that property lies inside what is written."""
        writes = self.writes
        if (component, name) in writes or (component, ALL) in writes:
            return True
        i = None if component is None else document.find(component)
        if i is None:
            return (None, ALL) in writes and component is not None
        ids = document.outline.ids
        names = (name, ALL) if name in ("x", "y") else (ALL,)
        return any((ids[k], n) in writes for k in document.outline.ancestors(i) for n in names)


def footprint(document: Document, step: Step, resolve: Resolve) -> Footprint:
    """Say what a step would read and write on this document.

    >>> from redraft.select.selectors import Ids
    >>> d = Document.of({"components": [{"id": "a", "type": "title"}]})
    >>> f = footprint(d, Tint(target=Ids(("a",)), lightness=0.1), lambda s: (0,))
    >>> sorted(f.writes)
    [('a', 'text colour')]
    """
    if step.when:
        return _conditional(document, step, resolve)
    target = target_of(step)
    acted = () if target is None or isinstance(target, Screen) else resolve(target)
    if means_screen(target, acted) or isinstance(step, (SetToken, ScaleToken, TintToken)):
        return _of_tokens(document, step, resolve)
    ids = document.outline.ids
    seen = [k for s in others_of(step) if not isinstance(s, Screen) for k in resolve(s)]
    acted = _moved(document, step, acted, seen)
    writes: set[Leaf] = set()
    for name in written_names(step):
        for i in acted:
            writes.update((ids[i], concrete) for concrete in _concrete(document, i, name))
    if isinstance(step, Set) and step.property == "size":
        # one length for what says something is the size of its letters
        writes.update((ids[i], "font size") for i in acted if _says(document.at(i)))
    if isinstance(step, Align) and step.to is None:  # a box that stands so already: its text
        writes.update((ids[i], "text alignment") for i in acted if _says(document.at(i)))
    if isinstance(step, Arrange):  # the others of the line close up
        levels = {k for i in acted for k in (i, *document.outline.ancestors(i))}
        beside = {n for k in levels for n in document.outline.siblings(k)}
        writes.update((ids[n], name) for n in beside for name in ("x", "y"))
    if isinstance(step, (Delete, Duplicate, Add, Wrap, Reorder)):
        writes.add((None, ALL))
    reads = set() if _settles(step) else set(writes)
    if isinstance(step, (Place, Align)):  # where it comes to lie depends on its size
        reads.update((ids[i], name) for i in acted for name in ("width", "height"))
    reads.update((ids[k], name) for k in seen for name in _looked_at(step))
    outline = document.outline
    for i in acted:  # what lies inside moves along from where it is
        moved = [name for name in ("x", "y") if (ids[i], name) in writes]
        reads.update((ids[k], name) for k in outline.descendants(i) for name in moved)
    for component, name in tuple(reads):
        at = None if component is None else document.find(component)
        behind = None if at is None else token_behind(document, at, name)
        if behind is not None:
            reads.add((None, behind))
    if isinstance(step, (Align, Shift, Set, Place)):
        reads.add((None, "screen"))
    return Footprint(frozenset(reads), frozenset(writes))


def _moved(
    document: Document, step: Step, acted: tuple[int, ...], seen: list[int]
) -> tuple[int, ...]:
    """What a step writes to: both that are swapped, the items of a list that is spaced."""
    match step:
        case Swap():
            return tuple(seen)
        case Distribute():
            return spaced(document, acted)
        case _:
            return acted


def _says(component: Component) -> bool:
    return bool(component.text) or get(component, "font size") is not MISSING


def _settles(step: Step) -> bool:
    """Whether what a step writes does not depend on what is there."""
    match step:
        case Set(toward=toward) if toward:
            return False
        case Set() | SetToken() | Match() | Place() | Arrange() | Align() | Hide() | Show():
            return True
        case ReplaceText(whole=whole):
            return whole != "never"
        case _:
            return False


def _conditional(document: Document, step: Step, resolve: Resolve) -> Footprint:
    """What it reads and writes where its conditions hold, and what they look at: it may be anything."""
    kept = passed(document, step, resolve)
    looked = frozenset((None, name) for selector in asked_of(step) for name in reads(selector))
    if kept is None:
        return Footprint(looked, frozenset())
    inner = footprint(document, kept, resolve)
    return Footprint(inner.reads | looked, inner.writes)


#: the token that a property is drawn with where a component does not say
_DRAWN_WITH: Final = {
    "padding": "base_spacing",
    "margin": "base_spacing",
    "gap": "base_spacing",
    "border radius": "border_radius",
    "font size": "font_scale",
}


def token_behind(document: Document, i: int, name: str) -> str | None:
    """The token, as a property of the screen, that a component's property is drawn with.

    >>> d = Document.of({"tokens": {"base_spacing": 8}, "components": [{"id": "a", "type": "card"}]})
    >>> token_behind(d, 0, "padding"), token_behind(d, 0, "width")
    ('tokens.base_spacing', None)
    """
    key = _DRAWN_WITH.get(name)
    if key is None or key not in document.tokens or get(document.at(i), name) is not MISSING:
        return None
    return f"tokens.{key}"


def written_names(step: Step) -> tuple[str, ...]:
    """The properties that a step writes on its targets, as the step names them."""
    match step:
        case Set() | Scale() | Shift() if step.hold:
            return (step.property, "x", "y")
        case Set() | Scale() | Shift() | Tint():
            return (step.property,)
        case ReplaceText() | AppendText() | PrependText() | ChangeCase():
            return ("text",)
        case Place() | Arrange() | Align() | Distribute():
            return ("x", "y")
        case Match():
            return tuple(
                n
                for name in step.properties
                for n in (STYLE if name == "style" else _all_readings(name))
            )
        case Exchange():
            return step.properties
        case Swap():
            return ("x", "y") if step.property == "position" else _all_readings(step.property)
        case Hide() | Show():
            return ("visibility",)
        case Delete() | Wrap():
            return (ALL,)
        case Reorder():
            return ("order",)
        case Duplicate() | Add() | SetToken() | ScaleToken() | TintToken():
            return ()


def _all_readings(name: str) -> tuple[str, ...]:
    # "size" taken over from another is width and height on text too
    return ("size", "width", "height") if name == "size" else (name,)


def _concrete(document: Document, i: int, name: str) -> Iterable[str]:
    if name in (ALL, "order"):
        return (name,)
    try:
        names = concrete_names(document, i, name)
    except StepFailed:
        return ()  # it will fail on this component, and so write nothing there
    # a new background takes a gradient away, and may be one
    return (*names, "gradient") if "background" in names else names


def _looked_at(step: Step) -> tuple[str, ...]:
    match step:
        case Match() | Swap():
            return written_names(step)
        case Set():
            return (ALL,)
        case _:
            return _GEOMETRY


def _of_tokens(document: Document, step: Step, resolve: Resolve) -> Footprint:
    names: list[str] = []
    match step:
        case SetToken() | ScaleToken() | TintToken():
            names = _token_names(document, step.name)
        case Set() | Tint() | Scale() | Shift():
            names = _screen_names(document, step.property)
        case Match():
            names = [n for name in step.properties for n in _screen_names(document, name)]
        case _:
            pass
    ids = document.outline.ids
    looked = [k for s in others_of(step) if not isinstance(s, Screen) for k in resolve(s)]
    seen: frozenset[Leaf] = frozenset((ids[k], ALL) for k in looked)
    writes: frozenset[Leaf] = frozenset((None, name) for name in names)
    if isinstance(step, ScaleToken):
        spaced = spacings(document, step.name)
        writes = frozenset((ids[i], name) for i, name in spaced) or writes
    return Footprint(seen if _settles(step) else writes | seen, writes)


def _token_names(document: Document, name: str) -> list[str]:
    keys = token_named(document, name)
    if keys is not None:
        return ["tokens." + ".".join(keys)]
    key = "_".join(name.lower().split())
    group = document.tokens.get(key)
    names = [f"tokens.{key}", f"tokens.colors.{key}"]
    return names + ([f"tokens.{key}.{k}" for k in group] if isinstance(group, dict) else [])


def _screen_names(document: Document, name: str) -> list[str]:
    if name in ("background", "colour", "gradient"):
        return ["tokens." + key for key in SCREEN.values()]
    if name in ("spacing", "padding", "gap"):
        return ["tokens.base_spacing"]
    keys = token_named(document, name)
    return [] if keys is None else ["tokens." + ".".join(keys)]
