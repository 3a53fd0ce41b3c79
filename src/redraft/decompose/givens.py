"""Values said in a clause: "navy", "24px", "to “Pay now”", "(the) same as the hero".

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.amounts import measured
from redraft.decompose.attributes import served
from redraft.decompose.clauses import ends_clause, same_for
from redraft.decompose.descriptions import joined
from redraft.decompose.drafts import Assignment, Change
from redraft.decompose.fits import COLOURS
from redraft.decompose.gradients import called_so, gradient
from redraft.decompose.likenesses import like, stands_alone, taken
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.references import explained
from redraft.decompose.settle import alike, settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Literally, TokenValue, Value
from redraft.select.selectors import Reference

#: numbers that are how heavy a text is
_WEIGHTS: Final = range(100, 1000, 100)
#: words in the name of a token
_TOKEN_WORDS_MAX: Final = 3


def given(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> int | None:
    """A value of any sort, for the property that waits or for what its sort fits."""
    w = sheet.w
    if after_joint and value(w, at) is not None:
        _unscope(sheet)
    frame = sheet.frame
    step = w.skip(at, "det")
    waiting = frame.waiting[-1] if frame.waiting else ""
    if waiting == "text alignment" and w.any_of(step, "edge", "direction"):
        line = w.value(step, "edge") or w.value(step, "direction")
        word = Said("keyword", step + 1, Literally(line), property=waiting, text=line)
        frame.values.append((word, w.span(step, step + 1)))
        return step + 1
    if waiting == "gradient" and (made := gradient(w, at)) is not None:
        frame.values.append((made, w.span(at, made.stop)))
        return made.stop
    said = value(w, step, waiting)
    if said is None:
        return None
    said = _of_type(sheet, step, said)
    again = after_joint and len(frame.waiting) == 1 and frame.values
    if again and not alike(frame.values[-1][0], said):
        settle(frame)
    stop = said.stop
    before = prep == "from" and said.sort in ("colour", "px", "number", "quote")
    if before and w.any_of(stop, "to"):
        return _from_value(sheet, step, stop, waiting)
    if said.sort in ("colour", "token") and (pair := _colour_on(sheet, step, said)) is not None:
        return pair
    if said.sort == "colour" and (pair := _two_colours(sheet, step, said)) is not None:
        return pair
    if said.sort in ("number", "px", "percent", "factor", "degrees"):
        found = measured(w, frame, at, said._replace(prep=prep))
        if found is not None:
            return found
    if said.sort == "quote" and prep == "in" and not frame.waiting:
        said = said._replace(sort="name")  # "in “JetBrains Mono”"
    if after_joint or prep == "with":
        frame.group = len(frame.values)
    frame.values.append((said._replace(prep=prep), w.span(step, stop)))
    return stop


def _of_type(sheet: Sheet, at: int, said: Said) -> Said:
    """ "28px/700", "32px 700", "16px/24px": how heavy a text of that size is, or how high its lines."""
    w, frame = sheet.w, sheet.frame
    if not frame.values or frame.waiting not in ([], ["font size"], ["font family"]):
        return said
    size, _ = frame.values[-1]
    if not isinstance(size, Said) or size.sort not in ("px", "number"):
        return said
    stroke = w.mark(at - 1, "/")
    if not (stroke or size.stop == at) or w.any_of(said.stop, "property", "more", "dimension"):
        return said
    if said.sort == "number" and said.number in _WEIGHTS:
        return said._replace(sort="keyword", property="font weight")
    if stroke and said.sort == "px" and size.sort == "px":
        return said._replace(sort="keyword", property="line height")
    return said


def same(sheet: Sheet, at: int) -> int | None:
    """ "(the) same (width) as the hero", "like the footer", "same to the title"."""
    w, frame = sheet.w, sheet.frame
    found = None if w.has(at, "to") and served(frame) else like(w, at) or _colour_of(sheet, at)
    if found is not None and (found.property or frame.targets or frame.waiting or frame.done):
        found = _explained_here(sheet, found)
        given_already = bool(frame.values or frame.done) and not frame.waiting
        if given_already and not found.property:
            return found.stop  # "white like the others": what they have has been said
        if (
            found.property == "colour"
            and not frame.waiting
            and frame.done
            and frame.done[-1].property in ("border", "border width", "border style")
        ):
            found = found._replace(property="border colour", value=_in_colour(found.value))
        if found.property and not frame.waiting:
            settle(frame)  # "smaller, italic, same colour as …": those stand for themselves
            for name in found.property.split("+"):
                frame.wait(name, w.span(at, found.stop))
        frame.values.append((found, w.span(at, found.stop)))
        return found.stop
    again = same_for(w, at)
    if again is not None:
        # "same to the title": what was done, to another
        target = nouns(w, again)
        if target is not None:
            if frame.full or frame.targets:
                sheet.next_frame()
            sheet.frame.targets.append(target.selector)
            sheet.frame.spans.append(w.span(again, target.stop))
            sheet.frame.also = True
            sheet.frame.stated = True
            return target.stop
    return None


def _explained_here(sheet: Sheet, found: Said) -> Said:
    """ "the same fill as the button next to it", "the colour of its text": of what this clause names."""
    frame = sheet.frame
    if not (isinstance(found.value, Like) and frame.targets):
        return found
    source = found.value.source
    own = [] if isinstance(source, Reference) else [joined(frame.targets)]
    source = explained(source, [*sheet.named, *own])
    return found._replace(value=structs.replace(found.value, source=source))


def alike_in(sheet: Sheet, at: int) -> int | None:
    """ "(A and B should have) the same colour, navy", "…: use navy for both": the value that both get."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "det")
    if not (w.has(step, "alike") and w.has(step + 1, "property") and frame.targets):
        return None
    after = w.skip(step + 2, "filler", most=1)
    if frame.full or frame.waiting or not (w.mark(after, ",:;-–—") or w.has(after, "comma")):
        return None
    begin = w.skip(w.skip(after + 1, "filler"), "verb", "pronoun", "det", most=2)
    said = value(w, begin)
    if said is None or said.sort == "quote" or begin >= w.size:
        return None
    frame.wait(w.value(step + 1, "property"), w.span(step, step + 2))
    stop = w.skip(said.stop, "of", most=1)
    if stop > said.stop and w.any_of(stop, "quantifier", "pronoun"):
        # "use navy for both"
        frame.values.append((said, w.span(begin, said.stop)))
        return stop + 1
    return begin


