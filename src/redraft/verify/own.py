"""What a component's own fields break, kept with the component; renewed rule by rule.

A component never changes, so what its rules found stays true while the facts do. The next
version of it breaks the same rules, of those that read nothing of what was changed.

    V-6  renewed(a, b) == broken(b) for versions a, b of one component

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.difference import Edited
from redraft.verify.counts import Counts
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding
from redraft.verify.judged import Broken, judged, note_own
from redraft.verify.rules import OWN

_COUNT: Final = len(OWN)


def broken(document: Document, component: Component, facts: Facts, counts: Counts | None) -> Broken:
    """Return the properties with which each rule finds something wrong; kept with the component."""
    kept = judged(component, facts)
    if kept is not None and kept.own is not None:
        return kept.own
    if counts is not None:
        counts.components += 1
        counts.rules += _COUNT
    made = tuple(
        [tuple([f.property for f in rule.check(document, component, facts)]) for rule in OWN]
    )
    note_own(component, facts, made)
    return made


def renewed(document: Document, edit: Edited, facts: Facts, counts: Counts | None) -> Broken:
    """Return what is broken in the new version of a component, by what was in the old one."""
    kept, known = judged(edit.new, facts), judged(edit.old, facts)
    if kept is not None and kept.own is not None:
        return kept.own
    if known is None or known.own is None:
        return broken(document, edit.new, facts, counts)
    component, keys = edit.new, edit.keys
    made = list(known.own)
    skipped = 0
    for k, rule in enumerate(OWN):
        if rule.reads.isdisjoint(keys):
            skipped += 1
        elif rule.renew is not None:
            made[k] = rule.renew(document, component, facts, keys, made[k])
        else:
            made[k] = tuple([f.property for f in rule.check(document, component, facts)])
    if counts is not None:
        counts.components += 1
        counts.rules += _COUNT - skipped
        counts.skipped += skipped
    result = tuple(made)
    note_own(component, facts, result)
    return result


def new_own(
    document: Document, component: Component, facts: Facts, then: Broken, now: Broken
) -> Iterator[Finding]:
    """Find what was not broken then and is now."""
    for rule, was, is_now in zip(OWN, then, now, strict=True):
        if is_now and is_now != was and not set(is_now) <= set(was):
            for finding in rule.check(document, component, facts):
                if finding.property not in was:
                    yield finding


def own_findings(
    document: Document, component: Component, facts: Facts, counts: Counts | None
) -> Iterator[Finding]:
    """Find all that is broken, of the rules that are."""
    for rule, properties in zip(OWN, broken(document, component, facts, counts), strict=True):
        if properties:
            yield from rule.check(document, component, facts)
