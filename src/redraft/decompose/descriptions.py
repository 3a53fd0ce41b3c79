"""Descriptions put together: one noun phrase as read, and selectors made of others.

Nothing here looks at words; it narrows, widens and joins what was read.

May import: document.properties, select.selectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

from msgspec import structs

from redraft.decompose.records import Record
from redraft.document.properties import TEXT_LIKE
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Look,
    Named,
    Number,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
    inner,
)

#: the kinds of a part of a document of several screens
SCREENS: Final = ("slide", "screen", "page")
#: what is seen as a text, whatever type it has
_LINE: Final = "line"


class Noun(Record, frozen=True):
    """A noun phrase that was read, and where it ends."""

    selector: Selector
    stop: int
    number: Number = "one"
    #: it speaks of the text of what it names ("the button text")
    inner_text: bool = False
    screen: bool = False
    pronoun: bool = False
    #: how sure the reading is, as a factor
    sure: float = 1.0
    #: nothing of it is in the lexicon and no determiner stands before it
    bare: bool = False
    kinds: tuple[str, ...] = ()


def inside(base: Selector, anchor: Selector, number: Number) -> Selector:
    """Narrow a description to what is in another component, in each where several are named."""
    if isinstance(base, Pick) and base.each is None and is_each(anchor) and base.order != "only":
        return structs.replace(base, base=many(base.base), each=anchor)
    numbered = isinstance(base, (Either, Union)) and is_numbered(base)
    if isinstance(anchor, Union) and (isinstance(base, Pick) or numbered):
        return Union(tuple(inside(base, part, number) for part in anchor.parts))
    return related(base, "inside", anchor, number)


def is_numbered(selector: Selector) -> bool:
    """Whether a description is "textbox 1": by that name, or by its place among all of the kind."""
    match selector:
        case Either((Named(exact=True), Pick())):
            return True
        case Union(parts):
            return all(map(is_numbered, parts))
        case _:
            return False


def related(base: Selector, relation: str, anchor: Selector, number: Number) -> Selector:
    """Narrow a description by a place; what was picked by order is picked from what is there."""
    match base:
        case Pick(order="only"):
            # as many as were said are there, not everywhere
            one: Number = "one" if base.places == (1,) else "all"
            return structs.replace(base, base=related(many(base.base), relation, anchor, one))
        case Pick():
            kept = related(many(base.base), relation, anchor, "all")
            return structs.replace(base, base=kept)
        case Either((Named(exact=True) as called, Pick() as counted)):
            # "textbox 1 on slide 5": what is called so there, or is the first there
            there = inside(counted, anchor, number)
            if relation != "inside":
                there = related(counted, relation, anchor, number)
            return Either((Where(called, relation, anchor, number), there))
        case Union(parts) if is_numbered(base):
            return Union(tuple(related(part, relation, anchor, "one") for part in parts))
        case Look():
            return Look(
                related(base.base, relation, anchor, "all"),
                base.feature,
                base.value,
                base.relation,
                base.than,
            )
        case _:
            return Where(base, relation, anchor, number)


def place_of(selector: Selector) -> Selector | None:
    """What a description says that it is inside of, if it does."""
    match selector:
        case Named():
            return None
        case Where(relation="inside"):
            return selector.anchor
        case Pick(each=each) if each is not None:
            return each
        case Pick() | Look() | Except():
            return place_of(selector.base)
        case _:
            return None


def is_placed(selector: Selector) -> bool:
    """Whether a description says what it is inside of."""
    match selector:
        case Where(relation="inside") | Related():
            return True
        case _:
            return any(map(is_placed, inner(selector)))


def is_one_screen(selector: Selector) -> bool:
    """Whether a description tells one screen of several, by its number, its order or what it says."""
    match selector:
        case Named(words, kinds, quoted=quoted, number="one"):
            return kinds[:1] == SCREENS[:1] and (quoted is not None or len(words) > 1)
        case Pick(Named(kinds=kinds), places=(_,), order="reading", step=1):
            return kinds[:1] == SCREENS[:1]
        case Either(options):
            return any(is_one_screen(option) for option in options)
        case _:
            return False


def are_screens(selector: Selector) -> bool:
    """Whether a description is of screens of several themselves, and of nothing on them."""
    match selector:
        case Named(kinds=kinds):
            return kinds[:1] == SCREENS[:1]
        case Pick(base) | Except(base):
            return are_screens(base)
        case Either(options):
            return bool(options) and are_screens(options[0])
        case Union(parts):
            return all(map(are_screens, parts))
        case _:
            return False


def owner_of(selector: Selector) -> Selector | None:
    """What a description says that it is inside of, or a part of."""
    match selector:
        case Where(relation="inside", anchor=Related(base, "group")):
            return base
        case Where(relation="inside", anchor=anchor):
            return anchor
        case Related(base) if not is_placed(base):
            return base
        case _:
            owners: Iterator[Selector | None] = map(owner_of, inner(selector))
            return next((owner for owner in owners if owner is not None), None)


def screen_of(named: Named, word: Literal["it", "them"]) -> Where:
    """ "That slide": the one of the kind that what was spoken of is on."""
    return Where(many(named), "around", Reference(word))


def points_at_screen(selector: Selector) -> bool:
    """Whether a description is of the screen that something spoken of is on."""
    return isinstance(selector, Either) and any(
        isinstance(one, Where) and one.relation == "around" and isinstance(one.anchor, Reference)
        for one in selector.options
    )


#: main kinds of what is written on something, where a word of it says no more
WRITTEN_MAIN: Final = (("text",), ("label",))


def is_written_on(selector: Selector) -> bool:
    """Whether a description is of what is written on something: "the label on the button".

    >>> is_written_on(Where(Named(("label",), ("label",), "label"), "inside", Named(("pay",))))
    True
    """
    if isinstance(selector, Either):
        return bool(selector.options) and is_written_on(selector.options[0])
    if not (isinstance(selector, Where) and isinstance(selector.base, Named)):
        return False
    named = selector.base
    bare = named.quoted is None and len(named.words) == 1 and named.kinds[:1] in WRITTEN_MAIN
    return bare and selector.anchor is not None and selector.relation in ("inside", "of", "on")


def is_each(selector: Selector) -> bool:
    """Whether a description names all of a kind: "each column", "the cards"."""
    match selector:
        case Named():
            return bool(selector.kinds) and selector.number == "all"
        case Everything():
            return bool(selector.kinds)
        case Look() | Where() | Except():
            return is_each(selector.base)
        case _:
            return False


def count_of(selector: Selector) -> int | None:
    """How many the words tell one by one: 2 for "cards 1 and 3"; None for a plural that is not counted."""
    match selector:
        case Union(parts):
            counts = [count_of(part) for part in parts]
            return sum(n for n in counts if n) if all(counts) else None
        case Pick(places=places, each=None) if places:
            return len(places)
        case Where(base, "inside", Union(parts)) if is_plural(base):
            return count_of(Union(parts))
        case Look(base) | Where(base) if count_of(base) != 1:
            return count_of(base)
        case Named(number=number) | Where(number=number):
            return 1 if number == "one" else None
        case Either(options):
            return count_of(options[0]) if options else None
        case _:
            return None


def is_plural(selector: Selector) -> bool:
    """Whether a description names several without counting them: "the columns", "all red cards"."""
    match selector:
        case Named(number=number):
            return number in ("many", "all")
        case Everything(kinds):
            return bool(kinds)
        case Look(base) | Where(base) | Except(base):
            return is_plural(base)
        case Either(options):
            return bool(options) and is_plural(options[0])
        case _:
            return False


def joined(selectors: list[Selector]) -> Selector:
    """One selector of several."""
    return selectors[0] if len(selectors) == 1 else Union(tuple(selectors))


#: more descriptions than this are not counted by their place in the list (L-1)
APART_MAX: Final = 12


def apart(selectors: list[Selector]) -> Union | None:
    """What several descriptions of one each name, to be counted as said: "…, the first one red"."""
    if len(selectors) > APART_MAX or (len(selectors) == 1 and not isinstance(selectors[0], Union)):
        return None
    parts: list[Selector] = []
    for selector in selectors:
        parts += selector.parts if isinstance(selector, Union) else (selector,)
    single = all(map(_is_one, parts)) and 1 < len(parts) <= APART_MAX
    return Union(tuple(parts)) if single else None


def _is_one(selector: Selector) -> bool:
    """Whether a description is of one thing by its name."""
    if isinstance(selector, Where):
        return selector.number == "one" and _is_one(selector.base)
    return isinstance(selector, Named) and selector.number == "one"


def without_looks(selector: Selector) -> tuple[Selector, list[str]]:
    """A description without its looks, and the looks as keyword meanings."""
    looks: list[str] = []
    while True:
        match selector:
            case Pick(order="only"):
                selector = selector.base
            case Look(relation="is", value=str()):
                looks.append(f"{selector.feature} = {selector.value}")
                selector = selector.base
            case Named(number="all") if looks:
                return Named(
                    selector.words,
                    selector.kinds,
                    selector.head,
                    selector.quoted,
                    "one",
                    selector.span,
                ), looks
            case _:
                return selector, looks


def many(selector: Selector) -> Selector:
    """The same description, of as many as fit."""
    match selector:
        case Named():
            return structs.replace(selector, number="all")
        case Either():
            return Either(tuple(many(o) for o in selector.options))
        case Where():
            return Where(many(selector.base), selector.relation, selector.anchor, "any")
        case _:
            return selector


def placeless(selector: Selector) -> Selector:
    """The same description, wherever that is: of "the titles of slide 1", the titles.

    >>> placeless(Where(Named(("title",)), "inside", Named(("slide",)))).words
    ('title',)
    """
    match selector:
        case Where(relation="inside"):
            return placeless(selector.base)
        case Related(relation="text"):
            return selector.base
        case Either():
            return placeless(selector.options[0])
        case _:
            return selector


def by_text(base: Selector, told: Callable[[Selector], Selector]) -> Selector:
    """What of ``base`` is told by its text; of "the text that says …", else whatever says it.

    >>> by_text(Named(("button",), ("button",), "button"), lambda one: one).number
    'all'
    """
    one = told(many(base))
    if not isinstance(base, Named) or base.words != (base.head,) or base.quoted is not None:
        return one
    written = not TEXT_LIKE.isdisjoint(base.kinds[:1]) or _LINE in base.kinds
    return Either((one, told(Everything()))) if written else one


def saying(base: Selector, text: Named) -> Selector:
    """What of ``base`` says a text, or has it beside it: "the field labelled “City”".

    >>> len(saying(Named(("field",), ("input",), "field"), Named(quoted="City")).options)
    2
    """
    if isinstance(base, Either) and Screen() in base.options and text.quoted is not None:
        return Named((), SCREENS, "", text.quoted, "one", text.span)  # "the slide called Prices"
    said = by_text(base, lambda one: Both(one, text))
    if isinstance(said, Either) or not isinstance(base, Named) or base.quoted is not None:
        return said
    if not base.kinds or not TEXT_LIKE.isdisjoint(base.kinds[:1]):
        return said  # beside what says it there may be other texts
    labelled = structs.replace(base, quoted=text.quoted, number="all")
    return Either((said, labelled))


def whole_set(selector: Selector) -> Selector:
    """What later ones are picked from: "the second and third row: … the first one" is none of the two."""
    match selector:
        case Pick(order="reading") if selector.places and min(selector.places) > 1:
            return selector.base
        case Either(options):
            return Either(tuple(map(whole_set, options)))
        case _:
            return selector


def single(selector: Selector) -> Selector:
    """The same description, of the only one that fits."""
    return Pick(selector, (1,), order="only")


def kinds_in(selector: Selector) -> tuple[str, ...]:
    """The kinds that a description names."""
    return selector.kinds if isinstance(selector, (Named, Everything)) else ()


def only_quoted(found: Noun) -> bool:
    """Whether a description is a quoted text and nothing more."""
    return isinstance(found.selector, Named) and not found.selector.words
