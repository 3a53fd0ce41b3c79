"""docs/load.md has every figure from the stored run, and a short run of it answers everything as is meant."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import sys
from typing import Any

import msgspec
import pytest
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def load() -> Any:
    """The module, which is a program of its own."""
    spec = importlib.util.spec_from_file_location("load", ROOT / "benchmarks" / "load.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["load"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_the_template_with_the_figures_of_the_stored_run(load: Any) -> None:
    template = (ROOT / "benchmarks" / "load.md").read_text("utf-8")
    stored = msgspec.json.decode(load.STORED.read_bytes(), type=load.Load)

    assert load.PAGE.read_text("utf-8") == load.report(template, stored)
    assert not re.search(r"[0-9] ?(?:ms|requests|errors)", template)
    assert {row.workload for row in stored.rows} == {one.name for one in load.WORKLOADS}
    assert {row.workers for row in stored.rows} == {1, 2}
    assert not any(row.errors for row in stored.rows)


def test_a_short_run_is_answered_as_is_meant(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "WARM_S", 0.0)

    with load.serving(1) as port:
        asked = [asyncio.run(load.loaded(port, one, 2, 0.3)) for one in load.WORKLOADS]
        alone = asyncio.run(load.alone(port, 20, 5))

    assert all(times and not errors for times, errors in asked)
    assert alone.over_http.calls == alone.engine.calls == 5
