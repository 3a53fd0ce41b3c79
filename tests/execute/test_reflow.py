"""What an edit pushes together is moved apart, by the least that keeps the gap."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redraft
from redraft.execute import reflow
from redraft.plan.steps import Clause, Literally, Lock, Place, Plan, Scale, Set, Shift, Step
from redraft.select.selectors import Ids
from redraft.serialize import Result
from redraft.verify import introduced_by


def screen(*components: list[Any], width: int = 375, fixed: bool = False) -> dict[str, Any]:
    return {
        "tokens": {"base_spacing": 8},
        "components": [{"id": n, "type": "card", "bbox": b} for n, *b in components],
        "meta": {"viewport": {"width": width, "height": 800, "fixed": fixed}},
    }


def do(page: dict[str, Any], step: Step, locks: tuple[Lock, ...] = (), **options: Any) -> Result:
    return redraft.apply(page, Plan((Clause("do", (0, 2), (step,)),), locks), **options)


def moved(result: Result, reason: str = "reflow") -> dict[str, Any]:
    return {f"{c.component}.{c.property}": c.after for c in result.changes if c.reason == reason}


LIST = (["a", 16, 0, 300, 40], ["b", 16, 56, 300, 40], ["c", 16, 120, 300, 40])


def test_a_list_moves_down_and_keeps_its_gaps() -> None:
    result = do(screen(*LIST), Scale(target=Ids(("a",)), property="height", factor=2))

    assert result.status == "success"
    assert moved(result) == {"b.y": 96, "c.y": 160}


def test_a_list_keeps_its_gaps_where_nothing_says_how_large_the_screen_is() -> None:
    page = screen(*LIST)
    del page["meta"]

    result = do(page, Scale(target=Ids(("a",)), property="height", factor=2))

    assert moved(result) == {"b.y": 96, "c.y": 160}


def test_growth_into_free_space_moves_nothing() -> None:
    result = do(screen(*LIST), Shift(target=Ids(("b",)), property="height", by=20))

    assert moved(result) == {}


def test_a_pushed_component_takes_what_is_in_it_along() -> None:
    page = screen(*LIST)
    page["components"][1]["children"] = [{"id": "in", "type": "text", "bbox": [20.5, 60, 50, 20]}]

    result = do(page, Scale(target=Ids(("a",)), property="height", factor=2))

    assert moved(result)["in.y"] == 100
    assert result.document["in"].box == (20.5, 100, 50, 20)


def test_a_row_moves_right_while_there_is_room() -> None:
    page = screen(["a", 0, 0, 100, 50], ["b", 110, 0, 100, 50], ["c", 220, 0, 100, 50])

    result = do(page, Scale(target=Ids(("a",)), property="width", factor=1.2))

    assert moved(result) == {"b.x": 130, "c.x": 240}


def test_a_row_closes_its_gaps_before_it_breaks() -> None:
    tight = screen(["a", 0, 0, 100, 50], ["b", 110, 0, 100, 50], ["c", 220, 0, 140, 50])
    full = screen(["a", 0, 0, 100, 50], ["b", 110, 0, 100, 50], ["c", 220, 0, 150, 50])
    step = Shift(target=Ids(("a",)), property="width", by=20)

    assert moved(do(tight, step)) == {"b.x": 130, "c.x": 235}
    assert moved(do(full, step)) == {"b.x": 130, "c.y": 58}


def test_all_of_a_grid_may_grow_and_none_overlaps() -> None:
    page = screen(
        ["a", 0, 0, 100, 50], ["b", 110, 0, 100, 50], ["c", 0, 60, 100, 50], ["d", 110, 60, 100, 50]
    )

    result = do(page, Scale(target=Ids(("a", "b", "c", "d")), property="size", factor=1.5))

    boxes = {c.id: c.box for c in result.document}
    assert boxes["b"] == (160, 0, 150, 75)
    assert boxes["c"] == (0, 85, 150, 75)
    assert boxes["d"] == (160, 85, 150, 75)


def test_what_is_moved_onto_others_stays_and_they_make_way_downwards() -> None:
    result = do(screen(*LIST), Place(target=Ids(("c",)), side="below", anchor=Ids(("a",)), gap=8))

    assert result.document["c"].box == (16, 48, 300, 40)
    assert moved(result) == {"b.y": 96}


def test_growth_at_the_edge_moves_inwards_and_is_then_clamped() -> None:
    page = screen(["a", 275, 0, 100, 40])

    wider = do(page, Scale(target=Ids(("a",)), property="width", factor=1.2))
    widest = do(page, Set(target=Ids(("a",)), property="width", value=Literally(900)))

    assert wider.document["a"].box == (255, 0, 120, 40)
    assert moved(wider, "adjusted") == {"a.x": 255}
    assert widest.document["a"].box == (0, 0, 375, 40)
    assert {d.code for d in widest.diagnostics} == {"value.clamped"}


def test_without_reflow_an_overlap_is_an_error() -> None:
    result = do(screen(*LIST), Scale(target=Ids(("a",)), property="height", factor=2), reflow="off")

    assert result.status == "failed" and result.rollback_triggered
    assert [d.code for d in result.diagnostics] == ["overlap.new"]
    assert result.after is result.before


def test_where_nothing_fits_the_clause_fails() -> None:
    page = screen(["a", 0, 0, 375, 400], ["b", 0, 400, 375, 400], fixed=True)

    result = do(page, Shift(target=Ids(("a",)), property="height", by=100))

    assert result.status == "failed"
    assert "overlap.new" in {d.code for d in result.diagnostics}


def test_what_is_locked_is_not_pushed() -> None:
    lock = Lock(target=Ids(("b",)))
    result = do(screen(*LIST), Scale(target=Ids(("a",)), property="height", factor=2), (lock,))

    assert result.status == "failed"
    assert "overlap.new" in {d.code for d in result.diagnostics}


def test_hidden_components_neither_push_nor_are_pushed() -> None:
    page = screen(*LIST)
    page["components"][1]["visual"] = {"hidden": True}

    result = do(page, Scale(target=Ids(("a",)), property="height", factor=2))

    assert moved(result) == {}


def test_what_overlapped_before_is_left_alone() -> None:
    page = screen(["a", 0, 0, 100, 100], ["b", 50, 50, 100, 100])

    result = do(page, Scale(target=Ids(("a",)), property="size", factor=1.2))

    assert result.status == "success" and moved(result) == {}


def test_a_long_list_is_pushed_as_a_whole() -> None:
    rows = [[f"r{k}", 0, k * 50, 300, 40] for k in range(400)]

    result = do(screen(*rows), Scale(target=Ids(("r0",)), property="height", factor=2))

    assert result.status == "success"
    assert result.document["r399"].box == (0, 399 * 50 + 40, 300, 40)


@given(st.data())
def test_whatever_succeeds_overlaps_nothing_new(data: st.DataObject) -> None:
    place, size = st.integers(0, 30), st.integers(1, 8)
    boxes = data.draw(st.lists(st.tuples(place, place, size, size), min_size=2, max_size=30))
    page = screen(*[[f"c{k}", *(10 * n for n in box)] for k, box in enumerate(boxes)])
    chosen = data.draw(
        st.lists(st.integers(0, len(boxes) - 1), min_size=1, max_size=4, unique=True)
    )
    target = Ids(tuple(f"c{k}" for k in sorted(chosen)))
    step = data.draw(
        st.sampled_from(
            [
                Scale(target=target, property="size", factor=1.5),
                Shift(target=target, property="x", by=45),
                Shift(target=target, property="y", by=-35),
            ]
        )
    )

    result = do(page, step)

    if result.status == "success":
        everything = range(len(boxes))
        found = introduced_by(result.before, result.after, everything)
        assert [f for f in found if f.severity == "error"] == []
    else:
        assert result.after is result.before
    again = do(page, step)
    assert again.to_json(timings=False) == result.to_json(timings=False)


def test_on_the_way_of_one_clause_nothing_makes_room() -> None:
    page = screen(["a", 200, 400, 100, 90], ["b", 40, 400, 100, 90])
    steps = (
        Set(target=Ids(("a",)), property="x", value=Literally(40)),
        Set(target=Ids(("a",)), property="y", value=Literally(100)),
    )

    result = redraft.apply(page, Plan((Clause("do", (0, 2), steps),)))

    assert result.document["a"].box == (40, 100, 100, 90)
    assert moved(result) == {}


# -- dead ends: another way, and at last down -------------------------------------------

PAGE = (
    ["head", 0, 0, 375, 60],
    ["title", 16, 80, 240, 40],
    ["intro", 16, 130, 240, 20],
    ["left", 16, 170, 120, 90],
    ["right", 150, 170, 120, 90],
    ["image", 200, 430, 100, 100],
)


def to(name: str, x: int, y: int, *more: Step) -> Plan:
    steps = (
        Set(target=Ids((name,)), property="x", value=Literally(x)),
        Set(target=Ids((name,)), property="y", value=Literally(y)),
    )
    return Plan((Clause("do", (0, 2), steps),))


def boxes(result: Result) -> dict[str, Any]:
    return {c.id: c.box for c in result.document}


def without_viewport(page: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in page.items() if key != "meta"}


def of_screens(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [page, without_viewport(page)]


def test_what_cannot_go_up_goes_down_and_the_rest_with_it() -> None:
    """Up is nearer for the intro, but leads into the title, and that into the head."""
    for page in of_screens(screen(*PAGE)):
        result = redraft.apply(page, to("image", 40, 120))

        assert result.status == "success"
        assert moved(result) == {"intro.y": 228, "left.y": 268, "right.y": 268}


def test_up_is_kept_where_it_leads_somewhere() -> None:
    lower = [[n, x, y + (100 if n != "head" else 0), w, h] for n, x, y, w, h in PAGE]
    for page in of_screens(screen(*lower)):
        result = redraft.apply(page, to("image", 40, 220))

        assert result.status == "success"
        assert moved(result)["intro.y"] == 192
        assert moved(result)["title.y"] == 142


def test_one_dead_end_does_not_turn_what_is_elsewhere() -> None:
    far = [[f"far {n}", x, y + 2000, w, h] for n, x, y, w, h in PAGE if n != "head"]
    steps = (*to("image", 40, 120).clauses[0].steps, *to("far image", 40, 2120).clauses[0].steps)
    page = screen(*PAGE, *far)

    result = redraft.apply(page, Plan((Clause("do", (0, 2), steps),)))

    assert result.status == "success"
    assert moved(result)["intro.y"] == 228
    assert moved(result)["far intro.y"] == 2092


def test_a_component_may_be_put_anywhere_on_a_dense_page() -> None:
    rows = [[f"c{k}", 5 + k % 4 * 92, k // 4 * 58, 88, 54] for k in range(60)]
    page = screen(*rows)
    for one in of_screens(page):
        for x, y in ((0, 0), (140, 250), (287, 401), (50, 812), (5, 30)):
            result = redraft.apply(one, to("c30", x, y))

            assert result.status == "success", (x, y)
            assert result.document["c30"].box == (x, y, 88, 54)
            assert introduced_by(result.before, result.after, range(60)) == []


def test_growth_in_a_full_column_pushes_what_is_below() -> None:
    rows = [[f"r{k}", 0, k * 50, 375, 50] for k in range(40)]
    for page in of_screens(screen(*rows)):
        result = do(page, Shift(target=Ids(("r7",)), property="height", by=30))

        assert result.status == "success"
        assert boxes(result)["r7"] == (0, 350, 375, 80)
        assert all(boxes(result)[f"r{k}"][1] == k * 50 + 30 for k in range(8, 40))


def test_growth_of_many_in_a_full_table_finds_room() -> None:
    rows = [[f"c{k}", k % 4 * 93, k // 4 * 60, 90, 50] for k in range(200)]
    target = Ids(tuple(f"c{k}" for k in range(0, 200, 5)))
    for page in of_screens(screen(*rows)):
        result = do(page, Scale(target=target, property="size", factor=1.2))

        assert result.status == "success"
        assert introduced_by(result.before, result.after, range(200)) == []


def test_where_the_height_is_fixed_gaps_close_before_it_fails() -> None:
    rows = (["a", 0, 0, 375, 300], ["b", 0, 310, 375, 240], ["c", 0, 560, 375, 240])

    result = do(screen(*rows, fixed=True), Shift(target=Ids(("a",)), property="height", by=20))

    assert result.status == "success"
    assert moved(result) == {"b.y": 320}


def test_where_the_height_is_fixed_and_full_it_fails_and_nothing_changes() -> None:
    column = [[f"r{k}", 0, k * 80, 375, 80] for k in range(10)]
    page = screen(*column, fixed=True)

    for plan in (
        to("r9", 0, 140),
        Plan((Clause("do", (0, 2), (Shift(target=Ids(("r4",)), property="height", by=30),)),)),
    ):
        result = redraft.apply(page, plan)

        assert result.status == "failed" and result.rollback_triggered
        assert {d.code for d in result.diagnostics if d.severity == "error"} == {"overlap.new"}
        assert result.after is result.before


def test_what_is_pushed_passes_what_is_locked() -> None:
    rows = (*LIST, ["d", 16, 176, 300, 40])

    result = do(
        screen(*rows),
        Shift(target=Ids(("a",)), property="height", by=60),
        (Lock(target=Ids(("c",))),),
    )

    assert result.status == "success"
    assert boxes(result)["c"] == (16, 120, 300, 40)
    assert introduced_by(result.before, result.after, range(4)) == []


def test_what_holds_something_locked_is_not_pushed() -> None:
    page = screen(*LIST)
    page["components"][1]["children"] = [{"id": "in", "type": "text", "bbox": [20, 60, 50, 20]}]

    lock = Lock(target=Ids(("in",)))
    result = do(page, Scale(target=Ids(("a",)), property="height", factor=2), (lock,))

    assert result.status == "failed" and result.after is result.before


def test_what_was_carried_along_is_pushed_from_where_it_is() -> None:
    inside = [
        {"id": f"in{k}", "type": "card", "bbox": [20, 70 + k * 30, 100, 20]} for k in range(30)
    ]
    page = screen(["a", 16, 0, 300, 40], ["b", 16, 56, 300, 1000])
    page["components"][1]["children"] = inside

    result = do(page, Shift(target=Ids(("a", "in0")), property="height", by=300))

    assert result.status == "success"
    assert boxes(result)["in0"] == (20, 370, 100, 320)
    assert [boxes(result)[f"in{k}"][1] for k in range(1, 30)] == [
        70 + k * 30 + 600 for k in range(1, 30)
    ]


@given(st.data())
def test_where_nothing_was_laid_on_anything_making_room_would_move_nothing(
    data: st.DataObject,
) -> None:
    """Asked beforehand or not whether any came to lie on another, the outcome is the same."""
    place, size = st.integers(0, 30), st.integers(1, 8)
    drawn = data.draw(st.lists(st.tuples(place, place, size, size), min_size=2, max_size=40))
    page = screen(*[[f"c{k}", *(10 * n for n in box)] for k, box in enumerate(drawn)])
    for component in data.draw(st.lists(st.sampled_from(page["components"]), max_size=3)):
        component["visual"] = {"hidden": True}
    chosen = data.draw(st.lists(st.integers(0, len(drawn) - 1), min_size=1, unique=True))
    target = Ids(tuple(f"c{k}" for k in sorted(chosen)))
    step = Shift(target=target, property=data.draw(st.sampled_from(["x", "width"])), by=10)

    result = do(page, step)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reflow, "_are_clear", lambda *_: False)
        assert do(page, step).to_json(timings=False) == result.to_json(timings=False)


@given(st.data())
def test_where_the_height_is_free_there_is_always_room(data: st.DataObject) -> None:
    place, size = st.integers(0, 30), st.integers(1, 8)
    drawn = data.draw(st.lists(st.tuples(place, place, size, size), min_size=2, max_size=40))
    page = screen(*[[f"c{k}", *(10 * n for n in box)] for k, box in enumerate(drawn)])
    x, y = data.draw(st.tuples(st.integers(0, 29), st.integers(0, 40)))

    for one in of_screens(page):
        put = redraft.apply(one, to("c0", 10 * x, 10 * y))
        grown = do(one, Scale(target=Ids(("c0",)), property="size", factor=3))

        assert (put.status, grown.status) == ("success", "success")


def test_the_boxes_compared_are_in_proportion_to_those_pushed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table all of which grows and whose rows break: the dearest of the ordinary cases."""
    compared = 0
    plainly = reflow._apart

    def counting(a: Any, b: Any) -> bool:
        nonlocal compared
        compared += 1
        return plainly(a, b)

    monkeypatch.setattr(reflow, "_apart", counting)
    each = []
    for count in (200, 800):
        rows = [[f"c{k}", k % 4 * 93, k // 4 * 60, 85, 50] for k in range(count)]
        target = Ids(tuple(name for name, *_ in rows))
        compared = 0
        result = do(screen(*rows), Scale(target=target, property="size", factor=1.2))

        assert result.status == "success"
        each.append(compared / count)

    assert each[1] <= 1.5 * each[0]
