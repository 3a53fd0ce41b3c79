"""Phrases that name components, as people say them of a screen that they look at.

Two readings. The strict one takes the words as a command's noun phrase, all of them or
none. The loose one is for whoever only points ("click on the icon left to make offer"):
relations, places and ordinals split it from left to right, everything else is a name as
it was read off the screen, and a wrong word in it does no harm.

    L-1  the strict reading visits every item a bounded number of times, the loose one
         the first `_ITEMS_MAX` only

May import: decompose's lexicon, nouns, sides, tokens and words, language, select.selectors
and select.words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from redraft.decompose.edges import counted
from redraft.decompose.lexicon import Lexicon, for_pointing, load
from redraft.decompose.nouns import nouns
from redraft.decompose.sides import (
    SIDED,
    Said,
    Side,
    after_screen,
    edges_only,
    is_screen,
    line_at,
    side_at,
)
from redraft.decompose.tokens import scan
from redraft.decompose.words import Words
from redraft.language import remembered
from redraft.select.selectors import (
    Either,
    Everything,
    Look,
    Named,
    Pick,
    Selector,
    Union,
    Where,
)
from redraft.select.words import conventions, pictograms, split

#: relations in one phrase that are followed; what comes after is a name
_DEPTH_MAX: Final = 4
#: a phrase that names one thing is no longer; what is behind it is not read (L-1)
_ITEMS_MAX: Final = 80
#: the name of a picture is no longer, in items
_PICTURE_MAX: Final = 4
#: more items than this name nothing strictly either
_STRICT_MAX: Final = 240
#: words that lead to a place, and are a part of a name only where none follows
_SMALL: Final = frozenset({"in", "to", "of", "det", "from", "is", "and", "filler", "nearby"})


def read_phrase(phrase: str) -> Selector:
    """Read words that name components, "the red buttons in the footer", into a selector.

    >>> read_phrase("the third button").places
    (3,)
    """
    w = _words(phrase, load())
    at = 0
    while (
        w.any_of(at, "verb", "filler", "in", "wish")
        and w.value(at, "verb") in ("pick", "go", "")
        and at + 1 < w.size
    ):
        at += 1
    found = nouns(w, at) if w.size <= _STRICT_MAX else None
    if found is not None and not any(w.is_word(k) for k in range(found.stop, w.size)):
        return found.selector
    rest = tuple(_names(w, at, w.size))
    return Named(rest, (), rest[-1] if rest else "", None, "any", (0, len(phrase)))


def read_loosely(phrase: str) -> Selector:
    """Read a phrase by which somebody points at one component; every phrase has such a reading.

    >>> read_loosely("click on the icon below check out the community").options[0].relation
    'below'
    >>> read_loosely("the text make an offer").words
    ('text', 'make', 'an', 'offer')
    """
    lexicon = for_pointing()
    w = Words(phrase, lexicon.items(scan(phrase))[:_ITEMS_MAX], lexicon)
    return _described(w, _after_request(w), w.size, 0)


def _words(phrase: str, lexicon: Lexicon) -> Words:
    return Words(phrase, lexicon.items(scan(phrase)), lexicon)


def _names(w: Words, start: int, stop: int) -> list[str]:
    """The words from ``start`` up to ``stop``, without marks."""
    return [
        w.said(k)
        for k in range(start, stop)
        if w.is_word(k) or w.kind(k) in ("number", "quote", "colour")
    ]


def _after_request(w: Words) -> int:
    """The place after "please click on the", where something is left to name then."""
    at = 0
    asked = False
    while at + 1 < w.size:
        polite = w.has(at, "filler") or w.has(at, "wish")
        if w.mark(at, ",.:;-") or (polite and not (asked and w.has(at + 1, "kind"))):
            # "click on the help icon" is not asking for help
            at += 1
        elif not asked and (w.has(at, "request") or w.value(at, "verb") in ("pick", "go")):
            at += 1
            asked = True
            while at + 1 < w.size and w.any_of(at, "in", "to") and not w.has(at, "relation"):
                at += 1
        else:
            break
    return at


class _Base:
    """What is said of the thing itself, before the first relation."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.kinds: list[tuple[str, tuple[str, ...], bool]] = []
        self.ordinals: list[int] = []
        self.counted_from = ""
        self.lines: list[tuple[str, int]] = []
        self.edges: list[str] = []
        self.hints: list[str] = []
        self.hinted: list[str] = []
        self.colours: list[str] = []
        self.begun = False
        #: small words at the end of the words so far
        self.loose = 0
        #: "from" was said before a side
        self.counting = False
        self.span = (0, 0)

    def add(self, word: str, *, small: bool = False) -> None:
        """Another word of the name."""
        self.words.append(word)
        self.loose = self.loose + 1 if small else 0

    def call(self, w: Words, at: int) -> None:
        """Another word of the name, whatever else it may mean."""
        item = w.items[at]
        if "kind" in item.means:
            # of two kinds the later is the one that who points means
            kind = item.means.get("kind/2", item.means["kind"])
            self.kinds.append((item.text, tuple(kind.split()), item.plural))
        self.add(item.text)
        self.begun = True

    def said(self) -> Said:
        """What a side that follows is read by."""
        return Said(self.begun, bool(self.kinds), bool(self.ordinals), self.counting)

    def take(self, side: Side) -> None:
        """Note what a side says of the thing itself."""
        self.trim()
        self.edges += side.edges
        self.hints += side.hints
        self.hinted += side.said
        self.counted_from = side.counted_from or self.counted_from
        if side.line is not None:
            self.lines.append(side.line)

    def trim(self) -> None:
        """Forget the small words that led to a relation: "(the icon) to the immediate (left of)"."""
        if self.loose:
            del self.words[-self.loose :]
            self.loose = 0


