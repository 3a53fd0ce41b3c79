"""Properties named in a clause, before or after their values: "padding 20px", "a red border".

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.clauses import ends_clause, one_each, verb_at
from redraft.decompose.defaults import CHANGES
from redraft.decompose.descriptions import joined
from redraft.decompose.drafts import TOKENS, Assignment, Change, Frame
from redraft.decompose.fits import COLOURS
from redraft.decompose.gradients import direction, gradient
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import starts_noun
from redraft.decompose.scopes import holds_screens
from redraft.decompose.settle import further, settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.sorts import gate
from redraft.decompose.values import COLOURED, DEGREES, Said, value
from redraft.decompose.words import Span, Words
from redraft.plan.steps import Gradient, Literally, TokenValue

#: what a property may begin with
_ATTRIBUTE: Final = gate(
    *("det", "property", "plus", "less", "gradient-direction", "inner-text", "token"),
    "look-suffix",
    tokens=["number"],
)
_UNKNOWN: Final = gate("unknown-property")
#: properties that take several values said before them: "a 2px solid red border"
_MANIFOLD: Final = ("border", "font family", "text", "shadow")


def attribute(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> int | None:
    """A property: it takes the values said before it, or waits for one."""
    w, frame = sheet.w, sheet.frame
    if not w.sorts[at] & _ATTRIBUTE:
        return None
    step = w.skip(at, "det", unless=("property",))
    if (found := _gradient_so(sheet, step)) is not None:
        return found
    sign, degree = _more_of(w, step)
    step += sign != 0
    if step >= w.size:
        return None
    span = w.span(step, step + 1)
    if not w.has(step, "property"):
        return _by_other_words(sheet, at, step, prep)
    if not _is_property(sheet, at, step):
        return None
    if w.has(step + 1, "token-noun"):
        sheet.frame.wait(TOKENS + w.said(step), w.span(step, step + 2))
        return step + 2
    name = w.value(step, "property")
    own = _of_look(sheet, step, prep, after_joint=after_joint) if name == "colour" else None
    if own is not None:
        return own
    if name == "text" and not (after_joint or prep or sign) and _of_writing(frame):
        return step + 1
    if sign:
        settle(frame)
        frame.waiting, frame.waiting_spans = [name], [span]
        frame.values.append((Change("", sign, degree), span))
        return step + 1
    placed = name in ("x", "y") and w.kind(step + 1) == "number"  # "(bold,) at x 20"
    if not (placed or w.mark(step + 1, "=")) and _names_values(
        sheet, step, prep, after_joint=after_joint
    ):
        return step + 1
    if name == "gradient" and (made := gradient(w, step + 1)) is not None:
        return _made(sheet, step, made)
    settle(frame)
    owned = w.has(step + 1, "of") and value(w, w.after_det(step + 2)) is None
    if after_joint and frame.done and frame.targets and owned:
        sheet.next_frame()
    if (step > at and w.has(step - 1, "number-article")) or w.has(step, "there-look"):
        frame.added.append(span)
    sheet.frame.wait(name, span)
    return step + 1


def _more_of(w: Words, at: int) -> tuple[int, str]:
    """ "(a bit) more (padding)": whether more or less of a property is asked, and by what degree."""
    if not (w.any_of(at, "plus", "less") and w.has(at + 1, "property")):
        return 0, ""
    said = w.value(at, "plus") or w.value(at, "less")
    return (1 if w.has(at, "plus") else -1), said if said in DEGREES else ""


def _of_look(sheet: Sheet, step: int, prep: str, *, after_joint: bool) -> int | None:
    """ "(a 1px border of) colour navy", "(a border with a width of 3px and) a colour of navy": the border's."""
    w, frame = sheet.w, sheet.frame
    if not after_joint and _has_colour(frame):
        return step + 1  # "to a dark blue color"
    of = step + 1 + (after_joint and w.has(step + 1, "of"))
    told = prep or of > step + 1
    if not told or not (w.is_colour(of) or w.any_of(of, "shade", "token")):
        return None
    if of > step + 1:
        settle(frame)
    if frame.values:
        return None
    if frame.waiting:
        return step + 1 if prep and frame.waiting[-1] in ("border", "text") else None
    if not any(a.property in _LINES for a in frame.done[-2:]):
        return None
    frame.wait("border colour", w.span(step, step + 1))
    return step + 1


#: what a border is told by besides its colour
_LINES: Final = ("border", "border width", "border style")


def _has_colour(frame: Frame) -> bool:
    """Whether a colour was said last, for what waits for one."""
    last = frame.values[-1][0] if frame.waiting and frame.values else None
    return isinstance(last, Said) and last.sort == "colour"


