"""Properties and values of a frame, paired in the order in which they were said.

May import: decompose, plan.steps, document.lengths.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.exactly import meant_by
from redraft.decompose.records import Record
from redraft.decompose.values import Said
from redraft.decompose.words import Span, Words
from redraft.document.lengths import to_px
from redraft.plan.steps import Literally


def settle(frame: Frame) -> None:
    """Pair the properties that wait with the values that were said."""
    names, values = frame.waiting, frame.values
    if not values:
        return
    if not names:
        for v, s in values:
            further(frame, v, s)
    elif names == ["position"] and len(values) >= 2:
        frame.done.append(Assignment("x", values[0][0], values[0][1]))
        frame.done.append(Assignment("y", values[1][0], values[1][1]))
        frame.done.extend(Assignment(None, v, s) for v, s in values[2:])
    elif (
        names == ["size"]
        and len(values) == 2
        and all(isinstance(v, Said) and v.sort in ("px", "number") for v, _ in values)
    ):
        frame.done.append(Assignment("width", values[0][0], values[0][1]))
        frame.done.append(Assignment("height", values[1][0], values[1][1]))
    elif len(values) == 1 or _only_first_is_taken_over(values):
        frame.done.extend(Assignment(n, values[0][0], values[0][1]) for n in names)
        for v, s in values[1:]:
            further(frame, v, s)
    elif len(names) == len(values):
        shared = _share_units([v for v, _ in values])
        frame.done.extend(
            Assignment(n, v, s) for n, v, (_, s) in zip(names, shared, values, strict=True)
        )
    elif len(names) == 1:
        first, *others = values
        if frame.respectively or (
            len(frame.targets) == len(values) and all(isinstance(v, Said) for v, _ in values)
        ):
            shared = _share_units([v for v, _ in values])
            frame.done.extend(
                Assignment(names[0], v, s) for v, (_, s) in zip(shared, values, strict=True)
            )
            frame.respectively = True
        else:
            frame.done.append(Assignment(names[0], first[0], first[1]))
            for v, s in others:
                if isinstance(first[0], Change):
                    further(frame, v, s)  # "corners rounder: 20"
                    continue
                name = _of_border(names[0], first[0], v) or _again(names[0], first[0], v)
                frame.done.append(Assignment(name, v, s))
    else:
        for k, (v, s) in enumerate(values):
            frame.done.append(Assignment(names[min(k, len(names) - 1)], v, s))
    frame.waiting, frame.values, frame.waiting_spans = [], [], []
    frame.group = 0


def _only_first_is_taken_over(values: list[tuple[Said | Change, Span]]) -> bool:
    """ "(the same fill and text colour) as the header, no border": all that was named is as there."""
    taken = [isinstance(v, Said) and v.sort == "like" for v, _ in values]
    return taken[0] and not any(taken[1:])


class Told(Record, frozen=True):
    """How much of a frame had been said at a place: its values that wait, and what is done."""

    values: list[tuple[Said | Change, Span]]
    waiting: int
    last: tuple[Said | Change, Span] | None
    done: int

    @classmethod
    def of(cls, frame: Frame) -> Told:
        """What has been said so far."""
        last = frame.values[-1] if frame.values else None
        return cls(frame.values, len(frame.values), last, len(frame.done))

    def keep_order(self, frame: Frame) -> None:
        """Let values that waited stand before what was done since: "2px border red, half opaque"."""
        kept = frame.values is self.values and len(self.values) >= self.waiting > 0
        if not kept or frame.waiting or len(frame.done) == self.done:
            return
        if self.values[self.waiting - 1] is not self.last:
            return
        later, since = frame.done[self.done :], self.values[self.waiting :]
        del frame.done[self.done :], self.values[self.waiting :]
        settle(frame)
        frame.done.extend(later)
        frame.values = since


def further(frame: Frame, said: Said | Change, span: Span) -> None:
    """A value after others: what the last lacks yet, what it comes to, or one of its own."""
    last = frame.done[-1] if frame.done else None
    goal = (
        last is not None
        and last.property is not None
        and isinstance(last.value, Change)
        and last.value.property not in _TINTS
        and isinstance(said, Said)
        and said.sort in _LENGTHS
    )
    if last is not None and (by := _by_so_much(last, said)) is not None:
        frame.done[-1] = by
    elif last is not None and _is_exact_colour(last, said):
        # "a stronger fill, #E34935", "darker, #333333"
        frame.done[-1] = Assignment(last.property, said, span)
    elif last is not None and last.property is not None and _of_likeness(last, said):
        frame.done.append(Assignment(last.property, said, span))
    elif last is not None and goal:
        # "more letter spacing, 2px"
        frame.done[-1] = Assignment(last.property, _toward(last, said), span)
    elif last is not None and (measure := _measured_by(last, said)) is not None:
        # "taller, 56", "bigger, like 40"
        frame.done[-1] = Assignment(measure or None, _toward(last, said), span)
    elif last is not None and _exactly(last, said):
        # "rounded, 10px"
        frame.done[-1] = Assignment(last.value.property, said, span)
    elif last is not None and _is_weight(last, said):
        frame.done.append(Assignment("font weight", said, span))
    else:
        frame.done.append(Assignment(_of_last(frame, said), said, span))


def towards(grown: Change, said: Said) -> Said:
    """A value behind a comparative; a length may be what that comes to, or by how much."""
    told = said.prep not in ("", "namely") or said.sort not in _LENGTHS
    if told or not grown.is_open() or grown.property in _TINTS:
        return said
    return said._replace(toward=1 if grown.sign > 0 else -1)


def _toward(last: Assignment, said: Said | Change) -> Said | Change:
    both = isinstance(last.value, Change) and isinstance(said, Said)
    return towards(last.value, said) if both else said  # type: ignore[arg-type]


def measured_exactly(w: Words, done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """What is asked, but for a change that a value behind it says exactly: "wider, width 440"."""
    if not any(isinstance(a.value, Change) for a in done):
        return done
    return tuple(
        a
        for k, a in enumerate(done)
        if not any(_says_exactly(w, a, b) for b in done[k + 1 : k + 1 + _BEHIND_MAX])
    )


def _says_exactly(w: Words, asked: Assignment, later: Assignment) -> bool:
    """Whether a value tells what a change comes to that leaves open by how much."""
    grown, said = asked.value, later.value
    if not isinstance(grown, Change) or not isinstance(said, Said) or said.prep == "by":
        return False
    if not grown.is_open():
        return False
    measure = asked.property or grown.property
    told = later.property or said.property or ("font size" if said.sort in _LENGTHS else "")
    if said.sort not in _LENGTHS and not (said.sort == "keyword" and told == "font weight"):
        return False
    between = w.quote((asked.span[1], later.span[0]))
    joined = any("and" in (w.lexicon.meaning(word) or {}) for word in between.lower().split()[:4])
    return not joined and (told == measure or told in _MEASURED_BY.get(measure, ()))


#: so many values behind a change are looked at
_BEHIND_MAX: Final = 3
#: what a change of a measure may be told exactly by
_MEASURED_BY: Final = {
    "size": ("font size", "width", "height"),
    "thickness": ("border width", "font weight"),
}


def _is_exact_colour(last: Assignment, said: Said | Change) -> bool:
    """Whether a colour says what a change of one comes to."""
    grown = last.value
    if not isinstance(grown, Change) or not isinstance(said, Said) or said.sort not in _COLOURS:
        return False
    return grown.property in _TINTS if last.property is None else last.property in _COLOURED


def _by_so_much(last: Assignment, said: Said | Change) -> Assignment | None:
    """ "(bigger text in the note) by 2px": how much that is."""
    grown = last.value
    if not (isinstance(grown, Change) and isinstance(said, Said)):
        return None
    if not grown.is_open():
        return None
    if said.sort == "percent" and said.prep != "by":
        return _by_share(last, grown, said)
    if said.prep != "by":
        return None
    match said.sort:
        case "px" | "number":
            return last._replace(value=grown._replace(px=said.number))
        case "percent":
            return last._replace(value=grown._replace(share=said.number))
        case _:
            return None


def _by_share(last: Assignment, grown: Change, said: Said) -> Assignment | None:
    """ "bigger, 20%": by so much, or to so much of what it is; "fainter, 40%": what it comes to."""
    measure = last.property or grown.property
    if measure == "opacity":
        return Assignment(measure, said, last.span)
    if said.number > 1:
        return last._replace(value=grown._replace(sign=1, factor=said.number))
    if grown.sign < 0 and said.prep == "to":
        return last._replace(value=grown._replace(sign=1, factor=said.number))
    return last._replace(value=grown._replace(share=said.number))


def _measured_by(last: Assignment, said: Said | Change) -> str | None:
    """What a length behind a bare comparative measures: "" for what that leaves open ("bigger, 40")."""
    grown = last.value
    if last.property is not None or not isinstance(grown, Change) or not isinstance(said, Said):
        return None
    if grown.property == "font weight" and said.number in _WEIGHTS:
        return grown.property
    if not grown.is_open() or said.sort not in _LENGTHS or grown.property not in _MEASURES:
        return None
    if _is_weight(last, said):
        return None
    return "" if grown.property == "size" else grown.property


def _exactly(last: Assignment, said: Said | Change) -> bool:
    """Whether a length says exactly how round or thick what was called so is to be."""
    called = last.value
    if not (isinstance(called, Said) and isinstance(said, Said) and said.sort in _LENGTHS):
        return False
    literal = called.value.value if isinstance(called.value, Literally) else None
    rounded = called.sort == "keyword" and called.property in ("border radius", "border width")
    return rounded and last.property is None and meant_by(literal, said.number)


def _is_weight(last: Assignment, said: Said | Change) -> bool:
    """ "bigger and 600", "13px and 600": how heavy a text is, behind its size."""
    if not isinstance(said, Said) or said.sort != "number" or said.number not in _WEIGHTS:
        return False
    if isinstance(last.value, Change):
        return last.property is None and last.value.property in ("size", "font size")
    sized = last.value.sort == "px" and last.value.number < _WEIGHTS.start
    return sized and last.property in (None, "font size")


def _of_likeness(last: Assignment, said: Said | Change) -> bool:
    """ "the button's radius but half", "the same width as the card but bigger": of what was taken."""
    if not (isinstance(last.value, Said) and last.value.sort == "like"):
        return False
    if isinstance(said, Change):
        return said.property in ("", "size")
    return said.sort == "factor"


def _of_border(name: str, first: Said | Change, said: Said | Change) -> str | None:
    """ "border 3px solid black", "border dashed 2px": its own, whatever stands between."""
    if not (name in _BORDERS and isinstance(first, Said) and isinstance(said, Said)):
        return None
    width = said.sort in _LENGTHS and first.sort not in _LENGTHS
    return "border" if width or said.sort in _COLOURS else None


def _again(name: str, first: Said | Change, said: Said | Change) -> str | None:
    """A second length after a property that takes one is the same property's: a contradiction."""
    if not (isinstance(first, Said) and isinstance(said, Said)):
        return None
    both = first.sort in _LENGTHS and said.sort in _LENGTHS
    if name == "font weight" and said.sort == "px":
        return None  # "weight 600, 38px"
    return name if both and name not in _BORDERS else None


