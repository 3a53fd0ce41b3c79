"""What follows the head of a description: "of …", "in …", "below …", "that …", "except …".

What follows may hold descriptions of its own; how those are read is handed in (`Readers`),
so that reading a phrase and reading what follows it need not know each other.

    L-1  every item is visited a bounded number of times

May import: decompose, select.selectors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from msgspec import structs

from redraft.decompose.clauses import ends_clause
from redraft.decompose.descriptions import (
    Noun,
    by_text,
    inside,
    is_one_screen,
    joined,
    kinds_in,
    many,
    only_quoted,
    points_at_screen,
    related,
    saying,
    screen_of,
    single,
)
from redraft.decompose.edges import Edges, counted, edge_phrase, said_lines
from redraft.decompose.heads import (
    amount_follows,
    colour_end,
    property_here,
    tells_genus,
    tells_texts,
    value_follows,
)
from redraft.decompose.numbering import line_at
from redraft.decompose.predicates import Predicate, Predicates
from redraft.decompose.records import Record
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.stances import PLACES
from redraft.decompose.words import Words
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
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

#: words of a text that is said without quotes
SAID_MAX: Final = 6
#: descriptions inside one another, and phrases after one head
DEPTH_MAX: Final = 6
#: the first kind of "the text"
_LABEL: Final = ("label",)
_TEXT: Final = ("text",)
#: words of which one it is, in brackets
_TOLD_MAX: Final = 10
#: names left out of one set
EXCEPT_MAX: Final = 24

#: what may follow a head, in words of its own or behind a comma
_FOLLOWS: Final = gate(
    *("except", "starting", "that-have", "but", "that", "no", "with", "possessive-mark", "of"),
    *("name", "between", "relation", "either-side", "nearing", "in", "from", "edge", "direction"),
    *("inside", "to", "det", "more", "plus", "less", "compare", "text-side", "parity"),
    "enclosing",
    tokens=["mark"],
)
_THAT: Final = gate("that")
#: the kind of whatever is written, as one mass: "all text"
_ANY_TEXT: Final = "text"
_EXCEPT: Final = sorts("except")
_MARK: Final = sorts(tokens=["mark"])
_FURTHER: Final = gate("starting", "no", "in", "text-side", "parity", tokens=["mark"])
_HAVE: Final = sorts("that-have")
_BUT: Final = sorts("but")
_THAT_STOP: Final = gate("that", tokens=["mark"])
_OWNED: Final = sorts("possessive-mark")
_OF: Final = sorts("of")
_NAME: Final = sorts("name")
_WITH: Final = sorts("with", "no")
_ENCLOSING: Final = gate("enclosing")
#: what a place may begin with
_PLACED: Final = gate(
    *("between", "relation", "either-side", "nearing", "in", "from", "to", "det", "edge"),
    "direction",
)

#: a narrowed description, and where it stops
Narrowed = tuple[Selector, int]


def _called_for(base: Selector, owner: Noun) -> Named | None:
    """ "the label for name on card", "the number of guests": by the words of what it is for."""
    other = owner.selector
    if not (isinstance(base, Named) and isinstance(other, Named)) or other.quoted or base.quoted:
        return None
    if other.kinds or not (base.kinds or tells_texts(base.head)):
        return None
    return structs.replace(base, words=(*other.words, *base.words))


def _is_told(selector: Selector) -> bool:
    """Whether a description of one ends in what tells it, which may fit several."""
    match selector:
        case Look() | Both() | Except(minus=Fitting()):
            return True
        case Where(relation="around"):
            return selector.number != "one"
        case Either(options):
            return any(map(_is_told, options))
        case _:
            return False


def _in_order(w: Words, at: int) -> bool:
    """Whether a relation is one of order: "the slide after the cover"."""
    return w.value(at, "relation") in ("before", "after")


def _is_held(w: Words, at: int) -> bool:
    """Whether what something is in comes, or what it is between: "in the deck", no edge."""
    return w.has(at, "between") or (w.has(at, "in") and edge_phrase(w, at) is None)


def _is_own_text(selector: Selector) -> bool:
    """Whether it is a component's own text that is meant."""
    return isinstance(selector, Related) and selector.relation == "text"


def _told(base: Selector, said: Predicate) -> Narrowed:
    """What a predicate leaves of a description."""
    return (Except(many(base), Fitting(said.fits)) if said.negated else said.fits), said.stop


def alternatives(
    w: Words, several: Reader, at: int, depth: int = 0, *, places: bool = True
) -> Narrowed | None:
    """ "(not) the header or the footer": descriptions joined by "or", together."""
    parts: list[Selector] = []
    while len(parts) < DEPTH_MAX:
        found = several(w, at, places=places, depth=depth)
        if found is None:
            return None
        parts.append(found.selector)
        if not w.has(found.stop, "or"):
            return joined(parts), found.stop
        at = found.stop + 1
    return None


def _may_follow(w: Words, at: int, base: Selector) -> bool:
    """Whether something may stand at ``at`` that narrows a description which ends there."""
    said = w.sorts[at] & _FOLLOWS or w.sorts[at - 1] & _THAT
    return said != 0 or isinstance(base, Everything)


