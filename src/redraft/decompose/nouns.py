"""Noun phrases → selectors: "the third blue button in the footer except the last".

Read from left to right without going back: determiner, ordinals, looks, the describing
words up to the head, then what follows it ("of …", "in …", "below …", "that …", "except …").
Inside a phrase a word may be of any category when the head noun is still to come ("the
save button"), so names that are also verbs can be said.

    L-1  every item is visited a bounded number of times

May import: decompose.words, select.selectors.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.references import explained, refers
from redraft.decompose.words import Words
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

DEPTH_MAX: Final = 6
#: ordinals in one description
ORDINALS_MAX: Final = 24
#: how far ahead a head noun may lie behind words that are something else too
_AHEAD: Final = 3


class Noun(NamedTuple):
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
    #: looks said before the head ("a right aligned title"), as keyword values
    looks: tuple[str, ...] = ()
    #: nothing of it is in the lexicon and no determiner stands before it
    bare: bool = False
    kinds: tuple[str, ...] = ()


def noun(w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None:
    """Read a noun phrase at ``i``; ``places`` allows relations of place to follow it.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "the third button"
    >>> noun(Words(text, load().items(scan(text)), load()), 0).selector.places
    (3,)
    """
    if depth > DEPTH_MAX or i >= w.size:
        return None
    found = _core(w, i, depth)
    if found is None:
        return None
    return _after(w, found, places=places, depth=depth)


def nouns(w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None:
    """Read one noun phrase or several joined by "and" or commas, while each is a plain one."""
    first = noun(w, i, places=places, depth=depth)
    if first is None:
        return None
    parts = [first]
    at = first.stop
    while True:
        join = w.skip_commas(at)
        if join == at or join >= w.size:
            break
        if not starts_noun(w, join):
            break
        if w.kind(join) == "quote" and not (w.any_of(join + 1, "kind") or _is_quote(first)):
            break
        found = noun(w, join, places=places, depth=depth)
        if found is None or found.pronoun:
            break
        if refers(found.selector):
            # "the email field and the button next to it"
            said_before = [p.selector for p in parts]
            found = found._replace(selector=explained(found.selector, said_before))
        parts.append(found)
        at = found.stop
    if len(parts) == 1:
        return first
    parts = _shared_head(parts)
    return Noun(
        Union(tuple(p.selector for p in parts)),
        at,
        "many",
        inner_text=all(p.inner_text for p in parts),
        sure=min(p.sure for p in parts),
    )


def starts_noun(w: Words, i: int) -> bool:
    """Whether a noun phrase is likely to start at ``i`` (a determiner, a kind, a known form)."""
    if i >= w.size:
        return False
    if w.any_of(i, "pronoun", "rest"):
        return True
    found = _core(w, i, 0)
    return found is not None and not found.bare


def _shared_head(parts: list[Noun]) -> list[Noun]:
    """ "the save and cancel buttons": the kind word at the end is that of each."""
    last = parts[-1].selector
    if not (isinstance(last, Named) and last.kinds and last.number == "many" and len(last.words) > 1):
        return parts
    shared: list[Noun] = []
    for part in parts[:-1]:
        named = part.selector
        if not (isinstance(named, Named) and not named.kinds and named.words):
            return parts
        one = Named((*named.words, last.head), last.kinds, last.head, None, "one", named.span)
        shared.append(part._replace(selector=one))
    only = Named(last.words, last.kinds, last.head, last.quoted, "one", last.span)
    return [*shared, parts[-1]._replace(selector=only)]


def _is_quote(found: Noun) -> bool:
    return isinstance(found.selector, Named) and not found.selector.words


# -- the phrase itself -------------------------------------------------------------


class _Modifiers:
    """What stands before the head."""

    def __init__(self) -> None:
        self.number: Number | None = None
        self.ordinals: list[int] = []
        self.first_count: tuple[int, int] | None = None
        self.every = 0
        self.every_from = 1
        self.superlative = ""
        self.colours: list[str] = []
        self.looks: list[str] = []
        self.other = False
        self.rest = False
        self.determined = False
        self.definite = False
        self.count = 0
        self.places: list[str] = []
        #: the head is a word without a plural: "the red text"
        self.mass = False


def _core(w: Words, i: int, depth: int) -> Noun | None:
    if w.has(i, "pronoun") and not (w.has(i, "det") and _heads_ahead(w, i + 1)):
        return _reference(w, i)
    if w.has(i, "possessive"):
        return _owned(w, i, depth)
    if w.has(i, "all-but"):
        kept = noun(w, i + 1, places=True, depth=depth + 1)
        if kept is not None:
            every = w.value(i, "all-but") == "everything" or w.kind_named is None
            whole: Selector = Everything() if every or w.kind_named is None else w.kind_named
            return Noun(Except(_many(whole), kept.selector), kept.stop, "all")
    if w.has(i, "everything"):
        return Noun(Everything(), i + 1, "all")
    m = _Modifiers()
    at = _before_head(w, i, m)
    if w.has(at, "pronoun") and at > i and not _heads_ahead(w, at + 1):
        found = _reference(w, at)
        return found._replace(stop=at + 1) if found else None
    start = at
    words: list[str] = []
    kinds: tuple[str, ...] = ()
    head = ""
    head_plural = False
    quoted: str | None = None
    known = False
    generic = screen = inner = named = False
    kind_words = 0
    last_kind_at = -1
    while at < w.size:
        item = w.items[at]
        if item.token.kind == "quote":
            if quoted is not None or (known and (not w.quotes_name or _quote_is_value(w, at))):
                break
            if not known and not w.quotes_name and not w.any_of(at + 1, "kind", "any"):
                break
            quoted = item.text
            at += 1
            continue
        if item.token.kind == "number":
            if item.token.unit or not (known or words):
                break
            if not _number_names(w, at, known=known):
                break
            break
        if item.token.kind not in ("word",):
            break
        means = item.means
        if "name" in means:
            words.extend(means["name"].split())
            known = named = True
            head, head_plural, kinds = item.text, False, ()
            at += 1
            continue
        if "kind" in means or "any" in means or "screen" in means:
            if _ends_before_kind(w, at, words):
                break
            if "property" in means and not _kind_wins(w, at):
                if not _heads_ahead(w, at + 1, near=True):
                    break
            words.append(item.text)
            known = True
            head, head_plural = item.text, item.plural
            last_kind_at = at
            if "kind" in means:
                kinds = tuple(means["kind"].split())
                kind_words += 1
                generic = False
            elif "any" in means:
                generic = True
            screen = "screen" in means
            inner = "inner-text" in means
            at += 1
            continue
        if _describes(w, at, words, known=known, determined=m.determined):
            words.append(item.text)
            if not known or not _was_kind(w, at - 1):
                head, head_plural = item.text, item.plural
                if not item.means:
                    kinds = ()
            at += 1
            continue
        break
    if not words and quoted is None:
        return _headless(w, i, at, m)
    w_span = w.span(start, at)
    number: Number = m.number or ("many" if head_plural else "one")
    if m.number == "all" and not head_plural and not _universal(w, i, at):
        number = "all"
    typed = kinds if last_kind_at >= 0 and head == w.items[last_kind_at].text else ()
    base: Selector
    only_screen = screen and kind_words <= 1 and len(words) == 1 and quoted is None
    if generic and len(words) == 1 and quoted is None and w.has(at - 1, "one") and w.kind_named is not None:
        base = _many(w.kind_named) if (m.ordinals or m.superlative or m.colours or m.looks or m.places) else w.kind_named
        typed = _kinds_in(w.kind_named)
    elif generic and len(words) == 1 and quoted is None and w.has(at - 1, "one"):
        base = Reference("them", span=w_span)
    elif generic and len(words) == 1 and quoted is None:
        base = Everything()
        if number == "one" and not (m.ordinals or m.superlative or m.colours or m.looks):
            number = m.number or number
    elif generic and len(words) >= 2 and last_kind_at >= 0:
        # "text components", "component comp_0": the other words are what is meant
        rest = tuple(t for t, k in zip(words, _places_of(w, start, at), strict=False) if k != last_kind_at)
        inner_kinds = _kinds_of(w, start, at, skip=last_kind_at)
        if not inner_kinds and w.has(last_kind_at, "one") and w.kind_named is not None:
            inner_kinds = _kinds_in(w.kind_named)
        own_head = rest[-1] if rest and _kinds_of(w, start, at, skip=last_kind_at) else ""
        base = Named(rest, inner_kinds, own_head, quoted, number, w_span)
        typed = inner_kinds
    elif screen and quoted is not None and len(words) == 1:
        # "the “Introduction” page": the part of a document of several screens
        base = Named((), ("slide", "screen", "page"), "", quoted, number, w_span)
    else:
        base = Named(tuple(words), typed, head, quoted, number, w_span)
        if kind_words >= 2 and quoted is None and len(words) >= 2 and not named:
            base = _compound(w, base, start, at, number, inner=inner)
    if isinstance(base, Named) and (base.kinds or base.words) and not generic:
        w.kind_named = _many(base) if base.kinds else Named(base.words[-1:], (), base.head, None, "all", base.span)
    is_screen = only_screen and number == "one" and not m.ordinals and not m.other
    if is_screen:
        base = Either((base, Screen())) if "kind" in w.items[last_kind_at].means else Screen()
    base, at2 = _numbers_after(w, at, base, words, typed, number, w_span)
    numbered = at2 != at
    at = at2
    if numbered:
        is_screen = False
        number = "many" if isinstance(base, (Union, Pick)) else number
    m.mass = inner and not head_plural and last_kind_at >= 0
    selector = _with_modifiers(m, base, number)
    if (m.ordinals or m.superlative) and isinstance(base, Named):
        selector = _with_modifiers(m, _many(base), number)
    bare = not known and not m.determined and quoted is None and not numbered
    return Noun(
        selector,
        at,
        "all" if number == "all" else ("many" if m.first_count or len(m.ordinals) > 1 else number),
        inner_text=inner and kind_words >= 2,
        screen=is_screen,
        sure=0.9 if bare else 1.0,
        looks=tuple(m.looks),
        bare=bare,
        kinds=typed,
    )


def _owned(w: Words, i: int, depth: int) -> Noun | None:
    """ "its title", "their icons": in what was spoken of."""
    part = noun(w, i + 1, places=False, depth=depth + 1)
    if part is None or part.pronoun or w.any_of(i + 1, "property") and not w.has(i + 1, "kind"):
        return None
    owner = Reference("it", span=w.span(i, i + 1))
    inner: Selector = Where(part.selector, "inside", owner, part.number)
    if w.has(i + 1, "inner-text") and part.stop == i + 2:
        inner = Related(owner, "text")
    return part._replace(selector=inner, bare=False)


def _before_head(w: Words, i: int, m: _Modifiers) -> int:
    """Read determiner, quantifier, ordinals, counts, superlatives, colours and looks."""
    at = i
    while at < w.size:
        means = w.items[at].means
        token = w.items[at].token
        if "quantifier" in means and not _names(w, at):
            m.number = "all"
            m.determined = True
            if means["quantifier"] == "both":
                m.count = 2
            at += 1
        elif "every-other" in means:
            m.every_from, m.every = (int(n) for n in means["every-other"].split())
            m.number = "all"
            m.determined = True
            at += 1
        elif "rest" in means and (at > i or _heads_ahead(w, at + 1) or True) and not _names(w, at):
            if not (_heads_ahead(w, at + 1, near=True) or w.has(at + 1, "of")):
                break
            m.rest = True
            m.determined = True
            at += 1
            if w.has(at, "of"):
                at += 1
        elif "other" in means and _heads_ahead(w, at + 1, near=True):
            m.other = True
            at += 1
        elif "det" in means and not m.ordinals:
            m.determined = True
            m.definite = True
            at += 1
        elif "possessive" in means and at == i:
            break
        elif "ordinal" in means and (_heads_ahead(w, at + 1) or m.determined or _ordinal_alone(w, at)):
            at = _ordinals(w, at, m)
        elif "superlative" in means and (_heads_ahead(w, at + 1) or m.determined):
            m.superlative = means["superlative"]
            m.determined = True
            at += 1
        elif "number" in means and _heads_ahead(w, at + 1) and not m.count:
            m.count = int(float(means["number"]))
            m.number = m.number or "many"
            at += 1
        elif token.kind == "number" and not token.unit and _counts(w, at) and not m.count:
            m.count = int(token.value or 0)
            m.number = m.number or "many"
            at += 1
        elif w.is_colour(at) or ("shade" in means and w.is_colour(at + 1)):
            end = _colour_end(w, at)
            if not _heads_ahead(w, end):
                break
            m.colours.append(" ".join(w.said(k) for k in range(at, end)))
            at = end
            if w.has(at, "look-suffix") and _heads_ahead(w, at + 1):
                at += 1
        elif "look" in means and _heads_ahead(w, at + 1, near=True):
            m.looks.append(means["look"])
            at += 1
        elif ("keyword" in means) and _heads_ahead(w, at + 1, near=True) and "=" in means["keyword"]:
            m.looks.append(means["keyword"])
            at += 1
        elif "edge" in means and item_is_single(w, at) and _heads_ahead(w, at + 1, near=True):
            m.places.append(means["edge"])
            at += 1
        elif "filler" in means and at > i and _heads_ahead(w, at + 1, near=True):
            at += 1
        else:
            break
    return at


def _ordinals(w: Words, at: int, m: _Modifiers) -> int:
    place = int(w.value(at, "ordinal"))
    m.determined = True
    count = _number_at(w, at + 1)
    if place in (1, -1) and count and (_heads_ahead(w, at + 2) or not w.has(at + 2, "unit")):
        m.first_count = (place, count) if not m.ordinals else m.first_count
        m.ordinals.extend(range(1, count + 1) if place == 1 else range(-count, 0))
        m.number = "many"
        at += 2
    else:
        m.ordinals.append(place)
        at += 1
    join = w.skip_commas(at)
    skip = join + 1 if w.has(join, "det") else join
    if len(m.ordinals) < ORDINALS_MAX and join > at and w.has(skip, "ordinal") and (_heads_ahead(w, skip + 1) or w.is_separator(skip + 1)):
        return _ordinals(w, skip, m)
    return at


def _headless(w: Words, i: int, at: int, m: _Modifiers) -> Noun | None:
    """No head noun: "the rest", "the others", "the first", "all", "the red ones" without ones."""
    if w.has(at, "rest"):
        return Noun(Reference("rest", span=w.span(i, at + 1)), at + 1, "many")
    if w.has(at, "other") and (at > i or w.is_separator(at + 1) or at + 1 >= w.size):
        return Noun(Reference("other", span=w.span(i, at + 1)), at + 1, "one")
    if m.ordinals and at > i:
        base = Reference("them", span=w.span(i, at))
        kind: Selector = Pick(base, tuple(m.ordinals))
        if w.kind_named is not None:
            kind = Pick(w.kind_named, tuple(m.ordinals))
        return Noun(kind, at, "many" if len(m.ordinals) > 1 else "one", sure=0.9)
    if (m.number or m.count) and at > i and w.any_of(at, "of", "pronoun"):
        # "all of them", "all three of them"
        them = at + 1 if w.has(at, "of") else at
        if w.has(them, "pronoun"):
            found = _reference(w, them)
            return found._replace(number="all")
    if m.number == "all" and at > i and not (w.is_word(at) and not w.is_joint(at)):
        word = "them" if m.count == 2 else None
        if word:
            return Noun(Reference("them", span=w.span(i, at)), at, "all", pronoun=True)
        # what was just named, else all there is
        return Noun(Either((Reference("them", span=w.span(i, at)), Everything())), at, "all", sure=0.95)
    return None


def _reference(w: Words, i: int) -> Noun:
    word = w.value(i, "pronoun")
    stop = i + 1
    if word == "them" and w.any_of(stop, "quantifier"):
        stop += 1  # "them all", "them both"
    return Noun(
        Reference("them" if word == "them" else "it", span=w.span(i, i + 1)),
        stop,
        "many" if word == "them" else "one",
        pronoun=True,
    )


def _with_modifiers(m: _Modifiers, base: Selector, number: Number) -> Selector:
    narrowed = bool(m.ordinals or m.superlative or m.every)
    selector = base
    if (m.colours or m.looks) and isinstance(base, Named):
        selector = _many(base)
    for colour in m.colours:
        selector = Look(selector, "colour", colour)
    for look in m.looks:
        feature, _, value = look.partition(" = ")
        selector = Look(selector, feature, value) if value else Look(selector, feature)
    if m.places:
        place = " ".join(dict.fromkeys(m.places))
        there = Where(_many(selector), place, None, number)
        if isinstance(base, Named) and not (m.colours or m.looks):
            named = Named((*m.places, *base.words), base.kinds, base.head, base.quoted, base.number, base.span)
            selector = Either((named, there))
        else:
            selector = there
        if not narrowed:
            return selector
    if m.rest:
        return Reference("rest", kinds=_kinds_in(base))
    if m.other:
        return Except(_many(selector), Reference("it")) if number != "one" else Reference(
            "other", kinds=_kinds_in(base)
        )
    if m.superlative:
        measure, _, end = m.superlative.rpartition(" ")
        places = tuple(m.ordinals) or ((int(end),))
        if m.ordinals:
            places = tuple(p * int(end) for p in m.ordinals)
        if m.count > 1:
            places = tuple(range(1, m.count + 1)) if int(end) > 0 else tuple(range(-m.count, 0))
        return Pick(_many(selector), places, order=measure)
    if m.ordinals:
        return Pick(_many(selector), tuple(m.ordinals))
    if m.every:
        return Pick(_many(selector), start=m.every_from, step=m.every)
    if m.count > 1 and not narrowed:
        return Pick(_many(selector), tuple(range(1, m.count + 1)), order="only")
    if (m.colours or m.looks) and not narrowed and number == "one" and not m.mass:
        # one is meant: the resolver says so where several look like that
        return _single(selector)
    return selector


def _single(selector: Selector) -> Selector:
    return Pick(selector, (1,), order="only")


def _many(selector: Selector) -> Selector:
    """The same description, of as many as fit."""
    match selector:
        case Named():
            return Named(
                selector.words, selector.kinds, selector.head, selector.quoted, "all", selector.span
            )
        case Either():
            return Either(tuple(_many(o) for o in selector.options))
        case Where():
            return Where(_many(selector.base), selector.relation, selector.anchor, "any")
        case _:
            return selector


def related(base: Selector, relation: str, anchor: Selector, number: Number) -> Selector:
    """Narrow a description by a place; what was picked by order is picked from what is there."""
    match base:
        case Pick() if base.order != "only":
            kept = related(_many(base.base), relation, anchor, "all")
            return Pick(kept, base.places, base.start, base.stop, base.step, base.order, base.rows)
        case Look():
            return Look(related(base.base, relation, anchor, "all"), base.feature, base.value, base.relation, base.than)
        case _:
            return Where(base, relation, anchor, number)


def inside(base: Selector, anchor: Selector, number: Number) -> Selector:
    """Narrow a description to what is in another component, in each where several are named."""
    if isinstance(anchor, Union) and isinstance(base, Pick):
        return Union(tuple(inside(base, part, number) for part in anchor.parts))
    return related(base, "inside", anchor, number)


def _kinds_in(selector: Selector) -> tuple[str, ...]:
    return selector.kinds if isinstance(selector, (Named, Everything)) else ()


def _compound(w: Words, base: Named, start: int, stop: int, number: Number, *, inner: bool) -> Selector:
    """ "card title": by that name, else the title in the card, else (text) the card's own text."""
    cut = stop - 1
    while cut > start and "kind" not in w.items[cut].means:
        cut -= 1
    owner_words = tuple(w.said(k) for k in range(start, cut) if w.is_word(k))
    owner = Named(
        owner_words, _kinds_of(w, start, cut), owner_words[-1], None, number, w.span(start, cut)
    )
    last = Named((w.said(cut),), base.kinds, w.said(cut), None, "any", w.span(cut, stop))
    called = structs.replace(base, exact=True)
    options: list[Selector] = [called, Where(last, "inside", owner, number)]
    if all(w.has(k, "screen") for k in range(start, cut)):
        # "the slide title": on a screen of its own, the title
        options.append(Named(last.words, last.kinds, last.head, None, number, last.span))
    if inner:
        options.append(Related(owner, "text"))
    options.append(base)
    return Either(tuple(options))


