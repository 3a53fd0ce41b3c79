"""A length keeps the form in which the document spells it.

Stored lengths are JSON: ``28``, ``28.0``, ``"28px"``, ``" 28 px"``, ``"1.5rem"``,
``"21px 0px"``. They are read as CSS pixels; a new value is written into the old
spelling, number by number, so units, spaces and the count of parts survive. Sizes that
are words (``"medium"``, ``"md"``, ``"M"``) move along the scale they are spelled in.

    N-1  read_px(write_like(s, px)) == px            to four decimals of the stored unit
    N-2  abs(scale_px(v, f) - v) >= 1                for whole v != 0, f != 1
    N-3  scale_px(v, f) has the sign of v, or is 0
    N-4  step_scale(step_scale(w, n), -n) == w       short of the ends, on one scale

How a number is spelled: whole values are written without a fraction; others with at most
four decimals. A JSON float keeps its ``.0`` only where the stored one had it: 28.0
becomes 42.0, 28.5 becomes 42. Booleans, infinities and NaN are no lengths.

May import: the standard library.
"""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

Stored = int | float | str

TEXT_LENGTH_MAX = 200

# CSS Values and Units 4: 96 px an inch. em and rem stand on the usual 16 px.
_PX_PER_UNIT = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "em": 16.0,
    "rem": 16.0,
}

_UNIT_WORDS = {
    "pixel": "px",
    "pixels": "px",
    "pxs": "px",
    "point": "pt",
    "points": "pt",
    "pts": "pt",
    "pica": "pc",
    "picas": "pc",
    "inch": "in",
    "inches": "in",
    '"': "in",
    "centimeter": "cm",
    "centimeters": "cm",
    "centimetre": "cm",
    "centimetres": "cm",
    "cms": "cm",
    "millimeter": "mm",
    "millimeters": "mm",
    "millimetre": "mm",
    "millimetres": "mm",
    "mms": "mm",
    "ems": "em",
    "rems": "rem",
}


# Numbers


def clean(value: float) -> int | float:
    """Drop binary noise: four decimals at most, an int where the value is whole.

    >>> clean(0.1 + 0.2), clean(42.0)
    (0.3, 42)
    """
    return whole(round(value, 4))


def whole(value: float) -> int | float:
    """An int where the value is whole; any other as it is.

    >>> whole(42.0), whole(1.23456)
    (42, 1.23456)
    """
    return int(value) if value == int(value) else value


def round_px(value: float) -> int:
    """Round to whole pixels, half away from zero; noise under 1e-6 is no half.

    >>> round_px(12.5), round_px(-12.5), round_px(45 * 0.7)
    (13, -13, 32)
    """
    whole = math.floor(round(abs(value), 6) + 0.5)
    return whole if value >= 0 else -whole


def scale_px(value: float, factor: float) -> int:
    """Scale to whole pixels, by at least one pixel either way.

    Zero stays zero, and no value changes its sign: 1 px made smaller is 0.

    >>> scale_px(28, 1.5), scale_px(2, 1.1), scale_px(2, 0.9), scale_px(1, 0.5)
    (42, 3, 1, 0)
    """
    size = abs(value)
    scaled = round_px(size * max(factor, 0.0))
    if size == 0 or factor == 1:
        scaled = round_px(size)
    elif factor > 1:
        scaled = max(scaled, math.ceil(size + 1))
    else:
        scaled = max(0, min(scaled, math.floor(size - 1)))
    return scaled if value >= 0 else -scaled


def to_px(number: float, unit: str) -> float | None:
    """Turn a number and a unit, as people write it, into pixels; None for no such unit.

    >>> to_px(3, "inches"), to_px(12, "pt"), to_px(2, "rem"), to_px(2, "bananas")
    (288.0, 16.0, 32.0, None)
    """
    word = unit.strip().lower().rstrip(".")
    factor = _PX_PER_UNIT.get(_UNIT_WORDS.get(word, word))
    return None if factor is None else number * factor


# Stored lengths


def read_px(stored: object) -> float | None:
    """Read a stored length in pixels; of several parts, the first.

    None where the value is missing, a percentage, a keyword or anything else. em and
    rem are 16 px.

    >>> read_px("28px"), read_px(28), read_px("1.5em"), read_px("21px 0px"), read_px("50%")
    (28.0, 28.0, 24.0, 21.0, None)
    """
    if type(stored) is int or type(stored) is float:
        return _finite(stored)
    parts = read_px_list(stored)
    return parts[0] if parts else None


