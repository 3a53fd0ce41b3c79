"""Steps that change what components look like and say: one function a step, one property a write.

    "a relative change of a whole-pixel value always changes it by at least one pixel"

May import: plan.draft, plan.values, select, document, diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from redraft.diagnostics import Diagnostic, StepFailed
from redraft.document import lines
from redraft.document.blueprint import MISSING
from redraft.document.colors import (
    Color,
    Stop,
    parse,
    parse_gradient,
    shift_chroma,
    shift_lightness,
    to_hex,
)
from redraft.document.colors import (
    Gradient as ColourGradient,
)
from redraft.document.figures import figure_in, with_figure
from redraft.document.lengths import (
    clean,
    read_px,
    round_px,
    scale_like,
    scale_px,
    shift_like,
    step_scale,
)
from redraft.document.properties import PROPERTIES, get, is_silent
from redraft.plan.draft import Draft, failure, px_like
from redraft.plan.forms import checked_text, form, is_gradient, weight_form, weight_number
from redraft.plan.naming import concrete_names
from redraft.plan.partners import own_anchors
from redraft.plan.steps import (
    AppendText,
    ChangeCase,
    Exchange,
    Hide,
    Like,
    Literally,
    Match,
    PrependText,
    ReplaceText,
    Scale,
    Set,
    Shift,
    Show,
    Swap,
    Tint,
    Value,
)
from redraft.plan.values import value_for
from redraft.select.selectors import Everything, Except, Related, Screen, is_many

#: what "style" takes over
STYLE: Final = (
    "background",
    "gradient",
    "text colour",
    "font size",
    "font weight",
    "font style",
    "font family",
    "text decoration",
    "text transform",
    "text alignment",
    "line height",
    "letter spacing",
    "border width",
    "border colour",
    "border style",
    "border radius",
    "padding",
    "shadow",
    "opacity",
)

Apply = Callable[[int], None]


def each(draft: Draft, targets: Iterable[int], apply: Apply) -> None:
    """Do it to every target that can hold it; fail only where none can.

    Those that cannot are named in a notice.
    """
    failed: list[StepFailed] = []
    done = 0
    for i in targets:
        try:
            apply(i)
            done += 1
        except StepFailed as wrong:
            if wrong.code not in ("property.unknown", "value.invalid"):
                raise
            failed.append(wrong)
    if failed and not done:
        raise failed[0]
    for refused in failed:
        said = refused.diagnostic
        draft.notices.append(
            Diagnostic(said.code, "notice", said.message, component=said.component)
        )


# -- set -------------------------------------------------------------------------


def set_property(draft: Draft, step: Set) -> None:
    """Give every target the value; "it" is read from other components before anything is written."""
    if step.property == "text" and isinstance(step.target, Related):
        _tell_which(draft, step.target)
    if step.toward and (by := _difference(draft, step)) is not None:
        shift(draft, by)
        return

    source = step.value.source if isinstance(step.value, Like) else None
    own = own_anchors(draft, draft.acted, source)

    def apply(i: int) -> None:
        names = concrete_names(draft.document, i, step.property)
        if step.property == "size" and isinstance(step.value, Like):
            names = _matched(draft, i, draft.resolve(step.value.source), "size")
        elif step.property == "size" and names == ("width", "height"):
            names = _sized(draft, i, step.value)
        elif step.property == "size" and names == ("font size",) and _is_weight(step.value):
            names = ("font weight",)
        if names == ("text",):
            _shows_text(draft, i)
        for name in names:
            asked = _of_source(step.property, name)
            put(draft, i, name, value_for(draft, step.value, asked, own.get(i)))

    faded = step.property == "opacity" and isinstance(step.target, (Everything, Except))
    within = _inside_another(draft) if faded else frozenset()  # what is in it fades with it
    each(draft, [i for i in _speaking(draft, step.property) if i not in within], apply)


def _speaking(draft: Draft, name: str) -> Sequence[int]:
    """What a step acts on; of letters, not what only holds others of it: a row beside its cells."""
    acted = draft.acted
    if name not in ("font size", "font weight", "font family", "font style") or len(acted) < 2:
        return acted
    end = draft.document.outline.end
    silent = [i for i in acted if not draft.at(i).text and draft.value(i, name) is MISSING]
    holding = {i for i in silent if any(i < k < end[i] for k in acted)}
    return [i for i in acted if i not in holding]


def _difference(draft: Draft, step: Set) -> Shift | None:
    """ "taller, 20px" of what is 96 px high: by so much; None where that is what it comes to.

    Raises StepFailed where it is neither: letters of 30 px "larger, 24px".
    """
    value = step.value.value if isinstance(step.value, Literally) else None
    length = read_px(value)
    if length is None:
        return None
    for i in draft.acted:
        for name in concrete_names(draft.document, i, step.property):
            now = read_px(draft.drawn(i, name))
            if now is None:
                return None
            least = now / _SHRUNK_MAX if name in ("width", "height") else 0
            if (length - now) * step.toward >= 0 and (step.toward > 0 or length >= least):
                return None
            if name == "font size" and length > now / 2:
                said = (
                    f"“{draft.name(i)}” has letters of {now:g} px: is it by {length:g}, or to that?"
                )
                raise failure("value.invalid", said, draft.name(i))
    by = step.toward * length
    return Shift(target=step.target, property=step.property, by=by, hold=step.hold, span=step.span)


#: "narrower, 20px" says by how much of what is wider than so many times that
_SHRUNK_MAX: Final = 4


def _shows_text(draft: Draft, i: int) -> None:
    """Fail where a text would be written on a picture, a rule or a slide."""
    component = draft.document.at(i)
    if is_silent(component):
        said = f"“{draft.name(i)}” shows no text: its type is {component.type}"
        raise failure("property.unknown", said, draft.name(i))


def _tell_which(draft: Draft, target: Related) -> None:
    """Fail where one text would go into all there is, or all of what several hold.

    "The cards should say Hello" does not say which text of a card.
    """
    if target.relation != "text" or not is_many(target.base):
        return
    if isinstance(target.base, Everything) and len(draft.acted) > 1:
        _ask_which("the screen", draft, draft.acted)
    outline = draft.document.outline
    for holder in draft.resolve(target.base):
        texts = [i for i in draft.acted if holder < i < outline.end[holder]]
        if len(texts) > 1:
            _ask_which(f"“{outline.ids[holder]}”", draft, texts)


def _ask_which(holder: str, draft: Draft, texts: Sequence[int]) -> None:
    said = f"{holder} holds {len(texts)} texts, and which is meant is not said"
    names = tuple(draft.name(i) for i in texts)
    raise StepFailed(Diagnostic("target.ambiguous", "error", said, components=names))


def _is_weight(value: Value) -> bool:
    """Whether one number for a text is a weight of CSS Fonts 4 that no letters are as large as: 700."""
    number = value.value if isinstance(value, Literally) else None
    return isinstance(number, int | float) and number in _WEIGHTS


#: 100 and 200 may be sizes
_WEIGHTS: Final = frozenset(range(300, 901, 100))

#: sides that differ by less than this are a square's
_SQUARE: Final = 1.25


def _sized(draft: Draft, i: int, value: Value) -> tuple[str, ...]:
    """What one length for a "size" means: the font size of what says something, a square's sides.

    Of anything else it leaves open which side is meant. Raises StepFailed.
    """
    component = draft.document.at(i)
    if not isinstance(value, Literally):
        return ("width", "height")
    if component.text or draft.value(i, "font size") is not MISSING:
        return ("font size",)
    width, height = draft.px(i, "width"), draft.px(i, "height")
    if width and height and max(width, height) / min(width, height) <= _SQUARE:
        return ("width", "height")
    raise failure(
        "value.invalid",
        f"“{draft.name(i)}” is no square: one length does not say which side",
        draft.name(i),
    )


def _of_source(asked: str, name: str) -> str:
    """What to read from another component: its own colour or spacing, whichever that is."""
    if asked in ("edge colour", "own colour"):
        return "colour"
    return asked if asked in ("colour", "spacing") else name


def put(draft: Draft, i: int, name: str, value: Any) -> None:
    """Write one property in the component's own form; a place takes the descendants along."""
    if is_gradient(value) and name in ("background", "gradient"):
        name = "gradient"
    elif name == "gradient" and value != "none":
        raise failure("value.invalid", f"“{value}” is no gradient", draft.name(i))
    row = PROPERTIES[name]
    try:
        written = form(draft, i, row, value)
    except StepFailed as wrong:
        raise failure(wrong.code, wrong.diagnostic.message, draft.name(i)) from None
    if row.slot is not None and row.slot < 2:
        draft.slide(i, name, read_px(written) or 0)
        return
    if row.slot is not None:
        _has_side(draft, i, name)
    draft.put(i, name, written)
    if name == "background":
        uncover(draft, i)


