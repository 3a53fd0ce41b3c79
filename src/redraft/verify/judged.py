"""What the rules found on a component, kept with it for as long as it is there.

A component never changes, so what its own fields break stays true while the facts are the
same; whether its text can be read, while the same is behind it.

May import: document.
"""

from __future__ import annotations

from typing import NamedTuple

from redraft.document.blueprint import Component
from redraft.document.ground import Backing
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding

#: by rule, in the order of `rules.OWN`
Found = tuple[tuple[Finding, ...], ...]


class Judged(NamedTuple):
    """One component's findings under some facts: None where they were not asked for.

    ``low`` is that on its text, with ``behind`` behind it.
    """

    facts: Facts
    own: Found | None
    behind: Backing | None
    low: Finding | None


def judged(component: Component, facts: Facts) -> Judged | None:
    """What is known of a component under these facts."""
    kept: Judged | None = component.judged
    return kept if kept is not None and kept.facts is facts else None


def note_own(component: Component, facts: Facts, own: Found) -> None:
    """Keep what the rules on a component by itself found."""
    kept = judged(component, facts)
    behind, low = (None, None) if kept is None else (kept.behind, kept.low)
    component.judged = Judged(facts, own, behind, low)


def note_low(component: Component, facts: Facts, behind: Backing, low: Finding | None) -> None:
    """Keep whether the text of a component can be read."""
    kept = judged(component, facts)
    component.judged = Judged(facts, None if kept is None else kept.own, behind, low)
