"""``redraft stats`` of a running service."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from tests.service.conftest import PAGE, Service, serving

from redraft.cli import main
from redraft.store import Store, tokens


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """A service that has done something, and a token of an admin's."""
    where = tmp_path_factory.mktemp("stats") / "redraft.db"
    store = Store(where)
    token = tokens.make(store.database, "ann", ["admin"])
    store.close()
    with serving(where) as service:
        headers = {"authorization": f"Bearer {token}"}
        for command in ("make the header red", "make it frobulous", "make it frobulous"):
            asked = {"blueprint": PAGE, "command": command}
            httpx.post(service.url + "/v1/edit", json=asked, headers=headers)
        yield service, token


def test_a_person_sees_what_a_service_does(
    served: tuple[Service, str], capfd: pytest.CaptureFixture[str]
) -> None:
    service, token = served

    status = main(["stats", service.url, "--token", token])

    out = capfd.readouterr().out
    assert status == 0
    assert "3 edits, 1 applied (33.3%)" in out and "POST /v1/edit" in out
    assert "decompose" in out and "2  make it frobulous" in out and "2  frobulous" in out


def test_a_build_gets_json_and_a_status_of_a_service_too(
    served: tuple[Service, str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service, token = served
    monkeypatch.setenv("REDRAFT_TOKEN", token)

    status = main(["stats", service.url + "/", "--json", "--min-rate", "0.5"])

    told = json.loads(capfd.readouterr().out)
    assert status == 1
    assert told["edits"]["total"] == 3 and told["recovery"]["rate"] == 0.0


def test_who_may_not_see_it_is_told_why(
    served: tuple[Service, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", served[0].url]) == 2
    assert "401: a bearer token is needed" in capfd.readouterr().err
    assert main(["stats", "http://127.0.0.1:9"]) == 2
    assert main(["stats", served[0].url, str(Path("rows.jsonl"))]) == 2


def test_a_token_goes_nowhere_else(capfd: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status = main(["stats", f"http://127.0.0.1:{server.server_port}", "--token", "secret"])
        server.shutdown()

    assert (status, asked) == (2, ["/v1/stats"])
    assert "302" in capfd.readouterr().err
