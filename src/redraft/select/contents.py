"""What texts are by what they hold or where they repeat: the prices, the dates, the name in each card.

People call a text by what it is about, where no id or type says so. A price holds a sign of
money, a date a month; a name is what leads in each of several alike. Only what is alike in
all of the several is taken: one that could be either is none.

    D-1  the same document and word give the same texts

May import: document, language, select.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import multimode
from typing import Final, NamedTuple

from redraft.document.blueprint import Component, Document
from redraft.document.lengths import read_px
from redraft.document.lines import is_list
from redraft.document.properties import drawn, is_text_like
from redraft.document.space import space
from redraft.language import current
from redraft.select.words import singular, split

#: A text with so many words is no price, date or number, whatever it has in it.
_WORDS_MAX: Final = 8
#: What is written out has so many words at least, and a sentence so many.
_PROSE_MIN: Final = 6
_SENTENCE_MIN: Final = 3
#: Such a share of the words has to be of the sort.
_SHARE: Final = 0.5
#: Letters that may stick to a number: "12k", "3pcs".
_LETTERS_MAX: Final = 3
#: A sum without its sign.
_PRICE: Final = re.compile(r"\d{1,6}[.,]\d\d")
_CLOCK: Final = re.compile(r"\b\d{1,2}:\d{2}\b")
_HOURS: Final = re.compile(r"\d{1,2} ?[-–] ?\d{1,2}")
_DAY: Final = re.compile(r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))\b")
#: How far texts may be off the line in which they repeat, in px.
_OFF_PX: Final = 4.0
_ALIKE_MIN: Final = 2
#: What holds more texts is a part of the screen, no one of several.
_TEXTS_MAX: Final = 8


#: The set of what does not repeat.
ALONE: Final = -1


class Set(NamedTuple):
    """Several that are alike: what holds each, -1 where nothing does, and the texts of each."""

    holders: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]


def sort_of(word: str) -> str:
    """What sort of text a word is for; empty for other words."""
    return current().forms.contents.get(singular(word), "")


def carried(words: Sequence[str]) -> str:
    """The sort of "day names", "time labels": any texts, of what the word before says; else empty."""
    if len(words) < _ALIKE_MIN or singular(words[-1]) not in current().forms.carriers:
        return ""
    sort = sort_of(words[-2])
    return "" if sort in _LEADS else sort


def beside(document: Document, i: int, *, unheld: bool = False) -> tuple[int, ...]:
    """The texts that are with a text in one of several alike, itself among them; none where it does not repeat.

    ``unheld``: only where nothing holds them together but the line in which they stand.
    """
    kept: dict[int, tuple[int, tuple[int, ...]]] | None = document.memo.get("beside")
    if kept is None:
        kept = document.memo["beside"] = {}
        for one in alike(document):
            for holder, member in zip(one.holders, one.members, strict=True):
                for k in member:
                    kept.setdefault(k, (holder, member))
    holder, member = kept.get(i, (ALONE, ()))
    return () if unheld and holder >= 0 else member


def told_with(document: Document, sort: str, owners: Sequence[frozenset[str]]) -> list[int]:
    """The texts that say all the words and, beside them, what is of the sort: "Version 4.2.1" is a number.

    Each of ``owners`` is the forms of one word.
    """
    if sort in _BY_PLACE or sort == "prose":
        return []
    said = frozenset().union(*owners)
    found: list[int] = []
    for i, component in enumerate(document):
        text = component.text
        if not text:
            continue
        words = text.split()
        rest = [word for word in words if said.isdisjoint(split(word))]
        kept = frozenset(part for word in words for part in split(word))
        if (
            len(rest) < len(words)
            and all(kept & way for way in owners)
            and holds(" ".join(rest), sort)
        ):
            found.append(i)
    return found


def told(document: Document, sort: str) -> dict[int, int]:
    """The texts of a sort, and the number of the set of several alike that each repeats in, or `ALONE`.

    >>> d = Document.of({"components": [{"id": "a", "type": "text", "text": "Apples"},
    ...                                 {"id": "b", "type": "text", "text": "$ 3.20"}]})
    >>> told(d, "money")
    {1: -1}
    """
    kept: dict[str, dict[int, int]] = document.memo.setdefault("contents", {})
    found = kept.get(sort)
    if found is None:
        found = kept[sort] = _told(document, sort)
    return found


def alike(document: Document) -> tuple[Set, ...]:
    """The sets of several that are alike, in document order."""
    found: tuple[Set, ...] | None = document.memo.get("alike")
    if found is None:
        found = document.memo["alike"] = (*_nested(document), *_flat(document))
    return found


def _told(document: Document, sort: str) -> dict[int, int]:
    found: dict[int, int] = {}
    inside: set[int] = set()
    for number, one in enumerate(alike(document)):
        inside.update(i for member in one.members for i in member)
        found.update((i, number) for i in _at_one_place(document, sort, one))
    if sort == "title":
        found.update((i, ALONE) for i in _headline(document) if i not in found)
    if sort not in _BY_PLACE:
        for i, component in enumerate(document):
            shown = sort in _SHAPED or i not in inside
            shown = shown and not (sort == "prose" and _heads(component))
            if shown and is_written(component) and holds(component.text or "", sort):
                found.setdefault(i, ALONE)
    if sort == "time":
        found = _with_hours(document, found)
    if not found and sort == "number":
        # "the digits" of buttons that show nothing else
        shown_on = (i for i, c in enumerate(document) if c.text and holds(c.text, sort))
        found.update(dict.fromkeys(shown_on, ALONE))
    return dict(sorted(found.items()))


def _heads(component: Component) -> bool:
    """Whether a text is a title, however long it is."""
    last = split(component.id)[-1:]
    return component.type.lower() in _TITLES or any(word in _TITLES for word in last)


def _with_hours(document: Document, found: dict[int, int]) -> dict[int, int]:
    """ "10 - 18" beside as many of "Sat, Sun": those are the times, and these the days."""
    hours = {
        i: among
        for i, among in found.items()
        if among == ALONE and any(map(str.isdigit, _text(document, i)))
    }
    apart = len(found) == 2 * len(hours) > _ALIKE_MIN and ALONE in found.values()
    return hours if apart else found


_BY_PLACE: Final = frozenset({"lead", "title", "second"})
_LEADS: Final = frozenset({"lead", "title"})
#: What a text is wherever it stands.
_SHAPED: Final = frozenset({"question", "sentence", "credit", "lines"})
#: Types and ends of ids of what stands over other texts.
_TITLES: Final = frozenset({"title", "heading", "headline", "subtitle"})
#: What only marks what it is on.
_MARKS: Final = frozenset({"badge", "tag", "chip", "pill"})
#: A headline is larger than every other text by this factor.
_HEADLINE: Final = 1.2
#: So near below a headline its paragraph begins.
_UNDER_PX: Final = 32.0


def _headline(document: Document) -> list[int]:
    """The one text that is plainly the largest of the screen, or larger than all and over a paragraph."""
    sizes = sorted(
        ((_size(document, i), i) for i, c in enumerate(document) if is_written(c)), reverse=True
    )
    if not sizes:
        return []
    (size, first), rival = sizes[0], max((size for size, _ in sizes[1:]), default=0.0)
    plain = size >= _HEADLINE * rival or (size > rival and _heads_prose(document, first))
    return [first] if plain else []


def _heads_prose(document: Document, i: int) -> bool:
    """Whether a few words stand right above a text that is written out."""
    box = document.at(i).box
    if box is None or holds(_text(document, i), "prose"):
        return False
    below = (box[0], box[1] + box[3], box[0] + box[2], box[1] + box[3] + _UNDER_PX)
    under = (k for k in space(document).near(below) if is_written(document.at(k)))
    return any(k != i and holds(_text(document, k), "prose") for k in under)


def _at_one_place(document: Document, sort: str, alike: Set) -> list[int]:
    """The texts at the place of several alike where all that is there is of the sort; none where two are."""
    places: dict[tuple[str, int], list[int]] = {}
    for member in alike.members:
        count: dict[str, int] = {}
        for i in member:
            kind = document.at(i).type
            count[kind] = count.get(kind, 0) + 1
            places.setdefault((kind, count[kind]), []).append(i)
    shared = [texts for texts in places.values() if len(texts) >= _ALIKE_MIN]
    if sort in _BY_PLACE:
        names = [texts for texts in shared if not any(_is_figure(document, i) for i in texts)]
        names = [texts for texts in names if len(texts) == len(alike.members)]
        # "Only 2 left" on a badge before it is no name
        plain = [texts for texts in names if document.at(texts[0]).type not in _MARKS]
        names = plain or names
        sizes = [_size(document, texts[0]) for texts in names]
        if not names or sizes[0] < max(sizes):
            return []
        if sort in _LEADS:
            return names[0]
        return names[1] if len(names) == _ALIKE_MIN else []
    chosen = [texts for texts in shared if all(_holds(document, i, sort) for i in texts)]
    if len(chosen) > 1:
        # "the number" of a tile is the large one
        largest = max(_size(document, texts[0]) for texts in chosen)
        chosen = [texts for texts in chosen if _size(document, texts[0]) == largest]
    if len(chosen) > 1 and sort == "time":
        # "Sat, Sun" beside "10 - 18" is no time
        chosen = [t for t in chosen if all(any(map(str.isdigit, _text(document, i))) for i in t)]
    if len(chosen) > 1 and sort == "number":
        # "the order number" is no amount
        chosen = [t for t in chosen if not any(_holds(document, i, "measure") for i in t)]
    return chosen[0] if len(chosen) == 1 else []


def _is_figure(document: Document, i: int) -> bool:
    """Whether a text is a figure, or a sum with a word: "€139 per night"."""
    text = document.at(i).text or ""
    if holds(text, "any"):
        return True
    sums = (word for word in text.split() if holds(word, "money"))
    return len(split(text)) <= _WORDS_MAX and any(sums)


def _holds(document: Document, i: int, sort: str) -> bool:
    return holds(_text(document, i), sort)


def _text(document: Document, i: int) -> str:
    return document.at(i).text or ""


def _size(document: Document, i: int) -> float:
    return read_px(drawn(document, document.at(i), "font size")) or 0.0


# -- what it holds -----------------------------------------------------------------------


def holds(text: str, sort: str) -> bool:
    """Whether a text is of a sort: "money", "percent", "number", "date", "time", "address",
    "measure" (money or percent), "any" of these, "prose" that is written out, "sentence",
    "question", "credit" (who made something), "lines" of a list.

    >>> holds("€ 4.80", "money"), holds("Apr 21, 2024 | 30 min", "date"), holds("Call at 10", "time")
    (True, True, False)
    """
    if sort == "lines":
        return is_list(text)
    words = split(text)
    if sort == "prose":
        return len(words) >= _PROSE_MIN
    if sort == "sentence":
        return len(words) >= _SENTENCE_MIN and text.rstrip().endswith((".", "!", "?"))
    if sort == "question":
        return text.rstrip().endswith("?")
    if sort == "credit":
        return text.lower().startswith(current().forms.credited) and len(words) <= _WORDS_MAX
    if not words or len(words) > _WORDS_MAX:
        return False
    match sort:
        case "any":
            return any(holds(text, one) for one in ("number", "date", "time", "address"))
        case "measure":
            return holds(text, "money") or holds(text, "percent")
        case "money":
            signed = any(unicodedata.category(c) == "Sc" for c in text)
            return _is_number(words) and (signed or _PRICE.fullmatch(text.strip()) is not None)
        case "percent":
            return _is_number(words) and "%" in text
        case "number":
            return _is_number(words) and not (_CLOCK.search(text) or _DAY.search(text))
        case "date":
            return _DAY.search(text) is not None or _dated(words)
        case "time":
            clock = _CLOCK.search(text) or _HOURS.fullmatch(text.strip())
            return clock is not None or _dated(words)
        case "address":
            return "@" in text and len(words) <= _WORDS_MAX
        case _:
            return False


def _is_number(words: Sequence[str]) -> bool:
    """Whether there are digits, and hardly a letter besides."""
    letters = [word for word in words if not word.isdecimal()]
    return len(letters) < len(words) and all(len(word) <= _LETTERS_MAX for word in letters)


def _dated(words: Sequence[str]) -> bool:
    """Whether a text is made of words for days, months and spans, and of numbers."""
    known = current().forms.dated
    named = sum(word in known for word in words)
    counted = sum(word.isdecimal() for word in words)
    return named > 0 and named + counted > _SHARE * len(words)


# -- what is alike -----------------------------------------------------------------------


def is_written(component: Component) -> bool:
    """Whether a component is a text that stands for itself."""
    return bool(component.text) and (is_text_like(component) or component.type in _WRITTEN)


_WRITTEN: Final = frozenset({"badge", "tag", "chip", "pill", "message", "content", "cell"})


def _nested(document: Document) -> Iterable[Set]:
    """Containers of one type beside one another, each with texts in it."""
    outline = document.outline
    for parent in range(-1, len(document)):
        children = outline.children[parent] if parent >= 0 else outline.top
        if len(children) < _ALIKE_MIN:
            continue
        by_type: dict[tuple[str, str | None], list[int]] = {}
        for i in children:
            if outline.children[i]:
                component = document.at(i)
                by_type.setdefault((component.type, component.role), []).append(i)
        for holders in by_type.values():
            texts = {i: of_it for i in holders if (of_it := _texts(document, i))}
            usual = multimode(len(of_it) for of_it in texts.values())
            like = [i for i in texts if any(abs(len(texts[i]) - n) <= 1 for n in usual[:1])]
            if len(like) >= _ALIKE_MIN and usual[0] <= _TEXTS_MAX:
                yield Set(tuple(like), tuple(texts[i] for i in like))


def _texts(document: Document, holder: int) -> tuple[int, ...]:
    inside = (i for i in document.outline.descendants(holder) if is_written(document.at(i)))
    return tuple(document.reading_order(inside))


def _flat(document: Document) -> Iterable[Set]:
    """Texts of one look in a line, and others as many in a line beside them: rows that nothing holds."""
    outline = document.outline
    for parent in range(-1, len(document)):
        children = outline.children[parent] if parent >= 0 else outline.top
        lines: dict[tuple[object, ...], list[int]] = {}
        for i in children:
            component = document.at(i)
            if is_written(component) and component.box is not None and not outline.children[i]:
                weight = drawn(document, component, "font weight")
                key = (component.type, _size(document, i), str(weight))
                lines.setdefault(key, []).append(i)
        rows = [row for line in lines.values() for row in _rows(document, line)]
        yield from _paired(document, [line for line in rows if _in_line(document, line)])


def _rows(document: Document, line: list[int]) -> list[list[int]]:
    """Texts of one look that stand in a grid, row by row; all of them where they do not."""
    rows = document.rows(line)
    grid = len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1
    return rows if grid else [line]


def _in_line(document: Document, line: Sequence[int]) -> bool:
    boxes = [document.at(i).box or (0, 0, 0, 0) for i in line]
    return len(line) > _ALIKE_MIN and any(
        all(abs(a[axis] - b[axis]) <= _OFF_PX for a, b in pairwise(boxes)) for axis in (0, 1)
    )


def _paired(document: Document, lines: Sequence[list[int]]) -> Iterable[Set]:
    """Lines of as many, each member as far from its neighbour in the other as the next one is."""
    rest = list(lines)
    while rest:
        first, *rest = rest
        beside = [line for line in rest if _parallel(document, first, line)]
        if not beside:
            continue
        rest = [line for line in rest if line not in beside]
        members = zip(first, *beside, strict=True)
        ordered = tuple(tuple(document.reading_order(member)) for member in members)
        yield Set(tuple(-1 for _ in first), ordered)


def _parallel(document: Document, first: Sequence[int], second: Sequence[int]) -> bool:
    if len(first) != len(second):
        return False
    apart: list[tuple[float, float]] = []
    for i, k in zip(first, second, strict=True):
        a, b = document.at(i).box or (0, 0, 0, 0), document.at(k).box or (0, 0, 0, 0)
        apart.append((a[0] - b[0], a[1] - b[1]))
    return all(
        abs(one[0] - other[0]) <= _OFF_PX and abs(one[1] - other[1]) <= _OFF_PX
        for one, other in pairwise(apart)
    )
