"""Values that another has, or that several get: "like the footer", "the same colour, navy", "to the same".

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.attributes import served
from redraft.decompose.clauses import ends_clause, same_for
from redraft.decompose.descriptions import count_of, joined, kinds_in
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.fits import COLOURS, LENGTHS
from redraft.decompose.likenesses import like, stands_alone, taken, told_apart
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.references import explained, is_rest
from redraft.decompose.settle import settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.sorts import gate
from redraft.decompose.values import COLOURED, Said, colour_at, value
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Like, Value
from redraft.select.selectors import Look, Reference, Union


def _all_as_they_have_it(sheet: Sheet, found: Said) -> None:
    """ "(dark blue with white letters) like the headings": both colours are theirs."""
    frame = sheet.frame
    settle(frame)
    if not isinstance(found.value, Like) or len(frame.done) < _PAIR:
        return
    source = found.value.source
    for k, done in enumerate(frame.done):
        said = done.value
        if isinstance(said, Said) and said.sort == "colour" and said.text:
            of_text = done.property in ("text", "text colour")
            name = "text colour" if of_text else "background"
            like_them = found._replace(value=Like(source, name), property=name)
            frame.done[k] = done._replace(property=name, value=like_them)


#: a ground and the text on it
_PAIR: Final = 2


def _as_they_have_it(sheet: Sheet, at: int) -> bool:
    """ "(blue) like the others", "(green) as the ticks": the blue and the green that those have."""
    w, frame = sheet.w, sheet.frame
    said = frame.values[-1][0] if frame.values else None
    if not isinstance(said, Said) or said.sort != "colour" or not said.text or said.stop != at:
        return False
    found = like(w, at)
    if found is None or not isinstance(found.value, Like):
        return False
    source, hue = found.value.source, said.text.split()[-1]
    if is_rest(source):
        source = Look(source, "colour", hue)
    named = said.property or "colour"
    found = found._replace(value=Like(source, None), property=named, text=hue)
    frame.values[-1] = (_explained_here(sheet, found), w.span(at - 1, found.stop))
    return True


#: what of a text a property of anything is
_OF_TEXT: Final = {"colour": "text colour", "size": "font size"}
#: what the same as something else may begin with
_SAME: Final = gate("det", "same", "like", "follow", "as-well")


def same(sheet: Sheet, at: int) -> int | None:
    """ "(the) same (width) as the hero", "like the footer", "same to the title"."""
    w, frame = sheet.w, sheet.frame
    if not w.sorts[at] & _SAME:
        return None
    if (measured := _same_measure(sheet, at)) is not None:
        return measured
    found = None if w.has(at, "to") and served(frame) else like(w, at) or _colour_of(sheet, at)
    if found is not None and (found.property or frame.targets or frame.waiting or frame.done):
        found, told = told_apart(_explained_here(sheet, found), w.span(at, found.stop))
        if found.text:
            _without_that_colour(frame, found.text)
        if found.property == "size" and frame.targets and _of_texts(frame):
            found = found._replace(property=_OF_TEXT["size"])
        given_already = bool(frame.values or frame.done) and not frame.waiting
        if given_already and not found.property and _is_again(w, at):
            return _same_for(sheet, at)
        if given_already and not found.property:
            if not _as_they_have_it(sheet, at):
                _all_as_they_have_it(sheet, found)
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
        elif found.property and frame.waiting == ["text"]:
            # "its text the same colour as the title": of the text, what is told
            frame.waiting = [_OF_TEXT.get(found.property, found.property)]
            if found.property == "colour":
                found = found._replace(value=_in_colour(found.value))
        frame.values.append((found, w.span(at, found.stop)))
        if told:
            settle(frame)
            frame.done.extend(told)
        return found.stop
    return _same_colour(sheet, at) or _same_for(sheet, at)


def _same_measure(sheet: Sheet, at: int) -> int | None:
    """ "the same 16px text as the title": so much, as the other has it; that both hold is seen when it is done."""
    w, frame = sheet.w, sheet.frame
    begun = w.after_det(at)
    said = value(w, begun + 1) if w.has(begun, "same") and not frame.waiting else None
    if said is None or said.sort not in ("px", "number"):
        return None
    name = _OF_TEXT["size"] if w.has(said.stop, "inner-text") else w.value(said.stop, "property")
    if name not in LENGTHS or not w.has(said.stop + 1, "like"):
        return None
    source = noun(w, said.stop + 2, places=True)
    if source is None or source.pronoun:
        return None
    settle(frame)
    span = w.span(at, source.stop)
    other = Said("like", source.stop, Like(source.selector, None), property=name)
    frame.done.extend((Assignment(name, other, span), Assignment(name, said, span)))
    return source.stop


def _of_texts(frame: Frame) -> bool:
    """Whether something is said of texts: "the titles “A” and “B” should have the same size as “C”"."""
    named = (t.parts if isinstance(t, Union) else (t,) for t in frame.targets)
    kinds = [kinds_in(one) for parts in named for one in parts]
    return all(kind and kind[0] in TEXT_LIKE for kind in kinds)


def _without_that_colour(frame: Frame, hue: str) -> None:
    """ "(purple,) the same purple as the play button": one colour, told by whose it is."""
    if frame.values:
        said, _ = frame.values[-1]
        if _is_hue(said, hue):
            frame.values.pop()
    elif frame.done and _is_hue(frame.done[-1].value, hue):
        last = frame.done.pop()
        if last.property is not None:
            frame.wait(last.property, last.span)


def _is_hue(said: Said | Change, hue: str) -> bool:
    if not isinstance(said, Said) or said.sort != "colour":
        return False
    return said.text.rpartition(" ")[2] == hue


def _same_colour(sheet: Sheet, at: int) -> int | None:
    """ "(the title and the subtitle) in the same navy": one colour for all of them."""
    w, frame = sheet.w, sheet.frame
    step = w.after_det(at)
    if not w.has(step, "same") or count_of(joined(frame.targets)) == 1 or not frame.targets:
        return None
    if value(w, step) is not None:  # it was said before which one
        return None
    said = colour_at(w, step + 1)
    if said is None or not (ends_clause(w, said.stop) or w.is_separator(said.stop)):
        return None
    frame.values.append((said, w.span(at, said.stop)))
    return said.stop


def _is_again(w: Words, at: int) -> bool:
    """ "(make the title bold), same with the footer": no look of the footer's, the same once more."""
    return w.value(at, "follow") == "same" and (w.mark(at - 1, ",;") or w.has(at - 1, "and"))