def same_on(sheet: Sheet, at: int) -> int | None:
    """ "(the) same background on the tabs as on the button": another's value, the taker named first."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "det")
    named = w.value(step + 1, "property") or ("colour" if w.is_colour(step + 1) else "")
    if not (named and w.has(step, "same") and w.any_of(step + 2, "in", "of")):
        return None
    if frame.targets or frame.full or frame.waiting:
        return None
    taker = nouns(w, step + 3, places=False)
    if taker is None or not w.has(taker.stop, "like"):
        return None
    source = noun(w, w.skip(taker.stop + 1, "in", "of", most=1))
    if source is None:
        return None
    frame.targets, frame.stated = [taker.selector], True
    frame.spans = [w.span(step + 3, taker.stop)]
    said = Said("like", source.stop, Like(source.selector, None), property=named)
    frame.done.append(Assignment(named, said, w.span(at, source.stop)))
    return source.stop


def taken_over(sheet: Sheet, at: int, *, after_joint: bool) -> int | None:
    """ "(should be) the width of the hero", "(use) the header's blue (for the title)"."""
    w, frame = sheet.w, sheet.frame
    if after_joint or frame.values:
        return None
    fits = bool(frame.waiting) if frame.targets or frame.waiting else None
    if frame.targets and not frame.waiting:
        fits = not frame.full
    said = taken(w, at) if fits is not False else None
    if said is not None and (gets := _as_property(w, said.stop)) is not None and frame.targets:
        return _taken_as(sheet, at, said, *gets)
    if said is None or not stands_alone(w, said):
        return None
    said = _explained_here(sheet, said)
    if fits is None and not w.has(said.stop, "purpose"):
        return None
    if not (said.property or frame.waiting):
        return None
    if frame.waiting == ["text"] and said.property not in ("", "text"):
        # "the text should be the colour of the card": the look of what is written
        frame.drop()
        frame.inner_text = True
    if not frame.waiting:
        frame.wait(said.property, w.span(at, said.stop))
    elif said.property not in ("", frame.waiting[-1]) and said.property != "colour":
        # "(the title's colour to) the button's background": asked is one, read another
        assert isinstance(said.value, Like)
        said = said._replace(value=Like(said.value.source, said.property))
    frame.values.append((said, w.span(at, said.stop)))
    return said.stop


def _as_property(w: Words, at: int) -> tuple[str, int] | None:
    """ "(the button's fill) as their text colour": what it is to be there, and where that ends."""
    if not ((w.has(at, "like") and w.has(at, "to")) or w.has(at, "purpose")):
        return None
    step = w.skip(at + 1, "possessive", "det", most=2)
    if not w.has(step, "property") or w.any_of(step + 1, "of", "kind", "property"):
        return None
    owned = w.has(at, "like") or w.has(step - 1, "possessive")
    return (w.value(step, "property"), step + 1) if owned else None


def _taken_as(sheet: Sheet, at: int, said: Said, name: str, stop: int) -> int:
    """Note another's value as that of a property of the targets."""
    said = _explained_here(sheet, said)
    assert isinstance(said.value, Like)
    name = "border colour" if name == "border" and said.property in COLOURS else name
    read = said.value.property or said.property
    value = structs.replace(said.value, property=read if read != name else None)
    given = Said("like", stop, value, property=name)
    sheet.frame.done.append(Assignment(name, given, sheet.w.span(at, stop)))
    return stop


