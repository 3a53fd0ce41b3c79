"""Figures of a run: targets, regressions, and what is stored of them."""

from __future__ import annotations

import pytest

from redraft.measuring.rows import Machine, Row, Run, Unit, regressed
from redraft.measuring.timing import Side, Spread, interleaved


def run(figure: float, unit: Unit = "×", yardstick: float = 100.0, **target: float) -> Run:
    machine = Machine("3.11", "Linux", "any", 2, yardstick)
    return Run(machine, (Row("W1", "20 components", figure, unit, **target),))


@pytest.mark.parametrize(
    ("figure", "target", "met"),
    [
        (21, {"least": 20.0}, True),
        (19, {"least": 20.0}, False),
        (19, {"most": 20.0}, True),
        (21, {"most": 20.0}, False),
        (21, {}, None),
    ],
)
def test_a_target_is_a_floor_or_a_ceiling(
    figure: float, target: dict[str, float], met: bool | None
) -> None:
    assert run(figure, **target).rows[0].met is met


def test_a_ratio_to_reach_that_sinks_is_a_regression_and_one_that_grows_is_none() -> None:
    stored = run(100, least=20.0)

    assert [w.times for w in regressed(run(50, least=20.0), stored)] == [2.0]
    assert not regressed(run(200, least=20.0), stored)
    assert not regressed(run(90, least=20.0), stored)


def test_a_time_is_compared_by_the_pace_of_either_machine() -> None:
    stored = run(100, "µs", yardstick=100, most=1000.0)

    assert not regressed(run(200, "µs", yardstick=200, most=1000.0), stored)
    slower = regressed(run(200, "µs", yardstick=100, most=1000.0), stored)
    assert [w.times for w in slower] == [2.0]


def test_what_has_no_target_cannot_regress() -> None:
    assert not regressed(run(1), run(100))


def test_a_row_that_was_never_stored_is_no_regression() -> None:
    assert not regressed(run(100), Run(run(1).machine, ()))


def test_a_run_comes_back_from_its_json() -> None:
    told = Run(
        run(1).machine,
        (Row("W1", "x", 2.5, "×", least=2, ours=Spread.of([1, 2, 3]), equal=True, note="“a”"),),
    )

    assert Run.from_json(told.to_json()) == told


def test_the_sides_take_turns() -> None:
    said: list[str] = []
    sides = [Side(lambda _: said.append("a"), times=2), Side(lambda _: said.append("b"))]

    interleaved(sides, rounds=2, warm=0)

    assert "".join(said) == "aabaab"
