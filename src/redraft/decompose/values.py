"""Values and amounts: "24px", "dark blue", "twice as big", "50%", "a bit", "like the header".

What a number means depends on the property that it is for; here it is only read.

May import: decompose.numerals, decompose.words, plan.steps, document.
"""

from __future__ import annotations

from typing import Final, Literal

from redraft.decompose.numerals import numeral
from redraft.decompose.records import Record
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.words import Words
from redraft.document.colors import parse as parse_color
from redraft.document.lengths import to_px, whole
from redraft.language import current
from redraft.plan.steps import ColourWord, Condition, Literally, TokenValue, Value

Sort = Literal[
    "colour",
    "number",
    "px",
    "percent",
    "degrees",
    "keyword",
    "quote",
    "like",
    "token",
    "none",
    "normal",
    "factor",
    "gradient",
    "name",
]

#: the sorts of values that are colours
COLOURED: Final[frozenset[Sort]] = frozenset({"colour", "token", "gradient"})
#: units of paper, which are no whole pixels
_ABSOLUTE: Final = frozenset({"pt", "in", "cm", "mm"})
#: relative amounts by degree (spec: commands, section 1): (more, less)
DEGREES: Final[dict[str, tuple[float, float]]] = {
    "": (1.2, 0.8),
    "slight": (1.1, 0.9),
    "much": (1.5, 0.5),
}


class Said(Record, frozen=True):
    """A value as it was said: its sort, the value itself, and where it ends."""

    sort: Sort
    stop: int
    value: Value | None = None
    number: float = 0.0
    #: keyword: the property that it is a value of; like: the property that was named
    property: str = ""
    #: keyword "line height * 2": a factor instead of a value
    factor: float = 0.0
    text: str = ""
    unit: str = ""
    #: the small word before it: "to", "by", "with"
    prep: str = ""
    #: number: the one that it stands for, as typed ("12, not 8")
    was: str = ""
    #: what is beyond it, where it is a bound: that alone gets it
    bound: Condition | None = None
    #: behind a comparative, "taller, 20px": the way that it goes
    toward: Literal[-1, 0, 1] = 0


#: the unit of a figure that measures something else than what is drawn
MEASURE: Final = "measure"
#: what a value may begin with, but for a colour
_VALUES: Final = gate(
    *("token", "shade", "degree", "keyword", "font-name", "none", "normal", "factor", "number"),
    *("number-tail", "number-article", "same", "token-noun"),
    tokens=["quote", "number", "colour"],
)


_SHADED: Final = gate("shade", "degree")
_COUNTS: Final = gate("number", "number-tail", "number-article", "factor", tokens=["number"])
_SAME: Final = sorts("same")
#: words back at which a colour may have been said
_SAID_BEFORE_MAX: Final = 48
_SHADE: Final = sorts("shade")
#: words back at which the line whose colour a colour is may be named
_LINED_MAX: Final = 8
_DEGREE: Final = sorts("degree")


def value(w: Words, i: int, property_name: str = "") -> Said | None:
    """Read one value at ``i``; ``property_name`` is the property it is expected for, if any."""
    if i >= w.size:
        return None
    said, coloured = w.sorts[i], w.is_colour(i)
    if not (coloured or said & _VALUES):
        return _of_somebody(w, i) if w.is_colour(i + 1) else None
    item = w.items[i]
    if "token" in item.means and "property" not in item.means and item.token.kind != "quote":
        return Said("token", _token_end(w, i), TokenValue(w.value(i, "token")))
    if "token-noun" in item.means and w.has(i + 1, "token"):
        return Said("token", i + 2, TokenValue(w.value(i + 1, "token")))  # "the token mint"
    if item.token.kind == "quote":
        return Said("quote", i + 1, Literally(item.text), text=item.text)
    if (coloured or said & _SHADED) and (colour := colour_at(w, i)) is not None:
        return colour
    if said & _SAME and (again := _same_colour(w, i)) is not None:
        return again
    if said & _COUNTS and (number := _number(w, i)) is not None:
        return number
    if w.has(i, "keyword"):
        return _filled(w, i) or _keyword(w, i, property_name)
    if w.has(i, "font-name"):
        return Said("name", i + 1, Literally(w.value(i, "font-name")), property="font family")
    if w.has(i, "token") and not w.has(i, "property"):
        return Said("token", i + 1, TokenValue(w.value(i, "token")))
    if w.has(i, "none"):
        return Said("none", i + 1, text=w.value(i, "none"))
    if w.has(i, "normal"):
        return Said("normal", i + 1)
    return None