def as_before(sheet: Sheet, at: int) -> int | None:
    """ "(the header's background red and the footer's) to the same": what the last one got."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "det")
    ends = ends_clause(w, step + 1) or w.is_separator(step + 1)
    if not (w.has(step, "same") and ends and frame.waiting) or frame.values:
        return None
    earlier = [a for f in sheet.frames[:-1] for a in f.done] or list(sheet.memory.assignments)
    for asked in reversed(earlier):
        if asked.property == frame.waiting[-1] and isinstance(asked.value, Said):
            frame.values.append((asked.value, w.span(at, step + 1)))
            return step + 1
    return None


def of_that(sheet: Sheet, at: int) -> int | None:
    """ "(should look like the middle one:) same background, same text colour": only these of its looks."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "det")
    after = step + 2
    if not (w.has(step, "same") and w.has(step + 1, "property")):
        return None
    if not (ends_clause(w, after) or w.is_separator(after)) or frame.waiting:
        return None
    last = frame.values[-1][0] if frame.values else None
    if isinstance(last, Said) and isinstance(last.value, Like) and not last.property:
        sheet.model = last.value.source
        frame.values.pop()
    if sheet.model is None:
        return None
    name = w.value(step + 1, "property")
    said = Said("like", after, Like(sheet.model, None), property=name)
    frame.done.append(Assignment(name, said, w.span(at, after)))
    return after


def _in_colour(source: Value | None) -> Value | None:
    """What a border takes over: the colour of the other, not that of its border."""
    if not isinstance(source, Like):
        return source
    return structs.replace(source, property=source.property or "colour")


def _colour_of(sheet: Sheet, at: int) -> Said | None:
    """ "(a 2px border) the colour of the header"."""
    w, frame = sheet.w, sheet.frame
    step = w.skip(at, "det")
    if not (step > at and w.value(step, "property") == "colour" and w.has(step + 1, "of")):
        return None
    if not frame.targets or w.is_separator(at - 1):
        return None
    source = noun(w, step + 2)
    if source is None:
        return None
    return Said("like", source.stop, Like(source.selector), property="colour")


def in_brackets(sheet: Sheet, at: int) -> int | None:
    """ "wider letter spacing (2px)", "red (#E00)": the exact value of what was just said."""
    w, frame = sheet.w, sheet.frame
    said = value(w, at + 1)
    if said is None or not w.mark(said.stop, ")]"):
        return None
    settle(frame)
    if not frame.done:
        return None
    place, last = max(enumerate(frame.done), key=lambda one: one[1].span[1])
    if isinstance(last.value, Change):
        frame.done[place] = last._replace(value=last.value._replace(goal=said))
    elif alike(last.value, said):
        frame.done[place] = last._replace(value=said)
    else:
        sheet.unknown.append(w.span(at, said.stop + 1))
    return said.stop + 1


def carried(sheet: Sheet, at: int, prep: str) -> int | None:
    """ "(set the accent to …,) use it for the links": "it" is the token that was set."""
    w, frame, name = sheet.w, sheet.frame, sheet.memory.token
    if not (name and w.has(at, "pronoun")) or frame.waiting or frame.full:
        return None
    uses = sheet.verb == "set" and not frame.targets and w.has(at + 1, "purpose")
    if not (uses or (prep == "to" and frame.targets)):
        return None
    frame.values.append((Said("token", at + 1, TokenValue(name)), w.span(at, at + 1)))
    return at + 1


