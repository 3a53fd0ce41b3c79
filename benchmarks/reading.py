"""How long reading takes without a cache: microseconds a clause, stage by stage (spec: W6).

    python benchmarks/reading.py ROWS…

Each command is read in stages, many times, and the best time of each stage counts, so that a
busy machine matters little. A row's time is divided by the clauses that `Reading.told` has;
what is printed is the median over the rows, and the mean over all clauses. Commands are read
with the names that their document gives them; answers about misspelt words are forgotten
before each, and what they cost is told apart.
"""

from __future__ import annotations

import gc
import sys
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Final

from redraft.decompose import Names
from redraft.decompose.lexicon import load
from redraft.decompose.names import quoted
from redraft.decompose.planner import Planner
from redraft.decompose.tokens import scan
from redraft.decompose.words import Words
from redraft.measuring.reading import given_in

ROUNDS: Final = 30
STAGES: Final = ("scan", "spelling", "items", "words", "planning", "all")
#: no word is the document's own
KEPT: Final[frozenset[str]] = frozenset()


def timed(command: str, names: Names) -> tuple[list[int], int]:
    """The nanoseconds of each stage of reading a command, and how many clauses it has."""
    lexicon = load()
    at = [perf_counter_ns()]
    tokens = quoted(scan(command), command, [said for said, kind in names if kind == "text"])
    at.append(perf_counter_ns())
    lexicon.forget_slips()
    start = perf_counter_ns()
    lexicon.items(tokens, KEPT, dict(names))
    unspelt = perf_counter_ns() - start
    at.append(perf_counter_ns())
    items = lexicon.items(tokens, KEPT, dict(names))
    at.append(perf_counter_ns())
    words = Words(command, items, lexicon)
    at.append(perf_counter_ns())
    reading = Planner(words).read()
    at.append(perf_counter_ns())
    spent = [stop - start for start, stop in pairwise(at)]
    spent[1] = max(0, unspelt - spent[2])
    return [*spent, sum(spent)], max(1, len(reading.told))


def main(files: list[str]) -> None:
    """Read the commands of all rows, and print the table."""
    said = [given for file in files for given in given_in(Path(file))]
    best: list[list[int]] = []
    counts: list[int] = []
    for command, names in said:
        spent, clauses = timed(command, names)
        best.append(spent)
        counts.append(clauses)
    gc.disable()
    for _ in range(ROUNDS):
        for k, (command, names) in enumerate(said):
            best[k] = [*map(min, best[k], timed(command, names)[0])]
        gc.collect()
    clauses = sum(counts)
    print(f"{len(said)} commands, {clauses} clauses; microseconds a clause, best of {ROUNDS}")
    print(f"{'':10}{'median':>10}{'mean':>10}")
    for k, stage in enumerate(STAGES):
        middle = median(one[k] / count for one, count in zip(best, counts, strict=True)) / 1000
        mean = sum(one[k] for one in best) / clauses / 1000
        print(f"{stage:10}{middle:10.1f}{mean:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
