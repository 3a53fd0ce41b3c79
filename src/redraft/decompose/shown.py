"""Numbers that are texts: “the 38%”, “38% and 24/7 green”, “the 84 should be bold”.

A number is what shows it where the document has that very text, and where no amount can be meant.

    "make the 38% black", "hide the 12"      an article stands before it, nothing that it counts behind
    "the figure 38% green"                   it is said to be a number
    "38% should be 40%", "change 84 to 85"   another is to be shown in its place
    "make 38% and 24/7 green"                a list, of which another is a text

May import: decompose.lexicon.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.lexicon import Item
from redraft.document.colors import parse as parse_color

#: what follows a thing that is named, and nothing that is counted
_BEHIND: Final = frozenset(
    {"and", "to", "should", "is", "in", "possessive-mark", "except", "then", "comma", "arrow"}
)
#: what follows a thing that is named, and what is counted as well: "the 2 bigger (ones)"
_LOOKS: Final = frozenset({"keyword", "more", "colour-word", "shade", "direction", "relation"})
#: verbs that put one thing in the place of another, what joins the two, and what may follow them
_CHANGES: Final = frozenset({"set", "replace", "rename", "retext", "correct", "make"})
_BECOMES: Final = frozenset({"to", "should", "arrow", "becoming"})
_ENDS: Final = frozenset({"and", "then", "in", "filler", "comma"})
#: what a thing that is named stands behind
_BEFORE: Final = frozenset({"verb", "and", "then", "filler", "comma"})
#: more are not counted in a description: "the 12 bold"
_COUNTED_MAX: Final = 9


def shown(items: list[Item]) -> list[Item]:
    """The items with numbers that are texts as such, in the place of amounts."""
    told = items
    for place, item in enumerate(items):
        if not _may_be_text(item):
            continue
        other = _in_its_place(items, place)
        if not (_is_text(told, place) or (other and place and _changes(items[place - 1]))):
            continue
        told = list(items) if told is items else told
        told[place] = _quoted(item)
        if other:
            told[other] = _quoted(items[other])
    return told


def _quoted(item: Item) -> Item:
    return item._replace(means={}, token=item.token._replace(kind="quote", value=None, unit=""))


def _in_its_place(items: list[Item], place: int) -> int:
    """The place of a number of the same sort that a text is to become: "84 to 85", "38% → 40%"; else 0."""
    joint, other = place + 1, place + 2
    if other >= len(items) or _BECOMES.isdisjoint(items[joint].means):
        return 0
    number = items[other].token
    if number.kind != "number" or number.unit != items[place].token.unit:
        return 0
    after = items[other + 1] if other + 1 < len(items) else None
    ends = after is None or after.token.kind == "mark" or not _ENDS.isdisjoint(after.means)
    return other if ends else 0


def _changes(item: Item) -> bool:
    """Whether a verb changes what is named, and no amount of something: "change 84 to 85"."""
    return item.means.get("verb") in _CHANGES


def _may_be_text(item: Item) -> bool:
    """Whether a number is a text of the document, and no length."""
    token = item.token
    return token.kind == "number" and "name" in item.means and token.unit in ("", "%")


def _is_text(items: list[Item], place: int) -> bool:
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    if before is not None and ("definite" in before.means or "number-noun" in before.means):
        return _ends_name(items[place], after)
    led = before is None or before.token.kind == "mark" or not _BEFORE.isdisjoint(before.means)
    if led and after is not None and not after.means.keys().isdisjoint(("should", "is")):
        return True
    led = led or (before is not None and before.plural)
    return (led and _is_listed(items, place, 1)) or _is_listed(items, place, -1)


def _ends_name(item: Item, after: Item | None) -> bool:
    """Whether what comes behind a number can stand behind a name, and is nothing that it counts."""
    if after is None or after.token.kind == "mark":
        return True
    if not _BEHIND.isdisjoint(after.means):
        return True
    counts = not item.token.unit and float(item.token.value or 0) <= _COUNTED_MAX
    if counts or "kind" in after.means:
        return False
    looks = after.token.kind in ("number", "colour") or parse_color(after.text) is not None
    return looks or not _LOOKS.isdisjoint(after.means)


def _is_listed(items: list[Item], place: int, way: int) -> bool:
    """Whether a text stands beside a number, with only a joint between them."""
    joint, other = place + way, place + 2 * way
    if not (0 <= other < len(items)):
        return False
    joins = "and" in items[joint].means or items[joint].text == ","
    return joins and items[other].token.kind == "quote"
