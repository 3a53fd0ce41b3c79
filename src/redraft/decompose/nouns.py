"""Noun phrases → selectors: "the third blue button in the footer except the last".

Read from left to right without going back: what stands before the head (`modifiers`), the
describing words up to the head, numbers (`numbering`), then what follows (`after`). Inside
a phrase a word may be of any category when the head noun is still to come ("the save
button"), so names that are also verbs can be said.

    L-1  every item is visited a bounded number of times

May import: decompose, select.selectors.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from msgspec import structs

from redraft.decompose.after import DEPTH_MAX, After, Readers, goes_on
from redraft.decompose.apposing import WORDED, apposed
from redraft.decompose.bases import headed, holder_before, kind_alone, kind_named, the_one
from redraft.decompose.clauses import ends_clause, same_for, stays_so
from redraft.decompose.descriptions import (
    Noun,
    apart,
    inside,
    is_placed,
    kinds_in,
    many,
    only_quoted,
    owner_of,
    place_of,
    placeless,
)
from redraft.decompose.heading import head_at
from redraft.decompose.heads import (
    begins_none,
    colour_end,
    has_unit,
    heads_ahead,
    number_at,
    property_here,
    tells_texts,
    value_follows,
)
from redraft.decompose.modifiers import Modifiers, before_head, so_many
from redraft.decompose.numbering import line_at, ranged, table_line
from redraft.decompose.portions import part_follows
from redraft.decompose.references import explained, refers
from redraft.decompose.repeating import same_part
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.stances import once
from redraft.decompose.words import Words
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
    Selector,
    Union,
    Where,
)
from redraft.select.words import singular, split

#: names in a list that share the kind at its end
LISTED_MAX: Final = 12


#: what is a description by itself, or begins one of its own form
_BY_ITSELF: Final = gate("pronoun", "possessive", "all-but", "everything")
_ITSELF: Final = sorts("itself")
_ONE: Final = sorts("one")
_THAT_OF: Final = sorts("that-of")
_BEFORE_VALUE: Final = ("is", "to", "like", "says", "should", "than", "with", "same")
_OWNED: Final = gate("possessive-mark")
#: words back at which whose something is may stand
_OWNER_MAX: Final = 8
_LINES: Final = gate("first-line", "ordinal", "edge")
_WORDED: Final = gate("text-word", "text-part")
#: words of "column headings"
_OF_EACH: Final = 2
_SPANS: Final = gate("range", tokens=["mark"])


@once
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
    before = w.kind_before(i)
    found = _core(w, i, depth=depth)
    if found is None:
        return None
    if part_follows(w, found.stop, found.selector):
        part = owned(w, found.stop, places=False, depth=depth + 1)
        if part is not None and not part.pronoun:
            held = inside(part.selector, found.selector, part.number)
            found = part._replace(selector=held, bare=False)
    place = w.kind_place if isinstance(found.selector, Pick) and _is_alike(found, before) else None
    named = w.kind_before(found.stop)
    if named is not before:
        w.kind_place = None
    read = found
    if goes_on(w, found):
        owns = w.has(found.stop, "possessive-mark")
        # "that badge in the header": told by where it is
        named_there = found if owns else _not_pointing(found)
        read = After(w, READERS, depth).read(named_there, places=places)
        read = found if read.stop == found.stop else read
    if w.sorts[read.stop] & _ITSELF and not read.pronoun:
        read = read._replace(stop=read.stop + 1)  # "the price itself", not its label
    w.forget_kinds(found.stop)  # "the card on slide 2, the ones on slide 3": cards, not slides
    if named is before and read.stop == found.stop and isinstance(found.selector, Pick):
        # "the first card of the list red, the second one blue"
        said = w.kind_place
        elsewhere = _of_those(read.selector) or (said is not None and _alike(read.selector, said))
        return read if said is None or elsewhere else _in_same_place(read, said)
    if place is not None and read.stop == found.stop:
        # "the textboxes on slide 6 … the first textbox": of those
        there = inside(read.selector, place, "any")
        read = read._replace(selector=Either((there, read.selector)))
        w.kind_place = place
        return read
    w.kind_place = place_of(read.selector)
    return read


def _is_alike(found: Noun, before: Selector | None) -> bool:
    """Whether what is counted is of the kind that was named before."""
    picked = found.selector
    if not (isinstance(picked, Pick) and isinstance(before, Named) and picked.order == "reading"):
        return False
    counted = picked.base
    if not isinstance(counted, Named) or counted.words != (counted.head,):
        return False
    return bool(found.kinds) and singular(counted.head) == singular(before.head)


def _not_pointing(found: Noun) -> Noun:
    match found.selector:
        case Either((Both(second=Reference(word="it")), said)):
            return found._replace(selector=said)
        case _:
            return found


def _of_those(selector: Selector) -> bool:
    """ "all three of them", "the first of those": of what was named, wherever that is."""
    if not (isinstance(selector, Pick) and isinstance(selector.base, Reference)):
        return False
    return selector.base.word == "them"


def _alike(one: Selector, other: Selector) -> bool:
    """Whether two descriptions are of one kind."""
    kinds = [kinds_in(kind_named(selector) or selector)[:1] for selector in (one, other)]
    return kinds[0] == kinds[1] != ()


def _in_same_place(found: Noun, place: Selector) -> Noun:
    return found._replace(selector=inside(found.selector, place, "any"))


def nouns(w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None:
    """Read one noun phrase or several joined by "and" or commas, while each is a plain one."""
    first = noun(w, i, places=places, depth=depth)
    if first is None:
        return None
    parts = [first]
    named_apart = False
    at = first.stop
    while True:
        join = w.skip_commas(at)
        if join == at or join >= w.size:
            break
        if w.has(join, "filler") and parts[-1].bare and w.has(join + 1, "and"):
            # "make work, about and contact bold": in a list of names a small word is one
            named = Named((w.said(join),), span=w.span(join, join + 1))
            parts.append(Noun(named, join + 1, sure=0.95, bare=True))
            at = join + 1
            continue
        if not (starts_noun(w, join) or (depth == 0 and _tells_text(w, join))):
            listed = _listed(w, join, depth) if len(parts) == 1 and _only_named(first) else None
            if listed is None:
                break
            parts += listed
            at = listed[-1].stop
            continue
        so_called = _called_so(first, w.said(join)) if w.kind(join) == "quote" else None
        if so_called is not None and w.quotes_name:
            # "the boxes “Plan” and “Build”"
            parts[0] = first._replace(selector=structs.replace(first.selector, number="one"))
            parts.append(first._replace(selector=so_called, stop=join + 1))
            at = join + 1
            continue
        if _ends_list(w, join, parts):
            break
        found = noun(w, join, places=places, depth=depth)
        if found is None or found.pronoun or _asked_by_itself(w, found, depth):
            break
        if refers(found.selector):
            # "the email field and the button next to it"
            said_before = [p.selector for p in parts]
            found = found._replace(selector=explained(found.selector, said_before))
        named_apart = named_apart or w.has(join, "det")
        if not w.has(join, "det"):
            last = of_owner_behind(parts[-1].selector, found)
            parts[-1] = parts[-1]._replace(selector=last)
        if not w.has(join, "quantifier"):
            # "the photo in the first card and the third card"
            there = same_part(parts[-1].selector, found.selector)
            found = found if there is None else found._replace(selector=there)
        owned_too = of_same_owner(w, parts[-1].selector, join, found)
        parts.append(owned_too or _sharing_words(parts[-1], found, det=w.has(join, "det")))
        at = found.stop
    if len(parts) == 1:
        return _all_of_them(w, first)
    parts = _shared_head(w, parts, named_apart=named_apart)
    if (those := apart([p.selector for p in parts])) is not None:
        w.name_kind(at, those)
    return Noun(
        Union(tuple(p.selector for p in parts)),
        at,
        "many",
        inner_text=_of_texts(parts),
        sure=min(p.sure for p in parts),
    )


def _all_of_them(w: Words, found: Noun) -> Noun:
    """ "the icons, all of them," where several were named: they are said once more, and nothing else."""
    at = found.stop + w.mark(found.stop, ",(–")
    again = at > found.stop and w.value(at, "pronoun") == "them" and w.items[at].words > 1
    if not again or found.number not in ("many", "all"):
        return found
    stop = at + 1 + w.mark(at + 1, ")")
    return found._replace(stop=stop) if stop >= w.size or w.is_separator(stop) else found


def _tells_text(w: Words, at: int) -> bool:
    """ "(hide the name and) price of the second card": what texts are called by what they hold."""
    return tells_texts(w.said(at)) and w.any_of(at + 1, "of", "in") and w.is_word(at)


def _ends_list(w: Words, join: int, parts: list[Noun]) -> bool:
    """Whether what comes after a joint is no further description of a list."""
    if w.has(join, "quantifier") and value_follows(w, join + 1):
        return True  # "the title and the caption, both bold"
    if stays_so(w, join):
        return True  # "(swap the first card and the second,) the third stays put"
    if same_for(w, join) is not None:
        return True  # "(hide the logo on slide 2) and do the same on slide 3"
    if w.kind(join) == "quote":
        return not (w.any_of(join + 1, "kind") or only_quoted(parts[0]))
    named = parts[-1].kinds or w.has(parts[-1].stop - 1, "name")
    asks = w.has(join, "verb") and w.items[join].means.keys() <= {"verb", "passive", "letting"}
    return bool(named) and asks  # "the card, italicize footer"


def _asked_by_itself(w: Words, found: Noun, depth: int) -> bool:
    """Whether something is asked of the next description alone."""
    if w.of_object:
        told = w.any_of(found.stop, "should", "is", "says") or w.mark(found.stop, ":")
        look = w.after_det(found.stop + w.has(found.stop, "in"))
        return told or value_follows(w, look) or w.has(look, "same")
    if depth:
        return False
    if w.has(found.stop - 1, "one") and w.any_of(found.stop, "should", "to"):
        return True  # "…, the first one should say …": of those
    return not w.giving and _has_look(w, found.stop)  # "hide the footer, page number bigger"


def _of_texts(parts: list[Noun]) -> bool:
    """Whether it is texts that are named: "the button text and the title"; what may be a text goes along."""
    if not any(part.inner_text for part in parts):
        return False
    return all(p.inner_text or not p.kinds or p.kinds[0] in TEXT_LIKE for p in parts)


def _only_named(found: Noun) -> bool:
    """ "the piano(, guitar and singing cards)": by a name, and not by what it is."""
    named = found.selector
    plain = isinstance(named, Named) and not named.kinds and named.quoted is None
    return found.bare or (plain and found.number != "all" and not found.pronoun)


def _listed(w: Words, at: int, depth: int) -> list[Noun] | None:
    """The rest of a list of bare names that ends in their kind: "(starter,) team and business buttons"."""
    listed: list[Noun] = []
    while len(listed) < LISTED_MAX:
        found = noun(w, at, places=False, depth=depth)
        if found is None or not isinstance(found.selector, Named):
            return None
        listed.append(found)
        kinds, head = _head_of(w, found.selector)
        if kinds or _are_texts(head):
            named_apart = found.selector.number != "many" and w.has(at, "det")
            return listed if len(found.selector.words) > 1 and not named_apart else None
        several = found.selector.number == "many" and len(found.selector.words) > 1
        if several and w.has(at - 1, "and") and not w.has(at, "det"):
            return listed  # "(the shower) and bath bars"
        if found.bare and w.kind(found.stop) == "number" and w.has(at - 1, "and"):
            return listed  # "(move expiry and) cvc 12px down"
        join = w.skip_commas(found.stop)
        if not found.bare or join == found.stop:
            return None
        at = join
    return None


def _first_line(w: Words, i: int) -> Noun | None:
    """ "the header row": what is called so, else the first line of the table."""
    at = w.skip(i, "det", "quantifier", most=2)
    axis = w.value(at, "first-line")
    line = table_line(axis, (1,)) if axis else None
    if line is None:
        return None
    words = tuple(w.said(at).split())
    span = w.span(at, at + 1)
    named = Named(words, (), words[-1], None, "any", span, exact=True)
    kinds = [tuple((w.lexicon.meaning(word) or {}).get("kind", "").split()) for word in words]
    if len(words) != _OF_EACH or not all(kinds) or singular(words[-1]) == words[-1]:
        return Noun(Either((named, line)), at + 1, "many")
    # "the column headings": where there is no table, the headings in the columns
    holder, part = (
        Named((word,), kind, word, None, "all", span)
        for word, kind in zip(words, kinds, strict=True)
    )
    those = Either((named, line, Where(part, "inside", holder, "any")))
    w.name_kind(at + 1, those)
    return Noun(those, at + 1, "many")


def _called_so(first: Noun, text: str) -> Named | None:
    """Another of several of a kind that are told by what they say."""
    named = first.selector
    if not (isinstance(named, Named) and named.quoted is not None and named.number == "many"):
        return None
    told = named.kinds or len(named.words) == 1  # "the figures “38%” and “24/7”"
    return structs.replace(named, quoted=text, number="one") if told else None


def _has_look(w: Words, at: int) -> bool:
    """Whether how something should look follows it."""
    return w.any_of(at, "more", "keyword", "shade") or w.is_colour(at)


def starts_noun(w: Words, i: int) -> bool:
    """Whether a noun phrase is likely to start at ``i`` (a determiner, a kind, a known form)."""
    if i >= w.size:
        return False
    if w.any_of(i, "pronoun", "rest"):
        return True
    found = _core(w, i)
    return found is not None and not found.bare


def owned(w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None:
    """Read what belongs to somebody, after a possessive: the verb in "the plant's name bold" is a noun."""
    if depth > DEPTH_MAX or i >= w.size:
        return None
    m = Modifiers()
    m.determined = True
    part = _described(w, i, depth, m)
    return None if part is None else After(w, READERS, depth).read(part, places=places)


#: how descriptions inside a description are read
READERS: Final = Readers(noun, nouns, owned, starts_noun)


def _sharing_words(before: Noun, found: Noun, *, det: bool) -> Noun:
    """ "the email label and field": where several are a field, the one that the words before are of."""
    last, named = before.selector, found.selector
    if isinstance(last, Either) and before.inner_text:
        last = last.options[0]  # "the email address label", a text or the text of it
    if det or not (isinstance(last, Named) and isinstance(named, Named)):
        return found
    if not (named.kinds and len(last.words) > 1 and len(named.words) == 1):
        return found
    if last.quoted or named.quoted or named.number != "one" or last.number != "one":
        return found
    shared = structs.replace(named, words=(*last.words[:-1], *named.words))
    return found._replace(selector=Either((named, shared)))


def of_same_owner(w: Words, before: Selector, at: int, found: Noun) -> Noun | None:
    """ "the card's name and price": a part of the same, where the one before was a part of something."""
    bare = not (w.has(at, "det") or is_placed(found.selector) or found.screen)
    plain = bare and isinstance(found.selector, Named) and len(found.selector.words) == 1
    owner = owner_of(before) if plain and w.heard & _OWNED else None
    if owner is None or not any(
        w.has(k, "possessive-mark") for k in range(max(at - _OWNER_MAX, 0), at)
    ):
        return None
    part = inside(found.selector, owner, found.number)
    around = inside(found.selector, Related(owner, "group"), found.number)
    return found._replace(selector=Either((part, around, found.selector)), bare=False)


def of_owner_behind(before: Selector, found: Noun) -> Selector:
    """ "the name (and price of the first card)": what is named by its kind alone is of the same."""
    if not (isinstance(before, Named) and len(before.words) == 1 and not before.quoted):
        return before
    by_kind = bool(before.kinds) or tells_texts(before.words[0])
    owner = owner_of(found.selector) if by_kind else None
    if owner is None or owner_of(owner) is not None:
        return before
    around = inside(before, Related(owner, "group"), before.number)
    return Either((inside(before, owner, before.number), around, before))


def _shared_head(w: Words, parts: list[Noun], *, named_apart: bool) -> list[Noun]:
    """ "the save and cancel buttons": the kind word at the end is that of each.

    In "the save and cancel button" too, where there is such a one; "the logo and the cancel
    button" names them apart.
    """
    last = parts[-1].selector
    if isinstance(last, Union):
        return _shared_further(parts, last)
    if not isinstance(last, Named):
        return parts
    kinds, head = _head_of(w, last)
    several = last.number in ("many", "all")
    each: Number = "all" if "all" in (parts[0].number, last.number) else "one"
    sure = bool(kinds) or _are_texts(head) or (not several and tells_texts(head))
    if not (sure or (several and len(last.words) > 1 and not named_apart)):
        return parts  # a word that nobody knows may be what all of them are: "shower and bath bars"
    if not (len(last.words) > 1 or (last.quoted is not None and several)):
        return parts
    if not several and last.number != "one":
        return parts
    if not several and named_apart and not all(_is_strange(w, p.selector) for p in parts[:-1]):
        return parts  # "the deluxe and the suite badge", but "the logo and the cancel button"
    shared: list[Noun] = []
    for part in parts[:-1]:
        named = part.selector
        if not isinstance(named, Named) or named.kinds or not (named.words or named.quoted):
            return parts
        if not several and len(named.words) > 1:
            return parts  # "the page title and the luna card"
        words = (*named.words, head)
        one = Named(words, kinds, head, named.quoted, each, named.span)
        shared.append(
            part._replace(selector=one if several and sure else Either((one, named)), number=each)
        )
    return [*shared, parts[-1]._replace(selector=structs.replace(last, number=each), number=each)]


def _is_strange(w: Words, selector: Selector) -> bool:
    """Whether a description is but one word that nobody knows: "the deluxe"."""
    words = selector.words if isinstance(selector, Named) else ()
    return len(words) == 1 and w.lexicon.meaning(words[0]) is None


def _shared_further(parts: list[Noun], last: Union) -> list[Noun]:
    """ "the piano, (guitar and singing cards)": the head that two share is that of those before."""
    heads = {(one.head, one.kinds, one.number) for one in last.parts if isinstance(one, Named)}
    if len(heads) != 1 or not all(isinstance(one, Named) for one in last.parts):
        return parts
    head, kinds, number = next(iter(heads))
    shared: list[Noun] = []
    for part in parts[:-1]:
        named = part.selector
        bare = isinstance(named, Named) and not named.kinds and bool(named.words or named.quoted)
        if not kinds or not isinstance(named, Named) or not bare or head in named.words:
            return parts
        one = Named((*named.words, head), kinds, head, named.quoted, number, named.span)
        shared.append(part._replace(selector=one, number=number))
    return [*shared, parts[-1]]


def _are_texts(head: str) -> bool:
    """ "The departure and arrival times": several texts that are called by what they hold."""
    return tells_texts(head) and singular(head) != head


def _head_of(w: Words, named: Named) -> tuple[tuple[str, ...], str]:
    """The kinds that the last word of a description is, and that word; of a whole name too."""
    if named.kinds or not named.words:
        return named.kinds, named.head
    last = named.words[-1]
    meaning = w.lexicon.meaning(last) or {}
    return tuple(meaning.get("kind", "").split()), last


@partial(once, places_matter=False)
def _core(w: Words, i: int, *, places: bool = True, depth: int = 0) -> Noun | None:  # noqa: ARG001
    """A description without what follows it, whether that may be a place or not."""
    return None if begins_none(w, i) else _described(w, i, depth, Modifiers())


def _described(w: Words, i: int, depth: int, m: Modifiers) -> Noun | None:
    if w.sorts[i] & _BY_ITSELF:
        if w.has(i, "pronoun") and not (w.has(i, "det") and heads_ahead(w, i + 1)):
            so_called = _of_that_kind(w, i) if w.sorts[i] & _THAT_OF else None
            return so_called or _reference(w, i)
        if w.has(i, "possessive"):
            return _owned(w, i, depth)
        if w.has(i, "all-but") and (most := _all_but(w, i, depth)) is not None:
            return most
        if w.has(i, "everything"):
            return _all_of_colour(w, i + 1) or Noun(Everything(), i + 1, "all")
    if w.has(i, "quantifier") and w.has(i + 1, "possessive"):
        # "all its cards": those in what was spoken of
        its = _owned(w, i + 1, depth)
        count = 2 if w.value(i, "quantifier") == "both" else 0
        every = None if its is None else so_many(many(its.selector), count)
        return None if its is None or every is None else its._replace(selector=every, number="all")
    if w.heard & _LINES and (line := _line_of(w, i, depth) or _first_line(w, i)) is not None:
        return line
    if w.heard & _SPANS and (row := ranged(w, i)) is not None:
        return Noun(row[0], row[1], "many")
    if w.heard & WORDED and (several := apposed(w, i)) is not None:
        return several
    if w.heard & _WORDED and (worded := _worded(w, i)) is not None:
        return worded
    if w.sorts[i] & _ONE and not w.has(i, "any"):
        one = the_one(w, i, i + 1)  # "the one below it", as one phrase
        return Noun(one, i + 1, kinds=kinds_in(one))
    at = before_head(w, i, m)
    if at > i and w.has(at, "pronoun") and not heads_ahead(w, at + 1):
        those = _reference(w, at)._replace(stop=at + 1)
        # "both of them": of two, or it is a question
        return those._replace(selector=so_many(those.selector, m.count))
    head = head_at(w, at, m)
    if not head.words and head.quoted is None:
        return _headless(w, i, at, m)
    return headed(w, head, m)


def _all_of_colour(w: Words, at: int) -> Noun | None:
    """ "everything blue (in the header becomes teal)": what is of a colour, where another is told behind it."""
    end = colour_end(w, at) if w.is_colour(at) or w.has(at, "shade") else at
    if end == at:
        return None
    for k in range(end, min(end + _TOLD_MAX, w.size)):
        if w.mark(k, ".,!?;\n"):
            return None
        if w.any_of(k, "becoming", "should", "arrow"):
            said = " ".join(w.said(j) for j in range(at, end))
            return Noun(Look(Everything(), "colour", said), end, "all")
    return None


#: words among which it is told what becomes of it
_TOLD_MAX: Final = 12


def _worded(w: Words, i: int) -> Noun | None:
    """ "the word Home (red)", "the label Email": a text by what it says, which has no quotes."""
    at = w.after_det(i)
    said = at + 1
    if at > i and w.has(at, "text-part") and w.kind(said) == "quote":
        # what says that and no more: "the words “See all”"
        words = split(w.items[said].token.text)
        return Noun(Named(words, span=w.span(at, said + 1), exact=True), said + 1)
    if not w.has(at, "text-word") or w.kind(said) != "word" or w.has(said, "kind"):
        return None
    called = w.has(said, "name") or (w.is_capital(said) and w.is_unknown(said))
    follows = w.has(at, "text-part") or (at > i and not ends_clause(w, said + 1))
    counted = w.kind(said + 1) == "number" and not has_unit(w, said + 1)
    more = w.any_of(said + 1, "kind", "number") or counted
    if not (called and follows) or more or w.is_unknown(said + 1):
        return None
    span = w.span(said, said + 1)
    letters = w.has(at, "text-part")
    named = Named(quoted=w.quote(span), number="one", span=span)
    return Noun(named, said + 1, inner_text=letters)


def _of_that_kind(w: Words, i: int) -> Noun | None:
    """ "(the titles of slides 1 to 3 and) those of slides 4 to 6": of the kind that was named before."""
    named = w.kind_before(i)
    if named is None or not w.any_of(i + 1, "of", "in", "inside") or value_follows(w, i + 2):
        return None
    if i and (w.any_of(i - 1, *_BEFORE_VALUE) or w.mark(i - 1, "=:")):
        return None  # "the colour of the header is that of the footer"
    several = w.value(i, "pronoun") == "them"
    alone = placeless(named)
    one = (
        many(alone)
        if several or not isinstance(alone, Named)
        else structs.replace(alone, number="one")
    )
    return Noun(one, i + 1, "many" if several else "one", kinds=kinds_in(one))


def _line_of(w: Words, i: int, depth: int) -> Noun | None:
    """ "the second row of cards": those that stand in one line, whatever holds them."""
    line = line_at(w, i)
    if line is None or not w.has(line.stop, "of"):
        return None
    members = noun(w, line.stop + 1, places=False, depth=depth + 1)
    if members is None or members.number == "one" or not members.kinds:
        return None
    lined = Pick(many(members.selector), (line.place,), order=line.axis, rows=True)
    return members._replace(selector=lined, number="many")


def _all_but(w: Words, i: int, depth: int) -> Noun | None:
    """ "everything but the header", "all but the last"."""
    kept = nouns(w, i + 1, places=True, depth=depth + 1)
    if kept is None:
        forbids = w.any_of(i + 1, "not", "without") and w.value(i, "all-but") == "everything"
        return Noun(Everything(), i + 1, "all") if forbids else None
    every = w.value(i, "all-but") == "everything"
    whole = None if every else (w.kind_before(i) or w.kind_before(kept.stop))
    base = Everything() if whole is None else many(whole)
    return Noun(Except(base, kept.selector), kept.stop, "all")


def _owned(w: Words, i: int, depth: int) -> Noun | None:
    """ "its title", "their icons": in what was spoken of."""
    if property_here(w, i + 1):
        return None
    part = owned(w, i + 1, places=False, depth=depth + 1)
    if part is None or part.pronoun or (w.has(i + 1, "edge") and part.stop == i + 2):
        return None
    owner = Reference("it", span=w.span(i, i + 1))
    inner = inside(part.selector, owner, part.number)
    if w.has(i + 1, "inner-text") and part.stop == i + 2:
        own: Selector = Related(owner, "text")
        # "its label": a label in it, else what carries its text
        inner = Either((inner, own)) if w.has(i + 1, "kind") else own
        part = part._replace(inner_text=True)
    else:
        # "the card's title and its label": of what the title is in
        around = inside(part.selector, Related(owner, "group"), part.number)
        inner = Either((inner, around))
    return part._replace(selector=inner, bare=False)


def _of_several(w: Words, at: int, m: Modifiers) -> Noun | None:
    """ "The first of the green tiles", "the last two of the cards": those of what is named after it."""
    if not w.has(at, "of") or not w.has(at + 1, "definite"):
        return None
    among = noun(w, at + 1, places=False)
    if among is None or among.pronoun or among.screen or among.number == "one":
        return None
    picked = Pick(among.selector, m.ordinals)
    return among._replace(selector=picked, number="many" if len(m.ordinals) > 1 else "one")


def _headless(w: Words, i: int, at: int, m: Modifiers) -> Noun | None:
    """No head noun: "the rest", "the others", "the first", "all", "the red ones" without ones."""
    if w.has(at, "rest"):
        # "the other two", "the two others"
        counted = _ends_count(w, at + 1) and number_at(w, at + 1)
        stop = at + 2 if counted else at + 1
        count = counted or m.count
        if w.value(at, "rest") == "other" and not count:
            return Noun(Reference("other", span=w.span(i, stop)), stop, "one")
        return Noun(so_many(Reference("rest", span=w.span(i, stop)), count), stop, "many")
    if w.has(at, "other") and (at > i or w.is_separator(at + 1) or at + 1 >= w.size):
        return Noun(Reference("other", span=w.span(i, at + 1)), at + 1, "one")
    if m.ordinals and at > i:
        if (of_them := _of_several(w, at, m)) is not None:
            return of_them
        base = Reference("them", span=w.span(i, at))
        kind: Selector = Pick(base, m.ordinals)
        # "title of the second": what is counted is not what is asked for of it
        before = i - 1 if w.has(i - 1, "of") and i else i
        holder = holder_before(w, i - 1) if i else None
        if (named := holder or w.kind_before(before - 1) or w.kind_before(i)) is not None:
            kind = Pick(named, m.ordinals)
        return Noun(kind, at, "many" if len(m.ordinals) > 1 else "one", sure=0.9)
    if m.count > 1 and at > i and w.any_of(at, "relation", "between"):
        named = w.kind_before(i)  # "the two beside it"
        return None if named is None else Noun(so_many(kind_alone(named), m.count), at, "many")
    if (m.number or m.count) and at > i and w.any_of(at, "of", "pronoun"):
        # "all of them", "all three of them"
        begins = at + 1 if w.has(at, "of") else at
        if w.has(begins, "pronoun"):
            found = _reference(w, begins)._replace(number="all")
            if m.count < 2:
                return found
            many_of_them = tuple(range(1, m.count + 1))
            return found._replace(selector=Pick(found.selector, many_of_them, order="only"))
    if m.number == "all" and not m.count and (four := _few(w, at)):
        # "all four (white)": of what was spoken of
        them = Reference("them", span=w.span(i, at + 1))
        return Noun(so_many(them, four), at + 1, "all", pronoun=True)
    counted = m.count > 1 and (value_follows(w, at) or w.any_of(at, "should", "is", "in"))
    alone = not w.is_word(at) or w.is_joint(at) or w.any_of(at, "filler", "as-well")
    alone = alone and not _names_on(w, at - 1, m)
    if m.number == "all" and at > i and (counted or alone):
        if m.count > 1:
            # "both": of two, or it is a question
            counted_ones = so_many(Reference("them", span=w.span(i, at)), m.count)
            return Noun(counted_ones, at, "all", pronoun=True)
        # what was just named, else all there is
        return Noun(
            Either((Reference("them", span=w.span(i, at)), Everything())), at, "all", sure=0.95
        )
    return None


def _names_on(w: Words, at: int, m: Modifiers) -> bool:
    """ "all the", "every single": it ends in what a name has to follow, unlike "all these"."""
    if m.back or m.single:
        return False
    last = w.said(at).rpartition(" ")[2]
    return "definite" in (w.lexicon.meaning(last) or {})


def _ends_count(w: Words, at: int) -> bool:
    """Whether a number at ``at`` counts something left out: "the other five"."""
    return w.has(at, "number") and not (has_unit(w, at) or heads_ahead(w, at + 1, near=True))


def _few(w: Words, at: int) -> int:
    """The number at ``at`` where it may count what was spoken of, "those two"; 0 for a size."""
    count = number_at(w, at) if _ends_count(w, at) else 0
    return count if count and 1 < count <= _FEW_MAX else 0


#: more of them than so many are hardly counted
_FEW_MAX: Final = 6


def _reference(w: Words, i: int) -> Noun:
    word = w.value(i, "pronoun")
    stop = i + 1
    if word == "them" and w.any_of(stop, "quantifier"):
        stop += 1  # "them all", "them both"
    them: Selector = Reference("them" if word == "them" else "it", span=w.span(i, i + 1))
    if w.has(i, "pointing") and (count := _few(w, stop)):
        them, stop = so_many(them, count), stop + 1  # "those two"
    return Noun(
        them,
        stop,
        "many" if word == "them" else "one",
        pronoun=True,
    )