def read_px_list(stored: object) -> tuple[float, ...] | None:
    """Read every part of a stored length in pixels, or None where one part is no length.

    >>> read_px_list("21px 0px"), read_px_list(8), read_px_list("21px auto")
    ((21.0, 0.0), (8.0,), None)
    """
    if isinstance(stored, str):
        parts = _parts(stored)
        if not parts or any(part.unit == "%" for part in parts):
            return None
        return tuple(part.number * _PX_PER_UNIT[part.unit] for part in parts)
    px = _number(stored)
    return None if px is None else (px,)


def write_like(stored: object, px: float) -> Stored:
    """Write pixels in the form of the stored value, in every part of it.

    What is stored as no length is replaced: text by pixels with their unit, a missing
    value by a plain number. Nothing is rounded but noise; see ``round_px``.

    >>> write_like("28px", 42), write_like(28, 42), write_like("1.5rem", 48)
    ('42px', 42, '3rem')
    >>> write_like(None, 42), write_like("auto", 42), write_like("21px 0px", 8)
    (42, '42px', '8px 8px')
    """
    written = set_like(stored, px)
    if written is not None:
        return written
    return f"{_spell(px)}px" if isinstance(stored, str) else clean(px)


def set_like(stored: object, px: float) -> Stored | None:
    """Write pixels in every part of a stored length, or None where it is none.

    A percentage becomes pixels.

    >>> set_like("21px 0px", 16), set_like("50%", 8), set_like("auto", 8)
    ('16px 16px', '8px', None)
    """

    def to(part: _Part) -> str:
        if part.unit == "%":
            return part._replace(after=part.after.replace("%", "px")).respell(px)
        return part.respell(px / _PX_PER_UNIT[part.unit])

    return _each(stored, lambda _: px, to)


def shift_like(stored: object, by: float) -> Stored | None:
    """Add pixels to every part of a stored length, or None where it is none.

    A percentage has no pixels to add to, so it is none here.

    >>> shift_like("21px 0px", 8), shift_like(12, -2), shift_like("50%", 8)
    ('29px 8px', 10, None)
    """

    def to(part: _Part) -> str | None:
        if part.unit == "%":
            return None
        return part.respell(part.number + by / _PX_PER_UNIT[part.unit])

    return _each(stored, lambda px: px + by, to)


def scale_like(stored: object, factor: float) -> Stored | None:
    """Scale every part of a stored length, or return None where it is none.

    Pixels and percentages go to whole ones, by at least one (``scale_px``). Fractions
    under 4 px (hairlines, letter spacing) and em, rem, pt … keep their fraction; the
    latter still move by a pixel at least.

    >>> scale_like("28px", 1.5), scale_like("21px 0px", 2), scale_like("1.5rem", 1.2)
    ('42px', '42px 0px', '1.8rem')
    >>> scale_like(-0.4, 1.5), scale_like(19.6, 1.2), scale_like("50%", 1.2)
    (-0.6, 24, '60%')
    """

    def to(part: _Part) -> str:
        if part.unit in ("", "px", "%"):
            return part.respell(_scale_number(part.number, factor))
        unit_px = _PX_PER_UNIT[part.unit]
        px = part.number * unit_px
        scaled = px * max(factor, 0.0)
        if abs(scaled - px) < 1 and px and factor != 1:
            scaled = _one_px_on(px, grow=factor > 1)
        return part.respell(scaled / unit_px)

    return _each(stored, lambda px: _scale_number(px, factor), to)


def _scale_number(px: float, factor: float) -> float:
    """Scale whole or large pixels to whole ones, small fractions exactly."""
    if factor == 1 or (abs(px) < 4 and px != int(px)):
        return px * max(factor, 0.0)
    return scale_px(px, factor)


def _one_px_on(px: float, *, grow: bool) -> float:
    return math.copysign(abs(px) + 1 if grow else max(abs(px) - 1, 0.0), px)


# Sizes that are words


def step_scale(word: str, steps: int) -> str | None:
    """Move a size word along the scale it is spelled in, its capitals kept.

    It stops at the end of the scale; None where it stands there already, or where the
    word is on no scale. CSS's own keywords continue "large"; lower case "xs" and "xl"
    go with "sm" and "md", upper case "XS" and "XL" with "S" and "M".

    >>> step_scale("medium", 1), step_scale("md", 1), step_scale("M", 1), step_scale("large", 1)
    ('large', 'lg', 'L', 'x-large')
    >>> step_scale("tiny", -1), step_scale("16px", 1)
    (None, None)
    """
    found = _find_size(word)
    if found is None:
        return None
    at = min(max(found.at + steps, 0), len(found.scale) - 1)
    return None if at == found.at else found.spell(at)


