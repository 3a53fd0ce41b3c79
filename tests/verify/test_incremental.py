"""The later checks look at less than the full one and say the same."""

import dataclasses
import gc
import json
import time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document import space as spaces
from redraft.document.blueprint import Component, Document
from redraft.verify import (
    Finding,
    check,
    checking,
    counting,
    findings_on,
    introduced,
    introduced_by,
    introduced_since,
    recheck,
)
from redraft.verify.counts import Counts
from redraft.verify.facts import facts_of
from redraft.verify.own import broken
from redraft.verify.rules import OWN

from .documents import counts, edited, restyled, seeds, tree


def fresh(document: Document) -> Document:
    """The same document with nothing worked out about it, nor about anything in it."""
    outline = dataclasses.replace(document.outline, kept={})
    chunks = tuple(tuple(Component(c.fields) for c in row) for row in document.chunks)
    return Document(dict(document.head), outline, chunks)


@pytest.fixture(autouse=True, params=["grid", "scan"])
def way(request, monkeypatch):
    """Both ways to look for neighbours, however small the document."""
    if request.param == "grid":
        monkeypatch.setattr(spaces, "SCANS_MAX", 0)
        monkeypatch.setattr(spaces, "SMALL", 0)


def test_the_incremental_report_equals_the_full_one():
    """V-1."""

    @given(seeds, counts, st.lists(seeds, min_size=1, max_size=6))
    def holds(seed, count, edits):
        document = Document.of(tree(seed, count))
        report = check(document)
        for edit in edits:
            after, touched = edited(document, edit)

            report = recheck(report, document, after, touched, after.head is not document.head)

            full = check(fresh(after))
            assert report == full
            assert report.findings == full.findings
            document = after

    holds()


def test_what_an_edit_introduced_is_found_without_a_report():
    """V-5."""

    @given(seeds, counts, st.lists(seeds, min_size=1, max_size=6))
    def holds(seed, count, edits):
        document = Document.of(tree(seed, count))
        for edit in edits:
            after, touched = edited(document, edit)

            found = introduced_by(document, after, touched, after.head is not document.head)

            was, now = fresh(document), fresh(after)
            assert found == introduced(check(was), check(now), was, now)
            document = after

    holds()


def test_what_several_edits_introduced_is_judged_against_the_first():
    """V-5, over a whole command."""

    @given(seeds, counts, st.lists(seeds, min_size=2, max_size=5))
    def holds(seed, count, edits):
        first = after = Document.of(tree(seed, count))
        touched: set[int] = set()
        for edit in edits:
            after, more = edited(after, edit)
            touched |= more
            introduced_by(first, after, touched)

        was, now = fresh(first), fresh(after)
        assert introduced_by(first, after, touched) == introduced(check(was), check(now), was, now)

    holds()


def test_what_was_carried_from_version_to_version_misleads_no_rule():
    """V-1 and V-5, over a session with undo, where later edits build on any earlier version."""

    @given(seeds, counts, st.lists(st.tuples(seeds, st.booleans()), min_size=3, max_size=16))
    def holds(seed, count, edits):
        versions = [Document.of(tree(seed, count))]
        for edit, undo in edits:
            if undo and len(versions) > 1:
                versions.pop()
            before = versions[-1]
            after, touched = edited(before, edit)

            said = introduced_by(before, after, touched, after.head is not before.head)

            was, now = fresh(before), fresh(after)
            everything = range(len(after))
            assert said == introduced(check(was), check(now), was, now)
            assert findings_on(after, everything) == findings_on(fresh(after), everything)
            versions.append(after)

    holds()


def test_two_sessions_from_one_document_do_not_mislead_one_another():
    """V-5, where what is known of a version is shared by two lines that come from it."""

    @given(seeds, counts, st.lists(seeds, min_size=2, max_size=8))
    def holds(seed, count, edits):
        lines = [Document.of(tree(seed, count))] * 2
        for k, edit in enumerate(edits):
            before = lines[k % 2]
            after, touched = edited(before, edit)

            said = introduced_by(before, after, touched, after.head is not before.head)

            was, now = fresh(before), fresh(after)
            assert said == introduced(check(was), check(now), was, now)
            assert findings_on(after, touched) == findings_on(now, touched)
            lines[k % 2] = after

    holds()


def test_what_was_introduced_is_told_from_what_was_by_the_clause_before():
    """V-7: clauses are judged one by one against the start; one may be taken back."""
    told = []

    flags = st.booleans()

    @given(seeds, counts, st.lists(st.tuples(seeds, flags, flags), min_size=2, max_size=6))
    def holds(seed, count, edits):
        first = latest = seen = Document.of(tree(seed, count))
        earlier: list[Finding] = []
        written: set[int] = set()
        for edit, stands, plain in edits:
            change = restyled if plain else partial(edited, heads=False)
            after, touched = change(latest, edit)
            written |= touched

            said = introduced_since(first, seen, earlier, after, written)

            was, now = fresh(first), fresh(after)
            new = introduced(check(was), check(now), was, now)
            assert said is None or said == new
            assert introduced_by(first, after, written) == new
            assert findings_on(after, written) == findings_on(now, written)
            told.append(said is not None)
            seen, earlier = after, new
            latest = after if stands else latest

    holds()
    assert sum(told) > len(told) / 10


