"""What a command did, in one word, by comparing the documents before and after.

The words are DesignBench's: good, wrong-object, wrong-edit, partial-edit,
collateral, no-edit, crash; for what should be refused: refused, wrongly-applied,
and wrong-refusal where nothing was changed but for another reason than the row's.

May import: evaluation's other modules but the runner.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from redraft.evaluation.leaves import (
    ABSENT,
    Difference,
    Differences,
    Leaf,
    Leaves,
    differences,
    parents_of,
)
from redraft.evaluation.rows import APPLIED, Alternative, Expect, Status, Write
from redraft.evaluation.values import Screen, Seen, check, places_of

Class = Literal[
    "good",
    "refused",
    "partial-edit",
    "no-edit",
    "wrong-refusal",
    "collateral",
    "wrong-edit",
    "wrong-object",
    "wrongly-applied",
    "crash",
]

CLASSES: Final[tuple[Class, ...]] = Class.__args__  # type: ignore[attr-defined]
RIGHT: Final = frozenset({"good", "refused"})
#: The outcomes that change a document in a way nobody asked for.
WRONG: Final = frozenset({"collateral", "wrong-edit", "wrong-object", "wrongly-applied"})

#: Statuses of a result that left the document alone.
REFUSALS: Final[tuple[Status, ...]] = ("failed", "conflicted", "rejected")

#: A child moves with its parent; each may have been rounded by itself.
RIGID_OFF: Final = 1.0


class Happened(NamedTuple):
    """What came of a command. ``reasons`` are (component, property, reason) of the listed changes."""

    status: str
    screen: Screen
    codes: tuple[str, ...] = ()
    reasons: frozenset[tuple[str | None, str, str]] = frozenset()


class Verdict(NamedTuple):
    """One word, and what a person needs to see why."""

    outcome: Class
    seen: tuple[Seen, ...] = ()
    unasked: tuple[tuple[Leaf, Difference], ...] = ()
    note: str = ""

    @property
    def right(self) -> bool:
        """Whether this is what the row wants."""
        return self.outcome in RIGHT

    @property
    def wrong(self) -> bool:
        """Whether the document was changed in a way that the row does not want."""
        return self.outcome in WRONG


def judge(expect: Expect, before: Screen, happened: Happened) -> Verdict:
    """Judge an edit against everything that its row accepts."""
    changed = differences(before.leaves, happened.screen.leaves)
    verdicts = [_judge_one(one, before, happened, changed) for one in alternatives(expect)]
    best = min(verdicts, key=lambda verdict: CLASSES.index(verdict.outcome))
    if not best.right and expect.accept_refusal and happened.status in REFUSALS and not changed:
        return Verdict("good", note="refused, which the row accepts")
    return best


def judge_selection(expect: Expect, ids: list[str]) -> tuple[Verdict, bool]:
    """Judge a selection: good if the first component is one that is meant; and whether all are.

    >>> judge_selection(Expect(targets=("a", "b")), ["b"])
    (Verdict(outcome='good', seen=(), unasked=(), note=''), False)
    """
    targets = expect.targets or ()
    if not ids:
        if targets:
            return Verdict("no-edit", note="nothing was named"), False
        return Verdict("good"), True
    exact = set(ids) == set(targets) or (len(ids) == 1 and ids[0] in expect.same_place)
    if ids[0] in targets or ids[0] in expect.same_place:
        return Verdict("good"), exact
    return Verdict("wrong-object"), False


class Wanted(NamedTuple):
    """One outcome that a row accepts: an edit, or a refusal."""

    writes: tuple[Write, ...]
    only: bool
    statuses: tuple[Status, ...]
    codes: tuple[str, ...]
    refusal: bool


def alternatives(expect: Expect) -> list[Wanted]:
    """The row's own outcome first; one that may be an edit or a refusal counts as two."""
    own = Alternative(expect.writes, expect.only, expect.status, expect.codes)
    wanted: list[Wanted] = []
    for one in (own, *expect.any):
        statuses = one.status or (own.status if one.writes and own.writes else None)
        if statuses is None:
            statuses = REFUSALS if one.codes and not one.writes else ("success",)
        only = expect.only if one.only is None else one.only
        edits = tuple(status for status in statuses if status in APPLIED)
        refusals = tuple(status for status in statuses if status not in APPLIED)
        if edits:
            wanted.append(Wanted(one.writes, only, edits, one.codes, refusal=False))
        if refusals:
            wanted.append(Wanted((), True, refusals, one.codes, refusal=True))
    return wanted


