"""What a step would write on a document: pure, and the only thing that knows the step kinds' meaning.

Preview, edit, suggestion and conflict check all ask the same function.

    S-2  what a step changes lies inside its declared footprint

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from redraft.document.blueprint import Document
from redraft.plan import looks, places, screen, structure
from redraft.plan.conditions import aimed_at, passed, unmet
from redraft.plan.draft import Draft, Resolve, failure
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
from redraft.select.selectors import Either, Screen, Selector

#: one function a step kind
_KINDS: Final[dict[type[Any], Callable[[Draft, Any], None]]] = {
    Set: looks.set_property,
    Scale: looks.scale,
    Shift: looks.shift,
    Tint: looks.tint,
    ReplaceText: looks.replace_text,
    AppendText: looks.append_text,
    PrependText: looks.prepend_text,
    ChangeCase: looks.change_case,
    Place: places.place,
    Arrange: places.arrange,
    Align: places.align,
    Distribute: places.distribute,
    Match: looks.match,
    Swap: places.swap,
    Exchange: looks.exchange,
    SetToken: screen.set_token,
    ScaleToken: screen.scale_token,
    TintToken: screen.tint_token,
    Hide: looks.hide,
    Show: looks.show,
    Reorder: structure.reorder,
    Delete: structure.delete,
    Duplicate: structure.duplicate,
    Add: structure.add,
    Wrap: structure.wrap,
}


def effects(document: Document, step: Step, resolve: Resolve) -> Draft:
    """Work out what a step writes; nothing is written yet.

    Raises StepFailed where the step cannot be carried out on this document, and
    whatever ``resolve`` raises where a description fits nothing or too much.

    >>> from redraft.plan.steps import Scale
    >>> from redraft.select.selectors import Ids
    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 100, 40]}]})
    >>> draft = effects(d, Scale(target=Ids(("a",)), property="size", factor=1.2), lambda s: (0,))
    >>> [(w.property, w.value) for w in draft.writes]
    [('width', 120), ('height', 48)]
    """
    draft = Draft(document, resolve)
    if step.when:
        kept = passed(document, step, resolve)
        if kept is None:
            draft.acted = aimed_at(step, resolve)
            told = unmet(step)
            draft.notices.extend(() if told is None else (told,))
            return draft
        step = kept
    target = target_of(step)
    if isinstance(step, Swap):
        draft.acted = tuple(sorted({*resolve(step.first), *resolve(step.second)}))
    elif target is not None:
        draft.acted = () if isinstance(target, Screen) else resolve(target)
        if means_screen(target, draft.acted):
            screen.on_screen(draft, step)
            return draft
        if not draft.acted:
            raise failure("target.not-found", "nothing here fits the description")
    _KINDS[type(step)](draft, step)
    if isinstance(step, (Set, Scale, Shift)) and step.hold:
        places.hold(draft, step.hold)
    return draft


def means_screen(target: Selector | None, found: tuple[int, ...]) -> bool:
    """Whether a description means the screen itself: outright, or where nothing else fits."""
    if isinstance(target, Either) and not found:
        return any(isinstance(option, Screen) for option in target.options)
    return isinstance(target, Screen)


def asked_of(step: Step) -> tuple[Selector, ...]:
    """The descriptions that a step's conditions look at."""
    return tuple(s for c in step.when for s in (c.subject, c.fits) if s is not None)


#: the steps that may look at something beside what they act on
_LOOKING: Final = frozenset({Place, Arrange, Align, Match, Swap, Reorder, Add, Set, SetToken})


def others_of(step: Step) -> tuple[Selector, ...]:
    """The descriptions of what a step only looks at: anchors and sources."""
    if type(step) not in _LOOKING:
        return ()
    match step:
        case Place():
            return (step.anchor,)
        case Align():
            return () if step.to is None else (step.to,)
        case Match():
            return (step.source,)
        case Swap():
            return (step.first, step.second)
        case Reorder() | Arrange():
            return () if step.anchor is None else (step.anchor,)
        case Add():
            return tuple(s for s in (step.anchor, step.like) if s is not None)
        case Set() | SetToken():
            source = getattr(step.value, "source", None)
            return () if source is None else (source,)
        case _:
            return ()
