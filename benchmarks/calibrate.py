"""Fit what evidence is worth, ``src/redraft/select/chance.tsv``, to results known to be right or wrong.

    python benchmarks/calibrate.py edit            python benchmarks/calibrate.py select ROWS…

Prints the table, and how far it is off on rows that it was not fitted to (five folds by id).
A logistic with a ridge, by plain descent from zero: the same rows give the same table. What
speaks against a result may only take away (K-1).

Results on rows that the language was worked on are better than others will be. Edits are
therefore fitted to first runs alone, of rows by five writers from before anybody looked at
them (``first_runs.tsv``: evidence and whether it came out right); for selections the base is
lowered by what phrases came out worse by before they were worked on.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any, Final

from redraft.evaluation.rows import read_rows
from redraft.evaluation.runner import run
from redraft.select import likely
from redraft.select.chance import of_edit, weights

Case = tuple[str, dict[str, float], bool]

FOLDS: Final = 5
STEPS: Final = 3000
RATE: Final = 0.5
#: Few results are wrong, so the worth of evidence on edits is held back more.
RIDGE: Final = {"edit": 24.0, "select": 2.0}
#: Of phrases that were worked on 3 in 4 came out right, of others 7 in 10: so much in log odds.
#: The first runs of edits are of rows that are harder than what people type, of which 98 in 100
#: come out right: the base lies between the two.
UNSEEN: Final = {"edit": -0.45, "select": 0.3}
SKIPPED: Final = {"needs-pixels", "wrong-gold", "ambiguous"}
STORED: Final = Path(__file__).parent / "first_runs.tsv"


def collected(files: list[str]) -> list[Case]:
    """Select by the phrases of rows, and note the evidence on every result and whether it is right."""
    heard: list[dict[str, float]] = []
    room: Any = likely
    # what is too unsure to be named tells as much as the rest
    room._GUESS = 0.0
    evidence_of = room.of_selection

    def listening(*known: Any, **more: Any) -> dict[str, float]:
        heard.append(evidence_of(*known, **more))
        return heard[-1]

    room.of_selection = listening
    cases: list[Case] = []
    for row in (row for file in files for row in read_rows(Path(file))):
        if SKIPPED & set(row.tags):
            continue
        heard.clear()
        outcome = next(run([row]))
        if heard and outcome.selected:
            cases.append((row.id, heard[0], outcome.verdict.right))
    room.of_selection = evidence_of
    return cases


def stored() -> list[Case]:
    """First runs: id, sure, slips, steps in a clause, words, right."""
    lines = STORED.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [
        (
            one,
            of_edit(sure=float(sure), slips=int(slips), steps=float(steps), words=int(words)),
            right == "1",
        )
        for one, sure, slips, steps, words, right in rows
    ]


def fitted(cases: list[Case], ridge: float) -> dict[str, float]:
    """The log odds of a base and of each piece of evidence."""
    names = list(cases[0][1])
    base, worth = 2.0, dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        up, ups = 0.0, dict.fromkeys(names, 0.0)
        for _, evidence, right in cases:
            error = right - said(base, worth, evidence)
            up += error
            for name in names:
                ups[name] += error * evidence[name]
        base += RATE * up / len(cases)
        for name in names:
            step = RATE * (ups[name] - ridge * worth[name]) / len(cases)
            worth[name] = min(0.0, worth[name] + step)
    return {"base": base, **worth}


def said(base: float, worth: dict[str, float], evidence: dict[str, float]) -> float:
    """The chance by a table."""
    return 1 / (1 + math.exp(-base - sum(worth[name] * much for name, much in evidence.items())))


def error(pairs: list[tuple[float, bool]]) -> float:
    """The expected calibration error over ten bins."""
    bins: dict[int, list[float]] = {}
    for chance, right in pairs:
        bins.setdefault(min(int(chance * 10), 9), []).append(chance - right)
    return sum(abs(sum(off)) for off in bins.values()) / len(pairs)


def main(kind: Any, files: list[str]) -> None:
    """Fit, check and print."""
    cases = stored() if kind == "edit" else collected(files)
    ids = sorted({one for one, _, _ in cases})
    pairs: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        left_out = set(ids[fold::FOLDS])
        table = fitted([c for c in cases if c[0] not in left_out], RIDGE[kind])
        base = table.pop("base")
        pairs += [(said(base, table, e), right) for one, e, right in cases if one in left_out]
    right = sum(one for _, _, one in cases)
    print(f"# {right} of {len(cases)} right; error on rows left out {error(pairs):.3f}")
    table = fitted(cases, RIDGE[kind])
    table["base"] -= UNSEEN[kind]
    known = weights(kind)
    for name, worth in table.items():
        print(f"{kind}\t{name}\t{worth:.2f}\t# now {known.get(name, 0.0):.2f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
