"""What the service tells of itself: figures, a log without a word of anybody's, ids, readiness."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import ROOT
from tests.service.conftest import PAGE, Service, serving

from redraft import edit
from redraft.service.siblings import Siblings
from redraft.service.watch import Watch
from redraft.store import Store, tokens
from redraft.telemetry.families import EDITS, STAGES
from redraft.telemetry.sums import Sums

SAID = (
    "make the first card red",
    "make the heaader smaller",
    "make it frobulous",
    "make the card red",
)


def until(found: Callable[[], Any]) -> Any:
    """What is found, as soon as there is something."""
    end = time.monotonic() + 10
    while not (told := found()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return told


def token(store: Path, name: str, scope: Any) -> dict[str, str]:
    opened = Store(store)
    made = tokens.make(opened.database, name, [scope])
    opened.close()
    return {"authorization": f"Bearer {made}"}


def test_the_figures_are_of_what_was_done(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "redraft.db") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        results = [
            client.post("/v1/edit", json={"blueprint": PAGE, "command": said}).json()
            for said in SAID
        ]
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        client.post(home + "/edit", json={"command": "make the first card red"})
        client.post(home + "/undo")
        refused = client.post(home + "/edit", json={"command": "make the card red"}).json()
        instead = refused["diagnostics"][0]["suggestions"][0]
        client.post(home + "/edit", json={"command": instead})
        client.get("/nowhere")
        told = client.get("/v1/stats").json()

    done = [*results, refused]
    applied = sum(one["status"] == "success" for one in done) + 2
    assert told["edits"]["total"] == 7 and told["edits"]["applied"] == applied
    assert told["edits"]["by_kind"] == {"sent": 4, "stored": 3}
    codes = [d["code"] for one in done if one["status"] != "success" for d in one["diagnostics"]]
    assert set(told["edits"]["by_code"]) <= set(codes)
    assert [one["name"] for one in told["stages"]] == [
        "decompose", "execute", "verify", "serialize", "total",
    ]  # fmt: skip
    assert {one["count"] for one in told["stages"]} == {7}
    assert told["rules"]["run"] > 0
    assert told["documents"] == {"created": 1, "undone": 1}
    assert told["recovery"]["by_suggestion"] == 1 and told["recovery"]["by_correction"] == 1
    assert {"create", "append", "version"} <= {one["name"] for one in told["store"]}
    answers = {(one["route"], one["status"]): one["count"] for one in told["answers"]}
    assert answers["/v1/edit", 200] == 4 and answers["none", 404] == 1
    assert sum(one["requests"] for one in told["throughput"]) == 10
    assert {"text": "frobulous", "count": 1, "excess": 0} in told["words"]
    assert told["commands"][0] == {"text": "make the card red", "count": 2, "excess": 0}


def test_words_are_for_an_admin_and_can_be_turned_off(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    reader, admin = token(where, "ann", "read"), token(where, "ben", "admin")
    asked = {"blueprint": PAGE, "command": "make it frobulous"}

    with serving(where) as service, httpx.Client(base_url=service.url, timeout=20) as client:
        client.post("/v1/edit", json=asked, headers=reader)
        to_reader = client.get("/v1/stats", headers=reader).json()
        to_admin = client.get("/v1/stats", headers=admin).json()
        nobody = client.get("/v1/stats")
    with (
        serving(where, "--no-words") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        client.post("/v1/edit", json=asked, headers=reader)
        turned_off = client.get("/v1/stats", headers=admin).json()

    assert nobody.status_code == 401
    assert to_reader["commands"] is None and to_reader["words"] is None
    assert [one["text"] for one in to_admin["words"]] == ["frobulous"]
    assert turned_off["commands"] is None and turned_off["edits"]["total"] == 1


def test_the_figures_are_those_of_all_workers(tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--workers", "2") as service:

        def stats() -> Any:
            with httpx.Client(base_url=service.url, timeout=20) as client:
                return client.get("/v1/stats").json()

        until(lambda: stats()["workers"] == 2)
        for k in range(12):
            said = {"blueprint": PAGE, "command": f"make the header {90 + k}px tall"}
            assert httpx.post(service.url + "/v1/edit", json=said).status_code == 200
        told = [stats()["edits"]["total"] for _ in range(8)]

    assert told == [12] * 8


def test_a_worker_that_died_is_followed_by_one_at_its_place(tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--workers", "2") as service:

        def workers() -> Any:
            with httpx.Client(base_url=service.url, timeout=20) as client:
                found = client.get("/v1/stats").json()
            return found["workers"], found["unheard"]

        until(lambda: workers() == (2, 0))
        children = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children")
        begun = set(map(int, children.read_text().split()))
        said = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in begun]
        worker = next(pid for pid, line in zip(begun, said, strict=True) if b"spawn_main" in line)
        os.kill(worker, signal.SIGKILL)
        until(lambda: worker not in map(int, children.read_text().split()))
        with contextlib.suppress(httpx.TransportError):
            workers()
        again = until(lambda: workers() == (2, 0))

    assert again


def test_a_socket_that_cannot_be_is_told_of_as_a_worker_unheard(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 120)
    deep.mkdir()

    async def both() -> tuple[int, int]:
        one, other = Siblings(str(deep), Sums), Siblings(str(deep), Sums)
        await one.begin()
        await other.begin()
        heard = await one.heard()
        one.close()
        other.close()
        return len(heard.by_place), heard.unheard

    assert asyncio.run(both()) == (1, 1)


def test_a_log_that_cannot_be_written_keeps_nobody_from_an_answer() -> None:
    def closed(*_: Any, **__: Any) -> None:
        raise BrokenPipeError

    watch = Watch(log=closed)
    watch.edited("sent", "hide the header", edit(PAGE, "hide the header"))

    assert sum(n for _, n in watch.sums().of(EDITS)) == 1


def test_no_word_of_a_command_or_a_document_is_in_the_log(tmp_path: Path) -> None:
    page = json.loads((ROOT / "tests" / "cases" / "shop.json").read_bytes())
    secrets = {"zanzibar", "quokka", "frobulous", "storefront"}
    page["components"].append({"id": "zanzibar", "type": "card", "text": "Quokka"})
    said = ["make the zanzibar red", "make the quokka frobulous", "hide the zanzibarr"]
    with (
        serving(tmp_path / "redraft.db") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        made = client.post("/v1/documents", json={"blueprint": page, "name": "storefront"})
        home = made.headers["location"]
        for command in said:
            client.post("/v1/edit", json={"blueprint": page, "command": command})
            client.post(home + "/edit", json={"command": command})
        jobs = [{"blueprint": page, "command": command} for command in said]
        client.post("/v1/batch", json={"jobs": jobs})
        client.post(home + "/undo")
        client.get("/v1/documents", headers={"host": "quokka.example"})
        client.get("/v1/stats")
        client.get("/zanzibar?q=quokka")
        client.post("/v1/select", json={"blueprint": page, "phrase": "the quokka"})
        client.post("/v1/check", json={"blueprint": {"components": "quokka"}})
        client.delete(home)
        until(lambda: [one for one in service.told("document") if one["change"] == "deleted"])
        log = "".join(service.said)

    assert len(service.told("edit")) == 9
    assert [one["change"] for one in service.told("document")] == ["created", "undone", "deleted"]
    assert service.told("refused")[0]["code"] == "request.host"
    assert not [word for word in secrets if word in log.lower()]


def test_an_event_says_what_became_of_an_edit_and_whose_it_was(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    who = token(where, "ann", "edit")
    with (
        serving(where, "--log", "json") as service,
        httpx.Client(base_url=service.url, timeout=20, headers=who) as client,
    ):
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        done = client.post(
            home + "/edit",
            json={"command": "make the first card red"},
            headers={"X-Request-Id": "trace/7"},
        )
        told = until(lambda: service.told("edit"))[0]
        denied = client.get("/v1/documents", headers={"authorization": "Bearer no"})
        refused = until(lambda: service.told("refused"))[0]

    assert done.headers["x-request-id"] == told["request"] == "trace/7"
    assert (told["kind"], told["status"], told["codes"]) == ("stored", "success", [])
    assert (told["document"], told["revision"]) == (home.rpartition("/")[2], 2)
    assert (told["steps"], told["changes"], told["who"]) == (1, 1, "ann")
    assert told["ns"].keys() == done.json()["timings_us"].keys() and told["rules"]["run"] > 0
    assert who["authorization"].split("_")[1] == told["token"]
    assert who["authorization"].split("_", 2)[2] not in "".join(service.said)
    assert (refused["code"], refused["status"]) == ("request.unauthorized", 401)
    assert refused["request"] == denied.headers["x-request-id"]


def test_commands_are_in_the_log_where_that_was_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--log-text") as service:
        asked = {"blueprint": PAGE, "command": "make it frobulous"}
        httpx.post(service.url + "/v1/edit", json=asked)
        told = until(lambda: service.told("edit"))

    assert told[0]["command"] == "make it frobulous"


def test_there_is_a_log_for_people_and_none(tmp_path: Path) -> None:
    for form, lines in (("plain", 1), ("off", 0)):
        with serving(tmp_path / "redraft.db", "--log", form) as service:
            asked = {"blueprint": PAGE, "command": "hide the header"}
            httpx.post(service.url + "/v1/edit", json=asked)
        assert len([line for line in service.said if "status=success" in line]) == lines


@pytest.mark.parametrize(
    "given", ["", "a b", "x" * 129, "id\tid", "é"], ids=["none", "space", "long", "tab", "no ascii"]
)
def test_an_id_that_is_none_is_replaced(client: httpx.Client, given: str) -> None:
    said = client.get("/health", headers={"X-Request-Id": given.encode("latin-1")})

    assert len(said.headers["x-request-id"]) == 32


def test_head_is_answered_as_get_without_a_body(client: httpx.Client, home: str) -> None:
    for path in ("/health", "/v1/documents", home, home + "/events", "/openapi.json"):
        asked, whole = client.head(path), None
        if not path.endswith("/events"):
            whole = client.get(path)
            assert asked.headers["content-length"] == whole.headers["content-length"]
        assert (asked.status_code, asked.content) == (200, b"")
    assert client.head("/nowhere").status_code == 404
    refused = client.put("/health")
    assert refused.status_code == 405 and "GET, HEAD" in refused.headers["allow"]


def test_it_is_ready_while_its_store_can_be_written(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    with serving(where) as service, httpx.Client(base_url=service.url, timeout=30) as client:
        ready = client.get("/ready").status_code
        with contextlib.closing(sqlite3.connect(where, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # nobody else can write meanwhile
            time.sleep(1.1)
            locked = client.get("/ready")
            other.execute("ROLLBACK")
        again = until(lambda: client.get("/ready").status_code == 200)
        kept = Store(where)
        with kept.database.reading() as connection:
            left = connection.exec_driver_sql("SELECT count(*) FROM answers").scalar()
        kept.close()

    assert ready == 200 and again and left == 0
    assert (locked.status_code, locked.headers["content-type"]) == (503, "application/problem+json")


def test_a_fault_is_told_by_where_it_is_and_not_in_its_words() -> None:
    told: list[dict[str, Any]] = []
    watch = Watch(log=lambda event, **fields: told.append({"event": event, **fields}))

    try:
        raise ValueError("zanzibar")
    except ValueError as error:
        watch.failed(error)

    assert told[0]["error"] == "ValueError" and "test_watch.py" in told[0]["where"][0]
    assert "zanzibar" not in json.dumps(told)


@pytest.mark.parametrize("said", SAID)
def test_who_watches_asks_for_nothing_that_would_not_be_there(said: str) -> None:
    """Y-3: the result is the same object, with the same bytes."""
    watched, plain = edit(PAGE, said), edit(PAGE, said)

    watch = Watch()
    watch.edited("sent", said, watched)

    assert watched.to_json(timings=False) == plain.to_json(timings=False)
    assert sum(n for _, n in watch.sums().of(EDITS)) == 1
    assert {digest.count for _, digest in watch.sums().times_of(STAGES)} == {1}


def test_the_service_tells_of_nobody_elses_cache(service: Service) -> None:
    caches = httpx.get(service.url + "/v1/stats").json()["caches"]

    assert {one["name"] for one in caches} == {"plans", "documents", "versions"}
