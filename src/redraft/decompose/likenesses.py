"""Values that another component has: "like the footer", "the width of the hero", "the header's blue".

    what is taken over is read when the step runs, not when the command is read

Each function reads at a place; None where nothing of its kind stands there.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.clauses import ends_clause
from redraft.decompose.descriptions import Noun
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.nouns import noun
from redraft.decompose.references import is_rest
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import Said, colour_at, value
from redraft.decompose.words import Span, Words
from redraft.document.colors import parse as parse_color
from redraft.plan.steps import Like, Literally, TokenValue
from redraft.select.selectors import Either, Look

#: between a property and a value of it, in the meaning of a word
_VALUE: Final = " = "
#: looks of another that are told one by one
_LOOKS_MAX: Final = 8
#: what a likeness may begin with
_LIKES: Final = gate("det", "same", "like")
_OF: Final = sorts("of")
_PURPOSE: Final = sorts("purpose")
_THAT_OF: Final = sorts("that-of")
#: what is said to have something, where no "of" says so
_OWNED: Final = gate("possessive-mark")
#: words of whose it is
_OWNER_MAX: Final = 12
#: all that a component looks like, as a property
WHOLE_LOOK: Final = "style"


def like(w: Words, i: int) -> Said | None:
    """Read "(the) same (width) as the hero", "like the footer", "matching the hero's width"."""
    if not w.sorts[i] & _LIKES:
        return None
    at = w.skip(i, "det", "same", unless=("like",))
    named, hue = "", ""
    if at > i and (w.any_of(at, "property", "whole-look")):
        named, at = _listed(w, at) or _properties(w, at)
    elif at > i and (shown := _colour_like(w, at)) is not None:
        named, (hue, at) = "colour", shown
    # "the same colour with the triangle"
    joined = bool(named) and w.has(at, "with") and w.has(w.after_det(i), "same")
    if not (w.has(at, "like") or joined):
        return None
    at = at + 1 if joined else w.skip(at + 1, "like")
    if w.kind(at) == "quote" and not named:
        return None
    read = ""
    source_at = w.after_det(at)
    if w.has(source_at, "token") and not w.any_of(source_at + 1, "kind", "any"):
        token = TokenValue(w.value(source_at, "token"))
        return Said("token", source_at + 1, token, property=named)
    if w.any_of(source_at, "property", "that-of") and w.any_of(source_at + 1, "of"):
        read = w.value(source_at, "property")
        at = source_at + 2
    elif w.has(source_at, "that-of") and w.value(source_at, "that-of") == "of":
        at = source_at + 1
    elif w.has(at, "in"):
        at += 1
    source = _source(w, at)
    if source is None:
        return None
    stop, told = _told(w, source.stop)
    if not (told or named or read) and (looks := these_looks(w, stop)) is not None:
        named, stop = looks
    read = told or read
    if read in ("", "colour") and named.endswith("colour") and "+" not in named:
        read = _of_writing(w, at, source) or read  # "the same colour as its text"
    # "the same colour as the header's background": asked is one, read another
    whose = source.selector
    if hue and is_rest(whose):
        whose = Look(
            whose, "colour", hue
        )  # "the same green as the others": as those that are green
    return Said("like", stop, Like(whose, read or None), property=named or read, text=hue)


def _colour_like(w: Words, at: int) -> tuple[str, int] | None:
    """ "(the same) dark blue (as the box)": the last word of a colour, and where "as" stands."""
    said = colour_at(w, at) if w.kind(at) != "colour" else None
    if said is not None:
        head, stop = w.said(said.stop - 1), said.stop + (w.value(said.stop, "property") == "colour")
    elif w.is_unknown(at) and w.has(at - 1, "same"):
        head, stop = w.said(at).rpartition("-")[2], at + 1  # "gold-brown"
        if parse_color(head) is None:
            return None
    else:
        return None
    return (head, stop) if w.has(stop, "like") else None


def taken(w: Words, i: int) -> Said | None:
    """Read "the width of the hero", "the header's blue", "that of the footer" as a value."""
    at = i if w.sorts[i] & _THAT_OF else w.after_det(i)
    said, after = w.sorts[at], w.sorts[at + 1]
    of = after & _OF and not after & _PURPOSE
    if said & _THAT_OF and (w.value(at, "that-of") == "of" or of):
        source = _source(w, at + 1 + bool(of))
        return None if source is None else Said("like", source.stop, Like(source.selector, None))
    if w.kind(w.after_det(at + 2)) == "quote":
        return None  # "the font style of “Arial”"
    if of and (w.any_of(at, "property", "whole-look") or w.is_colour(at)):
        source = _source(w, at + 2)
        if source is None or source.pronoun:
            return None
        hue = w.said(at) if w.is_colour(at) and w.kind(at) == "word" else ""
        named = "colour" if w.is_colour(at) else _properties(w, at)[0]
        read = _of_writing(w, at + 2, source) if named == "colour" else None
        whose = source.selector
        if hue and source.number == "one" and not source.screen:
            # "the purple of the button": of several, of the one that is purple
            whose = Either((whose, Look(whose, "colour", hue)))
        return Said("like", source.stop, Like(whose, read), property=named)
    owned = w.heard & _OWNED and any(
        w.has(k, "possessive-mark") for k in range(i + 1, min(i + _OWNER_MAX, w.size))
    )
    source = noun(w, i, places=False) if owned else None
    if source is None or source.pronoun or not w.has(source.stop, "possessive-mark"):
        return None
    stop, named = _told(w, source.stop)
    if not named and w.has(stop, "property"):
        stop, named = stop + 1, w.value(stop, "property")
    if named and named != WHOLE_LOOK and w.has(stop, "and") and w.has(stop + 1, "property"):
        more, stop = _properties(w, stop + 1)  # "the logo's size and weight"
        named += "+" + more
        if "size" in named.split("+"):
            return None  # that of a box, or of what is written in it
    if not named and not _ends(w, stop):
        return None
    return Said("like", stop, Like(source.selector, None), property=named)


def _of_writing(w: Words, at: int, source: Noun) -> str | None:
    """What is read of "its text", "the text of the tabs": how what is written there looks."""
    head = w.skip(at, "det", "possessive", most=2)
    written = source.inner_text or w.any_of(head, "inner-text")
    return "text colour" if written or w.has(source.stop - 1, "inner-text") else None


def stands_alone(w: Words, said: Said) -> bool:
    """Whether nothing follows a value that would make it what is changed instead."""
    return _ends(w, said.stop) or w.has(said.stop, "but") or _serves(w, said.stop)


def _serves(w: Words, at: int) -> bool:
    """Whether it is said whom a value is for, and no value comes: "(change its colour) on red"."""
    if not w.has(at, "purpose"):
        return False
    given = value(w, at + 1)
    return given is None or not _ends(w, given.stop)


def _ends(w: Words, at: int) -> bool:
    return ends_clause(w, at) or w.is_separator(at) or w.any_of(at, "filler", "as-well")


def _properties(w: Words, at: int) -> tuple[str, int]:
    """ "width and height": the names joined, and where they end."""
    if not w.has(at, "property"):
        return WHOLE_LOOK, at + 1
    named = w.value(at, "property")
    at += 1
    while w.any_of(at, "and") and w.has(at + 1, "property"):
        named += "+" + w.value(at + 1, "property")
        at += 2
    return named, at


def _listed(w: Words, at: int) -> tuple[str, int] | None:
    """ "(the same) size, colour and italics (as …)": three looks or more, joined, and where they end."""
    names, stop = _looks(w, at)
    return ("+".join(names), stop) if len(names) > 1 and w.has(stop, "like") else None


def these_looks(w: Words, at: int) -> tuple[str, int] | None:
    """ "(like the title) (color, size, italic)", "in size and colour": these alone, and where they end."""
    bracket = w.mark(at, "([")
    if not (bracket or w.mark(at, ":,–—-") or (w.begins(at, "in") and not w.has(at, "to"))):
        return None
    names, stop = _looks(w, w.skip(at + 1, "only", "det", "filler"), any_first=bracket)
    if bracket:
        return ("+".join(names), stop + 1) if names and w.mark(stop, ")]") else None
    return ("+".join(names), stop) if names and _ends(w, stop) else None


def _looks(w: Words, at: int, *, any_first: bool = False) -> tuple[list[str], int]:
    """Properties in a list, by their names or by a value that they have; one by its name comes first."""
    names: list[str] = []
    step = stop = at
    while len(names) < _LOOKS_MAX:
        step = w.skip(step, "det", "same", "possessive", unless=("like",))
        keyword = w.value(step, "keyword") if names or any_first else ""
        name = w.value(step, "property") or keyword
        if not name or " * " in name:
            break
        names.append(name)
        stop = step + 1
        if (step := w.skip_commas(stop)) == stop:
            break
    return (names if any(_VALUE not in name for name in names) else []), stop


def told_apart(said: Said, span: Span) -> tuple[Said, list[Assignment]]:
    """ "(color, size, italic)": a likeness without the looks that were told by their values, and those."""
    names = said.property.split("+")
    valued = [name.partition(_VALUE) for name in names if _VALUE in name]
    own = [
        Assignment(
            name, Said("keyword", said.stop, Literally(text), property=name, text=text), span
        )
        for name, _, text in valued
    ]
    left = "+".join(name for name in names if _VALUE not in name)
    return said._replace(property=left), own


def _source(w: Words, at: int) -> Noun | None:
    """Whose value it is; "for the title" after it says who gets it."""
    w.for_ends = True
    plain = noun(w, at, places=False)
    if plain is None or not w.any_of(plain.stop, "purpose", "possessive-mark"):
        plain = noun(w, at, places=True)
    w.for_ends = False
    w.forget_kinds(at)  # "the same colour as the header, and the second one …": none of the headers
    return plain


def _told(w: Words, at: int) -> tuple[int, str]:
    """ "('s) width", "('s) green": what is read of the source, and where that ends."""
    marked = w.has(at, "possessive-mark")
    stop = at + marked
    if w.has(stop, "property") and not w.any_of(stop + 1, "to"):
        return stop + 1, w.value(stop, "property")
    if marked and w.has(stop, "whole-look"):
        return stop + 1, WHOLE_LOOK
    if marked and w.is_colour(stop):
        return stop + 1, "colour"
    return stop, ""


# -- another's value, changed --------------------------------------------------------


def measure_like(w: Words, frame: Frame, at: int) -> int | None:
    """Read "as wide as the card", "as bold as the title"."""
    if not (w.has(at, "like") and w.any_of(at + 1, *_MEASURES) and w.has(at + 2, "like")):
        return None
    source = _source(w, at + 3)
    if source is None:
        return None
    name = w.value(at + 1, "more").rpartition(" ")[0] or w.value(at + 1, "dimension")
    name = _COLOURED.get(name, name) or w.value(at + 1, "keyword").partition(" ")[0]
    if w.has(at + 1, "keyword"):
        name = w.value(at + 1, "keyword").partition(" = ")[0]
    stop = source.stop + w.has(source.stop, "possessive-mark")
    if frame.waiting:
        # "its corners as round as the cart button's"
        asked = frame.waiting[-1]
        if not name.startswith(asked) and name not in _GENERAL:
            return None
        frame.waiting.pop()
        frame.waiting_spans.pop()
        name = asked if name in _GENERAL else name
    said = Said("like", stop, Like(source.selector, None), property=name)
    frame.done.append(Assignment(name, said, w.span(at, stop)))
    return stop


#: what two things may be alike in
_MEASURES: Final = ("more", "keyword", "dimension")
#: measures that may be those of any property
_GENERAL: Final = ("size", "thickness", "lightness", "colour")


#: what a comparison of looks is about
_COLOURED: Final = {"lightness": "colour", "chroma": "colour", "thickness": "border width"}


def compared(w: Words, frame: Frame, start: int, stop: int, said: Change, name: str) -> int | None:
    """Read "(10px taller) than the hero", "(twice the width) of the hero": its value, changed.

    ``start`` is where the change begins, ``stop`` the small word before the other component.
    """
    if not (frame.targets and w.any_of(stop, "than", "like", "of")):
        return None
    at = stop + 1
    if w.any_of(at, "that-of"):
        at += 1 + w.has(at + 1, "of")
    source = _source(w, at)
    if source is None or source.pronoun:
        return None
    end, told = _told(w, source.stop)
    own = frame.drop() if frame.waiting else ""
    of = own or _COLOURED.get(name, name)
    take = Said("like", end, Like(source.selector, told or None), property=of)
    _changed(frame, of, take, said, w.span(start, end))
    return end


def _changed(frame: Frame, name: str, take: Said, said: Change, span: Span) -> None:
    """Note another's value with what is to be done to it: lengths at once, colours after."""
    assert isinstance(take.value, Like)
    if said.property in _COLOURED and said.property != "thickness":
        frame.done.append(Assignment(name, take, span))
        frame.done.append(Assignment(name, said, span))
        return
    if said.px:
        value = structs.replace(take.value, plus=said.sign * said.px)
    else:
        value = structs.replace(take.value, factor=said.times())
    frame.done.append(Assignment(name, take._replace(value=value), span))


def possessed(w: Words, frame: Frame, start: int, at: int, said: Change) -> int | None:
    """Read "(twice) the hero's width", "(80% of) the hero's width"."""
    if not frame.targets:
        return None
    take = taken(w, at)
    if take is None or not take.property or not stands_alone(w, take):
        return None
    own = frame.drop() if frame.waiting else take.property
    _changed(frame, own, take, said, w.span(start, take.stop))
    return take.stop
