"""What to call one component so that nothing else is meant: each name is looked up before it is used.

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from redraft.decompose import names_in, read
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Component, Document
from redraft.document.properties import is_interactive, is_text_like
from redraft.plan.steps import target_of
from redraft.recovery.phrases import keys, say
from redraft.select.resolve import resolve_scored
from redraft.select.words import split

#: a text of more characters, or an id of more words, is no name
TEXT_MAX: Final = 32
WORDS_MAX: Final = 5
#: among more of a kind nobody counts
COUNTED_MAX: Final = 200
_SURE_MIN: Final = 0.8
_NAMES_MAX: Final = 3


def names(document: Document, i: int, *, text_first: bool = False) -> Iterator[str]:
    """Give what component ``i``, and only it, can be called, without an article, best first.

    >>> d = Document.of({"components": [{"id": "save", "type": "button", "text": "Save it"},
    ...                                 {"id": "b2", "type": "button", "text": "Cancel"}]})
    >>> next(names(d, 0)), next(names(d, 1))
    ('save button', '“Cancel” button')
    """
    ways = _distinct(_ways(document, i, text_first=text_first))
    return islice((name for name in ways if means(document, name, i)), _NAMES_MAX)


def name(document: Document, i: int) -> str | None:
    """The best name of a component, with its article."""
    found = next(names(document, i), None)
    return None if found is None else definite(found)


def definite(said: str) -> str:
    """A name with its article."""
    return say("name", "definite", name=said)


def means(document: Document, said: str, i: int) -> bool:
    """Whether the words, in a command, name this component and nothing else, surely."""
    probe = say("name", "probe", target=definite(said))
    clauses = read(probe, keep=None, names=names_in(document, probe)).plan.clauses
    steps = [step for clause in clauses for step in clause.steps]
    target = target_of(steps[0]) if len(steps) == 1 else None
    if target is None:
        return False
    try:
        found = resolve_scored(document, target)
    except RedraftError:
        return False
    return found.indices == (i,) and found.confidence >= _SURE_MIN


def _distinct(ways: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for said in ways:
        if said not in seen:
            seen.add(said)
            yield said


def _ways(document: Document, i: int, *, text_first: bool) -> Iterator[str]:
    component = document.at(i)
    kind = kind_of(document, i)
    by_text, by_id = _by_text(document, i, kind), _by_id(document, i, kind)
    if text_first or _told_by_text(component):
        yield from chain(by_text, by_id)
    else:
        yield from chain(by_id, by_text)
    yield from _by_order(document, i, kind)
    yield component.id
    yield say("name", "quoted alone", text=component.id)


def _told_by_text(component: Component) -> bool:
    """Whether the id says no more than the text: it is no words, or a text's own first ones."""
    words = split(component.id)
    if not all(word.isalpha() for word in words):
        return not set(split(component.type)) & set(words)
    return is_text_like(component) and set(words) <= set(split(component.text or ""))


def kind_of(document: Document, i: int) -> str:
    """The type of a component as a word."""
    return document.at(i).type.replace("_", " ").replace("-", " ").lower()


def _by_id(document: Document, i: int, kind: str) -> Iterator[str]:
    component = document.at(i)
    words = split(component.id)
    if not 0 < len(words) <= WORDS_MAX or not all(map(_reads_well, words)):
        return
    if not any(len(word) > 2 and word.isalpha() for word in words):
        return
    said = " ".join(words)
    if kind in said or words[-1] in kind.split():
        yield said
        return
    typed = say("name", "typed", name=said, kind=kind)
    yield from (typed, said) if is_interactive(component) else (said, typed)


def _reads_well(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= 3
    return (
        word.isalpha() and word.isascii() and (len(word) == 1 or not set("aeiouy").isdisjoint(word))
    )


def _by_text(document: Document, i: int, kind: str) -> Iterator[str]:
    component = document.at(i)
    text = (component.text or "").strip()
    if not text or len(text) > TEXT_MAX or not text.isprintable():
        return
    if any(mark in text for mark in '“”"„«»') or not any(map(str.isalnum, text)):
        return
    yield say("name", "quoted", text=text, kind=kind)
    if is_text_like(component):
        yield say("name", "quoted alone", text=text)


def _by_order(document: Document, i: int, kind: str) -> Iterator[str]:
    same = document.outline.by_type.get(document.at(i).type, ())
    if not 1 < len(same) <= COUNTED_MAX:
        return
    place = document.reading_order(same).index(i)
    if str(place + 1) in keys("ordinal"):
        yield say("name", "ordinal", ordinal=say("ordinal", str(place + 1)), kind=kind)
    elif place == len(same) - 1:
        yield say("name", "ordinal", ordinal=say("ordinal", "-1"), kind=kind)


def prominent(document: Document, limit: int = 8) -> list[int]:
    """The components that a person would speak of first: one of each type, outer ones first.

    >>> d = Document.of({"components": [{"id": "a", "type": "card"}, {"id": "b", "type": "card"},
    ...                                 {"id": "t", "type": "title", "text": "Hi"}]})
    >>> prominent(d)
    [0, 2]
    """
    outline = document.outline
    level = list(outline.top)
    while len(level) == 1 and outline.children[level[0]]:
        level = list(outline.children[level[0]])
    found: dict[str, int] = {}
    for i in document.reading_order(level[:COUNTED_MAX]):
        found.setdefault(document.at(i).type, i)
    for kind, indices in outline.by_type.items():
        if len(found) >= limit:
            break
        if kind not in found:
            found[kind] = indices[0]
    return list(found.values())[:limit]
