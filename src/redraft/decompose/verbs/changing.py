"""Relative changes: increase, shrink, darken, double, resize.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import skip_fillers
from redraft.decompose.defaults import BASE_SPACING, CHANGES
from redraft.decompose.descriptions import joined
from redraft.decompose.drafts import Assignment, Change, Draft, Frame
from redraft.decompose.edges import edge_phrase
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.nouns import nouns
from redraft.decompose.settle import towards
from redraft.decompose.values import Said
from redraft.decompose.verbs.ending import ended
from redraft.decompose.verbs.placing import move
from redraft.decompose.verbs.removing import removed_property
from redraft.decompose.verbs.rewording import taken_out
from redraft.decompose.verbs.structure import whole
from redraft.decompose.words import Words
from redraft.plan.steps import Scale

#: from here on an amount after "by" is a length
_FACTOR_MAX: Final = 10


def change(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """increase, shrink, darken, widen, double: a change by or to an amount."""
    w = p.w
    goes = w.has(w.after_det(at + 1), "text-part") or (
        w.has(at, "lets-go") and w.kind(at + 1) == "quote"
    )
    if goes and (read := taken_out(p, draft, at)) is not None:
        return read  # "drop the word hidden from the subtitle", "cut “now” out of the title"
    if w.has(at, "lift") and (stop := _put_down(p, draft, at)) is not None:
        return stop
    if w.has(at, "lets-go") and (read := _let_go(p, draft, at)) is not None:
        return read
    if w.has(at, "lets-go") and (found := nouns(w, at + 1)) is not None:
        stop = w.skip(found.stop, "filler", "degree")  # "drop the share button completely"
        if ended(w, stop):
            return whole(p, draft, at, "delete")
    w.use(at, at + 1)
    implied, sign = CHANGES[verb]
    if w.has(at + 1, "pronoun") and w.has(at + 2, "direction") and w.any_of(at + 3, "by", "to"):
        w.silence(at + 2)
    if implied == "size" and p.memory.spoken and p.memory.properties:
        implied = p.memory.properties[0]  # "it is too tall, reduce it"
    filler = Filler(w, p.memory, verb)
    stop = filler.fill(at + 1)
    draft.stop = stop
    said_anything = False
    earlier: list[Assignment] = []
    for frame in filler.frames:
        if not (frame.targets or frame.full or frame.waiting):
            continue
        said_anything = True
        way = w.value(at, "lift")
        asked = frame.done
        frame.done = [
            a if _is_goal_too(before, a) else _lifted(way, a) or _relative(a, implied, sign)
            for a, before in ((a, [*earlier, *asked[:k]]) for k, a in enumerate(asked))
        ]
        earlier += asked
        if not frame.done and not frame.waiting:
            frame.done = [Assignment(None, Change(implied, sign), w.span(at, stop))]
        elif not frame.done:
            frame.done = [
                Assignment(n, Change(implied if implied == "lightness" else "", sign), s)
                for n, s in frame.waited()
            ]
    if not said_anything:
        filler.frames = [Frame(done=[Assignment(None, Change(implied, sign), w.span(at, stop))])]
    _spacing_of_all(p, filler)
    frames(p, draft, filler)
    p.memory.verb = verb
    return stop


def _let_go(p: Asking, draft: Draft, at: int) -> int | None:
    """ "drop the caps on the title", "cut the shadow": looks that are there or not, taken away."""
    w = p.w
    ahead = w.after_det(skip_fillers(w, at + 1))
    ahead += w.is_colour(ahead) and w.has(ahead + 1, "property")  # "the grey background"
    if _is_look_of_one(w, skip_fillers(w, at + 1)):
        return whole(p, draft, at, "remove")
    named = w.value(ahead, "property")
    look = w.has(ahead, "keyword") or named in ("shadow", "border")
    # "drop the background to white": what follows says how much of it is left
    look = look or (named in ("background", "gradient") and not w.any_of(ahead + 1, "to", "by"))
    if not look or w.any_of(ahead + 1, "kind", "property", "any"):
        return None
    return removed_property(p, draft, at, skip_fillers(w, at + 1))


def _is_look_of_one(w: Words, at: int) -> bool:
    """ "(drop) the quote's background", "its shadow", "the grey box behind it": there or not, and no less."""
    stop = at + 1
    if not w.has(at, "possessive"):
        found = nouns(w, at, places=False)
        if found is None or found.pronoun:
            return False
        stop = found.stop + w.has(found.stop, "possessive-mark")
    return w.value(stop, "property") in _THERE_OR_NOT and ended(w, w.skip(stop + 1, "filler"))


#: looks of which there is no less
_THERE_OR_NOT: Final = ("background", "gradient", "shadow", "border")


#: weights of CSS Fonts 4 that a change by so much never comes to
_WEIGHTS: Final = range(100, 1000, 100)


def _lifted(way: str, a: Assignment) -> Assignment | None:
    """ "lower it by 6px", "raise the logo by 10px": a length that nothing names is a way to go."""
    said = a.value
    if not way or a.property or isinstance(said, Change) or said.prep == "to":
        return None
    if said.sort not in ("px", "number"):
        return None
    name, _, sign = way.partition(" ")
    px = said.number if sign == "+" else -said.number
    return Assignment(name, Change(name, 1 if px > 0 else -1, px=abs(px)), a.span)


def _is_goal_too(before: list[Assignment], a: Assignment) -> bool:
    """ "(take it down to 48), letter spacing 1px": another property, behind what the first comes to."""
    said = a.value
    if a.property is None or isinstance(said, Change) or said.prep:
        return False
    return any(isinstance(b.value, Said) and b.value.prep == "to" for b in before)


def _put_down(p: Asking, draft: Draft, at: int) -> int | None:
    """ "drop it in the bottom right corner": a move; None where nothing is put anywhere."""
    w = p.w
    found = nouns(w, skip_fillers(w, at + 1), places=False)
    if found is None or not w.any_of(found.stop, "in", "to"):
        return None
    return None if edge_phrase(w, found.stop) is None else move(p, draft, at, "move")


def _relative(a: Assignment, implied: str, sign: int) -> Assignment:
    """A value after such a verb: "by 20%", "to 24", "a bit"."""
    said = a.value
    if isinstance(said, Change):
        if said.property in ("", implied) or a.property:
            left = 0 < said.factor < 1  # "to half of its size": what is left of it
            return a._replace(value=said._replace(sign=1 if left else sign))
        return a
    name = a.property
    if name == "font weight" and said.sort == "number" and said.number in _WEIGHTS:
        return a  # "(bump the name) to font weight 700"
    change_said = Change(implied, sign)
    if said.prep == "namely" and said.sort in ("px", "number"):
        return Assignment(name or implied, towards(change_said, said), a.span)
    if (said.prep == "to" or (said.prep == "of" and name)) and said.sort in (
        "px",
        "number",
        "percent",
        "colour",
        "keyword",
        "degrees",
    ):
        coloured = said.sort == "colour"  # "darken it to #333333"
        return a if name or coloured or implied == "size" else a._replace(property=implied)
    match said.sort:
        case "percent":
            return Assignment(name, change_said._replace(share=said.number), a.span)
        case "px" | "number" | "degrees":
            if implied in ("lightness", "opacity"):
                share = said.number / 100 if said.number > 1 else said.number
                return Assignment(name, change_said._replace(share=share), a.span)
            return Assignment(name, change_said._replace(px=said.number), a.span)
        case "factor":
            return Assignment(name, _by_factor(change_said, said), a.span)
        case _:
            return a


def _by_factor(change_said: Change, said: Said) -> Change:
    """ "(reduce) by a third", "to half", "(increase) three times"."""
    if said.factor >= 1:
        return change_said._replace(factor=said.factor)
    if said.prep == "by":
        return change_said._replace(share=said.factor)
    # "shrink it to half": what is left of it
    return change_said._replace(sign=1, factor=said.factor)


def _spacing_of_all(p: Asking, filler: Filler) -> None:
    """ "increase the spacing" with nothing named is the document's base spacing."""
    for frame in filler.frames:
        if not frame.targets and p.memory.target is None and p.scope is None:
            frame.done = [
                a._replace(property=BASE_SPACING) if a.property == "spacing" else a
                for a in frame.done
            ]