def uncover(draft: Draft, i: int) -> None:
    """Take away a gradient that would be drawn over the new background."""
    if draft.value(i, "gradient") not in (MISSING, None, "none"):
        draft.put(i, "gradient", "none", "adjusted")


def _has_side(draft: Draft, i: int, name: str) -> None:
    component = draft.at(i)
    if component.box is None and get(component, name) is MISSING:
        raise failure("property.unknown", f"“{draft.name(i)}” has no {name}", draft.name(i))


# -- scale -----------------------------------------------------------------------


def scale(draft: Draft, step: Scale) -> None:
    """Multiply; start from the drawn value where none is stored."""

    def apply(i: int) -> None:
        for name in concrete_names(draft.document, i, step.property):
            _scale_one(draft, i, name, step.factor)

    each(draft, _speaking(draft, step.property), apply)


def _scale_one(draft: Draft, i: int, name: str, factor: float) -> None:
    row = PROPERTIES[name]
    start = draft.drawn(i, name)
    stored = draft.value(i, name)
    match row.kind:
        case "px" if row.slot is not None and row.slot < 2:
            draft.slide(i, name, scale_px(_position(draft, i, name), factor))
            return
        case "px":
            value: Any = scaled_length(start, factor)
        case "ratio" | "degrees":
            number = read_px(start)
            value = None if number is None else clean(round(number * factor, 2))
        case "keyword" if name == "font weight":
            value = _scaled_weight(stored, start, factor)
        case "keyword" if name == "size":
            value = _scaled_word(draft, i, stored, factor)
        case "shadow":
            value = _scaled_shadow(start, factor)
        case _:
            raise failure("property.unknown", f"{name} is nothing to multiply", draft.name(i))
    if value is None:
        raise failure("value.invalid", f"“{start}” is no length to scale", draft.name(i))
    draft.put(i, name, value)


