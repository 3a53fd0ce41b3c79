"""Amounts that say what they measure: "3 inches wide", "20% bigger", "twice as big as it is".

Each function reads one at a place into the frame and returns where it ends, or None.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import ends_clause
from redraft.decompose.defaults import default_values
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.likenesses import compared, possessed, taken
from redraft.decompose.places import destination
from redraft.decompose.settle import in_unit, settle
from redraft.decompose.sorts import gate
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import ColourWord, Literally


def measured(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """Read a number, ``said`` at ``at``, with what it measures."""
    if said.sort == "degrees" and w.has(said.stop, "turn"):
        turned = Change("rotation", -1 if w.value(said.stop, "turn") == "-" else 1, px=said.number)
        frame.done.append(Assignment("rotation", turned, w.span(at, said.stop + 1)))
        return said.stop + 1
    share = said.sort == "percent" or (said.sort == "factor" and said.factor < 1)
    if share and w.has(said.stop, "see-through"):
        name = w.value(said.stop, "see-through")  # "50% transparent", "half opaque"
        said = said._replace(prep="to")
        frame.done.append(Assignment(name, said, w.span(at, said.stop + 1)))
        return said.stop + 1
    if said.sort == "factor":
        return _times(w, frame, at, said)
    return (
        _share_of(w, frame, at, said)
        or _difference(w, frame, at, said)
        or _shift(w, frame, at, said)
        or _dimension(w, frame, at, said)
        or _area(w, frame, at, said)
    )


#: what a change may begin with
_CHANGES: Final = gate("direction", "degree", "too", "filler", "more", "size-word", "not")


def _denied(w: Words, at: int) -> bool:
    """ "Not so big", which is smaller; "not too big" says no more than how far."""
    told = w.has(at + 1, "degree") and not w.has(at + 1, "too")
    return told and w.has(at, "not") and w.has(at + 2, "more")


def change(w: Words, frame: Frame, at: int) -> int | None:
    """Read a comparative with its degree and amount: "a bit bigger", "darker by 20%", "huge"."""
    if not w.sorts[at] & _CHANGES:
        return None
    if (stop := _up_or_down(w, frame, at)) is not None:
        return stop
    denied = _denied(w, at)
    step = at + 2 * denied
    degree = ""
    while w.any_of(step, "degree", "filler") and not w.has(step, "more"):
        if w.has(step, "degree"):
            degree = w.value(step, "degree")
        step += 1
    if w.has(step, "name") and not (frame.targets or frame.full):
        return None  # "Small, Medium and Large: 15px": what is called so
    if not w.has(step, "more"):
        return _size_word(w, frame, at, step)
    stop = step + 1
    name, _, sign = w.value(step, "more").rpartition(" ")
    more = (sign == "+") is not denied
    said = Change(name, 1 if more else -1, "" if degree == "very" else degree)
    if w.has(stop, "than"):
        itself = _than_it_is(w, stop, alone=not (frame.targets or frame.full))
        if itself is None:
            # "bigger than the title" alone does not say by how much
            return compared(w, frame, at, stop, said, name) if degree else None
        w.use(stop, itself)
    begins = not (frame.targets or frame.waiting or frame.full)
    called = stop + w.has(stop, "property")  # "the small size button"
    if begins and w.any_of(called, "kind", "any"):
        return None
    variant = _variant(w, frame, at, step, said)
    if variant is not None:
        return variant
    after = w.value(stop, "degree")
    if w.has(stop, "degree") and after != "very" and not w.has(stop, "as-well"):
        said = said._replace(degree=after)
        stop += 1
    if w.has(stop, "by"):
        amount = value(w, stop + 1)
        if amount is not None and amount.sort in ("percent", "px", "number", "factor"):
            said = _by(said, amount)
            stop = amount.stop
    _with_shadow(w, frame, stop)
    if w.has(stop, "property") and not frame.waiting and not w.any_of(stop + 1, "kind"):
        # "a bigger font size", "darker background"
        name = w.value(stop, "property")
        frame.done.append(Assignment(name, said, w.span(at, stop + 1)))
        return stop + 1
    frame.values.append((said, w.span(at, stop)))
    return stop


def _with_shadow(w: Words, frame: Frame, at: int) -> None:
    """ "a shadow (and larger corners)": the shadow gets no value from what comes behind it."""
    if w.has(at, "property") and frame.waiting == ["shadow"] and not frame.values:
        frame.done.extend(default_values(frame, "add") or ())
        frame.waited()


def _up_or_down(w: Words, frame: Frame, at: int) -> int | None:
    """ "(the font size) up by 2", "(its opacity) down to 40%": no place, but a property."""
    sign = _SIGNS.get(w.value(at, "direction"), 0)
    if not (sign and frame.waiting and not frame.values) or frame.waiting[-1] in _PLACES:
        return None
    if w.any_of(at + 1, "to"):
        return at + 1
    amount = value(w, at + 1 + w.has(at + 1, "by"))
    if amount is None or amount.sort not in ("percent", "px", "number", "factor"):
        if not (w.any_of(at + 1, "degree") or at + 1 >= w.size or w.is_separator(at + 1)):
            return None
        frame.values.append((Change("", sign), w.span(at, at + 1)))
        return at + 1
    frame.values.append((_by(Change("", sign), amount), w.span(at, amount.stop)))
    return amount.stop


_SIGNS: Final = {"up": 1, "down": -1}
_PLACES: Final = ("x", "y", "position")


def _than_it_is(w: Words, at: int, *, alone: bool) -> int | None:
    """ "(larger) than it is (now)", "(a bit bigger) than that": the place after a comparison with itself."""
    if not (w.has(at, "than") and w.any_of(at + 1, "filler", "pronoun", "it-is")):
        return None
    stop = w.skip(at + 2, "is", "filler", most=3)
    told = w.any_of(at + 1, "filler", "it-is") or stop > at + 2 or alone
    return stop if told else None


def _size_word(w: Words, frame: Frame, at: int, step: int) -> int | None:
    """ "huge", "very small": a factor of the size."""
    if not w.has(step, "size-word"):
        return None
    if w.any_of(step + 1, "kind", "any") and not frame.targets:
        return None
    said = Change("size", 1, factor=float(w.value(step, "size-word")))
    frame.done.append(Assignment(None, said, w.span(at, step + 1)))
    return step + 1


def _by(said: Change, amount: Said) -> Change:
    match amount.sort:
        case "percent":
            return said._replace(share=amount.number)
        case "factor" if amount.factor < 1:
            return said._replace(share=amount.factor)  # "by a third"
        case "factor":
            return said._replace(factor=amount.factor)
        case _:
            return said._replace(px=amount.number)


def _times(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "twice as big", "3x the width"."""
    stop = w.skip(said.stop, "like", "det", "possessive", "of")
    if w.has(stop, "more"):
        name, _, sign = w.value(stop, "more").rpartition(" ")
        if stop == said.stop and said.factor < 1 and not w.has(stop, "plain-form"):
            # "a third smaller": a difference
            less = Change(name, 1 if sign == "+" else -1, share=said.factor)
            frame.done.append(Assignment(None, less, w.span(at, stop + 1)))
            return stop + 1
        times = 1 / said.factor if sign == "-" and said.factor > 1 else said.factor
        grown = Change(name, 1, factor=times)
        other = compared(w, frame, at, stop + 1, grown, name)
        if other is not None:
            return other
        return _grown(w, frame, at, stop, None, grown)
    if w.any_of(stop, "property", "dimension"):
        name = w.value(stop, "property") or w.value(stop, "dimension")
        grown = Change(name, 1, factor=said.factor)
        other = compared(w, frame, at, stop + 1, grown, name)
        if other is not None:
            return other
        return _grown(w, frame, at, stop, name, grown)
    return possessed(w, frame, at, w.skip(said.stop, "of"), Change("", 1, factor=said.factor))


