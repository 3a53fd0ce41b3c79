"""Filled frames → steps: each target gets what was said of it, or what the clause before says.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from msgspec import structs

from redraft.decompose.asking import LATER, Asking
from redraft.decompose.assignments import split, steps_for
from redraft.decompose.columns import with_noun
from redraft.decompose.defaults import default_values, keyword_assignment, screen_target
from redraft.decompose.descriptions import count_of, is_plural, joined
from redraft.decompose.drafts import TOKENS, Assignment, Change, Draft, Frame
from redraft.decompose.exactly import fit, meant_by
from redraft.decompose.exceptions import but_for
from redraft.decompose.filling import Filler
from redraft.decompose.fits import COLOURS, LENGTHS, SHARES, Unfit
from redraft.decompose.heads import tells_texts
from redraft.decompose.places import aimed
from redraft.decompose.pointing import CLAUSES_MAX
from redraft.decompose.repeating import again, alike, asked_since, asked_there, is_other_sort
from redraft.decompose.settle import measured_exactly
from redraft.decompose.values import COLOURED, Said
from redraft.decompose.words import Span
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Like, Literally, Set, Step, Value, gives_text
from redraft.select.selectors import (
    Either,
    Everything,
    Look,
    Named,
    Pick,
    Reference,
    Screen,
    Selector,
    Union,
    Where,
)

#: what of a thing is coloured
_COLOUR_OF: Final = {"border": "border colour", "text": "text colour"}
#: sorts of values that may stand alone for the property that was named before
_BARE: Final = ("number", "px", "percent", "colour", "token")
#: sorts of values of which a component has one for a property
_RIVALS: Final = ("colour", "token", "px", "number", "percent")
_WORDED: Final = ("quote", "keyword", "name")
#: a description that is less sure than this repeats nothing on its own
_SURE_MIN: Final = 0.95

#: properties of a box, which what is written in it does not have
_BOXED: Final = (
    "background",
    "border",
    "border width",
    "border colour",
    "border radius",
    "padding",
    "width",
    "height",
)
#: relations that may be where something is to go as well as where it is
_SIDES: Final = ("below", "above", "left", "right", "beside")


def frames(p: Asking, draft: Draft, filler: Filler) -> None:
    """Turn filled frames into steps of the clause."""
    for span in filler.unknown:
        p.fail(draft, span)
    for whole, less in filler.doubtful:
        p.doubt(draft, whole, less)
    for span in filler.unoffered:
        p.fail(draft, span, "property.unknown", "is nothing that can be changed here")
    if filler.unoffered or filler.doubtful:
        return
    with_noun(p.w, filler.frames)
    earlier: tuple[Assignment, ...] = p.memory.assignments
    for k, frame in enumerate(filler.frames):
        if k and not frame.targets and not frame.full and not frame.waiting:
            continue
        carried = () if filler.own_verb and not k else earlier
        own_verb = filler.own_verb
        if own_verb and not k and filler.verb in _VALUED and _says_nothing(frame):
            p.fail(draft, frame.spans[0] if frame.spans else _clause_span(p, draft))
            continue
        done = _frame(p, draft, frame, earlier, filler.verb, carried=carried, own_verb=own_verb)
        earlier = done or earlier
        p.memory.apart = False
    p.memory.assignments = earlier


def _frame(
    p: Asking,
    draft: Draft,
    frame: Frame,
    earlier: tuple[Assignment, ...],
    verb: str,
    *,
    carried: tuple[Assignment, ...],
    own_verb: bool,
) -> tuple[Assignment, ...]:
    for look in frame.looks:
        name, _, said = look.partition(" = ")
        frame.done.extend(keyword_assignment(name, said))
    done = tuple(_with_degree(a, frame.degree) for a in frame.done)
    done = _painted(done) if verb == "paint" else done
    if frame.waiting:
        more = _as_well(frame, done or earlier) or _defaults(
            p, draft, frame, verb, own_verb=own_verb
        )
        if not more:
            return ()
        done = (*done, *(_with_degree(a, frame.degree) for a in more))
        frame.waited()
    if frame.outlined and not any((a.property or "").startswith("border") for a in done):
        frame.vague = frame.outlined
    if frame.vague is not None:
        p.fail(draft, frame.vague, "clause.vague", "says no concrete change")
        return ()
    if frame.placed and not done:
        target = _target_of(p, frame, done)
        draft.steps.extend(aimed(frame.placed, target))
        if frame.targets:
            p.remember(target)
        draft.sure *= frame.sure
        return ()
    if not done:
        _repeat(p, draft, frame)
        return earlier
    done = _figured_border(_of_complaint(p, frame, measured_exactly(p.w, done)))
    before = carried or (earlier if p.memory.spoken else ())
    if before and _measured_itself(p, before):
        before = tuple(a for a in before if _length_of(a) is None)
    if frame.inner_text:
        before = tuple(a for a in before if a.property not in _BOXED)  # "(4px corners,) label 18px"
    if before and not _turns_to_text(p, frame, before):
        done = _carry_property(done, before, frame, p)
    done = _apart(done, () if frame.targets else before)
    done = _with_what(p, draft, done, earlier) if frame.owns or verb == "give" else done
    target = _target_of(p, frame, done)
    done = _of_the_other(p, draft, target, _of_measure(target, done))
    if frame.but:
        done = _all_but(p, draft, target, done)
    _apply(p, draft, frame, target, done)
    draft.steps.extend(aimed(frame.placed, target))
    if frame.stated or frame.targets:
        p.remember(target if frame.targets else (p.memory.target or target))
    elif p.memory.target is None:
        p.memory.target = target
    draft.sure *= frame.sure
    return done


def _painted(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "colour it like the link": its colour is taken over, and nothing else of how that looks."""
    return tuple(
        a._replace(property="colour")
        if isinstance(a.value, Said)
        and a.value.sort == "like"
        and not (a.property or a.value.property)
        else a
        for a in done
    )