def _described(w: Words, start: int, stop: int, depth: int) -> Selector:
    """One description with all that follows it, up to ``stop``."""
    base = _Base()
    at = start
    base.span = w.span(start, stop)
    relation = ""
    anchor: Selector | None = None
    while at < stop:
        shown = _picture(w, at, stop)
        if shown > at:
            for k in range(at, shown - 1):
                base.add(w.said(k))
            base.call(w, shown - 1)
            at = shown
            continue
        if w.has(at, "ordinal") and not _part_of_name(w, at, stop):
            at = _ordinal(w, at, stop, base)
            continue
        split = _relation(w, at, stop, begun=base.begun) if depth < _DEPTH_MAX else None
        if split is not None:
            relation, anchor_at = split
            anchor = _anchor(w, relation, anchor_at, stop, depth)
            if anchor is not None and not isinstance(anchor, Everything):
                base.trim()
                break
            anchor = None
        side = side_at(w, at, stop, base.said())
        if side is not None:
            base.take(side)
            at, relation = side.stop, side.relation
            if relation:
                anchor = _described(w, at, stop, depth + 1)
                break
            continue
        if _before_line(w, at, stop):
            at += 1
            continue
        if depth < _DEPTH_MAX and _starts_container(w, at, stop, base):
            relation = "inside"
            anchor = _described(w, at + 1, stop, depth + 1)
            base.trim()
            break
        if depth < _DEPTH_MAX and _starts_owner(w, at, stop, base):
            owner = _described(w, at + 1, stop, depth + 1)
            base.trim()
            of_it = _related(_selector(base), "beside", owner)
            return Either((_named(base, [*base.words, *_names(w, at, stop)]), of_it))
        at = _plain(w, at, stop, base)
    selector = _selector(base)
    if anchor is None:
        return selector
    placed = _related(selector, relation, anchor)
    # the whole may be what a component says: "sign in below", "one on one"
    whole = " ".join(_names(w, start, stop))
    return Either((placed, Named((), (), "", whole, "one", base.span)))


