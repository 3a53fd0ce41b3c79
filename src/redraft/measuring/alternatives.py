"""Other ways of doing what the engine does, measured beside it: why it is done as it is.

May import: document, decompose, editor, serialize, measuring.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import orjson
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from redraft.decompose.lexicon import load
from redraft.document.blueprint import Component, Document, copy_json
from redraft.editor import Editor
from redraft.measuring.rows import Row, rounded
from redraft.measuring.timing import Side, spreads
from redraft.measuring.workloads import COMMANDS, page
from redraft.serialize import read, write

_ROUNDS: Final = 30
_MISSPELT: Final = ("buton", "heaader", "colr", "widht", "verry", "xyzzyx")


class Pair(NamedTuple):
    """What is done, what could be done instead, and both as calls."""

    ours: str
    instead: str
    mine: Callable[[Any], object]
    other: Callable[[Any], object]
    ready: Callable[[int], Any] = int


def alternatives(tell: Callable[[str], None]) -> Iterator[Row]:
    """A row a pair: how many times as long the other way takes."""
    for make in (_versions, _rows, _undo, _bytes, _spelling, _threads):
        pair = make()
        tell(f"instead of {pair.ours}")
        sides = [Side(pair.mine, pair.ready), Side(pair.other, pair.ready)]
        mine, other = spreads(sides, _ROUNDS, warm=3)
        case = f"{pair.ours}: {pair.instead}"
        ratio = rounded(other.p50 / mine.p50)
        yield Row("instead", case, ratio, "×", None, None, other, mine, "ours")


def _written(document: Document) -> Document:
    """A version with one other component, as a write makes it."""
    i = len(document) // 2
    return document.replace({i: Component(dict(document.at(i).fields))})


def _versions() -> Pair:
    document = read(orjson.dumps(page(1_000)))
    tree = document.tree()
    return Pair(
        "a version that shares what stays, 1,000 components",
        "a deep copy",
        lambda _: _written(document),
        lambda _: copy.deepcopy(tree),
    )


def _rows() -> Pair:
    document = read(orjson.dumps(page(10_000)))
    flat = tuple(document)

    def one_list(_: object) -> tuple[Component, ...]:
        made = list(flat)
        made[5_000] = Component(dict(made[5_000].fields))
        return tuple(made)

    return Pair(
        "components in chunks, 10,000 of them",
        "in one flat list",
        lambda _: _written(document),
        one_list,
    )


def _undo() -> Pair:
    editor = Editor(orjson.dumps(page(1_000)))
    editor.edit(COMMANDS[0])
    tree = editor.blueprint
    last = editor.edit(COMMANDS[1])

    def back_and_forth(_: object) -> None:
        editor.undo()
        editor.redo()

    def patched(_: object) -> None:
        for operations in (last.inverse_patch, last.patch):
            for one in operations:
                *keys, leaf = one["path"].strip("/").split("/")
                holder: Any = tree
                for key in keys:
                    holder = holder[int(key) if isinstance(holder, list) else key]
                holder[leaf] = copy_json(one.get("value"))

    return Pair(
        "undo and redo by the versions kept, 1,000 components",
        "by applying the patches that were noted",
        back_and_forth,
        patched,
    )


def _bytes() -> Pair:
    editor = Editor(orjson.dumps(page(1_000)))

    def edited(turn: int) -> Document:
        editor.edit(COMMANDS[turn % len(COMMANDS)])
        return editor.document

    return Pair(
        "bytes joined from kept pieces, 1,000 components",
        "the json module",
        write,
        lambda d: json.dumps(d.tree(), ensure_ascii=False, separators=(",", ":")),
        edited,
    )


def _spelling() -> Pair:
    lexicon = load()
    words = sorted(lexicon.spelt)

    def deletions(_: object) -> None:
        lexicon.forget_slips()
        for word in _MISSPELT:
            lexicon.corrected(word)

    def distances(_: object) -> None:
        for word in _MISSPELT:
            process.extract(
                word, words, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=2
            )

    return Pair(
        "a dictionary of one-letter slips, six misspelt words",
        "distances to all words",
        deletions,
        distances,
    )


def _threads() -> Pair:
    sessions = [Editor(orjson.dumps(page(100))) for _ in range(2)]
    pool = ThreadPoolExecutor(2)

    def told(editor: Editor) -> int:
        for said in COMMANDS:
            editor.edit(said)
        return len(editor.history)

    for editor in sessions:
        told(editor)
    return Pair(
        "two sessions one after the other",
        "in two threads",
        lambda _: [told(editor) for editor in sessions],
        lambda _: list(pool.map(told, sessions)),
    )
