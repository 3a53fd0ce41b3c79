"""Lists: the marks before their points, and what stands over them: “Contrast pass: 1) … 2) …”.

A point may be marked in many ways: "1.", "(2)", "b)", "#3", "Step 4:", "[ ]". Each becomes the same
bullet, which ends the clause before it. What heads a list and names nothing on a screen becomes one
word that asks for nothing.

    L-1  every item is visited a bounded number of times

May import: decompose.lexicon, decompose.tokens, document.colors, language.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.lexicon import Item
from redraft.decompose.tokens import Token
from redraft.document.colors import parse as parse_color
from redraft.language import current

#: words of what heads a list
_HEAD_MAX: Final = 9
#: words of one for it
_PHRASE_MAX: Final = 3
#: points of a list that are counted
_POINTS_MAX: Final = 99
_LETTERS: Final = "abcdefghijklmnop"
_BULLETS: Final = "•-*–—+>"
_BULLET: Final = "•"
#: what may stand between the parts of what heads a list
_WITHIN: Final = ",-–"
#: what the words before are told by, where no component is: "feedback from the client"
_TOLD_BY: Final = frozenset({"from", "relation", "by"})
#: what something is told of
_SUBJECTS: Final = frozenset(
    {
        *("det", "possessive", "pronoun", "people", "quantifier", "there", "presents", "it-is"),
        *("rest", "vague-test"),
    }
)
#: words of what is said of it, and what says so
_STATES_MAX: Final = 7
_SAYS_SO: Final = frozenset({"is", "have", "asks", "people"})
#: what leads to what the list comes from: "from the review"
_LEADS: Final = frozenset({"from", "purpose", "relation", "grounds"})


class _Mark(NamedTuple):
    """A mark before a point: how it is written, which it is, and the items that it has."""

    style: str
    place: int
    length: int


def listed(items: list[Item], text: str) -> list[Item]:
    """The items with one bullet for each mark of a list, and one word for what heads it.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> text = "Contrast pass: 1) footer bold 2) hide the logo"
    >>> [item.text for item in listed(load().items(scan(text)), text)]
    ['contrast pass', ':', '•', 'footer', 'bold', '•', 'hide', 'the', 'logo']
    """
    if not any(item.token.kind == "mark" for item in items):
        return items
    return _bulleted(_headed(items, text), text)


#: what stands before a verb that asks, and what something may be told to look like
_NAMING: Final = frozenset(
    {"filler", "and", "comma", "then", "wish", "infinitive", "modal", "people"}
)
_LOOKS: Final = frozenset({"keyword", "colour-word", "shade", "font-name", "more", "token"})


def purposes(items: list[Item]) -> list[Item]:
    """Let "so" before a subject tell what for, but where the command begins with it.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> told = purposes(load().items(scan("so the header navy so people see it, and so bold")))
    >>> [(item.text, "reason" in item.means) for item in told if item.text == "so"]
    [('so', False), ('so', True), ('so', False)]
    """
    begins = True
    heard = items
    for place, item in enumerate(items[:-1]):
        follows = items[place + 1].means
        told = "result" in item.means and not begins and not _SUBJECTS.isdisjoint(follows)
        ahead = items[place + 1 : place + _STATES_MAX]
        if told and ("to" not in item.means or "someone" in follows or _states(ahead)):
            if heard is items:
                heard = list(items)
            heard[place] = item._replace(means={"reason": item.means["result"]})
        begins = begins and ("filler" in item.means or "greeting" in item.means or item.text == ",")
    return heard


def going(items: list[Item]) -> list[Item]:
    """Let what several "go" behind what they are say how they should be: "the labels go uppercase".

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> told = going(load().items(scan("the labels go red, go to the footer")))
    >>> [(item.text, "should" in item.means) for item in told if item.text.startswith("go")]
    [('go', True), ('go to', False)]
    """
    heard = items
    for place, item in enumerate(items[1:-1], 1):
        if "goes-so" not in item.means or not _NAMING.isdisjoint(items[place - 1].means):
            continue
        after = items[place + 1]
        told = not _LOOKS.isdisjoint(after.means) or after.token.kind in ("number", "colour")
        if told or parse_color(after.text) is not None:
            if heard is items:
                heard = list(items)
            heard[place] = item._replace(means={"should": item.means["goes-so"]})
    return heard


def ruled(items: list[Item]) -> list[Item]:
    """Let the end of a rule of a style sheet end what it says: "#a { color: red } #b { … }".

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> [item.text for item in ruled(load().items(scan("a { color: red } b")))]
    ['a', '{', 'color', ':', 'red', ';', 'b']
    """
    heard, inside = items, 0
    for place, item in enumerate(items):
        if item.text == "{":
            inside = 1
        elif inside and item.text == ":":
            inside = 2
        elif item.text == "}":
            if inside > 1:
                heard = list(items) if heard is items else heard
                heard[place] = item._replace(text=";")
            inside = 0
    return heard


def _states(items: list[Item]) -> bool:
    """Whether something is said of a subject: "until (the data is checked)", "until (we know)"."""
    for item in items:
        if item.token.kind == "mark":
            return False
        if not _SAYS_SO.isdisjoint(item.means):
            return True
    return False


# -- marks -----------------------------------------------------------------------------


def _bulleted(items: list[Item], text: str) -> list[Item]:
    marks: dict[int, int] = {}
    styles = {(m.style, m.place) for k in range(len(items)) if (m := _mark(items, k, text))}
    style, place, stop = "", 0, 0
    for k in range(len(items)):
        mark = _mark(items, k, text) if k >= stop else None
        if mark is None:
            continue
        begins = _begins(items, k)
        next_one = mark.style == style and mark.place == place + 1
        first = mark.place == 1 and begins and (_alone(items, k) or (mark.style, 2) in styles)
        if not (next_one or first or mark.style == "[") or (
            mark.style in "[-" and not (begins or next_one)
        ):
            continue
        style, place, stop = mark.style, mark.place, k + mark.length
        marks[k] = mark.length
    if not marks:
        return items
    told: list[Item] = []
    stop = 0
    for k, item in enumerate(items):
        if k in marks:
            stop = k + marks[k]
            start, end = item.start, items[stop - 1].end
            told.append(Item(_BULLET, start, end, {}, Token("mark", _BULLET, start, end)))
        elif k >= stop:
            told.append(item)
    return told


def _mark(items: list[Item], k: int, text: str) -> _Mark | None:
    """The mark that begins at ``k``, and is followed by a point."""
    item = items[k]
    if "name" in item.means:
        return None
    mark: _Mark | None = None
    if item.text == "(" and _counts(items, k + 1) and _is(items, k + 2, ")"):
        mark = _Mark("(", _number(items[k + 1]), 3)
    elif item.text == "#" and _counts(items, k + 1):
        mark = _Mark("#", _number(items[k + 1]), 2)
    elif item.text == "[" and (_is(items, k + 1, "]") or _is(items, k + 2, "]")):
        mark = _Mark("[", 0, 2 if _is(items, k + 1, "]") else 3)
    elif (
        item.text in current().forms.list_marks
        and _counts(items, k + 1)
        and _is(items, k + 2, ":.)-–")
    ):
        mark = _Mark("step", _number(items[k + 1]), 3)
    elif _counts(items, k) and _is(items, k + 1, ".)") and items[k + 1].start == item.end:
        mark = _Mark(items[k + 1].text, _number(item), 2)
    elif _counts(items, k) and _is(items, k + 1, "-–") and items[k + 1].start > item.end:
        mark = _Mark("-", _number(item), 2)
    elif item.text in _LETTERS and len(item.text) == 1 and _is(items, k + 1, ")"):
        mark = _Mark("a)", _LETTERS.index(item.text) + 1, 2)
    after = None if mark is None else k + mark.length
    if after is None or after >= len(items) or _is(items, after, "\n"):
        return None
    return mark if text[items[after].start - 1].isspace() else None


def _counts(items: list[Item], k: int) -> bool:
    if k >= len(items) or items[k].token.kind != "number" or items[k].token.unit:
        return False
    return items[k].text.isdigit() and int(items[k].text) <= _POINTS_MAX


def _number(item: Item) -> int:
    return int(item.text)


def _is(items: list[Item], k: int, marks: str) -> bool:
    return k < len(items) and items[k].token.kind == "mark" and items[k].text in marks


def _begins(items: list[Item], k: int) -> bool:
    """Whether a list may begin at ``k``: at a line's start, after what heads it, after a greeting."""
    while k > 0 and ("filler" in items[k - 1].means or _is(items, k - 1, _WITHIN)):
        k -= 1
    return k == 0 or _is(items, k - 1, "\n:.!") or "preface" in items[k - 1].means


