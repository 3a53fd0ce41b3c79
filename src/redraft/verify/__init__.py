"""Stage 3: is it still a good screen? Rules, the full check, and what an edit introduced.

    V-1  the incremental report equals the full report after any sequence of edits
    V-5  what an edit introduced is found without a report, and is the same

The engine calls `introduced_by`, and `structure` where structural edits are off.

May import: document, diagnostics.
"""

from redraft.verify.checking import (
    check,
    findings_on,
    in_turn,
    introduced,
    introduced_by,
    introduced_by_each,
    introduced_since,
    recheck,
)
from redraft.verify.contrast import ground_of, text_color_of
from redraft.verify.counts import Counts, counting
from redraft.verify.finding import Finding, Fix, Policy
from redraft.verify.outline import structure
from redraft.verify.policy import diagnostic_of, diagnostics_of, fix_of, severity_under
from redraft.verify.reach import reach
from redraft.verify.report import Report
from redraft.verify.rules import RULES, Rule

__all__ = [
    "RULES",
    "Counts",
    "Finding",
    "Fix",
    "Policy",
    "Report",
    "Rule",
    "check",
    "counting",
    "diagnostic_of",
    "diagnostics_of",
    "findings_on",
    "fix_of",
    "ground_of",
    "in_turn",
    "introduced",
    "introduced_by",
    "introduced_by_each",
    "introduced_since",
    "reach",
    "recheck",
    "severity_under",
    "structure",
    "text_color_of",
]