def _same_for(sheet: Sheet, at: int) -> int | None:
    """ "(bold, and the) same to the title": what was done, to another."""
    w, frame = sheet.w, sheet.frame
    again = same_for(w, at)
    target = None if again is None else nouns(w, again)
    if again is None or target is None:
        return None
    if frame.full or frame.targets:
        sheet.next_frame()
    sheet.frame.targets.append(target.selector)
    sheet.frame.spans.append(w.span(again, target.stop))
    sheet.frame.also = True
    sheet.frame.stated = True
    return target.stop


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
    step = w.after_det(at)
    if not (w.has(step, "alike") and frame.targets):
        return None
    if w.is_colour(step + 1) and not frame.full and w.mark(step + 2, ",:("):
        frame.shared = True
        return step + 1  # "the same green, #16A34A"
    if not w.has(step + 1, "property"):
        return None
    after = w.skip(step + 2, "filler", most=1)
    if frame.waiting and not frame.values:
        return None
    marked = w.mark(after, ",:;-–—") or w.has(after, "comma") or w.any_of(after, "quantifier")
    if not (marked or w.kind(after) == "number"):
        return None
    begin = w.skip(w.skip(after + marked, "filler"), "verb", "pronoun", "det", most=2)
    said = value(w, begin)
    if said is None or said.sort == "quote" or begin >= w.size:
        return None
    if w.any_of(said.stop, "more", "dimension", "direction"):
        return None  # "the same size, 30px taller"
    if frame.full:
        settle(frame)  # "in Georgia, navy and the same size, 30": those stand for themselves
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
    step = w.after_det(at)
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


def taken_over(sheet: Sheet, at: int) -> int | None:
    """ "(should be) the width of the hero", "(use) the header's blue (for the title)"."""
    w, frame = sheet.w, sheet.frame
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
        for name in said.property.split("+"):
            frame.wait(name, w.span(at, said.stop))
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
    step = w.after_det(at)
    named = w.has(step + 1, "property")
    if not w.has(step, "same") or (frame.values and (frame.waiting or not named)):
        return None
    earlier = [a for f in sheet.frames[:-1] for a in f.done] or list(sheet.memory.assignments)
    ends = ends_clause(w, step + 1 + named) or w.is_separator(step + 1 + named)
    if named and ends and frame.targets and not frame.waiting:
        again = _again_so(w.value(step + 1, "property"), earlier)
        if again is not None:
            settle(frame)  # "“Salts”, same size"
            frame.done.append(again._replace(span=w.span(at, step + 2)))
            return step + 2
    if named or not (ends and frame.waiting):
        return None
    for asked in reversed(earlier):
        if asked.property == frame.waiting[-1] and isinstance(asked.value, Said):
            frame.values.append((asked.value, w.span(at, step + 1)))
            return step + 1
    return None


