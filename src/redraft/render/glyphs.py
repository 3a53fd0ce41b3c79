"""How wide text is, without asking a font: so lines break the same on every machine.

The advance widths are those of Roboto, the font that PNGs are drawn with, in
thousandths of the font size. Other fonts differ by a few per cent, which is why a line
may be a little longer than its box before it is broken.

    L-1  one pass over the text, whatever the text

May import: the standard library.
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: Roboto's ascent and descent (hhea), shares of the font size.
ASCENT: Final = 0.928
DESCENT: Final = 0.244

#: How much longer than its box a line may be before it is broken.
TOLERANCE: Final = 1.06

# U+0020 to U+007E, regular and bold.
_REGULAR: Final = (
    248, 258, 320, 616, 562, 732, 622, 175, 342, 348, 431, 567, 197, 276, 264, 413, 562, 562,
    562, 562, 562, 562, 562, 562, 562, 562, 242, 211, 508, 549, 523, 473, 898, 652, 623, 651,
    656, 568, 553, 681, 713, 272, 552, 627, 539, 873, 713, 688, 631, 688, 616, 594, 597, 648,
    637, 887, 627, 601, 599, 265, 411, 265, 418, 451, 309, 544, 562, 523, 564, 530, 348, 562,
    551, 243, 239, 507, 243, 877, 552, 570, 562, 568, 339, 516, 327, 551, 484, 751, 496, 473,
    496, 338, 244, 338, 680,
)  # fmt: skip
_BOLD: Final = (
    249, 271, 318, 592, 574, 739, 657, 161, 350, 351, 454, 545, 246, 394, 290, 371, 574, 574,
    574, 574, 574, 574, 574, 574, 574, 574, 282, 263, 510, 574, 516, 498, 896, 672, 638, 654,
    650, 562, 549, 682, 706, 292, 559, 636, 541, 875, 706, 689, 645, 689, 641, 616, 620, 659,
    653, 875, 635, 619, 607, 277, 421, 277, 438, 445, 330, 535, 562, 521, 563, 540, 358, 571,
    560, 265, 260, 534, 265, 866, 561, 564, 562, 564, 366, 514, 338, 560, 506, 734, 509, 503,
    509, 330, 252, 330, 648,
)  # fmt: skip
_OTHERS: Final = {"–": 656, "—": 781, "‘": 200, "’": 200, "“": 354, "”": 357, "•": 337, "…": 669}
_WIDE: Final = 1000
_USUAL: Final = 560


def width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Return the width in pixels of one line of text.

    >>> width("Shop Now", 10), width("Shop Now", 10, bold=True)
    (45.59, 45.55)
    """
    table = _BOLD if bold else _REGULAR
    total = 0
    for character in text:
        code = ord(character) - 32
        total += table[code] if 0 <= code < 95 else _other(character, table)
    return round(total * size / 1000 + spacing * len(text), 4)


def wrap(
    text: str, size: float, width_max: float, *, bold: bool = False, spacing: float = 0.0
) -> list[str]:
    """Break text into lines that fit, between words; a word that is too long stays whole.

    >>> wrap("one two three", 10, 40)
    ['one two', 'three']
    """
    room = max(width_max, 1.0) * TOLERANCE
    space = width(" ", size, bold=bold, spacing=spacing)
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        words: list[str] = []
        used = 0.0
        for word in paragraph.split():
            wide = width(word, size, bold=bold, spacing=spacing)
            if words and used + space + wide > room:
                lines.append(" ".join(words))
                words, used = [], 0.0
            used += wide + (space if words else 0.0)
            words.append(word)
        lines.append(" ".join(words))
    return lines


def shorten(text: str, size: float, width_max: float, *, bold: bool = False) -> str:
    """Cut a line so that it fits, with an ellipsis where something was cut.

    >>> shorten("subscribe_button", 10, 50)
    'subscrib…'
    """
    if width(text, size, bold=bold) <= width_max:
        return text
    used = width("…", size, bold=bold)
    for at, character in enumerate(text):
        used += width(character, size, bold=bold)
        if used > width_max:
            return text[:at].rstrip() + "…"
    return text


def _other(character: str, table: tuple[int, ...]) -> int:
    known = _OTHERS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or not character.isprintable():
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    plain = ord(unicodedata.normalize("NFD", character)[0]) - 32
    return table[plain] if 0 <= plain < 95 else _USUAL