def _numbers_after(
    w: Words,
    at: int,
    base: Selector,
    words: list[str],
    kinds: tuple[str, ...],
    number: Number,
    span: tuple[int, int],
) -> tuple[Selector, int]:
    """ "slide 4", "slides 1,3 and 5", "cards 2 to 4": a kind and the numbers of some of them."""
    if not isinstance(base, (Named, Either, Everything)) or not (words or isinstance(base, Everything)):
        return base, at
    if not kinds and not isinstance(base, Everything) and not _listed(w, at):
        return base, at
    if not _number_names(w, at, known=True):
        return base, at
    first = _number_at(w, at)
    assert first is not None  # noqa: S101
    numbers = [first]
    stop = at + 1
    if w.any_of(stop, "range") or w.mark(stop, "-–"):
        last = _number_at(w, stop + 1)
        if last is not None and last > first and not _has_unit(w, stop + 1) and last - first < 1000:
            numbers = list(range(first, last + 1))
            stop += 2
    while True:
        join = w.skip_commas(stop)
        skip = join
        if join == stop:
            break
        following = _number_at(w, skip)
        if following is None or _has_unit(w, skip) or w.kind(skip) != "number":
            break
        numbers.append(following)
        stop = skip + 1
    parts: list[Selector] = []
    for n in numbers:
        said = tuple([*words, str(n)]) if not isinstance(base, Everything) else (str(n),)
        named = Named(
            said,
            kinds,
            words[-1] if words else "",
            None,
            "one",
            (span[0], w.items[stop - 1].end),
            exact=True,
        )
        whole = Everything() if isinstance(base, Everything) else Named(tuple(words), kinds, words[-1], None, "all", span)
        parts.append(Either((named, Pick(whole, (n,)))))
    return (parts[0] if len(parts) == 1 else Union(tuple(parts))), stop


