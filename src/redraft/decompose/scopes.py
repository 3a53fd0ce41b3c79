"""What clauses are said of: "on slides 3, 5 and 7 …", "page 2: …", "rest: …".

A scope describes what holds others. It narrows every target of the clauses that it governs,
until its sentence ends or another scope begins; over a list of lines it holds to the list's
end. What names a place of the same kind itself is left where it says.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose.assignments import WRITTEN
from redraft.decompose.bases import kind_named
from redraft.decompose.clauses import ends_clause, verb_at
from redraft.decompose.descriptions import (
    SCREENS,
    Noun,
    are_screens,
    count_of,
    inside,
    is_one_screen,
    is_placed,
    joined,
    many,
)
from redraft.decompose.heads import tells_genus, tells_texts, value_follows
from redraft.decompose.nouns import noun, nouns, starts_noun
from redraft.decompose.numbering import numbered
from redraft.decompose.references import explained, parts_of, refers
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import value
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Set, Step, Swap, target_of
from redraft.select.selectors import (
    Either,
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

#: what a step acts on, and what it looks at
_TARGETS: Final = ("target", "first", "second")
#: what stands between a place and what is said of it
_COLONS: Final = ":-–—"
_SOURCES: Final = ("anchor", "to", "source")


#: a word for a screen among several, or for the only one
SCREENED: Final = gate("screen")
#: words for what holds others
_HOLDER: Final = gate("holder")
_OF: Final = sorts("in", "of")
_EXCEPT: Final = sorts("except")
_VERB: Final = sorts("verb")
_MARK: Final = gate(tokens=["mark"])


class Scope(NamedTuple):
    """What holds what follows; ``selector`` is None for the screen itself."""

    selector: Selector | None
    #: where what is said of it begins
    stop: int
    #: over lines of their own: the end of a sentence does not end it
    heading: bool = False
    #: it may itself be what is acted on
    itself: bool = False
    #: called by a word for what holds others
    holds: bool = True
    #: what is spoken of, whether it holds what is named next or not
    topic: bool = False


class _Place(NamedTuple):
    selector: Selector
    stop: int
    screen: bool
    holds: bool


def scope_at(w: Words, at: int, before: list[Selector]) -> Scope | None:
    """Read the scope that a clause begins with; ``before`` are those of the clauses before it.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "page 2: the picture is too small"
    >>> scope_at(Words(text, load().items(scan(text)), load()), 0, []).stop
    3
    """
    said = w.sorts[at]
    if said & _OF and not said & _VERB:
        return _after_preposition(w, at + 1, before)
    if said & _EXCEPT:
        return _left_out(w, at + 1)
    if w.has(w.after_det(at), "slip"):
        return None  # "typo in the title: …"
    found = _heading(w, at, before) if before or w.heard & _HOLDER else None
    return found or (_topic(w, at) if w.heard & _MARK else None)


def _after_preposition(w: Words, at: int, before: list[Selector]) -> Scope | None:
    """ "on slide 3 the title …", "for the cards: …", "in the header make …"."""
    place = _again(w, at, before) or _place(w, at)
    if place is None:
        return None
    after = place.stop
    selector = None if place.screen else of_others(place.selector, before)
    if w.mark(after, "," + _COLONS):
        begins = not w.mark(after, ",") and _line_follows(w, after)
        itself = not w.mark(after, ",") or not before
        return Scope(selector, after + 1, begins, itself, place.holds)
    begun = w.skip(after, "filler", "wish")
    if verb_at(w, begun) or (w.has(after, "wish") and starts_noun(w, begun)):
        return Scope(selector, begun, holds=place.holds)  # "in the intro I want the title …"
    if w.has(after, "only") and starts_noun(w, after + 1):
        return Scope(selector, after + 1)  # "in the wrap box only the first row"
    if not place.holds:
        return None
    named = w.after_det(after)
    owned = w.has(named, "property") and w.has(
        named + 1, "of"
    )  # "on slide 3 the colour of the title"
    if owned or starts_noun(w, after) or (before and value_follows(w, w.after_det(after))):
        return Scope(selector, after)
    return None


def _heading(w: Words, at: int, before: list[Selector]) -> Scope | None:
    """ "page 2: …", "slide 5, first picture: …", "rest: …"."""
    if w.has(at, "rest") and w.mark(at + 1, ":") and before:
        rest = explained(Reference("rest"), [joined(before)])
        return None if refers(rest) else Scope(rest, at + 2, itself=True)
    place = _again(w, at, before)
    if place is None:
        begins = w.has(w.skip(at, "det", "quantifier", "ordinal", "rest", "other"), "holder")
        if not begins and not w.any_of(at, "ordinal", "det", "quantifier"):
            return None
        place = _place(w, at)
    if place is None or not place.holds or place.screen:
        return None
    after = place.stop
    told = w.any_of(after + 1, "property") or verb_at(w, after + 1)
    if w.mark(after, _COLONS):
        if told or starts_noun(w, after + 1) or value_follows(w, after + 1):
            return Scope(of_others(place.selector, before), after + 1, itself=True)
    elif w.mark(after, ",") and (told or starts_noun(w, after + 1)):
        return Scope(of_others(place.selector, before), after + 1)
    return None


def _topic(w: Words, at: int) -> Scope | None:
    """ "standard double: photo taller, name navy": what is named, and parts of it with what is asked of each."""
    if verb_at(w, at):
        return None
    found = nouns(w, at, places=True)
    if found is not None and not w.mark(found.stop, ":"):
        found = _names(w, at)
    if found is None or found.pronoun or found.screen or not w.mark(found.stop, ":"):
        return None
    begun = found.stop + 1
    if found.inner_text or any(w.kind(k) == "quote" for k in range(at, begun)):
        return None
    if verb_at(w, begun) or w.mark(begun, "\n") or not _names_parts(w, begun):
        return None
    return Scope(found.selector, begun, itself=True, topic=True)


def _names(w: Words, at: int) -> Noun | None:
    """ "tiramisu and branzino(: prices red)": several by their bare names."""
    parts: list[Noun] = []
    while len(parts) < _NAMES_MAX:
        part = noun(w, at, places=False)
        if part is None or not isinstance(part.selector, Named) or part.selector.number != "one":
            return None
        parts.append(part)
        if w.mark(part.stop, ":"):
            return Noun(joined([one.selector for one in parts]), part.stop, "many")
        at = w.skip_commas(part.stop)
        if at == part.stop:
            return None
    return None


def _names_parts(w: Words, at: int) -> bool:
    """Whether parts are named from ``at`` on, each with what is asked of it: "photo taller, name navy"."""
    begun = at
    while at < min(begun + _TOPIC_MAX, w.size):
        part = None if w.any_of(at, *_NO_PART) else _part(w, at)
        if part is not None and w.is_colour(at) and part.kinds and ends_clause(w, part.stop):
            return True  # "(the first row:) navy buttons"
        if part is not None and not part.pronoun and not _own(w, at, part):
            told = part.stop + w.any_of(
                part.stop, "in", "with"
            )  # "(the intro:) boxes in light blue"
            asked = value_follows(w, told) and w.kind(told) != "quote"
            return asked or w.any_of(part.stop, "degree", "should", "have", "get")
        while not (ends_clause(w, at) or w.is_separator(at)):
            at += 1
        after = w.skip_commas(at)
        if after == at:
            return False
        at = after
    return False


def _part(w: Words, at: int) -> Noun | None:
    before = w.wants_value, w.giving
    w.wants_value, w.giving = True, "values"  # "heading 22" is no heading of that number
    part = noun(w, at, places=False)
    w.wants_value, w.giving = before
    return part


def _own(w: Words, at: int, part: Noun) -> bool:
    """Whether it is no part but a property of what is spoken of: "text white", "border 2px"."""
    if value(w, at) is not None:
        return True
    return part.stop == at + 1 and w.has(at, "property") and not w.any_of(at, "name")


#: what names no part of what was named: "(the tabs:) first one bold, the rest grey"
_NO_PART: Final = (
    "ordinal",
    "superlative",
    "quantifier",
    "rest",
    "other",
    "one",
    "pronoun",
    "possessive",
)
#: several that parts are named of
_NAMES_MAX: Final = 12
#: words among which a part has to be named
_TOPIC_MAX: Final = 24


def _left_out(w: Words, at: int) -> Scope | None:
    """ "except for the first and last slide, …": all others of the kind."""
    place = _place(w, at)
    named = None if place is None else w.kind_before(place.stop)
    if place is None or not place.holds or named is None:
        return None
    if not (w.mark(place.stop, ",") or verb_at(w, place.stop)):
        return None
    stop = place.stop + w.mark(place.stop, ",")
    return Scope(Except(many(named), place.selector), stop)


def _again(w: Words, at: int, before: list[Selector]) -> _Place | None:
    """ "4-6: …" after "slides 1-3: …": further numbers of the kind before."""
    if not before or w.kind(at) != "number":
        return None
    kind = next((n for n in described(before[-1]) if n.kinds and n.words), None)
    if kind is None:
        return None
    words = [word for word in kind.words if not word.isdigit()]
    span = w.span(at, at + 1)
    selector, stop = numbered(w, at, kind, words, kind.kinds, span)
    if stop == at or not w.mark(stop, ":,"):
        return None
    return _Place(selector, stop, screen=False, holds=True)


def _place(w: Words, at: int) -> _Place | None:
    """One place or several of a kind: "slide 2", "the first and the third card"."""
    first = noun(w, at, places=True)
    if first is not None and w.kind(first.stop - 1) == "quote" and w.has(first.stop - 2, "ordinal"):
        names, w.quotes_name = w.quotes_name, False  # "(…,) on the second “Hello”": what goes there
        first = noun(w, at, places=True)
        w.quotes_name = names
    if first is None or first.pronoun:
        return None
    parts, stop = [first.selector], first.stop
    held = holds(w, at, first)
    while held:
        join = w.skip_commas(stop)
        more = noun(w, join, places=True) if join > stop and starts_noun(w, join) else None
        if more is None or more.pronoun or not holds(w, join, more):
            break
        parts.append(more.selector)
        stop = more.stop
    return _Place(joined(parts), stop, first.screen and len(parts) == 1, held)


def holds(w: Words, start: int, found: Noun) -> bool:
    """Whether the head of a description is a word for what holds others, or one of such is counted."""
    kind = kind_named(found.selector) if w.any_of(found.stop - 1, "ordinal", "one") else None
    if isinstance(kind, Named) and kind.kinds[:1] == SCREENS[:1]:
        return True  # "(on slide 2 …,) on the last one"
    if tells_genus(w.said(found.stop - 1)) and not w.any_of(found.stop - 1, "kind", "name"):
        return isinstance(found.selector, Pick)  # "in the second account the balance …"
    return any(
        w.has(k, "holder") and (w.value(k, "kind").split() or SCREENS)[0] in found.kinds[:1]
        for k in range(start, found.stop)
    )


def _line_follows(w: Words, colon: int) -> bool:
    return w.mark(colon + 1, "\n")


def of_others(selector: Selector, before: list[Selector]) -> Selector:
    """A place with "the other slides", "the rest" explained by the scopes before."""
    if not before or not refers(selector):
        return selector
    return explained(selector, [joined(list(dict.fromkeys(before)))])


# -- narrowing ---------------------------------------------------------------------------


def of_topic(selector: Selector, topic: Selector) -> Selector:
    """What a description names of what is spoken of: in it, called after it, or beside it; else anywhere."""
    if _mentions(selector, topic) or _stays(selector) or is_placed(selector):
        return selector
    if isinstance(selector, Either) and Screen() in selector.options:
        return selector  # "(page title: 36px,) page background mist"
    if isinstance(selector, Union):
        return Union(tuple(of_topic(part, topic) for part in selector.parts))
    number: Number = selector.number if isinstance(selector, Named) else "any"
    each = topic.parts if isinstance(topic, Union) else (topic,)
    around = joined([Related(one, "group") for one in each])
    ways = [inside(selector, topic, number), inside(selector, around, number)]
    if isinstance(topic, Named) and isinstance(selector, Named) and not selector.quoted:
        own = topic.words[:-1] if topic.kinds else topic.words
        if own and not topic.quoted:
            ways.append(structs.replace(selector, words=(*own, *selector.words)))
    return Either((*ways, selector) if _tells_by_itself(selector) else tuple(ways))


def _tells_by_itself(selector: Selector) -> bool:
    """Whether a description says more than a kind: "cancel", "the privacy link", no "label", no "price"."""
    if not isinstance(selector, Named):
        return True
    if selector.quoted is not None or len(selector.words) > 1:
        return True
    return not (selector.kinds or tells_texts(selector.words[-1] if selector.words else ""))


def within(selector: Selector, scope: Selector) -> Selector:
    """What a description names within a scope; what says where it is itself stays so.

    >>> within(Named(("title",)), Named(("slide", "2"), ("slide",))).relation
    'inside'
    """
    if _mentions(selector, scope) or _stays(selector):
        return selector
    if _are_those(selector, scope):
        return scope
    kinds = {n.kinds[0] for n in described(scope) if n.kinds}
    if isinstance(selector, Union):
        return Union(tuple(within(part, scope) for part in selector.parts))
    if isinstance(selector, Either) and Screen() in selector.options:
        named = next((n for n in described(selector)), None)
        return scope if named is not None and kinds & set(named.kinds) else selector
    if any(n.kinds[:1] and n.kinds[0] in kinds for n in described(selector)):
        return selector
    if isinstance(selector, Either):
        return Either(tuple(inside(option, scope, "any") for option in selector.options))
    return inside(selector, scope, "any")


def _are_those(selector: Selector, scope: Selector) -> bool:
    """ "Send and Request: make both buttons white": the two that were named, and none in them."""
    if not (isinstance(scope, Union) and isinstance(selector, Pick) and selector.order == "only"):
        return False
    bare = all(isinstance(part, Named) and not part.kinds for part in scope.parts)
    return bare and count_of(selector) == len(scope.parts)


def nearby(selector: Selector, scope: Selector) -> Selector:
    """What a later clause names: within the scope, else anywhere, where it tells what by itself."""
    here = within(selector, scope)
    placed = isinstance(selector, (Where, Related))
    if here == selector or placed or not _tells_by_itself(selector):
        return here
    return Either((here, selector))


def _mentions(selector: Selector, scope: Selector) -> bool:
    """Whether a description is told by the scope already."""
    return any(part == scope for part in parts_of(selector))


def _stays(selector: Selector) -> bool:
    """Whether a description has no place of its own: it points back, or names the screen."""
    match selector:
        case Reference() | Screen():
            return True
        case Either(options):
            return any(_stays(o) for o in options if not isinstance(o, Screen))
        case Look() | Pick():
            return isinstance(selector.base, Reference)
        case _:
            return False


def described(selector: Selector) -> list[Named]:
    """All descriptions in words that a selector is made of."""
    if isinstance(selector, Named):
        return [selector]
    return [n for part in inner(selector) for n in described(part)]


def holds_screens(scope: Selector) -> bool:
    """Whether a scope is a part of a document of several screens: nothing is written on it itself."""
    return any(n.kinds[:1] == SCREENS[:1] for n in described(scope))


def told_screen(selector: Selector) -> Selector | None:
    """The one screen of several that a description tells: by its number, its order or what it says.

    >>> told_screen(Pick(Named(("slide",), ("slide", "screen", "page")), (2,))).places
    (2,)
    """
    found: dict[Selector, None] = {}
    left = [selector]
    while left:
        one = left.pop()
        if is_one_screen(one):
            found[one] = None
        elif not isinstance(one, Named):
            left += inner(one)
    return next(iter(found)) if len(found) == 1 else None


def moved_to(selector: Selector, scope: Selector) -> Selector:
    """The same description in another place: "on slide 2 the title …, on slide 3 …"."""
    match selector:
        case Where(relation="inside", anchor=Related(relation="group") as group):
            return structs.replace(selector, anchor=structs.replace(group, base=scope))
        case Where(relation="inside"):
            return structs.replace(selector, anchor=_like(scope, selector.anchor))
        case Related(base):
            return structs.replace(
                selector, base=moved_to(base, scope) if is_placed(base) else scope
            )
        case Where() | Pick() | Look() | Except():
            return structs.replace(selector, base=moved_to(selector.base, scope))
        case Either(options) if any(map(is_placed, options)):
            return Either(tuple(moved_to(o, scope) for o in options if is_placed(o)))
        case Union(parts) if parts and is_placed(parts[0]):
            return moved_to(parts[0], scope)
        case _:
            return inside(selector, scope, "any")


def _like(scope: Selector, before: Selector | None) -> Selector:
    """ "of the slide “Pricing” …, of “Team” …": a bare text in place of what had a kind is of that kind."""
    if before is None or not isinstance(scope, Named) or scope.words or scope.kinds:
        return scope
    named = next(iter(described(before)), None)
    return scope if named is None else structs.replace(scope, words=named.words, kinds=named.kinds)


def narrowed(
    step: Step, scope: Selector, placed: Callable[[Selector, Selector], Selector] = within
) -> Step:
    """A step with its targets ``placed`` in a scope; what it looks at, there first and else anywhere."""
    changes: dict[str, object] = {}
    for name in _TARGETS:
        said = getattr(step, name, None)
        if said is not None:
            changes[name] = placed(said, scope)
    for name in _SOURCES:
        said = getattr(step, name, None)
        if isinstance(said, Selector):
            changes[name] = _near(said, scope)
    value = getattr(step, "value", None)
    if isinstance(value, Like):
        changes["value"] = structs.replace(value, source=_near(value.source, scope))
    return structs.replace(step, **changes)


def beside(steps: list[Step], before: Selector | None) -> list[Step]:
    """The steps of one clause, what is named after a part of a screen being on that screen too.

    "Make the title of slide 2 red and the content blue": the content of slide 2, where it has one.
    What is asked of letters is asked of those on a screen: "slides 2 to 4 in Georgia"; of the same
    part as ``before``, where that is on another: "the title of slide 1 bold and slide 2 italic".
    """
    done: list[Step] = []
    screen: Selector | None = None
    for one in steps:
        step = _on_texts(one, target_of(done[-1]) if done else before)
        said = step.first if isinstance(step, Swap) else target_of(step)
        if said is None:
            done.append(step)
            continue
        target, screen = _on_that(said, screen)
        moved = structs.replace(step, target=target) if target != said else step
        done.append(moved if screen is None else _looking(moved, screen))
    return done


def _on_texts(step: Step, before: Selector | None) -> Step:
    """A step that is about letters, with what is written on a screen for the screen."""
    if not isinstance(step, Set) or step.property not in WRITTEN:
        return step
    screen = step.target
    if isinstance(screen, Related) and screen.relation == "wording":
        screen = screen.base
    if not are_screens(screen):
        return step
    if before is not None and is_placed(before) and holds_screens(before):
        return structs.replace(step, target=moved_to(before, screen))
    return structs.replace(step, target=Related(screen, "wording"))


def _on_that(target: Selector, screen: Selector | None) -> tuple[Selector, Selector | None]:
    """The target on the screen that was spoken of before it, and which is spoken of behind it."""
    if isinstance(target, Union):
        # "the title and the content of slide 4": both are of it
        screen = told_screen(target) if holds_screens(target.parts[-1]) else screen
        parts: list[Selector] = []
        for part in target.parts:
            placed, screen = _on_that(part, screen)
            parts.append(placed)
        screen = told_screen(target) if holds_screens(target) else screen
        return (target if parts == list(target.parts) else Union(tuple(parts))), screen
    if holds_screens(target):
        return target, told_screen(target)
    if screen is None or _stays(target) or not _is_plain(target):
        return target, screen
    if isinstance(target, Related):  # what is written on it
        base = Either((within(target.base, screen), target.base))
        return structs.replace(target, base=base), screen
    return Either((within(target, screen), target)), screen


def _looking(step: Step, screen: Selector) -> Step:
    """A step with what it looks at on a screen, where it has that: "below the title"."""
    changes: dict[str, object] = {}
    for name in (*_SOURCES, "second"):
        said = getattr(step, name, None)
        if isinstance(said, Selector) and _is_plain(said):
            changes[name] = _near(said, screen)
    return structs.replace(step, **changes) if changes else step


def _is_plain(target: Selector) -> bool:
    """Whether a description is in words alone, of no more than there are in one place ("all titles")."""
    match target:
        case Named():
            return bool(target.kinds) and target.number in ("one", "many")
        case Related(base, "text" | "texts"):
            return _is_plain(base)
        case Pick(Named(kinds=kinds), order="reading"):
            return bool(kinds)
        case Either(options):
            return all(map(_is_plain, options))
        case _:
            return False


def of_all(step: Step, across: list[Selector]) -> Step:
    """A step on "them", after several scopes, on what was named in all of these."""
    target = target_of(step)
    if not isinstance(target, Reference) or target.word != "them":
        return step
    return structs.replace(step, target=Union(tuple(dict.fromkeys(across))))


def _near(source: Selector, scope: Selector) -> Selector:
    here = within(source, scope)
    return source if here == source else Either((here, source))
