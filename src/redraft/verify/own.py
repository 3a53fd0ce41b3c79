"""What a component's own fields break, kept with the component; renewed rule by rule.

A component never changes, so what its rules found stays true while the facts do. The next
version of it has all findings of the rules that read nothing of what was changed: the same
tuples, so that what is new among them is seen by looking at the others only.

    V-6  renewed(a, b) == found(b) for versions a, b of one component

May import: document, and the rules.
"""

from __future__ import annotations

from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.difference import Edited
from redraft.verify.counts import Counts
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding
from redraft.verify.judged import Found, judged, note_own
from redraft.verify.rules import OWN

_COUNT: Final = len(OWN)


def found(document: Document, component: Component, facts: Facts, counts: Counts | None) -> Found:
    """Return what the rules on a component by itself find; kept with it."""
    kept = judged(component, facts)
    if kept is not None and kept.own is not None:
        return kept.own
    if counts is not None:
        counts.components += 1
        counts.rules += _COUNT
    made = tuple([tuple(rule.check(document, component, facts)) for rule in OWN])
    note_own(component, facts, made)
    return made


def renewed(document: Document, edit: Edited, facts: Facts, counts: Counts | None) -> Found:
    """Return what the rules find on the new version of a component, by what they found before."""
    kept, known = judged(edit.new, facts), judged(edit.old, facts)
    if kept is not None and kept.own is not None:
        return kept.own
    if known is None or known.own is None:
        return found(document, edit.new, facts, counts)
    component, keys = edit.new, edit.keys
    made = list(known.own)
    skipped = 0
    for k, rule in enumerate(OWN):
        if rule.reads.isdisjoint(keys):
            skipped += 1
        elif rule.renew is not None:
            made[k] = rule.renew(document, component, facts, keys, made[k])
        else:
            made[k] = tuple(rule.check(document, component, facts))
    if counts is not None:
        counts.components += 1
        counts.rules += _COUNT - skipped
        counts.skipped += skipped
    result = tuple(made)
    note_own(component, facts, result)
    return result


def new_own(before: Found, after: Found) -> list[Finding]:
    """Return what was found after and not before."""
    made: list[Finding] = []
    for was, now in zip(before, after, strict=True):
        if now and now is not was:
            known = {f.identity for f in was}
            made.extend([f for f in now if f.identity not in known])
    return made