def _listed(w: Words, at: int) -> bool:
    """Whether numbers after an unknown word number its things: "transactions 1 to 3", "step 2"."""
    return w.items[at - 1].plural or w.any_of(at + 1, "range") and w.kind(at + 2) == "number"


# -- what follows the head -----------------------------------------------------------


def _after(w: Words, found: Noun, *, places: bool, depth: int) -> Noun:
    selector, at, number = found.selector, found.stop, found.number
    keep: Number = number
    rounds = 0
    while at < w.size and rounds < DEPTH_MAX:
        rounds += 1
        step = _modifier(w, at, selector, keep, found, places=places, depth=depth)
        if step is None:
            break
        selector, at = step
    if at == found.stop:
        return found
    return found._replace(selector=selector, stop=at, screen=False)


def _modifier(
    w: Words, at: int, base: Selector, number: Number, found: Noun, *, places: bool, depth: int
) -> tuple[Selector, int] | None:
    if w.has(at, "except"):
        minus = nouns(w, at + 1, places=places, depth=depth + 1)
        if minus is not None:
            return Except(base, minus.selector), minus.stop
        return None
    if (w.mark(at, ",")) and w.has(at + 1, "except"):
        minus = nouns(w, at + 2, places=places, depth=depth + 1)
        return (Except(base, minus.selector), minus.stop) if minus else None
    that = at
    said_that = False
    if w.has(that, "that") or (w.mark(that, ",") and w.has(that + 1, "that")):
        that += 1 if w.has(that, "that") else 2
        said_that = True
        while w.any_of(that, "that", "is"):
            that += 1
    if said_that:
        clause = _that(w, that, base, number, depth)
        if clause is not None:
            return clause
        if w.kind(that) == "quote" :
            return Both(_many(base), Named(quoted=w.said(that), number="any", span=w.span(that, that + 1))), that + 1
    if w.has(at, "possessive-mark") and w.has(at + 1, "inner-text") and w.has(at + 1, "property"):
        return None  # "the title's text": a property
    if w.has(at, "possessive-mark"):
        owned = noun(w, at + 1, places=False, depth=depth + 1)
        if owned is not None and not _property_here(w, at + 1):
            if owned.inner_text or (w.has(at + 1, "inner-text") and owned.stop == at + 2):
                return Either((Where(owned.selector, "inside", base, number), Related(base, "text"))), owned.stop
            return Where(owned.selector, "inside", base, number), owned.stop
        return None
    if w.has(at, "of"):
        return _of(w, at, base, number, found, depth)
    if places or said_that:
        placed = _place(w, that if said_that else at, base, number, depth)
        if placed is not None:
            return placed
    elif w.has(at, "inside") or w.has(at, "in"):
        within = _inside(w, at, base, number, depth, places=False)
        if within is not None:
            return within
    compared = _compared(w, that, base, depth)
    if compared is not None:
        return compared
    if w.has(at, "with") and w.kind(at + 1) == "quote" and w.quotes_name:
        return Both(_many(base), Named(quoted=w.said(at + 1), number="any", span=w.span(at + 1, at + 2))), at + 2
    return None