def _of_writing(frame: Frame) -> bool:
    """ "(the colour of the Week 14) text": whether that is what the property is of, which waits."""
    if not frame.targets or len(frame.waiting) != 1 or frame.values:
        return False
    if frame.waiting == ["colour"]:
        frame.waiting = ["text colour"]
    return True


def looks_of_writing(sheet: Sheet, at: int, *, after_joint: bool) -> int | None:
    """ "(the button: sky,) bold white label": looks of what is written on it, said before."""
    w, frame = sheet.w, sheet.frame
    ends = ends_clause(w, at + 1) or w.is_separator(at + 1)
    written = w.has(at, "inner-text") and not w.has(at, "property")
    if after_joint or not (written and w.has(at, "kind") and ends):
        return None
    if frame.waiting or not (frame.targets and frame.values):
        return None
    start = _first_of(frame)
    later = _settled_up_to(frame, start)
    frame.done.extend(Assignment("text", v, s) for v, s in later)
    frame.group = 0
    return at + 1


def _by_other_words(sheet: Sheet, at: int, step: int, prep: str) -> int | None:
    """ "the words of (the button)", a token: what has a value, and is no property's name."""
    w = sheet.w
    if w.begins(step, "in") and w.has(step, "look-suffix") and w.is_colour(step + 1):
        own = _of_look(sheet, step, "in", after_joint=False)  # "(2px border) in colour red"
        if own is None and sheet.frame.targets:
            settle(sheet.frame)
            sheet.frame.wait("colour", w.span(step, step + 1))
            own = step + 1
        return own
    inner = w.has(step, "inner-text") and not w.has(step, "kind")
    if inner and w.any_of(step + 1, "of", "in"):
        sheet.frame.wait("text", w.span(step, step + 1))
        return step + 1
    named = prep == "in" and sheet.frame.full  # "(a 2px border) in ink"
    return _token(sheet, at, step) if w.has(step, "token") and not named else None


def unoffered(sheet: Sheet, at: int) -> int | None:
    """ "z-index", "text shadow": what no document here has, and the value that it was given."""
    w = sheet.w
    if not w.heard & _UNKNOWN:
        return None
    step = w.after_det(at)
    if not w.has(step, "unknown-property") or w.has(step, "name"):
        return None
    if w.any_of(step + 1, "kind", "any"):
        return None
    sheet.unoffered.append(w.span(step, step + 1))
    stop = step + 1
    while (said := value(w, w.skip(stop, "to", "of", "det", "property"))) is not None:
        stop = said.stop
    return stop


def _gradient_so(sheet: Sheet, at: int) -> int | None:
    """ "(a) diagonal gradient from red to blue", "(a) 45 degree gradient …"."""
    w = sheet.w
    if not (w.has(at, "gradient-direction") or w.kind(at) == "number"):
        return None
    led = direction(w, at)
    if led is None or w.value(led[1], "property") != "gradient":
        return None
    made = gradient(w, led[1] + 1)
    if made is None or not isinstance(made.value, Gradient):
        return None
    made = made._replace(value=structs.replace(made.value, direction=led[0]))
    return _made(sheet, at, made)


def _made(sheet: Sheet, at: int, made: Said) -> int:
    """Put a gradient on the sheet; a background that waits for it gets it."""
    frame = sheet.frame
    if frame.waiting[-1:] == ["background"] and not frame.values:
        frame.drop()
    settle(frame)
    frame.done.append(Assignment("gradient", made, sheet.w.span(at, made.stop)))
    return made.stop


def without(sheet: Sheet, at: int) -> int | None:
    """ "no italics", "no border": the property as it is without anything."""
    w = sheet.w
    frame = sheet.frame
    no_longer = w.has(at, "not") and bool(frame.targets) and not (frame.full or frame.waiting)
    if not (w.has(at, "no") or (no_longer and w.has(at + 1, "keyword"))):
        return None
    step = w.skip(at + 1, "det", "quantifier", most=2)
    if not w.any_of(step, "property", "keyword"):
        return None
    if w.has(step + 1, "verb") and (ends_clause(w, step + 2) or w.is_separator(step + 2)):
        return None  # "no fill change"
    name = w.value(step, "property") or w.value(step, "keyword").partition(" = ")[0]
    said = Said("none", step + 1)
    if name == "visibility" and w.has(step, "keyword"):  # "shouldn't be visible"
        hidden = w.value(step, "keyword").endswith("false")
        said = Said("keyword", step + 1, Literally(hidden), property=name)
    sheet.memory.refused = value(w, step) if w.has(step, "keyword") else None
    settle(sheet.frame)  # "gold without an outline": what was said before is not the outline's
    sheet.frame.done.append(Assignment(name, said, w.span(at, step + 1)))
    return step + 1


