"""A service is replaced under load, as docs/deployment.md has it, and whom that cuts off is few."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import pytest
from tests import postgres
from tests.deploy.proxies import NAME, nginx
from tests.service.conftest import PAGE, Service, serving
from tests.store.conftest import server

from redraft.store import Store, replay, tokens

__all__ = ["server"]


@contextmanager
def asking(ask: Callable[[int, int], httpx.Response]) -> Iterator[list[int | str]]:
    """Three who ask all the while, each for another number, and what all of them were answered."""
    answered: list[int | str] = []
    over = threading.Event()

    def go(who: int) -> None:
        while not over.is_set():
            try:
                answered.append(ask(who, 90 + len(answered) % 90).status_code)
            except httpx.HTTPError as error:
                answered.append(repr(error))

    threads = [threading.Thread(target=go, args=(who,)) for who in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        over.set()
        for thread in threads:
            thread.join()


def workers(service: Service) -> set[str]:
    """The processes that a service has begun, but for what counts its resources."""
    listed = ["ps", "-ww", "--ppid", str(service.process.pid), "-o", "pid=,args="]
    told = subprocess.run(listed, capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in told.splitlines() if "spawn_main" in line}


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="NOT TESTED: no SIGHUP here")
def test_workers_are_replaced_one_by_one(tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--workers", "2") as service:
        made = httpx.post(service.url + "/v1/documents", json={"blueprint": PAGE}, timeout=20)
        edit = service.url + made.headers["location"] + "/edit"

        def ask(_: int, tall: int) -> httpx.Response:
            said = {"command": f"make the header {tall}px tall"}
            return httpx.post(edit, json=said, timeout=20)

        with asking(ask) as answered:
            before = workers(service)
            os.kill(service.process.pid, signal.SIGHUP)
            until = time.monotonic() + 120
            while before & workers(service) or len(workers(service)) < 2:
                assert time.monotonic() < until
                time.sleep(0.1)

    # whose connection was let in, and not heard yet, by one that ends is cut off: once for each that ends
    cut = [one for one in answered if one != 200]
    assert len(before) == 2 and answered.count(200) > 20
    assert len(cut) <= 2 * 3 and all(isinstance(one, str) for one in cut), cut


def test_servers_that_share_a_database_are_replaced_one_by_one(
    server: postgres.Server, tmp_path: Path
) -> None:
    where = server.database()
    options = ("--proxy", "127.0.0.1", "--rate", "0")
    with ExitStack() as running:
        store = running.enter_context(closing(Store(where)))
        token = tokens.make(store.database, "ann", ["edit"])
        both = [running.enter_context(ExitStack()) for _ in range(2)]
        urls = [one.enter_context(serving(where, *options)).url for one in both]
        url = running.enter_context(nginx(tmp_path, *urls))
        trusted = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
        client = running.enter_context(
            httpx.Client(
                base_url=url,
                verify=trusted,
                headers={"host": NAME, "authorization": f"Bearer {token}"},
                timeout=20,
            )
        )

        def post(path: str, said: object) -> httpx.Response:
            return client.post(path, json=said, extensions={"sni_hostname": NAME})

        made = [post("/v1/documents", {"blueprint": PAGE}) for _ in range(3)]
        homes = [one.headers["location"] for one in made]

        def ask(who: int, tall: int) -> httpx.Response:
            return post(homes[who] + "/edit", {"command": f"make the header {tall}px tall"})

        with asking(ask) as answered:
            for one, at in zip(both, urls, strict=True):
                one.close()
                one.enter_context(serving(where, *options, port=int(at.rpartition(":")[2])))
                assert httpx.get(at + "/ready").status_code == 200
            enough = len(answered) + 10
            until = time.monotonic() + 20
            while len(answered) < enough and time.monotonic() < until:
                time.sleep(0.05)
        proved = [one for home in homes for one in replay(store, home.rpartition("/")[2])]

    # what a server let go of while it ended is told as 502, and may be asked again with its key
    assert set(answered) <= {200, 502} and answered.count(502) <= 2 * 3
    assert len(proved) >= 3 + answered.count(200) and not [one for one in proved if one.broken]


@pytest.mark.parametrize("count", [1, 2])
def test_who_has_asked_is_answered_before_it_ends(count: int, tmp_path: Path) -> None:
    body = json.dumps({"blueprint": PAGE, "command": "hide the header"}).encode()
    asked = (
        "POST /v1/edit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with serving(tmp_path / "redraft.db", "--workers", str(count)) as service:
        port = int(service.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(asked.encode())
            # it has begun to read, so it has been asked
            assert connection.recv(1024).startswith(b"HTTP/1.1 100")
            service.process.terminate()
            # of two, the one that nobody asks has ended; one alone lets nobody else in
            while len(workers(service)) == 2 if count == 2 else _is_open(port):
                time.sleep(0.05)
            connection.sendall(body)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert service.process.wait(20) in (0, -signal.SIGTERM)

    assert answer.startswith(b"HTTP/1.1 200")


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionError:
        return False
    return True