def _that(w: Words, at: int, base: Selector, number: Number, depth: int) -> tuple[Selector, int] | None:
    """ "that is red", "which are bold", "that says …"."""
    if w.is_colour(at) or (w.has(at, "shade") and w.is_colour(at + 1)):
        end = _colour_end(w, at)
        return Look(_many(base), "colour", " ".join(w.said(k) for k in range(at, end))), end
    if w.has(at, "look") and not w.has(at, "edge"):
        return Look(_many(base), w.value(at, "look")), at + 1
    if w.kind(at) == "quote":
        return Both(_many(base), Named(quoted=w.said(at), number="any", span=w.span(at, at + 1))), at + 1
    if isinstance(base, Everything) and w.any_of(at, "det", "kind"):
        one = noun(w, at, places=False, depth=depth + 1)
        if one is not None and one.kinds:
            return _many(one.selector), one.stop
    return None


def _of(
    w: Words, at: int, base: Selector, number: Number, found: Noun, depth: int
) -> tuple[Selector, int] | None:
    owner = noun(w, at + 1, places=True, depth=depth + 1)
    if owner is None:
        return None
    owner = _more_owners(w, owner, depth)
    if owner.screen:
        return base, owner.stop
    if _is_quote(owner):
        # "the slide of “Our services”": what holds that text, else what is in it
        around = Where(base, "around", owner.selector, number)
        return Either((around, Where(base, "inside", owner.selector, number))), owner.stop
    return inside(base, owner.selector, number if number != "one" or owner.number == "one" else "any"), owner.stop


