"""Verbs about whole components: hide, delete, duplicate, wrap, add.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Any, Final

from redraft.decompose.apposing import texts_alone
from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers, starts_clause
from redraft.decompose.defaults import BASE_SPACING
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Assignment, Change, Draft
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import side_of
from redraft.decompose.subjects import looks_of_text
from redraft.decompose.values import value
from redraft.decompose.verbs.adding import added, copied_to, to_its_side
from redraft.decompose.verbs.differences import amount_to
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.verbs.giving import assign
from redraft.decompose.verbs.lines import line_at
from redraft.decompose.verbs.pairing import carried
from redraft.decompose.verbs.removing import removed_property
from redraft.decompose.verbs.rewording import taken_out
from redraft.decompose.verbs.styling import STYLES
from redraft.decompose.verbs.verbatim import verbatim
from redraft.decompose.verbs.wording import insert
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Add, Delete, Duplicate, Hide, Literally, Set, Show, Step, Wrap
from redraft.select.selectors import Either, Everything, Look, Named, Pick, Selector, Union, Where

#: words before what is added
_DESCRIBED_MAX: Final = 5
#: categories of words that stand before what is added
_DESCRIBING: Final = ("det", "plus", "degree", "keyword", "size-word", "more", "shade")
#: texts that are there for where they lead
_LEADING: Final = frozenset({"link"})
#: copies made at once
_COPIES_MAX: Final = 50
#: what things are wrapped in where nobody says in what
_WRAPPER: Final = "container"


#: verbs that take away all that something is
_GOING: Final = frozenset({"hide", "delete", "remove"})


def whole(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """hide, show, delete, duplicate, wrap: the object is all there is to say."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    if verb in ("remove", "delete"):
        read = taken_out(p, draft, at) or removed_property(p, draft, at, step)
        read = read or _emptied(p, draft, at, step)
        if read is not None:
            return read
    if verb == "duplicate" and (read := carried(p, draft, at)) is not None:
        return read
    found = _alone(w, step, verb)
    target = p.it()
    stop = step
    if found is not None:
        target = p.scoped(texts_alone(found) if verb in _GOING else found.selector)
        stop = found.stop
        w.use(step, stop)
        draft.sure *= found.sure
    elif not ended(w, step):
        p.fail(draft, w.span(at, step + 1))
        return to_end(p, draft, step)
    span = w.span(at, stop)
    step_made: Step
    match verb:
        case "hide":
            step_made = Hide(target=target, span=span)
        case "show":
            step_made = Show(target=target, span=span)
        case "duplicate":
            count, stop = _count(w, stop)
            step_made = Duplicate(target=target, count=count, span=span)
            if count == 1 and (there := copied_to(p, target, at, stop)) is not None:
                step_made, stop = there
        case "wrap":
            kind, stop = _wrapper(p, stop)
            step_made = Wrap(target=target, type=kind, span=span)
        case _:
            step_made = Delete(target=target, span=span)
            stop = _off_screen(w, stop)
    draft.steps.append(step_made)
    p.remember(target)
    p.memory.verb = verb
    return to_end(p, draft, stop)


def _off_screen(w: Words, at: int) -> int:
    """The place after "entirely from this slide", which says no more than where it is."""
    begun = w.skip(at, "filler")
    if not w.any_of(begun, "from", "in"):
        return at
    found = noun(w, begun + 1, places=False)
    if found is None or not found.screen or not ended(w, found.stop):
        return at
    w.use(at, found.stop)
    return found.stop


