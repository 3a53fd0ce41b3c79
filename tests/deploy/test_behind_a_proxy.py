"""The service behind nginx and Caddy as deploy/ sets them up: all that holds without them holds."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from tests.deploy.proxies import NAME, caddy, nginx
from tests.service.conftest import PAGE, Service, serving

from redraft.store import Store, tokens

#: requests a second of one caller
RATE = 20
JSON = {"content-type": "application/json"}


class Front(NamedTuple):
    """A proxy, the service behind it, and tokens of two."""

    url: str
    certificate: Path
    service: Service
    ann: str
    ben: str

    def client(self, token: str | None = None, address: str = "127.0.0.2") -> httpx.Client:
        """Somebody at an address of this machine's."""
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        return httpx.Client(
            base_url=self.url,
            headers={"host": NAME, **({"authorization": f"Bearer {token}"} if token else {})},
            transport=_As(httpx.HTTPTransport(verify=trusted, local_address=address)),
            timeout=20,
        )


class _As(httpx.BaseTransport):
    """Asks a proxy by the name that is in its certificate."""

    def __init__(self, within: httpx.HTTPTransport) -> None:
        self._within = within

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions = {**request.extensions, "sni_hostname": NAME}
        return self._within.handle_request(request)

    def close(self) -> None:
        self._within.close()


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    where = folder / "redraft.db"
    store = Store(where)
    ann, ben = (tokens.make(store.database, name, ["edit"]) for name in ("ann", "ben"))
    store.close()
    options = ("--proxy", "127.0.0.1", "--rate", str(RATE), "--log", "json")
    with serving(where, *options) as service, request.param(folder, service.url) as url:
        yield Front(url, folder / "certificate.pem", service, ann, ben)
    assert not service.told("fault")


def test_an_edit_comes_through_with_its_tag_and_its_compression(front: Front) -> None:
    with front.client(front.ann) as client:
        page = {**PAGE, "note": "longer than what is not worth compressing " * 50}
        made = client.post("/v1/documents", json={"blueprint": page})
        home = made.headers["location"]
        done = client.post(
            home + "/edit", json={"command": "hide the header"}, headers={"if-match": '"1"'}
        )
        late = client.post(
            home + "/edit", json={"command": "show the header"}, headers={"if-match": '"1"'}
        )
        read = client.get(home, headers={"accept-encoding": "gzip"})
        again = client.get(home, headers={"if-none-match": '"2"'})

    assert home.startswith("/v1/documents/")
    assert (done.status_code, done.headers["etag"]) == (200, '"2"')
    assert (late.status_code, late.json()["code"]) == (412, "revision.conflict")
    assert (read.headers["content-encoding"], read.headers["etag"]) == ("gzip", '"2"')
    assert (again.status_code, again.content) == (304, b"")


def test_events_come_as_they_happen(front: Front) -> None:
    with front.client(front.ann) as client, front.client(front.ben) as another:
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        with client.stream("GET", home + "/events") as stream:
            lines = stream.iter_lines()
            assert next(lines) == "retry: 1000"
            for turn in range(3):
                began = time.monotonic()
                another.post(
                    home + "/edit", json={"command": f"make the header {90 + turn}px tall"}
                )
                assert next(line for line in lines if line.startswith("id: ")) == f"id: {turn + 2}"
                assert time.monotonic() - began < 2


def test_the_lines_of_a_batch_come_as_they_are_done(front: Front) -> None:
    jobs = [{"blueprint": PAGE, "command": "hide the header"} for _ in range(50)]
    with (
        front.client(front.ann) as client,
        client.stream("POST", "/v1/batch", json={"jobs": jobs}) as stream,
    ):
        lines = [json.loads(line) for line in stream.iter_lines()]

    assert [line["status"] for line in lines] == ["success"] * len(jobs)


def test_a_document_that_is_too_large_is_told_so_by_the_service(front: Front) -> None:
    with front.client(front.ann) as client:
        said = client.post("/v1/edit", content=b" " * (5 << 20), headers=JSON)

    assert (said.status_code, said.json()["code"]) == (413, "request.too-large")


def test_a_body_that_is_too_large_for_anything_does_not_come_through(front: Front) -> None:
    with front.client(front.ann) as client:
        try:
            said = client.post("/v1/batch", content=b" " * (33 << 20), headers=JSON).status_code
        except httpx.NetworkError:
            said = 413  # it was refused, and the door closed, while it was still sent
        assert client.get("/v1/documents?limit=1").status_code == 200

    assert said == 413


def test_one_who_asks_too_often_keeps_nobody_else_out(front: Front) -> None:
    with front.client(front.ann) as client, front.client(front.ben) as another:
        said = [client.get("/v1/documents?limit=1") for _ in range(RATE * 6)]
        assert another.get("/v1/documents?limit=1").status_code == 200

    refused = [one for one in said if one.status_code == 429]
    assert refused and refused[0].json()["code"] == "request.rate"
    assert int(refused[0].headers["retry-after"]) >= 1


def test_who_guesses_tokens_is_counted_by_where_they_are(front: Front) -> None:
    forged = {"x-forwarded-for": "127.0.0.4"}
    with (
        front.client("wrong", "127.0.0.2") as client,
        front.client("wrong", "127.0.0.3") as another,
    ):
        said = [client.get("/v1/documents", headers=forged).status_code for _ in range(RATE * 6)]
        assert another.get("/v1/documents").status_code == 401

    assert said[0] == 401 and 429 in said and set(said) == {401, 429}
