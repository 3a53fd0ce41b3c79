"""Whether a step does anything here: its conditions, asked of the document as it is when it runs.

What a condition leaves of a step's targets is what the step acts on. The words of one
condition have one answer in a run (`Fitting`), so that "otherwise" is asked of the same.

May import: plan.draft, plan.steps, select, document, diagnostics.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.plan.draft import Resolve
from redraft.plan.steps import Condition, Step, target_of
from redraft.select.selectors import (
    Both,
    Either,
    Except,
    Fitting,
    Ids,
    Look,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)


def passed(document: Document, step: Step, resolve: Resolve) -> Step | None:
    """The step on those of its targets that pass its conditions, without these; None where none does.

    Raises Unresolved where what is asked about is not there.

    >>> from redraft.plan.steps import Hide
    >>> d = Document.of({"components": [{"id": "a", "type": "title"}]})
    >>> when = (Condition(fits=Look(Reference("own"), "empty"), negated=True),)
    >>> passed(d, Hide(target=Ids(("a",)), when=when), lambda s: (0,)) is None
    True
    """
    own: list[Condition] = []
    for condition in step.when:
        if condition.subject is None:
            own.append(condition)
        elif not _holds(document, condition, condition.subject, resolve):
            return None
    if not own:
        return structs.replace(step, when=())
    target = target_of(step)
    if target is None:
        return None
    left = () if isinstance(target, Screen) else resolve(target)
    if not left:
        screen = all(_holds(document, c, Screen(), resolve) for c in own)
        return structs.replace(step, when=()) if screen else None
    ids = document.outline.ids
    tested = Ids(tuple(ids[i] for i in left))
    for condition in own:
        fit = set(resolve(Fitting(instead(condition.fits, tested), condition.span)))
        left = tuple(i for i in left if (i in fit) != condition.negated)
    if not left:
        return None
    kept: Any = Ids(tuple(ids[i] for i in left))
    return structs.replace(step, when=(), target=target if len(left) == len(tested.ids) else kept)


def aimed_at(step: Step, resolve: Resolve) -> tuple[int, ...]:
    """The targets of a step that does nothing: what it was about, as far as that is there."""
    target = target_of(step)
    if target is None or isinstance(target, Screen):
        return ()
    try:
        return resolve(target)
    except RedraftError:
        return ()


def unmet(step: Step) -> Diagnostic | None:
    """The notice that a step did nothing because of its conditions; the other branch needs none."""
    if any(c.other for c in step.when):
        return None
    span = next((c.span for c in step.when if c.span is not None), None)
    said = "the condition is not met; nothing was changed for it"
    return Diagnostic("condition.unmet", "notice", said, span=span)


def _holds(document: Document, condition: Condition, subject: Selector, resolve: Resolve) -> bool:
    """Whether what the subject names passes: all of it, or any."""
    if condition.any or isinstance(subject, Screen):
        fits = Fitting(instead(condition.fits, subject), condition.span)
        return bool(resolve(fits)) != condition.negated
    asked = resolve(Fitting(subject, condition.span)) or resolve(subject)
    ids = document.outline.ids
    tested = Ids(tuple(ids[i] for i in asked))
    passing = set(resolve(Fitting(instead(condition.fits, tested), condition.span)))
    return all(i in passing for i in asked) != condition.negated


def instead(selector: Selector, subject: Selector) -> Selector:
    """The description with the subject in the place of "own"."""
    match selector:
        case Reference("own"):
            return subject
        case Where() | Look() | Pick() | Related() | Fitting():
            return structs.replace(selector, base=instead(selector.base, subject))
        case Except(first, second):
            return Except(instead(first, subject), second)
        case Both(first, second):
            return Both(instead(first, subject), second)
        case Union(parts):
            return Union(tuple(instead(p, subject) for p in parts))
        case Either(options):
            return Either(tuple(instead(o, subject) for o in options))
        case _:
            return selector
