"""Gradients: "from blue via teal to white", "red 10%, blue 80%, left to right", "at 45 degrees".

    a direction may be said before the colours or after them

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.values import Said, colour_at, value
from redraft.decompose.words import Words
from redraft.plan.steps import ColourWord, Gradient, Literally, TokenValue

#: colours that a gradient may have
STOPS_MAX: Final = 8
#: where a gradient leads that nobody gave a direction
DOWN: Final = "to bottom"
_EDGES: Final = {"up": "top", "down": "bottom"}
_ACROSS: Final = ("left", "right")


class _Stop(NamedTuple):
    """A colour of a gradient, where it is in percent, and where its words end."""

    colour: Literally | ColourWord | TokenValue
    place: float | None
    stop: int


def gradient(w: Words, i: int) -> Said | None:
    """Read "from blue to purple", "blue to purple" after the word gradient, with a direction."""
    at = i
    while w.mark(at, ":(") or w.any_of(at, "from", "of", "with"):
        at += 1
    before = direction(w, at)
    if before is not None:
        at = before[1]
    while w.mark(at, ",(") or w.any_of(at, "from", "of", "with", "comma"):
        at += 1
    stops: list[_Stop] = []
    while len(stops) < STOPS_MAX:
        read = _stop(w, at)
        if read is None:
            break
        stops.append(read)
        at = read.stop
        step = _between(w, at)
        if step == at or _stop(w, step) is None:
            break
        at = step
    if len(stops) < 2:
        return None
    led, at = _direction_after(w, at, before[0] if before else "")
    if w.mark(at, ")"):
        at += 1
    places = tuple(s.place for s in stops)
    said = Gradient(
        tuple(s.colour for s in stops),
        led or DOWN,
        places if any(p is not None for p in places) else (),
    )
    return Said("gradient", at, said, property="gradient")


def called_so(w: Words, i: int) -> Said | None:
    """Read "purple to pink gradient", with a direction after the word."""
    made = gradient(w, i)
    if made is None or w.value(made.stop, "property") != "gradient":
        return None
    assert isinstance(made.value, Gradient)
    led, stop = _direction_after(w, made.stop + 1, "")
    said = structs.replace(made.value, direction=led or made.value.direction)
    return made._replace(stop=stop, value=said)


def _between(w: Words, at: int) -> int:
    """The place after what joins two colours."""
    while w.any_of(at, "to", "and", "comma", "via", "then") or w.mark(at, ",→>-–"):
        at += 1
    return at


def _direction_after(w: Words, at: int, before: str) -> tuple[str, int]:
    """A direction after the colours, where none was said before them."""
    step = at
    while w.mark(step, ",(") or w.any_of(step, "comma", "filler"):
        step += 1
    after = None if before else direction(w, step)
    return (before, at) if after is None else after


def _stop(w: Words, at: int) -> _Stop | None:
    """ "red", "the accent colour", "#fff 20%"."""
    at = w.skip(at, "det", unless=("token",), most=1)
    if at >= w.size:
        return None
    said = colour_at(w, at)
    if said is None and w.has(at, "token"):
        said = Said("token", at + 1, TokenValue(w.value(at, "token")))
    if said is None or not isinstance(said.value, (Literally, ColourWord, TokenValue)):
        return None
    after = said.stop + w.any_of(said.stop, "in", "to")
    place = value(w, after) if w.kind(after) == "number" else None
    if place is not None and place.sort == "percent":
        return _Stop(said.value, round(place.number * 100, 2), place.stop)
    return _Stop(said.value, None, said.stop)


def direction(w: Words, i: int) -> tuple[str, int] | None:
    """A gradient's direction: "to the right", "from left to right", "at 45 degrees", "diagonally"."""
    at = w.skip(i, "in", "to", "det", unless=("direction", "edge", "gradient-direction"), most=2)
    if w.has(at, "gradient-direction"):
        return w.value(at, "gradient-direction"), at + 1
    if w.kind(at) == "number":
        said = value(w, at)
        return (
            None if said is None or said.sort != "degrees" else (f"{said.number:g}deg", said.stop)
        )
    start = i + w.has(i, "from")
    first = _side(w, start)
    # "left to" and "to right" are one item each
    if first is not None and w.any_of(first[1] - 1, "relation"):
        second = _side(w, first[1])
        return None if second is None else (f"to {_corner(second[0], first[0])}", second[1])
    if first is not None and w.any_of(first[1], "to", "direction"):
        second = _side(w, first[1] if w.has(first[1], "direction") else first[1] + 1)
        if second is not None:
            return f"to {_corner(second[0], first[0])}", second[1]
    if w.any_of(i, "to", "direction"):
        goal = _side(w, i if w.has(i, "direction") else i + 1)
        if goal is not None:
            return f"to {_corner(goal[0])}", goal[1]
    return None


def _corner(lines: tuple[str, ...], start: tuple[str, ...] = ()) -> str:
    """Lines as CSS says them, the vertical one first; only what differs from the start."""
    kept = [line for line in lines if line not in start]
    return " ".join(sorted(kept, key=lambda line: line in _ACROSS)) or lines[0]


def _side(w: Words, i: int) -> tuple[tuple[str, ...], int] | None:
    """ "the right", "top left": lines and where they end."""
    at = w.after_det(i)
    lines: list[str] = []
    while len(lines) < 2:
        name = w.value(at, "direction") or w.value(at, "edge") or w.value(at, "relation")
        name = _EDGES.get(name, name)
        if name not in ("left", "right", "top", "bottom") or name in lines:
            break
        if lines and w.value(at, "direction") and w.items[at].words > 1:
            break
        lines.append(name)
        at += 1
        if w.has(at - 1, "relation"):
            return tuple(lines), at
    if not lines:
        return None
    return tuple(lines), at + w.has(at, "edge-noun")