def _bare_numbers(done: tuple[Assignment, ...]) -> bool:
    """Whether only numbers were said, and not of what: "(the titles 28,) that one gets 32"."""
    bare = (
        a.property is None and isinstance(a.value, Said) and a.value.sort == "number" for a in done
    )
    return bool(done) and all(bare)


def _with_what(
    p: Asking, draft: Draft, done: tuple[Assignment, ...], earlier: tuple[Assignment, ...]
) -> tuple[Assignment, ...]:
    """What something is to have; a bare number, "give the charts 10", says not of what."""
    if not _bare_numbers(done) or _bare_numbers(earlier):
        return done
    for a in done:
        p.fail(draft, a.span, "clause.vague", "says not what is to be so much")
    return ()


def _of_the_other(
    p: Asking, draft: Draft, target: Selector, done: tuple[Assignment, ...]
) -> tuple[Assignment, ...]:
    """ "(put the note below the cards and make it) as wide as them": what it was put beside, never itself."""
    read: list[Assignment] = []
    for one in done:
        value = one.value.value if isinstance(one.value, Said) else None
        itself = isinstance(value, Like) and _points(value.source)
        if not itself or not (_points(target) or target == p.memory.target):
            read.append(one)
        elif isinstance(p.memory.pair, Union) and isinstance(value, Like):
            other = structs.replace(value, source=p.memory.pair.parts[-1])
            read.append(one._replace(value=one.value._replace(value=other)))
        else:
            p.fail(draft, one.span, why="does not say like what")
    return tuple(read)


def _all_but(
    p: Asking, draft: Draft, target: Selector, done: tuple[Assignment, ...]
) -> tuple[Assignment, ...]:
    """ "the same but green": what the one before got, a value in the place of its like; what is left to do."""
    asked = asked_since(p.memory.asked, draft.steps)
    left: list[Assignment] = []
    steps = again([step for step in asked if not gives_text(step)], target)
    for one in done:
        value = one.value.value if isinstance(one.value, Said) else None
        place = next((k for k, s in enumerate(steps) if _like(s, value)), None)
        if place is None or value is None:
            left.append(one)
        else:
            steps[place] = structs.replace(steps[place], value=value)
    draft.steps.extend(steps)
    return tuple(left)


