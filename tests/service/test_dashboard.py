"""The dashboard for Grafana asks for nothing that the service does not tell."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.conftest import ROOT

from redraft.service.metrics import name_of
from redraft.telemetry.families import FAMILIES

WHOLE: dict[str, Any] = json.loads((ROOT / "deploy/grafana/redraft.json").read_bytes())
QUERIES = [(panel["title"], target) for panel in WHOLE["panels"] for target in panel["targets"]]
SUFFIXES = {"count": ("_total",), "time": ("_bucket", "_sum", "_count"), "level": ("",)}
#: by name: the labels that there are
LABELS = {
    name_of(one) + suffix: {*one.labels, "worker"} | ({"le"} if suffix == "_bucket" else set())
    for one in FAMILIES
    for suffix in SUFFIXES[one.kind]
} | {"redraft_workers_unheard": set()}


@pytest.mark.parametrize(("title", "target"), QUERIES)
def test_a_query_names_metrics_and_labels_that_there_are(
    title: str, target: dict[str, Any]
) -> None:
    query = target["expr"]

    asked = re.findall(r"redraft_\w+", query)
    grouped = re.findall(r"(?:by|ignoring) \(([\w, ]+)\)", query)
    matched = re.findall(r"[{,] ?(\w+) ?(?:=~|!~|!=|=)", query)
    told = re.findall(r"\{\{(\w+)\}\}", target["legendFormat"])
    labels = {one.strip() for said in grouped for one in said.split(",")} | {*matched, *told}

    assert asked and set(asked) <= LABELS.keys()
    assert labels <= set.union(*(LABELS[name] for name in asked))
    assert query.count("(") == query.count(")")


def test_every_family_is_drawn_somewhere() -> None:
    asked = " ".join(target["expr"] for _, target in QUERIES)
    drawn = {one.name for one in FAMILIES if re.search(rf"{name_of(one)}(_|\b)", asked)}

    # what was said of commands is in their codes, and what became of documents in the routes
    assert {one.name for one in FAMILIES} - drawn == {"diagnostics", "documents"}


def test_panels_have_numbers_of_their_own_and_lie_beside_one_another() -> None:
    panels = WHOLE["panels"]
    places = [
        (x, y)
        for at in (panel["gridPos"] for panel in panels)
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]

    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len(set(places)) == len(places) and max(x for x, _ in places) < 24
