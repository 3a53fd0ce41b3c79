"""What recovery costs is paid by what failed: counted in calls, runs and readings, never in time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from redraft import PlanCache, edit, engine
from redraft.serialize import read
from redraft.serialize import result as results

from .screens import case
from .test_linear import calls_of
from .test_sessions import DONE, FAILING, PAGE

LONG = "; ".join(f"move the card down by {k}px" for k in range(1, 20))
LARGE = {
    **PAGE,
    "components": [
        *PAGE["components"],
        *({"id": f"row_{k}", "type": "card", "bbox": [400, 40 * k, 90, 30]} for k in range(1500)),
    ],
}
#: calls that an edit may make more of because it could have been recovered
CALLS_MORE_MAX = 40


def counted(monkeypatch: pytest.MonkeyPatch, *names: str) -> dict[str, int]:
    """Counts the calls of functions of the engine."""
    counts = dict.fromkeys(names, 0)

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            counts[name] += 1
            return function(*given, **more)

        return call

    for name in names:
        monkeypatch.setattr(engine, name, counting(name, getattr(engine, name)))
    return counts


@pytest.mark.parametrize("page", [PAGE, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("said", [*DONE, LONG])
def test_a_done_edit_pays_no_more_than_one_that_cannot_be_recovered(
    said: str, page: dict[str, Any]
) -> None:
    """However large the document and however long the command.

    ``all`` also notes what each step was asked for: a repair must not write that.
    """
    calls = {}
    for recover in ("off", "safe", "all"):
        edit(read(page), said, recover=recover)
        document = read(page)
        calls[recover] = calls_of(lambda s: edit(document, s, recover=recover), said)  # noqa: B023

    steps = edit(page, said).steps_executed
    assert steps
    assert calls["safe"] <= calls["off"] + CALLS_MORE_MAX
    assert calls["all"] <= calls["off"] + CALLS_MORE_MAX * (1 + steps)


@pytest.mark.parametrize("said", DONE)
def test_a_done_edit_is_read_once_and_run_once_whatever_is_asked_of_it(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = PlanCache()
    counts = counted(monkeypatch, "_came_of", "suggested")

    result = edit(PAGE, said, plans=plans)
    assert result.ok and result.changes is not None and result.certificate.holds
    assert result.diagnostics is result.diagnostics and result.trace and result.to_json()

    assert not any(d.severity != "notice" for d in result.diagnostics)
    assert counts == {"_came_of": 1, "suggested": 0}
    assert plans.counts.misses == 1


@pytest.mark.parametrize("said", FAILING)
def test_a_failed_edit_pays_when_it_is_asked_what_to_do(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = counted(monkeypatch, "_came_of", "suggested")

    result = edit(PAGE, said)
    assert not result.ok and result.document is result.before and result.steps is not None
    assert counts == {"_came_of": 1, "suggested": 0}

    assert result.diagnostics
    paid = dict(counts)
    assert paid["suggested"] == 1 and paid["_came_of"] > 1

    assert result.diagnostics and result.to_json()
    assert counts == paid


def test_without_recovery_a_failure_pays_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted(monkeypatch, "_came_of", "suggested")

    for said in FAILING:
        assert edit(PAGE, said, recover="off").diagnostics

    assert counts == {"_came_of": len(FAILING), "suggested": 0}


def test_random_edits_that_are_done_without_a_word_run_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = counted(monkeypatch, "_came_of", "suggested")
    monkeypatch.setattr(results, "certificate", lambda *_: pytest.fail("nobody asked for it"))
    clean = 0
    for seed in range(250):
        source, said, options = case(seed)
        counts.update(_came_of=0, suggested=0)

        result = edit(source, said, **options)
        if result.ok and not any(d.severity != "notice" for d in result.diagnostics):
            clean += 1
            assert counts == {"_came_of": 1, "suggested": 0}, said
    assert clean > 30


LOADED = """
import json, sys
from redraft import edit
result = edit(json.loads(sys.argv[1]), "make the header 10px taller")
assert result.ok and result.to_json() and result.certificate.holds
print(json.dumps(sorted(name for name in sys.modules if name.startswith("redraft"))))
"""


def test_what_explains_and_checks_is_not_even_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(PAGE)], capture_output=True, check=True, text=True
    )

    rooms = {name.split(".")[1] for name in json.loads(done.stdout) if "." in name}

    assert rooms.isdisjoint({"witness", "explaining", "evaluation", "render", "cli"})
