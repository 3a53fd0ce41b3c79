"""Values said in a clause: "navy", "24px", "to “Pay now”", "(the) same as the hero".

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final, TypeGuard

from redraft.decompose.amounts import measured
from redraft.decompose.defaults import default_values
from redraft.decompose.drafts import Assignment, Change
from redraft.decompose.fits import COLOURS, LENGTHS
from redraft.decompose.gradients import called_so, gradient
from redraft.decompose.settle import alike, settle, towards
from redraft.decompose.shadows import shadow_at
from redraft.decompose.sheets import Sheet
from redraft.decompose.unquoted import is_figure
from redraft.decompose.values import COLOURED, MEASURE, Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Literally, TokenValue

#: numbers that are how heavy a text is
_WEIGHTS: Final = range(100, 1000, 100)
#: sorts of values that may be told as what was: "from 12 to 14"
_WERE: Final = ("colour", "px", "number", "quote", "keyword", "percent")
#: what is measured and never below nothing, and what may be
_NEVER_NEGATIVE: Final = (
    *("width", "height", "size", "font size", "line height", "padding", "gap", "spacing"),
    *("border width", "border radius"),
)
_MEASURED: Final = (*_NEVER_NEGATIVE, "letter spacing", "margin", "x", "y")
#: words in the name of a token
_TOKEN_WORDS_MAX: Final = 3


def given(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> int | None:
    """A value of any sort, for the property that waits or for what its sort fits."""
    w = sheet.w
    if after_joint and value(w, at) is not None:
        _unscope(sheet)
    frame = sheet.frame
    counts = w.has(at, "number-article") and value(w, at) is not None  # "an inch", "a fifth"
    step = at if counts else w.after_det(at)
    waiting = frame.waiting[-1] if frame.waiting else ""
    if (made := _made_up(sheet, at, step, waiting)) is not None:
        return made
    said = value(w, step, waiting)
    if said is None or _is_shown_text(sheet, step, said, prep):
        return None
    article = at if w.has(at, "definite") else max(at - 1, 0)
    shown = w.has(article, "definite") and not w.any_of(article, "pronoun", "pointing")
    if said.sort == "number" and shown and not waiting:
        return None  # "the 61.5": what shows it
    said = _again_measured(sheet, _of_type(sheet, step, _measured_look(w, said)))
    if after_joint and _is_another(sheet, said):
        frame.done.extend(default_values(frame, "add") or ())
        frame.waited()
    again = after_joint and len(frame.waiting) == 1 and frame.values
    if again and not alike(frame.values[-1][0], said):
        settle(frame)
    stop = said.stop
    if (was := _was(sheet, step, said, prep, waiting) or _as_goal(sheet, said)) is not None:
        return was
    if said.sort in ("colour", "token") and (pair := _colour_on(sheet, step, said)) is not None:
        return pair
    if said.sort == "colour" and (pair := _two_colours(sheet, step, said)) is not None:
        return pair
    if said.sort in ("number", "px", "percent", "factor", "degrees"):
        found = measured(w, frame, at, said._replace(prep=prep)) or _signed(sheet, step, said)
        if found is not None:
            return found
    if said.sort == "quote" and prep == "in" and not frame.waiting:
        said = said._replace(sort="name")  # "in “JetBrains Mono”"
    if after_joint or prep == "with":
        frame.group = len(frame.values)
    frame.values.append((said._replace(prep=prep), w.span(step, stop)))
    return stop


def _made_up(sheet: Sheet, at: int, step: int, waiting: str) -> int | None:
    """A value that only its property reads so: a line of text, a gradient, a shadow by its figures."""
    w, frame = sheet.w, sheet.frame
    if waiting == "text alignment" and w.any_of(step, "edge", "direction"):
        line = w.value(step, "edge") or w.value(step, "direction")
        word = Said("keyword", step + 1, Literally(line), property=waiting, text=line)
        frame.values.append((word, w.span(step, step + 1)))
        return step + 1
    if waiting == "gradient" and (made := gradient(w, at)) is not None:
        frame.values.append((made, w.span(at, made.stop)))
        return made.stop
    if w.kind(step) == "number" and w.kind(step + 1) == "number":
        return _cast(sheet, step, waiting)
    return None


def _cast(sheet: Sheet, at: int, waiting: str) -> int | None:
    """ "(a shadow of) 0 4px 12px black at 30%", "a 0 2px 8px shadow"; "softer: 0 8px 24px" is how soft."""
    w, frame = sheet.w, sheet.frame
    said = shadow_at(w, at)
    if said is None:
        return None
    led = w.value(said.stop, "property") == "shadow"
    if waiting != "shadow" and not led:
        return None
    if frame.values and isinstance(frame.values[-1][0], Change) and waiting == "shadow":
        frame.values.pop()
    frame.values.append((said, w.span(at, said.stop)))
    return said.stop + (led and waiting != "shadow")


def _signed(sheet: Sheet, at: int, said: Said) -> int | None:
    """ "(width) +20px": a difference, where a plus is said or the property is never below nothing."""
    w, frame = sheet.w, sheet.frame
    waiting = frame.waiting[-1] if frame.waiting else ""
    sign = w.items[at].token.text[:1] if w.kind(at) == "number" else ""
    grows = sign == "+" or (sign == "-" and waiting in _NEVER_NEGATIVE)
    if not grows or waiting not in _MEASURED or said.sort not in ("px", "number", "percent"):
        return None
    change, much = Change("", 1 if sign == "+" else -1), abs(said.number)
    change = change._replace(share=much) if said.sort == "percent" else change._replace(px=much)
    frame.values.append((change, w.span(at, said.stop)))
    return said.stop


def _as_goal(sheet: Sheet, said: Said) -> int | None:
    """ "darker, #344054": take the colour as what a change of it is to come to, if one was asked for."""
    w, frame = sheet.w, sheet.frame
    ahead = w.any_of(said.stop, "property", "inner-text", "kind", "any")
    if said.sort not in COLOURED or ahead or frame.waiting or w.has(said.stop, "upon"):
        return None
    if frame.values:
        last, span = frame.values[-1]
        if _is_of_shade(last):
            frame.values[-1] = (last._replace(goal=said), span)
            return said.stop
    elif frame.done and _is_of_shade(frame.done[-1].value):
        done = frame.done[-1]
        frame.done[-1] = done._replace(value=done.value._replace(goal=said))
        return said.stop
    return None


def _is_of_shade(last: Said | Change) -> TypeGuard[Change]:
    return isinstance(last, Change) and last.property == "lightness" and last.goal is None


def _was(sheet: Sheet, step: int, said: Said, prep: str, waiting: str) -> int | None:
    """ "from 12 (to 14)", "(text size) 14 -> 16": the value that was, and where it ends."""
    w, stop = sheet.w, said.stop
    before = prep == "from" and said.sort in _WERE
    if before and w.any_of(stop, "to"):
        if said.sort == "keyword" and not waiting and w.any_of(stop + 1, "normal", "none"):
            sheet.frame.wait(said.property, w.span(step, stop))  # "from bold to normal"
        return _from_value(sheet, step, stop, waiting)
    if w.has(stop, "arrow") and (new := value(w, w.after_det(stop + 1))) is not None:
        same = new.sort == said.sort or {new.sort, said.sort} <= COLOURED
        if same and said.sort != "quote" and not sheet.frame.values:
            return stop
    if before and said.sort == "quote" and is_figure(w, step):
        sheet.unknown.append(w.span(step - 1, stop))  # "from £42": a text that begins before it?
    return None


def _is_another(sheet: Sheet, said: Said) -> bool:
    """ "(a shadow) and 12px corners": of what comes behind it, and not of what was named alone."""
    w, frame = sheet.w, sheet.frame
    alone = set(frame.waiting) == {"shadow"} and not frame.values
    return alone and w.has(said.stop, "property") and not w.has(said.stop, "kind")


def _measured_look(w: Words, said: Said) -> Said:
    """ "rounded 8px", "thick 3px": a look and how much of it; "16px semibold": a size and a look of text."""
    if said.sort == "keyword" and said.property in ("border radius", "border width"):
        much = value(w, said.stop)
        if much is not None and much.sort in ("px", "number") and not _measures(w, much.stop):
            return said._replace(stop=much.stop, value=much.value, text="")
    if said.sort == "px" and w.value(said.stop, "keyword").startswith(("font", "text")):
        return said._replace(sort="keyword", property="font size")
    pair = value(w, said.stop + 1) if w.mark(said.stop, "/") else None
    lined = pair is not None and pair.sort in ("px", "number") and pair.number not in _WEIGHTS
    if said.sort in ("px", "number") and lined:
        return said._replace(sort="keyword", property="font size")  # "16/24"
    return said


def _measures(w: Words, at: int) -> bool:
    """Whether what stands at ``at`` says what a number before it measures."""
    return w.any_of(at, "property", "dimension", "more", "kind", "direction", "by") or w.is_cross(
        at
    )


def _is_shown_text(sheet: Sheet, at: int, said: Said, prep: str) -> bool:
    """ "(hide the title and the text) Dry at 90 degrees": what something says already, without quotes."""
    if said.sort != "quote" or said.unit or prep or sheet.frame.waiting or sheet.frame.says:
        return False
    words = [word for word in said.text.split() if word.isalpha()]
    return (
        len(words) >= _SHOWN_WORDS and is_figure(sheet.w, at) and not sheet.w.any_of(at - 1, "to")
    )


#: words, besides its figure, of a text that is shown already
_SHOWN_WORDS: Final = 2


def _again_measured(sheet: Sheet, said: Said) -> Said:
    """ "(Yoga is 25 min,) Pilates 40": a bare number in the line of figures is one of their measure."""
    if said.sort != "number" or sheet.frame.waiting or len(sheet.frames) == 1:
        return said
    before = [done.value for done in sheet.frames[-2].done if done.property is None]
    if not (before and isinstance(last := before[-1], Said) and last.unit == MEASURE):
        return said
    text = f"{said.number:g}" + last.text.removeprefix(f"{last.number:g}")
    return said._replace(sort="quote", value=Literally(text), text=text, unit=MEASURE)


def _of_type(sheet: Sheet, at: int, said: Said) -> Said:
    """ "28px/700", "32px 700", "16px/24px": how heavy a text of that size is, or how high its lines."""
    w, frame = sheet.w, sheet.frame
    if not frame.values or frame.waiting not in ([], ["font size"], ["font family"]):
        return said
    size, _ = frame.values[-1]
    stroke = w.mark(at - 1, "/")
    heavy = said.sort == "number" and said.number in _WEIGHTS
    if isinstance(size, Said) and heavy and size.sort == "name" and size.stop == at:
        return said._replace(sort="keyword", property="font weight")  # "Inter 600"
    if stroke and not heavy and isinstance(size, Said) and size.property == "font size":
        return said._replace(sort="keyword", property="line height")  # "16/24"
    if not isinstance(size, Said) or size.sort not in ("px", "number"):
        return said
    if not (stroke or size.stop == at) or w.any_of(said.stop, "property", "more", "dimension"):
        return said
    if said.sort == "number" and said.number in _WEIGHTS:
        return said._replace(sort="keyword", property="font weight")
    if stroke and said.sort == "px" and size.sort == "px":
        return said._replace(sort="keyword", property="line height")
    return said


def _as_token(sheet: Sheet, at: int) -> int | None:
    """ "green (token)": the token of that name, where there is one, and no colour's name."""
    w, frame = sheet.w, sheet.frame
    noun = w.after_det(at + 1)
    last = frame.values[-1][0] if frame.values else frame.done[-1].value if frame.done else None
    meant = isinstance(last, Said) and last.sort == "token"
    if not (meant and w.has(noun, "token-noun") and w.mark(noun + 1, ")]")):
        return None
    return noun + 2