def factor(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """double, halve, triple."""
    w = p.w
    amount = float(w.value(at, "factor-verb"))
    w.use(at, at + 1)
    filler = Filler(w, p.memory, "make")
    filler.doubles = True
    stop = filler.fill(at + 1)
    for frame in filler.frames:
        if frame.waiting:
            frame.done.extend(
                Assignment(n, Change("", 1, factor=amount), s) for n, s in frame.waited()
            )
        elif frame.targets and not frame.done:
            frame.done = [Assignment(None, Change("size", 1, factor=amount), w.span(at, stop))]
    frames(p, draft, filler)
    return stop


def _scaled(a: Assignment) -> Assignment:
    """ "by 2", "by 150%" after such a verb is a factor."""
    said = a.value
    if not isinstance(said, Said) or said.sort not in ("percent", "number"):
        return a
    if said.prep != "by" or said.number >= _FACTOR_MAX:
        return a
    return a._replace(value=said._replace(sort="factor", factor=said.number))


def resize(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """resize X to …, scale X by …; without an amount it says too little."""
    w = p.w
    w.use(at, at + 1)
    filler = Filler(w, p.memory, verb)
    stop = filler.fill(at + 1)
    draft.stop = stop
    for frame in filler.frames:
        frame.done = [_scaled(a) for a in frame.done]
    if any(f.done for f in filler.frames):
        frames(p, draft, filler)
        return stop
    # kept as a step that changes nothing, so that a contradiction with other clauses is seen
    frame = filler.frames[0]
    target = joined(frame.targets) if frame.targets else p.it()
    span = w.span(at, stop)
    draft.steps.append(Scale(target=target, property="size", factor=1.0, span=span))
    p.fail(draft, span, "clause.vague", "says no size")
    return stop