def _more_owners(w: Words, owner: Noun, depth: int) -> Noun:
    """ "of the first and the second card": further owners joined to the first."""
    at = owner.stop
    parts: list[Selector] = [owner.selector]
    while True:
        join = w.skip_commas(at)
        if join == at or not (w.any_of(join, "det", "ordinal", "quantifier") and starts_noun(w, join)):
            break
        more = noun(w, join, places=True, depth=depth + 1)
        if more is None or w.any_of(more.stop, "to", "should", "is") is False and _value_follows(w, more.stop):
            break
        parts.append(more.selector)
        at = more.stop
    if len(parts) == 1:
        return owner
    return Noun(Union(tuple(parts)), at, "many")


def _value_follows(w: Words, i: int) -> bool:
    return w.is_colour(i) or w.any_of(i, "more", "keyword", "property") or w.kind(i) in ("number", "quote")


def _inside(
    w: Words, at: int, base: Selector, number: Number, depth: int, *, places: bool = True
) -> tuple[Selector, int] | None:
    if w.has(at, "to") and (w.kind(at + 1) in ("quote", "number", "colour") or w.is_colour(at + 1) or w.any_of(at + 1, "keyword", "font-name", "shade")):
        return None
    if w.kind(at + 1) == "quote" and not w.any_of(at + 2, "kind", "any", "screen"):
        return None
    row = _row(w, at + 1, base, number)
    if row is not None:
        return row
    edges = edge_phrase(w, at)
    if edges is not None and not places:
        return None
    if edges is not None and edges.anchor_stop is None:
        return Where(base, " ".join(edges.lines), None, number), edges.stop
    anchor = noun(w, at + 1, places=places, depth=depth + 1)
    if anchor is None:
        return None
    if anchor.screen:
        return base, anchor.stop
    anchor = _more_owners(w, anchor, depth) if anchor.number != "one" else anchor
    keep: Number = "any" if anchor.number != "one" else number
    if anchor.number != "one":
        base = _many(base)
    return inside(base, anchor.selector, keep), anchor.stop


