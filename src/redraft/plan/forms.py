"""Values in the form that a component stores them in: px, colours, keywords, weights.

    "A number keeps its stored form."  (spec: blueprint, section 3)

May import: plan.draft, document, diagnostics.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final

from redraft.document.blueprint import MISSING
from redraft.document.colors import parse, parse_gradient, to_hex
from redraft.document.lengths import clean, read_px, round_px, spell_scale, write_like
from redraft.document.properties import Property
from redraft.plan.draft import Draft, failure

TEXT_MAX: Final = 10_000
_FAR: Final = 1e7
#: a line height below this is a number of font sizes, as no pixels are so few
_LINES: Final = 4

WEIGHTS: Final[dict[str, int]] = {
    "thin": 100,
    "hairline": 100,
    "extra light": 200,
    "ultra light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi bold": 600,
    "semibold": 600,
    "demi bold": 600,
    "demibold": 600,
    "bold": 700,
    "extra bold": 800,
    "extrabold": 800,
    "ultra bold": 800,
    "black": 900,
    "heavy": 900,
}

#: the words of each keyword property, in CSS's spelling, by what people say
KEYWORDS: Final[dict[str, dict[str, str]]] = {
    "font style": {"italic": "italic", "oblique": "oblique", "normal": "normal", "none": "normal"},
    "text decoration": {
        "underline": "underline",
        "underlined": "underline",
        "line through": "line-through",
        "strikethrough": "line-through",
        "overline": "overline",
        "none": "none",
        "normal": "none",
    },
    "text transform": {
        "uppercase": "uppercase",
        "upper": "uppercase",
        "lowercase": "lowercase",
        "lower": "lowercase",
        "capitalize": "capitalize",
        "title": "capitalize",
        "none": "none",
        "normal": "none",
    },
    "text alignment": {
        "left": "left",
        "right": "right",
        "center": "center",
        "centre": "center",
        "centered": "center",
        "centred": "center",
        "middle": "center",
        "justify": "justify",
        "justified": "justify",
        "start": "start",
        "end": "end",
    },
    "border style": {
        word: word
        for word in (
            "solid",
            "dashed",
            "dotted",
            "double",
            "groove",
            "ridge",
            "inset",
            "outset",
            "none",
        )
    },
}


def form(draft: Draft, i: int, row: Property, value: Any) -> Any:
    """Put a value into the form that the component stores this property in."""
    stored = draft.value(i, row.name)
    match row.kind:
        case "px":
            return _px_form(stored, pixels(draft, i, row, value))
        case "colour":
            return colour_form(value)
        case "gradient":
            return gradient_form(value)
        case "text":
            return checked_text(value if isinstance(value, str) else _plain(value))
        case "keyword":
            return _keyword_form(row, stored, value)
        case "ratio":
            return _ratio_form(row, value)
        case "degrees":
            return _degrees_form(row, value)
        case "flag":
            return _flag_form(value)
        case "name" | "shadow":
            return _name_form(row, value)


def colour_form(value: Any) -> str:
    """A colour in its normal form, ``#RRGGBB``."""
    normal = _normal_colour(value) if isinstance(value, str) else None
    if normal is None:
        raise failure("value.invalid", f"“{value}” is no colour")
    return normal


@lru_cache(maxsize=1024)
def _normal_colour(said: str) -> str | None:
    colour = parse("transparent" if said == "none" else said)
    return None if colour is None else to_hex(colour)


def is_gradient(value: Any) -> bool:
    """Whether a value is a gradient in CSS, rather than one colour."""
    return isinstance(value, str) and "gradient(" in value


def pixels(draft: Draft, i: int, row: Property, value: Any) -> float:
    """Read a length: a number of px, a CSS length, or a share of what the component lies in."""
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            share = float(value.strip()[:-1]) / 100
        except ValueError:
            share = math.nan
        if row.slot is not None and math.isfinite(share):
            frame = draft.frame(i)
            start = frame[row.slot] if row.slot < 2 else 0
            return round_px(start + share * frame[row.slot if row.slot > 1 else row.slot + 2])
    px = read_px(value)
    if px is None or abs(px) > _FAR:
        raise failure("value.invalid", f"“{value}” is no length for {row.name}")
    if row.name == "line height" and _is_multiple(draft, i, value, px):
        return round_px(px * (read_px(draft.drawn(i, "font size")) or 16))
    # Whole pixels; a small fraction is meant: hairlines, letter spacing, line height as a ratio.
    return round_px(px) if row.slot is not None or abs(px) >= 4 else clean(px)


