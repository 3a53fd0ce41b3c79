"""Frames → steps: which property a value or a relative change falls on.

May import: decompose, plan.steps, select.selectors, document.colors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import structs

from redraft.decompose.defaults import ON_SCREEN, STARTS
from redraft.decompose.descriptions import count_of
from redraft.decompose.drafts import TOKENS, Assignment, Change
from redraft.decompose.fits import COLOURS, given, pairs_of, unfit
from redraft.decompose.heads import SIZE_MIN
from redraft.decompose.likenesses import WHOLE_LOOK
from redraft.decompose.places import own_of
from redraft.decompose.references import explained, is_rest, refers
from redraft.decompose.tokens import is_sum
from redraft.decompose.values import MEASURE, Said
from redraft.decompose.words import Span
from redraft.document.colors import parse as parse_color
from redraft.language import current
from redraft.plan.steps import (
    ColourWord,
    Condition,
    Like,
    Literally,
    Match,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Step,
    Tint,
    TintToken,
)
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)
from redraft.select.words import singular

#: how much lighter or darker by degree
LIGHTNESS: Final[dict[str, float]] = {"": 0.10, "slight": 0.05, "much": 0.20}
#: a base spacing's multiples for moves by degree
STRIDES: Final[dict[str, float]] = {"": 2.0, "slight": 1.0, "much": 4.0}
#: what a property of a box is where its text is meant
_OF_TEXT: Final[dict[str, str]] = {"size": "font size", "thickness": "font weight"}


def steps_for(
    target: Selector,
    assignment: Assignment,
    *,
    inner_text: bool = False,
    says: bool = False,
    quote: str = "",
) -> list[Step]:
    """The steps that give ``target`` what was said. Raises Unfit.

    ``quote`` is the part of the command that the assignment was read from; ``says``: it is told
    what to say, and its text is not named.
    """
    name, said, span = assignment
    told = target
    says = (says or name is None) and not inner_text
    quoted = isinstance(said, Said) and said.sort == "quote"
    worded = name in (None, "text") and quoted and not isinstance(target, Screen)
    if name == "text" and not worded and _is_screen(target):
        target, inner_text = _written_on(target), True  # "(a black slide with) white text"
    elif worded or (name == "text" and not isinstance(target, Screen)):
        # "the text of the card": what carries it; "white text": all that is written in it
        written = isinstance(said, Change) or said.sort != "quote"
        target, inner_text = Related(target, "texts" if written else "text"), True
    if isinstance(said, Change):
        return _changed(target, name, said, span, inner_text=inner_text)
    if worded and (is_sum(said.text) or said.unit == MEASURE):
        # "the total should be $5": of a word and the figure beside it, both called so, the figure
        figured = (*figures(told, said.text), _without_its_name(told, target))
        return [_figure(Either(figured), said.text, span)]
    if name is not None and name.startswith(TOKENS):
        return [_token(name.removeprefix(TOKENS), said, span, quote)]
    if said.sort == "like" and (name or said.property or WHOLE_LOOK) == WHOLE_LOOK:
        return [_alike(target, said, span)]
    words = _words_telling(told) if worded and (says or _by_quote(told)) else ""
    if words and words.lower() not in said.text.lower():  # "the total should read “Total: 910”"
        whole: Literal["else", "only"] = "else" if _by_quote(told) else "only"
        return [ReplaceText(target=target, find=words, put=said.text, whole=whole, span=span)]
    pairs = pairs_of(name, said, quote, span, inner_text=inner_text)
    steps: list[Step] = []
    for said_property, given_value in pairs:
        value = given_value
        if isinstance(value, Like):
            value = structs.replace(value, source=own_of(value.source, told))
        of_box = said_property == "colour" and name is None and _is_box(target)
        property_name = "background" if of_box else said_property
        if property_name in WRITTEN and not inner_text and _is_open(target):
            target = Related(target, "wording")  # "everything in Georgia": all that has a text
        if isinstance(value, float):
            steps.append(Scale(target=target, property=property_name, factor=value, span=span))
        else:
            toward = said.toward
            steps.append(
                Set(target=target, property=property_name, value=value, toward=toward, span=span)
            )
    return _shown(steps, said) if name is None and not inner_text else steps


#: a number without a unit or a property that is smaller is hardly meant as a size
_SIZED_MIN: Final = 8
#: no bare number from this on is a size
_FIGURES_MIN: Final = 3_000
#: no text is that large
_COUNTS_MIN: Final = 121


def _in_place_of(said: Said, size: Set) -> list[Step]:
    """ "12 reps, not 8": the figure in the text that shows the other one; a size where none does."""
    put = said.text or f"{said.number:g}"
    shown = ReplaceText(target=size.target, find=said.was, put=put, span=size.span)
    if said.number < _SIZED_MIN:
        return [shown]
    shows = Condition(fits=Look(Reference("own"), "text", said.was, "has"), span=size.span)
    text = structs.replace(shown, when=(shows,))
    return [text, structs.replace(size, when=(structs.replace(shows, negated=True),))]


def _shown(steps: list[Step], said: Said) -> list[Step]:
    """ "the quantity should be 4": what shows a number is to show that one; else it is a size."""
    if said.sort not in ("number", "percent") or said.prep == "by" or said.bound is not None:
        return steps
    size = steps[0]
    if len(steps) != 1 or not isinstance(size, (Set, Scale)) or size.property != "size":
        return steps
    if said.sort == "percent":
        return _or_share(size, said)
    assert isinstance(size, Set)
    if said.was:
        return _in_place_of(said, size)
    put = said.text or f"{said.number:g}"
    counted = 0 <= said.number < SIZE_MIN or _tells_number(size.target)
    few = counted and said.number < _SIZED_MIN  # "serves 6": how many, and no size of anything
    if few or "," in said.text or said.number >= _FIGURES_MIN:  # "active users 8,960", too
        return [_figure(Either(figures(size.target, put)), put, size.span)]
    own = Reference("own")
    ways: list[Selector] = [Look(own, "figure")] if counted else []
    if not counted and _may_be_cell(size.target, said):  # "the Q3 units should be 395"
        ways.append(Both(Look(own, "figure"), Everything(("cell",))))
    words = _counting(size.target)
    if words and (said.prep == "to" or said.number >= _COUNTS_MIN):
        # "set the kcal to 540" of “512 kcal”
        ways += (Look(own, "figure", way, "has") for way in (f"{put} {words}", f"{words} {put}"))
    return _where_shown(size, put, ways)


def _or_share(size: Step, said: Said) -> list[Step]:
    """ "bounce rate 38%": the share that a text shows, where it has one; else how large it is to be."""
    target = size.target if isinstance(size, (Set, Scale)) else None
    if target is None or not _counting(target):
        return [size]
    put = f"{said.number * 100:g}%"
    return _where_shown(size, put, [Look(Reference("own"), "figure", put, "has")])


def _where_shown(size: Step, figure: str, ways: Sequence[Selector]) -> list[Step]:
    """The step for what shows such a figure in one of the ways, and ``size`` for what does not."""
    if not ways or not isinstance(size, (Set, Scale)):
        return [size]
    shows = ways[0] if len(ways) == 1 else Either(tuple(ways))
    condition = Condition(fits=shows, span=size.span)
    text = structs.replace(_figure(size.target, figure, size.span), when=(condition,))
    return [text, structs.replace(size, when=(structs.replace(condition, negated=True),))]


def figures(told: Selector, figure: str) -> tuple[Selector, ...]:
    """What may show a figure that is said of something: a figure of that name, one in its text, or its price."""
    in_text = (Look(told, "figure"), Look(told, "figure", figure, "has"))
    if not (is_sum(figure) and isinstance(told, Named) and _plainly(told)):
        return in_text
    price = next(word for word, sort in current().forms.contents.items() if sort == "money")
    of_it = Named((price,), head=price, span=told.span)
    inside = (Where(of_it, "inside", anchor, "one") for anchor in (told, Related(told, "group")))
    return (*in_text, *inside)


def _figure(target: Selector, figure: str, span: Span | None) -> Step:
    """The figure that a text shows is another one from now on, whatever else it says."""
    return ReplaceText(target=target, find="", put=figure, whole="figure", span=span)


def _counting(target: Selector) -> str:
    """The plain words that tell a target, none of them a number: they may stand beside the figure there."""
    words = _plainly(target)
    return "" if any(c.isdigit() for c in words) else words


def _is_box(target: Selector) -> bool:
    """Whether something is called a box, so that its colour is that of its ground, even of a text."""
    while isinstance(target, (Where, Look, Pick, Either)):
        target = target.options[0] if isinstance(target, Either) else target.base
    return isinstance(target, Named) and target.kinds[:1] == ("box",)


def _may_be_cell(target: Selector, said: Said) -> bool:
    """Whether one cell of a table may be described: "the cell next to Q3", "(change) the Q3 units (to …)"."""
    while isinstance(target, (Where, Either)):  # "the fee of the city loop"
        target = target.options[0] if isinstance(target, Either) else target.base
    if not isinstance(target, Named) or target.quoted is not None:
        return False
    by_both = target.number == "many" and said.prep == "to" and len(target.words) > 1
    return target.kinds[:1] in ((), ("cell",)) and (target.number == "one" or by_both)


def _tells_number(target: Selector) -> bool:
    """Whether what is described is called by a word for a number: "the quantity", "the guest count"."""
    while isinstance(target, (Where, Look, Pick, Either)):
        target = target.options[0] if isinstance(target, Either) else target.base
    if not isinstance(target, Named) or not target.words:
        return False
    return singular(target.words[-1]) in current().forms.counted


def _is_screen(target: Selector) -> bool:
    """Whether a description is of the screen, or of it where nothing else is called so."""
    return isinstance(target, Screen) or (
        isinstance(target, Either) and isinstance(target.options[-1], Screen)
    )


def _written_on(target: Selector) -> Selector:
    """All that is written on a screen."""
    if not isinstance(target, Either):
        return ON_SCREEN
    return Either((*(Related(option, "texts") for option in target.options[:-1]), ON_SCREEN))


#: properties of what is written
WRITTEN: Final = frozenset(
    {
        *("font family", "font size", "font weight", "font style", "text decoration"),
        *("text transform", "text alignment", "letter spacing", "line height"),
    }
)


def _is_open(selector: Selector) -> bool:
    """Whether a description is of everything, of whatever kind, and not of "the one below it"."""
    while isinstance(selector, (Where, Look, Except)):
        if isinstance(selector, Where) and selector.number == "one":
            return False
        selector = selector.base
    return isinstance(selector, Everything) and not selector.kinds


def _without_its_name(told: Selector, target: Selector) -> Selector:
    """ "the shirt is $72": what is called so by its text says no sum, and keeps its name."""
    words = _words_telling(told) or _plainly(told)
    return Except(target, Look(target, "text", words, "has")) if words else target


def _plainly(told: Selector) -> str:
    """The words of what is told by them alone, one thing or several: "the socks"."""
    plain = isinstance(told, Named) and not told.kinds and told.quoted is None
    return " ".join(told.words) if isinstance(told, Named) and plain else ""


def _words_telling(target: Selector) -> str:
    """The words that alone tell a target, which may be but a part of its text: "“sumary”", "milk"."""
    if not isinstance(target, Named) or target.number != "one":
        return ""
    if target.kinds:  # "the label “2 adults”": what it says there, and nothing that it is called
        written = target.kinds[0] in ("text", "label") and target.words in ((), target.kinds[:1])
        return target.quoted or "" if written else ""
    if target.quoted is None:
        return " ".join(target.words)
    return "" if target.words else target.quoted


def _by_quote(target: Selector) -> bool:
    return isinstance(target, Named) and target.quoted is not None


def _alike(target: Selector, said: Said, span: Span) -> Step:
    """ "make the card like the hero": all of its looks."""
    value = given(said)
    assert isinstance(value, Like), value
    return match_step(target, value.source, None, span)


def _changed(
    target: Selector, name: str | None, said: Change, span: Span, *, inner_text: bool
) -> list[Step]:
    """The step for a relative change of a property, or of the one that the word implies."""
    if name is not None and name.startswith(TOKENS):
        token = name.removeprefix(TOKENS)
        if said.property == "lightness":
            return [TintToken(name=token, lightness=said.sign * LIGHTNESS[said.degree], span=span)]
        return [ScaleToken(name=token, factor=said.times(), span=span)]
    kind = _property_of(name, said)
    if inner_text and name is None:
        kind = _OF_TEXT.get(kind, kind)  # "the button text bigger"
    if said.goal is not None:
        return steps_for(
            target,
            Assignment(kind if kind != "lightness" else name, said.goal, span),
            inner_text=inner_text,
        )
    if kind == "lightness":
        amount = said.share or LIGHTNESS[said.degree]
        which = _tinted(name, inner_text=inner_text)
        return [Tint(target=target, property=which, lightness=said.sign * amount, span=span)]
    if kind == "chroma":
        which = _tinted(name, inner_text=inner_text)
        return [Tint(target=target, property=which, chroma=said.times(), span=span)]
    if kind in ("x", "y"):
        if said.px:
            return [Shift(target=target, property=kind, by=said.sign * said.px, span=span)]
        return [
            Shift(
                target=target,
                property=kind,
                by=said.sign * STRIDES[said.degree],
                unit="spacing",
                span=span,
            )
        ]
    if kind == "font weight" and not (said.factor or said.px or said.share):
        return [
            Set(
                target=target,
                property=kind,
                value=Literally("bold" if said.sign > 0 else "normal"),
                span=span,
            )
        ]
    if kind == "transparency":
        kind, said = "opacity", said._replace(sign=-said.sign)
    if kind == "shadow" and not (said.px or said.share or said.factor):
        start = STARTS["shadow"] if said.sign > 0 else "none"
        return [Set(target=target, property="shadow", value=Literally(start), span=span)]
    if said.px:
        return [Shift(target=target, property=kind, by=said.sign * said.px, span=span)]
    if kind == "rotation":
        return [Shift(target=target, property=kind, by=said.sign * 15.0, span=span)]
    return [Scale(target=target, property=kind, factor=said.times(), span=span)]


def _property_of(name: str | None, said: Change) -> str:
    implied = said.property
    match name:
        case None:
            return implied or "size"
        case "font family" | "text":
            return (
                implied
                if implied in ("lightness", "chroma", "font weight", "spacing")
                else ("font weight" if implied == "thickness" else "font size")
            )
        case "border":
            return (
                implied if implied in ("lightness", "chroma", "border radius") else "border width"
            )
        case "border colour" | "background" | "text colour" | "colour":
            return implied if implied in ("lightness", "chroma") else "lightness"
        case "gradient":
            return "gradient"
        case "position":
            return implied if implied in ("x", "y") else "y"
        case _:
            return name


def _tinted(name: str | None, *, inner_text: bool) -> str:
    match name:
        case "border":
            return "border colour"
        case "text" | "font family" | "font size":
            return "text colour"
        case _ if name in COLOURS and name != "colour":
            return name
        case _:
            return "text colour" if inner_text else "colour"


def _token(name: str, said: Said, span: Span, quote: str) -> Step:
    if said.sort == "factor":
        return ScaleToken(name=name, factor=said.factor, span=span)
    value = said.value
    if value is None or said.sort in ("keyword", "none", "normal", "percent"):
        raise unfit(quote, span)
    if said.sort == "quote" and parse_color(said.text) is not None:
        value = ColourWord(said.text)
    if isinstance(value, Like) and value.property is None:
        value = structs.replace(value, property=said.property or "colour")
    return SetToken(name=name, value=value, span=span)


def split(selector: Selector, count: int) -> list[Selector]:
    """Cut a description of several into ``count`` descriptions, in the order said ("respectively").

    What is not told one by one is taken by its order: "the three cards red, green and blue".
    """
    parts = _parts(selector, count)
    if parts is not None:
        return parts
    each = tuple(range(1, count + 1))
    return [Pick(Pick(selector, each, order="only"), (k,)) for k in each]


def _parts(selector: Selector, count: int) -> list[Selector] | None:
    """The parts that a description tells one by one, or None."""
    match selector:
        case Union() if len(selector.parts) == count:
            return list(selector.parts)
        case Union() if count_of(selector) == count:
            # "the first two cards and the footer"
            counts = [count_of(part) or 1 for part in selector.parts]
            cut = [
                _parts(p, n) if n > 1 else [p] for p, n in zip(selector.parts, counts, strict=True)
            ]
            return None if None in cut else [one for some in cut for one in some or ()]
        case Union() if len(selector.parts) == 1:
            return _parts(selector.parts[0], count)
        case Where() if selector.anchor is not None:
            anchors = _parts(selector.anchor, count)
            if anchors is not None:
                return [structs.replace(selector, anchor=anchor) for anchor in anchors]
            return _parts_of_base(selector, count)
        case Pick(order="only") if len(selector.places) == count:
            return [Pick(selector, (k + 1,)) for k in range(count)]  # of no more than so many
        case Pick() if len(selector.places) == count:
            return [
                Pick(selector.base, (p,), order=selector.order, rows=selector.rows)
                for p in selector.places
            ]
        case Pick() | Look():
            return _parts_of_base(selector, count)
        case _:
            return None


def _parts_of_base(selector: Where | Pick | Look, count: int) -> list[Selector] | None:
    """The description once for each part of its base, or None."""
    bases = _parts(selector.base, count)
    return None if bases is None else [structs.replace(selector, base=base) for base in bases]


def match_step(target: Selector, source: Selector, name: str | None, span: Span) -> Step:
    """ "match the width of the hero"; "(copy the style of the first card to) the others" are others than it."""
    if is_rest(target) and not refers(source):
        target = explained(target, [source])
    names = {"size": ("width", "height"), None: ("style",), "position": ("x", "y")}.get(
        name, (name or "style",)
    )
    return Match(target=target, source=source, properties=names, span=span)