def _place(w: Words, at: int, base: Selector, number: Number, depth: int) -> tuple[Selector, int] | None:
    if w.has(at, "between"):
        first = noun(w, at + 1, places=False, depth=depth + 1)
        if first is not None and w.any_of(first.stop, "and", "to"):
            second = noun(w, first.stop + 1, places=False, depth=depth + 1)
            if second is not None:
                return Where(base, "between", Union((first.selector, second.selector)), number), second.stop
        pair = nouns(w, at + 1, places=False, depth=depth + 1)
        return (Where(base, "between", pair.selector, number), pair.stop) if pair else None
    if w.has(at, "relation"):
        relation = w.value(at, "relation")
        anchor_at = at + 1
        while w.any_of(anchor_at, "of") or w.has(anchor_at, "to"):
            anchor_at += 1
        anchor = noun(w, anchor_at, places=True, depth=depth + 1)
        if anchor is not None:
            if anchor.screen:
                return Where(base, relation, None, number), anchor.stop
            return related(base, relation, anchor.selector, number), anchor.stop
    edges = edge_phrase(w, at)
    if edges is not None:
        return _at_edges(w, edges, base, number, depth)
    if w.has(at, "in"):
        return _inside(w, at, base, number, depth)
    if w.has(at, "from"):
        return _from(w, at, base)
    return None


def _at_edges(
    w: Words, edges: Edges, base: Selector, number: Number, depth: int
) -> tuple[Selector, int]:
    lines = " ".join(edges.lines)
    if edges.anchor_stop is None:
        return Where(base, lines, None, number), edges.stop
    anchor = noun(w, edges.anchor_stop, places=True, depth=depth + 1)
    if anchor is None:
        return Where(base, lines, None, number), edges.stop
    if anchor.screen:
        return Where(base, lines, None, number), anchor.stop
    if lines in ("left", "right"):
        return related(base, lines, anchor.selector, number), anchor.stop
    if edges.side and lines in ("top", "bottom"):
        return related(base, "above" if lines == "top" else "below", anchor.selector, number), anchor.stop
    return Where(Where(base, "inside", anchor.selector, "any"), lines, None, number), anchor.stop