def _is_property(sheet: Sheet, at: int, step: int) -> bool:
    """Whether a word for a property is one here."""
    w = sheet.w
    if w.has(step, "kind") and _reads_as_kind(sheet, step, at):
        return False
    if w.has(step, "vague-look") and (w.mark(step + 1, ":,") or ends_clause(w, step + 1)):
        return False  # "(it should be) outline style: white background, 1px red border"
    own = w.value(step + 1, "keyword").startswith(w.value(step, "property"))  # "radius pill"
    if w.any_of(step + 1, "kind", "any") and not (own or w.any_of(step + 1, "property")):
        return False  # "background image"
    asks = w.has(step, "verb") and step == at and verb_at(w, step)
    return not (asks and not sheet.frame.targets)


def _names_values(sheet: Sheet, step: int, prep: str, *, after_joint: bool) -> bool:
    """Give the property at ``step`` the values that were said before it, if it comes after them."""
    w, frame = sheet.w, sheet.frame
    name, span = w.value(step, "property"), w.span(step, step + 1)
    if frame.values and not frame.waiting and prep == "with":
        settle(frame)
    if _has_own_values(frame) and not (after_joint or prep):
        frame.values = _settled_up_to(frame, frame.group)
    spare = len(frame.values) - len(frame.waiting)
    if name == "text" and frame.waiting and spare > 0 and frame.waiting[-1] not in _MANIFOLD:
        # "radius 12 bold text": what waits has its value, the rest is the text's
        frame.values = _settled_up_to(frame, len(frame.waiting))
    if not frame.values or frame.waiting:
        return False
    if not (after_joint or prep) and _comes_before(w, step, frame.values[-1][0]):
        return False
    if (not after_joint and prep != "to") or (prep == "to" and served(frame)):
        # "20px padding", "a red border", "a 2px solid red border"
        start = _first_of(frame) if name in _MANIFOLD else len(frame.values) - 1
        if _one_each(sheet, step):
            start, frame.respectively = 0, True  # "4, 10 and 12px radius respectively"
        for before, where in frame.values[:start]:
            further(frame, before, where)  # "2px border red, white ground"
        frame.done.extend(Assignment(name, v, (s[0], span[1])) for v, s in frame.values[start:])
        frame.values, frame.group = [], 0
        return True
    if prep == "in":
        said, said_span = frame.values.pop()
        frame.done.append(Assignment(name, said, (said_span[0], span[1])))
        return True
    return False


def _settled_up_to(frame: Frame, place: int) -> list[tuple[Said | Change, Span]]:
    """Settle the values before a place; give back those from there on."""
    later = frame.values[place:]
    del frame.values[place:]
    settle(frame)
    return later


def _first_of(frame: Frame) -> int:
    """Where the values begin that a property behind them has: it has one colour, "green white text"."""
    colours = [
        k
        for k, (said, _) in enumerate(frame.values)
        if k >= frame.group and isinstance(said, Said) and said.sort in COLOURED
    ]
    return colours[-2] + 1 if len(colours) > 1 else frame.group


def _comes_before(w: Words, step: int, said: Said | Change) -> bool:
    """ "13px line height 20px", "red radius 8": of the values around a property the later one is its own.

    Where each value has a property behind it, "20px padding 8px radius", the earlier one is.
    """
    if w.value(step, "property") in _MANIFOLD or not isinstance(said, Said):
        return False
    own = value(w, step + 1)
    if own is None or w.is_separator(step + 1) or own.sort not in _MEASURED | COLOURED:
        return False
    if _suits(w, step, own) and not _suits(w, step, said):
        return True
    at = own.stop
    for _ in range(_PAIRS_MAX):
        if not w.has(at, "property"):
            return _suits(w, step, own)
        further = value(w, at + 1)
        if further is None:
            return False
        at = further.stop
    return False


def _suits(w: Words, step: int, said: Said) -> bool:
    """Whether a value is a colour where the property at ``step`` is one, or a measure where it is not."""
    return said.sort in (COLOURED if w.value(step, "property") in COLOURS else _MEASURED)


_MEASURED: Final = frozenset({"px", "number", "percent", "factor", "degrees"})
#: so many pairs of a property and its value are looked at
_PAIRS_MAX: Final = 12


def _has_own_values(frame: Frame) -> bool:
    """ "corners 24px and a 2px (border)": those before the joint are for what waits, the rest is not."""
    return bool(frame.waiting) and 0 < frame.group < len(frame.values)


def served(frame: Frame) -> bool:
    """ "(use) the accent colour as …": a colour was said, and nothing yet that gets it."""
    if frame.targets or not frame.values:
        return False
    last = frame.values[-1][0]
    return isinstance(last, Said) and last.sort in ("token", "colour")