def _bracketed(sheet: Sheet, at: int) -> int | None:
    """ "a blue border (3 px, #3498DB)": what a look that has several values is made of."""
    w, frame = sheet.w, sheet.frame
    told: list[Assignment] = []
    stop = at
    while not w.mark(stop, ")]"):
        said = value(w, stop + 1)
        if said is None or not w.mark(said.stop, ",)]"):
            return None
        told.append(Assignment(None, said, w.span(stop + 1, said.stop)))
        stop = said.stop
    settle(frame)
    last = max(frame.done, key=lambda one: one.span[1], default=None)
    if last is None or last.property not in _MANIFOLD:
        return None
    for a in told:
        exact = a._replace(property=last.property)
        for place, before in enumerate(frame.done):
            if before.property == last.property and alike(before.value, a.value):
                frame.done[place] = exact
                break
        else:
            frame.done.append(exact)
    return stop + 1


#: looks that several values make
_MANIFOLD: Final = ("border", "shadow")


def may_be(name: str | None, said: Said) -> bool:
    """Whether a length or a colour told exactly is one that a property of this name has."""
    if said.sort in ("px", "number"):
        return name in LENGTHS
    return said.sort in COLOURED and name in COLOURS


def in_brackets(sheet: Sheet, at: int) -> int | None:
    """ "wider letter spacing (2px)", "red (#E00)": the exact value of what was just said.

    "As high as the card (300px)" is both: that they contradict one another is seen when it is done.
    """
    w, frame = sheet.w, sheet.frame
    if (token := _as_token(sheet, at)) is not None:
        return token
    said = value(w, at + 1)
    if said is not None and w.mark(said.stop, ",") and (several := _bracketed(sheet, at)):
        return several
    if said is None or not w.mark(said.stop, ")]"):
        return None
    settle(frame)
    if not frame.done:
        return None
    place, last = max(enumerate(frame.done), key=lambda one: one[1].span[1])
    if isinstance(last.value, Change):
        goal = towards(last.value, said)
        frame.done[place] = last._replace(value=last.value._replace(goal=goal))
    elif alike(last.value, said):
        frame.done[place] = last._replace(value=said)
    elif isinstance(last.value.value, Like) and may_be(last.property, said):
        frame.done.append(Assignment(last.property, said, w.span(at, said.stop + 1)))
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
    start = stop = w.after_det(at)
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
    at = w.after_det(at)
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
    at = w.after_det(said.stop + 1)
    ground = value(w, at)
    if ground is None or ground.sort not in ("colour", "token"):
        return None
    stop = ground.stop + (w.value(ground.stop, "property") == "background")
    if w.any_of(stop, "kind", "any", "name", "property") or w.is_unknown(stop):
        return None
    settle(frame)
    frame.done.append(Assignment("text", said, w.span(start, said.stop)))
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
