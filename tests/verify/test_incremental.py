"""The later checks look at less than the full one and say the same."""

import gc
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document import space as spaces
from redraft.document.blueprint import Component, Document
from redraft.verify import Tally, check, checking, introduced, introduced_by, recheck

from .documents import counts, edited, seeds, tree


def fresh(document: Document) -> Document:
    """The same document with nothing worked out about it."""
    return Document(document.head, document.outline, document._chunks)


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
        tally = Tally()
        for k in range(40):
            i = 2 * (k % 4)
            after = repainted(document, i, bg_color=f"#0000{k:02X}")
            introduced_by(document, after, [i], False, tally)
            document = grown(after, i, 30)
            introduced_by(after, document, [i], False, tally)
        counted.append((tally.own, tally.texts))

    assert counted[0] == counted[1] == counted[2]


def test_a_recheck_visits_as_much_in_a_large_document_as_in_a_small_one():
    """Counted, not timed."""
    counted = []
    for count in (10, 100, 2000):
        document = rows(count)
        report = check(document)
        after = grown(document, 4, 30)
        counted.append(recheck(report, document, after, [4]).visited)

    assert counted == [2, 2, 2]


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