def just_as(sheet: Sheet, at: int) -> int | None:
    """ "(put A beside B and make it) just as wide", "the same width": as that which was named with it."""
    w, frame = sheet.w, sheet.frame
    step = w.after_det(at)
    if (w.has(at, "like") and w.has(at, "to")) or w.value(at, "evenly") == _ALIKE:
        name = w.value(at + 1, "more").rpartition(" ")[0] or w.value(at + 1, "dimension")
        step = at
    else:
        name = w.value(step + 1, "property") if w.has(step, "same") else ""
    stop, same_too = step + 2, w.has(step, "same")
    more = w.any_of(w.after_det(w.skip_commas(stop)), "property", "same")
    ends = ends_clause(w, stop) or (w.is_separator(stop) and not more) or w.has(stop, "filler")
    if not (name and ends and frame.targets) or frame.waiting:
        return None
    given = _beside_it(sheet, name)
    if given is None and same_too:
        return None
    settle(frame)
    if given is None:
        sheet.unknown.append(w.span(at, stop))
    else:
        frame.done.append(Assignment(name, given._replace(stop=stop), w.span(at, stop)))
    return stop


#: how two are alike, as the meaning of a word
_ALIKE: Final = "auto"


def _beside_it(sheet: Sheet, name: str) -> Said | None:
    """What a target is to be like where it is not said: what it was likened to, else what was named before."""
    frame, memory = sheet.frame, sheet.memory
    last = frame.done[-1].value if frame.done else None
    if isinstance(last, Said) and isinstance(last.value, Like):
        return last._replace(property=name)
    target = joined(frame.targets)
    itself = isinstance(target, Reference) or frame.implied
    if itself or count_of(target) != 1:
        it = Reference("it") if itself and memory.pair is not None else None
        return None if it is None else Said("like", 0, Like(it, None), property=name)
    earlier = [a for f in sheet.frames[:-1] for a in f.done] or list(memory.assignments)
    again = _again_so(name, earlier)
    if again is not None and isinstance(again.value, Said):
        return again.value
    before = sheet.named[-1] if sheet.named else memory.target
    return None if before is None else Said("like", 0, Like(before, None), property=name)


def as_it_was(sheet: Sheet, at: int) -> int | None:
    """ "(the second title bold, the first one back) to normal": of what the other one got."""
    w, frame = sheet.w, sheet.frame
    ends = ends_clause(w, at + 1) or w.is_separator(at + 1) or w.has(at + 1, "filler")
    if not (w.has(at, "normal") and ends and frame.targets) or frame.waiting or frame.full:
        return None
    earlier = [a for f in sheet.frames[:-1] for a in f.done] or list(sheet.memory.assignments)
    last = earlier[-1] if earlier else None
    if last is None or not isinstance(last.value, Said) or last.value.sort != "keyword":
        return None
    name = last.property or last.value.property
    said = value(w, at) if name in _PLAIN else Said("none", at + 1) if name in _DRAWN else None
    if said is None:
        return None
    frame.done.append(Assignment(name, said, w.span(at, at + 1)))
    return at + 1


#: looks of a text that are normal or not, and those that are there or not
_PLAIN: Final = ("font weight", "font style")
_DRAWN: Final = ("text decoration", "text transform")


def _again_so(name: str, earlier: list[Assignment]) -> Assignment | None:
    """ "(the method heading 24px, the other heading) the same size": what the one before got of it."""
    for asked in reversed(earlier):
        said = asked.value
        if not isinstance(said, Said):
            continue
        measure = name in ("size", "font size") and said.sort in ("px", "number")
        colour = name == "colour" and said.sort in COLOURED
        alike = asked.property == name or (asked.property, name) == ("font size", "size")
        if alike or (asked.property is None and (measure or colour)):
            return asked
    return None


def of_that(sheet: Sheet, at: int) -> int | None:
    """ "(should look like the middle one:) same background, same text colour": only these of its looks."""
    w, frame = sheet.w, sheet.frame
    step = w.after_det(at)
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
    step = w.after_det(at)
    if not (step > at and w.value(step, "property") == "colour" and w.has(step + 1, "of")):
        return None
    if not frame.targets or w.is_separator(at - 1):
        return None
    source = noun(w, step + 2)
    if source is None:
        return None
    return Said("like", source.stop, Like(source.selector), property="colour")