def _one_each(sheet: Sheet, at: int) -> bool:
    """Whether the values before ``at`` are lengths for one thing each, as the clause goes on to say."""
    values = sheet.frame.values
    lengths = [v for v, _ in values if isinstance(v, Said) and v.sort in ("px", "number")]
    return len(lengths) == len(values) > 1 and one_each(sheet.w, at)


def _reads_as_kind(sheet: Sheet, at: int, start: int) -> bool:
    """Whether a word that is a kind and a property is a component here."""
    w, frame = sheet.w, sheet.frame
    if w.any_of(at + 1, "kind"):
        return True
    of_part = frame.full and not frame.implied and sheet.is_part(frame)
    if of_part and sheet.joint == w.items[at].start and w.has(at, "inner-text"):
        return True  # "(the tip: label bold,) text 16px": another part of it
    if frame.values and w.has(at, "inner-text") and start == at:
        return False  # "with white text"
    if frame.full and frame.targets and w.has(at, "inner-text") and start == at:
        # "(a black background,) text red": its own
        return not (w.is_colour(at + 1) or w.any_of(at + 1, "more", "shade", "keyword", "token"))
    if frame.implied and _is_told_to_say(sheet, at):
        return True  # "(on slide 2) the text should say “Hi”": one of those on it
    if frame.targets and not frame.full:
        # "make the header text …": a part of what was just named; nouns has seen it
        return False
    if w.has(at + 1, "of"):
        return not w.has(at, "inner-text")
    spoken = at == start or sheet.memory.target is not None
    if spoken and w.any_of(at + 1, "to") and w.kind(at + 2) == "quote":
        return False  # "(make the button green and) change the text to “Log in”"
    return w.kind(at + 1) != "quote" or _tells_which(sheet, at)


def _is_told_to_say(sheet: Sheet, at: int) -> bool:
    """Whether a word for a text on a screen is the subject of "should say"."""
    w = sheet.w
    led = w.has(at - 1, "definite") and holds_screens(joined(sheet.frame.targets))
    return led and w.has(at + 1, "should") and w.has(at + 2, "says")


def _tells_which(sheet: Sheet, at: int) -> bool:
    """ "the text “Hello” should be green": which one is meant, where nothing was named that could get it."""
    w = sheet.w
    if sheet.frame.targets or sheet.memory.target is not None or not w.has(at - 1, "definite"):
        return False
    if w.items[at].plural:
        return True
    should = at + 2 + w.any_of(at + 2, "should", "in")
    return value_follows(w, should) and w.kind(should) != "quote"


def _token(sheet: Sheet, at: int, step: int) -> int | None:
    w, frame = sheet.w, sheet.frame
    if w.any_of(step + 1, "kind", "any"):
        return None
    if frame.targets or (frame.waiting and not frame.values):
        return None  # a value: "make the header the accent color"
    if w.has(step + 1, "property") and not w.any_of(step + 1, "look-suffix", "inner-text"):
        return None  # "(a 2px) brand border"
    after = step + 1 + w.has(step + 1, "look-suffix")  # "the cream colour"
    if w.is_colour(after) and (w.has(after + 1, "purpose") or _serves(w, after + 1)):
        after += 1  # "(use) the accent orange for the title"
    used = w.any_of(after, "of", "in") and not w.any_of(after, "to")
    alone = ends_clause(w, after) or w.is_separator(after) or w.has(after, "with")
    if sheet.verb == "set" and (used or _serves(w, after) or (sheet.uses and alone)):
        # "use the accent color for the links"
        name = w.value(step, "token")
        frame.values.append((Said("token", after, TokenValue(name)), w.span(at, after)))
        return after
    if sheet.verb not in CHANGES and not sheet.own_verb and _is_alone(w, after):
        return None  # "(the buttons:) brand, white text"
    name = w.value(step, "token")
    if frame.values:
        settle(sheet.frame)
    stop = step + 1 + w.has(step + 1, "token-noun")
    frame.wait(TOKENS + name, w.span(at, stop))
    return stop


def _is_alone(w: Words, at: int) -> bool:
    """Whether nothing before ``at`` is given a value there, but for further tokens before theirs."""
    joined = w.skip_commas(at)
    if joined > at:
        return not w.has(w.after_det(joined), "token")
    return ends_clause(w, at)


def _serves(w: Words, at: int) -> bool:
    """ "(use the accent colour) as the button's background": what it is to be, and no value."""
    if not (w.has(at, "like") and w.has(at, "to")):
        return False
    step = w.after_det(at + 1)
    return value(w, step) is None and (w.has(step, "property") or starts_noun(w, step))