def _related(selector: Selector, relation: str, anchor: Selector) -> Selector:
    if isinstance(selector, Pick):
        return Pick(
            _related(selector.base, relation, anchor),
            selector.places,
            order=selector.order,
            rows=selector.rows,
        )
    return Where(selector, relation, anchor, "one")


def _anchor(w: Words, relation: str, at: int, stop: int, depth: int) -> Selector | None:
    if at >= stop:
        return None
    if relation == "between":
        middle = next((k for k in range(at + 1, stop - 1) if w.any_of(k, "and", "to")), None)
        if middle is not None:
            first = _described(w, at, middle, depth + 1)
            return Union((first, _described(w, middle + 1, stop, depth + 1)))
        return _described(w, at, stop, depth + 1)
    return _described(w, at, stop, depth + 1)


def _relation(w: Words, at: int, stop: int, *, begun: bool) -> tuple[str, int] | None:
    """ "below", "which is to the left of": the relation and where its anchor starts."""
    if w.has(at, "between"):
        return "between", at + 1
    if not w.has(at, "relation"):
        return None
    relation = w.value(at, "relation")
    after = at + 1
    while after < stop and (w.any_of(after, "of", "to", "det", "is") or w.mark(after, ",")):
        after += 1
    if after >= stop:
        return None
    if is_screen(w, after, stop):
        return None
    if relation in SIDED and (w.has(after, "edge-noun") or edges_only(w, after, stop)):
        return None
    if relation in SIDED and not begun and w.has(at, "edge"):
        # "left side second image"
        return None
    return relation, after


def _ordinal(w: Words, at: int, stop: int, base: _Base) -> int:
    """ "third", "second row", "last but one"."""
    place = int(w.value(at, "ordinal"))
    after = at + 1
    line = line_at(w, after)
    if line and after < stop:
        base.lines.append((line, place))
        return after + 1
    base.ordinals.append(place)
    return after


def _part_of_name(w: Words, at: int, stop: int) -> bool:
    """An ordinal at the very end that nothing follows, or behind words: "my first"."""
    return at + 1 >= stop and at > 0 and w.items[at - 1].means == {}


def _picture(w: Words, at: int, stop: int) -> int:
    """Where the name of a picture that starts here ends: "thumbs up", "down arrow"; ``at`` if none does."""
    known = _pictures()
    words: list[str] = []
    end = at
    for k in range(at, min(stop, at + _PICTURE_MAX)):
        words += split(w.said(k))
        if k > at and tuple(words) in known:
            end = k + 1
    return end


@remembered()
def _pictures() -> frozenset[tuple[str, ...]]:
    return frozenset(name for name in (*conventions(), *pictograms()) if len(name) > 1)


def _starts_owner(w: Words, at: int, stop: int, base: _Base) -> bool:
    """ "(the heart icon) of roses": a kind, and the name of what it belongs to."""
    if not (w.has(at, "of") and base.kinds and at + 1 < stop and w.items[at].words == 1):
        return False
    return w.has(at - 1, "kind") and not is_screen(w, at, stop)


def _before_line(w: Words, at: int, stop: int) -> bool:
    """The "in the" of "in the second row": rows and columns count what is named, wherever they stand."""
    if not w.any_of(at, "in", "of", "from"):
        return False
    after = at + 1
    while after < stop and w.any_of(after, "det", "in"):
        after += 1
    return after + 1 < stop and w.has(after, "ordinal") and line_at(w, after + 1) != ""


def _starts_container(w: Words, at: int, stop: int, base: _Base) -> bool:
    """ "in the search bar", "of the second block": a container that is said by its kind or place."""
    if not base.begun or at + 1 >= stop:
        return False
    if not w.any_of(at, "in", "of", "inside"):
        return False
    if is_screen(w, at, stop):
        return False
    after = at + 1
    while after < stop and w.has(after, "det"):
        after += 1
    if w.any_of(after, "relation", "between"):
        return False
    if (
        w.has(at, "in")
        and not base.kinds
        and w.items[at].words == 1
        and w.any_of(after, "kind", "any")
    ):
        # "sign in button"
        return False
    said_so = w.has(at - 1, "that") or w.has(at, "inside")
    if w.has(at, "of"):
        return any(w.has(k, "ordinal") for k in range(at + 1, min(at + 4, stop)))
    return said_so or any(w.any_of(k, "kind", "ordinal", "part") for k in range(at + 1, stop))


