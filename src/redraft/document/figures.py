"""Figures in texts: the one part of a text that is written as another figure is.

“8,412 steps” has one that is written as “9,000” is, “Sleep 7h 20m” one that is as “6h 50m”.

    L-1  linear: every number is of bounded length

May import: the standard library.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: a number as it is written, its thousands apart or not
_NUMBER: Final = r"\d{1,12}(?:[.,]\d{1,6}){0,4}"
_NUMBERS: Final = re.compile(_NUMBER)
#: what stands before and after a figure: no letter, and no part of a longer number, day or hour
_BEFORE: Final = r"(?<![\w.,:/#-])"
_AFTER: Final = r"(?![^\W_]|[.,:/-]\d)"
#: letters that a figure has at most
_FIGURE_MAX: Final = 40
_SHAPES_KEPT: Final = 256


def figure_in(text: str, figure: str) -> tuple[int, int] | None:
    """Where the only part of a text is that is written as ``figure``; None where none or several are.

    >>> figure_in("Upper body · 45 min", "50 min"), figure_in("8,412 steps", "9,000")
    ((13, 19), (0, 5))
    >>> figure_in("Room 4, 3 beds", "5"), figure_in("09:30", "10"), figure_in("Total", "5")
    (None, None, None)
    """
    shape = _shape(figure)
    found = [] if shape is None else list(shape.finditer(text))
    return found[0].span() if len(found) == 1 else None


def with_figure(text: str, figure: str) -> str:
    """A text with ``figure`` in the place of its own; all of it where it has none.

    >>> with_figure("Upper body · 45 min", "50 min"), with_figure("€4", "€5")
    ('Upper body · 50 min', '€5')
    """
    place = figure_in(text, figure)
    return figure if place is None else text[: place[0]] + figure + text[place[1] :]


@lru_cache(maxsize=_SHAPES_KEPT)
def _shape(figure: str) -> re.Pattern[str] | None:
    """The pattern of figures that are written as this one is; None where it is none."""
    if len(figure) > _FIGURE_MAX or _NUMBERS.search(figure) is None:
        return None
    around = [re.escape(part).replace(r"\ ", r"\s?") for part in _NUMBERS.split(figure.strip())]
    return re.compile(_BEFORE + _NUMBER.join(around) + _AFTER, re.IGNORECASE)