def _judge_one(wanted: Wanted, before: Screen, happened: Happened, changed: Differences) -> Verdict:
    if wanted.refusal:
        return _judge_refusal(wanted, happened, changed)
    seen = tuple(check(write, before, happened.screen) for write in wanted.writes)
    unasked = _unasked(wanted.writes, before, happened, changed)
    done = all(one.held for one in seen)
    if not changed and not (done and happened.status in wanted.statuses):
        return Verdict("no-edit", seen)
    if done:
        if unasked and wanted.only:
            return Verdict("collateral", seen, unasked)
        if happened.status in wanted.statuses:
            return Verdict("good", seen)
        outcome: Class = "partial-edit" if happened.status == "partial" else "wrong-edit"
        return Verdict(outcome, seen, note=f"the status is {happened.status}")
    return Verdict(_missed(wanted.writes, seen, unasked, changed), seen, unasked)


def _judge_refusal(wanted: Wanted, happened: Happened, changed: Differences) -> Verdict:
    if changed or happened.status in APPLIED:
        return Verdict("wrongly-applied", unasked=tuple(changed.items()))
    if happened.status not in wanted.statuses:
        return Verdict("wrong-refusal", note=f"the status is {happened.status}")
    if wanted.codes and not set(wanted.codes) & set(happened.codes):
        said = ", ".join(happened.codes) or "nothing"
        return Verdict("wrong-refusal", note=f"the codes are {said}")
    return Verdict("refused")


def _missed(
    writes: tuple[Write, ...],
    seen: tuple[Seen, ...],
    unasked: tuple[tuple[Leaf, Difference], ...],
    changed: Differences,
) -> Class:
    """Name an edit that did not do all that was asked."""
    meant = {write.component for write in writes}
    if not {leaf.component for leaf in changed} & meant:
        return "wrong-object"
    if {leaf.component for leaf, _ in unasked} - meant:
        return "wrong-object"
    if unasked or any(not one.held and one.before != one.after for one in seen):
        return "wrong-edit"
    return "partial-edit"


def _unasked(
    writes: tuple[Write, ...], before: Screen, happened: Happened, changed: Differences
) -> tuple[tuple[Leaf, Difference], ...]:
    """The changed leaves that neither the row asks for nor its rules excuse.

    Excused are moves that the result lists as reflow, sizes and places of the row's own
    components that it lists as adjusted, and children that move as their parent does.
    """
    if not changed:
        return ()
    allowed: set[Leaf] = set()
    for write in writes:
        allowed |= places_of(write, (before, happened.screen))
    meant = {write.component for write in writes}
    left = {
        leaf: difference
        for leaf, difference in changed.items()
        if leaf not in allowed and not _is_excused(leaf, meant, happened.reasons)
    }
    if any(_axis(leaf) is not None for leaf in left):
        for leaf in _carried(changed, left, before.leaves):
            del left[leaf]
    return tuple(left.items())


def _is_excused(
    leaf: Leaf, meant: set[str | None], reasons: frozenset[tuple[str | None, str, str]]
) -> bool:
    name = _geometry(leaf)
    if name is None:
        return False
    if name in ("x", "y") and (leaf.component, name, "reflow") in reasons:
        return True
    return leaf.component in meant and (leaf.component, name, "adjusted") in reasons


def _carried(changed: Differences, left: Iterable[Leaf], leaves: Leaves) -> list[Leaf]:
    """Of the leaves that nobody asked for, those of components that moved as their parent did.

    A parent whose own move is still unaccounted for carries nothing; one without a place
    of its own passes on its parent's move.
    """
    left = set(left)
    placed = {(leaf.component, _axis(leaf)) for leaf in leaves}
    moved: dict[tuple[str, str], float] = {}
    for leaf, difference in changed.items():
        axis = _axis(leaf)
        if axis is not None and leaf.component is not None and leaf not in left:
            moved[leaf.component, axis] = _distance(difference)
    own = {(leaf.component, _axis(leaf)): leaf for leaf in left}
    carried: list[Leaf] = []
    for component, parent in parents_of(leaves).items():
        for axis in ("x", "y"):
            if parent is None or (parent, axis) not in moved:
                continue
            by = moved[parent, axis]
            if (component, axis) not in placed:
                moved[component, axis] = by
            leaf_or_none = own.get((component, axis))
            if leaf_or_none is None:
                continue
            if abs(_distance(changed[leaf_or_none]) - by) <= RIGID_OFF:
                carried.append(leaf_or_none)
                moved[component, axis] = by
    return carried


def _geometry(leaf: Leaf) -> str | None:
    """The property that a leaf of place or size belongs to, else None."""
    match leaf.keys:
        case ("bbox", int() as slot) if slot < 4:
            return ("x", "y", "width", "height")[slot]
        case ("visual" | "style", "position", ("x" | "y") as axis):
            return axis
        case ("visual" | "style", ("width" | "height" | "size") as name):
            return name
        case _:
            return None


def _axis(leaf: Leaf) -> str | None:
    name = _geometry(leaf)
    return name if name in ("x", "y") else None


def _distance(difference: Difference) -> float:
    before: Any = difference.before
    after: Any = difference.after
    if before is ABSENT or after is ABSENT:
        return float("nan")
    try:
        return float(after) - float(before)
    except (TypeError, ValueError):
        return float("nan")
