"""The members of a set that a word names: the transactions, each song, the third room.

What several alike are called is written on them, on what holds them, or above them; where it
is written nowhere, a word for what screens list is for the only several there are.

    D-1  the same document and word give the same members

May import: document, language, select.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Document
from redraft.language import current
from redraft.select.contents import alike
from redraft.select.decks import slides
from redraft.select.index import fixed_words
from redraft.select.kinds import GENERIC
from redraft.select.selectors import Named
from redraft.select.words import forms, meaning_same, singular, split, telling, vocabulary

_SEVERAL: Final = 2
#: types of what is written above several
_HEADS: Final = frozenset({"heading", "title", "subtitle"})


class Listed(NamedTuple):
    """Several that are alike, and the words that they are called by."""

    members: tuple[int, ...]
    words: frozenset[str]


def members(document: Document, name: Named) -> tuple[int, ...]:
    """Those of several alike that a word is for, in reading order; none where it could be for two sets.

    >>> d = Document.of({"components": [{"id": "songs", "type": "card", "children": [
    ...     {"id": f"row_{k}", "type": "row", "children": [{"id": f"t{k}", "type": "text", "text": t}]}
    ...     for k, t in enumerate(("Neon Rain", "Slow Tide"))]}]})
    >>> members(d, Named(("song",), head="song")), members(d, Named(("menu",), head="menu"))
    ((1, 3), ())
    """
    words = telling(name.words)
    if name.quoted is not None or len(words) != 1 or singular(words[0]) in GENERIC:
        return ()
    listed = _listed(document)
    called = frozenset(form for word in (words[0], *meaning_same(words[0])) for form in forms(word))
    sets = [one for one in listed if called & one.words]
    table = current().forms
    if not sets and singular(words[0]) in table.genera | table.people:
        sets = [one for one in listed if any(document.outline.children[i] for i in one.members)]
        # "question 2" of a deck is on a slide, and none of the slides
        deck = slides(document)
        sets = [one for one in sets if one.members[0] not in deck]
    if len(sets) > 1:
        sets = _of_one_name(document, sets, called)
    if not sets:
        return ()
    return tuple(document.reading_order({i for one in sets for i in one.members}))


def _of_one_name(
    document: Document, sets: Sequence[Listed], called: frozenset[str]
) -> list[Listed]:
    """ "The features" are the boxes “feature_box” in both columns, and no “feature_col”; else none."""
    end, ids = document.outline.end, document.outline.ids
    inner = [
        one
        for one in sets
        if not any(i < other.members[0] < end[i] for other in sets for i in one.members)
    ]
    stems = {_words_of_name(ids[one.members[0]]) for one in inner}
    return inner if len(stems) == 1 and not called.isdisjoint(stems.pop()) else []


def line_of_each(document: Document, fits: Iterable[int]) -> tuple[int, ...]:
    """What holds one of the fits a line, where such are stacked: the rows of a list, top to bottom."""
    among = sorted(fits)
    best: tuple[int, ...] = ()
    for one in alike(document):
        if one.holders[0] < 0:
            continue
        held = [h for h in one.holders if any(h <= i < document.outline.end[h] for i in among)]
        stacked = all(len(row) == 1 for row in document.rows(one.holders))
        if stacked and len(held) > max(1, len(best)):
            best = tuple(document.reading_order(one.holders))
    return best


def counted(document: Document, indices: Sequence[int]) -> list[int]:
    """Without the heading row of a table: where all others are numbered, the first is none of them.

    >>> d = Document.of({"components": [{"id": i, "type": "row"} for i in ("head", "row_1", "row_2")]})
    >>> counted(d, [0, 1, 2])
    [1, 2]
    """
    order = sorted(indices)
    stems = [_stem(document.outline.ids[i]) for i in order]
    headed = bool(len(order) > _SEVERAL and not stems[0] and len(set(stems[1:])) == 1 and stems[1])
    # “tile”, “tile_2”, “tile_3” are three tiles
    headed = headed and _words_of_name(document.outline.ids[order[0]]) != stems[1]
    apart = headed and document.outline.parent[order[0]] == document.outline.parent[order[1]]
    return [i for i in indices if i != order[0]] if apart else [*indices]


def _stem(name: str) -> tuple[str, ...]:
    """The words of a numbered name; none of a name without a number."""
    words = _words_of_name(name)
    return words if len(words) < len(split(name)) else ()


def _words_of_name(name: str) -> tuple[str, ...]:
    return tuple(word for word in split(name) if not word.isdecimal())


def _listed(document: Document) -> tuple[Listed, ...]:
    found: tuple[Listed, ...] | None = document.memo.get("listed")
    if found is None:
        sets = [one.holders for one in alike(document) if one.holders[0] >= 0]
        known = {i for holders in sets for i in holders}
        sets += [run for run in _numbered(document) if known.isdisjoint(run)]
        found = tuple(_called(document, tuple(counted(document, holders))) for holders in sets)
        document.memo["listed"] = found
    return found


def _numbered(document: Document) -> Iterable[tuple[int, ...]]:
    """What stands together, says something, is of one type and is numbered: ing_1 to ing_5."""
    outline = document.outline
    runs: dict[tuple[int, str, tuple[str, ...]], list[int]] = {}
    for i, name in enumerate(outline.ids):
        says = bool(document.at(i).text or outline.children[i])
        if says and any(c.isdecimal() for c in name) and (stem := _stem(name)):
            runs.setdefault((outline.parent[i], outline.types[i], stem), []).append(i)
    return [tuple(run) for run in runs.values() if len(run) >= _SEVERAL]


def _called(document: Document, members: tuple[int, ...]) -> Listed:
    """The words that several are called by: what all their names have, that of what holds them, their heading."""
    outline = document.outline
    own = frozenset.intersection(*(fixed_words(document.at(i)) for i in members))
    parent = outline.parent[members[0]]
    above = fixed_words(document.at(parent)) if parent >= 0 else frozenset()
    kin = outline.children[parent] if parent >= 0 else outline.top
    before = [i for i in kin if i < members[0]]
    head = next((i for i in reversed(before) if document.at(i).type.lower() in _HEADS), None)
    said = vocabulary(document.at(head).text or "") if head is not None else frozenset()
    return Listed(members, own | above | said)
