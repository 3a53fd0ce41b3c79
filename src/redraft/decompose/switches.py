"""Looks that are switched on or off: "hidden: true", "bold = no", "underline off".

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.drafts import Assignment
from redraft.decompose.settle import settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.values import Said, value
from redraft.plan.steps import Literally

#: what may stand between a look and whether it is wanted
_SIGNS: Final = ":="


def switched(sheet: Sheet, at: int) -> int | None:
    """A look, a sign, and whether it is wanted."""
    w, frame = sheet.w, sheet.frame
    if not w.has(at, "keyword") or frame.waiting:
        return None
    step = at + 1
    while w.mark(step, _SIGNS) or w.any_of(step, "to", "should", "is"):
        step += 1
    said = value(w, at)
    if step == at + 1 or said is None or said.factor or not w.has(step, "truth"):
        return None
    span = w.span(at, step + 1)
    if w.value(step, "truth") == "no":
        said = _without(said)
    settle(frame)
    frame.done.append(Assignment(said.property, said, span))
    return step + 1


def _without(said: Said) -> Said:
    """The look as it is where it is not wanted."""
    if isinstance(said.value, Literally) and isinstance(said.value.value, bool):
        return said._replace(value=Literally(not said.value.value))
    return Said("none", said.stop, property=said.property)
