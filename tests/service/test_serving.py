"""The service as a process: tokens, limits of time, ends, and a kill under load."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import resource
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from tests.service.conftest import PAGE, redraft, serving
from tests.store.conftest import server

from redraft import edit as redraft_edit
from redraft.cli import main
from redraft.service.sockets import listening
from redraft.store import Store, replay, tokens

__all__ = ["server"]


class Ended(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def command(*arguments: str) -> Ended:
    """A command of the command line, run here."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "ab")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return Ended(code, *(one.buffer.getvalue().decode() for one in (out, err)))  # type: ignore[attr-defined]


def make_token(store: Path, name: str, scope: str) -> str:
    made = command("token", "make", name, "--scope", scope, "--store", str(store))
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def test_with_tokens_nobody_gets_in_who_should_not(tmp_path: Path) -> None:
    store = tmp_path / "redraft.db"
    editor = make_token(store, "ann", "edit")
    opened = Store(store)
    reader = tokens.make(opened.database, "ben", ["read"])
    opened.close()

    with serving(store) as service, httpx.Client(base_url=service.url, timeout=20) as client:

        def status(method: str, path: str, token: str | None, **more: object) -> int:
            headers = {} if token is None else {"authorization": f"Bearer {token}"}
            return client.request(method, path, headers=headers, **more).status_code  # type: ignore[arg-type]

        create = {"json": {"blueprint": PAGE}}
        nobody = client.get("/v1/documents")
        assert (nobody.status_code, nobody.json()["code"]) == (401, "request.unauthorized")
        assert nobody.headers["www-authenticate"].startswith("Bearer")
        for wrong in (
            "x",
            editor[:-1],
            editor + "x",
            editor.upper(),
            "redraft__",
            reader[:20] + editor[20:],
        ):
            assert status("GET", "/v1/documents", wrong) == 401
        assert status("GET", "/v1/documents", reader) == 200
        assert status("POST", "/v1/documents", reader, **create) == 403
        assert status("POST", "/v1/documents", editor, **create) == 201
        assert status("GET", "/health", None) == 200
        made = client.get("/v1/documents", headers={"authorization": f"bearer {reader}"}).json()
        home = f"/v1/documents/{made['documents'][0]['id']}"
        past = client.get(home + "/history", headers={"authorization": f"Bearer {reader}"}).json()
        assert past["revisions"][0]["author"] == "ann"
        listed = command("token", "list", "--store", str(store)).stdout
        held = store.read_bytes() + Path(f"{store}-wal").read_bytes()
        assert editor not in listed and editor.rpartition("_")[2].encode() not in held
        revoked = command("token", "revoke", editor.split("_")[1], "--store", str(store))
        assert revoked.returncode == 0
        until = time.monotonic() + 10
        while status("POST", "/v1/documents", editor, **create) != 401:
            assert time.monotonic() < until
            time.sleep(0.25)
        assert status("GET", "/v1/documents", reader) == 200


def test_without_tokens_it_is_for_this_machine_alone_and_says_so(tmp_path: Path) -> None:
    store = str(tmp_path / "redraft.db")
    elsewhere = command("serve", "--store", store, "--host", "0.0.0.0", "--port", "0")

    assert elsewhere.returncode == 2 and "token" in elsewhere.stderr
    with serving(store) as service:  # ended at once, before it is quite there
        assert "NO TOKENS" in service.said[0]