def _grown(w: Words, frame: Frame, at: int, stop: int, name: str | None, said: Change) -> int:
    """Note a multiple that is told up to the word at ``stop``: of what waits for it, else as it says."""
    if frame.waiting and not frame.values and not w.has(stop, "property"):
        frame.values.append((said, w.span(at, stop + 1)))  # "a border twice as thick"
    else:
        frame.done.append(Assignment(name, said, w.span(at, stop + 1)))
    return _as_it_is(w, stop + 1)


def _as_it_is(w: Words, at: int) -> int:
    """ "twice as big as it is (now)", "twice the height it has now": the comparison with itself."""
    if w.has(at, "alone"):
        return w.skip(at + 1, "filler")
    after = at + 1 if w.any_of(at, "like", "than") else at
    if w.has(at, "that") and w.has(at + 1, "pronoun") and w.any_of(at + 2, "have", "is"):
        after = at + 1  # "twice the size that it has"
    if w.has(after, "so-far"):
        return w.skip(
            after, "so-far", "have", "is", "filler", most=4
        )  # "it is now", "currently has"
    if not (w.any_of(after, "pronoun", "it-is") or (after > at and w.has(after, "filler"))):
        return at
    stop = w.skip(after, "pronoun", "it-is", "filler", most=2)
    end = w.skip(stop, "is", "auxiliary", "filler", "have", "so-far", most=4)
    # "twice as big as it": the pronoun alone may be another
    return end if end > stop or w.any_of(after, "it-is", "filler") or after > at else at


