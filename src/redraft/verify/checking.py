"""The check, thrice: in full, after an edit, and only what an edit introduced.

    V-1  recheck(check(a), a, b, touched) == check(b)
    V-5  introduced_by(a, b, touched) == introduced(check(a), check(b), a, b)
    V-7  introduced_since(a, b, introduced_by(a, b), c) == introduced_by(a, c), where it tells
    V-8  introduced_by_each(a, c, (ab, bc)) == introduced_by(a, b), introduced_by(b, c), where it tells

The later two look at what was touched and at what depends on it, so they cost the same
in a document of any size. A finding is introduced when no finding before had its
identity; two siblings overlap newly when their boxes were apart before.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from redraft.document.blueprint import Document
from redraft.document.difference import Edited, differences
from redraft.document.ground import PAINTED, carry_backings, painted_at, rebacked
from redraft.document.space import Extent, apart, carry, extent_of, space
from redraft.verify import contrast, overlap
from redraft.verify.counts import Counts, counted
from redraft.verify.facts import Facts, carry_facts, facts_of
from redraft.verify.finding import Finding
from redraft.verify.judged import Broken
from redraft.verify.own import broken, new_own, own_findings, renewed
from redraft.verify.report import Report, chunked, entries, entry, in_order, put
from redraft.verify.rules import OWN

#: overlapping pairs that a report keeps
PAIRS_MAX: Final = 200_000
_NOTHING: Final[Broken] = ((),) * len(OWN)


def check(document: Document) -> Report:
    """Check a whole document against every rule; kept in its memo.

    >>> d = Document.of({"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 40]}]})
    >>> [(f.code, f.property) for f in check(d).findings]
    [('target-size.small', 'height')]
    """
    kept: Report | None = document.memo.get("report")
    if kept is not None:
        return kept
    facts = facts_of(document)
    own: dict[int, tuple[Finding, ...]] = {}
    for i in range(len(document)):
        found = _all_own(document, i, facts)
        if found:
            own[i] = found
    listed = list(islice(overlap.pairs(document), PAIRS_MAX + 1))
    crowded = len(listed) > PAIRS_MAX
    later: dict[int, list[int]] = {}
    for i, j in () if crowded else listed:
        later.setdefault(i, []).append(j)
    count = len(document)
    report = document.memo["report"] = Report(
        document,
        chunked(own, count),
        chunked({i: tuple(sorted(found)) for i, found in later.items()}, count),
        crowded=crowded,
        visited=count,
    )
    return report


def recheck(
    report: Report,
    before: Document,
    after: Document,
    touched: Collection[int],
    head_changed: bool = False,  # noqa: FBT001, FBT002
) -> Report:
    """Return the report on ``after`` from the one on ``before`` (V-1); kept in its memo.

    ``touched`` holds the index of every component that differs. Another outline, other
    tokens or another viewport are looked at in full.
    """
    kept: Report | None = after.memo.get("report")
    if kept is not None:
        return kept
    if after.outline is not before.outline or report.crowded:
        return check(after)
    facts, was = carry_facts(before, after), facts_of(before)
    if (head_changed or after.head is not before.head) and facts != was:
        return check(after)
    change = _Change(before, after, touched)
    where, earlier = change.where, space(before)
    looked_at = change.texts() | {edit.at for edit in change.edits}
    own = {i: _all_own(after, i, facts) for i in looked_at}

    later: dict[int, set[int]] = {}
    for i in change.moved:
        old = set(overlap.partners(before, i, earlier))
        new = set(overlap.partners(after, i, where))
        for j in old ^ new:
            first, second = (i, j) if i < j else (j, i)
            if first not in later:
                later[first] = set(entry(report.pairs, first))
            if j in new:
                later[first].add(second)
            else:
                later[first].discard(second)
    pairs = put(report.pairs, {i: tuple(sorted(found)) for i, found in later.items()})
    visited = len(looked_at | set(change.moved) | set(later))
    made = Report(after, put(report.own, own), pairs, visited=visited)
    if later and sum(len(e) for row in pairs for e in row) > PAIRS_MAX:
        return check(after)
    after.memo["report"] = made
    return made


def introduced(
    before: Report, after: Report, before_document: Document, after_document: Document
) -> list[Finding]:
    """Return the findings of ``after`` that ``before`` did not have, in document order."""
    known = {f.identity for _, found in entries(before.own) for f in found}
    placed = [(i, f) for i, found in entries(after.own) for f in found if f.identity not in known]
    for i, j in after.overlaps():
        if overlap.were_apart(before_document, after_document, i, j):
            placed.append((i, overlap.finding(after_document, i, j)))
    return in_order(placed)


def introduced_by(
    before: Document,
    after: Document,
    touched: Collection[int],
    head_changed: bool = False,  # noqa: FBT001, FBT002
) -> list[Finding]:
    """Return what an edit introduced, looking only at what it can have changed (V-5).

    Needs no report on either document. Another outline is checked in full, both times.
    """
    if before is after:
        return []
    if after.outline is not before.outline:
        return introduced(check(before), check(after), before, after)
    change = _Change(before, after, touched)
    return in_order(_introduced(change, touched, head_changed=head_changed))


def _introduced(
    change: _Change, touched: Collection[int], *, head_changed: bool = False
) -> list[tuple[int, Finding]]:
    """What an edit introduced, each with the component that it is placed with."""
    before, after = change.before, change.after
    counts = counted()
    if counts is not None:
        counts.checks += 1
    was, facts = facts_of(before), carry_facts(before, after)
    placed: list[tuple[int, Finding]] = []
    for edit in change.edits:
        placed.extend(_new_own(before, after, edit, was, facts, counts))
    texts: Iterable[int] = change.texts()
    if (head_changed or after.head is not before.head) and facts != was:
        differ = {n for n in Facts._fields if getattr(facts, n) != getattr(was, n)}
        placed.extend(_new_by_head(before, after, differ, set(touched), counts))
        if differ & {"fonts", "screen"}:
            texts = range(len(after))
    placed.extend(_new_low(before, after, texts, counts))
    if change.moved:
        placed.extend(_new_overlaps(change))
    return placed


def introduced_by_each(
    before: Document, after: Document, parts: Sequence[Collection[int]]
) -> Parted | None:
    """Return what each of several edits introduced, looked at once by what all come to (V-8).

    ``parts`` are what each touched; no two touched the same, or moved siblings, and none hid or showed
    anything or changed the head. None where two of them matter to one text: then it cannot be told.
    """
    touched = [i for part in parts for i in part]
    shown: dict[int, set[int]] = {}
    change = _Change(before, after, touched, shown)
    part_of = {i: k for k, part in enumerate(parts) for i in part}
    texts: dict[int, int] = {}
    homes: dict[int, int] = {}
    for edit in change.edits:
        k = part_of[edit.at]
        own = (edit.at,) if edit.is_moved or contrast.reads_any(edit) else ()
        for i in (*own, *shown.get(edit.at, ())):
            if texts.setdefault(i, k) != k and contrast.has_text(after.at(i)):
                return None
        if edit.is_moved:
            homes[after.outline.parent[edit.at]] = k
            if contrast.has_text(edit.new) and any(
                part_of[p] != k and painted_at(before, after, p, edit.at) for p in shown
            ):
                return None
    found: list[list[tuple[int, Finding]]] = [[] for _ in parts]
    for i, f in _introduced(change, touched):
        if f.code == contrast.CODE:
            k = texts[i]
        else:
            k = homes[after.outline.parent[i]] if f.code == overlap.CODE else part_of[i]
        found[k].append((i, f))
    return Parted(after, tuple([in_order(placed) for placed in found]), part_of, texts, homes)


class Parted(NamedTuple):
    """What several edits introduced, and what each of them can have changed the findings of."""

    after: Document
    found: tuple[list[Finding], ...]
    #: by which of the edits a component, its text, and what lies in it may be another one
    own: Mapping[int, int]
    texts: Mapping[int, int]
    homes: Mapping[int, int]

    def is_as_after(self, k: int, acted: Iterable[int]) -> bool:
        """Whether all findings on these components are, after the edit ``k``, those in the end."""
        parent = self.after.outline.parent
        return all(
            self.own.get(i, k) == k
            and self.texts.get(i, k) == k
            and self.homes.get(parent[i], k) == k
            for i in acted
        )


def introduced_since(
    first: Document,
    before: Document,
    earlier: list[Finding],
    after: Document,
    touched: Collection[int],
) -> list[Finding] | None:
    """Return what was introduced since the ``first`` version, of which the one before had ``earlier``.

    The same as `introduced_by` of first and after, looking only at what differs between
    the last two (V-7). None where that does not tell: where boxes, fills or the head changed since.
    ``touched`` holds all that differs between any two of the three.
    """
    if after.outline is not first.outline or before.outline is not first.outline:
        return None
    if after.head is not first.head or before.head is not first.head:
        return None
    since = differences(before, after, touched)
    at = [edit.at for edit in since]
    # mostly no earlier clause wrote to the same component
    once = all(first.at(edit.at) is edit.old for edit in since)
    edits = since if once else differences(first, after, at)
    if not all(edit.keys.isdisjoint(PAINTED) for edit in (*since, *edits)):
        return None
    counts = counted()
    if counts is not None:
        counts.checks += 1
    was, facts = facts_of(first), carry_facts(before, after)
    carry(before, after, touched)
    carry_backings(before, after, ())
    overlap.carry_partners(before, after, ())
    placed: list[tuple[int, Finding]] = []
    for edit in edits:
        placed.extend(_new_own(first, after, edit, was, facts, counts))
        placed.extend(_new_low(first, after, (edit.at,), counts))
    index = after.outline.index
    for f in earlier:
        i = min([index[name] for name in f.components])
        if i not in at or f.code == overlap.CODE:
            placed.append((i, f))
    return in_order(placed) if placed else []


def findings_on(document: Document, touched: Iterable[int]) -> list[Finding]:
    """Return the findings that these components have, pairs among them, in document order.

    >>> d = Document.of({"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 40]}]})
    >>> [f.code for f in findings_on(d, [0])]
    ['target-size.small']
    """
    return list(in_turn(document, touched))


def in_turn(document: Document, touched: Iterable[int]) -> Iterator[Finding]:
    """Give the same one by one: of those that nobody waits for no more is known than where they are."""
    facts, where, counts = facts_of(document), space(document), counted()
    alone = frozenset(touched)
    later: dict[int, set[int]] = {}
    for i in alone:
        for j in overlap.partners(document, i, where):
            later.setdefault(min(i, j), set()).add(max(i, j))
    for i in sorted(alone.union(later)):
        placed = [(i, overlap.finding(document, i, j)) for j in later.get(i, ())]
        if i in alone:
            placed += [(i, f) for f in own_findings(document, document.at(i), facts, counts)]
            low = contrast.check(document, i)
            if low is not None:
                placed.append((i, low))
        if placed:
            yield from in_order(placed)


class _Change:
    """What an edit of values changed of what the rules look at, carried over for the next."""

    __slots__ = ("_rebacked", "after", "before", "edits", "moved", "where")

    def __init__(
        self,
        before: Document,
        after: Document,
        touched: Collection[int],
        shown: dict[int, set[int]] | None = None,
    ) -> None:
        self.before = before
        self.after = after
        self.edits = differences(before, after, touched)
        self.where = carry(before, after, touched)
        self._rebacked = rebacked(before, after, self.edits, self.where, shown)
        #: the components whose overlaps may differ
        self.moved = overlap.uncovered(after, self.edits)
        carry_backings(before, after, self._rebacked)
        overlap.carry_partners(before, after, self.moved)

    def texts(self) -> set[int]:
        """The texts that may be easier or harder to read."""
        return contrast.affected(self.after, self.edits, self._rebacked)


def _all_own(document: Document, i: int, facts: Facts) -> tuple[Finding, ...]:
    """The findings on one component that are no pairs, sorted."""
    component = document.at(i)
    listed = [f for rule in OWN for f in rule.check(document, component, facts)]
    low = contrast.check(document, i)
    if low is not None:
        listed.append(low)
    if len(listed) > 1:
        listed.sort(key=lambda f: f.identity)
    return tuple(listed)


def _new_own(
    before: Document,
    after: Document,
    edit: Edited,
    was: Facts,
    facts: Facts,
    counts: Counts | None,
) -> list[tuple[int, Finding]]:
    """What the component by itself breaks and did not."""
    now = renewed(after, edit, facts, counts)
    if now == _NOTHING:
        return []
    then = broken(before, edit.old, was, counts)
    if then == now:
        return []
    return [(edit.at, f) for f in new_own(after, edit.new, facts, then, now)]


def _new_low(
    before: Document, after: Document, texts: Iterable[int], counts: Counts | None
) -> list[tuple[int, Finding]]:
    """The texts that could be read before."""
    found: list[tuple[int, Finding]] = []
    for i in texts:
        if counts is not None:
            counts.texts += 1
        if contrast.is_low(after, i) and not contrast.is_low(before, i):
            low = contrast.check(after, i)
            if low is not None:
                found.append((i, low))
    return found


def _new_by_head(
    before: Document, after: Document, differ: set[str], touched: set[int], counts: Counts | None
) -> Iterable[tuple[int, Finding]]:
    """Run the rules that read what changed of the head over all that was not touched."""
    was, facts = facts_of(before), facts_of(after)
    rules = [rule.check for rule in OWN if not differ.isdisjoint(rule.facts)]
    for i in range(len(after)) if rules else ():
        if i in touched:
            continue
        if counts is not None:
            counts.components += 1
            counts.rules += len(rules)
            counts.skipped += len(OWN) - len(rules)
        component = after.at(i)
        for rule in rules:
            for f in rule(after, component, facts):
                if all(f.identity != g.identity for g in rule(before, component, was)):
                    yield i, f


def _new_overlaps(change: _Change) -> Iterable[tuple[int, Finding]]:
    before, after = change.before, change.after
    lay: dict[int, Extent | None] = {}
    done: set[int] = set()
    for i in change.moved:
        done.add(i)
        was = extent_of(before.at(i))
        for j in overlap.partners(after, i, change.where):
            if j in done:
                continue
            if j not in lay:
                lay[j] = extent_of(before.at(j))
            other = lay[j]
            if was is None or other is None or apart(was, other):
                yield min(i, j), overlap.finding(after, i, j)
