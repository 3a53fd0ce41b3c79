"""What reading a place depends on besides its words, so that it is read once in each such stance.

A clause is looked at several times: does a scope begin here, a heading, is it a follow-up, is
it what the verb acts on? Each look reads the same descriptions again. A reading that is made
`once` notes what of the stance it has asked for, and what it named; it is made anew
only where one of those is another one.

    C-1  what is read once is what would be read again

May import: select.selectors.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import wraps
from typing import Any, Final, Generic, Literal, NamedTuple, Protocol, TypeVar

from redraft.select.selectors import Selector

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Stance(Generic[_T]):
    """One of a few things that may be so while a clause is read; who asks is noted in ``asked``."""

    def __init__(self, place: int, *choices: _T) -> None:
        self._place, self._choices = place, choices
        self._mask = 3 << place
        self._others = ~self._mask
        self._bits = {choice: k << place for k, choice in enumerate(choices)}

    def __get__(self, stances: Stances, _: type | None = None) -> _T:
        stances.asked |= self._mask
        return self._choices[(stances.stance & self._mask) >> self._place]

    def __set__(self, stances: Stances, choice: _T) -> None:
        stances.stance = stances.stance & self._others | self._bits[choice]


#: the bit of ``asked`` that stands for `Stances.kind_place`
_PLACE: Final = 1 << 16
#: that for whether relations of place may follow, which each reading asks for itself alone
PLACES: Final = 1 << 17
_OUTER: Final = ~PLACES


class Stances:
    """What is so while the words of a command are read, and what has been named so far."""

    #: whether a quote after a description may be its name (not where a text is given)
    quotes_name = Stance(0, True, False)
    #: whether a clause is being read that gives values: a last number is one
    wants_value = Stance(2, False, True)
    #: whether a bare edge that ends a clause is where something goes: "logo top right"
    wants_place = Stance(4, False, True)
    #: whether "for" ends a description: "the header's blue for the title"
    for_ends = Stance(6, False, True)
    #: what the clause that is being read gives to what it names, if it gives anything
    giving: Stance[Literal["", "values", "changes"]] = Stance(8, "", "values", "changes")
    #: whether "with" joins a second thing to the first ("swap the header with the footer")
    with_joins = Stance(10, False, True)
    #: whether the clause may give a text: a quote that ends it may be one ("make the title “Hi”")
    gives_text = Stance(12, True, False)

    #: whether nothing more is asked of what is named: "hide the footer, the header: navy"
    of_object = Stance(14, False, True)

    def __init__(self) -> None:
        #: all that is so, as bits, and the bits that have been asked for
        self.stance = 0
        self.asked = 0
        #: where texts that are given begin: no description goes on there
        self.texts_from = -1
        #: the one screen of several that was spoken of last: what "the slide" is by now
        self.screen: Selector | None = None
        #: how often that has become another one
        self.screens = 0
        #: descriptions by kind and where they end, for "the last one"
        self.named_until: list[int] = []
        self.named: list[Selector] = []
        self.placed: Selector | None = None
        self.readings: dict[tuple[object, ...], list[_Reading]] = {}

    @property
    def kind_place(self) -> Selector | None:
        """Where the last thing named was said to be."""
        self.asked |= _PLACE
        return self.placed

    @kind_place.setter
    def kind_place(self, place: Selector | None) -> None:
        self.placed = place

    def speak_of(self, screen: Selector | None) -> None:
        """Let "the slide" be this one from now on; None: whichever there is."""
        if screen != self.screen:
            self.screen = screen
            self.screens += 1

    def name_kind(self, stop: int, selector: Selector) -> None:
        """Note a description by kind that ends at ``stop``."""
        at = bisect_right(self.named_until, stop)
        if at and self.named_until[at - 1] == stop:
            self.named[at - 1] = selector
        else:
            self.named_until.insert(at, stop)
            self.named.insert(at, selector)

    def forget_kinds(self, after: int) -> None:
        """Forget the kinds that were named behind a place."""
        while self.named_until and self.named_until[-1] > after:
            self.named_until.pop()
            self.named.pop()

    def kind_before(self, i: int) -> Selector | None:
        """The last description by kind that ends before or at ``i``: what "one" stands for there."""
        if not self.named_until:
            return None
        at = bisect_right(self.named_until, i)
        return self.named[at - 1] if at else None

    def kinds_before(self, i: int) -> list[tuple[int, Selector]]:
        """The descriptions by kind that end before or at ``i``, and where, the last one first."""
        size = bisect_right(self.named_until, i)
        return [(self.named_until[k], self.named[k]) for k in range(size - 1, -1, -1)]


class _Reading(NamedTuple):
    """What came of reading a place, and what that hung on."""

    #: the bits of the stance that were asked for, and what they were
    asked: int
    stance: int
    before: Selector | None
    place: Selector | None
    found: Any
    #: what was named in reading it, and where that was said to be
    stops: list[int]
    named: list[Selector]
    then_place: Selector | None


class Read(Protocol[_T_co]):
    """Reads something at a place."""

    def __call__(self, w: Any, i: int, *, places: bool = True, depth: int = 0) -> _T_co: ...


def once(read: Read[_T_co], *, places_matter: bool = True) -> Read[_T_co]:
    """Let what stands at a place be read once in each stance; what it names is named again.

    A reading that has not asked whether relations of place may follow it (`PLACES`) holds for
    both answers, and is noted for the other one when that is asked for.
    """

    @wraps(read)
    def reading(w: Any, i: int, *, places: bool = True, depth: int = 0) -> _T_co:
        until = w.named_until
        before = None
        if until:
            if until[-1] > i:
                w.forget_kinds(i)
            before = w.named[-1] if until else None
        place, stance, all_made = w.placed, w.stance, w.readings
        key = (read, i, places, depth, w.texts_from, w.screens)
        readings = all_made.get(key)
        known: _T_co
        if readings is None:
            readings = all_made[key] = []
        else:
            for made in readings:
                asked, was, named_before, where, known, _, _, _ = made
                if (
                    was == stance & asked
                    and named_before is before
                    and (where is place or not asked & _PLACE)
                ):
                    _again(w, made)
                    return known
        others = all_made.get((*key[:2], not places, *key[3:])) if places_matter else None
        if others is not None:
            for made in others:
                if not made.asked & PLACES and _holds(made, stance, before, place):
                    readings.append(made)
                    _again(w, made)
                    known = made.found
                    return known
        outer, w.asked = w.asked, 0
        size = len(until)
        found = read(w, i, places=places, depth=depth)
        asked = w.asked
        stops, named = w.named_until[size:], w.named[size:]
        made = (asked, stance & asked, before, place, found, stops, named, w.placed)
        readings.append(tuple.__new__(_Reading, made))
        w.asked = outer | asked & _OUTER
        return found

    return reading


def _holds(made: _Reading, stance: int, before: Selector | None, place: Selector | None) -> bool:
    """Whether what a reading has asked for is as it was."""
    asked = made.asked
    return (
        made.stance == stance & asked
        and made.before is before
        and (made.place is place or not asked & _PLACE)
    )


def _again(w: Any, made: _Reading) -> None:
    """Name once more what a reading has named."""
    w.asked |= made.asked & _OUTER
    if made.stops:
        w.named_until += made.stops
        w.named += made.named
    w.placed = made.then_place