def named(sheet: Sheet, at: int) -> int | None:
    """ "(set the background to) brand": a token or a font by its own name."""
    w = sheet.w
    start = stop = w.skip(at, "det")
    while (
        stop < w.size
        and w.is_word(stop)
        and not w.is_joint(stop)
        and stop - start < _TOKEN_WORDS_MAX
    ):
        if w.any_of(stop, "property", "more", "verb") and stop > start:
            break
        stop += 1
    if stop == start:
        return None
    from_words = w.quote(w.span(start, stop))
    name = sheet.frame.waiting[-1] if sheet.frame.waiting else ""
    plain = value(w, start)
    if plain is not None and plain.sort == "normal":
        said = plain
    elif name == "font family":
        said = Said("name", stop, None, text=from_words)
    else:
        said = Said("token", stop, None, text=from_words)
    sheet.frame.values.append((said, w.span(start, stop)))
    return stop


def value_ahead(sheet: Sheet, at: int) -> bool:
    """Whether something that is a value, and no component, stands at ``at``."""
    w = sheet.w
    at = w.skip(at, "det")
    return (
        w.kind(at) in ("number", "quote")
        or w.is_colour(at)
        or w.any_of(at, "keyword", "shade", "number", "font-name")
    )


def _from_value(sheet: Sheet, start: int, stop: int, waiting: str) -> int:
    """ "from 12 to 14": the old value is passed over; a gradient has both."""
    made = called_so(sheet.w, start)
    if made is not None:
        return _gradient_given(sheet, start, made)
    found = gradient(sheet.w, start) if waiting == "gradient" else None
    if found is None:
        return stop
    sheet.frame.values.append((found, sheet.w.span(start, found.stop)))
    return found.stop


def _two_colours(sheet: Sheet, start: int, said: Said) -> int | None:
    """ "(change) blue to navy", "a red to blue gradient"."""
    w, frame, stop = sheet.w, sheet.frame, said.stop
    begins = not (frame.targets or frame.waiting or frame.full)
    if said.text and w.has(stop, "to") and begins and value(w, stop + 1) is not None:
        frame.instead_of = said.text
        return stop
    if not (w.any_of(stop, "and", "to") or w.mark(stop, "-–")):
        return None
    made = called_so(w, start)
    return None if made is None else _gradient_given(sheet, start, made)


def _colour_on(sheet: Sheet, start: int, said: Said) -> int | None:
    """ "white on dark orange": the colour of what is written, and that of its ground."""
    w, frame = sheet.w, sheet.frame
    if frame.waiting or not w.has(said.stop, "upon"):
        return None
    at = w.skip(said.stop + 1, "det")
    ground = value(w, at)
    if ground is None or ground.sort not in ("colour", "token"):
        return None
    stop = ground.stop + (w.value(ground.stop, "property") == "background")
    if w.any_of(stop, "kind", "any", "name", "property") or w.is_unknown(stop):
        return None
    settle(frame)
    frame.done.append(Assignment("text colour", said, w.span(start, said.stop)))
    frame.done.append(Assignment("background", ground, w.span(at, stop)))
    return stop


def _gradient_given(sheet: Sheet, start: int, made: Said) -> int:
    """Put a gradient on the sheet; a background that waits for its value gets it."""
    frame = sheet.frame
    if frame.waiting[-1:] == ["background"]:
        frame.drop()
    frame.done.append(Assignment("gradient", made, sheet.w.span(start, made.stop)))
    return made.stop


def _unscope(sheet: Sheet) -> None:
    """ "green on slide 2 and red on slide 3": the same targets and properties again."""
    earlier = sheet.frame
    if not (earlier.unscoped and earlier.full):
        return
    sheet.next_frame()
    frame = sheet.frame
    frame.targets = list(earlier.unscoped)
    frame.spans, frame.stated = list(earlier.spans), True
    frame.waiting = list(dict.fromkeys(a.property for a in earlier.done if a.property))
    spans = [a.span for a in earlier.done if a.property]
    frame.waiting_spans = spans[: len(frame.waiting)]
