"""An edge that stays where it is while something is resized: “growing to the left”, “right edge stays”.

    L-1  a few words are looked at

May import: decompose.edges, decompose.sorts, decompose.values, decompose.words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.edges import edge_phrase
from redraft.decompose.sorts import gate
from redraft.decompose.values import value
from redraft.decompose.words import Words

#: what such a clause cannot do without
_HELD: Final = gate("growing", "stays", "alone", "without", "edge", "keyword")
#: the line that stays where something grows to one side
_AGAINST: Final = {"left": "right", "right": "left", "up": "bottom", "down": "top"}


class Held(NamedTuple):
    """The lines that stay, where on the screen they are if that is told, and the end of the words."""

    lines: tuple[str, ...]
    at: float | None
    stop: int
    #: it may be of what is not resized, too: it is flush there as it was
    loose: bool = False


def held(w: Words, at: int) -> Held | None:
    """Read at ``at`` which line of what is resized stays."""
    if not w.heard & _HELD:
        return None
    if w.has(at, "growing"):
        step = w.skip(at + 1, "to", "filler", unless=("direction",), most=2)
        way = w.value(step, "direction")
        return Held((_AGAINST[way],), None, step + 1) if way in _AGAINST else None
    begun = w.skip(at, "reason", "with", "but", "and", unless=("without",), most=2)
    keeps = w.value(begun, "verb") == "keep" or w.has(begun, "without")
    begun += keeps
    if keeps and w.has(begun, "pronoun") and w.any_of(begun + 1, "to", "in"):
        begun += 2  # "keep it flush with the right margin"
    elif keeps and w.has(begun, "pronoun") and (flush := _flush(w, begun + 1)) is not None:
        return flush
    step = w.skip(begun, "det", "possessive", "reason", unless=("edge",), most=2)
    edges = edge_phrase(w, step) if w.any_of(step, "edge", "direction") else None
    if edges is None or edges.anchor_stop is not None:
        return None
    lines = ("center", "middle") if edges.lines == ("center",) else edges.lines
    stop = edges.stop
    said = value(w, stop + 1) if keeps and w.has(stop, "to") else None
    if said is not None and said.sort in ("px", "number"):
        return Held(lines, said.number, said.stop)
    stays = stop
    while w.any_of(stays, "stays", "alone", "filler") and stays < stop + _STAYS_MAX:
        stays += 1
    if stays == stop and not (keeps and (edges.side or step > begun)):
        return None
    closed = stays >= w.size or w.is_separator(stays) or not w.is_word(stays)
    return Held(lines, None, stays) if closed else None


def _flush(w: Words, at: int) -> Held | None:
    """ "(keep it) flush right", "right-aligned": the edge on that side stays."""
    name, _, side = w.value(at, "keyword").partition(" = ")
    closed = at + 1 >= w.size or w.is_separator(at + 1) or not w.is_word(at + 1)
    sided = name == "text alignment" and side in ("left", "right")
    return Held((side,), None, at + 1, loose=True) if sided and closed else None


#: words for that it stays: "should stay exactly where it is"
_STAYS_MAX: Final = 4