def spell_scale(word: str, like: str) -> str | None:
    """Write the size that one word means in the spelling of another.

    A size that the other scale lacks becomes its nearest end; None where either word is
    on no scale.

    >>> spell_scale("large", "sm"), spell_scale("Large", "s"), spell_scale("huge", "M")
    ('lg', 'l', 'XL')
    """
    wanted, stored = _find_size(word), _find_size(like)
    if wanted is None or stored is None:
        return None
    middle = stored.scale.index(_MEDIUM_OF[stored.scale])
    at = middle + wanted.at - wanted.scale.index(_MEDIUM_OF[wanted.scale])
    return stored.spell(min(max(at, 0), len(stored.scale) - 1))


class _Part(NamedTuple):
    """Hold one number of a stored text, its unit, and the text on both sides."""

    before: str
    number: float
    after: str
    unit: str

    def respell(self, number: float) -> str:
        return f"{self.before}{_spell(number)}{self.after}"


_PART = re.compile(r"(\s*)([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))((?:\s*([a-zA-Z]+|%))?)")


def _parts(text: str) -> list[_Part] | None:
    """Split a stored text into its numbers; None where anything else is in it."""
    body = text.rstrip()
    if not body or len(text) > TEXT_LENGTH_MAX:
        return None
    parts: list[_Part] = []
    at = 0
    while at < len(body):
        found = _PART.match(body, at)
        if found is None or (parts and not found[1]):
            return None
        unit = (found[4] or "").lower()
        if unit != "%" and unit not in _PX_PER_UNIT:
            return None
        at = found.end()
        after = found[3] + (text[at:] if at == len(body) else "")
        parts.append(_Part(found[1], float(found[2]), after, unit))
    return parts


def _each(
    stored: object,
    of_number: Callable[[float], float],
    of_part: Callable[[_Part], str | None],
) -> Stored | None:
    """Change every number of a stored length in its place."""
    if isinstance(stored, str):
        written: list[str] = []
        for part in _parts(stored) or ():
            text = of_part(part)
            if text is None:
                return None
            written.append(text)
        return "".join(written) or None
    px = _number(stored)
    if px is None:
        return None
    value = clean(of_number(px))
    keeps_point = isinstance(stored, float) and stored.is_integer()
    return float(value) if keeps_point else value


def _number(stored: object) -> float | None:
    if isinstance(stored, bool) or not isinstance(stored, (int, float)):
        return None
    return _finite(stored)


def _finite(value: int | float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _spell(number: float) -> str:
    return str(clean(number))


class _Size(NamedTuple):
    """Hold a size word that was found: its scale, its place there, and how it is spelled."""

    scale: tuple[str, ...]
    at: int
    gap: str
    capitals: Callable[[str], str]

    def spell(self, at: int) -> str:
        return self.capitals(self.scale[at].replace("-", self.gap))


# The first three are CSS Fonts 4's absolute sizes, written out and joined; then the scales
# of design systems. A word that is on several belongs to the first.
_SCALES: tuple[tuple[str, ...], ...] = (
    ("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"),
    ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", "xxxlarge"),
    ("extra-small", "small", "medium", "large", "extra-large"),
    ("tiny", "small", "medium", "large", "huge"),
    ("2xs", "xs", "sm", "md", "lg", "xl", "2xl", "3xl", "4xl", "5xl"),
    ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"),
)
_LETTERS = _SCALES[-1]
_MEDIUM_OF = {
    scale: next(word for word in ("medium", "md", "m") if word in scale) for scale in _SCALES
}


def _find_size(word: str) -> _Size | None:
    plain = word.strip().lower()
    gap = next((mark for mark in ("-", "_", " ") if mark in plain), "-")
    plain = plain.replace(gap, "-")
    scale = next((scale for scale in _SCALES if plain in scale), None)
    if scale is None:
        return None
    shout = word.isupper()
    if shout and plain in _LETTERS:
        scale = _LETTERS
    capitals: Callable[[str], str] = str
    if shout:
        capitals = str.upper
    elif word.istitle():
        capitals = str.title
    return _Size(scale, scale.index(plain), gap, capitals)