def _is_multiple(draft: Draft, i: int, value: Any, px: float) -> bool:
    """Whether a line height is a number of font sizes (CSS 2.2, 10.8.1), though pixels are stored.

    A document that stores multiples itself keeps to them.
    """
    if not 0 < px < _LINES or (isinstance(value, str) and not value.strip().isdecimal()):
        return False
    stored = read_px(draft.value(i, "line height"))
    return stored is None or stored >= _LINES


def _px_form(stored: Any, px: float) -> Any:
    if stored is MISSING:
        return clean(px)
    return stored if read_px(stored) == px else write_like(stored, px)


def _ratio_form(row: Property, value: Any) -> Any:
    if isinstance(value, str) and value.strip().endswith("%"):
        value = value.strip()[:-1]
        number = read_px(value)
        return clean(round((_number(number, row)) / 100, 4))
    return clean(round(_number(read_px(value), row), 4))


def _degrees_form(row: Property, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip().removesuffix("deg").removesuffix("°")
    return clean(_number(read_px(value), row))


def _number(value: float | None, row: Property) -> float:
    if value is None or not math.isfinite(value):
        raise failure("value.invalid", f"{row.name} needs a number")
    return value


def gradient_form(value: Any) -> str:
    """A linear gradient in its normal form, or "none"."""
    if value == "none":
        return "none"
    read = parse_gradient(value) if isinstance(value, str) else None
    if read is None:
        raise failure("value.invalid", f"“{value}” is no linear gradient")
    return read.css()


def checked_text(text: str) -> str:
    """The text, if it is no longer than a component may say."""
    if len(text) >= TEXT_MAX:
        raise failure("value.invalid", f"a text of {len(text)} characters is too long")
    return text


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(clean(value)) if isinstance(value, (int, float)) else str(value)


def _keyword_form(row: Property, stored: Any, value: Any) -> Any:
    if row.name == "font weight":
        return weight_form(stored, value)
    if row.name == "size":
        return _size_form(stored, value)
    said = str(value).lower().replace("-", " ").strip()
    word = KEYWORDS[row.name].get(said)
    if word is None:
        raise failure("value.invalid", f"“{value}” is no {row.name}")
    return word


def weight_form(stored: Any, value: Any) -> Any:
    """A font weight as the component spells its own: number, number in text, or keyword.

    >>> weight_form(400, "bold"), weight_form("400", "bold"), weight_form(MISSING, "bold")
    (700, '700', 'bold')
    """
    number = weight_number(value)
    if number is None:
        raise failure("value.invalid", f"“{value}” is no font weight")
    if isinstance(stored, (int, float)) and not isinstance(stored, bool):
        return float(number) if isinstance(stored, float) and stored.is_integer() else number
    if isinstance(stored, str) and stored.strip().isdigit():
        return str(number)
    return {400: "normal", 700: "bold"}.get(number, number)


def weight_number(value: Any) -> int | None:
    """A font weight as a number, 1 to 1000, or None."""
    if isinstance(value, str):
        said = value.lower().replace("-", " ").replace("_", " ").strip()
        if said in WEIGHTS:
            return WEIGHTS[said]
    px = read_px(value)
    return round(px) if px is not None and 1 <= px <= 1000 else None


def _size_form(stored: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(stored, str):
        spelled = spell_scale(value, stored)
        if spelled is not None:
            return spelled
    px = read_px(value)
    if px is not None:
        return write_like(None if stored is MISSING else stored, px)
    return str(value)


def _name_form(row: Property, value: Any) -> Any:
    if not isinstance(value, str) or not value.strip() or len(value) > 500:
        raise failure("value.invalid", f"“{value}” is no {row.name}")
    # a shadow has lengths (CSS Backgrounds 3)
    if row.kind == "shadow" and value != "none" and not any(map(str.isdecimal, value)):
        raise failure("value.invalid", f"“{value}” is no shadow")
    return value.strip()


def _flag_form(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    said = str(value).lower()
    if said in ("hidden", "invisible", "true", "none"):
        return True
    if said in ("visible", "shown", "false"):
        return False
    raise failure("value.invalid", f"“{value}” is no visibility")