def test_what_takes_too_long_is_told_and_stores_nothing(tmp_path: Path) -> None:
    many = [{"id": f"c{k}", "type": "card", "bbox": [0, 0, 9, 9]} for k in range(3_000)]
    with (
        serving(tmp_path / "redraft.db", "--time", "0.5") as service,
        httpx.Client(base_url=service.url, timeout=60) as client,
    ):
        page = {"components": many, "meta": {"viewport": {"width": 375, "height": 812}}}
        home = client.post("/v1/documents", json={"blueprint": page}).headers["location"]
        slow = {"command": "make the cards wider and the cards taller and move them all 3px right"}
        said = client.post(home + "/edit", json=slow)

        assert (said.status_code, said.json()["code"]) == (503, "request.timeout")
        jobs = [{"blueprint": page, **slow}, {"blueprint": PAGE, "command": "hide the header"}]
        lines = client.post("/v1/batch", json={"jobs": jobs}).text.splitlines()
        assert [json.loads(line)["status"] for line in lines] == ["rejected", "success"]
        assert json.loads(lines[0])["diagnostics"][0]["code"] == "batch.timeout"
        # as many at once as there are threads: each is there again for others
        with ThreadPoolExecutor(6) as pool:
            told = list(pool.map(lambda _: client.post(home + "/edit", json=slow), range(6)))
        assert {one.status_code for one in told} == {503}
        began = time.monotonic()
        assert client.get(home).json()["revision"] == 1
        assert time.monotonic() - began < 2
        # and what they shared is as it was
        again = client.post("/v1/edit", json={"blueprint": PAGE, **slow}).json()
        again.pop("timings_us")
        assert again == redraft_edit(PAGE, slow["command"]).to_dict(timings=False)
        assert client.post(home + "/edit", json={"command": "hide c7"}).status_code == 200


