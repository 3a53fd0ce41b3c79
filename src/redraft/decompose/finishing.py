"""The end of a command: left-out targets that a later clause names, and the reading as a whole.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from msgspec import structs

from redraft.decompose.asking import LATER, Asking
from redraft.decompose.drafts import Draft
from redraft.decompose.holding import Held
from redraft.decompose.lexicon import Slip
from redraft.decompose.locks import aside, left_over, spare
from redraft.decompose.reading import FollowUp, Reading
from redraft.decompose.references import refers
from redraft.decompose.words import Span, Words
from redraft.diagnostics import Diagnostic, Severity
from redraft.plan.steps import (
    Add,
    Align,
    AppendText,
    Clause,
    Distribute,
    Literally,
    Plan,
    PrependText,
    ReplaceText,
    Scale,
    Set,
    Shift,
    Step,
    target_of,
)
from redraft.select.selectors import Either, Reference, Screen, Selector

#: how sure a reading is at best, and how much each corrected word takes from that
_SURE: Final = 0.97
_SLIPS_MAX: Final = 3
#: what joins a clause to the next one
_JOINTS: Final = ("and", "then", "comma", "but")


def complete(drafts: list[Draft]) -> None:
    """Give the steps whose target was left out the one that a later clause names."""
    named: Selector | None = None
    if not any(_mentions_later(s) for draft in drafts for s in draft.steps):
        return
    for draft in reversed(drafts):
        told = next((t for t in map(_told_target, draft.steps) if t is not None), None)
        named = named if told is None else told
        draft.steps = [_with_target(s, named) if _mentions_later(s) else s for s in draft.steps]


def reading_of(p: Asking, follows: FollowUp | None) -> Reading:
    """What a command says, when all its clauses have been read."""
    w = p.w
    for line, after, span in p.holds:
        _hold(p, line, after, span)
    sized_first(p.drafts)
    so_far_apart(w, p.drafts)
    p.drafts = made_room(p.drafts)
    for draft in p.drafts:
        _stated(w, draft)
    locks = p.locks
    if locks:
        left_over(p.drafts, locks)
        spare(p.drafts, locks)
        locks = aside(locks, p.drafts)
    diagnostics = [d for draft in p.drafts for d in draft.diagnostics]
    diagnostics.extend(_left_over(w, diagnostics))
    diagnostics = _joined_spans(w, diagnostics)
    slips = _slips(w, p.drafts)
    for slip in slips:
        message = f"“{slip.typed}” was read as “{slip.read_as}”"
        diagnostics.append(Diagnostic("spelling.corrected", "notice", message, span=slip.span))
    spans = [w.span(draft.start, _end(w, draft)) for draft in p.drafts]
    ordered = _ordered(w, p.drafts)
    clauses = tuple(
        Clause(w.quote(span), span, tuple(draft.steps), later)
        for draft, span, later in zip(p.drafts, spans, ordered, strict=True)
        if draft.steps
    )
    if not clauses and not p.locks:
        diagnostics = _nothing_asked(w, diagnostics)
    # a long command is as sure as its least sure clause
    sure = _SURE * _SURE ** min(len(slips), _SLIPS_MAX)
    sure *= min((draft.sure for draft in p.drafts), default=1.0)
    told = tuple((span, tuple(draft.steps)) for draft, span in zip(p.drafts, spans, strict=True))
    plan = Plan(clauses, tuple(locks))
    return Reading(w.text, plan, tuple(diagnostics), round(sure, 4), told, follows)


def _hold(p: Asking, line: Held, after: int, span: Span) -> None:
    """Let a line stay of what was resized last before it was said, else of what is resized next."""
    at = next((k for k in reversed(range(after)) if any(map(_resizes, p.drafts[k].steps))), -1)
    if at < 0:
        later = range(after, len(p.drafts))
        at = next((k for k in later if any(map(_resizes, p.drafts[k].steps))), -1)
    if at < 0 and line.loose:
        return
    if at < 0:
        draft = Draft(len(p.w.items), len(p.w.items))
        p.fail(draft, span, why="tells of nothing that is resized")
        p.drafts.append(draft)
        return
    draft = p.drafts[at]
    target = next(target_of(s) for s in draft.steps if _resizes(s))
    if line.at is None:
        for other in [draft, *p.drafts[max(at - 1, 0) : at]]:  # "narrower, 120 wide": of both
            for k, step in enumerate(other.steps):
                same = isinstance(target, Reference) or target_of(step) == target
                if _resizes(step) and same:
                    other.steps[k] = structs.replace(step, hold=line.lines)
    elif target is not None:
        draft.steps.append(Align(target=target, lines=line.lines, at=line.at, span=span))  # type: ignore[arg-type]


def _resizes(step: Step) -> bool:
    return isinstance(step, (Set, Scale, Shift)) and step.property in ("width", "height", "size")


def so_far_apart(w: Words, drafts: list[Draft]) -> None:
    """ "(move them up) so there are 8px between them": how far is told by what comes of it."""
    for before, after in pairwise(d for d in drafts if d.steps):
        last, told = before.steps[-1], after.steps[0]
        why = any(w.has(k, "reason") for k in (after.start - 1, after.start))
        strides = isinstance(last, Shift) and last.unit == "spacing" and last.property in ("x", "y")
        target = target_of(last)
        if why and strides and isinstance(told, Distribute) and target is not None:
            before.steps = before.steps[:-1]
            after.steps[0] = structs.replace(told, target=target)


def sized_first(drafts: list[Draft]) -> None:
    """ "20 apart and 158 wide": how far apart they are depends on how wide they are to be."""
    for before, after in pairwise(d for d in drafts if d.steps):
        last = before.steps[-1]
        mine = all(isinstance(target_of(s), Reference) for s in after.steps)
        if isinstance(last, Distribute) and mine and any(map(_resizes, after.steps)):
            steps = [structs.replace(s, target=last.target) for s in after.steps]
            sized, rest = filter(_resizes, steps), (s for s in steps if not _resizes(s))
            before.steps, after.steps = before.steps[:-1], [*sized, last, *rest]


def made_room(drafts: list[Draft]) -> list[Draft]:
    """The clauses in the order in which they are done: what is moved away right after a new one goes first.

    "Add a line above the price and move the price 30px down": from where it is.
    """
    adds = next((k for k, d in enumerate(drafts) if any(map(_is_add, d.steps))), None)
    if adds is None:
        return drafts
    stop = adds + 1
    while stop < len(drafts) and drafts[stop].steps and all(map(_moves_away, drafts[stop].steps)):
        stop += 1
    return [*drafts[:adds], *drafts[adds + 1 : stop], drafts[adds], *drafts[stop:]]


def _is_add(step: Step) -> bool:
    return isinstance(step, Add)


def _moves_away(step: Step) -> bool:
    told = isinstance(step, Shift) and step.property in ("x", "y") and step.unit == "px"
    return told and not refers(step.target) if isinstance(step, Shift) else False


#: what a number that is said to be so may seem to set: how large, how far turned
_STATED: Final = {"size", "rotation"}


def _stated(w: Words, draft: Draft) -> None:
    """Take nothing for a wish that only says how things are: "36 min is 38", "the box is invisible"."""
    if not draft.steps or draft.verbs:
        return
    said = range(draft.start, min(draft.stop, w.size))
    k = next((k for k in said if w.any_of(k, "is")), None)
    if k is None or any(w.any_of(j, "should", "not", "no") for j in said):
        return
    if any(w.value(j, "wish") == "want" for j in range(draft.start, k)):
        return  # "make sure the total is 20px"
    names = {s.property if isinstance(s, (Set, Scale, Shift)) else "" for s in draft.steps}
    unseen = "visibility" in names
    number = w.kind(k + 1) == "number" or w.has(k + 1, "number")
    if not (unseen or (number and names <= _STATED)):
        return
    span = w.span(draft.start, _end(w, draft))
    draft.steps = []
    message = f"“{w.quote(span)}” says how it is, and not what to do about it"
    severity: Severity = "notice" if unseen else "error"
    draft.diagnostics.append(Diagnostic("clause.not-an-edit", severity, message, span=span))


def _slips(w: Words, drafts: list[Draft]) -> list[Slip]:
    """The misspelt words of a command, but for those of its texts."""
    misspelt = [item for item in w.items if item.slips]
    if not misspelt:
        return []
    typed = texts_of(drafts)
    said = [i.slips for i in misspelt if w.text[i.start : i.end] not in typed]
    return [slip for each in said for slip in each]


def _end(w: Words, draft: Draft) -> int:
    """Where a clause ends, without the joint to the next one."""
    stop = draft.stop
    while stop - 1 > draft.start and (w.any_of(stop - 1, *_JOINTS) or w.mark(stop - 1, ",;")):
        stop -= 1
    return stop


def _ordered(w: Words, drafts: list[Draft]) -> Iterator[bool]:
    """Whether the words before each clause say that it comes later: "then", the next of "1. … 2. …"."""
    stop, later = 0, False
    for draft in drafts:
        k = draft.start - 1
        while k >= 0 and (k >= stop or w.is_separator(k)):
            numbered = w.listed and w.kind(k) == "number" and w.mark(k + 1, ".)")
            later = later or numbered or w.value(k, "then") == "then"
            k -= 1
        yield later
        stop, later = draft.stop, later and not draft.steps


def texts_of(drafts: list[Draft]) -> str:
    """All that is written as typed, in which no word is put right."""
    said: list[str] = []
    for step in (step for draft in drafts for step in draft.steps):
        match step:
            case Set(property="text", value=Literally(value=str(text))):
                said.append(text)
            case ReplaceText(find=find, put=put):
                said.extend((find, put))
            case AppendText(text=text) | PrependText(text=text):
                said.append(text)
            case _:
                pass
    return "\n".join(said)


def _left_over(w: Words, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics of the words that no clause has used and no other diagnostic tells."""
    places = [k for k, used in enumerate(w.used) if not used and w.kind(k) not in ("mark", "other")]
    if not places:
        return []
    told = bytearray(len(w.text))
    for d in diagnostics:
        if d.span is not None:
            told[d.span[0] : d.span[1]] = b"\1" * (d.span[1] - d.span[0])
    spans = [w.span(start, stop) for start, stop in _runs(places)]
    return [_not_understood(w, s) for s in spans if not (told[s[0]] and told[s[1] - 1])]


