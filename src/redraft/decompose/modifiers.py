"""What stands before the head of a description: "the second", "all three", "the big red".

`before_head` collects it from the words; `with_modifiers` applies it to the description
that the head names.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.descriptions import joined, kinds_in, many, single
from redraft.decompose.heads import (
    colour_end,
    counts,
    heads_ahead,
    number_at,
    ordinal_alone,
    value_follows,
)
from redraft.decompose.words import Words
from redraft.select.selectors import (
    Both,
    Either,
    Except,
    Fitting,
    Look,
    Named,
    Number,
    Pick,
    Reference,
    Selector,
    Union,
    Where,
)

#: ordinals in one description
ORDINALS_MAX: Final = 24
#: more are no longer said one by one: "all 12 bold" is a size
_THOSE_MAX: Final = 10
#: colours in one description
COLOURS_MAX: Final = 8


class Modifiers:
    """What stands before the head; what nothing was said of is as the class has it."""

    number: Number | None = None
    ordinals: tuple[int, ...] = ()
    #: "the first two" was said
    several_at_end: bool = False
    every: int = 0
    every_from: int = 1
    superlative: str = ""
    colours: tuple[str, ...] = ()
    #: colours of which it has one: "purple or green"
    one_of: tuple[str, ...] = ()
    #: there need not be one of each: "or" was said
    any_of_them: bool = False
    looks: tuple[str, ...] = ()
    other: bool = False
    rest: bool = False
    determined: bool = False
    count: int = 0
    places: tuple[str, ...] = ()
    #: "outer", "inner": of those that hold one another
    nesting: str = ""
    #: "these": those of what was just acted on
    back: bool = False
    #: "that box"
    that: bool = False
    #: one is spoken of, whatever form the head has: "that buttons"
    single: bool = False
    #: the head is a word without a plural: "the red text"
    mass: bool = False

    @property
    def telling(self) -> bool:
        """Whether it tells some of a kind from the others."""
        return bool(
            self.ordinals
            or self.superlative
            or self.colours
            or self.one_of
            or self.looks
            or self.places
            or self.nesting
        )


def before_head(w: Words, i: int, m: Modifiers) -> int:
    """Read determiner, quantifier, ordinals, counts, superlatives, colours and looks."""
    at = i
    while at < w.size:
        step = _determiner(w, at, i, m)
        if step is None:
            step = _count(w, at, m)
        if step is None:
            step = _look(w, at, i, m)
        if step == at:
            break
        at = step
    return at


def _determiner(w: Words, at: int, begun: int, m: Modifiers) -> int | None:
    """Which of them is meant; None where this says nothing of that, ``at`` where it ends here."""
    means = w.items[at].means
    if "quantifier" in means:
        m.number = "all"
        if means["quantifier"] == "both":
            m.count = 2
    elif "every-other" in means:
        m.every_from, m.every = (int(n) for n in means["every-other"].split())
        m.number = "all"
    elif "rest" in means:
        text = w.kind(at + 1) == "quote" and not w.quotes_name  # "the other one “Stop”"
        if text or not (heads_ahead(w, at + 1, near=True) or w.has(at + 1, "of")):
            return at
        m.rest = True
        at = at + 1 if w.has(at + 1, "of") else at
    elif "other" in means and heads_ahead(w, at + 1, near=True):
        m.other = True
        return at + 1
    elif "det" in means and not m.ordinals:
        m.back = m.back or means.get("pointing") == "back"
        m.that = m.that or means.get("pointing") == "that"
        m.single = "single" in means
    elif "same" in means and _is_that(w, at):
        m.that = True
    elif "possessive" in means and at == begun:
        return at
    else:
        return None
    m.determined = True
    return at + 1


def _is_that(w: Words, at: int) -> bool:
    """Whether "same" before a kind is for what was spoken of: "(the lake photo wider,) same photo rounded".

    "The same icon as the other tab" has what another has.
    """
    means = w.items[at + 1].means if at + 1 < w.size else {}
    plain = "kind" in means and "property" not in means and "inner-text" not in means
    return plain and not w.any_of(at + 2, "like", "as-well", "of", "in")


def _count(w: Words, at: int, m: Modifiers) -> int | None:
    """Ordinals, superlatives and numbers; None where there is none."""
    item = w.items[at]
    means, token = item.means, item.token
    headed = m.determined or heads_ahead(w, at + 1)
    if "ordinal" in means and (headed or ordinal_alone(w, at)):
        return _ordinals(w, at, m)
    if "superlative" in means and headed:
        m.superlative = means["superlative"]
        m.determined = True
        return at + 1
    if m.count:
        return None
    of_them = w.has(at + 1, "of") and w.has(at + 2, "pronoun")
    if m.number == "all" and w.any_of(at - 1, "quantifier"):
        if w.has(at + 1, "of") and w.has(at + 2, "definite") and heads_ahead(w, at + 3):
            count = number_at(w, at)
            if count is not None and count > 1:
                m.count = count
                return at + 2  # "all three of the cards"
        of_them = of_them or _counts_those(w, at)
    if of_them and (count := number_at(w, at)) is not None:
        m.count = count
    elif "number" in means and (
        heads_ahead(w, at + 1) or w.has(at + 1, "rest") or _counts_what_was(w, at)
    ):
        m.count = int(float(means["number"]))
    elif token.kind == "number" and not token.unit and counts(w, at):
        m.count = int(token.value or 0)
    else:
        return None
    m.number = m.number or "many"
    return at + 1


def _counts_those(w: Words, at: int) -> bool:
    """ "(the titles red.) All three should be bold", "all three bold": so many as were named."""
    count = number_at(w, at)
    if count is None or not 1 < count < _THOSE_MAX or w.has(at + 1, "unit"):
        return False
    if w.items[at].token.unit or w.kind(at) == "number":
        return w.any_of(at + 1, "should")
    return w.any_of(at + 1, "should", "is", "in") or value_follows(w, at + 1)


def _look(w: Words, at: int, begun: int, m: Modifiers) -> int:
    """Colours, looks and edges that describe a head; ``at`` where there is none."""
    means = w.items[at].means
    if w.is_colour(at) or ("shade" in means and w.is_colour(at + 1)):
        end = colour_end(w, at)
        if (several := _colours(w, at)) is not None:
            m.one_of += tuple(several[0])
            m.any_of_them = any(w.has(k, "or") for k in range(at, several[1]))
            return several[1]
        if not heads_ahead(w, end):
            return at
        m.colours += (" ".join([w.said(k) for k in range(at, end)]),)
        return end + 1 if w.has(end, "look-suffix") and heads_ahead(w, end + 1) else end
    if m.determined and _is_size(w, at):
        return at + 1  # "the big blue button": where several are blue it is asked which
    if not heads_ahead(w, at + 1, near=True):
        return at
    if "look" in means:
        m.looks += (means["look"],)
    elif "=" in means.get("keyword", ""):
        m.looks += (means["keyword"],)
    elif "edge" in means and w.items[at].words == 1:
        m.places += (means["edge"],)
    elif "edge-form" in means and (m.determined or w.any_of(at - 1, "relation", "in", "of")):
        m.places += (means["edge-form"],)
    elif "nesting" in means and w.has(at + 1, "kind"):
        m.nesting = means["nesting"]
    elif not ("filler" in means and at > begun):
        return at
    return at + 1


#: adjectives of looks, and how many of them may stand in a row
_LOOKS: Final = ("look", "keyword", "shade", "plain-form")
_LOOKS_MAX: Final = 4


def _is_size(w: Words, at: int) -> bool:
    """Whether an adjective of size stands before one of looks and what it is said of."""
    if not w.any_of(at, "plain-form", "size-word") or w.is_capital(at):
        return False
    head = at + 1
    while head < at + _LOOKS_MAX and (w.is_colour(head) or w.any_of(head, *_LOOKS)):
        head += 1
    if head == at + 1:  # "the big Pay £74.49 button"
        named = w.has(head, "name") or w.kind(head) == "quote"
        named = named or (w.is_capital(head) and w.is_word(head))
        return named and any(w.has(k, "kind") for k in range(head + 1, head + _LOOKS_MAX))
    return w.any_of(head, "kind", "any", "name") or w.is_unknown(head)


def _colours(w: Words, at: int) -> tuple[list[str], int] | None:
    """ "purple or green (card)", "red and blue (buttons)": each of them, and where they end."""
    found: list[str] = []
    choice = False
    while len(found) < COLOURS_MAX and (end := colour_end(w, at)) > at and w.is_colour(end - 1):
        found.append(" ".join(w.said(k) for k in range(at, end)))
        at = end + (w.has(end, "look-suffix") and not w.has(end, "property"))
        join = w.skip(w.skip_commas(at), "or")
        choice = choice or any(w.has(k, "or") for k in range(at, join))
        if join == at:
            break
        at = join
    headed = w.any_of(at, "kind", "any")
    several = len(found) > 1 and headed and (choice or w.items[at].plural)
    return (found, at) if several else None


def _ordinals(w: Words, at: int, m: Modifiers) -> int:
    place = int(w.value(at, "ordinal"))
    m.determined = True
    count = number_at(w, at + 1)
    if place in (1, -1) and count and (heads_ahead(w, at + 2) or not w.has(at + 2, "unit")):
        m.several_at_end = m.several_at_end or not m.ordinals
        m.ordinals += tuple(range(1, count + 1) if place == 1 else range(-count, 0))
        m.number = "many"
        at += 2
    else:
        m.ordinals += (place,)
        at += 1
    join = w.skip_commas(at)
    skip = join + 1 if w.has(join, "det") else join
    if (
        len(m.ordinals) < ORDINALS_MAX
        and join > at
        and w.has(skip, "ordinal")
        and (heads_ahead(w, skip + 1) or w.is_separator(skip + 1))
    ):
        return _ordinals(w, skip, m)
    return at


def with_modifiers(m: Modifiers, base: Selector, number: Number) -> Selector:
    """Apply what stands before the head to the description that the head names."""
    if not (m.telling or m.rest or m.other or m.every or m.count > 1 or m.back or m.that):
        return base
    looked = bool(m.colours or m.one_of or m.looks)
    selector = _looking(m, many(base) if looked and isinstance(base, Named) else base)
    if m.nesting:
        selector = _nested(m.nesting, many(selector), number)
    narrowed = bool(m.ordinals or m.superlative or m.every)
    if m.places:
        selector = _placed(m, base, selector, number)
        if not narrowed:
            return selector
    if m.rest:
        told = looked or (isinstance(base, Named) and len(base.words) > 1)
        left = Except(many(selector), Reference("them")) if told else _rest_of(base)
        return so_many(left, m.count)
    if m.other and number == "one":
        return Reference("other", kinds=kinds_in(base))
    if m.other:
        return Except(many(selector), Reference("it"))
    if narrowed:
        return _picked(m, selector)
    if m.count > 1:
        return Pick(many(selector), tuple(range(1, m.count + 1)), order="only")
    if m.that and number == "one" and isinstance(base, Named) and base.kinds:
        return Either((Both(many(selector), Reference("it")), selector))
    if m.back and number in ("many", "all"):
        return Either((Both(many(selector), Reference("them")), selector))
    if looked and number == "one" and not m.mass:
        # one is meant: the resolver says so where several look like that
        return single(selector)
    return selector


def _rest_of(base: Selector) -> Selector:
    """ "The other cards": what is left of a kind."""
    return Reference("rest", kinds=kinds_in(base))


def _looking(m: Modifiers, selector: Selector) -> Selector:
    """What looks as the colours and looks before the head say."""
    for colour in m.colours:
        selector = Look(selector, "colour", colour)
    if m.one_of:
        looks = [Look(selector, "colour", colour) for colour in m.one_of]
        selector = Union(tuple(Fitting(look) if m.any_of_them else look for look in looks))
    for look in m.looks:
        feature, _, value = look.partition(" = ")
        selector = Look(selector, feature, value) if value else Look(selector, feature)
    return selector


def _nested(nesting: str, selector: Selector, number: Number) -> Selector:
    """ "The outer cards", "the inner box": those that are in none of the others, or in one."""
    inner = Where(selector, "inside", selector, "many")
    found = Both(selector, inner) if nesting == "inner" else Except(selector, Fitting(inner))
    return single(found) if number == "one" else found


def _counts_what_was(w: Words, at: int) -> bool:
    """ "(the play button and) the two beside it": so many of the kind that was named before."""
    beside = w.has(at - 1, "definite") and w.any_of(at + 1, "relation", "between")
    return beside and w.kind_before(at) is not None


def so_many(selector: Selector, count: int) -> Selector:
    """Exactly as many as were counted, where that was said: "the other two"."""
    return selector if count < 2 else Pick(selector, tuple(range(1, count + 1)), order="only")


def _placed(m: Modifiers, base: Selector, looking: Selector, number: Number) -> Selector:
    """ "the left card": what is called that, else what is there."""
    place = " ".join(dict.fromkeys(m.places))
    there = Where(many(looking), place, None, number)
    if isinstance(base, Named) and not (m.colours or m.looks):
        return Either((structs.replace(base, words=(*m.places, *base.words), exact=False), there))
    return there


def _of_those(m: Modifiers, named: Union) -> Selector:
    """ "(the title and the price …,) the first one": counted as they were said."""
    size = len(named.parts)
    places = [p - 1 if p > 0 else size + p for p in m.ordinals]
    if not all(0 <= p < size for p in places):
        return Pick(named, m.ordinals)
    return joined([named.parts[p] for p in places])


def _picked(m: Modifiers, selector: Selector) -> Selector:
    if not m.superlative:
        if m.ordinals and isinstance(selector, Union):
            return _of_those(m, selector)
        if m.ordinals:
            return Pick(many(selector), m.ordinals)
        return Pick(many(selector), start=m.every_from, step=m.every)
    measure, _, end = m.superlative.rpartition(" ")
    sign = int(end)
    places = tuple(p * sign for p in m.ordinals) or (sign,)
    if m.count > 1:
        places = tuple(range(1, m.count + 1)) if sign > 0 else tuple(range(-m.count, 0))
    return Pick(many(selector), places, order=measure)
