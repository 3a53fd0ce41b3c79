"""A misspelt word that may be one of several: read as each, and taken where one reading is left.

"Silde" may be slide or side; of "the background of the silde" the one leaves a command that
can be read and whose components are there, the other does not.

    R-3  where two readings are left that ask for different things, none is taken
    L-1  so many words of a command are looked at, and so many readings

May import: decompose, plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import Final

from redraft.decompose import Reading, known_near
from redraft.decompose.references import refers
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.plan.effects import others_of
from redraft.plan.steps import target_of
from redraft.select.index import index_of
from redraft.select.resolve import resolve
from redraft.select.spelling import readings
from redraft.select.words import forms, split

#: misspelt words of one command, and the ways to read all of them
_WORDS_MAX: Final = 3
_READINGS_MAX: Final = 8
#: in a longer command misspelt words are asked about
_CHARACTERS_MAX: Final = 1_000
#: steps that are looked up in the document
_STEPS_MAX: Final = 64

Meant = frozenset[tuple[str, str]]


def cleared(document: Document, reading: Reading, read: Callable[[Meant], Reading]) -> Reading:
    """The one reading in which the misspelt words of a command make sense; else ``reading``.

    ``read`` reads the same command with words taken for others. Nothing is tried where the
    command makes sense as it is.
    """
    doubts = known_near(reading.text) if len(reading.text) <= _CHARACTERS_MAX else {}
    if not doubts or _stands(document, reading):
        return reading
    index = index_of(document)
    own = index.words(document)
    doubted = [
        [(word, known) for known in (*near, *(way[word] for way in readings(own, (word,), ())))]
        for word, near in doubts.items()
        if not index.having(document, (f for w in split(word) for f in forms(w)))
    ]
    if not 0 < len(doubted) <= _WORDS_MAX or prod(map(len, doubted)) > _READINGS_MAX:
        return reading
    left: Reading | None = None
    for way in product(*doubted):
        other = read(frozenset(way))
        if not _stands(document, other):
            continue
        if left is not None and left.plan != other.plan:
            return reading
        left = left or other
    return left or reading


def _stands(document: Document, reading: Reading) -> bool:
    """Whether a command was read and something is there for every description in it."""
    if not reading.plan.clauses or any(d.severity == "error" for d in reading.diagnostics):
        return False
    steps = [step for clause in reading.plan.clauses for step in clause.steps][:_STEPS_MAX]
    for step in steps:
        for selector in (target_of(step), *others_of(step)):
            if selector is None or refers(selector):
                continue
            try:
                resolve(document, selector)
            except RedraftError as problem:
                if problem.code != "target.ambiguous":
                    return False
    return True
