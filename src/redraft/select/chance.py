"""What evidence is worth: the chance that what was read is what was meant.

Each piece of evidence adds to the log odds or takes away from them; ``chance.tsv`` says how
much, and ``benchmarks/calibrate.py`` fits it to results that are known to be right or wrong.

    K-1  more of what speaks against a result never makes it likelier

May import: nothing of Redraft.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

Kind = Literal["edit", "select"]

#: Nothing is surer, or less sure, than this.
_CERTAIN: Final = 0.98

#: A reading is as sure as it can be; what it lacks is doubt, all of which is this much.
_DOUBT_MAX: Final = 0.4
_SLIPS_MAX: Final = 2
#: So many steps of a clause, and so many words, are nothing unusual.
_STEPS: Final = 3
_WORDS: Final = 10
#: A next best that weighs less than this share of the best is no rival; and what weighs more
#: is not weak.
_RIVAL: Final = 0.5
_STRONG: Final = 0.6
#: What weighs so much of it is as likely.
_SAME: Final = 0.95


def of_edit(*, sure: float, slips: int, steps: float, words: int) -> dict[str, float]:
    """The evidence on an edit: ``steps`` in a clause, ``words`` in the command.

    >>> of_edit(sure=0.97, slips=0, steps=2, words=8)["dense"]
    0.0
    """
    return {
        "doubt": min((1 - sure) / _DOUBT_MAX, 1.0),
        "slips": float(min(slips, _SLIPS_MAX)),
        "dense": min(max(0.0, steps - _STEPS), 3.0),
        "long": min(max(0.0, words / _WORDS - 1), 2.0),
    }


def of_selection(weight: float, others: Sequence[float], *, placed: bool) -> dict[str, float]:
    """The evidence on what a phrase names: how heavy it is, and the others; ``placed``: the
    words say where it is rather than what.

    >>> of_selection(1.0, [0.3], placed=False)["rival"]
    0.0
    """
    ratio = min(max(others, default=0.0) / weight, 1.0) if weight else 1.0
    crowd = sum(other >= _SAME * weight for other in others)
    return {
        "rival": max(0.0, ratio - _RIVAL) / (1 - _RIVAL),
        "crowd": math.log2(max(crowd, 1)),
        "weak": max(0.0, _STRONG - weight) / _STRONG,
        "placed": float(placed),
    }


def chance(kind: Kind, evidence: Mapping[str, float]) -> float:
    """The chance that a result with this evidence is what was meant.

    >>> chance("select", {"rival": 1.0}) < chance("select", {"rival": 0.0}) < 1
    True
    """
    worth = weights(kind)
    odds = worth["base"] + sum(worth[name] * much for name, much in evidence.items())
    return min(max(1 / (1 + math.exp(-odds)), 1 - _CERTAIN), _CERTAIN)


@cache
def weights(kind: Kind) -> dict[str, float]:
    """What each piece of evidence is worth, in log odds."""
    lines = (Path(__file__).parent / "chance.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(worth) for one, name, worth in rows if one == kind}
