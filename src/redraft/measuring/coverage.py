"""The coverage report: what was asked for, where it is, what holds it, and the figure measured.

A template is Markdown in which ``{source: name}`` stands for one figure: of a stored run of
`redraft bench` (``{W4: 50 steps, 100 components}``, ``{off: plan cache: 2 clauses, 100 components}``),
of a stored self-test (``{selftest: rollback integrity}``), of stored faults and scores (``{faults: wrong}``, ``{unseen: right}``).

May import: measuring.rows, measuring.report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from redraft.measuring.report import figure_of
from redraft.measuring.rows import Run

_FIGURE: Final = re.compile(r"\{([A-Za-z0-9]+): ([^{}]+)\}")


def _counted(faults: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the counts of `redraft faults --json` come to."""
    kinds = faults.get("kinds", ())
    count = sum(kind["n"] for kind in kinds)
    if count:
        wrong = sum(kind["wrong"] for kind in kinds)
        well = sum(kind["well"] * kind["n"] for kind in kinds)
        yield "count", f"{count:,}"
        yield "seed", str(faults["seed"])
        yield "well", f"{100 * well / count:.1f} %"
        yield "wrong", f"{100 * wrong / count:.1f} %"


def coverage(
    template: str,
    run: Run,
    selftest: Mapping[str, Any],
    faults: Mapping[str, Any],
    unseen: Mapping[str, Any],
) -> str:
    """The template with its figures. Raises ValueError where it names one that there is not.

    >>> from redraft.measuring.rows import Machine, Row
    >>> run = Run(Machine("3.11", "Linux", "a chip", 2, 500.0), (Row("W8", "undo", 0.2, "µs", 20),))
    >>> coverage("undo takes {W8: undo}", run, {"checks": []}, {}, {})
    'undo takes 0.2 µs'
    """
    known = {(row.workload, row.case): figure_of(row) for row in run.rows}
    known |= {("selftest", check["name"]): str(check["figure"]) for check in selftest["checks"]}
    known |= {("selftest", f"{c['name']}, done"): str(c["did"]) for c in selftest["checks"]}
    known |= {("faults", name): said for name, said in _counted(faults)}
    if unseen:
        total = unseen["total"]
        known["unseen", "rows"] = f"{total['rows']:,}"
        known["unseen", "right"] = f"{100 * total['good_share']:.0f} %"
        known["unseen", "wrong"] = f"{100 * total['wrong_share']:.1f} %"
    at = run.machine
    known["machine", "bench"] = f"{at.processor or at.system}, {at.cores} cores, Python {at.python}"

    def figure(found: re.Match[str]) -> str:
        name = (found[1], found[2])
        if name not in known:
            raise ValueError(f"no stored run has the figure “{found[1]}: {found[2]}”")
        return known[name]

    return _FIGURE.sub(figure, template)