def _from(w: Words, at: int, base: Selector) -> tuple[Selector, int] | None:
    """ "third from the left", "second from bottom"."""
    edge = at + 1
    while w.has(edge, "det"):
        edge += 1
    if not w.any_of(edge, "edge"):
        return None
    side = w.value(edge, "edge")
    stop = edge + 1
    while w.any_of(stop, "edge", "edge-noun"):
        stop += 1
    if w.has(stop, "of"):
        screen = noun(w, stop + 1, places=False, depth=DEPTH_MAX)
        if screen is not None and screen.screen:
            stop = screen.stop
    if isinstance(base, Pick) and base.order == "reading" and base.places:
        order = {"left": "x", "right": "x", "top": "reading", "bottom": "reading"}.get(side, "reading")
        flip = side in ("right", "bottom")
        places = tuple(-p if flip and p > 0 else p for p in base.places)
        return Pick(base.base, places, order=order), stop
    return Where(base, side, None, "any"), stop


def _row(w: Words, at: int, base: Selector, number: Number) -> tuple[Selector, int] | None:
    """ "(in) the second row": the rows of what ``base`` names, or of a picked place in each."""
    start = at
    while w.has(at, "det"):
        at += 1
    if not w.has(at, "ordinal"):
        return None
    place = int(w.value(at, "ordinal"))
    if not (w.has(at + 1, "kind") and w.value(at + 1, "kind").split()[0] in ("row", "column")):
        return None
    del start
    axis = w.value(at + 1, "kind").split()[0]
    stop = at + 2
    if isinstance(base, Pick) and base.places:
        inner: Selector = Pick(base.base, (place,), order=axis, rows=True)
        return Pick(inner, base.places, order="reading"), stop
    return Pick(_many(base), (place,), order=axis, rows=True), stop


def _compared(w: Words, at: int, base: Selector, depth: int) -> tuple[Selector, int] | None:
    """ "wider than 200px", "darker than the header", "smaller than 14"."""
    if not (w.has(at, "more") and w.has(at + 1, "than")):
        return None
    feature, _, sign = w.value(at, "more").rpartition(" ")
    relation = ">" if sign == "+" else "<"
    amount = w.items[at + 2].token if at + 2 < w.size else None
    if amount is not None and amount.kind == "number":
        stop = at + 3
        if w.has(stop, "unit"):
            stop += 1
        return Look(_many(base), feature, amount.value, relation), stop  # type: ignore[arg-type]
    than = noun(w, at + 2, places=False, depth=depth + 1)
    if than is None:
        return None
    return Look(_many(base), feature, None, relation, than.selector), than.stop  # type: ignore[arg-type]


# -- places on the screen ------------------------------------------------------------


#: "the top corner": the line that a corner leaves out
_CORNER: Final = {"top": "left", "bottom": "left", "left": "top", "right": "top"}


class Edges(NamedTuple):
    """ "(at) the top left corner (of …)": lines, where it stops, where an "of" phrase starts."""

    lines: tuple[str, ...]
    stop: int
    anchor_stop: int | None
    side: bool


def edge_phrase(w: Words, i: int) -> Edges | None:
    """Read a place on a screen or component: edges after an optional preposition and article."""
    at = i
    while w.any_of(at, "in", "to", "det", "from") and not w.any_of(at, "edge", "direction"):
        at += 1
    lines: list[str] = []
    side = False
    begun = at
    while at < w.size:
        means = w.items[at].means
        if "edge" in means:
            lines.append(means["edge"])
            side = side or w.items[at].words > 1
            at += 1
        elif "direction" in means and (w.any_of(at + 1, "edge", "edge-noun") or lines):
            lines.append({"up": "top", "down": "bottom"}.get(means["direction"], means["direction"]))
            at += 1
        elif lines and "edge-noun" in means:
            side = True
            if means["edge-noun"] == "corner" and len(lines) == 1 and lines[0] in _CORNER:
                lines.append(_CORNER[lines[0]])
            at += 1
        elif lines and "and" in means and w.has(at + 1, "edge"):
            at += 1
        else:
            break
    if not lines or at == begun:
        return None
    lines = list(dict.fromkeys(lines))
    anchor = at + 1 if w.has(at, "of") else None
    if w.value(at, "relation") in ("left", "right"):
        # "the top right of": the last edge and the "of" are one phrase
        lines.append(w.value(at, "relation"))
        at, anchor = at + 1, at + 1
    return Edges(tuple(lines), at, anchor, side)


# -- questions about words -------------------------------------------------------------


def _heads_ahead(w: Words, i: int, *, near: bool = False) -> bool:
    """Whether a head noun comes within a few words, before anything that would end the phrase."""
    for at in range(i, min(i + (1 if near else _AHEAD), w.size)):
        item = w.items[at]
        if item.token.kind == "quote":
            return True
        if item.token.kind != "word":
            return False
        if w.any_of(at, "kind", "any", "screen", "name"):
            return True
        if w.is_joint(at):
            return False
        if "property" in item.means:
            return False
        if near and (w.is_unknown(at) or w.any_of(at, "ordinal", "superlative")):
            return True
        if near and w.is_colour(at):
            return _heads_ahead(w, at + 1)
        if near and w.any_of(at, "look", "keyword", "other", "number", "token", "verb"):
            return _heads_ahead(w, at + 1)
        if not near and at == i and w.is_unknown(at):
            # an unknown word right here may be the head itself
            return True
    return False


