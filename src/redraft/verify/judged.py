"""What the rules found on a component, kept with it for as long as it is there.

A component never changes, so what its own fields break stays true while the facts are the
same; whether its text can be read, while the same is behind it. Only that is kept which tells
findings apart: what is to be said of one is worked out when it is told.

May import: document.
"""

from __future__ import annotations

from typing import NamedTuple

from redraft.document.blueprint import Component
from redraft.document.ground import Backing
from redraft.verify.facts import Facts

#: by rule, in the order of `rules.OWN`: the properties that it found something wrong with
Broken = tuple[tuple[str, ...], ...]


class Judged(NamedTuple):
    """What is known of one component under some facts: None where it was not asked for.

    ``low``: its text can hardly be read, with ``behind`` behind it.
    """

    facts: Facts
    own: Broken | None
    behind: Backing | None
    low: bool


def judged(component: Component, facts: Facts) -> Judged | None:
    """What is known of a component under these facts."""
    kept: Judged | None = component.judged
    return kept if kept is not None and kept.facts is facts else None


def note_own(component: Component, facts: Facts, own: Broken) -> None:
    """Keep what the rules on a component by itself found."""
    kept = judged(component, facts)
    behind, low = (None, False) if kept is None else (kept.behind, kept.low)
    component.judged = Judged(facts, own, behind, low)


def note_low(
    kept: Judged | None,
    component: Component,
    facts: Facts,
    now: Backing,
    low: bool,  # noqa: FBT001
) -> None:
    """Keep whether the text of a component can be read, beside what is known of it."""
    component.judged = Judged(facts, None if kept is None else kept.own, now, low)
