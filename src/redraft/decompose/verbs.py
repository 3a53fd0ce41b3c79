"""What each verb asks: one function a kind of verb, from its object and what follows to steps.

`HANDLERS` is the list. A handler gets the planner, the draft of its clause, the verb's
place and name; it returns where the clause ends.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from redraft.decompose.assignments import ENDS, STARTS, match_step, split
from redraft.decompose.clauses import (
    Draft,
    Filler,
    ends_clause,
    joined,
    same_for,
    skip_fillers,
    starts_clause,
    verb_at,
)
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.descriptions import Noun, inside
from redraft.decompose.edges import edge_phrase
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import (
    aimed,
    coordinate,
    destination,
    position,
    side_of,
    starts_destination,
)
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import (
    Add,
    Align,
    AppendText,
    ChangeCase,
    Delete,
    Distribute,
    Duplicate,
    Hide,
    Literally,
    Lock,
    PrependText,
    Reorder,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    Shift,
    Show,
    Step,
    Swap,
    Wrap,
)
from redraft.select.selectors import Either, Named, Pick, Reference, Related, Screen, Selector, Union, Where

if TYPE_CHECKING:
    from redraft.decompose.planner import Planner

Handler = Callable[[Any, Draft, int, str], int]

#: verbs that mean a relative change: the property they imply and its direction
CHANGES: Final[dict[str, tuple[str, int]]] = {
    "increase": ("size", 1),
    "decrease": ("size", -1),
    "darken": ("lightness", -1),
    "lighten": ("lightness", 1),
    "fade": ("opacity", -1),
    "widen": ("width", 1),
    "narrow": ("width", -1),
    "heighten": ("height", 1),
    "thicken": ("thickness", 1),
    "thin": ("thickness", -1),
}
#: verbs that mean a keyword value
STYLES: Final[dict[str, tuple[str, str | int]]] = {
    "embolden": ("font weight", "bold"),
    "unbold": ("font weight", "normal"),
    "italicize": ("font style", "italic"),
    "unitalicize": ("font style", "normal"),
    "underline": ("text decoration", "underline"),
    "ununderline": ("text decoration", "none"),
    "strike": ("text decoration", "line-through"),
    "round": ("border radius", 8),
}
CASES: Final[dict[str, str]] = {"uppercase": "upper", "lowercase": "lower", "capitalize": "title"}

#: text goes here where nobody says where
CONTENT: Final = Either(
    (
        Reference("it"),
        Named(("content",), ("text", "content"), "content", None, "one"),
    )
)


# -- verbs that give values ------------------------------------------------------------------


def assign(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """make, set, change, give, paint: everything that has a value."""
    w = p.w
    if w.kind(at + 1) == "quote" and w.any_of(at + 2, "to", "with") and w.kind(at + 3) == "quote":
        return replace(p, draft, at, "replace")
    w.use(at, at + 1)
    if verb == "make" and w.any_of(at + 1, "vague"):
        p.fail(draft, w.span(at, w.size if w.size < at + 6 else at + 4), "clause.vague", "says no concrete change")
        w.use(at, w.size)
        return w.size
    filler = Filler(w, p.memory, verb)
    stop = filler.fill(at + 1)
    draft.stop = stop
    _stray(p, draft, filler, verb, at, stop)
    p.memory.verb = verb
    return stop


def plain(p: Planner, draft: Draft, at: int) -> int:
    """No verb: "header: 24px, bold", "the title should be red", "a bit bigger", a complaint."""
    w = p.w
    complaint = _complaint(p, at)
    if complaint is not None:
        return complaint
    moved = _moves(p, draft, at)
    if moved is not None:
        return moved
    filler = Filler(w, p.memory, p.memory.verb or "make")
    stop = filler.fill(at)
    draft.stop = stop
    _stray(p, draft, filler, p.memory.verb or "make", at, stop)
    return stop


def _moves(p: Planner, draft: Draft, at: int) -> int | None:
    """ "hero picture 40px down and 20 to the left": a move without its verb."""
    w = p.w
    found = nouns(w, at, places=False)
    if found is None or found.pronoun:
        return None
    said = value(w, found.stop)
    if said is None or said.sort not in ("px", "number", "percent") or not (
        w.any_of(said.stop, "direction") or (w.value(said.stop, "more").startswith(("x ", "y ")))
    ):
        return None
    w.use(at, found.stop)
    target = p.scoped(found.selector)
    steps, stop, sure, _ = destinations(p, found.stop, "move")
    draft.steps.extend(aimed(steps, target))
    draft.sure *= sure * found.sure
    p.remember(target)
    p.memory.verb = "move"
    return stop if _ended(w, stop) else _unread(p, draft, stop)


def _stray(p: Planner, draft: Draft, filler: Filler, verb: str, at: int, stop: int) -> None:
    del verb
    if filler.unknown or any(f.full or f.waiting or f.targets for f in filler.frames):
        before = len(draft.steps) + len(draft.diagnostics)
        p.frames(draft, filler)
        if len(draft.steps) + len(draft.diagnostics) == before:
            p.fail(draft, p.w.span(at, max(stop, at + 1)))
        return
    p.fail(draft, p.w.span(at, max(stop, at + 1)))


def _complaint(p: Planner, at: int) -> int | None:
    """ "the footer text is too small": tells what is meant, asks for nothing yet."""
    w = p.w
    prop = ""
    step = at
    while w.any_of(step, "det", "it-is"):
        step += 1
    target: Selector | None = None
    if w.has(at, "it-is"):
        target = p.it()
        step = at + 1
    else:
        if w.has(step, "property") and w.any_of(step + 1, "of"):
            prop = w.value(step, "property")
            step += 2
        found = noun(w, step, places=True)
        if found is None:
            return None
        target = found.selector
        step = found.stop
        if w.has(step, "property"):
            prop = w.value(step, "property")
            step += 1
        if not w.any_of(step, "is", "says", "possessive-mark"):
            return None
        step += 1
    if _plain_remark(w, step):
        return _remarked(p, at, step, target, prop)
    if not w.any_of(step, "too", "degree", "not"):
        return None
    while w.any_of(step, "too", "degree", "not", "filler"):
        step += 1
    if not (w.any_of(step, "more", "size-word", "look", "keyword", "vague") or w.is_colour(step) or w.is_unknown(step)):
        return None
    return _remarked(p, at, step, target, prop)


def _plain_remark(w: Words, at: int) -> bool:
    """ "(the subtitle reads) kind of long": a plain adjective and nothing that could be a value."""
    while w.any_of(at, "filler", "degree") and not w.any_of(at, "more"):
        at += 1
    return w.has(at, "plain-form") and (ends_clause(w, at + 1) or w.is_separator(at + 1))


def _remarked(p: Planner, at: int, step: int, target: Selector, prop: str) -> int | None:
    w = p.w
    while w.any_of(step, "filler", "degree") and not w.any_of(step, "more", "plain-form"):
        step += 1
    if not prop and w.has(step, "more"):
        prop = w.value(step, "more").rpartition(" ")[0]
    stop = step + 1
    if not (ends_clause(w, stop) or w.is_separator(stop)):
        return None
    w.use(at, stop)
    p.remember(target, spoken=True)
    p.memory.properties = (prop,) if prop else ()
    span = w.span(at, stop)
    p.notices.append(Diagnostic("clause.not-an-edit", "notice", f"“{w.quote(span)}” asks for no edit yet", span=span))
    if prop not in ("", "size") and not w.has(step, "plain-form"):
        p.memory.assignments = (Assignment(prop, Change("", 1), span),)
    # a complaint with nothing after it is an error; beside edits it is a notice
    p.drafts.append(Draft(at, stop, diagnostics=[p.notices[-1]]))
    p.drafts[-1].verb = "complaint"
    return stop


def default_values(frame: Frame, verb: str) -> tuple[Assignment, ...] | None:
    """What properties without a value get: by the verb, or None where that says nothing."""
    spans = frame.waiting_spans
    pairs = list(zip(frame.waiting, spans, strict=False))
    if verb in ("add", "give"):
        made: list[Assignment] = []
        for name, span in pairs:
            key = "border width" if name == "border" else name
            if key in STARTS:
                made.append(Assignment(key, Said("keyword", 0, Literally(STARTS[key]), property=key), span))
            elif name in ("padding", "margin", "gap", "spacing", "letter spacing", "line height", "opacity", "width", "height", "size", "font size"):
                made.append(Assignment(name, Change("", 1), span))
            else:
                return None
        return tuple(made)
    if verb in CHANGES:
        sign = CHANGES[verb][1]
        return tuple(Assignment(n, Change(CHANGES[verb][0] if CHANGES[verb][0] == "lightness" else "", sign), s) for n, s in pairs)
    if verb == "remove":
        made = []
        for name, span in pairs:
            if name not in ENDS:
                return None
            key = "border width" if name == "border" else "opacity" if name == "transparency" else name
            made.append(Assignment(key, Said("keyword", 0, Literally(ENDS[name]), property=key), span))
        return tuple(made)
    return None


def keyword_assignment(name: str, said: str) -> list[Assignment]:
    """A look that was said before the noun ("a right aligned title") as a value."""
    plain_looks = {"bold": ("font weight", "bold"), "italic": ("font style", "italic"),
                   "underlined": ("text decoration", "underline"), "uppercase": ("text transform", "uppercase")}
    if name == "colour":
        from_words = Said("quote", 0, Literally(said), text=said)
        return [Assignment("colour", from_words, (0, 0))]
    if name in plain_looks:
        name, said = plain_looks[name]
    if not said:
        return []
    return [Assignment(name, Said("keyword", 0, Literally(said), property=name), (0, 0))]


def screen_target(target: Selector, done: tuple[Assignment, ...]) -> Selector:
    """The page: its ground for colours, its title for text, all in it for the rest."""
    names = {a.property for a in done}
    if names <= {"background", "gradient", "colour", None} and not any(
        not isinstance(a.value, Change) and a.value.sort in ("quote", "name") for a in done
    ):
        return target
    if any(not isinstance(a.value, Change) and a.value.sort == "quote" for a in done):
        return Named(("title",), ("title", "heading"), "title", None, "one")
    return target


def scope_target(scope: Selector, done: tuple[Assignment, ...]) -> Selector:
    """ "On slide 3, font size 20": the part that is named alone is what is meant."""
    del done
    return scope


# -- relative changes ------------------------------------------------------------------------


def change(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """increase, shrink, darken, widen, double: a change by or to an amount."""
    w = p.w
    w.use(at, at + 1)
    implied, sign = CHANGES[verb]
    if w.has(at + 1, "pronoun") and w.has(at + 2, "direction") and w.any_of(at + 3, "by", "to"):
        w.items[at + 2] = w.items[at + 2]._replace(means={"filler": "particle"})
    if implied == "size" and p.memory.spoken and p.memory.properties:
        implied = p.memory.properties[0]  # "it is too tall, reduce it"
    filler = Filler(w, p.memory, verb)
    stop = filler.fill(at + 1)
    draft.stop = stop
    said_anything = False
    for frame in filler.frames:
        if not (frame.targets or frame.full or frame.waiting):
            continue
        said_anything = True
        frame.done = [_relative(a, implied, sign) for a in frame.done]
        if not frame.done and not frame.waiting:
            frame.done = [Assignment(None if implied != "lightness" else None, Change(implied, sign), w.span(at, stop))]
        elif not frame.done:
            frame.done = [
                Assignment(n, Change(implied if implied == "lightness" else "", sign), s)
                for n, s in zip(frame.waiting, frame.waiting_spans, strict=False)
            ]
            frame.waiting, frame.waiting_spans = [], []
    if not said_anything:
        filler.frames = [Frame(done=[Assignment(None, Change(implied, sign), w.span(at, stop))])]
    _spacing_of_all(p, filler)
    p.frames(draft, filler)
    p.memory.verb = verb
    return stop


def _relative(a: Assignment, implied: str, sign: int) -> Assignment:
    """A value after such a verb: "by 20%", "to 24", "a bit"."""
    said = a.value
    if isinstance(said, Change):
        if said.property in ("", implied) or a.property:
            return a._replace(value=said._replace(sign=sign))
        return a
    name = a.property
    change_said = Change(implied, sign)
    if said.prep == "to" and said.sort in ("px", "number", "percent", "colour", "keyword", "degrees"):
        return a if name or implied == "size" else a._replace(property=implied)
    match said.sort:
        case "percent":
            return Assignment(name, change_said._replace(share=said.number), a.span)
        case "px" | "number" | "degrees":
            if implied in ("lightness", "opacity"):
                share = said.number / 100 if said.number > 1 else said.number
                return Assignment(name, change_said._replace(share=share), a.span)
            return Assignment(name, change_said._replace(px=said.number), a.span)
        case "factor":
            return Assignment(name, change_said._replace(factor=said.factor), a.span)
        case _:
            return a


def _spacing_of_all(p: Planner, filler: Filler) -> None:
    """ "increase the spacing" with nothing named is the document's base spacing."""
    for frame in filler.frames:
        if not frame.targets and p.memory.target is None and p.scope is None:
            frame.done = [
                a._replace(property="tokens.base spacing") if a.property in ("spacing",) else a for a in frame.done
            ]


