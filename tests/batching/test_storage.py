"""Places with a URL: what is read and written there, and what is refused because nothing is renamed."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

import redraft
from redraft.batching.storage import Refused, Remote, blueprints_at
from redraft.cli import main

PAGE = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 90, 50]}]}
RED = "make the button red"


@pytest.fixture
def memory() -> Iterator[Any]:
    fs = fsspec.filesystem("memory")
    for name in ("home", "sub/cart"):
        fs.pipe_file(f"/screens/{name}.json", json.dumps(PAGE).encode())
    fs.pipe_file("/screens/.draft.json", b"{}")
    yield fs
    fs.rm("/", recursive=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "home.json").write_text(json.dumps(PAGE))
    jobs = [{"blueprint": PAGE, "command": RED}, {"blueprint": PAGE, "command": "hide the footer"}]
    (tmp_path / "jobs.jsonl").write_text("\n".join(map(json.dumps, jobs)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_remote_folder_is_edited_in_place(memory: Any) -> None:
    done = redraft.batch("memory://screens", RED, in_place=True).run()

    assert done.counts["applied"] == 2
    for name in ("home", "sub/cart"):
        assert b"#FF0000" in memory.cat_file(f"/screens/{name}.json")


def test_a_pattern_and_a_job_list_may_be_remote(memory: Any) -> None:
    job = {"blueprint": "memory://screens/home.json", "command": RED}
    memory.pipe_file("/lists/jobs.jsonl", json.dumps(job).encode())

    assert [p.name for p in blueprints_at("memory://screens/*.json")] == ["home.json"]
    assert [o.applied for o in redraft.batch("memory://lists/jobs.jsonl")] == [True]


def test_documents_and_results_go_where_a_url_says(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("home", "a/cart"):
        (tmp_path / f"{name}.json").write_text(json.dumps(PAGE))
    said = ["--say", RED, "-o", "memory://out"]

    for ending in ("jsonl", "parquet"):
        results = f"memory://out/done.{ending}"
        assert main(["batch", str(tmp_path), *said, "--results", results]) == 0

    assert b"#FF0000" in memory.cat_file("/out/a/cart.json")
    assert len(memory.cat_file("/out/done.jsonl").splitlines()) == 2
    assert memory.cat_file("/out/done.parquet").startswith(b"PAR1")


def test_all_or_nothing_is_refused_where_nothing_is_renamed(memory: Any) -> None:
    before = memory.cat_file("/screens/home.json")

    with pytest.raises(Refused) as refused:
        redraft.batch("memory://screens", RED, in_place=True, atomic="batch")

    assert refused.value.code == "batch.unsupported"
    assert memory.cat_file("/screens/home.json") == before


def test_a_file_by_its_url_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a screen.json"
    file.write_text(json.dumps(PAGE))

    redraft.batch(file.as_uri(), RED, in_place=True, atomic="batch").run()

    assert "#FF0000" in file.read_text()
    assert [p.name for p in tmp_path.iterdir()] == ["a screen.json"]


def test_the_web_is_read_and_never_written(web: str, tmp_path: Path) -> None:
    home = f"{web}/home.json"

    assert [o.applied for o in redraft.batch(f"{web}/jobs.jsonl")] == [True, False]
    redraft.batch(home, RED, output=tmp_path / "out").run()
    assert "#FF0000" in (tmp_path / "out" / "home.json").read_text()
    for where in ({"in_place": True}, {"output": web}):
        with pytest.raises(Refused):
            redraft.batch(home, RED, **where)


def test_what_cannot_be_read_fails_its_jobs_only(web: str, memory: Any) -> None:
    missing = (
        f"{web}/none.json",
        "memory://none.json",
        "http://127.0.0.1:1/x.json",
        "s4://b/x.json",
    )
    outcomes = list(redraft.batch([*((name, RED) for name in missing), (PAGE, RED)]))

    assert [o.applied for o in outcomes] == [False] * 4 + [True]
    assert {o.diagnostics[0].code for o in outcomes[:3]} == {"document.invalid"}
    assert all(name in o.diagnostics[0].message for name, o in zip(missing, outcomes, strict=False))


def test_an_interrupted_remote_batch_can_go_on(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = ["batch", "memory://screens", "--say", "make the button 10px wider", "-i"]
    plain = Remote.write_bytes

    def once(self: Remote, data: bytes) -> None:
        plain(self, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(Remote, "write_bytes", once)
    assert main(said) == 130
    monkeypatch.setattr(Remote, "write_bytes", plain)
    assert main([*said, "--resume"]) == 0

    for name in ("home", "sub/cart"):
        box = json.loads(memory.cat_file(f"/screens/{name}.json"))["components"][0]["bbox"]
        assert box[2] == 100


def test_without_the_extra_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)

    with pytest.raises(Refused, match=r"pip install 'redraft\[remote\]'"):
        redraft.batch("memory://screens", RED)
