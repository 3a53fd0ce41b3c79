"""Going on with a command that was done in part: “do the rest with the second card”, “the rest with green”.

The clauses that were not done are asked for again; what could not be found in them is what is
named now. Which those are is not a matter of words: `Left` says it, and whoever has the
document works it out.

May import: decompose.reading, plan.steps, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from redraft.decompose.reading import FollowUp, Reading, Span
from redraft.plan.steps import Clause, Lock, Plan, Set, SetToken, Step
from redraft.select.selectors import Selector


class Said(str):
    """A command of a conversation with what came of it: the spans of the clauses that were not done.

    ``done`` is False where none of it was, because it was refused or taken back.

    >>> said = Said("make the header red and the frobble blue", undone=((24, 40),))
    >>> said == "make the header red and the frobble blue", said.undone
    (True, ((24, 40),))
    """

    undone: tuple[Span, ...]
    done: bool

    def __new__(cls, command: str, *, undone: Sequence[Span] = (), done: bool = True) -> Said:
        """Note what came of a command."""
        made = super().__new__(cls, command)
        made.undone, made.done = tuple(undone), done
        return made


class Left(NamedTuple):
    """A clause that was not done, and the descriptions in it that fit nothing.

    ``filled``: it was read with what is named now. ``sound``: nothing is wrong with it, it was
    only taken back with the others.
    """

    clause: Clause
    missing: tuple[Selector, ...] = ()
    filled: bool = False
    sound: bool = False


def go_on(reading: Reading, left: Sequence[Left], locks: Sequence[Lock] = ()) -> Reading:
    """Fill the follow-up with what is left of the command before; the reading itself where nothing fits.

    >>> from redraft.decompose import read
    >>> before = read("make the frobble red").plan.clauses[0]
    >>> missing = (before.steps[0].target,)
    >>> went_on = go_on(read("do the rest with the footer"), [Left(before, missing)])
    >>> went_on.plan.clauses[0].steps[0].target.words
    ('footer',)
    """
    said = reading.follows
    if said is None or not left:
        return reading
    named = said.target is not None or said.value is not None
    if named and not any(one.filled or _concerns(one, said) for one in left):
        return reading
    text = reading.text[said.span[0] : said.span[1]]
    clauses = [
        Clause(text, said.span, tuple(_aimed(step, one, said) for step in one.clause.steps))
        for one in left
    ]
    kept = tuple(d for d in reading.diagnostics if d.span != said.span)
    again = tuple(_pointing(lock, said.span) for lock in locks)
    return structs.replace(
        reading,
        plan=Plan((*clauses, *reading.plan.clauses), (*again, *reading.plan.locks)),
        diagnostics=kept,
        confidence=round(reading.confidence * 0.95, 4),
        follows=None,
    )


def _concerns(one: Left, said: FollowUp) -> bool:
    """Whether what is named now is what was lacking in a clause."""
    if one.sound:
        return False
    if said.value is not None:
        return not one.missing and any(isinstance(s, (Set, SetToken)) for s in one.clause.steps)
    return bool(one.missing)


def _aimed(step: Step, left: Left, said: FollowUp) -> Step:
    """The step with what is named now in the place of what was not found, pointing at these words."""
    aimed: Step = _moved(step, left.missing, said.target, said.span)
    if left.filled or not _concerns(left, said):
        return aimed
    if said.value is not None and isinstance(aimed, (Set, SetToken)):
        return structs.replace(aimed, value=said.value)
    return aimed


def _pointing(lock: Lock, span: Span) -> Lock:
    moved: Lock = _moved(lock, (), None, span)
    return moved


def _moved(value: Any, missing: Sequence[Selector], target: Selector | None, span: Span) -> Any:
    """The value with ``target`` in the place of each that is missing; all that points does so at ``span``."""
    if isinstance(value, tuple):
        return tuple(_moved(inner, missing, target, span) for inner in value)
    if not isinstance(value, msgspec.Struct):
        return value
    if target is not None and value in missing:
        return target
    fields = {
        name: span if name == "span" and inner is not None else _moved(inner, missing, target, span)
        for name in value.__struct_fields__
        if (inner := getattr(value, name)) is not None
    }
    return structs.replace(value, **fields)