def scaled_length(start: Any, factor: float) -> Any:
    """A stored length times a factor, in its own form; from nothing, one pixel. None for no length."""
    value = scale_like(start, factor)
    if factor > 1 and value == start and read_px(start) == 0:
        return px_like(start, 1)
    return value


def _scaled_weight(stored: Any, start: Any, factor: float) -> Any:
    number = weight_number(start)
    if number is None:
        return None
    step = 100 if 0.85 < factor < 1.15 else 200 if 0.7 < factor < 1.4 else 300
    moved = min(max(number + (step if factor > 1 else -step), 100), 900)
    return weight_form(stored, moved)


def _scaled_word(draft: Draft, i: int, stored: Any, factor: float) -> Any:
    """One step along a scale of sizes, two for a big change; the end of the scale holds."""
    if factor == 1:
        return stored
    word = "medium" if stored is MISSING else stored
    if not isinstance(word, str) or read_px(word) is not None:
        return scaled_length(word, factor)
    steps = 2 if factor >= 2.5 or factor <= 0.4 else 1
    moved = step_scale(word, steps if factor > 1 else -steps)
    if moved is None:
        if step_scale(word, -1 if factor > 1 else 1) is None:
            return None
        end = "largest" if factor > 1 else "smallest"
        draft.notices.append(
            Diagnostic(
                "value.clamped",
                "notice",
                f"“{draft.name(i)}” is as {'large' if factor > 1 else 'small'} as sizes go: "
                f"“{word}” is the {end}",
                component=draft.name(i),
            )
        )
        return word
    return moved


def _scaled_shadow(start: Any, factor: float) -> Any:
    if start == "none":
        return "small" if factor > 1 else "none"
    moved = step_scale(start, 1 if factor > 1 else -1) if isinstance(start, str) else None
    if moved is None:
        raise failure("value.invalid", f"“{start}” is no shadow to make stronger or weaker")
    return moved


# -- shift -----------------------------------------------------------------------