def _like(step: Step, value: Value | None) -> bool:
    return isinstance(step, Set) and value is not None and alike(step.value, value)


def _as_well(frame: Frame, before: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "(make it light blue,) border too": the same value, for another property of its kind."""
    last = before[-1] if before else None
    if not frame.also or last is None or not isinstance(last.value, Said):
        return ()
    named = tuple(zip(frame.waiting, frame.waiting_spans, strict=True))
    if last.value.sort in COLOURED:
        names = [_COLOUR_OF.get(name, name) for name, _ in named]
        fits = all(name in COLOURS for name in names)
    else:
        names = [name for name, _ in named]
        fits = last.property in LENGTHS and all(name in LENGTHS for name in names)
    if not fits:
        return ()
    return tuple(Assignment(n, last.value, s) for n, (_, s) in zip(names, named, strict=True))


def _defaults(
    p: Asking, draft: Draft, frame: Frame, verb: str, *, own_verb: bool
) -> tuple[Assignment, ...]:
    """Properties without a value: "add padding", "increase the size", else not understood."""
    waiting = zip(frame.waiting, frame.waiting_spans, strict=True)
    added = all(span in frame.added or (name == "shadow" and frame.done) for name, span in waiting)
    added = added or (not own_verb and _as_if_there(frame))
    done = default_values(frame, "add" if added else verb)
    if done is None:
        span = frame.waiting_spans[0]
        named = p.w.quote(span)
        p.fail(draft, _clause_span(p, draft), "clause.not-understood", f"gives “{named}” no value")
        return ()
    return done


def _of_complaint(p: Asking, frame: Frame, done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "(the sidebar is too wide,) 200px", "(its padding is off,) make it 20": of what was complained of."""
    names = p.memory.properties
    if not (p.memory.spoken and names) or done[0].property is not None:
        return done
    if not all(t is p.memory.target or _points(t) for t in frame.targets):
        return done
    about = p.memory.target
    text = _textual(about) or (isinstance(about, Named) and not about.kinds)
    if names[0] in _MEASURES and frame.targets and text and not p.memory.topic:
        return done  # "(the title: too long.) Make it 20px"
    value = _meant(names[0], done[0].value)
    if value is None:
        return done
    first, rest = done[0]._replace(property=names[0], value=value), done[1:]
    if names[0] == _BORDER:  # "(it has no border.) 1px grey"
        rest = tuple(
            a._replace(property=_BORDER)
            if a.property is None and _meant(_BORDER, a.value) is not None
            else a
            for a in rest
        )
    return first, *rest


def _of_measure(target: Selector, done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "Buttons taller than 50px should be 44": a bare length is of what tells which are meant."""
    while isinstance(target, (Either, Pick)):
        target = target.base if isinstance(target, Pick) else target.options[-1]
    if not isinstance(target, Look) or target.relation in ("is", "not", "has") or len(done) != 1:
        return done
    a = done[0]
    length = isinstance(a.value, Said) and a.value.sort in ("px", "number")
    if a.property is not None or not length or target.feature not in _MEASURED:
        return done
    return (a._replace(property=target.feature),)


def _meant(name: str, said: Said | Change) -> Said | Change | None:
    """What "make it 20", "smaller", "navy" is as a value of a property; None where it is none of that."""
    if isinstance(said, Change):
        if said.property in ("", "size"):
            return said._replace(property="") if name in _MEASURED or name in SHARES else None
        shade = said.property == "lightness" and (name in COLOURS or name == _BORDER)
        return said if shade else None
    if said.sort in COLOURED:
        fits = name in COLOURS or name == _BORDER
    elif said.sort in ("percent", "factor"):
        fits = name in _MEASURED or name in SHARES
    else:
        fits = said.sort in ("px", "number") and (name in _MEASURED or name == _BORDER)
    return said if fits else None


def _points(selector: Selector) -> bool:
    return isinstance(selector, Reference) and selector.word in _POINTS


_BORDER: Final = "border"
#: what "it" and "them" are in a wish behind a complaint
_POINTS: Final = ("it", "them")
#: what a bare length may be of
_MEASURED: Final = LENGTHS - {"size"}


def _as_if_there(frame: Frame) -> bool:
    """ "drop shadow on both cards": looks that are named before what has them."""
    if not (frame.targets and frame.spans) or frame.done:
        return False
    return set(frame.waiting) <= _NAMED_ALONE and frame.waiting_spans[-1] < frame.spans[0]


#: looks that are there or not, whatever their measures are
_NAMED_ALONE: Final = {"shadow", "border"}


def _clause_span(p: Asking, draft: Draft) -> Span:
    return p.w.span(draft.start, max(draft.stop, draft.start + 1))


def _says_nothing(frame: Frame) -> bool:
    """ "(the title green,) make the total €54": nothing that it is to be; what was asked before is no answer."""
    said = frame.full or frame.waiting or frame.also or frame.vague or frame.looks or frame.degree
    return bool(frame.targets) and not (said or frame.placed or frame.outlined)


#: verbs that say nothing without a value
_VALUED: Final = ("make", "set", "give")


def _repeat(p: Asking, draft: Draft, frame: Frame) -> None:
    """A target alone: "… and the footer too" repeats; what is not sure to is an error."""
    if not frame.targets:
        return
    known = frame.stated and frame.sure >= _SURE_MIN and not frame.expects and not _placed(frame)
    asked = asked_since(p.memory.asked, draft.steps)
    known = known and not any(map(gives_text, asked))
    if asked and (frame.also or known):
        target = _target_of(p, frame, ())
        clauses = [*(d.steps for d in p.drafts[-CLAUSES_MAX:]), draft.steps]
        there = asked_there(clauses, target) if frame.also else []
        if frame.also and not there and is_other_sort(clauses, target):
            p.fail(draft, frame.spans[0] if frame.spans else _clause_span(p, draft))
            return
        draft.steps.extend(there or again(asked, target))
        draft.sure *= frame.sure
        p.remember(target)
    elif frame.stated or frame.spans:
        p.fail(draft, frame.spans[0] if frame.spans else _clause_span(p, draft))


def _placed(frame: Frame) -> bool:
    """ "the caption at the bottom", "the logo below it": where it is, or where it is to go."""
    return any(map(_says_place, frame.targets))


def _says_place(selector: Selector) -> bool:
    if not isinstance(selector, Where):
        return False
    beside = selector.anchor is None or selector.relation in _SIDES
    return beside or _says_place(selector.base)


def _target_of(p: Asking, frame: Frame, done: tuple[Assignment, ...]) -> Selector:
    if frame.targets:
        if frame.screen and len(frame.targets) == 1:
            return screen_target(frame.targets[0], done)
        target = p.scoped(joined(frame.targets))
        return Look(target, "colour", frame.instead_of) if frame.instead_of else target
    if frame.instead_of:
        return Look(Everything(), "colour", frame.instead_of)
    if p.unnamed is not None:
        return p.unnamed
    if p.scope is not None and _of_box(done) and _said_text(p.memory.asked):
        return p.scope  # "card 2: title “A”, background navy"
    ground = all(a.property in ("background", "gradient") for a in done)
    if ground and p.memory.target is None:
        return Either((LATER, Screen()))
    return p.it()


def _of_box(done: tuple[Assignment, ...]) -> bool:
    """Whether all that is asked is of a box rather than of a text."""
    return bool(done) and all(a.property in _GROUNDED for a in done)


def _said_text(asked: tuple[Step, ...]) -> bool:
    return bool(asked) and all(map(gives_text, asked))


_GROUNDED: Final = ("background", "gradient", "border radius", "border", "shadow", "padding")


def _apply(
    p: Asking, draft: Draft, frame: Frame, target: Selector, done: tuple[Assignment, ...]
) -> None:
    parts = None
    once = _told_once(done)
    if len(once) < len(done) and (
        frame.shared or not _one_each(target, done) or _comma_between(p, done)
    ):
        done = once
    elif len(done) > 1 and (frame.respectively or _one_each(target, once)):
        parts = split(target, len(done))
    given: list[Step] = []
    told = _of_edge(done) if frame.edge else _of_letters(_of_ground(done))
    for k, assignment in enumerate(told):
        quote = p.w.quote(assignment.span)
        part = parts[k] if parts else target
        if (assignment.property or "").startswith(TOKENS):
            if frame.stated and any(isinstance(t, (Named, Where)) for t in frame.targets):
                # "make the accent orange for the title": that of all, or the title?
                p.fail(draft, assignment.span, why="sets what is for the whole design")
                continue
            p.memory.token = (assignment.property or "").removeprefix(TOKENS)
        try:
            steps = steps_for(
                part, assignment, inner_text=frame.inner_text, says=frame.says, quote=quote
            )
        except Unfit as unfit:
            draft.diagnostics.append(unfit.diagnostic)
            continue
        if isinstance(assignment.value, Said) and assignment.value.bound is not None:
            steps = [structs.replace(s, when=(assignment.value.bound,)) for s in steps]
        given.extend(steps)
    if isinstance(target, Pick):
        draft.steps[:] = [but_for(step, given) for step in draft.steps]
    draft.steps.extend(given)


def _told_once(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "a lighter grey, #cbd5e1", "round, radius 90": by its name, and then exactly."""
    said = sorted(done, key=lambda a: a.span)
    twice = [name for name, exact in pairwise(said) if _named_so(name, exact)]
    return tuple(a for a in done if not any(a is name for name in twice)) if twice else done


def _comma_between(p: Asking, done: tuple[Assignment, ...]) -> bool:
    """ "the two chips a solid grey, #EDEDED": no list of one colour each, which "and" would join."""
    spans = sorted(a.span for a in done)
    return all(p.w.text[a[1] : b[0]].strip() == "," for a, b in pairwise(spans))


def _named_so(name: Assignment, exact: Assignment) -> bool:
    called, told = name.value, exact.value
    if not (isinstance(called, Said) and isinstance(told, Said)):
        return False
    literal = called.value.value if isinstance(called.value, Literally) else None
    if called.sort == "keyword" and told.sort in ("number", "px"):
        square = called.property == "border radius" and literal == 0  # "square with 6px corners"
        return called.property == exact.property and (square or meant_by(literal, told.number))
    same = name.property == exact.property and called.sort == told.sort == "colour"
    value = told.value.value if isinstance(told.value, Literally) else ""
    return same and bool(called.text) and not told.text and fit(called.text, str(value))


def _one_each(target: Selector, done: tuple[Assignment, ...]) -> bool:
    """ "cards 1 and 2 red and green": values that no one thing can have at once, and as many things."""
    first = done[0]
    told = count_of(target)
    texts = all(isinstance(a.value, Said) and a.value.sort == "quote" for a in done)
    if texts and all(a.property in (None, "text") for a in done):
        return told == len(done) or (told is None and is_plural(target))
    if not isinstance(first.value, Said) or first.value.sort not in _RIVALS:
        return False
    coloured = first.value.sort in COLOURED
    rivals = all(
        isinstance(a.value, Said)
        and a.property == first.property
        and (a.value.sort == first.value.sort or (coloured and a.value.sort in COLOURED))
        for a in done
    )
    return rivals and (told == len(done) if told else is_plural(target))


def _apart(done: tuple[Assignment, ...], before: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "bg sky, color navy": beside a ground of its own a colour is that of the text."""
    grounds = [a.value for a in (*done, *before) if a.property == "background"]
    if not grounds:
        return done
    return tuple(
        a._replace(property="text colour")
        if a.property == "colour" and _is_colour(a.value) and a.value not in grounds
        else a
        for a in done
    )


def _is_colour(said: Said | Change) -> bool:
    return isinstance(said, Said) and said.sort in COLOURED


def _of_edge(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """What is asked of something that is called a border: a colour is its border's, if it has one."""
    return tuple(
        a._replace(property="edge colour") if a.property is None and _is_colour(a.value) else a
        for a in done
    )


def _of_ground(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "blue, white text": a colour beside that of the text is the ground's."""
    written = any(_is_colour(a.value) and a.property in ("text", "text colour") for a in done)
    if not written:
        return done
    return tuple(
        a._replace(property="background") if a.property is None and _is_colour(a.value) else a
        for a in done
    )


def _of_letters(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "bigger text, in white": a colour right after a change of the letters is theirs."""
    if len(done) < 2:
        return done
    return (
        done[0],
        *(
            a._replace(property="text colour")
            if a.property is None and _is_colour(a.value) and _changes_letters(before)
            else a
            for before, a in pairwise(done)
        ),
    )


def _changes_letters(a: Assignment) -> bool:
    sized = isinstance(a.value, Change) and a.value.property in ("size", "font size")
    return sized and a.property in _LETTERS


_LETTERS: Final = ("text", "font family", "font size")


def _with_degree(a: Assignment, degree: str) -> Assignment:
    said = degree not in ("", "very")  # "so pale, darker please": how pale, and not how much darker
    if said and isinstance(a.value, Change) and not a.value.degree:
        return a._replace(value=a.value._replace(degree=degree))
    return a


def _measured_itself(p: Asking, earlier: tuple[Assignment, ...]) -> bool:
    """Whether the last length says what it measures for itself: "(with) 8px corners", "56 x 56".

    A bare number for another thing is no further one of these.
    """
    lengths = [a for a in earlier if _length_of(a) is not None]
    if not lengths:
        return False
    if [a.property for a in lengths[-2:]] == ["width", "height"]:
        return True
    if len(earlier) > 1 and lengths[-1].property not in _SIZES:
        return True  # "uppercase, letter spacing 1px": one of several things
    last = p.w.quote(lengths[-1].span).rpartition(" ")[2].lower()
    meaning = p.w.lexicon.meaning(last)
    return meaning is not None and meaning.get("property") == lengths[-1].property


def _length_of(asked: Assignment) -> float | None:
    said = asked.value
    lengthy = isinstance(said, Said) and said.sort in ("px", "number")
    return (
        said.number if asked.property is not None and isinstance(said, Said) and lengthy else None
    )


def _carry_property(
    done: tuple[Assignment, ...],
    earlier: tuple[Assignment, ...],
    frame: Frame,
    p: Asking,
) -> tuple[Assignment, ...]:
    """ "… the title to 24 and the content to 22": a bare number means the property before it."""
    if earlier and earlier[-1].property in ("border", "border colour"):
        done = tuple(_as_border(a) for a in done)
    if not frame.targets:
        return done
    if earlier and earlier[-1].property == "background" and not _textual(p.memory.target):
        return done  # "the header's background red, the shop name white": a text's own colour
    if earlier and (earlier[-1].property or "").startswith(TOKENS):
        return done  # "the accent orange and the title blue": a component has no token
    if any(isinstance(a.value, Said) and a.value.property.startswith("text") for a in done):
        return done  # "(more padding,) the title uppercase, 20"
    return tuple(
        a._replace(property=_property_before(earlier, a.value.sort))
        if a.property is None and isinstance(a.value, Said) and _is_bare(a.value, p)
        else a
        for a in done
    )


def _figured_border(done: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """ "A red border, 2px wide, #EF4444": what is so thin is its width, and the figure behind it its colour."""
    told: list[Assignment] = []
    for a in done:
        last = told[-1] if told else None
        if last is None or not (last.property or "").startswith("border"):
            told.append(a)
        elif a.property in (None, "colour") and _is_figure(a.value) and not _is_coloured(last):
            told = [b for b in told if not _is_coloured(b)]
            told.append(a._replace(property="border colour"))
        else:
            told.append(_as_border(a))
    return tuple(told)


def _is_coloured(a: Assignment) -> bool:
    """Whether the colour of a border was told."""
    border = a.property in ("border", "border colour")
    return border and isinstance(a.value, Said) and a.value.sort == "colour"


def _is_figure(said: Said | Change) -> bool:
    """Whether a colour was told by its figure."""
    return isinstance(said, Said) and said.sort == "colour" and isinstance(said.value, Literally)


def _as_border(assignment: Assignment) -> Assignment:
    """ "(their borders red,) 2px each", "2px wide": so thin is a border, and no box or text."""
    said = assignment.value
    if assignment.property not in (None, "width", "size") or not isinstance(said, Said):
        return assignment
    thin = said.sort in ("px", "number") and 0 < said.number <= _THIN_PX
    return assignment._replace(property="border width") if thin else assignment


#: a border is no thicker, and no text so small
_THIN_PX: Final = 8


def _is_bare(said: Said, p: Asking) -> bool:
    """Whether a value may be one of the property before it; "off" is of none.

    In a sentence of its own a colour or a text's size speaks for itself.
    """
    if p.memory.apart and (said.sort in COLOURED or said.sort == "px"):
        return said.sort == "px" and (said.number or 0) > _TEXT_SIZE_MAX
    return said.sort in _BARE or (said.sort == "none" and said.text == "none")


def _turns_to_text(p: Asking, frame: Frame, earlier: tuple[Assignment, ...]) -> bool:
    """ "the bar 50 high, the title in it 18": the length of a box says nothing of a text."""
    before = p.memory.target
    boxed = _BOXES if p.memory.topic else _MEASURES  # "(its card is cramped:) padding 24, name 18"
    measured = bool(earlier) and earlier[-1].property in boxed
    lengths = [a.value.number for a in frame.done if isinstance(a.value, Said)]
    if lengths and min(lengths) > _TEXT_SIZE_MAX:
        return False  # "the sidebar 200 wide and its links 168": no size of a text
    wide = [a.value.number for a in earlier if isinstance(a.value, Said)]
    if measured and lengths and frame.targets and max(lengths) * _FAR_LESS < max(wide, default=0):
        return True  # "the table 700 wide, the cells 18px"
    return measured and not _textual(before) and any(_textual(t) for t in frame.targets)


def _textual(selector: Selector | None) -> bool:
    while isinstance(selector, (Where, Look, Pick, Either)):
        selector = selector.options[0] if isinstance(selector, Either) else selector.base
    if not isinstance(selector, Named):
        return False
    if not selector.kinds:  # "the price", "the name"
        return len(selector.words) == 1 and tells_texts(selector.words[0])
    return selector.kinds[0] in TEXT_LIKE


_MEASURES: Final = ("width", "height")
#: lengths of what holds texts
_BOXES: Final = (*_MEASURES, "padding", "margin", "gap", "border radius", "border width", "spacing")
#: what a length is that nothing is said of
_SIZES: Final = ("size", "font size", None)
#: what is so much smaller than a width or height before it is none
_FAR_LESS: Final = 10
#: a bare number beyond is no size of a text
_TEXT_SIZE_MAX: Final = 120


def _property_before(earlier: tuple[Assignment, ...], sort: str) -> str | None:
    """The property of the last assignment before that took a value of such a sort."""
    coloured = sort in COLOURED
    if sort == "none":
        return earlier[-1].property if earlier else None  # "(a gets a border,) b none"
    for a in reversed(earlier):
        if isinstance(a.value, Change):
            if a.property is not None and a.value.property in ("", "size") and not coloured:
                return a.property
        elif a.value.sort == "like" and not coloured:
            return None  # "as round as the card, the title 18px"
        elif (a.value.sort in COLOURED) == coloured and a.value.sort not in _WORDED:
            no_length = sort == "px" and a.property is not None and a.property not in LENGTHS
            return None if no_length else a.property  # "at 50% opacity, the text 16px"
    return None