def test_who_asks_too_often_is_told_when_to_ask_again(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "redraft.db", "--rate", "5") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        said = [client.get("/v1/documents") for _ in range(40)]

        refused = [one for one in said if one.status_code == 429]
        assert refused and said[0].status_code == 200
        assert refused[0].json()["code"] == "request.rate"
        assert int(refused[0].headers["retry-after"]) >= 1
        assert client.get("/health").status_code == 200


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="NOT TESTED: no limit on files here")
def test_a_full_disk_is_told_and_what_was_answered_stays(tmp_path: Path) -> None:
    """A-1."""
    where = tmp_path / "redraft.db"
    limit = 400 * 1024
    with (
        serving(where, files_max=limit) as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        page = {**PAGE, "note": "".join(random.Random(3).choices("0123456789abcdef", k=40_000))}
        said = [client.post("/v1/documents", json={"blueprint": page}) for _ in range(40)]
        made = [one.json()["id"] for one in said if one.status_code == 201]
        refused = [one for one in said if one.status_code != 201]

        assert made and refused
        assert {one.status_code for one in refused} <= {503, 507}
        assert {one.json()["code"] for one in refused} == {"store.unwritable"}
        assert client.get(f"/v1/documents/{made[-1]}").json()["blueprint"] == page
    store = Store(where)
    assert [one.id for one in store.documents()] == made
    assert all(not one.broken for name in made for one in replay(store, name))
    store.close()


def test_a_small_answer_does_not_wait_for_the_one_before() -> None:
    """Of a socket that does not say that it is TCP asyncio does not turn the delay off."""
    with listening("127.0.0.1", 0) as door:
        assert door.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_ends_soon_although_somebody_listens(workers: str, tmp_path: Path) -> None:
    with serving(tmp_path / "redraft.db", "--workers", workers) as service:
        client = httpx.Client(base_url=service.url, timeout=20)
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        with client.stream("GET", home + "/events") as stream:
            lines = stream.iter_lines()
            next(lines)
            began = time.monotonic()
            service.process.send_signal(signal.SIGINT)
            assert list(lines) == [""]
        client.close()
        assert service.process.wait(10) == 0
        assert time.monotonic() - began < 4


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_kill_under_load_loses_nothing_that_was_answered(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A-1, from end to end."""
    if kind == "sqlite":
        where = str(tmp_path / "redraft.db")
    else:
        where = request.getfixturevalue("server").database()
    answered: dict[int, str] = {}

    with serving(where, "--workers", "1") as service:
        with httpx.Client(base_url=service.url, timeout=20) as client:
            home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]

        def edit(card: str) -> None:
            with httpx.Client(base_url=service.url, timeout=20) as client:
                for turn in range(10_000):
                    said = {"command": f"make the {card} card {100 + turn % 90}px wide"}
                    try:
                        done = client.post(home + "/edit", json=said)
                    except httpx.HTTPError:
                        return
                    assert done.status_code == 200
                    revision = int(done.headers["etag"].strip('"'))
                    answered[revision] = done.json()["digest"]["after"]

        threads = [threading.Thread(target=edit, args=(card,)) for card in ("first", "second")]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while len(answered) < 10 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.Random(kind).uniform(0.05, 0.3))
        service.kill()
        for thread in threads:
            thread.join()
    store = Store(where)
    document = home.rpartition("/")[2]
    history = {p.revision.number: p.revision.digest for p in store.history(document, 0, 10**6)}
    wrong = [one for one in replay(store, document) if one.broken]
    store.close()

    assert answered and {n: history.get(n) for n in answered} == answered
    assert sorted(history) == list(range(1, len(history) + 1)) and not wrong
    told = command("replay", "--store", where, "--json")
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0 and len(lines) == len(history)


def test_several_processes_share_a_store(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "redraft.db", "--workers", "2") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
        contextlib.ExitStack() as told,
    ):
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        stream = told.enter_context(client.stream("GET", home + "/events"))
        lines = stream.iter_lines()
        next(lines)
        for turn in range(6):
            with httpx.Client(base_url=service.url, timeout=20) as another:
                said = {"command": f"make the header {90 + turn}px tall"}
                assert another.post(home + "/edit", json=said).headers["etag"] == f'"{turn + 2}"'
        ids = [int(next(line for line in lines if line.startswith("id: "))[4:]) for _ in range(6)]
        assert ids == [2, 3, 4, 5, 6, 7]


def test_replay_tells_what_does_not_hold(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    store = Store(where)
    document = store.create(PAGE).id
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE revisions SET digest = 'sha256:0'")
    store.close()

    told = command("replay", "--store", str(where))

    assert told.returncode == 1
    assert re.search(rf"{document}.*broken: 1 \(snapshot\)", told.stdout)
    assert command("replay", "--store", str(where), "nobody").returncode == 2


def test_without_the_extra_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "litestar.py").write_text("raise ModuleNotFoundError('not here', name='litestar')")
    (tmp_path / "sqlalchemy.py").write_text(
        "raise ModuleNotFoundError('not here', name='sqlalchemy')"
    )
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    for name in (["serve"], ["replay"], ["token", "list"]):
        done = subprocess.run(
            redraft(*name),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
            cwd=tmp_path,
        )
        assert done.returncode == 2 and "redraft[serve]" in done.stderr


def test_who_asks_through_a_proxy_needs_a_token(tmp_path: Path) -> None:
    store = str(tmp_path / "redraft.db")

    for proxy, said in (("127.0.0.1", "tokens are needed"), ("*", "no address of a proxy")):
        refused = command("serve", "--store", store, "--port", "0", "--proxy", proxy)
        assert refused.returncode == 2 and said in refused.stderr
    with serving(store) as service, httpx.Client(base_url=service.url, timeout=20) as client:
        assert client.get("/v1/documents").status_code == 200
        for name in ("X-Forwarded-For", "Forwarded", "Via"):
            assert client.get("/v1/documents", headers={name: "x"}).status_code == 421


def test_only_a_proxy_that_is_named_is_believed_for_whom_it_asks(tmp_path: Path) -> None:
    store = tmp_path / "redraft.db"
    make_token(store, "ann", "edit")

    def asked(*options: str) -> set[int]:
        """What those get who guess tokens, each at an address of their own if they are believed."""
        with (
            serving(store, "--rate", "2", *options) as service,
            httpx.Client(base_url=service.url, timeout=20) as client,
        ):
            return {
                client.get("/v1/documents", headers={"x-forwarded-for": f"10.0.0.{k}"}).status_code
                for k in range(20)
            }

    assert asked("--proxy", "127.0.0.0/8") == {401}
    assert asked() == {401, 429}
