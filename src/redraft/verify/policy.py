"""What a finding means under a policy, and how it is told.

May import: document, diagnostics, and the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.diagnostics import Diagnostic, Severity
from redraft.document.blueprint import Document
from redraft.document.properties import PROPERTIES, spelling
from redraft.verify import contrast
from redraft.verify.finding import Finding, Fix, Policy

#: What is adjusted with a notice as a rule, and is an error where the policy is strict.
ADJUSTMENTS: Final = frozenset({"target-size.small", "text-size.small", "value.clamped"})


def severity_under(policy: Policy, finding: Finding) -> Severity:
    """Return how serious a finding is: "strict" makes errors of warnings and adjustments.

    >>> low = Finding("contrast.low", ("a",), "text colour", "warning")
    >>> severity_under("standard", low), severity_under("strict", low)
    ('warning', 'error')
    """
    if policy == "strict" and (finding.severity == "warning" or finding.code in ADJUSTMENTS):
        return "error"
    return finding.severity


def diagnostics_of(
    findings: Iterable[Finding], document: Document, policy: Policy = "standard"
) -> list[Diagnostic]:
    """Return findings as diagnostics on a document, with the path of what each is about.

    Suggestions are commands and none of this room's business; see `fix_of`.
    """
    return [diagnostic_of(f, document, severity_under(policy, f)) for f in findings]


def diagnostic_of(finding: Finding, document: Document, severity: Severity) -> Diagnostic:
    """Return one finding as a diagnostic, as serious as it is said to be.

    >>> page = Document.of({"components": [{"id": "a", "type": "text"}]})
    >>> diagnostic_of(Finding("contrast.low", ("a",), "text colour"), page, "notice").path
    '/components/0'
    """
    named = finding.components
    return Diagnostic(
        finding.code,
        severity,
        finding.message,
        None,
        named[0] if named else None,
        named if len(named) > 1 else (),
        _path(document, finding),
    )


def fix_of(document: Document, finding: Finding) -> Fix | None:
    """Return a write that mends a finding on this document; None where there is no sure one.

    >>> d = Document.of({"components": [
    ...     {"id": "a", "type": "text", "text": "Hi", "visual": {"color": "#EEE"}}]})
    >>> low = contrast.check(d, 0)
    >>> fix_of(d, low)
    Fix(component='a', property='text colour', value='#767676')
    """
    if finding.code == contrast.CODE:
        return contrast.mend(document, finding)
    return finding.fix


def _path(document: Document, finding: Finding) -> str | None:
    """The JSON Pointer of the value, or of the component where the value is not stored."""
    i = document.find(finding.components[0]) if finding.components else None
    if i is None:
        return None
    path = document.outline.path(i)
    component = document.at(i)
    row = PROPERTIES.get(finding.property)
    if row is None:
        field = finding.property
        return f"{path}/{field}" if field and field in component.fields else path
    if row.slot is not None and component.fields.get("bbox") is not None:
        return f"{path}/bbox/{row.slot}"
    key = spelling(component, row)
    if key is None:
        return path
    return f"{path}/{key}" if row.own else f"{path}/{component.style_key}/{key}"
