"""What is no longer to be, told beside what is to be: "24 by 24 instead of 44 by 44", "a shadow, not a border".

A value that was is passed over where another of its sort is asked for; a look or a line that
nothing else takes the place of is taken away.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import ends_clause
from redraft.decompose.defaults import ENDS, default_values
from redraft.decompose.drafts import Assignment, Frame
from redraft.decompose.settle import alike, settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.values import MEASURE, Said, value
from redraft.decompose.words import Words
from redraft.select.selectors import Either, Look, Named

#: looks and lines that something has or has not
_HAD: Final = frozenset(
    {"border", "border width", "shadow", "background", "text decoration", "gradient"}
    | {"font weight", "font style", "text transform"}
)
#: values of one run: "44 by 44", "30px regular"
_RUN_MAX: Final = 6
_LENGTHS: Final = ("px", "number")


def former(sheet: Sheet, at: int) -> int | None:
    """Read "instead of 16", "not 30 regular", "rather than a border" behind what is to be."""
    w, frame = sheet.w, sheet.frame
    if not w.any_of(at, "instead", "not") or not (frame.full or frame.waiting):
        return None
    begun = w.skip(at + 1, "det", "filler", "possessive", "pointing", most=3)
    return _values_that_were(sheet, begun) or _line_that_was(sheet, begun)


def former_begins(w: Words, at: int) -> bool:
    """Whether a value or a line that was stands behind "not" at ``at``: "18px, not 24"."""
    begun = w.skip(at + 1, "det", "filler", "possessive", most=3)
    return value(w, begun) is not None or w.value(begun, "property") in _HAD


def _values_that_were(sheet: Sheet, at: int) -> int | None:
    """Pass over the values at ``at``; take away a look whose like nothing was said."""
    w = sheet.w
    said = value(w, at)
    if said is None:
        return None
    if (figure := _figure_that_was(sheet, said)) is not None:
        return figure
    _of_the_same(sheet, said)
    _narrowed(sheet, said)
    gone = [(said, at)] if _is_look(said) and not _answered(sheet.frame, said) else []
    stop = _measures(w, said.stop)
    for _ in range(_RUN_MAX):
        more = _more(w, sheet.frame, said, stop)
        if more is None:
            break
        stop = _measures(w, more.stop)
    for look, begun in gone:
        settle(sheet.frame)
        none = Said("none", look.stop)
        sheet.frame.done.append(Assignment(look.property, none, w.span(begun, look.stop)))
    return stop


def _of_the_same(sheet: Sheet, was: Said) -> None:
    """ "32px rather than 24px wide", "a red instead of a blue border": both are of what is told last."""
    w, frame = sheet.w, sheet.frame
    after = was.stop + (w.mark(was.stop, ",") and w.has(was.stop + 1, "dimension"))
    name = w.value(after, "dimension") or w.value(after, "property")
    said = frame.values[-1][0] if frame.values and not frame.waiting else None
    if not name or w.is_cross(after) or not isinstance(said, Said) or not alike(said, was):
        return
    _, span = frame.values.pop()
    settle(frame)
    frame.done.append(Assignment(name, said, span))


def _narrowed(sheet: Sheet, was: Said) -> None:
    """ "(the progress bar red) instead of orange": of several, it is the orange one."""
    frame = sheet.frame
    target = frame.targets[0] if len(frame.targets) == 1 else None
    named = isinstance(target, Named) and target.number == "one"
    if was.sort == "colour" and was.text and target is not None and named:
        frame.targets = [Either((target, Look(target, "colour", was.text)))]


def _figure_that_was(sheet: Sheet, was: Said) -> int | None:
    """ "(12 reps,) not 8", "(onions 3) not 2": a figure that a text may show, told by the one that it shows."""
    w, frame = sheet.w, sheet.frame
    said = frame.values[-1][0] if frame.values and not frame.waiting else None
    if not isinstance(said, Said) or said.prep == "by":
        return None
    if said.unit == MEASURE and (was.unit == MEASURE or was.sort == "number"):
        if not frame.targets:  # "45 min instead of 35": what shows that one
            shown = f"{was.number:g}" + said.text.removeprefix(f"{said.number:g}")
            frame.targets, frame.stated = [Named(quoted=shown)], True
        return was.stop
    if {said.sort, was.sort} != {"number"}:
        return None
    if w.any_of(was.stop, "dimension", "property", "by") or w.is_cross(was.stop):
        return None
    frame.values[-1] = (said._replace(was=was.text or f"{was.number:g}"), frame.values[-1][1])
    return was.stop


def _more(w: Words, frame: Frame, first: Said, at: int) -> Said | None:
    """One more value of what was: the height behind a width, a look in the place of which one was said."""
    joined = w.has(at, "by") or w.is_cross(at)
    said = value(w, at + joined)
    if said is None:
        return None
    if joined:
        return said if said.sort in _LENGTHS and first.sort in _LENGTHS else None
    if first.sort == "name" and said.sort in _LENGTHS:
        return said  # "Inter 30"
    return said if _is_look(said) and _answered(frame, said) else None


def _measures(w: Words, at: int) -> int:
    """The place after what a value that was is said to measure: "72 high", "a white background"."""
    at += w.mark(at, ",") and w.has(at + 1, "dimension")
    return at + (w.any_of(at, "dimension", "property") and not w.is_cross(at))


def _is_look(said: Said) -> bool:
    return said.sort in ("keyword", "name") and said.property in _HAD


def _answered(frame: Frame, was: Said) -> bool:
    """Whether a value of the same property as one that was has been said."""
    told = [*(v for v, _ in frame.values), *(a.value for a in frame.done)]
    names = [*frame.waiting, *(a.property for a in frame.done), *(v.property for v in told)]
    return was.property in names


def _line_that_was(sheet: Sheet, at: int) -> int | None:
    """ "(a soft shadow) instead of the thin border": what is taken away for what is given."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "plain-form", most=1)
    name = w.value(step, "property")
    if name not in _HAD or name not in ENDS or name in frame.waiting:
        return None
    stop = step + 1
    if not (ends_clause(w, stop) or w.is_separator(stop)):
        return None
    if frame.waiting and not frame.values:
        given = default_values(frame, "add")
        if given is None:
            return None
        frame.waited()
        frame.done.extend(given)
    settle(frame)
    frame.done.append(Assignment(name, Said("none", stop), w.span(at, stop)))
    return stop
