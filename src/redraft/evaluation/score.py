"""Many outcomes in a few numbers: how often right, how often wrong, and whether it knew.

A wrong edit is worse than none, so the two are never added up. Confidence is held
to what it says: of the results that say 0.9, nine in ten are right.

May import: evaluation's other modules.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from redraft.evaluation.judge import CLASSES, Class, alternatives
from redraft.evaluation.rows import APPLIED
from redraft.evaluation.runner import Outcome

BINS: Final = 10


class Share(msgspec.Struct, frozen=True):
    """How many of so many rows were right, and how many changed what nobody asked for."""

    rows: int
    right: int
    wrong: int

    @property
    def good_share(self) -> float:
        """The share of rows that came out as they say."""
        return self.right / self.rows if self.rows else math.nan

    @property
    def wrong_share(self) -> float:
        """The share of rows that ended in a wrong edit."""
        return self.wrong / self.rows if self.rows else math.nan


class Bin(msgspec.Struct, frozen=True):
    """The applied results whose confidence lies in [low, high): what they said and were."""

    low: float
    high: float
    rows: int
    said: float
    right: float


class Score(msgspec.Struct, frozen=True):
    """The score of one run. Times are in milliseconds a command."""

    total: Share
    classes: dict[Class, int]
    tags: dict[str, Share]
    edits: Share
    refusals: Share
    selections: Share
    selections_exact: int
    suggestions: int
    suggestions_asked: int
    meant: int
    meant_asked: int
    calibration: tuple[Bin, ...]
    calibration_error: float | None
    median_ms: float
    p95_ms: float

    def to_dict(self) -> dict[str, Any]:
        """Return the score as plain JSON values, shares worked out.

        >>> score([]).to_dict()["total"]
        {'rows': 0, 'right': 0, 'wrong': 0, 'good_share': None, 'wrong_share': None}
        """
        plain: dict[str, Any] = msgspec.to_builtins(self)
        for name in ("total", "edits", "refusals", "selections"):
            plain[name] = _share_dict(getattr(self, name))
        plain["tags"] = {tag: _share_dict(share) for tag, share in self.tags.items()}
        return plain


def score(outcomes: Iterable[Outcome]) -> Score:
    """Count outcomes.

    A row counts as a refusal where its own words in ``expect`` accept no edit, as a
    selection where it has targets, else as an edit.
    """
    listed = list(outcomes)
    kinds = {kind: [o for o in listed if kind_of(o) == kind] for kind in KINDS}
    counted = Counter(o.verdict.outcome for o in listed)
    tags = sorted({tag for o in listed for tag in o.row.tags})
    bins, error = calibration(listed)
    times = sorted(o.seconds * 1000 for o in listed)
    return Score(
        total=_share(listed),
        classes={name: counted[name] for name in CLASSES if counted[name]},
        tags={tag: _share([o for o in listed if tag in o.row.tags]) for tag in tags},
        edits=_share(kinds["edit"]),
        refusals=_share(kinds["refusal"]),
        selections=_share(kinds["selection"]),
        selections_exact=sum(o.exact is True for o in kinds["selection"]),
        suggestions=sum(o.suggested is True for o in listed),
        suggestions_asked=sum(o.suggested is not None for o in listed),
        meant=sum(o.meant is True for o in listed),
        meant_asked=sum(o.meant is not None for o in listed),
        calibration=bins,
        calibration_error=error,
        median_ms=_quantile(times, 0.5),
        p95_ms=_quantile(times, 0.95),
    )


KINDS: Final = ("edit", "refusal", "selection")


def kind_of(outcome: Outcome) -> str:
    """Say what a row asks for: an edit, a refusal or a selection."""
    expect = outcome.row.expect
    if expect.targets is not None:
        return "selection"
    return "refusal" if all(wanted.refusal for wanted in alternatives(expect)) else "edit"


def calibration(outcomes: Iterable[Outcome]) -> tuple[tuple[Bin, ...], float | None]:
    """Compare what applied results, and selections of anything, say of themselves with what they are.

    Returns ten bins of equal width, empty ones left out, and the expected calibration
    error: the mean distance of the two, weighted by the rows of each bin.
    """
    said: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        done = outcome.status in APPLIED or outcome.selected
        if outcome.confidence is not None and done:
            place = min(int(outcome.confidence * BINS), BINS - 1)
            said[place].append((outcome.confidence, outcome.verdict.right))
    rows = sum(map(len, said))
    if not rows:
        return (), None
    bins = tuple(
        Bin(
            place / BINS,
            (place + 1) / BINS,
            len(pairs),
            sum(confidence for confidence, _ in pairs) / len(pairs),
            sum(right for _, right in pairs) / len(pairs),
        )
        for place, pairs in enumerate(said)
        if pairs
    )
    return bins, sum(b.rows * abs(b.said - b.right) for b in bins) / rows


def _share(outcomes: Sequence[Outcome]) -> Share:
    return Share(
        len(outcomes),
        sum(o.verdict.right for o in outcomes),
        sum(o.verdict.wrong for o in outcomes),
    )


def _share_dict(share: Share) -> dict[str, Any]:
    return {
        "rows": share.rows,
        "right": share.right,
        "wrong": share.wrong,
        "good_share": share.good_share if share.rows else None,
        "wrong_share": share.wrong_share if share.rows else None,
    }


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value that so large a share of the ordered values does not exceed."""
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]
