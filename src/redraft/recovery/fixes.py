"""Findings that an edit introduced: the write that mends each, said as a command.

May import: verify, document.
"""

from __future__ import annotations

from collections.abc import Iterator

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.document.properties import PROPERTIES
from redraft.recovery.names import name
from redraft.recovery.phrases import keys, say
from redraft.verify import Finding, Fix, findings_on, fix_of


def finding_of(document: Document, diagnostic: Diagnostic) -> Finding | None:
    """The finding on a document that a diagnostic tells of, or None."""
    i = None if diagnostic.component is None else document.find(diagnostic.component)
    if i is None:
        return None
    of_code = [f for f in findings_on(document, (i,)) if f.code == diagnostic.code]
    same = [f for f in of_code if f.message == diagnostic.message]
    return next(iter(same or of_code), None)


def fixes(document: Document, finding: Finding) -> Iterator[str]:
    """Commands that would mend a finding, best first."""
    fix = fix_of(document, finding)
    if fix is None:
        return
    said = worded(document, fix)
    if said is not None:
        yield said
    if fix.property == "text colour":
        for colour in keys("readable"):
            said = worded(document, fix._replace(value=colour))
            if said is not None:
                yield said


def worded(document: Document, fix: Fix) -> str | None:
    """A write as a command."""
    i = document.find(fix.component)
    target = None if i is None else name(document, i)
    if target is None:
        return None
    value = f"{fix.value}"
    template = f"fix {fix.property}"
    if template in keys("instead"):
        return say("instead", template, target=target, value=value)
    if fix.property not in PROPERTIES:
        return None
    said = say("property", fix.property)
    return say("instead", "set", property=said, target=target, value=value)
