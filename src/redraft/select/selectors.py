"""Which components: selectors as plain data, with a wire form.

A selector holds no document. `redraft.select.resolve` turns it into ids; one that
names a single component and fits several is ambiguous, and says what fits.

    S-3  msgspec.json.decode(msgspec.json.encode(s), type=Selector) == s

May import: document, diagnostics.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Number = Literal["one", "many", "all", "any"]
"""How many a description names: "the card" one, "the cards" many, "all cards" all; any: as many as fit."""


class _Data(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="by"):
    pass


class Ids(_Data, frozen=True, tag="ids"):
    """Exactly these components."""

    ids: tuple[str, ...]


class Named(_Data, frozen=True, tag="name"):
    """A description in words: kind, id, role, name, text, in any order.

    ``words`` are the describing words as typed but in lower case, the kind word among
    them; ``kinds`` the component types and roles that the kind word stands for (empty:
    any); ``head`` the word itself; ``quoted`` text in quotes. ``number`` is the grammar
    of the phrase. ``span`` points into the command. ``exact`` takes whole names only.
    """

    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    head: str = ""
    quoted: str | None = None
    number: Number = "one"
    span: tuple[int, int] | None = None
    #: only what is called exactly so: a whole id, text or description
    exact: bool = False


class Everything(_Data, frozen=True, tag="everything"):
    """All components, or all of the given kinds."""

    kinds: tuple[str, ...] = ()


class Screen(_Data, frozen=True, tag="screen"):
    """The screen itself: its background and tokens."""


class Reference(_Data, frozen=True, tag="reference"):
    """What was acted on before: "it", "them", "the others", the caller's selection.

    it, them: the nearest earlier targets, else the selection; same: the same; other:
    the sole sibling in the last named set that was not acted on; rest: all others of
    the last named set; own: the step's own targets, in a condition.
    """

    word: Literal["it", "them", "other", "rest", "selection", "own"] = "it"
    kinds: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    #: for them: what so many clauses before acted on, and not the last alone
    clauses: int = 1


class Look(_Data, frozen=True, tag="look"):
    """Those of ``base`` that look so.

    ``feature``: colour (a family name or CSS colour), dark, light, bold, italic,
    underlined, uppercase, hidden, visible, rounded, empty (no text), textual (has
    text), figure (its text is a number or a sum; "has": one part of it is written as ``value``
    is), text start or text end (the words it begins or ends with), image, or a property's name. ``relation``: is, not, ``<``, ``>``, ``<=``, ``>=``
    against ``value`` (a number or a word) or the same property of ``than``. Of the screen:
    all that is on it, where the screen looks so.
    """

    base: Selector
    feature: str
    value: str | float | None = None
    relation: Literal["is", "not", "has", "<", ">", "<=", ">="] = "is"
    than: Selector | None = None


class Where(_Data, frozen=True, tag="where"):
    """Those of ``base`` at a place.

    ``relation``: below, above, left, right, beside (next to), inside, around (contains),
    between (``anchor`` holds two), on (overlapping), row, column (same as the anchor's);
    with no anchor a place on the screen: top, bottom, left, right, middle, or two of them
    joined ("top left"). ``number`` "one" keeps the nearest only.
    """

    base: Selector
    relation: str
    anchor: Selector | None = None
    number: Number = "any"


class Pick(_Data, frozen=True, tag="pick"):
    """Some of ``base`` by order: 1-based, negative from the end, 0 the middle one, in reading order.

    ``order``: reading (top to bottom, left to right), or a measure for superlatives:
    "width", "height", "area", "font size", "x", "y", "length", smallest first.
    ``step`` 2 with one place: every other, from there. ``row``: base is cut into rows
    first and places are taken in each (False) or name rows (True). ``each``: the places
    are taken in each of these ("the first card of each column").
    """

    base: Selector
    places: tuple[int, ...] = ()
    start: int | None = None
    stop: int | None = None
    step: int = 1
    order: str = "reading"
    rows: bool = False
    each: Selector | None = None


class Except(_Data, frozen=True, tag="except"):
    """``base`` without ``minus``."""

    base: Selector
    minus: Selector


class Union(_Data, frozen=True, tag="union"):
    """Several descriptions together."""

    parts: tuple[Selector, ...]


class Both(_Data, frozen=True, tag="both"):
    """Those that fit both descriptions."""

    first: Selector
    second: Selector


class Either(_Data, frozen=True, tag="either"):
    """The first of several descriptions that fits anything; readings in order of likelihood."""

    options: tuple[Selector, ...]


class Related(_Data, frozen=True, tag="related"):
    """What belongs to ``base``: its children, descendants, parent, siblings, or what carries its text.

    "text": the component itself where it has a text or is text-like, else the text-like
    ones in it (the label of a button that is a box and a text), else itself.
    "texts": the same, of which all are meant where there are several.
    "wording": all that has a text of its own, of it and what is in it.
    "kin": what is beside it and of its type, else all of its type; not itself.
    "group": what holds it, where it holds nothing itself and that holds little more.
    """

    base: Selector
    relation: Literal[
        "children",
        "descendants",
        "parent",
        "group",
        "siblings",
        "kin",
        "text",
        "texts",
        "wording",
    ]
    kinds: tuple[str, ...] = ()


class Fitting(_Data, frozen=True, tag="fitting"):
    """All that fit ``base`` when that is first asked in a run; none where none does.

    ``span`` points at the words that ask: the same words have one answer, whatever is
    changed after it was given. ``each``: where they leave open which of several is meant,
    it is every one of them.
    """

    base: Selector
    span: tuple[int, int] | None = None
    each: bool = False


Selector = (
    Ids
    | Named
    | Everything
    | Screen
    | Reference
    | Look
    | Where
    | Pick
    | Except
    | Union
    | Both
    | Either
    | Related
    | Fitting
)


def inner(selector: Selector) -> tuple[Selector, ...]:
    """The descriptions that a description is made of; none for a simple one.

    >>> inner(Except(Everything(), Screen()))
    (Everything(kinds=()), Screen())
    """
    match selector:
        case Where(base, _, other) | Look(base, than=other):
            return (base,) if other is None else (base, other)
        case Pick(base, each=other):
            return (base,) if other is None else (base, other)
        case Related(base) | Fitting(base):
            return (base,)
        case Except(first, second) | Both(first, second):
            return (first, second)
        case Union(parts) | Either(parts):
            return parts
        case _:
            return ()


def widened(selector: Selector) -> Selector:
    """The same description of as many as fit."""
    match selector:
        case Named():
            return msgspec.structs.replace(selector, number="all")
        case Either():
            return Either(tuple(widened(o) for o in selector.options))
        case Where():
            return msgspec.structs.replace(selector, base=widened(selector.base), number="any")
        case Related():
            return msgspec.structs.replace(selector, base=widened(selector.base))
        case Pick(order="only"):
            return widened(selector.base)
        case _:
            return selector


def is_many(selector: Selector) -> bool:
    """Whether a description names as many as fit, none of them by a name of its own."""
    match selector:
        case Named():
            return selector.number in ("many", "all") and bool(selector.kinds)
        case Everything() | Except():
            return True
        case Look() | Where() | Related():
            return is_many(selector.base)
        case Pick():
            return selector.start is not None or len(selector.places) > 1
        case Either():
            return any(map(is_many, selector.options))
        case _:
            return False