def shift(draft: Draft, step: Shift) -> None:
    """Add; a place takes everything inside along, and what is inside a target is not moved twice."""
    within = _inside_another(draft) if step.property in ("x", "y") else frozenset()

    def apply(i: int) -> None:
        if i in within:
            return
        for name in concrete_names(draft.document, i, step.property):
            _shift_one(draft, i, name, step)

    each(draft, _speaking(draft, step.property), apply)


def _inside_another(draft: Draft) -> frozenset[int]:
    chosen = frozenset(draft.acted)
    if len(chosen) == 1:
        return frozenset()
    outline = draft.document.outline
    return frozenset(i for i in chosen if any(k in chosen for k in outline.ancestors(i)))


def _shift_one(draft: Draft, i: int, name: str, step: Shift) -> None:
    row = PROPERTIES[name]
    if row.kind == "px":
        by = _distance(draft, i, name, step)
        if row.slot is not None and row.slot < 2:
            draft.slide(i, name, _moved(_position(draft, i, name), by))
            return
        if row.slot is not None:
            _has_side(draft, i, name)
        start = draft.drawn(i, name)
        value: Any = shift_like(start, _whole_step(start, by))
    elif row.kind in ("ratio", "degrees"):
        number = read_px(draft.drawn(i, name))
        value = None if number is None else clean(round(number + step.by, 4))
    elif name == "font weight":
        number = weight_number(draft.drawn(i, name))
        moved = None if number is None else min(max(number + step.by, 1), 1000)
        value = None if moved is None else weight_form(draft.value(i, name), moved)
    elif name == "size":
        value = _scaled_word(draft, i, draft.value(i, name), 1.2 if step.by > 0 else 0.8)
    else:
        raise failure("property.unknown", f"{name} is nothing to add to", draft.name(i))
    if value is None:
        raise failure("value.invalid", f"“{draft.drawn(i, name)}” is no length", draft.name(i))
    draft.put(i, name, value)


def _whole_step(start: Any, by: float) -> float:
    """What is added to whole pixels is whole ones: 4 points are 5 px."""
    px = read_px(start)
    return round_px(by) if px is not None and px == int(px) and abs(by) >= 1 else by


def _position(draft: Draft, i: int, name: str) -> float:
    """Where a component is on an axis, in pixels. Raises StepFailed."""
    px = draft.px(i, name)
    if px is None:
        raise failure("property.unknown", f"“{draft.name(i)}” has no position", draft.name(i))
    return px


def _moved(px: float, by: float) -> float:
    """A place after a move: whole pixels, and never the same one."""
    if not by:
        return px
    moved = round_px(px + by)
    return moved if moved != px else moved + (1 if by > 0 else -1)


def _distance(draft: Draft, i: int, name: str, step: Shift) -> float:
    across = name in ("x", "width")
    match step.unit:
        case "px":
            return step.by
        case "spacing":
            return step.by * draft.spacing
        case "screen":
            return step.by * draft.document.screen[2 if across else 3]
        case "self":
            own = draft.px(i, "width" if across else "height")
            if own is None:
                raise failure("property.unknown", f"“{draft.name(i)}” has no size", draft.name(i))
            return step.by * own


# -- colours ---------------------------------------------------------------------


def tint(draft: Draft, step: Tint) -> None:
    """Make the colour meant lighter, darker, stronger or weaker."""

    def apply(i: int) -> None:
        for name in concrete_names(draft.document, i, step.property):
            _tint_one(draft, i, name, step)

    each(draft, draft.acted, apply)


def _tint_one(draft: Draft, i: int, name: str, step: Tint) -> None:
    stored = draft.value(i, name)
    over = draft.value(i, "gradient") if name in ("background", "gradient") else MISSING
    if isinstance(over, str) and over != "none":
        read = parse_gradient(over)
        if read is not None:
            stops = tuple(Stop(_tinted(s.color, step), s.at) for s in read.stops)
            draft.put(i, "gradient", ColourGradient(read.direction, stops).css())
            return
    if stored is MISSING and name == "text colour" and draft.at(i).text:
        stored = "#000000"
    colour = parse(stored) if isinstance(stored, str) else None
    if colour is None:
        said = (
            f"“{draft.name(i)}” has no {name}" if stored is MISSING else f"“{stored}” is no colour"
        )
        raise failure(
            "property.unknown" if stored is MISSING else "value.invalid", said, draft.name(i)
        )
    draft.put(i, name, to_hex(_tinted(colour, step)))


