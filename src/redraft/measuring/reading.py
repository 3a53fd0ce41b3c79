"""How long reading takes without a cache: microseconds a clause, and how it grows with the text.

Each command is read many times and its best time counts, so that a busy machine matters
little. Commands are read with the names that their document gives them; answers about misspelt
words are forgotten before each, and are part of the time.

May import: decompose, evaluation, serialize.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Final, NamedTuple

import msgspec

from redraft.decompose import Names, names_in, read
from redraft.decompose.lexicon import load
from redraft.evaluation.rows import Row, read_rows
from redraft.measuring.timing import settled
from redraft.serialize import read as read_document

_ROUNDS: Final = 7
#: text of every kind that a stranger may send; each is repeated up to the length
TEXTS: Final = {
    "a letter": "a",
    "words": "make the header smaller and its color red, ",
    "no words": "xyzzy plugh ",
    "and": "and ",
    "numbers": "12 ",
    "quotes": '"',
    "quoted": '"a" ',
    "opening brackets": "(",
    "dots": ".",
    "commas": ", ",
    "new lines": "\n",
    "hyphens": "a-",
    "apostrophes": "a's ",
    "colours": "#ff0000 ",
    "white space": " ",
    "places": "the card below the card ",
    "owners": "the title of ",
    "smileys": ":) ",
    "emoji": "\U0001f600",
    "combining marks": "e\u0301",
}


class AClause(NamedTuple):
    """Microseconds a clause at the median over commands, and of what."""

    median: float
    commands: int
    clauses: int


def a_clause(files: Sequence[Path]) -> AClause:
    """Read the commands of all rows; their median time a clause."""
    said = [given for file in files for given in given_in(file)]
    clauses = [max(1, len(read(command, names=names).told)) for command, names in said]
    lexicon = load()
    best = [1 << 62] * len(said)
    with settled():
        for _ in range(_ROUNDS):
            for k, (command, names) in enumerate(said):
                lexicon.forget_slips()
                began = perf_counter_ns()
                read(command, names=names)
                best[k] = min(best[k], perf_counter_ns() - began)
    each = [ns / count / 1000 for ns, count in zip(best, clauses, strict=True)]
    return AClause(median(each), len(said), sum(clauses))


def given_in(file: Path) -> Iterator[tuple[str, Names]]:
    """The commands of a file that ask for edits, each with its names in its document."""
    for row in read_rows(file):
        source = _source(row)
        yield row.command, names_in(read_document(source), row.command)


def _source(row: Row) -> bytes:
    if isinstance(row.blueprint, str):
        return Path(row.blueprint).read_bytes()
    return msgspec.json.encode(row.blueprint)


def growth(short: int, times: int = 100, repeats: int = 3) -> dict[str, float]:
    """How many times as long each kind of text takes that is ``times`` as long."""
    grown: dict[str, float] = {}
    with settled():
        for kind, unit in TEXTS.items():
            took = []
            for size, tries in ((short, repeats * 10), (short * times, repeats)):
                text = (unit * (size // len(unit) + 1))[:size]
                took.append(min(_taken(text) for _ in range(tries)))
            grown[kind] = took[1] / took[0]
    return grown


def _taken(text: str) -> int:
    load().forget_slips()
    began = perf_counter_ns()
    read(text, length_max=len(text))
    return perf_counter_ns() - began