def _describes(w: Words, at: int, words: list[str], *, known: bool, determined: bool) -> bool:
    """Whether the word at ``at`` belongs to the description that is being read."""
    item = w.items[at]
    if w.is_joint(at) or "possessive-mark" in item.means:
        return False
    if w.is_unknown(at):
        return not (known and item.means)
    if w.is_colour(at) and not w.has(at, "kind"):
        return _heads_ahead(w, at + 1) and bool(words) and not known
    if "property" in item.means:
        return w.any_of(at + 1, "kind", "any") and not w.any_of(at + 1, "property")
    if w.any_of(at, "respectively", "then", "degree", "more") and not w.any_of(at + 1, "kind", "any"):
        return False
    if known:
        return False
    if determined and not words and not w.any_of(at, "more") and _kind_comes(w, at + 1):
        return True
    if w.any_of(at + 1, "kind", "any") and not w.any_of(at, "det", "quantifier", "pronoun"):
        return True
    return bool(determined and not words and w.any_of(at, "verb", "other-job", "token", "edge", "edge-noun", "vague", "remark")
                and (at + 1 >= w.size or w.is_joint(at + 1) or w.is_separator(at + 1)
                     or _value_follows(w, at + 1)))


def _kind_comes(w: Words, at: int) -> bool:
    """Whether plain words and then a kind follow: "(the save) activity button"."""
    for k in range(at, min(at + _AHEAD, w.size)):
        if w.any_of(k, "kind", "any"):
            return True
        if not w.is_unknown(k):
            return False
    return False


def _was_kind(w: Words, at: int) -> bool:
    return w.any_of(at, "kind", "any", "screen")


def item_is_single(w: Words, at: int) -> bool:
    """An edge of one word, "left", in front of what is there."""
    return w.items[at].words == 1


def _names(w: Words, at: int) -> bool:
    """A quantifier or such that is part of a name ("all countries button")."""
    del w, at
    return False


def _counts(w: Words, at: int) -> bool:
    return w.any_of(at + 1, "kind", "any") and w.items[at + 1].plural


def _ordinal_alone(w: Words, at: int) -> bool:
    return at + 1 >= w.size or w.is_separator(at + 1) or w.any_of(at + 1, "of", "from")


def _number_at(w: Words, at: int) -> int | None:
    if at >= w.size:
        return None
    token = w.items[at].token
    if token.kind == "number" and token.value is not None and token.value == int(token.value) and not token.unit:
        return int(token.value)
    if w.has(at, "number"):
        return int(float(w.value(at, "number")))
    return None


def _has_unit(w: Words, at: int) -> bool:
    return w.has(at + 1, "unit") or bool(w.items[at].token.unit)


def _number_names(w: Words, at: int, *, known: bool) -> bool:
    """Whether a number after a kind names one of them rather than being a value."""
    if not known or w.kind(at) != "number" or _number_at(w, at) is None or _has_unit(w, at):
        return False
    if w.any_of(at + 1, "dimension", "by") or w.said(at + 1) in ("x", "×"):
        return False
    # "make the title 24": the last number of a clause that gives values is the value
    return not (w.wants_value and (at + 1 >= w.size or w.mark(at + 1, ".!?;\n") or w.any_of(at + 1, "then")))


def _quote_is_value(w: Words, at: int) -> bool:
    """A quote after a complete description is its name only when more follows that needs one."""
    return not (w.any_of(at + 1, "to", "should", "is", "of", "in", "with", "that", "relation", "possessive-mark", "like")
                or w.any_of(at + 1, "kind", "property", "more", "keyword")
                or w.is_colour(at + 1))


def _ends_before_kind(w: Words, at: int, words: list[str]) -> bool:
    """Two kinds in a row are one description unless the second starts its own."""
    del w, at, words
    return False


def _kind_wins(w: Words, at: int) -> bool:
    """A word that is a kind and a property ("text") names a component unless a property reading is due."""
    return not w.has(at + 1, "kind")


def _property_here(w: Words, at: int) -> bool:
    return w.has(at, "property") and not w.has(at, "kind")


def _universal(w: Words, i: int, stop: int) -> bool:
    del w, i, stop
    return False


def _places_of(w: Words, start: int, stop: int) -> list[int]:
    return [k for k in range(start, stop) if w.kind(k) == "word"]


def _kinds_of(w: Words, start: int, stop: int, skip: int = -1) -> tuple[str, ...]:
    for k in range(stop - 1, start - 1, -1):
        if k != skip and w.has(k, "kind"):
            return tuple(w.value(k, "kind").split())
    return ()


def _colour_end(w: Words, at: int) -> int:
    """The place after a colour phrase ("very dark blue")."""
    while w.has(at, "shade") and not w.is_colour(at):
        at += 1
    if w.has(at, "shade") and w.is_colour(at + 1):
        at += 1
    while w.is_colour(at):
        at += 1
        if not (w.is_colour(at)):
            break
        # "black and white" is two; "navy blue" is one
        break
    return at
