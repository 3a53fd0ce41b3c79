"""Verbs of place: move, rotate, bring to front.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import split
from redraft.decompose.clauses import ends_clause, skip_fillers, starts_clause
from redraft.decompose.descriptions import Noun, inside
from redraft.decompose.drafts import Draft
from redraft.decompose.filling import Filler
from redraft.decompose.heads import amount_follows, value_follows
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import aimed
from redraft.decompose.subjects import looks_of_text
from redraft.decompose.values import value
from redraft.decompose.verbs.adding import added
from redraft.decompose.verbs.destinations import destinations
from redraft.decompose.verbs.ending import also_looks, ended, to_end, unread
from redraft.decompose.verbs.giving import assign, finished
from redraft.decompose.verbs.ordering import ordered
from redraft.decompose.verbs.rewording import bare, part
from redraft.decompose.verbs.structure import add
from redraft.decompose.verbs.succeeding import succeeded
from redraft.decompose.verbs.verbatim import verbatim
from redraft.decompose.verbs.wording import figure_in, insert, placed_words
from redraft.decompose.words import Span, Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Literally, Place, Reorder, Set, Shift
from redraft.select.selectors import Look, Named, Reference, Selector, Union

#: categories of small words beside an angle
_BESIDE_ANGLES: Final = ("to", "by", "with", "in", "filler", "degree", "det", "property", "plus")

#: values that may stand before their property
_VALUES_MAX: Final = 3


def _writes(w: Words, at: int) -> bool:
    """ "(put) Welcome back in the title": words with a capital that name nothing, and a text's place."""
    said = part(w, at, "text-end", "relation")
    if said is not None and said.told and w.any_of(said.stop, "text-end", "relation"):
        return True  # "put an asterisk after the price"
    if figure_in(w, at) is not None:
        return True  # "put 70% in it"
    if not (w.is_capital(at) and w.is_unknown(at)):
        return False
    if w.has(bare(w, at, "instead").stop, "instead"):
        return True  # "put Plans in place of Pricing"
    said = placed_words(w, at)
    found = None if said is None else noun(w, said.stop + 1)
    return found is not None and found.kinds[:1] != () and found.kinds[0] in TEXT_LIKE


def _puts_amount(p: Asking, at: int) -> bool:
    """ "(the title is too big,) put 32": what is to be there, of what was complained of."""
    said = value(p.w, at) if p.memory.spoken and p.w.kind(at) == "number" else None
    return said is not None and said.sort in ("px", "number", "percent") and ended(p.w, said.stop)


def _puts_look(w: Words, at: int) -> bool:
    """ "put it in Georgia", "put the title in plum, 20px": how it looks, not where it goes."""
    found = None if w.kind(at) == "quote" else nouns(w, at, places=False)
    if found is None or not w.has(found.stop, "in"):
        return False
    step = w.after_det(found.stop + 1)
    said = value(w, step + (w.has(step, "property") and not w.has(step, "kind")))
    if said is None:
        return False
    if said.sort in (*_LENGTHS, "percent") and w.any_of(said.stop, "property", "dimension"):
        # as in: put it at 80% opacity
        return w.value(said.stop, "property") not in _PLACES and ended(w, said.stop + 1)
    if said.sort in _LENGTHS:
        return said.stop >= w.size or w.is_separator(said.stop)
    looks = said.sort in ("colour", "token", "keyword", "name")
    return looks and not w.any_of(said.stop, "kind", "any", "name")


def _goes_by(w: Words, at: int) -> bool:
    """ "(put “Send”) 24px higher": how far it goes, and no text that is put anywhere."""
    said = value(w, at)
    far = said is not None and said.sort in ("px", "number", "percent")
    return far and said is not None and w.any_of(said.stop, "more", "direction")


