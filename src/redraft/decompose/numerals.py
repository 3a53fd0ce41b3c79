"""Numbers in words: "twenty-five", "three hundred and twenty", "one and a half", "two point five".

    a number goes on only as it is said: tens, then a digit; hundreds, then what is under a hundred

May import: decompose.words, decompose.sorts.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.sorts import gate, sorts
from redraft.decompose.words import Words

#: words that one number may have
_WORDS_MAX: Final = 8
_HUNDRED: Final = 100


#: what a number in words may begin with
_NUMERAL: Final = gate("number", "number-tail", "number-article", "factor")
_NUMBER: Final = sorts("number")


class Numeral(NamedTuple):
    """A number that was said in words, and where it ends."""

    number: float
    stop: int


def numeral(w: Words, i: int) -> Numeral | None:
    """Read a number in words at ``i``, or nothing.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "three hundred and twenty"
    >>> numeral(Words(text, load().items(scan(text)), load()), 0).number
    320.0
    """
    begins = w.sorts[i]
    if not begins & _NUMERAL:
        return None
    if not begins & _NUMBER:
        return _small(w, i)
    number, stop = _word(w, i), i + 1
    part = number  # what the next word may still be added to
    while stop < i + _WORDS_MAX:
        scale = w.value(stop, "number-scale")
        if scale and number < float(scale):
            number = part = number * float(scale)
            stop += 1
            continue
        after = stop + 1 if part >= _HUNDRED and w.has(stop, "and") else stop
        said = _word(w, after)
        if not said or not _fits(part, said) or _names(w, after + 1):
            break
        number, part, stop = number + said, said, after + 1
    return _with_fraction(w, number, stop)


def _small(w: Words, i: int) -> Numeral | None:
    """ "one pixel", "an inch", "half an inch": what is a number only before a unit."""
    if w.has(i, "number-tail"):
        one = _with_fraction(w, float(w.value(i, "number-tail")), i + 1)
        return one if one.stop > i + 1 or w.has(i + 1, "unit") else None
    if w.has(i, "number-article"):
        return Numeral(1.0, i + 1) if _is_length(w, i + 1) and not _is_sign(w, i) else None
    if w.has(i, "factor"):
        after = i + 1 + w.any_of(i + 1, "number-article", "of")
        after += w.has(after, "number-article")
        return Numeral(float(w.value(i, "factor")), after) if _is_length(w, after) else None
    return None


def _is_length(w: Words, i: int) -> bool:
    """Whether a unit of length or of turning stands at ``i``."""
    return w.has(i, "unit") and w.value(i, "unit") not in ("%", "x")


def _is_sign(w: Words, i: int) -> bool:
    """ "(it should use) a point": a sign, and no size of one pt, where nothing is compared."""
    if w.value(i + 1, "unit") != "pt":
        return False
    return not (w.has(i - 1, "by") or w.any_of(i + 2, "more", "direction"))


def _word(w: Words, i: int) -> float:
    """The number of one word; nought where there is none."""
    said = w.value(i, "number") or w.value(i, "number-tail")
    return float(said) if said else 0.0


def _fits(part: float, said: float) -> bool:
    """Whether ``said`` goes on a number that ended with ``part``: 20 with 5, 300 with 20."""
    if part >= _HUNDRED:
        return said < _HUNDRED
    return part >= 20 and part % 10 == 0 and said < 10


def _names(w: Words, i: int) -> bool:
    """Whether a unit that belongs to a digit alone follows: "twenty one pixel lines"."""
    return w.any_of(i, "kind", "any") and w.items[i].plural


def _with_fraction(w: Words, number: float, stop: int) -> Numeral:
    """ "(one) and a half", "(two) point five"."""
    share = w.value(stop, "number-share")
    if share:
        return Numeral(number + float(share), stop + 1)
    if w.has(stop, "number-point") and w.has(stop + 1, "number"):
        digits = ""
        at = stop + 1
        while at < stop + _WORDS_MAX and w.has(at, "number") and float(w.value(at, "number")) < 10:
            digits += w.value(at, "number")
            at += 1
        if digits:
            return Numeral(number + float(f"0.{digits}"), at)
    return Numeral(number, stop)