def _tinted(colour: Color, step: Tint) -> Color:
    return tinted(colour, step.lightness, step.chroma)


def tinted(colour: Color, lightness: float, chroma: float) -> Color:
    """Move a colour in OKLCH, hue kept."""
    if lightness:
        colour = shift_lightness(colour, lightness)
    return colour if chroma == 1 else shift_chroma(colour, chroma)


# -- text ------------------------------------------------------------------------


def replace_text(draft: Draft, step: ReplaceText) -> None:
    """Replace a part wherever it is said; fails where no target says it."""
    if step.whole == "figure":
        for i in draft.acted:
            said = draft.value(i, "text")
            put = with_figure(said, step.put) if isinstance(said, str) else step.put
            draft.put(i, "text", checked_text(put))
        return
    if not step.find:
        raise failure("value.invalid", "there is no text to replace")
    texts = {i: draft.value(i, "text") for i in draft.acted}
    for pattern in _ways_to_say(step.find):
        loosely = re.compile(pattern, re.IGNORECASE)
        found = {i: t for i, t in texts.items() if isinstance(t, str) and loosely.search(t)}
        for i, text in found.items():
            if step.whole == "only" and not loosely.fullmatch(text.strip(_AROUND)):
                if figure_in(text, step.put) is not None:  # "the steps should say 9,000"
                    draft.put(i, "text", with_figure(text, step.put))
                    continue
                said = f"“{step.find}” is but a part of what “{draft.name(i)}” says"
                raise failure("target.ambiguous", said, draft.name(i))
            typed = re.compile(pattern)
            way = typed if typed.search(text) else loosely
            changed = way.sub(lambda _: step.put, text)
            draft.put(i, "text", checked_text(changed if step.put else _closed_up(changed)))
        if found:
            return
    if step.whole == "never":
        raise failure("target.not-found", f"no text here says “{step.find}”")
    for i in draft.acted:
        draft.put(i, "text", checked_text(step.put))


def _ways_to_say(part: str) -> Iterator[str]:
    """A part as whole words, then inside of words, then the words without their marks."""
    said = re.escape(part)
    yield rf"(?<![^\W_]){said}(?![^\W_])"
    yield said
    words = re.findall(r"[^\W_]+", part)
    if len(words) > 1:
        apart = r"[\W_]+".join(map(re.escape, words))
        yield rf"(?<![^\W_]){apart}(?![^\W_])"


#: marks around a text that are no part of what it is told by
_AROUND: Final = " .,:;!?…\"“”'*"


def append_text(draft: Draft, step: AppendText) -> None:
    """Add to the end; what is added to a list is one more of its lines."""

    def added(text: str) -> str:
        line = step.line or (lines.is_list(text) and step.text[:1].isalnum())
        return lines.after(text, step.text) if line else _with_gap(text, step.text)

    _each_text(draft, added)


def prepend_text(draft: Draft, step: PrependText) -> None:
    """Add to the start."""
    if step.line:
        _each_text(draft, lambda text: lines.before(text, step.text))
    else:
        _each_text(draft, lambda text: _with_gap(step.text, text))


def _with_gap(first: str, second: str) -> str:
    """Two texts one after the other, apart where a word would run into a word, a sentence or a bracket."""
    ends, begins = first[-1:], second[:1]
    meet = (ends.isalnum() or ends in _STOPS) and begins.isalnum()
    meet = bool(ends) and (meet or (ends.isalnum() and begins in _OPENERS))
    return f"{first} {second}" if meet else first + second


def _closed_up(text: str) -> str:
    """A text without the gap, or the comma before it, that a word left behind."""
    closed = re.sub(r" {2,}", " ", text).strip()
    return re.sub(r" ?[,;] (?=[.!?]?$)|[,;] ?$", "", closed)


#: after these, and before these, one text is apart from another
_STOPS: Final = frozenset(".,;:!?)")
_OPENERS: Final = frozenset("([")


def change_case(draft: Draft, step: ChangeCase) -> None:
    """Rewrite the letters; fails where there is no text."""
    if not any(isinstance(draft.value(i, "text"), str) for i in draft.acted):
        raise failure("property.unknown", "there is no text to rewrite")
    _each_text(draft, _CASES[step.case], skip_silent=True)