def _plain(w: Words, at: int, stop: int, base: _Base) -> int:
    """A word of the name itself, or one that tells nothing."""
    item = w.items[at]
    token = item.token.kind
    if token == "mark":
        return at + 1
    means = item.means
    if token == "word" and w.is_colour(at) and "kind" not in means:
        base.colours.append(item.text)
    if w.any_of(at, "in", "of", "to") and is_screen(w, at, stop):
        return after_screen(w, at, stop)
    if token in ("quote", "number", "colour") or not means:
        base.call(w, at)
        return at + 1
    if "screen" in means and at + 1 >= stop and base.begun and "kind" not in means:
        return at + 1
    if "any" in means and not ("one" in means and base.words and w.is_word(at + 1)):
        base.begun = True
        return at + 1
    if "kind" in means:
        base.call(w, at)
        return at + 1
    if ("that" in means or "aside" in means or "says" in means) and base.begun:
        return at + 1
    if "det" in means and not base.begun and "possessive" not in means and "owner" not in means:
        return at + 1
    if base.ordinals and "from" in means and _side_follows(w, at + 1, stop):
        base.counting = True
        return at + 1
    small = not _SMALL.isdisjoint(means)
    base.add(item.text, small=small)
    if not small:
        base.begun = True
    return at + 1


def _side_follows(w: Words, at: int, stop: int) -> bool:
    while at < stop and w.has(at, "det"):
        at += 1
    return at < stop and w.any_of(at, "edge", "relation", "direction")


# -- the description as a selector ---------------------------------------------------


def _selector(base: _Base) -> Selector:
    if base.hints and base.edges:
        # "the middle icon at the bottom"
        base.edges += base.hints
        base.hints = []
    named = _named(base, base.words)
    selector: Selector = named
    if base.colours:
        # "the orange button": it says so, else it looks so
        bare = _named(base, [word for word in base.words if word not in base.colours])
        selector = Either((named, Look(bare, "colour", base.colours[0])))
    elif base.hints:
        # "bottom image": by that name, else the one there
        there = Where(named, " ".join(base.hints), None, "one")
        if isinstance(named, Named):
            words = (*base.hinted, *named.words)
            so_called = Named(words, named.kinds, named.head, None, "one", named.span)
            selector = Either((so_called, there))
        else:
            selector = there
    for line, place in base.lines:
        selector = Pick(selector, (place,), order=line, rows=True)
    edges = " ".join(dict.fromkeys(base.edges))
    if base.ordinals:
        if edges:
            selector = Where(selector, edges, None, "all")
        if base.counted_from:
            return counted(selector, tuple(base.ordinals[:1]), tuple(base.counted_from.split()))
        return Pick(selector, tuple(base.ordinals[:1]))
    if edges:
        selector = Where(selector, edges, None, "one")
    return selector


def _named(base: _Base, said: Sequence[str]) -> Selector:
    """The name: the kind is the last word if that is one, else the first ("the text make an offer")."""
    words = tuple(said)
    if not words:
        return Everything()
    if not base.kinds:
        return Named(words, (), "", None, "one", base.span)
    last = base.kinds[-1]
    first = base.kinds[0]
    leads = words[0] == first[0] and (len(words) > 2 or last[2])
    if not leads and words[-1] != last[0] and words[0] != first[0]:
        return Named(words, (), "", None, "one", base.span)
    head, kinds, _ = first if leads or words[-1] != last[0] else last
    return Named(words, kinds, head, None, "one", base.span)