def _token_end(w: Words, i: int) -> int:
    """The place after a token as a value: "the accent colour", "the accent orange"."""
    stop = i + 1
    if w.any_of(stop, "look-suffix", "token-noun"):
        return stop + (not w.any_of(stop + 1, "to"))
    called = w.is_colour(stop) and (w.has(i - 1, "definite") or w.ends(i - 1, "definite"))
    return stop + called


def _same_colour(w: Words, i: int) -> Said | None:
    """ "(a red border and) the same red": the colour that was last said so; none with "as", which says whose."""
    at = i + 1
    if not w.is_colour(at) or w.items[at].token.kind != "word":
        return None
    colour = colour_at(w, at)
    if colour is None or w.any_of(colour.stop, "like", "of", "in", "inner-text"):
        return None
    head = w.said(colour.stop - 1)
    for k in range(i - 1, max(-1, i - _SAID_BEFORE_MAX), -1):
        if w.is_colour(k) and w.said(k).endswith(head):  # "lightblue", too
            begun = k
            while begun and w.any_of(begun - 1, "shade", "degree"):
                begun -= 1
            before = colour_at(w, begun)
            return None if before is None else before._replace(stop=colour.stop)
    return None


def colour_words(w: Words, i: int) -> tuple[str, int] | None:
    """The words of a colour at ``i`` and where they end: "very dark blue"."""
    at = i
    words: list[str] = []
    while (said := w.sorts[at]) & _SHADE or (said & _DEGREE and w.sorts[at + 1] & _SHADE):
        words.append(w.value(at, "shade-meant") or w.said(at))
        at += 1
    if not w.is_colour(at):
        # a shade that is a colour's first part is tried as the CSS name below
        return None
    while w.is_colour(at) and w.items[at].token.kind == "word":
        words.append(w.said(at))
        at += 1
        if not (w.is_colour(at) and parse_color(f"{words[-1]} {w.said(at)}") is not None):
            break
    return " ".join(words), at


def colour_at(w: Words, i: int) -> Said | None:
    """Read a colour at ``i``: hex, a function, a name, a shade of one."""
    item = w.items[i] if i < w.size else None
    if item is None:
        return None
    if item.token.kind == "colour":
        return Said("colour", i + 1, Literally(item.text)) if parse_color(item.text) else None
    found = colour_words(w, i)
    if found is None:
        return None
    words, stop = found
    if (exact := _figured(w, stop)) is not None:
        return exact
    if w.has(i, "colour-word"):
        return Said("colour", stop, Literally(w.value(i, "colour-word")), text=words)
    if w.has(stop - 1, "colour-word"):  # "light cream": a shade of what CSS does not name
        named = w.said(stop - 1)
        words = words.removesuffix(named) + w.value(stop - 1, "colour-word")
    if w.has(stop, "look-suffix") and not w.has(stop, "property"):
        stop += 1
    return Said("colour", stop, ColourWord(words), text=words)


def _of_somebody(w: Words, i: int) -> Said | None:
    """ "the corporate blue #1736CF": whose colour it is matters little where its figure is told."""
    if not w.has(i - 1, "definite") or not (w.is_unknown(i) or w.has(i - 2, "to")):
        return None
    words = colour_words(w, i + 1)
    return None if words is None else _figured(w, words[1])


def _figured(w: Words, at: int) -> Said | None:
    """ "(pale blue) #E8EFFC", "(pale blue) (#E8EFFC)": the figure behind a colour's words is what is meant."""
    inner = at + w.mark(at, "(")
    if w.kind(inner) != "colour" or parse_color(w.items[inner].text) is None:
        return None
    if inner > at and not w.mark(inner + 1, ")"):
        return None
    stop = inner + 1 + (inner > at)
    return Said("colour", stop, Literally(w.items[inner].text))


