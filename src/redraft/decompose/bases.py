"""What the head of a noun phrase describes: by its name, its kind, or as a part of what is named with it.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.descriptions import (
    SCREENS,
    Noun,
    kinds_in,
    many,
    screen_of,
)
from redraft.decompose.heading import Head
from redraft.decompose.heads import (
    kinds_within,
    number_names,
    tells_genus,
    value_follows,
    words_within,
)
from redraft.decompose.modifiers import Modifiers, with_modifiers
from redraft.decompose.numbering import numbered, table_line
from redraft.decompose.portions import part_of_each
from redraft.decompose.words import Span, Words
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
)
from redraft.select.words import singular

#: main kinds of what is written on something
_WRITTEN: Final = (("label",), ("text",), ("caption",))
#: the main kind of what a hint stands in: "the placeholders"
_TYPED: Final = ("input",)
#: main kinds of what leads somewhere, by the name of where
_LEADING: Final = (("link",), ("tab",), ("button",))
#: properties of which a thing has but one
_ONE_EACH: Final = ("background", "width", "height", "font size", "border", "shadow")
#: what stands before a head and tells which of them
_MODIFIERS: Final = ("det", "every-other", "ordinal", "quantifier", "look")
#: main kinds of what has its label beside it
_LABELLED: Final = (("input",), ("checkbox",), ("radio",), ("toggle",), ("slider",), ("dropdown",))


def headed(w: Words, head: Head, m: Modifiers) -> Noun:
    """The noun phrase of a head and what stands before it."""
    span = w.span(head.start, head.stop)
    several_said = (head.plural and not m.single) or _is_mass(w, head, m) or _of_each(w, head, m)
    number: Number = m.number or ("many" if several_said else "one")
    base, kinds = _base(w, head, m, number, span)
    follows = w.has(head.stop - 1, "follow") and not kinds  # "the same for (the first one)"
    if isinstance(base, Named) and (base.kinds or base.words) and not (head.generic or follows):
        if base.kinds == SCREENS and base.quoted is not None:
            named: Selector = Named(tuple(head.words), SCREENS, head.text, None, "all", base.span)
        elif base.kinds:
            named = structs.replace(base, number="all")
        else:
            named = Named(base.words[-1:], (), base.head, None, "all", base.span)
        w.name_kind(head.stop, named)
    elif isinstance(base, Either):
        w.name_kind(head.stop, many(base))
    alone = head.screen and head.kind_words <= 1 and head.alone
    one_of = bool(m.ordinals or m.other) or number_names(w, head.stop, known=True)
    is_screen = alone and number == "one" and not one_of
    if alone and one_of and isinstance(base, Named) and not kinds:
        kinds = SCREENS  # "page 3", "the last page"
        base = structs.replace(base, kinds=kinds)
    if is_screen and w.screen is not None and not w.has(head.start - 1, "possessive"):
        base, kinds, is_screen = w.screen, SCREENS, False
    elif is_screen:
        base = _screen(base, pointing=m.that) if w.has(head.kind_at, "kind") else Screen()
    base, stop = numbered(w, head.stop, base, head.words, kinds, span)
    counted = stop != head.stop
    if counted and isinstance(base, (Union, Pick)):
        number = "many"
    m.mass = head.inner and not head.plural and head.kind_at >= 0
    if (m.ordinals or m.superlative) and isinstance(base, Named):
        base = many(base)
    if w.has(head.start - 1, "at-hand") and isinstance(base, Named) and not counted:
        base = Either((Reference("selection", kinds=base.kinds, span=span), base))
    bare = not head.known and not m.determined and head.quoted is None and not counted
    several = m.several_at_end or len(m.ordinals) > 1
    selector = part_of_each(w, head, m, with_modifiers(m, base, number))
    if m.ordinals and kinds[:1] and (line := table_line(kinds[0], m.ordinals)) is not None:
        selector, several = Either((selector, line)), True
    return Noun(
        selector,
        stop,
        "many" if several and number != "all" else number,
        inner_text=head.inner
        and (len(head.words) >= 2 or isinstance(base, Either) or kinds[:1] == _TYPED),
        screen=is_screen and not counted,
        sure=0.9 if bare else 1.0,
        bare=bare,
        kinds=kinds,
    )


def _screen(named: Selector, *, pointing: bool) -> Selector:
    """ "The slide": what is called so, else the screen; "that slide": it, or what it is on."""
    if not (pointing and isinstance(named, Named)):
        return Either((named, Screen()))
    return Either((Both(many(named), Reference("it")), screen_of(named, "them"), Screen()))


def _is_mass(w: Words, head: Head, m: Modifiers) -> bool:
    """ "text in the card", "the body text": all of it, where neither one nor several are said."""
    if head.kind_at >= 0 and w.has(head.kind_at, "mass") and not (m.telling or m.single):
        return True
    bare = head.inner and head.alone and head.kind_at >= 0 and not m.determined
    if not bare or value_follows(w, head.stop + 1):
        return False  # "caption in white"
    return w.any_of(head.stop, "in", "inside", "relation")


def _of_each(w: Words, head: Head, m: Modifiers) -> bool:
    """ "(the) slide backgrounds": each has one, so that several are meant."""
    alone = head.alone and head.kind_at >= 0 and not (m.ordinals or m.single or m.that)
    asked = w.value(head.stop, "property") in _ONE_EACH
    return alone and asked and w.lexicon.looks_plural(w.said(head.stop))


def _base(
    w: Words, head: Head, m: Modifiers, number: Number, span: Span
) -> tuple[Selector, tuple[str, ...]]:
    """The description that the words name, and the kinds it is of."""
    kinds = head.kinds if head.kind_at >= 0 and head.text == w.said(head.kind_at) else ()
    if head.alone and tells_genus(head.text) and kinds[:1] == (singular(head.text),):
        # "the second message": one of several alike, and no text; "the error message" may be one
        kinds = kinds[:1] if kinds[1:2] and kinds[1] in TEXT_LIKE else kinds
    if head.generic and head.alone:
        if w.value(head.stop - 1, "any") == "named":
            called = Named(tuple(head.words), (), "", None, number, span)
            return Either((called, Everything())), kinds
        if not w.has(head.stop - 1, "one"):
            return Everything(), kinds
        one = the_one(w, head.start, head.stop)
        if number == "one" and isinstance(one, Named) and not m.telling:
            one = structs.replace(one, number="one")  # "the new one": not all of them
        return (many(one) if m.telling else one), kinds_in(one)
    if head.generic and len(head.words) > 1 and head.kind_at >= 0:
        return _generic(w, head, number)
    if head.screen and head.quoted is not None and len(head.words) == 1:
        # "the “Introduction” page": the part of a document of several screens
        return Named((), SCREENS, "", head.quoted, number, span), kinds
    base = Named(tuple(head.words), kinds, head.text, head.quoted, number, span)
    if head.kind_words > 1 and head.quoted is None and len(head.words) > 1 and not head.named:
        return _compound(w, base, head, number), kinds
    last = head.stop - 1
    ends_in_text = head.inner and head.kind_words == 1 and head.kind_at == last
    if ends_in_text and len(head.words) > 1 and head.quoted is None and number == "one":
        # "the terms text": by that name, else the text of what is called terms
        owner = Named(tuple(head.words[:-1]), span=w.span(head.start, last))
        return Either((base, Related(owner, "text"))), kinds
    return base, kinds


def the_one(w: Words, start: int, stop: int) -> Selector:
    """ "(the red) one": of the kind that was named before, else what was spoken of."""
    named = w.kind_before(start)
    led = _before(w, start)
    asked = led > 0 and w.has(led, "of") and w.any_of(led - 1, "property", "same")
    if named is not None and not asked and (holder := holder_before(w, led)) is not None:
        return holder  # "(the titles of the even slides,) of the odd ones"
    if named is not None and led > 0 and w.any_of(led, "of", "in"):
        own = [kind for stop, kind in w.kinds_before(start) if stop == led]
        if own and w.has(led - 1, "inner-text"):
            return Reference(
                "them", span=w.span(start, stop)
            )  # "the text in the second one": no text
    if named is None and w.any_of(stop, "relation", "in", "between", "that"):
        return Everything()  # "the one below the title"
    if named is not None and w.has(stop, "relation") and w.has(stop + 1, "pronoun"):
        return kind_alone(named)  # "(the home tab and) the one next to it"
    return Reference("them", span=w.span(start, stop)) if named is None else named


def kind_named(place: Selector) -> Selector | None:
    """All of the kind that a place is of: of "the even slides", the slides."""
    match place:
        case Named() if place.kinds and place.quoted is None and len(place.words) == 1:
            return many(place)
        case Pick() | Look() | Except():
            return kind_named(place.base)
        case Either(options):
            return kind_named(options[-1])  # "slide 2", or the second slide
        case Union(parts):
            return kind_named(parts[0])
        case _:
            return None


def holder_before(w: Words, at: int) -> Selector | None:
    """ "(On slide 1 …) and on": the kind that a place was last told by, where another place is told at ``at``."""
    if not w.any_of(at, "of", "in"):
        return None
    places = [
        (w.said(led), kind_alone(named))
        for stop, named in w.kinds_before(at)
        if isinstance(named, Named)
        and named.kinds
        and w.any_of(led := _led_by(w, stop), "of", "in")
    ]
    for word, kind in places:
        if word == w.said(at):
            return kind  # "(the text in the first box on slide 3,) in the second one"
    place = w.kind_place
    if place is not None and (held := kind_named(place)) is not None:
        return held
    return places[0][1] if places else None


def _led_by(w: Words, stop: int) -> int:
    """The place before a description whose head ends at ``stop``."""
    at = stop
    while at > 0 and w.any_of(at - 1, "kind", "any", "screen"):
        at -= 1
    return _before(w, at)


def _before(w: Words, at: int) -> int:
    """The place before what stands before a head."""
    while at > 0 and (w.any_of(at - 1, *_MODIFIERS) or w.is_colour(at - 1)):
        at -= 1
    return at - 1


def kind_alone(selector: Selector) -> Selector:
    """All of the kind that a description names, whatever they are called."""
    if not (isinstance(selector, Named) and selector.kinds and selector.head):
        return many(selector)
    return structs.replace(selector, words=(selector.head,), quoted=None, number="all")


def _generic(w: Words, head: Head, number: Number) -> tuple[Selector, tuple[str, ...]]:
    """ "text components", "component comp_0": the other words are what is meant."""
    places = words_within(w, head.start, head.stop)
    rest = tuple(
        word for word, place in zip(head.words, places, strict=False) if place != head.kind_at
    )
    kinds = kinds_within(w, head.start, head.stop, head.kind_at)
    text = rest[-1] if rest and kinds else ""
    named = w.kind_before(head.start)
    if not kinds and w.has(head.kind_at, "one") and named is not None:
        kinds = kinds_in(named)
        if not kinds and isinstance(named, Named) and _is_kind(w, named.words[-1:]):
            # "the dog picture (a name) and the cat one": the cat picture, not the cat
            rest += named.words[-1:]
        if kinds[:1] == SCREENS[:1] and isinstance(named, Named):
            rest += named.words[-1:]  # "(the Prices slide and) the Market one": no title
    span = w.span(head.start, head.stop)
    base = Named(rest, kinds, text, head.quoted, number, span)
    if w.value(head.kind_at, "any") != "named" or not rest or head.quoted is not None:
        return base, kinds
    # "the payment options": so called, else what has that name in what the other words name
    own = w.said(head.kind_at)
    whole = structs.replace(base, words=tuple(head.words), head=own, exact=True)
    owner = base if number == "one" else structs.replace(base, number="any")
    part = Where(Named((own,), (), "", None, number, span), "inside", owner, number)
    return Either((whole, part, base)), kinds


def _is_kind(w: Words, words: tuple[str, ...]) -> bool:
    meanings = [w.lexicon.meaning(word) for word in words]
    return any(meaning is not None and "kind" in meaning for meaning in meanings)


def _compound(w: Words, base: Named, head: Head, number: Number) -> Selector:
    """ "card title": by that name, else the title in the card, else (text) the card's own text."""
    start, stop = head.start, head.stop
    cut = stop - 1
    while cut > start and "kind" not in w.items[cut].means:
        cut -= 1
    owner_words = tuple(w.said(k) for k in range(start, cut) if w.is_word(k))
    owner = Named(
        owner_words, kinds_within(w, start, cut), owner_words[-1], None, number, w.span(start, cut)
    )
    last = Named((w.said(cut),), base.kinds, w.said(cut), None, "any", w.span(cut, stop))
    called = structs.replace(base, exact=True)
    options: list[Selector] = [called, Where(last, "inside", owner, number)]
    if head.inner:
        options.insert(1, Look(owner, "textual"))  # what has a text of its own
    if base.kinds[:1] in _LEADING and len(owner_words) == 1:
        # "the cards link": the link “Cards”, and none in the cards
        so_called = Named(owner_words, (), "", None, "any", w.span(start, cut), exact=True)
        options.insert(1, Both(Everything(base.kinds), so_called))
    if all(w.has(k, "screen") for k in range(start, cut)):
        # "the slide title": on a screen of its own, the title
        options.append(Named(last.words, last.kinds, last.head, None, number, last.span))
    if head.inner:
        options.append(Related(owner, "text"))
    options.append(base)
    labelled = owner.kinds[:1] in _LABELLED
    if not head.inner and base.kinds[:1] in _WRITTEN and not labelled:
        options.append(Look(many(owner), "textual"))  # "the tab labels": what tabs say themselves
    return Either(tuple(options))