def factor(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """double, halve, triple."""
    del verb
    w = p.w
    amount = float(w.value(at, "factor-verb"))
    w.use(at, at + 1)
    filler = Filler(w, p.memory, "make")
    stop = filler.fill(at + 1)
    for frame in filler.frames:
        if frame.waiting:
            frame.done.extend(
                Assignment(n, Change("", 1, factor=amount), s)
                for n, s in zip(frame.waiting, frame.waiting_spans, strict=False)
            )
            frame.waiting, frame.waiting_spans = [], []
        elif frame.targets and not frame.done:
            frame.done = [Assignment(None, Change("size", 1, factor=amount), w.span(at, stop))]
    p.frames(draft, filler)
    return stop


def resize(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """resize X to …, scale X by …; without an amount it says too little."""
    w = p.w
    w.use(at, at + 1)
    filler = Filler(w, p.memory, verb)
    stop = filler.fill(at + 1)
    draft.stop = stop
    for frame in filler.frames:
        frame.done = [
            Assignment(a.property, a.value._replace(sort="factor", factor=a.value.number), a.span)
            if not isinstance(a.value, Change) and a.value.sort in ("percent", "number") and a.value.prep == "by"
            and a.value.number < 10
            else a
            for a in frame.done
        ]
    if any(f.done for f in filler.frames):
        p.frames(draft, filler)
        return stop
    # kept as a step that changes nothing, so that a contradiction with other clauses is seen
    frame = filler.frames[0]
    target = joined(frame.targets) if frame.targets else p.it()
    span = w.span(at, stop)
    draft.steps.append(Scale(target=target, property="size", factor=1.0, span=span))
    p.fail(draft, span, "clause.vague", "says no size")
    return stop


# -- style verbs -------------------------------------------------------------------------------


def style(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """bold, underline, italicize, uppercase, and several of them with one object."""
    w = p.w
    asked: list[tuple[str, tuple[int, int]]] = [(verb, w.span(at, at + 1))]
    w.use(at, at + 1)
    stop = at + 1
    while True:
        step = w.skip_commas(stop)
        again = w.value(step, "verb")
        if step == stop or again not in STYLES and again not in CASES:
            break
        asked.append((again, w.span(step, step + 1)))
        w.use(stop, step + 1)
        stop = step + 1
    target: Selector
    found = nouns(w, skip_fillers(w, stop), places=True)
    inner = False
    if found is not None:
        w.use(stop, found.stop)
        stop = found.stop
        target = p.scoped(found.selector)
        inner = found.inner_text
        draft.sure *= found.sure
        if found.screen:
            target = Either((Named(("text",), ("text",), "text", None, "all"),))
        if w.has(stop, "possessive-mark"):
            w.use(stop, stop + 1)
            stop += 1
        if w.any_of(stop, "property") and w.value(stop, "property") in ("text", "border radius", "font family", "border", "colour"):
            w.use(stop, stop + 1)
            stop += 1
    else:
        step = stop
        while w.any_of(step, "det", "possessive"):
            step += 1
        if w.has(step, "property") and w.value(step, "property") in ("border radius", "text", "font family"):
            w.use(stop, step + 1)
            stop = step + 1
            if w.has(stop, "of"):
                owner = nouns(w, stop + 1)
                if owner is not None:
                    w.use(stop, owner.stop)
                    target = p.scoped(owner.selector)
                    stop = owner.stop
                else:
                    target = p.it()
            else:
                target = p.it()
        else:
            target = p.it()
    while True:
        # "underline all texts as well as bold them in the footer": one object, one place
        step = w.skip_commas(stop)
        again = w.value(step, "verb")
        if step == stop or again not in STYLES and again not in CASES or not w.has(step + 1, "pronoun"):
            break
        asked.append((again, w.span(step, step + 1)))
        w.use(stop, step + 2)
        stop = step + 2
    if w.any_of(stop, "in", "of") and not ends_clause(w, stop):
        place = noun(w, stop + 1)
        if place is not None and not place.screen:
            target = inside(target, place.selector, "any")
            w.use(stop, place.stop)
            stop = place.stop
    del inner
    for name, span in asked:
        if name in CASES:
            draft.steps.append(ChangeCase(target=target, case=CASES[name], span=span))  # type: ignore[arg-type]
        else:
            prop, said = STYLES[name]
            draft.steps.append(Set(target=target, property=prop, value=Literally(said), span=span))
    p.memory.assignments = tuple(
        Assignment(STYLES[n][0], Said("keyword", 0, Literally(STYLES[n][1]), property=STYLES[n][0]), s)
        for n, s in asked
        if n in STYLES
    )
    if found is not None:
        p.remember(target)
    elif p.memory.target is None:
        p.memory.target = target
    p.memory.verb = "make"
    return _rest(p, draft, stop)


def _rest(p: Planner, draft: Draft, at: int) -> int:
    """Skip fillers up to the clause's end; "same to the title" repeats for another target."""
    w = p.w
    at = _fillers(w, at)
    again = same_for(w, w.skip_commas(at)) if w.is_separator(at) or w.any_of(at, "and") else None
    if again is not None:
        found = nouns(w, again)
        if found is not None and all(hasattr(s, "target") for s in draft.steps):
            w.use(at, found.stop)
            repeated = [structs.replace(s, target=found.selector) for s in draft.steps]  # type: ignore[type-var]
            draft.steps.extend(repeated)
            p.remember(found.selector)
            return found.stop
    if not _ended(w, at):
        return _unread(p, draft, at)
    return at


def _fillers(w: Words, at: int) -> int:
    while w.any_of(at, "filler", "as-well") and not w.any_of(at, "then"):
        w.use(at, at + 1)
        at += 1
    return at


def _ended(w: Words, at: int) -> bool:
    if ends_clause(w, at) or w.mark(at, "([") or w.is_separator(at) or w.has(at, "but"):
        return True
    return bool(verb_at(w, at))


def _unread(p: Planner, draft: Draft, at: int) -> int:
    """Report the words up to the clause's end as not understood."""
    w = p.w
    stop = at
    while stop < w.size and not ends_clause(w, stop) and not (
        w.is_separator(stop) and starts_clause(w, w.skip_commas(stop))
    ):
        stop += 1
    p.fail(draft, w.span(at, stop))
    w.use(at, stop)
    return stop


# -- place -------------------------------------------------------------------------------------


def move(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """move, put, place, nudge: by a direction, to a place, beside another."""
    w = p.w
    step = skip_fillers(w, at + 1)
    if w.kind(step) == "quote" and not w.any_of(step + 1, "kind", "relation", "edge", "direction"):
        w.use(at, at + 1)
        return insert(p, draft, at, "insert")
    if _puts_property(w, step):
        return add(p, draft, at, "add")
    w.use(at, at + 1)
    found = _moved(w, step)
    stop = step
    target: Selector
    if found is None or (found.bare and w.any_of(step, "direction", "edge")):
        found = None
        target = p.it()
    else:
        target = p.scoped(found.selector)
        stop = found.stop
        draft.sure *= found.sure
        w.use(step, stop)
    if w.has(stop, "possessive-mark") and w.has(stop + 1, "property"):
        w.use(stop, stop + 2)
        stop += 2
    steps, stop, sure, pending = destinations(p, stop, verb)
    draft.steps.extend(aimed(steps, target))
    draft.sure *= sure
    if not steps and pending:
        p.fail(draft, w.span(at, stop), why="says no direction")
    elif not steps:
        if w.any_of(stop, "keyword", "property", "more") or w.is_colour(stop):
            return _gives(p, draft, at, stop, target)
        span = w.span(at, max(stop, at + 1))
        if not _ended(w, stop):
            stop = _unread(p, draft, stop)
        else:
            p.fail(draft, span, "clause.vague", "says no place")
            # kept so that a contradiction with other clauses is seen
            draft.steps.append(Shift(target=target, property="x", by=0, span=span))
    elif not _ended(w, stop):
        stop = _unread(p, draft, stop)
    if found is not None:
        p.remember(target)
    elif p.memory.target is None:
        p.memory.target = target
    p.memory.verb = verb
    return stop


def _puts_property(w: Words, step: int) -> bool:
    """ "put a shadow on the card", "put 8px of padding in the header"."""
    ahead = step
    while w.any_of(ahead, "det", "plus", "more", "degree") and not w.has(ahead, "property") and ahead < step + 4:
        ahead += 1
    said = value(w, ahead)
    if said is not None and said.sort != "quote":
        ahead = said.stop
        if w.any_of(ahead, "of"):
            ahead += 1
    return w.has(ahead, "property") and not w.has(ahead, "kind") and not w.any_of(ahead + 1, "kind", "of")


def _moved(w: Words, step: int) -> Noun | None:
    """What is moved; a relation belongs to it where a destination still follows it."""
    plain_noun = nouns(w, step, places=False)
    if plain_noun is not None and w.any_of(plain_noun.stop, "relation", "that", "in", "edge"):
        longer = nouns(w, step, places=True)
        if longer is not None and longer.stop > plain_noun.stop and (
            w.any_of(longer.stop, "direction", "relation", "layer")
            or (value(w, longer.stop) is not None and not w.any_of(longer.stop, "keyword"))
            or (w.any_of(longer.stop, "to") and not w.has(longer.stop, "in"))
        ):
            return longer
    return plain_noun


def _gives(p: Planner, draft: Draft, at: int, stop: int, target: Selector) -> int:
    """ "put this in bold": a value instead of a place."""
    filler = Filler(p.w, p.memory, "make")
    filler.frames[0].targets = [target]
    filler.frames[0].stated = True
    end = filler.fill(stop)
    draft.stop = end
    _stray(p, draft, filler, "make", at, end)
    return end


def destinations(
    p: Planner, stop: int, verb: str
) -> tuple[list[Step], int, float, bool]:
    """All destinations from a place on: steps, the end, how sure, an amount without direction."""
    w = p.w
    steps: list[Step] = []
    sure = 1.0
    pending: Said | None = None
    degree = ""
    while stop < w.size:
        if ends_clause(w, stop) or w.mark(stop, "(["):
            break
        if w.mark(stop, ",") or w.any_of(stop, "and", "comma"):
            after = w.skip_commas(stop)
            if starts_clause(w, after) or ends_clause(w, after) or not starts_destination(w, after):
                break
            w.use(stop, after)
            stop = after
            continue
        placed = destination(w, stop, pending, degree, verb) or (
            position(w, stop) if pending is None else None
        ) or coordinate(w, stop)
        if placed is not None:
            steps.extend(placed.steps)
            sure *= placed.sure
            w.use(stop, placed.stop)
            stop = placed.stop
            pending, degree = None, ""
            continue
        said = value(w, stop)
        if said is not None and said.sort in ("px", "number", "percent", "factor"):
            pending = said
            w.use(stop, said.stop)
            stop = said.stop
            continue
        if w.has(stop, "degree"):
            degree = w.value(stop, "degree")
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.value(stop, "property") == "position" or w.any_of(
            stop, "as-well", "to", "by", "filler", "det", "with", "in", "that", "is", "from", "of"
        ) or (w.kind(stop) in ("mark", "other") and not w.mark(stop, ".!?;\n")):
            if w.any_of(stop + 1, "keyword") and w.has(stop, "in"):
                w.use(stop, stop + 1)
                stop += 1
                break
            w.use(stop, stop + 1)
            stop += 1
            continue
        break
    return steps, stop, sure, pending is not None


_PLAIN_EDGES: Final = frozenset({"left", "right", "top", "bottom", "center", "middle"})
_ACROSS: Final = ("center", "left", "right")


def align(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """align, center, justify: lines of the parent, the screen or another component; text by its property."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    lines: list[str] = []
    own_lines = False
    if verb == "center" or verb.startswith("align "):
        lines = [verb.removeprefix("align ")]
    elif (edges := edge_phrase(w, step)) is not None and (
        edges.anchor_stop is not None or not (w.any_of(step, "det") and noun(w, step, places=False))
    ):
        lines = list(edges.lines)
        own_lines = edges.anchor_stop is not None
        step = edges.anchor_stop if edges.anchor_stop is not None else edges.stop
        while w.any_of(step, "edge-noun", "of"):
            step += 1
    w.use(at + 1, step)
    found = nouns(w, step, places=False)
    named_property = False
    if found is None:
        named = step
        while w.any_of(named, "det"):
            named += 1
        if w.has(named, "property") and w.any_of(named + 1, "of"):
            named_property = w.value(named, "property") in ("text", "font family")
            found = nouns(w, named + 2, places=False)
    stop = step if found is None else found.stop
    target = p.it() if found is None else p.scoped(found.selector)
    if found is not None:
        w.use(step, stop)
        draft.sure *= found.sure
    to: Selector | None = None
    on_screen = False
    while stop < w.size and not _break(w, stop):
        if w.any_of(stop, "relation", "like", "with") and not w.any_of(stop, "edge"):
            anchor = noun(w, stop + 1)
            if anchor is None:
                break
            if w.has(stop, "relation") and w.value(stop, "relation") in ("left", "right"):
                lines = lines or [w.value(stop, "relation")]
            to = None if anchor.screen else anchor.selector
            on_screen = on_screen or anchor.screen
            w.use(stop, anchor.stop)
            stop = anchor.stop
            continue
        edges = edge_phrase(w, stop)
        if edges is not None:
            horizontally = list(edges.lines)
            lines = [*lines, *horizontally] if verb == "align" else _centered(lines, horizontally)
            w.use(stop, edges.stop)
            stop = edges.stop
            if edges.anchor_stop is not None:
                anchor = noun(w, edges.anchor_stop)
                if anchor is not None:
                    to = None if anchor.screen else anchor.selector
                    on_screen = on_screen or anchor.screen
                    w.use(stop, anchor.stop)
                    stop = anchor.stop
            continue
        if w.has(stop, "direction"):
            lines.append({"up": "top", "down": "bottom"}.get(w.value(stop, "direction"), w.value(stop, "direction")))
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.has(stop, "keyword") and "text alignment" in w.value(stop, "keyword"):
            lines.append(w.value(stop, "keyword").rpartition(" = ")[2])
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.any_of(stop, "in", "to", "of", "by"):
            anchor = noun(w, stop + 1)
            if anchor is not None:
                on_screen = on_screen or anchor.screen
                to = None if anchor.screen else anchor.selector
                w.use(stop, anchor.stop)
                stop = anchor.stop
                continue
        if w.any_of(stop, "to", "in", "det", "filler", "edge-noun", "property") or w.kind(stop) == "other":
            w.use(stop, stop + 1)
            stop += 1
            continue
        break
    lines = [line for line in dict.fromkeys(lines) if line in _PLAIN_EDGES]
    span = w.span(at, stop)
    if own_lines and to is None and not on_screen:
        to = Pick(target, (1,))  # "align the tops of the cards": with one another
    if not lines and to is not None:
        lines = ["left"]
        draft.sure *= 0.8
    if not lines:
        p.fail(draft, span, "clause.vague", "says no line to align with")
    elif _is_text(found) and to is None and not on_screen and lines[0] in _ACROSS and len(lines) == 1:
        draft.steps.append(Set(target=target, property="text alignment", value=Literally(lines[0]), span=span))
    elif named_property and lines[0] in _ACROSS:
        draft.steps.append(Set(target=target, property="text alignment", value=Literally(lines[0]), span=span))
    else:
        draft.steps.append(Align(target=target, lines=tuple(lines), to=to, span=span))  # type: ignore[arg-type]
    if found is not None:
        p.remember(target)
    p.memory.verb = verb
    return _rest(p, draft, stop)


def _break(w: Words, at: int) -> bool:
    if ends_clause(w, at) or w.mark(at, "(["):
        return True
    if w.mark(at, ",") or w.any_of(at, "and", "comma"):
        after = w.skip_commas(at)
        return starts_clause(w, after) or ends_clause(w, after) or not w.any_of(after, "edge")
    return bool(verb_at(w, at)) and not w.any_of(at, "edge")


def _centered(lines: list[str], said: list[str]) -> list[str]:
    if said == ["middle"]:
        return ["middle"]
    if said == ["center"]:
        return ["center"]
    return [*lines, *(s for s in said if s != "center")]


def _is_text(found: Any) -> bool:
    kinds = found.kinds if found is not None else ()
    return bool(kinds) and kinds[0] in ("text", "description") and (len(kinds) > 1)


def rotate(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """rotate by or to an angle, clockwise or not."""
    w = p.w
    w.use(at, at + 1)
    filler_target = nouns(w, skip_fillers(w, at + 1), places=False)
    stop = at + 1
    target = p.it()
    if filler_target is not None:
        stop = filler_target.stop
        w.use(at + 1, stop)
        target = p.scoped(filler_target.selector)
    sign = 1
    amounts: list[Said] = []
    to = False
    respectively = False
    while stop < w.size and not (ends_clause(w, stop) or w.mark(stop, "([")):
        if w.mark(stop, ",") or w.any_of(stop, "and", "comma"):
            after = w.skip_commas(stop)
            if starts_clause(w, after) or ends_clause(w, after):
                break
            w.use(stop, after)
            stop = after
            continue
        if w.any_of(stop, "turn", "direction"):
            turned = w.value(stop, "turn") or ("-" if w.value(stop, "direction") in ("left", "up") else "+")
            sign = -1 if turned == "-" else 1
            w.use(stop, stop + 1)
            stop += 1
            continue
        said = value(w, stop)
        if said is not None and said.sort in ("degrees", "number", "px", "factor"):
            amounts.append(said)
            w.use(stop, said.stop)
            stop = said.stop
            continue
        if w.any_of(stop, "in", "of") and filler_target is not None and not w.has(stop, "to"):
            place = nouns(w, stop + 1)
            if place is not None:
                if not place.screen:
                    target = inside(target, place.selector, "any")
                w.use(stop, place.stop)
                stop = place.stop
                continue
        if w.has(stop, "respectively"):
            respectively = True
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.any_of(stop, "to", "by", "with", "in", "filler", "degree", "det", "property") or w.kind(stop) == "other":
            to = to or (w.has(stop, "to") and not w.has(stop, "in"))
            w.use(stop, stop + 1)
            stop += 1
            continue
        break
    span = w.span(at, stop)
    if not amounts:
        p.fail(draft, span, "clause.vague", "says no angle")
    else:
        parts = split(target, len(amounts)) if len(amounts) > 1 or respectively else None
        for k, said in enumerate(amounts):
            aimed = parts[k] if parts else target
            number = sign * said.number
            whole: int | float = int(number) if number == int(number) else number
            if to and sign > 0:
                draft.steps.append(Set(target=aimed, property="rotation", value=Literally(whole), span=span))
            else:
                draft.steps.append(Shift(target=aimed, property="rotation", by=whole, span=span))
    if filler_target is not None:
        p.remember(target)
    p.memory.verb = verb
    return _rest(p, draft, stop)


# -- text -----------------------------------------------------------------------------------------


def insert(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """insert, type, write, add, put a quoted text: into what is named, else where text goes."""
    w = p.w
    w.quotes_name = False
    stop = _insert(p, draft, at, verb)
    w.quotes_name = True
    return stop


def _insert(p: Planner, draft: Draft, at: int, verb: str) -> int:  # noqa: PLR0912, PLR0915
    w = p.w
    w.use(at, at + 1)
    stop = at + 1
    quote: str | None = None
    quote_span = (0, 0)
    into: list[tuple[Selector, str, bool, bool]] = []
    extra: list[tuple[str, Said]] = []
    where = ""
    prep = ""
    while stop < w.size and not (w.mark(stop, "([") or (ends_clause(w, stop) and not w.mark(stop, "\n"))):
        if w.mark(stop, ",") or w.any_of(stop, "and", "comma"):
            after = w.skip_commas(stop)
            if (starts_clause(w, after) and not w.any_of(after, "keyword")) or ends_clause(w, after):
                break
            if quote is not None and not (w.any_of(after, "in", "to", "keyword", "det", "kind") ):
                break
            w.use(stop, after)
            stop = after
            continue
        if w.kind(stop) == "quote" and quote is None and not w.any_of(stop + 1, "kind"):
            quote, quote_span = w.items[stop].text, w.span(stop, stop + 1)
            w.use(stop, stop + 1)
            stop += 1
            prep = ""
            continue
        if w.has(stop, "text-end"):
            where = w.value(stop, "text-end")
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.has(stop, "keyword") and not w.any_of(stop + 1, "kind"):
            said = value(w, stop)
            if said is not None:
                extra.append((said.property, said))
                w.use(stop, stop + 1)
                stop += 1
                continue
        step = stop
        while w.any_of(step, "filler", "det"):
            step += 1
        reads = nouns if prep else noun
        found = reads(w, stop, places=True) or (reads(w, step, places=True) if step > stop else None)
        if found is not None and not (found.bare and not prep):
            generic = bool(found.kinds) and found.kinds[0] in ("text",) and not prep
            into.append((found.selector, prep, found.screen, generic))
            w.use(stop, found.stop)
            stop = found.stop
            prep = ""
            continue
        if w.any_of(stop, "in", "to", "with", "of", "as-well", "like"):
            prep = "with" if w.has(stop, "with") else "in"
            w.use(stop, stop + 1)
            stop += 1
            continue
        if w.any_of(stop, "filler", "det", "property") or w.kind(stop) in ("mark", "other"):
            w.use(stop, stop + 1)
            stop += 1
            continue
        break
    span = w.span(at, stop)
    if quote is None:
        p.fail(draft, span, why="has no text in quotes")
        return _rest(p, draft, stop)
    target = _text_target(p, into)
    if where == "start":
        draft.steps.append(PrependText(target=target, text=quote, span=quote_span))
    elif where == "end" or verb == "append":
        draft.steps.append(AppendText(target=target, text=quote, span=quote_span))
    elif verb == "prepend":
        draft.steps.append(PrependText(target=target, text=quote, span=quote_span))
    else:
        draft.steps.append(Set(target=target, property="text", value=Literally(quote), span=quote_span))
    for name, said in extra:
        if said.factor:
            draft.steps.append(Scale(target=target, property=name, factor=said.factor, span=span))
        elif said.value is not None:
            draft.steps.append(Set(target=target, property=name, value=said.value, span=span))
    p.remember(target)
    p.memory.verb = "make"
    return _rest(p, draft, stop)


def _text_target(p: Planner, into: list[tuple[Selector, str, bool, bool]]) -> Selector:
    """Where a text goes: the place named with a preposition, else what is named, else the content."""
    placed = [s for s, prep, screen, _ in into if prep == "in" and not screen]
    named = [s for s, prep, screen, generic in into if not prep and not screen and not generic]
    if placed and named:
        # "the “our company” box with “Apple” on slide 6", "the content “…” in the content part"
        return Either((inside(named[-1], joined(placed), "any"), joined(placed)))
    if placed:
        return p.scoped(joined(placed))
    if named:
        return p.scoped(named[-1])
    if p.scope is not None:
        return inside(Named(("content",), ("text", "content"), "content", None, "one"), p.scope, "any")
    return CONTENT


def rename(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """name X "…", rename X to …, title the page "…"."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    w.quotes_name = False
    found = nouns(w, step, places=True)
    w.quotes_name = True
    stop = step if found is None else found.stop
    if found is not None:
        w.use(step, stop)
    text, stop = _text_after(p, stop)
    span = w.span(at, stop)
    if text is None:
        p.fail(draft, span, why="says no name")
        return _rest(p, draft, stop)
    target = p.it() if found is None else p.scoped(found.selector)
    if found is not None:
        title = Named(("title",), ("title", "heading"), "title", None, "one")
        if found.screen:
            target = title if p.scope is None else inside(title, p.scope, "any")
        else:
            target = Either((inside(title, target, "any"), target)) if _holds_titles(found) else target
        p.remember(target)
    draft.steps.append(Set(target=target, property="text", value=Literally(text), span=span))
    p.memory.verb = verb
    return _rest(p, draft, stop)


def _holds_titles(found: Any) -> bool:
    kinds = found.kinds
    return bool(kinds) and kinds[0] in ("slide", "card", "section", "container", "modal", "list")


def _text_after(p: Planner, at: int) -> tuple[str | None, int]:
    """A text after "to", "as", a colon: quoted, or the words up to the clause's end."""
    w = p.w
    while w.any_of(at, "to", "like", "with", "filler", "that") or w.mark(at, ",:"):
        w.use(at, at + 1)
        at += 1
    if w.kind(at) == "quote":
        w.use(at, at + 1)
        return w.items[at].text, at + 1
    stop = at
    while stop < w.size and not ends_clause(w, stop) and not w.mark(stop, ",([") and not (
        w.any_of(stop, "and") and starts_clause(w, stop + 1)
    ):
        stop += 1
    if stop == at:
        return None, at
    w.use(at, stop)
    return w.quote(w.span(at, stop)), stop


def retext(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """rewrite X as "…", renew X with "…"."""
    return rename(p, draft, at, verb)


def replace(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """replace "A" with "B" (in X); replace the title with "B"."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    while w.any_of(step, "det") and w.kind(step + 1) == "quote":
        step += 1
    stop = step
    find: str | None = None
    target: Selector | None = None
    inner = step
    if w.any_of(step, "det") and w.any_of(step + 1, "inner-text") and w.kind(step + 2) == "quote":
        inner = step + 2
    if w.kind(inner) == "quote" and not w.any_of(inner + 1, "kind"):
        find = w.items[inner].text
        w.use(step, inner + 1)
        stop = inner + 1
    else:
        found = nouns(w, step, places=True)
        if found is not None:
            target = p.scoped(found.selector)
            stop = found.stop
            w.use(step, stop)
    if find is not None and w.any_of(stop, "in"):
        owner = nouns(w, stop + 1)
        if owner is not None:
            target = p.scoped(owner.selector)
            w.use(stop, owner.stop)
            stop = owner.stop
    if not w.any_of(stop, "with", "by", "to"):
        p.fail(draft, w.span(at, max(stop, at + 1)), why="says not what to put instead")
        return _rest(p, draft, stop)
    put, stop = _text_after(p, stop + (1 if w.any_of(stop, "by") else 0))
    if w.any_of(stop, "in") and find is not None:
        owner = nouns(w, stop + 1)
        if owner is not None:
            target = p.scoped(owner.selector)
            w.use(stop, owner.stop)
            stop = owner.stop
    span = w.span(at, stop)
    if put is None:
        p.fail(draft, span, why="says not what to put instead")
    elif find is not None:
        where: Selector = target or Named(quoted=find, number="one", span=span)
        draft.steps.append(ReplaceText(target=where, find=find, put=put, span=span))
        p.remember(where)
    elif target is not None:
        draft.steps.append(Set(target=target, property="text", value=Literally(put), span=span))
        p.remember(target)
    else:
        p.fail(draft, span)
    p.memory.verb = verb
    return _rest(p, draft, stop)


# -- visibility and structure -----------------------------------------------------------------------


def whole(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """hide, show, delete, duplicate, wrap: the object is all there is to say."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    if verb in ("remove", "delete"):
        prop = _removed_property(p, draft, at, step)
        if prop is not None:
            return prop
    found = nouns(w, step, places=True)
    target = p.it()
    stop = step
    if found is not None:
        target = p.scoped(found.selector)
        stop = found.stop
        w.use(step, stop)
        draft.sure *= found.sure
    elif not _ended(w, step) :
        p.fail(draft, w.span(at, step + 1))
        return _rest(p, draft, step)
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
        case "wrap":
            kind, stop = _wrapper(p, stop)
            step_made = Wrap(target=target, type=kind, span=span)
        case _:
            step_made = Delete(target=target, span=span)
    draft.steps.append(step_made)
    p.remember(target)
    p.memory.verb = verb
    return _rest(p, draft, stop)


def _count(w: Words, at: int) -> tuple[int, int]:
    said = value(w, at)
    if said is not None and said.sort in ("factor", "number") and 1 <= said.number <= 50:
        w.use(at, said.stop)
        return int(said.number), said.stop
    return 1, at


def _wrapper(p: Planner, at: int) -> tuple[str, int]:
    w = p.w
    if w.any_of(at, "in", "with", "to"):
        found = noun(w, at + 1, places=False)
        if found is not None:
            w.use(at, found.stop)
            return (found.kinds[0] if found.kinds else "container"), found.stop
    return "container", at


def _removed_property(p: Planner, draft: Draft, at: int, step: int) -> int | None:
    """ "remove the border (of/from the card)", "remove the card's shadow"."""
    w = p.w
    ahead = step
    while w.any_of(ahead, "det", "quantifier"):
        ahead += 1
    owner = None
    if not w.has(ahead, "property") or w.any_of(ahead + 1, "kind"):
        owner = noun(w, step, places=False)
        if owner is None:
            return None
        after = owner.stop + (1 if w.has(owner.stop, "possessive-mark") else 0)
        if not w.has(after, "property"):
            return None
        ahead = after
    elif w.has(ahead, "kind") and not w.any_of(ahead + 1, "of", "from"):
        return None
    names: list[str] = []
    spans = []
    while w.has(ahead, "property"):
        names.append(w.value(ahead, "property"))
        spans.append(w.span(ahead, ahead + 1))
        ahead += 1
        after = w.skip_commas(ahead)
        while w.any_of(after, "det"):
            after += 1
        if after == ahead or not w.has(after, "property"):
            break
        ahead = after
    if any(n not in ENDS for n in names):
        return None
    w.use(at, ahead)
    stop = ahead
    frame = Frame(waiting=names, waiting_spans=spans)
    if owner is not None:
        frame.targets = [owner.selector]
    elif w.any_of(stop, "of", "from", "in"):
        found = nouns(w, stop + 1)
        if found is not None:
            w.use(stop, found.stop)
            stop = found.stop
            frame.targets = [found.selector]
            frame.screen = found.screen
    frame.stated = bool(frame.targets)
    filler = Filler(w, p.memory, "remove")
    filler.frames = [frame]
    draft.stop = stop
    p.frames(draft, filler)
    return _rest(p, draft, stop)


def add(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """add: a property ("add padding"), a text ("add “x” to the title"), or a component (structural)."""
    w = p.w
    step = skip_fillers(w, at + 1)
    ahead = step
    while w.any_of(ahead, "det", "plus", "degree", "keyword", "size-word", "more", "shade") and not w.has(ahead, "property"):
        ahead += 1
    guess = ahead
    while value(w, guess) is not None and w.kind(guess) != "quote":
        said = value(w, guess)
        assert said is not None  # noqa: S101
        guess = said.stop
    if w.has(guess, "property") and not w.any_of(guess + 1, "kind") and not (
        w.has(guess, "kind") and not w.has(guess, "inner-text")
    ) and not (w.has(guess, "kind") and w.has(guess, "inner-text") and _quote_ahead(w, guess)):
        w.use(at, at + 1)
        filler = Filler(w, p.memory, "add")
        filler.frames[0].stated = False
        stop = filler.fill(step)
        _spacing_default(p, filler)
        draft.stop = stop
        p.frames(draft, filler)
        p.memory.verb = "make"
        return stop
    if w.has(ahead, "keyword") or (w.any_of(ahead, "verb") and w.value(ahead, "verb") in STYLES):
        return assign(p, draft, at, "add")
    if _quote_ahead(w, step):
        return insert(p, draft, at, "add")
    return _add_component(p, draft, at)


def _spacing_default(p: Planner, filler: Filler) -> None:
    """ "add more spacing" with nothing named: the document's base spacing."""
    frame = filler.frames[0]
    if frame.targets or p.memory.target is not None or p.scope is not None:
        return
    if frame.waiting == ["spacing"]:
        frame.done = [Assignment("tokens.base spacing", Change("", 1), frame.waiting_spans[0])]
        frame.waiting, frame.waiting_spans = [], []
    else:
        frame.done = [
            a._replace(property="tokens.base spacing") if a.property == "spacing" else a for a in frame.done
        ]


def _quote_ahead(w: Words, at: int) -> bool:
    while at < w.size and not ends_clause(w, at):
        if w.kind(at) == "quote":
            return True
        if w.any_of(at, "and") and starts_clause(w, at + 1):
            return False
        at += 1
    return False


def _add_component(p: Planner, draft: Draft, at: int) -> int:
    w = p.w
    w.use(at, at + 1)
    found = noun(w, skip_fillers(w, at + 1), places=False)
    if found is None or not found.kinds:
        stop = at + 1 if found is None else found.stop
        p.fail(draft, w.span(at, stop), why="names nothing that can be added")
        w.use(at, stop)
        return _rest(p, draft, stop)
    stop = found.stop
    w.use(at, stop)
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
    return _rest(p, draft, stop)


# -- two components -------------------------------------------------------------------------------


def swap(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """swap A and B; swap the colours of A and B."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name = "position"
    ahead = step
    while w.any_of(ahead, "det"):
        ahead += 1
    if w.has(ahead, "property") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property")
        step = ahead + 2
    first = nouns(w, step, places=True)
    if first is None:
        p.fail(draft, w.span(at, at + 1), why="names nothing to swap")
        return _rest(p, draft, at + 1)
    stop = first.stop
    pair: list[Selector] | None = split(first.selector, 2) if isinstance(first.selector, Union) else None
    if pair is None and w.any_of(stop, "with", "and", "to", "by"):
        second = noun(w, stop + 1, places=True)
        if second is not None:
            pair = [first.selector, second.selector]
            stop = second.stop
    if pair is None and first.number != "one":
        pair = split(first.selector, 2)
    w.use(at, stop)
    span = w.span(at, stop)
    if pair is None:
        p.fail(draft, span, why="names no second component")
    else:
        draft.steps.append(Swap(first=pair[0], second=pair[1], property=name, span=span))
        p.remember(Union(tuple(pair)))
    return _rest(p, draft, stop)


def match(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """match the width of A to B; match A's colour with B."""
    del verb
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    name: str | None = None
    ahead = step
    while w.any_of(ahead, "det"):
        ahead += 1
    if w.has(ahead, "property") and w.any_of(ahead + 1, "of"):
        name = w.value(ahead, "property")
        step = ahead + 2
    target = nouns(w, step, places=True)
    stop = step if target is None else target.stop
    if target is not None and w.has(stop, "possessive-mark"):
        stop += 1
    if target is not None and w.has(stop, "property"):
        name = w.value(stop, "property")
        stop += 1
    source = None
    if target is not None and w.any_of(stop, "to", "with", "like"):
        source = noun(w, stop + 1, places=True)
    if target is None:
        p.fail(draft, w.span(at, at + 1), why="names nothing to match")
        return _rest(p, draft, at + 1)
    if source is None:
        # "match the width of the hero": what was spoken of takes it over
        w.use(at, stop)
        draft.steps.append(match_step(p.it(), target.selector, name, w.span(at, stop)))
        return _rest(p, draft, stop)
    stop = source.stop
    if w.has(stop, "possessive-mark"):
        stop += 1
    if w.has(stop, "property"):
        name = w.value(stop, "property")
        stop += 1
    w.use(at, stop)
    draft.steps.append(match_step(p.scoped(target.selector), source.selector, name, w.span(at, stop)))
    p.remember(target.selector)
    return _rest(p, draft, stop)


def distribute(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """distribute, space out: evenly, across or down, or with a gap."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    found = nouns(w, step, places=True)
    stop = step if found is None else found.stop
    target = p.it() if found is None else p.scoped(found.selector)
    w.use(at, stop)
    axis = "auto"
    gap: float | None = None
    evenly = verb == "distribute"
    while stop < w.size and not _break(w, stop):
        if w.has(stop, "evenly"):
            evenly = True
            axis = w.value(stop, "evenly") if w.value(stop, "evenly") != "auto" else axis
        elif w.has(stop, "edge") and w.value(stop, "edge") in ("center", "middle"):
            axis = "x" if w.value(stop, "edge") == "center" else "y"
        elif (said := value(w, stop)) is not None and said.sort in ("px", "number"):
            gap = said.number
            evenly = True
            w.use(stop, said.stop)
            stop = said.stop
            continue
        elif not (w.any_of(stop, "with", "by", "to", "det", "filler", "property", "in", "screen")):
            break
        w.use(stop, stop + 1)
        stop += 1
    span = w.span(at, stop)
    if not evenly:
        p.fail(draft, span, "clause.vague", "says not how")
    else:
        draft.steps.append(Distribute(target=target, axis=axis, gap=gap, span=span))  # type: ignore[arg-type]
    p.remember(target)
    return _rest(p, draft, stop)


def reorder(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """bring to front X."""
    w = p.w
    w.use(at, at + 1)
    found = nouns(w, skip_fillers(w, at + 1))
    stop = at + 1 if found is None else found.stop
    w.use(at, stop)
    target = p.it() if found is None else p.scoped(found.selector)
    draft.steps.append(Reorder(target=target, to=verb, span=w.span(at, stop)))  # type: ignore[arg-type]
    p.remember(target)
    return _rest(p, draft, stop)


# -- protection and refusal -----------------------------------------------------------------------


def lock(p: Planner, at: int) -> int | None:
    """ "don't touch the footer", "keep the width", "without changing the title"."""
    w = p.w
    step = at
    plain_without = w.any_of(step, "without")
    while w.any_of(step, "not", "without") or w.value(step, "verb") in ("touch", "keep", "set", "move", "delete", "resize", "make"):
        step += 1
        if step - at > 3:
            break
    del plain_without
    properties: list[str] = []
    ahead = step
    target: Selector | None = None
    stop = step
    while w.any_of(ahead, "det", "possessive"):
        ahead += 1
    if w.has(ahead, "property") and not w.any_of(ahead + 1, "kind") and not (w.has(ahead, "kind") and not w.any_of(ahead + 1, "of")):
        properties.append(w.value(ahead, "property"))
        stop = ahead + 1
        if w.any_of(stop, "of"):
            found = nouns(w, stop + 1)
            if found is not None:
                target, stop = found.selector, found.stop
    else:
        found = nouns(w, step)
        if found is None:
            return None
        target, stop = found.selector, found.stop
        if w.has(stop, "possessive-mark"):
            stop += 1
        if w.has(stop, "property"):
            properties.append(w.value(stop, "property"))
            stop += 1
    while w.any_of(stop, "alone", "like", "filler", "it-is", "is", "as-well") or w.any_of(stop, "pronoun"):
        stop += 1
    if not _ended(w, stop):
        return None
    if target is None and not properties:
        return None
    named = {"size": ("width", "height", "font size"), "position": ("x", "y"),
             "colour": ("background", "text colour"), "border": ("border width", "border colour")}
    locked = tuple(n for name in properties for n in named.get(name, (name,)))
    p.locks.append(Lock(target=target, properties=locked, span=w.span(at, stop)))
    w.use(at, stop)
    return stop


def scope(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """go to X: what follows is about what is in X."""
    w = p.w
    w.use(at, at + 1)
    found = noun(w, at + 1)
    if found is None:
        p.fail(draft, w.span(at, at + 1), "clause.not-an-edit", "asks for no edit")
        return at + 1
    w.use(at, found.stop)
    after = w.skip_commas(found.stop)
    if verb == "go" and (w.is_separator(found.stop) and after < w.size and starts_clause(w, after)):
        w.use(found.stop, after)
        p.scope = found.selector
        inner_verb = verb_at(w, after)
        return HANDLERS.get(inner_verb, assign)(p, draft, after, inner_verb)
    span = w.span(at, found.stop)
    p.remember(found.selector, spoken=True)
    draft.diagnostics.append(Diagnostic("clause.not-an-edit", "notice", f"“{w.quote(span)}” asks for no edit", span=span))
    return found.stop


def unsupported(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """flip and the like: understood, not offered."""
    del verb
    w = p.w
    stop = at + 1
    while stop < w.size and not ends_clause(w, stop) and not w.is_separator(stop):
        stop += 1
    p.fail(draft, w.span(at, stop), "clause.unsupported", "is not offered")
    w.use(at, stop)
    return stop


def space(p: Planner, draft: Draft, at: int, verb: str) -> int:
    """space the cards evenly, space them 20px apart."""
    return distribute(p, draft, at, verb)


def token_spacing(name: str, sign: int) -> Step:
    """The step that scales a spacing token by the usual amount."""
    return ScaleToken(name=name, factor=1.2 if sign > 0 else 0.8)


#: every verb that is not a plain giver of values
HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(CHANGES, change),
    **dict.fromkeys(STYLES, style),
    **dict.fromkeys(CASES, style),
    "factor": factor,
    "resize": resize,
    "move": move,
    "nudge": move,
    "align": align,
    "align left": align,
    "align right": align,
    "align center": align,
    "center": align,
    "rotate": rotate,
    "insert": insert,
    "append": insert,
    "prepend": insert,
    "rename": rename,
    "retext": retext,
    "replace": replace,
    "hide": whole,
    "show": whole,
    "delete": whole,
    "remove": whole,
    "duplicate": whole,
    "wrap": whole,
    "add": add,
    "swap": swap,
    "match": match,
    "distribute": distribute,
    "space": space,
    "front": reorder,
    "back": reorder,
    "forward": reorder,
    "backward": reorder,
    "go": scope,
    "pick": scope,
    "flip": unsupported,
}

_ = (Related, Where)
