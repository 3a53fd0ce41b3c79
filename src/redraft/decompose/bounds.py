"""Values that something is not to go beyond: “no taller than 40px”, “at least 500px wide”.

What is beyond gets the value, what is not keeps its own.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.conditions import OWN
from redraft.decompose.descriptions import kinds_in, many
from redraft.decompose.drafts import Assignment
from redraft.decompose.nouns import noun
from redraft.decompose.predicates import UNSAID, Predicates
from redraft.decompose.sheets import Sheet
from redraft.decompose.sorts import gate
from redraft.decompose.values import Said
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Condition, Literally
from redraft.select.selectors import Look

_BOUNDS: Final = gate("compare", "no", "not")
_SIGNS: Final = {"<=": ">", ">=": "<"}


def bound(sheet: Sheet, at: int) -> int | None:
    """Read "no taller than 40px", "at most 40 tall" at ``at``, said of what was named before."""
    w, frame = sheet.w, sheet.frame
    if not (w.sorts[at] & _BOUNDS and frame.targets) or frame.values:
        return None
    name = frame.waiting[-1] if frame.waiting else ""
    denied = w.any_of(at, "no", "not")
    if denied and not w.has(at + 1, "more"):
        return None
    if not denied and w.kind(w.after_det(at + 1)) != "number":
        return None
    found = Predicates(w, noun, bare=True).state(at + (denied and not w.has(at, "no")), OWN, name)
    if found is None or not isinstance(found.fits, Look) or found.fits.relation not in _RELATIONS:
        return None
    property_name, relation, number = found.fits.feature, found.fits.relation, found.fits.value
    if property_name == UNSAID:  # "the title at least 24px"
        kinds = [kinds_in(target)[:1] for target in frame.targets]
        if not all(kind and kind[0] in TEXT_LIKE for kind in kinds):
            return None
        property_name = "font size"
    if not isinstance(number, (int, float)):
        return None
    beyond = relation if denied else _SIGNS.get(relation, "")
    if not beyond or (denied and relation not in ("<", ">")):
        return None
    fits = structs.replace(found.fits, feature=property_name, relation=beyond)
    when = Condition(fits=fits, span=w.span(at, found.stop))
    px = int(number) if number == int(number) else number
    said = Said("px", found.stop, Literally(px), float(number), prep="to", bound=when)
    if frame.waiting:
        frame.drop()
    frame.done.append(Assignment(property_name, said, w.span(at, found.stop)))
    return found.stop


def bound_behind(sheet: Sheet, at: int) -> int | None:
    """Read "(40px tall) at most" at ``at``: the value that was just said is a bound."""
    w, frame = sheet.w, sheet.frame
    beyond = _SIGNS.get(w.value(at, "compare"), "")
    if not beyond or not frame.targets or frame.values or not frame.done:
        return None
    last = frame.done[-1]
    said, name = last.value, last.property
    if name is None or not isinstance(said, Said) or said.sort not in ("px", "number"):
        return None
    if w.kind(at + 1) == "number" or last.span[1] > w.items[at].start:
        return None
    fits = Look(many(OWN), name, said.number, beyond)  # type: ignore[arg-type]
    when = Condition(fits=fits, span=(last.span[0], w.items[at].end))
    frame.done[-1] = last._replace(value=said._replace(prep="to", bound=when))
    return at + 1


_RELATIONS: Final = ("<", ">", "<=", ">=")