def _no_move(p: Asking, draft: Draft, at: int, verb: str) -> int | None:
    """What is put somewhere and moves nothing: a look, a text, a property; None where none is."""
    w = p.w
    if (told := verbatim(p, draft, at, verb)) is not None:
        return told
    step = skip_fillers(w, at + 1)
    if (read := added(p, draft, at, step)) is not None:
        return read
    if (read := ordered(p, draft, step, beside=False)) is not None:
        w.use(at, step)
        return read
    if (
        _puts_amount(p, step)
        or _puts_look(w, step)
        or sets_property(w, step)
        or looks_of_text(w, step)
    ):
        return assign(p, draft, at, "set")
    if w.kind(step) == "quote" and _has_look(w, step + 1):
        return assign(p, draft, at, "set")
    follows = w.any_of(step + 1, "kind", "relation", "edge", "direction") or _goes_by(w, step + 1)
    if w.kind(step) == "quote" and (not follows or w.has(step + 1, "text-end")):
        w.use(at, at + 1)
        return insert(p, draft, at, "insert")
    if _writes(w, step):
        return insert(p, draft, at, "insert")
    return add(p, draft, at, "add") if _puts_property(w, step) else None


def move(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """move, put, place, nudge: by a direction, to a place, beside another."""
    w = p.w
    if (read := _no_move(p, draft, at, verb)) is not None:
        return read
    step = skip_fillers(w, at + 1)
    w.use(at, at + 1)
    found = _moved(w, step)
    stop = step
    target: Selector
    if found is None or (found.bare and w.any_of(step, "direction", "edge")):
        found = None
        target = p.it()
    else:
        target = p.scoped(_all_it_says(w, found))
        stop = found.stop
        draft.sure *= found.sure
        w.use(step, stop)
    if w.has(stop, "possessive-mark") and w.has(stop + 1, "property"):
        w.use(stop, stop + 2)
        stop += 2
    if found is not None and (begun := _spelt_out(w, stop)) is not None:
        w.use(stop, begun)
        p.remember(target, spoken=True)
        return begun
    if found is not None and (there := succeeded(p, draft, stop, target)) is not None:
        p.remember(target)
        p.memory.verb = verb
        return to_end(p, draft, there)
    steps, stop, sure, pending = destinations(p.w, stop, verb)
    draft.steps.extend(aimed(steps, target))
    draft.sure *= sure
    if not steps and pending:
        p.fail(draft, w.span(at, stop), why="says no direction")
    elif not steps:
        if w.any_of(stop, "keyword", "property", "more") or w.is_colour(stop):
            return _gives(p, draft, at, stop, target)
        span = w.span(at, max(stop, at + 1))
        if not ended(w, stop):
            stop = unread(p, draft, stop)
        else:
            p.fail(draft, span, "clause.vague", "says no place")
            # kept so that a contradiction with other clauses is seen
            draft.steps.append(Shift(target=target, property="x", by=0, span=span))
    elif not ended(w, stop):
        stop = unread(p, draft, stop)
    if found is not None:
        p.remember(target)
        _note_pair(p, draft, target)
    elif p.memory.target is None:
        p.memory.target = target
    p.memory.verb = verb
    return stop


def _note_pair(p: Asking, draft: Draft, target: Selector) -> None:
    """ "(move the logo below the title) and make both bold": what was moved, and what it was put beside."""
    last = draft.steps[-1] if draft.steps else None
    if isinstance(last, Place) and last.side in _BESIDE and not isinstance(target, Reference):
        p.memory.pair = Union((target, last.anchor))


#: where something stands with another, and not in it
_BESIDE: Final = ("above", "below", "left", "right")


def _spelt_out(w: Words, at: int) -> int | None:
    """ "(bring the button) in line with our palette: brand, white text": the place after the colon."""
    if not w.any_of(at, "in", "relation", "grounds"):
        return None
    for k in range(at + 1, min(at + _WISH_MAX, w.size)):
        if w.mark(k, ":"):
            told = value_follows(w, w.after_det(k + 1)) or w.has(k + 1, "filling")
            return k + 1 if told else None
        if not w.is_word(k) or w.any_of(k, "edge", "direction") or value(w, k) is not None:
            return None
    return None


#: words of what is wished for before it is told
_WISH_MAX: Final = 8


def _puts_property(w: Words, step: int) -> bool:
    """ "put a shadow on the card", "put 8px of padding in the header"."""
    ahead = w.skip(step, "det", "plus", "more", "degree", unless=("property",), most=4)
    for _ in range(_VALUES_MAX):  # "a 2px solid black border"
        said = value(w, ahead)
        if said is None or said.sort == "quote":
            break
        ahead = said.stop
        if w.any_of(ahead, "of"):
            ahead += 1
    if w.has(ahead, "keyword") and w.has(ahead + 1, "in") and ahead > step:
        return True  # "an underline on the title"
    if not w.has(ahead, "property") or w.has(ahead, "kind"):
        return False
    measured = w.has(ahead + 1, "of") and value(w, ahead + 2) is not None  # "a border of 2px"
    return measured or not w.any_of(ahead + 1, "kind", "of")


def _has_look(w: Words, at: int) -> bool:
    """ "(put “Sale”) white", "at 36px": no text to be put anywhere, but how one looks that is there."""
    said = value(w, w.skip(at, "to", most=1))
    return said is not None and said.sort != "quote" and ended(w, said.stop)


def sets_property(w: Words, step: int) -> bool:
    """ "(put) the opacity of the photo to 40%", "(take) the title's size down to 20": no place, but a value."""
    ahead = w.after_det(step)
    owned = None if w.has(ahead, "property") else noun(w, step, places=False)
    if owned is not None and w.has(owned.stop, "possessive-mark"):
        ahead = owned.stop + 1
    elif owned is not None:
        return False
    if not w.has(ahead, "property") or w.value(ahead, "property") in _PLACES:
        return False
    stop = ahead + 1
    if ahead == w.after_det(step):
        if not w.any_of(stop, "of", "in"):
            return False
        told = value(w, w.after_det(stop + 1))
        if told is not None and told.sort != "quote":
            # an opacity of 40% on the photo; a radius of 8px and white text on the card
            return w.any_of(told.stop, "in", "to", "of") or w.is_separator(told.stop)
        found = nouns(w, stop + 1, places=True)
        stop = stop if found is None else found.stop
    stop = w.skip(stop, "to", "direction", "in", "filler", most=2)
    said = value(w, w.after_det(stop))
    return said is not None and said.sort != "quote" and not w.any_of(said.stop, *_WAYS)


_LENGTHS: Final = ("px", "number")
#: what is a place rather than a look
_PLACES: Final = ("x", "y", "position")
#: what makes a way of an amount
_WAYS: Final = ("direction", "relation", "edge")


def _moved(w: Words, step: int) -> Noun | None:
    """What is moved; a relation belongs to it where a destination still follows it."""
    plain_noun = nouns(w, step, places=False)
    if plain_noun is not None and _goes_so_far(w, plain_noun.stop):
        return plain_noun
    if plain_noun is not None and w.any_of(plain_noun.stop, "relation", "that", "in", "edge"):
        longer = nouns(w, step, places=True)
        if longer is not None and longer.stop > plain_noun.stop and _destined(w, longer.stop):
            return longer
    return plain_noun


def _all_it_says(w: Words, found: Noun) -> Selector:
    """ "put “from” before the price": what says just that, and nothing that says it among other words."""
    said = found.selector
    in_text = w.value(found.stop, "relation") in ("before", "after")
    if in_text and isinstance(said, Named) and said.quoted is not None and not said.words:
        return Look(said, "text", said.quoted, "is")
    return said


def _goes_so_far(w: Words, at: int) -> bool:
    """ "(the avatar) left 20px": a way and how far, not where it is."""
    return w.has(at, "direction") and amount_follows(w, w.skip(at + 1, "by", most=1))


def _destined(w: Words, at: int) -> bool:
    """Whether a destination or an amount comes at ``at``."""
    return (
        w.any_of(at, "direction", "relation", "layer")
        or (value(w, at) is not None and not w.any_of(at, "keyword"))
        or (w.any_of(at, "to") and not w.has(at, "in"))
    )


def _gives(p: Asking, draft: Draft, at: int, stop: int, target: Selector) -> int:
    """ "put this in bold": a value instead of a place."""
    filler = Filler(p.w, p.memory, "make")
    filler.frames[0].targets = [target]
    filler.frames[0].stated = True
    end = filler.fill(stop)
    draft.stop = end
    finished(p, draft, filler, at, end)
    return end


@dataclass
class _Turn:
    """Angles, and how they are meant."""

    target: Selector
    amounts: list[float] = field(default_factory=list)
    sign: int = 1
    #: to that angle rather than by it
    to: bool = False
    respectively: bool = False


def turned_over(w: Words, at: int) -> bool:
    """ "(turn the star) upside down": an angle that is said by a word."""
    while not (ends_clause(w, at) or w.is_separator(at)):
        if w.value(at, "keyword").startswith("rotation"):
            return True
        at += 1
    return False


def rotate(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """rotate by or to an angle, clockwise or not."""
    w = p.w
    if turned_over(w, at + 1):
        return assign(p, draft, at, "make")
    w.use(at, at + 1)
    found = _what_turns(w, skip_fillers(w, at + 1))
    stop = at + 1 if found is None else found.stop
    w.use(at + 1, stop)
    turn = _Turn(p.it() if found is None else p.scoped(found.selector))
    begun = at
    while not (ends_clause(w, stop) or w.mark(stop, "([")):
        after = w.skip_commas(stop)
        if after > stop and (starts_clause(w, after) or ends_clause(w, after)):
            break
        if after > stop and turn.amounts and (more := _what_turns(w, after)) is not None:
            # "…, the ones on slide 5 by 180"
            _turned(p, draft, turn, w.span(begun, stop))
            turn, begun, found = _Turn(p.scoped(more.selector)), after, more
            w.use(stop, more.stop)
            stop = more.stop
            continue
        end = after if after > stop else _angle(w, stop, turn, named=found is not None)
        if end is None:
            break
        w.use(stop, end)
        stop = end
    _turned(p, draft, turn, w.span(begun, stop))
    if found is not None:
        p.remember(turn.target)
    p.memory.verb = verb
    return also_looks(p, draft, stop, turn.target)


def _what_turns(w: Words, at: int) -> Noun | None:
    """What is to turn; a number that ends the clause is an angle: "the star 180"."""
    found = nouns(w, at, places=False)
    if found is None or w.kind(found.stop - 1) != "number":
        return found
    if not ended(w, w.skip(found.stop, "filler")):  # "the star 180 please"
        return found
    before = w.wants_value, w.giving
    w.wants_value, w.giving = True, "values"
    found = nouns(w, at, places=False)
    w.wants_value, w.giving = before
    return found


def _turned(p: Asking, draft: Draft, turn: _Turn, span: Span) -> None:
    """The steps that turn by what was said."""
    count = len(turn.amounts)
    if not turn.amounts:
        p.fail(draft, span, "clause.vague", "says no angle")
    several = count > 1 or turn.respectively
    parts = split(turn.target, count) if turn.amounts and several else None
    for k, amount in enumerate(turn.amounts):
        part = parts[k] if parts else turn.target
        number = turn.sign * amount
        whole: int | float = int(number) if number == int(number) else number
        if turn.to and turn.sign > 0:
            said = Literally(whole)
            draft.steps.append(Set(target=part, property="rotation", value=said, span=span))
        else:
            draft.steps.append(Shift(target=part, property="rotation", by=whole, span=span))


def _angle(w: Words, at: int, turn: _Turn, *, named: bool) -> int | None:
    """Read one more angle, its direction, or where the target is; None where none comes."""
    if w.any_of(at, "turn", "direction"):
        against = w.value(at, "direction") in ("left", "up")
        turn.sign = -1 if (w.value(at, "turn") or ("-" if against else "+")) == "-" else 1
        return at + 1
    said = value(w, at)
    again = said is not None and w.kind(said.stop + 1) == "number" and not w.has(at - 1, "from")
    if said is not None and again and w.any_of(said.stop, "by", "to"):
        return None  # "card 2 by 30": the second card?
    if said is not None and said.sort in ("degrees", "number", "px", "factor"):
        turn.amounts.append(said.number)
        return said.stop
    if named and w.any_of(at, "in", "of") and not w.has(at, "to"):
        place = nouns(w, at + 1)
        if place is not None:
            if not place.screen:
                turn.target = inside(turn.target, place.selector, "any")
            return place.stop
    if w.has(at, "respectively"):
        turn.respectively = True
        return at + 1
    if w.any_of(at, *_BESIDE_ANGLES) or w.kind(at) == "other":
        turn.to = turn.to or (w.has(at, "to") and not w.has(at, "in"))
        return at + 1
    return None


def reorder(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """bring to front X."""
    w = p.w
    w.use(at, at + 1)
    found = nouns(w, skip_fillers(w, at + 1))
    stop = at + 1 if found is None else found.stop
    w.use(at, stop)
    target = p.it() if found is None else p.scoped(found.selector)
    draft.steps.append(Reorder(target=target, to=verb, span=w.span(at, stop)))  # type: ignore[arg-type]
    p.remember(target)
    return to_end(p, draft, stop)