def _each_text(draft: Draft, rewrite: Callable[[str], str], *, skip_silent: bool = False) -> None:

    def apply(i: int) -> None:
        text = draft.value(i, "text")
        if isinstance(text, str) or not skip_silent:
            _shows_text(draft, i)
            draft.put(i, "text", checked_text(rewrite(text if isinstance(text, str) else "")))

    each(draft, draft.acted, apply)


def _title(text: str) -> str:
    """Capitals where words begin; those inside a word stay, but for a text that is all capitals."""
    calm = text.lower() if text.isupper() else text
    return re.sub(r"[^\W\d_][^\s]*", lambda m: m[0][0].upper() + m[0][1:], calm)


def _sentence(text: str) -> str:
    lowered = text.lower()
    return re.sub(r"(^\W*|[.!?]\s+)(\w)", lambda m: m[1] + m[2].upper(), lowered)


_CASES: Final[dict[str, Callable[[str], str]]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": _title,
    "sentence": _sentence,
}


# -- visibility, taking over, swapping -------------------------------------------


def hide(draft: Draft, step: Hide) -> None:  # noqa: ARG001
    """Hide; what is hidden stays so."""
    for i in draft.acted:
        draft.put(i, "visibility", True)


def show(draft: Draft, step: Show) -> None:  # noqa: ARG001
    """Show what is hidden; nothing is written where nothing is."""
    for i in draft.acted:
        if draft.value(i, "visibility") not in (MISSING, False):
            draft.put(i, "visibility", False)


def match(draft: Draft, step: Match) -> None:
    """Take over properties; of a whole style only what the source has."""
    if isinstance(step.source, Screen):
        sources: tuple[int, ...] = ()
    else:
        sources = draft.resolve(step.source)
        if len(sources) != 1:
            names = ", ".join(draft.name(i) for i in sources)
            raise failure("target.ambiguous", f"several components to take over from: {names}")

    def apply(i: int) -> None:
        for asked in step.properties:
            if asked == "style":
                for name in STYLE:
                    value = draft.value(sources[0], name) if sources else MISSING
                    if value is not MISSING and value is not None:
                        put(draft, i, name, value)
                continue
            for name in _matched(draft, i, sources, asked):
                put(draft, i, name, value_for(draft, Like(step.source), _of_source(asked, name)))

    each(draft, tuple(i for i in draft.acted if i not in sources), apply)


def _matched(draft: Draft, i: int, sources: tuple[int, ...], asked: str) -> tuple[str, ...]:
    names = concrete_names(draft.document, i, asked)
    if asked == "size" and sources and names != ("size",):
        if names == ("font size",) and concrete_names(draft.document, sources[0], asked) == names:
            return names
        return ("width", "height")
    return names


def exchange(draft: Draft, step: Exchange) -> None:
    """Give each component the one of two properties as the other; both are read before."""
    one, other = step.properties

    def apply(i: int) -> None:
        mine, yours = draft.drawn(i, one), draft.drawn(i, other)
        for name, value in ((one, mine), (other, yours)):
            if value is MISSING:
                said = f"“{draft.name(i)}” has no {name}"
                raise failure("property.unknown", said, draft.name(i))
        put(draft, i, one, yours)
        put(draft, i, other, mine)

    each(draft, draft.acted, apply)


def swap_property(draft: Draft, step: Swap, first: int, second: int) -> None:
    """Exchange a property of two components; both are read before either is written."""
    document = draft.document
    of_first = concrete_names(document, first, step.property)
    of_second = concrete_names(document, second, step.property)
    if len(of_first) != len(of_second):
        raise failure("property.unknown", f"the two have not the same {step.property}")
    values = [
        (draft.drawn(first, a), draft.drawn(second, b))
        for a, b in zip(of_first, of_second, strict=True)
    ]
    for (a, b), (mine, yours) in zip(zip(of_first, of_second, strict=True), values, strict=True):
        if mine is MISSING or yours is MISSING:
            bare = first if mine is MISSING else second
            raise failure(
                "property.unknown", f"“{draft.name(bare)}” has no {step.property}", draft.name(bare)
            )
        put(draft, first, a, yours)
        put(draft, second, b, mine)