@given(seeds, st.sampled_from((3, 20)), st.lists(seeds, min_size=1, max_size=6))
def test_findings_are_renewed_as_they_are_found(seed, count, edits):
    """V-6: a rule that reads nothing of what was changed finds what it found before."""
    document = Document.of(tree(seed, count))
    for edit in edits:
        after, touched = edited(document, edit, heads=False)
        facts = facts_of(document)
        for i in touched:
            broken(document, document.at(i), facts, None)

        introduced_by(document, after, touched)

        for i in touched:
            new = Component(after.at(i).fields)
            anew = tuple(tuple(f.property for f in rule.check(after, new, facts)) for rule in OWN)
            assert broken(after, after.at(i), facts, None) == anew
        document = after


@given(seeds, counts)
def test_a_structural_edit_is_judged_in_full(seed, count):
    """V-5, where the outline differs."""
    before = Document.of(tree(seed, count))
    after = before.restructured(tree(seed, count + 5)["components"])

    found = introduced_by(before, after, ())

    was, now = fresh(before), fresh(after)
    assert found == introduced(check(was), check(now), was, now)


def test_a_crowded_report_says_the_same(monkeypatch):
    """V-1 and V-5, where more pairs overlap than are kept."""
    monkeypatch.setattr(checking, "PAIRS_MAX", 5)

    @given(seeds, st.lists(seeds, min_size=1, max_size=3))
    def holds(seed, edits):
        document = Document.of(tree(seed, 40))
        report = check(document)
        for edit in edits:
            after, touched = edited(document, edit)
            was, now = fresh(document), fresh(after)

            report = recheck(report, document, after, touched)

            assert report == check(now)
            assert introduced_by(document, after, touched) == introduced(
                check(was), check(now), was, now
            )
            document = after

    holds()


CARD = {"id": "card", "type": "card", "visual": {"bg_color": "white"}}
LABEL = {"id": "label", "type": "text", "text": "Hi", "visual": {"color": "white"}}
AT = {"bbox": [0, 0, 100, 100]}
FAR = {"bbox": [300, 300, 100, 100]}
ON = {"bbox": [10, 10, 10, 10]}
DARK = {"visual": {"bg_color": "black"}}


@pytest.mark.parametrize(
    ("components", "edit"),
    [
        # a text without geometry in a card, with geometry and without
        ([{**CARD, **DARK, **AT, "children": [LABEL]}], {"visual": {"bg_color": "white"}}),
        ([{**CARD, **DARK, "children": [LABEL]}], {"visual": {"bg_color": "white"}}),
        # a card that comes, goes, and moves a little
        ([{**CARD, **FAR}, {**LABEL, **ON, "visual": {"color": "black"}}], {**AT, **DARK}),
        ([{**CARD, **DARK, **FAR}, {**LABEL, **ON, "visual": {"color": "black"}}], AT),
        ([{**CARD, **DARK, **AT}, {**LABEL, **ON}], FAR),
        ([{**CARD, **DARK, **AT}, {**LABEL, **ON}], {"bbox": [15.5, 0, 100, 100]}),
        # a card in a group that is hidden, or fades, under a text that is not in it
        (
            [{"id": "g", "type": "group", "children": [{**CARD, **DARK, **AT}]}, {**LABEL, **ON}],
            {"visual": {"hidden": True}},
        ),
        (
            [{"id": "g", "type": "group", "children": [{**CARD, **DARK, **AT}]}, {**LABEL, **ON}],
            {"visual": {"opacity": 0.1}},
        ),
    ],
)
def test_a_text_is_judged_anew_when_its_ground_changes(components, edit):
    """V-3: each of these edits of the first component makes the text hard to read."""
    document = Document.of({"components": json.loads(json.dumps(components))})
    after = document.replace({0: Component({**document.at(0).fields, **edit})})

    found = introduced_by(document, after, [0])

    low = [f.identity for f in found if f.code == "contrast.low"]
    assert low == [("contrast.low", ("label",), "text colour")]
    assert recheck(check(document), document, after, [0]) == check(fresh(after))


def rows(count: int) -> Document:
    """A long list of cards, each with a button in it."""
    return Document.of(
        {
            "meta": {"viewport": {"width": 375, "height": 812}},
            "components": [
                {
                    "id": f"card{k}",
                    "type": "card",
                    "bbox": [8, 100 * k, 359, 90],
                    "visual": {"bg_color": "#FFFFFF"},
                    "children": [
                        {
                            "id": f"button{k}",
                            "type": "button",
                            "text": "Open",
                            "bbox": [16, 100 * k + 8, 120, 44],
                            "visual": {"bg_color": "#003366", "color": "#FFFFFF"},
                        }
                    ],
                }
                for k in range(count)
            ],
        }
    )


