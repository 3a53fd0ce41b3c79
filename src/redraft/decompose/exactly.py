"""What is named and then told exactly is one value: "coral (#FF6575)", "round, radius 90".

    what is told exactly counts; two names that do not fit one another stay two

May import: decompose.lexicon, plan.forms, document.colors.
"""

from __future__ import annotations

from typing import Any, Final

from redraft.decompose.lexicon import Item
from redraft.document.colors import families
from redraft.document.colors import parse as parse_color
from redraft.plan.forms import weight_number

#: weights from here on are bold (CSS Fonts 4, 2.2.1: 400 is normal, 700 bold)
_BOLD_MIN: Final = 500
#: categories of the words before a colour's name that belong to it
_SHADES: Final = ("shade", "shade-word", "degree")


def told_exactly(items: list[Item]) -> list[Item]:
    """The items with each colour that is said twice as one."""
    if not any(item.token.kind == "colour" for item in items):
        return items
    merged: list[Item] = []
    at = 0
    while at < len(items):
        stop = _twice(items, at)
        if stop == at:
            merged.append(items[at])
            at += 1
            continue
        exact = next(item for item in items[at:stop] if item.token.kind == "colour")
        start = items[at].start
        while merged and any(c in merged[-1].means for c in _SHADES):
            start = merged.pop().start
        if len(merged) > 1 and _qualifies(merged):
            start = merged.pop().start  # "in warm orange #F59E0B"
        merged.append(exact._replace(start=start, end=items[stop - 1].end))
        at = stop
    return merged


def _twice(items: list[Item], at: int) -> int:
    """Where a colour that begins at ``at`` ends, if it is said twice; else ``at``."""
    bracket = at + 1 < len(items) and items[at + 1].text in "(["
    second = at + 1 + bracket
    stop = second + 1 + bracket
    if stop > len(items) or (bracket and items[stop - 1].text not in ")]"):
        return at
    kinds = {items[at].token.kind, items[second].token.kind}
    if not bracket and at > 0 and _so_called(items, at):
        return stop
    if kinds != {"word", "colour"} or (not bracket and items[at].token.kind == "colour"):
        return at
    return stop if fit(items[at].text, items[second].text) else at


def _qualifies(items: list[Item]) -> bool:
    """Whether the last word says how a colour is, as nothing else could be there: "in a softer (black #4A4036)"."""
    before, last = items[-2], items[-1]
    unknown = not last.means and last.token.kind == "word" and not parse_color(last.text)
    return unknown and any(c in before.means for c in ("to", "in", "number-article"))


def _so_called(items: list[Item], at: int) -> bool:
    """ "(to) parchment #E8D9B5": a name that nobody knows, where a colour is due."""
    word, exact = items[at], items[at + 1]
    if exact.token.kind != "colour" or word.token.kind != "word":
        return False
    if "colour-word" in word.means:
        return True
    unknown = not word.means and parse_color(word.text) is None
    led = any(c in items[at - 1].means for c in ("to", "in", "number-article"))
    return unknown and led and "of" not in items[at - 1].means


def fit(name: str, other: str) -> bool:
    """Whether two colours may be called the same.

    >>> fit("grey", "#595959"), fit("red", "#00FF00")
    (True, False)
    """
    colours = [parse_color(said.rpartition(" ")[2]) for said in (name, other)]
    first, second = colours
    return (
        first is not None
        and second is not None
        and not families(first).isdisjoint(families(second))
    )


def meant_by(keyword: Any, number: float) -> bool:
    """Whether a number may tell exactly what a keyword stands for: a weight, or all of a thing.

    >>> meant_by("bold", 600), meant_by("bold", 300), meant_by(9999, 90)
    (True, False, True)
    """
    if isinstance(keyword, str):
        weight = weight_number(keyword)
        return weight is not None and (weight >= _BOLD_MIN) == (number >= _BOLD_MIN)
    return isinstance(keyword, (int, float)) and keyword > 0 < number