def goes_on(w: Words, found: Noun) -> bool:
    """Whether something may narrow a description further."""
    return found.stop < w.size and _may_follow(w, found.stop, found.selector)


class Reader(Protocol):
    """Reads a description at a place; None where there is none."""

    def __call__(self, w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None: ...


class Readers(NamedTuple):
    """How descriptions inside a description are read."""

    one: Reader
    several: Reader
    #: one that a possessive is before
    owned: Reader
    #: whether one is likely to start at a place
    starts: Callable[[Words, int], bool]


class After(Record, frozen=True):
    """Reads what follows a head, ``depth`` descriptions deep."""

    w: Words
    readers: Readers
    depth: int

    def read(self, found: Noun, *, places: bool) -> Noun:
        """Narrow a description by all that follows it; ``places`` allows relations of place."""
        selector, at = found.selector, found.stop
        for _ in range(DEPTH_MAX):
            if at >= self.w.size or at == self.w.texts_from:
                break
            step = self._modifier(at, selector, found.number, places=places)
            if step is None:
                break
            selector, at = step
        if at == found.stop:
            return found
        if found.number == "one" and _is_told(selector) and many(found.selector) != found.selector:
            selector = single(selector)  # "the button that is red"
        own = isinstance(selector, Either) and any(map(_is_own_text, selector.options))
        texts = found.inner_text or own
        return found._replace(selector=selector, stop=at, screen=False, inner_text=texts)

    def _noun(self, at: int, *, places: bool) -> Noun | None:
        return self.readers.one(self.w, at, places=places, depth=self.depth + 1)

    def _nouns(self, at: int, *, places: bool) -> Noun | None:
        return self.readers.several(self.w, at, places=places, depth=self.depth + 1)

    def _modifier(
        self, at: int, base: Selector, number: Number, *, places: bool
    ) -> Narrowed | None:
        w = self.w
        if not _may_follow(w, at, base):
            return None
        w.asked |= PLACES
        said = w.sorts[at]
        if said & _EXCEPT and not self.depth:
            return self._except(at + 1, base, places=places)
        if said & _MARK and w.mark(at) and w.has(at + 1, "except") and not self.depth:
            return self._except(at + 2, base, places=places)
        if (said & _FURTHER or isinstance(base, Everything)) and (
            told := self._further(at, base, number)
        ) is not None:
            return told
        if said & _MARK and w.mark(at, "(["):
            told = self._bracketed(at + 1, base, number)
            listed = told is None and number != "one" and w.mark(at, "(")
            return self._spelt_out(at + 1, base) if listed else told
        if said & _HAVE and (had := self._predicates().had(at + 1, base)) is not None:
            return _told(base, had)
        if said & _BUT and self._leaves_out(at + 1, number):
            return self._except(at + 1, base, places=places)
        that = self._that_stop(at) if said & _THAT_STOP else at
        if that > at and (clause := self._that(that, base)) is not None:
            return clause
        having = self._enclosing(at, base, number) if said & _ENCLOSING else None
        having = having or self._having(that if said & _THAT else at, base)
        having = having or self._lacking(at, base, number)
        if having is not None:
            return having
        if said & _OWNED:
            return self._possessed(at + 1, base, number)
        if said & _OF and not (w.for_ends and w.has(at, "purpose")):
            return self._of(at, base, number)
        placed = None
        if said & _NAME and w.begins(at, "in", "of"):
            # "the card in review", where a part of the screen is called “In review”
            part = Named((w.said(at),), number="one", span=w.span(at, at + 1))
            return inside(base, part, number), at + 1
        if places or that > at:
            placed = self._place(that, base, number)
        elif w.any_of(at, "inside", "in") and not self._becomes(at):
            placed = self._inside(at, base, number, places=False)
        return self._told_of_all(at, placed or self._compared(that, base), number) or (
            self._with_text(at, base)
        )

    def _told_of_all(self, at: int, told: Narrowed | None, number: Number) -> Narrowed | None:
        """What is told of several, which may be said behind the place where they are."""
        if told is None or number == "one":
            return told
        selector, stop = self._or_of_all(at, *told)
        return (_any_lettered(selector) if number == "all" else selector), stop

    def _or_of_all(self, at: int, selector: Selector, stop: int) -> Narrowed:
        """ "All texts in the card that are bold": where no card is so, the texts are."""
        options = selector.options if isinstance(selector, Either) else (selector,)
        first = options[0] if options else selector
        if not (isinstance(first, Where) and first.relation == "inside"):
            return selector, stop
        anchor, said = first.anchor, range(at + 1, stop)
        one = isinstance(anchor, Pick) and anchor.order == "only" and anchor.places == (1,)
        look = anchor.base if isinstance(anchor, Pick) and one else anchor
        behind = any(self.w.any_of(k, "that", "compare", "more") for k in said)
        if not (isinstance(look, Look) and behind):
            return selector, stop
        plain = structs.replace(first, anchor=single(look.base) if one else look.base)
        return Either((*options, structs.replace(look, base=plain))), stop

    def _further(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "every other row, starting with the second", "without a label", "anything green that …"."""
        w = self.w
        if w.has(at, "parity"):
            first, step = (int(n) for n in w.value(at, "parity").split())
            return None if number == "one" else (Pick(many(base), start=first, step=step), at + 1)
        begins = at + 1 if w.mark(at, ",") else at
        if w.has(at, "text-side"):
            return self._sided(at, base)
        if isinstance(base, Pick) and base.step > 1 and w.has(begins, "starting"):
            first = w.after_det(begins + 1)
            if w.has(first, "ordinal"):
                stop = w.skip(first + 1, "any")
                stop = stop + 1 if w.mark(stop, ",") else stop
                return structs.replace(base, start=int(w.value(first, "ordinal"))), stop
        if w.has(at, "no") and w.has(lacking := w.after_det(at + 1), "inner-text"):
            return Look(many(base), "empty"), lacking + 1
        worn = at + w.has(at, "in")  # "everything in coral should …"
        several = isinstance(base, Everything) or worn > at
        end = colour_end(w, worn) if several else worn
        if end > worn and w.any_of(end, "that", "should"):
            return Look(base, "colour", " ".join(w.said(k) for k in range(worn, end))), end
        return None

    def _spelt_out(self, at: int, base: Selector) -> Narrowed | None:
        """ "the stat tiles (Visits, Revenue and No-shows)": those that hold or say what is listed."""
        listed = self._nouns(at, places=False)
        if listed is None or not self.w.mark(listed.stop, ")"):
            return None
        names = many(listed.selector)
        named = base.base if isinstance(base, Pick) and base.order == "only" else base
        bare = structs.replace(named, words=(named.head,)) if isinstance(named, Named) else named
        around = [Where(many(one), "around", names, "any") for one in (named, bare)]
        spelt: Selector = Either((around[0], Both(many(named), names), around[1]))
        if named is not base:
            spelt = structs.replace(base, base=spelt)
        return spelt, listed.stop + 1

    def _bracketed(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "(the blue one)", "(top left)", "(not the last)": which is meant, told behind its name."""
        w = self.w
        if w.any_of(at, "not", "except"):
            told = None if self.depth else self._except(at + 1, base, places=True)
        elif (one := self._told_one(at, base)) is not None:
            told = one
        elif w.any_of(at, "keyword", "put"):
            return None  # "title (centered)": how it is to look
        else:
            edges = edge_phrase(w, at)
            if edges is not None:
                told = self._at_edges(edges, base, number)
            elif w.has(at, "of"):
                told = self._of(at, base, number)
            else:
                told = self._place(at, base, number)
            if told is not None and not self._tells(told[1] + 1, own=False):
                return None  # "logo (top left), title (…)": where it is to be?
        return (told[0], told[1] + 1) if told is not None and w.mark(told[1], ")]") else None

    def _told_one(self, at: int, base: Selector) -> Narrowed | None:
        """ "(the blue one", "(the one in the footer": one of what stands before the bracket."""
        w = self.w
        said = range(at, min(at + _TOLD_MAX, w.size))
        one = next((k for k in said if w.has(k, "one") or w.mark(k, ")]")), at)
        if not w.has(one, "one"):
            return None
        w.name_kind(at, many(base))
        giving, w.giving = w.giving, ""  # "(the one with the chart)": what it has tells it
        found = self._noun(at, places=True)
        w.giving = giving
        return None if found is None or found.pronoun else (found.selector, found.stop)

    def _except(self, at: int, base: Selector, *, places: bool) -> Narrowed | None:
        minus = alternatives(self.w, self.readers.several, at, self.depth + 1, places=places)
        if minus is None:
            minus = self._bare_name(at)
        if minus is None:
            return None
        parts, stop = [minus[0]], minus[1]
        while (join := self.w.skip_commas(stop)) > stop and len(parts) < EXCEPT_MAX:
            # "except home and bag": bare names that nothing is asked of
            more = self._noun(join, places=False) if self.w.is_unknown(join) else None
            if more is None:
                break
            parts.append(more.selector)
            stop = more.stop
        return Except(base, joined(parts)), stop

    def _bare_name(self, at: int) -> Narrowed | None:
        """ "(all buttons but) save": one word at the end, whatever else it may be."""
        w = self.w
        if not w.any_of(at, "other-job", "verb") or not (
            w.is_separator(at + 1) or at + 1 >= w.size
        ):
            return None
        return Named((w.said(at),), span=w.span(at, at + 1)), at + 1

    def _leaves_out(self, at: int, number: Number) -> bool:
        """Whether what follows "(all the buttons) but" is left out of them."""
        w = self.w
        named = number == "all" and (w.is_unknown(at) or self._bare_name(at) is not None)
        return number != "one" and (named or self.readers.starts(w, at))

    def _that_stop(self, at: int) -> int:
        """The place after "that is", ", which are"; ``at`` itself where that is not said."""
        w = self.w
        if w.has(at, "that"):
            return w.skip(at + 1, "that", "is")
        if w.mark(at, ",") and w.has(at + 1, "that"):
            return w.skip(at + 2, "that", "is")
        return at

    def _that(self, at: int, base: Selector) -> Narrowed | None:
        """ "that is red", "which are bold", "that says …"."""
        w = self.w
        if w.ends(at - 1, "inner-text"):
            letters = self._predicates().lettered(at, base)
            if letters is not None:
                return _told(base, letters)
        if w.is_colour(at) or w.any_of(at, "shade", "look", "keyword"):
            shown = self._predicates().state(at, base)
            if shown is not None:
                return _told(base, shown)
        if w.kind(at) == "quote":
            return self._texted(at, base)
        most = w.after_det(at)
        if w.has(most, "superlative"):
            order, _, side = w.value(most, "superlative").rpartition(" ")
            return Pick(many(base), (int(side),), order=order), most + 1
        if w.value(at - 1, "that") == "says" and (end := _said_end(w, at)) > at:
            text = Named(quoted=w.quote(w.span(at, end)), number="any", span=w.span(at, end))
            return saying(base, text), end
        if w.any_of(at, "not", "isnt", "hasnt", "have") or w.has(at, "compare"):
            told = self._predicates().read(at, base)
            return None if told is None else _told(base, told)
        if isinstance(base, Everything) and w.any_of(at, "det", "kind"):
            one = self._noun(at, places=False)
            if one is not None and one.kinds:
                return many(one.selector), one.stop
        return None

    def _predicates(self) -> Predicates:
        return Predicates(self.w, self.readers.one)

    def _texted(self, at: int, base: Selector) -> Narrowed:
        """What has the quoted text at ``at``."""
        w = self.w
        text = Named(quoted=w.said(at), number="any", span=w.span(at, at + 1))
        return saying(base, text), at + 1

    def _sided(self, at: int, base: Selector) -> Narrowed | None:
        """ "starting with “Your”", "that ends in “now”": told by how its text begins or ends."""
        w = self.w
        step = w.after_det(at + 1)
        step = w.skip(step, "text-word")
        stop = step + 1 if w.kind(step) == "quote" else _said_end(w, step)
        while stop > step and stop < w.size and w.is_capital(stop):
            stop += 1  # "Coffee Around the World"
        if stop == step:
            return None
        said = w.items[step].token.text if w.kind(step) == "quote" else w.quote(w.span(step, stop))
        feature = w.value(at, "text-side")
        return by_text(base, lambda one: Look(one, feature, said)), stop

    def _enclosing(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "The card around the total": what holds it; a border may be put around things, too."""
        w = self.w
        if number != "one" or not (w.has(at, "enclosing") and w.has(at - 1, "holder")):
            return None
        held = self._noun(at + 1, places=False)
        if held is None or held.pronoun or held.screen:
            return None
        return single(Where(many(base), "around", held.selector, "all")), held.stop

    def _having(self, at: int, base: Selector) -> Narrowed | None:
        """ "with a red border", "without a badge", "that have an icon"; not where that is what is asked."""
        w = self.w
        said_that = w.has(at - 1, "that")
        own = not said_that and (w.sorts[at] & _WITH != 0 or w.begins(at, "with", "no"))
        if not (own or said_that):
            return None
        start = at + 1 if own and w.has(at, "with") else at
        had = self._predicates().had(start, base)
        if had is not None and w.has(had.stop - 1, "property") and w.has(had.stop, "of"):
            return None  # "(fill the circle) with the colour of the title"
        if had is not None:
            return _told(base, had) if self._tells(had.stop, own=own) else None
        if own and w.with_joins:
            return None
        held = self._noun(start, places=False)
        if held is None or held.pronoun or held.screen or property_here(w, start):
            return None
        if not self._tells(held.stop, own=own):
            return None
        around = Where(many(base), "around", many(held.selector), "any")
        ways: list[Selector] = [around, Both(many(base), many(held.selector))]
        called = _called_for(base, held)
        return Either((*ways, *(() if called is None else (called,)))), held.stop

    def _lacking(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "all inputs without cvc": left out by name where nothing of it is in them."""
        w = self.w
        if number == "one" or not (w.has(at, "no") and w.is_unknown(at + 1)):
            return None
        kept = self._noun(at + 1, places=False)
        if kept is None or not self._tells(kept.stop, own=True):
            return None
        held = Where(many(base), "around", many(kept.selector), "any")
        return Either((Except(base, held), Except(base, kept.selector))), kept.stop

    def _tells(self, stop: int, *, own: bool) -> bool:
        """Whether words that may tell a thing or be what is asked of it tell it: more is asked after them."""
        w = self.w
        if w.giving != "values":
            return not w.with_joins or not own
        return w.mark(stop, ":") or not (
            stop >= w.size
            or w.is_separator(stop)
            or w.any_of(stop, "possessive-mark", "filler", "as-well", "but")
        )

    def _with_text(self, at: int, base: Selector) -> Narrowed | None:
        """ "the card with “Basic”"."""
        w = self.w
        if w.has(at, "with") and w.kind(at + 1) == "quote" and w.quotes_name:
            told, stop = self._texted(at + 1, base)
            return told, stop + 2 * (w.has(stop, "in") and w.has(stop + 1, "pronoun"))
        return None

    def _possessed(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "the card's title"; "the title's text" is a property and left alone."""
        w = self.w
        if w.has(at, "inner-text") and w.has(at, "property"):
            return None
        owned = self.readers.owned(w, at, places=False, depth=self.depth + 1)
        if owned is None or property_here(w, at):
            return None
        match base:
            case Either((Named() as named, Screen())):
                base = Either((screen_of(named, "it"), named, Screen()))  # "the slide's title"
            case _:
                pass
        number = owned.number if number == "one" else number  # "the card's buttons": all of them
        part = inside(owned.selector, base, number)
        if owned.inner_text or (w.has(at, "inner-text") and owned.stop == at + 1):
            return Either((part, Related(base, "text"))), owned.stop
        # "Omar's time": in what Omar's name is in, where nothing is in the name itself
        around = inside(owned.selector, Related(base, "group"), number)
        called = self._named_for(base, owned.selector)
        if called is None:
            return Either((part, around)), owned.stop
        if not called.kinds and tells_texts(called.head):
            return Either((called, part, around)), owned.stop
        return Either((part, around, called)), owned.stop

    @staticmethod
    def _on_screen(base: Selector, screen: Noun, number: Number) -> Selector:
        """ "(the items) on the screen" are all there are; "on that slide": of the one that was spoken of."""
        if not points_at_screen(screen.selector):
            return base
        return inside(base, screen.selector, number)

    @staticmethod
    def _named_for(base: Selector, owned: Selector) -> Named | None:
        """ "Ben's photo", of several that are called ben: what is called ben photo."""
        if not (isinstance(base, Named) and isinstance(owned, Named)) or base.kinds:
            return None
        if base.quoted is not None or owned.quoted is not None:
            return None
        return structs.replace(owned, words=(*base.words, *owned.words))

    def _of(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        owner = self._noun(at + 1, places=True)
        if owner is None:
            return None
        several = number != "one" and owner.number == "one"
        if several and (both := self._more_places(at + 1, owner, base)) is not None:
            return both
        owner = self._more_owners(at + 1, owner, several=several)
        if owner.screen:
            return self._on_screen(base, owner, number), owner.stop
        line = kinds_in(base.base)[:1] if isinstance(base, Pick) and base.places else ()
        if isinstance(base, Pick) and line in (("row",), ("column",)) and owner.number != "one":
            # "the first row of buttons": the buttons that stand in it
            lined = Pick(many(owner.selector), base.places, order=line[0], rows=True)
            return lined, owner.stop
        if only_quoted(owner):
            # "the slide of “Our services”": what holds that text, else what is in it
            around = Where(base, "around", owner.selector, number)
            return Either((around, Where(base, "inside", owner.selector, number))), owner.stop
        keep: Number = number if number != "one" or owner.number == "one" else "any"
        part = inside(base, owner.selector, keep)
        if self.w.has(at - 1, "own-text"):
            # "the content of the box": what is in it, else what it says
            return Either((part, Related(owner.selector, "text"))), owner.stop
        called = _called_for(base, owner)
        ways: list[Selector] = [part, *(() if called is None else (called,))]
        if called is not None and not called.kinds:
            ways.reverse()  # "the number of guests": said in one, "2 guests"
        if owner.number == "one" and isinstance(base, Named):
            # "the price of Kyoto": of what holds that name
            ways.append(Where(base, "inside", Related(owner.selector, "group"), number))
        return (Either(tuple(ways)) if len(ways) > 1 else part), owner.stop

    def _more_places(self, start: int, anchor: Noun, base: Selector) -> Narrowed | None:
        """ "(the buttons) in the header and the footer": of both, where each may hold them.

        What may hold them or not is what is asked of where none is in it.
        """
        w, at = self.w, anchor.stop
        if not self._holds(start, anchor, base):
            return None
        places: list[Selector] = [anchor.selector]
        unsure: list[Selector] = []
        while (join := w.skip_commas(at)) > at and len(places) + len(unsure) < EXCEPT_MAX:
            more = self._noun(join, places=False)
            if more is None or more.number != "one" or more.pronoun or more.inner_text:
                return None
            if self._holds(join, more, base):
                places.append(more.selector)
            elif isinstance(more.selector, Named) and not (more.kinds or more.bare):
                there = inside(many(base), more.selector, "any")
                unsure.append(Either((there, more.selector)))
            else:
                return None
            at = more.stop
            if w.has(join - 1, "and"):
                sure = inside(many(base), joined(places), "any")
                return joined([sure, *unsure]), at
        return None

    def _holds(self, start: int, found: Noun, base: Selector) -> bool:
        """Whether a description is of what may hold what ``base`` names, and no more of these."""
        w = self.w
        if found.kinds[:1] == (kinds_in(base)[:1] or None):
            return False
        last = w.said(found.stop - 1).replace("_", " ").rpartition(" ")[2]
        named = w.has(found.stop - 1, "name") and "holder" in (w.lexicon.meaning(last) or {})
        return named or any(w.has(k, "holder") for k in range(start, found.stop))

    def _more_owners(self, start: int, owner: Noun, *, several: bool) -> Noun:
        """ "of the first and the second card": further owners joined to the first, which begins at ``start``.

        Of several things that one alone is said to have, another that is named alike has some too:
        "the rooms of Biology and English".
        """
        w, at = self.w, owner.stop
        parts: list[Selector] = [owner.selector]
        while True:
            join = w.skip_commas(at)
            alike = bool(owner.kinds) and w.value(join, "kind").startswith(owner.kinds[0])
            begins = alike or w.any_of(join, "det", "ordinal", "quantifier")
            if join == at or not (begins or several) or not self.readers.starts(w, join):
                break
            more = self._noun(join, places=True)
            if more is None or self._owns_apart(start, at, join, more.stop):
                break
            if several and _named_alike(w, (start, owner), (join, more)):
                parts.append(more.selector)
                at = more.stop
                continue
            if not begins:
                break
            numbered = alike and isinstance(more.selector, (Either, Pick))  # "slide 3 and slide 5"
            asked = value_follows(w, more.stop) and not w.any_of(more.stop, "to", "should", "is")
            asked = asked or (several and w.has(more.stop, "keyword"))
            if (asked and not numbered) or self._stands_apart(owner, more):
                break
            parts.append(more.selector)
            at = more.stop
        if len(parts) == 1:
            return owner
        return Noun(Union(tuple(parts)), at, "many")

    def _stands_apart(self, owner: Noun, more: Noun) -> bool:
        """ "(the title of slide 2) and the picture (on slide 4)": what holds others, and what holds none."""
        if not (owner.kinds and more.kinds) or owner.kinds[0] == more.kinds[0]:
            return False
        holds = ["holder" in (self.w.lexicon.meaning(n.kinds[0]) or {}) for n in (owner, more)]
        return holds[0] and not holds[1]

    def _owns_apart(self, start: int, stop: int, join: int, end: int) -> bool:
        """ "(the title of) slide 2 and the note of slide 3", "…, slide 3's note": one more thing, of another owner.

        The owner is told by the words from ``start`` to ``stop``, what may be one more from ``join`` to ``end``.
        """
        told, more = self._owned_in(start, stop), self._owned_in(join, end)
        return more and not told

    def _owned_in(self, start: int, stop: int) -> bool:
        """Whether one of these words says whose something is; "the last of" is one of several."""
        w = self.w
        return any(
            w.has(k, "possessive-mark")
            or (w.has(k, "of") and not w.any_of(k - 1, "ordinal", "quantifier", "one", "of"))
            for k in range(start, stop)
        )

    def _place(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        w = self.w
        said = w.sorts[at]
        if not said & _PLACED:
            return None
        if is_one_screen(base) and not (_in_order(w, at) or _is_held(w, at)):
            return None  # "(move the photo of slide 6) below the title", "in the top right corner"
        if w.has(at, "between"):
            return self._between(at + 1, base, number)
        if w.value(at, "relation") == "beside" and edge_phrase(w, at + 1) is not None:
            at += 1  # "near the bottom"
        if w.has(at, "either-side"):
            return self._either_side(at + 1, base)
        if w.has(at, "nearing") and w.has(w.after_det(at + 1), "edge"):
            edges = edge_phrase(w, at + 1)
            if edges is not None:
                return self._at_edges(edges, base, number)
        if w.has(at, "relation"):
            beside = self._beside(at, base, number)
            if beside is not None:
                return beside
        if w.has(at, "in") and (row := self._row(at + 1, base)) is not None:
            return row
        ordered = isinstance(base, Pick) and base.order == "reading"
        if ordered and w.has(at, "from") and w.any_of(w.skip(at + 1, "det", most=2), "edge"):
            return self._from(at, base)
        edges = edge_phrase(w, at)
        if edges is not None and not self._goes_there(at, edges):
            return self._utmost(edges, base, number) or self._at_edges(edges, base, number)
        if w.has(at, "in"):
            return None if self._becomes(at) else self._inside(at, base, number, places=True)
        if w.has(at, "from"):
            return self._from(at, base)
        return None

    def _utmost(self, edges: Edges, base: Selector, number: Number) -> Narrowed | None:
        """ "at the very top", "on the far left": the one that is nearest to that edge of all."""
        most = self.w.value(edges.stop - 1, "superlative")
        if not most or number != "one" or edges.anchor_stop is not None or len(edges.lines) > 1:
            return None
        order, _, side = most.rpartition(" ")
        return Pick(many(base), (int(side),), order=order), edges.stop

    def _becomes(self, at: int) -> bool:
        """ "(change the title) into Our people": what it is to say, and no place."""
        w = self.w
        gives = w.giving == "values" and w.has(at, "to") and w.is_capital(at + 1)
        return gives and not w.any_of(at + 1, "det", "name", "kind", "possessive")

    def _beside(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        """ "below the title", "above" what was just named."""
        w = self.w
        relation = w.value(at, "relation")
        if w.has(at, "beside-it") and self._tells_alone(at + 1):
            return related(base, relation, Reference("it"), number), at + 1
        anchor = self._anchor(w.skip(at + 1, "of", "to"), places=True)
        if anchor is None:
            return None
        if anchor.screen:
            return Where(base, relation, None, number), anchor.stop
        return related(base, relation, anchor.selector, number), anchor.stop

    def _tells_alone(self, at: int) -> bool:
        """ "(the label) above bold": what is asked comes next, and no number that it is compared with."""
        w = self.w
        if not w.giving or self.depth or w.kind(at) == "number" or w.has(at, "number"):
            return False
        asked = value_follows(w, at) or w.any_of(at, "in", "should", "degree")
        return asked and not self.readers.starts(w, at + w.has(at, "in"))

    def _either_side(self, at: int, base: Selector) -> Narrowed | None:
        """ "the buttons either side of Play": the nearest on the left and on the right."""
        anchor = self._noun(at, places=True)
        if anchor is None:
            return None
        one = many(base.base) if isinstance(base, Pick) and base.order == "only" else many(base)
        sides = (Where(one, side, anchor.selector, "one") for side in ("left", "right"))
        return Union(tuple(sides)), anchor.stop

    def _goes_there(self, at: int, edges: Edges) -> bool:
        """ "the logo top right": where it goes, in a clause that gives nothing else."""
        w = self.w
        if w.wants_place and w.has(at, "put"):
            return True  # "the title centred on the page"
        alone = w.has(at, "direction") and edges.stop == at + 1
        if alone and amount_follows(w, edges.stop):
            return True  # "the logo left 20px"
        if alone and w.giving and w.has(edges.stop, "as-well"):
            return True  # "(title right-aligned,) subtitle right too"
        if not (w.wants_place and w.any_of(at, "edge", "direction")):
            return False
        return ends_clause(w, edges.stop) or w.is_separator(edges.stop)

    def _anchor(self, at: int, *, places: bool) -> Noun | None:
        """What something is beside; a small word there is a name, as nothing else can come."""
        found = self._noun(at, places=places)
        w = self.w
        if (
            found is None
            and w.is_word(at)
            and (
                w.any_of(at, "filler", "other-job", "verb")
                or (
                    w.any_of(at, "from", "to")
                    and (value_follows(w, at + 1) or w.has(at + 1, "should"))
                )
            )
        ):
            named = Named((w.said(at),), span=w.span(at, at + 1))
            return Noun(named, at + 1, sure=0.95, bare=True)
        return found

    def _between(self, at: int, base: Selector, number: Number) -> Narrowed | None:
        first = self._anchor(at, places=False)
        joined = first is not None and self.w.any_of(first.stop, "and", "to")
        if first is not None and joined and not self.w.has(first.stop, "in"):
            second = self._anchor(first.stop + 1, places=False)
            if second is not None:
                both = Union((first.selector, second.selector))
                return Where(base, "between", both, number), second.stop
        pair = self._nouns(at, places=False)
        if pair is not None and self.w.has(pair.stop, "in"):
            pair = self._nouns(at, places=True)  # "between the two buttons at the bottom"
        return None if pair is None else (Where(base, "between", pair.selector, number), pair.stop)

    def _inside(self, at: int, base: Selector, number: Number, *, places: bool) -> Narrowed | None:
        w = self.w
        if w.has(at, "to") and (
            w.kind(at + 1) in ("quote", "number", "colour")
            or w.is_colour(at + 1)
            or w.any_of(at + 1, "keyword", "font-name", "shade")
        ):
            return None
        headed = w.any_of(at + 2, "kind", "any", "screen") or tells_genus(w.said(at + 2))
        if w.kind(at + 1) == "quote" and not headed:
            return None
        row = self._row(at + 1, base)
        if row is not None:
            return row
        edges = edge_phrase(w, at)
        if edges is not None and not places:
            return None
        if edges is not None and edges.anchor_stop is None:
            return Where(base, " ".join(edges.lines), None, number), edges.stop
        anchor = self._noun(at + 1, places=places)
        if anchor is None:
            return None
        if anchor.screen:
            return self._on_screen(base, anchor, number), anchor.stop
        several = number != "one" and anchor.number == "one"
        if several and (both := self._more_places(at + 1, anchor, base)) is not None:
            return both
        written = kinds_in(base)[:1] in (_TEXT, _LABEL)
        if isinstance(base, Named) and base.words == (base.head,) and written:
            # "the text on the button": a text in it, else its own
            keep: Number = number if anchor.number == "one" else "any"
            part = inside(base, anchor.selector, keep)
            own = Look(anchor.selector, "textual")
            return Either((part, Related(own, "text"))), anchor.stop
        if anchor.number == "one":
            return inside(base, anchor.selector, number), anchor.stop
        anchor = self._more_owners(at + 1, anchor, several=False)
        return inside(many(base), anchor.selector, "any"), anchor.stop

    def _at_edges(self, edges: Edges, base: Selector, number: Number) -> Narrowed:
        lines = " ".join(edges.lines)
        anchor = None
        if edges.anchor_stop is not None:
            anchor = self._noun(edges.anchor_stop, places=True)
        if anchor is None:
            return Where(base, lines, None, number), edges.stop
        if anchor.screen:
            return Where(base, lines, None, number), anchor.stop
        if lines in ("left", "right"):
            return related(base, lines, anchor.selector, number), anchor.stop
        if edges.side and lines in ("top", "bottom"):
            relation = "above" if lines == "top" else "below"
            return related(base, relation, anchor.selector, number), anchor.stop
        within = Where(base, "inside", anchor.selector, "any")
        return Where(within, lines, None, number), anchor.stop

    def _from(self, at: int, base: Selector) -> Narrowed | None:
        """ "third from the left", "second from bottom"."""
        w = self.w
        edge = w.after_det(at + 1)
        if not w.any_of(edge, "edge"):
            return None
        edges = edge_phrase(w, edge)
        lines = (w.value(edge, "edge"),) if edges is None else said_lines(w, edge, edges)
        stop = edges.stop if edges is not None else edge + 1
        if w.has(stop, "of"):
            screen = self.readers.one(w, stop + 1, places=False, depth=DEPTH_MAX)
            if screen is not None and screen.screen:
                stop = screen.stop
        if isinstance(base, Pick) and base.order == "reading" and base.places:
            return counted(base.base, base.places, lines), stop
        return Where(base, " ".join(lines), None, "any"), stop

    def _row(self, at: int, base: Selector) -> Narrowed | None:
        """ "(in) the second row": the rows of what ``base`` names, or of a picked place in each."""
        line = line_at(self.w, at)
        if line is None:
            return None
        if isinstance(base, Pick) and base.places and base.order != "only":
            inner = Pick(base.base, (line.place,), order=line.axis, rows=True)
            return structs.replace(base, base=inner), line.stop
        return Pick(many(base), (line.place,), order=line.axis, rows=True), line.stop

    def _compared(self, at: int, base: Selector) -> Narrowed | None:
        """ "wider than 200px", "darker than the header", "smaller than 14"."""
        w = self.w
        measured = self._predicates().measured(at + w.has(at, "with"), base)
        if measured is not None:
            asked = w.has(at, "compare") and not self._tells(measured.stop, own=False)
            return None if asked else _told(base, measured)
        if not (w.has(at, "more") and w.has(at + 1, "than")):
            return None
        feature, _, sign = w.value(at, "more").rpartition(" ")
        relation = ">" if sign == "+" else "<"
        if w.kind(at + 2) == "number":
            amount = w.items[at + 2].token.value
            stop = at + 4 if w.has(at + 3, "unit") else at + 3
            return Look(many(base), feature, amount, relation), stop  # type: ignore[arg-type]
        than = self._noun(at + 2, places=False)
        if than is None or (w.wants_value and (than.stop >= w.size or w.is_separator(than.stop))):
            return None  # "(make the title) bigger than the heading": asked, not described
        return Look(many(base), feature, None, relation, than.selector), than.stop  # type: ignore[arg-type]


def _named_alike(w: Words, one: tuple[int, Noun], other: tuple[int, Noun]) -> bool:
    """ "Biology and English", "the second lesson and the third lesson": two of one sort, by their words."""
    (start, first), (begin, second) = one, other
    if first.number != "one" or second.number != "one" or second.pronoun:
        return False
    if w.has(start, "det") != w.has(begin, "det"):
        return False
    a, b = first.selector, second.selector
    if isinstance(a, Named) and isinstance(b, Named):
        return not (a.kinds or b.kinds or w.has(start, "det"))
    heads = [_head_of(one) for one in (a, b)]
    return heads[0] is not None and heads[0] == heads[1]


def _head_of(selector: Selector) -> Named | None:
    """What "lesson 2", "the second lesson" counts, wherever it is said."""
    match selector:
        case Either((Named(exact=True), Pick() as counted)):
            return _head_of(counted)
        case Pick(base=Named() as base, order="reading"):
            return structs.replace(base, span=None, number="all")
        case _:
            return None


def _any_lettered(selector: Selector) -> Selector:
    """ "Any text smaller than 14px": whatever has letters of that size, a badge or a button too."""
    match selector:
        case Either(options):
            return Either(tuple(map(_any_lettered, options)))
        case Look(base, "size" | "font size", float() | int(), "<" | ">" | "<=" | ">="):
            lettered = _lettered(base)
            return structs.replace(
                selector,
                base=lettered,
                feature="font size" if lettered != base else selector.feature,
            )
        case _:
            return selector


def _lettered(selector: Selector) -> Selector:
    """All that has a text, where "text" and nothing more was said."""
    match selector:
        case Where(base, "inside"):
            return structs.replace(selector, base=_lettered(base))
        case Named((word,), kinds, head) if word == head == kinds[0]:
            return Look(Everything(), "textual") if kinds[0] == _ANY_TEXT else selector
        case _:
            return selector


def _said_end(w: Words, at: int) -> int:
    """Where the words of "(that says) pay now" end: at what is no name, or asks something."""
    stop = at
    while stop < min(at + SAID_MAX, w.size) and w.is_word(stop) and not w.is_joint(stop):
        if stop > at and not (w.is_unknown(stop) or w.any_of(stop, "name", "kind")):
            break
        if w.is_colour(stop) or w.any_of(stop, "det", "property", "more", "keyword"):
            break
        stop += 1
    return stop