def _share_of(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "80% of the width of the hero", "50% of the hero's width"."""
    if said.sort != "percent" or not w.has(said.stop, "of"):
        return None
    share = Change("", 1, factor=said.number)
    step = w.after_det(said.stop + 1)
    if w.has(step, "property") and w.has(step + 1, "of"):
        return compared(w, frame, at, step + 1, share, w.value(step, "property"))
    return possessed(w, frame, at, said.stop + 1, share)


def _variant(w: Words, frame: Frame, at: int, step: int, said: Change) -> int | None:
    """ "a darker red", "a lighter shade of blue", "a darker version of the header's colour"."""
    stop = step + 1
    named = w.has(step, "shade-word") and w.is_colour(stop)  # "a stronger red"
    if said.property not in ("lightness", "chroma") and not named:
        return None
    called = w.has(stop, "variant")
    if called:
        stop += 1 + w.has(stop + 1, "of")
    name = frame.waiting[-1] if frame.waiting else None
    source = value(w, w.after_det(stop)) if called else value(w, stop)
    if source is None or source.sort not in ("colour", "token"):
        if not called:
            return None
        take = taken(w, stop)
        if take is None:
            frame.values.append((said, w.span(at, stop)))
            return stop
        source = take
    elif not (called or frame.targets or frame.waiting or frame.full):
        if not w.any_of(source.stop, "in", "purpose"):  # "a stronger red on the button"
            return None  # "a darker red button"
    elif w.any_of(source.stop, "kind", "any"):
        return None
    if frame.waiting:
        frame.drop()
    span = w.span(at, source.stop)
    shade = w.value(step, "shade-word")
    if isinstance(source.value, Literally) and not called:
        frame.done.append(Assignment(name, source, span))  # "darker #5a5a5a": just that
    elif shade and source.sort == "colour" and source.text and not said.degree:
        said_so = source._replace(value=ColourWord(f"{shade} {source.text}"))
        frame.done.append(Assignment(name, said_so, span))
    else:
        frame.done.append(Assignment(name, source, span))
        frame.done.append(Assignment(name, said, span))
    return source.stop


def _difference(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "20% bigger", "4px more padding"."""
    stop = said.stop
    if w.has(stop, "more") and (said.sort == "percent" or not w.has(stop, "dimension")):
        name, _, sign = w.value(stop, "more").rpartition(" ")
        more = _by(Change(name, 1 if sign == "+" else -1), said)
        other = compared(w, frame, at, stop + 1, more, name) if w.has(stop + 1, "than") else None
        if other is not None:
            return other
        if frame.waiting and not frame.values:  # "(the text of the note) 2px bigger"
            frame.values.append((more, w.span(at, stop + 1)))
        else:
            frame.done.append(Assignment(None, more, w.span(at, stop + 1)))
        return stop + 1
    if w.any_of(stop, "plus", "less") and w.has(stop + 1, "property"):
        name = w.value(stop + 1, "property")
        more = _by(Change(name, 1 if w.has(stop, "plus") else -1), said)
        frame.done.append(Assignment(name, more, w.span(at, stop + 2)))
        return stop + 2
    return None


def _shift(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "20px down"."""
    if frame.waiting or not w.has(said.stop, "direction"):
        return None
    sign = _SIGNS.get(w.value(said.stop, "direction"), 0)
    if said.unit == "pt" and sign:  # "the subtitle two points down": what is counted in points
        changed = Change("font size", sign, px=said.number)
        frame.done.append(Assignment("font size", changed, w.span(at, said.stop + 1)))
        return said.stop + 1
    moved = destination(w, said.stop, said)
    if moved is None or not moved.steps:
        return None
    frame.placed.extend(moved.steps)
    return moved.stop


def _dimension(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "3 inches wide", "40px in height"."""
    stop = said.stop
    across = w.value(stop, "dimension") in ("width", "thickness")
    if across and frame.waiting[-1:] == ["border"]:
        frame.values.append((said, w.span(at, stop)))
        return stop + 1  # "a border 4px wide"
    bordered = not frame.waiting and frame.done and frame.done[-1].property == "border"
    if across and bordered and not w.is_separator(at - 1):
        frame.done.append(Assignment("border", said, w.span(at, stop)))
        return stop + 1
    if frame.waiting and frame.values and w.has(stop, "dimension"):
        settle(frame)  # "the colour of the header 180 wide"
    if frame.waiting:
        return None
    if w.has(stop, "dimension"):
        frame.done.append(Assignment(w.value(stop, "dimension"), said, w.span(at, stop + 1)))
        return stop + 1
    if w.has(stop, "in") and w.has(stop + 1, "property"):
        frame.done.append(Assignment(w.value(stop + 1, "property"), said, w.span(at, stop + 2)))
        return stop + 2
    return None


def _area(w: Words, frame: Frame, at: int, said: Said) -> int | None:
    """ "200 by 100", "24 x 24": width and height."""
    stop = said.stop
    if not (w.any_of(stop, "by") or w.mark(stop, "*") or w.is_cross(stop)):
        return None
    other = value(w, stop + 1)
    if other is None or other.sort not in ("number", "px"):
        return None
    if frame.waiting[-1:] == ["size"]:
        frame.drop()
    elif frame.waiting or not (frame.targets or _stands_alone(w, other.stop)):
        return None
    # two measures are a goal, whatever the verb: "shrink it to 40 by 40"
    wide, high = (one._replace(prep="to") for one in _of_one_unit(said, other))
    frame.done.append(Assignment("width", wide, w.span(at, stop)))
    frame.done.append(Assignment("height", high, w.span(stop + 1, other.stop)))
    return other.stop


def _stands_alone(w: Words, at: int) -> bool:
    """ "320 × 214 for each", "320 × 214": whose it is comes later, or was spoken of before."""
    after = at + w.has(at, "quantifier")
    return w.any_of(at, "of", "purpose") or w.is_separator(after) or ends_clause(w, after)


def _of_one_unit(wide: Said, high: Said) -> tuple[Said, Said]:
    """ "4 by 3 inches", "4 inches by 3": a unit that is said once is of both."""
    if bool(wide.unit) == bool(high.unit):
        return wide, high
    unit = wide.unit or high.unit
    wide, high = (one if one.unit else in_unit(one, unit) for one in (wide, high))
    return wide, high
