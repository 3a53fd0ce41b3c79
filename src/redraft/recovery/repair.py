"""What an edit broke, put right by the least: writes that nobody asked for, each with a word on why.

A repair changes nothing that the user asked for or protected; it is tried out, and given up
where it brings another finding along. It stands in this room because it holds the rules
(`verify`) against the writes of a plan (`execute`), which do not know one another.

    M-1  what is mended is gone, and nothing is new: introduced(after) ⊂ introduced(before)
    M-2  no leaf that was asked for, and none that a lock protects, is written
    M-3  a repaired document has nothing to repair: running the same command again mends nothing

May import: verify, execute, plan, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, NoReturn

from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import MISSING, Document
from redraft.document.lengths import clean
from redraft.execute.reflow import push_apart
from redraft.execute.running import Free, Mended
from redraft.execute.transaction import Transaction
from redraft.plan.draft import Draft, px_like
from redraft.select.selectors import Selector
from redraft.verify import Finding, findings_on
from redraft.verify.mending import MENDABLE, ways

#: so many findings of one edit are mended, and so many ways tried for each
FINDINGS_MAX: Final = 64
WAYS_MAX: Final = 12

#: what an edit of the first document that wrote to these components introduced
Introduced = Callable[[Document, Document, Sequence[int]], list[Finding]]

_CONTRAST: Final = "contrast.low"
_OVERLAP: Final = "overlap.new"
#: changes that a notice names
_TOLD_MAX: Final = 4
_PLACES: Final = ("x", "y")


def repairs(
    before: Document,
    after: Document,
    found: Sequence[Finding],
    free: Free,
    introduced: Introduced,
) -> list[Mended]:
    """Return what mends the findings that an edit introduced, in the order in which it is done.

    ``free`` says whether a property of a component may be written; ``introduced`` is asked
    what each repair brings along.
    """
    document, done = after, list[Mended]()
    broken = {f.identity for f in found}
    wanted = sorted((f for f in found if f.code in MENDABLE), key=lambda f: MENDABLE.index(f.code))
    for finding in wanted[:FINDINGS_MAX]:
        now = _still(document, finding)
        if now is None:
            continue
        mended = _mended(before, document, now, free, introduced, broken)
        if mended is not None:
            done.append(mended[0])
            document = mended[1]
    return done


def _still(document: Document, finding: Finding) -> Finding | None:
    """The finding as it is now, after earlier repairs; None where it is gone."""
    i = document.find(finding.components[0])
    found = () if i is None else findings_on(document, (i,))
    return next((f for f in found if f.identity == finding.identity), None)


def _mended(
    before: Document,
    document: Document,
    finding: Finding,
    free: Free,
    introduced: Introduced,
    broken: set[Any],
) -> tuple[Mended, Document] | None:
    """The first way that brings nothing along.

    Who asked for a text's colour gets it: nothing else is changed for it.
    """
    if finding.code == _CONTRAST and not free(finding.components[0], finding.property):
        return None
    for draft in islice(_drafts(before, document, finding, free), WAYS_MAX):
        writes = tuple(w._replace(reason="fix") for w in draft.writes)
        if not all(free(draft.name(w.at or 0), w.property) for w in writes):
            continue
        trial = Transaction(document)
        trial.apply(0, writes)
        tried = trial.document
        if tried is document or _still(tried, finding) is not None:
            continue
        along = introduced(document, tried, trial.touched())
        if all(f.identity in broken for f in along):
            return Mended(writes, _told(finding, trial)), tried
    return None


def _drafts(before: Document, document: Document, finding: Finding, free: Free) -> Iterator[Draft]:
    """Each way to mend a finding, as pending writes."""
    if finding.code == _OVERLAP:
        yield _room_made(before, document, finding, free)
    for way in ways(before, document, finding):
        draft = Draft(document, _nobody)
        for fix in way.fixes:
            i = document.outline.index[fix.component]
            if way.carries and fix.property in _PLACES:
                draft.slide(i, fix.property, fix.value)
            else:
                stored = draft.drawn(i, fix.property)
                value = fix.value
                draft.put(
                    i, fix.property, value if isinstance(value, str) else px_like(stored, value)
                )
        yield draft


def _room_made(before: Document, document: Document, finding: Finding, free: Free) -> Draft:
    """What lies newly on the other pushes it on, and that what it meets in its turn."""
    draft = Draft(document, _nobody)
    changed = [
        document.outline.index[name]
        for name in finding.components
        if (i := before.find(name)) is None or before.at(i).box != document[name].box
    ]
    put = [i for i in changed if not all(free(draft.name(i), axis) for axis in _PLACES)]
    if changed:
        push_apart(before, draft, changed, put)
    return draft


def _nobody(selector: Selector) -> NoReturn:
    raise AssertionError(f"a repair looks for nothing: {selector!r}")


def _told(finding: Finding, trial: Transaction) -> Diagnostic:
    said = "; ".join(
        f"{change.property} of “{change.component}” is {_value(change.after)}"
        + ("" if change.before is MISSING else f" instead of {_value(change.before)}")
        for change in trial.changes[:_TOLD_MAX]
    )
    return Diagnostic(
        finding.code,
        "notice",
        f"{said}: else {finding.message}",
        component=finding.components[0],
        components=finding.components if len(finding.components) > 1 else (),
    )


def _value(stored: Any) -> str:
    return f"{clean(stored)}" if isinstance(stored, float) else f"{stored}"