def _number(w: Words, i: int) -> Said | None:
    token = w.items[i].token
    at = i
    if token.kind == "number" and token.value is not None:
        number, unit = token.value, token.unit
        at = i + 1
    elif (said := numeral(w, i)) is not None:
        number, unit, at = said.number, "", said.stop
    else:
        return _factor(w, i) if w.has(i, "factor") else _nth_part(w, i)
    shown = i > 0 and w.has(i - 1, "definite") and not (i > 1 and _is_it(w, i - 1))
    if w.has(at, "unit") and w.kind(i) == "word" and shown:
        return None  # "the three points": what is counted, no length
    if not unit and w.has(at, "of") and w.has(at + 1, "pronoun"):
        return None  # "two of them"
    if not unit and w.has(at, "unit"):
        unit = w.value(at, "unit")
        at += 1
    elif unit:
        # a unit that was written together with its number is looked up like any other
        found = w.lexicon.meaning(unit)
        unit = found.get("unit", unit) if found else unit
    if (shown_so := _with_measure(w, i, at, number, unit)) is not None:
        return shown_so
    if not unit and w.said(at) == "%":
        unit, at = "%", at + 1
    if unit == "%":
        return Said("percent", at, Literally(f"{number:g}%"), number / 100, unit="%")
    if unit in ("deg", "°"):
        return Said("degrees", at, Literally(whole(number)), number, unit="deg")
    if unit == "x":
        return Said("factor", at, None, number, factor=number)
    if unit:
        px = to_px(number, unit)
        if px is None:  # "20perc": nobody knows how much that is
            plain = Said("number", i + 1, Literally(whole(number)), number, unit=unit)
            return None if unit.isalpha() else plain
        if unit in _ABSOLUTE and px >= 1:
            px = float(int(px + 0.5))  # a pixel is whole (spec: blueprint, section 3)
        return Said("px", at, Literally(whole(px)), px, unit=unit)
    typed = w.items[i].token.text if w.kind(i) == "number" else ""
    return Said("number", at, Literally(whole(number)), number, text=typed)


def _with_measure(w: Words, i: int, at: int, number: float, unit: str) -> Said | None:
    """ "25 min", "6h 50m": a figure with what it measures, which is nothing that can be drawn."""
    table = current().forms
    measures, parts = table.measures, table.measured_parts
    if not (unit in measures or (not unit and at < w.size and w.said(at) in measures)):
        return None
    stop = at + (not unit)
    while stop < w.size and w.kind(stop) == "number" and w.items[stop].token.unit in parts:
        stop += 1
    text = w.quote(w.span(i, stop))
    if w.kind(i) != "number":
        text = f"{number:g} {w.quote(w.span(at, stop))}"
    return Said("quote", stop, Literally(text), number, text=text, unit=MEASURE)


def _nth_part(w: Words, i: int) -> Said | None:
    """ "(by) a fifth", "a tenth taller": a part, where no fifth one can be meant."""
    if not (w.has(i, "number-article") and w.has(i + 1, "ordinal")):
        return None
    nth = int(w.value(i + 1, "ordinal"))
    compared = w.has(i + 2, "more") and not w.any_of(i + 3, "kind", "any")
    if nth < _PARTS_MIN or not (w.has(i - 1, "by") or compared):
        return None
    return Said("factor", i + 2, None, 1 / nth, factor=1 / nth)


#: halves, thirds and quarters have names of their own
_PARTS_MIN: Final = 5


def _is_it(w: Words, i: int) -> bool:
    """ "(make) that (twenty pixels)": what was spoken of, and nothing that is counted."""
    return w.has(i, "pronoun") and w.has(i - 1, "verb")


def _factor(w: Words, i: int) -> Said:
    """ "twice", "half as tall", "three times the size"."""
    return Said(
        "factor", i + 1, None, float(w.value(i, "factor")), factor=float(w.value(i, "factor"))
    )


def _filled(w: Words, i: int) -> Said | None:
    """ "(a) solid blue (background)": the colour alone, where no line is spoken of."""
    if not w.has(i, "plain"):
        return None
    colour = colour_at(w, i + 1)
    if colour is None or _is_line(w, colour.stop):
        return None
    measured = i and (w.kind(i - 1) == "number" or w.has(i - 1, "unit"))
    return None if measured or _lined(w, i) else colour


def _lined(w: Words, i: int) -> bool:
    """Whether a line is spoken of shortly before ``i``, in the same clause."""
    for k in range(i - 1, max(0, i - _LINED_MAX) - 1, -1):
        if w.any_of(k, "then") or (w.kind(k) == "mark" and w.said(k) in ".!?;\n•"):
            return False
        if _is_line(w, k):
            return True
    return False


def _is_line(w: Words, at: int) -> bool:
    named = w.value(at, "property")
    return named.startswith("border") and named != "border radius"


def _keyword(w: Words, i: int, property_name: str) -> Said:
    meaning = w.value(i, "keyword")
    if " * " in meaning:
        name, _, factor = meaning.partition(" * ")
        return Said("keyword", i + 1, None, property=name, factor=float(factor))
    name, _, said = meaning.partition(" = ")
    second = w.value(i, "keyword/2")
    if property_name and second.startswith(property_name):
        name, _, said = second.partition(" = ")
    return Said("keyword", i + 1, Literally(_typed(said)), property=name, text=said)


def _typed(said: str) -> str | int | float | bool:
    if said in ("true", "false"):
        return said == "true"
    try:
        number = float(said)
    except ValueError:
        return said
    return whole(number)