def _alone(items: list[Item], k: int) -> bool:
    """Whether a line of its own begins at ``k``."""
    return k == 0 or _is(items, k - 1, "\n")


# -- what heads a list -----------------------------------------------------------------


def _headed(items: list[Item], text: str) -> list[Item]:
    told: list[Item] = []
    at = 0
    while at < len(items):
        begins = at == 0 or _is(items, at - 1, "\n.!") or all("filler" in i.means for i in told)
        stop = _head_end(items, at, text) if begins else None
        if stop is None:
            told.append(items[at])
            at += 1
            continue
        first, last = items[at], items[stop - 1]
        said = " ".join(item.text for item in items[at:stop])
        token = first.token._replace(text=said, end=last.end)
        told.append(Item(said, first.start, last.end, {"preface": "list"}, token, stop - at))
        at = stop
    return told


def _head_end(items: list[Item], at: int, text: str) -> int | None:
    """The place after what heads a list at ``at``."""
    stop = at
    while stop < min(at + _HEAD_MAX, len(items)) and not _is(items, stop, ":\n"):
        item = items[stop]
        if item.token.kind not in ("word", "number") and not _is(items, stop, _WITHIN):
            break
        stop += 1
    colon = _is(items, stop, ":")
    after = stop + colon
    over = _is(items, after, "\n") or _mark(items, after, text) if after < len(items) else False
    lines = over and (colon or _is(items, after + 1, _BULLETS) or _marked(items, after, text))
    asks = after < len(items) and "verb" in items[after].means
    alone = stop == at + 1 and items[at].means and not asks
    if stop == at or not (lines or (colon and not alone)):
        return None
    if colon and _of_people(items[at:stop]):
        return stop
    if any("states" in item.means for item in items[at:stop]):
        return None  # "the Next button has low contrast: …" says what of
    said, how = _heads(items[at:stop])
    named = [item.text for item in items[at:stop] if "name" in item.means]
    called = any(word in said.split() for name in named for word in name.split())
    barred = named if how == "screen" else called and " " not in said
    return stop if said and not barred else None


