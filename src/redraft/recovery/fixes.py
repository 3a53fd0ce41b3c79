"""Findings that an edit introduced: the write that mends each, said as a command.

A command that broke something is offered with its repair first: the user's words, then what
a run with `recover=all` put right, said in clauses; the repair alone after that.

May import: verify, serialize, document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any, Final

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.document.lengths import clean, read_px
from redraft.document.properties import PROPERTIES
from redraft.recovery.names import name
from redraft.recovery.phrases import keys, say
from redraft.serialize import Result
from redraft.verify import Finding, Fix, findings_on, fix_of

#: so many repairs are said in one command
_CLAUSES_MAX: Final = 4
_ENDS: Final = " .!?\n"
#: what is said of a place along an axis: how far back, how far on
_AXES: Final = {"x": ("push left", "push right"), "y": ("push up", "push down")}
_PX: Final = frozenset({"width", "height", "font size"})


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


def with_repair(command: str, fixed: Result, about: Diagnostic) -> Iterator[str]:
    """The command with what mended it in a run that was allowed to, all of it or what ``about`` is on."""
    mended = list(_mended(fixed))
    concerned = {about.component, *about.components}
    own = [fix for fix in mended if fix.component in concerned]
    bare = command.rstrip(_ENDS)
    for group in (mended, own) if own != mended else (mended,):
        if not 0 < len(group) <= _CLAUSES_MAX:
            continue
        for section in ("instead", "fix bare"):
            clauses = [said for fix in group if (said := _clause(fixed, fix, section)) is not None]
            if len(clauses) < len(group):
                continue
            second = reduce(lambda a, b: say("instead", "and", first=a, second=b), clauses)
            yield say("instead", "and", first=bare, second=second)
            if section == "instead":
                yield say("instead", "then", first=bare, second=second)
                yield say("instead", "then", first=second, second=bare)


def _mended(fixed: Result) -> Iterator[Fix]:
    """What a run put right, by how much where it is a place; without what only moved along."""
    outline, after = fixed.after.outline, fixed.after
    put: dict[tuple[str, str], tuple[Any, Any]] = {}
    for change in fixed.changes:
        if change.reason == "fix" and change.component is not None and change.component in after:
            leaf = (change.component, change.property)
            put[leaf] = (put.get(leaf, (change.before, None))[0], change.after)
    for (whom, said), (was, now) in put.items():
        if said not in _AXES:
            yield Fix(whom, said, now)
        elif not any((outline.ids[a], said) in put for a in outline.ancestors(outline.index[whom])):
            yield Fix(whom, said, now - was)


def _clause(fixed: Result, fix: Fix, section: str) -> str | None:
    """A repair as a clause; one that moves something says how far."""
    if fix.property not in _AXES:
        return worded(fixed.after, fix, section)
    way = _AXES[fix.property][fix.value > 0]
    return worded(fixed.after, Fix(fix.component, way, clean(abs(fix.value))), section)


def worded(document: Document, fix: Fix, section: str = "instead") -> str | None:
    """A write as a command; by another section of the templates as a part of one."""
    i = document.find(fix.component)
    target = None if i is None else name(document, i)
    if target is None:
        return None
    px = read_px(fix.value) if fix.property in _PX else None
    value = f"{fix.value}" if px is None else f"{clean(px)}"
    template = f"fix {fix.property}"
    if template in keys(section):
        return say(section, template, target=target, value=value)
    if section != "instead" or fix.property not in PROPERTIES:
        return None
    said = say("property", fix.property)
    return say("instead", "set", property=said, target=target, value=value)