def _emptied(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "clear the content", "delete everything in the content": what a text says, and not the text itself."""
    w = p.w
    found = nouns(w, step, places=True)
    if found is None or found.pronoun or not ended(w, found.stop):
        return None
    inner = _all_in_text(found.selector)
    written = _is_text(found.selector) or found.kinds[:1] == ("input",)
    if inner is None and not (w.has(at, "clearing") and written):
        return None
    target = p.scoped(found.selector if inner is None else inner)
    w.use(step, found.stop)
    draft.sure *= found.sure
    span = w.span(at, found.stop)
    draft.steps.append(Set(target=target, property="text", value=Literally(""), span=span))
    p.remember(target)
    p.memory.verb = "empty"
    return to_end(p, draft, found.stop)


def _all_in_text(selector: Selector) -> Selector | None:
    """What a text is of which everything, all of its text is named: "everything in the content"."""
    match selector:
        case Either(options):
            return _all_in_text(options[0])
        case Where(base=Everything(), relation="inside", anchor=anchor) if anchor is not None:
            return anchor if _is_text(anchor) else None
        case Where(base=Named() as base, relation="inside", anchor=anchor) if anchor is not None:
            told = base.kinds[:1] == ("text",) and len(base.words) == 1 and base.quoted is None
            return anchor if told and base.head != "content" and _is_text(anchor) else None
        case _:
            return None


def _is_text(selector: Selector) -> bool:
    """Whether a description is of texts, by their kind."""
    match selector:
        case Named(kinds=kinds):
            return bool(kinds) and kinds[0] in TEXT_LIKE - _LEADING
        case Either(options):
            return _is_text(options[0])
        case Where(base) | Pick(base) | Look(base):
            return _is_text(base)
        case Union(parts):
            return all(map(_is_text, parts))
        case _:
            return False


def _alone(w: Words, at: int, verb: str) -> Noun | None:
    """What is hidden: of a list the part before one that has a value, "hide its thumb, its name 18px"."""
    plain = nouns(w, at, places=False) if verb == "duplicate" else None
    if plain is not None and w.any_of(plain.stop, "relation", "beside-it"):
        goes = w.any_of(plain.stop + 1, "itself", "pronoun", "with")
        if goes or ended(w, plain.stop + 1):
            return plain  # "(duplicate) the third card (below it)"
    if plain is not None and to_its_side(w, plain.stop) is not None:
        return plain  # "(duplicate) the card (to its right)"
    w.of_object = verb not in ("duplicate", "wrap")
    found = nouns(w, at, places=True)
    w.of_object = False
    if found is None or not value_follows(w, found.stop):
        return found
    first = noun(w, at, places=True)
    return first if first is not None and w.is_separator(first.stop) else found


def _add_missing(p: Asking, at: int) -> None:
    """ "(the cards have no shadow yet,) add a soft one": let "one" be what is missing."""
    w, memory = p.w, p.memory
    missing = memory.properties[:1] if memory.spoken else ()
    if not missing:
        return
    for one in range(at, min(at + _DESCRIBED_MAX, w.size)):
        if w.has(one, "one"):
            if ended(w, w.skip(one + 1, "filler")):
                w.stand_for(one, {"property": missing[0]})
            return
        if w.any_of(one, "kind", "any", "name", "property") or w.is_separator(one):
            return


def _count(w: Words, at: int) -> tuple[int, int]:
    said = value(w, at)
    if said is not None and said.sort in ("factor", "number") and 1 <= said.number <= _COPIES_MAX:
        w.use(at, said.stop)
        return int(said.number), said.stop
    return 1, at


def _wrapper(p: Asking, at: int) -> tuple[str, int]:
    w = p.w
    if w.any_of(at, "in", "with", "to"):
        found = noun(w, at + 1, places=False)
        if found is not None:
            w.use(at, found.stop)
            return (found.kinds[0] if found.kinds else _WRAPPER), found.stop
    return _WRAPPER, at


def add(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """add: a property ("add padding"), a text ("add “x” to the title"), or a component (structural)."""
    w = p.w
    if (told := verbatim(p, draft, at, "add")) is not None:
        return told
    if (read := amount_to(p, draft, at)) is not None:
        return read
    step = skip_fillers(w, at + 1)
    _add_missing(p, step)
    if (read := added(p, draft, at, step)) is not None:
        return read
    ahead = w.skip(step, *_DESCRIBING, unless=("property",))
    if _adds_property(w, ahead):
        w.use(at, at + 1)
        filler = Filler(w, p.memory, "add")
        filler.frames[0].stated = False
        stop = filler.fill(step)
        _spacing_default(p, filler)
        draft.stop = stop
        frames(p, draft, filler)
        p.memory.verb = "make"
        return stop
    if w.has(ahead, "keyword") or w.value(ahead, "verb") in STYLES or looks_of_text(w, step):
        return assign(p, draft, at, "add")
    sign = w.kind(step) == "other"  # "add 🌿 to the brand"
    told = sign or w.any_of(w.after_det(step), "text-part", "sign")
    if told or _quote_ahead(w, step) or line_at(w, at + 1, "add") is not None:
        return insert(p, draft, at, "add")
    return _add_component(p, draft, at)


def _adds_property(w: Words, at: int) -> bool:
    """Whether a property follows the values from ``at`` on: "(add) a 2px red border"."""
    while w.kind(at) != "quote" and (said := value(w, at)) is not None:
        at = said.stop + (w.has(said.stop, "of") and w.has(said.stop + 1, "property"))
    if not w.has(at, "property") or w.any_of(at + 1, "kind"):
        return False
    if not w.has(at, "kind"):
        return True
    return w.has(at, "inner-text") and not _quote_ahead(w, at)


def _spacing_default(p: Asking, filler: Filler) -> None:
    """ "add more spacing" with nothing named: the document's base spacing."""
    frame = filler.frames[0]
    if frame.targets or p.memory.target is not None or p.scope is not None:
        return
    if frame.waiting == ["spacing"]:
        frame.done = [Assignment(BASE_SPACING, Change("", 1), s) for _, s in frame.waited()]
    else:
        frame.done = [
            a._replace(property=BASE_SPACING) if a.property == "spacing" else a for a in frame.done
        ]


def _quote_ahead(w: Words, at: int) -> bool:
    while at < w.size and not ends_clause(w, at):
        if w.kind(at) == "quote":
            return True
        if w.any_of(at, "and") and starts_clause(w, at + 1):
            return False
        at += 1
    return False


def _clause_end(w: Words, at: int) -> int:
    while not (ends_clause(w, at) or (w.is_separator(at) and starts_clause(w, w.skip_commas(at)))):
        at += 1
    return at


def _whole_clause(w: Words, at: int) -> bool:
    """Whether a clause ends behind what is added, or behind where it goes."""
    if w.any_of(at, "relation", "in", "to") and (other := noun(w, at + 1)) is not None:
        at = other.stop
    return ended(w, w.skip(at, "filler", "closing"))


def _add_component(p: Asking, draft: Draft, at: int) -> int:
    w = p.w
    w.use(at, at + 1)
    begun = skip_fillers(w, at + 1)
    found = noun(w, begun, places=False)
    one_more = w.any_of(begun, "number-article", "plus", "number") or w.kind(begun) == "number"
    if one_more and (found is None or not found.kinds or not _whole_clause(w, found.stop)):
        stop = _clause_end(w, at + 1)
        w.use(at, stop)
        why = "would change which components there are; allow structural edits for that"
        p.fail(draft, w.span(at, stop), "clause.unsupported", why)
        return stop
    if found is None or not found.kinds:
        stop = at + 1 if found is None else found.stop
        p.fail(draft, w.span(at, stop), why="names nothing that can be added")
        w.use(at, stop)
        return to_end(p, draft, stop)
    stop = found.stop
    w.use(at, stop)
    if found.kinds[0] in TEXT_LIKE:
        p.fail(draft, w.span(at, stop), why="has no text in quotes")
        return to_end(p, draft, stop)
    component: dict[str, Any] = {"type": found.kinds[0]}
    anchor: Selector | None = None
    side = "below"
    if w.has(stop, "relation"):
        other = noun(w, stop + 1)
        if other is not None:
            anchor, side = other.selector, side_of(w.value(stop, "relation"))
            w.use(stop, other.stop)
            stop = other.stop
    elif w.any_of(stop, "in", "to"):
        other = noun(w, stop + 1)
        if other is not None:
            if not other.screen:
                anchor, side = other.selector, "inside"
            w.use(stop, other.stop)
            stop = other.stop
    draft.steps.append(Add(component=component, anchor=anchor, side=side, span=w.span(at, stop)))  # type: ignore[arg-type]
    return to_end(p, draft, stop)