def _of_last(frame: Frame, said: Said | Change) -> str | None:
    """ "a red border, 3px", "their borders 2px and slate": what a border lacks yet is the border's."""
    if not isinstance(said, Said):
        return None
    sorts: list[str] = []
    for assignment in reversed(frame.done):
        told = assignment.property
        if told is None and isinstance(assignment.value, Said):
            told = assignment.value.property  # "three pixels thick"
        if told not in _BORDERS:
            break
        # "a thicker border": of its width, not of its colour
        sorts.append(assignment.value.sort if isinstance(assignment.value, Said) else "changed")
    if not sorts or "none" in sorts:
        return None
    kinds = _LENGTHS if said.sort in _LENGTHS else _COLOURS
    lacking = said.sort in kinds and not any(sort in kinds for sort in sorts)
    return "border" if lacking else None


_BORDERS: Final = ("border", "border width", "border style", "border colour")
_LENGTHS: Final = ("px", "number")
_COLOURS: Final = ("colour", "token")
#: properties that have one
_COLOURED: Final = (
    "colour",
    "background",
    "text colour",
    "border colour",
    "edge colour",
    "own colour",
)
_WEIGHTS: Final = range(100, 1000, 100)
_MEASURES: Final = ("size", "width", "height", "border radius", "font size")
#: what a change of a colour changes, which no length comes to
_TINTS: Final = ("lightness", "chroma")


def alike(before: Said | Change, said: Said | Change) -> bool:
    """Whether two values may be values of one property, one after the other."""
    lengths = ("px", "number", "percent")
    if isinstance(before, Change) or isinstance(said, Change):
        return False
    return before.sort == said.sort or (before.sort in lengths and said.sort in lengths)


def _share_units(values: list[Said | Change]) -> list[Said | Change]:
    """ "4 and 3 cm": numbers without a unit take the unit of a later one."""
    unit = ""
    shared: list[Said | Change] = []
    for said in reversed(values):
        if isinstance(said, Said):
            if said.sort == "px" and said.unit:
                unit = said.unit
            elif said.sort == "number" and unit:
                shared.append(in_unit(said, unit))
                continue
        shared.append(said)
    return shared[::-1]


def in_unit(said: Said, unit: str) -> Said:
    """A bare number as a length in a unit that was said with another."""
    px = to_px(said.number, unit)
    if px is None:
        return said
    return Said("px", said.stop, Literally(int(px) if px == int(px) else px), px, unit=unit)
