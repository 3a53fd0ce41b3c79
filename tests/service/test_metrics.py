"""What Prometheus reads: every number that was counted, of every process, and no label without bound."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from tests.service.conftest import PAGE, Service, serving
from tests.service.test_watch import token, until

from redraft import edit
from redraft.service.metrics import metrics_of, name_of
from redraft.service.siblings import Heard
from redraft.service.watch import Watch
from redraft.telemetry import families as of
from redraft.telemetry.sums import Sums

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(said: bytes) -> list[Metric]:
    return list(text_string_to_metric_families(said.decode()))


def samples(said: bytes) -> Samples:
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in read(said)
        for one in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    """The sum of the samples that have these labels."""
    asked = set(labels.items())
    return sum(n for (of, has), n in found.items() if of == name and asked <= has)


def test_every_family_is_there_before_anything_has_happened() -> None:
    there = {family.name: family.type for family in read(metrics_of(Heard({0: Sums()})))}

    kinds = {"count": "counter", "time": "histogram", "level": "gauge"}
    assert {name_of(one): kinds[one.kind] for one in of.FAMILIES}.items() <= there.items()


def test_what_was_done_is_counted(service: Service) -> None:
    with httpx.Client(base_url=service.url, timeout=20) as client:
        before = samples(client.get("/metrics").content)
        for command in ("make the first card red", "make it frobulous"):
            client.post("/v1/edit", json={"blueprint": PAGE, "command": command})
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        client.post(home + "/edit", json={"command": "hide the header"})
        jobs = [
            {"blueprint": PAGE, "command": said} for said in ("hide the header", "hide the moon")
        ]
        client.post("/v1/batch", json={"jobs": jobs})
        client.get("/v1/documents/" + "0" * 26)
        told = client.get("/metrics")
    after = samples(told.content)

    def more(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert told.headers["content-type"] == CONTENT_TYPE_PLAIN_0_0_4
    assert more("redraft_edits_total", kind="sent", status="success", code="") == 1
    assert more("redraft_edits_total", kind="sent") == 2
    assert more("redraft_edits_total", kind="stored") == 1
    assert more("redraft_edit_stage_seconds_count", stage="verify") == 3
    assert more("redraft_batch_jobs_total", outcome="done") == 1
    assert more("redraft_batch_jobs_total", outcome="failed") == 1
    assert value(after, "redraft_batch_jobs_in_flight") == 0
    assert more("redraft_store_operation_seconds_count", operation="append") == 1
    document = "/v1/documents/{document}"
    assert more("redraft_http_requests_total", route=document, status="404") == 1
    assert more("redraft_http_request_seconds_count", route="/v1/edit", method="POST") == 2
    assert more("redraft_rules_total", outcome="run") > 0
    assert more("redraft_cache_requests_total") > 0


@given(
    st.lists(st.tuples(st.sampled_from(["decompose", "verify"]), st.floats(0.1, 1e8)), max_size=50)
)
def test_a_histogram_counts_exactly_what_is_up_to_each_end(times: list[tuple[str, float]]) -> None:
    sums = Sums()
    for stage, us in times:
        sums.time(of.STAGES, stage, us=us)

    told = samples(metrics_of(Heard({0: sums})))

    for (name, labels), count in told.items():
        if name != "redraft_edit_stage_seconds_bucket":
            continue
        said = dict(labels)
        end = float(said["le"]) * 1e6
        assert count == sum(us <= end for stage, us in times if stage == said["stage"])


def test_each_worker_has_numbers_of_its_own(tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--workers", "2") as service:

        def told() -> Samples:
            return samples(httpx.get(service.url + "/metrics", timeout=20).content)

        until(lambda: len({dict(has).get("worker") for _, has in told()} - {None}) == 2)
        for k in range(10):
            said = {"blueprint": PAGE, "command": f"make the header {90 + k}px tall"}
            httpx.post(service.url + "/v1/edit", json=said)
        found = told()
        since = {dict(has)["worker"] for name, has in found if name == "redraft_up_since_seconds"}

    assert since == {"0", "1"}
    assert value(found, "redraft_edits_total", status="success") == 10
    assert value(found, "redraft_workers_unheard") == 0


def test_who_watches_sees_figures_and_no_document(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    watcher = token(where, "prometheus", "watch")
    with serving(where) as service, httpx.Client(base_url=service.url, timeout=20) as client:
        seen = [
            client.get(path, headers=watcher).status_code
            for path in ("/metrics", "/v1/stats", "/v1/documents")
        ]
        nobody = client.get("/metrics").status_code

    assert (seen, nobody) == ([200, 200, 403], 401)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_nothing_that_is_said_becomes_a_label(said: Iterable[str]) -> None:
    watch = Watch()
    for command in said:
        watch.edited("sent", command, edit(PAGE, command))

    labels = {
        text
        for _, has in samples(metrics_of(Heard({0: watch.sums()})))
        for name, text in has
        if name != "le"
    }

    assert not [text for text in labels if text and not text.isascii()]
    assert len(labels) < 60


@pytest.mark.parametrize("path", ["/nope", "/v1/edit/nope/zanzibar", "/%00"])
def test_an_address_that_is_none_is_no_label(client: httpx.Client, path: str) -> None:
    client.get(path)

    found = samples(client.get("/metrics").content)

    routes = {dict(has).get("route") for name, has in found if "http" in name}
    assert "none" in routes and not any("nope" in (one or "") for one in routes)