def _of_people(items: list[Item]) -> bool:
    """ "Nobody reads grey-on-white:": what people do, and nothing that is on a screen."""
    means = items[0].means
    told = means.get("people") in ("none", "some") or "states" in means
    return told and len(items) > 1 and not any(_SHOWN.intersection(item.means) for item in items)


#: what something on a screen is named by
_SHOWN: Final = frozenset({"kind", "name", "pronoun", "any", "property", "token"})


def _marked(items: list[Item], at: int, text: str) -> bool:
    k = at + 1 if _is(items, at, "\n") else at
    return k < len(items) and _mark(items, k, text) is not None


def _heads(items: list[Item]) -> tuple[str, str]:
    """The words that head lists, which the others tell about, and how: "small fixes from Ann"."""
    if not _LEADS.isdisjoint(items[0].means) and len(items) > 1:
        return _head(items)
    stop = next((k for k, item in enumerate(items) if item.token.kind == "mark"), len(items))
    by = next((k for k in range(1, stop) if not _TOLD_BY.isdisjoint(items[k].means)), stop)
    told = by < stop
    while by > 1 and items[by - 1].token.kind == "number":
        by -= 1
    words, how = _head(items[:by])
    return (words, how) if told or how != "told" else ("", "")


def _head(items: list[Item]) -> tuple[str, str]:
    """The last words, where they head a list, and how: alone, or only where somebody is told."""
    heads = current().forms.list_heads
    words = " ".join(item.text for item in items[-_PHRASE_MAX:]).split()
    for first in range(max(0, len(words) - _PHRASE_MAX), len(words)):
        said = " ".join(words[first:])
        if said in heads:
            return said, heads[said]
    return "", ""