def _not_understood(w: Words, span: Span) -> Diagnostic:
    message = f"“{w.quote(span)}” was not understood"
    return Diagnostic("clause.not-understood", "error", message, span=span)


def _nothing_asked(w: Words, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """What was a notice beside edits is an error where there are none."""
    errors = [
        structs.replace(d, severity="error") if d.code == "clause.not-an-edit" else d
        for d in diagnostics
    ]
    if not any(d.severity == "error" for d in errors):
        message = "the command asks for no edit"
        errors.append(Diagnostic("clause.not-an-edit", "error", message, span=(0, len(w.text))))
    return errors


def _is_later(selector: Selector) -> bool:
    return selector == LATER or (
        isinstance(selector, Either) and any(_is_later(o) for o in selector.options)
    )


def _told_target(step: Step) -> Selector | None:
    """What a step acts on, where words of its own say so."""
    target = target_of(step)
    if target is None or isinstance(target, (Reference, Screen)) or _is_later(target):
        return None
    return target


def _mentions_later(step: Step) -> bool:
    target = target_of(step)
    return target is not None and _is_later(target)


def _with_target(step: Step, named: Selector | None) -> Step:
    target: Selector = step.target  # type: ignore[union-attr]
    options: list[Selector] = [Reference("it")]
    if isinstance(target, Either):
        options.extend(o for o in target.options if not _is_later(o))
    elif named is not None:
        options.append(named)
    chosen = options[0] if len(options) == 1 else Either(tuple(options))
    return structs.replace(step, target=chosen)


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
    if not diagnostics:
        return found
    for d in sorted(diagnostics, key=lambda d: d.span or (0, 0)):
        last = found[-1] if found else None
        if (
            last is not None
            and d.code == last.code == "clause.not-understood"
            and d.span
            and last.span
            and not w.text[last.span[1] : d.span[0]].strip()
        ):
            span = (last.span[0], max(d.span[1], last.span[1]))
            found[-1] = _not_understood(w, span)
        elif last is not None and d == last:
            continue
        else:
            found.append(d)
    return found