def repainted(document: Document, i: int, **style: object) -> Document:
    fields = document.at(i).fields
    return document.replace({i: Component({**fields, "visual": {**fields["visual"], **style}})})


def grown(document: Document, i: int, by: float) -> Document:
    fields = document.at(i).fields
    x, y, width, height = fields["bbox"]
    return document.replace({i: Component({**fields, "bbox": [x, y, width, height + by]})})


def test_an_edit_visits_as_much_in_a_large_document_as_in_a_small_one():
    """Counted, not timed."""
    counted = []
    for count in (10, 100, 2000):
        document = rows(count)
        with counting() as counts:
            for k in range(40):
                i = 2 * (k % 4)
                after = repainted(document, i, bg_color=f"#0000{k:02X}")
                introduced_by(document, after, [i])
                document = grown(after, i, 30)
                introduced_by(after, document, [i])
        counted.append(dataclasses.replace(counts, pairs=0))

    assert counted[0] == counted[1] == counted[2]


@pytest.mark.parametrize(("by", "texts"), [(20, 0), (-60, 1)])
def test_a_text_is_read_anew_only_where_what_is_behind_it_came_or_went(by: float, texts: int):
    """Counted, not timed: the middle of the text stays on the card, or the card leaves it."""
    box, fill = [0, 0, 200, 100], {"bg_color": "#FFFFFF"}
    text = {"id": "t", "type": "text", "text": "Hi", "bbox": [10, 60, 80, 20]}
    card = {"id": "c", "type": "card", "bbox": box, "visual": fill, "children": [text]}
    document = Document.of({"components": [card]})

    with counting() as counts:
        introduced_by(document, grown(document, 0, by), [0])

    assert counts.texts == texts


def test_only_the_rules_run_that_read_what_was_changed():
    """Counted: of five rules on a component by itself, and of those that look further."""
    document = rows(100)
    at = 2 * 7 + 1  # a button
    introduced_by(document, repainted(document, at, color="#FFFFFE"), [at])
    findings_on(document, [at])

    def counts_of(after: Document) -> Counts:
        with counting() as counts:
            introduced_by(document, after, [at])
        return counts

    one = Counts(checks=1, components=1)
    replaced = dataclasses.replace
    # values and tokens
    said = counts_of(repainted(document, at, border_color="#FFFFFF"))
    assert said == replaced(one, rules=2, skipped=3)
    # values, tokens, and the text
    said = counts_of(repainted(document, at, color="#FDFDFD"))
    assert said == replaced(one, rules=2, skipped=3, texts=1)
    # values, text size, and the text
    said = counts_of(repainted(document, at, font_size=20))
    assert said == replaced(one, rules=2, skipped=3, texts=1)
    # values, bounds, target size, the text where it is now, and its siblings: it has none
    said = counts_of(grown(document, at, 1))
    assert said == replaced(one, rules=3, skipped=2, texts=1)
    # none: no rule reads it
    fields = document.at(at).fields
    said = counts_of(document.replace({at: Component({**fields, "note": 1})}))
    assert said == replaced(one, skipped=5)


def test_what_does_not_show_through_is_not_looked_at():
    """Counted: a button with a fill of its own hides what its card is painted in."""
    document = rows(10)
    findings_on(document, range(20))

    with counting() as counts:
        introduced_by(document, repainted(document, 0, bg_color="#000000"), [0])

    assert counts.texts == 0


def test_nothing_is_validated_where_nothing_changed():
    """Counted."""
    document = rows(10)
    same = document.replace({3: document.at(3)})

    with counting() as counts:
        assert introduced_by(document, document, [3]) == []
        assert introduced_by(document, same, [3]) == []

    assert counts == Counts(checks=1)


def test_a_recheck_visits_as_much_in_a_large_document_as_in_a_small_one():
    """Counted, not timed."""
    counted = []
    for count in (10, 100, 2000):
        document = rows(count)
        report = check(document)
        findings_on(document, [5])
        after = grown(document, 4, 30)
        counted.append(recheck(report, document, after, [4]).visited)

    assert counted == [1, 1, 1]


def test_the_time_of_a_check_is_printed(capsys):
    """A figure to look at; nothing is asserted of it."""
    for count in (10, 500, 5000):
        document = rows(count)
        gc.collect()
        start = time.perf_counter()
        check(document)
        full = time.perf_counter() - start
        times = []
        for k in range(200):
            after = repainted(document, 3, bg_color=f"#0000{k:02X}")
            start = time.perf_counter()
            introduced_by(document, after, [3])
            times.append(time.perf_counter() - start)
            document = after
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{2 * count} components: full check {full * 1e3:.2f} ms, "
                f"one edit {sorted(times)[100] * 1e6:.1f} µs",
                end="",
            )
