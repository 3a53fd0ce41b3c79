"""What an edit pushes together is moved apart, by the least that keeps the gap."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import redraft
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
